"""A generalised linear model whose link is an object; isinstance decides at compile time."""

import numpy as np

r = np.random.default_rng(0).normal


class Logit:
    def inverse(self, eta):
        return 1 / (1 + np.exp(-eta))


class Log:
    def inverse(self, eta):
        return np.exp(eta)


class Model:
    def __init__(self, link, n):
        self.link = link
        self.beta = r(size=n)

    def loss(self, X, y):
        mu = self.link.inverse(X @ self.beta)
        if isinstance(self.link, Logit):
            return -np.sum(y * np.log(mu) + (1 - y) * np.log(1 - mu))
        return np.sum(mu - y * np.log(mu))


def both(a, b, X, y):
    return a.loss(X, y) + b.loss(X, y)


ARGS = [Model(Logit(), 3), Model(Log(), 3), r(size=(4, 3)), np.array([1.0, 0.0, 1.0, 1.0])]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_both(a, b, X, y):
    # forward
    mu = 1 / (1 + np.exp(-(X @ a.beta)))
    s0 = 1 - mu
    mu_1 = np.exp(X @ b.beta)
    # backward
    grad_mu_1 = 1.0 - y / mu_1  # return np.sum(mu - y * np.log(mu))
    s1 = X.T                # mu_1 = np.exp(X @ b.beta)
    grad_b_beta = s1 @ (grad_mu_1 * mu_1)
    grad_mu = (1 - y) / s0  # return -np.sum(y * np.log(mu) + (1 - y) * np.log(1 - mu))
    grad_mu = grad_mu - y / mu
    grad_a_beta = s1 @ (grad_mu * s0 * mu)  # mu = 1 / (1 + np.exp(-(X @ a.beta)))
    return {'beta': grad_a_beta}, {'beta': grad_b_beta}


# ---------------------------------- mirrored ----------------------------------------------------

def grad_both(a, b, X, y):
    # forward
    s0 = a.beta
    s1 = X @ s0
    s2 = -s1
    s3 = np.exp(s2)
    s4 = 1 + s3
    result = 1 / s4
    mu = result
    s5 = np.log(mu)
    s6 = y * s5
    s7 = 1 - y
    s8 = 1 - mu
    s9 = np.log(s8)
    s10 = s7 * s9
    s11 = s6 + s10
    s12 = np.sum(s11)
    result_1 = -s12
    s13 = b.beta
    s14 = X @ s13
    result_2 = np.exp(s14)
    mu_1 = result_2
    s15 = np.log(mu_1)
    s16 = y * s15
    s17 = mu_1 - s16
    result_3 = np.sum(s17)
    result_3 = result_1 + result_3
    # backward
    grad_result_3 = 1.0                            # result_3 = result_1 + result_3
    grad_result_1 = grad_result_3
    grad_s17 = np.broadcast_to(grad_result_3, np.shape(s17))  # result_3 = np.sum(s17)
    grad_mu_1 = grad_s17                           # s17 = mu_1 - s16
    grad_s16 = -grad_s17
    grad_s15 = grad_s16 * y                        # s16 = y * s15
    grad_mu_1 = grad_mu_1 + grad_s15 / mu_1        # s15 = np.log(mu_1)
    grad_result_2 = grad_mu_1                      # mu_1 = result_2
    grad_s14 = grad_result_2 * result_2            # result_2 = np.exp(s14)
    grad_b_beta = X.T @ grad_s14                   # s14 = X @ s13
    grad_s12 = -grad_result_1                      # result_1 = -s12
    grad_s11 = np.broadcast_to(grad_s12, np.shape(s11))  # s12 = np.sum(s11)
    grad_s6 = grad_s11                             # s11 = s6 + s10
    grad_s10 = grad_s11
    grad_s9 = grad_s10 * s7                        # s10 = s7 * s9
    grad_s8 = grad_s9 / s8                         # s9 = np.log(s8)
    grad_mu = -grad_s8                             # s8 = 1 - mu
    grad_s5 = grad_s6 * y                          # s6 = y * s5
    grad_mu += grad_s5 / mu                        # s5 = np.log(mu)
    grad_result = grad_mu                          # mu = result
    grad_s1 = grad_result * (1 - result) * result  # result = 1 / s4
    grad_a_beta = X.T @ grad_s1                    # s1 = X @ s0
    return {'beta': grad_a_beta}, {'beta': grad_b_beta}
