"""Cotangents, tangents and gradients, in the structure and the types of what they belong to."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np

from adcompile.api.arguments import conform, kind_of
from adcompile.api.insides import Shape, rebuilt, zeros_and
from adcompile.ir.nodes import Tree, flatten

__all__ = [
    "conformed",
    "cotangents_like",
    "describe",
    "is_floating",
    "key_of",
    "owner_name",
    "tangents_like",
]


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


def tangents_like(dots: Any, value: Any, tree: Tree) -> Any:
    """The tangents in the type of the values."""
    if tree.kind == "zero":
        return 0.0
    if not tree.kind:
        return conform(dots, value) if np.result_type(value).kind in ("f", "c") else dots
    parts = [
        tangents_like(d, v, t) for d, v, t in zip(children(dots), children(value), tree.children)
    ]
    if tree.kind == "dict":
        return dict(zip(tree.keys, parts))
    return tuple(parts) if tree.kind == "tuple" else parts


def children(value: Any) -> list[Any]:
    """The parts of a tuple, list or dict."""
    return list(value.values()) if isinstance(value, dict) else list(value)


def conformed(g: Any, x: Any) -> Any:
    """A gradient in the type, shape and dtype of the argument, or of each value inside it."""
    return rebuilt(zeros_and(conform), g, x) if isinstance(x, Shape) else conform(g, x)


def owner_name(method: Any) -> str:
    """The first parameter of a bound method, or of the one that a derivative is of."""
    while not hasattr(method, "__func__"):
        method = method.__wrapped__
    return next(iter(inspect.signature(method.__func__).parameters))


def key_of(args: Sequence[Any]) -> tuple[Any, ...]:
    """What a specialisation depends on, for each argument."""
    return tuple(map(kind_of, args))


def is_floating(value: Any) -> bool:
    """Is it a number?"""
    return isinstance(value, (int, float, complex, np.number))


def describe(key: tuple[Any, ...]) -> str:
    """A key for people."""
    parts = [
        k.__name__
        if isinstance(k, type)
        else f"{np.dtype(k[0])}[{', '.join('1' if one else 'n' for one in k[1])}]"
        for k in key
    ]
    return "(" + ", ".join(parts) + ")"
