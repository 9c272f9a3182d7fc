# The first, and the others.

import numpy as np


def f(x, n):
    values = [x * k for k in range(1, 4)]
    match values:
        case []:
            return 0.0
        case [first, *_, last] if n > 1:
            return np.sin(first) * last
        case [first, *rest]:
            return first * rest[0]


ANALYTIC = True
ARGS = (0.4, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    values = []
    for k in range(1, 4):
        values.append(x * k)
    if len(values) == 0:
        skipped = True
        result = 0.0
    else:
        s0 = len(values) >= 2 and n > 1
        if s0:
            first = values[0]
            last = values[-1]
            s1 = np.sin(first)
            result = s1 * last
            skipped = True
        else:
            s2 = len(values) >= 1
            if s2:
                first_1 = values[0]
                rest = values[1:]
                s3 = rest[0]
                result = first_1 * s3
                skipped = True
            else:
                skipped = False
                result = None
    if skipped:
        result_1 = result
    else:
        result_1 = None
    require_scalar(result_1)
    # backward
    if skipped:
        grad_result = 1.0
    else:
        grad_result = 0.0
    if len(values) == 0:
        grad_values = zeros_each(values)
    elif s0:
        grad_result = np.broadcast_to(grad_result, np.shape(result))
        grad_last = unbroadcast(grad_result * s1, last)  # result = s1 * last
        # s1 = np.sin(first)
        grad_first = unbroadcast(grad_result * last, s1) * np.cos(first)
        grad_values = zeros_each(values)                 # last = values[-1]
        grad_values[-1] = grad_values[-1] + grad_last
        grad_values[0] = grad_values[0] + grad_first
    elif s2:
        grad_result = np.broadcast_to(grad_result, np.shape(result))
        grad_first_1 = unbroadcast(grad_result * s3, first_1)  # result = first_1 * s3
        grad_rest = zeros_each(rest)                           # s3 = rest[0]
        grad_rest[0] = grad_rest[0] + unbroadcast(grad_result * first_1, s3)
        grad_values = zeros_each(values)                       # rest = values[1:]
        grad_values[1:] = add_each(grad_values[1:], grad_rest)
        grad_values[0] = grad_values[0] + grad_first_1
    else:
        grad_values = zeros_each(values)
    grad_x = np.zeros_like(x)
    for k in reversed(range(1, 4)):
        grad_s5 = grad_values.pop()  # values.append(x * k)
        grad_x = grad_x + grad_s5 * k
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    values = []
    for k in range(1, 4):
        s0 = x * k
        values.append(s0)
    if len(values) == 0:
        skipped = True
        result = 0.0
    else:
        if len(values) >= 2:
            s1 = values[0]
            first = s1
            s2 = values[1:-1]
            s3 = values[-1]
            last = s3
            s4 = n > 1
        else:
            s4 = False
        if s4:
            s5 = values[0]
            first = s5
            s6 = values[1:-1]
            s7 = values[-1]
            last = s7
            s8 = np.sin(first)
            result = s8 * last
            skipped = True
        else:
            s9 = len(values) >= 1
            if s9:
                s10 = values[0]
                first_1 = s10
                s11 = values[1:]
                rest = s11
                s12 = rest[0]
                result = first_1 * s12
                skipped = True
            else:
                skipped = False
                result = None
    if skipped:
        result_1 = result
    else:
        result_1 = None
    require_scalar(result_1)
    # backward
    grad_result_1 = 1.0
    if skipped:
        grad_result = grad_result_1
    else:
        grad_result = 0.0
    if len(values) == 0:
        grad_values = zeros_each(values)
    elif s4:
        grad_result = np.broadcast_to(grad_result, np.shape(result))
        grad_s8 = unbroadcast(grad_result * last, s8)  # result = s8 * last
        grad_last = unbroadcast(grad_result * s8, last)
        grad_first = grad_s8 * np.cos(first)           # s8 = np.sin(first)
        grad_s7 = grad_last                            # last = s7
        grad_values = zeros_each(values)
        grad_values[-1] = grad_values[-1] + grad_s7
        grad_s5 = grad_first
        grad_values[0] = grad_values[0] + grad_s5
    elif s9:
        grad_result = np.broadcast_to(grad_result, np.shape(result))
        # result = first_1 * s12
        grad_first_1 = unbroadcast(grad_result * s12, first_1)
        grad_s12 = unbroadcast(grad_result * first_1, s12)
        grad_rest = zeros_each(rest)  # s12 = rest[0]
        grad_rest[0] = grad_rest[0] + grad_s12
        grad_s11 = grad_rest          # rest = s11
        grad_values = zeros_each(values)
        grad_values[1:] = add_each(grad_values[1:], grad_s11)
        grad_s10 = grad_first_1
        grad_values[0] = grad_values[0] + grad_s10
    else:
        grad_values = zeros_each(values)
    grad_x = np.zeros_like(x)
    for k in reversed(range(1, 4)):
        grad_s0 = grad_values.pop()    # values.append(s0)
        grad_x = grad_x + grad_s0 * k  # s0 = x * k
    return grad_x
