# The items of a dict of active values.

import numpy as np


def f(x, y):
    s = 0.0
    for name, v in {"x": x, "xy": x * y}.items():
        s = s + len(name) * np.sum(v * v)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    v = x * y
    # backward
    grad_v = 2.0 * len('xy') * v                  # s = s + len(name) * np.sum(v * v)
    grad_x = 2.0 * len('x') * x
    grad_x = grad_x + unbroadcast(grad_v * y, x)  # v = x * y
    grad_y = unbroadcast(grad_v * x, y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * y
    v = x
    s1 = len('x')
    s2 = v * v
    s3 = np.sum(s2)
    s4 = s1 * s3
    s = 0.0 + s4
    v_1 = s0
    s5 = len('xy')
    s6 = v_1 * v_1
    s7 = np.sum(s6)
    s8 = s5 * s7
    s = s + s8
    # backward
    grad_s = 1.0                                      # s = s + s8
    grad_s_1 = grad_s
    grad_s8 = grad_s
    grad_s7 = grad_s8 * s5                            # s8 = s5 * s7
    grad_s6 = np.broadcast_to(grad_s7, np.shape(s6))  # s7 = np.sum(s6)
    grad_v_1 = 2 * (grad_s6 * v_1)                    # s6 = v_1 * v_1
    grad_s0 = grad_v_1                                # v_1 = s0
    grad_s4 = grad_s_1
    grad_s3 = grad_s4 * s1                            # s4 = s1 * s3
    grad_s2 = np.broadcast_to(grad_s3, np.shape(s2))  # s3 = np.sum(s2)
    grad_v = 2 * (grad_s2 * v)                        # s2 = v * v
    grad_x = grad_v                                   # v = x
    grad_x = grad_x + unbroadcast(grad_s0 * y, x)
    grad_y = unbroadcast(grad_s0 * x, y)
    return grad_x, grad_y
