"""Numerical kernels as people write them in NumPy: in place, with the loops that they have.

Each module holds functions and `KERNELS`; `tests/test_kernels.py` differentiates them as they are.
"""

from __future__ import annotations

from tests.kernels import fluids, learning, linalg, masks, sequences, stencils

__all__ = ["KERNELS"]

KERNELS = (
    *stencils.KERNELS,
    *linalg.KERNELS,
    *fluids.KERNELS,
    *sequences.KERNELS,
    *learning.KERNELS,
    *masks.KERNELS,
)
