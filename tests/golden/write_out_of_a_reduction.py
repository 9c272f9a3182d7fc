# `out=` of a sum and of a product.

import numpy as np


def f(x):
    M = np.outer(x, x)
    s = np.empty(4)
    np.sum(M, axis=0, out=s)
    np.dot(M, s, out=s)
    return s @ x


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    M = np.outer(x, x)
    s = np.empty(4)
    s[...] = np.sum(M, axis=0)
    s0 = s.copy()
    s0[...] = np.dot(M, s)
    # backward
    grad_M = np.outer(x, s)                     # s0[...] = np.dot(M, s)
    grad_M = grad_M + np.expand_dims(M @ x, 0)  # s[...] = np.sum(M, axis=0)
    grad_x = s0 + grad_M @ x                    # M = np.outer(x, x)
    grad_x = grad_x + x @ grad_M
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    M = np.outer(x, x)
    s0 = np.sum(M, axis=0)
    # backward
    grad_M = np.outer(x, s0)             # np.dot(M, s, out=s)
    grad_M += np.expand_dims(M @ x, 0)   # s0 = np.sum(M, axis=0)
    grad_x = np.dot(M, s0) + grad_M @ x  # M = np.outer(x, x)
    grad_x += x @ grad_M
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    M = np.outer(x, x)
    s = np.empty(4)
    s0 = np.sum(M, axis=0)
    s[...] = s0
    s1 = np.dot(M, s)
    s2 = s.copy()
    s2[...] = s1
    result = s2 @ x
    # backward
    grad_result = 1.0             # result = s2 @ x
    grad_s2 = grad_result * x
    grad_x = grad_result * s2
    grad_s1 = grad_s2             # s2[...] = s1
    grad_M = np.outer(grad_s1, s)
    grad_s = M.T @ grad_s1
    grad_s0 = grad_s              # s[...] = s0
    grad_M = grad_M + np.broadcast_to(np.expand_dims(grad_s0, 0), np.shape(M))
    grad_x = grad_x + grad_M @ x  # M = np.outer(x, x)
    grad_x = grad_x + x @ grad_M
    return grad_x
