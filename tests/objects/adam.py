"""Five steps of Adam, differentiated through: the gradient inside is a derivative itself."""

from adcompile import grad

import numpy as np

r = np.random.default_rng(0).normal


def loss(params, X, y):
    return np.mean((np.tanh(X @ params["w"] + params["b"]) - y) ** 2)


grad_loss = grad(loss)


class Adam:
    def __init__(self, rate, params):
        self.rate = rate
        self.m = {key: np.zeros_like(value) for key, value in params.items()}
        self.v = {key: np.zeros_like(value) for key, value in params.items()}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        self.m = {k: 0.9 * self.m[k] + 0.1 * grads[k] for k in params}
        self.v = {k: 0.999 * self.v[k] + 0.001 * grads[k] ** 2 for k in params}
        m = {k: self.m[k] / (1 - 0.9**self.t) for k in params}
        v = {k: self.v[k] / (1 - 0.999**self.t) for k in params}
        return {k: params[k] - self.rate * m[k] / (np.sqrt(v[k]) + 1e-8) for k in params}


def train(params, X, y, rate):
    adam = Adam(rate, params)
    for _ in range(5):
        params = adam.step(params, grad_loss(params, X, y))
    return loss(params, X, y)


ARGS = [{"w": r(size=3), "b": r(size=1)}, r(size=(6, 3)), r(size=6), 0.1]
ARGNUMS = (0, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_train(params, X, y, rate):
    # forward
    params_w = params['w']
    adam_m = np.zeros_like(params_w)
    params_b = params['b']
    adam_m_1 = np.zeros_like(params_b)
    adam_v = np.zeros_like(params_w)
    adam_v_1 = np.zeros_like(params_b)
    params_bs = []
    s0s = []
    s1s = []
    grad_s2s = []
    s3s = []
    grad_params_bs = []
    grad_params_ws = []
    s4s = []
    s5s = []
    s6s = []
    s7s = []
    s8s = []
    s9s = []
    s10s = []
    s11s = []
    s12s = []
    s13s = []
    adam_t = 0
    for _ in range(5):
        params_bs.append(params_b)
        s14 = X @ params_w
        s0 = np.tanh(s14 + params_b)
        s0s.append(s0)
        s1 = 2 / np.size(s14)
        s1s.append(s1)
        grad_s2 = unbroadcast(s1 * (s0 - y), s0)
        grad_s2s.append(grad_s2)
        s3 = 1 - s0 * s0
        s3s.append(s3)
        grad_s15 = grad_s2 * s3
        grad_params_b = unbroadcast(grad_s15, params_b)
        grad_params_bs.append(grad_params_b)
        grad_params_w = matmul_grad_b(unbroadcast(grad_s15, s14), X, params_w)
        grad_params_ws.append(grad_params_w)
        adam_t += 1
        adam_m = 0.9 * adam_m + 0.1 * grad_params_w
        adam_m_1 = 0.9 * adam_m_1 + 0.1 * grad_params_b
        adam_v = 0.999 * adam_v + 0.001 * grad_params_w ** 2
        adam_v_1 = 0.999 * adam_v_1 + 0.001 * grad_params_b ** 2
        s4 = 1 - 0.9 ** adam_t
        s4s.append(s4)
        s5 = adam_m / s4
        s5s.append(s5)
        s6 = adam_m_1 / s4
        s6s.append(s6)
        s7 = 1 - 0.999 ** adam_t
        s7s.append(s7)
        s8 = np.sqrt(adam_v / s7)
        s8s.append(s8)
        s9 = s8 + 1e-08
        s9s.append(s9)
        s10 = rate * s5 / s9
        s10s.append(s10)
        params_w = params_w - s10
        s11 = np.sqrt(adam_v_1 / s7)
        s11s.append(s11)
        s12 = s11 + 1e-08
        s12s.append(s12)
        s13 = rate * s6 / s12
        s13s.append(s13)
        params_b = params_b - s13
    s16 = X @ params_w
    s17 = np.tanh(s16 + params_b)
    # backward
    # s17 = np.tanh(s16 + params_b)
    grad_s18 = 2 / np.size(s16) * (s17 - y) * (1 - s17 * s17)
    grad_params_b = unbroadcast(grad_s18, params_b)
    s19 = X.T  # s16 = X @ params_w
    grad_params_w = s19 @ grad_s18
    grad_adam_m = np.zeros_like(adam_m)
    grad_adam_m_1 = np.zeros_like(adam_m_1)
    grad_adam_v = np.zeros_like(adam_v)
    grad_adam_v_1 = np.zeros_like(adam_v_1)
    grad_rate = 0.0
    for _ in reversed(range(5)):
        s13 = s13s.pop()
        s12 = s12s.pop()
        s11 = s11s.pop()
        s10 = s10s.pop()
        s9 = s9s.pop()
        s8 = s8s.pop()
        s7 = s7s.pop()
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        grad_params_w_1 = grad_params_ws.pop()
        grad_params_b_1 = grad_params_bs.pop()
        s3 = s3s.pop()
        grad_s2 = grad_s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        params_b = params_bs.pop()
        s20 = grad_params_b / s12                        # s13 = rate * s6 / s12
        grad_rate = grad_rate - np.sum(s20 * s6)
        s21 = grad_params_w / s9                         # s10 = rate * s5 / s9
        grad_rate = grad_rate - np.sum(s21 * s5)
        # s11 = np.sqrt(adam_v_1 / s7)
        grad_adam_v_1 = grad_adam_v_1 + grad_params_b * s13 / s12 / (2 * s11) / s7
        # s8 = np.sqrt(adam_v / s7)
        grad_adam_v = grad_adam_v + grad_params_w * s10 / s9 / (2 * s8) / s7
        grad_adam_m_1 = grad_adam_m_1 - s20 * rate / s4  # s6 = adam_m_1 / s4
        grad_adam_m = grad_adam_m - s21 * rate / s4      # s5 = adam_m / s4
        # adam_v_1 = 0.999 * adam_v_1 + 0.001 * grad_params_b ** 2
        grad_grad_params_b = 0.002 * grad_adam_v_1 * grad_params_b_1
        grad_adam_v_1 = grad_adam_v_1 * 0.999
        # adam_v = 0.999 * adam_v + 0.001 * grad_params_w ** 2
        grad_grad_params_w = 0.002 * grad_adam_v * grad_params_w_1
        grad_adam_v = grad_adam_v * 0.999
        # adam_m_1 = 0.9 * adam_m_1 + 0.1 * grad_params_b
        grad_grad_params_b = grad_grad_params_b + grad_adam_m_1 * 0.1
        grad_adam_m_1 = grad_adam_m_1 * 0.9
        # adam_m = 0.9 * adam_m + 0.1 * grad_params_w
        grad_grad_params_w = grad_grad_params_w + grad_adam_m * 0.1
        grad_adam_m = grad_adam_m * 0.9
        # grad_params_b = unbroadcast(grad_s15, params_b)
        grad_grad_s15 = grad_grad_params_b + X @ grad_grad_params_w
        # grad_s15 = grad_s2 * s3
        grad_s22 = (grad_grad_s15 * s3 * s1 - 2 * grad_grad_s15 * grad_s2 * s0) * s3
        # grad_params_b = unbroadcast(grad_s15, params_b)
        grad_params_b = grad_params_b + unbroadcast(grad_s22, params_b)
        grad_params_w = grad_params_w + s19 @ grad_s22   # grad_params_w = matmul_gr...
    return {'w': grad_params_w, 'b': grad_params_b}, grad_rate


# ---------------------------------- mirrored ----------------------------------------------------

def grad_train(params, X, y, rate):
    # forward
    adam_rate = rate
    params_w = params['w']
    value = params_w
    adam_m = np.zeros_like(value)
    params_b = params['b']
    value = params_b
    adam_m_1 = np.zeros_like(value)
    value = params_w
    adam_v = np.zeros_like(value)
    value = params_b
    adam_v_1 = np.zeros_like(value)
    adam_t = 0
    params_bs = []
    s0s = []
    s1s = []
    grad_s2s = []
    grad_s3s = []
    s4s = []
    grad_s5s = []
    grad_params_bs = []
    grad_params_ws = []
    s6s = []
    s7s = []
    s8s = []
    s9s = []
    s10s = []
    s11s = []
    s12s = []
    s13s = []
    s14s = []
    s15s = []
    s16s = []
    s17s = []
    for _ in range(5):
        s18 = {'w': params_w, 'b': params_b}
        params_w_1 = params_w
        params_b_1 = params_b
        params_bs.append(params_b_1)
        s19 = X @ params_w_1
        s20 = s19 + params_b_1
        s0 = np.tanh(s20)
        s0s.append(s0)
        s21 = s0 - y
        s22 = np.size(s21)
        s1 = 2 / s22
        s1s.append(s1)
        grad_s2 = s1 * s21
        grad_s2s.append(grad_s2)
        grad_s3 = unbroadcast(grad_s2, s0)
        grad_s3s.append(grad_s3)
        s23 = s0 * s0
        s4 = 1 - s23
        s4s.append(s4)
        grad_s5 = grad_s3 * s4
        grad_s5s.append(grad_s5)
        grad_s24 = unbroadcast(grad_s5, s19)
        grad_params_b = unbroadcast(grad_s5, params_b_1)
        grad_params_bs.append(grad_params_b)
        grad_params_w = matmul_grad_b(grad_s24, X, params_w_1)
        grad_params_ws.append(grad_params_w)
        s25 = {'w': grad_params_w, 'b': grad_params_b}
        adam_t += 1
        adam_t = adam_t
        s26 = 0.9 * adam_m
        s27 = 0.1 * grad_params_w
        adam_m = s26 + s27
        s28 = 0.9 * adam_m_1
        s29 = 0.1 * grad_params_b
        adam_m_1 = s28 + s29
        s30 = 0.999 * adam_v
        s31 = grad_params_w ** 2
        s32 = 0.001 * s31
        adam_v = s30 + s32
        s33 = 0.999 * adam_v_1
        s34 = grad_params_b ** 2
        s35 = 0.001 * s34
        adam_v_1 = s33 + s35
        s36 = 0.9 ** adam_t
        s6 = 1 - s36
        s6s.append(s6)
        s7 = adam_m / s6
        s7s.append(s7)
        s37 = 0.9 ** adam_t
        s8 = 1 - s37
        s8s.append(s8)
        s9 = adam_m_1 / s8
        s9s.append(s9)
        s38 = 0.999 ** adam_t
        s10 = 1 - s38
        s10s.append(s10)
        s39 = adam_v / s10
        s40 = 0.999 ** adam_t
        s11 = 1 - s40
        s11s.append(s11)
        s41 = adam_v_1 / s11
        s42 = adam_rate * s7
        s12 = np.sqrt(s39)
        s12s.append(s12)
        s13 = s12 + 1e-08
        s13s.append(s13)
        s14 = s42 / s13
        s14s.append(s14)
        params_w = params_w - s14
        s43 = adam_rate * s9
        s15 = np.sqrt(s41)
        s15s.append(s15)
        s16 = s15 + 1e-08
        s16s.append(s16)
        s17 = s43 / s16
        s17s.append(s17)
        params_b = params_b - s17
    s44 = X @ params_w
    s45 = s44 + params_b
    s46 = np.tanh(s45)
    s47 = s46 - y
    s48 = s47 ** 2
    result = np.mean(s48)
    # backward
    grad_result = 1.0                      # result = np.mean(s48)
    grad_s48 = np.broadcast_to(grad_result / np.size(s48), np.shape(s48))
    grad_s47 = grad_s48 * 2 * s47          # s48 = s47 ** 2
    grad_s46 = grad_s47                    # s47 = s46 - y
    grad_s45 = grad_s46 * (1 - s46 * s46)  # s46 = np.tanh(s45)
    grad_s44 = grad_s45                    # s45 = s44 + params_b
    grad_params_b = unbroadcast(grad_s45, params_b)
    grad_params_w = X.T @ grad_s44         # s44 = X @ params_w
    grad_adam_m = np.zeros_like(adam_m)
    grad_adam_m_1 = np.zeros_like(adam_m_1)
    grad_adam_v = np.zeros_like(adam_v)
    grad_adam_v_1 = np.zeros_like(adam_v_1)
    grad_adam_rate = 0.0
    for _ in reversed(range(5)):
        s17 = s17s.pop()
        s16 = s16s.pop()
        s15 = s15s.pop()
        s14 = s14s.pop()
        s13 = s13s.pop()
        s12 = s12s.pop()
        s11 = s11s.pop()
        s10 = s10s.pop()
        s9 = s9s.pop()
        s8 = s8s.pop()
        s7 = s7s.pop()
        s6 = s6s.pop()
        grad_params_w_1 = grad_params_ws.pop()
        grad_params_b_1 = grad_params_bs.pop()
        grad_s5 = grad_s5s.pop()
        s4 = s4s.pop()
        grad_s3 = grad_s3s.pop()
        grad_s2 = grad_s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        params_b = params_bs.pop()
        grad_params_b_2 = grad_params_b  # params_b = params_b - s17
        grad_s17 = -grad_params_b
        grad_s43 = grad_s17 / s16    # s17 = s43 / s16
        grad_s16 = -grad_s17 * s17 / s16
        grad_s15 = grad_s16          # s16 = s15 + 1e-08
        grad_s41 = grad_s15 / (2 * s15)  # s15 = np.sqrt(s41)
        grad_adam_rate += unbroadcast(grad_s43 * s9, adam_rate)  # s43 = adam_rate * s9
        grad_s9 = grad_s43 * adam_rate
        grad_params_w_2 = grad_params_w  # params_w = params_w - s14
        grad_s14 = -grad_params_w
        grad_s42 = grad_s14 / s13    # s14 = s42 / s13
        grad_s13 = -grad_s14 * s14 / s13
        grad_s12 = grad_s13          # s13 = s12 + 1e-08
        grad_s39 = grad_s12 / (2 * s12)  # s12 = np.sqrt(s39)
        grad_adam_rate += unbroadcast(grad_s42 * s7, adam_rate)  # s42 = adam_rate * s7
        grad_s7 = grad_s42 * adam_rate
        grad_adam_v_1 = grad_adam_v_1 + grad_s41 / s11  # s41 = adam_v_1 / s11
        grad_adam_v = grad_adam_v + grad_s39 / s10  # s39 = adam_v / s10
        grad_adam_m_1 = grad_adam_m_1 + grad_s9 / s8  # s9 = adam_m_1 / s8
        grad_adam_m = grad_adam_m + grad_s7 / s6  # s7 = adam_m / s6
        grad_s33 = grad_adam_v_1     # adam_v_1 = s33 + s35
        grad_s35 = grad_adam_v_1
        grad_s34 = grad_s35 * 0.001  # s35 = 0.001 * s34
        grad_grad_params_b = grad_s34 * 2 * grad_params_b_1  # s34 = grad_params_b ** 2
        grad_adam_v_1 = grad_s33 * 0.999  # s33 = 0.999 * adam_v_1
        grad_s30 = grad_adam_v       # adam_v = s30 + s32
        grad_s32 = grad_adam_v
        grad_s31 = grad_s32 * 0.001  # s32 = 0.001 * s31
        grad_grad_params_w = grad_s31 * 2 * grad_params_w_1  # s31 = grad_params_w ** 2
        grad_adam_v = grad_s30 * 0.999  # s30 = 0.999 * adam_v
        grad_s28 = grad_adam_m_1     # adam_m_1 = s28 + s29
        grad_s29 = grad_adam_m_1
        # s29 = 0.1 * grad_params_b
        grad_grad_params_b = grad_grad_params_b + grad_s29 * 0.1
        grad_adam_m_1 = grad_s28 * 0.9  # s28 = 0.9 * adam_m_1
        grad_s26 = grad_adam_m       # adam_m = s26 + s27
        grad_s27 = grad_adam_m
        # s27 = 0.1 * grad_params_w
        grad_grad_params_w = grad_grad_params_w + grad_s27 * 0.1
        grad_adam_m = grad_s26 * 0.9  # s26 = 0.9 * adam_m
        grad_grad_s24 = X @ grad_grad_params_w  # grad_params_w = matmul_grad_b(grad...
        # grad_params_b = unbroadcast(grad_s5, params_b_1)
        grad_grad_s5 = np.broadcast_to(grad_grad_params_b, np.shape(grad_s5))
        grad_grad_s5 = grad_grad_s5 + np.broadcast_to(grad_grad_s24, np.shape(grad_s5))
        grad_grad_s3 = grad_grad_s5 * s4  # grad_s5 = grad_s3 * s4
        grad_s4 = grad_grad_s5 * grad_s3
        grad_s23 = -grad_s4
        grad_s0 = 2 * (grad_s23 * s0)
        # grad_s3 = unbroadcast(grad_s2, s0)
        grad_grad_s2 = np.broadcast_to(grad_grad_s3, np.shape(grad_s2))
        grad_s21 = grad_grad_s2 * s1  # grad_s2 = s1 * s21
        grad_s0 = grad_s0 + grad_s21  # grad_s3 = unbroadcast(grad_s2, s0)
        grad_s20 = grad_s0 * (1 - s0 * s0)  # grad_s5 = grad_s3 * s4
        grad_s19 = grad_s20          # grad_params_b = unbroadcast(grad_s5, params_b_1)
        grad_params_b_1 = unbroadcast(grad_s20, params_b)
        grad_params_w_1 = X.T @ grad_s19  # grad_params_w = matmul_grad_b(grad_s24,...
        grad_params_b = grad_params_b_2 + grad_params_b_1  # s25 = {'w': grad_params...
        grad_params_w = grad_params_w_2 + grad_params_w_1
    grad_rate = grad_adam_rate  # adam_rate = rate
    return {'w': grad_params_w, 'b': grad_params_b}, grad_rate
