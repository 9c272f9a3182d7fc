"""Arguments that are containers or objects: what they are made of, and gradients of the same structure.

A leaf is a number, an array, or whatever is neither a list, tuple, dict nor an object with attributes.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from adcompile.ir.nodes import Step, Tree

__all__ = [
    "children",
    "floating_leaves",
    "is_floating",
    "is_structured",
    "rebuilt",
    "tree_of",
    "walk_to",
]

_LEAVES = (
    type(None), bool, int, float, complex, str, bytes, np.ndarray, np.generic, np.dtype, type,
    types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType, range, slice,
)  # fmt: skip
Path = tuple[Step, ...]


def is_structured(value: Any) -> bool:
    """Is it a container or an object, with values inside?

    >>> is_structured([1.0]), is_structured(1.0), is_structured(np.sin)
    (True, False, False)
    """
    if isinstance(value, _LEAVES):
        return False
    if isinstance(value, (list, tuple, dict)) or dataclasses.is_dataclass(value):
        return True
    return type(value).__module__ not in ("numpy", "builtins") and hasattr(value, "__dict__")


def children(value: Any) -> list[tuple[Step, Any]]:
    """What a container or object holds, and the way to it.

    >>> children({"a": 1.0})
    [(['a'], 1.0)]
    """
    if isinstance(value, dict):
        return [(Step(key), part) for key, part in value.items()]
    if isinstance(value, (list, tuple)):
        return [(Step(k), part) for k, part in enumerate(value)]
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return [(Step(name, True), getattr(value, name)) for name in names]
    return [(Step(name, True), part) for name, part in vars(value).items()]


def is_floating(value: Any) -> bool:
    """Is it a leaf that has a derivative?

    >>> is_floating(1.0), is_floating(1), is_floating(np.ones(2, np.float32))
    (True, False, True)
    """
    if isinstance(value, (float, complex)):
        return True
    return getattr(getattr(value, "dtype", None), "kind", "") in ("f", "c")


def floating_leaves(value: Any, path: Path = (), seen: tuple[int, ...] = ()) -> Iterator[tuple[Path, Any]]:
    """The leaves that have a derivative, in order, and the ways to them.

    Raises: TypeError for a structure that holds itself.

    >>> [leaf for _, leaf in floating_leaves({"a": (1.0, 2), "b": [3.0]})]
    [1.0, 3.0]
    """
    if is_structured(value):
        if id(value) in seen:
            raise TypeError("an argument that holds itself cannot be differentiated")
        for step, part in children(value):
            yield from floating_leaves(part, (*path, step), (*seen, id(value)))
    elif is_floating(value):
        yield path, value


def tree_of(value: Any) -> Tree:
    """The structure of a gradient: that of the value, as tuples, lists and dicts.

    An object has a dict of the attributes that hold something with a derivative; so has a dataclass, of all
    its fields.
    """
    if not is_structured(value):
        return Tree()
    parts = shown(value)
    trees = tuple(tree_of(part) for _, part in parts)
    if isinstance(value, (list, tuple)):
        return Tree("list" if isinstance(value, list) else "tuple", trees)
    return Tree("dict", trees, tuple(step.key for step, _ in parts))


def shown(value: Any) -> list[tuple[Step, Any]]:
    """The parts that a gradient has."""
    parts = children(value)
    if isinstance(value, (list, tuple, dict)) or dataclasses.is_dataclass(value):
        return parts
    return [(step, part) for step, part in parts if any(floating_leaves(part))]


def rebuilt(new: Callable[[Any, Any], Any], made: Any, value: Any) -> Any:
    """`made`, a structure as in `tree_of`, with `new(leaf, like)` for its leaves, in the types of `value`."""
    if not is_structured(value):
        return new(made, value)
    parts = shown(value)
    if isinstance(value, (list, tuple)):
        values = [rebuilt(new, m, part) for m, (_, part) in zip(made, parts)]
        if isinstance(value, list):
            return values
        return type(value)(*values) if hasattr(value, "_fields") else tuple(values)
    named = {step.key: rebuilt(new, made[step.key], part) for step, part in parts}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fresh = object.__new__(type(value))  # without __init__, which may calculate or refuse
        for name, part in named.items():
            object.__setattr__(fresh, name, part)
        return fresh
    return named


def walk_to(value: Any, path: Sequence[Step]) -> Any:
    """What is at a place inside a value."""
    for step in path:
        value = step.of(value)
    return value
