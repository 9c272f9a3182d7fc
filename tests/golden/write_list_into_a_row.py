# A list or tuple of numbers, or of rows, that is stored in an array.

import numpy as np


def f(t, x):
    A = np.zeros((3, 3))
    A[0] = [x[0], x[1], 1.0]
    A[1, :2] = x[1] * 2, t
    A[2] += [x[0], 2.0, t]
    c, s = np.cos(t), np.sin(t)
    A[:2, :2] = [[c, -s], [s, c]]
    return np.sum((A @ x) ** 2)


ARGS = (0.3, np.array([1.3, -0.4, 0.7]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(t, x):
    # forward
    A = np.zeros((3, 3))
    s0 = x[0]
    s1 = x[1]
    A[0] = [s0, s1, 1.0]
    A[1, :2] = s1 * 2, t
    A[2] += [s0, 2.0, t]
    c = np.cos(t)
    s = np.sin(t)
    A[:2, :2] = [[c, -s], [s, c]]
    # backward
    grad_s2 = 2 * (A @ x)                                # return np.sum((A @ x) ** 2)
    grad_A = matmul_grad_a(grad_s2, A, x)
    grad_x = matmul_grad_b(grad_s2, A, x)
    s3 = unbroadcast(grad_A[:2, :2], [[c, -s], [s, c]])  # A[:2, :2] = [[c, -s], [s,...
    s4 = s3[0]
    grad_c = s4[0]
    s5 = s3[1]
    grad_s = s5[0]
    grad_c = grad_c + s5[1]
    grad_s = grad_s - s4[1]
    grad_A[:2, :2] = 0
    grad_t = grad_s * c                                  # s = np.sin(t)
    grad_t = grad_t - grad_c * s                         # c = np.cos(t)
    s6 = unbroadcast(grad_A[2], [s0, 2.0, t])            # A[2] += [s0, 2.0, t]
    grad_t = grad_t + s6[2]
    s7 = unbroadcast(grad_A[1, :2], (s1 * 2, t))         # A[1, :2] = s1 * 2, t
    grad_t = grad_t + s7[1]
    grad_A = grad_A.copy()
    grad_A[1, :2] = 0
    s8 = unbroadcast(grad_A[0], [s0, s1, 1.0])           # A[0] = [s0, s1, 1.0]
    grad_x[1] += unbroadcast(s7[0] * 2, s1) + s8[1]      # s1 = x[1]
    grad_x[0] += s6[0] + s8[0]                           # s0 = x[0]
    return grad_t, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(t, x):
    # forward
    A = np.zeros((3, 3))
    s0 = x[0]
    s1 = x[1]
    A[0] = [s0, s1, 1.0]
    s2 = x[1]
    s3 = s2 * 2
    A[1, :2] = s3, t
    s4 = x[0]
    A[2] += [s4, 2.0, t]
    s5 = np.cos(t)
    s6 = np.sin(t)
    c = s5
    s = s6
    s7 = -s
    A[:2, :2] = [[c, s7], [s, c]]
    s8 = A @ x
    s9 = s8 ** 2
    result = np.sum(s9)
    # backward
    grad_result = 1.0                                     # result = np.sum(s9)
    grad_s9 = np.broadcast_to(grad_result, np.shape(s9))
    grad_s8 = grad_s9 * 2 * s8                            # s9 = s8 ** 2
    grad_A = matmul_grad_a(grad_s8, A, x)                 # s8 = A @ x
    grad_x = matmul_grad_b(grad_s8, A, x)
    s10 = unbroadcast(grad_A[:2, :2], [[c, s7], [s, c]])  # A[:2, :2] = [[c, s7], [s...
    s11 = s10[0]
    grad_c = s11[0]
    grad_s7 = s11[1]
    s12 = s10[1]
    grad_s = s12[0]
    grad_c = grad_c + s12[1]
    grad_A = grad_A.copy()
    grad_A[:2, :2] = 0
    grad_s = grad_s + -grad_s7                            # s7 = -s
    grad_s6 = grad_s                                      # s = s6
    grad_s5 = grad_c
    grad_t = grad_s6 * np.cos(t)
    grad_t = grad_t + -grad_s5 * np.sin(t)                # s5 = np.cos(t)
    s13 = unbroadcast(grad_A[2], [s4, 2.0, t])            # A[2] += [s4, 2.0, t]
    grad_s4 = s13[0]
    grad_t = grad_t + s13[2]
    grad_x[0] += grad_s4                                  # s4 = x[0]
    s14 = unbroadcast(grad_A[1, :2], (s3, t))             # A[1, :2] = s3, t
    grad_s3 = s14[0]
    grad_t = grad_t + s14[1]
    grad_A = grad_A.copy()
    grad_A[1, :2] = 0
    grad_s2 = grad_s3 * 2                                 # s3 = s2 * 2
    grad_x[1] += grad_s2                                  # s2 = x[1]
    s15 = unbroadcast(grad_A[0], [s0, s1, 1.0])           # A[0] = [s0, s1, 1.0]
    grad_s0 = s15[0]
    grad_s1 = s15[1]
    grad_x[1] += grad_s1                                  # s1 = x[1]
    grad_x[0] += grad_s0                                  # s0 = x[0]
    return grad_t, grad_x
