"""Checks that exported files carry: they refuse the arguments that the derivative itself refuses."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["kind_name", "require_complex", "require_floating", "require_kind", "require_rank"]


def require_floating(x: Any, name: str, rank: int | None = None) -> None:
    """Refuse what is not a real floating-point number or array, of `rank` axes if that is given.

    >>> require_floating(1.0, "x", 0)
    """
    if isinstance(x, float) and not rank:
        return
    if np.result_type(x).kind != "f":
        raise TypeError(f"{name} must be floating point, not {np.result_type(x)}")
    if rank is not None and np.ndim(x) != rank:
        raise TypeError(f"{name} must have {rank} axes, but has shape {np.shape(x)}")


def require_complex(x: Any, name: str, rank: int | None = None) -> None:
    """Refuse what is not complex, and of `rank` axes if that is given.

    >>> require_complex(1j, "z")
    """
    if np.result_type(x).kind != "c":
        raise TypeError(f"{name} must be complex, not {np.result_type(x)}")
    if rank is not None and np.ndim(x) != rank:
        raise TypeError(f"{name} must have {rank} axes, but has shape {np.shape(x)}")


def require_rank(x: Any, name: str, rank: int) -> None:
    """Refuse what does not have `rank` axes.

    >>> require_rank([1, 2], "x", 1)
    """
    if np.ndim(x) != rank:
        raise TypeError(f"{name} must have {rank} axes, but has shape {np.shape(x)}")


def require_kind(x: Any, name: str, kind: str) -> None:
    """Refuse what is not of this type, dtype and rank, with the same extents of 1.

    >>> require_kind(np.ones((2, 1)), "x", "float64[n, 1]")
    """
    found = type(x).__name__
    if isinstance(x, np.ndarray):
        extents = ", ".join("1" if n == 1 else "n" for n in x.shape)
        found = f"{x.dtype}[{extents}]"
    if found != kind:
        raise TypeError(f"{name} must be {kind}, not {found}")


def kind_name(key: Any) -> str:
    """What `require_kind` calls the kind of an argument: a type, or a dtype and which extents are 1.

    >>> kind_name(float), kind_name(("<f8", (False, True)))
    ('float', 'float64[n, 1]')
    """
    if isinstance(key, type):
        return key.__name__
    dtype, ones = key
    return f"{np.dtype(dtype)}[{', '.join('1' if one else 'n' for one in ones)}]"
