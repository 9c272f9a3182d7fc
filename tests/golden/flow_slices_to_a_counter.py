# Slices with the same computed bounds have one shape, and so has what is flipped.

import numpy as np


def f(r, y):
    for k in range(1, len(r)):
        a = r[k] + np.dot(np.flip(r[:k]), y[:k])
        y[:k] += a * np.flip(y[:k])
        y[k] = a
    return np.sum(y)


ARGS = [np.array([0.3, -0.7, 1.1, 0.4]), np.array([0.9, 0.2, -0.5, 0.6])]
ARGNUMS = (0, 1)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(r, y):
    # forward
    s0s = []
    s1s = []
    s2s = []
    as_1 = []
    s3s = []
    s4s = []
    y = own(y)
    for k in range(1, len(r)):
        s0 = np.flip(r[:k])
        s0s.append(s0)
        s1 = y[:k]
        s1s.append(own(s1))
        s2 = np.dot(s0, s1)
        s2s.append(s2)
        a = r[k] + s2
        as_1.append(a)
        s3 = np.flip(s1)
        s3s.append(own(s3))
        s4 = a * s3
        s4s.append(s4)
        y[:k] += s4
        y[k] = a
    # backward
    grad_y = np.ones_like(y)  # return np.sum(y)
    grad_r = np.zeros_like(r)
    for k in reversed(range(1, len(r))):
        s4 = s4s.pop()
        s3 = s3s.pop()
        a = as_1.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_a = unbroadcast(grad_y[k], a)                  # y[k] = a
        grad_a = own(grad_a)
        grad_y[k] = 0
        grad_s4 = unbroadcast(grad_y[:k], s4)               # y[:k] += s4
        grad_a = grad_a + unbroadcast(grad_s4 * s3, a)      # s4 = a * s3
        grad_s2 = unbroadcast(grad_a, s2)                   # a = r[k] + s2
        grad_y[:k] += (
            np.flip(unbroadcast(grad_s4 * a, s3)) + dot_grad_b(grad_s2, s0, s1)
        )  # s1 = y[:k]
        grad_r[:k] += np.flip(dot_grad_a(grad_s2, s0, s1))  # s0 = np.flip(r[:k])
        grad_r[k] += unbroadcast(grad_a, r[k])
    return grad_r, grad_y


# ---------------------------------- specialised -------------------------------------------------

def grad_f(r, y):
    # forward
    s0s = []
    s1s = []
    as_1 = []
    s2s = []
    y = y.copy()
    for k in range(1, len(r)):
        s0 = np.flip(r[:k])
        s0s.append(s0)
        s1 = y[:k]
        s1s.append(s1.copy())
        a = r[k] + np.dot(s0, s1)
        as_1.append(a)
        s2 = np.flip(s1)
        s2s.append(s2.copy())
        y[:k] += a * s2
        y[k] = a
    # backward
    grad_y = np.ones_like(y)  # return np.sum(y)
    grad_r = np.zeros_like(r)
    for k in reversed(range(1, len(r))):
        s2 = s2s.pop()
        a = as_1.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_a = grad_y[k]                  # y[k] = a
        grad_y[k] = 0
        grad_s3 = grad_y[:k]                # y[:k] += a * s2
        grad_a += np.sum(grad_s3 * s2)
        grad_s1 = np.flip(grad_s3 * a)      # s2 = np.flip(s1)
        grad_s1 += grad_a * s0              # a = r[k] + np.dot(s0, s1)
        grad_y[:k] += grad_s1               # s1 = y[:k]
        grad_r[:k] += np.flip(grad_a * s1)  # s0 = np.flip(r[:k])
        grad_r[k] += grad_a
    return grad_r, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(r, y):
    # forward
    s0 = len(r)
    s1s = []
    s2s = []
    s3s = []
    as_1 = []
    s4s = []
    s5s = []
    y = own(y)
    for k in range(1, s0):
        s6 = r[k]
        s7 = r[:k]
        s1 = np.flip(s7)
        s1s.append(s1)
        s2 = y[:k]
        s8 = own(s2)
        s2s.append(s8)
        s3 = np.dot(s1, s2)
        s3s.append(s3)
        a = s6 + s3
        as_1.append(a)
        s9 = y[:k]
        s4 = np.flip(s9)
        s10 = own(s4)
        s4s.append(s10)
        s5 = a * s4
        s5s.append(s5)
        y[:k] += s5
        y[k] = a
    result = np.sum(y)
    # backward
    grad_result = 1.0  # result = np.sum(y)
    grad_y = np.broadcast_to(grad_result, np.shape(y))
    grad_r = np.zeros_like(r)
    grad_y = own(grad_y)
    for k in reversed(range(1, len(r))):
        s5 = s5s.pop()
        s4 = s4s.pop()
        a = as_1.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        grad_a = unbroadcast(grad_y[k], a)              # y[k] = a
        grad_a = own(grad_a)
        grad_y[k] = 0
        grad_s5 = unbroadcast(grad_y[:k], s5)           # y[:k] += s5
        grad_a = grad_a + unbroadcast(grad_s5 * s4, a)  # s5 = a * s4
        grad_s4 = unbroadcast(grad_s5 * a, s4)
        grad_s9 = np.flip(grad_s4)                      # s10 = own(s4)
        grad_y[:k] += grad_s9                           # s9 = y[:k]
        grad_s6 = unbroadcast(grad_a, r[k])             # a = s6 + s3
        grad_s3 = unbroadcast(grad_a, s3)
        grad_s1 = dot_grad_a(grad_s3, s1, s2)           # s3 = np.dot(s1, s2)
        grad_s2 = dot_grad_b(grad_s3, s1, s2)
        grad_y[:k] += grad_s2                           # s8 = own(s2)
        grad_s7 = np.flip(grad_s1)                      # s1 = np.flip(s7)
        grad_r[:k] += grad_s7                           # s7 = r[:k]
        grad_r[k] += grad_s6                            # s6 = r[k]
    return grad_r, grad_y
