# A descent inside the function that stops by itself.

import numpy as np


def f(x, target):
    rate = 0.3
    for k in range(100):
        g = 2 * (x - target) + 0.1 * np.sin(x)
        if np.sqrt(g @ g) < 0.05:
            break
        x = x - rate * g
    return np.sum(x * x) + k


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, target):
    # forward
    xs = []
    s0s = []
    s1s = []
    gs = []
    s2s = []
    s3s = []
    for k in range(100):
        xs.append(x)
        s0 = 2 * (x - target)
        s0s.append(s0)
        s1 = 0.1 * np.sin(x)
        s1s.append(s1)
        g = s0 + s1
        gs.append(g)
        s2 = np.sqrt(g @ g) < 0.05
        s2s.append(s2)
        if s2:
            break
        s3 = 0.3 * g
        s3s.append(s3)
        x = x - s3
    # backward
    grad_x = 2 * x  # return np.sum(x * x) + k
    grad_target = np.zeros_like(target)
    for k in reversed(range(len(xs))):
        s2 = s2s.pop()
        g = gs.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        x = xs.pop()
        if s2:
            grad_g = np.zeros_like(g)
        else:
            s3 = s3s.pop()
            grad_g = unbroadcast(-grad_x, s3) * 0.3  # s3 = 0.3 * g
            grad_x = unbroadcast(grad_x, x)          # x = x - s3
        # s1 = 0.1 * np.sin(x)
        grad_x = grad_x + unbroadcast(grad_g, s1) * 0.1 * np.cos(x)
        grad_s4 = unbroadcast(grad_g, s0) * 2  # s0 = 2 * (x - target)
        grad_x = grad_x + unbroadcast(grad_s4, x)
        grad_target += unbroadcast(-grad_s4, target)
    return grad_x, grad_target


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, target):
    # forward
    xs = []
    s0s = []
    s1s = []
    gs = []
    s2s = []
    s3s = []
    steps = 0
    for k in range(100):
        xs.append(x)
        s4 = x - target
        s0 = 2 * s4
        s0s.append(s0)
        s5 = np.sin(x)
        s1 = 0.1 * s5
        s1s.append(s1)
        g = s0 + s1
        gs.append(g)
        s6 = g @ g
        s7 = np.sqrt(s6)
        s2 = s7 < 0.05
        s2s.append(s2)
        steps = steps + 1
        if s2:
            break
        s3 = 0.3 * g
        s3s.append(s3)
        x = x - s3
    s8 = x * x
    s9 = np.sum(s8)
    result = s9 + k
    # backward
    grad_result = 1.0                                 # result = s9 + k
    grad_s9 = grad_result
    grad_s8 = np.broadcast_to(grad_s9, np.shape(s8))  # s9 = np.sum(s8)
    grad_x = 2 * (grad_s8 * x)                        # s8 = x * x
    grad_target = np.zeros_like(target)               # steps = steps + 1
    for k in reversed(range(len(xs))):
        s2 = s2s.pop()
        g = gs.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        x = xs.pop()
        if s2:
            grad_g = np.zeros_like(g)
        else:
            s3 = s3s.pop()
            grad_s3 = unbroadcast(-grad_x, s3)  # x = x - s3
            grad_g = grad_s3 * 0.3              # s3 = 0.3 * g
            grad_x = unbroadcast(grad_x, x)     # x = x - s3
        grad_s0 = unbroadcast(grad_g, s0)          # g = s0 + s1
        grad_s1 = unbroadcast(grad_g, s1)
        grad_s5 = grad_s1 * 0.1                    # s1 = 0.1 * s5
        grad_x = grad_x + grad_s5 * np.cos(x)      # s5 = np.sin(x)
        grad_s4 = grad_s0 * 2                      # s0 = 2 * s4
        grad_x = grad_x + unbroadcast(grad_s4, x)  # s4 = x - target
        grad_target += unbroadcast(-grad_s4, target)
    return grad_x, grad_target
