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


ARGS = (0.9,)
