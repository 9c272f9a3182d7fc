"""Contributions that only one branch makes are added in that branch.

    if v > 0:                            if v > 0:
        grad_v = g * w                       grad_x[i] += g * w
    else:                      =>
        grad_v = 0.0
    grad_x[i] += grad_v

Adding zero changes nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace

from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    blocks,
    defined,
    reads,
    walk,
)
from adcompile.ir.rewrite import count_uses, map_blocks
from adcompile.rules import engine

__all__ = ["add_in_branches"]


def add_in_branches(function: Function) -> Function:
    """Move additions to elements into the branch that has something to add."""
    if not any(isinstance(op, If) and op.backward for op in walk(function.body)):
        return function
    return replace(function, body=sink(function.body, count_uses(function)))


def sink(block: Block, uses: Mapping[Atom, int]) -> Block:
    """The same for one block and those inside."""
    ops: list[Op] = [
        map_blocks(op, lambda b: sink(b, uses)) if isinstance(op, (If, Loop)) else op
        for op in block.ops
    ]
    at = 0
    while at < len(ops):
        op = ops[at]
        if isinstance(op, If) and op.backward:
            found = next((s for s in ops[at + 1 :] if adds_one_of(s, op, uses)), None)
            if isinstance(found, Store) and may_move(found, ops[at:]):
                ops[at] = with_store(op, found)
                ops.remove(found)
                continue  # there may be another one
        at += 1
    return Block(tuple(ops), block.results)


def adds_one_of(op: Op, branch: If, uses: Mapping[Atom, int]) -> bool:
    """Does the op add to an element what one branch sets to zero?"""
    if not isinstance(op, Store) or not op.backward or op.operator is not operator.add:
        return False
    if op.value not in branch.outs or uses.get(op.value) != 1:
        return False
    k = branch.outs.index(op.value)
    return any(is_zero(side, side.results[k]) for side in blocks(branch))


def is_zero(block: Block, atom: Atom) -> bool:
    """Is a result of a block zero?"""
    if isinstance(atom, Const):
        return engine.is_zero(atom)
    maker = next((op for op in block.ops if atom in defined(op)), None)
    return isinstance(maker, Call) and maker.func is engine.ZEROS_LIKE


def may_move(store: Store, ops: list[Op]) -> bool:
    """Are the array and the index there before the branch, and is the old state read by nobody between?"""
    between = ops[: ops.index(store)]
    made = {var for op in between for var in defined(op)}
    if store.array in made or store.index in made:
        return False
    return not any(store.array in reads(op) for op in between)


def with_store(op: If, store: Store) -> If:
    """The branch with the addition where there is something to add."""
    k = op.outs.index(store.value)
    sides: list[Block] = []
    for side in blocks(op):
        result, inner = side.results[k], side.ops
        if is_zero(side, result):
            new: Atom = store.array
        else:
            new = Var(store.out.name, store.out.of)
            inner = (*inner, replace(store, out=new, value=result))
        sides.append(Block(inner, (*side.results[:k], new, *side.results[k + 1 :])))
    outs = (*op.outs[:k], store.out, *op.outs[k + 1 :])
    return replace(op, outs=outs, then=sides[0], orelse=sides[1])
