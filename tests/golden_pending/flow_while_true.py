# `while True` with a break in the middle.


def f(x):
    s = 1.0
    while True:
        s = s * x
        if s < 0.2:
            break
        s = s + 0.05 * x
    return s * s


ARGS = (0.7,)
