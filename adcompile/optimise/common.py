"""Common subexpressions.

    e = np.exp(x)                        e = np.exp(x)
    grad_x = grad_e * np.exp(x)    =>    grad_x = grad_e * e

Value numbering, one sweep.  What the user named stays; a temporary or a cotangent that repeats an earlier
value reads that value.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable
from dataclasses import replace
from typing import Any

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
    Var,
    blocks,
    walk,
)
from adcompile.ir.primitives import build_dict, build_list, item, pop, push, received, unpack
from adcompile.ir.rewrite import map_blocks, renamed, resolve
from adcompile.rules.engine import has_effect
from adcompile.rules.managers import is_transparent
from adcompile.rules.primitives import is_in_place, is_pure, makes_buffer

__all__ = ["merge_common"]

Known = dict[Hashable, Var]
COMMUTATIVE = (operator.add, operator.mul)
DISTINCT = (
    build_list,
    build_dict,
    item,
    received,
    range,
    reversed,
    len,
)  # the last three cost nothing


def merge_common(function: Function, across: bool = True) -> Function:
    """Compute each value once; without `across`, once in each block."""
    sweep = Sweep(across)
    body = sweep.block(function.body, {})
    return replace(function, body=body)


class Sweep:
    """What was replaced, and what each block of the forward half has computed."""

    def __init__(self, across: bool) -> None:
        self.across = across
        self.replaced: dict[Var, Atom] = {}
        self.seen: dict[tuple[Mark | None, int], Known] = {}

    def block(self, block: Block, known: Known) -> Block:
        """One block, where the values in `known` are there already; it grows by those of the block."""
        ops: list[Op] = []
        for op in block.ops:
            op = renamed(op, self.replaced)
            if isinstance(op, (If, Loop)):
                ops.append(self.region(op, known))
                continue
            ops.append(op)
            if not isinstance(op, Call) or not may_merge(op):
                if has_unknown_effect(op):
                    known.clear()  # it may have changed what was computed from
                continue
            name = key(op)
            earlier = known.get(name)
            if earlier is None:
                known[name] = op.out
            elif op.backward or not op.out.hint():
                self.replaced[op.out] = earlier
                ops.pop()
        return Block(tuple(ops), tuple(resolve(a, self.replaced) for a in block.results))

    def region(self, op: If | Loop, known: Known) -> If | Loop:
        """A region: its blocks know what is known before it, and what their mirror images computed.

        What runs under a context manager is computed under it.
        """
        if any(has_unknown_effect(inner) for block in blocks(op) for inner in walk(block)):
            known.clear()
        count = iter(range(2))

        def block(old: Block) -> Block:
            place = (op.mark, next(count) if isinstance(op, If) else 0)
            apart = not self.across or (isinstance(op, If) and op.kind == "with")
            around = {} if apart else known
            inside = {**self.seen.get(place, {}), **around} if op.backward else dict(around)
            if isinstance(op, Loop) and place in passed:
                inside = passed[place]
            new = self.block(old, inside)
            passed[place] = inside
            if not op.backward:
                self.seen[place] = inside
            return new

        passed: dict[Any, Known] = {}  # what the test of a loop has computed, its body knows
        return map_blocks(op, block)


def has_unknown_effect(op: Op) -> bool:
    """May the op change what was computed from?  Histories are read by nobody else."""
    return isinstance(op, Call) and op.func not in (push, pop) and has_effect(op)


def may_merge(op: Call) -> bool:
    """Does calling it twice give the same value, in memory that nobody is about to write to?"""
    if op.func in DISTINCT or makes_buffer(op.func) or is_in_place(op.func):
        return False
    if is_transparent(op.func):
        return False  # a context manager may be entered once
    return is_pure(op.func)


def key(op: Call) -> Hashable:
    """Equal for ops that compute the same value."""
    args: tuple[Hashable, ...] = op.args
    if Const in map(type, args):
        args = tuple(map(atom_key, op.args))
    if op.func is unpack:  # element k, as x[k] is
        return (operator.getitem, args[:2])
    if op.func in COMMUTATIVE:
        return (op.func, frozenset(args))
    if op.kwargs:
        return (op.func, args, tuple((k, atom_key(a)) for k, a in op.kwargs))
    return (op.func, args)


def atom_key(atom: Atom) -> Hashable:
    """Equal for equal constants of one type, and for the same variable."""
    if isinstance(atom, Const):
        return (type(atom.value).__name__, repr(atom.value))
    return atom
