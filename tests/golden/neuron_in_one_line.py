# The same in one expression: it is split only where the backward half reads an inner value.

import numpy as np


def neuron(w, x, b):
    return 1 / (1 + np.exp(-(w @ x + b)))


ANALYTIC = True
ARGS = (np.array([0.5, -0.3, 0.8]), np.array([1.0, 2.0, -1.5]), 0.3)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_neuron(w, x, b):
    # forward
    result = 1 / (1 + np.exp(-(w @ x + b)))
    # backward
    grad_b = (1 - result) * result  # result = 1 / (1 + np.exp(-(w @ x + b)))
    grad_w = grad_b * x
    grad_x = grad_b * w
    return grad_w, grad_x, grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def grad_neuron(w, x, b):
    # forward
    s0 = w @ x
    s1 = s0 + b
    s2 = -s1
    s3 = np.exp(s2)
    s4 = 1 + s3
    result = 1 / s4
    # backward
    grad_result = 1.0     # result = 1 / s4
    grad_s1 = grad_result * (1 - result) * result
    grad_s0 = grad_s1     # s1 = s0 + b
    grad_b = grad_s1
    grad_w = grad_s0 * x  # s0 = w @ x
    grad_x = grad_s0 * w
    return grad_w, grad_x, grad_b
