"""The log-likelihood of a Kalman filter, whose state is kept in attributes."""

import numpy as np

r = np.random.default_rng(0).normal


class Kalman:
    def __init__(self, F, H, Q, R, x, P):
        self.F, self.H, self.Q, self.R, self.x, self.P = F, H, Q, R, x, P
        self.steps = 0

    def predict(self):
        self.x = self.F @ self.x
        self.P = self.F @ self.P @ self.F.T + self.Q

    def update(self, z):
        y = z - self.H @ self.x
        S = self.H @ self.P @ self.H.T + self.R
        K = self.P @ self.H.T @ np.linalg.inv(S)
        self.x = self.x + K @ y
        self.P = (np.eye(len(self.x)) - K @ self.H) @ self.P
        self.steps += 1
        return -0.5 * (y @ np.linalg.solve(S, y) + np.log(np.linalg.det(S)))

    def log_likelihood(self, zs):
        total = 0.0
        for z in zs:
            self.predict()
            total += self.update(z)
        return total


FUNCTION = Kalman.log_likelihood
ARGS = [
    Kalman(
        np.array([[1.0, 0.1], [0.0, 1.0]]), np.array([[1.0, 0.0]]), 0.1 * np.eye(2),
        0.5 * np.eye(1), np.zeros(2), np.eye(2),
    ),
    r(size=(5, 1)),
]  # fmt: skip
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_log_likelihood(self, zs):
    # forward
    self_xs = []
    self_Ps = []
    self_xs_1 = []
    s0s = []
    self_Ps_1 = []
    ys = []
    s1s = []
    Ss = []
    s2s = []
    s3s = []
    Ks = []
    s4s = []
    s5s = []
    s6s = []
    self_F = self.F
    self_H = self.H
    self_Q = self.Q
    self_R = self.R
    self_x = self.x
    self_P = self.P
    self_steps = self.steps
    for z in zs:
        self_xs.append(self_x)
        self_Ps.append(self_P)
        self_x = self_F @ self_x
        self_xs_1.append(self_x)
        self.x = self_x
        s0 = self_F @ self_P
        s0s.append(s0)
        self_P = s0 @ self_F.T + self_Q
        self_Ps_1.append(self_P)
        self.P = self_P
        y = z - self_H @ self_x
        ys.append(y)
        s1 = self_H @ self_P
        s1s.append(s1)
        s9 = self_H.T
        S = s1 @ s9 + self_R
        Ss.append(S)
        s2 = self_P @ s9
        s2s.append(s2)
        s3 = np.linalg.inv(S)
        s3s.append(s3)
        K = s2 @ s3
        Ks.append(K)
        self_x = self_x + K @ y
        self.x = self_x
        s4 = np.eye(len(self_x)) - K @ self_H
        s4s.append(s4)
        self_P = s4 @ self_P
        self.P = self_P
        self_steps += 1
        self.steps = self_steps
        s5s.append(np.linalg.solve(S, y))
        s6s.append(np.linalg.det(S))
    # backward
    grad_self_x = np.zeros_like(self_x)
    grad_self_P = np.zeros_like(self_P)
    grad_zs = np.zeros_like(zs)
    grad_self_F = np.zeros_like(self_F)
    grad_self_Q = np.zeros_like(self_Q)
    grad_self_H = np.zeros_like(self_H)
    grad_self_R = np.zeros_like(self_R)
    for i in reversed(range(len(zs))):
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        K = Ks.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        S = Ss.pop()
        s1 = s1s.pop()
        y = ys.pop()
        self_P = self_Ps_1.pop()
        s0 = s0s.pop()
        self_x = self_xs_1.pop()
        self_P_1 = self_Ps.pop()
        self_x_1 = self_xs.pop()
        grad_S = -0.5 / s6 * cofactor(S)     # return -0.5 * (y @ np.linalg.solve(S,...
        grad_y = -0.5 * s5
        s13 = np.linalg.solve(S.T, -0.5 * y)
        grad_S = grad_S - np.outer(s13, s5)
        grad_y += s13
        s14 = self_P.T                       # self_P = s4 @ self_P
        grad_self_P_1 = s4.T @ grad_self_P
        grad_s15 = -(grad_self_P @ s14)      # s4 = np.eye(len(self_x)) - K @ self_H
        s16 = self_H.T
        grad_K = grad_s15 @ s16
        s17 = K.T
        grad_self_H += s17 @ grad_s15
        grad_K = grad_K + np.outer(grad_self_x, y)  # self_x = self_x + K @ y
        grad_y += s17 @ grad_self_x
        s18 = s3.T                           # K = s2 @ s3
        grad_s2 = grad_K @ s18
        grad_S = grad_S - s18 @ (s2.T @ grad_K) @ s18  # s3 = np.linalg.inv(S)
        grad_self_P = grad_self_P_1 + grad_s2 @ self_H  # s2 = self_P @ s9
        grad_self_R += grad_S                # S = s1 @ s9 + self_R
        grad_s1 = grad_S @ self_H
        grad_self_H += (s14 @ grad_s2 + s1.T @ grad_S).T  # s9 = self_H.T
        grad_self_H += grad_s1 @ s14         # s1 = self_H @ self_P
        grad_self_P = grad_self_P + s16 @ grad_s1
        grad_s19 = -grad_y                   # y = z - self_H @ self_x
        grad_self_H += np.outer(grad_s19, self_x)
        grad_self_x = grad_self_x + s16 @ grad_s19
        grad_self_Q += grad_self_P           # self_P = s0 @ self_F.T + self_Q
        grad_s0 = grad_self_P @ self_F
        grad_self_F += grad_self_P.T @ s0
        grad_self_F += grad_s0 @ self_P_1.T  # s0 = self_F @ self_P
        s20 = self_F.T
        grad_self_P = s20 @ grad_s0
        grad_self_F += np.outer(grad_self_x, self_x_1)  # self_x = self_F @ self_x
        grad_self_x = s20 @ grad_self_x
        grad_zs[i] += grad_y
    return (
        {
            'F': grad_self_F,
            'H': grad_self_H,
            'Q': grad_self_Q,
            'R': grad_self_R,
            'x': grad_self_x,
            'P': grad_self_P,
        },
        grad_zs,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_log_likelihood(self, zs):
    # forward
    s0 = len(zs)
    self_xs = []
    self_Ps = []
    self_xs_1 = []
    s1s = []
    self_Ps_1 = []
    ys = []
    s2s = []
    Ss = []
    s3s = []
    s4s = []
    Ks = []
    s5s = []
    s6s = []
    s7s = []
    self_F = self.F
    self_H = self.H
    self_Q = self.Q
    self_R = self.R
    self_x = self.x
    self_P = self.P
    self_steps = self.steps
    total = 0.0
    for i in range(s0):
        self_xs.append(self_x)
        self_Ps.append(self_P)
        z = zs[i]
        s8 = self_F @ self_x
        self_x = s8
        self_xs_1.append(self_x)
        self.x = self_x
        s1 = self_F @ self_P
        s1s.append(s1)
        s10 = self_F.T
        s11 = s1 @ s10
        s12 = s11 + self_Q
        self_P = s12
        self_Ps_1.append(self_P)
        self.P = self_P
        s14 = self_H @ self_x
        y = z - s14
        ys.append(y)
        s2 = self_H @ self_P
        s2s.append(s2)
        s15 = self_H.T
        s16 = s2 @ s15
        S = s16 + self_R
        Ss.append(S)
        s17 = self_H.T
        s3 = self_P @ s17
        s3s.append(s3)
        s4 = np.linalg.inv(S)
        s4s.append(s4)
        K = s3 @ s4
        Ks.append(K)
        s18 = K @ y
        s19 = self_x + s18
        self_x = s19
        self.x = self_x
        s21 = len(self_x)
        s22 = np.eye(s21)
        s23 = K @ self_H
        s5 = s22 - s23
        s5s.append(s5)
        s24 = s5 @ self_P
        self_P = s24
        self.P = self_P
        self_steps += 1
        self_steps = self_steps
        self.steps = self_steps
        s6 = np.linalg.solve(S, y)
        s6s.append(s6)
        s27 = y @ s6
        s7 = np.linalg.det(S)
        s7s.append(s7)
        s28 = np.log(s7)
        s29 = s27 + s28
        result = -0.5 * s29
        total += result
    # backward
    grad_total = 1.0
    grad_self_x = np.zeros_like(self_x)
    grad_self_P = np.zeros_like(self_P)
    grad_zs = np.zeros_like(zs)
    grad_self_F = np.zeros_like(self_F)
    grad_self_Q = np.zeros_like(self_Q)
    grad_self_H = np.zeros_like(self_H)
    grad_self_R = np.zeros_like(self_R)
    for i in reversed(range(len(zs))):
        s7 = s7s.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        K = Ks.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        S = Ss.pop()
        s2 = s2s.pop()
        y = ys.pop()
        self_P = self_Ps_1.pop()
        s1 = s1s.pop()
        self_x = self_xs_1.pop()
        self_P_1 = self_Ps.pop()
        self_x_1 = self_xs.pop()
        grad_result = grad_total                          # total += result
        grad_s29 = grad_result * -0.5                     # result = -0.5 * s29
        grad_s27 = grad_s29                               # s29 = s27 + s28
        grad_s28 = grad_s29
        grad_s7 = grad_s28 / s7                           # s28 = np.log(s7)
        grad_S = grad_s7 * cofactor(S)                    # s7 = np.linalg.det(S)
        grad_y = grad_s27 * s6                            # s27 = y @ s6
        grad_s6 = grad_s27 * y
        # s6 = np.linalg.solve(S, y)
        grad_S = grad_S + -np.outer(np.linalg.solve(S.T, grad_s6), s6)
        grad_y += np.linalg.solve(S.T, grad_s6)
        grad_s24 = grad_self_P                            # self.P = self_P
        grad_s5 = grad_s24 @ self_P.T                     # s24 = s5 @ self_P
        grad_self_P = s5.T @ grad_s24
        grad_s23 = -grad_s5                               # s5 = s22 - s23
        grad_K = grad_s23 @ self_H.T                      # s23 = K @ self_H
        grad_self_H += K.T @ grad_s23
        grad_s19 = grad_self_x                            # self.x = self_x
        grad_self_x = grad_s19                            # s19 = self_x + s18
        grad_s18 = grad_s19
        grad_K = grad_K + np.outer(grad_s18, y)           # s18 = K @ y
        grad_y += K.T @ grad_s18
        grad_s3 = grad_K @ s4.T                           # K = s3 @ s4
        grad_s4 = s3.T @ grad_K
        grad_S = grad_S + -(s4.T @ grad_s4 @ s4.T)        # s4 = np.linalg.inv(S)
        grad_self_P = grad_self_P + grad_s3 @ self_H.T.T  # s3 = self_P @ s17
        grad_s17 = self_P.T @ grad_s3
        grad_self_H += grad_s17.T                         # s17 = self_H.T
        grad_s16 = grad_S                                 # S = s16 + self_R
        grad_self_R += grad_S
        grad_s2 = grad_s16 @ self_H.T.T                   # s16 = s2 @ s15
        grad_s15 = s2.T @ grad_s16
        grad_self_H += grad_s15.T                         # s15 = self_H.T
        grad_self_H += grad_s2 @ self_P.T                 # s2 = self_H @ self_P
        grad_self_P = grad_self_P + self_H.T @ grad_s2
        grad_z = grad_y                                   # y = z - s14
        grad_s14 = -grad_y
        grad_self_H += np.outer(grad_s14, self_x)         # s14 = self_H @ self_x
        grad_self_x += self_H.T @ grad_s14
        grad_s12 = grad_self_P                            # self.P = self_P
        grad_s11 = grad_s12                               # s12 = s11 + self_Q
        grad_self_Q += grad_s12
        grad_s1 = grad_s11 @ self_F.T.T                   # s11 = s1 @ s10
        grad_s10 = s1.T @ grad_s11
        grad_self_F += grad_s10.T                         # s10 = self_F.T
        grad_self_F += grad_s1 @ self_P_1.T               # s1 = self_F @ self_P
        grad_self_P = self_F.T @ grad_s1
        grad_s8 = grad_self_x                             # self.x = self_x
        grad_self_F += np.outer(grad_s8, self_x_1)        # s8 = self_F @ self_x
        grad_self_x = self_F.T @ grad_s8
        grad_zs[i] += grad_z                              # z = zs[i]
    return (
        {
            'F': grad_self_F,
            'H': grad_self_H,
            'Q': grad_self_Q,
            'R': grad_self_R,
            'x': grad_self_x,
            'P': grad_self_P,
        },
        grad_zs,
    )
