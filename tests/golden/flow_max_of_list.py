# The largest and the smallest of lists that are collected in loops.

import numpy as np


def f(x):
    best = np.zeros(len(x))
    best[0] = x[0]
    for i in range(1, len(x)):
        scores = [best[j] + x[i] * x[j] for j in range(i)]
        best[i] = max(scores)
    seen = []
    for v in x:
        seen.append(v * v)
    return best[-1] - min(seen)


ARGS = (np.array([0.4, -0.2, 0.9, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    best = np.zeros(len(x))
    s0 = x[0]
    best[0] = s0
    scoress = []
    s1s = []
    places = []
    for i in range(1, len(x)):
        scores = []
        for j in range(i):
            s1 = best[j]
            s1s.append(s1)
            scores.append(s1 + x[i] * x[j])
        scoress.append(scores)
        place = max(range(len(scores)), key=scores.__getitem__)
        places.append(place)
        best[i] = scores[place]
    seen = []
    for v in x:
        seen.append(v * v)
    place = min(range(len(seen)), key=seen.__getitem__)
    result = best[-1] - seen[place]
    require_scalar(result)
    # backward
    grad_seen = zeros_each(seen)  # result = best[-1] - seen[place]
    grad_seen[place] = grad_seen[place] - 1.0
    grad_best = np.zeros_like(best)
    grad_best[-1] = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_s3 = grad_seen.pop()  # seen.append(v * v)
        grad_v = 2 * grad_s3 * v
        grad_x[i] += grad_v
    for i in reversed(range(1, len(x))):
        place = places.pop()
        scores = scoress.pop()
        grad_s4 = unbroadcast(grad_best[i], scores[place])  # best[i] = scores[place]
        grad_best[i] = 0
        grad_scores = zeros_each(scores)
        grad_scores[place] = grad_scores[place] + grad_s4
        for j in reversed(range(i)):
            s1 = s1s.pop()
            s5 = x[i]                                 # scores.append(s1 + x[i] * x[j])
            s6 = x[j]
            grad_s7 = grad_scores.pop()
            grad_x[j] += unbroadcast(grad_s7 * s5, s6)
            grad_x[i] += unbroadcast(grad_s7 * s6, s5)
            grad_best[j] += unbroadcast(grad_s7, s1)  # s1 = best[j]
    grad_x[0] += unbroadcast(grad_best[0], s0)  # s0 = x[0]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    best = np.zeros(s0)
    s1 = x[0]
    best[0] = s1
    s2 = len(x)
    scoress = []
    s3s = []
    places = []
    for i in range(1, s2):
        scores = []
        for j in range(i):
            s3 = best[j]
            s3s.append(s3)
            s4 = x[i]
            s5 = x[j]
            s6 = s4 * s5
            s7 = s3 + s6
            scores.append(s7)
        scoress.append(scores)
        place = max(range(len(scores)), key=scores.__getitem__)
        places.append(place)
        s8 = scores[place]
        best[i] = s8
    s9 = len(x)
    seen = []
    for i in range(s9):
        v = x[i]
        s10 = v * v
        seen.append(s10)
    s11 = best[-1]
    place = min(range(len(seen)), key=seen.__getitem__)
    s12 = seen[place]
    result = s11 - s12
    require_scalar(result)
    # backward
    grad_result = 1.0                # result = s11 - s12
    grad_s11 = grad_result
    grad_s12 = -grad_result
    grad_seen = zeros_each(seen)     # s12 = seen[place]
    grad_seen[place] = grad_seen[place] + grad_s12
    grad_best = np.zeros_like(best)  # s11 = best[-1]
    grad_best[-1] += grad_s11
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                     # v = x[i]
        grad_s10 = grad_seen.pop()   # seen.append(s10)
        grad_v = 2 * (grad_s10 * v)  # s10 = v * v
        grad_x[i] += grad_v          # v = x[i]
    for i in reversed(range(1, len(x))):
        place = places.pop()
        scores = scoress.pop()
        grad_s8 = unbroadcast(grad_best[i], scores[place])  # best[i] = s8
        grad_best[i] = 0
        grad_scores = zeros_each(scores)                    # s8 = scores[place]
        grad_scores[place] = grad_scores[place] + grad_s8
        for j in reversed(range(i)):
            s3 = s3s.pop()
            s14 = x[i]                                 # s4 = x[i]
            s15 = x[j]                                 # s5 = x[j]
            grad_s7 = grad_scores.pop()                # scores.append(s7)
            grad_s3 = unbroadcast(grad_s7, s3)         # s7 = s3 + s6
            grad_s6 = grad_s7
            grad_s4 = unbroadcast(grad_s6 * s15, s14)  # s6 = s4 * s5
            grad_s5 = unbroadcast(grad_s6 * s14, s15)
            grad_x[j] += grad_s5                       # s5 = x[j]
            grad_x[i] += grad_s4                       # s4 = x[i]
            grad_best[j] += grad_s3                    # s3 = best[j]
    grad_s1 = unbroadcast(grad_best[0], s1)  # best[0] = s1
    grad_x[0] += grad_s1                     # s1 = x[0]
    return grad_x
