# Out of both loops; what depends on the outer one, out of the inner one alone.

import numpy as np


def f(w, x):
    s = 0.0
    for row in x:
        for v in row:
            s = s * 0.5 + np.sum(np.cos(w)) * np.sum(np.sin(row)) * v
    return s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.4, 0.9]), np.array([[0.3, -1.2], [0.7, 0.1], [1.1, 0.6]]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(w, x):
    # forward
    s0s = []
    s = 0.0
    for row in x:
        for v in row:
            s1 = np.sum(np.cos(w))
            s0 = np.sum(np.sin(row))
            s0s.append(s0)
            s = s * 0.5 + s1 * s0 * v
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    s3 = np.sin(w)  # s1 = np.sum(np.cos(w))
    grad_s = 1.0
    for i in reversed(range(len(x))):
        row = x[i]
        grad_row = np.zeros_like(row)
        s4 = np.cos(row)  # s0 = np.sum(np.sin(row))
        for j in reversed(range(len(row))):
            s0 = s0s.pop()
            v = row[j]
            grad_s5 = grad_s * v                 # s = s * 0.5 + s1 * s0 * v
            grad_v = grad_s * (s1 * s0)
            grad_row += grad_s5 * s1 * s4        # s0 = np.sum(np.sin(row))
            grad_w = grad_w - grad_s5 * s0 * s3  # s1 = np.sum(np.cos(w))
            grad_s = grad_s * 0.5                # s = s * 0.5 + s1 * s0 * v
            grad_row[j] += grad_v
        grad_x[i] += grad_row
    return grad_w, grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(w, x):
    # backward
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    s0 = np.cos(w)  # s = s * 0.5 + np.sum(np.cos(w)) * np.sum(np.sin(row)) * v
    s1 = np.sin(w)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        row = x[i]
        grad_row = np.zeros_like(row)
        s2 = np.sin(row)  # s = s * 0.5 + np.sum(np.cos(w)) * np.sum(np.sin(row)) * v
        s3 = np.cos(row)
        for j in reversed(range(len(row))):
            v = row[j]
            s4 = np.sum(s0)  # s = s * 0.5 + np.sum(np.cos(w)) * np.sum(np.sin(row))...
            s5 = np.sum(s2)
            grad_s6 = grad_s * v
            grad_v = grad_s * (s4 * s5)
            grad_row += grad_s6 * s4 * s3
            grad_w = grad_w - grad_s6 * s5 * s1
            grad_s = grad_s * 0.5
            grad_row[j] += grad_v
        grad_x[i] += grad_row
    return grad_w, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(w, x):
    # forward
    s0 = len(x)
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s = 0.0
    for i in range(s0):
        row = x[i]
        s5 = len(row)
        for j in range(s5):
            v = row[j]
            s6 = s * 0.5
            s1 = np.cos(w)
            s1s.append(s1)
            s2 = np.sum(s1)
            s2s.append(s2)
            s3 = np.sin(row)
            s3s.append(s3)
            s4 = np.sum(s3)
            s4s.append(s4)
            s7 = s2 * s4
            s8 = s7 * v
            s = s6 + s8
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        row = x[i]  # row = x[i]
        grad_row = np.zeros_like(row)
        for j in reversed(range(len(row))):
            s4 = s4s.pop()
            s3 = s3s.pop()
            s2 = s2s.pop()
            s1 = s1s.pop()
            v = row[j]                                        # v = row[j]
            grad_s6 = grad_s                                  # s = s6 + s8
            grad_s8 = grad_s
            grad_s7 = grad_s8 * v                             # s8 = s7 * v
            grad_v = grad_s8 * (s2 * s4)
            grad_s2 = grad_s7 * s4                            # s7 = s2 * s4
            grad_s4 = grad_s7 * s2
            grad_s3 = np.broadcast_to(grad_s4, np.shape(s3))  # s4 = np.sum(s3)
            grad_row += grad_s3 * np.cos(row)                 # s3 = np.sin(row)
            grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
            grad_w += -grad_s1 * np.sin(w)                    # s1 = np.cos(w)
            grad_s = grad_s6 * 0.5                            # s6 = s * 0.5
            grad_row[j] += grad_v                             # v = row[j]
        grad_x[i] += grad_row  # row = x[i]
    return grad_w, grad_x
