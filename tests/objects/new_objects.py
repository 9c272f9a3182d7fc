"""Small objects made inside, with operators of their own, are gone from the text."""

import numpy as np

r = np.random.default_rng(0).normal


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, scale):
        return Vector(self.x * scale, self.y * scale)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def norm2(self):
        return self.x**2 + self.y**2


def f(a, b):
    return (Vector(a, b) + 2.0 * -Vector(b, a * b)).norm2()


ARGS = [1.3, 0.4]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(a, b):
    # forward
    vector_y = a * b
    vector_x = -b
    vector_y = -vector_y
    vector_x = vector_x * 2.0
    vector_y = vector_y * 2.0
    vector_x = a + vector_x
    vector_y = b + vector_y
    # backward
    grad_vector_y = 2 * vector_y                  # return self.x**2 + self.y**2
    grad_vector_x = 2 * vector_x
    grad_vector_y_1 = grad_vector_y * 2.0         # vector_y = vector_y * 2.0
    grad_vector_x_1 = grad_vector_x * 2.0         # vector_x = vector_x * 2.0
    grad_b = grad_vector_y - grad_vector_x_1      # vector_x = -b
    grad_a = grad_vector_x - grad_vector_y_1 * b  # vector_y = a * b
    grad_b = grad_b - grad_vector_y_1 * a
    return grad_a, grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(a, b):
    # forward
    vector_x = a
    vector_y = b
    s0 = a * b
    vector_x_1 = b
    vector_y_1 = s0
    s1 = -vector_x_1
    s2 = -vector_y_1
    vector_x_1 = s1
    vector_y_1 = s2
    s3 = vector_x_1 * 2.0
    s4 = vector_y_1 * 2.0
    vector_x_1 = s3
    vector_y_1 = s4
    s5 = vector_x + vector_x_1
    s6 = vector_y + vector_y_1
    vector_x = s5
    vector_y = s6
    s7 = vector_x ** 2
    s8 = vector_y ** 2
    result = s7 + s8
    # backward
    grad_result = 1.0                       # result = s7 + s8
    grad_s7 = grad_result
    grad_s8 = grad_result
    grad_vector_y = grad_s8 * 2 * vector_y  # s8 = vector_y ** 2
    grad_vector_x = grad_s7 * 2 * vector_x  # s7 = vector_x ** 2
    grad_s6 = grad_vector_y                 # vector_y = s6
    grad_s5 = grad_vector_x                 # vector_x = s5
    grad_vector_y = grad_s6                 # s6 = vector_y + vector_y_1
    grad_vector_y_1 = grad_s6
    grad_vector_x = grad_s5                 # s5 = vector_x + vector_x_1
    grad_vector_x_1 = grad_s5
    grad_s4 = grad_vector_y_1               # vector_y_1 = s4
    grad_s3 = grad_vector_x_1               # vector_x_1 = s3
    grad_vector_y_1 = grad_s4 * 2.0         # s4 = vector_y_1 * 2.0
    grad_vector_x_1 = grad_s3 * 2.0         # s3 = vector_x_1 * 2.0
    grad_s2 = grad_vector_y_1               # vector_y_1 = s2
    grad_s1 = grad_vector_x_1               # vector_x_1 = s1
    grad_vector_y_1 = -grad_s2              # s2 = -vector_y_1
    grad_vector_x_1 = -grad_s1              # s1 = -vector_x_1
    grad_s0 = grad_vector_y_1               # vector_y_1 = s0
    grad_b = grad_vector_x_1                # vector_x_1 = b
    grad_a = grad_s0 * b                    # s0 = a * b
    grad_b += grad_s0 * a
    grad_b += grad_vector_y                 # vector_y = b
    grad_a += grad_vector_x                 # vector_x = a
    return grad_a, grad_b
