# A return out of two loops at once.

import numpy as np


def f(A, limit):
    s = 1.0
    for row in A:
        for a in row:
            s = s + s * a
            if s > limit:
                return s * a
        s = s * 0.5
    return -s


ANALYTIC = True
ARGS = (np.array([[0.3, 1.2], [0.5, 0.8]]), 2.0)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, limit):
    # forward
    returneds = []
    stepss = []
    ss = []
    s = 1.0
    returned = False
    for row in A:
        returned = False
        steps = 0
        for a in row:
            ss.append(s)
            s = s + s * a
            steps = steps + 1
            if s > limit:
                result = s * a
                returned = True
                break
            returned = False
        returneds.append(returned)
        stepss.append(steps)
        if returned:
            break
        s = s * 0.5
    if not returned:
        result = -s
    require_scalar(result)
    # backward
    if returned:
        grad_s = np.zeros_like(s)
        grad_result = 1.0
    else:
        grad_result = 0.0
        grad_s = -1.0
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(returneds))):
        steps = stepss.pop()
        returned = returneds.pop()
        row = A[i]
        if not returned:
            grad_s = grad_s * 0.5  # s = s * 0.5
        grad_row = np.zeros_like(row)  # steps = steps + 1
        for j in reversed(range(steps)):
            s = ss.pop()
            a = row[j]
            s1 = s * a  # s = s + s * a
            s_1 = s + s1
            if s_1 > limit:
                result = s_1 * a                                     # result = s * a
                grad_result = np.broadcast_to(grad_result, np.shape(result))
                grad_s = grad_s + unbroadcast(grad_result * a, s_1)  # result = s * a
                grad_a = unbroadcast(grad_result * s_1, a)
            else:
                grad_a = np.zeros_like(a)
            grad_s_1 = unbroadcast(grad_s, s)  # s = s + s * a
            grad_s2 = unbroadcast(grad_s, s1)
            grad_s = grad_s_1 + unbroadcast(grad_s2 * a, s)
            grad_a += unbroadcast(grad_s2 * s, a)
            grad_row[j] += grad_a
            grad_result = 0.0
        grad_A[i] += grad_row
        grad_result = 0.0
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, limit):
    # forward
    s0 = len(A)
    returneds = []
    stepss = []
    ss = []
    s = 1.0
    returned = False
    steps = 0
    for i in range(s0):
        row = A[i]
        s1 = len(row)
        returned = False
        steps_1 = 0
        for j in range(s1):
            ss.append(s)
            a = row[j]
            s2 = s * a
            s = s + s2
            steps_1 = steps_1 + 1
            if s > limit:
                result = s * a
                returned = True
                break
            returned = False
        returneds.append(returned)
        stepss.append(steps_1)
        if not returned:
            s = s * 0.5
        steps = steps + 1
        if returned:
            break
    if not returned:
        result = -s
    require_scalar(result)
    # backward
    grad_result = 1.0
    if returned:
        grad_s = np.zeros_like(s)
    else:
        grad_s = -grad_result  # result = -s
        grad_result = 0.0
    grad_A = np.zeros_like(A)  # steps = steps + 1
    for i in reversed(range(len(returneds))):
        steps = stepss.pop()
        returned = returneds.pop()
        row = A[i]  # row = A[i]
        if not returned:
            grad_s = grad_s * 0.5  # s = s * 0.5
        grad_row = np.zeros_like(row)  # steps_1 = steps_1 + 1
        for j in reversed(range(steps)):
            s = ss.pop()
            a = row[j]    # a = row[j]
            s4 = s * a    # s2 = s * a
            s_1 = s + s4  # s = s + s2
            if s_1 > limit:
                result = s_1 * a                                     # result = s * a
                grad_result = np.broadcast_to(grad_result, np.shape(result))
                grad_s = grad_s + unbroadcast(grad_result * a, s_1)  # result = s * a
                grad_a = unbroadcast(grad_result * s_1, a)
            else:
                grad_a = np.zeros_like(a)
            grad_s_1 = unbroadcast(grad_s, s)                # s = s + s2
            grad_s2 = unbroadcast(grad_s, s4)
            grad_s = grad_s_1 + unbroadcast(grad_s2 * a, s)  # s2 = s * a
            grad_a += unbroadcast(grad_s2 * s, a)
            grad_row[j] += grad_a                            # a = row[j]
            grad_result = 0.0
        grad_A[i] += grad_row  # row = A[i]
        grad_result = 0.0
    return grad_A
