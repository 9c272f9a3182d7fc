"""Programs that go through a series or through the nodes of a graph."""

from __future__ import annotations

import numpy as np

from tests.kernels.kernel import Kernel, normal, uniform


def kalman(x, P, F, Q, H, R, measured):
    """The negative logarithm of the likelihood of a series, up to a constant."""
    loss = 0.0
    for z in measured:
        x = F @ x
        P = F @ P @ F.T + Q
        y = z - H @ x
        S = H @ P @ H.T + R
        K = P @ H.T @ np.linalg.inv(S)
        x = x + K @ y
        P = (np.eye(len(x)) - K @ H) @ P
        loss += 0.5 * (y @ np.linalg.solve(S, y) + np.log(np.linalg.det(S)))
    return loss


def kalman_filled(x, P, F, Q, H, R, measured, weights):
    """The filtered states, written into an array that is made first."""
    steps = measured.shape[0]
    states = np.zeros((steps, x.shape[0]))
    for t in range(steps):
        x = F @ x
        P = F @ P @ F.T + Q
        S = H @ P @ H.T + R
        K = np.linalg.solve(S, H @ P).T
        x += K @ (measured[t] - H @ x)
        P -= K @ H @ P
        states[t] = x
    return np.sum(weights * states)


def floyd_warshall(distance, weights):
    for k in range(distance.shape[0]):
        distance[:] = np.minimum(distance, distance[:, k, None] + distance[k])
    return np.sum(weights * distance)


def floyd_warshall_out(distance, weights):
    for k in range(distance.shape[0]):
        np.minimum(distance, distance[:, k, None] + distance[k], out=distance)
    return np.sum(weights * distance)


SPREAD = np.array([[1.0, 0.2], [0.2, 0.8]])
SERIES = (
    normal(2),
    SPREAD + np.eye(2),
    np.array([[1.0, 0.3], [-0.1, 0.9]]),
    0.2 * SPREAD,
    normal(2, 2, seed=1),
    SPREAD,
    normal(4, 2, seed=2),
)

KERNELS = (
    Kernel(kalman, SERIES, ()),
    Kernel(kalman_filled, (*SERIES, normal(4, 2, seed=3)), analytic=False),
    Kernel(floyd_warshall, (uniform(5, 5), normal(5, 5)), analytic=False),
    Kernel(
        floyd_warshall_out,
        (uniform(5, 5), normal(5, 5)),
        analytic=False,
    ),
)
