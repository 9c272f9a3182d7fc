"""Copies that are made before an array is overwritten, and are not needed.

    un = u.copy()
    u[1:] = un[1:] - c * (un[1:] - un[:-1])      =>      u[1:] = u[1:] - c * (u[1:] - u[:-1])

Nothing is read of `un` after `u` has changed: NumPy computes the right-hand side first.  So `un` is `u`, it needs no
cotangent of its own, and of `u` only what is read is kept.  A few views that are read later are copied then, which
costs less than the array.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    blocks,
    operands,
    walk,
)
from adcompile.ir.rewrite import map_blocks, map_operands
from adcompile.rules import engine
from adcompile.rules.primitives import is_in_place
from adcompile.rules.shared import is_view

__all__ = ["spare_copies"]

FEW = 2  # views that may be read later


def spare_copies(function: Function, facts: Facts) -> Function:
    """Read the array itself where its copy was read."""
    if not any(isinstance(op, Store) for op in walk(function.body)):
        return function
    return replace(function, body=spared(function.body, facts))


def spared(block: Block, facts: Facts) -> Block:
    """The same for one block and those inside."""
    ops: list[Op] = list(block.ops)
    results = block.results
    at = 0
    while at < len(ops):
        op = ops[at]
        if isinstance(op, (If, Loop)):
            ops[at] = map_blocks(op, lambda inner: spared(inner, facts))
        elif isinstance(op, Call) and is_copy(op, facts) and is_spare(op, ops[at + 1 :], results):
            ops[at:] = read_instead(ops[at + 1 :], op.out, op.args[0])
            continue
        at += 1
    return Block(tuple(ops), results)


def read_instead(ops: list[Op], old: Var, new: Atom) -> list[Op]:
    """The ops, reading `new` where they read `old`."""
    return [map_operands(op, lambda atom: new if atom is old else atom) for op in ops]


def is_copy(op: Call, facts: Facts) -> bool:
    """Is it a copy of what is provably an array?"""
    if not engine.is_copy(op.func) or len(op.args) != 1 or op.kwargs:
        return False
    return facts.fact(op.args[0]).kind == "array" and bool(facts.rank(op.args[0]))


def is_spare(copy: Call, after: list[Op], results: tuple[Atom, ...]) -> bool:
    """Is the array overwritten soon, and its copy read before alone?"""
    array = copy.args[0]
    end = next((k for k, op in enumerate(after) if changes(op, array)), None)
    if end is None or copy.out in results:
        return False
    at_once = isinstance(after[end], (Call, Store))  # it reads all that it needs before it writes
    family: set[Atom] = {copy.out}
    late: set[Atom] = set()
    for k, op in enumerate(after):
        for inner in inside(op):
            found = [a for a in operands(inner) if a in family]
            if isinstance(inner, (If, Loop)):
                found += [a for b in blocks(inner) for a in b.results if a in family]
                if found:
                    return False  # it is handed on under another name
            if overwritten(inner) in family:
                return False
            if k > end or (k == end and not at_once):
                late.update(found)
            if found and isinstance(inner, Call) and is_view(inner):
                family.add(inner.out)
    late.update(a for a in results if a in family)
    return copy.out not in late and len(late) <= FEW


def inside(op: Op) -> Iterator[Op]:
    """The op, and the ops of its blocks."""
    yield op
    for block in blocks(op):
        yield from walk(block)


def changes(op: Op, array: Atom) -> bool:
    """May the op overwrite the array?"""
    for inner in inside(op):
        if overwritten(inner) is array or (isinstance(inner, Loop) and array in inner.inits):
            return True
    return False


def overwritten(op: Op) -> Atom | None:
    """The operand that an op overwrites."""
    if isinstance(op, Store):
        return op.array
    return op.args[0] if isinstance(op, Call) and is_in_place(op.func) else None
