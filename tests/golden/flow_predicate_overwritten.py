# The name in the test is bound again behind it: the value that was tested keeps its name.


def f(x, v):
    s = x * x
    if s > v:
        s = s * v - 2
    return s * s


ARGS = (1.5, 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, v):
    # forward
    s = x * x
    if s > v:
        s_1 = s * v - 2
    else:
        s_1 = s
    result = s_1 * s_1
    require_scalar(result)
    # backward
    grad_s_1 = 2 * s_1  # result = s_1 * s_1
    if s > v:
        grad_v = grad_s_1 * s  # s_1 = s * v - 2
        grad_s_1 = grad_s_1 * v
    else:
        grad_v = np.zeros_like(v)
    grad_x = 2 * grad_s_1 * x  # s = x * x
    return grad_x, grad_v


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, v):
    # forward
    s = x * x
    s0 = s > v
    if s0:
        s1 = s * v
        s_1 = s1 - 2
    else:
        s_1 = s
    result = s_1 * s_1
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s_1 * s_1
    grad_s_1 = 2 * (grad_result * s_1)
    if s0:
        grad_s1 = grad_s_1    # s_1 = s1 - 2
        grad_s = grad_s1 * v  # s1 = s * v
        grad_v = grad_s1 * s
    else:
        grad_s = grad_s_1
        grad_v = np.zeros_like(v)
    grad_x = 2 * (grad_s * x)  # s = x * x
    return grad_x, grad_v
