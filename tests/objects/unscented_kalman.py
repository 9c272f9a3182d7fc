"""One step of an unscented Kalman filter: sigma points from a Cholesky factor, models as arguments."""

import numpy as np

r = np.random.default_rng(0).normal


def move(p):
    return np.array([p[0] + 0.1 * p[1], p[1] - 0.1 * np.sin(p[0])])


def measure(p):
    return np.array([np.sqrt(1 + p[0] ** 2)])


class Unscented:
    def __init__(self, n):
        self.n, self.alpha, self.beta, self.kappa = n, 0.5, 2.0, 1.0
        self.x, self.P = 0.3 * r(size=n), np.eye(n) + 0.1
        self.Q, self.R = 0.1 * np.eye(n), 0.2 * np.eye(1)

    @property
    def spread(self):
        return self.alpha**2 * (self.n + self.kappa)

    def weights(self):
        mean = np.full(2 * self.n + 1, 0.5 / self.spread)
        mean[0] = 1 - self.n / self.spread
        covariance = mean.copy()
        covariance[0] += 1 - self.alpha**2 + self.beta
        return mean, covariance

    def sigma(self):
        L = np.linalg.cholesky(self.spread * (self.P + self.P.T) / 2)
        points = np.zeros((2 * self.n + 1, self.n))
        points[0] = self.x
        for k in range(self.n):
            points[k + 1] = self.x + L[:, k]
            points[self.n + k + 1] = self.x - L[:, k]
        return points

    def step(self, f, h, z):
        wm, wc = self.weights()
        X = np.array([f(p) for p in self.sigma()])
        m = wm @ X
        P = self.Q + (X - m).T @ np.diag(wc) @ (X - m)
        Z = np.array([h(p) for p in X])
        y = z - wm @ Z
        S = self.R + (Z - wm @ Z).T @ np.diag(wc) @ (Z - wm @ Z)
        C = (X - m).T @ np.diag(wc) @ (Z - wm @ Z)
        K = C @ np.linalg.inv(S)
        self.x = m + K @ y
        self.P = P - K @ S @ K.T
        return y @ np.linalg.solve(S, y) + np.log(np.linalg.det(S))


def loss(filter_, zs):
    total = 0.0
    for z in zs:
        total = total + filter_.step(move, measure, z)
    return total


ARGS = [Unscented(2), r(size=(2, 1))]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(filter_, zs):
    # forward
    filter__xs = []
    filter__Ps = []
    means = []
    means_1 = []
    s0s = []
    Ls = []
    pointss = []
    s1s = []
    s2s = []
    Xs = []
    ms = []
    s3s = []
    s4s = []
    s5s = []
    s6s = []
    Ps = []
    s7s = []
    Zs = []
    s8s = []
    ys = []
    s9s = []
    s10s = []
    s11s = []
    Ss = []
    Cs = []
    s12s = []
    Ks = []
    s13s = []
    s14s = []
    s15s = []
    s16s = []
    s17s = []
    filter__alpha = filter_.alpha
    s18 = filter_.beta
    filter__kappa = filter_.kappa
    filter__x = filter_.x
    filter__P = filter_.P
    filter__Q = filter_.Q
    filter__R = filter_.R
    filter__n = filter_.n
    total = 0.0
    for z in zs:
        filter__xs.append(filter__x)
        filter__Ps.append(filter__P)
        s20 = 2 * filter__n + 1
        s19 = filter__alpha ** 2
        s21 = filter__n + filter__kappa
        result = s19 * s21
        mean = np.full(s20, 0.5 / result)
        means.append(mean)
        result = s19 * s21
        require_inexact_array(mean)
        mean = mean.copy()
        mean[0] = 1 - filter__n / result
        means_1.append(mean)
        covariance = mean.copy()
        require_inexact_array(covariance)
        covariance[0] += 1 - s19 + s18
        s24 = []
        result = s19 * s21
        s0 = filter__P + filter__P.T
        s0s.append(s0)
        L = np.linalg.cholesky(result * s0 / 2)
        Ls.append(L)
        points = np.zeros((s20, filter__n))
        points[0] = filter__x
        for k in range(filter__n):
            s25 = L[:, k]
            s1 = filter__x + s25
            s1s.append(s1)
            points[k + 1] = s1
            s2 = filter__x - s25
            s2s.append(s2)
            points[filter__n + k + 1] = s2
        pointss.append(points)
        for p in points:
            s26 = p[0]
            s27 = p[1]
            result = np.array([s26 + 0.1 * s27, s27 - 0.1 * np.sin(s26)])
            s24.append(result)
        X = np.array(s24)
        Xs.append(X)
        m = mean @ X
        ms.append(m)
        s3 = X - m
        s3s.append(s3)
        s4 = np.diag(covariance)
        s4s.append(np.copy(s4))
        s5 = s3.T @ s4
        s5s.append(s5)
        s6 = s5 @ s3
        s6s.append(s6)
        P = filter__Q + s6
        Ps.append(P)
        s28 = []
        for p in X:
            s7 = np.sqrt(1 + p[0] ** 2)
            s7s.append(s7)
            result = np.array([s7])
            s28.append(result)
        Z = np.array(s28)
        Zs.append(Z)
        s8 = mean @ Z
        s8s.append(s8)
        y = z - s8
        ys.append(y)
        s9 = Z - s8
        s9s.append(s9)
        s10 = s9.T @ s4
        s10s.append(s10)
        s11 = s10 @ s9
        s11s.append(s11)
        S = filter__R + s11
        Ss.append(S)
        C = s5 @ s9
        Cs.append(C)
        s12 = np.linalg.inv(S)
        s12s.append(s12)
        K = C @ s12
        Ks.append(K)
        s13 = K @ y
        s13s.append(s13)
        filter__x = m + s13
        filter_.x = filter__x
        s14 = K @ S
        s14s.append(s14)
        s15 = s14 @ K.T
        s15s.append(s15)
        filter__P = P - s15
        filter_.P = filter__P
        s16 = np.linalg.solve(S, y)
        s16s.append(s16)
        s17 = np.linalg.det(S)
        s17s.append(s17)
        result = y @ s16 + np.log(s17)
        total = total + result
    require_scalar(total)
    # backward
    grad_filter__x = np.zeros_like(filter__x)
    grad_filter__P = np.zeros_like(filter__P)
    grad_zs = np.zeros_like(zs)
    grad_filter__Q = np.zeros_like(filter__Q)
    grad_filter__R = np.zeros_like(filter__R)
    grad_filter__alpha = 0.0
    grad_filter__kappa = 0.0
    grad_filter__beta = 0.0
    for i in reversed(range(len(zs))):
        s17 = s17s.pop()
        s16 = s16s.pop()
        s15 = s15s.pop()
        s14 = s14s.pop()
        s13 = s13s.pop()
        K = Ks.pop()
        s12 = s12s.pop()
        C = Cs.pop()
        S = Ss.pop()
        s11 = s11s.pop()
        s10 = s10s.pop()
        s9 = s9s.pop()
        y = ys.pop()
        s8 = s8s.pop()
        Z = Zs.pop()
        P = Ps.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        m = ms.pop()
        X = Xs.pop()
        points = pointss.pop()
        L = Ls.pop()
        s0 = s0s.pop()
        mean = means_1.pop()
        mean_1 = means.pop()
        filter__P = filter__Ps.pop()
        filter__x = filter__xs.pop()
        z = zs[i]
        s32 = filter__n + filter__kappa          # s21 = filter__n + filter__kappa
        result = s19 * s32                       # result = s19 * s21
        s33 = 0.5 / result                       # mean = np.full(s20, 0.5 / result)
        result_1 = s19 * s32                     # result = s19 * s21
        result_2 = s19 * s32
        s34 = s3.T                               # s5 = s3.T @ s4
        s35 = s9.T                               # s10 = s9.T @ s4
        s36 = K.T                                # s15 = s14 @ K.T
        # s17 = np.linalg.det(S)
        grad_S = np.expand_dims(1 / s17, (-2, -1)) * cofactor(S)
        s37 = np.linalg.solve(swap(S), columns(y, S))  # s16 = np.linalg.solve(S, y)
        grad_S = grad_S + unbroadcast(-(s37 @ swap(columns(s16, S))), S)
        grad_y = s16 + unbroadcast(np.reshape(s37, np.shape(y)), y)
        grad_P = unbroadcast(grad_filter__P, P)  # filter__P = P - s15
        grad_s15 = unbroadcast(-grad_filter__P, s15)
        grad_s14 = matmul_grad_a(grad_s15, s14, s36)  # s15 = s14 @ K.T
        grad_K = matmul_grad_b(grad_s15, s14, s36).T
        grad_K = grad_K + matmul_grad_a(grad_s14, K, S)  # s14 = K @ S
        grad_S = grad_S + matmul_grad_b(grad_s14, K, S)
        grad_m = unbroadcast(grad_filter__x, m)  # filter__x = m + s13
        grad_s13 = unbroadcast(grad_filter__x, s13)
        grad_K = grad_K + matmul_grad_a(grad_s13, K, y)  # s13 = K @ y
        grad_y = grad_y + matmul_grad_b(grad_s13, K, y)
        grad_C = matmul_grad_a(grad_K, C, s12)   # K = C @ s12
        s38 = swap(s12)                          # s12 = np.linalg.inv(S)
        grad_S = grad_S - s38 @ matmul_grad_b(grad_K, C, s12) @ s38
        grad_filter__R += unbroadcast(grad_S, filter__R)  # S = filter__R + s11
        grad_s11 = unbroadcast(grad_S, s11)
        grad_s10 = matmul_grad_a(grad_s11, s10, s9)  # s11 = s10 @ s9
        grad_s9 = (
            matmul_grad_b(grad_C, s5, s9)
            + matmul_grad_b(grad_s11, s10, s9)
            + matmul_grad_a(grad_s10, s35, s4).T
        )  # s10 = s9.T @ s4
        grad_Z = unbroadcast(grad_s9, Z)         # s9 = Z - s8
        grad_z = unbroadcast(grad_y, z)          # y = z - s8
        grad_s8 = unbroadcast(-grad_s9, s8) + unbroadcast(-grad_y, s8)
        grad_mean = matmul_grad_a(grad_s8, mean, Z)  # s8 = mean @ Z
        grad_Z = grad_Z + matmul_grad_b(grad_s8, mean, Z)
        grad_s28 = list(grad_Z)                  # Z = np.array(s28)
        grad_X = np.zeros_like(X)
        for j in reversed(range(len(X))):
            s7 = s7s.pop()
            p = X[j]
            grad_result = grad_s28.pop()  # s28.append(result)
            grad_p = np.zeros_like(p)     # s7 = np.sqrt(1 + p[0] ** 2)
            grad_p[0] = grad_result[0] / (2 * s7) * 2 * p[0]
            grad_X[j] += grad_p
        grad_filter__Q += unbroadcast(grad_P, filter__Q)        # P = filter__Q + s6
        grad_s6 = unbroadcast(grad_P, s6)
        # s6 = s5 @ s3
        grad_s5 = matmul_grad_a(grad_C, s5, s9) + matmul_grad_a(grad_s6, s5, s3)
        grad_covariance = np.diag(
            matmul_grad_b(grad_s10, s35, s4) + matmul_grad_b(grad_s5, s34, s4), 0
        )  # s4 = np.diag(covariance)
        # s5 = s3.T @ s4
        grad_s3 = matmul_grad_b(grad_s6, s5, s3) + matmul_grad_a(grad_s5, s34, s4).T
        grad_X = grad_X + unbroadcast(grad_s3, X)               # s3 = X - m
        grad_m = grad_m + unbroadcast(-grad_s3, m)
        grad_mean = grad_mean + matmul_grad_a(grad_m, mean, X)  # m = mean @ X
        grad_X = grad_X + matmul_grad_b(grad_m, mean, X)
        grad_s24 = list(grad_X)                                 # X = np.array(s24)
        grad_points = np.zeros_like(points)
        for j in reversed(range(len(points))):
            p = points[j]
            grad_result = grad_s24.pop()  # s24.append(result)
            grad_s39 = grad_result[0]     # result = np.array([s26 + 0.1 * s27, s27...
            grad_s40 = grad_result[1]
            grad_p = np.zeros_like(p)     # s27 = p[1]
            grad_p[1] = grad_s40 + grad_s39 * 0.1
            grad_p[0] += grad_s39 - grad_s40 * 0.1 * np.cos(p[0])  # s26 = p[0]
            grad_points[j] += grad_p
        grad_L = np.zeros_like(L)
        grad_filter__x = np.zeros_like(filter__x)
        for k in reversed(range(filter__n)):
            s2 = s2s.pop()
            s1 = s1s.pop()
            s41 = L[:, k]            # s25 = L[:, k]
            s42 = k + 1              # points[k + 1] = self.x + L[:, k]
            s43 = filter__n + k + 1  # points[self.n + k + 1] = self.x - L[:, k]
            # points[filter__n + k + 1] = s2
            grad_s2 = own(unbroadcast(grad_points[s43], s2))
            grad_points[s43] = 0
            grad_filter__x += unbroadcast(grad_s2, filter__x)  # s2 = filter__x - s25
            grad_s1 = own(unbroadcast(grad_points[s42], s1))  # points[k + 1] = s1
            grad_points[s42] = 0
            grad_filter__x += unbroadcast(grad_s1, filter__x)  # s1 = filter__x + s25
            # s25 = L[:, k]
            grad_L[:, k] += unbroadcast(-grad_s2, s41) + unbroadcast(grad_s1, s41)
        # points[0] = filter__x
        grad_filter__x += unbroadcast(grad_points[0], filter__x)
        s44 = lower(L, False)          # L = np.linalg.cholesky(result * s0 / 2)
        s45 = swap(s44) @ lower(grad_L, False)
        s46 = np.tril(s45) + np.tril(s45, -1)
        s47 = np.linalg.inv(s44)
        grad_s48 = (swap(s47) @ (s46 + adjoint(s46)) @ np.conjugate(s47)) / 4
        grad_s49 = grad_s48 / 2
        grad_result = unbroadcast(grad_s49 * s0, result_2)
        grad_s0 = grad_s49 * result_2
        grad_filter__P = unbroadcast(grad_s0, filter__P)  # s0 = filter__P + filter_...
        grad_filter__P += unbroadcast(grad_s0, filter__P.T).T
        grad_s21 = grad_result * s19   # result = s19 * s21
        grad_s50 = grad_covariance[0]  # covariance[0] += 1 - s19 + s18
        grad_filter__beta += grad_s50
        grad_s19 = grad_result * s32 - grad_s50
        grad_mean = grad_mean + grad_covariance  # covariance = mean.copy()
        s51 = grad_mean[0] * (filter__n / result_1)  # mean[0] = 1 - filter__n / result
        grad_mean[0] = 0
        grad_result = s51 / result_1
        grad_s19 += grad_result * s32  # result = s19 * s21
        grad_s21 += grad_result * s19
        s52 = (
            unbroadcast(recast(grad_mean, grad_mean, mean_1.dtype), s33) * s33 / result
        )  # mean = np.full(s20, 0.5 / result)
        grad_filter__kappa += grad_s21 - s52 * s19  # s21 = filter__n + filter__kappa
        # s19 = filter__alpha ** 2
        grad_filter__alpha += (grad_s19 - s52 * s32) * 2 * filter__alpha
        grad_zs[i] += grad_z
    return (
        {
            'alpha': grad_filter__alpha,
            'beta': grad_filter__beta,
            'kappa': grad_filter__kappa,
            'x': grad_filter__x,
            'P': grad_filter__P,
            'Q': grad_filter__Q,
            'R': grad_filter__R,
        },
        grad_zs,
    )
