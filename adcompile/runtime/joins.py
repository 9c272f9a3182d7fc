"""The adjoints of functions that join arrays, split one, or broadcast several."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.broadcasting import unbroadcast

__all__ = [
    "block_like",
    "broadcast_each",
    "concatenated",
    "join_index",
    "join_like",
    "joined",
    "like_sequence",
    "mesh_each",
    "restack",
    "split_block",
    "split_index",
    "split_like",
    "unbroadcast_each",
    "unmesh_each",
    "unstack",
]


def joined(x: Any, axis: Any, layout: str) -> Any:
    """`x` in the shape in which the joining function of this `layout` concatenates it.

    >>> joined(np.zeros(3), 1, "columns").shape, joined(np.zeros(3), 0, "rows").shape
    ((3, 1), (1, 3))
    """
    if axis is None:
        return np.ravel(x)
    if layout == "rows":
        return np.atleast_2d(x)
    if layout == "columns" and np.ndim(x) < 2:
        return np.atleast_2d(x).T
    return np.atleast_3d(x) if layout == "depth" else np.atleast_1d(x)


def like_sequence(parts: list[Any], arrays: Any) -> Any:
    """The parts as `arrays` is: a list, or one array if that is what was passed for the list.

    >>> like_sequence([np.zeros(2), np.ones(2)], np.zeros((2, 2)))
    array([[0., 0.],
           [1., 1.]])
    """
    return np.stack(parts) if isinstance(arrays, np.ndarray) else parts


def split_like(x: Any, arrays: Any, axis: Any = 0, layout: str = "") -> Any:
    """Cut `x`, of the shape of the joined `arrays`, into one part of the shape of each.

    >>> split_like(np.array([1, 2, 3]), [np.zeros(2), np.zeros(1)])
    [array([1, 2]), array([3])]
    """
    along = 0 if axis is None else min(axis, np.ndim(x) - 1)  # hstack: 0 for vectors, else 1
    sizes = [np.shape(joined(a, axis, layout))[along] for a in arrays]
    parts = np.split(x, np.cumsum(sizes[:-1], dtype=int), along)
    return like_sequence([np.reshape(p, np.shape(a)) for p, a in zip(parts, arrays)], arrays)


def join_like(parts: Any, arrays: Any, axis: Any = 0, layout: str = "") -> Any:
    """Join parts that have the shapes of `arrays`; one that is 0 or missing stands for zeros.

    >>> join_like([np.array([1.0, 2.0]), 0], [np.zeros(2), np.zeros(1)])
    array([1., 2., 0.])
    """
    full = [np.zeros_like(a) for a in arrays]
    for i, part in enumerate(parts):
        full[i] = part if np.shape(part) == np.shape(full[i]) else full[i]
    full = [joined(p, axis, layout) for p in full]
    return np.concatenate(full, 0 if axis is None else min(axis, np.ndim(full[0]) - 1))


def unstack(x: Any, axis: int = 0) -> list[Any]:
    """The slices of `x` along an axis.

    >>> unstack(np.array([[1, 2], [3, 4]]), 1)
    [array([1, 3]), array([2, 4])]
    """
    return list(np.moveaxis(x, axis, 0))


def restack(parts: Any, like: Any, axis: int = 0) -> Any:
    """Stack slices to the shape of `like`; one that is 0 or missing stands for zeros.

    >>> restack([0, np.array([3.0, 4.0])], np.zeros((2, 2)), 1)
    array([[0., 3.],
           [0., 4.]])
    """
    out = np.zeros_like(like)
    slices = np.moveaxis(out, axis, 0)
    for i, part in enumerate(parts):
        slices[i] = part
    return out


def unbroadcast_each(parts: Any, arrays: Any) -> list[Any]:
    """Sum each part down to the shape of its array; one that is 0 or missing stands for zeros.

    >>> unbroadcast_each([np.ones(3)], [np.zeros(1), np.zeros(3)])
    [array([3.]), array([0., 0., 0.])]
    """
    shape = np.broadcast_shapes(*(np.shape(a) for a in arrays))
    out: list[Any] = [np.zeros_like(a) for a in arrays]
    for i, part in enumerate(parts):
        out[i] = unbroadcast(part, arrays[i]) if np.shape(part) == shape else out[i]
    return out


def broadcast_each(parts: Any, arrays: Any) -> list[Any]:
    """Broadcast each part, of the shape of its array, or 0 or missing, to their joint shape.

    >>> broadcast_each([2.0], [1.0, np.zeros(3)])
    [array([2., 2., 2.]), array([0., 0., 0.])]
    """
    shape = np.broadcast_shapes(*(np.shape(a) for a in arrays))
    out: list[Any] = [np.zeros_like(a, shape=shape) for a in arrays]
    for i, part in enumerate(parts):
        out[i] = np.broadcast_to(part, shape)
    return out


def concatenated(concatenator: Any, index: Any) -> Any:
    """What `np.r_[...]` and `np.c_[...]` call.

    >>> concatenated(np.r_, (1.0, np.array([2.0, 3.0])))
    array([1., 2., 3.])
    """
    return concatenator[index]


def join_index(parts: Any, concatenator: Any, index: Any) -> Any:
    """`concatenator[parts]`; a part that is 0 or missing stands for zeros, as many as in `index`.

    >>> join_index((np.array([2.0, 3.0]), 0), np.r_, (np.zeros(2), slice(0, 3)))
    array([2., 3., 0., 0., 0.])
    """
    keys, parts = (index, parts) if isinstance(index, tuple) else ((index,), (parts,))
    full: list[Any] = []
    for i, key in enumerate(keys):
        if isinstance(key, str):
            full.append(key)
        else:
            shape = np.shape(np.r_[key] if isinstance(key, slice) else key)
            full.append(np.broadcast_to(parts[i] if i < len(parts) else 0.0, shape)[()])
    return concatenator[tuple(full)]


def split_index(x: Any, concatenator: Any, index: Any) -> Any:
    """Cut `x`, of the shape of `concatenator[index]`, into parts, one a part of the index.

    >>> split_index(np.array([1.0, 2.0, 3.0]), np.r_, (0.0, np.zeros(2)))
    (array(1.), array([2., 3.]))
    """
    keys = index if isinstance(index, tuple) else (index,)
    lengths = [np.r_[k] if isinstance(k, slice) else () if isinstance(k, str) else k for k in keys]
    shapes = [np.shape(k) for k in lengths]
    sizes = [int(np.prod(s)) for s in shapes]
    ends = np.cumsum(sizes, dtype=int)
    numbers = [np.arange(e - n, e).reshape(s) for e, n, s in zip(ends, sizes, shapes)]
    named = tuple(k if isinstance(k, str) else n for k, n in zip(keys, numbers))
    places = np.argsort(np.ravel(concatenator[named]))  # where each element has gone
    parts = [
        0 if isinstance(k, str) else np.ravel(x)[places[e - n : e]].reshape(s)
        for k, e, n, s in zip(keys, ends, sizes, shapes)
    ]
    return tuple(parts) if isinstance(index, tuple) else parts[0]


def split_block(x: Any, arrays: Any) -> Any:
    """Cut `x`, of the shape of `np.block(arrays)`, into parts, nested as `arrays` is.

    >>> split_block(np.array([[1.0, 2.0, 3.0]]), [[np.zeros((1, 2)), np.zeros((1, 1))]])
    [[array([[1., 2.]]), array([[3.]])]]
    """
    count = 0

    def number(part: Any) -> Any:
        nonlocal count
        if isinstance(part, list):
            return [number(p) for p in part]
        start, count = count, count + np.size(part)
        return np.arange(start, count).reshape(np.shape(part))

    def cut(part: Any) -> Any:
        return [cut(p) for p in part] if isinstance(part, list) else flat[places[part]]

    numbers = number(arrays)
    flat, places = np.ravel(x), np.argsort(np.ravel(np.block(numbers)))
    return cut(numbers)


def block_like(parts: Any, arrays: Any) -> Any:
    """`np.block(parts)`; a part that is 0 or missing stands for zeros like the one of `arrays`.

    >>> block_like([0, np.array([2.0])], [np.zeros(2), np.zeros(1)])
    array([0., 0., 2.])
    """

    def filled(part: Any, like: Any) -> Any:
        if not isinstance(like, list):
            return np.broadcast_to(part, np.shape(like))
        known = part if isinstance(part, (list, tuple, np.ndarray)) else ()
        return [filled(known[i] if i < len(known) else 0.0, a) for i, a in enumerate(like)]

    return np.block(filled(parts, arrays))


def unmesh_each(parts: Any, xi: Any, indexing: str = "xy") -> list[Any]:
    """The adjoint of `np.meshgrid(*xi)`: each grid summed over all axes but the one it varies along.

    >>> unmesh_each([np.ones((2, 3)), 0], [np.zeros(3), np.zeros(2)])
    [array([2., 2., 2.]), array([0., 0.])]
    """
    out: list[Any] = [np.zeros_like(x) for x in xi]
    for i, part in enumerate(parts):
        if np.ndim(part) == len(xi):
            own = 1 - i if indexing == "xy" and i < 2 and len(xi) > 1 else i
            others = tuple(k for k in range(len(xi)) if k != own)
            out[i] = np.reshape(np.sum(part, axis=others), np.shape(xi[i]))
    return out


def mesh_each(parts: Any, xi: Any, sparse: bool = False, indexing: str = "xy") -> list[Any]:
    """`np.meshgrid(*parts)`; a part that is 0 or missing stands for zeros like the one of `xi`.

    >>> mesh_each([np.array([1.0, 2.0]), 0], [np.zeros(2), np.zeros(1)])
    [array([[1., 2.]]), array([[0., 0.]])]
    """
    full: list[Any] = [np.zeros_like(x) for x in xi]
    for i, part in enumerate(parts):
        full[i] = full[i] + part
    return list(np.meshgrid(*full, sparse=sparse, indexing=indexing))  # type: ignore[call-overload]
