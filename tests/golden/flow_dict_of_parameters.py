# A step of descent over a dict of parameters, by name.

import numpy as np


def f(x, target, n):
    params = {"w": x, "b": np.sum(x)}
    for _ in range(n):
        out = params["w"] * target + params["b"]
        slopes = {"w": out * target, "b": np.sum(out)}
        for name in params:
            params[name] = params[name] - 0.1 * slopes[name]
    return np.sum(params["w"] ** 2) + params["b"]


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), np.array([0.2, 0.4, -0.3]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, target, n):
    # forward
    params = np.sum(x)
    xs = []
    paramss = []
    outs = []
    s0s = []
    x_1 = x
    for _ in range(n):
        xs.append(x_1)
        paramss.append(params)
        out = x_1 * target + params
        outs.append(out)
        s0 = 0.1 * (out * target)
        s0s.append(s0)
        x_1 = x_1 - s0
        params = params - 0.1 * np.sum(out)
    # backward
    grad_x_1 = 2 * x_1  # return np.sum(params["w"] ** 2) + params["b"]
    grad_params = 1.0
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        out = outs.pop()
        params = paramss.pop()
        x_1 = xs.pop()
        grad_out = (
            unbroadcast(unbroadcast(-grad_x_1, s0) * 0.1 * target, out)
            - grad_params * 0.1
        )  # s0 = 0.1 * (out * target)
        grad_x_1 = unbroadcast(grad_x_1, x_1)         # x_1 = x_1 - s0
        grad_params += unbroadcast(grad_out, params)  # out = x_1 * target + params
        grad_x_1 += unbroadcast(grad_out * target, x_1)
    grad_x = grad_x_1 + np.broadcast_to(grad_params, np.shape(x))  # params = np.sum(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, target, n):
    # forward
    params = np.sum(x)
    xs = []
    paramss = []
    outs = []
    s0s = []
    x_1 = x
    for _ in range(n):
        xs.append(x_1)
        paramss.append(params)
        s1 = x_1 * target
        out = s1 + params
        outs.append(out)
        s2 = out * target
        s3 = np.sum(out)
        s0 = 0.1 * s2
        s0s.append(s0)
        x_1 = x_1 - s0
        s4 = 0.1 * s3
        params = params - s4
    s5 = x_1 ** 2
    s6 = np.sum(s5)
    result = s6 + params
    # backward
    grad_result = 1.0                                 # result = s6 + params
    grad_s6 = grad_result
    grad_params = grad_result
    grad_s5 = np.broadcast_to(grad_s6, np.shape(s5))  # s6 = np.sum(s5)
    grad_x_1 = grad_s5 * 2 * x_1                      # s5 = x_1 ** 2
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        out = outs.pop()
        params = paramss.pop()
        x_1 = xs.pop()
        grad_x_1_1 = grad_x_1
        grad_params_1 = grad_params
        grad_params = grad_params_1                         # params = params - s4
        grad_s4 = -grad_params_1
        grad_s3 = grad_s4 * 0.1                             # s4 = 0.1 * s3
        grad_x_1 = unbroadcast(grad_x_1_1, x_1)             # x_1 = x_1 - s0
        grad_s0 = unbroadcast(-grad_x_1_1, s0)
        grad_s2 = grad_s0 * 0.1                             # s0 = 0.1 * s2
        grad_out = np.broadcast_to(grad_s3, np.shape(out))  # s3 = np.sum(out)
        grad_out = grad_out + unbroadcast(grad_s2 * target, out)  # s2 = out * target
        grad_s1 = grad_out                                  # out = s1 + params
        grad_params += unbroadcast(grad_out, params)
        grad_x_1 += unbroadcast(grad_s1 * target, x_1)      # s1 = x_1 * target
    grad_x = grad_x_1
    grad_x = grad_x + np.broadcast_to(grad_params, np.shape(x))  # params = np.sum(x)
    return grad_x
