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
    s0s = []
    aboves = []
    s1s = []
    s2s = []
    s3s = []
    for i in range(n):
        for j in range(n):
            if j:
                s0 = table[i]
                s0s.append(s0)
                left = s0[j - 1]
            else:
                left = x
            lefts.append(left)
            if i:
                s1 = table[i - 1]
                s1s.append(s1)
                above = s1[j]
            else:
                above = np.sin(x)
            aboves.append(above)
            s2 = left * above
            s2s.append(s2)
            s3 = list(table[i])
            s3[j] = s2
            s3s.append(s3)
            table[i] = s3
    s4 = n - 1
    s5 = table[s4]
    result = s5[s4]
    require_scalar(result)
    # backward
    grad_s5 = zeros_each(s5)        # result = s5[s4]
    grad_s5[s4] = grad_s5[s4] + 1.0
    grad_table = zeros_each(table)  # s5 = table[s4]
    grad_table[s4] = add_item(grad_table[s4], grad_s5)
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        for j in reversed(range(n)):
            s3 = s3s.pop()
            s2 = s2s.pop()
            above = aboves.pop()
            left = lefts.pop()
            grad_s3 = fill_like(grad_table[i], s3)            # table[i] = s3
            grad_table[i] = 0.0
            grad_s2 = fill_like(grad_s3[j], s2)               # s3[j] = s2
            grad_s3[j] = 0.0
            grad_table[i] = add_item(grad_table[i], grad_s3)  # s3 = list(table[i])
            grad_left = unbroadcast(grad_s2 * above, left)    # s2 = left * above
            grad_above = unbroadcast(grad_s2 * left, above)
            if i:
                s1 = s1s.pop()
                s7 = i - 1                                          # s1 = table[i - 1]
                grad_s1 = zeros_each(s1)                            # above = s1[j]
                grad_s1[j] = grad_s1[j] + grad_above
                grad_table[s7] = add_item(grad_table[s7], grad_s1)  # s1 = table[i - 1]
            else:
                grad_x += grad_above * np.cos(x)  # above = np.sin(x)
            if j:
                s0 = s0s.pop()
                s8 = j - 1                                        # left = s0[j - 1]
                grad_s0 = zeros_each(s0)
                grad_s0[s8] = grad_s0[s8] + grad_left
                grad_table[i] = add_item(grad_table[i], grad_s0)  # s0 = table[i]
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
    s1s = []
    aboves = []
    s2s = []
    s3s = []
    s4s = []
    for i in range(n):
        for j in range(n):
            if j:
                s1 = table[i]
                s1s.append(s1)
                s5 = j - 1
                left = s1[s5]
            else:
                left = x
            lefts.append(left)
            if i:
                s6 = i - 1
                s2 = table[s6]
                s2s.append(s2)
                above = s2[j]
            else:
                above = np.sin(x)
            aboves.append(above)
            s3 = left * above
            s3s.append(s3)
            s7 = table[i]
            s4 = list(s7)
            s4[j] = s3
            s4s.append(s4)
            table[i] = s4
    s8 = n - 1
    s9 = table[s8]
    s10 = n - 1
    result = s9[s10]
    require_scalar(result)
    # backward
    grad_result = 1.0               # result = s9[s10]
    grad_s9 = zeros_each(s9)
    grad_s9[s10] = grad_s9[s10] + grad_result
    grad_table = zeros_each(table)  # s9 = table[s8]
    grad_table[s8] = add_item(grad_table[s8], grad_s9)
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        for j in reversed(range(n)):
            s4 = s4s.pop()
            s3 = s3s.pop()
            above = aboves.pop()
            left = lefts.pop()
            grad_s4 = fill_like(grad_table[i], s4)            # table[i] = s4
            grad_table[i] = 0.0
            grad_s3 = fill_like(grad_s4[j], s3)               # s4[j] = s3
            grad_s4[j] = 0.0
            grad_s7 = grad_s4
            grad_table[i] = add_item(grad_table[i], grad_s7)  # s7 = table[i]
            grad_left = unbroadcast(grad_s3 * above, left)    # s3 = left * above
            grad_above = unbroadcast(grad_s3 * left, above)
            if i:
                s2 = s2s.pop()
                s12 = i - 1                                           # s6 = i - 1
                grad_s2 = zeros_each(s2)                              # above = s2[j]
                grad_s2[j] = grad_s2[j] + grad_above
                grad_table[s12] = add_item(grad_table[s12], grad_s2)  # s2 = table[s6]
            else:
                grad_x += grad_above * np.cos(x)  # above = np.sin(x)
            if j:
                s1 = s1s.pop()
                s13 = j - 1                                       # s5 = j - 1
                grad_s1 = zeros_each(s1)                          # left = s1[s5]
                grad_s1[s13] = grad_s1[s13] + grad_left
                grad_table[i] = add_item(grad_table[i], grad_s1)  # s1 = table[i]
            else:
                grad_x += grad_left
    return grad_x
