"""Inheritance and super()."""

import numpy as np

r = np.random.default_rng(0).normal


class Base:
    def __init__(self, W):
        self.W = W

    def forward(self, x):
        return self.W @ x


class Residual(Base):
    def __init__(self, W, rate):
        super().__init__(W)
        self.rate = rate

    def forward(self, x):
        return x + self.rate * super().forward(x)

    def loss(self, x):
        return np.sum(self.forward(self.forward(x)) ** 2)


FUNCTION = Residual.loss
ARGS = [Residual(r(size=(3, 3)), 0.5), r(size=3)]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(self, x):
    # forward
    self_W = self.W
    result = self_W @ x
    self_rate = self.rate
    result_1 = x + self_rate * result
    result_2 = self_W @ result_1
    result_3 = result_1 + self_rate * result_2
    # backward
    grad_result_3 = 2 * result_3  # return np.sum(self.forward(self.forward(x)) ** 2)
    grad_self_rate = np.sum(grad_result_3 * result_2)  # result_3 = result_1 + self_...
    grad_result_2 = grad_result_3 * self_rate
    grad_self_W = np.outer(grad_result_2, result_1)  # result_2 = self_W @ result_1
    s0 = self_W.T
    grad_result_3 += s0 @ grad_result_2
    grad_self_rate += np.sum(grad_result_3 * result)  # result_1 = x + self_rate * r...
    grad_result = grad_result_3 * self_rate
    grad_self_W += np.outer(grad_result, x)  # result = self_W @ x
    grad_x = grad_result_3 + s0 @ grad_result
    return {'W': grad_self_W, 'rate': grad_self_rate}, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(self, x):
    # forward
    self_W = self.W
    result = self_W @ x
    self_rate = self.rate
    s0 = self_rate * result
    result_1 = x + s0
    result_2 = self_W @ result_1
    s1 = self_rate * result_2
    result_3 = result_1 + s1
    s2 = result_3 ** 2
    result_4 = np.sum(s2)
    # backward
    grad_result_4 = 1.0                              # result_4 = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result_4, np.shape(s2))
    grad_result_3 = grad_s2 * 2 * result_3           # s2 = result_3 ** 2
    grad_result_1 = grad_result_3                    # result_3 = result_1 + s1
    grad_s1 = grad_result_3
    # s1 = self_rate * result_2
    grad_self_rate = unbroadcast(grad_s1 * result_2, self_rate)
    grad_result_2 = grad_s1 * self_rate
    grad_self_W = np.outer(grad_result_2, result_1)  # result_2 = self_W @ result_1
    grad_result_1 += self_W.T @ grad_result_2
    grad_x = grad_result_1                           # result_1 = x + s0
    grad_s0 = grad_result_1
    # s0 = self_rate * result
    grad_self_rate += unbroadcast(grad_s0 * result, self_rate)
    grad_result = grad_s0 * self_rate
    grad_self_W += np.outer(grad_result, x)          # result = self_W @ x
    grad_x += self_W.T @ grad_result
    return {'W': grad_self_W, 'rate': grad_self_rate}, grad_x
