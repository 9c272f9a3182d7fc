# The gradient of an einsum is an einsum.

import numpy as np


def f(A, x):
    return np.einsum("ij,i,j->", A, x, x)


ANALYTIC = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(3, 3)), RNG.normal(size=3))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, x):
    # forward
    result = np.einsum('ij,i,j->', A, x, x)
    require_scalar(result)
    # backward
    grad_A = fit(np.einsum(',i,j->ij', 1.0, x, x), A)  # result = np.einsum('ij,i,j-...
    grad_x = fit(np.einsum('ij,,j->i', A, 1.0, x), x)
    grad_x = grad_x + fit(np.einsum('ij,i,->j', A, x, 1.0), x)
    return own(grad_A), grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, x):
    # forward
    result = np.einsum('ij,i,j->', A, x, x)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = np.einsum('ij,i,j->', A, x, x)
    grad_A = fit(np.einsum(',i,j->ij', grad_result, x, x), A)
    grad_x = fit(np.einsum('ij,,j->i', A, grad_result, x), x)
    grad_x = grad_x + fit(np.einsum('ij,i,->j', A, x, grad_result), x)
    return own(grad_A), grad_x
