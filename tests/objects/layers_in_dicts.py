"""A perceptron with its layers in a list of dicts, in a helper that asks for the last one."""

import numpy as np

r = np.random.default_rng(0).normal


def predict(layers, x):
    for i, layer in enumerate(layers):
        x = layer["W"] @ x + layer["b"]
        if i < len(layers) - 1:
            x = np.tanh(x)
    return x


def loss(layers, x, y):
    return np.mean((predict(layers, x) - y) ** 2)


ARGS = [
    [{"W": r(size=(4, 3)), "b": r(size=4)}, {"W": r(size=(2, 4)), "b": r(size=2)}],
    r(size=3),
    r(size=2),
]


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(layers, x, y):
    # forward
    x_1 = layers[0]['W'] @ x + layers[0]['b']
    x_1 = np.tanh(x_1)
    layers_1_W = layers[1]['W']
    x_2 = layers_1_W @ x_1 + layers[1]['b']
    # backward
    grad_layers_1_b = 2 / np.size(x_2) * (x_2 - y)    # return np.mean((predict(laye...
    grad_layers_1_W = np.outer(grad_layers_1_b, x_1)  # x_2 = layers_1_W @ x_1 + lay...
    grad_x_1 = layers_1_W.T @ grad_layers_1_b
    grad_layers_0_b = grad_x_1 * (1 - x_1 * x_1)      # x_1 = np.tanh(x_1)
    grad_layers_0_W = np.outer(grad_layers_0_b, x)    # x_1 = layers[0]['W'] @ x + l...
    return (
        [
            {'W': grad_layers_0_W, 'b': grad_layers_0_b},
            {'W': grad_layers_1_W, 'b': grad_layers_1_b},
        ],
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(layers, x, y):
    # forward
    s0 = layers[0]
    s1 = s0['W']
    s2 = s1 @ x
    s3 = layers[0]
    s4 = s3['b']
    x_1 = s2 + s4
    x_1 = np.tanh(x_1)
    s5 = layers[1]
    layers_1_W = s5['W']
    s6 = layers_1_W @ x_1
    s7 = layers[1]
    s8 = s7['b']
    x_2 = s6 + s8
    s9 = x_2 - y
    s10 = s9 ** 2
    result = np.mean(s10)
    # backward
    grad_result = 1.0                         # result = np.mean(s10)
    grad_s10 = np.broadcast_to(grad_result / np.size(s10), np.shape(s10))
    grad_s9 = grad_s10 * 2 * s9               # s10 = s9 ** 2
    grad_x_2 = grad_s9                        # s9 = x_2 - y
    grad_s6 = grad_x_2                        # x_2 = s6 + s8
    grad_layers_1_b = grad_x_2
    grad_layers_1_W = np.outer(grad_s6, x_1)  # s6 = layers_1_W @ x_1
    grad_x_1 = layers_1_W.T @ grad_s6
    grad_x_1 = grad_x_1 * (1 - x_1 * x_1)     # x_1 = np.tanh(x_1)
    grad_s2 = grad_x_1                        # x_1 = s2 + s4
    grad_layers_0_b = grad_x_1
    grad_layers_0_W = np.outer(grad_s2, x)    # s2 = s1 @ x
    return (
        [
            {'W': grad_layers_0_W, 'b': grad_layers_0_b},
            {'W': grad_layers_1_W, 'b': grad_layers_1_b},
        ],
    )
