"""Functions that change an argument: each as one write, `array[index] = value`.

np.copyto(y, x)              y[...] = x
np.add.at(y, i, v)           y[i] += v, for each of equal indices
np.multiply(a, b, out=y)     y[...] = np.multiply(a, b)
y.sort()                     y[...] = np.sort(y)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Const, Var
from adcompile.rules.engine import ADD_AT
from adcompile.rules.primitives import module_of
from adcompile.runtime.indexing import along_places, diagonal_places, flat_places

__all__ = ["Write", "write_of"]

ALL = Const(Ellipsis)
LAST = Const(-1)


@dataclass(frozen=True)
class Write:
    """`array[index] = value`, or with an operator; `result` if the call has it for its value."""

    array: Var
    index: Atom
    value: Atom
    operator: Callable[..., Any] | None = None
    result: bool = False


Named = Mapping[str, Atom]


def write_of(builder: Builder, func: Any, args: Sequence[Atom], kwargs: Named) -> Write | None:
    """The write that a call makes; None if it makes none that is known."""
    out = out_of(func, args, kwargs)
    if out is not None:
        return into(builder, func, args, kwargs, out)
    try:
        maker = _WRITES.get(func)
    except TypeError:
        return None
    if maker is None:
        maker = at_of(func)
    if maker is None or not args or not isinstance(args[0], Var):
        return None
    try:
        return maker(builder, *args, **kwargs)
    except TypeError:  # arguments that are not supported: the call is refused
        return None


def out_of(func: Any, args: Sequence[Atom], kwargs: Named) -> Var | None:
    """What the result is written to."""
    if module_of(func) not in ("numpy", "scipy"):
        return None
    found = kwargs.get("out")
    if found is None and isinstance(func, np.ufunc) and len(args) == func.nin + 1:
        found = args[-1]
    return found if isinstance(found, Var) else None


def into(
    builder: Builder, func: Any, args: Sequence[Atom], kwargs: Named, out: Var
) -> Write | None:
    """`func(..., out=y)`."""
    if isinstance(func, np.ufunc):
        if func.nout != 1:
            return None
        args = args[: func.nin]
    others = {k: v for k, v in kwargs.items() if k not in ("out", "casting")}
    where = others.pop("where", None) if isinstance(func, np.ufunc) else None
    value: Atom = builder.call(func, *args, kwargs=tuple(others.items()))
    if where is not None:
        value = builder.call(np.where, where, value, out)
    return Write(out, ALL, value, result=True)


def at_of(func: Any) -> Callable[..., Write | None] | None:
    """The writer for `np.add.at` and `np.subtract.at`."""
    ufunc = getattr(func, "__self__", None)
    if getattr(func, "__name__", "") != "at" or not isinstance(ufunc, np.ufunc):
        return None
    return _AT.get(ufunc)


def add_at(builder: Builder, a: Var, indices: Atom, b: Atom) -> Write:
    return Write(a, indices, b, ADD_AT)


def subtract_at(builder: Builder, a: Var, indices: Atom, b: Atom) -> Write:
    return Write(a, indices, builder.call(np.negative, b), ADD_AT)


def copyto(builder: Builder, dst: Var, src: Atom, casting: Atom = ALL, where: Atom = ALL) -> Write:
    if where is ALL:
        return Write(dst, ALL, src)
    return Write(dst, ALL, builder.call(np.where, where, src, dst))


def fill(builder: Builder, a: Var, value: Atom) -> Write:
    return Write(a, ALL, value)


def fill_diagonal(builder: Builder, a: Var, val: Atom) -> Write:
    return Write(a, builder.call(diagonal_places, a), val)


def put(builder: Builder, a: Var, ind: Atom, v: Atom) -> Write:
    return Write(a, builder.call(flat_places, a, ind), v)


def putmask(builder: Builder, a: Var, mask: Atom, values: Atom) -> Write:
    if not isinstance(values, Const):
        values = builder.call(np.resize, values, builder.call(np.shape, a))
    return Write(a, ALL, builder.call(np.where, mask, values, a))


def place(builder: Builder, arr: Var, mask: Atom, vals: Atom) -> Write:
    if not isinstance(vals, Const):
        vals = builder.call(np.resize, vals, builder.call(np.count_nonzero, mask))
    return Write(arr, mask, vals)


def put_along_axis(builder: Builder, arr: Var, indices: Atom, values: Atom, axis: Atom) -> Write:
    return Write(arr, builder.call(along_places, arr, indices, axis), values)


def sort(builder: Builder, a: Var, axis: Atom = LAST, kind: Atom = ALL) -> Write:
    return Write(a, ALL, builder.call(np.sort, a, axis))


def partition(builder: Builder, a: Var, kth: Atom, axis: Atom = LAST) -> Write:
    return Write(a, ALL, builder.call(np.partition, a, kth, axis))


_AT: dict[Any, Callable[..., Write | None]] = {np.add: add_at, np.subtract: subtract_at}
_WRITES: dict[Any, Callable[..., Write | None]] = {
    np.copyto: copyto,
    np.ndarray.fill: fill,
    np.fill_diagonal: fill_diagonal,
    np.put: put,
    np.ndarray.put: put,
    np.putmask: putmask,
    np.place: place,
    np.put_along_axis: put_along_axis,
    np.ndarray.sort: sort,
    np.ndarray.partition: partition,
}
