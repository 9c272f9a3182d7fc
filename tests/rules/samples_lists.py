"""Sample calls for adcompile/rules/lists.py."""

from __future__ import annotations

import numpy as np

from adcompile.ir.primitives import repeat
from adcompile.runtime.containers import (
    add_item,
    repeat_to,
    sort_each,
    spread_each,
    sum_each,
    unrepeat_each,
    unsort_each,
)
from tests.rules.oracle import sample

X = np.array([0.7, -1.3, 2.1])
Y = np.array([1.1, 0.4])
A = np.array([[0.7, -1.3, 2.1], [1.6, 0.2, -0.4]])

REPEATED = [
    sample(repeat, [0.5, 1.5], 3),
    sample(repeat, [X, Y], 2),
    sample(unrepeat_each, [0.5, 1.5, 2.5, 3.5], [0.1, 0.2], wrt=(0,)),
    sample(unrepeat_each, [X, Y, 2.0 * X, 3.0 * Y], [X, Y], wrt=(0,)),
    sample(repeat_to, [0.5, 1.5], [0.0, 0.0, 0.0, 0.0], wrt=(0,)),
    sample(repeat_to, [X, Y], [X, Y, X, Y], wrt=(0,)),
]
ADDED = [
    sample(add_item, X, 2.0 * X),
    sample(add_item, 0.5, 1.5),
    sample(add_item, [0.5, X], [2.5, 3.0 * X]),
]
SORTED = [
    sample(sorted, [0.7, -1.3, 2.1, 0.2]),
    sample(sorted, [0.7, -1.3, 2.1, 0.2], reverse=True),
    sample(sorted, X),
    sample(sort_each, [0.5, 1.5, 2.5], [0.7, -1.3, 2.1], wrt=(0,)),
    sample(sort_each, [0.5, 1.5, 2.5], [0.7, -1.3, 2.1], True, wrt=(0,)),
    sample(unsort_each, [0.5, 1.5, 2.5], [0.7, -1.3, 2.1], wrt=(0,)),
    sample(unsort_each, [0.5, 1.5, 2.5], [0.7, -1.3, 2.1], True, wrt=(0,)),
    sample(unsort_each, [0.5, 1.5, 2.5], X, wrt=(0,)),
]
SUMMED = [
    sample(spread_each, A, [X, np.zeros(1), A], wrt=(0,)),
    sample(sum_each, [X, 2.0 * X], np.zeros(3), wrt=(0,)),
    sample(sum_each, [0.5, 1.5], 0.0, wrt=(0,)),
]

SAMPLES = [*REPEATED, *ADDED, *SORTED, *SUMMED]
