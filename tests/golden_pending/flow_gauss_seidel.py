# Element by element in place: each row reads what the rows above just wrote.

import numpy as np


def f(A, b, sweeps):
    x = np.zeros(len(b))
    for _ in range(sweeps):
        for i in range(len(b)):
            s = b[i]
            for j in range(len(b)):
                if j != i:
                    s = s - A[i, j] * x[j]
            x[i] = s / A[i, i]
    return np.sum(x * x)


ARGS = (
    np.array([[2.0, 0.3, 0.1], [0.5, 1.8, 0.2], [0.4, 0.3, 2.2]]),
    np.array([0.3, -1.2, 0.5]),
    2,
)
ARGNUMS = (0, 1)
