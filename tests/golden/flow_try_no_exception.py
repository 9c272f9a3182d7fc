# The same without an exception.


def f(x, table, key):
    try:
        s = table[key] * x
    except KeyError:
        s = x * x
    return s * s


ANALYTIC = True
ARGS = (2.0, {"a": 3.0}, "a")


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
    result = s * s
    require_scalar(result)
    # backward
    grad_s = 2 * s  # result = s * s
    if failed:
        grad_x = 2 * grad_s * x  # s = x * x
    else:
        grad_x = grad_s * s0  # s = s0 * x
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
    result = s * s
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s * s
    grad_s = 2 * (grad_result * s)
    if failed:
        grad_x = 2 * (grad_s * x)  # s = x * x
    else:
        grad_x = grad_s * s0  # s = s0 * x
    return grad_x
