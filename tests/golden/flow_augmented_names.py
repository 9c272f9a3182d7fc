# `+=` and `*=` on numbers carried round a loop.

import numpy as np


def f(x):
    total = 0
    product = 1
    for v in x:
        total += v * v
        product *= v
    return total * product


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    products = []
    total = 0
    product = 1
    for v in x:
        products.append(product)
        total += v * v
        product *= v
    result = total * product
    require_scalar(result)
    # backward
    grad_product = 1.0 * total  # result = total * product
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        product_1 = products.pop()
        v = x[i]
        grad_v = grad_product * product_1  # product *= v
        grad_product = grad_product * v
        grad_v += 2.0 * product * v        # total += v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    products = []
    total = 0
    product = 1
    for i in range(s0):
        products.append(product)
        v = x[i]
        s1 = v * v
        total += s1
        product *= v
    result = total * product
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = total * product
    grad_total = grad_result * product
    grad_product = grad_result * total
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        product = products.pop()
        v = x[i]                         # v = x[i]
        grad_v = grad_product * product  # product *= v
        grad_product = grad_product * v
        grad_s1 = grad_total             # total += s1
        grad_v += 2 * (grad_s1 * v)      # s1 = v * v
        grad_x[i] += grad_v              # v = x[i]
    return grad_x
