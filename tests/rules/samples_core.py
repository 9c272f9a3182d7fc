"""Samples for what the compiler itself emits."""

from __future__ import annotations

import numpy as np

from adcompile.rules.gates import logistic
from adcompile.runtime.broadcasting import gather_last, own, own_saved, scatter_last, unbroadcast
from tests.rules.oracle import sample

rng = np.random.default_rng(5)
X = rng.normal(size=4)
INDEX = np.array([1, 3, 1])

SAMPLES = [
    sample(unbroadcast, rng.normal(size=(2, 3)), np.zeros(3), wrt=(0,)),
    sample(unbroadcast, rng.normal(size=(2, 3)), np.zeros((2, 1)), wrt=(0,)),
    sample(unbroadcast, rng.normal(size=(2, 3)), 0.5, wrt=(0,)),
    sample(own, X),
    sample(own, 0.3),
    sample(own_saved, X),
    sample(gather_last, X, INDEX),
    sample(gather_last, rng.normal(size=(4, 2)), (INDEX, 0)),
    sample(scatter_last, rng.normal(size=3), X, INDEX, wrt=(0,)),
    sample(logistic.primals[0], X),
    sample(logistic.primals[0], 0.7),
    sample(logistic.primals[0], X.astype(np.float32)),
]
SAMPLES += [
    sample(max, 0.7, 0.2),
    sample(max, 0, 0.7),
    sample(min, 0.7, 0.2),
    sample(sum, X),
    sample(sum, rng.normal(size=(3, 2))),
]
