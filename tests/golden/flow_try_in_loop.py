# A handler in a loop: kept once an iteration.

import numpy as np


def f(x, keys, table):
    for key in keys:
        try:
            k = table[key]
        except KeyError:
            continue
        x = np.sin(k * x)
    return x


ANALYTIC = True
ARGS = (0.4, ["a", "b", "c"], {"a": 3.0, "c": 2.0})


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, keys, table):
    # forward
    s0 = list(keys)
    faileds = []
    ks = []
    s1s = []
    k = None
    for key in s0:
        try:
            k = table[key]
            failed = False
        except KeyError:
            failed = True
        faileds.append(failed)
        ks.append(k)
        if failed:
            continue
        s1 = k * x
        s1s.append(s1)
        x = np.sin(s1)
    require_scalar(x)
    # backward
    grad_x = 1.0
    for _ in reversed(range(len(s0))):
        k = ks.pop()
        failed = faileds.pop()
        if not failed:
            s1 = s1s.pop()
            grad_x = grad_x * np.cos(s1) * k  # s1 = k * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, keys, table):
    # forward
    s0 = list(keys)
    s1 = len(s0)
    faileds = []
    ks = []
    s2s = []
    k = None
    for i in range(s1):
        key = s0[i]
        try:
            k = table[key]
            failed = False
        except KeyError:
            failed = True
        faileds.append(failed)
        ks.append(k)
        if failed:
            continue
        s2 = k * x
        s2s.append(s2)
        x = np.sin(s2)
    require_scalar(x)
    # backward
    grad_x = 1.0
    for _ in reversed(range(len(s0))):
        k = ks.pop()
        failed = faileds.pop()
        if failed:
            continue
        s2 = s2s.pop()
        grad_s2 = grad_x * np.cos(s2)  # x = np.sin(s2)
        grad_x = grad_s2 * k           # s2 = k * x
    return grad_x
