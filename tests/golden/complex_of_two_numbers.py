# A real value takes the real part of what reaches it from a complex one.

import numpy as np


def f(x, A):
    z = complex(x[0], x[1])
    w = A[0] + 1j * A[1]
    return abs(z) * z.imag + np.sum(np.abs(w * w))


ARGS = (np.array([3.0, 4.0]), np.array([[1.0, 2.0], [3.0, 4.0]]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, A):
    # forward
    z = complex(x[0], x[1])
    s0 = A[0]
    s1 = 1j * A[1]
    w = s0 + s1
    # backward
    grad_w = 2 * conj_sign(w * w) * w  # return abs(z) * z.imag + np.sum(np.abs(w * w))
    grad_z = abs(z) / 1j
    grad_z += z.imag * conj_sign(z)
    grad_A = np.zeros_like(A)          # s1 = 1j * A[1]
    grad_A[1] = np.real(unbroadcast(grad_w, s1) * 1j)
    grad_A[0] += unbroadcast(grad_w, s0)  # s0 = A[0]
    grad_x = np.zeros_like(x)          # z = complex(x[0], x[1])
    grad_x[1] = np.real(1j * grad_z)
    grad_x[0] += np.real(grad_z)
    return grad_x, grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, A):
    # forward
    s0 = x[0]
    s1 = x[1]
    z = complex(s0, s1)
    s2 = A[0]
    s3 = A[1]
    s4 = 1j * s3
    w = s2 + s4
    s5 = abs(z)
    s6 = z.imag
    s7 = s5 * s6
    s8 = w * w
    s9 = np.abs(s8)
    s10 = np.sum(s9)
    result = s7 + s10
    # backward
    grad_result = 1.0                                  # result = s7 + s10
    grad_s7 = grad_result
    grad_s10 = grad_result
    grad_s9 = np.broadcast_to(grad_s10, np.shape(s9))  # s10 = np.sum(s9)
    grad_s8 = grad_s9 * conj_sign(s8)                  # s9 = np.abs(s8)
    grad_w = 2 * (grad_s8 * w)                         # s8 = w * w
    grad_s5 = grad_s7 * s6                             # s7 = s5 * s6
    grad_s6 = grad_s7 * s5
    grad_z = grad_s6 / 1j                              # s6 = z.imag
    grad_z += grad_s5 * conj_sign(z)                   # s5 = abs(z)
    grad_s2 = unbroadcast(grad_w, s2)                  # w = s2 + s4
    grad_s4 = unbroadcast(grad_w, s4)
    grad_s3 = np.real(grad_s4 * 1j)                    # s4 = 1j * s3
    grad_A = np.zeros_like(A)                          # s3 = A[1]
    grad_A[1] += grad_s3
    grad_A[0] += grad_s2                               # s2 = A[0]
    grad_s0 = np.real(grad_z)                          # z = complex(s0, s1)
    grad_s1 = np.real(1j * grad_z)
    grad_x = np.zeros_like(x)                          # s1 = x[1]
    grad_x[1] += grad_s1
    grad_x[0] += grad_s0                               # s0 = x[0]
    return grad_x, grad_A
