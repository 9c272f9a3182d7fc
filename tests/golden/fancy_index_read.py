# Indices may repeat: np.add.at.

import numpy as np


def f(table, index):
    rows = table[index]
    return np.sum(rows * rows)


ANALYTIC = True
ARGS = (np.random.default_rng(0).normal(size=(4, 2)), np.array([0, 2, 2, -2]))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(table, index):
    # forward
    rows = table[index]
    # backward
    grad_rows = 2 * rows               # return np.sum(rows * rows)
    grad_table = np.zeros_like(table)  # rows = table[index]
    np.add.at(grad_table, index, grad_rows)
    return grad_table


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(table, index):
    # forward
    rows = table[index]
    s0 = rows * rows
    result = np.sum(s0)
    # backward
    grad_result = 1.0                  # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_rows = 2 * (grad_s0 * rows)   # s0 = rows * rows
    grad_table = np.zeros_like(table)  # rows = table[index]
    np.add.at(grad_table, index, grad_rows)
    return grad_table
