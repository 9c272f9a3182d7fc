"""What is read of an array is read before it is overwritten.

    g = grad_A[1:-1]                          d = grad_A[1:-1] * 0.33
    grad_A = grad_A with [1:-1] = 0    =>     grad_A = grad_A with [1:-1] = 0
    d = g * 0.33

So that the view need not be copied.  Pure ops may stand anywhere behind their operands; here they move up, as
far as the write, if that frees all the views it overwrites.
"""

from __future__ import annotations

from dataclasses import replace

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
    operands,
    reads,
    walk,
)
from adcompile.ir.rewrite import map_blocks
from adcompile.rules import engine
from adcompile.rules.primitives import is_in_place, is_pure, makes_buffer
from adcompile.rules.shared import is_view

__all__ = ["read_early"]


def read_early(function: Function) -> Function:
    """Move what reads views in front of the write that would change them."""
    if not any(isinstance(op, Store) and op.backward for op in walk(function.body)):
        return function
    return replace(function, body=reordered(function.body))


def reordered(block: Block) -> Block:
    """The block in an order that needs fewer copies."""
    ops = [map_blocks(op, reordered) if isinstance(op, (If, Loop)) else op for op in block.ops]
    stores = [op for op in ops if isinstance(op, Store) and op.backward]
    if not stores:
        return Block(tuple(ops), block.results)
    order = Order(ops, block)
    for store in stores:
        order.put_before(store, order.readers(store))
    return Block(tuple(sorted(ops, key=order.place.__getitem__)), block.results)


class Order:
    """Where each op of a block stands, and who reads what."""

    def __init__(self, ops: list[Op], block: Block) -> None:
        self.place = {op: float(k) for k, op in enumerate(ops)}
        self.results = frozenset(block.results)
        self.maker: dict[Atom, Op] = {}
        self.users: dict[Atom, list[Op]] = {}
        for op in ops:
            for atom in reads(op):
                self.users.setdefault(atom, []).append(op)
            self.maker.update(dict.fromkeys(outs(op), op))

    def put_before(self, store: Store, early: list[Op]) -> None:
        """Let these ops stand in front of the store, in this order."""
        for k, op in enumerate(early, 1):
            self.place[op] = self.place[store] - 1 + k / (len(early) + 1)

    def readers(self, store: Store) -> list[Op]:
        """What reads views of the array after the store; nothing unless all of it may move."""
        here = self.place[store]
        views: dict[Atom, None] = {}
        stack: list[Atom] = [store.array]
        while stack:
            atom = stack.pop()
            for op in self.users.get(atom, ()):
                if self.place[op] < here and isinstance(op, Call) and is_view(op):
                    if atom in op.args and op.out not in views:
                        views[op.out] = None
                        stack.append(op.out)
        if not self.results.isdisjoint(views):
            return []
        late = {op: None for v in views for op in self.users.get(v, ()) if self.place[op] > here}
        found: dict[Op, None] = {}
        for op in sorted(late, key=self.place.__getitem__):
            if not isinstance(op, Call) or not may_move(op):
                return []
            if any(self.is_late(a, here, found) for a in operands(op)):
                return []
            found[op] = None
        return list(found)

    def is_late(self, atom: Atom, here: float, moved: dict[Op, None]) -> bool:
        """Is it made behind the store, by what stays there?"""
        made = self.maker.get(atom)
        return made is not None and self.place[made] >= here and made not in moved


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
        and not is_view(op)
    )
