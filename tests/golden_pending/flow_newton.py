# The loop ends by an active test.


def f(a, tol):
    x = a
    while abs(x * x - a) > tol:
        x = 0.5 * (x + a / x)
    return x


ANALYTIC = True
ARGS = (3.7, 1e-9)
