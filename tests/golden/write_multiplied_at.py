# np.multiply.at in rounds: in each of them every element is named at most once.

import numpy as np


def f(x, w):
    y = x**2
    np.multiply.at(y, [0, 2, 0], w)
    return np.sum(y)


ARGS = (np.array([1.3, -0.4, 0.7]), np.array([0.5, 1.1, -0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    y = x ** 2
    s0 = np.broadcast_to(w, np.shape(y[[0, 2, 0]]))
    s1 = s0.flatten()
    s2 = rounds(y, [0, 2, 0])
    places = []
    turns = []
    s3s = []
    s4s = []
    s5s = []
    for part in s2:
        place, _ = part
        places.append(place)
        _, turn = part
        turns.append(turn)
        s3 = s1[turn]
        s3s.append(s3)
        s4 = y[place]
        s4s.append(own(s4))
        s5 = np.multiply(s4, s3)
        s5s.append(s5)
        y[place] = s5
    # backward
    grad_y = np.ones_like(y)     # return np.sum(y)
    grad_s1 = np.zeros_like(s1)  # y[place] = s5
    for part in reversed(s2):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        turn = turns.pop()
        place = places.pop()
        grad_s5 = unbroadcast(gather_last(grad_y, place), s5)  # y[place] = s5
        grad_y[place] = 0
        np.add.at(grad_y, place, unbroadcast(grad_s5 * s3, s4))
        np.add.at(grad_s1, turn, unbroadcast(grad_s5 * s4, s3))
    grad_w = unbroadcast(np.reshape(grad_s1, np.shape(s0)), w)  # y[place] = s5
    grad_x = grad_y * 2 * x                                     # y = x ** 2
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    y = x ** 2
    s0 = y[[0, 2, 0]]
    s1 = np.shape(s0)
    s2 = np.broadcast_to(w, s1)
    s3 = s2.flatten()
    s4 = rounds(y, [0, 2, 0])
    places = []
    turns = []
    s5s = []
    s6s = []
    s7s = []
    for part in s4:
        place, _ = part
        places.append(place)
        _, turn = part
        turns.append(turn)
        s5 = s3[turn]
        s5s.append(s5)
        s6 = y[place]
        s8 = own(s6)
        s6s.append(s8)
        s7 = np.multiply(s6, s5)
        s7s.append(s7)
        y[place] = s7
    result = np.sum(y)
    # backward
    grad_result = 1.0            # result = np.sum(y)
    grad_y = np.broadcast_to(grad_result, np.shape(y))
    grad_s3 = np.zeros_like(s3)  # y[place] = s7
    grad_y = own(grad_y)
    for part in reversed(s4):
        s7 = s7s.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        turn = turns.pop()
        place = places.pop()
        grad_s7 = unbroadcast(gather_last(grad_y, place), s7)  # y[place] = s7
        grad_y[place] = 0
        grad_s6 = unbroadcast(grad_s7 * s5, s6)
        grad_s5 = unbroadcast(grad_s7 * s6, s5)
        np.add.at(grad_y, place, grad_s6)
        np.add.at(grad_s3, turn, grad_s5)
    grad_s2 = np.reshape(grad_s3, np.shape(s2))  # y[place] = s7
    grad_w = unbroadcast(grad_s2, w)
    grad_x = grad_y * 2 * x                      # y = x ** 2
    return grad_x, grad_w
