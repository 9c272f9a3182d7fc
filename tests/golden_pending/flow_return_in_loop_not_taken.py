# The same, but the loop ends by itself.


def f(x, tol):
    y = x
    for k in range(5):
        z = 0.5 * (y + x / y)
        if abs(z - y) < tol:
            return z * z
        y = z
    return y


ANALYTIC = True
ARGS = (5.0, -1.0)
