# No elements to walk.

import numpy as np


def f(x, empty):
    s = np.sum(x * x)
    for v in empty:
        s = s * v
    while len(empty) > 0:
        s = s * 2
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.zeros(0))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, empty):
    # forward
    s = np.sum(x * x)
    ss = []
    for v in empty:
        ss.append(s)
        s = s * v
    steps = 0
    while len(empty) > 0:
        s = s * 2
        steps = steps + 1
    require_scalar(s)
    # backward
    grad_s = 1.0
    for _ in reversed(range(steps)):
        grad_s = grad_s * 2  # s = s * 2
    grad_empty = np.zeros_like(empty)
    for i in reversed(range(len(empty))):
        s = ss.pop()
        v = empty[i]
        grad_v = grad_s * s  # s = s * v
        grad_s = grad_s * v
        grad_empty[i] += grad_v
    grad_x = 2 * grad_s * x  # s = np.sum(x * x)
    return grad_x, grad_empty


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, empty):
    # forward
    s0 = x * x
    s = np.sum(s0)
    s1 = len(empty)
    ss = []
    for i in range(s1):
        ss.append(s)
        v = empty[i]
        s = s * v
    steps = 0
    while len(empty) > 0:
        s = s * 2
        steps = steps + 1
    require_scalar(s)
    # backward
    grad_s = 1.0  # steps = steps + 1
    for _ in reversed(range(steps)):
        grad_s = grad_s * 2  # s = s * 2
    grad_empty = np.zeros_like(empty)
    for i in reversed(range(len(empty))):
        s = ss.pop()
        v = empty[i]             # v = empty[i]
        grad_v = grad_s * s      # s = s * v
        grad_s = grad_s * v
        grad_empty[i] += grad_v  # v = empty[i]
    grad_s0 = np.broadcast_to(grad_s, np.shape(s0))  # s = np.sum(s0)
    grad_x = 2 * (grad_s0 * x)                       # s0 = x * x
    return grad_x, grad_empty
