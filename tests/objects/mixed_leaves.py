"""What is no floating-point number has gradient 0, or stays as it is."""

import numpy as np

r = np.random.default_rng(0).normal


def f(p):
    return np.sum(p[0]["a"]) * p[1][0] + p[1][1] * p[0]["n"]


ARGS = [({"a": r(size=2), "n": 3, "name": "x", "act": np.sin}, [1.5, 2.5])]


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(p):
    # forward
    p_0_a = p[0]['a']
    # backward
    grad_p_1_1 = 1.0 * p[0]['n']  # return np.sum(p[0]["a"]) * p[1][0] + p[1][1] * p...
    grad_p_0_a = np.full_like(p_0_a, p[1][0])
    return (
        (
            {'a': grad_p_0_a, 'n': 0.0, 'name': 0.0, 'act': 0.0},
            [np.sum(p_0_a), grad_p_1_1],
        ),
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(p):
    # forward
    s0 = p[0]
    p_0_a = s0['a']
    s1 = np.sum(p_0_a)
    s2 = p[1]
    p_1_0 = s2[0]
    s3 = s1 * p_1_0
    s4 = p[0]
    p_0_n = s4['n']
    s5 = p[1]
    s6 = s5[1]
    s7 = s6 * p_0_n
    result = s3 + s7
    # backward
    grad_result = 1.0                                       # result = s3 + s7
    grad_s3 = grad_result
    grad_s7 = grad_result
    grad_p_1_1 = grad_s7 * p_0_n                            # s7 = s6 * p_0_n
    grad_s1 = grad_s3 * p_1_0                               # s3 = s1 * p_1_0
    grad_p_1_0 = grad_s3 * s1
    grad_p_0_a = np.broadcast_to(grad_s1, np.shape(p_0_a))  # s1 = np.sum(p_0_a)
    return (
        (
            {'a': grad_p_0_a.copy(), 'n': 0.0, 'name': 0.0, 'act': 0.0},
            [grad_p_1_0, grad_p_1_1],
        ),
    )
