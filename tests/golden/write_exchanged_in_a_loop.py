# Which array a name stands for depends on what ran: a flag goes round with the loop.

import numpy as np


def f(x, y):
    for k in range(3):
        if x[k] > 0:
            x, y = y, x
        y[k] *= x[k]
    return np.sum(x * y**2)


ARGS = (np.array([1.3, -0.4, 0.7]), np.array([0.5, 1.1, -0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    is_xs = []
    is_ys = []
    s0s = []
    xs = []
    ys = []
    s1s = []
    is_x = True
    is_y = True
    for k in range(3):
        is_xs.append(is_x)
        is_ys.append(is_y)
        if is_x:
            x_1 = x
        else:
            x_1 = y
        s0 = x_1[k] > 0
        s0s.append(s0)
        if s0:
            y_1 = y if is_y else x
            x_1, y_1 = y_1, x_1
        else:
            y_1 = y if is_y else x
        xs.append(x_1)
        ys.append(y_1)
        s1 = y_1[k] * x_1[k]
        s1s.append(s1)
        if s0:
            if is_x:
                y_1 = own(x)
                y_1[k] = s1
                x = y_1
            else:
                y = own(y)
                y[k] = s1
        elif is_y:
            y = own(y)
            y[k] = s1
        else:
            y_1 = own(x)
            y_1[k] = s1
            x = y_1
        s2 = not is_y
        if not s0:
            s2 = is_x
        s3 = not is_x
        if not s0:
            s3 = is_y
        is_x = s2
        is_y = s3
    y_1 = y if is_y else x
    s4 = y_1 ** 2
    x_1 = x if is_x else y
    # backward
    grad_s5 = np.broadcast_to(1.0, np.shape(x_1 * s4))  # return np.sum(x * y**2)
    grad_x_1 = unbroadcast(grad_s5 * s4, x_1)
    if is_x:
        grad_y = np.zeros_like(y)
    else:
        grad_y = grad_x_1
        grad_x_1 = np.zeros_like(x)
    grad_y_1 = unbroadcast(grad_s5 * x_1, s4) * 2 * y_1  # s4 = y_1 ** 2
    if is_y:
        grad_y = grad_y + grad_y_1  # s4 = y_1 ** 2
    else:
        grad_x_1 = grad_x_1 + grad_y_1  # s4 = y_1 ** 2
    grad_x = own(grad_x_1)
    for k in reversed(range(3)):
        s1 = s1s.pop()
        y = ys.pop()
        x = xs.pop()
        s0 = s0s.pop()
        is_y = is_ys.pop()
        is_x = is_xs.pop()
        s6 = x[k]  # s1 = y_1[k] * x_1[k]
        s7 = y[k]
        if s0:
            if is_x:
                grad_s1 = own(unbroadcast(grad_x[k], s1))
                grad_x[k] = 0
            else:
                grad_s1 = own(unbroadcast(grad_y[k], s1))
                grad_y[k] = 0
        elif is_y:
            grad_s1 = own(unbroadcast(grad_y[k], s1))
            grad_y[k] = 0
        else:
            grad_s1 = own(unbroadcast(grad_x[k], s1))
            grad_x[k] = 0
        grad_y_1 = np.zeros_like(y)
        grad_y_1[k] = unbroadcast(grad_s1 * s6, s7)
        grad_x_1 = np.zeros_like(x)  # s1 = y_1[k] * x_1[k]
        grad_x_1[k] = unbroadcast(grad_s1 * s7, s6)
        if s0:
            if is_y:
                grad_y = grad_y + grad_x_1
            else:
                grad_x = grad_x + grad_x_1
            grad_x_1 = grad_y_1
        elif is_y:
            grad_y = grad_y + grad_y_1
        else:
            grad_x = grad_x + grad_y_1
        if is_x:
            grad_x = grad_x + grad_x_1
        else:
            grad_y = grad_y + grad_x_1
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    is_xs = []
    is_ys = []
    s0s = []
    xs = []
    ys = []
    s1s = []
    is_x = True
    is_y = True
    for k in range(3):
        is_xs.append(is_x)
        is_ys.append(is_y)
        if is_x:
            x_1 = x
        else:
            x_1 = y
        s2 = x_1[k]
        s0 = s2 > 0
        s0s.append(s0)
        if s0:
            y_1 = y if is_y else x
            x_2 = y_1
            y_1 = x_1
        else:
            y_1 = y if is_y else x
            x_2 = x_1
        xs.append(x_2)
        ys.append(y_1)
        s3 = x_2[k]
        s4 = y_1[k]
        s1 = s4 * s3
        s1s.append(s1)
        if s0:
            if is_x:
                y_1 = own(x)
                y_1[k] = s1
                x = y_1
            else:
                y = own(y)
                y[k] = s1
        elif is_y:
            y = own(y)
            y[k] = s1
        else:
            y_1 = own(x)
            y_1[k] = s1
            x = y_1
        s5 = not is_y
        if not s0:
            s5 = is_x
        s6 = not is_x
        if not s0:
            s6 = is_y
        is_x = s5
        is_y = s6
    y_1 = y if is_y else x
    s7 = y_1 ** 2
    x_2 = x if is_x else y
    s8 = x_2 * s7
    result = np.sum(s8)
    # backward
    grad_result = 1.0                          # result = np.sum(s8)
    grad_s8 = np.broadcast_to(grad_result, np.shape(s8))
    grad_x_2 = unbroadcast(grad_s8 * s7, x_2)  # s8 = x_2 * s7
    grad_s7 = unbroadcast(grad_s8 * x_2, s7)
    if is_x:
        grad_x = grad_x_2  # s8 = x_2 * s7
        grad_y = np.zeros_like(y)
    else:
        grad_y = grad_x_2  # s8 = x_2 * s7
        grad_x = np.zeros_like(x)
    grad_y_1 = grad_s7 * 2 * y_1  # s7 = y_1 ** 2
    if is_y:
        grad_y = grad_y + grad_y_1  # s7 = y_1 ** 2
    else:
        grad_x = grad_x + grad_y_1  # s7 = y_1 ** 2
    grad_x = own(grad_x)
    for k in reversed(range(3)):
        s1 = s1s.pop()
        y = ys.pop()
        x = xs.pop()
        s0 = s0s.pop()
        is_y = is_ys.pop()
        is_x = is_xs.pop()
        s9 = x[k]  # s3 = x_2[k]
        s10 = y[k]
        if s0:
            if is_x:
                grad_y_1 = grad_x
                grad_s1 = unbroadcast(grad_y_1[k], s1)
                grad_s1 = own(grad_s1)
                grad_y_1[k] = 0
                grad_x = grad_y_1
            else:
                grad_s1 = unbroadcast(grad_y[k], s1)
                grad_s1 = own(grad_s1)
                grad_y[k] = 0
        elif is_y:
            grad_s1 = unbroadcast(grad_y[k], s1)
            grad_s1 = own(grad_s1)
            grad_y[k] = 0
        else:
            grad_y_1 = grad_x
            grad_s1 = unbroadcast(grad_y_1[k], s1)
            grad_s1 = own(grad_s1)
            grad_y_1[k] = 0
            grad_x = grad_y_1
        grad_s4 = unbroadcast(grad_s1 * s9, s10)
        grad_s3 = unbroadcast(grad_s1 * s10, s9)
        grad_y_1 = np.zeros_like(y)
        grad_y_1[k] += grad_s4
        grad_x_1 = np.zeros_like(x)  # s3 = x_2[k]
        grad_x_1[k] += grad_s3
        if s0:
            grad_x_2 = grad_x_1
            grad_x_1 = grad_y_1
            grad_y_1 = grad_x_2
            if is_y:
                grad_y = grad_y + grad_y_1
            else:
                grad_x = grad_x + grad_y_1
        elif is_y:
            grad_y = grad_y + grad_y_1
        else:
            grad_x = grad_x + grad_y_1
        if is_x:
            grad_x = grad_x + grad_x_1  # s2 = x_1[k]
        else:
            grad_y = grad_y + grad_x_1  # s2 = x_1[k]
    return grad_x, grad_y
