"""Layers that are taken by their number."""

import numpy as np

r = np.random.default_rng(0).normal


def loss(layers, x):
    for k in range(len(layers)):
        x = np.tanh(layers[k]["W"] @ x)
    return np.sum(x)


ARGS = [[{"W": r(size=(4, 3))}, {"W": r(size=(2, 4))}], r(size=3)]


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(layers, x):
    # forward
    x_1 = np.tanh(layers[0]['W'] @ x)
    layers_1_W = layers[1]['W']
    x_2 = np.tanh(layers_1_W @ x_1)
    # backward
    grad_s0 = 1 - x_2 * x_2  # x_2 = np.tanh(layers_1_W @ x_1)
    grad_layers_1_W = np.outer(grad_s0, x_1)
    grad_x_1 = layers_1_W.T @ grad_s0
    # x_1 = np.tanh(layers[0]['W'] @ x)
    grad_layers_0_W = np.outer(grad_x_1 * (1 - x_1 * x_1), x)
    return [{'W': grad_layers_0_W}, {'W': grad_layers_1_W}],


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(layers, x):
    # forward
    s0 = layers[0]
    s1 = s0['W']
    s2 = s1 @ x
    x_1 = np.tanh(s2)
    s3 = layers[1]
    layers_1_W = s3['W']
    s4 = layers_1_W @ x_1
    x_2 = np.tanh(s4)
    result = np.sum(x_2)
    # backward
    grad_result = 1.0                         # result = np.sum(x_2)
    grad_x_2 = np.broadcast_to(grad_result, np.shape(x_2))
    grad_s4 = grad_x_2 * (1 - x_2 * x_2)      # x_2 = np.tanh(s4)
    grad_layers_1_W = np.outer(grad_s4, x_1)  # s4 = layers_1_W @ x_1
    grad_x_1 = layers_1_W.T @ grad_s4
    grad_s2 = grad_x_1 * (1 - x_1 * x_1)      # x_1 = np.tanh(s2)
    grad_layers_0_W = np.outer(grad_s2, x)    # s2 = s1 @ x
    return [{'W': grad_layers_0_W}, {'W': grad_layers_1_W}],
