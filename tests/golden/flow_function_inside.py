# A function defined inside, called in a loop, over an active name of its surroundings.

import numpy as np


def f(a, x):
    def g(t):
        return a * t

    s = 0.0
    for v in x:
        s += g(g(v))
    return s


ANALYTIC = True
ARGS = (1.3, np.array([0.3, -1.2, 0.5]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(a, x):
    # forward
    results = []
    s = 0.0
    for v in x:
        result = a * v
        results.append(result)
        result = a * result
        s += result
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_a = np.zeros_like(a)
    for i in reversed(range(len(x))):
        result = results.pop()
        grad_a += result  # result = a * result
        grad_a += result  # result = a * v
        grad_v = a * a
        grad_x[i] += grad_v
    return grad_a, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(a, x):
    # forward
    s0 = len(x)
    results = []
    s = 0.0
    for i in range(s0):
        v = x[i]
        result = a * v
        results.append(result)
        result = a * result
        s += result
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    grad_a = np.zeros_like(a)
    for i in reversed(range(len(x))):
        result = results.pop()
        v = x[i]                        # v = x[i]
        grad_result = grad_s            # s += result
        grad_a += grad_result * result  # result = a * result
        grad_result = grad_result * a
        grad_a += grad_result * v       # result = a * v
        grad_v = grad_result * a
        grad_x[i] += grad_v             # v = x[i]
    return grad_a, grad_x
