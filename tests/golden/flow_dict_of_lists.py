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
    for i in range(s1):
        label = s0[i]
        v = x[i]
        s2 = label in groups
        s2s.append(s2)
        if not s2:
            groups[label] = []
        s3 = groups[label]
        s3.append(v)
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
        s2 = s2s.pop()
        label = s0[i]                 # v = x[i]
        grad_s3 = grad_groups[label]  # groups.setdefault(label, []).append(v)
        grad_v = grad_s3.pop()        # s3.append(v)
        if not s2:
            del grad_groups[label]  # groups[label] = []
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
    for i in range(s3):
        label = s0[i]
        v = x[i]
        s4 = label in groups
        s4s.append(s4)
        if s4:
            s5 = groups[label]
        else:
            groups[label] = []
        s6 = groups[label]
        s6.append(v)
    s7 = list(groups)
    s8 = len(s7)
    s9s = []
    s = 0.0
    for i in range(s8):
        label = s7[i]
        s10 = groups[label]
        s9 = np.array(s10)
        s9s.append(s9)
        s11 = np.prod(s9)
        s12 = s11 * label
        s = s + s12
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_groups = zeros_each(groups)
    for i in reversed(range(len(s7))):
        s9 = s9s.pop()
        label = s7[i]                               # label = s7[i]
        grad_s12 = grad_s                           # s = s + s12
        grad_s11 = grad_s12 * label                 # s12 = s11 * label
        grad_s9 = grad_s11 * product_of_others(s9)  # s11 = np.prod(s9)
        grad_s10 = list(grad_s9)                    # s9 = np.array(s10)
        # s10 = groups[label]
        grad_groups[label] = add_item(grad_groups[label], grad_s10)
    grad_x = np.zeros_like(x)
    for i in reversed(range(s3)):
        s4 = s4s.pop()
        label = s0[i]                 # v = x[i]
        grad_s6 = grad_groups[label]  # groups.setdefault(label, []).append(v)
        grad_v = grad_s6.pop()        # s6.append(v)
        if not s4:
            del grad_groups[label]  # groups[label] = []
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
