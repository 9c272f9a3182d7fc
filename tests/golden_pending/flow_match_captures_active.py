# The parts of a matched tuple carry derivatives.


def f(x, y):
    match (x, y):
        case (0, b):
            return b
        case (a, b):
            return a * b * b


ANALYTIC = True
ARGS = (0.3, 1.2)
ARGNUMS = (0, 1)
