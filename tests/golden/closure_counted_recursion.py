# A function inside that calls itself a number of times that is known is written out.
import numpy as np


def f(x):
    def power(t, n):
        return t if n == 0 else np.sin(t) * power(t, n - 1)

    return power(x, 3)


ARGS = [0.7]


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.sin(x)
    # backward
    grad_s0 = 2 * s0 * (s0 * x)  # return t if n == 0 else np.sin(t) * power(t, n - 1)
    grad_s1 = s0 * s0
    grad_s0 += grad_s1 * x
    grad_x = grad_s1 * s0
    grad_x += grad_s0 * np.cos(x)  # s0 = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.sin(x)
    s1 = np.sin(x)
    s2 = np.sin(x)
    s3 = s2 * x
    s4 = s1 * s3
    s5 = s0 * s4
    # backward
    grad_s5 = 1.0                  # s5 = s0 * s4
    grad_s0 = grad_s5 * s4
    grad_s4 = grad_s5 * s0
    grad_s1 = grad_s4 * s3         # s4 = s1 * s3
    grad_s3 = grad_s4 * s1
    grad_s2 = grad_s3 * x          # s3 = s2 * x
    grad_x = grad_s3 * s2
    grad_x += grad_s2 * np.cos(x)  # s2 = np.sin(x)
    grad_x += grad_s1 * np.cos(x)  # s1 = np.sin(x)
    grad_x += grad_s0 * np.cos(x)  # s0 = np.sin(x)
    return grad_x
