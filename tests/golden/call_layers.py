# A larger function that is called three times stands in the text once.

import numpy as np


def layer(x, W, b):
    s = W @ x + b
    a = np.tanh(s)
    m = np.mean(a)
    d = a - m
    v = np.mean(d * d)
    r = np.sqrt(v + 1e-3)
    q = d / r
    return q * b


def f(x, W, b):
    h = layer(x, W, b)
    h = layer(h, W, b)
    h = layer(h, W, 2 * b)
    return np.sum(h * h) + np.sum(np.sin(h) * x)


ARGNUMS = (0, 1, 2)
ANALYTIC = True
ARGS = (
    np.array([0.3, -1.2, 0.7]),
    np.array([[0.5, -0.3, 0.2], [0.1, 0.4, -0.6], [-0.2, 0.3, 0.8]]),
    np.array([0.1, 0.7, -0.2]),
)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_layer(x, W, b):
    s0 = W @ x
    s = s0 + b
    a = np.tanh(s)
    m = np.mean(a)
    d = a - m
    v = np.mean(d * d)
    r = np.sqrt(v + 0.001)
    q = d / r
    return q * b, (x, W, b, s0, a, m, d, r, q)


def backward_layer(saved, grad_result):
    x, W, b, s0, a, m, d, r, q = saved
    grad_q = unbroadcast(grad_result * b, q)  # return q * b
    grad_b = unbroadcast(grad_result * q, b)
    grad_d = grad_q / r                       # q = d / r
    grad_r = unbroadcast(-grad_q * q / r, r)
    grad_v = grad_r / (2 * r)                 # r = np.sqrt(v + 1e-3)
    grad_d += 2 * (grad_v / np.size(d)) * d   # v = np.mean(d * d)
    grad_m = unbroadcast(-grad_d, m)          # d = a - m
    grad_a = grad_d + grad_m / np.size(a)     # m = np.mean(a)
    grad_s = grad_a * (1 - a * a)             # a = np.tanh(s)
    grad_s0 = unbroadcast(grad_s, s0)         # s = W @ x + b
    grad_b += unbroadcast(grad_s, b)
    grad_W = matmul_grad_a(grad_s0, W, x)
    grad_x = matmul_grad_b(grad_s0, W, x)
    return grad_x, grad_W, grad_b


def grad_f(x, W, b):
    # forward
    h, saved_h = forward_layer(x, W, b)
    h_1, saved_h_1 = forward_layer(h, W, b)
    h, saved_h_2 = forward_layer(h_1, W, 2 * b)
    s0 = np.sin(h)
    # backward
    grad_s1 = np.broadcast_to(1.0, np.shape(s0 * x))  # return np.sum(h * h) + np.su...
    grad_x = unbroadcast(grad_s1 * s0, x)
    grad_h = unbroadcast(grad_s1 * x, s0) * np.cos(h)  # s0 = np.sin(h)
    grad_h = grad_h + 2 * h  # return np.sum(h * h) + np.sum(np.sin(h) * x)
    # h = layer(h, W, 2 * b)
    grad_h_1, grad_W, grad_s2 = backward_layer(saved_h_2, grad_h)
    grad_b = grad_s2 * 2
    # h = layer(h, W, b)
    grad_h, grad_W_1, grad_b_1 = backward_layer(saved_h_1, grad_h_1)
    grad_W = grad_W + grad_W_1
    grad_b = grad_b + grad_b_1
    # h = layer(x, W, b)
    grad_x_1, grad_W_1, grad_b_1 = backward_layer(saved_h, grad_h)
    grad_x = grad_x + grad_x_1
    grad_W = grad_W + grad_W_1
    grad_b = grad_b + grad_b_1
    return grad_x, grad_W, grad_b


# ---------------------------------- specialised -------------------------------------------------

def forward_layer(x, W, b):
    s0 = W @ x
    s = s0 + b
    a = np.tanh(s)
    m = np.mean(a)
    d = a - m
    v = np.mean(d * d)
    r = np.sqrt(v + 0.001)
    q = d / r
    return q * b, (x, W, b, s0, a, d, r, q)


def backward_layer(saved, grad_result):
    x, W, b, s0, a, d, r, q = saved
    grad_q = grad_result * b                            # return q * b
    grad_b = unbroadcast(grad_result * q, b)
    grad_d = grad_q / r                                 # q = d / r
    s1 = np.sum(grad_q * q / r) / (2 * r) / np.size(d)  # v = np.mean(d * d)
    grad_d = grad_d - 2 * s1 * d
    grad_a = grad_d - np.sum(grad_d) / np.size(a)       # m = np.mean(a)
    grad_s = grad_a * (1 - a * a)                       # a = np.tanh(s)
    grad_s0 = unbroadcast(grad_s, s0)                   # s = W @ x + b
    grad_b += unbroadcast(grad_s, b)
    grad_W = np.outer(grad_s0, x)
    grad_x = W.T @ grad_s0
    return grad_x, grad_W, grad_b


def grad_f(x, W, b):
    # forward
    h, saved_h = forward_layer(x, W, b)
    h_1, saved_h_1 = forward_layer(h, W, b)
    h, saved_h_2 = forward_layer(h_1, W, 2 * b)
    s0 = np.sin(h)
    # backward
    grad_x = np.broadcast_to(1.0, np.shape(x)) * s0  # return np.sum(h * h) + np.sum...
    grad_h = unbroadcast(x, s0) * np.cos(h)  # s0 = np.sin(h)
    grad_h += 2 * h  # return np.sum(h * h) + np.sum(np.sin(h) * x)
    # h = layer(h, W, 2 * b)
    grad_h_1, grad_W, grad_s1 = backward_layer(saved_h_2, grad_h)
    grad_b = grad_s1 * 2
    # h = layer(h, W, b)
    grad_h, grad_W_1, grad_b_1 = backward_layer(saved_h_1, grad_h_1)
    grad_W = grad_W + grad_W_1
    grad_b = grad_b + grad_b_1
    # h = layer(x, W, b)
    grad_x_1, grad_W_1, grad_b_1 = backward_layer(saved_h, grad_h)
    grad_x = grad_x + grad_x_1
    grad_W = grad_W + grad_W_1
    grad_b = grad_b + grad_b_1
    return grad_x, grad_W, grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def forward_layer(x, W, b):
    s0 = W @ x
    s = s0 + b
    a = np.tanh(s)
    m = np.mean(a)
    d = a - m
    s1 = d * d
    v = np.mean(s1)
    s2 = v + 0.001
    r = np.sqrt(s2)
    q = d / r
    return q * b, (x, W, b, s0, a, m, d, s1, r, q)


def backward_layer(saved, grad_result):
    x, W, b, s0, a, m, d, s1, r, q = saved
    grad_q = unbroadcast(grad_result * b, q)  # return q * b
    grad_b = unbroadcast(grad_result * q, b)
    grad_d = grad_q / r                       # q = d / r
    grad_r = unbroadcast(-grad_q * q / r, r)
    grad_s2 = grad_r / (2 * r)                # r = np.sqrt(v + 1e-3)
    grad_v = grad_s2
    grad_s1 = np.broadcast_to(grad_v / np.size(s1), np.shape(s1))  # v = np.mean(d * d)
    grad_d += 2 * (grad_s1 * d)
    grad_a = grad_d                           # d = a - m
    grad_m = unbroadcast(-grad_d, m)
    grad_a += np.broadcast_to(grad_m / np.size(a), np.shape(a))  # m = np.mean(a)
    grad_s = grad_a * (1 - a * a)             # a = np.tanh(s)
    grad_s0 = unbroadcast(grad_s, s0)         # s = W @ x + b
    grad_b += unbroadcast(grad_s, b)
    grad_W = matmul_grad_a(grad_s0, W, x)
    grad_x = matmul_grad_b(grad_s0, W, x)
    return grad_x, grad_W, grad_b


def grad_f(x, W, b):
    # forward
    s0 = forward_layer(x, W, b)
    h, saved_h = s0
    s1 = forward_layer(h, W, b)
    h, saved_h_1 = s1
    s2 = 2 * b
    s3 = forward_layer(h, W, s2)
    h, saved_h_2 = s3
    s4 = h * h
    s5 = np.sum(s4)
    s6 = np.sin(h)
    s7 = s6 * x
    s8 = np.sum(s7)
    result = s5 + s8
    # backward
    grad_result = 1.0                                 # result = s5 + s8
    grad_s5 = grad_result
    grad_s8 = grad_result
    grad_s7 = np.broadcast_to(grad_s8, np.shape(s7))  # s8 = np.sum(s7)
    grad_s6 = unbroadcast(grad_s7 * x, s6)            # s7 = s6 * x
    grad_x = unbroadcast(grad_s7 * s6, x)
    grad_h = grad_s6 * np.cos(h)                      # s6 = np.sin(h)
    grad_s4 = np.broadcast_to(grad_s5, np.shape(s4))  # s5 = np.sum(s4)
    grad_h = grad_h + 2 * (grad_s4 * h)               # s4 = h * h
    s9 = backward_layer(saved_h_2, grad_h)            # h, saved_h_2 = s3
    grad_h, grad_W, grad_s2 = s9
    grad_b = grad_s2 * 2                              # s2 = 2 * b
    s10 = backward_layer(saved_h_1, grad_h)           # h, saved_h_1 = s1
    grad_h, grad_W_1, grad_b_1 = s10
    grad_W = grad_W + grad_W_1
    grad_b = grad_b + grad_b_1
    s11 = backward_layer(saved_h, grad_h)             # h, saved_h = s0
    grad_x_1, grad_W_1, grad_b_1 = s11
    grad_x = grad_x + grad_x_1
    grad_W = grad_W + grad_W_1
    grad_b = grad_b + grad_b_1
    return grad_x, grad_W, grad_b
