# The oldest leaves as the newest comes.

import numpy as np


def f(x, width):
    window = []
    s = 0.0
    for v in x:
        window.append(v)
        if len(window) > width:
            window.pop(0)
        s = s + window[0] * window[-1]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.7]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, width):
    # forward
    window = []
    s0s = []
    s1s = []
    s2s = []
    s = 0.0
    for i in range(len(x)):
        v = x[i]
        window.append(v)
        s0 = len(window) > width
        s0s.append(s0)
        if s0:
            del window[0]
        s1 = window[0]
        s1s.append(s1)
        s2 = window[-1]
        s2s.append(s2)
        s = s + s1 * s2
    require_scalar(s)
    # backward
    grad_window = zeros_each(window)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        v = x[i]                                # v = x[i]
        grad_window[-1] = grad_window[-1] + s1  # s2 = window[-1]
        grad_window[0] = grad_window[0] + s2    # s1 = window[0]
        if s0:
            grad_window.insert(0, 0.0)  # del window[0]
        grad_v = fill_like(grad_window.pop(), v)  # window.append(v)
        grad_x[i] += grad_v                       # v = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, width):
    # forward
    s0 = len(x)
    window = []
    s1s = []
    s2s = []
    s3s = []
    s = 0.0
    for i in range(s0):
        v = x[i]
        window.append(v)
        s4 = len(window)
        s1 = s4 > width
        s1s.append(s1)
        if s1:
            s5 = window.pop(0)
        s2 = window[0]
        s2s.append(s2)
        s3 = window[-1]
        s3s.append(s3)
        s6 = s2 * s3
        s = s + s6
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_window = zeros_each(window)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        v = x[i]                                     # v = x[i]
        grad_s6 = grad_s                             # s = s + s6
        grad_s2 = grad_s6 * s3                       # s6 = s2 * s3
        grad_s3 = grad_s6 * s2
        grad_window[-1] = grad_window[-1] + grad_s3  # s3 = window[-1]
        grad_window[0] = grad_window[0] + grad_s2    # s2 = window[0]
        if s1:
            grad_window.insert(0, 0.0)  # s5 = window.pop(0)
        grad_v = fill_like(grad_window.pop(), v)  # window.append(v)
        grad_x[i] += grad_v                       # v = x[i]
    return grad_x
