"""What random programs are made of: the text of expressions, with holes.

{a} any float value      {A} array, at least one axis   {V} one axis   {M} two axes
{s} scalar               {i} integer array              {c} a float constant
{k} a small integer      {x} an axis, -2 to 1           {S} a slice
"""

from __future__ import annotations

__all__ = ["ALIASING", "ARRAYS", "BINARY", "CALLS", "PRELUDE", "RETURNS", "UNARY", "VIEWS"]

PRELUDE = """\
import math
import operator
from math import exp as e, tanh

import numpy as np
import numpy as numpy_too
from numpy import sin, where as choose

SCALE = 0.7
TABLE = np.array([0.5, -1.5, 2.0])
GRID = np.arange(6.0).reshape(2, 3) / 4
ORDER = np.array([2, 0, 0, 1])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def affine(x, w=1.5, b=0.25):
    return x * w + b


def both(x):
    s = np.sin(x)
    return s, s * x


def centred(x, *, axis=-1):
    m = x.mean(axis=axis, keepdims=True)
    return x - m


def softmax(x):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    p = np.exp(shifted)
    p /= p.sum(axis=-1, keepdims=True)
    return p


def nested(x, y):
    SCALE = 0.5 * x
    u, v = both(affine(SCALE, b=y))
    return u + v * sigmoid(y)


def filled(x):
    out = np.zeros(3)
    out[:2] = x.sum()
    out[1:] += x.mean() ** 2
    return out


def untouched(x):
    x = x * 2
    x += 1
    return x


def written(x):
    x *= 2
    return x


def same(x):
    return x


"""

UNARY = """
-{a}
+{a}
np.sin({a})
sin({a})
np.cos({a})
np.tanh({a})
np.exp(-{a} * {a})
np.exp(np.tanh({a}))
np.log({a} * {a} + 1)
np.log1p({a} ** 2)
np.sqrt({a} ** 2 + 0.5)
np.abs({a})
abs({a})
np.square({a})
np.arctan({a})
np.sinh(np.sin({a}))
np.reciprocal({a} ** 2 + 1)
np.expm1(np.sin({a}))
np.sign({a}) * {a}
np.floor({a}) + {a}
{a} ** 2
{a} ** 3
({a} ** 2 + 1) ** 0.5
({a} ** 2 + 1) ** -1
({a} ** 2 + 1) ** -1.5
2 ** np.sin({a})
np.power({a} * {a} + 1, np.cos({a}))
(1.5 + np.sin({a})) ** {a}
np.maximum({a}, 0)
np.maximum(0.1, {a})
np.minimum({a}, {c})
np.clip({a}, -1, {c})
np.clip({a}, None, 1.5)
np.where({a} > 0, {a}, {a} * 0.1)
np.where({a} > 0, np.log(np.abs({a}) + 0.1), 0.0)
{a} * ({a} > 0)
{a} * SCALE
SCALE / ({a} * {a} + 1)
1 - {a}
2 * {a}
{a} / 2
{a} - 0.5
0 * {a} + 1
{a} * 1
{a} * 1.0
{a} + 0
{a} / 1
{a} ** 1
{a} - {a} * {c}
1 / (1 + np.exp(-{a}))
np.exp({a}) / (1 + np.exp({a}))
np.logaddexp(0, {a})
np.asarray({a}) * 1.5
np.mod({a}, 1.7)
{a} % 1.3
np.heaviside({a}, 0.5) * {a}
np.array({a}) + 1
np.deg2rad({a})
np.cbrt({a} ** 2 + 1)
np.arcsinh({a})
np.sinc({a})
np.nan_to_num({a})
np.float64(2.0) * {a}
np.arctan2({a}, 1.5)
np.hypot({a}, 0.5)
"""

BINARY = """
{a} + {a}
{a} - {a}
{a} * {a}
{a} / ({a} * {a} + 1)
{a} * {a} + {a}
{a} * {a} - {a} * {a}
({a} + {a}) * ({a} - {a})
np.maximum({a}, {a})
np.minimum({a}, {a} * {c})
np.where({a} > {a}, {a}, {a})
choose({a} < {c}, {a}, {c})
np.add({a}, {a})
np.multiply({a}, {a})
np.subtract({a}, {a} * {a})
np.true_divide({a}, 2 + np.cos({a}))
np.arctan2({a}, 2 + np.sin({a}))
np.hypot({a}, 1 + {a} * {a})
np.logaddexp({a}, {a})
(1 + {a} ** 2) ** np.tanh({a})
np.power(1 + {a} ** 2, 1.5) * {a}
({a} > {a}) * {a}
{a} * np.mean({a})
{a} - np.mean({a})
{a} / np.sqrt(np.sum({a} ** 2) + 1)
{a} * {s}
{s} - {a}
{s} / (1 + {a} * {a})
operator.mul({a}, {a})
"""

ARRAYS = """
np.sum({A})
{A}.sum()
{A}.sum(axis={x})
np.sum({A}, {x})
np.sum({A}, axis={x}, keepdims=True)
np.mean({A}, axis={x})
{A}.mean()
{A}.mean(axis={x}, keepdims=True)
np.max({A})
{A}.max(axis={x})
np.max({A}, axis={x}, keepdims=True)
{A}.min()
np.min({A}, axis={x})
np.prod(np.tanh({A}))
np.prod({A}, axis={x})
np.var({A})
{A}.var(axis={x})
np.std({A} * {A} + np.arange(1.0, 2.0))
np.cumsum({A})
np.cumsum({A}, axis={x})
np.linalg.norm({A})
np.linalg.norm({A}, axis={x})
np.sum({A}, axis=None)
np.sum({M}, axis=(0, 1))
np.sum({M}, axis=(1, 0), keepdims=True)
np.sum({A} * {A}, axis={x})
np.sum(np.exp({A} - np.max({A})))
np.max({A}) + np.log(np.sum(np.exp({A} - np.max({A}))))
np.dot({A}, {A})
{A} @ {A}
{A} @ {A}.T
{A}.T @ {A}
{A}.dot({A})
np.matmul({M}, {A})
np.inner({A}, {A})
np.outer({A}, {A})
np.vdot({V}, {V})
np.tensordot({M}, {M}, axes=([0], [0]))
np.tensordot({A}, {A}, 1)
np.einsum('i,i->', {V}, {V})
np.einsum('i,j->ij', {V}, {V})
np.einsum('ij,j->i', {M}, {V})
np.einsum('ij,kj->ik', {M}, {M})
np.einsum('ij->ji', {M})
np.einsum('ij->', {M})
np.einsum('ij,ij->j', {M}, {M})
np.einsum('...i,...i->...', {A}, {A})
np.einsum('ii->i', {M} @ {M}.T)
np.trace({M} @ {M}.T)
np.diag({V})
np.diag({M})
np.linalg.det({M} @ {M}.T + 3 * np.eye(len({M})))
np.linalg.inv({M} @ {M}.T + 3 * np.eye(len({M})))
np.linalg.solve({M} @ {M}.T + 3 * np.eye(len({M})), {A})
np.linalg.slogdet({M} @ {M}.T + 2 * np.eye({M}.shape[0]))[1]
np.linalg.cholesky({M} @ {M}.T + 3 * np.eye(len({M})))
{A}.reshape(-1)
{A}.ravel() * 1.5
np.ravel({A})
{A}.flatten()
np.reshape({A}, (-1, 1))
{A}.reshape(1, -1)
{A}.T
np.transpose({A})
{M}.transpose(1, 0)
np.swapaxes({M}, 0, 1)
np.moveaxis({M}, 0, -1)
np.expand_dims({A}, 0)
np.squeeze({A})
np.broadcast_to({A}, (2,) + {A}.shape)
np.concatenate([{A}, {A}])
np.concatenate(({M}, {M}), axis=1)
np.stack([{A}, {A}])
np.stack(({A}, {A}), axis=-1)
np.vstack([{V}, {V}])
np.hstack([{V}, {V}, {V}])
np.array([{s}, {s}, {c}])
np.array([[{s}, 1.0], [0.0, {s}]])
np.tile({A}, 2)
np.tile({V}, (2, 1))
np.repeat({A}, 2)
np.repeat({A}, 2, axis=0)
np.flip({A})
{A}[::-1]
np.roll({A}, 1)
np.roll({M}, 1, axis={x})
np.pad({V}, 1)
np.pad({V}, (1, 0), constant_values=0.5)
np.pad({M}, ((1, 0), (0, 1)))
np.sort({A})
np.take({V}, {i})
np.take({M}, [0, 0], axis=1)
np.diff({A})
np.split({V}, [1])[0]
np.array_split({V}, 2)[1]
np.triu({M})
np.tril({M}, -1)
np.atleast_2d({A})
np.linalg.norm({M}, 'fro')
np.cross(TABLE, {V})
np.full(3, {s})
np.full((2, 3), {s}) * GRID
np.ones(3) * {s}
np.zeros_like({A}) + {s}
np.full_like({A}, {s})
{A}[0]
{A}[-1]
{A}[{S}]
{A}[..., 0]
{A}[..., {S}]
{A}[None]
{A}[:, None]
{A}[None, :, None]
{M}[:, 0]
{M}[0, {S}]
{M}[{S}, {S}]
{M}[1:, ::-1]
{M}[:, [0, 0]]
{V}[{i}]
{V}[[0, 0]]
{A}[{i}]
{M}[{i}, 0]
{M}[{i}, {i}]
{M}[ORDER % 2]
{V}[ORDER % len({V})]
{M}[np.arange(len({M})), 0]
{V}[{V} > 0]
{A}[{A} > {c}]
{M}[{M}[:, 0] > 0]
{A} * {A}.shape[0]
{A} / len({A})
{A} / {A}.size
{A}[np.argmax({V})]
{V}[np.argsort({V})]
TABLE * {a}
GRID + {a}
GRID @ {A}
{A} @ GRID
{V} * TABLE[{i}[0]]
{A}.astype(float)
{A}.clip(-1, 1)
{A}.copy()
{A}.squeeze()
{A} - {A}.mean(axis={x}, keepdims=True)
({A} - {A}.mean()) / ({A}.std() + 1)
np.exp({A}) / np.sum(np.exp({A}), axis=-1, keepdims=True)
np.where({A} > 0, {A}, 0).sum()
sum([{s}, {s}, {c}])
np.average({V})
np.median({V})
np.ptp({A})
np.cumprod({V})
np.kron({V}, {V})
np.nansum({A})
np.linalg.multi_dot([{M}, {M}.T, {M}])
"""

CALLS = """
{n} = sigmoid({a})
{n} = affine({a})
{n} = affine({a}, b={a})
{n} = affine(w={a}, x={a})
{n} = affine({a}, {a}, {a})
{n}, {n2} = both({a})
{n} = both({a})[1]
_, {n} = both({a})
{n} = centred({A})
{n} = centred({A}, axis=0)
{n} = softmax({A})
{n} = nested({a}, {a})
{n} = filled({A})
{n} = untouched({a})
{n} = ({n2} := {a} * 2) + {n2} * {a}
{n}: float = {a} * {a}
{n} = e({s} * 0.1) + tanh({s})
{n} = math.sin({s}) * math.sqrt({s} ** 2 + 1)
{n} = float({s}) * {a}
({n}, {n2}) = [{a} * 2, {a}]
{n}, *_ = {a} * {c}, {a}, {a}
{n} = ({a}, {a})[1] * {c}
{n} = {n2} = {a} * {c}
"""

VIEWS = """
{v}
{v}[1:]
{v}[::-1]
{v}[...]
{v}[None]
{v}[0]
{v}.T
{v}.reshape(-1)
{v}.ravel()
np.ravel({v})
np.asarray({v})
np.squeeze({v})
np.atleast_1d({v})
np.transpose({v})
np.broadcast_to({v}, {v}.shape)
{v}.view()
same({v})
np.split({v}, 1)[0]
np.flip({v})
np.diagonal({v})
({v}, 1.0)[0]
{v}.astype(float, copy=False)
np.ascontiguousarray({v})
np.real({v})
np.expand_dims({v}, 0)
np.swapaxes({v}, 0, -1)
np.einsum('i->i', {v})
np.einsum('ij->ji', {v})
{v}[:, 0]
np.require({v})
np.nan_to_num({v}, copy=False)
"""

ALIASING = """
{v} += {a}
{v} *= {a}
{v} -= {c}
{v} /= {c}
{v} **= 2
{v}[0] = {a}
{v}[...] = {a}
{v}[-1] += {a}
{v}[0] *= {a}
{v}[{S}] = {a}
{v}[{v} > 0] = {c}
{v}[{i}] = {c}
{v}[1:] = {v}[:-1]
{v}[:-1] += {v}[1:]
{v}[::-1] = {v}
{v} += {v}
{v} *= {v}
{v} += {v}[0]
{v} @= {a}
{v}[0], {v}[-1] = {v}[-1], {v}[0]
{v}.sort()
{v}.fill({c})
np.add({v}, {a}, out={v})
written({v})
{n} = written({v}) + {v}
"""

RETURNS = """
np.sum({a})
np.sum({a} * {c})
np.sum({a} ** 2)
np.mean({a})
np.mean(np.sin({a}))
{A}.sum()
np.sum({a} * {a})
np.linalg.norm({A})
{s}
{s} * {s}
np.sum(np.tanh({a}))
{A}.ravel() @ {A}.ravel()
np.max({A})
"""
