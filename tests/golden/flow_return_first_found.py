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
    results = []
    returned = False
    steps = 0
    for i, v in enumerate(x):
        steps = steps + 1
        if v > 1:
            result = v * v * x[i - 1]
            results.append(result)
            returned = True
            break
        returned = False
    if not returned:
        result = 0.0
    require_scalar(result)
    # backward
    if returned:
        grad_result = 1.0
    else:
        grad_result = 0.0
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for i in reversed(range(steps)):
        v = x[i]
        if v > 1:
            result = results.pop()
            s1 = v * v  # result = v * v * x[i - 1]
            s2 = i - 1
            s3 = x[s2]
            grad_result = np.broadcast_to(grad_result, np.shape(result))
            grad_x[s2] += unbroadcast(grad_result * s1, s3)  # result = v * v * x[i...
            grad_v = 2 * unbroadcast(grad_result * s3, s1) * v
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v
        grad_result = 0.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    results = []
    returned = False
    steps = 0
    for i in range(s0):
        v = x[i]
        steps = steps + 1
        if v > 1:
            s1 = v * v
            s2 = i - 1
            s3 = x[s2]
            result = s1 * s3
            results.append(result)
            returned = True
            break
        returned = False
    if not returned:
        result = 0.0
    require_scalar(result)
    # backward
    grad_result = 1.0
    if not returned:
        grad_result = 0.0
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for i in reversed(range(steps)):
        v = x[i]  # v = x[i]
        if v > 1:
            result = results.pop()
            s5 = v * v                                   # s1 = v * v
            s6 = i - 1                                   # s2 = i - 1
            s7 = x[s6]                                   # s3 = x[s2]
            grad_result = np.broadcast_to(grad_result, np.shape(result))
            grad_s1 = unbroadcast(grad_result * s7, s5)  # result = s1 * s3
            grad_s3 = unbroadcast(grad_result * s5, s7)
            grad_x[s6] += grad_s3                        # s3 = x[s2]
            grad_v = 2 * (grad_s1 * v)                   # s1 = v * v
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
        grad_result = 0.0
    return grad_x
