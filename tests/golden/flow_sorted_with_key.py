# Sorted by another value, the largest first.

import numpy as np


def f(x, weights):
    order = sorted(range(len(x)), key=lambda i: weights[i], reverse=True)
    ranked = sorted(x, key=abs)
    return ranked[0] * x[order[0]] ** 2


ANALYTIC = False
ARGS = (np.array([0.3, -1.2, 0.5]), [2.0, 1.0, 3.0])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, weights):
    # forward
    s0 = []
    for i in range(len(x)):
        s0.append(weights[i])
    order = sorted(range(len(s0)), key=s0.__getitem__, reverse=True)
    s1 = []
    for i in range(len(x)):
        s1.append(abs(x[i]))
    places = sorted(range(len(s1)), key=s1.__getitem__)
    ranked = []
    for i in range(len(places)):
        ranked.append(x[places[i]])
    s2 = ranked[0]
    s3 = order[0]
    s4 = x[s3]
    s5 = s4 ** 2
    result = s2 * s5
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)         # s4 = x[s3]
    grad_x[s3] = s2 * 2 * s4
    grad_ranked = zeros_each(ranked)  # s2 = ranked[0]
    grad_ranked[0] = grad_ranked[0] + s5
    for i in reversed(range(len(places))):
        grad_s7 = grad_ranked.pop()  # ranked.append(x[places[i]])
        grad_x[places[i]] += grad_s7
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, weights):
    # forward
    s0 = []
    s1 = len(x)
    for i in range(s1):
        s2 = weights[i]
        s0.append(s2)
    order = sorted(range(len(s0)), key=s0.__getitem__, reverse=True)
    s3 = []
    s4 = len(x)
    for i in range(s4):
        s5 = x[i]
        s6 = abs(s5)
        s3.append(s6)
    places = sorted(range(len(s3)), key=s3.__getitem__)
    ranked = []
    s7 = len(places)
    for i in range(s7):
        s8 = places[i]
        s9 = x[s8]
        ranked.append(s9)
    s10 = ranked[0]
    s11 = order[0]
    s12 = x[s11]
    s13 = s12 ** 2
    result = s10 * s13
    require_scalar(result)
    # backward
    grad_result = 1.0                 # result = s10 * s13
    grad_s10 = grad_result * s13
    grad_s13 = grad_result * s10
    grad_s12 = grad_s13 * 2 * s12     # s13 = s12 ** 2
    grad_x = np.zeros_like(x)         # s12 = x[s11]
    grad_x[s11] += grad_s12
    grad_ranked = zeros_each(ranked)  # s10 = ranked[0]
    grad_ranked[0] = grad_ranked[0] + grad_s10
    for i in reversed(range(len(places))):
        grad_s9 = grad_ranked.pop()   # ranked.append(s9)
        grad_x[places[i]] += grad_s9  # s9 = x[s8]
    return grad_x
