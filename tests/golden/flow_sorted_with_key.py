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
    s0 = range(len(x))
    s1 = []
    for i in range(len(s0)):
        s1.append(weights[s0[i]])
    places = sorted(range(len(s1)), key=s1.__getitem__, reverse=True)
    order = []
    for i in range(len(places)):
        order.append(s0[places[i]])
    s2 = []
    for i in range(len(x)):
        s2.append(abs(x[i]))
    places = sorted(range(len(s2)), key=s2.__getitem__)
    ranked = []
    for i in range(len(places)):
        ranked.append(x[places[i]])
    s3 = ranked[0]
    s4 = order[0]
    s5 = x[s4]
    s6 = s5 ** 2
    result = s3 * s6
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)         # s5 = x[s4]
    np.add.at(grad_x, s4, s3 * 2 * s5)
    grad_ranked = zeros_each(ranked)  # s3 = ranked[0]
    grad_ranked[0] = grad_ranked[0] + s6
    for i in reversed(range(len(places))):
        grad_s8 = grad_ranked.pop()  # ranked.append(x[places[i]])
        grad_x[places[i]] += grad_s8
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, weights):
    # forward
    s0 = len(x)
    s1 = range(s0)
    s2 = []
    s3 = len(s1)
    for i in range(s3):
        s4 = s1[i]
        s5 = weights[s4]
        s2.append(s5)
    places = sorted(range(len(s2)), key=s2.__getitem__, reverse=True)
    order = []
    s6 = len(places)
    for i in range(s6):
        s7 = places[i]
        s8 = s1[s7]
        order.append(s8)
    s9 = []
    s10 = len(x)
    for i in range(s10):
        s11 = x[i]
        s12 = abs(s11)
        s9.append(s12)
    places = sorted(range(len(s9)), key=s9.__getitem__)
    ranked = []
    s13 = len(places)
    for i in range(s13):
        s14 = places[i]
        s15 = x[s14]
        ranked.append(s15)
    s16 = ranked[0]
    s17 = order[0]
    s18 = x[s17]
    s19 = s18 ** 2
    result = s16 * s19
    require_scalar(result)
    # backward
    grad_result = 1.0                 # result = s16 * s19
    grad_s16 = grad_result * s19
    grad_s19 = grad_result * s16
    grad_s18 = grad_s19 * 2 * s18     # s19 = s18 ** 2
    grad_x = np.zeros_like(x)         # s18 = x[s17]
    np.add.at(grad_x, s17, grad_s18)
    grad_ranked = zeros_each(ranked)  # s16 = ranked[0]
    grad_ranked[0] = grad_ranked[0] + grad_s16
    for i in reversed(range(len(places))):
        grad_s15 = grad_ranked.pop()   # ranked.append(s15)
        grad_x[places[i]] += grad_s15  # s15 = x[s14]
    return grad_x
