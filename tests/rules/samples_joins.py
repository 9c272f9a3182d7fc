"""Sample calls for adcompile/rules/joins.py."""

from __future__ import annotations

import numpy as np

from adcompile.runtime.containers import add_each, fill_like
from adcompile.runtime.joins import (
    block_like,
    broadcast_each,
    concatenated,
    join_index,
    join_like,
    mesh_each,
    restack,
    split_block,
    split_index,
    split_like,
    unbroadcast_each,
    unmesh_each,
    unstack,
)
from tests.rules.oracle import sample

X = np.array([0.7, -1.3, 2.1])
Y = np.array([1.1, 0.4])
A = np.array([[0.7, -1.3, 2.1], [1.6, 0.2, -0.4]])
B = np.array([[0.5, 0.9, -0.3]])
CUBE = np.arange(24.0).reshape(2, 3, 4) / 7.0
SINGLE = A.astype(np.float32)

SUMS = [sample(add_each, [X, Y], [X * 2.0, Y * 3.0]), sample(add_each, [0.5, 1.5], [2.0, 3.0])]
CONCATENATED = [
    sample(np.concatenate, [X, Y]),
    sample(np.concatenate, [X, Y[:0], X]),
    sample(np.concatenate, (A, B)),
    sample(np.concatenate, [A, B], 0),
    sample(np.concatenate, [A, A[:, :1]], 1),
    sample(np.concatenate, [A, A[:, :1]], axis=-1),
    sample(np.concatenate, [A, Y], axis=None),
    sample(np.concatenate, [SINGLE, SINGLE]),
    sample(np.concatenate, A),
]
STACKED = [
    *(sample(np.stack, [A, A + 1.0], axis) for axis in (0, 1, 2, -1)),
    sample(np.stack, [X, X]),
    sample(np.stack, [np.float64(0.7), np.float64(0.4)]),
    sample(np.stack, (SINGLE, SINGLE), axis=1),
    *(sample(f, [x, y]) for f in (np.vstack, np.hstack, np.dstack, np.column_stack)
      for x, y in [(X, X + 1.0), (A, A), (SINGLE, SINGLE)]),
    *(sample(f, [CUBE, CUBE]) for f in (np.vstack, np.hstack, np.dstack, np.column_stack)),
    sample(np.vstack, [X, A]),
    sample(np.vstack, A),
    sample(np.hstack, [X, Y]),
    sample(np.hstack, [np.float64(0.7), X]),
    sample(np.hstack, [A, A[:, :1]]),
    sample(np.dstack, [A, CUBE[:, :, 0]]),
    sample(np.column_stack, [Y, A]),
    sample(np.append, X, Y),
    sample(np.append, A, Y),
    sample(np.append, A, B, 0),
    sample(np.append, X, 0.3),
]  # fmt: skip
SPLIT = [
    sample(np.split, X, 3),
    sample(np.split, X, [1]),
    sample(np.split, A, 3, 1),
    sample(np.split, A, [0, 2], axis=-1),
    sample(np.split, SINGLE, 2),
    sample(np.array_split, X, 2),
    sample(np.array_split, A, 2, axis=1),
    sample(np.vsplit, A, 2),
    sample(np.hsplit, A, 3),
    sample(np.hsplit, X, [1]),
    sample(np.dsplit, CUBE, [1, 2]),
    *(sample(np.unstack, A, axis=axis) for axis in (0, 1) if hasattr(np, "unstack")),
]
BROADCAST = [
    sample(np.broadcast_arrays, X, A),
    sample(np.broadcast_arrays, X, A, np.array([[0.2], [0.4]])),
    sample(np.broadcast_arrays, np.array(0.7), X),
]
HELPERS = [
    sample(split_like, np.append(X, Y), [X, Y], wrt=(0,)),
    sample(split_like, np.append(A, Y), [A, Y], None, wrt=(0,)),
    sample(split_like, np.column_stack([Y, A]), [Y, A], 1, "columns", wrt=(0,)),
    sample(join_like, [X, Y], [X, Y], wrt=(0,)),
    sample(join_like, [X, A], [X, A], 0, "rows", wrt=(0,)),
    *(sample(unstack, A, axis) for axis in (0, 1)),
    *(sample(restack, [X, X], np.zeros(shape), axis, wrt=(0,))
      for axis, shape in [(0, (2, 3)), (1, (3, 2))]),
    sample(unbroadcast_each, [A, A], [X, A], wrt=(0,)),
    sample(broadcast_each, [A, A], [A, A], wrt=(0,)),
    sample(fill_like, A, A + 1.0, wrt=(0,)),
    sample(fill_like, [X, Y], [X, Y], wrt=(0,)),
]  # fmt: skip
INDICES = [(X, Y, 1.0), (X, slice(0, 3), Y), ("0,2", X, X), ("r", A, A)[1:], X]
BY_INDEX = [
    *(sample(split_index, np.r_[i], np.r_, i, wrt=(0,), label=str(k)) for k, i in enumerate(INDICES)),
    sample(split_index, np.c_[X, X], np.c_, (X, X), wrt=(0,)),
    sample(join_index, (X, Y), np.r_, (X, Y), wrt=(0,)),
    sample(join_index, (A, A), np.c_, (A, A), wrt=(0,)),
    sample(concatenated, np.r_, (X, Y), wrt=(1,)),
    sample(concatenated, np.c_, (A, A), wrt=(1,)),
    sample(concatenated, np.r_, (0.5, X), wrt=(1,)),
]  # fmt: skip
BLOCKS = [
    sample(np.block, [X, Y]), sample(np.block, [[A, A[:, :1]], [B, np.array([[0.3]])]]), sample(np.block, [[X], [X]]),
    sample(split_block, np.block([[A, A[:, :1]]]), [[A, A[:, :1]]], wrt=(0,)),
    sample(block_like, [X, Y], [X, Y], wrt=(0,)),
]  # fmt: skip
MESHES = [
    sample(np.meshgrid, X, Y), sample(np.meshgrid, X), sample(np.meshgrid, X, Y, X, indexing="ij"),
    sample(np.meshgrid, X, Y, X), sample(np.meshgrid, X, Y, sparse=True), sample(np.meshgrid, 0.7, Y),
    sample(np.meshgrid, X.astype(np.float32), Y.astype(np.float32), sparse=True, indexing="ij"),
    sample(unmesh_each, list(np.meshgrid(X, Y)), [X, Y], wrt=(0,)),
    sample(mesh_each, [X, Y], [X, Y], wrt=(0,)),
]  # fmt: skip
SAMPLES = [
    *BLOCKS,
    *MESHES,
    *BY_INDEX,
    *SUMS,
    *CONCATENATED,
    *STACKED,
    *SPLIT,
    *BROADCAST,
    *HELPERS,
]
