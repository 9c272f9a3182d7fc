"""A cotangent of which each iteration takes an element of its own stays as it is.

    for i in reversed(range(n)):                  for i in reversed(range(n)):
        grad_x[i] = grad_y[i] * c       =>            grad_x[i] = grad_y[i] * c
        grad_y[i] = 0

The forward iteration has overwritten the element, so nothing before it has a cotangent; but where no other
iteration reads it, and nobody asks for `grad_y` behind the loop, none has to be set to zero.  The indices must be
those of different elements: numbers of a range, none of them negative, which would count from the end.
"""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import Any

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Mark,
    Op,
    Store,
    Var,
    operands,
    reads,
    walk,
)
from adcompile.ir.primitives import build_tuple
from adcompile.ir.regions import block_reads
from adcompile.ir.rewrite import count_uses, map_block, map_blocks, resolve

__all__ = ["leave_elements"]


def leave_elements(function: Function, facts: Facts) -> Function:
    """Drop writes into elements that nobody reads again."""
    ops = list(walk(function.body))
    if not any(isinstance(op, Store) and op.backward and op.operator is None for op in ops):
        return function
    if not any(isinstance(op, Loop) and op.backward for op in ops):
        return function
    leaving = Leaving(function, facts, ops)
    body = leaving.block(function.body)
    if not leaving.replaced:
        return function
    body = map_block(body, lambda atom: resolve(atom, leaving.replaced))
    return replace(function, body=body)


class Leaving:
    """One sweep over the regions of the backward half."""

    def __init__(self, function: Function, facts: Facts, ops: list[Op]) -> None:
        self.facts = facts
        self.uses = count_uses(function)
        self.maker: dict[Atom, Call] = {op.out: op for op in ops if isinstance(op, Call)}
        self.items: dict[Atom, Atom] = {}  # of a loop, and what it goes through
        self.forward: dict[Mark, Loop] = {}
        for op in ops:
            if isinstance(op, Loop) and op.item is not None and op.iterable is not None:
                self.items[op.item] = op.iterable
                if op.mark is not None and not op.backward:
                    self.forward[op.mark] = op
        self.replaced: dict[Var, Atom] = {}  # a parameter -> what it began with

    def block(self, block: Block) -> Block:
        ops: list[Op] = []
        for op in block.ops:
            if isinstance(op, Loop) and op.backward:
                op = self.loop(op)
            if isinstance(op, (If, Loop)) and op.backward:
                op = map_blocks(op, self.block)
            ops.append(op)
        return Block(tuple(ops), block.results)

    def loop(self, op: Loop) -> Loop:
        """The loop without the parameters of which it takes elements."""
        for param, out in zip(op.params, op.outs):
            write = None if self.uses.get(out) else self.write(op, param, [])
            if write is not None:
                op = self.without(op, op.params.index(param), write)
        return op

    def without(self, op: Loop, k: int, write: Store) -> Loop:
        """The loop, and those inside, without a parameter and the write into it."""
        param = op.params[k]
        self.replaced[param] = op.inits[k]
        ops: list[Op] = []
        for inner in op.body.ops:
            if isinstance(inner, Loop) and param in inner.inits:
                inner = self.without(inner, inner.inits.index(param), write)
            if inner is not write:
                ops.append(inner)
        return replace(
            op,
            outs=but(op.outs, k),
            params=but(op.params, k),
            inits=but(op.inits, k),
            body=Block(tuple(ops), but(op.body.results, k)),
        )

    def write(self, op: Loop, param: Var, around: list[Loop]) -> Store | None:
        """The one write into a parameter, if nothing reads more of it than the element that it is for, and
        no two iterations have the same element."""
        result = op.body.results[op.params.index(param)]
        if self.facts.fact(param).kind != "array" or not self.facts.rank(param):
            return None
        if self.uses.get(result) != 1 or param in op.body.results or op.leaves:
            return None
        users = [i for i in op.body.ops if param in reads(i)]
        if not users:
            return None
        *readers, last = users
        loops = [*around, op]
        if isinstance(last, Loop):
            if readers or operands(last).count(param) != 1 or param not in last.inits:
                return None
            k = last.inits.index(param)
            if param in block_reads(last.body) or last.outs[k] is not result:
                return None
            return self.write(last, last.params[k], loops)
        if not isinstance(last, Store) or last.out is not result or last.operator is not None:
            return None
        if last.array is not param or operands(last).count(param) != 1:
            return None
        for reader in readers:
            if not isinstance(reader, Call) or reader.func is not operator.getitem:
                return None
            if reader.args[0] is not param or reader.args[1] is not last.index:
                return None
        return last if all(self.is_own(last.index, loop) for loop in loops) else None

    def is_own(self, index: Atom, op: Loop) -> bool:
        """Has each iteration of a loop an element, or row, of its own?"""
        items = {op.item}
        if op.mark is not None and op.mark in self.forward:
            items.add(self.forward[op.mark].item)
        maker = self.maker.get(index)
        parts = maker.args if maker is not None and maker.func is build_tuple else (index,)
        for part in parts:
            least = self.least(part)
            if least is not None and least >= 0 and self.is_shifted(part, items):
                return True
        return False

    def is_shifted(self, atom: Atom, items: set[Var | None]) -> bool:
        """Is it the item of the loop, or that and a constant?"""
        if atom in items:
            return True
        op = self.maker.get(atom)
        if op is None or op.func not in (operator.add, operator.sub):
            return False
        constants = [a for a in op.args if isinstance(a, Const)]
        return len(constants) == 1 and any(a in items for a in op.args)

    def least(self, atom: Atom) -> int | None:
        """A number that an integer is not below."""
        if isinstance(atom, Const):
            return atom.value if type(atom.value) is int else None
        if atom in self.items:
            return self.least_of(self.items[atom])
        op = self.maker.get(atom)
        if op is None:
            return None
        if op.func is len:
            return 0
        if op.func is operator.add:
            a, b = map(self.least, op.args)
            return None if a is None or b is None else a + b
        if op.func is operator.sub and isinstance(op.args[1], Const):
            a, b = self.least(op.args[0]), self.least(op.args[1])
            return None if a is None or b is None else a - b
        return None

    def least_of(self, iterable: Atom) -> int | None:
        """The same for all items of a range."""
        op = self.maker.get(iterable)
        if op is not None and op.func is reversed:
            op = self.maker.get(op.args[0])
        if op is None or op.func is not range:
            return None
        if len(op.args) == 1:
            return 0
        step = op.args[2] if len(op.args) == 3 else Const(1)
        if not isinstance(step, Const) or type(step.value) is not int or not step.value:
            return None
        if step.value > 0:
            return self.least(op.args[0])
        end = self.least(op.args[1])
        return None if end is None else end + 1


def but(atoms: tuple[Any, ...], k: int) -> tuple[Any, ...]:
    """All but one."""
    return (*atoms[:k], *atoms[k + 1 :])
