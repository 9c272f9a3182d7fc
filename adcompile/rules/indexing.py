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
    bounded,
    diagonal_places,
    flat_places,
    insert_like,
    item_place,
    kept_places,
    may_repeat,
    number_places,
    ordered_places,
    partition_order,
    rounds,
    selected,
    sorted_order,
    trimmed,
    unchoose,
    unindex,
    uninsert,
    unplace,
    unresize,
    unselect,
    untake,
    untake_along,
)
from adcompile.runtime.joins import restack
from adcompile.runtime.reductions import largest, smallest

nondifferentiable(
    sorted_order,
    bounded,
    item_place,
    number_places,
    ordered_places,
    trimmed,
    along_places,
    diagonal_places,
    flat_places,
    kept_places,
    may_repeat,
    partition_order,
    rounds,
    selected,
)

LISTS = (uninsert, unchoose, unselect)  # return a list

# By index


@rule(operator.getitem, linear=True)
def getitem(x, index, /, *, out, g):
    return unindex(g, x, index), None


@rule(np.take, np.ndarray.take, linear=True)
def take(a, indices, axis=None, *, mode="raise", out, g):
    if mode == "raise":
        return untake(g, a, indices, axis), None, None, None
    if axis is None:
        return untake(g, a, bounded(indices, np.size(a), mode), axis), None, None, None
    return untake(g, a, bounded(indices, np.shape(a)[axis], mode), axis), None, None, None


@rule(np.ndarray.item, linear=True)
def item(a, *args, out, g):
    if len(args) == 0:
        return np.full_like(a, g), ()
    return unindex(g, a, item_place(a, args)), ()


@rule(np.ndarray.flat, linear=True)
def flat(a, *, out, g):
    return np.reshape(g, np.shape(a))


@rule(np.ndarray.tolist, linear=True)
def tolist(a, *, out, g):
    if np.ndim(a) == 0:
        return g
    return restack(g, a, 0)


@rule(np.trim_zeros, linear=True)
def trim_zeros(filt, trim="fb", *, out, g):
    return unindex(g, filt, trimmed(filt, trim)), None


@trim_zeros.jvp
def trim_zeros_jvp(filt, trim="fb", *, out, filt_dot):
    return filt_dot[trimmed(filt, trim)], None


@rule(np.unique, *((np.unique_values,) if hasattr(np, "unique_values") else ()))
def unique(ar, *, out, g):
    # An element that stands there more than once counts at its first place.
    return unplace(g, ar, ordered_places(out, ar))


@unique.jvp
def unique_jvp(ar, *, out, ar_dot):
    return np.take(ar_dot, ordered_places(out, ar))


@rule(np.lib.stride_tricks.sliding_window_view, linear=True)
def sliding_window_view(x, window_shape, axis=None, *, out, g):
    places = np.lib.stride_tricks.sliding_window_view(number_places(x), window_shape, axis)
    return unplace(g, x, places), None, None


@rule(np.insert)
def insert(arr, obj, values, axis=None, *, out, g):
    parts = uninsert(g, arr, obj, values, axis)
    return parts[0], None, parts[1], None


@insert.jvp
def insert_jvp(arr, obj, values, axis=None, *, out, arr_dot, values_dot):
    from_arr = np.insert(arr_dot, obj, np.zeros_like(values), axis)
    return from_arr, None, np.insert(np.zeros_like(arr), obj, values_dot, axis), None


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


@rule(np.choose, np.ndarray.choose)
def choose(a, choices, *, mode="raise", out, g):
    if mode == "raise":
        return None, unchoose(g, a, choices), None
    return None, unchoose(g, bounded(a, len(choices), mode), choices), None


@choose.jvp
def choose_jvp(a, choices, *, mode="raise", out, choices_dot):
    chosen = np.choose(bounded(a, len(choices_dot), mode), choices_dot)
    return None, np.broadcast_to(chosen, np.shape(out)), None


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


@rule(np.sort_complex)  # along the last axis; the real numbers have an imaginary part of 0
def sort_complex(a, *, out, g):
    return untake_along(g, a, np.argsort(a, axis=-1, kind="stable"), -1)


@sort_complex.jvp
def sort_complex_jvp(a, *, out, a_dot):
    return 1j * 0 + np.take_along_axis(a_dot, np.argsort(a, axis=-1, kind="stable"), -1)


@rule(largest)  # max(x) of one sequence
def largest_of(x, *, out, g):
    return unindex(g, x, int(np.argmax(x)))


@largest_of.jvp
def largest_of_jvp(x, *, out, x_dot):
    return np.take(x_dot, np.argmax(x))


@rule(smallest)  # min(x) of one sequence
def smallest_of(x, *, out, g):
    return unindex(g, x, int(np.argmin(x)))


@smallest_of.jvp
def smallest_of_jvp(x, *, out, x_dot):
    return np.take(x_dot, np.argmin(x))


@rule(np.partition)
def partition(a, kth, axis=-1, *, out, g):
    return untake_along(g, a, partition_order(a, out, axis), axis), None, None


@partition.jvp
def partition_jvp(a, kth, axis=-1, *, out, a_dot):
    return np.take_along_axis(a_dot, partition_order(a, out, axis), axis), None, None


# The helpers above


@rule(unplace, linear=True)
def unplace_rule(x, like, places, *, out, g):
    return np.reshape(np.take(g, places), np.shape(x)), None, None


@rule(uninsert, linear=True)
def uninsert_rule(x, arr, obj, values, axis=None, *, out, g):
    return insert_like(g, arr, obj, values, axis), None, None, None, None


@rule(insert_like, linear=True)
def insert_like_rule(parts, arr, obj, values, axis=None, *, out, g):
    return uninsert(g, arr, obj, values, axis), None, None, None, None


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
