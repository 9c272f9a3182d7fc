# z.real is a view of a complex array: what is written to it is written to z.

import numpy as np


def f(x, y):
    z = np.zeros(3, complex)
    z.real = x
    z.imag[1:] += y[:2]
    z.real[0] *= y[2]
    return np.sum(z.real * z.imag**2)


ARGS = (np.array([1.3, -0.4, 0.7]), np.array([0.5, 1.1, -0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    z = np.zeros(3, complex)
    s0 = z.real
    s1 = z.imag.copy()
    s0[...] = x
    z = with_parts(s0, s1)
    s2 = y[:2]
    s3 = z.imag
    s4 = z.real.copy()
    s3[1:] += s2
    z_1 = with_parts(s4, s3)
    s5 = y[2]
    s6 = z_1.real
    s7 = s6[0]
    s8 = s7 * s5
    s9 = z_1.imag.copy()
    s6[0] = s8
    z_2 = with_parts(s6, s9)
    s10 = z_2.imag
    # backward
    grad_z_2 = z_2.real * 2 * s10 / 1j        # s10 = z_2.imag
    grad_z_2 += s10 ** 2                      # return np.sum(z.real * z.imag**2)
    grad_s6 = np.real(grad_z_2)               # z_2 = with_parts(s6, s9)
    grad_s8 = unbroadcast(grad_s6[0], s8)
    grad_z_1 = unbroadcast(-np.imag(grad_z_2) / 1j, z_1)
    grad_s6[0] = unbroadcast(grad_s8 * s5, s7)
    grad_z_1 += grad_s6                       # s6 = z_1.real
    grad_y = np.zeros_like(y)                 # s5 = y[2]
    grad_y[2] = grad_s8 * s7
    s11 = np.imag(grad_z_1)                   # z_1 = with_parts(s4, s3)
    grad_z = unbroadcast(np.real(grad_z_1), z)
    grad_z = grad_z - s11 / 1j                # s3 = z.imag
    grad_y[:2] += unbroadcast(-s11[1:], s2)   # s2 = y[:2]
    grad_x = unbroadcast(np.real(grad_z), x)  # z = with_parts(s0, s1)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    z = np.zeros(3, complex)
    s0 = z.real
    s1 = z.imag
    s2 = s1.copy()
    s0[...] = x
    z = with_parts(s0, s2)
    s3 = y[:2]
    s4 = z.imag
    s5 = z.real
    s6 = s5.copy()
    s4[1:] += s3
    z_1 = with_parts(s6, s4)
    s7 = y[2]
    s8 = z_1.real
    s9 = s8[0]
    s10 = s9 * s7
    s11 = z_1.imag
    s12 = s11.copy()
    s8[0] = s10
    z_2 = with_parts(s8, s12)
    s13 = z_2.real
    s14 = z_2.imag
    s15 = s14 ** 2
    s16 = s13 * s15
    result = np.sum(s16)
    # backward
    grad_result = 1.0              # result = np.sum(s16)
    grad_s16 = np.broadcast_to(grad_result, np.shape(s16))
    grad_s13 = grad_s16 * s15      # s16 = s13 * s15
    grad_s15 = grad_s16 * s13
    grad_s14 = grad_s15 * 2 * s14  # s15 = s14 ** 2
    grad_z_2 = grad_s14 / 1j       # s14 = z_2.imag
    grad_z_2 += grad_s13           # s13 = z_2.real
    grad_s8 = np.real(grad_z_2)    # z_2 = with_parts(s8, s12)
    grad_s12 = -np.imag(grad_z_2)
    grad_s10 = unbroadcast(grad_s8[0], s10)
    grad_s8[0] = 0
    grad_s11 = grad_s12
    grad_z_1 = unbroadcast(grad_s11 / 1j, z_1)
    grad_s9 = unbroadcast(grad_s10 * s7, s9)
    grad_s7 = grad_s10 * s9
    grad_s8[0] += grad_s9
    grad_z_1 += grad_s8            # s8 = z_1.real
    grad_y = np.zeros_like(y)      # s7 = y[2]
    grad_y[2] += grad_s7
    grad_s6 = np.real(grad_z_1)    # z_1 = with_parts(s6, s4)
    grad_s4 = -np.imag(grad_z_1)
    grad_s3 = unbroadcast(grad_s4[1:], s3)
    grad_s5 = grad_s6
    grad_z = unbroadcast(grad_s5, z)
    grad_z += grad_s4 / 1j         # s4 = z.imag
    grad_y[:2] += grad_s3          # s3 = y[:2]
    grad_s0 = np.real(grad_z)      # z = with_parts(s0, s2)
    grad_x = unbroadcast(grad_s0, x)
    return grad_x, grad_y
