# Two names for one list: what is added under one is read under the other.

import numpy as np


def f(x):
    a = [x, np.sin(x)]
    b = a
    b.append(x * x)
    return a[0] * a[2] * len(a)


ANALYTIC = True
ARGS = (0.4,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    grad_x = 3 * (x * x)  # return a[0] * a[2] * len(a)
    grad_x += 6 * x * x   # b.append(x * x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.sin(x)
    s1 = x * x
    s2 = x * s1
    result = s2 * 3
    # backward
    grad_result = 1.0            # result = s2 * 3
    grad_s2 = grad_result * 3
    grad_x = grad_s2 * s1        # s2 = x * s1
    grad_s1 = grad_s2 * x
    grad_x += 2 * (grad_s1 * x)  # s1 = x * x
    return grad_x
