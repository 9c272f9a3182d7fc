"""Parts of arrays: real and imaginary ones, those of a split, windows."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["part_size", "part_start", "unwindow", "with_parts"]


def with_parts(real: Any, imag: Any) -> Any:
    """The complex array with these parts, which `real + 1j * imag` is not for infinities.

    >>> with_parts(np.array([1.0, 2.0]), np.array([0.0, np.inf]))
    array([1. +0.j, 2.+infj])
    """
    out = np.empty(np.shape(real), np.result_type(real, imag, np.complex64))
    out.real = real
    out.imag = imag
    return out


def part_size(a: Any, sections: int, axis: int = 0) -> int:
    """How long each part of `np.split(a, sections, axis)` is.

    Raises: ValueError if they are not equally long.

    >>> part_size(np.zeros((6, 2)), 3)
    2
    """
    size, rest = divmod(int(np.shape(a)[axis]), sections)
    if rest:
        raise ValueError("array split does not result in an equal division")
    return size


def part_start(a: Any, sections: int, part: int, axis: int = 0) -> int:
    """Where a part of `np.array_split(a, sections, axis)` begins; the first ones are longer.

    >>> [part_start(np.zeros(5), 3, k) for k in range(4)]
    [0, 2, 4, 5]
    """
    size, longer = divmod(int(np.shape(a)[axis]), sections)
    return part * size + min(part, longer)


def unwindow(g: Any, x: Any, window_shape: Any, axis: Any = None) -> Any:
    """Zeros like `x`, with `g` added where `sliding_window_view(x, window_shape, axis)` reads.

    >>> unwindow(np.array([[1.0, 2.0], [10.0, 20.0]]), np.zeros(3), 2)
    array([ 1., 12., 20.])
    """
    out = np.zeros_like(x, dtype=np.asarray(g).dtype)
    windows = np.lib.stride_tricks.sliding_window_view(out, window_shape, axis, writeable=True)
    for place in np.ndindex(*windows.shape[out.ndim :]):  # a window never names an element twice
        windows[(..., *place)] += g[(..., *place)]
    return out
