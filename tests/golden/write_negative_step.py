# A reversed view.

import numpy as np


def f(x):
    y = x * 1.0
    back = y[::-1]
    back[:2] = x[:2] * x[2:]
    return np.sum(y * np.array([1.0, 2.0, 3.0, 4.0]))


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 1.0
    back = y[::-1]
    s0 = x[:2]
    s1 = x[2:]
    s2 = s0 * s1
    back[:2] = s2
    s3 = np.array([1.0, 2.0, 3.0, 4.0])
    # backward
    # return np.sum(y * np.array([1.0, 2.0, 3.0, 4.0]))
    grad_y = unbroadcast(np.broadcast_to(1.0, np.shape(y * s3)) * s3, y)
    grad_back = grad_y[::-1]           # back[:2] = s2
    grad_s2 = unbroadcast(grad_back[:2], s2)
    s4 = grad_s2 * s1                  # s2 = s0 * s1
    s5 = grad_s2 * s0
    grad_back[:2] = 0                  # back[:2] = s2
    grad_x = np.zeros_like(x)          # s1 = x[2:]
    grad_x[2:] = unbroadcast(s5, s1)
    grad_x[:2] += unbroadcast(s4, s0)  # s0 = x[:2]
    grad_x += grad_y                   # y = x * 1.0
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.array([1.0, 2.0, 3.0, 4.0])
    # backward
    grad_back = s0[::-1]  # back[:2] = x[:2] * x[2:]
    grad_s1 = grad_back[:2]
    grad_s2 = grad_s1 * x[2:]
    grad_s3 = grad_s1 * x[:2]
    grad_back[:2] = 0
    grad_x = np.zeros_like(x)
    grad_x[2:] = grad_s3
    grad_x[:2] += grad_s2
    grad_x += s0          # y = x * 1.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 1.0
    back = y[::-1]
    s0 = x[:2]
    s1 = x[2:]
    s2 = s0 * s1
    back[:2] = s2
    s3 = np.array([1.0, 2.0, 3.0, 4.0])
    s4 = y * s3
    result = np.sum(s4)
    # backward
    grad_result = 1.0                        # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y = unbroadcast(grad_s4 * s3, y)    # s4 = y * s3
    grad_back = grad_y[::-1]                 # back[:2] = s2
    grad_back = own(grad_back)
    grad_y[::-1] = 0
    grad_s2 = unbroadcast(grad_back[:2], s2)
    grad_back = own(grad_back)
    grad_back[:2] = 0
    grad_s0 = unbroadcast(grad_s2 * s1, s0)  # s2 = s0 * s1
    grad_s1 = unbroadcast(grad_s2 * s0, s1)
    grad_x = np.zeros_like(x)                # s1 = x[2:]
    grad_x[2:] += grad_s1
    grad_x[:2] += grad_s0                    # s0 = x[:2]
    grad_y[::-1] += grad_back                # back = y[::-1]
    grad_x += grad_y * 1.0                   # y = x * 1.0
    return grad_x
