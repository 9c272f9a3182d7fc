# Softmax regression trained by an inner loop, differentiated in its data and step.

import numpy as np


def f(X, rate, labels):
    W = np.zeros((2, 3))
    for step in range(3):
        E = np.exp(X @ W)
        P = E / np.sum(E, axis=1, keepdims=True)
        P[np.arange(len(labels)), labels] -= 1
        W = W - rate * X.T @ P
    return np.sum(W * W)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]), 0.2, np.array([0, 2, 1]))
ARGNUMS = (0, 1)
