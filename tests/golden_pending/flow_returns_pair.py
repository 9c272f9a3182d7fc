# Every return gives a pair.


def pair(x, y):
    if x > y:
        return x * y, y
    return y, x * x


def f(x, y):
    a, b = pair(x, y)
    return a * b


ARGS = (0.3, 0.9)
ARGNUMS = (0, 1)
