"""What the attributes of objects hold at the end, where an array was written into under another name.

    h = x * 2                        h = x * 2
    self.h = h               =>      self.h = h
    h[0] = 1                         h[0] = 1
                                     self.h = h

In the emitted text a write may make a new array.  The front end ends every program with what each attribute
holds then; it is kept where a write changes it that no assignment to the attribute follows.
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.analysis.aliases import alias_roots, is_write, target
from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Atom, Block, Call, Function, Op, Var, blocks, walk
from adcompile.ir.primitives import keep_attribute, set_attribute

__all__ = ["settle_attributes"]


def settle_attributes(function: Function, facts: Facts) -> Function:
    """The program with the final assignments that are needed, and no others."""
    kept = [op for op in function.body.ops if is_kept(op)]
    if not kept:
        return function
    needed: set[Op] = set()
    if any(map(is_write, walk(function.body))):
        roots = alias_roots(function, facts)
        changed = unsettled(function.body, frozenset())
        for op in kept:
            assert isinstance(op, Call)
            value, place = op.args[2], place_of(op)
            held = roots.get(value, frozenset()) if isinstance(value, Var) else frozenset()
            if any(not held.isdisjoint(roots.get(v, ())) and place not in s for v, s in changed):
                needed.add(op)
    ops = [
        replace(op, func=set_attribute) if op in needed and isinstance(op, Call) else op
        for op in function.body.ops
        if op in needed or not is_kept(op)
    ]
    return replace(function, body=replace(function.body, ops=tuple(ops)))


def is_kept(op: Op) -> bool:
    """Does the op say what an attribute holds at the end?"""
    return isinstance(op, Call) and op.func is keep_attribute


def place_of(op: Call) -> tuple[Atom, object]:
    """The object and the name of the attribute."""
    return op.args[0], getattr(op.args[1], "value", None)


def unsettled(
    block: Block, later: frozenset[tuple[Atom, object]]
) -> list[tuple[Var, frozenset[tuple[Atom, object]]]]:
    """What is written into, each with the attributes that are assigned afterwards."""
    found: list[tuple[Var, frozenset[tuple[Atom, object]]]] = []
    for op in reversed(block.ops):
        for inner in blocks(op):
            found += unsettled(inner, later)
        if isinstance(op, Call) and op.func is set_attribute:
            later = later | {place_of(op)}
        written = target(op) if is_write(op) else None
        if isinstance(written, Var):
            found.append((written, later))
    return found
