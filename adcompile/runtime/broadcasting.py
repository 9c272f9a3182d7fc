"""Undoing broadcasting, and owning memory."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "gather_last",
    "own",
    "own_saved",
    "require_contiguous",
    "require_inexact_array",
    "require_number",
    "require_scalar",
    "scatter_last",
    "stop_gradient",
    "unbroadcast",
    "zeros_saved",
]


def unbroadcast(g: Any, like: Any) -> Any:
    """Sum `g` down to the shape of `like`, undoing NumPy broadcasting, in the dtype of `like`.

    >>> unbroadcast(np.ones((2, 3)), np.zeros(3))
    array([2., 2., 2.])
    """
    if type(g) is type(like) is np.ndarray and g.shape == like.shape and g.dtype == like.dtype:
        return g
    if isinstance(like, (list, tuple)):
        like = np.asarray(like)
    shape = np.shape(like)
    if np.shape(g) != shape:
        missing = len(shape) - np.ndim(g)
        if missing > 0:
            g = np.reshape(g, (1,) * missing + np.shape(g))
        extra = np.ndim(g) - len(shape)
        if extra > 0:
            g = np.sum(g, axis=tuple(range(extra)))
        ones = tuple(i for i, n in enumerate(shape) if n == 1 and np.shape(g)[i] != 1)
        if ones:
            g = np.sum(g, axis=ones, keepdims=True)
    dtype = np.result_type(like)
    if np.result_type(g) != dtype:
        g = np.asarray(g.real if dtype.kind == "f" else g, dtype)[()]
    if isinstance(g, np.ndarray) and shape == () and not isinstance(like, np.ndarray):
        return g[()]  # of a number, a number
    return g


def require_number(x: Any, name: str) -> None:
    """Check that `x`, known as `name`, is a number: an array shares its memory with others.

    Raises: TypeError if `x` is an array or a list.

    >>> require_number(1.5, "s")
    """
    if isinstance(x, (np.ndarray, list)):
        raise TypeError(
            f"`{name}` is changed in place while another name for its memory is still read; make a copy "
            f"first, `{name} = {name}.copy()`, or write `{name} = {name} + ...` for `{name} += ...`"
        )


def require_contiguous(x: Any, name: str) -> None:
    """Check that reshaping `x`, known as `name`, gives a view, into which the function writes.

    Raises: TypeError if `x` is an array that is not contiguous.

    >>> require_contiguous(np.zeros((2, 3)), "x")
    """
    if isinstance(x, np.ndarray) and not x.flags.c_contiguous:
        raise TypeError(
            f"`{name}` is not contiguous, so reshaping it gives a copy, and one of them is changed in place "
            f"while the other is still read; pass np.ascontiguousarray({name})"
        )


def require_scalar(result: Any) -> None:
    """Refuse a function value that is not a scalar.

    >>> require_scalar(1.5)
    """
    if np.shape(result) != ():
        raise TypeError(
            f"grad needs a function that returns a scalar, but the result has shape {np.shape(result)}; "
            "sum it with np.sum, or use jacrev or vjp"
        )


def require_inexact_array(x: Any) -> None:
    """Refuse an array of integers as the place where a derivative is to flow through.

    >>> require_inexact_array(np.zeros(2))
    """
    if np.result_type(x).kind not in "fc":
        raise TypeError(
            f"a value that is differentiated is written into an array of {np.result_type(x)}, which cuts "
            "it to an integer: make the array with dtype float"
        )


def own_saved(saved: Any) -> Any:
    """What one half of a derivative saves for the other, in memory of its own.

    >>> own_saved((1.5, [np.ones(2)]))
    (1.5, [array([1., 1.])])
    """
    if isinstance(saved, tuple):
        return tuple(map(own_saved, saved))
    if isinstance(saved, list):
        return list(map(own_saved, saved))
    return saved.copy() if isinstance(saved, np.ndarray) else saved


def zeros_saved(saved: Any) -> Any:
    """Zeros like what one half of a derivative saves for the other, in the same structure.

    >>> zeros_saved((1.5, None, (np.ones(2), 3), [2.5]))
    (0.0, 0.0, (array([0., 0.]), 0.0), [0.0])
    """
    if isinstance(saved, tuple):
        return tuple(map(zeros_saved, saved))
    if isinstance(saved, list):
        return list(map(zeros_saved, saved))
    return np.zeros_like(saved) if isinstance(saved, np.ndarray) else 0.0


def own(x: Any) -> Any:
    """`x` in memory of its own: a copy of an array, in its layout, or of a list, a number as it is.

    >>> own(2.0)
    2.0
    """
    if isinstance(x, np.ndarray):
        return x.copy("K")
    return x.copy() if isinstance(x, (list, dict)) else x


def gather_last(g: Any, index: Any) -> Any:
    """The cotangent of `v` in `x[index] = v`: where an element is written twice, the last one counts.

    >>> gather_last(np.array([1.0, 2.0]), [1, 1])
    array([0., 2.])
    """
    places = np.arange(np.size(g)).reshape(np.shape(g))[index]
    writer = np.empty(np.size(g), int)
    order = np.arange(np.size(places)).reshape(np.shape(places))
    writer[places] = order
    return np.where(writer[places] == order, g[index], 0)


def scatter_last(x: Any, like: Any, index: Any) -> Any:
    """Zeros like `like` with `x` written at `index`: the transpose of `gather_last`.

    >>> scatter_last(np.array([1.0, 2.0]), np.zeros(3), [1, 1])
    array([0., 2., 0.])
    """
    result = np.zeros_like(like)
    result[index] = x
    return result


def stop_gradient(x: Any) -> Any:
    """`x` itself; no derivative flows through it.

    >>> stop_gradient(2.0)
    2.0
    """
    return x
