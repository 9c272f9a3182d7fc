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
    s2s = []
    s2s_1 = []
    s3s = []
    for i in range(1, len(x)):
        scores = []
        for j in range(i):
            s1 = best[j]
            s1s.append(s1)
            scores.append(s1 + x[i] * x[j])
        scoress.append(scores)
        s4 = False
        s2 = -np.inf
        for j in range(len(scores)):
            s2s_1.append(s2)
            best_1 = scores[j]
            s3 = not s4 or best_1 > s2
            s3s.append(s3)
            if not s3:
                best_1 = s2
            s4 = True
            s2 = best_1
        s2s.append(s2)
        best[i] = s2
    seen = []
    for v in x:
        seen.append(v * v)
    s5s = []
    s6s = []
    s7 = False
    s5 = np.inf
    for i in range(len(seen)):
        s5s.append(s5)
        best_1 = seen[i]
        s6 = not s7 or best_1 < s5
        s6s.append(s6)
        if not s6:
            best_1 = s5
        s7 = True
        s5 = best_1
    result = best[-1] - s5
    require_scalar(result)
    # backward
    grad_seen = zeros_each(seen)
    grad_s5 = -1.0
    for i in reversed(range(len(seen))):
        s6 = s6s.pop()
        s5 = s5s.pop()
        s9 = seen[i]  # s6 = best_1 < s5
        if s6:
            grad_s5_1 = np.zeros_like(s5)
        else:
            grad_s5_1 = grad_s5
            grad_s5 = np.zeros_like(s9)
        grad_seen[i] = grad_seen[i] + grad_s5  # s6 = best_1 < s5
        grad_s5 = grad_s5_1
    grad_best = np.zeros_like(best)  # result = best[-1] - s5
    grad_best[-1] = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_s10 = grad_seen.pop()  # seen.append(v * v)
        grad_v = 2.0 * grad_s10 * v
        grad_x[i] += grad_v
    for i in reversed(range(1, len(x))):
        s2 = s2s.pop()
        scores = scoress.pop()
        grad_s2 = unbroadcast(grad_best[i], s2)  # best[i] = s2
        grad_best[i] = 0
        grad_scores = zeros_each(scores)
        for j in reversed(range(len(scores))):
            s3 = s3s.pop()
            s2 = s2s_1.pop()
            s11 = scores[j]  # s3 = best_1 > s2
            if s3:
                grad_s2_1 = np.zeros_like(s2)
            else:
                grad_s2_1 = grad_s2
                grad_s2 = np.zeros_like(s11)
            grad_scores[j] = grad_scores[j] + grad_s2  # s3 = best_1 > s2
            grad_s2 = grad_s2_1
        for j in reversed(range(i)):
            s1 = s1s.pop()
            s12 = x[i]  # scores.append(s1 + x[i] * x[j])
            s13 = x[j]
            grad_s14 = grad_scores.pop()
            grad_x[j] += unbroadcast(grad_s14 * s12, s13)
            grad_x[i] += unbroadcast(grad_s14 * s13, s12)
            grad_best[j] += unbroadcast(grad_s14, s1)  # s1 = best[j]
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
    s4s = []
    s4s_1 = []
    s5s = []
    for i in range(1, s2):
        scores = []
        for j in range(i):
            s3 = best[j]
            s3s.append(s3)
            s6 = x[i]
            s7 = x[j]
            s8 = s6 * s7
            s9 = s3 + s8
            scores.append(s9)
        scoress.append(scores)
        s10 = len(scores)
        s11 = False
        s4 = -np.inf
        for j in range(s10):
            s4s_1.append(s4)
            best_1 = scores[j]
            s5 = not s11 or best_1 > s4
            s5s.append(s5)
            if not s5:
                best_1 = s4
            s11 = True
            s4 = best_1
        s4s.append(s4)
        best[i] = s4
    s12 = len(x)
    seen = []
    for i in range(s12):
        v = x[i]
        s13 = v * v
        seen.append(s13)
    s14 = best[-1]
    s15 = len(seen)
    s16s = []
    s17s = []
    s18 = False
    s16 = np.inf
    for i in range(s15):
        s16s.append(s16)
        best_1 = seen[i]
        s17 = not s18 or best_1 < s16
        s17s.append(s17)
        if not s17:
            best_1 = s16
        s18 = True
        s16 = best_1
    result = s14 - s16
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s14 - s16
    grad_s14 = grad_result
    grad_s16 = -grad_result
    grad_seen = zeros_each(seen)
    for i in reversed(range(len(seen))):
        s17 = s17s.pop()
        s16 = s16s.pop()
        s20 = seen[i]  # s17 = best_1 < s16
        grad_best_1 = grad_s16
        if s17:
            grad_s16 = np.zeros_like(s16)
        else:
            grad_s16 = grad_best_1
            grad_best_1 = np.zeros_like(s20)
        grad_seen[i] = grad_seen[i] + grad_best_1  # s17 = best_1 < s16
    grad_best = np.zeros_like(best)  # s15 = len(seen)
    grad_best[-1] += grad_s14
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                     # v = x[i]
        grad_s13 = grad_seen.pop()   # seen.append(s13)
        grad_v = 2 * (grad_s13 * v)  # s13 = v * v
        grad_x[i] += grad_v          # v = x[i]
    for i in reversed(range(1, len(x))):
        s4 = s4s.pop()
        scores = scoress.pop()
        grad_s4 = unbroadcast(grad_best[i], s4)  # best[i] = s4
        grad_best[i] = 0
        grad_scores = zeros_each(scores)
        for j in reversed(range(len(scores))):
            s5 = s5s.pop()
            s4 = s4s_1.pop()
            s21 = scores[j]  # s5 = best_1 > s4
            grad_best_1 = grad_s4
            if s5:
                grad_s4 = np.zeros_like(s4)
            else:
                grad_s4 = grad_best_1
                grad_best_1 = np.zeros_like(s21)
            grad_scores[j] = grad_scores[j] + grad_best_1  # s5 = best_1 > s4
        for j in reversed(range(i)):
            s3 = s3s.pop()
            s22 = x[i]                                 # s6 = x[i]
            s23 = x[j]                                 # s7 = x[j]
            grad_s9 = grad_scores.pop()                # scores.append(s9)
            grad_s3 = unbroadcast(grad_s9, s3)         # s9 = s3 + s8
            grad_s8 = grad_s9
            grad_s6 = unbroadcast(grad_s8 * s23, s22)  # s8 = s6 * s7
            grad_s7 = unbroadcast(grad_s8 * s22, s23)
            grad_x[j] += grad_s7                       # s7 = x[j]
            grad_x[i] += grad_s6                       # s6 = x[i]
            grad_best[j] += grad_s3                    # s3 = best[j]
    grad_s1 = unbroadcast(grad_best[0], s1)  # best[0] = s1
    grad_x[0] += grad_s1                     # s1 = x[0]
    return grad_x
