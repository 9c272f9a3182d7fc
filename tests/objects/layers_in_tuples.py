"""A perceptron with its layers in a list of pairs: the loop over them disappears."""

import numpy as np

r = np.random.default_rng(0).normal


def loss(params, x):
    h = x
    for W, b in params[:-1]:
        h = np.tanh(W @ h + b)
    W, b = params[-1]
    return np.sum((W @ h + b) ** 2)


ARGS = [
    [(r(size=(4, 3)), r(size=4)), (r(size=(5, 4)), r(size=5)), (r(size=(2, 5)), r(size=2))],
    r(size=3),
]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(params, x):
    # forward
    params_0_0 = params[0][0]
    h = np.tanh(params_0_0 @ x + params[0][1])
    params_1_0 = params[1][0]
    h_1 = np.tanh(params_1_0 @ h + params[1][1])
    params_2_0 = params[2][0]
    # backward
    grad_params_2_1 = 2 * (params_2_0 @ h_1 + params[2][1])  # return np.sum((W @ h...
    grad_params_2_0 = np.outer(grad_params_2_1, h_1)
    grad_h_1 = params_2_0.T @ grad_params_2_1
    grad_params_1_1 = grad_h_1 * (1 - h_1 * h_1)             # h_1 = np.tanh(params_...
    grad_params_1_0 = np.outer(grad_params_1_1, h)
    grad_h = params_1_0.T @ grad_params_1_1
    grad_params_0_1 = grad_h * (1 - h * h)                   # h = np.tanh(params_0_...
    grad_params_0_0 = np.outer(grad_params_0_1, x)
    grad_x = params_0_0.T @ grad_params_0_1
    return (
        [
            (grad_params_0_0, grad_params_0_1),
            (grad_params_1_0, grad_params_1_1),
            (grad_params_2_0, grad_params_2_1),
        ],
        grad_x,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(params, x):
    # forward
    h = x
    s0 = params[0]
    s1 = s0[0]
    W = s1
    s2 = params[0]
    s3 = s2[1]
    b = s3
    s4 = W @ h
    s5 = s4 + b
    h_1 = np.tanh(s5)
    s6 = params[1]
    s7 = s6[0]
    W_1 = s7
    s8 = params[1]
    s9 = s8[1]
    b = s9
    s10 = W_1 @ h_1
    s11 = s10 + b
    h_2 = np.tanh(s11)
    s12 = params[2]
    s13 = s12[0]
    W_2 = s13
    s14 = params[2]
    s15 = s14[1]
    b = s15
    s16 = W_2 @ h_2
    s17 = s16 + b
    s18 = s17 ** 2
    result = np.sum(s18)
    # backward
    grad_result = 1.0                      # result = np.sum(s18)
    grad_s18 = np.broadcast_to(grad_result, np.shape(s18))
    grad_s17 = grad_s18 * 2 * s17          # s18 = s17 ** 2
    grad_s16 = grad_s17                    # s17 = s16 + b
    grad_b = grad_s17
    grad_W_2 = np.outer(grad_s16, h_2)     # s16 = W_2 @ h_2
    grad_h_2 = W_2.T @ grad_s16
    grad_params_2_1 = grad_b               # b = s15
    grad_params_2_0 = grad_W_2
    grad_s11 = grad_h_2 * (1 - h_2 * h_2)  # h_2 = np.tanh(s11)
    grad_s10 = grad_s11                    # s11 = s10 + b
    grad_b = grad_s11
    grad_W_1 = np.outer(grad_s10, h_1)     # s10 = W_1 @ h_1
    grad_h_1 = W_1.T @ grad_s10
    grad_params_1_1 = grad_b               # b = s9
    grad_params_1_0 = grad_W_1
    grad_s5 = grad_h_1 * (1 - h_1 * h_1)
    grad_s4 = grad_s5                      # s5 = s4 + b
    grad_b = grad_s5
    grad_W = np.outer(grad_s4, h)          # s4 = W @ h
    grad_h = W.T @ grad_s4
    grad_params_0_1 = grad_b               # b = s3
    grad_params_0_0 = grad_W
    grad_x = grad_h                        # h = x
    return (
        [
            (grad_params_0_0, grad_params_0_1),
            (grad_params_1_0, grad_params_1_1),
            (grad_params_2_0, grad_params_2_1),
        ],
        grad_x,
    )
