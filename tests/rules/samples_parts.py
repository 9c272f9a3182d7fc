"""Sample calls for adcompile/rules/parts.py."""

from __future__ import annotations

import numpy as np

from adcompile.runtime.parts import unwindow, with_parts
from tests.rules.oracle import sample

X = np.array([0.7, -1.3, 2.1])
A = np.array([[0.7, -1.3, 2.1], [1.6, 0.2, -0.4]])
WINDOWS = np.arange(8.0).reshape(2, 4)

SAMPLES = [
    sample(with_parts, X, X[::-1]), sample(with_parts, A, -A),
    sample(np.lib.stride_tricks.sliding_window_view, X, 2, wrt=(0,)),
    sample(np.lib.stride_tricks.sliding_window_view, A, (2, 2), wrt=(0,)),
    sample(np.lib.stride_tricks.sliding_window_view, A, 2, axis=1, wrt=(0,)),
    sample(np.lib.stride_tricks.sliding_window_view, A.astype(np.float32), (1, 3), wrt=(0,)),
    sample(unwindow, WINDOWS, np.zeros(5), 4, wrt=(0,)),
    sample(np.ndarray.view, A), sample(np.ndarray.view, X.astype(np.float32)),
]  # fmt: skip
