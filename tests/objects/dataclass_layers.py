"""Layers as a dataclass that can be called, with a property and a function in a field."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

r = np.random.default_rng(0).normal


@dataclass
class Dense:
    W: np.ndarray
    b: np.ndarray
    act: Callable = np.tanh

    def __call__(self, x):
        return self.act(self.W @ x + self.b)

    @property
    def weight(self):
        return np.sum(self.W**2)


class Net:
    scale = 2.0

    def __init__(self, layers):
        self.layers = layers
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        for layer in self.layers:
            x = layer(x)
        return x * self.scale

    def loss(self, x, y):
        return np.sum((self.forward(x) - y) ** 2) + 1e-2 * sum(d.weight for d in self.layers)


FUNCTION = Net.loss
ARGS = [
    Net([Dense(r(size=(4, 3)), r(size=4)), Dense(r(size=(2, 4)), r(size=2), np.sin)]),
    r(size=3),
    r(size=2),
]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(self, x, y):
    # forward
    self.calls = self.calls + 1
    self_layers_0_W = self.layers[0].W
    x_1 = np.tanh(self_layers_0_W @ x + self.layers[0].b)
    self_layers_1_W = self.layers[1].W
    s1 = self_layers_1_W @ x_1 + self.layers[1].b
    x_2 = np.sin(s1)
    scale = self.scale
    result = x_2 * scale
    # backward
    grad_self_layers_1_W = 0.02 * self_layers_1_W      # return np.sum(self.W**2)
    grad_self_layers_0_W = 0.02 * self_layers_0_W
    grad_result = 2 * (result - y)                     # return np.sum((self.forward...
    grad_x_2 = grad_result * scale                     # result = x_2 * scale
    grad_self_layers_1_b = grad_x_2 * np.cos(s1)       # x_2 = np.sin(s1)
    # s1 = self_layers_1_W @ x_1 + self.layers[1].b
    grad_self_layers_1_W += np.outer(grad_self_layers_1_b, x_1)
    grad_x_1 = self_layers_1_W.T @ grad_self_layers_1_b
    grad_self_layers_0_b = grad_x_1 * (1 - x_1 * x_1)  # x_1 = np.tanh(self_layers_0...
    grad_self_layers_0_W += np.outer(grad_self_layers_0_b, x)
    grad_x = self_layers_0_W.T @ grad_self_layers_0_b
    return (
        {
            'layers': [
                {'W': grad_self_layers_0_W, 'b': grad_self_layers_0_b, 'act': 0.0},
                {'W': grad_self_layers_1_W, 'b': grad_self_layers_1_b, 'act': 0.0},
            ]
        },
        grad_x,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(self, x, y):
    # forward
    s0 = self.calls
    s1 = s0 + 1
    s2 = s1
    self.calls = s2
    s4 = self.layers
    s5 = s4[0]
    self_layers_0_W = s5.W
    s6 = self_layers_0_W @ x
    s7 = self.layers
    s8 = s7[0]
    s9 = s8.b
    s10 = s6 + s9
    result = np.tanh(s10)
    x_1 = result
    s11 = self.layers
    s12 = s11[1]
    self_layers_1_W = s12.W
    s13 = self_layers_1_W @ x_1
    s14 = self.layers
    s15 = s14[1]
    s16 = s15.b
    s17 = s13 + s16
    result_1 = np.sin(s17)
    x_2 = result_1
    scale = self.scale
    result_1 = x_2 * scale
    s18 = result_1 - y
    s19 = s18 ** 2
    s20 = np.sum(s19)
    s21 = self_layers_0_W ** 2
    result_1 = np.sum(s21)
    s22 = self_layers_1_W ** 2
    result_2 = np.sum(s22)
    s23 = result_1 + result_2
    s24 = 0.01 * s23
    result_2 = s20 + s24
    # backward
    grad_result_2 = 1.0                                  # result_2 = s20 + s24
    grad_s20 = grad_result_2
    grad_s24 = grad_result_2
    grad_s23 = grad_s24 * 0.01                           # s24 = 0.01 * s23
    grad_result_1 = grad_s23                             # s23 = result_1 + result_2
    grad_result_2 = grad_s23
    grad_s22 = np.broadcast_to(grad_result_2, np.shape(s22))  # result_2 = np.sum(s22)
    grad_self_layers_1_W = grad_s22 * 2 * self_layers_1_W  # s22 = self_layers_1_W ** 2
    grad_s21 = np.broadcast_to(grad_result_1, np.shape(s21))  # result_1 = np.sum(s21)
    grad_self_layers_0_W = grad_s21 * 2 * self_layers_0_W  # s21 = self_layers_0_W ** 2
    grad_s19 = np.broadcast_to(grad_s20, np.shape(s19))  # s20 = np.sum(s19)
    grad_s18 = grad_s19 * 2 * s18                        # s19 = s18 ** 2
    grad_result_1 = grad_s18                             # s18 = result_1 - y
    grad_x_2 = grad_result_1 * scale                     # result_1 = x_2 * scale
    grad_result_1 = grad_x_2                             # x_2 = result_1
    grad_s17 = grad_result_1 * np.cos(s17)               # result_1 = np.sin(s17)
    grad_s13 = grad_s17                                  # s17 = s13 + s16
    grad_self_layers_1_b = grad_s17
    grad_self_layers_1_W += np.outer(grad_s13, x_1)      # s13 = self_layers_1_W @ x_1
    grad_x_1 = self_layers_1_W.T @ grad_s13
    grad_result = grad_x_1                               # x_1 = result
    grad_s10 = grad_result * (1 - result * result)       # result = np.tanh(s10)
    grad_s6 = grad_s10                                   # s10 = s6 + s9
    grad_self_layers_0_b = grad_s10
    grad_self_layers_0_W += np.outer(grad_s6, x)         # s6 = self_layers_0_W @ x
    grad_x = self_layers_0_W.T @ grad_s6
    return (
        {
            'layers': [
                {'W': grad_self_layers_0_W, 'b': grad_self_layers_0_b, 'act': 0.0},
                {'W': grad_self_layers_1_W, 'b': grad_self_layers_1_b, 'act': 0.0},
            ]
        },
        grad_x,
    )
