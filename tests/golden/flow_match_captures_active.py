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


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    if x == 0:
        result = y
    else:
        s0 = x * y
        result = s0 * y
    require_scalar(result)
    # backward
    if x == 0:
        grad_x = np.zeros_like(x)
        grad_y = 1.0
    else:
        grad_x = y * y  # s0 = x * y
        grad_y = 2 * s0
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x == 0
    if s0:
        b = y
        result = b
    else:
        a = x
        b = y
        s1 = a * b
        result = s1 * b
    require_scalar(result)
    # backward
    grad_result = 1.0
    if s0:
        grad_b = grad_result
        grad_y = grad_b  # b = y
        grad_x = np.zeros_like(x)
    else:
        grad_s1 = grad_result * b  # result = s1 * b
        grad_b = grad_result * s1
        grad_a = grad_s1 * b       # s1 = a * b
        grad_b += grad_s1 * a
        grad_y = grad_b            # b = y
        grad_x = grad_a
    return grad_x, grad_y
