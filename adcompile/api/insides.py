"""Arguments that are containers or objects: what they are made of, and gradients of the same structure.

A leaf is a number, an array, or whatever is neither a list, tuple, dict nor an object with attributes.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from adcompile.api.arguments import Argnums, one_position
from adcompile.frontend.kinds import Unknown, is_object
from adcompile.ir.facts import Fact
from adcompile.ir.nodes import Function, Step, Tree, Var
from adcompile.ir.parts import items_of, likeness
from adcompile.rules.inference import fact_of_value

__all__ = [
    "Shape",
    "Target",
    "Wanted",
    "examples_fit",
    "facts_inside",
    "flat_tangents",
    "has_leaves",
    "is_as_emitted",
    "is_structured",
    "leaf_paths",
    "leaves_of",
    "rebuilt",
    "regrouped",
    "shape_of",
    "targets",
    "tree_of",
    "value_at",
    "zeros_and",
]

Path = tuple[Step, ...]
Wanted = Mapping[str, Sequence[Path]]
_STAR, _DOUBLE_STAR = inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD


@dataclass(frozen=True)
class Target:
    """What is differentiated: a parameter, or something inside one, `self.W`."""

    position: int  # of the parameter; -1 for the object that a method is bound to
    names: tuple[str, ...]  # the parameter, and the way to what is inside

    @property
    def is_parameter(self) -> bool:
        """Is it a parameter itself?"""
        return self.position >= 0 and len(self.names) == 1

    @property
    def text(self) -> str:
        """As it is written in `argnums`."""
        return ".".join(self.names)

    def place(self, examples: Mapping[str, Any]) -> tuple[str, Path]:
        """The parameter and the way to what is inside, for these arguments.

        Raises: ValueError if there is nothing of that name.
        """
        value = examples[self.names[0]]
        path: list[Step] = []
        for name in self.names[1:]:
            step = step_to(value, name)
            if step is None:
                inside = (
                    ", ".join(str(s.key) for s, _ in children(value))
                    if is_structured(value)
                    else ""
                )
                raise ValueError(
                    f"there is no `{name}` in `{self.text}`: it has {inside or 'nothing'}"
                )
            path.append(step)
            value = step.of(value)
        return self.names[0], tuple(path)


def step_to(value: Any, name: str) -> Step | None:
    """The item or attribute of this name."""
    if isinstance(value, dict):
        return Step(name) if name in value else None
    if isinstance(value, (list, tuple)) and name.lstrip("-").isdigit():
        place = int(name)
        return items_of(value)[place][0] if -len(value) <= place < len(value) else None
    return Step(name, True) if hasattr(value, name) else None


def targets(
    argnums: Argnums, signature: inspect.Signature, name: str, owner: str = ""
) -> tuple[Target, ...]:
    """What `argnums` names: parameters by number or name, or what is inside, by a name with dots.

    Raises: TypeError, ValueError for what the function does not have.

    >>> [t.names for t in targets(("b.W", 0), inspect.signature(lambda a, b: a), "f")]
    [('b', 'W'), ('a',)]
    """
    if not isinstance(argnums, (int, str, tuple, list)):
        raise TypeError(f"argnums is an int, a name, or a tuple of these, not {argnums!r}")
    wanted = (argnums,) if isinstance(argnums, (int, str)) else tuple(argnums)
    names = list(signature.parameters)
    found: list[Target] = []
    for item in wanted:
        first, *inside = item.split(".") if isinstance(item, str) else (item,)
        if owner and first == owner:
            found.append(Target(-1, (owner, *inside)))
            continue
        place = one_position(first, names, name)
        if signature.parameters[names[place]].kind in (_STAR, _DOUBLE_STAR):
            raise TypeError(
                f"`{names[place]}` of {name}() collects arguments, which cannot be differentiated: give "
                "them names"
            )
        found.append(Target(place, (names[place], *inside)))
    if not found:
        raise ValueError("argnums is empty: name at least one argument")
    if len(set(found)) < len(found):
        raise ValueError(f"argnums {argnums!r} names an argument of {name}() twice")
    return tuple(found)


def value_at(target: Target, examples: Mapping[str, Any]) -> Any:
    """The value of what is differentiated."""
    root, path = target.place(examples)
    return walk_to(examples[root], path)


def is_structured(value: Any) -> bool:
    """Is it a container or an object, with values inside?

    >>> is_structured([1.0]), is_structured(1.0), is_structured(np.sin)
    (True, False, False)
    """
    return isinstance(value, (list, tuple, dict)) or is_object(value)


def children(value: Any) -> list[tuple[Step, Any]]:
    """What a container or object holds, and the way to it.

    >>> children({"a": 1.0})
    [(['a'], 1.0)]
    """
    if isinstance(value, (dict, list, tuple)):
        return items_of(value)
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return [(Step(name, True), getattr(value, name)) for name in names]
    inside = dict(getattr(value, "__dict__", {}))
    for cls in type(value).__mro__:
        slots = getattr(cls, "__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(value, name) and name != "__dict__":
                inside.setdefault(name, getattr(value, name))
    return [(Step(name, True), part) for name, part in inside.items()]


def is_floating(value: Any) -> bool:
    """Is it a leaf that has a derivative?

    >>> is_floating(1.0), is_floating(1), is_floating(np.ones(2, np.float32))
    (True, False, True)
    """
    if isinstance(value, (float, complex, Unknown)):
        return True
    return getattr(getattr(value, "dtype", None), "kind", "") in ("f", "c")


def floating_leaves(
    value: Any, path: Path = (), seen: tuple[int, ...] = ()
) -> Iterator[tuple[Path, Any]]:
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
        return Tree() if is_floating(value) else Tree("zero")
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


@dataclass(frozen=True)
class Shape:
    """The structure of a value as it was at the call, which may change objects: `parts` by their keys."""

    cls: type
    parts: tuple[tuple[Any, Any], ...]  # shapes, and the leaves themselves


def shape_of(value: Any) -> Any:
    """The structure of a value; a leaf is its own."""
    if not is_structured(value):
        return value
    return Shape(type(value), tuple((step.key, shape_of(part)) for step, part in shown(value)))


def rebuilt(new: Callable[[Any, Any], Any], made: Any, like: Any) -> Any:
    """`made`, a structure as in `tree_of`, with `new(leaf, like)` for its leaves, in the types of `like`.

    >>> rebuilt(lambda g, x: g, {"a": (1.0,), "b": 0.0}, shape_of({"a": (5.0,), "b": 2}))
    {'a': (1.0,), 'b': 0.0}
    """
    if not isinstance(like, Shape):
        return new(made, like)
    if issubclass(like.cls, (list, tuple)):
        values = [rebuilt(new, m, part) for m, (_, part) in zip(made, like.parts)]
        if issubclass(like.cls, list):
            return values
        return like.cls(*values) if hasattr(like.cls, "_fields") else tuple(values)
    named = {key: rebuilt(new, made[key], part) for key, part in like.parts}
    if dataclasses.is_dataclass(like.cls):
        fresh = object.__new__(like.cls)  # without __init__, which may calculate or refuse
        for name, part in named.items():
            object.__setattr__(fresh, name, part)
        return fresh
    return named


def walk_to(value: Any, path: Sequence[Step]) -> Any:
    """What is at a place inside a value."""
    for step in path:
        value = step.of(value)
    return value


def zeros_and(conform: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The gradient of a leaf: zeros where it has none; what is no number stays."""

    def leaf(made: Any, value: Any) -> Any:
        if is_floating(value):
            return conform(made, value)
        if isinstance(value, (int, np.ndarray, np.generic)) and not isinstance(value, bool):
            return np.zeros(np.shape(value)) if np.shape(value) else 0.0
        return value

    return leaf


def is_as_emitted(value: Any) -> bool:
    """Has the gradient that is emitted the types of the value: no named tuples and dataclasses, nothing without
    a derivative?"""
    if not is_structured(value):
        return is_floating(value)
    if hasattr(value, "_fields") or dataclasses.is_dataclass(value):
        return False
    return all(is_as_emitted(part) for _, part in shown(value))


def has_leaves(value: Any, name: str) -> bool:
    """Is it a structure with something to differentiate?

    Raises: TypeError if it is a structure with nothing of that kind.
    """
    if not is_structured(value):
        return False
    if not any(floating_leaves(value)) and is_object(value):
        raise TypeError(
            f"`{name}` is the object itself: name the arguments, `argnums='x'`; it holds no "
            "floating-point number or array"
        )
    if not any(floating_leaves(value)):
        raise TypeError(
            f"a {type(value).__name__} that holds no floating-point number or array cannot be differentiated"
        )
    return True


def leaf_paths(value: Any, path: Path) -> list[Path]:
    """The ways to everything in it that has a derivative."""
    if not is_structured(value):
        return [path]
    return [found for found, _ in floating_leaves(value, path)]


def leaves_of(made: Any) -> Iterator[Any]:
    """The numbers and arrays in tuples, lists, dicts."""
    if isinstance(made, (list, tuple, dict)):
        for part in made.values() if isinstance(made, dict) else made:
            yield from leaves_of(part)
    else:
        yield made


def regrouped(flat: Sequence[Any], likes: Sequence[Any]) -> list[Any]:
    """Gradients of leaves, as those of the arguments that these are the leaves of."""
    rest = iter(flat)

    def build(like: Any) -> Any:
        if not isinstance(like, Shape):
            return next(rest) if is_floating(like) else 0.0
        parts = {key: build(part) for key, part in like.parts}
        return list(parts.values()) if issubclass(like.cls, (list, tuple)) else parts

    return [build(like) if isinstance(like, Shape) else next(rest) for like in likes]


def flat_tangents(tangents: Sequence[Any], values: Sequence[Any]) -> list[tuple[Any, Any]]:
    """The tangents of leaves, each with its leaf; that of an object is given as one, or as a dict."""
    found = []
    for dot, value in zip(tangents, values):
        if not is_structured(value):
            found.append((dot, value))
            continue
        for path, leaf in floating_leaves(value):
            part = dot
            for step in path:
                part = part[step.key] if isinstance(part, dict) else step.of(part)
            found.append((part, leaf))
    return found


def facts_inside(
    program: Function, examples: Mapping[str, Any], places: Sequence[tuple[str, Path]]
) -> tuple[tuple[Var, ...], dict[Var, Fact]]:
    """The variables at some places, and what is known of all."""
    params = {p.var.name: p.var for p in program.params}
    roots = {p.var: examples[p.var.name] for p in program.params if p.var.name in examples}
    known = {v: fact_of_value(x) for v, x in roots.items() if not isinstance(x, Unknown)}
    inside: dict[tuple[Any, ...], Var] = {}
    for part in program.parts:
        inside[(part.root, *map(repr, part.path))] = part.var
        if part.root in roots:
            leaf = walk_to(roots[part.root], part.path)
            if not isinstance(leaf, Unknown):
                known[part.var] = fact_of_value(leaf)
    wrt = [
        inside[(params[name], *map(repr, path))] if path else params[name] for name, path in places
    ]
    return tuple(wrt), known


def examples_fit(program: Function, examples: Mapping[str, Any]) -> bool:
    """Is what the program takes for granted true of these arguments?"""
    roots = {p.var: examples[p.var.name] for p in program.params if p.var.name in examples}
    roots |= {c.var: c.reference.read() for c in program.captures}
    numbers: dict[int, str] = {}
    for given in program.givens:
        if given.root not in roots:
            continue
        try:
            value = walk_to(roots[given.root], given.path)
        except (KeyError, IndexError, AttributeError, TypeError):
            return False
        if given.what == "object":
            cls, key = given.value
            if type(value) is not cls or numbers.setdefault(id(value), key) != key:
                return False
        elif not fits(given.what, given.value, value):
            return False
    return len(set(numbers.values())) == len(numbers)


def fits(what: str, expected: Any, value: Any) -> bool:
    """Is one value as it was taken to be?"""
    if what == "kind":
        return bool(likeness(value) == expected)
    if what == "dict":
        return bool((type(value), tuple(value)) == expected)
    if what in ("list", "tuple"):
        return bool((type(value), len(value)) == expected)
    return value is expected or (type(value) is type(expected) is str and value == expected)
