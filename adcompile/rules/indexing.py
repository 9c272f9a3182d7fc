"""Picking elements: the cotangent of what was picked is added where it came from."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import operator

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.indexing import (
    along_places,
    diagonal_places,
    flat_places,
    kept_places,
    may_repeat,
    partition_order,
    rounds,
    selected,
    unchoose,
    unindex,
    unresize,
    unselect,
    untake,
    untake_along,
)

nondifferentiable(
    along_places,
    diagonal_places,
    flat_places,
    kept_places,
    may_repeat,
    partition_order,
    rounds,
    selected,
)

LISTS = (unchoose, unselect)  # return a list

# By index


@rule(operator.getitem, linear=True)
def getitem(x, index, /, *, out, g):
    return unindex(g, x, index), None


@rule(np.take, np.ndarray.take, linear=True)
def take(a, indices, axis=None, *, out, g):
    return untake(g, a, indices, axis), None, None


@rule(np.take_along_axis, linear=True)
def take_along_axis(arr, indices, axis=-1, *, out, g):
    return untake_along(g, arr, indices, axis), None, None


@rule(np.delete, linear=True)
def delete(arr, obj, axis=None, *, out, g):
    return untake(g, arr, kept_places(arr, obj, axis), axis), None, None


@rule(np.resize, linear=True)
def resize(a, new_shape, *, out, g):
    return unresize(g, a), None


# By condition


@rule(np.compress)
def compress(condition, a, axis=None, *, out, g):
    return None, untake(g, a, np.flatnonzero(condition), axis), None


@compress.jvp
def compress_jvp(condition, a, axis=None, *, out, a_dot):
    return None, np.compress(condition, a_dot, axis), None


@rule(np.ndarray.compress, linear=True)
def ndarray_compress(a, condition, axis=None, *, out, g):
    return untake(g, a, np.flatnonzero(condition), axis), None, None


@rule(np.extract)
def extract(condition, arr, *, out, g):
    return None, untake(g, arr, np.flatnonzero(condition))


@extract.jvp
def extract_jvp(condition, arr, *, out, arr_dot):
    return None, np.extract(condition, arr_dot)


@rule(np.choose)
def choose(a, choices, *, out, g):
    return None, unchoose(g, a, choices)


@choose.jvp
def choose_jvp(a, choices, *, out, choices_dot):
    return None, np.broadcast_to(np.choose(a, choices_dot), np.shape(out))


@rule(np.select)
def select(condlist, choicelist, default=0, *, out, g):
    grad_default = unbroadcast(np.where(selected(condlist), 0, g), default)
    return None, unselect(g, condlist, choicelist), grad_default


@select.jvp
def select_jvp(condlist, choicelist, default=0, *, out, choicelist_dot, default_dot):
    chosen = np.broadcast_to(np.select(condlist, choicelist_dot), np.shape(out))
    fallen = np.where(selected(condlist), 0, default_dot)
    return None, chosen, np.broadcast_to(fallen, np.shape(out))


# By order: a stable permutation


@rule(np.sort)
def sort(a, axis=-1, *, out, g):
    return untake_along(g, a, np.argsort(a, axis=axis, kind="stable"), axis), None


@sort.jvp
def sort_jvp(a, axis=-1, *, out, a_dot):
    return np.take_along_axis(a_dot, np.argsort(a, axis=axis, kind="stable"), axis), None


@rule(np.partition)
def partition(a, kth, axis=-1, *, out, g):
    return untake_along(g, a, partition_order(a, out, axis), axis), None, None


@partition.jvp
def partition_jvp(a, kth, axis=-1, *, out, a_dot):
    return np.take_along_axis(a_dot, partition_order(a, out, axis), axis), None, None


# The helpers above


@rule(unindex, linear=True)
def unindex_rule(x, like, index, *, out, g):
    return g[index], None, None


@rule(unresize, linear=True)
def unresize_rule(x, like, *, out, g):
    return np.resize(g, np.shape(x)), None


@rule(untake, linear=True)
def untake_rule(x, like, indices, axis=None, *, out, g):
    return np.take(g, indices, axis), None, None, None


@rule(untake_along, linear=True)
def untake_along_rule(x, like, indices, axis, *, out, g):
    return np.take_along_axis(g, indices, axis), None, None, None


@rule(unchoose, linear=True)
def unchoose_rule(x, a, choices, *, out, g):
    return np.broadcast_to(np.choose(a, g), np.shape(x)), None, None


@rule(unselect, linear=True)
def unselect_rule(x, condlist, choicelist, *, out, g):
    return np.broadcast_to(np.select(condlist, g), np.shape(x)), None, None
