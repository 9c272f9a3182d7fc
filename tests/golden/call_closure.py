# A function inside reads what is around it; what it calls may call itself.

import numpy as np

SCALE = 0.5


def power(x, n):
    if n == 0:
        return SCALE
    return x * power(x, n - 1)


def f(x, n):
    def scaled(k):
        return x * power(x, k)

    return scaled(n) + scaled(2)


ANALYTIC = True
REVERSE_TWICE = False
ARGS = (1.3, 3)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_power(x, n):
    if n == 0:
        result = SCALE
        kept = None
    else:
        s0, saved_s0 = forward_power(x, n - 1)
        result = x * s0
        kept = s0, saved_s0
    return result, (x, n, kept)


def backward_power_1(saved, grad_result):
    x, n, kept = saved
    if n == 0:
        grad_x = np.zeros_like(x)
    else:
        s0, saved_s1 = kept
        grad_x = unbroadcast(grad_result * s0, x)  # return x * power(x, n - 1)
        grad_x = grad_x + backward_power_1(saved_s1, grad_result * x)
    return grad_x


def grad_f(x, n):
    # forward
    s0, saved_s0 = forward_power(x, n)
    result = x * s0
    s1, saved_s1 = forward_power(x, 2)
    result_1 = x * s1
    result = result + result_1
    require_scalar(result)
    # backward
    grad_x = 1.0 * s1                        # result_1 = x * s1
    grad_x += backward_power_1(saved_s1, x)  # return x * power(x, k)
    grad_x += 1.0 * s0                       # result = x * s0
    grad_x += backward_power_1(saved_s0, x)    # return x * power(x, k)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_power(x, n):
    if n == 0:
        result = SCALE
        kept = None
    else:
        s0, saved_s0 = forward_power(x, n - 1)
        result = x * s0
        kept = s0, saved_s0
    return result, (x, n, kept)


def backward_power(saved, grad_result):
    x, n, kept = saved
    if n == 0:
        grad_x = 0.0
    else:
        s0, saved_s1 = kept
        grad_x = unbroadcast(grad_result * s0, x)  # return x * power(x, n - 1)
        grad_x += backward_power(saved_s1, grad_result * x)
    return grad_x


def grad_f(x, n):
    # forward
    s0, saved_s0 = forward_power(x, n)
    result = x * s0
    s1, saved_s1 = forward_power(x, 2)
    result_1 = x * s1
    result = result + result_1
    require_scalar(result)
    # backward
    grad_x = 1.0 * s1                              # result_1 = x * s1
    grad_x = grad_x + backward_power(saved_s1, x)  # return x * power(x, k)
    grad_x = grad_x + 1.0 * s0                     # result = x * s0
    grad_x = grad_x + backward_power(saved_s0, x)  # return x * power(x, k)
    return float(grad_x)


# ---------------------------------- mirrored ----------------------------------------------------

def forward_power(x, n):
    if n == 0:
        result = SCALE
        kept = None
    else:
        s0 = n - 1
        s1 = forward_power(x, s0)
        s2, saved_s2 = s1
        result = x * s2
        kept = s2, saved_s2
    return result, (x, n, kept)


def backward_power_1(saved, grad_result):
    x, n, kept = saved
    if n == 0:
        grad_x = np.zeros_like(x)
    else:
        s0, saved_s1 = kept
        grad_x = unbroadcast(grad_result * s0, x)  # return x * power(x, n - 1)
        grad_s1 = grad_result * x
        grad_x = grad_x + backward_power_1(saved_s1, grad_s1)
    return grad_x


def grad_f(x, n):
    # forward
    s0 = forward_power(x, n)
    s1, saved_s1 = s0
    result = x * s1
    s2 = forward_power(x, 2)
    s3, saved_s3 = s2
    result_1 = x * s3
    result = result + result_1
    require_scalar(result)
    # backward
    grad_result = 1.0                              # result = result + result_1
    grad_result_1 = grad_result
    grad_result_1_1 = grad_result
    grad_x = grad_result_1_1 * s3                  # result_1 = x * s3
    grad_s3 = grad_result_1_1 * x
    grad_x += backward_power_1(saved_s3, grad_s3)  # s3, saved_s3 = s2
    grad_x += grad_result_1 * s1                   # result = x * s1
    grad_s1 = grad_result_1 * x
    grad_x += backward_power_1(saved_s1, grad_s1)    # s1, saved_s1 = s0
    return grad_x
