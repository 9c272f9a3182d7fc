# As many of each as there are weights.

import numpy as np


def f(x, weights):
    start = [x] * len(weights)
    for i in range(len(weights)):
        start[i] = start[i] * weights[i]
    return start[0] * start[-1]


ANALYTIC = True
ARGS = (0.4, [2, 3, 4])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, weights):
    # forward
    s0 = [x]
    start = s0 * len(weights)
    s1s = []
    s2s = []
    for i in range(len(weights)):
        s1 = start[i]
        s1s.append(s1)
        s2 = s1 * weights[i]
        s2s.append(s2)
        start[i] = s2
    s3 = start[0]
    s4 = start[-1]
    result = s3 * s4
    require_scalar(result)
    # backward
    grad_start = zeros_each(start)      # s4 = start[-1]
    grad_start[-1] = grad_start[-1] + s3
    grad_start[0] = grad_start[0] + s4  # s3 = start[0]
    for i in reversed(range(len(weights))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s6 = fill_like(grad_start[i], s2) * weights[i]       # s2 = s1 * weights[i]
        grad_start[i] = 0.0                                  # start[i] = s2
        grad_start[i] = grad_start[i] + unbroadcast(s6, s1)  # s1 = start[i]
    grad_x = unrepeat_each(grad_start, s0)[0]  # start = s0 * len(weights)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, weights):
    # forward
    s0 = len(weights)
    s1 = [x]
    s2 = s1 * s0
    start = s2
    s3 = len(weights)
    s4s = []
    s5s = []
    for i in range(s3):
        s4 = start[i]
        s4s.append(s4)
        s6 = weights[i]
        s5 = s4 * s6
        s5s.append(s5)
        start[i] = s5
    s7 = start[0]
    s8 = start[-1]
    result = s7 * s8
    require_scalar(result)
    # backward
    grad_result = 1.0                        # result = s7 * s8
    grad_s7 = grad_result * s8
    grad_s8 = grad_result * s7
    grad_start = zeros_each(start)           # s8 = start[-1]
    grad_start[-1] = grad_start[-1] + grad_s8
    grad_start[0] = grad_start[0] + grad_s7  # s7 = start[0]
    for i in reversed(range(len(weights))):
        s5 = s5s.pop()
        s4 = s4s.pop()
        grad_s5 = fill_like(grad_start[i], s5)           # start[i] = s5
        grad_start[i] = 0.0
        grad_s4 = unbroadcast(grad_s5 * weights[i], s4)  # s5 = s4 * s6
        grad_start[i] = grad_start[i] + grad_s4          # s4 = start[i]
    grad_s2 = grad_start  # start = s2
    grad_x = unrepeat_each(grad_s2, s1)[0]
    return grad_x
