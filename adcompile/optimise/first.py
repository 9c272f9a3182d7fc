"""What is cleared and then added to is assigned.

    grad_A[i] = 0
    grad_A[i + 1] += h         =>      grad_A[i + 1] += h
    grad_A[i] += g                     grad_A[i] = g

The elements are the same, nobody reads them between, and what else is written then is elsewhere.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.analysis.places import Places
from adcompile.ir.nodes import Atom, Block, Call, Function, If, Loop, Op, Store, Var, walk
from adcompile.ir.rewrite import count_uses, map_blocks
from adcompile.rules import engine

__all__ = ["assign_first"]


def assign_first(function: Function, facts: Facts) -> Function:
    """Write what is first added to zeros in their place."""
    if not any(isinstance(op, Store) and is_cleared(op) for op in walk(function.body)):
        return function
    places, uses = Places(function, facts), count_uses(function)
    return replace(function, body=assigned(function.body, places, uses, facts))


def is_cleared(op: Store) -> bool:
    """Does the op set elements of a cotangent to zero?"""
    return op.backward and op.operator is None and engine.is_zero(op.value)


def assigned(block: Block, places: Places, uses: Mapping[Atom, int], facts: Facts) -> Block:
    """The same for one block and those inside."""
    ops: list[Op] = [
        map_blocks(op, lambda b: assigned(b, places, uses, facts))
        if isinstance(op, (If, Loop))
        else op
        for op in block.ops
    ]
    writer = {op.array: k for k, op in enumerate(ops) if isinstance(op, Store)}
    gone: dict[Var, Atom] = {}
    new: dict[int, list[Op]] = {}
    for k, op in enumerate(ops):
        if not isinstance(op, Store) or not is_cleared(op):
            continue
        at = addition(op, ops, writer, places, uses)
        if at is not None:
            gone[op.out] = op.array
            new[k], new[at] = [], assignment(ops[at], facts)
    flat = [o for k, op in enumerate(ops) for o in new.get(k, [op])]
    return Block(tuple(rebased(op, gone) for op in flat), block.results)


def addition(
    op: Store, ops: list[Op], writer: Mapping[Atom, int], places: Places, uses: Mapping[Atom, int]
) -> int | None:
    """Where the next addition to the elements is, if nobody reads the array before."""
    state = op.out
    while uses.get(state) == 1 and (at := writer.get(state)) is not None:
        found = ops[at]
        assert isinstance(found, Store)
        if found.operator in (operator.add, operator.sub) and places.same(found.index, op.index):
            return at
        if not places.apart(found.index, op.index):
            return None
        state = found.out
    return None


def assignment(op: Op, facts: Facts) -> list[Op]:
    """The addition as an assignment."""
    assert isinstance(op, Store)
    if op.operator is operator.add:
        return [replace(op, operator=None)]
    negative = Call(Var(), operator.neg, (op.value,), op.span, (), op.backward)
    facts.observe(negative)
    return [negative, replace(op, operator=None, value=negative.out)]


def rebased(op: Op, gone: Mapping[Var, Atom]) -> Op:
    """A write to the state before the one that is gone."""
    if not isinstance(op, Store) or op.array not in gone:
        return op
    array: Atom = op.array
    while isinstance(array, Var) and array in gone:
        array = gone[array]
    return replace(op, array=array)
