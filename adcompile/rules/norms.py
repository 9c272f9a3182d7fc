"""Norms of vectors and matrices: their derivative at zero is zero, maxima share ties evenly."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.elementwise import conj_sign, divide_or_zero
from adcompile.runtime.norms import (
    as_matrix,
    direction,
    from_matrix,
    norm_exponent,
    norm_share,
    restore,
    singular_weights,
)
from adcompile.runtime.reductions import merge_axes, unmerge_axes

__all__: list[str] = []

nondifferentiable(norm_exponent, norm_share, singular_weights)


@rule(np.linalg.norm)
def norm(
    x: Any, ord: Any = None, axis: Any = None, keepdims: Any = False, *, out: Any, g: Any
) -> Any:
    if (ord is None and axis is None) or (ord == 2 and np.ndim(x) == 1):
        return g * direction(x, out), None, None, None
    if (ord is None or ord == 2) and isinstance(axis, int) and keepdims is False:
        length = np.expand_dims(out, axis)
        return np.expand_dims(g, axis) * direction(x, length), None, None, None
    if ord is None or ord == "fro" or (ord == 2 and isinstance(axis, int)):
        length = restore(out, axis, keepdims)
        return restore(g, axis, keepdims) * direction(x, length), None, None, None
    if ord == 1 and np.ndim(x) == 1:
        return g * conj_sign(x), None, None, None
    if ord == 2 or ord == "nuc" or (ord == -2 and axis is None and np.ndim(x) == 2):
        u, s, vt = np.linalg.svd(as_matrix(x, axis), full_matrices=False)
        weights = np.expand_dims(singular_weights(s, ord), -2)
        slope = (np.conj(u) * weights) @ np.conj(vt)
        return restore(g, axis, keepdims) * from_matrix(slope, x, axis), None, None, None
    relative = divide_or_zero(np.abs(x), restore(out, axis, keepdims))
    slope = conj_sign(x) * relative ** norm_exponent(x, ord, axis) * norm_share(x, ord, axis)
    return restore(g, axis, keepdims) * slope, None, None, None


@norm.jvp
def norm_jvp(
    x: Any, ord: Any = None, axis: Any = None, keepdims: Any = False, *, out: Any, x_dot: Any
) -> Any:
    if (ord is None and axis is None and keepdims is False) and np.isrealobj(x):
        return np.sum(direction(x, out) * x_dot), None, None, None
    if ord is None or ord == "fro" or (ord == 2 and (isinstance(axis, int) or np.ndim(x) == 1)):
        slope = direction(x, restore(out, axis, keepdims))
        tangent = np.sum(np.real(slope * x_dot), axis=axis, keepdims=keepdims)
        return tangent, None, None, None
    if ord == 2 or ord == "nuc" or (ord == -2 and axis is None and np.ndim(x) == 2):
        u, s, vt = np.linalg.svd(as_matrix(x, axis), full_matrices=False)
        weights = np.expand_dims(singular_weights(s, ord), -2)
        slope = from_matrix((np.conj(u) * weights) @ np.conj(vt), x, axis)
        tangent = np.sum(np.real(slope * x_dot), axis=axis, keepdims=keepdims)
        return tangent, None, None, None
    relative = divide_or_zero(np.abs(x), restore(out, axis, keepdims))
    slope = conj_sign(x) * relative ** norm_exponent(x, ord, axis) * norm_share(x, ord, axis)
    tangent = np.sum(np.real(slope * x_dot), axis=axis, keepdims=keepdims)
    return tangent, None, None, None


@rule(direction, broadcasts=True)
def direction_rule(x: Any, length: Any, *, out: Any, g: Any) -> Any:
    return direction(g, length), -divide_or_zero(g * out, length)


@rule(restore, linear=True)
def restore_rule(x: Any, axis: Any, keepdims: Any, *, out: Any, g: Any) -> Any:
    return np.reshape(g, np.shape(x)), None, None


@rule(as_matrix, linear=True)
def as_matrix_rule(x: Any, axis: Any, *, out: Any, g: Any) -> Any:
    return from_matrix(g, x, axis), None


@rule(from_matrix, linear=True)
def from_matrix_rule(m: Any, x: Any, axis: Any, *, out: Any, g: Any) -> Any:
    return as_matrix(g, axis), None, None


# The two that NumPy 2 added, with their default order.

if hasattr(np.linalg, "vector_norm"):

    @rule(np.linalg.vector_norm)
    def vector_norm(
        x: Any, /, *, axis: Any = None, keepdims: Any = False, ord: Any = 2, out: Any, g: Any
    ) -> Any:
        if axis is None and ord == 2:
            return g * direction(x, out), None, None, None
        if ord == 2:
            length = restore(out, axis, keepdims)
            return restore(g, axis, keepdims) * direction(x, length), None, None, None
        y = merge_axes(x, axis)
        relative = divide_or_zero(np.abs(y), np.expand_dims(np.reshape(out, np.shape(y)[:-1]), -1))
        slope = conj_sign(y) * relative ** norm_exponent(y, ord, -1) * norm_share(y, ord, -1)
        return (
            unmerge_axes(np.expand_dims(np.reshape(g, np.shape(y)[:-1]), -1) * slope, x, axis),
            None,
            None,
            None,
        )

    @vector_norm.jvp
    def vector_norm_jvp(
        x: Any, /, *, axis: Any = None, keepdims: Any = False, ord: Any = 2, out: Any, x_dot: Any
    ) -> Any:
        if ord == 2:
            slope = direction(x, restore(out, axis, keepdims))
            moved = np.sum(np.real(slope * x_dot), axis=axis, keepdims=keepdims)
            return moved, None, None, None
        y = merge_axes(x, axis)
        relative = divide_or_zero(np.abs(y), np.expand_dims(np.reshape(out, np.shape(y)[:-1]), -1))
        slope = conj_sign(y) * relative ** norm_exponent(y, ord, -1) * norm_share(y, ord, -1)
        moved = np.sum(np.real(slope * merge_axes(x_dot, axis)), axis=-1)
        return np.reshape(moved, np.shape(out)), None, None, None

    @rule(np.linalg.matrix_norm)
    def matrix_norm(x: Any, /, *, keepdims: Any = False, ord: Any = "fro", out: Any, g: Any) -> Any:
        if ord == "fro":
            length = restore(out, (-2, -1), keepdims)
            return restore(g, (-2, -1), keepdims) * direction(x, length), None, None
        if ord == 2 or ord == "nuc" or ord == -2:
            u, s, vt = np.linalg.svd(x, full_matrices=False)
            weights = np.expand_dims(singular_weights(s, ord), -2)
            slope = (np.conj(u) * weights) @ np.conj(vt)
            return restore(g, (-2, -1), keepdims) * slope, None, None
        relative = divide_or_zero(np.abs(x), restore(out, (-2, -1), keepdims))
        share = norm_share(x, ord, (-2, -1))
        slope = conj_sign(x) * relative ** norm_exponent(x, ord, (-2, -1)) * share
        return restore(g, (-2, -1), keepdims) * slope, None, None

    @matrix_norm.jvp
    def matrix_norm_jvp(
        x: Any, /, *, keepdims: Any = False, ord: Any = "fro", out: Any, x_dot: Any
    ) -> Any:
        if ord == "fro":
            slope = direction(x, restore(out, (-2, -1), keepdims))
            moved = np.sum(np.real(slope * x_dot), axis=(-2, -1), keepdims=keepdims)
            return moved, None, None
        if ord == 2 or ord == "nuc" or ord == -2:
            u, s, vt = np.linalg.svd(x, full_matrices=False)
            weights = np.expand_dims(singular_weights(s, ord), -2)
            slope = (np.conj(u) * weights) @ np.conj(vt)
            moved = np.sum(np.real(slope * x_dot), axis=(-2, -1), keepdims=keepdims)
            return moved, None, None
        relative = divide_or_zero(np.abs(x), restore(out, (-2, -1), keepdims))
        share = norm_share(x, ord, (-2, -1))
        slope = conj_sign(x) * relative ** norm_exponent(x, ord, (-2, -1)) * share
        moved = np.sum(np.real(slope * x_dot), axis=(-2, -1), keepdims=keepdims)
        return moved, None, None
