# A return in a loop; here it is taken.


def f(x, tol):
    y = x
    for k in range(50):
        z = 0.5 * (y + x / y)
        if abs(z - y) < tol:
            return z * z
        y = z
    return y


ANALYTIC = True
ARGS = (5.0, 1e-3)
