"""The adjoints of functions that pick elements: each adds `x` where the elements came from."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.joins import like_sequence

__all__ = [
    "along_places",
    "diagonal_places",
    "flat_places",
    "kept_places",
    "may_repeat",
    "partition_order",
    "rounds",
    "selected",
    "unchoose",
    "unindex",
    "unresize",
    "unselect",
    "untake",
    "untake_along",
]


def may_repeat(index: Any) -> bool:
    """Can `index` pick an element twice, as integer arrays can?

    >>> may_repeat([0, 0]), may_repeat((slice(2), None, 1)), may_repeat(np.array([True, False]))
    (True, False, False)
    """
    parts = index if isinstance(index, tuple) else (index,)
    arrays = [np.asarray(p) for p in parts if isinstance(p, (list, np.ndarray))]
    return any(a.ndim > 0 and a.dtype != bool for a in arrays)


def diagonal_places(a: Any) -> tuple[Any, ...]:
    """The index of the diagonal of an array.

    >>> diagonal_places(np.zeros((2, 3)))
    (array([0, 1]), array([0, 1]))
    """
    places: tuple[Any, ...] = (np.arange(min(a.shape)),) * a.ndim
    return places


def flat_places(a: Any, index: Any, mode: Any = None) -> tuple[Any, ...]:
    """The index, by axes, of the elements that `a.flat[index]` takes; with `mode`, those of `np.put`.

    >>> flat_places(np.zeros((2, 3)), [1, -1])
    (array([0, 1]), array([1, 2]))
    >>> flat_places(np.zeros((2, 3)), [1, 7], "wrap")
    (array([0, 0]), array([1, 1]))
    """
    if mode is None and isinstance(index, (int, np.integer)):
        return np.unravel_index(index + a.size if index < 0 else index, a.shape)
    flat = np.arange(a.size)
    taken = flat[index] if mode is None else np.take(flat, index, mode=mode)
    places: tuple[Any, ...] = np.unravel_index(taken, a.shape)
    return places


def rounds(a: Any, index: Any) -> list[tuple[tuple[Any, ...], Any]]:
    """An index in parts, none of which names an element twice: the places, and the positions of their values.

    The n-th part has the elements that `index` names for the n-th time.

    >>> rounds(np.zeros(3), [2, 0, 2])
    [((array([2, 0]),), array([0, 1])), ((array([2]),), array([2]))]
    """
    named = np.ravel(np.arange(a.size).reshape(a.shape)[index])
    order = np.argsort(named, kind="stable")
    times = np.empty_like(order)
    times[order] = np.arange(named.size) - np.searchsorted(named[order], named[order])
    parts = [np.flatnonzero(times == n) for n in range(times.max(initial=-1) + 1)]
    return [(np.unravel_index(named[part], a.shape), part) for part in parts]


def along_places(a: Any, indices: Any, axis: int) -> tuple[Any, ...]:
    """The index, by axes, of the elements that `np.take_along_axis(a, indices, axis)` takes.

    >>> along_places(np.zeros((2, 3)), np.array([[2], [0]]), 1)
    (array([[0],
           [1]]), array([[2],
           [0]]))
    """
    places = list(np.ogrid[tuple(slice(n) for n in a.shape)])
    places[axis] = np.asarray(indices)
    return tuple(places)


def unresize(x: Any, like: Any) -> Any:
    """The elements of `x`, added up where `np.resize(like, shape)` took them.

    >>> unresize(np.array([1.0, 2.0, 4.0]), np.zeros(2))
    array([5., 2.])
    """
    size = np.size(like)
    flat = np.zeros(-(-np.size(x) // size) * size, np.asarray(x).dtype)
    flat[: np.size(x)] = np.ravel(x)
    return np.sum(flat.reshape(-1, size), axis=0).reshape(np.shape(like))


def unindex(x: Any, like: Any, index: Any) -> Any:
    """Zeros like `like`, with `x` added at `index`.

    >>> unindex(np.array([1.0, 2.0, 4.0]), np.zeros(3), [0, 2, 2])
    array([1., 0., 6.])
    """
    out = np.zeros_like(like)
    if may_repeat(index):
        np.add.at(out, index, x)
    else:
        out[index] = x
    return out


def untake(x: Any, like: Any, indices: Any, axis: Any = None) -> Any:
    """Zeros of the shape of `like`, with `x` added where `np.take(like, indices, axis)` reads.

    >>> untake(np.array([1.0, 2.0, 4.0]), np.zeros((2, 2)), [0, 3, 3])
    array([[1., 0.],
           [0., 6.]])
    """
    out = np.zeros(np.shape(like), np.asarray(x).dtype)
    indices = np.asarray(indices, int)
    if axis is None:
        np.add.at(out.reshape(-1), indices, x)
    else:
        np.add.at(out, (slice(None),) * (axis % out.ndim) + (indices,), x)
    return out


def untake_along(x: Any, like: Any, indices: Any, axis: Any) -> Any:
    """Zeros of the shape of `like`, with `x` added where `np.take_along_axis` reads.

    >>> untake_along(np.array([[1.0], [2.0]]), np.zeros((2, 2)), np.array([[1], [0]]), 1)
    array([[0., 1.],
           [2., 0.]])
    """
    if axis is None:
        return untake(x, like, indices)
    out = np.zeros(np.shape(like), np.asarray(x).dtype)
    index = list(np.ogrid[tuple(slice(n) for n in out.shape)])
    index[axis] = indices
    np.add.at(out, tuple(index), x)
    return out


def kept_places(x: Any, obj: Any, axis: Any = None) -> Any:
    """The indices along `axis` that `np.delete(x, obj, axis)` leaves.

    >>> kept_places(np.zeros(4), [0, 2])
    array([1, 3])
    """
    return np.delete(np.arange(np.size(x) if axis is None else np.shape(x)[axis]), obj)


def partition_order(x: Any, out: Any, axis: Any = -1) -> Any:
    """The permutation along `axis` that makes the partitioned `out` of `x`.

    >>> partition_order(np.array([3, 1, 2]), np.array([1, 3, 2]))
    array([1, 0, 2])
    """
    order = np.argsort(x, axis=axis, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, np.argsort(out, axis=axis, kind="stable"), order, axis)
    return places


def unchoose(x: Any, a: Any, choices: Any) -> Any:
    """The part of `x` that `np.choose(a, choices)` takes from each choice.

    >>> unchoose(np.array([1.0, 2.0]), np.array([1, 0]), [np.zeros(2), np.zeros(2)])
    [array([0., 2.]), array([1., 0.])]
    """
    masks = [np.equal(a, k) for k in range(len(choices))]
    parts = [unbroadcast(np.where(m, x, 0), c) for m, c in zip(masks, choices)]
    return like_sequence(parts, choices)


def selected(condlist: Any) -> Any:
    """Where at least one of the conditions of `np.select` holds.

    >>> selected([np.array([True, False]), np.array([False, False])])
    array([ True, False])
    """
    out = condlist[0]
    for condition in condlist[1:]:
        out = np.logical_or(out, condition)
    return out


def unselect(x: Any, condlist: Any, choicelist: Any) -> Any:
    """The part of `x` that `np.select(condlist, choicelist)` takes from each choice.

    >>> unselect(np.array([1.0, 2.0]), [np.array([True, False]), True], [np.zeros(2), np.zeros(1)])
    [array([1., 0.]), array([2.])]
    """
    parts = []
    for condition, choice in zip(condlist, choicelist):
        parts.append(unbroadcast(np.where(condition, x, 0), choice))
        x = np.where(condition, 0, x)
    return like_sequence(parts, choicelist)
