# np.where is the mirror of np.where: the nan of the side not taken must not leak.

import numpy as np


def f(x):
    safe = np.where(x > 0, x, 1.0)
    return np.sum(np.where(x > 0, np.log(safe), 0.0))


ARGS = (np.array([0.3, -1.2, 2.0]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = x > 0
    safe = np.where(s0, x, 1.0)
    # backward
    grad_s1 = np.where(s0, 1.0, 0)  # return np.sum(np.where(x > 0, np.log(safe), 0.0))
    grad_safe = np.where(grad_s1 != 0, grad_s1 / safe, 0)
    grad_x = np.where(s0, grad_safe, 0)  # safe = np.where(s0, x, 1.0)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x > 0
    safe = np.where(s0, x, 1.0)
    s1 = x > 0
    s2 = np.log(safe)
    s3 = np.where(s1, s2, 0.0)
    result = np.sum(s3)
    # backward
    grad_result = 1.0                    # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_s2 = np.where(s1, grad_s3, 0)   # s3 = np.where(s1, s2, 0.0)
    grad_safe = np.where(grad_s2 != 0, grad_s2 / safe, 0)  # s2 = np.log(safe)
    grad_x = np.where(s0, grad_safe, 0)  # safe = np.where(s0, x, 1.0)
    return grad_x
