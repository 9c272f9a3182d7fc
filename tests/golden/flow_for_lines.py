# Lines of text, as a file gives them.

import numpy as np


def f(x, lines):
    s = 0.0
    for line in lines:
        if not line.strip():
            continue
        weight, power = line.split()
        s = s + float(weight) * np.sum(x ** int(power))
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), ["0.5 2\n", "\n", "1.5 3\n"])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, lines):
    # forward
    s0 = list(lines)
    s1s = []
    s2s = []
    s3s = []
    for i in range(len(s0)):
        line = s0[i]
        line.strip()
        s5 = line.strip()
        s1 = not s5
        s1s.append(s1)
        if s1:
            continue
        weight, power = line.split()
        s2s.append(float(weight))
        s3s.append(int(power))
    # backward
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s0))):
        s1 = s1s.pop()
        if s1:
            continue
        s3 = s3s.pop()
        s2 = s2s.pop()
        grad_x += s2 * s3 * np.power(x, s3 - (s3 != 0))  # s = s + float(weight) * n...
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, lines):
    # forward
    s0 = list(lines)
    s1 = len(s0)
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    s = 0.0
    for i in range(s1):
        line = s0[i]
        line.strip()
        s7 = line.strip()
        s2 = not s7
        s2s.append(s2)
        if s2:
            continue
        s8 = line.split()
        weight, power = s8
        s3 = float(weight)
        s3s.append(s3)
        s4 = int(power)
        s4s.append(s4)
        s5 = x ** s4
        s5s.append(s5)
        s9 = np.sum(s5)
        s10 = s3 * s9
        s = s + s10
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s0))):
        s2 = s2s.pop()
        if s2:
            continue
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        grad_s10 = grad_s                                     # s = s + s10
        grad_s9 = grad_s10 * s3                               # s10 = s3 * s9
        grad_s5 = np.broadcast_to(grad_s9, np.shape(s5))      # s9 = np.sum(s5)
        grad_x += grad_s5 * s4 * np.power(x, s4 - (s4 != 0))  # s5 = x ** s4
    return grad_x
