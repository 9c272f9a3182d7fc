# Every return gives a pair.


def pair(x, y):
    if x > y:
        return x * y, y
    return y, x * x


def f(x, y):
    a, b = pair(x, y)
    return a * b


ARGS = (0.3, 0.9)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    if x > y:
        s0 = x * y
        y_1 = y
    else:
        y_1 = x * x
        s0 = y
    result = s0 * y_1
    require_scalar(result)
    # backward
    if x > y:
        grad_x = y_1 * y  # s0 = x * y
        grad_y = s0 + y_1 * x
    else:
        grad_x = 2 * s0 * x  # y_1 = x * x
        grad_y = y_1
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x > y
    if s0:
        s1 = x * y
        y_1 = y
    else:
        y_1 = x * x
        s1 = y
    s2 = s1, y_1
    a = s1
    b = y_1
    result = a * b
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = a * b
    grad_a = grad_result * b
    grad_b = grad_result * a
    grad_y_1 = grad_b  # b = y_1
    grad_s1 = grad_a
    if s0:
        grad_y = grad_y_1
        grad_x = grad_s1 * y  # s1 = x * y
        grad_y += grad_s1 * x
    else:
        grad_x = 2 * (grad_y_1 * x)  # y_1 = x * x
        grad_y = grad_s1
    return grad_x, grad_y
