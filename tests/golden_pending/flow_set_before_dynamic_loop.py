# Set before a `while` that leaves it alone, read after it.


def f(x):
    a = x * x
    s = x
    while s < 3:
        s = s * 1.5
    return a * s


ARGS = (0.7,)
