# `match` on integers within a loop.

import numpy as np


def f(x, codes):
    for code in codes:
        match code:
            case 0:
                x = np.sin(x)
            case 1 | 2:
                x = x * x
            case _:
                x = 2 * x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), [2, 0, 5])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, codes):
    # forward
    s0 = list(codes)
    xs = []
    s1s = []
    for code in s0:
        xs.append(x)
        if code == 0:
            x = np.sin(x)
        else:
            s1 = code == 1 or code == 2
            s1s.append(s1)
            if s1:
                x = x * x
            else:
                x = 2 * x
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for i in reversed(range(len(s0))):
        x = xs.pop()
        code = s0[i]
        if code == 0:
            grad_x = grad_x * np.cos(x)  # x = np.sin(x)
        else:
            s1 = s1s.pop()
            if s1:
                grad_x = 2 * grad_x * x  # x = x * x
            else:
                grad_x = grad_x * 2  # x = 2 * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, codes):
    # forward
    s0 = list(codes)
    s1 = len(s0)
    xs = []
    s2s = []
    for i in range(s1):
        xs.append(x)
        code = s0[i]
        if code == 0:
            x = np.sin(x)
        else:
            s2 = code == 1 or code == 2
            s2s.append(s2)
            if s2:
                x = x * x
            else:
                x = 2 * x
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for i in reversed(range(len(s0))):
        x = xs.pop()
        code = s0[i]  # code = s0[i]
        if code == 0:
            grad_x = grad_x * np.cos(x)  # x = np.sin(x)
        else:
            s2 = s2s.pop()
            if s2:
                grad_x = 2 * (grad_x * x)  # x = x * x
            else:
                grad_x = grad_x * 2  # x = 2 * x
    return own(grad_x)
