# Which handler ran is kept; here a key is missing.


def f(x, table, key):
    try:
        s = table[key] * x
    except KeyError:
        s = x * x
    return s


ANALYTIC = True
ARGS = (2.0, {"a": 3.0}, "b")


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, table, key):
    # forward
    try:
        s0 = table[key]
        s = s0 * x
        failed = False
    except KeyError:
        s = x * x
        failed = True
    require_scalar(s)
    # backward
    if failed:
        grad_x = 2 * x  # s = x * x
    else:
        grad_x = 1.0 * s0  # s = s0 * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, table, key):
    # forward
    try:
        s0 = table[key]
        s = s0 * x
        failed = False
    except KeyError:
        s = x * x
        failed = True
    require_scalar(s)
    # backward
    grad_s = 1.0
    if failed:
        grad_x = 2 * (grad_s * x)  # s = x * x
    else:
        grad_x = grad_s * s0  # s = s0 * x
    return grad_x
