"""The methods of NumPy's ufuncs: `reduce`, `accumulate`, `reduceat`.

Each of them goes along axis 0 if nothing is said.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.accumulations import (
    first_and_others,
    last_extreme,
    unaccumulate,
    unreduceat,
)
from adcompile.runtime.elementwise import divide_or_zero
from adcompile.runtime.reductions import (
    chosen_share,
    merge_axes,
    product_of_others,
    products_before,
    recurrence,
    tie_share,
    unmerge_axes,
    unreduce,
)

nondifferentiable(first_and_others, last_extreme)

# reduce


@rule(np.add.reduce, linear=True, offset="initial")
def add_reduce(array, axis=0, dtype=None, *, keepdims=False, initial=0, where=True, out, g):
    if where is True:
        return unreduce(g, array, axis, keepdims), None, None, None, np.sum(g), None
    spread = np.where(where, unreduce(g, array, axis, keepdims), 0)
    return spread, None, None, None, np.sum(g), None


@rule(np.multiply.reduce)
def multiply_reduce(array, axis=0, *, keepdims=False, out, g):
    return unreduce(g, array, axis, keepdims) * product_of_others(array, axis), None, None


@multiply_reduce.jvp
def multiply_reduce_jvp(array, axis=0, *, keepdims=False, out, array_dot):
    others = product_of_others(array, axis)
    return np.sum(np.multiply(array_dot, others), axis=axis, keepdims=keepdims), None, None


@rule(np.maximum.reduce, np.minimum.reduce, np.fmax.reduce, np.fmin.reduce)
def extreme_reduce(array, axis=0, *, keepdims=False, initial=None, where=True, out, g):
    reached = unreduce(out, array, axis, keepdims)
    spread = unreduce(g, array, axis, keepdims)
    if initial is None and where is True:
        return spread * tie_share(array, reached, axis), None, None, None, None
    share = chosen_share(array, reached, axis, initial, where)
    return spread * share, None, None, NotImplemented, None


@extreme_reduce.jvp
def extreme_reduce_jvp(array, axis=0, *, keepdims=False, initial=None, where=True, out, array_dot):
    share = chosen_share(array, unreduce(out, array, axis, keepdims), axis, initial, where)
    moved = np.sum(np.multiply(array_dot, share), axis=axis, keepdims=keepdims)
    return moved, None, None, NotImplemented, None


@rule(np.logaddexp.reduce)
def logaddexp_reduce(array, axis=0, *, keepdims=False, out, g):
    weights = np.exp(np.subtract(array, unreduce(out, array, axis, keepdims)))
    return unreduce(g, array, axis, keepdims) * weights, None, None


@logaddexp_reduce.jvp
def logaddexp_reduce_jvp(array, axis=0, *, keepdims=False, out, array_dot):
    weights = np.exp(np.subtract(array, unreduce(out, array, axis, keepdims)))
    return np.sum(np.multiply(array_dot, weights), axis=axis, keepdims=keepdims), None, None


@rule(np.logaddexp2.reduce)
def logaddexp2_reduce(array, axis=0, *, keepdims=False, out, g):
    weights = np.exp2(np.subtract(array, unreduce(out, array, axis, keepdims)))
    return unreduce(g, array, axis, keepdims) * weights, None, None


@logaddexp2_reduce.jvp
def logaddexp2_reduce_jvp(array, axis=0, *, keepdims=False, out, array_dot):
    weights = np.exp2(np.subtract(array, unreduce(out, array, axis, keepdims)))
    return np.sum(np.multiply(array_dot, weights), axis=axis, keepdims=keepdims), None, None


@rule(np.hypot.reduce)
def hypot_reduce(array, axis=0, *, keepdims=False, out, g):
    slope = divide_or_zero(array, unreduce(out, array, axis, keepdims))  # 0 at 0
    return unreduce(g, array, axis, keepdims) * slope, None, None


@hypot_reduce.jvp
def hypot_reduce_jvp(array, axis=0, *, keepdims=False, out, array_dot):
    slope = divide_or_zero(array, unreduce(out, array, axis, keepdims))
    return np.sum(np.multiply(array_dot, slope), axis=axis, keepdims=keepdims), None, None


@rule(np.subtract.reduce, linear=True)
def subtract_reduce(array, axis=0, *, keepdims=False, out, g):
    return unreduce(g, array, axis, keepdims) * first_and_others(array, axis), None, None


@rule(np.divide.reduce)
def divide_reduce(array, axis=0, *, keepdims=False, out, g):
    signs = first_and_others(array, axis)
    quotients = unreduce(g * out, array, axis, keepdims) / array
    return quotients * signs, None, None


@divide_reduce.jvp
def divide_reduce_jvp(array, axis=0, *, keepdims=False, out, array_dot):
    moved = first_and_others(array, axis) * np.divide(array_dot, array)
    return out * np.sum(moved, axis=axis, keepdims=keepdims), None, None


# accumulate


@rule(np.add.accumulate, linear=True)
def add_accumulate(array, axis=0, *, out, g):
    return np.flip(np.cumsum(np.flip(g, axis), axis), axis), None


@rule(np.subtract.accumulate, linear=True)
def subtract_accumulate(array, axis=0, *, out, g):
    summed = np.flip(np.cumsum(np.flip(g, axis), axis), axis)
    return summed * first_and_others(array, axis), None


@rule(np.multiply.accumulate)
def multiply_accumulate(array, axis=0, *, out, g):
    x = merge_axes(array, axis)
    h = merge_axes(g, axis)
    after = np.flip(recurrence(np.flip(x, -1), np.flip(x * h, -1)), -1)
    return unmerge_axes(products_before(x) * (h + after), array, axis), None


@multiply_accumulate.jvp
def multiply_accumulate_jvp(array, axis=0, *, out, array_dot):
    x = merge_axes(array, axis)
    terms = products_before(x) * merge_axes(array_dot, axis)
    return unmerge_axes(terms + x * recurrence(x, terms), out, axis), None


@rule(np.maximum.accumulate, np.minimum.accumulate, np.fmax.accumulate, np.fmin.accumulate)
def extreme_accumulate(array, axis=0, *, out, g):
    # A tie goes to the last: the second of two, as in `maximum`.
    return unaccumulate(g, last_extreme(array, out, axis), axis), None


@extreme_accumulate.jvp
def extreme_accumulate_jvp(array, axis=0, *, out, array_dot):
    return np.take_along_axis(array_dot, last_extreme(array, out, axis), axis), None


# reduceat


@rule(np.add.reduceat, linear=True)
def add_reduceat(array, indices, axis=0, *, out, g):
    return unreduceat(g, array, indices, axis), None, None


# The helpers above


@rule(unaccumulate, linear=True)
def unaccumulate_rule(x, places, axis, *, out, g):
    return np.take_along_axis(g, places, axis), None, None


@rule(unreduceat, linear=True)
def unreduceat_rule(x, like, indices, axis, *, out, g):
    return np.add.reduceat(g, indices, axis), None, None, None
