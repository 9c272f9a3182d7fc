# The test is evaluated once; the backward half takes the same side.


def f(x, y):
    if x > 0.5:
        z = x * y
    else:
        z = x - y
    return z * z


ARGS = (0.8, 1.7)
ARGNUMS = (0, 1)
