# Runge-Kutta of order four over a helper.

import numpy as np


def slope(y, k):
    return np.array([y[1], -k * np.sin(y[0])])


def f(y, k, n):
    h = 0.1
    for i in range(n):
        k1 = slope(y, k)
        k2 = slope(y + h / 2 * k1, k)
        k3 = slope(y + h / 2 * k2, k)
        k4 = slope(y + h * k3, k)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return np.sum(y * y)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.4, 0.2]), 2.5, 3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(y, k, n):
    # forward
    ys = []
    s0s = []
    k1s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    s6s = []
    s7s = []
    s8s = []
    s9s = []
    k4s = []
    s10s = []
    s11s = []
    s12s = []
    s13s = []
    s14s = []
    for i in range(n):
        ys.append(y)
        s15 = -k
        s0 = np.sin(y[0])
        s0s.append(s0)
        k1 = np.array([y[1], s15 * s0])
        k1s.append(k1)
        s1 = 0.05 * k1
        s1s.append(s1)
        s2 = y + s1
        s2s.append(s2)
        s3 = np.sin(s2[0])
        s3s.append(s3)
        k2 = np.array([s2[1], s15 * s3])
        s4 = 0.05 * k2
        s4s.append(s4)
        s5 = y + s4
        s5s.append(s5)
        s6 = np.sin(s5[0])
        s6s.append(s6)
        k3 = np.array([s5[1], s15 * s6])
        s7 = 0.1 * k3
        s7s.append(s7)
        s8 = y + s7
        s8s.append(s8)
        s9 = np.sin(s8[0])
        s9s.append(s9)
        k4 = np.array([s8[1], s15 * s9])
        k4s.append(k4)
        s10 = 2 * k2
        s10s.append(s10)
        s11 = k1 + s10
        s11s.append(s11)
        s12 = 2 * k3
        s12s.append(s12)
        s13 = s11 + s12
        s13s.append(s13)
        s14 = 0.016666666666666666 * (s13 + k4)
        s14s.append(s14)
        y = y + s14
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    grad_k = np.zeros_like(k)
    for i in reversed(range(n)):
        s14 = s14s.pop()
        s13 = s13s.pop()
        s12 = s12s.pop()
        s11 = s11s.pop()
        s10 = s10s.pop()
        k4 = k4s.pop()
        s9 = s9s.pop()
        s8 = s8s.pop()
        s7 = s7s.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        k1 = k1s.pop()
        s0 = s0s.pop()
        y = ys.pop()
        # s14 = 0.016666666666666666 * (s13 + k4)
        grad_s16 = unbroadcast(grad_y, s14) * 0.016666666666666666
        grad_y = unbroadcast(grad_y, y)           # y = y + s14
        grad_s13 = unbroadcast(grad_s16, s13)     # s14 = 0.016666666666666666 * (s1...
        grad_k4 = unbroadcast(grad_s16, k4)
        grad_s11 = unbroadcast(grad_s13, s11)     # s13 = s11 + s12
        grad_k3 = unbroadcast(grad_s13, s12) * 2  # s12 = 2 * k3
        grad_k1 = unbroadcast(grad_s11, k1)       # s11 = k1 + s10
        grad_k2 = unbroadcast(grad_s11, s10) * 2  # s10 = 2 * k2
        grad_s17 = grad_k4[1]                     # k4 = np.array([s8[1], s15 * s9])
        grad_s15 = unbroadcast(grad_s17 * s9, k)
        grad_s8 = np.zeros_like(s8)               # s9 = np.sin(s8[0])
        grad_s8[0] = unbroadcast(-(grad_s17 * k), s9) * np.cos(s8[0])
        grad_s8[1] += grad_k4[0]                  # k4 = np.array([s8[1], s15 * s9])
        grad_y += unbroadcast(grad_s8, y)         # s8 = y + s7
        grad_k3 = grad_k3 + unbroadcast(grad_s8, s7) * 0.1  # s7 = 0.1 * k3
        grad_s18 = grad_k3[1]                     # k3 = np.array([s5[1], s15 * s6])
        grad_s15 += unbroadcast(grad_s18 * s6, k)
        grad_s5 = np.zeros_like(s5)               # s6 = np.sin(s5[0])
        grad_s5[0] = unbroadcast(-(grad_s18 * k), s6) * np.cos(s5[0])
        grad_s5[1] += grad_k3[0]                  # k3 = np.array([s5[1], s15 * s6])
        grad_y += unbroadcast(grad_s5, y)         # s5 = y + s4
        grad_k2 = grad_k2 + unbroadcast(grad_s5, s4) * 0.05  # s4 = 0.05 * k2
        grad_s19 = grad_k2[1]                     # k2 = np.array([s2[1], s15 * s3])
        grad_s15 += unbroadcast(grad_s19 * s3, k)
        grad_s2 = np.zeros_like(s2)               # s3 = np.sin(s2[0])
        grad_s2[0] = unbroadcast(-(grad_s19 * k), s3) * np.cos(s2[0])
        grad_s2[1] += grad_k2[0]                  # k2 = np.array([s2[1], s15 * s3])
        grad_y += unbroadcast(grad_s2, y)         # s2 = y + s1
        grad_k1 = grad_k1 + unbroadcast(grad_s2, s1) * 0.05  # s1 = 0.05 * k1
        grad_s20 = grad_k1[1]                     # k1 = np.array([y[1], s15 * s0])
        grad_s15 += unbroadcast(grad_s20 * s0, k)
        # s0 = np.sin(y[0])
        grad_y[0] += unbroadcast(-(grad_s20 * k), s0) * np.cos(y[0])
        grad_k = grad_k - grad_s15                # s15 = -k
        grad_y[1] += grad_k1[0]                   # k1 = np.array([y[1], s15 * s0])
    return grad_y, grad_k


# ---------------------------------- specialised -------------------------------------------------

def grad_f(y, k, n):
    # forward
    ys = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    s6s = []
    for i in range(n):
        ys.append(y)
        s7 = -k
        s0 = np.sin(y[0])
        s0s.append(s0)
        k1 = np.array([y[1], s7 * s0])
        s1 = y + 0.05 * k1
        s1s.append(s1)
        s2 = np.sin(s1[0])
        s2s.append(s2)
        k2 = np.array([s1[1], s7 * s2])
        s3 = y + 0.05 * k2
        s3s.append(s3)
        s4 = np.sin(s3[0])
        s4s.append(s4)
        k3 = np.array([s3[1], s7 * s4])
        s5 = y + 0.1 * k3
        s5s.append(s5)
        s6 = np.sin(s5[0])
        s6s.append(s6)
        k4 = np.array([s5[1], s7 * s6])
        y = y + 0.016666666666666666 * (k1 + 2 * k2 + 2 * k3 + k4)
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    grad_k = 0.0
    for i in reversed(range(n)):
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        y = ys.pop()
        grad_k4 = grad_y * 0.016666666666666666   # y = y + 0.016666666666666666 * (...
        grad_k3 = grad_k4 * 2
        grad_s8 = grad_k4[1]                      # k4 = np.array([s5[1], s7 * s6])
        grad_s7 = grad_s8 * s6
        grad_s5 = np.zeros_like(s5)               # s6 = np.sin(s5[0])
        grad_s5[0] = -grad_s8 * k * np.cos(s5[0])
        grad_s5[1] += grad_k4[0]                  # k4 = np.array([s5[1], s7 * s6])
        grad_y += unbroadcast(grad_s5, y)         # s5 = y + 0.1 * k3
        grad_k3_1 = grad_k3 + grad_s5 * 0.1
        grad_s9 = grad_k3_1[1]                    # k3 = np.array([s3[1], s7 * s4])
        grad_s7 += grad_s9 * s4
        grad_s3 = np.zeros_like(s3)               # s4 = np.sin(s3[0])
        grad_s3[0] = -grad_s9 * k * np.cos(s3[0])
        grad_s3[1] += grad_k3_1[0]                # k3 = np.array([s3[1], s7 * s4])
        grad_y += unbroadcast(grad_s3, y)         # s3 = y + 0.05 * k2
        grad_k2 = grad_k3 + grad_s3 * 0.05
        grad_s10 = grad_k2[1]                     # k2 = np.array([s1[1], s7 * s2])
        grad_s7 += grad_s10 * s2
        grad_s1 = np.zeros_like(s1)               # s2 = np.sin(s1[0])
        grad_s1[0] = -grad_s10 * k * np.cos(s1[0])
        grad_s1[1] += grad_k2[0]                  # k2 = np.array([s1[1], s7 * s2])
        grad_y += unbroadcast(grad_s1, y)         # s1 = y + 0.05 * k1
        grad_k1 = grad_k4 + grad_s1 * 0.05
        grad_s11 = grad_k1[1]                     # k1 = np.array([y[1], s7 * s0])
        grad_s7 += grad_s11 * s0
        grad_y[0] -= grad_s11 * k * np.cos(y[0])  # s0 = np.sin(y[0])
        grad_k = grad_k - grad_s7                 # s7 = -k
        grad_y[1] += grad_k1[0]                   # k1 = np.array([y[1], s7 * s0])
    return grad_y, grad_k


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(y, k, n):
    # forward
    ys = []
    s0s = []
    s1s = []
    k1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    s6s = []
    s7s = []
    s8s = []
    s9s = []
    s10s = []
    s11s = []
    s12s = []
    s13s = []
    k4s = []
    s14s = []
    s15s = []
    s16s = []
    s17s = []
    s18s = []
    for i in range(n):
        ys.append(y)
        s19 = y[1]
        s0 = -k
        s0s.append(s0)
        s20 = y[0]
        s1 = np.sin(s20)
        s1s.append(s1)
        s21 = s0 * s1
        k1 = np.array([s19, s21])
        k1s.append(k1)
        s22 = 0.1 / 2
        s2 = s22 * k1
        s2s.append(s2)
        s3 = y + s2
        s3s.append(s3)
        s23 = s3[1]
        s4 = -k
        s4s.append(s4)
        s24 = s3[0]
        s5 = np.sin(s24)
        s5s.append(s5)
        s25 = s4 * s5
        k2 = np.array([s23, s25])
        s26 = 0.1 / 2
        s6 = s26 * k2
        s6s.append(s6)
        s7 = y + s6
        s7s.append(s7)
        s27 = s7[1]
        s8 = -k
        s8s.append(s8)
        s28 = s7[0]
        s9 = np.sin(s28)
        s9s.append(s9)
        s29 = s8 * s9
        k3 = np.array([s27, s29])
        s10 = 0.1 * k3
        s10s.append(s10)
        s11 = y + s10
        s11s.append(s11)
        s30 = s11[1]
        s12 = -k
        s12s.append(s12)
        s31 = s11[0]
        s13 = np.sin(s31)
        s13s.append(s13)
        s32 = s12 * s13
        k4 = np.array([s30, s32])
        k4s.append(k4)
        s33 = 0.1 / 6
        s14 = 2 * k2
        s14s.append(s14)
        s15 = k1 + s14
        s15s.append(s15)
        s16 = 2 * k3
        s16s.append(s16)
        s17 = s15 + s16
        s17s.append(s17)
        s34 = s17 + k4
        s18 = s33 * s34
        s18s.append(s18)
        y = y + s18
    s35 = y * y
    result = np.sum(s35)
    # backward
    grad_result = 1.0            # result = np.sum(s35)
    grad_s35 = np.broadcast_to(grad_result, np.shape(s35))
    grad_y = 2 * (grad_s35 * y)  # s35 = y * y
    grad_k = np.zeros_like(k)
    for i in reversed(range(n)):
        s18 = s18s.pop()
        s17 = s17s.pop()
        s16 = s16s.pop()
        s15 = s15s.pop()
        s14 = s14s.pop()
        k4 = k4s.pop()
        s13 = s13s.pop()
        s12 = s12s.pop()
        s11 = s11s.pop()
        s10 = s10s.pop()
        s9 = s9s.pop()
        s8 = s8s.pop()
        s7 = s7s.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        k1 = k1s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        y = ys.pop()
        grad_s18 = unbroadcast(grad_y, s18)          # y = y + s18
        grad_s34 = grad_s18 * (0.1 / 6)              # s18 = s33 * s34
        grad_y = unbroadcast(grad_y, y)              # y = y + s18
        grad_s17 = unbroadcast(grad_s34, s17)        # s34 = s17 + k4
        grad_k4 = unbroadcast(grad_s34, k4)
        grad_s15 = unbroadcast(grad_s17, s15)        # s17 = s15 + s16
        grad_s16 = unbroadcast(grad_s17, s16)
        grad_k3 = grad_s16 * 2                       # s16 = 2 * k3
        grad_k1 = unbroadcast(grad_s15, k1)          # s15 = k1 + s14
        grad_s14 = unbroadcast(grad_s15, s14)
        grad_k2 = grad_s14 * 2                       # s14 = 2 * k2
        grad_s30 = grad_k4[0]                        # k4 = np.array([s30, s32])
        grad_s32 = grad_k4[1]
        grad_s12 = unbroadcast(grad_s32 * s13, s12)  # s32 = s12 * s13
        grad_s13 = unbroadcast(grad_s32 * s12, s13)
        grad_s31 = grad_s13 * np.cos(s11[0])         # s13 = np.sin(s31)
        grad_s11 = np.zeros_like(s11)                # s31 = s11[0]
        grad_s11[0] += grad_s31
        grad_k += -grad_s12                          # s12 = -k
        grad_s11[1] += grad_s30                      # s30 = s11[1]
        grad_y += unbroadcast(grad_s11, y)           # s11 = y + s10
        grad_s10 = unbroadcast(grad_s11, s10)
        grad_k3 = grad_k3 + grad_s10 * 0.1           # s10 = 0.1 * k3
        grad_s27 = grad_k3[0]                        # k3 = np.array([s27, s29])
        grad_s29 = grad_k3[1]
        grad_s8 = unbroadcast(grad_s29 * s9, s8)     # s29 = s8 * s9
        grad_s9 = unbroadcast(grad_s29 * s8, s9)
        grad_s28 = grad_s9 * np.cos(s7[0])           # s9 = np.sin(s28)
        grad_s7 = np.zeros_like(s7)                  # s28 = s7[0]
        grad_s7[0] += grad_s28
        grad_k += -grad_s8                           # s8 = -k
        grad_s7[1] += grad_s27                       # s27 = s7[1]
        grad_y += unbroadcast(grad_s7, y)            # s7 = y + s6
        grad_s6 = unbroadcast(grad_s7, s6)
        grad_k2 = grad_k2 + grad_s6 * (0.1 / 2)      # s6 = s26 * k2
        grad_s23 = grad_k2[0]                        # k2 = np.array([s23, s25])
        grad_s25 = grad_k2[1]
        grad_s4 = unbroadcast(grad_s25 * s5, s4)     # s25 = s4 * s5
        grad_s5 = unbroadcast(grad_s25 * s4, s5)
        grad_s24 = grad_s5 * np.cos(s3[0])           # s5 = np.sin(s24)
        grad_s3 = np.zeros_like(s3)                  # s24 = s3[0]
        grad_s3[0] += grad_s24
        grad_k += -grad_s4                           # s4 = -k
        grad_s3[1] += grad_s23                       # s23 = s3[1]
        grad_y += unbroadcast(grad_s3, y)            # s3 = y + s2
        grad_s2 = unbroadcast(grad_s3, s2)
        grad_k1 = grad_k1 + grad_s2 * (0.1 / 2)      # s2 = s22 * k1
        grad_s19 = grad_k1[0]                        # k1 = np.array([s19, s21])
        grad_s21 = grad_k1[1]
        grad_s0 = unbroadcast(grad_s21 * s1, s0)     # s21 = s0 * s1
        grad_s1 = unbroadcast(grad_s21 * s0, s1)
        grad_s20 = grad_s1 * np.cos(y[0])            # s1 = np.sin(s20)
        grad_y[0] += grad_s20                        # s20 = y[0]
        grad_k += -grad_s0                           # s0 = -k
        grad_y[1] += grad_s19                        # s19 = y[1]
    return grad_y, grad_k
