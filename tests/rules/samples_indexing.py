"""Sample calls for adcompile/rules/indexing.py."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from adcompile.runtime.indexing import (
    insert_like,
    unchoose,
    unindex,
    uninsert,
    unplace,
    unresize,
    unselect,
    untake,
    untake_along,
)
from adcompile.runtime.reductions import largest, smallest
from tests.rules.oracle import sample

X = np.array([0.7, -1.3, 2.1, 0.4])
A = np.array([[0.7, -1.3, 2.1], [1.6, 0.2, -0.4]])
CUBE = np.random.default_rng(1).normal(size=(2, 3, 4))
SINGLE = A.astype(np.float32)
MASK = A > 0
FIRST = np.array([[1, 0, 1]])
REPEATED = np.array([[0, 2, 2], [1, 1, 0]])

INDICES: list[Any] = [
    0, -1, np.int64(1), slice(1, None), slice(None, None, -1), None, Ellipsis, (), (0, 1),
    (slice(None), 1), (slice(None), None, slice(0, 3, 2)), (Ellipsis, 0), (..., None),
    [0, 1, 1], np.array([0, 0]), np.array([[0, 1], [1, 1]]), (slice(None), [2, 2]),
    ([0, 1, 1], [2, 2, 2]), (np.array([[0], [1]]), np.array([0, 2])), ([1, 1], slice(0, 2)),
    MASK, (np.array([True, False]),), (slice(None), np.array([True, False, True])),
    (np.array([True, True]), [1, 1]), np.array([], int),
]  # fmt: skip
INDEXED = [
    *(sample(operator.getitem, A, index, wrt=(0,)) for index in INDICES),
    *(sample(operator.getitem, SINGLE, index, wrt=(0,)) for index in (0, [1, 1], MASK)),
    sample(operator.getitem, X, 2, wrt=(0,)),
    sample(operator.getitem, CUBE, ([0, 1, 1], slice(None), [3, 0, 0]), wrt=(0,)),
    *(sample(unindex, A[index], A, index, wrt=(0,)) for index in INDICES),
]
SORTED = [sample(sorted, X), sample(sorted, [0.7, -1.3, 2.1])]
TAKEN = [
    *(sample(f, A, i) for f in (np.take, np.ndarray.take) for i in (1, [0, 5, 5], REPEATED, [-1])),
    *(sample(np.take, A, i, axis=axis) for i in (1, [0, 0], FIRST) for axis in (0, 1, -1)),
    sample(np.take, CUBE, REPEATED, axis=1),
    sample(np.take, SINGLE, [1, 1], axis=0),
    *(sample(np.take_along_axis, A, i, axis) for i, axis in [(REPEATED, 1), (FIRST, 0)]),
    sample(np.take_along_axis, A, np.array([0, 5, 5]), axis=None),
    sample(np.take_along_axis, A[:1], REPEATED, axis=1),
    sample(np.take_along_axis, SINGLE, REPEATED, 1),
    sample(np.resize, X, (2, 3)), sample(np.resize, X, 2), sample(np.resize, A, (3, 3)),
    sample(unresize, A, X, wrt=(0,)), sample(unresize, X, A, wrt=(0,)),
    sample(np.delete, X, 1), sample(np.delete, A, [0, 2], axis=1), sample(np.delete, A, 0, 0),
    sample(np.delete, A, slice(0, 3)),
    *(sample(untake, np.take(A, i, axis), A, i, axis, wrt=(0,))
      for i in (1, [0, 0], FIRST) for axis in (None, 0, 1, -1)),
    sample(untake_along, A, A, REPEATED, 1, wrt=(0,)),
    sample(untake_along, A[:1], A, FIRST, 0, wrt=(0,)),
]  # fmt: skip
CONDITIONAL = [
    sample(np.compress, [True, False, True], X),
    sample(np.compress, [False, True], A, axis=0),
    sample(np.compress, [True, False, True], SINGLE, 1),
    sample(np.ndarray.compress, A, [True, False, True], 1, wrt=(0,)),
    sample(np.extract, MASK, A),
    sample(np.choose, REPEATED, [A, X[0], A * 2.0]),
    sample(np.choose, [0, 1, 1], [X[:3], A]),
    sample(np.select, [MASK, A < -1.0], [A, X[:3]]),
    sample(np.select, [MASK, A < -1.0], [A, X[:3]], X[3]),
    sample(np.select, [MASK], [SINGLE], SINGLE[0]),
    sample(unchoose, A, REPEATED, [A, X[0], A], wrt=(0,)),
    sample(unselect, A, [MASK, A < -1.0], [A, X[:3]], wrt=(0,)),
]
ORDERED = [
    *(sample(np.sort, A, axis) for axis in (None, 0, 1, -1)),
    sample(np.sort, X), sample(np.sort, CUBE, axis=1), sample(np.sort, SINGLE), sample(np.sort, X[:0]),
    sample(np.partition, X, 2), sample(np.partition, A, 1, axis=0), sample(np.partition, CUBE, [1, 2]),
    sample(np.partition, SINGLE, 1),
]  # fmt: skip
TIES = np.array([0.7, 2.1, 0.7, 2.1])
PICKED = [
    *(sample(f, x) for f in (largest, smallest) for x in (X, X[::-1])), sample(largest, [0.7, 1.3]),
    sample(np.ndarray.flat, A, wrt=()), sample(np.ndarray.tolist, X), sample(np.ndarray.tolist, A),
    sample(np.ndarray.item, A, 4), sample(np.ndarray.item, A, 1, 2), sample(np.ndarray.item, A, (0, 1)), sample(np.ndarray.item, A, -1),
    sample(np.take, A, [0, 7, -9], mode="wrap"), sample(np.take, A, [0, 7, -9], 1, mode="clip"),
    sample(np.trim_zeros, np.array([0.0, 0.0, 1.2, 0.7])[2:]), sample(np.trim_zeros, X, "f"),
    sample(np.unique, X), sample(np.unique, A), sample(np.unique, SINGLE),
    sample(np.lib.stride_tricks.sliding_window_view, X, 2), sample(np.lib.stride_tricks.sliding_window_view, A, (2, 2)),
    sample(np.lib.stride_tricks.sliding_window_view, CUBE, 2, axis=1),
    sample(np.sort_complex, X), sample(np.sort_complex, A), sample(np.sort_complex, X + 1j * X),
    *(sample(np.insert, *args) for args in [
        (X, 1, 0.3), (X, [1, 3], X[:2]), (A, 1, A[0], 0), (A, [1, 2], 0.5, 1), (A, slice(0, 2), A[0], 0), (A, 2, 0.1),
        (SINGLE, -1, SINGLE[0], 0), (X, 1, X),
    ]),
    sample(uninsert, np.insert(X, 1, 0.3), X, 1, 0.3, wrt=(0,)),
    sample(uninsert, np.insert(A, [1, 2], 0.5, 1), A, [1, 2], 0.5, 1, wrt=(0,)),
    sample(insert_like, (X, X[:2]), X, [1, 3], X[:2], wrt=(0,)),
    sample(unplace, X, A, np.array([0, 2, 2, 5]), wrt=(0,)),
    sample(np.choose, [3, -1, 0], [X[:3], X[1:]], mode="clip", wrt=(1,)),
    sample(sorted, TIES + X, reverse=True),
]  # fmt: skip
if hasattr(np, "unique_values"):
    PICKED += [sample(np.unique_values, X)]
SAMPLES = [*PICKED, *SORTED, *INDEXED, *TAKEN, *CONDITIONAL, *ORDERED]
