# One side is a constant integer, the other active.


def f(x):
    if x > 0:
        y = x * x
    else:
        y = 0
    return y + x


ARGS = (0.6,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    if x > 0:
        grad_x = 1.0 + 2 * x  # y = x * x
    else:
        grad_x = 1.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x > 0
    if s0:
        y = x * x
    else:
        y = 0
    result = y + x
    # backward
    grad_result = 1.0  # result = y + x
    grad_y = grad_result
    grad_x = grad_result
    if s0:
        grad_x += 2 * (grad_y * x)  # y = x * x
    return grad_x
