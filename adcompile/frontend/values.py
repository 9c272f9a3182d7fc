"""What an expression is while it is lowered: an atom, or a container whose structure is known."""

from __future__ import annotations

from typing import Any

from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Const, Tree, Var
from adcompile.ir.primitives import build_dict, build_list, build_tuple
from adcompile.ir.record import record

__all__ = ["Items", "Value", "as_atom", "as_tree"]


@record
class Items:
    """A tuple, list or dict display: its structure disappears from the output where it can."""

    kind: str
    values: tuple[Value, ...]
    keys: tuple[Any, ...] = ()


Value = Var | Const | Items


def as_atom(value: Value, builder: Builder, out: Var | None = None) -> Atom:
    """The value as one operand, building the container if need be."""
    if not isinstance(value, Items):
        return value
    parts = tuple(as_atom(v, builder) for v in value.values)
    if value.kind == "dict":
        return builder.call(build_dict, Const(value.keys), *parts, out=out)
    if value.kind == "tuple" and all(isinstance(p, Const) for p in parts):
        return Const(tuple(p.value for p in parts if isinstance(p, Const)), texts(parts))
    return builder.call(build_tuple if value.kind == "tuple" else build_list, *parts, out=out)


def texts(parts: tuple[Atom, ...]) -> str:
    """The spelling of a constant tuple with a spelled constant in it: `(np.newaxis, 0)`."""
    if not any(isinstance(p, Const) and p.text for p in parts):
        return ""
    inner = ", ".join(repr(p) for p in parts)
    return f"({inner},)" if len(parts) == 1 else f"({inner})"


def as_tree(value: Value) -> tuple[Tree, tuple[Atom, ...]]:
    """The structure of a result, and its leaves."""
    if not isinstance(value, Items):
        return Tree(), (value,)
    pairs = [as_tree(v) for v in value.values]
    leaves = tuple(leaf for _, part in pairs for leaf in part)
    return Tree(value.kind, tuple(tree for tree, _ in pairs), value.keys), leaves
