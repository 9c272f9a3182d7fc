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
        s5 = x[i]                                 # s1 = x[i]
        s6 = i % 3                                # squares[i % 3] = x[i] * x[i]
        s7 = 2 * fill_like(grad_squares[s6], s0)  # s0 = s1 * s1
        grad_squares[s6] = 0.0                    # squares[i % 3] = s0
        grad_x[i] += unbroadcast(s7 * s5, s5)     # s1 = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    squares = {}
    s1s = []
    for i in range(s0):
        s2 = x[i]
        s3 = x[i]
        s1 = s2 * s3
        s1s.append(s1)
        s4 = i % 3
        squares[s4] = s1
    s5 = list(squares)
    s6 = len(s5)
    vs = []
    s7s = []
    s = 0.0
    for i in range(s6):
        k = s5[i]
        v = squares[k]
        vs.append(v)
        s8 = np.sin(v)
        s7 = k + 1
        s7s.append(s7)
        s9 = s8 * s7
        s = s + s9
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_squares = zeros_each(squares)
    for i in reversed(range(len(s5))):
        s7 = s7s.pop()
        v = vs.pop()
        k = s5[i]                                   # v = squares[k]
        grad_s9 = grad_s                            # s = s + s9
        grad_s8 = grad_s9 * s7                      # s9 = s8 * s7
        grad_v = grad_s8 * np.cos(v)                # s8 = np.sin(v)
        grad_squares[k] = grad_squares[k] + grad_v  # v = squares[k]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        s11 = x[i]                                  # s2 = x[i]
        s12 = x[i]                                  # s3 = x[i]
        s13 = i % 3                                 # s4 = i % 3
        grad_s1 = fill_like(grad_squares[s13], s1)  # squares[s4] = s1
        grad_squares[s13] = 0.0
        grad_s2 = unbroadcast(grad_s1 * s12, s11)   # s1 = s2 * s3
        grad_s3 = unbroadcast(grad_s1 * s11, s12)
        grad_x[i] += grad_s3                        # s3 = x[i]
        grad_x[i] += grad_s2                        # s2 = x[i]
    return grad_x
