# Text that may not be a number.

import numpy as np


def f(x, words):
    s = 0.0
    for word in words:
        try:
            weight = float(word)
        except ValueError:
            weight = 1.0
        s = s + weight * np.sin(x * s + x)
    return s


ANALYTIC = True
ARGS = (0.4, ["2", "two", "0.5"])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, words):
    # forward
    s0 = list(words)
    ss = []
    weights = []
    s1s = []
    s = 0.0
    for word in s0:
        ss.append(s)
        try:
            weight = float(word)
        except ValueError:
            weight = 1.0
        weights.append(weight)
        s1 = x * s + x
        s1s.append(s1)
        s = s + weight * np.sin(s1)
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for _ in reversed(range(len(s0))):
        s1 = s1s.pop()
        weight = weights.pop()
        s = ss.pop()
        grad_s1 = grad_s * weight * np.cos(s1)  # s = s + weight * np.sin(s1)
        grad_x += grad_s1                       # s1 = x * s + x
        grad_x += grad_s1 * s
        grad_s += grad_s1 * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, words):
    # forward
    s0 = list(words)
    s1 = len(s0)
    ss = []
    weights = []
    s2s = []
    s = 0.0
    for i in range(s1):
        ss.append(s)
        word = s0[i]
        try:
            weight = float(word)
        except ValueError:
            weight = 1.0
        weights.append(weight)
        s3 = x * s
        s2 = s3 + x
        s2s.append(s2)
        s4 = np.sin(s2)
        s5 = weight * s4
        s = s + s5
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s0))):
        s2 = s2s.pop()
        weight = weights.pop()
        s = ss.pop()
        grad_s5 = grad_s                # s = s + s5
        grad_s4 = grad_s5 * weight      # s5 = weight * s4
        grad_s2 = grad_s4 * np.cos(s2)  # s4 = np.sin(s2)
        grad_s3 = grad_s2               # s2 = s3 + x
        grad_x += grad_s2
        grad_x += grad_s3 * s           # s3 = x * s
        grad_s += grad_s3 * x
    return grad_x
