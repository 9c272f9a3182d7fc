# The test reads an active value; it is not tested again.


def f(x):
    n = 0
    while x < 10:
        x = x * x + 1
        n += 1
    return x * n


ARGS = (0.7,)
