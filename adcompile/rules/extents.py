"""The shapes of what is indexed, rearranged, reshaped and spread: inference as in `rules.inference`."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from adcompile.ir.elements import element_of
from adcompile.ir.facts import (
    NOTHING,
    Dim,
    Extent,
    Fact,
    Integer,
    Shape,
    ShapeVar,
    broadcast,
    find,
    resolve,
    unify,
)
from adcompile.ir.primitives import item, unpack
from adcompile.rules.inference import (
    WEAK,
    anything,
    array,
    fact_of_constant,
    infers,
    scalar_or_array,
)

__all__ = ["shape_from"]


@infers(slice)
def stretch(*bounds: Fact) -> Fact:
    return Fact("slice", ShapeVar(), items=bounds)


@infers(operator.getitem, item)
def picked(x: Fact, index: Fact) -> Fact:
    if x.items and type(index.constant) is int and -len(x.items) <= index.constant < len(x.items):
        return x.items[index.constant]
    if x.kind == "list" and (index.kind == "slice" or isinstance(index.constant, slice)):
        return Fact("list", ShapeVar(), x.dtype, element=x.element)
    if x.element is not None and x.element.kind != "none":
        return element_of(x.element)
    if x.kind != "array":
        return anything()
    parts = index.items if index.kind == "tuple" else (index,)
    shape = resolve(x.shape)
    if isinstance(shape, ShapeVar) and isinstance(index.constant, slice):
        return array(sliced_shape(shape, index.constant), x.dtype)
    picked_shape = None if isinstance(shape, ShapeVar) else index_shape(shape, list(parts))
    if picked_shape is None:
        return array(ShapeVar(), x.dtype)
    view = any(p.constant is Ellipsis for p in parts)  # x[..., 0] is an array, be it of shape ()
    return array(picked_shape, x.dtype) if view else scalar_or_array(picked_shape, x.dtype)


@infers(unpack)
def unpacked(value: Fact, position: Fact, count: Fact) -> Fact:
    return picked(value, position)


def index_shape(shape: tuple[Extent, ...], parts: list[Fact]) -> Shape | None:
    """The shape of `x[parts]`; None where it is not known."""
    taken = sum(1 for p in parts if p.constant is not None and p.constant is not Ellipsis)
    if any(p.picks is not None for p in parts):
        return masked_shape(shape, parts)
    if any(p.kind == "array" and getattr(p.dtype, "kind", "") not in ("i", "u") for p in parts):
        return None
    at = next((k for k, p in enumerate(parts) if p.constant is Ellipsis), None)
    missing = [fact_of_constant(slice(None))] * (len(shape) - taken)
    parts = parts + missing if at is None else parts[:at] + missing + parts[at + 1 :]
    result: list[Extent] = []
    advanced: list[Shape] = []
    places: list[int] = []
    axes = list(shape)
    for part in parts:
        if part.constant is None:
            result.append(1)
            continue
        if not axes:
            return None
        extent = axes.pop(0)
        if isinstance(part.constant, slice):
            result.append(sliced(extent, part.constant))
        elif part.kind == "slice":
            result.append(between(extent, part.items))
        elif part.kind == "number" and is_integer(part.dtype):
            advanced.append(())
        elif part.kind == "array":
            advanced.append(part.shape)
            places.append(len(result))
        else:
            return None
    if not places:
        return tuple(result)
    if len(set(places)) > 1 or len(places) != len(advanced):
        return None
    joint = resolve(broadcast(advanced))
    if isinstance(joint, ShapeVar):
        return None
    return tuple(result[: places[0]]) + joint + tuple(result[places[0] :])


def masked_shape(shape: tuple[Extent, ...], parts: list[Fact]) -> Shape | None:
    """The shape of `x[mask]`: an axis for the elements that it picks, in place of those it goes over."""
    first, *others = parts
    over = resolve(first.shape)
    if (
        first.picks is None
        or others
        or isinstance(over, ShapeVar)
        or not 0 < len(over) <= len(shape)
    ):
        return None
    unify(shape[: len(over)], over)
    return (first.picks, *shape[len(over) :])


def between(extent: Extent, bounds: Sequence[Fact]) -> Extent:
    """The extent of a slice whose bounds are computed: the same for the same bounds."""
    known = [b.extent if b.constant is NOTHING else b.constant for b in bounds]
    if not isinstance(extent, Dim) or any(
        b is None and f.constant is NOTHING for b, f in zip(known, bounds)
    ):
        return Dim()
    key = ("slice", *(find(b) if isinstance(b, Dim) else b for b in known))
    return extent.parts.setdefault(key, Dim())


def is_integer(dtype: Any) -> bool:
    """Is it the dtype of an index of one element, Python's or NumPy's?"""
    return dtype is int or getattr(dtype, "kind", "") in ("i", "u")


def cut(index: slice) -> Any:
    """What decides the extent of a slice, beside that of the axis: equal for `1:` and `:-1`.

    None if nothing is cut off.
    """
    start, stop, step = index.start, index.stop, index.step
    if step == -1 and start is None and stop is None:
        return None
    if step not in (None, 1) or not all(type(n) is int or n is None for n in (start, stop)):
        return (start, stop, step)
    start = start or 0
    if start >= 0 and (stop is None or stop < 0):
        gone = start - (stop or 0)
        return gone or None  # so many less, or none
    if start == 0 and stop is not None:
        return ("at most", stop)
    if start < 0 and stop is None:
        return ("at most", -start)
    return (start, stop, step)


def sliced(extent: Extent, index: slice) -> Extent:
    """The extent of a slice: the same object for slices that are equally long."""
    key = cut(index)
    if key is None:
        return extent
    if isinstance(extent, int):
        return len(range(extent)[index]) if is_literal(index) else Dim()
    return extent.parts.setdefault(key, Dim())


def sliced_shape(shape: ShapeVar, index: slice) -> ShapeVar:
    """The same for the first axis of an array of unknown rank."""
    key = cut(index)
    return shape if key is None else shape.parts.setdefault(key, ShapeVar())


def is_literal(index: slice) -> bool:
    """Is it a slice of integers, of which Python can tell the length?"""
    bounds = (index.start, index.stop, index.step)
    return index.step != 0 and all(type(n) is int or n is None for n in bounds)


@infers(np.ndarray.T)
def transposed(x: Fact) -> Fact:
    shape = resolve(x.shape)
    return array(ShapeVar() if isinstance(shape, ShapeVar) else shape[::-1], x.dtype)


@infers(np.moveaxis, np.squeeze)
def rearranged(x: Fact, *args: Fact, **kwargs: Fact) -> Fact:
    return Fact("array", ShapeVar(), x.dtype)


@infers(np.swapaxes, np.ndarray.swapaxes)
def swapped(x: Fact, a: Fact, b: Fact) -> Fact:
    shape = resolve(x.shape)
    i, j = a.constant, b.constant
    if isinstance(shape, ShapeVar) or type(i) is not int or type(j) is not int:
        return Fact("array", ShapeVar(), x.dtype)
    if not (-len(shape) <= i < len(shape) and -len(shape) <= j < len(shape)):
        return anything()
    new = list(shape)
    new[i], new[j] = new[j], new[i]
    return array(tuple(new), x.dtype)


@infers(np.expand_dims)
def expanded(x: Fact, axis: Fact) -> Fact:
    shape = resolve(x.shape)
    if isinstance(shape, ShapeVar) or axis.constant is NOTHING:
        return Fact("array", ShapeVar(), x.dtype)
    axes = axis.constant if isinstance(axis.constant, tuple) else (axis.constant,)
    ndim = len(shape) + len(axes)
    places = {a % ndim for a in axes}
    old = iter(shape)
    return array(tuple(1 if k in places else next(old) for k in range(ndim)), x.dtype)


@infers(np.broadcast_to)
def spread(x: Fact, shape: Fact) -> Fact:
    dtype = np.dtype(x.dtype) if x.dtype in WEAK else x.dtype
    return array(shape_from(shape), dtype)


@infers(np.reshape)
def reshaped(x: Fact, shape: Fact) -> Fact:
    wanted = resolve(shape_from(shape))
    if isinstance(wanted, ShapeVar):
        return array(wanted, x.dtype)
    parts = shape.items if shape.kind == "tuple" else (shape,)
    if not any(p.extent == -1 for p in parts):  # it may be one that is computed, otherwise none is
        wanted = tuple(Dim() if isinstance(e, Integer) else e for e in wanted)
    return array(wanted, x.dtype)


@infers(np.ndarray.reshape)
def reshaped_itself(x: Fact, *shape: Fact) -> Fact:
    whole = shape[0] if len(shape) == 1 else Fact("tuple", ShapeVar(), items=shape)
    return reshaped(x, whole)


def shape_from(fact: Fact) -> Shape:
    """The shape that a shape argument asks for."""
    if fact.measures is not None:
        return fact.measures
    if fact.kind == "tuple" and (fact.items or fact.constant == ()):
        return tuple(map(extent_from, fact.items))
    if fact.kind == "tuple" and resolve(fact.shape) == (0,):
        return ()
    return (extent_from(fact),) if fact.kind == "number" else ShapeVar()


def extent_from(fact: Fact) -> Extent:
    """The extent that an integer asks for; -1 stands for one that NumPy finds."""
    return Dim() if fact.extent is None or fact.extent == -1 else fact.extent


@infers(np.arange)
def counted(stop: Fact) -> Fact:
    if stop.dtype is not int:
        return anything()
    extent = Dim() if stop.extent is None else find(stop.extent)
    if isinstance(extent, Integer):  # of a negative number there is none
        extent = extent.parts.setdefault("arange", Dim())
    return Fact("array", (extent,), np.dtype(int))
