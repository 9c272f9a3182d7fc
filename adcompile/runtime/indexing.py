"""The adjoints of functions that pick elements: each adds `x` where the elements came from."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.joins import like_sequence

__all__ = [
    "along_places",
    "bounded",
    "diagonal_places",
    "flat_places",
    "insert_like",
    "item_place",
    "kept_places",
    "may_repeat",
    "number_places",
    "ordered_places",
    "partition_order",
    "rounds",
    "selected",
    "sorted_order",
    "trimmed",
    "unchoose",
    "unindex",
    "uninsert",
    "unplace",
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


def bounded(indices: Any, n: int, mode: str) -> Any:
    """The indices below `n` that NumPy takes in the place of `indices`.

    >>> bounded([-1, 5], 3, "clip"), bounded([-1, 5], 3, "wrap")
    (array([0, 2]), array([2, 2]))
    """
    if mode == "wrap":
        return np.asarray(indices) % n
    return np.clip(indices, 0, n - 1) if mode == "clip" else np.asarray(indices)


def item_place(x: Any, index: tuple[Any, ...]) -> tuple[Any, ...]:
    """The index of what `x.item(*index)` takes.

    >>> [int(i) for i in item_place(np.zeros((2, 3)), (4,))], item_place(np.zeros((2, 3)), (1, 2))
    ([1, 1], (1, 2))
    """
    if len(index) == 1 and isinstance(index[0], tuple):
        return index[0]
    if len(index) == 1:
        return np.unravel_index(index[0] % np.size(x), np.shape(x))
    return index or (0,) * np.ndim(x)


def trimmed(x: Any, trim: str) -> slice:
    """The elements of a vector that `np.trim_zeros` leaves.

    >>> trimmed(np.array([0.0, 1.0, 0.0]), "fb"), trimmed(np.array([0.0, 1.0, 0.0]), "f")
    (slice(1, 2, None), slice(1, 3, None))
    """
    if np.ndim(x) != 1:
        raise ValueError("np.trim_zeros has a derivative here for vectors only")
    used = np.flatnonzero(x)
    start = used[0] if used.size and "f" in trim.lower() else 0
    stop = used[-1] + 1 if used.size and "b" in trim.lower() else np.size(x)
    return slice(int(start), int(stop)) if used.size else slice(0, 0)


def ordered_places(values: Any, x: Any) -> Any:
    """For each of `values`, where it stands first in `x`, read element by element.

    >>> ordered_places(np.array([1.0, 2.0]), np.array([2.0, 1.0, 1.0]))
    array([1, 0])
    """
    order = np.argsort(x, axis=None, kind="stable")
    return order[np.searchsorted(np.ravel(x)[order], values)]


def number_places(x: Any) -> Any:
    """The elements of `x` numbered from 0, in the shape of `x`.

    >>> number_places(np.zeros((2, 2)))
    array([[0, 1],
           [2, 3]])
    """
    return np.arange(np.size(x)).reshape(np.shape(x))


def unplace(x: Any, like: Any, places: Any) -> Any:
    """Zeros like `like`, with each element of `x` added at its number in `places`.

    >>> unplace(np.array([1.0, 2.0, 4.0]), np.zeros((2, 1)), np.array([0, 1, 1]))
    array([[1.],
           [6.]])
    """
    out = np.zeros(np.size(like), np.asarray(x).dtype)
    np.add.at(out, np.ravel(places), np.ravel(x))
    return out.reshape(np.shape(like))


def uninsert(x: Any, arr: Any, obj: Any, values: Any, axis: Any = None) -> tuple[Any, Any]:
    """The parts of `x`, of the shape of `np.insert(arr, obj, values, axis)`, of `arr` and `values`.

    >>> uninsert(np.array([1.0, 2.0, 3.0]), np.zeros(2), 1, 0.0)
    (array([1., 3.]), array(2.))
    """
    size = np.size(arr)
    numbers = np.insert(number_places(arr), obj, size + number_places(values), axis)
    flat = np.zeros(size + np.size(values), np.asarray(x).dtype)
    np.add.at(flat, np.ravel(numbers), np.ravel(x))
    return flat[:size].reshape(np.shape(arr)), flat[size:].reshape(np.shape(values))


def insert_like(parts: Any, arr: Any, obj: Any, values: Any, axis: Any = None) -> Any:
    """`np.insert` of the second part into the first; one that is 0 or missing stands for zeros.

    >>> insert_like((np.array([1.0, 2.0]), 0), np.zeros(2), 1, 0.0)
    array([1., 0., 2.])
    """
    first = np.broadcast_to(parts[0], np.shape(arr))
    second = np.broadcast_to(parts[1] if len(parts) > 1 else 0.0, np.shape(values))
    return np.insert(first + 0.0, obj, second, axis)


def sorted_order(x: Any, reverse: bool = False) -> Any:
    """The places in `x` of the elements of `sorted(x, reverse=reverse)`, which is stable both ways.

    >>> sorted_order([1.0, 2.0, 1.0], True)
    array([1, 0, 2])
    """
    x = np.asarray(x)
    return np.argsort(-x if reverse else x, kind="stable")
