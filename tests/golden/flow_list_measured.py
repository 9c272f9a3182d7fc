# A closure measures a list that a loop makes another.

import numpy as np


def f(x):
    pair, count = [x[0]], 0

    def length():
        return len(pair)

    for v in x:
        count += length()
        pair = [v, v * v]
    return pair[1] * count


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    pair = [x[0]]
    pairs = []
    count = 0
    for v in x:
        pairs.append(pair)
        result = len(pair)
        count += result
        pair = [v, v * v]
    result = pair[1] * count
    require_scalar(result)
    # backward
    grad_pair = zeros_each(pair)  # result = pair[1] * count
    grad_pair[1] = grad_pair[1] + 1.0 * count
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        pair = pairs.pop()
        v = x[i]
        grad_v = grad_pair[0]
        grad_v = grad_v + 2 * grad_pair[1] * v  # pair = [v, v * v]
        grad_x[i] += grad_v
        grad_pair = zeros_each(pair)
    grad_x[0] += grad_pair[0]  # pair = [x[0]]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x[0]
    s1 = len(x)
    pair = [s0]
    pairs = []
    count = 0
    for i in range(s1):
        pairs.append(pair)
        v = x[i]
        result = len(pair)
        count += result
        s2 = v * v
        pair = [v, s2]
    s3 = pair[1]
    result = s3 * count
    require_scalar(result)
    # backward
    grad_result = 1.0             # result = s3 * count
    grad_s3 = grad_result * count
    grad_pair = zeros_each(pair)  # s3 = pair[1]
    grad_pair[1] = grad_pair[1] + grad_s3
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        pair = pairs.pop()
        v = x[i]                             # v = x[i]
        grad_v = grad_pair[0]
        grad_s2 = grad_pair[1]
        grad_v = grad_v + 2 * (grad_s2 * v)  # pair = [v, s2]
        grad_x[i] += grad_v                  # v = x[i]
        grad_pair = zeros_each(pair)
    grad_s0 = grad_pair[0]
    grad_x[0] += grad_s0  # s0 = x[0]
    return grad_x
