# `or` gives one of its operands, not a truth value.


def f(x, scale):
    scale = scale or x
    return scale * x


ANALYTIC = True
ARGS = (1.5, None)
