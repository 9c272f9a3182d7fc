# One function, called for its first argument, for its second, and for both: each has halves of its own.

import numpy as np


def blend(x, y, k=2.0, *, shift=0.1):
    p = x * y
    q = np.sin(p) + x
    r = q * k
    s = np.cos(r) - y
    t = s * s
    u = t + shift
    v = u * p
    return v


def f(x, y):
    a = blend(x, 0.5)
    b = blend(0.3, y, 1.5)
    c = blend(x, y, shift=0.2)
    return a * b + c


ARGNUMS = (0, 1)
ANALYTIC = True
ARGS = (0.7, 1.2)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_blend(x, y, k, shift):
    p = x * y
    q = np.sin(p) + x
    r = q * k
    s = np.cos(r) - y
    t = s * s
    u = t + shift
    v = u * p
    return v, (y, k, p, r, s, u)


def forward_blend_1(x, y, k, shift):
    p = x * y
    q = np.sin(p) + x
    r = q * k
    s = np.cos(r) - y
    t = s * s
    u = t + shift
    v = u * p
    return v, (x, k, p, r, s, u)


def forward_blend_2(x, y, k, shift):
    p = x * y
    s0 = np.sin(p)
    q = s0 + x
    r = q * k
    s1 = np.cos(r)
    s = s1 - y
    t = s * s
    u = t + shift
    v = u * p
    return v, (x, y, k, p, s0, r, s1, s, u)


def backward_blend_2(saved, grad_v):
    x, y, k, p, s0, r, s1, s, u = saved
    grad_u = unbroadcast(grad_v * p, u)                # v = u * p
    grad_p = unbroadcast(grad_v * u, p)
    grad_s = 2 * grad_u * s                            # t = s * s
    grad_y = unbroadcast(-grad_s, y)                   # s = np.cos(r) - y
    grad_q = -unbroadcast(grad_s, s1) * np.sin(r) * k  # r = q * k
    grad_x = unbroadcast(grad_q, x)                    # q = np.sin(p) + x
    grad_p += unbroadcast(grad_q, s0) * np.cos(p)
    grad_x += unbroadcast(grad_p * y, x)               # p = x * y
    grad_y += unbroadcast(grad_p * x, y)
    return grad_x, grad_y


def backward_blend_1(saved, grad_v):
    x, k, p, r, s, u = saved
    grad_p = grad_v * u                                   # v = u * p
    grad_s = 2 * grad_v * p * s                           # t = s * s
    grad_p = grad_p - grad_s * np.sin(r) * k * np.cos(p)  # q = np.sin(p) + x
    grad_y = grad_p * x - grad_s                          # p = x * y
    return grad_y


def backward_blend(saved, grad_v):
    y, k, p, r, s, u = saved
    grad_p = grad_v * u               # v = u * p
    grad_s = 2 * grad_v * p * s       # t = s * s
    s0 = grad_s * np.sin(r) * k       # r = q * k
    grad_p = grad_p - s0 * np.cos(p)  # q = np.sin(p) + x
    grad_x = grad_p * y - s0          # p = x * y
    return grad_x


def grad_f(x, y):
    # forward
    a, saved_a = forward_blend(x, 0.5, 2.0, 0.1)
    b, saved_b = forward_blend_1(0.3, y, 1.5, 0.1)
    c, saved_c = forward_blend_2(x, y, 2.0, 0.2)
    result = a * b + c
    require_scalar(result)
    # backward
    grad_x, grad_y = backward_blend_2(saved_c, 1.0)  # c = blend(x, y, shift=0.2)
    grad_y = grad_y + backward_blend_1(saved_b, a)   # b = blend(0.3, y, 1.5)
    grad_x = grad_x + backward_blend(saved_a, b)     # a = blend(x, 0.5)
    return grad_x, grad_y


# ---------------------------------- specialised -------------------------------------------------

def forward_blend(x, y, k, shift):
    p = x * y
    q = np.sin(p) + x
    r = q * k
    s = np.cos(r) - y
    t = s * s
    u = t + shift
    return u * p, (y, k, p, r, s, u)


def forward_blend_1(x, y, k, shift):
    p = x * y
    q = np.sin(p) + x
    r = q * k
    s = np.cos(r) - y
    t = s * s
    u = t + shift
    return u * p, (x, k, p, r, s, u)


def forward_blend_2(x, y, k, shift):
    p = x * y
    q = np.sin(p) + x
    r = q * k
    s = np.cos(r) - y
    t = s * s
    u = t + shift
    v = u * p
    return v, (x, y, k, r, s, u)


def backward_blend_2(saved, grad_v):
    x, y, k, r, s, u = saved
    grad_p = grad_v * u                # v = u * p
    s0 = x * y                         # p = x * y
    grad_s = 2 * grad_v * s0 * s       # t = s * s
    s1 = grad_s * np.sin(r) * k        # r = q * k
    grad_p = grad_p - s1 * np.cos(s0)  # q = np.sin(p) + x
    grad_x = grad_p * y - s1           # p = x * y
    grad_y = grad_p * x - grad_s
    return grad_x, grad_y


def backward_blend_1(saved, grad_v):
    x, k, p, r, s, u = saved
    grad_p = grad_v * u                                   # v = u * p
    grad_s = 2 * grad_v * p * s                           # t = s * s
    grad_p = grad_p - grad_s * np.sin(r) * k * np.cos(p)  # q = np.sin(p) + x
    grad_y = grad_p * x - grad_s                          # p = x * y
    return grad_y


def backward_blend(saved, grad_v):
    y, k, p, r, s, u = saved
    grad_p = grad_v * u               # v = u * p
    grad_s = 2 * grad_v * p * s       # t = s * s
    s0 = grad_s * np.sin(r) * k       # r = q * k
    grad_p = grad_p - s0 * np.cos(p)  # q = np.sin(p) + x
    grad_x = grad_p * y - s0          # p = x * y
    return grad_x


def grad_f(x, y):
    # forward
    a, saved_a = forward_blend(x, 0.5, 2.0, 0.1)
    b, saved_b = forward_blend_1(0.3, y, 1.5, 0.1)
    _, saved_c = forward_blend_2(x, y, 2.0, 0.2)
    # backward
    grad_x, grad_y = backward_blend_2(saved_c, 1.0)  # c = blend(x, y, shift=0.2)
    a = float(a)                                     # a = blend(x, 0.5)
    grad_y = grad_y + backward_blend_1(saved_b, a)   # b = blend(0.3, y, 1.5)
    b = float(b)
    grad_x = grad_x + backward_blend(saved_a, b)     # a = blend(x, 0.5)
    return float(grad_x), float(grad_y)


# ---------------------------------- mirrored ----------------------------------------------------

def forward_blend(x, y, k, shift):
    p = x * y
    s0 = np.sin(p)
    q = s0 + x
    r = q * k
    s1 = np.cos(r)
    s = s1 - y
    t = s * s
    u = t + shift
    v = u * p
    return v, (y, k, p, r, s, u)


def forward_blend_1(x, y, k, shift):
    p = x * y
    s0 = np.sin(p)
    q = s0 + x
    r = q * k
    s1 = np.cos(r)
    s = s1 - y
    t = s * s
    u = t + shift
    v = u * p
    return v, (x, k, p, r, s, u)


def forward_blend_2(x, y, k, shift):
    p = x * y
    s0 = np.sin(p)
    q = s0 + x
    r = q * k
    s1 = np.cos(r)
    s = s1 - y
    t = s * s
    u = t + shift
    v = u * p
    return v, (x, y, k, p, s0, r, s1, s, u)


def backward_blend_2(saved, grad_v):
    x, y, k, p, s0, r, s1, s, u = saved
    grad_u = unbroadcast(grad_v * p, u)   # v = u * p
    grad_p = unbroadcast(grad_v * u, p)
    grad_t = grad_u                       # u = t + shift
    grad_s = 2 * (grad_t * s)             # t = s * s
    grad_s1 = unbroadcast(grad_s, s1)     # s = np.cos(r) - y
    grad_y = unbroadcast(-grad_s, y)
    grad_r = -grad_s1 * np.sin(r)
    grad_q = grad_r * k                   # r = q * k
    grad_s0 = unbroadcast(grad_q, s0)     # q = np.sin(p) + x
    grad_x = unbroadcast(grad_q, x)
    grad_p += grad_s0 * np.cos(p)
    grad_x += unbroadcast(grad_p * y, x)  # p = x * y
    grad_y += unbroadcast(grad_p * x, y)
    return grad_x, grad_y


def backward_blend_1(saved, grad_v):
    x, k, p, r, s, u = saved
    grad_u = grad_v * p           # v = u * p
    grad_p = grad_v * u
    grad_t = grad_u               # u = t + shift
    grad_s = 2 * (grad_t * s)     # t = s * s
    grad_s0 = grad_s              # s = np.cos(r) - y
    grad_y = -grad_s
    grad_r = -grad_s0 * np.sin(r)
    grad_q = grad_r * k           # r = q * k
    grad_s1 = grad_q              # q = np.sin(p) + x
    grad_p = grad_p + grad_s1 * np.cos(p)
    grad_y = grad_y + grad_p * x  # p = x * y
    return grad_y


def backward_blend(saved, grad_v):
    y, k, p, r, s, u = saved
    grad_u = grad_v * p           # v = u * p
    grad_p = grad_v * u
    grad_t = grad_u               # u = t + shift
    grad_s = 2 * (grad_t * s)     # t = s * s
    grad_s0 = grad_s              # s = np.cos(r) - y
    grad_r = -grad_s0 * np.sin(r)
    grad_q = grad_r * k           # r = q * k
    grad_s1 = grad_q              # q = np.sin(p) + x
    grad_x = grad_q
    grad_p = grad_p + grad_s1 * np.cos(p)
    grad_x = grad_x + grad_p * y  # p = x * y
    return grad_x


def grad_f(x, y):
    # forward
    s0 = forward_blend(x, 0.5, 2.0, 0.1)
    a, saved_a = s0
    s1 = forward_blend_1(0.3, y, 1.5, 0.1)
    b, saved_b = s1
    s2 = forward_blend_2(x, y, 2.0, 0.2)
    c, saved_c = s2
    s3 = a * b
    result = s3 + c
    require_scalar(result)
    # backward
    grad_result = 1.0                                    # result = s3 + c
    grad_s3 = grad_result
    grad_c = grad_result
    grad_a = grad_s3 * b                                 # s3 = a * b
    grad_b = grad_s3 * a
    s5 = backward_blend_2(saved_c, grad_c)               # c, saved_c = s2
    grad_x, grad_y = s5
    grad_y = grad_y + backward_blend_1(saved_b, grad_b)  # b, saved_b = s1
    grad_x = grad_x + backward_blend(saved_a, grad_a)    # a, saved_a = s0
    return grad_x, grad_y
