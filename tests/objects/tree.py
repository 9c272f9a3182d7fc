"""A tree of objects: methods that call themselves on other objects."""

import numpy as np

r = np.random.default_rng(0).normal


class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def total(self, x):
        t = self.value * x
        if self.left is not None:
            t = t + np.sin(self.left.total(x))
        if self.right is not None:
            t = t + self.right.total(x) ** 2
        return t


FUNCTION = Node.total
ARGS = [Node(1.0, Node(2.0), Node(3.0, Node(4.0))), 0.5]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_total(self, x):
    # forward
    self_left_value = self.left.value
    t = self_left_value * x
    self_right_value = self.right.value
    t_1 = self_right_value * x
    self_right_left_value = self.right.left.value
    t_2 = self_right_left_value * x
    t_3 = t_1 + np.sin(t_2)
    # backward
    grad_t_3 = 2 * t_3                         # t = t + self.right.total(x) ** 2
    grad_t_2 = grad_t_3 * np.cos(t_2)          # t_3 = t_1 + np.sin(t_2)
    grad_self_right_left_value = grad_t_2 * x  # t_2 = self_right_left_value * x
    grad_x = grad_t_2 * self_right_left_value
    grad_self_right_value = grad_t_3 * x       # t_1 = self_right_value * x
    grad_x += grad_t_3 * self_right_value
    grad_t = np.cos(t)                         # t = t + np.sin(self.left.total(x))
    grad_self_left_value = grad_t * x          # t = self_left_value * x
    grad_x += grad_t * self_left_value
    grad_x += self.value                       # t = self.value * x
    return (
        {
            'value': x,
            'left': {'value': grad_self_left_value},
            'right': {
                'value': grad_self_right_value,
                'left': {'value': grad_self_right_left_value},
            },
        },
        grad_x,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_total(self, x):
    # forward
    self_value = self.value
    t = self_value * x
    s0 = self.left
    self_left_value = s0.value
    t_1 = self_left_value * x
    s1 = np.sin(t_1)
    t = t + s1
    s2 = self.right
    self_right_value = s2.value
    t_2 = self_right_value * x
    s3 = self.right
    s4 = s3.left
    self_right_left_value = s4.value
    t_3 = self_right_left_value * x
    s5 = np.sin(t_3)
    t_4 = t_2 + s5
    s6 = t_4 ** 2
    t = t + s6
    # backward
    grad_t = 1.0                               # t = t + s6
    grad_t_1 = grad_t
    grad_s6 = grad_t
    grad_t_4 = grad_s6 * 2 * t_4               # s6 = t_4 ** 2
    grad_t_2 = grad_t_4                        # t_4 = t_2 + s5
    grad_s5 = grad_t_4
    grad_t_3 = grad_s5 * np.cos(t_3)           # s5 = np.sin(t_3)
    grad_self_right_left_value = grad_t_3 * x  # t_3 = self_right_left_value * x
    grad_x = grad_t_3 * self_right_left_value
    grad_self_right_value = grad_t_2 * x       # t_2 = self_right_value * x
    grad_x += grad_t_2 * self_right_value
    grad_t = grad_t_1                          # t = t + s1
    grad_s1 = grad_t_1
    grad_t_1 = grad_s1 * np.cos(t_1)           # s1 = np.sin(t_1)
    grad_self_left_value = grad_t_1 * x        # t_1 = self_left_value * x
    grad_x += grad_t_1 * self_left_value
    grad_self_value = grad_t * x               # t = self_value * x
    grad_x += grad_t * self_value
    return (
        {
            'value': grad_self_value,
            'left': {'value': grad_self_left_value},
            'right': {
                'value': grad_self_right_value,
                'left': {'value': grad_self_right_left_value},
            },
        },
        grad_x,
    )
