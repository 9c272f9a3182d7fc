# A ternary on a conjunction and a chained comparison: one name keeps the truth.


def f(x, y):
    z = x * y if 0 < x < y and y > 1 else x - y
    return z * z


ARGS = (0.5, 2.0)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    z = x * y if 0 < x < y and y > 1 else x - y
    result = z * z
    require_scalar(result)
    # backward
    grad_z = 2 * z  # result = z * z
    if 0 < x < y and y > 1:
        grad_x = grad_z * y  # z = x * y
        grad_y = grad_z * x
    else:
        grad_y = -grad_z  # z = x - y
        grad_x = grad_z
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    z = x * y if 0 < x < y and y > 1 else x - y
    result = z * z
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = z * z
    grad_z = 2 * (grad_result * z)
    if 0 < x < y and y > 1:
        grad_x = grad_z * y  # z = x * y
        grad_y = grad_z * x
    else:
        grad_x = grad_z  # z = x - y
        grad_y = -grad_z
    return grad_x, grad_y
