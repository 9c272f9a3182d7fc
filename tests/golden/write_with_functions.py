# Functions that change their argument.

import numpy as np


def f(x):
    y = x * 2
    np.copyto(y, x**2, where=x > 0.1)
    y[1:2].fill(x[0])
    A = np.outer(y, x)
    np.fill_diagonal(A, x)
    np.put(A, [1, 2], x[:2])
    np.putmask(A, A < -0.1, x**2)
    np.place(A, np.eye(4, k=1) > 0, x[:2])
    return np.sum(A * np.arange(16.0).reshape(4, 4))


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = x ** 2
    s1 = x > 0.1
    s2 = np.where(s1, s0, y)
    s3 = s2[1:2]
    s4 = x[0]
    s3[...] = s4
    A = np.outer(s2, x)
    s5 = diagonal_places(A)
    A[s5] = x
    s6 = x[:2]
    s7 = np.resize(s6, np.shape([1, 2]))
    s8 = flat_places(A, [1, 2])
    A[s8] = s7
    s9 = A < -0.1
    s10 = np.resize(s0, np.shape(A))
    s11 = np.where(s9, s10, A)
    A[...] = s11
    s12 = np.eye(4, k=1) > 0
    s13 = np.resize(s6, np.count_nonzero(s12))
    A[s12] = s13
    # backward
    # return np.sum(A * np.arange(16.0).reshape(4, 4))
    grad_A = unbroadcast(1.0 * np.arange(16.0).reshape(4, 4), A)
    grad_s6 = unresize(unbroadcast(grad_A[s12], s13), s6)  # A[s12] = s13
    grad_A[s12] = 0
    grad_s11 = unbroadcast(grad_A, s11)                    # A[...] = s11
    grad_A = unbroadcast(np.where(s9, 0, grad_s11), A)
    grad_s7 = unbroadcast(gather_last(grad_A, s8), s7)     # A[s8] = s7
    grad_A[s8] = 0
    grad_x = unbroadcast(gather_last(grad_A, s5), x)       # A[s5] = x
    grad_x[:2] += grad_s6 + unresize(grad_s7, s6)          # s6 = x[:2]
    grad_A[s5] = 0                                         # A[s5] = x
    grad_s14 = np.reshape(grad_A @ np.ravel(x), np.shape(s2))  # A = np.outer(s2, x)
    grad_x += np.reshape(np.ravel(s2) @ grad_A, np.shape(x))
    grad_s3 = own(grad_s14[1:2])                           # s3[...] = s4
    grad_s14[1:2] = 0
    grad_x[0] += unbroadcast(grad_s3, s4)                  # s4 = x[0]
    grad_y = np.where(s1, 0, grad_s14)                     # s2 = np.where(s1, s0, y)
    grad_x = (
        grad_x
        + (
            unresize(unbroadcast(np.where(s9, grad_s11, 0), s10), s0)
            + np.where(s1, grad_s14, 0)
        )
            * 2
            * x
    )  # s0 = x ** 2
    grad_x = grad_x + grad_y * 2                           # y = x * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = x ** 2
    s1 = x > 0.1
    s2 = np.where(s1, s0, y)
    s3 = s2[1:2]
    s3[...] = x[0]
    A = np.outer(s2, x)
    s4 = diagonal_places(A)
    A[s4] = x
    s5 = x[:2]
    s6 = np.resize(s5, np.shape([1, 2]))
    s7 = flat_places(A, [1, 2])
    A[s7] = s6
    s8 = A < -0.1
    s9 = np.resize(s0, np.shape(A))
    s10 = np.eye(4, k=1) > 0
    # backward
    grad_s11 = 1.0 * np.arange(16.0).reshape(4, 4)         # return np.sum(A * np.ar...
    grad_s5 = unresize(
        unbroadcast(grad_s11[s10], np.resize(s5, np.count_nonzero(s10))), s5
    )  # np.place(A, np.eye(4, k=1) > 0, x[:2])
    grad_s11[s10] = 0
    grad_s12 = unbroadcast(grad_s11, np.where(s8, s9, A))  # s9 = np.resize(s0, np.s...
    grad_A = unbroadcast(np.where(s8, 0, grad_s12), A)
    grad_s6 = unbroadcast(gather_last(grad_A, s7), s6)     # A[s7] = s6
    grad_A[s7] = 0
    grad_x = unbroadcast(gather_last(grad_A, s4), x)       # A[s4] = x
    grad_x[:2] += grad_s5 + unresize(grad_s6, s5)          # s5 = x[:2]
    grad_A[s4] = 0                                         # A[s4] = x
    grad_s13 = grad_A @ x                                  # A = np.outer(s2, x)
    grad_x += s2 @ grad_A
    grad_s14 = np.sum(grad_s13[1:2])                       # s3[...] = x[0]
    grad_s13[1:2] = 0
    grad_x[0] += grad_s14
    grad_y = np.where(s1, 0, grad_s13)                     # s2 = np.where(s1, s0, y)
    grad_x = (
        grad_x
        + (
            unresize(unbroadcast(np.where(s8, grad_s12, 0), s9), s0)
            + np.where(s1, grad_s13, 0)
        )
            * 2
            * x
    )  # s0 = x ** 2
    grad_x = grad_x + grad_y * 2                           # y = x * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = x ** 2
    s1 = x > 0.1
    s2 = np.where(s1, s0, y)
    y[...] = s2
    s3 = y[1:2]
    s4 = x[0]
    s3[...] = s4
    A = np.outer(y, x)
    s5 = diagonal_places(A)
    A[s5] = x
    s6 = x[:2]
    s7 = np.shape([1, 2])
    s8 = np.resize(s6, s7)
    s9 = flat_places(A, [1, 2])
    A[s9] = s8
    s10 = A < -0.1
    s11 = x ** 2
    s12 = np.shape(A)
    s13 = np.resize(s11, s12)
    s14 = np.where(s10, s13, A)
    s15 = np.copy(A)
    s15[...] = s14
    s16 = np.eye(4, k=1)
    s17 = s16 > 0
    s18 = x[:2]
    s19 = np.count_nonzero(s17)
    s20 = np.resize(s18, s19)
    s15[s17] = s20
    s21 = np.arange(16.0)
    s22 = s21.reshape(4, 4)
    s23 = s15 * s22
    result = np.sum(s23)
    # backward
    grad_result = 1.0                                          # result = np.sum(s23)
    grad_s23 = np.broadcast_to(grad_result, np.shape(s23))
    grad_s15 = unbroadcast(grad_s23 * s22, s15)                # s23 = s15 * s22
    grad_s20 = unbroadcast(grad_s15[s17], s20)                 # s15[s17] = s20
    grad_s15[s17] = 0
    grad_s18 = unresize(grad_s20, s18)
    grad_x = np.zeros_like(x)                                  # s18 = x[:2]
    grad_x[:2] += grad_s18
    grad_s14 = unbroadcast(grad_s15, s14)                      # s15[...] = s14
    grad_s13 = unbroadcast(np.where(s10, grad_s14, 0), s13)
    grad_A = unbroadcast(np.where(s10, 0, grad_s14), A)
    grad_s11 = unresize(grad_s13, s11)
    grad_x = grad_x + grad_s11 * 2 * x                         # s11 = x ** 2
    grad_s8 = unbroadcast(gather_last(grad_A, s9), s8)         # A[s9] = s8
    grad_A[s9] = 0
    grad_s6 = unresize(grad_s8, s6)
    grad_x[:2] += grad_s6                                      # s6 = x[:2]
    grad_x = grad_x + unbroadcast(gather_last(grad_A, s5), x)  # A[s5] = x
    grad_A[s5] = 0
    grad_s24 = np.reshape(grad_A @ np.ravel(x), np.shape(y))   # A = np.outer(y, x)
    grad_x = grad_x + np.reshape(np.ravel(y) @ grad_A, np.shape(x))
    grad_s3 = grad_s24[1:2]                                    # s3[...] = s4
    grad_s3 = own(grad_s3)
    grad_s24[1:2] = 0
    grad_y = grad_s24
    grad_s4 = unbroadcast(grad_s3, s4)
    grad_x[0] += grad_s4                                       # s4 = x[0]
    grad_s2 = grad_y                                           # y[...] = s2
    grad_s0 = np.where(s1, grad_s2, 0)
    grad_y = np.where(s1, 0, grad_s2)
    grad_x = grad_x + np.where(grad_s0 != 0, grad_s0 * 2 * x, 0)  # s0 = x ** 2
    grad_x = grad_x + grad_y * 2                               # y = x * 2
    return grad_x
