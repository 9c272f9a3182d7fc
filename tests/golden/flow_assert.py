# Asserts are part of the forward half.

import numpy as np


def f(x, n):
    assert n > 0, "at least one step"
    for i in range(n):
        assert x.shape == (2,)
        x = np.sin(x)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    assert n > 0, 'at least one step'
    xs = []
    for i in range(n):
        xs.append(x)
        assert x.shape == (2,)
        x = np.sin(x)
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for x in reversed(xs):
        grad_x = grad_x * np.cos(x)  # x = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = n > 0
    assert s0, 'at least one step'
    xs = []
    for i in range(n):
        xs.append(x)
        s2 = x.shape
        s3 = s2 == (2,)
        assert s3
        x = np.sin(x)
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for x in reversed(xs):
        grad_x = grad_x * np.cos(x)  # x = np.sin(x)
    return own(grad_x)
