# A ternary on a conjunction and a chained comparison: one name keeps the truth.


def f(x, y):
    z = x * y if 0 < x < y and y > 1 else x - y
    return z * z


ARGS = (0.5, 2.0)
ARGNUMS = (0, 1)
