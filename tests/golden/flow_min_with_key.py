# The smallest by a key.

import numpy as np


def f(x):
    v = min([a * a for a in x], key=lambda s: abs(s - 0.2))
    return np.sin(v)


ANALYTIC = False
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = []
    for a in x:
        s0.append(a * a)
    s1 = []
    for i in range(len(s0)):
        s1.append(abs(s0[i] - 0.2))
    place = min(range(len(s1)), key=s1.__getitem__)
    v = s0[place]
    result = np.sin(v)
    require_scalar(result)
    # backward
    grad_v = np.cos(v)        # result = np.sin(v)
    grad_s0 = zeros_each(s0)  # v = s0[place]
    grad_s0[place] = grad_s0[place] + grad_v
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        a = x[i]
        grad_s3 = grad_s0.pop()  # s0.append(a * a)
        grad_a = 2 * grad_s3 * a
        grad_x[i] += grad_a
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = []
    s1 = len(x)
    for i in range(s1):
        a = x[i]
        s2 = a * a
        s0.append(s2)
    s3 = []
    s4 = len(s0)
    for i in range(s4):
        s5 = s0[i]
        s6 = s5 - 0.2
        s7 = abs(s6)
        s3.append(s7)
    place = min(range(len(s3)), key=s3.__getitem__)
    v = s0[place]
    result = np.sin(v)
    require_scalar(result)
    # backward
    grad_result = 1.0          # result = np.sin(v)
    grad_v = grad_result * np.cos(v)
    grad_s0 = zeros_each(s0)   # v = s0[place]
    grad_s0[place] = grad_s0[place] + grad_v
    grad_x = np.zeros_like(x)  # s4 = len(s0)
    for i in reversed(range(len(x))):
        a = x[i]                    # a = x[i]
        grad_s2 = grad_s0.pop()     # s0.append(s2)
        grad_a = 2 * (grad_s2 * a)  # s2 = a * a
        grad_x[i] += grad_a         # a = x[i]
    return grad_x
