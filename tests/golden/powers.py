# Small constant exponents are written as products; a variable one needs the logarithm.

import numpy as np


def f(x, p):
    return np.sum(x**3 + x**0.5 + 2**x + x**p + x**2)


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), 1.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, p):
    # forward
    s0 = 2 ** x
    s1 = x ** 3 + x ** 0.5 + s0
    s2 = x ** p
    s3 = s1 + s2
    s4 = x ** 2
    # backward
    grad_s5 = np.broadcast_to(1.0, np.shape(s3 + s4))    # return np.sum(x**3 + x**0...
    grad_s3 = unbroadcast(grad_s5, s3)
    grad_x = unbroadcast(grad_s5, s4) * 2 * x            # s4 = x ** 2
    grad_s1 = unbroadcast(grad_s3, s1)                   # s3 = s1 + s2
    grad_s2 = unbroadcast(grad_s3, s2)
    grad_x += unbroadcast(grad_s2 * p * np.power(x, p - (p != 0)), x)  # s2 = x ** p
    grad_p = unbroadcast(grad_s2 * s2 * np.log(x + (x == 0)), p)
    grad_x = grad_x + grad_s1 * s0 * math.log(2)         # s0 = 2 ** x
    grad_x = grad_x + grad_s1 * 0.5 * np.power(x, -0.5)  # s1 = x ** 3 + x ** 0.5 + s0
    grad_x = grad_x + grad_s1 * 3 * s4
    return grad_x, grad_p


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, p):
    # forward
    s0 = x ** 3
    s1 = x ** 0.5
    s2 = s0 + s1
    s3 = 2 ** x
    s4 = s2 + s3
    s5 = x ** p
    s6 = s4 + s5
    s7 = x ** 2
    s8 = s6 + s7
    result = np.sum(s8)
    # backward
    grad_result = 1.0                                    # result = np.sum(s8)
    grad_s8 = np.broadcast_to(grad_result, np.shape(s8))
    grad_s6 = unbroadcast(grad_s8, s6)                   # s8 = s6 + s7
    grad_s7 = unbroadcast(grad_s8, s7)
    grad_x = grad_s7 * 2 * x                             # s7 = x ** 2
    grad_s4 = unbroadcast(grad_s6, s4)                   # s6 = s4 + s5
    grad_s5 = unbroadcast(grad_s6, s5)
    grad_x += unbroadcast(grad_s5 * p * np.power(x, p - (p != 0)), x)  # s5 = x ** p
    grad_p = unbroadcast(grad_s5 * s5 * np.log(x + (x == 0)), p)
    grad_s2 = grad_s4                                    # s4 = s2 + s3
    grad_s3 = grad_s4
    grad_x = grad_x + grad_s3 * s3 * math.log(2)         # s3 = 2 ** x
    grad_s0 = grad_s2                                    # s2 = s0 + s1
    grad_s1 = grad_s2
    grad_x = grad_x + grad_s1 * 0.5 * np.power(x, -0.5)  # s1 = x ** 0.5
    grad_x = grad_x + grad_s0 * 3 * x ** 2               # s0 = x ** 3
    return grad_x, grad_p
