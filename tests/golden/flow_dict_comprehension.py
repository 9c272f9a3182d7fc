# A dict of active values by inactive keys; the sum over its values.

import numpy as np


def f(x, names):
    table = {name: v * v for name, v in zip(names, x)}
    return table["a"] * sum(table.values()) + np.sin(table["b"])


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), ["a", "b", "c"])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, names):
    # forward
    table = {}
    s0 = list(names)
    s1 = min(len(s0), len(x))
    s2s = []
    for i in range(s1):
        name = s0[i]
        v = x[i]
        s2 = v * v
        s2s.append(s2)
        table[name] = s2
    s3 = table['a']
    s4 = []
    s5 = list(table)
    for i in range(len(s5)):
        s4.append(table[s5[i]])
    s6 = sum(s4)
    s7 = table['b']
    result = s3 * s6 + np.sin(s7)
    require_scalar(result)
    # backward
    grad_table = zeros_each(table)  # s7 = table['b']
    grad_table['b'] = grad_table['b'] + np.cos(s7)
    grad_s4 = spread_each(s3, s4)   # s6 = sum(s4)
    for i in reversed(range(len(s5))):
        s9 = s5[i]  # s4.append(table[s5[i]])
        grad_s10 = grad_s4.pop()
        grad_table[s9] = grad_table[s9] + grad_s10
    grad_table['a'] = grad_table['a'] + 1.0 * s6  # s3 = table['a']
    grad_x = np.zeros_like(x)
    for i in reversed(range(s1)):
        s2 = s2s.pop()
        name = s0[i]                               # v = x[i]
        v = x[i]
        s11 = 2 * fill_like(grad_table[name], s2)  # s2 = v * v
        grad_table[name] = 0.0                     # table[name] = s2
        grad_v = s11 * v                           # s2 = v * v
        grad_x[i] += grad_v                        # v = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, names):
    # forward
    table = {}
    s0 = list(names)
    s1 = len(s0)
    s2 = len(x)
    s3 = min(s1, s2)
    s4s = []
    for i in range(s3):
        name = s0[i]
        v = x[i]
        s4 = v * v
        s4s.append(s4)
        table[name] = s4
    s5 = table['a']
    s6 = []
    s7 = list(table)
    s8 = len(s7)
    for i in range(s8):
        s9 = s7[i]
        s10 = table[s9]
        s6.append(s10)
    s11 = sum(s6)
    s12 = s5 * s11
    s13 = table['b']
    s14 = np.sin(s13)
    result = s12 + s14
    require_scalar(result)
    # backward
    grad_result = 1.0                    # result = s12 + s14
    grad_s12 = grad_result
    grad_s14 = grad_result
    grad_s13 = grad_s14 * np.cos(s13)    # s14 = np.sin(s13)
    grad_table = zeros_each(table)       # s13 = table['b']
    grad_table['b'] = grad_table['b'] + grad_s13
    grad_s5 = grad_s12 * s11             # s12 = s5 * s11
    grad_s11 = grad_s12 * s5
    grad_s6 = spread_each(grad_s11, s6)  # s11 = sum(s6)
    for i in reversed(range(len(s7))):
        s16 = s7[i]                                   # s9 = s7[i]
        grad_s10 = grad_s6.pop()                      # s6.append(s10)
        grad_table[s16] = grad_table[s16] + grad_s10  # s10 = table[s9]
    grad_table['a'] = grad_table['a'] + grad_s5  # s5 = table['a']
    grad_x = np.zeros_like(x)
    for i in reversed(range(s3)):
        s4 = s4s.pop()
        name = s0[i]                               # v = x[i]
        v = x[i]
        grad_s4 = fill_like(grad_table[name], s4)  # table[name] = s4
        grad_table[name] = 0.0
        grad_v = 2 * (grad_s4 * v)                 # s4 = v * v
        grad_x[i] += grad_v                        # v = x[i]
    return grad_x
