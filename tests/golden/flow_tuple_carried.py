# The state is one tuple.

import numpy as np


def f(x, n):
    state = (x, 1.0)
    for i in range(n):
        q, p = state
        state = (q + 0.1 * p, p - 0.1 * np.sin(q))
    return state[0] * state[1]


ANALYTIC = True
ARGS = (0.3, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    state = 1.0
    for i in range(n):
        xs.append(x)
        x, state = x + 0.1 * state, state - 0.1 * np.sin(x)
    # backward
    grad_x = state
    grad_state = x
    for x in reversed(xs):
        grad_x_1 = grad_x - grad_state * 0.1 * np.cos(x)  # x, state = x + 0.1 * sta...
        grad_state += grad_x * 0.1
        grad_x = grad_x_1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    qs = []
    state = 1.0
    for i in range(n):
        q = x
        qs.append(q)
        p = state
        s0 = 0.1 * p
        x = q + s0
        s1 = np.sin(q)
        s2 = 0.1 * s1
        state = p - s2
    result = x * state
    # backward
    grad_result = 1.0  # result = x * state
    grad_x = grad_result * state
    grad_state = grad_result * x
    for q in reversed(qs):
        grad_p = grad_state           # state = p - s2
        grad_s2 = -grad_state
        grad_s1 = grad_s2 * 0.1       # s2 = 0.1 * s1
        grad_q = grad_s1 * np.cos(q)  # s1 = np.sin(q)
        grad_q += grad_x              # x = q + s0
        grad_s0 = grad_x
        grad_p += grad_s0 * 0.1       # s0 = 0.1 * p
        grad_state = grad_p           # p = state
        grad_x = grad_q
    return grad_x
