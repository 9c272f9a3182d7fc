# Bracketing: the derivative goes through the end points that moved.


def f(a, b, c):
    for _ in range(5):
        m = 0.5 * (a + b)
        if m * m * m > c:
            b = m
        else:
            a = m
    return (a + b) * b


ARGS = (0.2, 2.9, 4.1)
ARGNUMS = (0, 1, 2)
