# The arrays in a list are written, and put back where they were.

import numpy as np


def f(x):
    items = [x * k for k in range(3)]
    for k in range(3):
        items[k][k] = x[0] ** 2
        items[k][1:] *= x[1]
    return np.sum(items[0] * items[1] + items[2])


ARGS = (np.array([1.3, -0.4, 0.7]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    items = []
    s0s = []
    for k in range(3):
        s0 = x * k
        s0s.append(s0)
        items.append(s0)
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    for k in range(3):
        s1 = own(items[k])
        s1[k] = x[0] ** 2
        s1s.append(s1)
        items[k] = s1
        s5 = items[k]
        s2 = s5[1:]
        s2s.append(own(s2))
        s3 = own(s2)
        s3 *= x[1]
        s3s.append(own(s3))
        s4 = own(s5)
        s4[1:] = s3
        s4s.append(s4)
        items[k] = s4
    s6 = items[0]
    s7 = items[1]
    s8 = s6 * s7
    s9 = items[2]
    # backward
    grad_s10 = np.broadcast_to(1.0, np.shape(s8 + s9))  # return np.sum(items[0] * i...
    grad_s8 = unbroadcast(grad_s10, s8)
    grad_items = zeros_each(items)                      # s9 = items[2]
    grad_items[2] = grad_items[2] + unbroadcast(grad_s10, s9)
    grad_items[1] = grad_items[1] + unbroadcast(grad_s8 * s6, s7)  # s7 = items[1]
    grad_items[0] = grad_items[0] + unbroadcast(grad_s8 * s7, s6)  # s6 = items[0]
    grad_x = np.zeros_like(x)
    for k in reversed(range(3)):
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s11 = x[1]                                 # s3 *= x[1]
        grad_s4 = fill_like(grad_items[k], s4)     # items[k] = s4
        grad_items[k] = 0.0
        grad_s3 = unbroadcast(grad_s4[1:], s3)     # s4[1:] = s3
        grad_s12 = unbroadcast(grad_s3 * s2, s11)  # s3 *= x[1]
        grad_s4 = own(grad_s4)                     # s4[1:] = s3
        grad_s4[1:] = unbroadcast(grad_s3 * s11, s2)
        grad_items[k] = grad_items[k] + grad_s4    # s5 = items[k]
        grad_x[1] += grad_s12                      # s3 *= x[1]
        grad_s1 = fill_like(grad_items[k], s1)     # items[k] = s1
        grad_items[k] = 0.0
        s13 = unbroadcast(grad_s1[k], x[0]) * 2    # s1[k] = x[0] ** 2
        grad_s1 = own(grad_s1)
        grad_s1[k] = 0
        grad_items[k] = grad_items[k] + grad_s1    # s1 = own(items[k])
        grad_x[0] += s13 * x[0]                    # s1[k] = x[0] ** 2
    for k in reversed(range(3)):
        s0 = s0s.pop()
        grad_s0 = fill_like(grad_items.pop(), s0)  # items.append(s0)
        grad_x += grad_s0 * k                      # s0 = x * k
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    items = []
    s0s = []
    for k in range(3):
        s0 = x * k
        s0s.append(s0)
        items.append(s0)
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    for k in range(3):
        s6 = x[0]
        s1 = s6 ** 2
        s1s.append(s1)
        s7 = items[k]
        s2 = own(s7)
        s2[k] = s1
        s2s.append(s2)
        items[k] = s2
        s8 = x[1]
        s9 = items[k]
        s3 = s9[1:]
        s10 = own(s3)
        s3s.append(s10)
        s4 = own(s3)
        s4 *= s8
        s11 = own(s4)
        s4s.append(s11)
        s5 = own(s9)
        s5[1:] = s4
        s5s.append(s5)
        items[k] = s5
    s12 = items[0]
    s13 = items[1]
    s14 = s12 * s13
    s15 = items[2]
    s16 = s14 + s15
    result = np.sum(s16)
    # backward
    grad_result = 1.0                            # result = np.sum(s16)
    grad_s16 = np.broadcast_to(grad_result, np.shape(s16))
    grad_s14 = unbroadcast(grad_s16, s14)        # s16 = s14 + s15
    grad_s15 = unbroadcast(grad_s16, s15)
    grad_items = zeros_each(items)               # s15 = items[2]
    grad_items[2] = grad_items[2] + grad_s15
    grad_s12 = unbroadcast(grad_s14 * s13, s12)  # s14 = s12 * s13
    grad_s13 = unbroadcast(grad_s14 * s12, s13)
    grad_items[1] = grad_items[1] + grad_s13     # s13 = items[1]
    grad_items[0] = grad_items[0] + grad_s12     # s12 = items[0]
    grad_x = np.zeros_like(x)
    for k in reversed(range(3)):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s17 = x[1]                                # s8 = x[1]
        grad_s5 = fill_like(grad_items[k], s5)    # items[k] = s5
        grad_items[k] = 0.0
        grad_s4 = unbroadcast(grad_s5[1:], s4)    # s5[1:] = s4
        grad_s5 = own(grad_s5)
        grad_s5[1:] = 0
        grad_s9 = grad_s5
        grad_s3 = unbroadcast(grad_s4 * s17, s3)  # s11 = own(s4)
        grad_s8 = unbroadcast(grad_s4 * s3, s17)
        grad_s9[1:] += grad_s3
        grad_items[k] = grad_items[k] + grad_s9   # s9 = items[k]
        grad_x[1] += grad_s8                      # s8 = x[1]
        grad_s2 = fill_like(grad_items[k], s2)    # items[k] = s2
        grad_items[k] = 0.0
        grad_s1 = unbroadcast(grad_s2[k], s1)     # s2[k] = s1
        grad_s2 = own(grad_s2)
        grad_s2[k] = 0
        grad_s7 = grad_s2
        grad_items[k] = grad_items[k] + grad_s7   # s7 = items[k]
        grad_s6 = grad_s1 * 2 * x[0]              # s1 = s6 ** 2
        grad_x[0] += grad_s6                      # s6 = x[0]
    for k in reversed(range(3)):
        s0 = s0s.pop()
        grad_s0 = fill_like(grad_items.pop(), s0)  # items.append(s0)
        grad_x += grad_s0 * k                      # s0 = x * k
    return grad_x
