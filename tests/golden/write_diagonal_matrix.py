# NumPy forbids to write to a diagonal: a cotangent that is one is copied where it is added to or returned.

import numpy as np


def f(x, C):
    D = np.diag(x)
    D[0, 1] = 3.0 * x[0]
    y = np.diagflat(C)
    M = np.zeros((4, 4))
    M[:2, :2] = D
    return np.sum(M @ M) + np.sum(y * y) * C[0]


ARGS = (np.array([1.3, -0.4]), np.array([0.7, 0.5]))
ARGNUMS = (0, 1)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, C):
    # forward
    D = np.diag(x)
    s0 = 3 * x[0]
    D = own(D)
    D[0, 1] = s0
    y = np.diagflat(C)
    M = np.zeros((4, 4))
    M[:2, :2] = D
    # backward
    grad_y = 2 * C[0] * y               # return np.sum(M @ M) + np.sum(y * y) * C[0]
    grad_s1 = np.broadcast_to(1.0, np.shape(M))
    s2 = M.T
    grad_M = grad_s1 @ s2
    grad_M += s2 @ grad_s1
    grad_D = unbroadcast(grad_M[:2, :2], D)  # M[:2, :2] = D
    # return np.sum(M @ M) + np.sum(y * y) * C[0]
    grad_C = np.reshape(np.diag(grad_y, 0), np.shape(C)).copy()
    grad_C[0] += 1.0 * np.sum(y * y)
    grad_s3 = unbroadcast(grad_D[0, 1], s0) * 3.0  # s0 = 3 * x[0]
    grad_D[0, 1] = 0                    # D[0, 1] = s0
    grad_x = own(undiag(grad_D, x, 0))  # s0 = 3 * x[0]
    grad_x[0] += grad_s3
    return grad_x, grad_C


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, C):
    # forward
    D = np.diag(x)
    D = np.copy(D)
    D[0, 1] = 3 * x[0]
    y = np.diagflat(C)
    M = np.zeros((4, 4))
    M[:2, :2] = D
    # backward
    grad_y = 2 * C[0] * y         # return np.sum(M @ M) + np.sum(y * y) * C[0]
    grad_s0 = np.broadcast_to(1.0, np.shape(M))
    s1 = M.T
    grad_M = grad_s0 @ s1
    grad_M += s1 @ grad_s0
    grad_D = unbroadcast(grad_M[:2, :2], D)  # M[:2, :2] = D
    # return np.sum(M @ M) + np.sum(y * y) * C[0]
    grad_C = np.reshape(np.diag(grad_y, 0), np.shape(C)).copy()
    grad_C[0] += 1.0 * np.sum(y * y)
    grad_s2 = grad_D[0, 1] * 3.0  # D[0, 1] = 3 * x[0]
    grad_D[0, 1] = 0
    grad_x = np.zeros_like(x)
    grad_x[0] = grad_s2
    grad_x += np.diag(grad_D, 0)  # D = np.diag(x)
    return grad_x, grad_C


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, C):
    # forward
    D = np.diag(x)
    s0 = x[0]
    s1 = 3.0 * s0
    D = own(D)
    D[0, 1] = s1
    y = np.diagflat(C)
    M = np.zeros((4, 4))
    M[:2, :2] = D
    s2 = M @ M
    s3 = np.sum(s2)
    s4 = y * y
    s5 = np.sum(s4)
    s6 = C[0]
    s7 = s5 * s6
    result = s3 + s7
    # backward
    grad_result = 1.0                                              # result = s3 + s7
    grad_s3 = grad_result
    grad_s7 = grad_result
    grad_s5 = grad_s7 * s6                                         # s7 = s5 * s6
    grad_s6 = grad_s7 * s5
    grad_C = np.zeros_like(C)                                      # s6 = C[0]
    grad_C[0] += grad_s6
    grad_s4 = np.broadcast_to(grad_s5, np.shape(s4))               # s5 = np.sum(s4)
    grad_y = 2 * (grad_s4 * y)                                     # s4 = y * y
    grad_s2 = np.broadcast_to(grad_s3, np.shape(s2))               # s3 = np.sum(s2)
    grad_M = grad_s2 @ M.T                                         # s2 = M @ M
    grad_M += M.T @ grad_s2
    grad_D = unbroadcast(grad_M[:2, :2], D)                        # M[:2, :2] = D
    grad_C = grad_C + np.reshape(np.diag(grad_y, 0), np.shape(C))  # y = np.diagflat(C)
    grad_s1 = unbroadcast(grad_D[0, 1], s1)                        # D[0, 1] = s1
    grad_D = own(grad_D)
    grad_D[0, 1] = 0
    grad_s0 = grad_s1 * 3.0                                        # s1 = 3.0 * s0
    grad_x = np.zeros_like(x)                                      # s0 = x[0]
    grad_x[0] += grad_s0
    grad_x += undiag(grad_D, x, 0)                                 # D = np.diag(x)
    return grad_x, grad_C
