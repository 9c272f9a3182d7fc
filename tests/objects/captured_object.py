"""An object, a list of objects and a dict of functions that the function finds in the module."""

import numpy as np

r = np.random.default_rng(0).normal


class Spring:
    def __init__(self, stiffness):
        self.stiffness = stiffness

    def energy(self, x):
        return 0.5 * self.stiffness * x**2


springs = [Spring(1.0), Spring(2.5)]
main = Spring(0.5)
config = {"act": np.tanh, "rate": 0.3}


def energy(x):
    total = main.energy(np.sum(config["act"](x)))
    for spring, part in zip(springs, x):
        total = total + spring.energy(part) * config["rate"]
    return total


ARGS = [r(size=2)]


# ---------------------------------- optimised ---------------------------------------------------

def grad_energy(x):
    # forward
    s0 = np.tanh(x)
    part = x[0]
    part_1 = x[1]
    config_rate = config['rate']
    # backward
    # return 0.5 * self.stiffness * x**2
    grad_part_1 = config_rate * (0.5 * springs[1].stiffness) * 2 * part_1
    grad_part = config_rate * (0.5 * springs[0].stiffness) * 2 * part
    grad_x = np.zeros_like(x)                                        # part_1 = x[1]
    grad_x[1] = grad_part_1
    grad_x[0] += grad_part
    grad_x += 0.5 * main.stiffness * 2 * np.sum(s0) * (1 - s0 * s0)  # s0 = np.tanh(x)
    return grad_x,


# ---------------------------------- mirrored ----------------------------------------------------

def grad_energy(x):
    # forward
    s0 = np.tanh(x)
    s1 = np.sum(s0)
    s2 = main.stiffness
    s3 = 0.5 * s2
    s4 = s1 ** 2
    result = s3 * s4
    total = result
    s5 = x[0]
    s6 = x[1]
    part = s5
    s7 = springs[0]
    s8 = s7.stiffness
    s9 = 0.5 * s8
    s10 = part ** 2
    result = s9 * s10
    config_rate = config['rate']
    s11 = result * config_rate
    total = total + s11
    part_1 = s6
    s12 = springs[1]
    s13 = s12.stiffness
    s14 = 0.5 * s13
    s15 = part_1 ** 2
    result = s14 * s15
    s16 = result * config_rate
    total = total + s16
    # backward
    grad_total = 1.0                                  # total = total + s16
    grad_total_1 = grad_total
    grad_s16 = grad_total
    grad_result = grad_s16 * config_rate              # s16 = result * config_rate
    grad_s15 = grad_result * s14                      # result = s14 * s15
    grad_part_1 = grad_s15 * 2 * part_1               # s15 = part_1 ** 2
    grad_s6 = grad_part_1                             # part_1 = s6
    grad_total = grad_total_1
    grad_s11 = grad_total_1
    grad_result = grad_s11 * config_rate              # s11 = result * config_rate
    grad_s10 = grad_result * s9                       # result = s9 * s10
    grad_part = grad_s10 * 2 * part                   # s10 = part ** 2
    grad_s5 = grad_part                               # part = s5
    grad_x = np.zeros_like(x)
    grad_x[1] += grad_s6
    grad_x[0] += grad_s5
    grad_result = grad_total                          # total = result
    grad_s4 = grad_result * s3                        # result = s3 * s4
    grad_s1 = grad_s4 * 2 * s1                        # s4 = s1 ** 2
    grad_s0 = np.broadcast_to(grad_s1, np.shape(s0))  # s1 = np.sum(s0)
    grad_x += grad_s0 * (1 - s0 * s0)                 # s0 = np.tanh(x)
    return grad_x,
