# One side is a constant integer, the other active.


def f(x):
    if x > 0:
        y = x * x
    else:
        y = 0
    return y + x


ARGS = (0.6,)
