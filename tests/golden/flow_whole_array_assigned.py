# `[:]` leaves nothing of the old array, so its cotangent ends there; the axis of `None` is taken away again.

import numpy as np


def f(distance, weights):
    for k in range(len(distance)):
        distance[:] = np.minimum(distance, distance[:, k, None] + distance[k])
    return np.sum(weights * distance)


ARGS = [np.array([[0.1, 1.2, 0.9], [0.7, 0.2, 0.3], [1.4, 0.6, 0.1]]), np.arange(1.0, 10.0).reshape(3, 3)]
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(distance, weights):
    # forward
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    distance_1 = own(distance)
    for k in range(len(distance)):
        s0 = distance_1[:, k, None]
        s0s.append(own(s0))
        s1 = distance_1[k]
        s1s.append(own(s1))
        s2 = s0 + s1
        s2s.append(s2)
        s3 = np.minimum(distance_1, s2)
        s3s.append(s3)
        distance_1[:] = s3
    # backward
    grad_distance_1 = unbroadcast(
        np.broadcast_to(1.0, np.shape(weights * distance_1)) * weights, distance_1
    )  # return np.sum(weights * distance)
    for k in reversed(range(len(distance_1))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s3 = unbroadcast(grad_distance_1, s3)      # distance_1[:] = s3
        # s3 = np.minimum(distance_1, s2)
        grad_distance_1 = unbroadcast(grad_s3 * (s3 < s2), distance_1)
        grad_s2 = unbroadcast(grad_s3 * (s3 == s2), s2)
        grad_distance_1[k] += unbroadcast(grad_s2, s1)  # s1 = distance_1[k]
        # s0 = distance_1[:, k, None]
        grad_distance_1[:, k] += unbroadcast(grad_s2, s0)[:, 0]
    return grad_distance_1


# ---------------------------------- specialised -------------------------------------------------

def grad_f(distance, weights):
    # forward
    s0s = []
    distances = []
    for k in range(len(distance)):
        s0 = distance[:, k, None] + distance[k]
        s0s.append(s0)
        distance = np.minimum(distance, s0)
        distances.append(distance)
    # backward
    grad_distance = weights
    for k in reversed(range(len(distance))):
        distance = distances.pop()
        s0 = s0s.pop()
        grad_s0 = grad_distance * (distance == s0)   # distance = np.minimum(distanc...
        grad_distance = grad_distance * (distance < s0)
        grad_distance[k] += np.sum(grad_s0, axis=0)  # s0 = distance[:, k, None] + d...
        grad_distance[:, k] += np.sum(grad_s0, axis=1)
    return grad_distance.copy()


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(distance, weights):
    # forward
    s0 = len(distance)
    distances = []
    s1s = []
    s2s = []
    distance_1 = distance
    for k in range(s0):
        distances.append(distance_1)
        s3 = distance_1[:, k, None]
        s4 = distance_1[k]
        s1 = s3 + s4
        s1s.append(s1)
        s2 = np.minimum(distance_1, s1)
        s2s.append(s2)
        distance_1 = own(distance_1)
        distance_1[:] = s2
    s5 = weights * distance_1
    result = np.sum(s5)
    # backward
    grad_result = 1.0  # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    # s5 = weights * distance_1
    grad_distance_1 = unbroadcast(grad_s5 * weights, distance_1)
    for k in reversed(range(len(distance))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        distance = distances.pop()
        grad_s2 = unbroadcast(grad_distance_1, s2)  # distance_1[:] = s2
        # s2 = np.minimum(distance_1, s1)
        grad_distance_1 = unbroadcast(grad_s2 * (s2 < s1), distance)
        grad_s1 = unbroadcast(grad_s2 * (s2 == s1), s1)
        grad_s3 = unbroadcast(grad_s1, distance[:, k, None])  # s1 = s3 + s4
        grad_s4 = unbroadcast(grad_s1, distance[k])
        grad_distance_1[k] += grad_s4               # s4 = distance_1[k]
        grad_distance_1[:, k] += grad_s3[:, 0]      # s3 = distance_1[:, k, None]
    grad_distance = grad_distance_1
    return grad_distance
