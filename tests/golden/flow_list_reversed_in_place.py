# Turned round, and joined with numbers.

import numpy as np


def f(x):
    squares = []
    for v in x:
        squares.append(v * v)
    squares.reverse()
    squares += [1.0, 2.0]
    return squares[0] * sum(squares)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    squares = []
    for v in x:
        squares.append(v * v)
    squares.reverse()
    squares.append(1.0)
    squares.append(2.0)
    s0 = squares[0]
    s1 = sum(squares)
    result = s0 * s1
    require_scalar(result)
    # backward
    grad_squares = spread_each(s0, squares)       # s1 = sum(squares)
    grad_squares[0] = grad_squares[0] + 1.0 * s1  # s0 = squares[0]
    grad_squares.pop()                            # squares.append(2.0)
    grad_squares.pop()                            # squares.append(1.0)
    grad_squares.reverse()                        # squares.reverse()
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_s3 = grad_squares.pop()  # squares.append(v * v)
        grad_v = 2.0 * grad_s3 * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    squares = []
    for i in range(s0):
        v = x[i]
        s1 = v * v
        squares.append(s1)
    squares.reverse()
    squares.append(1.0)
    squares.append(2.0)
    s2 = squares[0]
    s3 = sum(squares)
    result = s2 * s3
    require_scalar(result)
    # backward
    grad_result = 1.0                             # result = s2 * s3
    grad_s2 = grad_result * s3
    grad_s3 = grad_result * s2
    grad_squares = spread_each(grad_s3, squares)  # s3 = sum(squares)
    grad_squares[0] = grad_squares[0] + grad_s2   # s2 = squares[0]
    grad_squares.pop()                            # squares.append(2.0)
    grad_squares.pop()                            # squares.append(1.0)
    grad_squares.reverse()                        # squares.reverse()
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                      # v = x[i]
        grad_s1 = grad_squares.pop()  # squares.append(s1)
        grad_v = 2 * (grad_s1 * v)    # s1 = v * v
        grad_x[i] += grad_v           # v = x[i]
    return grad_x
