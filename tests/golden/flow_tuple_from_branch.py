# Two names leave a branch, swapped on one side.


def f(x, y):
    if x < y:
        low, high = x, y
    else:
        low, high = y, x
    return high * high * low


ARGS = (1.5, 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    if x < y:
        low = x
        high = y
    else:
        low = y
        high = x
    grad_x = high * high
    result = grad_x * low
    require_scalar(result)
    # backward
    grad_high = 2 * low * high  # grad_x = high * high
    if x < y:
        grad_y = grad_high
    else:
        grad_y = grad_x
        grad_x = grad_high
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x < y
    if s0:
        low = x
        high = y
    else:
        low = y
        high = x
    s1 = high * high
    result = s1 * low
    require_scalar(result)
    # backward
    grad_result = 1.0                 # result = s1 * low
    grad_s1 = grad_result * low
    grad_low = grad_result * s1
    grad_high = 2 * (grad_s1 * high)  # s1 = high * high
    if s0:
        grad_y = grad_high  # high = y
        grad_x = grad_low
    else:
        grad_x = grad_high  # high = x
        grad_y = grad_low
    return grad_x, grad_y
