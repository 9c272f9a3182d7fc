"""A cell that keeps its state in attributes, step by step."""

import numpy as np

r = np.random.default_rng(0).normal


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Cell:
    def __init__(self, n, m):
        self.Wf, self.Wi, self.Wo, self.Wc = r(size=(4, n, n + m))
        self.h = np.zeros(n)
        self.c = np.zeros(n)

    def step(self, x):
        z = np.concatenate([self.h, x])
        self.c = sigmoid(self.Wf @ z) * self.c + sigmoid(self.Wi @ z) * np.tanh(self.Wc @ z)
        self.h = sigmoid(self.Wo @ z) * np.tanh(self.c)
        return self.h


def loss(cell, xs, y):
    for x in xs:
        h = cell.step(x)
    return np.sum((h - y) ** 2)


ARGS = [Cell(3, 2), r(size=(4, 2)), r(size=3)]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(cell, xs, y):
    # forward
    cell_cs = []
    s0s = []
    zs = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    cell_hs = []
    cell_Wf = cell.Wf
    cell_Wi = cell.Wi
    cell_Wo = cell.Wo
    cell_Wc = cell.Wc
    cell_h = cell.h
    cell_c = cell.c
    for x in xs:
        cell_cs.append(cell_c)
        s0 = [cell_h, x]
        s0s.append(s0)
        z = np.concatenate(s0)
        zs.append(z)
        s1 = sigmoid(cell_Wf @ z)
        s1s.append(s1)
        s2 = sigmoid(cell_Wi @ z)
        s2s.append(s2)
        s3 = np.tanh(cell_Wc @ z)
        s3s.append(s3)
        cell_c = s1 * cell_c + s2 * s3
        cell.c = cell_c
        s4 = sigmoid(cell_Wo @ z)
        s4s.append(s4)
        s5 = np.tanh(cell_c)
        s5s.append(s5)
        cell_h = s4 * s5
        cell_hs.append(cell_h)
        cell.h = cell_h
        h = cell_h
    # backward
    grad_h = 2 * (h - y)  # return np.sum((h - y) ** 2)
    grad_cell_h = np.zeros_like(cell_h)
    grad_cell_c = np.zeros_like(cell_c)
    grad_xs = np.zeros_like(xs)
    grad_cell_Wf = np.zeros_like(cell_Wf)
    grad_cell_Wi = np.zeros_like(cell_Wi)
    grad_cell_Wc = np.zeros_like(cell_Wc)
    grad_cell_Wo = np.zeros_like(cell_Wo)
    for i in reversed(range(len(xs))):
        cell_h = cell_hs.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        z = zs.pop()
        s0 = s0s.pop()
        cell_c = cell_cs.pop()
        grad_cell_h_1 = np.broadcast_to(grad_h, np.shape(cell_h))
        grad_cell_h = grad_cell_h_1 + grad_cell_h
        # s5 = np.tanh(cell_c)
        grad_cell_c_1 = grad_cell_c + grad_cell_h * s4 * (1 - s5 * s5)
        grad_s8 = grad_cell_h * s5 * (1 - s4) * s4         # s4 = sigmoid(cell_Wo @ z)
        grad_cell_Wo += np.outer(grad_s8, z)
        grad_z = cell_Wo.T @ grad_s8
        grad_s9 = grad_cell_c_1 * s2 * (1 - s3 * s3)       # s3 = np.tanh(cell_Wc @ z)
        grad_cell_Wc += np.outer(grad_s9, z)
        grad_z = grad_z + cell_Wc.T @ grad_s9
        grad_s10 = grad_cell_c_1 * s3 * (1 - s2) * s2      # s2 = sigmoid(cell_Wi @ z)
        grad_cell_Wi += np.outer(grad_s10, z)
        grad_z = grad_z + cell_Wi.T @ grad_s10
        # cell_c = s1 * cell_c + s2 * s3
        grad_cell_c = unbroadcast(grad_cell_c_1 * s1, cell_c)
        grad_s11 = grad_cell_c_1 * cell_c * (1 - s1) * s1  # s1 = sigmoid(cell_Wf @ z)
        grad_cell_Wf += np.outer(grad_s11, z)
        grad_z = grad_z + cell_Wf.T @ grad_s11
        s12 = split_like(grad_z, s0, 0)                    # z = np.concatenate(s0)
        grad_cell_h = s12[0]
        grad_x = s12[1]
        grad_xs[i] += grad_x
        grad_h = 0.0
    return (
        {
            'Wf': grad_cell_Wf,
            'Wi': grad_cell_Wi,
            'Wo': grad_cell_Wo,
            'Wc': grad_cell_Wc,
            'h': grad_cell_h.copy(),
            'c': grad_cell_c,
        },
        grad_xs,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(cell, xs, y):
    # forward
    s0 = len(xs)
    cell_cs = []
    s1s = []
    zs = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    s6s = []
    hs = []
    cell_Wf = cell.Wf
    cell_Wi = cell.Wi
    cell_Wo = cell.Wo
    cell_Wc = cell.Wc
    cell_h = cell.h
    cell_c = cell.c
    for i in range(s0):
        cell_cs.append(cell_c)
        x = xs[i]
        s1 = [cell_h, x]
        s1s.append(s1)
        z = np.concatenate(s1)
        zs.append(z)
        s7 = cell_Wf @ z
        s2 = sigmoid(s7)
        s2s.append(s2)
        s8 = s2 * cell_c
        s9 = cell_Wi @ z
        s3 = sigmoid(s9)
        s3s.append(s3)
        s10 = cell_Wc @ z
        s4 = np.tanh(s10)
        s4s.append(s4)
        s11 = s3 * s4
        s12 = s8 + s11
        cell_c = s12
        cell.c = cell_c
        s14 = cell_Wo @ z
        s5 = sigmoid(s14)
        s5s.append(s5)
        s6 = np.tanh(cell_c)
        s6s.append(s6)
        s15 = s5 * s6
        cell_h = s15
        cell.h = cell_h
        h = cell_h
        hs.append(h)
    s17 = h - y
    s18 = s17 ** 2
    result = np.sum(s18)
    # backward
    grad_result = 1.0              # result = np.sum(s18)
    grad_s18 = np.broadcast_to(grad_result, np.shape(s18))
    grad_s17 = grad_s18 * 2 * s17  # s18 = s17 ** 2
    grad_h = grad_s17              # s17 = h - y
    grad_cell_h = np.zeros_like(cell_h)
    grad_cell_c = np.zeros_like(cell_c)
    grad_xs = np.zeros_like(xs)
    grad_cell_Wf = np.zeros_like(cell_Wf)
    grad_cell_Wi = np.zeros_like(cell_Wi)
    grad_cell_Wc = np.zeros_like(cell_Wc)
    grad_cell_Wo = np.zeros_like(cell_Wo)
    for i in reversed(range(len(xs))):
        h = hs.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        z = zs.pop()
        s1 = s1s.pop()
        cell_c = cell_cs.pop()
        grad_h = np.broadcast_to(grad_h, np.shape(h))
        grad_cell_h = grad_cell_h + grad_h                   # h = cell_h
        grad_s15 = grad_cell_h                               # cell.h = cell_h
        grad_s5 = grad_s15 * s6                              # s15 = s5 * s6
        grad_s6 = grad_s15 * s5
        grad_cell_c = grad_cell_c + grad_s6 * (1 - s6 * s6)  # s6 = np.tanh(cell_c)
        grad_s14 = grad_s5 * (1 - s5) * s5                   # s5 = sigmoid(s14)
        grad_cell_Wo += np.outer(grad_s14, z)                # s14 = cell_Wo @ z
        grad_z = cell_Wo.T @ grad_s14
        grad_s12 = grad_cell_c                               # cell.c = cell_c
        grad_s8 = grad_s12                                   # s12 = s8 + s11
        grad_s11 = grad_s12
        grad_s3 = grad_s11 * s4                              # s11 = s3 * s4
        grad_s4 = grad_s11 * s3
        grad_s10 = grad_s4 * (1 - s4 * s4)                   # s4 = np.tanh(s10)
        grad_cell_Wc += np.outer(grad_s10, z)                # s10 = cell_Wc @ z
        grad_z = grad_z + cell_Wc.T @ grad_s10
        grad_s9 = grad_s3 * (1 - s3) * s3                    # s3 = sigmoid(s9)
        grad_cell_Wi += np.outer(grad_s9, z)                 # s9 = cell_Wi @ z
        grad_z = grad_z + cell_Wi.T @ grad_s9
        grad_s2 = grad_s8 * cell_c                           # s8 = s2 * cell_c
        grad_cell_c = unbroadcast(grad_s8 * s2, cell_c)
        grad_s7 = grad_s2 * (1 - s2) * s2                    # s2 = sigmoid(s7)
        grad_cell_Wf += np.outer(grad_s7, z)                 # s7 = cell_Wf @ z
        grad_z = grad_z + cell_Wf.T @ grad_s7
        s19 = split_like(grad_z, s1, 0)                      # z = np.concatenate(s1)
        grad_cell_h = s19[0]
        grad_x = s19[1]
        grad_xs[i] += grad_x                                 # x = xs[i]
        grad_h = 0.0
    return (
        {
            'Wf': grad_cell_Wf,
            'Wi': grad_cell_Wi,
            'Wo': grad_cell_Wo,
            'Wc': grad_cell_Wc,
            'h': grad_cell_h.copy(),
            'c': grad_cell_c,
        },
        grad_xs,
    )
