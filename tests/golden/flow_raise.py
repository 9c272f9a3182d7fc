# A check that does not fail leaves no trace in the backward half.

import numpy as np


def f(x, n):
    if n < 0:
        raise ValueError(f"n must not be negative: {n}")
    for _ in range(n):
        if not np.all(np.isfinite(x)):
            raise ArithmeticError("diverged")
        x = x * x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    s0s = []
    if n < 0:
        raise ValueError(f'n must not be negative: {n}')
    x_1 = x
    for _ in range(n):
        xs.append(x_1)
        s0 = not np.all(np.isfinite(x_1))
        s0s.append(s0)
        if s0:
            raise ArithmeticError('diverged')
        x_1 = x_1 * x_1
    # backward
    if n < 0:
        grad_x = np.zeros_like(x)
    else:
        grad_x = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x)
        for _ in reversed(range(n)):
            s0 = s0s.pop()
            x = xs.pop()
            if s0:
                grad_x = np.zeros_like(x)
            else:
                grad_x = 2 * grad_x * x  # x_1 = x_1 * x_1
    return own(grad_x)


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = n < 0
    xs = []
    s1s = []
    xs_1 = []
    if s0:
        raise ValueError(f'n must not be negative: {n}')
    x_1 = x
    for _ in range(n):
        xs.append(x_1)
        s2 = np.isfinite(x_1)
        s3 = np.all(s2)
        s4 = np.isfinite(x_1)
        s5 = np.all(s4)
        s1 = not s5
        s1s.append(s1)
        if s1:
            raise ArithmeticError('diverged')
        x_1 = x_1 * x_1
        xs_1.append(x_1)
    result = np.sum(x_1)
    # backward
    grad_result = 1.0
    if s0:
        grad_x = np.zeros_like(x)
    else:
        grad_x_1 = np.broadcast_to(grad_result, np.shape(x_1))  # result = np.sum(x_1)
        for _ in reversed(range(n)):
            s1 = s1s.pop()
            x = xs.pop()
            if s1:
                grad_x_1 = np.zeros_like(x)
            else:
                x_1 = xs_1.pop()
                grad_x_1 = np.broadcast_to(grad_x_1, np.shape(x_1))
                grad_x_1 = 2 * (grad_x_1 * x)  # x_1 = x_1 * x_1
        grad_x = grad_x_1
    return own(grad_x)
