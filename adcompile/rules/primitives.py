"""What is known of primitives beside their derivatives: effects, array attributes."""

from __future__ import annotations

import inspect
import operator
import types
from functools import cache
from typing import Any

import numpy as np

from adcompile.ir.order import HOLDING
from adcompile.ir.primitives import (
    Expression,
    append,
    attribute,
    binomial,
    build_dict,
    build_list,
    build_tuple,
    copy,
    either,
    insert,
    item,
    keep_attribute,
    keys,
    pop,
    push,
    raising,
    received,
    repeat,
    sequence,
    shorten,
    turn,
    unpack,
    without,
)
from adcompile.ir.subprograms import Sub
from adcompile.rules import table
from adcompile.rules.managers import is_transparent
from adcompile.runtime import products as runtime_products
from adcompile.runtime.broadcasting import (
    require_contiguous,
    require_inexact_array,
    require_number,
    require_scalar,
)
from adcompile.runtime.containers import zeros_each

__all__ = [
    "Attribute",
    "array_attribute",
    "is_attribute",
    "is_augmented",
    "is_in_place",
    "is_pure",
    "is_pure_builtin",
    "makes_buffer",
    "module_of",
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
        build_tuple, build_list, build_dict, copy, either, item, keys, repeat, sequence, unpack, received,
        binomial, attribute,
    ]
)  # fmt: skip
_EFFECTS = dict.fromkeys(
    [
        np.copyto, np.put, np.putmask, np.place, np.fill_diagonal, np.save, np.savetxt, np.savez,
        np.seterr, np.set_printoptions, np.put_along_axis,
        np.ndarray.sort, np.ndarray.fill, np.ndarray.partition, np.ndarray.put, np.ndarray.resize,
        np.ndarray.setflags, np.ndarray.setfield,
        np.ndarray.itemset if hasattr(np.ndarray, "itemset") else np.copyto,
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
    owner = getattr(func, "__self__", None)
    if isinstance(owner, np.ufunc):  # np.add.reduce
        return module_of(owner)
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
        if (
            func in _EFFECTS
            or func in _CHECKS
            or func in (push, pop, raising, *HOLDING, keep_attribute)
        ):
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
    if isinstance(getattr(func, "__self__", None), np.ufunc):
        return getattr(func, "__name__", "") != "at"
    if module_of(func) == "numpy":
        return "random" not in (getattr(func, "__module__", None) or "") and not is_bound(func)
    return False


def is_pure_builtin(func: Any) -> bool:
    """Is it a function of Python's own that is known to do nothing but compute its result?"""
    try:
        return func in _PURE_BUILTINS
    except TypeError:
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


_IN_PLACE = dict.fromkeys(
    [
        operator.iadd, operator.isub, operator.imul, operator.itruediv, operator.ifloordiv,
        operator.imod, operator.ipow, operator.imatmul, operator.iand, operator.ior, operator.ixor,
        operator.ilshift, operator.irshift, append, insert, shorten, turn, without,
    ]
)  # fmt: skip


def is_augmented(func: Any) -> bool:
    """Is it `+=` or its like?"""
    return is_in_place(func) and func not in (append, insert, shorten, turn, without)


def is_in_place(func: Any) -> bool:
    """Does `func` overwrite its first argument where that is an array?"""
    try:
        return func in _IN_PLACE
    except TypeError:
        return False


_BUFFERS: dict[Any, None] = dict.fromkeys(
    [
        np.zeros, np.ones, np.empty, np.full, np.zeros_like, np.ones_like, np.empty_like, np.full_like,
        np.ndarray.copy, list, dict, sorted, repeat, zeros_each,
    ]
)  # fmt: skip


def makes_buffer(func: Any) -> bool:
    """Is it called for the sake of a new array or list that will be written to?"""
    try:
        return func in _BUFFERS
    except TypeError:
        return False
