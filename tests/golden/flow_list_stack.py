# A work list: taken from the end, added to.

import numpy as np


def f(x):
    todo = [x, x * x]
    s = 0.0
    while todo:
        v = todo.pop()
        s = s + np.sin(v)
        if v > 0.4:
            todo.append(v * 0.5)
    return s


ANALYTIC = False
ARGS = (1.3,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = x * x
    todo = [x, s0]
    vs = []
    s = 0.0
    while todo:
        v = todo.pop()
        vs.append(v)
        s = s + np.sin(v)
        if v > 0.4:
            todo.append(v * 0.5)
    require_scalar(s)
    # backward
    grad_todo = zeros_each(todo)
    for v in reversed(vs):
        if v > 0.4:
            grad_s2 = grad_todo.pop()  # todo.append(v * 0.5)
            grad_v = grad_s2 * 0.5
        else:
            grad_v = np.zeros_like(v)
        grad_v = grad_v + np.cos(v)  # s = s + np.sin(v)
        grad_todo.append(grad_v)     # v = todo.pop()
    grad_x = fill_like(grad_todo[0], x)
    grad_x += 2 * fill_like(grad_todo[1], s0) * x  # s0 = x * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x * x
    todo = [x, s0]
    vs = []
    s = 0.0
    steps = 0
    while todo:
        v = todo.pop()
        vs.append(v)
        s1 = np.sin(v)
        s = s + s1
        if v > 0.4:
            s2 = v * 0.5
            todo.append(s2)
        steps = steps + 1
    require_scalar(s)
    # backward
    grad_s = 1.0  # steps = steps + 1
    grad_todo = zeros_each(todo)
    for v in reversed(vs):
        if v > 0.4:
            grad_s2 = grad_todo.pop()  # todo.append(s2)
            grad_v = grad_s2 * 0.5     # s2 = v * 0.5
        else:
            grad_v = np.zeros_like(v)
        grad_s1 = grad_s                       # s = s + s1
        grad_v = grad_v + grad_s1 * np.cos(v)  # s1 = np.sin(v)
        grad_todo.append(grad_v)               # v = todo.pop()
    grad_x = fill_like(grad_todo[0], x)  # steps = steps + 1
    grad_s0 = fill_like(grad_todo[1], s0)
    grad_x += 2 * (grad_s0 * x)          # s0 = x * x
    return grad_x
