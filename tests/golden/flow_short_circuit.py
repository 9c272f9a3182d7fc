# The second operand guards nothing when the first decides: no division by zero.


def f(x, y):
    if y == 0 or x / y > 1:
        return x * x
    return x * y


ANALYTIC = True
ARGS = (1.5, 0.0)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    if y == 0 or x / y > 1:
        result = x * x
    else:
        result = x * y
    require_scalar(result)
    # backward
    if y == 0 or x / y > 1:
        grad_x = 2 * x  # result = x * x
    else:
        grad_x = 1.0 * y  # result = x * y
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    if y == 0 or x / y > 1:
        result = x * x
    else:
        result = x * y
    require_scalar(result)
    # backward
    grad_result = 1.0
    if y == 0 or x / y > 1:
        grad_x = 2 * (grad_result * x)  # result = x * x
    else:
        grad_x = grad_result * y  # result = x * y
    return grad_x
