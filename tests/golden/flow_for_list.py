# A list of arrays made by the function: its cotangents are a list too.

import numpy as np


def f(x, y):
    s = 0.0
    for v in [x, y, x * y]:
        s = np.sum(np.sin(v)) + s * s
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    v = x * y
    s = np.sum(np.sin(x)) + 0.0
    s_1 = np.sum(np.sin(y)) + s * s
    # backward
    grad_s_1 = 2 * s_1                            # s = np.sum(np.sin(v)) + s * s
    grad_v = np.cos(v)
    grad_s = 2 * grad_s_1 * s                     # s_1 = np.sum(np.sin(y)) + s * s
    grad_y = grad_s_1 * np.cos(y)
    grad_x = grad_s * np.cos(x)                   # s = np.sum(np.sin(x)) + 0.0
    grad_x = grad_x + unbroadcast(grad_v * y, x)  # v = x * y
    grad_y = grad_y + unbroadcast(grad_v * x, y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * y
    v = x
    s1 = np.sin(v)
    s2 = np.sum(s1)
    s3 = 0.0 * 0.0
    s = s2 + s3
    v_1 = y
    s4 = np.sin(v_1)
    s5 = np.sum(s4)
    s6 = s * s
    s_1 = s5 + s6
    v_2 = s0
    s7 = np.sin(v_2)
    s8 = np.sum(s7)
    s9 = s_1 * s_1
    s_2 = s8 + s9
    # backward
    grad_s_2 = 1.0                                    # s_2 = s8 + s9
    grad_s8 = grad_s_2
    grad_s9 = grad_s_2
    grad_s_1 = 2 * (grad_s9 * s_1)                    # s9 = s_1 * s_1
    grad_s7 = np.broadcast_to(grad_s8, np.shape(s7))  # s8 = np.sum(s7)
    grad_v_2 = grad_s7 * np.cos(v_2)                  # s7 = np.sin(v_2)
    grad_s0 = grad_v_2                                # v_2 = s0
    grad_s5 = grad_s_1
    grad_s6 = grad_s_1
    grad_s = 2 * (grad_s6 * s)                        # s6 = s * s
    grad_s4 = np.broadcast_to(grad_s5, np.shape(s4))  # s5 = np.sum(s4)
    grad_v_1 = grad_s4 * np.cos(v_1)                  # s4 = np.sin(v_1)
    grad_y = grad_v_1                                 # v_1 = y
    grad_s2 = grad_s
    grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
    grad_v = grad_s1 * np.cos(v)                      # s1 = np.sin(v)
    grad_x = grad_v                                   # v = x
    grad_x = grad_x + unbroadcast(grad_s0 * y, x)
    grad_y = grad_y + unbroadcast(grad_s0 * x, y)
    return grad_x, grad_y
