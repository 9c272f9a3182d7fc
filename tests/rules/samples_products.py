"""Sample calls of products."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from adcompile.runtime import einsum as ein
from adcompile.runtime import multilinear as multi
from adcompile.runtime import products as p
from tests.rules.oracle import sample

RNG = np.random.default_rng(1)


def x(*shape: int) -> Any:
    return RNG.normal(size=shape)


def f32(*shape: int) -> Any:
    return x(*shape).astype(np.float32)


def z(*shape: int) -> Any:
    return x(*shape) + 1j * x(*shape)


MATMUL_SHAPES = [
    ((2, 3), (3, 4)),
    ((2, 3), (3,)),
    ((3,), (3, 4)),
    ((3,), (3,)),
    ((5, 2, 3), (5, 3, 4)),
    ((2, 3), (5, 3, 4)),
    ((5, 2, 3), (3, 4)),
    ((5, 1, 2, 3), (4, 3, 2)),
    ((1, 2, 3), (4, 3, 2)),
    ((5, 2, 3), (3,)),
    ((3,), (5, 3, 4)),
    ((0, 3), (3, 2)),
]
DOT_SHAPES = [
    ((2, 3), (3, 4)),
    ((2, 3), (3,)),
    ((3,), (3, 4)),
    ((3,), (3,)),
    ((), ()),
    ((), (2, 3)),
    ((2, 3), ()),
    ((5, 2, 3), (3,)),
    ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 4)),
    ((3,), (5, 3, 4)),
    ((5, 2, 3), (4, 3, 2)),
]
INNER_SHAPES = [
    ((3,), (3,)),
    ((2, 3), (4, 3)),
    ((2, 3), (3,)),
    ((3,), (4, 3)),
    ((), (3,)),
    ((3,), ()),
    ((5, 2, 3), (4, 2, 3)),
    ((3,), (4, 2, 3)),
]
TENSORDOTS: list[tuple[Any, Any, Any]] = [
    ((2, 3), (3, 4), 1),
    ((2, 3), (2, 3), 2),
    ((2, 3), (4,), 0),
    ((2, 3, 4), (3, 4, 5), 2),
    ((2, 3, 4), (4, 5, 2), ((0, 2), (2, 0))),
    ((2, 3, 4), (4, 3), ((-1, 1), (0, 1))),
    ((2, 3, 4), (5, 4, 6, 2, 3), ((2, 0, 1), (1, 3, 4))),
    ((2, 3), (3, 4), (1, 0)),
    ((2, 3), (3, 4), ([1], [0])),
]
KRON_SHAPES = [
    ((2, 3), (4, 2)),
    ((2,), (3,)),
    ((2,), (3, 2)),
    ((3, 2), (2,)),
    ((2, 1, 2), (3, 2)),
    ((), (2, 2)),
]
EINSUMS: list[tuple[str, tuple[tuple[int, ...], ...]]] = [
    ("ij,jk->ik", ((2, 3), (3, 4))),
    ("ij,jk->ik", ((2, 1), (3, 4))),
    ("ij,jk->ik", ((2, 3), (1, 4))),
    ("ij,ij->i", ((2, 3), (2, 1))),
    ("ij , jk", ((2, 3), (3, 4))),
    ("kj,ji", ((2, 3), (3, 4))),
    ("ij->ji", ((2, 3),)),
    ("ji", ((2, 3),)),
    ("ii->i", ((3, 3),)),
    ("ii", ((3, 3),)),
    ("iij->j", ((3, 3, 2),)),
    ("ij->i", ((2, 3),)),
    ("ij->", ((2, 3),)),
    ("ij,jk->k", ((2, 3), (3, 4))),
    ("ij,kl->ik", ((2, 3), (3, 4))),
    ("ii,i->i", ((3, 3), (3,))),
    ("i,j->ij", ((2,), (3,))),
    ("i,i", ((3,), (3,))),
    (",ij->ij", ((), (2, 3))),
    ("...ij,...jk->...ik", ((5, 2, 3), (5, 3, 4))),
    ("...ij,...jk->...ik", ((2, 3), (5, 3, 4))),
    ("...ij,jk->...ik", ((6, 5, 2, 3), (3, 4))),
    ("ij,...jk->...ik", ((2, 3), (5, 3, 4))),
    ("...ij,...jk", ((1, 2, 3), (5, 3, 4))),
    ("i...,i...->...", ((3, 2), (3, 2))),
    ("i...j,...j->...i", ((3, 4, 2), (5, 4, 2))),
    ("i...->...i", ((3, 2),)),
    ("...ii->...i", ((2, 3, 3),)),
    ("...->...", ((2, 3),)),
    ("ij,jk,kl->il", ((2, 3), (3, 4), (4, 2))),
    ("bi,ij,bj->b", ((5, 2), (2, 3), (5, 3))),
    ("ii,ij,k->j", ((2, 2), (2, 3), (4,))),
]
LONG_EINSUMS: list[tuple[str, tuple[tuple[int, ...], ...]]] = [
    ("ij,jk,kl,lm->im", ((2, 3), (3, 2), (2, 3), (3, 2))),
    ("ii,ij,k,j->j", ((2, 2), (2, 3), (4,), (3,))),
]
MULTI_DOTS = [
    ((2, 3), (3, 4)),
    ((3,), (3, 4)),
    ((2, 3), (3, 4), (4, 2)),
    ((3,), (3, 4), (4,)),
    ((2, 3), (3, 4), (4, 5), (5, 2)),
    ((3,), (3, 4), (4, 2), (2, 2), (2,)),
]
CONVOLUTIONS: list[tuple[Any, Any, Any]] = [
    ((5,), (3,), "full"),
    ((5,), (2,), "same"),
    ((2,), (5,), "same"),
    ((4,), (5,), "same"),
    ((5,), (3,), "valid"),
    ((3,), (6,), "valid"),
    ((2,), (5,), "full"),
]
CROSSES: list[tuple[Any, Any, dict[str, Any]]] = [
    ((3,), (3,), {}),
    ((4, 3), (4, 3), {}),
    ((4, 3), (3,), {}),
    ((3,), (2, 4, 3), {}),
    ((3, 4), (3, 4), {"axis": 0}),
    ((3, 4), (4, 3), {"axisa": 0, "axisc": 0}),
]


def bilinear(f: Any, grad_a: Any, grad_b: Any, a: Any, b: Any, *rest: Any) -> list[Any]:
    """A product and the helpers of its derivative."""
    out = np.asarray(f(a, b, *rest))
    g = RNG.normal(size=out.shape).astype(out.dtype)[()]
    return [
        sample(f, a, b, *rest, wrt=(0, 1)),
        sample(grad_a, g, a, b, *rest, wrt=(0, 2)),
        sample(grad_b, g, a, b, *rest, wrt=(0, 1)),
    ]


def crosses(a: Any, b: Any, kwargs: Any) -> list[Any]:
    out = np.cross(a, b, **kwargs)
    axes = [kwargs.get(k, -1) for k in ("axisa", "axisb", "axisc")] + [kwargs.get("axis")]
    return [
        sample(np.cross, a, b, **kwargs),
        sample(p.cross_grad, x(*out.shape), a, b, *axes, wrt=(0, 2)),
    ]


def long_einsum(subscripts: str, operands: Any) -> list[Any]:
    """The derivative of a product of many factors, and its own."""
    args = (subscripts, *operands)
    out = np.einsum(*args)
    direction = (0, *(x(*a.shape) for a in operands))
    return [
        sample(np.einsum, *args),
        sample(multi.einsum_tangent, args, direction, wrt=(1,)),
        sample(multi.einsum_grads, x(*out.shape), args, wrt=(0,)),
    ]


def multi_dots(arrays: Any) -> list[Any]:
    out = np.linalg.multi_dot(arrays)
    direction = tuple(x(*a.shape) for a in arrays)
    return [
        sample(np.linalg.multi_dot, arrays),
        sample(multi.multi_dot_tangent, arrays, direction),
        sample(multi.multi_dot_grads, x(*out.shape)[()], arrays, wrt=(0,)),
    ]


def spreads(placement: str, x_: Any, like: Any) -> Any:
    return sample(ein.einsum_spread, x_, placement, like, wrt=(0,))


SAMPLES = [
    *(sample(operator.matmul, x(*a), x(*b)) for a, b in MATMUL_SHAPES),
    sample(np.matmul, f32(2, 3), f32(3, 4)),
    sample(np.matmul, z(2, 3), z(3, 4)),
    sample(np.matmul, x(5, 2, 3), z(3, 4)),
    *(s for a, b in MATMUL_SHAPES
      for s in bilinear(np.matmul, p.matmul_grad_a, p.matmul_grad_b, x(*a), x(*b))),
    *(s for a, b in DOT_SHAPES
      for s in bilinear(np.dot, p.dot_grad_a, p.dot_grad_b, x(*a)[()], x(*b)[()])),
    sample(np.ndarray.dot, x(2, 3), x(3)),
    sample(np.dot, 2.0, 3.0),
    sample(np.dot, 2.0, x(3)),
    sample(np.dot, f32(5, 2, 3), f32(3, 4)),
    *(s for a, b in INNER_SHAPES
      for s in bilinear(np.inner, p.inner_grad_a, p.inner_grad_b, x(*a)[()], x(*b)[()])),
    sample(np.inner, f32(2, 3), f32(4, 3)),
    sample(np.outer, x(3), x(4)),
    sample(np.outer, x(2, 3), x(4)),
    sample(np.outer, x(3), 2.0),
    sample(np.outer, f32(3), f32(2)),
    sample(np.vdot, x(3), x(3)),
    sample(np.vdot, x(2, 3), x(6)),
    sample(np.vdot, z(3), z(3)),
    sample(np.vdot, f32(3), f32(3)),
    *(s for a, b, axes in TENSORDOTS
      for s in bilinear(np.tensordot, p.tensordot_grad_a, p.tensordot_grad_b, x(*a), x(*b), axes)),
    sample(np.tensordot, f32(2, 3, 4), f32(3, 4, 5)),
    *(s for a, b in KRON_SHAPES
      for s in bilinear(np.kron, p.kron_grad_a, p.kron_grad_b, x(*a), x(*b))),
    sample(np.kron, f32(2, 2), f32(3,)),
    *(s for a, b, kwargs in CROSSES for s in crosses(x(*a), x(*b), kwargs)),
    sample(np.cross, f32(3), f32(3)),
    *(sample(np.convolve, x(*a), x(*v), mode) for a, v, mode in CONVOLUTIONS),
    *(sample(p.convolve_grad, np.convolve(x(*a), x(*v), mode), x(*a), x(*v), mode, wrt=(0, 2))
      for a, v, mode in CONVOLUTIONS),
    sample(np.convolve, f32(5), f32(3), "same"),
    sample(np.convolve, z(5), z(3), "same"),
    *(s for a, v, mode in CONVOLUTIONS
      for s in bilinear(np.correlate, p.correlate_grad_a, p.correlate_grad_v, x(*a), x(*v), mode)),
    sample(np.correlate, z(5), z(3), "full"),
    *(sample(np.einsum, s, *(x(*shape)[()] for shape in shapes)) for s, shapes in EINSUMS),
    sample(np.einsum, "ij,jk->ik", f32(2, 3), f32(3, 4)),
    sample(np.einsum, "ij,jk->ik", z(2, 3), z(3, 4)),
    sample(np.einsum, "ij,jk->ik", x(2, 3), x(3, 4), optimize=True),
    sample(np.einsum, "ij,jk,kl", x(2, 3), x(3, 4), x(4, 2), optimize="greedy"),
    sample(np.einsum, x(2, 3), [0, 1], x(3, 4), [1, 2], [0, 2], wrt=(0, 2)),
    sample(np.einsum, x(2, 3), [..., 1], x(3, 4), [1, 2], wrt=(0, 2)),
    *(s for text, shapes in LONG_EINSUMS for s in long_einsum(text, [x(*n) for n in shapes])),
    sample(ein.fit, x(2, 3), x(1, 3), wrt=(0,)),
    sample(ein.fit, x(2, 1), x(2, 3), wrt=(0,)),
    sample(ein.fit, x(5, 2, 1), x(1, 3), wrt=(0,)),
    spreads("i->ii", x(3), x(3, 3)),
    spreads("j->iji", x(3), x(2, 3, 2)),
    spreads("...j->ij", x(5, 3), x(2, 3)),
    spreads("...ij->i...j", x(5, 2, 3), x(2, 1, 3)),
    *(s for shapes in MULTI_DOTS for s in multi_dots([x(*shape) for shape in shapes])),
    sample(p.swap, x(5, 2, 3)),
]  # fmt: skip

if hasattr(np, "vecdot"):
    SAMPLES += [sample(np.vecdot, x(5, 3), x(3)), sample(np.vecdot, z(3), z(5, 3))]
if hasattr(np, "matvec"):
    SAMPLES += [
        sample(np.matvec, x(2, 3), x(3)),
        sample(np.matvec, x(5, 2, 3), x(4, 1, 3)),
        sample(np.vecmat, x(3), x(5, 3, 2)),
        sample(np.vecmat, z(4, 3), z(3, 2)),
    ]
