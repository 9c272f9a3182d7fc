# A function that is called calls another one.

import numpy as np


def inner(x, k):
    a = np.sin(k * x)
    b = a * a
    c = np.exp(-b)
    d = c + x
    e = d * a
    g = np.sqrt(1 + e * e)
    h = g - b
    return h


def outer(x, y):
    p = inner(x, 2.0)
    q = inner(y, 3.0)
    r = p * q
    s = np.tanh(r)
    t = s + x
    u = t * y
    v = u - p
    return v


def f(x, y):
    return outer(x, y) + outer(2 * x, x * y)


ARGNUMS = (0, 1)
ANALYTIC = True
ARGS = (0.7, 0.4)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_inner(x, k):
    s0 = k * x
    a = np.sin(s0)
    b = a * a
    c = np.exp(-b)
    d = c + x
    e = d * a
    g = np.sqrt(1 + e * e)
    h = g - b
    return h, (k, s0, a, c, d, e, g)


def forward_outer(x, y):
    p, saved_p = forward_inner(x, 2.0)
    q, saved_q = forward_inner(y, 3.0)
    r = p * q
    s = np.tanh(r)
    t = s + x
    u = t * y
    v = u - p
    return v, (x, y, p, saved_p, q, saved_q, s, t, u)


def backward_inner(saved, grad_h):
    k, s0, a, c, d, e, g = saved
    grad_b = -grad_h                           # h = g - b
    grad_e = 2 * (grad_h / (2 * g)) * e        # g = np.sqrt(1 + e * e)
    grad_d = grad_e * a                        # e = d * a
    grad_a = grad_e * d
    grad_b = grad_b - grad_d * c               # c = np.exp(-b)
    grad_a = grad_a + 2 * grad_b * a           # b = a * a
    grad_x = grad_d + grad_a * np.cos(s0) * k  # a = np.sin(k * x)
    return grad_x


def backward_outer(saved, grad_v):
    x, y, p, saved_p, q, saved_q, s, t, u = saved
    grad_u = unbroadcast(grad_v, u)                    # v = u - p
    grad_p = unbroadcast(-grad_v, p)
    grad_t = unbroadcast(grad_u * y, t)                # u = t * y
    grad_y = unbroadcast(grad_u * t, y)
    grad_s = unbroadcast(grad_t, s)                    # t = s + x
    grad_x = unbroadcast(grad_t, x)
    grad_r = grad_s * (1 - s * s)                      # s = np.tanh(r)
    grad_p += unbroadcast(grad_r * q, p)               # r = p * q
    grad_q = unbroadcast(grad_r * p, q)
    grad_y = grad_y + backward_inner(saved_q, grad_q)  # q = inner(y, 3.0)
    grad_x = grad_x + backward_inner(saved_p, grad_p)  # p = inner(x, 2.0)
    return grad_x, grad_y


def grad_f(x, y):
    # forward
    s0, saved_s0 = forward_outer(x, y)
    s1, saved_s1 = forward_outer(2 * x, x * y)
    result = s0 + s1
    require_scalar(result)
    # backward
    grad_s3, grad_s4 = backward_outer(saved_s1, 1.0)  # return outer(x, y) + outer(2...
    grad_x = unbroadcast(grad_s4 * y, x)
    grad_y = unbroadcast(grad_s4 * x, y)
    grad_x = grad_x + grad_s3 * 2
    grad_x_1, grad_y_1 = backward_outer(saved_s0, 1.0)
    grad_x = grad_x + grad_x_1
    grad_y = grad_y + grad_y_1
    return grad_x, grad_y


# ---------------------------------- specialised -------------------------------------------------

def forward_inner(x, k):
    s0 = k * x
    a = np.sin(s0)
    b = a * a
    c = np.exp(-b)
    d = c + x
    e = d * a
    g = np.sqrt(1 + e * e)
    h = g - b
    return h, (k, s0, a, c, d, g)


def forward_outer(x, y):
    p, saved_p = forward_inner(x, 2.0)
    q, saved_q = forward_inner(y, 3.0)
    r = p * q
    s = np.tanh(r)
    t = s + x
    u = t * y
    v = u - p
    return v, (y, p, saved_p, q, saved_q, s, t)


def backward_inner(saved, grad_h):
    k, s0, a, c, d, g = saved
    grad_b = -grad_h                           # h = g - b
    grad_e = 2 * (grad_h / (2 * g)) * (d * a)  # g = np.sqrt(1 + e * e)
    grad_d = grad_e * a                        # e = d * a
    grad_a = grad_e * d
    grad_b = grad_b - grad_d * c               # c = np.exp(-b)
    grad_a += 2 * grad_b * a                   # b = a * a
    grad_x = grad_d + grad_a * np.cos(s0) * k  # a = np.sin(k * x)
    return grad_x


def backward_outer(saved, grad_v):
    y, p, saved_p, q, saved_q, s, t = saved
    grad_t = grad_v * y                                # u = t * y
    grad_y = grad_v * t
    grad_r = grad_t * (1 - s * s)                      # s = np.tanh(r)
    grad_p = grad_r * q - grad_v                       # r = p * q
    grad_q = grad_r * p
    grad_y += backward_inner(saved_q, grad_q)          # q = inner(y, 3.0)
    grad_x = grad_t + backward_inner(saved_p, grad_p)  # p = inner(x, 2.0)
    return grad_x, grad_y


def grad_f(x, y):
    # forward
    _, saved_s0 = forward_outer(x, y)
    _, saved_s1 = forward_outer(2 * x, x * y)
    # backward
    grad_s2, grad_s3 = backward_outer(saved_s1, 1.0)  # return outer(x, y) + outer(2...
    grad_x = grad_s3 * y
    grad_y = grad_s3 * x
    grad_x = grad_x + grad_s2 * 2
    grad_x_1, grad_y_1 = backward_outer(saved_s0, 1.0)
    grad_x = grad_x + grad_x_1
    grad_y = grad_y + grad_y_1
    return float(grad_x), float(grad_y)


# ---------------------------------- mirrored ----------------------------------------------------

def forward_inner(x, k):
    s0 = k * x
    a = np.sin(s0)
    b = a * a
    s1 = -b
    c = np.exp(s1)
    d = c + x
    e = d * a
    s2 = e * e
    s3 = 1 + s2
    g = np.sqrt(s3)
    h = g - b
    return h, (k, s0, a, c, d, e, g)


def forward_outer(x, y):
    s0 = forward_inner(x, 2.0)
    p, saved_p = s0
    s1 = forward_inner(y, 3.0)
    q, saved_q = s1
    r = p * q
    s = np.tanh(r)
    t = s + x
    u = t * y
    v = u - p
    return v, (x, y, p, saved_p, q, saved_q, s, t, u)


def backward_inner(saved, grad_h):
    k, s0, a, c, d, e, g = saved
    grad_g = grad_h                     # h = g - b
    grad_b = -grad_h
    grad_s1 = grad_g / (2 * g)          # g = np.sqrt(1 + e * e)
    grad_s2 = grad_s1
    grad_e = 2 * (grad_s2 * e)
    grad_d = grad_e * a                 # e = d * a
    grad_a = grad_e * d
    grad_c = grad_d                     # d = c + x
    grad_x = grad_d
    grad_s3 = grad_c * c                # c = np.exp(-b)
    grad_b = grad_b + -grad_s3
    grad_a = grad_a + 2 * (grad_b * a)  # b = a * a
    grad_s0 = grad_a * np.cos(s0)       # a = np.sin(k * x)
    grad_x = grad_x + grad_s0 * k
    return grad_x


def backward_outer(saved, grad_v):
    x, y, p, saved_p, q, saved_q, s, t, u = saved
    grad_u = unbroadcast(grad_v, u)                    # v = u - p
    grad_p = unbroadcast(-grad_v, p)
    grad_t = unbroadcast(grad_u * y, t)                # u = t * y
    grad_y = unbroadcast(grad_u * t, y)
    grad_s = unbroadcast(grad_t, s)                    # t = s + x
    grad_x = unbroadcast(grad_t, x)
    grad_r = grad_s * (1 - s * s)                      # s = np.tanh(r)
    grad_p += unbroadcast(grad_r * q, p)               # r = p * q
    grad_q = unbroadcast(grad_r * p, q)
    grad_y = grad_y + backward_inner(saved_q, grad_q)  # q = inner(y, 3.0)
    grad_x = grad_x + backward_inner(saved_p, grad_p)  # p = inner(x, 2.0)
    return grad_x, grad_y


def grad_f(x, y):
    # forward
    s0 = forward_outer(x, y)
    s1, saved_s1 = s0
    s2 = 2 * x
    s3 = x * y
    s4 = forward_outer(s2, s3)
    s5, saved_s5 = s4
    result = s1 + s5
    require_scalar(result)
    # backward
    grad_result = 1.0                       # result = s1 + s5
    grad_s1 = grad_result
    grad_s5 = grad_result
    s7 = backward_outer(saved_s5, grad_s5)  # s5, saved_s5 = s4
    grad_s2, grad_s3 = s7
    grad_x = unbroadcast(grad_s3 * y, x)    # s3 = x * y
    grad_y = unbroadcast(grad_s3 * x, y)
    grad_x = grad_x + grad_s2 * 2           # s2 = 2 * x
    s8 = backward_outer(saved_s1, grad_s1)  # s1, saved_s1 = s0
    grad_x_1, grad_y_1 = s8
    grad_x = grad_x + grad_x_1
    grad_y = grad_y + grad_y_1
    return grad_x, grad_y
