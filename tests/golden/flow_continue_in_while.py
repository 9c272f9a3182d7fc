# `continue` in a `while`, behind the step of the counter.

import numpy as np


def f(x):
    i = 0
    s = 1.0
    while i < len(x):
        i += 1
        if i % 2 == 0:
            continue
        s = s * x[i - 1] + np.sin(s)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.0, 0.8, 0.9]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s0s = []
    s1s = []
    i = 0
    s = 1.0
    while i < len(x):
        ss.append(s)
        i += 1
        s0 = i % 2 == 0
        s0s.append(s0)
        if s0:
            continue
        s1 = i - 1
        s1s.append(s1)
        s = s * x[s1] + np.sin(s)
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for _ in reversed(range(len(ss))):
        s0 = s0s.pop()
        s = ss.pop()
        if s0:
            continue
        s1 = s1s.pop()
        grad_s_1 = grad_s * np.cos(s)  # s = s * x[s1] + np.sin(s)
        grad_s_1 += grad_s * x[s1]
        grad_x[s1] += grad_s * s
        grad_s = grad_s_1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s0s = []
    s1s = []
    i = 0
    s = 1.0
    steps = 0
    while i < len(x):
        ss.append(s)
        i += 1
        s2 = i % 2
        s0 = s2 == 0
        s0s.append(s0)
        if not s0:
            s1 = i - 1
            s1s.append(s1)
            s3 = x[s1]
            s4 = s * s3
            s5 = np.sin(s)
            s = s4 + s5
        steps = steps + 1
    require_scalar(s)
    # backward
    grad_s = 1.0  # steps = steps + 1
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(ss))):
        s0 = s0s.pop()
        s = ss.pop()
        if s0:
            continue
        s1 = s1s.pop()
        grad_s4 = grad_s              # s = s4 + s5
        grad_s5 = grad_s
        grad_s = grad_s5 * np.cos(s)  # s5 = np.sin(s)
        grad_s += grad_s4 * x[s1]     # s4 = s * s3
        grad_s3 = grad_s4 * s
        grad_x[s1] += grad_s3         # s3 = x[s1]
    return grad_x
