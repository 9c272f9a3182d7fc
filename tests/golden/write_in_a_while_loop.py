# A view made before the loop sees what the loop writes.

import numpy as np


def f(x):
    v = x[1:]
    n = 0
    while n < 3:
        v *= x[0]
        x[0] = x[0] + v[1]
        n += 1
    return np.sum(x * v[0])


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    x = np.copy(x)
    s0s = []
    vs = []
    vs_1 = []
    s1s = []
    n = 0
    while n < 3:
        s0 = x[0]
        s0s.append(own(s0))
        v = x[1:]
        v_1 = own(v)
        vs.append(v_1)
        v *= s0
        v_1 = own(v)
        vs_1.append(v_1)
        s1 = x[0] + v[1]
        s1s.append(s1)
        x[0] = s1
        n += 1
    v = x[1:]
    s2 = v[0]
    # backward
    grad_s3 = np.broadcast_to(1.0, np.shape(x * s2))  # return np.sum(x * v[0])
    grad_x = unbroadcast(grad_s3 * s2, x)
    grad_v = np.zeros_like(v)                         # s2 = v[0]
    grad_v[0] = unbroadcast(grad_s3 * x, s2)
    grad_x[1:] += grad_v
    for _ in reversed(range(len(s0s))):
        s1 = s1s.pop()
        v = vs_1.pop()
        v_1 = vs.pop()
        s0 = s0s.pop()
        grad_s1 = unbroadcast(grad_x[0], s1)        # x[0] = s1
        grad_s4 = own(unbroadcast(grad_s1, v[1]))   # s1 = x[0] + v[1]
        grad_x[0] = unbroadcast(grad_s1, x[0])      # x[0] = s1
        grad_v = own(unbroadcast(grad_x[1:], v))    # s1 = x[0] + v[1]
        grad_v[1] += grad_s4
        grad_v_1 = unbroadcast(grad_v * s0, v_1)    # v_1 = own(v)
        grad_x[1:] = grad_v_1
        grad_x[0] += unbroadcast(grad_v * v_1, s0)  # s0 = x[0]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    x = x.copy()
    s0s = []
    vs = []
    n = 0
    while n < 3:
        s0 = x[0]
        s0s.append(s0)
        v = x[1:]
        v_1 = v.copy()
        vs.append(v_1)
        v *= s0
        x[0] = x[0] + v[1]
        n += 1
    v = x[1:]
    # backward
    grad_v = np.zeros_like(v)  # v = x[1:]
    grad_v[0] = np.sum(x)
    grad_x = np.full_like(x, v[0])
    grad_x[1:] += grad_v
    for _ in reversed(range(len(s0s))):
        v = vs.pop()
        s0 = s0s.pop()
        grad_v = grad_x[1:].copy()       # x[0] = x[0] + v[1]
        grad_v[1] += grad_x[0]
        grad_v_1 = grad_v * s0           # v *= s0
        grad_x[1:] = grad_v_1
        grad_x[0] += np.sum(grad_v * v)  # s0 = x[0]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    x = np.copy(x)
    v = x[1:]
    s0s = []
    vs = []
    vs_1 = []
    s1s = []
    s2s = []
    n = 0
    steps = 0
    while n < 3:
        s0 = x[0]
        s3 = own(s0)
        s0s.append(s3)
        v_1 = own(v)
        vs.append(v_1)
        v *= s0
        v_1 = own(v)
        vs_1.append(v_1)
        s1 = x[0]
        s4 = own(s1)
        s1s.append(s4)
        s5 = v[1]
        s2 = s1 + s5
        s2s.append(s2)
        x[0] = s2
        n += 1
        steps = steps + 1
    s6 = v[0]
    s7 = x * s6
    result = np.sum(s7)
    # backward
    grad_result = 1.0                      # result = np.sum(s7)
    grad_s7 = np.broadcast_to(grad_result, np.shape(s7))
    grad_x = unbroadcast(grad_s7 * s6, x)  # s7 = x * s6
    grad_s6 = unbroadcast(grad_s7 * x, s6)
    grad_v = np.zeros_like(v)              # s6 = v[0]
    grad_v[0] += grad_s6
    grad_x[1:] += grad_v
    for _ in reversed(range(len(s0s))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        v = vs_1.pop()
        v_1 = vs.pop()
        s0 = s0s.pop()
        grad_s2 = unbroadcast(grad_x[0], s2)  # x[0] = s2
        grad_s2 = own(grad_s2)
        grad_x[0] = 0
        grad_s1 = unbroadcast(grad_s2, s1)    # s2 = s1 + s5
        grad_s5 = unbroadcast(grad_s2, v[1])
        grad_v = np.zeros_like(v)             # s5 = v[1]
        grad_v[1] += grad_s5
        grad_x[0] += grad_s1                  # s4 = own(s1)
        grad_v += unbroadcast(grad_x[1:], v)  # v_1 = own(v)
        grad_x[1:] = 0
        grad_v_1 = unbroadcast(grad_v * s0, v_1)
        grad_s0 = unbroadcast(grad_v * v_1, s0)
        grad_x[1:] += grad_v_1
        grad_x[0] += grad_s0                  # s3 = own(s0)
    return grad_x
