# Set before a `while` that leaves it alone, read after it.


def f(x):
    a = x * x
    s = x
    while s < 3:
        s = s * 1.5
    return a * s


ARGS = (0.7,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    a = x * x
    s = x
    steps = 0
    while s < 3:
        s = s * 1.5
        steps = steps + 1
    # backward
    grad_s = a
    for _ in reversed(range(steps)):
        grad_s = grad_s * 1.5  # s = s * 1.5
    grad_x = grad_s + 2 * s * x  # a = x * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    a = x * x
    s = x
    steps = 0
    while s < 3:
        s = s * 1.5
        steps = steps + 1
    result = a * s
    # backward
    grad_result = 1.0  # result = a * s
    grad_a = grad_result * s
    grad_s = grad_result * a
    for _ in reversed(range(steps)):
        grad_s = grad_s * 1.5  # s = s * 1.5
    grad_x = grad_s             # s = x
    grad_x += 2 * (grad_a * x)  # a = x * x
    return grad_x
