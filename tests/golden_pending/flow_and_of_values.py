# `and` of two active values: the derivative goes to the operand that was given.


def f(x, y):
    z = x and y
    return z * z * x


ANALYTIC = True
ARGS = (0.7, 1.3)
ARGNUMS = (0, 1)
