"""Which results may share memory with an argument.

Elementwise functions, reductions and products make new arrays, and so does what is said to have no derivative.
A function that is not known may return anything.
"""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.diagnostics import Span
from adcompile.ir.nodes import Call, Const, Var
from adcompile.ir.primitives import (
    Expression,
    build_dict,
    build_list,
    build_tuple,
    copy,
    item,
    pop,
    repeat,
    sequence,
    unpack,
)
from adcompile.ir.subprograms import Sub
from adcompile.rules import joins, reductions, shapes, table
from adcompile.rules.primitives import Attribute, is_pure_builtin, module_of
from adcompile.rules.zero import present
from adcompile.runtime import einsum as runtime_einsum
from adcompile.runtime import linalg as runtime_linalg
from adcompile.runtime import norms as runtime_norms
from adcompile.runtime import products as runtime_products
from adcompile.runtime.broadcasting import stop_gradient, unbroadcast
from adcompile.runtime.containers import add_item, fill_like, repeat_to, spread_each
from adcompile.runtime.shapes import undiff

__all__ = ["READ_ONLY", "is_new", "is_view", "views_first_only"]

_VIEWS = dict.fromkeys(
    [
        operator.getitem, item, copy, unpack, np.reshape, np.ravel, np.transpose, np.swapaxes, np.moveaxis,
        np.rollaxis, np.squeeze, np.expand_dims, np.broadcast_to, np.broadcast_arrays, np.asarray,
        np.asanyarray, np.ascontiguousarray, np.atleast_1d, np.atleast_2d, np.atleast_3d, np.flip,
        np.fliplr, np.flipud, np.rot90, np.diagonal, np.diag, np.real, np.imag, np.split,
        np.array_split, np.hsplit, np.vsplit, np.dsplit, np.real_if_close, np.ix_,
        np.ndarray.T, np.ndarray.reshape, np.ndarray.ravel, np.ndarray.transpose,
        np.ndarray.swapaxes, np.ndarray.squeeze, np.ndarray.diagonal, np.ndarray.real,
        np.ndarray.imag, np.ndarray.view, np.ndarray.flat, np.ndarray.conj,
        np.ndarray.conjugate, build_tuple, build_list, build_dict, max, min,
        float, list, tuple, reversed, zip, enumerate, unbroadcast, fill_like, stop_gradient,
        sequence, repeat, pop, np.lib.stride_tricks.sliding_window_view, np.require, np.trim_zeros,
        *present(np, "unstack", "matrix_transpose"), *present(np.ndarray, "mT"),
        *present(np.linalg, "matrix_transpose", "diagonal"),
    ]
)  # fmt: skip


def _unless(position: int, name: str, copies: Callable[[Any], bool]) -> Callable[[Call], bool]:
    """Does an argument, by default 1 or True, let the result share memory?"""

    def shares(op: Call) -> bool:
        found = op.args[position] if len(op.args) > position else dict(op.kwargs).get(name)
        if found is None:
            return not copies(True)
        return not (isinstance(found, Const) and copies(found.value))

    return shares


# What shares memory for some values of an argument alone.
_SOMETIMES: dict[Any, Callable[[Call], bool]] = {
    np.array: _unless(2, "copy", lambda copy: copy is True),
    np.ndarray.astype: _unless(5, "copy", lambda copy: copy is True),
    **dict.fromkeys(present(np, "astype"), _unless(2, "copy", lambda copy: copy is True)),
    np.nan_to_num: _unless(1, "copy", lambda copy: copy is True),
    np.meshgrid: lambda op: "copy" in dict(op.kwargs),
    np.diff: _unless(1, "n", bool),
    undiff: _unless(2, "n", bool),
    np.linalg.matrix_power: _unless(1, "n", lambda n: n != 1),
}


_HELPER_VIEWS = (
    *reductions.VIEWS, *shapes.VIEWS, *joins.VIEWS, runtime_products.swap, runtime_einsum.fit,
    runtime_linalg.columns, runtime_linalg.dense, runtime_linalg.lower, runtime_linalg.real_only,
    runtime_linalg.thin, runtime_linalg.used_columns, runtime_linalg.dual_part,
    runtime_norms.restore, runtime_norms.as_matrix, runtime_norms.from_matrix,
)  # fmt: skip
_VIEWS.update(dict.fromkeys([*_HELPER_VIEWS, np.einsum, add_item, repeat_to, spread_each]))


# Helpers that emitted code calls; by name, as those of SciPy are imported where it is used.
_RUNTIME_VIEWS = frozenset(
    [
        "along", "as_column", "blocks_of", "column", "extracted", "fit_residuals", "last_part",
        "of_full_covariance", "residual_weights", "residues", "rows_of", "same_size", "square_only",
        "turned", "unresidues", "unrows", "vector_only",
    ]
)  # fmt: skip


def is_view(op: Call) -> bool:
    """May the result of a call share memory with its arguments?"""
    func = op.func
    if getattr(func, "__name__", "") in _RUNTIME_VIEWS and module_of(func) == "adcompile":
        return True
    try:
        if func in _VIEWS:
            return True
        if func in _SOMETIMES:
            return _SOMETIMES[func](op)
    except TypeError:
        return True
    if isinstance(func, (Expression, Attribute)):
        return True
    if isinstance(func, Sub):
        return not func.fresh
    if isinstance(func, type) and issubclass(func, np.generic):
        return True
    if table.lookup(func) is not None or table.is_zero_derivative(func):
        return False
    if func is runtime_products.sum_of_outer or isinstance(func, np.ufunc):
        return False
    if isinstance(getattr(func, "__self__", None), np.ufunc):
        return False
    module = module_of(func)
    if module == "builtins":
        return func is builtins.dict or not is_pure_builtin(func)
    return module not in ("math", "_operator")


def is_new(func: Any) -> bool:
    """Does every call of `func` make a new object, that shares no memory with its arguments?"""
    try:
        return func not in _SOMETIMES and not is_view(Call(Var(), func, (), Span.nowhere()))
    except TypeError:
        return False


_MANY = dict.fromkeys(
    [build_tuple, build_list, build_dict, max, min, np.broadcast_arrays, zip, add_item]
)
READ_ONLY: dict[Any, None] = dict.fromkeys(
    [
        np.broadcast_to, np.einsum, np.lib.stride_tricks.sliding_window_view, np.diag, np.diagonal,
        np.ndarray.diagonal, *present(np.linalg, "diagonal"), *_HELPER_VIEWS,
    ]
)  # fmt: skip


def views_first_only(func: Any) -> bool:
    """Is the result a view of the first argument, if of any, in memory that may be written?"""
    try:
        return func in _VIEWS and func not in _MANY and func not in READ_ONLY
    except TypeError:
        return False
