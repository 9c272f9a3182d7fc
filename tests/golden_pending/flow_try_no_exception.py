# The same without an exception.


def f(x, table, key):
    try:
        s = table[key] * x
    except KeyError:
        s = x * x
    return s * s


ANALYTIC = True
ARGS = (2.0, {"a": 3.0}, "a")
