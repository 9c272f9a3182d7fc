# The items of a dict that a loop filled, gone through.

import numpy as np


def f(x):
    squares = {}
    for i in range(len(x)):
        squares[i % 3] = x[i] * x[i]
    s = 0.0
    for k, v in squares.items():
        s = s + np.sin(v) * (k + 1)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.7]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    squares = {}
    s0s = []
    for i in range(len(x)):
        s1 = x[i]
        s0 = s1 * s1
        s0s.append(s0)
        squares[i % 3] = s0
    s2 = list(squares)
    vs = []
    s3s = []
    s = 0.0
    for k in s2:
        v = squares[k]
        vs.append(v)
        s3 = k + 1
        s3s.append(s3)
        s = s + np.sin(v) * s3
    require_scalar(s)
    # backward
    grad_squares = zeros_each(squares)
    for i in reversed(range(len(s2))):
        s3 = s3s.pop()
        v = vs.pop()
        k = s2[i]                                   # v = squares[k]
        grad_v = s3 * np.cos(v)                     # s = s + np.sin(v) * s3
        grad_squares[k] = grad_squares[k] + grad_v  # v = squares[k]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        s5 = x[i]                                       # s1 = x[i]
        s6 = i % 3                                      # squares[i % 3] = x[i] * x[i]
        grad_s0 = fill_like(grad_squares[s6], s0)       # squares[i % 3] = s0
        grad_squares[s6] = 0.0
        grad_x[i] += unbroadcast(2 * grad_s0 * s5, s5)  # s1 = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s1 = len(x)
    squares = {}
    s2s = []
    for i in range(s1):
        s3 = x[i]
        s4 = x[i]
        s2 = s3 * s4
        s2s.append(s2)
        s5 = i % 3
        squares[s5] = s2
    s6 = list(squares)
    s7 = len(s6)
    vs = []
    s8s = []
    s = 0.0
    for i in range(s7):
        k = s6[i]
        v = squares[k]
        vs.append(v)
        s9 = np.sin(v)
        s8 = k + 1
        s8s.append(s8)
        s10 = s9 * s8
        s = s + s10
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_squares = zeros_each(squares)
    for i in reversed(range(len(s6))):
        s8 = s8s.pop()
        v = vs.pop()
        k = s6[i]                                   # v = squares[k]
        grad_s10 = grad_s                           # s = s + s10
        grad_s9 = grad_s10 * s8                     # s10 = s9 * s8
        grad_v = grad_s9 * np.cos(v)                # s9 = np.sin(v)
        grad_squares[k] = grad_squares[k] + grad_v  # v = squares[k]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s2 = s2s.pop()
        s12 = x[i]                                  # s3 = x[i]
        s13 = x[i]                                  # s4 = x[i]
        s14 = i % 3                                 # s5 = i % 3
        grad_s2 = fill_like(grad_squares[s14], s2)  # squares[s5] = s2
        grad_squares[s14] = 0.0
        grad_s3 = unbroadcast(grad_s2 * s13, s12)   # s2 = s3 * s4
        grad_s4 = unbroadcast(grad_s2 * s12, s13)
        grad_x[i] += grad_s4                        # s4 = x[i]
        grad_x[i] += grad_s3                        # s3 = x[i]
    return grad_x
