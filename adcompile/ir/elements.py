"""What is known of each element of a list or dict: its kind, the number of its axes, its dtype.

    [0.0, x[i]]             numbers
    [np.zeros(3), x]        arrays, of so many axes if all have as many
    [(i, x), (j, y)]        pairs of numbers and of what `x` and `y` are

The extents of elements differ, so each one that is taken out has its own.
"""

from __future__ import annotations

import functools
from typing import Any

from adcompile.ir.facts import (
    Dim,
    DTypeVar,
    Fact,
    Shape,
    ShapeVar,
    is_inexact_dtype,
    is_real_dtype,
    rank,
    resolve,
    same_dtype,
)

__all__ = ["NONE", "either", "element_of", "holds", "holds_lists", "zero_for"]

NONE = Fact("none", ())  # of an empty list
ANY = Fact("any", ShapeVar())


def element_of(fact: Fact) -> Fact:
    """What is known of an element that is a value like this one."""
    match fact.kind:
        case "none":
            return fact
        case "number" | "array":
            return Fact(fact.kind, some_shape(fact.shape), some_dtype(fact.dtype))
        case "tuple":
            return Fact("tuple", ShapeVar(), items=tuple(map(element_of, fact.items)))
        case "list" | "dict" if fact.dtype is None:
            inner = ANY if fact.element is None else element_of(fact.element)
            return Fact(fact.kind, ShapeVar(), element=inner)
    return Fact("any", ShapeVar())


def some_shape(shape: Shape) -> Shape:
    """A shape of as many axes."""
    known = resolve(shape)
    return ShapeVar() if isinstance(known, ShapeVar) else tuple(Dim() for _ in known)


def some_dtype(dtype: Any) -> Any:
    """A dtype of which as much is known."""
    return DTypeVar(dtype.inexact, dtype.real) if isinstance(dtype, DTypeVar) else dtype


def either(a: Fact, b: Fact) -> Fact:
    """What is known of each of some elements, of which some are as `a` and some as `b`.

    >>> either(Fact("number", (), float), Fact("number", (), float)).kind
    'number'
    >>> either(Fact("number", (), float), Fact("tuple", ())).kind
    'any'
    """
    if a.kind == "none" or b.kind == "none":
        return element_of(b if a.kind == "none" else a)
    kinds = {a.kind, b.kind}
    if kinds <= {"number", "array"}:
        kind = "number" if kinds == {"number"} else "array"
        alike = rank(a.shape) is not None and rank(a.shape) == rank(b.shape)
        return Fact(
            kind, some_shape(a.shape) if alike else ShapeVar(), either_dtype(a.dtype, b.dtype)
        )
    if kinds == {"tuple"} and len(a.items) == len(b.items):
        return Fact("tuple", ShapeVar(), items=tuple(map(either, a.items, b.items)))
    if kinds in ({"list"}, {"dict"}):
        return Fact(a.kind, ShapeVar(), element=either(a.element or ANY, b.element or ANY))
    return Fact("any", ShapeVar())


def holds(known: Fact, new: Fact) -> bool:
    """Is an element like `new` one of which `known` is true?"""
    return bool(says(either(known, new)) == says(known))


def says(fact: Fact) -> Any:
    """What a fact of an element says, in a form that compares."""
    element = None if fact.element is None else says(fact.element)
    return (
        fact.kind,
        rank(fact.shape),
        dtype_says(fact.dtype),
        tuple(map(says, fact.items)),
        element,
    )


def dtype_says(dtype: Any) -> Any:
    if isinstance(dtype, DTypeVar):
        return dtype.inexact, dtype.real
    return str(dtype)


def either_dtype(a: Any, b: Any) -> Any:
    """A dtype that is one of two."""
    if a is b or same_dtype(a, b):
        return a
    return DTypeVar(
        inexact=is_inexact_dtype(a) and is_inexact_dtype(b),
        real=is_real_dtype(a) and is_real_dtype(b),
    )


def zero_for(element: Fact) -> Fact:
    """What stands for zero beside such an element."""
    if element.kind == "number":
        return Fact("number", (), float)
    if element.kind == "tuple":
        return Fact(
            "list", ShapeVar(), element=functools.reduce(either, map(zero_for, element.items), NONE)
        )
    if element.kind in ("list", "dict"):
        inner = None if element.element is None else zero_for(element.element)
        return Fact(element.kind, ShapeVar(), element=inner)
    if element.kind != "array":
        return element if element.kind == "none" else Fact("any", ShapeVar())
    if rank(element.shape):
        return element_of(element)
    return Fact("array", element.shape, DTypeVar(True, is_real_dtype(element.dtype)))


def holds_lists(fact: Fact) -> bool:
    """Is it a list or dict of lists or dicts?"""
    return fact.element is not None and fact.element.kind in ("list", "dict")
