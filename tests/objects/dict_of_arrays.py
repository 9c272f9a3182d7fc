"""A dict of parameters: its gradient is a dict."""

import numpy as np

r = np.random.default_rng(0).normal


def loss(params, x, y):
    h = np.tanh(params["W"] @ x + params["b"])
    return np.sum((h - y) ** 2)


ARGS = [{"W": r(size=(3, 2)), "b": r(size=3)}, r(size=2), r(size=3)]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(params, x, y):
    # forward
    params_W = params['W']
    h = np.tanh(params_W @ x + params['b'])
    # backward
    grad_h = 2 * (h - y)                  # return np.sum((h - y) ** 2)
    grad_params_b = grad_h * (1 - h * h)  # h = np.tanh(params_W @ x + params['b'])
    grad_params_W = np.outer(grad_params_b, x)
    grad_x = params_W.T @ grad_params_b
    return {'W': grad_params_W, 'b': grad_params_b}, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(params, x, y):
    # forward
    params_W = params['W']
    s0 = params_W @ x
    s1 = params['b']
    s2 = s0 + s1
    h = np.tanh(s2)
    s3 = h - y
    s4 = s3 ** 2
    result = np.sum(s4)
    # backward
    grad_result = 1.0                     # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_s3 = grad_s4 * 2 * s3            # s4 = s3 ** 2
    grad_h = grad_s3                      # s3 = h - y
    grad_s2 = grad_h * (1 - h * h)        # h = np.tanh(s2)
    grad_s0 = grad_s2                     # s2 = s0 + s1
    grad_params_b = grad_s2
    grad_params_W = np.outer(grad_s0, x)  # s0 = params_W @ x
    grad_x = params_W.T @ grad_s0
    return {'W': grad_params_W, 'b': grad_params_b}, grad_x
