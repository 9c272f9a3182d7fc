# The items of a dict argument: inactive scales of an active value.

import numpy as np


def f(x, scales):
    s = 0.0
    for name, k in scales.items():
        if name != "skip":
            s = s + k * np.sum(x**2)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), {"a": 2.0, "skip": 5.0, "b": 0.5})


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, scales):
    # forward
    s0 = scales.items()
    s1 = list(s0)
    ks = []
    s2s = []
    s = 0.0
    for name, k in s1:
        ks.append(k)
        s2 = name != 'skip'
        s2s.append(s2)
        if s2:
            s = s + k * np.sum(x ** 2)
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s1))):
        s2 = s2s.pop()
        k = ks.pop()
        if s2:
            grad_x = grad_x + 1.0 * k * 2 * x  # s = s + k * np.sum(x ** 2)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, scales):
    # forward
    s0 = scales.items()
    s1 = list(s0)
    s2 = len(s1)
    ks = []
    s3s = []
    s4s = []
    s = 0.0
    for i in range(s2):
        s5 = s1[i]
        name, k = s5
        ks.append(k)
        s3 = name != 'skip'
        s3s.append(s3)
        if s3:
            s4 = x ** 2
            s4s.append(s4)
            s6 = np.sum(s4)
            s7 = k * s6
            s = s + s7
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s1))):
        s3 = s3s.pop()
        k = ks.pop()
        if s3:
            s4 = s4s.pop()
            grad_s7 = grad_s                                  # s = s + s7
            grad_s6 = grad_s7 * k                             # s7 = k * s6
            grad_s4 = np.broadcast_to(grad_s6, np.shape(s4))  # s6 = np.sum(s4)
            grad_x = grad_x + grad_s4 * 2 * x                 # s4 = x ** 2
    return grad_x
