# `or` gives one of its operands, not a truth value.


def f(x, scale):
    scale = scale or x
    return scale * x


ANALYTIC = True
ARGS = (1.5, None)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, scale):
    # forward
    scale_1 = scale or x
    result = scale_1 * x
    require_scalar(result)
    # backward
    grad_x = 1.0 * scale_1  # result = scale_1 * x
    if not scale:
        grad_x += x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, scale):
    # forward
    scale_1 = scale or x
    result = scale_1 * x
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = scale_1 * x
    grad_scale_1 = grad_result * x
    grad_x = grad_result * scale_1
    if not scale:
        grad_x += grad_scale_1
    return grad_x
