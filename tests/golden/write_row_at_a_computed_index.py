# A row at an index that is some integer of NumPy's is a view, which is written to.

import numpy as np


def f(A):
    k = A[:, 0].argmax()
    row = A[k]
    row /= row[0]
    for i in np.arange(len(A)):
        other = A[i]
        other[1:] *= other[0]
    last = A[int(A[0, 0] + 1.0)]
    last *= A[np.int64(0), 1]
    return np.sum(A**2)


ARGS = (np.array([[0.3, -0.4, 0.7], [0.5, 1.1, -0.9], [1.3, 0.2, 0.8]]),)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    A = np.copy(A)
    k = A[:, 0].argmax()
    row = A[k]
    s0 = own(row[0])
    s1 = isinstance(row, np.ndarray)
    if s1:
        s2 = row / s0
        A[k] = s2
    s3 = np.arange(len(A))
    others = []
    s4s = []
    others_1 = []
    for i in s3:
        other = A[i]
        other_1 = own(other)
        others.append(other_1)
        s4 = other[1:] * other[0]
        s4s.append(s4)
        other = A[i]
        other[1:] = s4
        other = own(other)
        others_1.append(other)
    s5 = int(A[0, 0] + 1.0)
    last = A[s5]
    last = own(last)
    s6 = own(A[np.int64(0), 1])
    s7 = isinstance(last, np.ndarray)
    if s7:
        s8 = last * s6
        A[s5] = s8
    # backward
    grad_A = 2 * A  # return np.sum(A**2)
    if s7:
        grad_s8 = unbroadcast(grad_A[s5], s8)  # A[s5] = s8
        s9 = grad_s8 * s6
        s10 = grad_s8 * last
        grad_A[s5] = 0
        grad_last = unbroadcast(s9, last)
        grad_s11 = unbroadcast(s10, s6)
    else:
        grad_last = np.zeros_like(last)  # A[s5] = s8
        grad_s11 = np.zeros_like(s6)
    grad_A[np.int64(0), 1] += grad_s11  # s6 = own(A[np.int64(0), 1])
    grad_A[s5] += grad_last             # last = own(last)
    for i in reversed(range(len(s3))):
        other = others_1.pop()
        s4 = s4s.pop()
        other_1 = others.pop()
        i = s3[i]
        s12 = other_1[0]                        # s4 = other[1:] * other[0]
        s13 = other_1[1:]                       # other = own(other)
        grad_other = unbroadcast(grad_A[i], other)
        grad_s4 = unbroadcast(grad_other[1:], s4)
        s14 = grad_s4 * s12
        s15 = grad_s4 * s13
        grad_other = own(grad_other)
        grad_other[1:] = 0
        grad_A[i] = grad_other
        grad_other = np.zeros_like(other_1)
        grad_other[1:] = unbroadcast(s14, s13)
        grad_other[0] += unbroadcast(s15, s12)  # s4 = other[1:] * other[0]
        grad_A[i] += grad_other                 # other_1 = own(other)
    if s1:
        grad_s2 = unbroadcast(grad_A[k], s2)  # A[k] = s2
        s16 = grad_s2 / s0
        s17 = grad_s2 * s2
        grad_A[k] = 0
        grad_row = unbroadcast(s16, row)
        grad_s18 = unbroadcast(-s17 / s0, s0)
    else:
        grad_row = np.zeros_like(row)  # A[k] = s2
        grad_s18 = np.zeros_like(s0)
    grad_row[0] += grad_s18  # s0 = own(row[0])
    grad_A[k] += grad_row    # row = A[k]
    return grad_A


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A):
    # forward
    A = np.copy(A)
    k = A[:, 0].argmax()
    row = A[k]
    s0 = row[0]
    row /= s0
    s1 = np.arange(len(A))
    s2s = []
    s3s = []
    A = np.copy(A)
    for i in s1:
        other = A[i]
        s2 = other[0]
        s2s.append(s2)
        s3 = other[1:]
        s3s.append(s3.copy())
        other[1:] = s3 * s2
    s4 = int(A[0, 0] + 1.0)
    last = A[s4]
    last = last.copy()
    s5 = A[np.int64(0), 1]
    last_1 = last * s5
    A[s4] = last_1
    # backward
    grad_A = 2 * A                     # return np.sum(A**2)
    grad_last_1 = grad_A[s4]           # A[s4] = last_1
    grad_last = grad_last_1 * s5
    grad_s5 = np.sum(grad_last_1 * last)
    grad_A[s4] = grad_last
    grad_A[np.int64(0), 1] += grad_s5  # s5 = A[np.int64(0), 1]
    for i in reversed(range(len(s1))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        i = s1[i]
        grad_other = grad_A[i]    # other[1:] = s3 * s2
        grad_s6 = grad_other[1:]
        grad_s2 = np.sum(grad_s6 * s3)
        grad_other[1:] = grad_s6 * s2
        grad_other[0] += grad_s2  # s2 = other[0]
    grad_row = grad_A[k]                          # row /= s0
    grad_row_1 = grad_row / s0
    grad_row_1[0] -= np.sum(grad_row * row / s0)  # s0 = row[0]
    grad_A[k] = grad_row_1                        # row /= s0
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    A = np.copy(A)
    s0 = A[:, 0]
    k = s0.argmax()
    row = A[k]
    s1 = row[0]
    s2 = own(s1)
    s3 = isinstance(row, np.ndarray)
    if s3:
        s4 = row / s2
        A[k] = s4
        row_1 = A[k]
    else:
        row_1 = row / s2
    s5 = len(A)
    s6 = np.arange(s5)
    s7 = len(s6)
    others = []
    s8s = []
    others_1 = []
    for i in range(s7):
        i = s6[i]
        other = A[i]
        other_1 = own(other)
        others.append(other_1)
        s9 = other[0]
        s10 = other[1:]
        s8 = s10 * s9
        s8s.append(s8)
        other = A[i]
        other[1:] = s8
        other = own(other)
        others_1.append(other)
    s11 = A[0, 0]
    s12 = s11 + 1.0
    s13 = int(s12)
    last = A[s13]
    last = own(last)
    s14 = np.int64(0)
    s15 = A[s14, 1]
    s16 = own(s15)
    s17 = isinstance(last, np.ndarray)
    if s17:
        s18 = last * s16
        A[s13] = s18
        last_1 = A[s13]
    else:
        last_1 = last * s16
    s19 = A ** 2
    result = np.sum(s19)
    # backward
    grad_result = 1.0          # result = np.sum(s19)
    grad_s19 = np.broadcast_to(grad_result, np.shape(s19))
    grad_A = grad_s19 * 2 * A  # s19 = A ** 2
    if s17:
        grad_s18 = unbroadcast(grad_A[s13], s18)  # last_1 = last * s16
        grad_s18 = own(grad_s18)
        grad_A[s13] = 0
        grad_last = unbroadcast(grad_s18 * s16, last)
        grad_s15 = unbroadcast(grad_s18 * last, s16)
    else:
        grad_last = np.zeros_like(last)  # last_1 = last * s16
        grad_s15 = np.zeros_like(s16)
    grad_A[s14, 1] += grad_s15  # s16 = own(s15)
    grad_A[s13] += grad_last    # last = own(last)
    for i in reversed(range(len(s6))):
        other = others_1.pop()
        s8 = s8s.pop()
        other_1 = others.pop()
        i = s6[i]                 # i = s6[i]
        s20 = other_1[0]          # s9 = other[0]
        s21 = other_1[1:]         # other = own(other)
        grad_other = unbroadcast(grad_A[i], other)
        grad_other = own(grad_other)
        grad_A[i] = 0
        grad_s8 = unbroadcast(grad_other[1:], s8)
        grad_s8 = own(grad_s8)
        grad_other[1:] = 0
        grad_A[i] += grad_other
        grad_s10 = unbroadcast(grad_s8 * s20, s21)
        grad_s9 = unbroadcast(grad_s8 * s21, s20)
        grad_other = np.zeros_like(other_1)
        grad_other[1:] += grad_s10
        grad_other[0] += grad_s9  # s9 = other[0]
        grad_A[i] += grad_other   # other_1 = own(other)
    if s3:
        grad_s4 = unbroadcast(grad_A[k], s4)  # row_1 = row / s2
        grad_s4 = own(grad_s4)
        grad_A[k] = 0
        grad_row = unbroadcast(grad_s4 / s2, row)
        grad_s1 = unbroadcast(-grad_s4 * s4 / s2, s2)
    else:
        grad_row = np.zeros_like(row)  # row_1 = row / s2
        grad_s1 = np.zeros_like(s2)
    grad_row[0] += grad_s1  # s2 = own(s1)
    grad_A[k] += grad_row   # row = A[k]
    return grad_A
