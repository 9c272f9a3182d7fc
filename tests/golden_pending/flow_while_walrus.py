# The test assigns.


def f(x):
    while (y := x * x) < 5:
        x = y + 0.5
    return x * y


ARGS = (0.7,)
