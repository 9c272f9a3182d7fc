"""What an expression is while it is lowered: an atom, or a container whose structure is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adcompile.diagnostics import Span, UnsupportedSyntax
from adcompile.ir.builder import Builder
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Step, Tree, Var
from adcompile.ir.primitives import build_dict, build_list, build_tuple
from adcompile.ir.record import record

__all__ = [
    "Instance",
    "Items",
    "Refused",
    "Slot",
    "Value",
    "as_atom",
    "as_tree",
    "held",
    "leaves_of",
    "rebuild",
    "same_structure",
    "whole_object",
]


@record
class Items:
    """A tuple, list or dict display: its structure disappears from the output where it can.

    The `cell` of a list or dict is which one it is: what has the same cell changes with it.
    """

    kind: str
    values: tuple[Value, ...]
    keys: tuple[Any, ...] = ()
    cell: Any = None

    def __post_init__(self) -> None:
        if self.cell is None and self.kind != "tuple":
            object.__setattr__(self, "cell", object())


@record
class Instance:
    """An object of a known class, whose attributes are in the environment under `key`."""

    key: str
    example: Any
    root: Var
    path: tuple[Step, ...]
    name: str
    atom: Var | None  # the object itself; None of one that the program has made


@record
class Refused:
    """What a name holds that has no value here: to read it is an error."""

    what: str
    advice: str


Value = Var | Const | Items | Instance
Slot = Value | Refused  # what a name may hold


def as_atom(value: Slot, builder: Builder, out: Var | None = None) -> Atom:
    """The value as one operand, building the container if need be."""
    assert not isinstance(value, Refused), value.what  # the name was refused where it was read
    if isinstance(value, Instance):
        raise whole_object(value, builder.span)
    if not isinstance(value, Items):
        return value
    parts = tuple(as_atom(v, builder) for v in value.values)
    if value.kind == "dict":
        return builder.call(build_dict, Const(value.keys), *parts, out=out)
    if value.kind == "tuple" and all(isinstance(p, Const) for p in parts):
        return Const(tuple(p.value for p in parts if isinstance(p, Const)), texts(parts))
    return builder.call(build_tuple if value.kind == "tuple" else build_list, *parts, out=out)


def whole_object(value: Instance, span: Span) -> UnsupportedSyntax:
    """An object where only its attributes can be read: a derivative would be lost."""
    return UnsupportedSyntax(
        f"`{value.name}` as a whole is not supported here", span, "use its attributes and methods"
    )


def held(slot: Slot) -> Value:
    """What a name holds, where it is known to hold something."""
    assert not isinstance(slot, Refused), slot.what
    return slot


def texts(parts: tuple[Atom, ...]) -> str:
    """The spelling of a constant tuple with a spelled constant in it: `(np.newaxis, 0)`."""
    if not any(isinstance(p, Const) and p.text for p in parts):
        return ""
    inner = ", ".join(repr(p) for p in parts)
    return f"({inner},)" if len(parts) == 1 else f"({inner})"


def as_tree(value: Slot) -> tuple[Tree, tuple[Atom, ...]]:
    """The structure of a result, and its leaves."""
    assert not isinstance(value, Refused), value.what
    if isinstance(value, Instance):
        raise whole_object(value, Span.nowhere())
    if not isinstance(value, Items):
        return Tree(), (value,)
    pairs = [as_tree(v) for v in value.values]
    leaves = tuple(leaf for _, part in pairs for leaf in part)
    return Tree(value.kind, tuple(tree for tree, _ in pairs), value.keys), leaves


def leaves_of(value: Slot) -> tuple[Slot, ...]:
    """The atoms that a value is made of, in order."""
    if isinstance(value, Instance):
        return ()
    if not isinstance(value, Items):
        return (value,)
    return tuple(leaf for part in value.values for leaf in leaves_of(part))


def rebuild(value: Slot, new: Callable[[Any], Any]) -> Any:
    """A value of the same structure, with `new` applied to each leaf, in order."""
    if isinstance(value, Instance):
        return value
    if not isinstance(value, Items):
        return new(value)
    parts = tuple(rebuild(v, new) for v in value.values)
    return Items(value.kind, parts, value.keys, value.cell)


def same_structure(a: Slot, b: Slot) -> bool:
    """Have two values one structure?  A name that is not bound fits every one.

    >>> same_structure(Items("tuple", (Const(1),)), Items("tuple", (Const(2),)))
    True
    >>> same_structure(Items("tuple", (Const(1),)), Const(2))
    False
    """
    if a is UNDEFINED or b is UNDEFINED:
        return True
    if isinstance(a, Instance) or isinstance(b, Instance):
        return a is b
    if not isinstance(a, Items) or not isinstance(b, Items):
        return not isinstance(a, (Items, Refused)) and not isinstance(b, (Items, Refused))
    if (a.kind, len(a.values), a.keys) != (b.kind, len(b.values), b.keys):
        return False
    return all(map(same_structure, a.values, b.values))
