"""Attributes that are set in branches and loops, and read behind them."""

import numpy as np

r = np.random.default_rng(0).normal


class Search:
    def __init__(self):
        self.scale = 1.5
        self.best = 0.0

    def run(self, x):
        for v in x:
            if v * self.scale > self.best:
                self.best = v * self.scale
                continue
            self.best = self.best - 0.1 * v
            if self.best > 3:
                break
        return self.best**2


FUNCTION = Search.run
ARGS = [Search(), np.abs(r(size=5))]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_run(self, x):
    # forward
    s0s = []
    self_scale = self.scale
    self_best = self.best
    for v in x:
        s0 = v * self_scale > self_best
        s0s.append(s0)
        if s0:
            self_best = v * self_scale
            self.best = self_best
        else:
            self_best = self_best - 0.1 * v
            self.best = self_best
            if self_best > 3:
                break
    # backward
    grad_self_best = 2 * self_best  # return self.best**2
    grad_x = np.zeros_like(x)
    grad_self_scale = 0.0
    for i in reversed(range(len(s0s))):
        s0 = s0s.pop()
        v = x[i]
        if s0:
            grad_v = grad_self_best * self_scale  # self_best = v * self_scale
            grad_self_scale += grad_self_best * v
            grad_self_best = 0.0
        else:
            grad_v = -grad_self_best * 0.1  # self_best = self_best - 0.1 * v
        grad_x[i] += grad_v
    return {'scale': grad_self_scale, 'best': grad_self_best}, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_run(self, x):
    # forward
    s0 = len(x)
    s1s = []
    self_scale = self.scale
    self_best = self.best
    steps = 0
    for i in range(s0):
        v = x[i]
        s2 = v * self_scale
        s1 = s2 > self_best
        s1s.append(s1)
        steps = steps + 1
        if s1:
            s3 = v * self_scale
            self_best = s3
            self.best = self_best
        else:
            s5 = 0.1 * v
            s6 = self_best - s5
            self_best = s6
            self.best = self_best
            if self_best > 3:
                break
    result = self_best ** 2
    # backward
    grad_result = 1.0          # result = self_best ** 2
    grad_self_best = grad_result * 2 * self_best
    grad_x = np.zeros_like(x)  # steps = steps + 1
    grad_self_scale = 0.0
    for i in reversed(range(len(s1s))):
        s1 = s1s.pop()
        v = x[i]  # v = x[i]
        if s1:
            grad_s3 = grad_self_best       # self.best = self_best
            grad_v = grad_s3 * self_scale  # s3 = v * self_scale
            grad_self_scale += grad_s3 * v
            grad_self_best = 0.0
        else:
            grad_s6 = grad_self_best  # self.best = self_best
            grad_self_best = grad_s6  # s6 = self_best - s5
            grad_s5 = -grad_s6
            grad_v = grad_s5 * 0.1    # s5 = 0.1 * v
        grad_x[i] += grad_v  # v = x[i]
    return {'scale': grad_self_scale, 'best': grad_self_best}, grad_x
