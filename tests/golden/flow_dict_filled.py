# A dict filled in a loop: the cotangent is a dict of the same keys.

import numpy as np


def f(x, names):
    total = {}
    for name, v in zip(names, x):
        total[name] = total.get(name, 0.0) + v * v
    return np.sin(total["a"]) * total["b"]


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.7]), ["a", "b", "a", "c"])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, names):
    # forward
    s0 = list(names)
    s1 = min(len(s0), len(x))
    total = {}
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    for i in range(s1):
        name = s0[i]
        v = x[i]
        s2 = name in total
        s2s.append(s2)
        s3 = total[name] if s2 else 0.0
        s3s.append(s3)
        s4 = v * v
        s4s.append(s4)
        s5 = s3 + s4
        s5s.append(s5)
        total[name] = s5
    s6 = total['a']
    s7 = np.sin(s6)
    s8 = total['b']
    result = s7 * s8
    require_scalar(result)
    # backward
    grad_total = zeros_each(total)                       # s8 = total['b']
    grad_total['b'] = grad_total['b'] + s7
    grad_total['a'] = grad_total['a'] + s8 * np.cos(s6)  # s6 = total['a']
    grad_x = np.zeros_like(x)
    for i in reversed(range(s1)):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        name = s0[i]                               # v = x[i]
        v = x[i]
        grad_s5 = fill_like(grad_total[name], s5)  # total[name] = s5
        grad_total[name] = 0.0
        grad_s3 = unbroadcast(grad_s5, s3)         # s5 = s3 + s4
        grad_v = 2 * unbroadcast(grad_s5, s4) * v  # s4 = v * v
        if s2:
            grad_total[name] = grad_total[name] + grad_s3  # s3 = total[name]
        grad_x[i] += grad_v  # v = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, names):
    # forward
    s0 = list(names)
    s1 = len(s0)
    s2 = len(x)
    s3 = min(s1, s2)
    total = {}
    s4s = []
    s5s = []
    s6s = []
    s7s = []
    for i in range(s3):
        name = s0[i]
        v = x[i]
        s4 = name in total
        s4s.append(s4)
        s5 = total[name] if s4 else 0.0
        s5s.append(s5)
        s6 = v * v
        s6s.append(s6)
        s7 = s5 + s6
        s7s.append(s7)
        total[name] = s7
    s8 = total['a']
    s9 = np.sin(s8)
    s10 = total['b']
    result = s9 * s10
    require_scalar(result)
    # backward
    grad_result = 1.0                            # result = s9 * s10
    grad_s9 = grad_result * s10
    grad_s10 = grad_result * s9
    grad_total = zeros_each(total)               # s10 = total['b']
    grad_total['b'] = grad_total['b'] + grad_s10
    grad_s8 = grad_s9 * np.cos(s8)               # s9 = np.sin(s8)
    grad_total['a'] = grad_total['a'] + grad_s8  # s8 = total['a']
    grad_x = np.zeros_like(x)
    for i in reversed(range(s3)):
        s7 = s7s.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        name = s0[i]                               # v = x[i]
        v = x[i]
        grad_s7 = fill_like(grad_total[name], s7)  # total[name] = s7
        grad_total[name] = 0.0
        grad_s5 = unbroadcast(grad_s7, s5)         # s7 = s5 + s6
        grad_s6 = unbroadcast(grad_s7, s6)
        grad_v = 2 * (grad_s6 * v)                 # s6 = v * v
        if s4:
            grad_total[name] = grad_total[name] + grad_s5  # s5 = total[name]
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
