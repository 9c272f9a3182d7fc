# A table as a list of lists.

import numpy as np


def f(x, n):
    table = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            left = table[i][j - 1] if j else x
            above = table[i - 1][j] if i else np.sin(x)
            table[i][j] = left * above
    return table[n - 1][n - 1]


ANALYTIC = True
ARGS = (0.4, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    table = []
    for _ in range(n):
        table.append([0.0] * n)
    lefts = []
    aboves = []
    s0s = []
    for i in range(n):
        for j in range(n):
            left = table[i][j - 1] if j else x
            lefts.append(left)
            above = table[i - 1][j] if i else np.sin(x)
            aboves.append(above)
            s0 = left * above
            s0s.append(s0)
            s1 = list(table[i])
            s1[j] = s0
            table[i] = s1
    s2 = n - 1
    result = table[s2][s2]
    require_scalar(result)
    # backward
    grad_table = zeros_each(table)  # result = table[s2][s2]
    grad_s4 = grad_table[s2]
    grad_s4[s2] = grad_s4[s2] + 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        for j in reversed(range(n)):
            s0 = s0s.pop()
            above = aboves.pop()
            left = lefts.pop()
            grad_s1 = grad_table[i]              # table[i] = s1
            grad_s0 = fill_like(grad_s1[j], s0)  # s1[j] = s0
            s5 = grad_s0 * above                 # s0 = left * above
            s6 = grad_s0 * left
            grad_s1[j] = 0.0                     # s1[j] = s0
            grad_left = unbroadcast(s5, left)    # s0 = left * above
            grad_above = unbroadcast(s6, above)
            if i:
                grad_s7 = grad_table[i - 1]  # above = table[i - 1][j]
                grad_s7[j] = grad_s7[j] + grad_above
            else:
                grad_x += grad_above * np.cos(x)  # above = np.sin(x)
            if j:
                s8 = j - 1  # left = table[i][j - 1]
                grad_s9 = grad_table[i]
                grad_s9[s8] = grad_s9[s8] + grad_left
            else:
                grad_x += grad_left
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    table = []
    for _ in range(n):
        s0 = [0.0] * n
        table.append(s0)
    lefts = []
    aboves = []
    s1s = []
    for i in range(n):
        for j in range(n):
            if j:
                s2 = table[i]
                s3 = j - 1
                left = s2[s3]
            else:
                left = x
            lefts.append(left)
            if i:
                s4 = i - 1
                s5 = table[s4]
                above = s5[j]
            else:
                above = np.sin(x)
            aboves.append(above)
            s1 = left * above
            s1s.append(s1)
            s6 = table[i]
            s7 = list(s6)
            s7[j] = s1
            table[i] = s7
    s8 = n - 1
    s9 = table[s8]
    s10 = n - 1
    result = s9[s10]
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s9[s10]
    grad_table = zeros_each(table)
    grad_s9 = grad_table[s8]
    grad_s9[s10] = grad_s9[s10] + grad_result
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        for j in reversed(range(n)):
            s1 = s1s.pop()
            above = aboves.pop()
            left = lefts.pop()
            grad_s7 = grad_table[i]                         # table[i] = s7
            grad_s1 = fill_like(grad_s7[j], s1)             # s7[j] = s1
            grad_s7 = list(grad_s7)
            grad_s7[j] = 0.0
            grad_s6 = grad_s7
            grad_table[i] = grad_s6                         # s6 = table[i]
            grad_left = unbroadcast(grad_s1 * above, left)  # s1 = left * above
            grad_above = unbroadcast(grad_s1 * left, above)
            if i:
                grad_s5 = grad_table[i - 1]  # above = s5[j]
                grad_s5[j] = grad_s5[j] + grad_above
            else:
                grad_x += grad_above * np.cos(x)  # above = np.sin(x)
            if j:
                s12 = j - 1              # s3 = j - 1
                grad_s2 = grad_table[i]  # left = s2[s3]
                grad_s2[s12] = grad_s2[s12] + grad_left
            else:
                grad_x += grad_left
    return grad_x
