# `match` binds names: a tuple of a name and a number.

import numpy as np


def f(x, op):
    match op:
        case ("scale", k):
            y = k * x
        case ("power", n) if n > 1:
            y = x**n
        case _:
            y = x
    return np.sum(np.sin(y))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), ("power", 3))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, op):
    # forward
    s0 = (
        isinstance(op, Sequence)
        and not isinstance(op, (str, bytes, bytearray))
        and len(op) == 2
        and op[0] == 'scale'
    )
    if s0:
        k = op[1]
        y = k * x
    else:
        if (
            isinstance(op, Sequence)
            and not isinstance(op, (str, bytes, bytearray))
            and len(op) == 2
            and op[0] == 'power'
        ):
            n = op[1]
            s1 = n > 1
        else:
            s1 = False
        if s1:
            n = op[1]
            y = x ** n
        else:
            y = x
    # backward
    grad_y = np.cos(y)  # return np.sum(np.sin(y))
    if s0:
        grad_x = unbroadcast(grad_y * k, x)  # y = k * x
    elif s1:
        grad_x = unbroadcast(grad_y * n * np.power(x, n - (n != 0)), x)  # y = x ** n
    else:
        grad_x = grad_y
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, op):
    # forward
    if (
        isinstance(op, Sequence)
        and not isinstance(op, (str, bytes, bytearray))
        and len(op) == 2
    ):
        s0 = op[0]
        s1 = s0 == 'scale'
    else:
        s1 = False
    if s1:
        s2 = op[0]
        s3 = op[1]
        k = s3
        y = k * x
    else:
        if (
            isinstance(op, Sequence)
            and not isinstance(op, (str, bytes, bytearray))
            and len(op) == 2
        ):
            s4 = op[0]
            s5 = s4 == 'power'
        else:
            s5 = False
        if s5:
            s6 = op[0]
            s7 = op[1]
            n = s7
            s8 = n > 1
        else:
            s8 = False
        if s8:
            s9 = op[0]
            s10 = op[1]
            n = s10
            y = x ** n
        else:
            y = x
    s11 = np.sin(y)
    result = np.sum(s11)
    # backward
    grad_result = 1.0              # result = np.sum(s11)
    grad_s11 = np.broadcast_to(grad_result, np.shape(s11))
    grad_y = grad_s11 * np.cos(y)  # s11 = np.sin(y)
    if s1:
        grad_x = unbroadcast(grad_y * k, x)  # y = k * x
    elif s8:
        grad_x = unbroadcast(grad_y * n * np.power(x, n - (n != 0)), x)  # y = x ** n
    else:
        grad_x = grad_y  # y = x
    return grad_x
