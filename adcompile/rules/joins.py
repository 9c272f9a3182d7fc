"""Joining arrays and splitting them: the adjoint of one is the other.

A list of arrays gets a list of cotangents.  A function that returns a list has a list `g`, in
which an element that nobody used is 0.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np

from adcompile.rules.table import rule
from adcompile.runtime.containers import add_each, fill_like
from adcompile.runtime.joins import (
    block_like,
    broadcast_each,
    concatenated,
    join_index,
    join_like,
    mesh_each,
    restack,
    split_block,
    split_index,
    split_like,
    unbroadcast_each,
    unmesh_each,
    unstack,
)

LISTS = (
    split_block, split_like, split_index, unstack, broadcast_each, unbroadcast_each, mesh_each, unmesh_each
)  # fmt: skip  # return a list
VIEWS = LISTS  # may share memory with an argument

# Several arrays to one


@rule(np.concatenate, linear=True)
def concatenate(arrays, /, axis=0, *, out, g):
    return split_like(g, arrays, axis), None


@rule(np.stack, linear=True)
def stack(arrays, axis=0, *, out, g):
    if axis == 0:
        return g, None  # element by element
    return unstack(g, axis), None


@rule(np.vstack, linear=True)
def vstack(tup, *, out, g):
    return split_like(g, tup, 0, "rows")


@rule(np.hstack, linear=True)
def hstack(tup, *, out, g):
    return split_like(g, tup, 1)


@rule(np.dstack, linear=True)
def dstack(tup, *, out, g):
    return split_like(g, tup, 2, "depth")


@rule(np.column_stack, linear=True)
def column_stack(tup, *, out, g):
    return split_like(g, tup, 1, "columns")


@rule(np.append)
def append(arr, values, axis=None, *, out, g):
    if axis is None:
        n = np.size(arr)
        return np.reshape(g[:n], np.shape(arr)), np.reshape(g[n:], np.shape(values)), None
    parts = split_like(g, [arr, values], axis)
    return parts[0], parts[1], None


@append.jvp
def append_jvp(arr, values, axis=None, *, out, arr_dot, values_dot):
    from_arr = np.append(arr_dot, np.zeros_like(values), axis)
    return from_arr, np.append(np.zeros_like(arr), values_dot, axis), None


@rule(np.block)
def block(arrays, *, out, g):
    return split_block(g, arrays)


@block.jvp
def block_jvp(arrays, *, out, arrays_dot):
    return block_like(arrays_dot, arrays)


@rule(concatenated)  # np.r_[...], np.c_[...]
def concatenated_rule(concatenator, index, *, out, g):
    return None, split_index(g, concatenator, index)


@concatenated_rule.jvp
def concatenated_jvp(concatenator, index, *, out, index_dot):
    return None, join_index(index_dot, concatenator, index)


# One array to several


@rule(np.split, np.array_split, linear=True)
def split(ary, indices_or_sections, axis=0, *, out, g):
    return join_like(g, out, axis), None, None


@rule(np.vsplit, linear=True)
def vsplit(ary, indices_or_sections, *, out, g):
    return join_like(g, out, 0), None


@rule(np.hsplit, linear=True)
def hsplit(ary, indices_or_sections, *, out, g):
    return join_like(g, out, 1), None


@rule(np.dsplit, linear=True)
def dsplit(ary, indices_or_sections, *, out, g):
    return join_like(g, out, 2), None


if hasattr(np, "unstack"):  # NumPy 2.1

    @rule(np.unstack, linear=True)
    def numpy_unstack(x, /, *, axis=0, out, g):
        return restack(g, x, axis), None


# Several arrays to several


@rule(np.broadcast_arrays)
def broadcast_arrays(*args, out, g):
    return unbroadcast_each(g, args)


@broadcast_arrays.jvp
def broadcast_arrays_jvp(*args, out, args_dot):
    return broadcast_each(args_dot, args)


@rule(np.meshgrid)
def meshgrid(*xi, sparse=False, indexing="xy", out, g):
    if len(xi) == 2 and sparse is False and np.ndim(xi[0]) == 1 and np.ndim(xi[1]) == 1:
        if len(g) < 2:  # the second was not even read
            return unmesh_each(g, xi, indexing), None, None
        if isinstance(g[0], int) or isinstance(g[1], int):
            return unmesh_each(g, xi, indexing), None, None
        if indexing == "xy":
            return (np.sum(g[0], axis=0), np.sum(g[1], axis=1)), None, None
        if indexing == "ij":
            return (np.sum(g[0], axis=1), np.sum(g[1], axis=0)), None, None
    return unmesh_each(g, xi, indexing), None, None


@meshgrid.jvp
def meshgrid_jvp(*xi, sparse=False, indexing="xy", out, xi_dot):
    return mesh_each(xi_dot, xi, sparse, indexing), None, None


# The helpers above


@rule(split_block, linear=True)
def split_block_rule(x, arrays, *, out, g):
    return block_like(g, arrays), None


@rule(block_like, linear=True)
def block_like_rule(parts, arrays, *, out, g):
    return split_block(g, arrays), None


@rule(unmesh_each, linear=True)
def unmesh_each_rule(parts, xi, indexing="xy", *, out, g):
    return mesh_each(g, xi, False, indexing), None, None


@rule(mesh_each, linear=True)
def mesh_each_rule(parts, xi, sparse=False, indexing="xy", *, out, g):
    return unmesh_each(g, xi, indexing), None, None, None


@rule(split_like, linear=True)
def split_like_rule(x, arrays, axis=0, layout="", *, out, g):
    return join_like(g, arrays, axis, layout), None, None, None


@rule(join_like, linear=True)
def join_like_rule(parts, arrays, axis=0, layout="", *, out, g):
    return split_like(g, arrays, axis, layout), None, None, None


@rule(split_index, linear=True)
def split_index_rule(x, concatenator, index, *, out, g):
    return join_index(g, concatenator, index), None, None


@rule(join_index, linear=True)
def join_index_rule(parts, concatenator, index, *, out, g):
    return split_index(g, concatenator, index), None, None


@rule(unstack, linear=True)
def unstack_rule(x, axis=0, *, out, g):
    return restack(g, x, axis), None


@rule(restack, linear=True)
def restack_rule(parts, like, axis=0, *, out, g):
    return unstack(g, axis), None, None


@rule(unbroadcast_each, linear=True)
def unbroadcast_each_rule(parts, arrays, *, out, g):
    return broadcast_each(g, arrays), None


@rule(broadcast_each, linear=True)
def broadcast_each_rule(parts, arrays, *, out, g):
    return unbroadcast_each(g, arrays), None


@rule(add_each, linear=True)
def add_each_rule(a, b, *, out, g):
    return g, g


@add_each_rule.jvp
def add_each_jvp(a, b, *, out, a_dot, b_dot):
    return a_dot, b_dot


@rule(fill_like, linear=True)
def fill_like_rule(x, like, *, out, g):
    return g, None
