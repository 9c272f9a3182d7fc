# A given number of states is kept: the binomial schedule.

import numpy as np

from adcompile import checkpoint


def f(W, h, n):
    for t in checkpoint(range(n), snapshots=2):
        h = np.tanh(W @ h)
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.7, 0.9]), 6)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, h, n):
    # forward
    s0 = range(n)
    h_1 = h
    for t in s0:
        h_1 = np.tanh(W @ h_1)
    # backward
    grad_h_1 = np.ones_like(h_1)  # return np.sum(h)
    grad_W = np.zeros_like(W)
    actions = revolve(len(s0), 2)
    hs = []
    for i in range(len(actions)):
        s1 = actions[i]
        action, first, last = s1
        if action == 'reverse':
            h_1 = np.tanh(W @ h)
            grad_s2 = grad_h_1 * (1 - h_1 * h_1)  # h_1 = np.tanh(W @ h)
            grad_W += matmul_grad_a(grad_s2, W, h)
            grad_h_1 = matmul_grad_b(grad_s2, W, h)
        elif action == 'advance':
            for t in s0[first:last]:
                h = np.tanh(W @ h)
        elif action == 'store':
            hs.append(h)
        elif action == 'restore':
            h = hs[-1]
        else:
            hs.pop()
    return grad_W, grad_h_1


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, h, n):
    # forward
    s0 = range(n)
    h_1 = h
    for t in s0:
        s1 = W @ h_1
        h_1 = np.tanh(s1)
    result = np.sum(h_1)
    # backward
    grad_result = 1.0  # result = np.sum(h_1)
    grad_h_1 = np.broadcast_to(grad_result, np.shape(h_1))
    grad_W = np.zeros_like(W)
    actions = revolve(len(s0), 2)
    hs = []
    for i in range(len(actions)):
        s2 = actions[i]
        action, first, last = s2
        if action == 'reverse':
            s3 = W @ h
            h_1 = np.tanh(s3)
            grad_s1 = grad_h_1 * (1 - h_1 * h_1)    # h_1 = np.tanh(s3)
            grad_W += matmul_grad_a(grad_s1, W, h)  # s3 = W @ h
            grad_h_1 = matmul_grad_b(grad_s1, W, h)
        elif action == 'advance':
            for t in s0[first:last]:
                s4 = W @ h
                h = np.tanh(s4)
        elif action == 'store':
            hs.append(h)
        elif action == 'restore':
            h = hs[-1]
        else:
            hs.pop()
    grad_h = grad_h_1
    return grad_W, own(grad_h)
