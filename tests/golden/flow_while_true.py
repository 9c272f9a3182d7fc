# `while True` with a break in the middle.


def f(x):
    s = 1.0
    while True:
        s = s * x
        if s < 0.2:
            break
        s = s + 0.05 * x
    return s * s


ARGS = (0.7,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s = 1.0
    while True:
        ss.append(s)
        s = s * x
        if s < 0.2:
            break
        s = s + 0.05 * x
    result = s * s
    require_scalar(result)
    # backward
    grad_s = 2 * s  # result = s * s
    grad_x = np.zeros_like(x)
    for s in reversed(ss):
        s_1 = s * x  # s = s * x
        if not s_1 < 0.2:
            grad_x += grad_s * 0.05  # s = s + 0.05 * x
        grad_x += unbroadcast(grad_s * s, x)  # s = s * x
        grad_s = unbroadcast(grad_s * x, s)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s = 1.0
    steps = 0
    while True:
        ss.append(s)
        s = s * x
        steps = steps + 1
        if s < 0.2:
            break
        s0 = 0.05 * x
        s = s + s0
    result = s * s
    require_scalar(result)
    # backward
    grad_result = 1.0          # result = s * s
    grad_s = 2 * (grad_result * s)
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for s in reversed(ss):
        s_1 = s * x  # s = s * x
        if not s_1 < 0.2:
            grad_s0 = grad_s          # s = s + s0
            grad_x += grad_s0 * 0.05  # s0 = 0.05 * x
        grad_x += unbroadcast(grad_s * s, x)  # s = s * x
        grad_s = unbroadcast(grad_s * x, s)
    return grad_x
