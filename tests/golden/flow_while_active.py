# The test reads an active value; it is not tested again.


def f(x):
    n = 0
    while x < 10:
        x = x * x + 1
        n += 1
    return x * n


ARGS = (0.7,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    xs = []
    n = 0
    while x < 10:
        xs.append(x)
        x = x * x + 1
        n += 1
    # backward
    grad_x = 1.0 * n  # return x * n
    for x in reversed(xs):
        grad_x = 2.0 * grad_x * x  # x = x * x + 1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    xs = []
    n = 0
    steps = 0
    while x < 10:
        xs.append(x)
        s0 = x * x
        x = s0 + 1
        n += 1
        steps = steps + 1
    result = x * n
    # backward
    grad_result = 1.0  # result = x * n
    grad_x = grad_result * n
    for x in reversed(xs):
        grad_s0 = grad_x            # x = s0 + 1
        grad_x = 2 * (grad_s0 * x)  # s0 = x * x
    return grad_x
