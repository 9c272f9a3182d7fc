# Bytes have no minus and no room for twice their value: the sign stays outside, the 2 is a float.

import numpy as np


def f(w, image):
    return np.sum(image / w) + np.sum((image * w) ** 2)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([200, 3], np.uint8))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(w, image):
    # backward
    grad_w = unbroadcast(2.0 * image * w * image, w)  # return np.sum(image / w) + n...
    grad_w += unbroadcast(-(image / w / w), w)
    return grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(w, image):
    # forward
    s0 = image / w
    s1 = np.sum(s0)
    s2 = image * w
    s3 = s2 ** 2
    s4 = np.sum(s3)
    result = s1 + s4
    # backward
    grad_result = 1.0                                 # result = s1 + s4
    grad_s1 = grad_result
    grad_s4 = grad_result
    grad_s3 = np.broadcast_to(grad_s4, np.shape(s3))  # s4 = np.sum(s3)
    grad_s2 = grad_s3 * 2 * s2                        # s3 = s2 ** 2
    grad_w = unbroadcast(grad_s2 * image, w)          # s2 = image * w
    grad_s0 = np.broadcast_to(grad_s1, np.shape(s0))  # s1 = np.sum(s0)
    grad_w += unbroadcast(-grad_s0 * s0 / w, w)       # s0 = image / w
    return grad_w
