# `and`, `or`, `not` in a test: evaluated as far as Python would.


def f(x, y, flag):
    if (x > 0 and not y > 2) or flag:
        return x * y * y
    return x + y


ARGS = (0.5, 1.5, False)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y, flag):
    # forward
    if x > 0 and not y > 2 or flag:
        s0 = x * y
        result = s0 * y
    else:
        result = x + y
    require_scalar(result)
    # backward
    if x > 0 and not y > 2 or flag:
        grad_x = y * y  # s0 = x * y
        grad_y = 2 * s0
    else:
        grad_y = 1.0
        grad_x = 1.0
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y, flag):
    # forward
    if x > 0 and not y > 2 or flag:
        s0 = x * y
        result = s0 * y
    else:
        result = x + y
    require_scalar(result)
    # backward
    grad_result = 1.0
    if x > 0 and not y > 2 or flag:
        grad_s0 = grad_result * y  # result = s0 * y
        grad_y = grad_result * s0
        grad_x = grad_s0 * y       # s0 = x * y
        grad_y += grad_s0 * x
    else:
        grad_x = grad_result  # result = x + y
        grad_y = grad_result
    return grad_x, grad_y
