# A state that is replaced step by step, as simulations write it.

from typing import NamedTuple

import numpy as np


class State(NamedTuple):
    x: np.ndarray
    v: np.ndarray


def f(s, k):
    energy = 0.0
    for _ in range(5):
        s = s._replace(v=s.v - 0.05 * k * s.x)
        s = State(s.x + 0.05 * s.v, s.v)
        energy += np.sum(s.x**2)
    return energy


ARGS = (State(np.array([1.0, 2.0]), np.array([0.1, -0.2])), 2.0)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(s, k):
    # forward
    s_xs = []
    s0s = []
    s_x = s.x
    s_v = s.v
    for _ in range(5):
        s_xs.append(s_x)
        s0 = 0.05 * k * s_x
        s0s.append(s0)
        s_v = s_v - s0
        s_x = s_x + 0.05 * s_v
    # backward
    grad_s_x = np.zeros_like(s_x)
    grad_s_v = np.zeros_like(s_v)
    grad_k = 0.0
    s1 = s_x
    for _ in reversed(range(5)):
        s0 = s0s.pop()
        s_x = s_xs.pop()
        grad_s_x_1 = grad_s_x + 2 * s1           # energy += np.sum(s.x**2)
        grad_s_x = unbroadcast(grad_s_x_1, s_x)  # s_x = s_x + 0.05 * s_v
        grad_s_v += grad_s_x_1 * 0.05
        grad_s0 = unbroadcast(-grad_s_v, s0)     # s_v = s_v - s0
        grad_s_x += grad_s0 * (0.05 * k)         # s0 = 0.05 * k * s_x
        grad_k += np.sum(grad_s0 * s_x) * 0.05
        s1 = s_x
    return (grad_s_x, grad_s_v), grad_k


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(s, k):
    # forward
    s_xs = []
    s0s = []
    s1s = []
    s_x = s.x
    s_v = s.v
    energy = 0.0
    for _ in range(5):
        s_xs.append(s_x)
        s2 = 0.05 * k
        s0 = s2 * s_x
        s0s.append(s0)
        s_v = s_v - s0
        s3 = 0.05 * s_v
        s_x = s_x + s3
        s1 = s_x ** 2
        s1s.append(s1)
        s4 = np.sum(s1)
        energy += s4
    # backward
    grad_energy = 1.0
    grad_s_x = np.zeros_like(s_x)
    grad_s_v = np.zeros_like(s_v)
    grad_k = 0.0
    s5 = s_x
    for _ in reversed(range(5)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        s_x = s_xs.pop()
        s6 = 0.05 * k                                     # s2 = 0.05 * k
        grad_s_x_1 = grad_s_x
        grad_s_v_1 = grad_s_v
        grad_s4 = grad_energy                             # energy += s4
        grad_s1 = np.broadcast_to(grad_s4, np.shape(s1))  # s4 = np.sum(s1)
        grad_s_x_1 += grad_s1 * 2 * s5                    # s1 = s_x ** 2
        grad_s_x = unbroadcast(grad_s_x_1, s_x)           # s_x = s_x + s3
        grad_s3 = grad_s_x_1
        grad_s_v_1 += grad_s3 * 0.05                      # s3 = 0.05 * s_v
        grad_s_v = grad_s_v_1                             # s_v = s_v - s0
        grad_s0 = unbroadcast(-grad_s_v_1, s0)
        grad_s2 = unbroadcast(grad_s0 * s_x, s6)          # s0 = s2 * s_x
        grad_s_x += grad_s0 * s6
        grad_k += grad_s2 * 0.05                          # s2 = 0.05 * k
        s5 = s_x
    return (grad_s_x, grad_s_v), grad_k
