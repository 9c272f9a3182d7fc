# Nothing may be left: then the default.

import numpy as np


def f(x, limit):
    below = [v * v for v in x if v < limit]
    return max(below, default=0.0) + np.sin(sum(x))


ANALYTIC = False
ARGS = (np.array([0.3, -1.2, 0.5]), 0.4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, limit):
    # forward
    below = []
    for v in x:
        if v < limit:
            below.append(v * v)
    s0 = len(below)
    if s0:
        place = max(range(len(below)), key=below.__getitem__)
        s1 = below[place]
    else:
        s1 = 0.0
    s2 = sum(x)
    result = s1 + np.sin(s2)
    require_scalar(result)
    # backward
    grad_x = unreduce(np.cos(s2), x, 0)  # s2 = sum(x)
    if s0:
        grad_below = zeros_each(below)  # s1 = below[place]
        grad_below[place] = grad_below[place] + 1.0
    else:
        grad_below = zeros_each(below)
    grad_x = own(grad_x)
    for i in reversed(range(len(x))):
        v = x[i]
        if v < limit:
            grad_s4 = grad_below.pop()  # below.append(v * v)
            grad_v = 2 * grad_s4 * v
            grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, limit):
    # forward
    below = []
    s0 = len(x)
    for i in range(s0):
        v = x[i]
        if v < limit:
            s1 = v * v
            below.append(s1)
    s2 = len(below)
    if s2:
        place = max(range(len(below)), key=below.__getitem__)
        s3 = below[place]
    else:
        s3 = 0.0
    s4 = sum(x)
    s5 = np.sin(s4)
    result = s3 + s5
    require_scalar(result)
    # backward
    grad_result = 1.0                 # result = s3 + s5
    grad_s3 = grad_result
    grad_s5 = grad_result
    grad_s4 = grad_s5 * np.cos(s4)    # s5 = np.sin(s4)
    grad_x = unreduce(grad_s4, x, 0)  # s4 = sum(x)
    if s2:
        grad_below = zeros_each(below)  # s3 = below[place]
        grad_below[place] = grad_below[place] + grad_s3
    else:
        grad_below = zeros_each(below)
    grad_x = own(grad_x)
    for i in reversed(range(len(x))):
        v = x[i]  # v = x[i]
        if v < limit:
            grad_s1 = grad_below.pop()  # below.append(s1)
            grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
