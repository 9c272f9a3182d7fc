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
    s0s = []
    for v in x:
        s0 = v > 0
        s0s.append(s0)
        if s0:
            terms.append(v * v)
        else:
            terms.append(np.sin(v))
    s1 = 0
    for i in range(len(terms)):
        s1 = s1 + terms[i]
    require_scalar(s1)
    # backward
    grad_terms = zeros_each(terms)
    grad_s1 = 1.0
    for i in reversed(range(len(terms))):
        grad_terms[i] = grad_terms[i] + grad_s1  # s1 = s1 + terms[i]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        v = x[i]
        if s0:
            grad_s3 = grad_terms[-1]  # terms.append(v * v)
            grad_terms = list(grad_terms)
            grad_terms.pop()
            grad_v = 2.0 * grad_s3 * v
        else:
            grad_s4 = grad_terms[-1]  # terms.append(np.sin(v))
            grad_terms = list(grad_terms)
            grad_terms.pop()
            grad_v = grad_s4 * np.cos(v)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    terms = []
    s1s = []
    for i in range(s0):
        v = x[i]
        s1 = v > 0
        s1s.append(s1)
        if s1:
            s2 = v * v
            terms.append(s2)
        else:
            s3 = np.sin(v)
            terms.append(s3)
    s4 = len(terms)
    s5 = 0
    for i in range(s4):
        s6 = terms[i]
        s5 = s5 + s6
    require_scalar(s5)
    # backward
    grad_s5 = 1.0
    grad_terms = zeros_each(terms)
    for i in reversed(range(len(terms))):
        grad_s5_1 = grad_s5
        grad_s5 = grad_s5_1  # s5 = s5 + s6
        grad_s6 = grad_s5_1
        grad_terms[i] = grad_terms[i] + grad_s6
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        v = x[i]  # v = x[i]
        grad_terms = grad_terms
        if s1:
            grad_terms = grad_terms
            grad_s2 = grad_terms[-1]    # terms.append(s2)
            grad_terms = list(grad_terms)
            grad_terms.pop()
            grad_v = 2 * (grad_s2 * v)  # s2 = v * v
        else:
            grad_terms = grad_terms
            grad_s3 = grad_terms[-1]      # terms.append(s3)
            grad_terms = list(grad_terms)
            grad_terms.pop()
            grad_v = grad_s3 * np.cos(v)  # s3 = np.sin(v)
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
