"""An array of an object, written in place; another name for it is the same array."""

import numpy as np

r = np.random.default_rng(0).normal


class Grid:
    def __init__(self, n):
        self.u = r(size=n)
        self.rate = 0.3

    def step(self):
        self.u[1:-1] += self.rate * (self.u[2:] - 2 * self.u[1:-1] + self.u[:-2])

    def run(self, steps):
        for _ in range(steps):
            self.step()
        u = self.u
        u[0] = u[-1]
        return np.sum(self.u**2)


FUNCTION = Grid.run
ARGS = [Grid(8), 3]


# ---------------------------------- optimised ---------------------------------------------------

def grad_run(self, steps):
    # forward
    s0s = []
    self_u = self.u.copy()
    self_rate = self.rate
    for _ in range(steps):
        s0 = self_u[2:] - 2 * self_u[1:-1] + self_u[:-2]
        s0s.append(s0)
        self_u[1:-1] += self_rate * s0
        self.u = self_u
    self_u[0] = self_u[-1]
    self.u = self_u
    # backward
    grad_self_u = 2 * self_u  # return np.sum(self.u**2)
    grad_s3 = grad_self_u[0]  # self_u[0] = self_u[-1]
    grad_self_u[0] = 0
    grad_self_u[-1] += grad_s3
    grad_self_rate = 0.0
    for i in reversed(s0s):
        grad_s4 = grad_self_u[1:-1]  # self.u = self_u
        grad_self_rate += np.sum(grad_s4 * i)  # self_u[1:-1] += self_rate * s0
        grad_s0 = grad_s4 * self_rate
        grad_self_u[:-2] += grad_s0  # s0 = self_u[2:] - 2 * self_u[1:-1] + self_u[:-2]
        grad_self_u[1:-1] -= grad_s0 * 2
        grad_self_u[2:] += grad_s0
    return {'u': grad_self_u, 'rate': grad_self_rate},


# ---------------------------------- mirrored ----------------------------------------------------

def grad_run(self, steps):
    # forward
    s0s = []
    s1 = self.u
    self_u = s1.copy()
    self_rate = self.rate
    for _ in range(steps):
        s2 = self_u[2:]
        s3 = self_u[1:-1]
        s4 = 2 * s3
        s5 = s2 - s4
        s6 = self_u[:-2]
        s0 = s5 + s6
        s0s.append(s0)
        s7 = self_rate * s0
        self_u[1:-1] += s7
        self.u = self_u
    u = self_u
    s9 = self_u[-1]
    self_u[0] = s9
    s10 = self_u ** 2
    result = np.sum(s10)
    self.u = self_u
    # backward
    grad_result = 1.0                    # result = np.sum(s10)
    grad_s10 = np.broadcast_to(grad_result, np.shape(s10))
    grad_self_u = grad_s10 * 2 * self_u  # s10 = self_u ** 2
    grad_s9 = grad_self_u[0]             # self_u[0] = s9
    grad_self_u[0] = 0
    grad_self_u[-1] += grad_s9           # s9 = self_u[-1]
    grad_self_rate = 0.0
    for i in reversed(s0s):
        grad_s7 = grad_self_u[1:-1]                            # self.u = self_u
        grad_self_rate += unbroadcast(grad_s7 * i, self_rate)  # s7 = self_rate * s0
        grad_s0 = grad_s7 * self_rate
        grad_s5 = grad_s0                                      # s0 = s5 + s6
        grad_s6 = grad_s0
        grad_self_u[:-2] += grad_s6                            # s6 = self_u[:-2]
        grad_s2 = grad_s5                                      # s5 = s2 - s4
        grad_s4 = -grad_s5
        grad_s3 = grad_s4 * 2                                  # s4 = 2 * s3
        grad_self_u[1:-1] += grad_s3                           # s3 = self_u[1:-1]
        grad_self_u[2:] += grad_s2                             # s2 = self_u[2:]
    return {'u': grad_self_u, 'rate': grad_self_rate},
