# Python floats need no helper: the gradient of scalar code is scalar code.

import math




def f(x, y):
    r = math.sqrt(x * x + y * y)
    return r**3 / (1 + math.exp(-x)) - y


SPECIALIZED = True
ARGS = (0.8, -1.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    r = math.sqrt(x * x + y * y)
    s0 = math.exp(-x)
    s1 = 1 + s0
    # backward
    grad_x = r ** 3 / s1 / s1 * s0     # s0 = math.exp(-x)
    grad_r = 3 / s1 * r ** 2           # return r**3 / (1 + math.exp(-x)) - y
    s2 = 2 * np.divide(grad_r, 2 * r)  # r = math.sqrt(x * x + y * y)
    grad_y = -1.0 + s2 * y
    grad_x += s2 * x
    return grad_x, grad_y


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, y):
    # forward
    r = math.sqrt(x * x + y * y)
    s0 = math.exp(-x)
    s1 = 1 + s0
    # backward
    s2 = float(s1)                     # s1 = 1 + s0
    grad_x = float(r ** 3 / s1) / s2 * float(s0)  # s0 = math.exp(-x)
    r = float(r)                       # r = math.sqrt(x * x + y * y)
    grad_r = 3 / s2 * r ** 2           # return r**3 / (1 + math.exp(-x)) - y
    s3 = 2 * np.divide(grad_r, 2 * r)  # r = math.sqrt(x * x + y * y)
    grad_y = -1.0 + s3 * y
    grad_x += s3 * x
    return float(grad_x), float(grad_y)


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * x
    s1 = y * y
    s2 = s0 + s1
    r = math.sqrt(s2)
    s3 = r ** 3
    s4 = -x
    s5 = math.exp(s4)
    s6 = 1 + s5
    s7 = s3 / s6
    result = s7 - y
    # backward
    grad_result = 1.0                   # result = s7 - y
    grad_s7 = grad_result
    grad_y = -grad_result
    grad_s3 = grad_s7 / s6              # s7 = s3 / s6
    grad_s6 = -grad_s7 * s7 / s6
    grad_s5 = grad_s6                   # s6 = 1 + s5
    grad_s4 = grad_s5 * s5              # s5 = math.exp(s4)
    grad_x = -grad_s4                   # s4 = -x
    grad_r = grad_s3 * 3 * r ** 2       # s3 = r ** 3
    grad_s2 = np.divide(grad_r, 2 * r)  # r = math.sqrt(s2)
    grad_s0 = grad_s2                   # s2 = s0 + s1
    grad_s1 = grad_s2
    grad_y += 2 * (grad_s1 * y)         # s1 = y * y
    grad_x += 2 * (grad_s0 * x)         # s0 = x * x
    return grad_x, grad_y
