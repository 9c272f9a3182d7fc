"""Counters, statistics in a dict and a log in a list go on working."""

import numpy as np

r = np.random.default_rng(0).normal


class Model:
    def __init__(self):
        self.stats = {"calls": 0, "total": 0.0}
        self.log = []
        self.scale = 1.5

    def f(self, x):
        y = self.scale * np.sum(x**2)
        self.stats["calls"] += 1
        self.stats["total"] = self.stats["total"] + y
        self.log.append(y)
        return y


FUNCTION = Model.f
ARGS = [Model(), r(size=3)]
ARGNUMS = 1


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(self, x):
    # forward
    self_scale = self.scale
    y = self_scale * np.sum(x ** 2)
    s0 = self.stats['calls']
    s0 += 1
    self_stats = self.stats
    self_stats['calls'] = s0
    self_stats_total = self.stats['total']
    self_stats['total'] = self_stats_total + y
    self.log.append(y)
    # backward
    grad_x = self_scale * 2 * x  # y = self_scale * np.sum(x ** 2)
    return grad_x,


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(self, x):
    # forward
    s0 = x ** 2
    s1 = np.sum(s0)
    self_scale = self.scale
    y = self_scale * s1
    s2 = self.stats
    s3 = s2['calls']
    s3 += 1
    self_stats = self.stats
    self_stats['calls'] = s3
    s5 = self.stats
    self_stats_total = s5['total']
    s6 = self_stats_total + y
    self_stats['total'] = s6
    s8 = self.log
    s8.append(y)
    # backward
    grad_y = 1.0                                      # y = self_scale * s1
    grad_s1 = grad_y * self_scale
    grad_s0 = np.broadcast_to(grad_s1, np.shape(s0))  # s1 = np.sum(s0)
    grad_x = grad_s0 * 2 * x                          # s0 = x ** 2
    return grad_x,
