"""What is known of primitives beside their derivatives: effects, views, array attributes."""

from __future__ import annotations

import inspect
import operator
import types
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from adcompile.ir.primitives import (
    Expression,
    append,
    binomial,
    build_dict,
    build_list,
    build_tuple,
    copy,
    pop,
    push,
    raising,
    received,
    repeat,
    sequence,
    shorten,
    unpack,
)
from adcompile.ir.subprograms import Sub
from adcompile.rules import joins, reductions, shapes, table
from adcompile.rules.managers import is_transparent
from adcompile.runtime import einsum as runtime_einsum
from adcompile.runtime import linalg as runtime_linalg
from adcompile.runtime import norms as runtime_norms
from adcompile.runtime import products as runtime_products
from adcompile.runtime.broadcasting import (
    require_contiguous,
    require_inexact_array,
    require_number,
    require_scalar,
    stop_gradient,
    unbroadcast,
)

__all__ = [
    "Attribute",
    "array_attribute",
    "is_attribute",
    "is_augmented",
    "is_in_place",
    "is_pure",
    "is_view",
    "makes_buffer",
    "module_of",
    "views_first_only",
    "written",
]


class Attribute:
    """`x.name` or `x.name(...)` for a name that arrays do not have: it is of a user's object."""

    def __init__(self, name: str, is_data: bool) -> None:
        self.__name__ = name
        self.is_data = is_data

    def __call__(self, x: Any, *args: Any, **kwargs: Any) -> Any:
        value = getattr(x, self.__name__)
        return value if self.is_data else value(*args, **kwargs)


@cache
def array_attribute(name: str, is_data: bool) -> Any:
    """The descriptor of an array attribute or method: a function of the array.

    >>> array_attribute("T", True) is np.ndarray.T
    True
    """
    found = getattr(np.ndarray, name, None)
    if found is None or name.startswith("__") or is_data is isinstance(found, _METHOD):
        return Attribute(name, is_data)
    return found


_METHOD = types.MethodDescriptorType


_PURE_BUILTINS = dict.fromkeys(
    [
        abs, bool, complex, dict, divmod, enumerate, float, format, frozenset, hash, int, isinstance,
        issubclass, len, list, max, min, pow, range, repr, reversed, round, set, slice, sorted, str, sum,
        tuple, type, zip, all, any, callable, hasattr, ord, chr,
        build_tuple, build_list, build_dict, copy, repeat, sequence, unpack, received,
        binomial,
    ]
)  # fmt: skip
_EFFECTS = dict.fromkeys(
    [
        np.copyto, np.put, np.putmask, np.place, np.fill_diagonal, np.save, np.savetxt, np.savez,
        np.seterr, np.set_printoptions, np.put_along_axis,
        np.ndarray.sort, np.ndarray.fill, np.ndarray.partition, np.ndarray.put, np.ndarray.resize,
        np.ndarray.setflags, np.ndarray.itemset if hasattr(np.ndarray, "itemset") else np.copyto,
        np.ndarray.tofile, np.ndarray.dump,
    ]
)  # fmt: skip


_CHECKS = dict.fromkeys([require_scalar, require_inexact_array, require_number, require_contiguous])


def module_of(func: Any) -> str:
    """The package that defines a function.

    >>> import math
    >>> module_of(np.sin), module_of(math.sin)
    ('numpy', 'math')
    """
    if isinstance(func, np.ufunc):
        return "numpy" if getattr(np, func.__name__, None) is func else "scipy"
    owner = getattr(func, "__objclass__", None)
    module = getattr(func, "__module__", None) or getattr(owner, "__module__", None) or ""
    return str(module).partition(".")[0]


def is_pure(func: Any) -> bool:
    """Is `func` known to do nothing but compute its result?"""
    if isinstance(func, Expression):
        return True
    if isinstance(func, Attribute):
        return func.is_data
    if isinstance(func, Sub):
        return func.pure
    try:
        if func in _EFFECTS or func in _CHECKS or func in (push, pop, raising):
            return False
        if func is runtime_products.sum_of_outer:  # a line of the text alone, which needs no rule
            return True
        if func in _PURE_BUILTINS or table.lookup(func) is not None or is_transparent(func):
            return True
    except TypeError:
        return False
    if table.is_zero_derivative(func) or module_of(func) in ("math", "cmath"):
        return True
    if module_of(func) in ("_operator", "operator"):
        return not func.__name__.startswith("i") or func.__name__ in ("is_", "is_not", "invert")
    if module_of(func) == "numpy":
        return "random" not in (getattr(func, "__module__", None) or "") and not is_bound(func)
    return False


def is_attribute(func: Any) -> bool:
    """Is it written `x.name` or `x.name()`?"""
    return isinstance(func, Attribute) or getattr(func, "__objclass__", None) is np.ndarray


def is_bound(func: Any) -> bool:
    """Is it a method of some object, such as a random generator?"""
    return isinstance(func, types.MethodType) or (
        inspect.isbuiltin(func)
        and not inspect.ismodule(getattr(func, "__self__", None))
        and getattr(func, "__self__", None) is not None
    )


_VIEWS = dict.fromkeys(
    [
        operator.getitem, copy, unpack, np.reshape, np.ravel, np.transpose, np.swapaxes, np.moveaxis,
        np.rollaxis, np.squeeze, np.expand_dims, np.broadcast_to, np.broadcast_arrays, np.asarray,
        np.asanyarray, np.ascontiguousarray, np.atleast_1d, np.atleast_2d, np.atleast_3d, np.flip,
        np.fliplr, np.flipud, np.rot90, np.diagonal, np.diag, np.real, np.imag, np.split,
        np.array_split, np.hsplit, np.vsplit, np.dsplit, np.real_if_close, np.conjugate,
        np.ndarray.T, np.ndarray.reshape, np.ndarray.ravel, np.ndarray.transpose,
        np.ndarray.swapaxes, np.ndarray.squeeze, np.ndarray.diagonal, np.ndarray.real,
        np.ndarray.imag, np.ndarray.view, np.ndarray.flat, np.ndarray.astype, np.ndarray.conj,
        np.ndarray.conjugate, build_tuple, build_list, build_dict, max, min, np.nan_to_num,
        operator.pos, float, list, tuple, reversed, zip, enumerate, unbroadcast, stop_gradient, sequence, repeat, pop,
    ]
)  # fmt: skip


_HELPER_VIEWS = (
    *reductions.VIEWS, *shapes.VIEWS, *joins.VIEWS, runtime_products.swap, runtime_einsum.fit,
    runtime_linalg.columns, runtime_linalg.dense, runtime_linalg.lower, runtime_linalg.real_only,
    runtime_linalg.thin, runtime_linalg.used_columns, runtime_linalg.dual_part,
    runtime_norms.restore, runtime_norms.as_matrix, runtime_norms.from_matrix,
)  # fmt: skip
_VIEWS.update(dict.fromkeys([*_HELPER_VIEWS, np.einsum]))


def is_view(func: Any) -> bool:
    """May the result of `func` share memory with its arguments?

    Elementwise functions, reductions and products make new arrays; a function that is not known may
    return anything.
    """
    try:
        if func in _VIEWS:
            return True
    except TypeError:
        return True
    if isinstance(func, (Expression, Attribute)):
        return True
    if isinstance(func, Sub):
        return not func.fresh
    rule = table.lookup(func)
    if rule is not None or table.is_zero_derivative(func):
        return False
    if func is runtime_products.sum_of_outer:
        return False
    return module_of(func) not in ("numpy", "math", "scipy", "_operator", "builtins")


_MANY = dict.fromkeys([build_tuple, build_list, build_dict, max, min, np.broadcast_arrays, zip])
READ_ONLY = dict.fromkeys([np.broadcast_to, np.einsum, *_HELPER_VIEWS])


def views_first_only(func: Any) -> bool:
    """Is the result a view of the first argument, if of any, in memory that may be written?"""
    try:
        return func in _VIEWS and func not in _MANY and func not in READ_ONLY
    except TypeError:
        return False


_IN_PLACE = dict.fromkeys(
    [
        operator.iadd, operator.isub, operator.imul, operator.itruediv, operator.ifloordiv,
        operator.imod, operator.ipow, operator.imatmul, operator.iand, operator.ior, operator.ixor,
        operator.ilshift, operator.irshift, append, shorten,
    ]
)  # fmt: skip


_WRITERS = dict.fromkeys(
    [
        np.copyto, np.put, np.putmask, np.place, np.fill_diagonal, np.put_along_axis,
        np.ndarray.sort, np.ndarray.fill, np.ndarray.partition, np.ndarray.put, np.ndarray.resize,
        np.random.shuffle,
    ]
)  # fmt: skip


def written(func: Any, count: int, keywords: Sequence[str]) -> tuple[str, str] | None:
    """For a call that changes an argument in place: what to say, and what to write instead.

    >>> written(np.ndarray.sort, 1, [])[0]
    '`sort`, which changes its argument in place, is'
    """
    name = getattr(func, "__name__", "this function")
    if module_of(func) in ("numpy", "scipy") and "out" in keywords:
        return "`out=` is", f"assign the result, `y = {name}(...)`"
    if isinstance(func, np.ufunc) and count > func.nin:
        return "a positional `out` is", f"assign the result, `y = {name}(...)`"
    at = isinstance(getattr(func, "__self__", None), np.ufunc) and name == "at"
    try:
        if at or func in _WRITERS:
            return (
                f"`{name}`, which changes its argument in place, is",
                "write `x[index] = ...`, or make a new array",
            )
    except TypeError:
        pass
    return None


def is_augmented(func: Any) -> bool:
    """Is it `+=` or its like?"""
    return is_in_place(func) and func not in (append, shorten)


def is_in_place(func: Any) -> bool:
    """Does `func` overwrite its first argument where that is an array?"""
    try:
        return func in _IN_PLACE
    except TypeError:
        return False


_BUFFERS: dict[Any, None] = dict.fromkeys(
    [np.zeros, np.ones, np.empty, np.full, np.zeros_like, np.ones_like, np.empty_like, np.full_like]
)


def makes_buffer(func: Any) -> bool:
    """Is it called for the sake of a new array that will be written to?"""
    try:
        return func in _BUFFERS
    except TypeError:
        return False
