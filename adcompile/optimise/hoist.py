"""What is the same in every iteration of a reversed loop is computed before it.

    for x in reversed(xs):                         s1 = np.cos(w)
        grad_w += grad_x * x * np.cos(w)    =>     for x in reversed(xs):
        ...                                            grad_w += grad_x * x * s1

The statements of the function stay where the user wrote them.  Of the backward half moves what reads nothing of
the loop and cannot raise, as the loop may have no iteration: an elementwise function of floating arrays, whose
shapes are proved to fit.  What costs next to nothing, as numbers and views do, stays where it is read.
"""

from __future__ import annotations

import operator
from collections.abc import Collection
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Var, defined, walk
from adcompile.ir.rewrite import map_blocks
from adcompile.rules.inference import is_elementwise
from adcompile.rules.primitives import module_of

__all__ = ["hoist_invariants"]

EXACT = (operator.add, operator.sub, operator.mul, operator.neg)  # of floats: inf, no exception


def hoist_invariants(function: Function, facts: Facts) -> Function:
    """Move what no iteration changes out of the loops of the backward half."""
    if not any(isinstance(op, Loop) and op.backward for op in walk(function.body)):
        return function
    hoisting = Hoisting(function, facts)
    body = hoisting.block(function.body)
    return replace(function, body=body) if hoisting.found else function


class Hoisting:
    """One sweep, which knows what was computed outside of the loop that it is in."""

    def __init__(self, function: Function, facts: Facts) -> None:
        self.facts = facts
        self.outside: set[Var] = set(function.inputs())
        self.found = False

    def block(self, block: Block) -> Block:
        """The block, in which loops have before them what they need not compute again."""
        around = set(self.outside)
        ops: list[Op] = []
        for op in block.ops:
            if isinstance(op, (If, Loop)) and op.backward:
                op = self.region(op)
            if isinstance(op, Loop) and op.backward:
                same = self.invariants(op.body)
                ops += same
                op = replace(op, body=without(op.body, same))
            ops.append(op)
            self.outside.update(defined(op))
        self.outside = around
        return Block(tuple(ops), block.results)

    def region(self, op: If | Loop) -> If | Loop:
        """The same for the loops inside, for which all of an iteration around them is outside."""
        around = set(self.outside)
        if isinstance(op, Loop):
            self.outside.update(op.params if op.item is None else (*op.params, op.item))
        op = map_blocks(op, self.block)
        self.outside = around
        return op

    def invariants(self, body: Block) -> list[Call]:
        """The ops of a body that may run once, before the loop."""
        found: list[Call] = []
        for op in body.ops:
            if isinstance(op, Call) and op.backward and self.is_invariant(op):
                found.append(op)
                self.outside.add(op.out)
        self.found |= bool(found)
        return found

    def is_invariant(self, op: Call) -> bool:
        """Does it read nothing of the loop, is it worth a name, and can it not raise?"""
        if op.kwargs or not is_elementwise(op.func) or not self.is_array(op.out):
            return False
        arrays = [a for a in op.args if not self.facts.is_number(a)]
        if not all(isinstance(a, Const) or a in self.outside for a in op.args):
            return False
        if not all(self.facts.is_inexact(a) for a in arrays):
            return False
        if not (module_of(op.func) == "numpy" or op.func in EXACT or self.facts.rank(op.out)):
            return False  # of Python's numbers it may raise
        return all(self.facts.same_shape(a, arrays[0]) for a in arrays)

    def is_array(self, atom: Atom) -> bool:
        """May it be an array with axes?"""
        return not self.facts.is_number(atom) and self.facts.rank(atom) != 0


def without(block: Block, gone: Collection[Op]) -> Block:
    """The block without some of its ops."""
    return Block(tuple(op for op in block.ops if op not in gone), block.results)
