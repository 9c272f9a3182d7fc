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
    s0 = 0
    for i in range(len(terms)):
        s0 = s0 + terms[i]
    require_scalar(s0)
    # backward
    grad_terms = zeros_each(terms)
    for i in reversed(range(len(terms))):
        grad_terms[i] = grad_terms[i] + 1.0  # s0 = s0 + terms[i]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        if v > 0:
            grad_s2 = grad_terms.pop()  # terms.append(v * v)
            grad_v = 2.0 * grad_s2 * v
        else:
            grad_s3 = grad_terms.pop()  # terms.append(np.sin(v))
            grad_v = grad_s3 * np.cos(v)
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
    s3 = len(terms)
    s4 = 0
    for i in range(s3):
        s5 = terms[i]
        s4 = s4 + s5
    require_scalar(s4)
    # backward
    grad_s4 = 1.0
    grad_terms = zeros_each(terms)
    for i in reversed(range(len(terms))):
        grad_s4_1 = grad_s4
        grad_s4 = grad_s4_1  # s4 = s4 + s5
        grad_s5 = grad_s4_1
        grad_terms[i] = grad_terms[i] + grad_s5
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
