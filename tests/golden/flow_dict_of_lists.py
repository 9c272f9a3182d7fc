# Rows in groups: a dict of lists, which grow.

import numpy as np


def f(x, labels):
    groups = {}
    for label, v in zip(labels, x):
        groups.setdefault(label, []).append(v)
    s = 0.0
    for label in groups:
        s = s + np.prod(np.array(groups[label])) * label
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.7]), [1, 2, 1, 3])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, labels):
    # forward
    s0 = list(labels)
    s1 = min(len(s0), len(x))
    groups = {}
    s2s = []
    s3s = []
    for i in range(s1):
        label = s0[i]
        v = x[i]
        s2s.append(label in groups)
        if label not in groups:
            groups[label] = []
        s3 = list(groups[label])
        s3.append(v)
        s3s.append(s3)
        groups[label] = s3
    s4 = list(groups)
    s5s = []
    s = 0.0
    for label in s4:
        s5 = np.array(groups[label])
        s5s.append(s5)
        s = s + np.prod(s5) * label
    require_scalar(s)
    # backward
    grad_groups = zeros_each(groups)
    for i in reversed(range(len(s4))):
        s5 = s5s.pop()
        label = s4[i]
        grad_groups[label] = add_item(
            grad_groups[label], list(1.0 * label * product_of_others(s5))
        )  # s5 = np.array(groups[label])
    grad_x = np.zeros_like(x)
    for i in reversed(range(s1)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        label = s0[i]                                # v = x[i]
        grad_s3 = fill_like(grad_groups[label], s3)  # groups[label] = s3
        grad_groups[label] = 0.0
        grad_v = grad_s3.pop()                       # s3.append(v)
        # s3 = list(groups[label])
        grad_groups[label] = add_item(grad_groups[label], grad_s3)
        if not s2:
            grad_groups[label] = 0.0  # groups[label] = []
        grad_x[i] += grad_v  # v = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, labels):
    # forward
    s0 = list(labels)
    s1 = len(s0)
    s2 = len(x)
    s3 = min(s1, s2)
    groups = {}
    s4s = []
    s5s = []
    for i in range(s3):
        label = s0[i]
        v = x[i]
        s4s.append(label in groups)
        if label in groups:
            s6 = groups[label]
        else:
            groups[label] = []
        s7 = groups[label]
        s5 = list(s7)
        s5.append(v)
        s5s.append(s5)
        groups[label] = s5
    s8 = list(groups)
    s9 = len(s8)
    s10s = []
    s = 0.0
    for i in range(s9):
        label = s8[i]
        s11 = groups[label]
        s10 = np.array(s11)
        s10s.append(s10)
        s12 = np.prod(s10)
        s13 = s12 * label
        s = s + s13
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_groups = zeros_each(groups)
    for i in reversed(range(len(s8))):
        s10 = s10s.pop()
        label = s8[i]                                 # label = s8[i]
        grad_s13 = grad_s                             # s = s + s13
        grad_s12 = grad_s13 * label                   # s13 = s12 * label
        grad_s10 = grad_s12 * product_of_others(s10)  # s12 = np.prod(s10)
        grad_s11 = list(grad_s10)                     # s10 = np.array(s11)
        # s11 = groups[label]
        grad_groups[label] = add_item(grad_groups[label], grad_s11)
    grad_x = np.zeros_like(x)
    for i in reversed(range(s3)):
        s5 = s5s.pop()
        s4 = s4s.pop()
        label = s0[i]                                # v = x[i]
        grad_s5 = fill_like(grad_groups[label], s5)  # groups[label] = s5
        grad_groups[label] = 0.0
        grad_v = grad_s5.pop()                       # s5.append(v)
        # s7 = groups[label]
        grad_groups[label] = add_item(grad_groups[label], grad_s5)
        if not s4:
            grad_groups[label] = 0.0  # groups[label] = []
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
