# Two names leave a branch, swapped on one side.


def f(x, y):
    if x < y:
        low, high = x, y
    else:
        low, high = y, x
    return high * high * low


ARGS = (1.5, 0.7)
ARGNUMS = (0, 1)
