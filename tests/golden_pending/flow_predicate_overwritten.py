# The test's operand is overwritten behind it: the truth is kept, not tested again.


def f(x, v):
    s = x * x
    if s > v:
        s = s * v - 2
    return s * s


ARGS = (1.5, 0.7)
ARGNUMS = (0, 1)
