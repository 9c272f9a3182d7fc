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
    s0s = []
    y = None
    while True:
        xs.append(x)
        y = x * x
        s0 = y < 5
        s0s.append(s0)
        if not s0:
            break
        x = y + 0.5
    # backward
    grad_y = x
    grad_x = y
    for _ in reversed(range(len(xs))):
        s0 = s0s.pop()
        x = xs.pop()
        if s0:
            grad_y = grad_y + grad_x  # x = y + 0.5
            grad_x = np.zeros_like(x)
        grad_x = grad_x + 2 * grad_y * x  # y = x * x
        grad_y = 0.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    xs = []
    s0s = []
    steps = 0
    while True:
        xs.append(x)
        y = x * x
        s0 = y < 5
        s0s.append(s0)
        steps = steps + 1
        if not s0:
            break
        x = y + 0.5
    result = x * y
    # backward
    grad_result = 1.0  # result = x * y
    grad_x = grad_result * y
    grad_y = grad_result * x
    for _ in reversed(range(len(xs))):
        s0 = s0s.pop()
        x = xs.pop()
        grad_y = grad_y  # steps = steps + 1
        grad_x = grad_x
        if s0:
            grad_x = grad_x
            grad_y += grad_x  # x = y + 0.5
            grad_x = np.zeros_like(x)
        else:
            grad_x = grad_x
        grad_x = grad_x + 2 * (grad_y * x)  # y = x * x
        grad_y = 0.0
    grad_x = grad_x  # steps = steps + 1
    return grad_x
