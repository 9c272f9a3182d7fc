# In a loop what the halves hand over goes into a list; in a branch it stays in the branch.

import numpy as np


def cell(h, x, w):
    z = w * h + x
    g = 1 / (1 + np.exp(-z))
    c = np.tanh(z)
    d = g * c
    e = (1 - g) * h
    s = d + e
    r = s - 0.1 * s**3
    return r


def f(w, xs):
    h = 0.0
    for x in xs:
        h = cell(h, x, w)
    if h > 0:
        h = h * cell(h, 0.5, w)
    return h * h


ANALYTIC = True
ARGS = (0.8, np.array([0.3, 1.2, 0.7]))
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_cell(h, x, w):
    s0 = w * h
    z = s0 + x
    g = 1 / (1 + np.exp(-z))
    c = np.tanh(z)
    d = g * c
    s1 = 1 - g
    e = s1 * h
    s = d + e
    r = s - 0.1 * s ** 3
    return r, (h, w, s0, g, c, d, s1, e, s)


def forward_cell_1(h, x, w):
    z = w * h + x
    g = 1 / (1 + np.exp(-z))
    c = np.tanh(z)
    d = g * c
    s0 = 1 - g
    e = s0 * h
    s = d + e
    r = s - 0.1 * s ** 3
    return r, (h, w, g, c, d, s0, e, s)


def backward_cell_1(saved, grad_r):
    h, w, g, c, d, s0, e, s = saved
    grad_s = grad_r - grad_r * 0.1 * 3 * s ** 2        # r = s - 0.1 * s**3
    grad_d = unbroadcast(grad_s, d)                    # s = d + e
    grad_e = unbroadcast(grad_s, e)
    grad_h = unbroadcast(grad_e * s0, h)               # e = (1 - g) * h
    grad_g = grad_d * c - unbroadcast(grad_e * h, s0)  # d = g * c
    grad_c = grad_d * g
    grad_z = grad_c * (1 - c * c)                      # c = np.tanh(z)
    grad_z += grad_g * s0 * g                          # g = 1 / (1 + np.exp(-z))
    grad_w = unbroadcast(grad_z * h, w)                # z = w * h + x
    grad_h += unbroadcast(grad_z * w, h)
    return grad_h, grad_w


def backward_cell(saved, grad_r):
    h, w, s0, g, c, d, s1, e, s = saved
    grad_s = grad_r - grad_r * 0.1 * 3 * s ** 2        # r = s - 0.1 * s**3
    grad_d = unbroadcast(grad_s, d)                    # s = d + e
    grad_e = unbroadcast(grad_s, e)
    grad_h = unbroadcast(grad_e * s1, h)               # e = (1 - g) * h
    grad_g = grad_d * c - unbroadcast(grad_e * h, s1)  # d = g * c
    grad_c = grad_d * g
    grad_z = grad_c * (1 - c * c)                      # c = np.tanh(z)
    grad_z += grad_g * s1 * g                          # g = 1 / (1 + np.exp(-z))
    grad_s0 = unbroadcast(grad_z, s0)                  # z = w * h + x
    grad_w = unbroadcast(grad_s0 * h, w)
    grad_h += unbroadcast(grad_s0 * w, h)
    return grad_h, grad_w


def grad_f(w, xs):
    # forward
    saved_hs = []
    h = 0.0
    for x in xs:
        h_1, saved_h_1 = forward_cell(h, x, w)
        saved_hs.append(saved_h_1)
        h = h_1
    if h > 0:
        s0, saved_s0 = forward_cell_1(h, 0.5, w)
        h_1 = h * s0
    else:
        h_1 = h
    result = h_1 * h_1
    require_scalar(result)
    # backward
    grad_h_1 = 2 * h_1  # result = h_1 * h_1
    if h > 0:
        s2 = backward_cell_1(saved_s0, grad_h_1 * h)  # h = h * cell(h, 0.5, w)
        grad_h_1 = grad_h_1 * s0                      # h_1 = h * s0
        grad_h, grad_w = s2                           # h = h * cell(h, 0.5, w)
        grad_h_1 += grad_h
    else:
        grad_w = np.zeros_like(w)
    for saved_h_1 in reversed(saved_hs):
        grad_h, grad_w_1 = backward_cell(saved_h_1, grad_h_1)  # h = cell(h, x, w)
        grad_w = grad_w + grad_w_1
        grad_h_1 = grad_h
    return grad_w


# ---------------------------------- specialised -------------------------------------------------

def forward_cell(h, x, w):
    z = w * h + x
    g = 1 / (1 + np.exp(-z))
    c = np.tanh(z)
    d = g * c
    e = (1 - g) * h
    s = d + e
    r = s - 0.1 * s ** 3
    return r, (h, w, g, c, s)


def backward_cell_1(saved, grad_r):
    h, w, g, c, s = saved
    grad_s = grad_r - grad_r * 0.1 * 3 * s ** 2  # r = s - 0.1 * s**3
    s0 = 1 - g                                   # e = (1 - g) * h
    grad_h = grad_s * s0
    grad_g = grad_s * c - grad_s * h             # d = g * c
    grad_c = grad_s * g
    grad_z = grad_c * (1 - c * c)                # c = np.tanh(z)
    grad_z += grad_g * s0 * g                    # g = 1 / (1 + np.exp(-z))
    grad_w = grad_z * h                          # z = w * h + x
    grad_h += grad_z * w
    return grad_h, grad_w


def grad_f(w, xs):
    # forward
    saved_hs = []
    h = 0.0
    for x in xs:
        h_1, saved_h_1 = forward_cell(h, x, w)
        saved_hs.append(saved_h_1)
        h = h_1
    if h > 0:
        s0, saved_s0 = forward_cell(h, 0.5, w)
        h_1 = h * s0
    else:
        h_1 = h
    # backward
    grad_h_1 = 2 * h_1  # return h * h
    if h > 0:
        s1 = backward_cell_1(saved_s0, grad_h_1 * h)  # h = h * cell(h, 0.5, w)
        grad_h_1 = grad_h_1 * s0                      # h_1 = h * s0
        grad_h, grad_w = s1                           # h = h * cell(h, 0.5, w)
        grad_h_1 += grad_h
    else:
        grad_w = 0.0
    for saved_h_1 in reversed(saved_hs):
        grad_h, grad_w_1 = backward_cell_1(saved_h_1, grad_h_1)  # h = cell(h, x, w)
        grad_w += grad_w_1
        grad_h_1 = grad_h
    return grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def forward_cell(h, x, w):
    s0 = w * h
    z = s0 + x
    s1 = -z
    s2 = np.exp(s1)
    s3 = 1 + s2
    g = 1 / s3
    c = np.tanh(z)
    d = g * c
    s4 = 1 - g
    e = s4 * h
    s = d + e
    s5 = s ** 3
    s6 = 0.1 * s5
    r = s - s6
    return r, (h, w, s0, g, c, d, s4, e, s)


def forward_cell_1(h, x, w):
    s0 = w * h
    z = s0 + x
    s1 = -z
    s2 = np.exp(s1)
    s3 = 1 + s2
    g = 1 / s3
    c = np.tanh(z)
    d = g * c
    s4 = 1 - g
    e = s4 * h
    s = d + e
    s5 = s ** 3
    s6 = 0.1 * s5
    r = s - s6
    return r, (h, w, g, c, d, s4, e, s)


def backward_cell_1(saved, grad_r):
    h, w, g, c, d, s0, e, s = saved
    grad_s = grad_r                        # r = s - 0.1 * s**3
    grad_s1 = -grad_r
    grad_s2 = grad_s1 * 0.1
    grad_s = grad_s + grad_s2 * 3 * s ** 2
    grad_d = unbroadcast(grad_s, d)        # s = d + e
    grad_e = unbroadcast(grad_s, e)
    grad_s0 = unbroadcast(grad_e * h, s0)  # e = (1 - g) * h
    grad_h = unbroadcast(grad_e * s0, h)
    grad_g = -grad_s0
    grad_g += grad_d * c                   # d = g * c
    grad_c = grad_d * g
    grad_z = grad_c * (1 - c * c)          # c = np.tanh(z)
    grad_z += grad_g * (1 - g) * g         # g = 1 / (1 + np.exp(-z))
    grad_s3 = grad_z                       # z = w * h + x
    grad_w = unbroadcast(grad_s3 * h, w)
    grad_h += unbroadcast(grad_s3 * w, h)
    return grad_h, grad_w


def backward_cell(saved, grad_r):
    h, w, s0, g, c, d, s1, e, s = saved
    grad_s = grad_r                        # r = s - 0.1 * s**3
    grad_s2 = -grad_r
    grad_s3 = grad_s2 * 0.1
    grad_s = grad_s + grad_s3 * 3 * s ** 2
    grad_d = unbroadcast(grad_s, d)        # s = d + e
    grad_e = unbroadcast(grad_s, e)
    grad_s1 = unbroadcast(grad_e * h, s1)  # e = (1 - g) * h
    grad_h = unbroadcast(grad_e * s1, h)
    grad_g = -grad_s1
    grad_g += grad_d * c                   # d = g * c
    grad_c = grad_d * g
    grad_z = grad_c * (1 - c * c)          # c = np.tanh(z)
    grad_z += grad_g * (1 - g) * g         # g = 1 / (1 + np.exp(-z))
    grad_s0 = unbroadcast(grad_z, s0)      # z = w * h + x
    grad_w = unbroadcast(grad_s0 * h, w)
    grad_h += unbroadcast(grad_s0 * w, h)
    return grad_h, grad_w


def grad_f(w, xs):
    # forward
    s0 = list(xs)
    s1 = len(s0)
    saved_hs = []
    h = 0.0
    for i in range(s1):
        x = s0[i]
        s2 = forward_cell(h, x, w)
        h, saved_h = s2
        saved_hs.append(saved_h)
    s3 = h > 0
    if s3:
        s4 = forward_cell_1(h, 0.5, w)
        s5, saved_s5 = s4
        h_1 = h * s5
    else:
        h_1 = h
    result = h_1 * h_1
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = h_1 * h_1
    grad_h_1 = 2 * (grad_result * h_1)
    if s3:
        grad_s5 = grad_h_1 * h                   # h_1 = h * s5
        s7 = backward_cell_1(saved_s5, grad_s5)  # s5, saved_s5 = s4
        grad_h = grad_h_1 * s5                   # h_1 = h * s5
        grad_h_1, grad_w = s7                    # s5, saved_s5 = s4
        grad_h += grad_h_1
    else:
        grad_h = grad_h_1
        grad_w = np.zeros_like(w)
    for saved_h in reversed(saved_hs):
        s8 = backward_cell(saved_h, grad_h)  # h, saved_h = s2
        grad_h, grad_w_1 = s8
        grad_w = grad_w + grad_w_1
    return grad_w
