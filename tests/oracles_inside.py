"""Derivatives in what is inside arguments, by extrapolated differences, knowing no compiler.

A structure is made of lists, tuples, dicts and objects; its leaves are found by their paths.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

__all__ = ["at", "derivative", "leaves", "moved", "same_state", "unit_like"]

STEP = 1e-3
Path = tuple[Any, ...]


def parts(value: Any) -> list[tuple[Any, Any]] | None:
    """The keys and parts of a structure; None of a leaf."""
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, (list, tuple)):
        return list(enumerate(value))
    if isinstance(value, (np.random.Generator, np.ndarray, np.generic)) or callable(value):
        inside = getattr(value, "__dict__", None) if is_own(value) else None
        return None if inside is None else list(inside.items())
    return list(value.__dict__.items()) if hasattr(value, "__dict__") else None


def is_own(value: Any) -> bool:
    """Is it an object of a class of the test?"""
    return dataclasses.is_dataclass(value) or type(value).__module__.startswith("case_")


def is_floating(value: Any) -> bool:
    return isinstance(value, float) or getattr(getattr(value, "dtype", None), "kind", "") == "f"


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The floating-point leaves, and where they are."""
    inside = parts(value)
    if inside is None:
        if is_floating(value):
            yield path, value
        return
    for key, part in inside:
        yield from leaves(part, (*path, key))


def at(structure: Any, path: Path) -> Any:
    """What is there; a gradient has a dict where there was an object."""
    for key in path:
        by_key = isinstance(structure, (dict, list, tuple))
        structure = structure[key] if by_key else getattr(structure, key)
    return structure


def moved(value: Any, direction: dict[Path, Any], t: float, path: Path = ()) -> Any:
    """A copy of a structure, `t * direction` further on."""
    inside = parts(value)
    if inside is None:
        if path in direction:
            there = value + t * direction[path]
            return float(there) if isinstance(value, float) else there
        return value if callable(value) else copy.deepcopy(value)
    made = {key: moved(part, direction, t, (*path, key)) for key, part in inside}
    if isinstance(value, dict):
        return made
    if isinstance(value, (list, tuple)):
        values = list(made.values())
        if isinstance(value, list):
            return values
        return type(value)(*values) if hasattr(value, "_fields") else tuple(values)
    fresh = object.__new__(type(value))
    for key, part in made.items():
        object.__setattr__(fresh, key, part)
    return fresh


def unit_like(value: Any, generator: np.random.Generator) -> dict[Path, Any]:
    """A direction: normal numbers for every leaf."""
    return {path: generator.normal(size=np.shape(leaf)) for path, leaf in leaves(value)}


def derivative(
    function: Callable[..., Any], args: Sequence[Any], k: int, direction: dict[Path, Any]
) -> Any:
    """The derivative of a function along a direction of argument `k`.

    Source: Richardson (1911): central differences at three steps, extrapolated twice.
    """

    def there(t: float) -> Any:
        copies = [moved(x, {}, 0.0) for x in args]
        copies[k] = moved(args[k], direction, t)
        return function(*copies)

    def difference(h: float) -> Any:
        return (there(h) - there(-h)) / (2 * h)

    return (64 * difference(STEP / 4) - 20 * difference(STEP / 2) + difference(STEP)) / 45


def same_state(a: Any, b: Any) -> bool:
    """Do two structures hold the same numbers in the same places?"""
    first, second = parts(a), parts(b)
    if first is None or second is None:
        plain = isinstance(a, (int, float, str, np.ndarray, np.generic))
        return first is second is None and (not plain or bool(np.array_equal(a, b)))
    if [key for key, _ in first] != [key for key, _ in second]:
        return False
    return all(same_state(x, y) for (_, x), (_, y) in zip(first, second))
