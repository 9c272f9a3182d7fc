# The mask multiplies, the write into `margins` mirrors as zeroing, X.T @ grad_scores comes last.

import numpy as np


def svm_loss(W, X, y, reg):
    rows = np.arange(len(y))
    scores = X @ W
    correct = scores[rows, y]
    margins = np.maximum(0, scores - correct[:, None] + 1)
    margins[rows, y] = 0
    return np.sum(margins) / len(y) + reg * np.sum(W * W)


SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(5, 3)), RNG.normal(size=(4, 5)), np.array([0, 2, 1, 2]), 0.1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_svm_loss(W, X, y, reg):
    # forward
    rows = np.arange(len(y))
    scores = X @ W
    correct = scores[rows, y]
    s0 = correct[:, None]
    margins = np.maximum(0, scores - s0 + 1)
    margins[rows, y] = 0
    # backward
    grad_W = 2.0 * reg * W  # return np.sum(margins) / len(y) + reg * np.sum(W * W)
    grad_s1 = 1 / len(y) * (margins > 0)  # margins = np.maximum(0, scores - s0 + 1)
    grad_scores = unbroadcast(grad_s1, scores)
    grad_correct = unbroadcast(-grad_s1, s0)[:, 0]  # s0 = correct[:, None]
    np.add.at(grad_scores, (rows, y), grad_correct)  # correct = scores[rows, y]
    grad_W = grad_W + matmul_grad_b(grad_scores, X, W)  # scores = X @ W
    return grad_W


# ---------------------------------- specialised -------------------------------------------------

def grad_svm_loss(W, X, y, reg):
    # forward
    rows = np.arange(len(y))
    scores = X @ W
    correct = scores[rows, y]
    margins = np.maximum(0, scores - correct[:, None] + 1)
    margins[rows, y] = 0
    # backward
    grad_W = 2 * reg * W  # return np.sum(margins) / len(y) + reg * np.sum(W * W)
    grad_scores = 1 / len(y) * (margins > 0)  # margins = np.maximum(0, scores - cor...
    grad_scores[rows, y] -= np.sum(grad_scores, axis=1)  # correct = scores[rows, y]
    grad_W += X.T @ grad_scores  # scores = X @ W
    return grad_W


# ---------------------------------- mirrored ----------------------------------------------------

def grad_svm_loss(W, X, y, reg):
    # forward
    s0 = len(y)
    rows = np.arange(s0)
    scores = X @ W
    correct = scores[rows, y]
    s1 = correct[:, None]
    s2 = scores - s1
    s3 = s2 + 1
    margins = np.maximum(0, s3)
    margins_1 = own(margins)
    margins_1[rows, y] = 0
    s4 = np.sum(margins_1)
    s5 = len(y)
    s6 = s4 / s5
    s7 = W * W
    s8 = np.sum(s7)
    s9 = reg * s8
    result = s6 + s9
    # backward
    grad_result = 1.0                                   # result = s6 + s9
    grad_s6 = grad_result
    grad_s9 = grad_result
    grad_s8 = grad_s9 * reg                             # s9 = reg * s8
    grad_s7 = np.broadcast_to(grad_s8, np.shape(s7))    # s8 = np.sum(s7)
    grad_W = 2 * (grad_s7 * W)                          # s7 = W * W
    grad_s4 = grad_s6 / s5                              # s6 = s4 / s5
    # s4 = np.sum(margins_1)
    grad_margins_1 = np.broadcast_to(grad_s4, np.shape(margins_1))
    grad_margins = own(grad_margins_1)                  # margins_1[rows, y] = 0
    grad_margins[rows, y] = 0
    grad_s3 = grad_margins * (margins > 0)              # margins = np.maximum(0, s3)
    grad_s2 = grad_s3                                   # s3 = s2 + 1
    grad_scores = unbroadcast(grad_s2, scores)          # s2 = scores - s1
    grad_s1 = unbroadcast(-grad_s2, s1)
    grad_correct = grad_s1[:, 0]                        # s1 = correct[:, None]
    np.add.at(grad_scores, (rows, y), grad_correct)     # correct = scores[rows, y]
    grad_W = grad_W + matmul_grad_b(grad_scores, X, W)  # scores = X @ W
    return grad_W
