# Which handler ran is kept; here a key is missing.


def f(x, table, key):
    try:
        s = table[key] * x
    except KeyError:
        s = x * x
    return s


ANALYTIC = True
ARGS = (2.0, {"a": 3.0}, "b")
