# Euler's method for a pendulum.

import numpy as np


def f(q, p, g, n):
    for i in range(n):
        q, p = q + 0.1 * p, p - 0.1 * g * np.sin(q)
    return q * q + p * p


ANALYTIC = True
ARGS = (0.4, 0.2, 9.8, 4)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(q, p, g, n):
    # forward
    qs = []
    s0s = []
    for i in range(n):
        qs.append(q)
        s1 = 0.1 * g
        s0 = np.sin(q)
        q = q + 0.1 * p
        s0s.append(s0)
        p = p - s1 * s0
    result = q * q + p * p
    require_scalar(result)
    # backward
    grad_p = 2 * p  # result = q * q + p * p
    grad_q = 2 * q
    grad_g = np.zeros_like(g)
    for i in reversed(range(n)):
        s0 = s0s.pop()
        q = qs.pop()
        grad_g = grad_g - grad_p * s0 * 0.1          # s1 = 0.1 * g
        grad_q_1 = grad_q - grad_p * s1 * np.cos(q)  # q = q + 0.1 * p
        grad_p += grad_q * 0.1
        grad_q = grad_q_1
    return grad_q, grad_p, grad_g


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(q, p, g, n):
    # forward
    qs = []
    s0s = []
    s1s = []
    for i in range(n):
        qs.append(q)
        s2 = 0.1 * p
        s3 = q + s2
        s0 = 0.1 * g
        s0s.append(s0)
        s1 = np.sin(q)
        s1s.append(s1)
        s4 = s0 * s1
        s5 = p - s4
        q = s3
        p = s5
    s6 = q * q
    s7 = p * p
    result = s6 + s7
    require_scalar(result)
    # backward
    grad_result = 1.0           # result = s6 + s7
    grad_s6 = grad_result
    grad_s7 = grad_result
    grad_p = 2 * (grad_s7 * p)  # s7 = p * p
    grad_q = 2 * (grad_s6 * q)  # s6 = q * q
    grad_g = np.zeros_like(g)
    for i in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        q = qs.pop()
        grad_s5 = grad_p              # p = s5
        grad_s3 = grad_q
        grad_p = grad_s5
        grad_s4 = -grad_s5
        grad_s0 = grad_s4 * s1        # s4 = s0 * s1
        grad_s1 = grad_s4 * s0
        grad_q = grad_s1 * np.cos(q)  # s1 = np.sin(q)
        grad_g += grad_s0 * 0.1       # s0 = 0.1 * g
        grad_q += grad_s3             # s3 = q + s2
        grad_s2 = grad_s3
        grad_p += grad_s2 * 0.1       # s2 = 0.1 * p
    return grad_q, grad_p, grad_g
