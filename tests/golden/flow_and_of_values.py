# `and` of two active values: the derivative goes to the operand that was given.


def f(x, y):
    z = x and y
    return z * z * x


ANALYTIC = True
ARGS = (0.7, 1.3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    z = x and y
    grad_x = z * z
    result = grad_x * x
    require_scalar(result)
    # backward
    grad_z = 2 * x * z  # grad_x = z * z
    if x:
        grad_y = grad_z
    else:
        grad_x = grad_x + grad_z
        grad_y = np.zeros_like(y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    z = x and y
    s0 = z * z
    result = s0 * x
    require_scalar(result)
    # backward
    grad_result = 1.0           # result = s0 * x
    grad_s0 = grad_result * x
    grad_x = grad_result * s0
    grad_z = 2 * (grad_s0 * z)  # s0 = z * z
    if x:
        grad_y = grad_z
    else:
        grad_x += grad_z
        grad_y = np.zeros_like(y)
    return grad_x, grad_y
