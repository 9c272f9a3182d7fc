"""Functions that are written out in terms of others, for which there are rules.

    y = np.hypot.outer(a, b)    =>    y = np.hypot(as_column(a, b), b)

A stand-in is compiled in like a function of the user; it computes what NumPy does, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from adcompile.runtime.shapes import as_column

__all__ = ["stand_in"]


def stand_in(func: Any) -> Callable[..., Any] | None:
    """The function that stands for `func`, if one does."""
    ufunc = getattr(func, "__self__", None)
    if isinstance(ufunc, np.ufunc) and func.__name__ == "outer" and ufunc.nin == 2:
        return outer_of(ufunc)
    return None


@cache
def outer_of(ufunc: np.ufunc) -> Callable[..., Any]:
    """`ufunc.outer`.

    >>> outer_of(np.add)(np.array([1.0, 2.0]), np.array([10.0]))
    array([[11.],
           [12.]])
    """

    def outer(A: Any, B: Any) -> Any:
        return ufunc(as_column(A, B), B)

    return outer
