# An array is sorted, and a view of it partitioned.

import numpy as np


def f(x):
    A = np.outer(x, x)
    A.sort(axis=0)
    B = A.T
    B.partition(2)
    np.put_along_axis(A, np.array([[1], [0], [2], [3]]), x[:, None] ** 2, 1)
    return np.sum(A * np.arange(16.0).reshape(4, 4))


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    A = np.outer(x, x)
    B = np.sort(A, 0).T
    s0 = np.partition(B, 2, -1)
    B_1 = np.copy(B)
    B_1[...] = s0
    s1 = B_1.T
    s2 = x[:, None]
    s3 = s2 ** 2
    s4 = along_places(s1, np.array([[1], [0], [2], [3]]), 1)
    s1[s4] = s3
    # backward
    # return np.sum(A * np.arange(16.0).reshape(4, 4))
    grad_s1 = unbroadcast(1.0 * np.arange(16.0).reshape(4, 4), s1)
    grad_s3 = unbroadcast(gather_last(grad_s1, s4), s3)  # s1[s4] = s3
    grad_s1[s4] = 0
    grad_x = (grad_s3 * 2 * s2)[:, 0]                    # s2 = x[:, None]
    grad_B = untake_along(
        unbroadcast(grad_s1.T, s0), B, partition_order(B, s0, -1), -1
    )  # s1 = B_1.T
    # B = np.sort(A, 0).T
    grad_A = untake_along(grad_B.T, A, np.argsort(A, axis=0, kind='stable'), 0)
    s5 = np.ravel(x)                                     # A = np.outer(x, x)
    s6 = np.shape(x)
    grad_x = grad_x + np.reshape(grad_A @ s5, s6)
    grad_x = grad_x + np.reshape(s5 @ grad_A, s6)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    A = np.outer(x, x)
    B = np.sort(A, 0).T
    s0 = np.partition(B, 2, -1)
    B_1 = np.copy(B)
    B_1[...] = s0
    s1 = x[:, None]
    s2 = along_places(B_1.T, np.array([[1], [0], [2], [3]]), 1)
    # backward
    grad_s3 = 1.0 * np.arange(16.0).reshape(4, 4)  # return np.sum(A * np.arange(16....
    # s2 = along_places(B_1.T, np.array([[1], [0], [2], [3]]), 1)
    grad_s4 = unbroadcast(gather_last(grad_s3, s2), s1 ** 2)
    grad_s3[s2] = 0
    grad_x = (grad_s4 * 2 * s1)[:, 0]              # s1 = x[:, None]
    grad_B = untake_along(
        unbroadcast(grad_s3.T, s0), B, partition_order(B, s0, -1), -1
    )  # B_1[...] = s0
    # B = np.sort(A, 0).T
    grad_A = untake_along(grad_B.T, A, np.argsort(A, axis=0, kind='stable'), 0)
    grad_x = grad_x + grad_A @ x                   # A = np.outer(x, x)
    grad_x = grad_x + x @ grad_A
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    A = np.outer(x, x)
    s0 = np.sort(A, 0)
    A_1 = np.copy(A)
    A_1[...] = s0
    B = A_1.T
    s1 = np.partition(B, 2, -1)
    B_1 = np.copy(B)
    B_1[...] = s1
    s2 = B_1.T
    s3 = np.array([[1], [0], [2], [3]])
    s4 = x[:, None]
    s5 = s4 ** 2
    s6 = along_places(s2, s3, 1)
    s2[s6] = s5
    s7 = np.arange(16.0)
    s8 = s7.reshape(4, 4)
    s9 = s2 * s8
    result = np.sum(s9)
    # backward
    grad_result = 1.0                                    # result = np.sum(s9)
    grad_s9 = np.broadcast_to(grad_result, np.shape(s9))
    grad_s2 = unbroadcast(grad_s9 * s8, s2)              # s9 = s2 * s8
    grad_s5 = unbroadcast(gather_last(grad_s2, s6), s5)  # s2[s6] = s5
    grad_s2[s6] = 0
    grad_s4 = grad_s5 * 2 * s4                           # s5 = s4 ** 2
    grad_x = grad_s4[:, 0]                               # s4 = x[:, None]
    grad_B_1 = grad_s2.T                                 # s2 = B_1.T
    grad_s1 = unbroadcast(grad_B_1, s1)
    grad_B = untake_along(grad_s1, B, partition_order(B, s1, -1), -1)
    grad_A_1 = grad_B.T                                  # B = A_1.T
    grad_s0 = grad_A_1                                   # A_1[...] = s0
    grad_A = untake_along(grad_s0, A, np.argsort(A, axis=0, kind='stable'), 0)
    # A = np.outer(x, x)
    grad_x = grad_x + np.reshape(grad_A @ np.ravel(x), np.shape(x))
    grad_x = grad_x + np.reshape(np.ravel(x) @ grad_A, np.shape(x))
    return grad_x
