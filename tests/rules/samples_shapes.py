"""Sample calls for adcompile/rules/shapes.py."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.shapes import (
    as_column,
    diff_ends,
    pad_fill,
    recast,
    undiag,
    undiagonal,
    undiff,
    undiff_ends,
    unpad,
    unrepeat,
    untile,
    untrace,
    unview,
    view_as,
)
from tests.rules.oracle import Sample, sample

X = np.array([0.7, -1.3, 2.1])
A = np.array([[0.7, -1.3, 2.1], [1.6, 0.2, -0.4]])
CUBE = np.random.default_rng(1).normal(size=(2, 3, 4))
SINGLE = A.astype(np.float32)
NUMBER = np.float64(0.7)


def arrays(func: Callable[..., Any], *args: Any, **kwargs: Any) -> list[Sample]:
    """A matrix of either precision, size 1, empty, three axes."""
    xs = (A, SINGLE, A[:1, :1], A[:0], CUBE)
    return [sample(func, x, *args, wrt=(0,), **kwargs) for x in xs]


RESHAPED = [
    sample(np.reshape, A, (3, 2)), sample(np.reshape, A, -1), sample(np.reshape, A, (2, -1, 1)),
    sample(np.reshape, X[:1], ()), sample(np.reshape, NUMBER, (1, 1)),
    *(sample(np.reshape, A, (3, 2), order=o) for o in "CFA"), sample(np.reshape, A.T, (2, 3), order="F"),
    sample(np.ndarray.reshape, A, 3, 2), sample(np.ndarray.reshape, A, (3, 2)),
    sample(np.ndarray.reshape, SINGLE, -1), sample(np.ndarray.reshape, A, 6, order="F"),
    *arrays(np.ravel), *arrays(np.ndarray.ravel), *arrays(np.ndarray.flatten), sample(np.ravel, 0.7),
    *(sample(np.ravel, A, order=o) for o in "CFAK"),
    *(sample(f, CUBE[:1, :, :1]) for f in (np.squeeze, np.ndarray.squeeze)),
    sample(np.squeeze, CUBE[:1, :, :1], axis=0), sample(np.squeeze, CUBE[:1, :, :1], (0, -1)),
    *(sample(np.expand_dims, x, axis) for x in (A, NUMBER) for axis in (0, -1)),
    sample(np.expand_dims, SINGLE, (0, 3)),
    *(sample(f, x) for f in (np.atleast_1d, np.atleast_2d, np.atleast_3d) for x in (0.7, X, SINGLE)),
    sample(np.ndarray.item, X[:1]), sample(np.ndarray.item, SINGLE[:1, :1]),
]  # fmt: skip
TRANSPOSED = [
    *arrays(np.transpose), *arrays(np.ndarray.transpose), *arrays(np.ndarray.T), sample(np.transpose, X),
    sample(np.transpose, CUBE, (1, 2, 0)), sample(np.transpose, CUBE, [-1, 0, 1]),
    sample(np.ndarray.transpose, CUBE, 1, 2, 0), sample(np.ndarray.transpose, CUBE, (1, 2, 0)),
    sample(np.ndarray.transpose, CUBE, None),
    *arrays(np.swapaxes, 0, 1), *arrays(np.swapaxes, 0, -1), *arrays(np.ndarray.swapaxes, 1, 0),
    *arrays(np.moveaxis, 0, -1), sample(np.moveaxis, CUBE, (0, 1), (2, 0)),
    *(sample(np.rollaxis, CUBE, *axes) for axes in [(2,), (2, 1), (0, 3), (-1, 0), (0, -1), (1, 1)]),
    *(s for name in ("matrix_transpose",) if hasattr(np, name) for s in arrays(getattr(np, name))),
    *(s for name in ("mT",) if hasattr(np.ndarray, name) for s in arrays(getattr(np.ndarray, name))),
]  # fmt: skip
REORDERED = [
    *(s for axis in (None, 0, -1, (0, 1)) for s in arrays(np.flip, axis)), *arrays(np.flip),
    *arrays(np.fliplr), *arrays(np.flipud),
    *arrays(np.roll, 1), *arrays(np.roll, -2, axis=1), *arrays(np.roll, (1, 2), axis=(0, 1)),
    *arrays(np.rot90), *arrays(np.rot90, 2), *arrays(np.rot90, k=-1, axes=(1, 0)),
]  # fmt: skip
COPIED = [
    sample(np.broadcast_to, X, (2, 3)), sample(np.broadcast_to, NUMBER, (2, 3)),
    sample(np.broadcast_to, A[:, :1], (2, 3)), sample(np.broadcast_to, SINGLE, (2, 2, 3)),
    *arrays(np.tile, 2), *arrays(np.tile, (2, 1)), sample(np.tile, X, (2, 3)), sample(np.tile, X, 0),
    *arrays(np.repeat, 2), *arrays(np.ndarray.repeat, 3, axis=0), *arrays(np.repeat, 2, -1),
    sample(np.repeat, 0.7, 3), sample(np.repeat, X, [2, 0, 1], wrt=(0,)),
    sample(np.repeat, SINGLE, np.array([2, 0, 1]), axis=1, wrt=(0,)), sample(np.repeat, X, 0),
    *arrays(np.pad, 1), sample(np.pad, X, (2, 1)), sample(np.pad, A, ((1, 0), (0, 2))),
    sample(np.pad, A, 1, constant_values=0.5), sample(np.pad, A, ((1, 0), (0, 2)), mode="constant"),
    *(sample(np.pad, A, 1, mode) for mode in ("edge", "reflect", "symmetric", "wrap")),
    *(sample(np.pad, X, (4, 3), mode) for mode in ("edge", "reflect", "symmetric", "wrap")),
    sample(np.pad, SINGLE, 1, mode="edge"),
]  # fmt: skip
DIAGONALS = [
    *(s for k in (-1, 0, 1, 5) for s in arrays(np.diagonal, k)), *arrays(np.ndarray.diagonal),
    sample(np.diagonal, CUBE, 1, 2, 0), sample(np.diagonal, CUBE, -1, axis1=0, axis2=-1),
    *arrays(np.trace), *arrays(np.ndarray.trace, 1), sample(np.trace, CUBE, 0, 1, 2),
    *(sample(np.diag, x, k) for x in (X, A, SINGLE, A.T, A[0].astype(np.float32)) for k in (-1, 0, 2)),
    *(sample(np.diagflat, x, k) for x in (X, A, SINGLE) for k in (-1, 0)),
    *(s for f in (np.tril, np.triu) for k in (0, -1) for s in [*arrays(f, k), sample(f, X, k)]),
]  # fmt: skip
DIFFERENCES = [
    *arrays(np.diff), *arrays(np.diff, 2), *arrays(np.diff, axis=0), *arrays(np.diff, 5),
    sample(np.diff, X), sample(np.diff, CUBE, 2, 1), sample(np.diff, X, 0),
]  # fmt: skip
CONVERTED = [
    *arrays(np.copy), *arrays(np.ndarray.copy), *arrays(np.array), *arrays(np.asarray),
    *(sample(f, x) for f in (np.asanyarray, np.ascontiguousarray, np.asfortranarray) for x in (X, A)),
    sample(np.asarray_chkfinite, X), sample(np.array, 0.7), sample(np.array, [0.7, 1.3]),
    sample(np.array, [[0.7, 1.3], [0.2, 0.1]]), sample(np.array, [X, X]),
    sample(np.array, [NUMBER, 1.0, NUMBER], dtype=float), sample(np.asarray, A, float),
    sample(np.array, [SINGLE, SINGLE], "float32"), sample(np.array, A, dtype="float64"),
    *(sample(np.ndarray.astype, A, t) for t in (float, "float64", "longdouble")),
    sample(np.ndarray.astype, SINGLE, "float32"), sample(np.ndarray.astype, A, float, copy=False),
    sample(np.full, (2, 3), 0.7), sample(np.full, 3, X, wrt=(1,)), sample(np.full, (2, 3), X, float),
    sample(np.full_like, A, 0.7, wrt=(1,)),
    sample(np.full_like, A, X, wrt=(1,)),
    sample(np.linspace, 0.2, 1.3), sample(np.linspace, 0.2, 1.3, 1),
    sample(np.linspace, 0.2, 1.3, 5, endpoint=False), sample(np.linspace, X, 1.3, 4),
    sample(np.linspace, X, A, 4),
]  # fmt: skip
HELPERS = [
    *(sample(unbroadcast, A, x, wrt=(0,)) for x in (X, A, NUMBER, A[:, :1])),
    *(sample(recast, A + 0.05, A, dtype, wrt=(0,)) for dtype in (float, "float32")),
    sample(untile, np.tile(A, (2, 3)), A, (2, 3), wrt=(0,)),
    sample(unrepeat, np.repeat(A, 2), A, 2, wrt=(0,)),
    sample(unrepeat, A, np.zeros((2, 2)), [2, 1], 1, wrt=(0,)),
    *(sample(unpad, CUBE[0], np.zeros((1, 2)), 1, mode, wrt=(0,)) for mode in ("constant", "edge")),
    sample(pad_fill, CUBE[0], np.zeros((1, 2)), 1, 0.5, wrt=(0,)),
    sample(undiagonal, X[:2], A, 1, wrt=(0,)),
    sample(undiagonal, np.diagonal(CUBE, 0, 1, 2), CUBE, 0, 1, 2, wrt=(0,)),
    sample(undiag, X[:2], A, 0, wrt=(0,)), sample(undiag, np.diag(X, 1), X, 1, wrt=(0,)),
    *(sample(untrace, NUMBER, A, k, wrt=(0,)) for k in (-1, 0, 2)),
    sample(untrace, X[:2], CUBE, 0, 1, 2, wrt=(0,)),
    *(sample(undiff, np.diff(A, n), A, n, wrt=(0,)) for n in (0, 1, 2)),
]  # fmt: skip
B = np.array([[0.3, 0.1, 0.9]])
ENDS = [
    (A, 1, -1, 0.5, None),
    (A, 1, -1, None, A[:, :1]),
    (A, 2, 0, B, 0.3),
    (X, 1, 0, 0.2, X),
    (SINGLE, 1, 1, 0.0, None),
]
MORE = [
    *(sample(np.diff, a, n, axis,
             **{k: v for k, v in (("prepend", p), ("append", q)) if v is not None}, wrt=(0,))
      for a, n, axis, p, q in ENDS),
    sample(undiff_ends, A, A, 1, -1, 0.5, None, wrt=(0,)),
    sample(undiff_ends, A, A, 1, -1, None, A[:, :1], wrt=(0,)),
    sample(diff_ends, (A, 0.3, 0.0), A, 1, -1, 0.5, None, wrt=(0,)),
    sample(np.ediff1d, A), sample(np.ediff1d, X, X, X[:2]), sample(np.ediff1d, X, 0.3), sample(np.ediff1d, X[:1]),
    *(sample(np.vander, X, n, inc) for n, inc in [(None, False), (2, False), (1, False), (4, True), (1, True)]),
    sample(np.vander, X.astype(np.float32)),
    *(sample(f, 0.7, 2.1, 5) for f in (np.logspace, np.geomspace)),
    *(sample(f, X + 2.0, X[::-1] + 3.0, 4, False) for f in (np.logspace, np.geomspace)),
    *(sample(f, X + 2.0, 3.0, 4, axis=-1) for f in (np.linspace, np.geomspace)),
    sample(np.logspace, 0.3, 0.9, 3, base=2.0),
    sample(copy.copy, X), sample(copy.deepcopy, 0.7),
    sample(np.fromiter, [0.7, 0.3], float), sample(np.fromiter, X, np.float64),
    sample(np.require, A), sample(np.require, A, complex, "C"), sample(np.array, A, ndmin=3),
    sample(np.array, X, float, ndmin=2), sample(np.asarray, A, float, "F"),
    sample(np.ndarray.astype, A, float, "C"), sample(np.ndarray.astype, A, complex, copy=False),
    sample(np.ndarray.view, A), sample(np.ndarray.view, A, np.ndarray), sample(np.ndarray.view, A[:, :2].copy(), complex),
    sample(np.ndarray.view, A + 1j * A, float), sample(unview, A[:, :1] * (1 + 2j), A[:, :2].copy(), complex, wrt=(0,)),
    sample(view_as, A[:, :2].copy(), A[:, :2].copy(), complex, wrt=(0,)),
    sample(as_column, X, A, wrt=(0,)),
    *([sample(np.astype, A, np.float64)] if hasattr(np, "astype") else []),
]  # fmt: skip
SAMPLES = [
    *MORE, *RESHAPED, *TRANSPOSED, *REORDERED, *COPIED, *DIAGONALS, *DIFFERENCES, *CONVERTED, *HELPERS,
]  # fmt: skip
