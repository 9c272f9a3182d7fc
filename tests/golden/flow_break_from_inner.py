# A break leaves the inner loop only.

import numpy as np


def f(A):
    s = 0.0
    for row in A:
        for a in row:
            if a < 0:
                break
            s = s * a + a
        s = s + row[0]
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [-1.1, 0.4]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    ss = []
    stepss = []
    ss_1 = []
    s = 0.0
    for row in A:
        steps = 0
        for a in row:
            ss_1.append(s)
            steps = steps + 1
            if a < 0:
                break
            s = s * a + a
        ss.append(s)
        stepss.append(steps)
        s = s + row[0]
    require_scalar(s)
    # backward
    grad_A = np.zeros_like(A)
    grad_s = 1.0
    for i in reversed(range(len(A))):
        steps = stepss.pop()
        s = ss.pop()
        row = A[i]
        grad_s_1 = unbroadcast(grad_s, s)  # s = s + row[0]
        grad_row = np.zeros_like(row)
        grad_row[0] = unbroadcast(grad_s, row[0])
        for j in reversed(range(steps)):
            s = ss_1.pop()
            a = row[j]
            if a < 0:
                continue
            grad_a = grad_s_1 + grad_s_1 * s  # s = s * a + a
            grad_s_1 = grad_s_1 * a
            grad_row[j] += grad_a
        grad_A[i] += grad_row
        grad_s = grad_s_1
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = len(A)
    ss = []
    stepss = []
    ss_1 = []
    s = 0.0
    for i in range(s0):
        row = A[i]
        s1 = len(row)
        steps = 0
        for j in range(s1):
            ss_1.append(s)
            a = row[j]
            steps = steps + 1
            if a < 0:
                break
            s2 = s * a
            s = s2 + a
        ss.append(s)
        stepss.append(steps)
        s3 = row[0]
        s = s + s3
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        steps = stepss.pop()
        s = ss.pop()
        row = A[i]                         # row = A[i]
        grad_s_1 = unbroadcast(grad_s, s)  # s = s + s3
        grad_s3 = unbroadcast(grad_s, row[0])
        grad_row = np.zeros_like(row)      # s3 = row[0]
        grad_row[0] += grad_s3
        for j in reversed(range(steps)):
            s = ss_1.pop()
            a = row[j]         # a = row[j]
            grad_s = grad_s_1  # steps = steps + 1
            if a < 0:
                grad_s_1 = grad_s
                grad_a = np.zeros_like(a)
            else:
                grad_s2 = grad_s        # s = s2 + a
                grad_a = grad_s
                grad_s_1 = grad_s2 * a  # s2 = s * a
                grad_a = grad_a + grad_s2 * s
            grad_row[j] += grad_a  # a = row[j]
        grad_s = grad_s_1      # steps = steps + 1
        grad_A[i] += grad_row  # row = A[i]
    return grad_A
