# The list is summed by Python.

import numpy as np


def f(x):
    terms = []
    for v in x:
        if v > 0:
            terms.append(v * v)
        else:
            terms.append(np.sin(v))
    return sum(terms)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    terms = []
    for v in x:
        if v > 0:
            terms.append(v * v)
        else:
            terms.append(np.sin(v))
    result = sum(terms)
    require_scalar(result)
    # backward
    grad_terms = spread_each(1.0, terms)  # result = sum(terms)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        if v > 0:
            grad_s1 = grad_terms.pop()  # terms.append(v * v)
            grad_v = 2.0 * grad_s1 * v
        else:
            grad_s2 = grad_terms.pop()  # terms.append(np.sin(v))
            grad_v = grad_s2 * np.cos(v)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    terms = []
    for i in range(s0):
        v = x[i]
        if v > 0:
            s1 = v * v
            terms.append(s1)
        else:
            s2 = np.sin(v)
            terms.append(s2)
    result = sum(terms)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = sum(terms)
    grad_terms = spread_each(grad_result, terms)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]  # v = x[i]
        if v > 0:
            grad_s1 = grad_terms.pop()  # terms.append(s1)
            grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        else:
            grad_s2 = grad_terms.pop()    # terms.append(s2)
            grad_v = grad_s2 * np.cos(v)  # s2 = np.sin(v)
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
