# An item is taken out of a dict.

import numpy as np


def f(x, names):
    table = {}
    for name, v in zip(names, x):
        table[name] = np.sin(v)
    first = table.pop("a")
    del table["b"]
    return first * sum(table.values())


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.7]), ["a", "b", "c", "d"])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, names):
    # forward
    s0 = list(names)
    s1 = min(len(s0), len(x))
    table = {}
    s2s = []
    for i in range(s1):
        name = s0[i]
        v = x[i]
        s2 = np.sin(v)
        s2s.append(s2)
        table[name] = s2
    first = table.pop('a')
    del table['b']
    s3 = []
    s4 = list(table)
    for i in range(len(s4)):
        s3.append(table[s4[i]])
    s5 = sum(s3)
    result = first * s5
    require_scalar(result)
    # backward
    grad_first = 1.0 * s5             # result = first * s5
    grad_s3 = spread_each(first, s3)  # s5 = sum(s3)
    grad_table = zeros_each(table)
    for i in reversed(range(len(s4))):
        s7 = s4[i]  # s3.append(table[s4[i]])
        grad_s8 = grad_s3.pop()
        grad_table[s7] = grad_table[s7] + grad_s8
    grad_table['b'] = 0.0         # del table['b']
    grad_table['a'] = grad_first  # first = table.pop('a')
    grad_x = np.zeros_like(x)
    for i in reversed(range(s1)):
        s2 = s2s.pop()
        name = s0[i]                               # v = x[i]
        v = x[i]
        grad_s2 = fill_like(grad_table[name], s2)  # table[name] = s2
        grad_table[name] = 0.0
        grad_v = grad_s2 * np.cos(v)               # s2 = np.sin(v)
        grad_x[i] += grad_v                        # v = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, names):
    # forward
    s0 = list(names)
    s1 = len(s0)
    s2 = len(x)
    s3 = min(s1, s2)
    table = {}
    s4s = []
    for i in range(s3):
        name = s0[i]
        v = x[i]
        s4 = np.sin(v)
        s4s.append(s4)
        table[name] = s4
    first = table.pop('a')
    s5 = table.pop('b')
    s6 = []
    s7 = list(table)
    s8 = len(s7)
    for i in range(s8):
        s9 = s7[i]
        s10 = table[s9]
        s6.append(s10)
    s11 = sum(s6)
    result = first * s11
    require_scalar(result)
    # backward
    grad_result = 1.0                    # result = first * s11
    grad_first = grad_result * s11
    grad_s11 = grad_result * first
    grad_s6 = spread_each(grad_s11, s6)  # s11 = sum(s6)
    grad_table = zeros_each(table)
    for i in reversed(range(len(s7))):
        s13 = s7[i]                                   # s9 = s7[i]
        grad_s10 = grad_s6.pop()                      # s6.append(s10)
        grad_table[s13] = grad_table[s13] + grad_s10  # s10 = table[s9]
    grad_table['b'] = 0.0         # s5 = table.pop('b')
    grad_table['a'] = grad_first  # first = table.pop('a')
    grad_x = np.zeros_like(x)
    for i in reversed(range(s3)):
        s4 = s4s.pop()
        name = s0[i]                               # v = x[i]
        v = x[i]
        grad_s4 = fill_like(grad_table[name], s4)  # table[name] = s4
        grad_table[name] = 0.0
        grad_v = grad_s4 * np.cos(v)               # s4 = np.sin(v)
        grad_x[i] += grad_v                        # v = x[i]
    return grad_x
