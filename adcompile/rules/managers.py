"""Context managers that leave the values inside as they are.

    with np.errstate(divide="ignore"):
        y = np.log(x)

Such a manager may be made again: the backward half of a block runs under one of its own.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = ["is_transparent", "transparent"]

_TRANSPARENT: dict[Callable[..., Any], None] = {}


def transparent(*managers: Callable[..., Any]) -> None:
    """Declare what makes a context manager that changes no value and stops no exception.

    A call of it has no effect by itself; the block inside and its mirror image run under one each.

    >>> import contextlib
    >>> @contextlib.contextmanager
    ... def quiet():
    ...     with np.errstate(all="ignore"):
    ...         yield
    >>> transparent(quiet)
    >>> is_transparent(quiet)
    True
    """
    _TRANSPARENT.update(dict.fromkeys(managers))


def is_transparent(func: Any) -> bool:
    """Is it declared to be one?"""
    try:
        return func in _TRANSPARENT
    except TypeError:
        return False


transparent(np.errstate, np.printoptions, warnings.catch_warnings)
