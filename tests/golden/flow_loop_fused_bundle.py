# Bundle adjustment in small: each observation reads its camera and its point.

import numpy as np


def f(cameras, points, seen, camera_of, point_of):
    error = 0.0
    for k in range(len(seen)):
        d = points[point_of[k]] - cameras[camera_of[k]]
        r = np.sqrt(d @ d) - seen[k]
        error += r * r
    return error


ANALYTIC = True
SPECIALIZED = True
ARGS = (
    np.array([[0.3, -1.2], [0.5, 0.8]]),
    np.array([[0.1, 0.4], [2.5, 1.8], [1.0, 1.4]]),
    np.array([0.5, 1.5, 0.2, 0.9]),
    np.array([0, 1, 1, 0]),
    np.array([0, 1, 2, 2]),
)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(cameras, points, seen, camera_of, point_of):
    # forward
    s0s = []
    s1s = []
    ds = []
    s2s = []
    rs = []
    error = 0.0
    for k in range(len(seen)):
        s0 = points[point_of[k]]
        s0s.append(s0)
        s1 = cameras[camera_of[k]]
        s1s.append(s1)
        d = s0 - s1
        ds.append(d)
        s2 = np.sqrt(d @ d)
        s2s.append(s2)
        r = s2 - seen[k]
        rs.append(r)
        error += r * r
    require_scalar(error)
    # backward
    grad_points = np.zeros_like(points)
    grad_cameras = np.zeros_like(cameras)
    for k in reversed(range(len(seen))):
        r = rs.pop()
        s2 = s2s.pop()
        d = ds.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_r = 2 * r                        # error += r * r
        grad_d = 2 * (grad_r / (2 * s2)) * d  # s2 = np.sqrt(d @ d)
        # s1 = cameras[camera_of[k]]
        np.add.at(grad_cameras, camera_of[k], unbroadcast(-grad_d, s1))
        # s0 = points[point_of[k]]
        np.add.at(grad_points, point_of[k], unbroadcast(grad_d, s0))
    return grad_cameras, grad_points


# ---------------------------------- specialised -------------------------------------------------

def grad_f(cameras, points, seen, camera_of, point_of):
    # forward and backward
    grad_points = np.zeros_like(points)
    grad_cameras = np.zeros_like(cameras)
    for k in range(len(seen)):
        s0 = point_of[k]
        s1 = camera_of[k]
        d = points[s0] - cameras[s1]
        s2 = np.sqrt(d @ d)
        r = s2 - seen[k]
        grad_r = 2 * r                        # error += r * r
        grad_d = 2 * (grad_r / (2 * s2)) * d  # s2 = np.sqrt(d @ d)
        grad_cameras[s1] -= grad_d            # d = points[s0] - cameras[s1]
        grad_points[s0] += grad_d
    return grad_cameras, grad_points


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(cameras, points, seen, camera_of, point_of):
    # forward
    s0 = len(seen)
    s1s = []
    s2s = []
    ds = []
    s3s = []
    rs = []
    error = 0.0
    for k in range(s0):
        s4 = point_of[k]
        s1 = points[s4]
        s1s.append(s1)
        s5 = camera_of[k]
        s2 = cameras[s5]
        s2s.append(s2)
        d = s1 - s2
        ds.append(d)
        s6 = d @ d
        s3 = np.sqrt(s6)
        s3s.append(s3)
        s7 = seen[k]
        r = s3 - s7
        rs.append(r)
        s8 = r * r
        error += s8
    require_scalar(error)
    # backward
    grad_error = 1.0
    grad_points = np.zeros_like(points)
    grad_cameras = np.zeros_like(cameras)
    for k in reversed(range(len(seen))):
        r = rs.pop()
        s3 = s3s.pop()
        d = ds.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        grad_s8 = grad_error                            # error += s8
        grad_r = 2 * (grad_s8 * r)                      # s8 = r * r
        grad_s3 = grad_r                                # r = s3 - s7
        grad_s6 = grad_s3 / (2 * s3)                    # s3 = np.sqrt(s6)
        grad_d = 2 * (grad_s6 * d)                      # s6 = d @ d
        grad_s1 = unbroadcast(grad_d, s1)               # d = s1 - s2
        grad_s2 = unbroadcast(-grad_d, s2)
        np.add.at(grad_cameras, camera_of[k], grad_s2)  # s2 = cameras[s5]
        np.add.at(grad_points, point_of[k], grad_s1)    # s1 = points[s4]
    return grad_cameras, grad_points
