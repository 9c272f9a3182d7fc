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
