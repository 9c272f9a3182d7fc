# `astype`, `+x`, `np.conj` and `np.nan_to_num` make new arrays: writing to them changes nothing else.

import numpy as np


def f(x):
    a = x.astype(float)
    a[0] = 0.0
    b = +x
    b[1] *= 2.0
    c = np.nan_to_num(x)
    c[2] = x[0]
    d = np.conj(x)
    d[0] = 3.0
    return np.sum(x * a * b * c * d)


ARGS = (np.array([1.3, -0.4, 0.7]),)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    a = x.astype(float)
    a[0] = 0.0
    b = +x
    s0 = b[1] * 2.0
    b[1] = s0
    c = np.nan_to_num(x)
    s1 = x[0]
    c[2] = s1
    d = np.conj(x)
    d[0] = 3.0
    s2 = x * a
    s3 = s2 * b
    grad_d = s3 * c
    # backward
    grad_s3 = d * c                               # grad_d = s3 * c
    grad_c = d * s3
    grad_s2 = grad_s3 * b                         # s3 = s2 * b
    grad_b = grad_s3 * s2
    grad_x = grad_s2 * a                          # s2 = x * a
    grad_a = grad_s2 * x
    grad_d[0] = 0                                 # d[0] = 3.0
    grad_x = grad_x + grad_d                      # d = np.conj(x)
    grad_c_1 = own(grad_c)                        # c[2] = s1
    grad_c_1[2] = 0
    grad_x[0] += unbroadcast(grad_c[2], s1)       # s1 = x[0]
    grad_x = grad_x + grad_c_1 * np.isfinite(x)   # c = np.nan_to_num(x)
    grad_b[1] = unbroadcast(grad_b[1], s0) * 2.0  # b[1] = s0
    grad_x = grad_x + grad_b                      # b = +x
    grad_a[0] = 0                                 # a[0] = 0.0
    grad_x = grad_x + recast(grad_a, x, float)    # a = x.astype(float)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    a = x.astype(float)
    a[0] = 0.0
    b = +x
    b[1] = b[1] * 2.0
    c = np.nan_to_num(x)
    c[2] = x[0]
    d = np.conj(x)
    d[0] = 3.0
    s0 = x * a
    s1 = s0 * b
    grad_d = s1 * c
    # backward
    grad_s1 = d * c                             # grad_d = s1 * c
    grad_c = d * s1
    grad_s0 = grad_s1 * b                       # s1 = s0 * b
    grad_b = grad_s1 * s0
    grad_x = grad_s0 * a                        # s0 = x * a
    grad_a = grad_s0 * x
    grad_d[0] = 0                               # d[0] = 3.0
    grad_x += grad_d                            # d = np.conj(x)
    grad_s2 = grad_c[2]                         # c[2] = x[0]
    grad_c[2] = 0
    grad_x[0] += grad_s2
    grad_x += grad_c * np.isfinite(x)           # c = np.nan_to_num(x)
    grad_b[1] = grad_b[1] * 2.0                 # b[1] = b[1] * 2.0
    grad_x += grad_b                            # b = +x
    grad_a[0] = 0                               # a[0] = 0.0
    grad_x = grad_x + recast(grad_a, x, float)  # a = x.astype(float)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    a = x.astype(float)
    a[0] = 0.0
    b = +x
    s0 = b[1]
    s1 = s0 * 2.0
    b[1] = s1
    c = np.nan_to_num(x)
    s2 = x[0]
    c[2] = s2
    d = np.conj(x)
    d[0] = 3.0
    s3 = x * a
    s4 = s3 * b
    s5 = s4 * c
    s6 = s5 * d
    result = np.sum(s6)
    # backward
    grad_result = 1.0                           # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_s5 = grad_s6 * d                       # s6 = s5 * d
    grad_d = grad_s6 * s5
    grad_s4 = grad_s5 * c                       # s5 = s4 * c
    grad_c = grad_s5 * s4
    grad_s3 = grad_s4 * b                       # s4 = s3 * b
    grad_b = grad_s4 * s3
    grad_x = grad_s3 * a                        # s3 = x * a
    grad_a = grad_s3 * x
    grad_d[0] = 0                               # d[0] = 3.0
    grad_x = grad_x + grad_d                    # d = np.conj(x)
    grad_s2 = unbroadcast(grad_c[2], s2)        # c[2] = s2
    grad_c = own(grad_c)
    grad_c[2] = 0
    grad_x[0] += grad_s2                        # s2 = x[0]
    grad_x = grad_x + grad_c * np.isfinite(x)   # c = np.nan_to_num(x)
    grad_s1 = unbroadcast(grad_b[1], s1)        # b[1] = s1
    grad_b = own(grad_b)
    grad_b[1] = 0
    grad_s0 = grad_s1 * 2.0
    grad_b[1] += grad_s0
    grad_x = grad_x + grad_b                    # b = +x
    grad_a[0] = 0                               # a[0] = 0.0
    grad_x = grad_x + recast(grad_a, x, float)  # a = x.astype(float)
    return grad_x
