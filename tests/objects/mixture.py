"""The log-likelihood of a mixture of Gaussians."""

import numpy as np

r = np.random.default_rng(0).normal


class Mixture:
    def __init__(self, k, d):
        self.weights = np.abs(r(size=k)) + 0.1
        self.means = r(size=(k, d))
        self.factors = np.array([np.tril(r(size=(d, d))) + 3 * np.eye(d) for _ in range(k)])

    def log_likelihood(self, X):
        terms = []
        for k in range(len(self.weights)):
            y = np.linalg.solve(self.factors[k], (X - self.means[k]).T)
            share = np.log(self.weights[k] / np.sum(self.weights))
            spread = np.sum(np.log(np.diag(self.factors[k])))
            terms.append(share - spread - 0.5 * np.sum(y**2, axis=0))
        a = np.stack(terms)
        top = a.max(axis=0)
        return np.sum(top + np.log(np.sum(np.exp(a - top), axis=0)))


FUNCTION = Mixture.log_likelihood
ARGS = [Mixture(3, 2), r(size=(6, 2))]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_log_likelihood(self, X):
    # forward
    self_weights = self.weights
    terms = []
    ys = []
    s0s = []
    self_means = self.means
    self_factors = self.factors
    for k in range(len(self_weights)):
        s2 = self_factors[k]
        y = np.linalg.solve(s2, (X - self_means[k]).T)
        ys.append(y)
        s1 = np.sum(self_weights)
        share = np.log(self_weights[k] / s1)
        s0 = np.diag(s2)
        s0s.append(s0)
        spread = np.sum(np.log(s0))
        terms.append(share - spread - 0.5 * np.sum(y ** 2, axis=0))
    a = np.stack(terms)
    top = a.max(axis=0)
    s3 = np.exp(a - top)
    s4 = np.sum(s3, axis=0)
    # backward
    # return np.sum(top + np.log(np.sum(np.exp(a - top), axis=0)))
    grad_s5 = np.broadcast_to(1.0, np.shape(top + np.log(s4)))
    grad_top = unbroadcast(grad_s5, top)
    # s3 = np.exp(a - top)
    grad_s6 = np.expand_dims(unbroadcast(grad_s5, s4) / s4, 0) * s3
    grad_a = unbroadcast(grad_s6, a)
    grad_top = grad_top + unbroadcast(-grad_s6, top)
    grad_a = (
        grad_a + np.expand_dims(grad_top, 0) * tie_share(a, np.expand_dims(top, 0), 0)
    )  # top = a.max(axis=0)
    grad_terms = list(grad_a)  # a = np.stack(terms)
    grad_self_factors = np.zeros_like(self_factors)
    grad_self_means = np.zeros_like(self_means)
    grad_X = np.zeros_like(X)
    grad_self_weights = np.zeros_like(self_weights)
    for k in reversed(range(len(self_weights))):
        s0 = s0s.pop()
        y = ys.pop()
        s7 = self_factors[k]                   # s2 = self_factors[k]
        s8 = self_weights[k] / s1              # share = np.log(self_weights[k] / s1)
        grad_s9 = grad_terms.pop()             # terms.append(share - spread - 0.5 *...
        grad_share = np.sum(grad_s9)
        grad_y = np.expand_dims(-(grad_s9 * 0.5), 0) * 2 * y
        grad_s10 = grad_share / s8             # share = np.log(self_weights[k] / s1)
        # s1 = np.sum(self_weights)
        grad_self_weights = grad_self_weights - grad_s10 * s8 / s1
        grad_self_weights[k] += grad_s10 / s1  # share = np.log(self_weights[k] / s1)
        s11 = np.linalg.solve(s7.T, grad_y)    # y = np.linalg.solve(s2, (X - self_m...
        grad_s12 = s11.T
        grad_X = grad_X + grad_s12
        grad_self_means[k] += unbroadcast(-grad_s12, self_means[k])
        # s2 = self_factors[k]
        grad_self_factors[k] += undiag(-grad_share / s0, s7, 0) - s11 @ y.T
    return (
        {
            'weights': grad_self_weights,
            'means': grad_self_means,
            'factors': grad_self_factors,
        },
        grad_X,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_log_likelihood(self, X):
    # forward
    self_weights = self.weights
    s0 = len(self_weights)
    terms = []
    ys = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    self_means = self.means
    self_factors = self.factors
    for k in range(s0):
        s6 = self_factors[k]
        s7 = self_means[k]
        s8 = X - s7
        s9 = s8.T
        y = np.linalg.solve(s6, s9)
        ys.append(y)
        s10 = self_weights[k]
        s1 = np.sum(self_weights)
        s1s.append(s1)
        s11 = s10 / s1
        share = np.log(s11)
        s12 = self_factors[k]
        s2 = np.diag(s12)
        s2s.append(s2)
        s3 = np.log(s2)
        s3s.append(s3)
        spread = np.sum(s3)
        s4 = share - spread
        s4s.append(s4)
        s5 = y ** 2
        s5s.append(s5)
        s13 = np.sum(s5, axis=0)
        s14 = 0.5 * s13
        s15 = s4 - s14
        terms.append(s15)
    a = np.stack(terms)
    top = a.max(axis=0)
    s16 = a - top
    s17 = np.exp(s16)
    s18 = np.sum(s17, axis=0)
    s19 = np.log(s18)
    s20 = top + s19
    result = np.sum(s20)
    # backward
    grad_result = 1.0                      # result = np.sum(s20)
    grad_s20 = np.broadcast_to(grad_result, np.shape(s20))
    grad_top = unbroadcast(grad_s20, top)  # s20 = top + s19
    grad_s19 = unbroadcast(grad_s20, s19)
    grad_s18 = grad_s19 / s18              # s19 = np.log(s18)
    # s18 = np.sum(s17, axis=0)
    grad_s17 = np.broadcast_to(np.expand_dims(grad_s18, 0), np.shape(s17))
    grad_s16 = grad_s17 * s17              # s17 = np.exp(s16)
    grad_a = unbroadcast(grad_s16, a)      # s16 = a - top
    grad_top = grad_top + unbroadcast(-grad_s16, top)
    grad_a = (
        grad_a + np.expand_dims(grad_top, 0) * tie_share(a, np.expand_dims(top, 0), 0)
    )  # top = a.max(axis=0)
    grad_terms = list(grad_a)              # a = np.stack(terms)
    grad_self_factors = np.zeros_like(self_factors)
    grad_self_means = np.zeros_like(self_means)
    grad_X = np.zeros_like(X)
    grad_self_weights = np.zeros_like(self_weights)
    for k in reversed(range(len(self_weights))):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        y = ys.pop()
        s21 = self_factors[k]                              # s6 = self_factors[k]
        s22 = self_weights[k] / s1                         # s11 = s10 / s1
        grad_s15 = grad_terms.pop()                        # terms.append(s15)
        grad_s4 = unbroadcast(grad_s15, s4)                # s15 = s4 - s14
        grad_s14 = -grad_s15
        grad_s13 = grad_s14 * 0.5                          # s14 = 0.5 * s13
        # s13 = np.sum(s5, axis=0)
        grad_s5 = np.broadcast_to(np.expand_dims(grad_s13, 0), np.shape(s5))
        grad_y = grad_s5 * 2 * y                           # s5 = y ** 2
        grad_share = grad_s4                               # s4 = share - spread
        grad_spread = -grad_s4
        grad_s3 = np.broadcast_to(grad_spread, np.shape(s3))  # spread = np.sum(s3)
        grad_s2 = grad_s3 / s2                             # s3 = np.log(s2)
        grad_s12 = undiag(grad_s2, self_factors[k], 0)     # s2 = np.diag(s12)
        grad_self_factors[k] += grad_s12                   # s12 = self_factors[k]
        grad_s11 = grad_share / s22                        # share = np.log(s11)
        grad_s10 = grad_s11 / s1                           # s11 = s10 / s1
        grad_s1 = -grad_s11 * s22 / s1
        # s1 = np.sum(self_weights)
        grad_self_weights += np.broadcast_to(grad_s1, np.shape(self_weights))
        grad_self_weights[k] += grad_s10                   # s10 = self_weights[k]
        grad_s6 = -(np.linalg.solve(s21.T, grad_y) @ y.T)  # y = np.linalg.solve(s6,...
        grad_s9 = np.linalg.solve(s21.T, grad_y)
        grad_s8 = grad_s9.T                                # s9 = s8.T
        grad_X = grad_X + grad_s8                          # s8 = X - s7
        grad_s7 = unbroadcast(-grad_s8, self_means[k])
        grad_self_means[k] += grad_s7                      # s7 = self_means[k]
        grad_self_factors[k] += grad_s6                    # s6 = self_factors[k]
    return (
        {
            'weights': grad_self_weights,
            'means': grad_self_means,
            'factors': grad_self_factors,
        },
        grad_X,
    )
