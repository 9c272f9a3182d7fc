"""Properties with setters, static and class methods, indexing, class attributes."""

import numpy as np

r = np.random.default_rng(0).normal


class Disk:
    factor = 3.0

    def __init__(self):
        self._radius = 2.0

    @property
    def radius(self):
        return self._radius

    @radius.setter
    def radius(self, value):
        self._radius = abs(value)

    @property
    def area(self):
        return np.pi * self._radius**2

    @staticmethod
    def square(x):
        return x * x

    @classmethod
    def scaled(cls, x):
        return cls.factor * x

    def __getitem__(self, k):
        return self._radius * k

    def __len__(self):
        return 3

    def f(self, x):
        self.radius = x * self.radius
        return self.area + self.square(x) + self.scaled(x) + self[2] * len(self) + Disk.factor


FUNCTION = Disk.f
ARGS = [Disk(), 1.3]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(self, x):
    # forward
    self__radius = self._radius
    s0 = x * self__radius
    self__radius_1 = abs(s0)
    self._radius = self__radius_1
    # backward
    grad_x = factor + 2 * x                                 # return x * x
    grad_self__radius_1 = 6.0 + np.pi * 2 * self__radius_1  # return np.pi * self._r...
    grad_s0 = grad_self__radius_1 * np.sign(s0)             # self__radius_1 = abs(s0)
    grad_x += grad_s0 * self__radius                        # s0 = x * self__radius
    grad_self__radius = grad_s0 * x
    return {'_radius': grad_self__radius}, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(self, x):
    # forward
    self__radius = self._radius
    s0 = x * self__radius
    s1 = abs(s0)
    self__radius_1 = s1
    self._radius = self__radius_1
    s3 = self__radius_1 ** 2
    result = np.pi * s3
    result_1 = x * x
    s4 = result + result_1
    result = factor * x
    s5 = s4 + result
    result = self__radius_1 * 2
    s6 = result * 3
    s7 = s5 + s6
    result = s7 + factor
    # backward
    grad_result = 1.0                      # result = s7 + factor
    grad_s7 = grad_result
    grad_s5 = grad_s7                      # s7 = s5 + s6
    grad_s6 = grad_s7
    grad_result = grad_s6 * 3              # s6 = result * 3
    grad_self__radius_1 = grad_result * 2  # result = self__radius_1 * 2
    grad_s4 = grad_s5                      # s5 = s4 + result
    grad_result = grad_s5
    grad_x = grad_result * factor          # result = factor * x
    grad_result = grad_s4                  # s4 = result + result_1
    grad_result_1 = grad_s4
    grad_x += 2 * (grad_result_1 * x)      # result_1 = x * x
    grad_s3 = grad_result * np.pi          # result = np.pi * s3
    grad_self__radius_1 += grad_s3 * 2 * self__radius_1  # s3 = self__radius_1 ** 2
    grad_s1 = grad_self__radius_1          # self._radius = self__radius_1
    grad_s0 = grad_s1 * np.sign(s0)        # s1 = abs(s0)
    grad_x += grad_s0 * self__radius       # s0 = x * self__radius
    grad_self__radius = grad_s0 * x
    return {'_radius': grad_self__radius}, grad_x
