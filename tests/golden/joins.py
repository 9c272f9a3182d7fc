# What was joined is cut apart.

import numpy as np


def f(x, y):
    z = np.concatenate([x, y, x])
    return np.sum(z**3) + np.sum(np.stack((x, x * x)))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    z = np.concatenate([x, y, x])
    # backward
    # return np.sum(z**3) + np.sum(np.stack((x, x * x)))
    grad_s0 = np.broadcast_to(1.0, np.shape(np.stack((x, x * x))))
    grad_x = grad_s0[0]
    grad_x = grad_x + 2 * grad_s0[1] * x
    grad_z = 3.0 * z ** 2
    s1 = split_like(grad_z, [x, y, x], 0)  # z = np.concatenate([x, y, x])
    grad_x = grad_x + s1[0]
    grad_y = s1[1]
    grad_x = grad_x + s1[2]
    return grad_x, own(grad_y)


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    z = np.concatenate([x, y, x])
    s0 = z ** 3
    s1 = np.sum(s0)
    s2 = x * x
    s3 = np.stack((x, s2))
    s4 = np.sum(s3)
    result = s1 + s4
    # backward
    grad_result = 1.0                                 # result = s1 + s4
    grad_s1 = grad_result
    grad_s4 = grad_result
    grad_s3 = np.broadcast_to(grad_s4, np.shape(s3))  # s4 = np.sum(s3)
    grad_x = grad_s3[0]                               # s3 = np.stack((x, s2))
    grad_s2 = grad_s3[1]
    grad_x = grad_x + 2 * (grad_s2 * x)               # s2 = x * x
    grad_s0 = np.broadcast_to(grad_s1, np.shape(s0))  # s1 = np.sum(s0)
    grad_z = grad_s0 * 3 * z ** 2                     # s0 = z ** 3
    s5 = split_like(grad_z, [x, y, x], 0)             # z = np.concatenate([x, y, x])
    grad_x = grad_x + s5[0]
    grad_y = s5[1]
    grad_x = grad_x + s5[2]
    return grad_x, own(grad_y)
