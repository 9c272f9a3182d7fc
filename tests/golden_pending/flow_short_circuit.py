# The second operand guards nothing when the first decides: no division by zero.


def f(x, y):
    if y == 0 or x / y > 1:
        return x * x
    return x * y


ANALYTIC = True
ARGS = (1.5, 0.0)
