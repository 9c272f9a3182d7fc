"""The numbers that a sparse matrix stores."""

from __future__ import annotations

from typing import Any

__all__ = ["stored", "with_stored"]


def stored(matrix: Any) -> Any:
    """The numbers that a sparse matrix stores, in their order."""
    return matrix.data


def with_stored(data: Any, like: Any) -> Any:
    """A sparse matrix that stores these numbers in the places of those of `like`."""
    out = like.copy()
    out.data = data
    return out
