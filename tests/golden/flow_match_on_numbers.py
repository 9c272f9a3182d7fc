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
    s2s = []
    for code in s0:
        xs.append(x)
        s1 = code == 0
        s1s.append(s1)
        if s1:
            x = np.sin(x)
        else:
            s2 = code == 1 or code == 2
            s2s.append(s2)
            x = x * x if s2 else 2 * x
    # backward
    grad_x = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x)
    for _ in reversed(range(len(s0))):
        s1 = s1s.pop()
        x = xs.pop()
        if s1:
            grad_x = grad_x * np.cos(x)  # s2 = code == 2
        else:
            s2 = s2s.pop()
            if s2:
                grad_x = 2 * grad_x * x  # x = x * x
            else:
                grad_x = grad_x * 2  # x = 2 * x
    return own(grad_x)


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, codes):
    # forward
    s0 = list(codes)
    s1 = len(s0)
    xs = []
    s2s = []
    s3s = []
    for i in range(s1):
        xs.append(x)
        code = s0[i]
        s2 = code == 0
        s2s.append(s2)
        if s2:
            x = np.sin(x)
        else:
            s3 = code == 1 or code == 2
            s3s.append(s3)
            x = x * x if s3 else 2 * x
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for _ in reversed(range(len(s0))):
        s2 = s2s.pop()
        x = xs.pop()
        grad_x = grad_x
        if s2:
            grad_x = grad_x
            grad_x = grad_x * np.cos(x)  # s3 = code == 2
        else:
            s3 = s3s.pop()
            grad_x = grad_x
            if s3:
                grad_x = grad_x
                grad_x = 2 * (grad_x * x)  # x = x * x
            else:
                grad_x = grad_x
                grad_x = grad_x * 2  # x = 2 * x
    grad_x = grad_x
    return own(grad_x)
