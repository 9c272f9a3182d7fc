# A tuple of results, of which one call leaves some aside; what no derivative reaches is not asked for.

import numpy as np


def moments(x, label):
    n = len(x)
    m = np.mean(x)
    c = x - m
    v = np.sum(c * c) / n
    w = np.sqrt(v + 1.0)
    u = c / w
    q = np.sum(u**3)
    return m, w, q, label


def f(x):
    a, b, c, name = moments(x, "first")
    d, _, e, _ = moments(2 * x + a, name)
    return a * b + c * d + e


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.7, 0.4]),)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_moments(x, label):
    n = len(x)
    m = np.mean(x)
    c = x - m
    v = np.sum(c * c) / n
    w = np.sqrt(v + 1.0)
    u = c / w
    q = np.sum(u ** 3)
    return (m, w, q, label), (x, n, m, c, w, u)


def forward_moments_1(x, label):
    n = len(x)
    m = np.mean(x)
    c = x - m
    v = np.sum(c * c) / n
    w = np.sqrt(v + 1.0)
    u = c / w
    q = np.sum(u ** 3)
    return (m, w, q, label), (x, label, n, m, c, w, u)


def backward_moments_1(saved, grad_result):
    x, label, n, m, c, w, u = saved
    grad_m, grad_q = grad_result
    grad_u = grad_q * 3 * u ** 2               # q = np.sum(u**3)
    grad_c = grad_u / w                        # u = c / w
    grad_w = unbroadcast(-grad_u * u / w, w)
    grad_v = grad_w / (2 * w)                  # w = np.sqrt(v + 1.0)
    grad_c = grad_c + 2 * (grad_v / n) * c     # v = np.sum(c * c) / n
    grad_m = grad_m + unbroadcast(-grad_c, m)  # c = x - m
    grad_x = grad_c + grad_m / np.size(x)      # m = np.mean(x)
    grad_label = np.zeros_like(label)
    return grad_x, grad_label


def backward_moments(saved, grad_result):
    x, n, m, c, w, u = saved
    grad_m, grad_w, grad_q, _ = grad_result
    grad_u = grad_q * 3 * u ** 2               # q = np.sum(u**3)
    grad_c = grad_u / w                        # u = c / w
    grad_w = grad_w + unbroadcast(-grad_u * u / w, w)
    grad_v = grad_w / (2 * w)                  # w = np.sqrt(v + 1.0)
    grad_c = grad_c + 2 * (grad_v / n) * c     # v = np.sum(c * c) / n
    grad_m = grad_m + unbroadcast(-grad_c, m)  # c = x - m
    grad_x = grad_c + grad_m / np.size(x)      # m = np.mean(x)
    return grad_x


def grad_f(x):
    # forward
    s0, saved_s0 = forward_moments(x, 'first')
    a, b, c, name = s0
    s1, saved_s1 = forward_moments_1(2 * x + a, name)
    d, _, _, _ = s1
    # backward
    grad_s2, grad_name = backward_moments_1(saved_s1, (c, 1.0))  # d, _, _, _ = s1
    grad_a = b + unbroadcast(grad_s2, a)  # d, _, e, _ = moments(2 * x + a, name)
    grad_x = grad_s2 * 2
    # a, b, c, name = s0
    grad_x = grad_x + backward_moments(saved_s0, (grad_a, a, d, grad_name))
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_moments(x, label):
    n = len(x)
    m = np.mean(x)
    c = x - m
    v = np.sum(c * c) / n
    w = np.sqrt(v + 1.0)
    u = c / w
    q = np.sum(u ** 3)
    return (m, w, q, label), (n, c, w, u)


def forward_moments_1(x, label):
    n = len(x)
    m = np.mean(x)
    c = x - m
    v = np.sum(c * c) / n
    w = np.sqrt(v + 1.0)
    u = c / w
    q = np.sum(u ** 3)
    return (m, w, q, label), (label, n, c, w, u)


def backward_moments_1(saved, grad_result):
    label, n, c, w, u = saved
    grad_m, grad_q = grad_result
    grad_u = grad_q * 3 * u ** 2      # q = np.sum(u**3)
    grad_c = grad_u / w               # u = c / w
    # v = np.sum(c * c) / n
    grad_c = grad_c - 2 * (np.sum(grad_u * u / w) / (2 * w) / n) * c
    grad_m = grad_m - np.sum(grad_c)  # c = x - m
    grad_x = grad_c + grad_m / n      # m = np.mean(x)
    grad_label = np.zeros_like(label)
    return grad_x, grad_label


def backward_moments(saved, grad_result):
    n, c, w, u = saved
    grad_m, grad_w, grad_q, _ = grad_result
    grad_u = grad_q * 3 * u ** 2            # q = np.sum(u**3)
    grad_c = grad_u / w                     # u = c / w
    grad_w = grad_w - np.sum(grad_u * u / w)
    grad_v = grad_w / (2 * w)               # w = np.sqrt(v + 1.0)
    grad_c = grad_c + 2 * (grad_v / n) * c  # v = np.sum(c * c) / n
    grad_m = grad_m - np.sum(grad_c)        # c = x - m
    grad_x = grad_c + grad_m / n            # m = np.mean(x)
    return grad_x


def grad_f(x):
    # forward
    s0, saved_s0 = forward_moments(x, 'first')
    a, b, c, name = s0
    s1, saved_s1 = forward_moments_1(2 * x + a, name)
    d, _, _, _ = s1
    # backward
    grad_s2, grad_name = backward_moments_1(saved_s1, (c, 1.0))  # d, _, _, _ = s1
    grad_a = b + np.sum(grad_s2)  # d, _, e, _ = moments(2 * x + a, name)
    grad_x = grad_s2 * 2
    # a, b, c, name = s0
    grad_x = grad_x + backward_moments(saved_s0, (grad_a, a, d, grad_name))
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def forward_moments(x, label):
    n = len(x)
    m = np.mean(x)
    c = x - m
    s0 = c * c
    s1 = np.sum(s0)
    v = s1 / n
    s2 = v + 1.0
    w = np.sqrt(s2)
    u = c / w
    s3 = u ** 3
    q = np.sum(s3)
    return (m, w, q, label), (x, n, m, c, s0, w, u, s3)


def forward_moments_1(x, label):
    n = len(x)
    m = np.mean(x)
    c = x - m
    s0 = c * c
    s1 = np.sum(s0)
    v = s1 / n
    s2 = v + 1.0
    w = np.sqrt(s2)
    u = c / w
    s3 = u ** 3
    q = np.sum(s3)
    return (m, w, q, label), (x, label, n, m, c, s0, w, u, s3)


def backward_moments_1(saved, grad_result):
    x, label, n, m, c, s0, w, u, s1 = saved
    grad_m, grad_q = grad_result
    grad_s1 = np.broadcast_to(grad_q, np.shape(s1))  # q = np.sum(u**3)
    grad_u = grad_s1 * 3 * u ** 2
    grad_c = grad_u / w                              # u = c / w
    grad_w = unbroadcast(-grad_u * u / w, w)
    grad_s2 = grad_w / (2 * w)                       # w = np.sqrt(v + 1.0)
    grad_v = grad_s2
    grad_s3 = grad_v / n                             # v = np.sum(c * c) / n
    grad_s0 = np.broadcast_to(grad_s3, np.shape(s0))
    grad_c = grad_c + 2 * (grad_s0 * c)
    grad_x = grad_c                                  # c = x - m
    grad_m = grad_m + unbroadcast(-grad_c, m)
    # m = np.mean(x)
    grad_x = grad_x + np.broadcast_to(grad_m / np.size(x), np.shape(x))
    grad_label = np.zeros_like(label)
    return grad_x, grad_label


def backward_moments(saved, grad_result):
    x, n, m, c, s0, w, u, s1 = saved
    grad_m, grad_w, grad_q, grad_result = grad_result
    grad_s1 = np.broadcast_to(grad_q, np.shape(s1))  # q = np.sum(u**3)
    grad_u = grad_s1 * 3 * u ** 2
    grad_c = grad_u / w                              # u = c / w
    grad_w = grad_w + unbroadcast(-grad_u * u / w, w)
    grad_s2 = grad_w / (2 * w)                       # w = np.sqrt(v + 1.0)
    grad_v = grad_s2
    grad_s3 = grad_v / n                             # v = np.sum(c * c) / n
    grad_s0 = np.broadcast_to(grad_s3, np.shape(s0))
    grad_c = grad_c + 2 * (grad_s0 * c)
    grad_x = grad_c                                  # c = x - m
    grad_m = grad_m + unbroadcast(-grad_c, m)
    # m = np.mean(x)
    grad_x = grad_x + np.broadcast_to(grad_m / np.size(x), np.shape(x))
    return grad_x


def grad_f(x):
    # forward
    s0 = forward_moments(x, 'first')
    s1, saved_s1 = s0
    s2, s3, s4, s5 = s1
    s6 = s2, s3, s4, s5
    a = s2
    b = s3
    c = s4
    name = s5
    s7 = 2 * x
    s8 = s7 + a
    s9 = forward_moments_1(s8, name)
    s10, saved_s10 = s9
    s11, s12, s13, s14 = s10
    s15 = s11, s12, s13, s14
    d = s11
    _ = s12
    e = s13
    _ = s14
    s16 = a * b
    s17 = c * d
    s18 = s16 + s17
    result = s18 + e
    # backward
    grad_result = 1.0      # result = s18 + e
    grad_s18 = grad_result
    grad_e = grad_result
    grad_s16 = grad_s18    # s18 = s16 + s17
    grad_s17 = grad_s18
    grad_c = grad_s17 * d  # s17 = c * d
    grad_d = grad_s17 * c
    grad_a = grad_s16 * b  # s16 = a * b
    grad_b = grad_s16 * a
    grad_s13 = grad_e      # _ = s14
    grad_s11 = grad_d
    s19 = backward_moments_1(saved_s10, (grad_s11, grad_s13))
    grad_s8, grad_name = s19
    grad_s7 = grad_s8      # s8 = s7 + a
    grad_a += unbroadcast(grad_s8, a)
    grad_x = grad_s7 * 2   # s7 = 2 * x
    grad_s5 = grad_name    # name = s5
    grad_s4 = grad_c
    grad_s3 = grad_b
    grad_s2 = grad_a
    grad_x = grad_x + backward_moments(saved_s1, (grad_s2, grad_s3, grad_s4, grad_s5))
    return grad_x
