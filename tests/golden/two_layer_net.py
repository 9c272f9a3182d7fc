# The gradient of log-softmax is the softmax less the picked ones; the max shift costs nothing.

import numpy as np


def net_loss(W1, b1, W2, b2, X, y, reg):
    h = np.maximum(0, X @ W1 + b1)
    scores = h @ W2 + b2
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    data_loss = -np.mean(log_p[np.arange(len(y)), y])
    return data_loss + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))


SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (
    RNG.normal(size=(5, 6)),
    RNG.normal(size=6),
    RNG.normal(size=(6, 3)),
    RNG.normal(size=3),
    RNG.normal(size=(4, 5)),
    np.array([0, 2, 1, 2]),
    0.1,
)
ARGNUMS = (0, 1, 2, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_net_loss(W1, b1, W2, b2, X, y, reg):
    # forward
    s0 = X @ W1
    h = np.maximum(0, s0 + b1)
    s1 = h @ W2
    scores = s1 + b2
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    s2 = np.exp(shifted)
    s3 = np.sum(s2, axis=1, keepdims=True)
    s4 = np.log(s3)
    log_p = shifted - s4
    # backward
    s5 = 2.0 * reg  # return data_loss + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
    grad_W2 = s5 * W2
    grad_W1 = s5 * W1
    grad_log_p = np.zeros_like(log_p)  # data_loss = -np.mean(log_p[np.arange(len(y)...
    np.add.at(
        grad_log_p, (np.arange(len(y)), y), -1 / np.size(log_p[np.arange(len(y)), y])
    )
    grad_shifted = unbroadcast(grad_log_p, shifted)  # log_p = shifted - s4
    grad_s4 = unbroadcast(-grad_log_p, s4)
    # s2 = np.exp(shifted)
    grad_shifted += np.where(grad_s4 != 0, grad_s4 / s3, 0) * s2
    grad_scores = unbroadcast(grad_shifted, scores)  # shifted = scores - np.max(sco...
    grad_s1 = unbroadcast(grad_scores, s1)  # scores = s1 + b2
    grad_b2 = unbroadcast(grad_scores, b2)
    grad_h = matmul_grad_a(grad_s1, h, W2)  # s1 = h @ W2
    grad_W2 = grad_W2 + matmul_grad_b(grad_s1, h, W2)
    grad_s6 = grad_h * (h > 0)  # h = np.maximum(0, s0 + b1)
    grad_b1 = unbroadcast(grad_s6, b1)
    grad_W1 = grad_W1 + matmul_grad_b(unbroadcast(grad_s6, s0), X, W1)  # s0 = X @ W1
    return grad_W1, grad_b1, grad_W2, grad_b2


# ---------------------------------- specialised -------------------------------------------------

def grad_net_loss(W1, b1, W2, b2, X, y, reg):
    # forward
    h = np.maximum(0, X @ W1 + b1)
    scores = h @ W2 + b2
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    s0 = np.exp(shifted)
    s1 = np.sum(s0, axis=1, keepdims=True)
    log_p = shifted - np.log(s1)
    s2 = len(y)
    # backward
    s3 = 2 * reg  # return data_loss + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
    grad_W2 = s3 * W2
    grad_W1 = s3 * W1
    grad_log_p = np.zeros_like(log_p)  # data_loss = -np.mean(log_p[np.arange(len(y)...
    grad_log_p[np.arange(s2), y] = -1 / s2
    # s0 = np.exp(shifted)
    grad_shifted = grad_log_p - np.sum(grad_log_p, axis=1, keepdims=True) / s1 * s0
    grad_b2 = np.sum(grad_shifted, axis=0)  # scores = h @ W2 + b2
    grad_h = grad_shifted @ W2.T
    grad_W2 += h.T @ grad_shifted
    grad_s4 = grad_h * (h > 0)  # h = np.maximum(0, X @ W1 + b1)
    grad_b1 = np.sum(grad_s4, axis=0)
    grad_W1 += X.T @ grad_s4
    return grad_W1, grad_b1, grad_W2, grad_b2


# ---------------------------------- mirrored ----------------------------------------------------

def grad_net_loss(W1, b1, W2, b2, X, y, reg):
    # forward
    s0 = X @ W1
    s1 = s0 + b1
    h = np.maximum(0, s1)
    s2 = h @ W2
    scores = s2 + b2
    s3 = np.max(scores, axis=1, keepdims=True)
    shifted = scores - s3
    s4 = np.exp(shifted)
    s5 = np.sum(s4, axis=1, keepdims=True)
    s6 = np.log(s5)
    log_p = shifted - s6
    s7 = len(y)
    s8 = np.arange(s7)
    s9 = log_p[s8, y]
    s10 = np.mean(s9)
    data_loss = -s10
    s11 = W1 * W1
    s12 = np.sum(s11)
    s13 = W2 * W2
    s14 = np.sum(s13)
    s15 = s12 + s14
    s16 = reg * s15
    result = data_loss + s16
    # backward
    grad_result = 1.0                                    # result = data_loss + s16
    grad_data_loss = grad_result
    grad_s16 = grad_result
    grad_s15 = grad_s16 * reg                            # s16 = reg * s15
    grad_s12 = grad_s15                                  # s15 = s12 + s14
    grad_s14 = grad_s15
    grad_s13 = np.broadcast_to(grad_s14, np.shape(s13))  # s14 = np.sum(s13)
    grad_W2 = 2 * (grad_s13 * W2)                        # s13 = W2 * W2
    grad_s11 = np.broadcast_to(grad_s12, np.shape(s11))  # s12 = np.sum(s11)
    grad_W1 = 2 * (grad_s11 * W1)                        # s11 = W1 * W1
    grad_s10 = -grad_data_loss                           # data_loss = -s10
    # s10 = np.mean(s9)
    grad_s9 = np.broadcast_to(grad_s10 / np.size(s9), np.shape(s9))
    grad_log_p = np.zeros_like(log_p)                    # s9 = log_p[s8, y]
    np.add.at(grad_log_p, (s8, y), grad_s9)
    grad_shifted = unbroadcast(grad_log_p, shifted)      # log_p = shifted - s6
    grad_s6 = unbroadcast(-grad_log_p, s6)
    grad_s5 = np.where(grad_s6 != 0, grad_s6 / s5, 0)    # s6 = np.log(s5)
    grad_s4 = np.broadcast_to(grad_s5, np.shape(s4))     # s5 = np.sum(s4, axis=1, k...
    grad_shifted += grad_s4 * s4                         # s4 = np.exp(shifted)
    grad_scores = unbroadcast(grad_shifted, scores)      # shifted = scores - s3
    grad_s2 = unbroadcast(grad_scores, s2)               # scores = s2 + b2
    grad_b2 = unbroadcast(grad_scores, b2)
    grad_h = matmul_grad_a(grad_s2, h, W2)               # s2 = h @ W2
    grad_W2 = grad_W2 + matmul_grad_b(grad_s2, h, W2)
    grad_s1 = grad_h * (h > 0)                           # h = np.maximum(0, s1)
    grad_s0 = unbroadcast(grad_s1, s0)                   # s1 = s0 + b1
    grad_b1 = unbroadcast(grad_s1, b1)
    grad_W1 = grad_W1 + matmul_grad_b(grad_s0, X, W1)    # s0 = X @ W1
    return grad_W1, grad_b1, grad_W2, grad_b2
