# A layer is a dict that says what it is.

import numpy as np


def f(x, layers):
    for layer in layers:
        match layer:
            case {"kind": "linear", "weight": weight}:
                x = np.array(weight) @ x
            case {"kind": "scale", **rest}:
                x = x * rest.get("by", 1.0)
            case {"kind": "relu" | "rectify"}:
                x = np.maximum(x, 0.0)
            case _:
                raise ValueError("unknown layer")
    return np.sum(x * x)


ARGS = (
    np.array([0.3, -1.2]),
    [
        {"kind": "linear", "weight": [[0.3, -0.5], [0.7, 0.2]]},
        {"kind": "relu"},
        {"kind": "scale", "by": 2.0},
    ],
)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, layers):
    # forward
    s0 = list(layers)
    xs = []
    s1s = []
    s2s = []
    xs_1 = []
    s3s = []
    s4s = []
    xs_2 = []
    s5s = []
    xs_3 = []
    for i in range(len(s0)):
        xs.append(x)
        layer = s0[i]
        s1 = (
            isinstance(layer, Mapping)
            and 'kind' in layer
            and 'weight' in layer
            and layer['kind'] == 'linear'
        )
        s1s.append(s1)
        if s1:
            weight = layer['weight']
            s2 = np.array(weight)
            s2s.append(s2)
            x = s2 @ x
            xs_1.append(x)
        else:
            s3 = (
                isinstance(layer, Mapping)
                and 'kind' in layer
                and layer['kind'] == 'scale'
            )
            s3s.append(s3)
            if s3:
                rest = dict(layer)
                del rest['kind']
                s4 = rest['by'] if 'by' in rest else 1.0
                s4s.append(s4)
                x = x * s4
                xs_2.append(x)
            else:
                if isinstance(layer, Mapping) and 'kind' in layer:
                    s6 = layer['kind']
                    s5 = s6 == 'relu' or s6 == 'rectify'
                else:
                    s5 = False
                s5s.append(s5)
                if s5:
                    x = np.maximum(x, 0.0)
                    xs_3.append(x)
                else:
                    raise ValueError('unknown layer')
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    for _ in reversed(range(len(s0))):
        s1 = s1s.pop()
        x = xs.pop()
        if s1:
            x_1 = xs_1.pop()
            s2 = s2s.pop()
            grad_x = np.broadcast_to(grad_x, np.shape(x_1))
            grad_x = matmul_grad_b(grad_x, s2, x)  # x = s2 @ x
        else:
            s3 = s3s.pop()
            if s3:
                x_1 = xs_2.pop()
                s4 = s4s.pop()
                grad_x = np.broadcast_to(grad_x, np.shape(x_1))
                grad_x = unbroadcast(grad_x * s4, x)  # x = x * s4
            else:
                s5 = s5s.pop()
                if s5:
                    x = xs_3.pop()
                    grad_x = grad_x * (x > 0.0)  # x = np.maximum(x, 0.0)
                else:
                    grad_x = 0.0
    grad_x = np.real(grad_x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, layers):
    # forward
    s0 = list(layers)
    s1 = len(s0)
    xs = []
    s2s = []
    s3s = []
    xs_1 = []
    s4s = []
    s5s = []
    xs_2 = []
    s6s = []
    xs_3 = []
    for i in range(s1):
        xs.append(x)
        layer = s0[i]
        if isinstance(layer, Mapping) and 'kind' in layer and 'weight' in layer:
            s7 = layer['kind']
            s2 = s7 == 'linear'
        else:
            s2 = False
        s2s.append(s2)
        if s2:
            s8 = layer['weight']
            weight = s8
            s3 = np.array(weight)
            s3s.append(s3)
            x = s3 @ x
            xs_1.append(x)
        else:
            if isinstance(layer, Mapping) and 'kind' in layer:
                s9 = layer['kind']
                s4 = s9 == 'scale'
            else:
                s4 = False
            s4s.append(s4)
            if s4:
                rest = dict(layer)
                del rest['kind']
                rest = rest
                s5 = rest['by'] if 'by' in rest else 1.0
                s5s.append(s5)
                x = x * s5
                xs_2.append(x)
            else:
                if isinstance(layer, Mapping) and 'kind' in layer:
                    s10 = layer['kind']
                    s6 = s10 == 'relu' or s10 == 'rectify'
                else:
                    s6 = False
                s6s.append(s6)
                if s6:
                    x = np.maximum(x, 0.0)
                    xs_3.append(x)
                else:
                    raise ValueError('unknown layer')
    s11 = x * x
    result = np.sum(s11)
    # backward
    grad_result = 1.0            # result = np.sum(s11)
    grad_s11 = np.broadcast_to(grad_result, np.shape(s11))
    grad_x = 2 * (grad_s11 * x)  # s11 = x * x
    for _ in reversed(range(len(s0))):
        s2 = s2s.pop()
        x = xs.pop()
        if s2:
            x_1 = xs_1.pop()
            s3 = s3s.pop()
            grad_x = np.broadcast_to(grad_x, np.shape(x_1))
            grad_x = matmul_grad_b(grad_x, s3, x)  # x = s3 @ x
        else:
            s4 = s4s.pop()
            if s4:
                x_1 = xs_2.pop()
                s5 = s5s.pop()
                grad_x = np.broadcast_to(grad_x, np.shape(x_1))
                grad_x = unbroadcast(grad_x * s5, x)  # x = x * s5
            else:
                s6 = s6s.pop()
                if s6:
                    x = xs_3.pop()
                    grad_x = np.broadcast_to(grad_x, np.shape(x))
                    grad_x = grad_x * (x > 0.0)  # x = np.maximum(x, 0.0)
                else:
                    grad_x = 0.0
    grad_x = np.real(grad_x)
    return grad_x
