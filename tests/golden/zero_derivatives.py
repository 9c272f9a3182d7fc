# floor, comparisons, int() and shapes carry nothing.

import numpy as np


def f(x):
    steps = np.floor(x)
    n = x.shape[0] + int(x[0])
    return np.sum((x - steps) * (x > 0)) / n


ARGS = (np.array([3.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    steps = np.floor(x)
    n = x.shape[0] + int(x[0])
    s0 = x > 0
    result = np.sum((x - steps) * s0) / n
    require_scalar(result)
    # backward
    grad_x = 1 / n * s0  # result = np.sum((x - steps) * s0) / n
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    steps = np.floor(x)
    s0 = x.shape
    s1 = s0[0]
    s2 = x[0]
    s3 = int(s2)
    n = s1 + s3
    s4 = x - steps
    s5 = x > 0
    s6 = s4 * s5
    s7 = np.sum(s6)
    result = s7 / n
    require_scalar(result)
    # backward
    grad_result = 1.0                                 # result = s7 / n
    grad_s7 = grad_result / n
    grad_s6 = np.broadcast_to(grad_s7, np.shape(s6))  # s7 = np.sum(s6)
    grad_s4 = grad_s6 * s5                            # s6 = s4 * s5
    grad_x = grad_s4                                  # s4 = x - steps
    return grad_x
