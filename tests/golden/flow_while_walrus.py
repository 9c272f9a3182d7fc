# The test assigns.


def f(x):
    while (y := x * x) < 5:
        x = y + 0.5
    return x * y


ARGS = (0.7,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    xs = []
    y = None
    while True:
        xs.append(x)
        y = x * x
        if not y < 5:
            break
        x = y + 0.5
    # backward
    grad_y = x
    grad_x = y
    for x in reversed(xs):
        y = x * x  # y = x * x
        if y < 5:
            grad_y += grad_x  # x = y + 0.5
            grad_x = np.zeros_like(x)
        grad_x = grad_x + 2 * grad_y * x  # y = x * x
        grad_y = 0.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    xs = []
    steps = 0
    while True:
        xs.append(x)
        y = x * x
        steps = steps + 1
        if not y < 5:
            break
        x = y + 0.5
    result = x * y
    # backward
    grad_result = 1.0  # result = x * y
    grad_x = grad_result * y
    grad_y = grad_result * x
    for x in reversed(xs):
        y = x * x  # y = x * x
        if y < 5:
            grad_y += grad_x  # x = y + 0.5
            grad_x = np.zeros_like(x)
        grad_x = grad_x + 2 * (grad_y * x)  # y = x * x
        grad_y = 0.0
    return grad_x
