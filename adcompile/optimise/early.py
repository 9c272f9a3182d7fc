"""What is read of an array is read before it is overwritten.

    g = grad_A[1:-1]                          d = grad_A[1:-1] * 0.33
    grad_A = grad_A with [1:-1] = 0    =>     grad_A = grad_A with [1:-1] = 0
    d = g * 0.33

So that the view need not be copied.  Pure ops may stand anywhere behind their operands; here they move up, as
far as the write, if that frees all the views it overwrites.
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Call, Function, If, Loop, Op, Store, Var, reads, walk
from adcompile.ir.rewrite import map_blocks
from adcompile.rules import engine
from adcompile.rules.primitives import is_in_place, is_pure, is_view, makes_buffer

__all__ = ["read_early"]


def read_early(function: Function) -> Function:
    """Move what reads views in front of the write that would change them."""
    if not any(isinstance(op, Store) and op.backward for op in walk(function.body)):
        return function
    return replace(function, body=reordered(function.body))


def reordered(block: Block) -> Block:
    """The block in an order that needs fewer copies."""
    ops = [map_blocks(op, reordered) if isinstance(op, (If, Loop)) else op for op in block.ops]
    at = 0
    while at < len(ops):
        op = ops[at]
        if isinstance(op, Store) and op.backward:
            early = readers(op, ops[:at], ops[at + 1 :], block)
            for reader in early:
                ops.remove(reader)
            ops[at:at] = early
            at += len(early)
        at += 1
    return Block(tuple(ops), block.results)


def readers(store: Store, before: list[Op], after: list[Op], block: Block) -> list[Op]:
    """What reads views of the array after the store; nothing unless all of it may move."""
    views: set[Atom] = {store.array}
    for op in before:
        if isinstance(op, Call) and is_view(op.func) and any(a in views for a in op.args):
            views.add(op.out)
    views.discard(store.array)
    found: list[Op] = []
    late: set[Var] = {store.out}  # what is made between the store and its reader
    for op in after:
        atoms = reads(op)
        if not any(a in views for a in atoms):
            late.update(v for v in outs(op))
            continue
        if not isinstance(op, Call) or not may_move(op) or any(a in late for a in atoms):
            return []
        found.append(op)
    if any(a in views for a in block.results):
        return []
    return found


def outs(op: Op) -> tuple[Var, ...]:
    return op.outs if isinstance(op, (If, Loop)) else (op.out,)


def may_move(op: Call) -> bool:
    """Does the op make something new, without an effect?"""
    return (
        op.backward
        and is_pure(op.func)
        and not engine.has_effect(op)
        and not is_in_place(op.func)
        and not makes_buffer(op.func)
        and not is_view(op.func)
    )
