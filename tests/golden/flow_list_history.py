# The last few of what was there before.

import numpy as np


def f(x, n):
    history = [x]
    for i in range(n):
        history.append(np.sin(sum(history[-2:])) * len(history))
    return sum(history[1::2])


ANALYTIC = True
ARGS = (0.4, 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    history = [x]
    s0s = []
    s1s = []
    s2s = []
    for i in range(n):
        s0 = history[-2:]
        s0s.append(s0)
        s1 = sum(s0)
        s1s.append(s1)
        s2 = len(history)
        s2s.append(s2)
        history.append(np.sin(s1) * s2)
    s3 = history[1::2]
    result = sum(s3)
    require_scalar(result)
    # backward
    grad_history = zeros_each(history)  # s3 = history[1::2]
    grad_history[1::2] = add_each(grad_history[1::2], spread_each(1.0, s3))
    for i in reversed(range(n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s5 = grad_history.pop()  # history.append(np.sin(s1) * s2)
        grad_history[-2:] = add_each(
            grad_history[-2:], spread_each(grad_s5 * s2 * np.cos(s1), s0)
        )  # s0 = history[-2:]
    grad_x = grad_history[0]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    history = [x]
    s0s = []
    s1s = []
    s2s = []
    for i in range(n):
        s0 = history[-2:]
        s0s.append(s0)
        s1 = sum(s0)
        s1s.append(s1)
        s3 = np.sin(s1)
        s2 = len(history)
        s2s.append(s2)
        s4 = s3 * s2
        history.append(s4)
    s5 = history[1::2]
    result = sum(s5)
    require_scalar(result)
    # backward
    grad_result = 1.0                   # result = sum(s5)
    grad_s5 = spread_each(grad_result, s5)
    grad_history = zeros_each(history)  # s5 = history[1::2]
    grad_history[1::2] = add_each(grad_history[1::2], grad_s5)
    for i in reversed(range(n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s4 = grad_history.pop()                              # history.append(s4)
        grad_s3 = grad_s4 * s2                                    # s4 = s3 * s2
        grad_s1 = grad_s3 * np.cos(s1)                            # s3 = np.sin(s1)
        grad_s0 = spread_each(grad_s1, s0)                        # s1 = sum(s0)
        grad_history[-2:] = add_each(grad_history[-2:], grad_s0)  # s0 = history[-2:]
    grad_x = grad_history[0]
    return grad_x
