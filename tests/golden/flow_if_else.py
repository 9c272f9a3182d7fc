# The test is evaluated once; the backward half takes the same side.


def f(x, y):
    if x > 0.5:
        z = x * y
    else:
        z = x - y
    return z * z


ARGS = (0.8, 1.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    if x > 0.5:
        z = x * y
    else:
        z = x - y
    result = z * z
    require_scalar(result)
    # backward
    grad_z = 2 * z  # result = z * z
    if x > 0.5:
        grad_x = grad_z * y  # z = x * y
        grad_y = grad_z * x
    else:
        grad_y = -grad_z  # z = x - y
        grad_x = grad_z
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x > 0.5
    if s0:
        z = x * y
    else:
        z = x - y
    result = z * z
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = z * z
    grad_z = 2 * (grad_result * z)
    if s0:
        grad_x = grad_z * y  # z = x * y
        grad_y = grad_z * x
    else:
        grad_x = grad_z  # z = x - y
        grad_y = -grad_z
    return grad_x, grad_y
