"""The adjoints of functions that rearrange, copy or convert the elements of one array."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "as_column",
    "diff_ends",
    "inverse_permutation",
    "layout",
    "opposite",
    "pad_fill",
    "recast",
    "rolled_to",
    "undiag",
    "undiagonal",
    "undiff",
    "undiff_ends",
    "unpad",
    "unrepeat",
    "untile",
    "untrace",
    "unview",
    "view_as",
]


def inverse_permutation(axes: Any) -> tuple[int, ...] | None:
    """The axes that undo a transposition by `axes`, given in any of the forms NumPy takes.

    >>> inverse_permutation((1, 2, 0)), inverse_permutation(((-1, 0),)), inverse_permutation(())
    ((2, 0, 1), (1, 0), None)
    """
    if axes is None or len(axes) == 0:
        return None
    if axes[0] is None or isinstance(axes[0], (tuple, list)):
        return inverse_permutation(axes[0])
    places = [int(i) % len(axes) for i in axes]
    return tuple(places.index(i) for i in range(len(axes)))


def rolled_to(axis: int, start: int, ndim: int) -> int:
    """The place to which `np.rollaxis(x, axis, start)` moves the axis.

    >>> rolled_to(2, 0, 3), rolled_to(0, 3, 3)
    (0, 2)
    """
    start = start + ndim if start < 0 else start
    return start - 1 if axis % ndim < start else start


def opposite(shift: Any) -> Any:
    """The shift of `np.roll`, an int or a sequence of them, the other way round.

    >>> opposite((1, -2)), opposite(3)
    ((-1, 2), -3)
    """
    return tuple(-n for n in shift) if np.ndim(shift) else -shift


def layout(x: Any, order: str) -> Any:
    """The order "C" or "F" in which NumPy reads the elements of `x` if asked for `order`.

    >>> layout(np.zeros((2, 3)).T, "A")
    'F'
    """
    if order in ("C", "F"):
        return order
    flags = np.asarray(x).flags
    if order == "K" and not (flags.c_contiguous or flags.f_contiguous):
        raise ValueError("order='K' of an array that is not contiguous has no derivative here")
    return "F" if flags.f_contiguous and not flags.c_contiguous else "C"


def recast(x: Any, like: Any, dtype: Any) -> Any:
    """`x` in the dtype of `like`; zeros if the conversion to `dtype` has derivative 0.

    >>> recast(np.array([1.5]), np.zeros(1, np.float32), float)
    array([1.5], dtype=float32)
    >>> recast(np.array([1.5]), np.zeros(1), int)
    array([0.])
    """
    if not np.issubdtype(dtype, np.inexact):
        return np.zeros_like(like)[()]
    x, target = np.asarray(x), np.asarray(like).dtype
    return (x if target.kind == "c" else x.real).astype(target, copy=False)[()]


def unpad(x: Any, like: Any, pad_width: Any, mode: str = "constant") -> Any:
    """Take the padding of `like` off `x`, adding it to the elements of which it is a copy.

    >>> unpad(np.array([1.0, 2.0, 4.0, 8.0]), np.zeros(2), 1, "edge")
    array([ 3., 12.])
    """
    shape = np.shape(like)
    widths = np.broadcast_to(pad_width, (len(shape), 2)).tolist()
    if mode == "constant":
        return x[tuple(slice(before, before + n) for (before, _), n in zip(widths, shape))]
    if mode not in ("edge", "reflect", "symmetric", "wrap"):
        raise ValueError(f"np.pad with mode={mode!r} has no derivative here")
    out = np.zeros(np.size(like), x.dtype)
    np.add.at(out, np.pad(np.arange(out.size).reshape(shape), pad_width, mode), x)  # type: ignore[call-overload]
    return out.reshape(shape)


def pad_fill(x: Any, like: Any, pad_width: Any, fill: Any) -> Any:
    """The sum of `x` over the padding of `like`: the cotangent of the number that fills it.

    >>> float(pad_fill(np.array([1.0, 2.0, 4.0]), np.zeros(1), 1, 0.0))
    5.0
    """
    if np.ndim(fill):
        raise ValueError("np.pad has no derivative here with respect to several constant_values")
    return np.sum(x) - np.sum(unpad(x, like, pad_width))


def untile(x: Any, like: Any, reps: Any) -> Any:
    """Sum the copies in `x`, which has the shape of `np.tile(like, reps)`.

    >>> untile(np.array([1.0, 2.0, 3.0, 4.0]), np.zeros(2), 2)
    array([4., 6.])
    """
    reps = tuple(reps) if np.ndim(reps) else (reps,)
    ndim = max(len(reps), np.ndim(like))
    reps = (1,) * (ndim - len(reps)) + reps
    shape = (1,) * (ndim - np.ndim(like)) + np.shape(like)
    pairs = [n for pair in zip(reps, shape) for n in pair]
    return np.reshape(
        np.sum(np.reshape(x, pairs), axis=tuple(range(0, 2 * ndim, 2))), np.shape(like)
    )


def unrepeat(x: Any, like: Any, repeats: Any, axis: Any = None) -> Any:
    """Sum the copies in `x`, which has the shape of `np.repeat(like, repeats, axis)`.

    >>> unrepeat(np.array([1.0, 2.0, 4.0]), np.zeros(2), np.array([1, 2]))
    array([1., 6.])
    """
    shape = (np.size(like),) if axis is None else np.shape(like)
    axis = 0 if axis is None else axis % len(shape)
    if np.ndim(repeats) == 0:
        x = np.reshape(x, shape[: axis + 1] + (repeats,) + shape[axis + 1 :])
        return np.reshape(np.sum(x, axis=axis + 1), np.shape(like))
    out = np.zeros(shape, x.dtype)
    places = np.repeat(np.arange(shape[axis]), repeats)
    np.add.at(out, (slice(None),) * axis + (places,), x)
    return np.reshape(out, np.shape(like))


def undiagonal(x: Any, like: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """Zeros of the shape of `like`, with `x` on the diagonal.

    >>> undiagonal(np.array([1.0, 2.0]), np.zeros((2, 3)), 1)
    array([[0., 1., 0.],
           [0., 0., 2.]])
    """
    out = np.zeros(np.shape(like), x.dtype)
    i = np.arange(np.shape(x)[-1])
    matrices = np.moveaxis(out, (axis1, axis2), (-2, -1))
    matrices[..., i + max(-offset, 0), i + max(offset, 0)] = x
    return out


def untrace(x: Any, like: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """Zeros of the shape of `like`, with `x` everywhere on the diagonal.

    >>> untrace(np.array(3.0), np.zeros((2, 2)))
    array([[3., 0.],
           [0., 3.]])
    """
    rows = np.shape(like)[axis1] - max(-offset, 0)
    columns = np.shape(like)[axis2] - max(offset, 0)
    shape = np.shape(x) + (max(min(rows, columns), 0),)
    return undiagonal(np.broadcast_to(np.expand_dims(x, -1), shape), like, offset, axis1, axis2)


def undiag(x: Any, like: Any, k: int = 0) -> Any:
    """The adjoint of `np.diag`: the diagonal of `x` for a vector `like`, else a matrix.

    >>> undiag(np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros(2))
    array([1., 4.])
    """
    return np.diagonal(x, k) if np.ndim(like) == 1 else undiagonal(x, like, k)


def undiff(x: Any, like: Any, n: int = 1, axis: int = -1) -> Any:
    """The adjoint of `np.diff`: minus the differences of `x` with a 0 at either end, `n` times.

    >>> undiff(np.array([1.0, 10.0]), np.zeros(3))
    array([-1., -9., 10.])
    """
    if np.size(x) == 0:
        return np.zeros_like(like)
    ends = tuple((1, 1) if i == axis % np.ndim(x) else (0, 0) for i in range(np.ndim(x)))
    for _ in range(n):
        x = -np.diff(np.pad(x, ends), axis=axis)
    return x


def end_like(end: Any, like: Any, axis: int) -> Any:
    """What `np.diff` joins to `like` for `prepend` or `append`, of shape 0 along the axis for None.

    >>> end_like(2.0, np.zeros((2, 3)), 1)
    array([[2.],
           [2.]])
    """
    shape = list(np.shape(like))
    shape[axis] = 1
    if end is None:
        return np.zeros_like(
            like, shape=[0 if i == axis % len(shape) else n for i, n in enumerate(shape)]
        )
    return np.broadcast_to(end, shape) if np.ndim(end) == 0 else np.asarray(end)


def diff_ends(parts: Any, like: Any, n: int, axis: int, prepend: Any, append: Any) -> Any:
    """`np.diff` of the first of `parts` with the others at its ends; one that is 0 or missing stands for zeros.

    >>> diff_ends((np.array([3.0, 5.0]), 1.0), np.zeros(2), 1, -1, 0.0, None)
    array([2., 2.])
    """
    likes = [end_like(prepend, like, axis), like, end_like(append, like, axis)]
    whole: list[Any] = [np.zeros(np.shape(a)) for a in likes]
    for i, part in zip((1, 0, 2), parts):
        if part is not None and np.size(whole[i]):
            whole[i] = np.broadcast_to(part, np.shape(whole[i]))
    return np.diff(np.concatenate(whole, axis), n, axis)


def undiff_ends(x: Any, like: Any, n: int, axis: int, prepend: Any, append: Any) -> Any:
    """The adjoint of `diff_ends`: the parts of `like`, `prepend` and `append`.

    >>> undiff_ends(np.array([1.0, 10.0]), np.zeros(2), 1, -1, 0.0, None)
    (array([-9., 10.]), -1.0, 0)
    """
    first, last = end_like(prepend, like, axis), end_like(append, like, axis)
    whole = np.concatenate([first, like, last], axis)
    m = np.shape(first)[axis]
    parts = np.split(undiff(x, whole, n, axis), [m, m + np.shape(like)[axis]], axis)
    ends = [
        0 if end is None else float(np.sum(part)) if np.ndim(end) == 0 else part
        for end, part in ((prepend, parts[0]), (append, parts[2]))
    ]
    return parts[1], ends[0], ends[1]


def view_as(x: Any, like: Any, dtype: Any) -> Any:
    """`x.view(dtype)`, of a tangent of `like`: the same bytes are the same numbers, or pairs of them.

    >>> view_as(np.array([1.0, 2.0]), np.zeros(2), complex)
    array([1.+2.j])
    """
    if isinstance(dtype, type) and issubclass(dtype, np.ndarray):
        return np.asarray(x)
    old, new = np.asarray(like).dtype, np.dtype(dtype)
    if {old.kind, new.kind} <= set("fc") and np.zeros(0, old).real.dtype == np.zeros(
        0, new
    ).real.dtype:
        return np.ascontiguousarray(x, old).view(new)
    raise TypeError(f"a view of {old} as {new} has no derivative")


def unview(x: Any, like: Any, dtype: Any) -> Any:
    """The adjoint of `view_as`; the cotangent of a complex number stands for dL/dRe - i dL/dIm.

    >>> unview(np.array([1.0 - 2.0j]), np.zeros(2), complex)
    array([1., 2.])
    """
    if isinstance(dtype, type) and issubclass(dtype, np.ndarray):
        return x
    view_as(like, like, dtype)
    old, new = np.asarray(like).dtype, np.dtype(dtype)
    if old.kind == new.kind:
        return x
    return np.conj(np.conj(np.ascontiguousarray(x, new)).view(old))


def as_column(x: Any, like: Any) -> Any:
    """`x` with as many more axes at its end as `like` has.

    >>> as_column(np.zeros(3), np.zeros((2, 2))).shape
    (3, 1, 1)
    """
    return np.reshape(x, np.shape(x) + (1,) * np.ndim(like))
