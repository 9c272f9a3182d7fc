# `and`, `or`, `not` in a test: evaluated as far as Python would.


def f(x, y, flag):
    if (x > 0 and not y > 2) or flag:
        return x * y * y
    return x + y


ARGS = (0.5, 1.5, False)
ARGNUMS = (0, 1)
