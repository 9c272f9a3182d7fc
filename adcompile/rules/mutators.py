"""Functions that change an argument: each as one write, `array[index] = value`, or a loop of such.

np.copyto(y, x)              y[...] = x
np.add.at(y, i, v)           y[i] += v, for each of equal indices
np.multiply.at(y, i, v)      for places, taken in rounds(y, i):
                                 y[places] = y[places] * v[taken]
np.multiply(a, b, out=y)     y[...] = np.multiply(a, b)
y.sort()                     y[...] = np.sort(y)
"""

from __future__ import annotations

import inspect
import operator
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import getitem
from typing import Any

import numpy as np

from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Block, Const, Loop, Mark, Var
from adcompile.ir.primitives import unpack
from adcompile.rules.engine import ADD_AT, is_everything
from adcompile.rules.primitives import module_of
from adcompile.runtime.indexing import along_places, diagonal_places, flat_places, rounds

__all__ = ["Write", "flat_index", "flat_write", "write_of", "written"]

ALL = Const(Ellipsis)
LAST = Const(-1)
RAISE = Const("raise")


@dataclass(frozen=True)
class Write:
    """`array[index] = value`, or with an operator; `result` if the call has it for its value."""

    array: Var
    index: Atom
    value: Atom
    operator: Callable[..., Any] | None = None
    result: bool = False


Named = Mapping[str, Atom]


def flat_index(builder: Builder, array: Atom, index: Atom) -> Atom:
    """The index by axes for `array.flat[index]`."""
    return builder.call(flat_places, array, index)


def flat_write(builder: Builder, array: Var, index: Atom, value: Atom) -> Write:
    """`array.flat[index] = value`."""
    if not is_everything(index):
        return Write(array, flat_index(builder, array, index), value)
    if not isinstance(value, Const):  # in turn, in whatever shape it is
        value = builder.call(np.resize, value, builder.call(np.shape, array))
    return Write(array, ALL, value)


def write_of(
    builder: Builder, func: Any, args: Sequence[Atom], kwargs: Named
) -> Write | Loop | None:
    """The write that a call makes, or a loop of writes, which is appended; None if it makes none that is known."""
    out = out_of(func, args, kwargs)
    if out is not None:
        return into(builder, func, args, kwargs, out)
    try:
        maker: Callable[..., Write | Loop | None] | None = _WRITES.get(func)
    except TypeError:
        return None
    ufunc = at_of(func)
    if ufunc is not None:
        maker = _AT.get(ufunc) or partial(apply_at, ufunc)
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
    place = out_position(func)
    if found is None and place is not None and len(args) == place + 1:
        found = args[place]
    return found if isinstance(found, Var) else None


@cache
def out_position(func: Any) -> int | None:
    """Where `out` stands among the positional arguments of a function of NumPy or SciPy.

    >>> out_position(np.sin), out_position(np.ndarray.sum), out_position(np.ndim)
    (1, 3, None)
    """
    if isinstance(func, np.ufunc):
        return func.nin
    if isinstance(func, _METHOD) or isinstance(getattr(func, "__self__", None), np.ufunc):
        return _METHODS.get(func.__name__)  # before NumPy 2.4 methods have no signature
    if func is np.einsum:  # its operands are any number
        return None
    try:
        parameters = list(inspect.signature(func).parameters.values())
    except (TypeError, ValueError):
        return _BUILT_IN.get(func)
    for k, p in enumerate(parameters):
        if p.name == "out" and p.kind is p.POSITIONAL_OR_KEYWORD:
            return k
    return None


def written(func: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[str, str] | None:
    """For a call that changes an argument in place: what to say, and what to write instead.

    >>> written(np.ndarray.sort, [Var("x")], {})[0]
    '`sort`, which changes its argument in place, is'
    """
    name = getattr(func, "__name__", "this function")
    if module_of(func) in ("numpy", "scipy"):
        if "out" in kwargs:
            return "`out=` is", f"assign the result, `y = {name}(...)`"
        place = out_position(func)
        if place is not None and len(args) > place and not is_constant(args[place], None):
            return "a positional `out` is", f"assign the result, `y = {name}(...)`"
        for key, value in kwargs.items():
            if key == "inplace" or key.startswith("overwrite_"):
                if not is_constant(value, False):
                    return f"`{key}=` is", "leave it out"
    if func is np.nan_to_num and is_constant(copies(args, kwargs), True):
        return None
    try:
        if at_of(func) or func in _WRITES or func in _WRITERS:
            return (
                f"`{name}`, which changes its argument in place, is",
                "write `x[index] = ...`, or make a new array",
            )
    except TypeError:
        pass
    return None


def is_constant(atom: Any, value: Any) -> bool:
    """Is it this very constant?"""
    return isinstance(atom, Const) and type(atom.value) is type(value) and bool(atom.value == value)


def copies(args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """The second argument, `copy`, of a function that can change the first one."""
    return args[1] if len(args) > 1 else kwargs.get("copy", Const(True))


def into(
    builder: Builder, func: Any, args: Sequence[Atom], kwargs: Named, out: Var
) -> Write | None:
    """`func(..., out=y)`."""
    if isinstance(func, np.ufunc) and func.nout != 1:
        return None
    place = out_position(func)
    args = list(args if place is None else args[:place])
    while args and is_constant(args[-1], None):  # in front of a positional `out`
        args.pop()
    others = {k: v for k, v in kwargs.items() if k not in ("out", "casting")}
    where = others.pop("where", None) if isinstance(func, np.ufunc) else None
    value: Atom = builder.call(func, *args, kwargs=tuple(others.items()))
    if where is not None:
        value = builder.call(np.where, where, value, out)
    return Write(out, ALL, value, result=True)


def at_of(func: Any) -> np.ufunc | None:
    """The `f` of `f.at`."""
    ufunc = getattr(func, "__self__", None)
    found = getattr(func, "__name__", "") == "at" and isinstance(ufunc, np.ufunc)
    return ufunc if found else None


def add_at(builder: Builder, a: Var, indices: Atom, b: Atom) -> Write:
    return Write(a, indices, b, ADD_AT)


def subtract_at(builder: Builder, a: Var, indices: Atom, b: Atom) -> Write:
    return Write(a, indices, builder.call(np.negative, b), ADD_AT)


def apply_at(
    ufunc: np.ufunc, builder: Builder, a: Var, indices: Atom, b: Atom | None = None
) -> Write | Loop | None:
    """`ufunc.at(a, indices, b)`: in rounds, in each of which every element is named at most once."""
    if ufunc.nin != (1 if b is None else 2) or ufunc.nout != 1:
        return None
    if isinstance(indices, Const) and not isinstance(indices.value, (list, np.ndarray)):
        old = builder.call(getitem, a, indices)
        return Write(a, indices, builder.call(ufunc, old, *(() if b is None else (b,))))
    values: Atom | None = None
    if b is not None:
        shape = builder.call(np.shape, builder.call(getitem, a, indices))
        values = builder.call(np.ndarray.flatten, builder.call(np.broadcast_to, b, shape))
    iterable = builder.call(rounds, a, indices)
    outer, builder.ops = builder.ops, []
    item = Var("part")
    place = builder.call(unpack, item, Const(0), Const(2), out=Var("place"))
    turn = builder.call(unpack, item, Const(1), Const(2), out=Var("turn"))
    operands = () if values is None else (builder.call(getitem, values, turn),)
    changed = builder.call(ufunc, builder.call(getitem, a, place), *operands)
    builder.store(a, place, changed)
    body = Block(tuple(builder.ops), ())
    builder.ops = outer
    loop = Loop((), (), (), body, builder.span, item, iterable, mark=Mark())
    builder.append(loop)
    return loop


def set_item(builder: Builder, a: Var, index: Atom, value: Atom) -> Write:
    return Write(a, index, value)


def nan_to_num(builder: Builder, x: Var, copy: Atom, *others: Atom, **named: Atom) -> Write | None:
    if not is_constant(copy, False):
        return None
    value = builder.call(np.nan_to_num, x, kwargs=tuple(named.items())) if not others else None
    return None if value is None else Write(x, ALL, value, result=True)


def copyto(builder: Builder, dst: Var, src: Atom, casting: Atom = ALL, where: Atom = ALL) -> Write:
    if where is ALL:
        return Write(dst, ALL, src)
    return Write(dst, ALL, builder.call(np.where, where, src, dst))


def fill(builder: Builder, a: Var, value: Atom) -> Write:
    return Write(a, ALL, value)


def fill_diagonal(builder: Builder, a: Var, val: Atom) -> Write:
    return Write(a, builder.call(diagonal_places, a), val)


def put(builder: Builder, a: Var, ind: Atom, v: Atom, mode: Atom = RAISE) -> Write:
    if not isinstance(v, Const):  # in turn, where there are fewer values than places
        v = builder.call(np.resize, v, builder.call(np.shape, ind))
    if is_constant(mode, "raise"):
        return Write(a, builder.call(flat_places, a, ind), v)
    return Write(a, builder.call(flat_places, a, ind, mode), v)


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
    operator.setitem: set_item,
    np.nan_to_num: nan_to_num,
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
_WRITERS = dict.fromkeys(
    [np.ndarray.resize, np.ndarray.setfield, np.ndarray.byteswap, np.random.shuffle]
)  # changes that no store stands for
_METHOD = types.MethodDescriptorType
_METHODS = {
    "all": 2, "any": 2, "argmax": 2, "argmin": 2, "choose": 2, "clip": 3, "compress": 3, "cumprod": 3,
    "cumsum": 3, "dot": 2, "max": 2, "mean": 3, "min": 2, "prod": 3, "round": 2, "std": 3, "sum": 3,
    "take": 3, "trace": 5, "var": 3, "accumulate": 3, "reduce": 3, "reduceat": 4,
}  # fmt: skip
_BUILT_IN: dict[Any, int] = {np.dot: 2, np.concatenate: 2}
