# The loop ends by an active test.


def f(a, tol):
    x = a
    while abs(x * x - a) > tol:
        x = 0.5 * (x + a / x)
    return x


ANALYTIC = True
ARGS = (3.7, 1e-9)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(a, tol):
    # forward
    xs = []
    x = a
    while abs(x * x - a) > tol:
        xs.append(x)
        x = 0.5 * (x + a / x)
    # backward
    grad_a = np.zeros_like(x)
    grad_x = 1.0
    for x in reversed(xs):
        grad_x = grad_x * 0.5  # x = 0.5 * (x + a / x)
        grad_a += grad_x / x
        grad_x = grad_x - grad_x * (a / x) / x
    grad_a += grad_x
    return grad_a


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(a, tol):
    # forward
    x = a
    xs = []
    steps = 0
    while abs(x * x - a) > tol:
        xs.append(x)
        s0 = a / x
        s1 = x + s0
        x = 0.5 * s1
        steps = steps + 1
    # backward
    grad_x = 1.0  # steps = steps + 1
    grad_a = np.zeros_like(a)
    for x in reversed(xs):
        grad_s1 = grad_x * 0.5  # x = 0.5 * s1
        grad_x = grad_s1        # s1 = x + s0
        grad_s0 = grad_s1
        grad_a += grad_s0 / x   # s0 = a / x
        grad_x += -grad_s0 * (a / x) / x
    grad_a += grad_x  # x = a
    return grad_a
