"""Sample calls of the methods of ufuncs."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.accumulations import unaccumulate, unreduceat
from tests.rules.oracle import sample

VECTOR = np.array([1.3, 0.7, 2.2, 1.9])
MATRIX = np.array([[0.9, 1.7, 0.4], [1.2, 0.3, 2.6]])
CUBE = np.cos(np.arange(24.0)).reshape(2, 3, 4) + 2.0
MASK = np.array([[True, False, True], [True, True, False]])
SINGLE = MATRIX.astype(np.float32)


def along(func: Any, *, keep: bool) -> list[Any]:
    """Every axis, of several layouts."""
    made = [
        sample(func, VECTOR),
        sample(func, VECTOR[:1]),
        sample(func, MATRIX),
        sample(func, MATRIX.T, 0),
        sample(func, MATRIX, axis=1),
        sample(func, CUBE, axis=-2),
        sample(func, SINGLE, axis=1),
    ]
    return made + ([sample(func, MATRIX, axis=1, keepdims=True)] if keep else [])


REDUCE = [
    s
    for func in (
        np.subtract, np.divide, np.logaddexp, np.logaddexp2, np.hypot, np.fmax, np.fmin, np.maximum, np.minimum,
    )
    for s in along(func.reduce, keep=True)
] + [
    sample(np.logaddexp.reduce, [1.0, 2.0]),
    sample(np.add.reduce, MATRIX, None, initial=3.0, where=MASK),
    sample(np.maximum.reduce, MATRIX, 1, initial=-1.0, where=MASK),
]  # fmt: skip
ACCUMULATE = [
    s
    for func in (np.add, np.subtract, np.multiply, np.maximum, np.minimum, np.fmax, np.fmin)
    for s in along(func.accumulate, keep=False)
]
REDUCEAT = [
    sample(np.add.reduceat, VECTOR, [0, 2, 1]),
    sample(np.add.reduceat, VECTOR, np.array([3, 0])),
    sample(np.add.reduceat, MATRIX, [0, 2], axis=1),
    sample(np.add.reduceat, SINGLE, [1, 0], 0),
]
HELPERS = [
    sample(unaccumulate, VECTOR, np.array([0, 0, 2, 2]), 0),
    sample(unreduceat, VECTOR[:2], VECTOR, [1, 3], 0, wrt=(0,)),
]
SAMPLES = [*REDUCE, *ACCUMULATE, *REDUCEAT, *HELPERS]
