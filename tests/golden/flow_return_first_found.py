# The first element that passes a test, or a default.

import numpy as np


def f(x):
    for i, v in enumerate(x):
        if v > 1:
            return v * v * x[i - 1]
    return 0.0


ANALYTIC = True
ARGS = (np.array([0.3, 0.9, 1.8, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0s = []
    s1s = []
    results = []
    returned = False
    for i, v in enumerate(x):
        s0 = v > 1
        s0s.append(s0)
        if s0:
            s1 = v * v
            s1s.append(s1)
            result = s1 * x[i - 1]
            results.append(result)
            returned = True
            break
    if not returned:
        result = 0.0
    require_scalar(result)
    # backward
    if returned:
        grad_result = 1.0
    else:
        grad_result = 0.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s0s))):
        s0 = s0s.pop()
        v = x[i]
        if s0:
            result = results.pop()
            s1 = s1s.pop()
            s3 = i - 1                                       # result = s1 * x[i - 1]
            s4 = x[s3]
            grad_result = np.broadcast_to(grad_result, np.shape(result))
            grad_x[s3] += unbroadcast(grad_result * s1, s4)  # result = s1 * x[i - 1]
            grad_v = 2 * unbroadcast(grad_result * s4, s1) * v  # s1 = v * v
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v
        grad_result = 0.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s1s = []
    s2s = []
    results = []
    returned = False
    steps = 0
    for i in range(s0):
        v = x[i]
        s1 = v > 1
        s1s.append(s1)
        steps = steps + 1
        if s1:
            s2 = v * v
            s2s.append(s2)
            s3 = i - 1
            s4 = x[s3]
            result = s2 * s4
            results.append(result)
            returned = True
            break
        returned = False
    if not returned:
        result = 0.0
    require_scalar(result)
    # backward
    grad_result = 1.0
    if returned:
        grad_result = grad_result
    else:
        grad_result = 0.0
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for i in reversed(range(len(s1s))):
        s1 = s1s.pop()
        v = x[i]                   # v = x[i]
        grad_result = grad_result  # steps = steps + 1
        if s1:
            result = results.pop()
            s2 = s2s.pop()
            s6 = i - 1                                   # s3 = i - 1
            s7 = x[s6]                                   # s4 = x[s3]
            grad_result = np.broadcast_to(grad_result, np.shape(result))
            grad_s2 = unbroadcast(grad_result * s7, s2)  # result = s2 * s4
            grad_s4 = unbroadcast(grad_result * s2, s7)
            grad_x[s6] += grad_s4                        # s4 = x[s3]
            grad_v = 2 * (grad_s2 * v)                   # s2 = v * v
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
        grad_result = 0.0
    return grad_x
