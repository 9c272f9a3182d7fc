# A captured number keeps its name.

import numpy as np


def make(scale):
    def f(x):
        return np.sum(np.cos(scale * x))

    return f


FUNCTION = make(1.5)
ANALYTIC = True
ARGS = (np.array([1.0, 2.0]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    grad_x = unbroadcast(-np.sin(scale * x) * scale, x)  # return np.sum(np.cos(scal...
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = scale * x
    s1 = np.cos(s0)
    result = np.sum(s1)
    # backward
    grad_result = 1.0                         # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = -grad_s1 * np.sin(s0)           # s1 = np.cos(s0)
    grad_x = unbroadcast(grad_s0 * scale, x)  # s0 = scale * x
    return grad_x
