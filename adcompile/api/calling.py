"""What every way to call a derivative has in common."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from adcompile.ir.nodes import Tree, flatten

__all__ = ["collector_paused", "cotangents_like"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection: a compilation makes many objects and hardly any cycle among them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def cotangents_like(cotangent: Any, value: Any, tree: Tree) -> list[Any]:
    """The leaves of a cotangent, checked against those of the value.

    Raises: TypeError, ValueError
    """
    if tree.kind in ("tuple", "list") and (
        not isinstance(cotangent, (tuple, list)) or len(cotangent) != len(tree.children)
    ):
        raise TypeError(
            f"the cotangent must be a {tree.kind} of {len(tree.children)}, as the value"
        )
    if tree.kind == "dict" and (
        not isinstance(cotangent, dict) or set(cotangent) != set(tree.keys)
    ):
        raise TypeError(f"the cotangent must be a dict with the keys {list(tree.keys)}")
    seeds = []
    for g, out in zip(flatten(tree, cotangent), flatten(tree, value)):
        if np.shape(g) != np.shape(out):
            raise ValueError(
                f"the cotangent has shape {np.shape(g)}, the value has shape {np.shape(out)}"
            )
        dtype = np.result_type(out)
        floating = dtype.kind in ("f", "c")
        seeds.append(np.asarray(g, dtype if floating else float)[()] if np.shape(g) else g)
    return seeds
