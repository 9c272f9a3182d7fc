# Two buffers that change places.

import numpy as np


def f(x, T):
    a = x.copy()
    b = np.zeros_like(a)
    for _ in range(T):
        b[1:-1] = 0.5 * (a[:-2] * a[2:])
        a, b = b, a
    return np.sum(a * x)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]), 3,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, T):
    # forward
    a = x.copy()
    b = np.zeros_like(a)
    s0s = []
    s1s = []
    for _ in range(T):
        s0 = a[:-2]
        s0s.append(own(s0))
        s1 = a[2:]
        s1s.append(own(s1))
        b[1:-1] = 0.5 * (s0 * s1)
        b, a = a, b
    # backward
    grad_b = np.zeros_like(b)
    grad_a = own(x)
    for _ in reversed(range(T)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = grad_a[1:-1] * 0.5  # b[1:-1] = 0.5 * (s0 * s1)
        grad_a[1:-1] = 0
        grad_b[2:] += grad_s2 * s0    # s1 = a[2:]
        grad_b[:-2] += grad_s2 * s1   # s0 = a[:-2]
        grad_b, grad_a = grad_a, grad_b
    grad_x = a + grad_a  # a = x.copy()
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, T):
    # forward
    a = x.copy()
    b = np.zeros_like(a)
    s0s = []
    s1s = []
    for _ in range(T):
        s0 = a[:-2]
        s0s.append(s0.copy())
        s1 = a[2:]
        s1s.append(s1.copy())
        b[1:-1] = 0.5 * (s0 * s1)
        b, a = a, b
    # backward
    grad_b = np.zeros_like(b)
    grad_a = x.copy()
    for _ in reversed(range(T)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = grad_a[1:-1] * 0.5  # b[1:-1] = 0.5 * (s0 * s1)
        grad_a[1:-1] = 0
        grad_b[2:] += grad_s2 * s0    # s1 = a[2:]
        grad_b[:-2] += grad_s2 * s1   # s0 = a[:-2]
        grad_b, grad_a = grad_a, grad_b
    grad_x = a + grad_a  # a = x.copy()
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, T):
    # forward
    a = x.copy()
    b = np.zeros_like(a)
    s0s = []
    s1s = []
    for _ in range(T):
        s0 = a[:-2]
        s0s.append(s0)
        s1 = a[2:]
        s1s.append(s1)
        s2 = s0 * s1
        s3 = 0.5 * s2
        b = own(b)
        b[1:-1] = s3
        b, a = a, b
    s4 = a * x
    result = np.sum(s4)
    # backward
    grad_result = 1.0     # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_a = grad_s4 * x  # s4 = a * x
    grad_x = grad_s4 * a
    grad_b = np.zeros_like(b)
    for _ in reversed(range(T)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_a_1 = grad_a
        grad_a = grad_b          # b, a = a, b
        grad_b = grad_a_1
        grad_s3 = grad_b[1:-1]   # b[1:-1] = s3
        grad_s3 = own(grad_s3)
        grad_b[1:-1] = 0
        grad_s2 = grad_s3 * 0.5  # s3 = 0.5 * s2
        grad_s0 = grad_s2 * s1   # s2 = s0 * s1
        grad_s1 = grad_s2 * s0
        grad_a[2:] += grad_s1    # s1 = a[2:]
        grad_a[:-2] += grad_s0   # s0 = a[:-2]
    grad_x = grad_x + grad_a  # a = x.copy()
    return grad_x
