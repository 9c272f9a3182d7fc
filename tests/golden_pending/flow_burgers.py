# In place and not linear: the overwritten part is kept.

import numpy as np


def f(u, dt, T):
    for t in range(T):
        u[1:] = u[1:] - dt * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 0.1, 3)
ARGNUMS = (0, 1)
