"""Sample calls of `np.emath`."""

from __future__ import annotations

import numpy as np

from tests.rules.oracle import sample

POSITIVE = np.array([0.4, 1.7, 2.6])
MIXED = np.array([[0.4, -1.7, 2.6]])
NEGATIVE = np.array([-0.4, -1.7])
FUNCTIONS = (np.emath.sqrt, np.emath.log, np.emath.log2, np.emath.log10)

SAMPLES = [
    *(sample(f, x) for f in FUNCTIONS for x in (POSITIVE, MIXED, NEGATIVE, POSITIVE * 1j, POSITIVE.astype(np.float32))),
    *(sample(f, x) for f in FUNCTIONS for x in (0.7, np.array(0.7))),
    sample(np.emath.logn, 3.0, POSITIVE),
    sample(np.emath.logn, 3.0, MIXED, wrt=(1,)),
    sample(np.emath.power, POSITIVE, 1.5),
    sample(np.emath.power, MIXED, 3, wrt=(0,)),
]  # fmt: skip
