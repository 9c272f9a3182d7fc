"""Keys, values and items of a nested dict."""

import numpy as np

r = np.random.default_rng(0).normal


def penalty(params):
    total = sum(np.sum(layer["W"] ** 2) for layer in params.values())
    for name, layer in params.items():
        for key in layer:
            total = total + np.sum(layer[key]) * (2.0 if key == "W" else len(name))
    return total


ARGS = [{"first": {"W": r(size=2), "b": r(size=1)}, "second": {"W": r(size=2)}}]


# ---------------------------------- optimised ---------------------------------------------------

def grad_penalty(params):
    # backward
    # total = total + np.sum(layer[key]) * (2.0 if key == "W" else len(name))
    grad_params_first_b = np.full_like(params['first']['b'], 1.0 * len('first'))
    grad_params_second_W = 2.0 + 2 * params['second']['W']  # total = sum(np.sum(lay...
    grad_params_first_W = 2.0 + 2 * params['first']['W']
    return (
        {
            'first': {'W': grad_params_first_W, 'b': grad_params_first_b},
            'second': {'W': grad_params_second_W},
        },
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_penalty(params):
    # forward
    s0 = params['first']
    params_first_W = s0['W']
    s1 = params_first_W ** 2
    s2 = np.sum(s1)
    s3 = params['second']
    params_second_W = s3['W']
    s4 = params_second_W ** 2
    s5 = np.sum(s4)
    s6 = s2 + s5
    total = s6
    s7 = np.sum(params_first_W)
    s8 = s7 * 2.0
    total = total + s8
    s9 = params['first']
    params_first_b = s9['b']
    s10 = np.sum(params_first_b)
    s11 = len('first')
    s12 = s10 * s11
    total = total + s12
    s13 = np.sum(params_second_W)
    s14 = s13 * 2.0
    total = total + s14
    # backward
    grad_total = 1.0                                  # total = total + s14
    grad_total_1 = grad_total
    grad_s14 = grad_total
    grad_s13 = grad_s14 * 2.0                         # s14 = s13 * 2.0
    # s13 = np.sum(params_second_W)
    grad_params_second_W = np.broadcast_to(grad_s13, np.shape(params_second_W))
    grad_total = grad_total_1                         # total = total + s12
    grad_s12 = grad_total_1
    grad_s10 = grad_s12 * s11                         # s12 = s10 * s11
    # s10 = np.sum(params_first_b)
    grad_params_first_b = np.broadcast_to(grad_s10, np.shape(params_first_b))
    grad_total_1 = grad_total                         # total = total + s8
    grad_s8 = grad_total
    grad_s7 = grad_s8 * 2.0                           # s8 = s7 * 2.0
    # s7 = np.sum(params_first_W)
    grad_params_first_W = np.broadcast_to(grad_s7, np.shape(params_first_W))
    grad_s6 = grad_total_1                            # total = s6
    grad_s2 = grad_s6
    grad_s5 = grad_s6
    grad_s4 = np.broadcast_to(grad_s5, np.shape(s4))  # s5 = np.sum(s4)
    # s4 = params_second_W ** 2
    grad_params_second_W = grad_params_second_W + grad_s4 * 2 * params_second_W
    grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
    # s1 = params_first_W ** 2
    grad_params_first_W = grad_params_first_W + grad_s1 * 2 * params_first_W
    return (
        {
            'first': {'W': grad_params_first_W, 'b': grad_params_first_b.copy()},
            'second': {'W': grad_params_second_W},
        },
    )
