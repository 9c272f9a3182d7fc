"""Values of which only the shape is read, read from something that is there anyway.

    for t in range(n):                             grad_B = np.zeros_like(B)
        B = B with [1:] = A[1:]                    for t in reversed(range(n)):
    grad_B = np.zeros_like(B@last)           =>        g = unbroadcast(grad_A[1:], B[1:])
    for t in reversed(range(n)):
        g = unbroadcast(grad_A[1:], s)

A write keeps the shape, and so does a loop around it; so the state of an array at the beginning serves, and the
loop may be dead.  A view is made again, of any state of the array.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from adcompile.analysis.facts import Facts
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
    operands,
    walk,
)
from adcompile.ir.primitives import pop
from adcompile.ir.rewrite import count_uses, map_blocks
from adcompile.rules import engine
from adcompile.rules.inference import elementwise_operands

__all__ = ["read_last_shapes", "read_shapes_elsewhere"]

DEPTH = 20  # of the search; each step leads to an earlier value
VIEWS = (operator.getitem,)


def read_shapes_elsewhere(function: Function, facts: Facts) -> Function:
    """Let the backward half ask earlier values, or none of a loop, for shapes."""
    if not any(isinstance(op, Loop) and not op.backward for op in walk(function.body)):
        return function
    return replace(function, body=Search(function, facts).block(function.body))


class Search:
    """Where each value of the forward half comes from."""

    def __init__(self, function: Function, facts: Facts) -> None:
        self.facts = facts
        self.maker: dict[Var, Op] = {}
        self.initial: dict[Var, Atom] = {}  # what a value of a loop begins as
        self.there: set[Atom] = {*function.inputs()}
        self.read = read_themselves(function)
        for op in function.body.ops:
            if not op.backward:
                self.there.update(defined(op))
        for op in walk(function.body):
            if isinstance(op, Loop) and not op.backward:
                self.initial.update(zip(op.params, op.inits))
                self.initial.update(zip(op.outs, op.inits))
            elif isinstance(op, (Call, Store)) and not op.backward:
                self.maker[op.out] = op

    def block(self, block: Block) -> Block:
        ops: list[Op] = []
        for op in block.ops:
            if isinstance(op, (If, Loop)):
                ops.append(self.region(op) if op.backward else op)
            elif isinstance(op, Call) and op.backward:
                ops += self.rewritten(op)
            else:
                ops.append(op)
        return Block(tuple(ops), block.results)

    def region(self, op: If | Loop) -> Op:
        """The same in the blocks of a region, with what holds in each."""
        count = iter(range(2))

        def block(old: Block) -> Block:
            with self.facts.within(op.mark, next(count) if isinstance(op, If) else 0):
                return self.block(old)

        return map_blocks(op, block)

    def rewritten(self, op: Call) -> list[Op]:
        """The op, reading the shape of something else, behind the views that this takes."""
        place = engine.shape_argument(op)
        if place is None:
            return [op]
        old = op.args[place]
        if not isinstance(old, Var) or old in self.read:
            return [op]
        found = self.source(old, op.func is not engine.SHAPE)
        if found is None:
            return [op]
        atom, views = found
        ops: list[Op] = []
        for view in reversed(views):
            out = Var()
            ops.append(Call(out, view.func, (atom, *view.args[1:]), op.span, (), True))
            self.facts.of[out] = self.facts.fact(view.out)
            atom = out
        if atom is old:
            return [op]
        return [*ops, replace(op, args=(*op.args[:place], atom, *op.args[place + 1 :]))]

    def source(self, var: Var, typed: bool) -> tuple[Atom, list[Call]] | None:
        """Something that is there outside of the loops, and the views of it that are like `var`."""
        views: list[Call] = []
        atom: Atom = var
        for _ in range(DEPTH):
            if not isinstance(atom, Var):
                return None
            following = self.earlier(atom, typed)
            if following is None:
                op = self.maker.get(atom)
                if atom in self.there or not isinstance(op, Call) or not self.is_view(op):
                    break
                views.append(op)
                following = op.args[0]
            atom = following
        return (atom, views) if atom in self.there else None

    def earlier(self, var: Var, typed: bool) -> Atom | None:
        """An operand that is provably like the value."""
        if var in self.initial:
            return self.alike([self.initial[var]], var, typed)
        op = self.maker.get(var)
        if isinstance(op, Store):
            return self.alike([op.array], var, typed)
        if not isinstance(op, Call) or op.func is pop:
            return None
        if var in self.there and var.name:
            return None  # the user's own name for it says more
        operands = elementwise_operands(op.func, [self.facts.fact(a) for a in op.args])
        return self.alike(op.args, var, typed) if operands else None

    def alike(self, atoms: list[Atom] | tuple[Atom, ...], var: Var, typed: bool) -> Atom | None:
        for atom in atoms:
            if isinstance(atom, Const) or not self.facts.same_shape(atom, var):
                continue
            if not typed or self.facts.same_dtype(atom, var):
                return atom
        return None

    def is_view(self, op: Call) -> bool:
        """Is it a slice with bounds that are literals, of an array?"""
        return (
            op.func in VIEWS
            and isinstance(op.args[1], Const)
            and self.facts.fact(op.args[0]).kind == "array"
        )


def read_themselves(function: Function) -> set[Atom]:
    """The values of which the backward half reads more than the shape."""
    found: set[Atom] = set(function.body.results)
    for op in walk(function.body):
        if op.backward:
            place = engine.shape_argument(op) if isinstance(op, Call) else None
            found.update(a for k, a in enumerate(operands(op)) if k != place)
            for block in blocks(op):
                found.update(block.results)
    return found


def read_last_shapes(function: Function, facts: Facts) -> Function:
    """Where a loop has stayed, ask for the shape of what it leaves: the states before have no name then."""
    newer: dict[Atom, Var] = {}
    for op in function.body.ops:
        if op.backward:
            continue
        pairs: list[tuple[Atom, Var]] = []
        if isinstance(op, Loop):
            pairs = list(zip(op.inits, op.outs))
        elif isinstance(op, Store):
            pairs = [(op.array, op.out)]
        for old, new in pairs:
            if facts.same_shape(old, new) and facts.same_dtype(old, new):
                newer[old] = new
    if not newer:
        return function
    uses = count_uses(function)
    asked = {
        op.args[place]
        for op in walk(function.body)
        if isinstance(op, Call) and op.backward and (place := engine.shape_argument(op)) is not None
    }

    def last(atom: Atom) -> Atom:
        while atom in newer:
            atom = newer[atom]
        return atom

    def block(old: Block) -> Block:
        return Block(tuple(map(visit, old.ops)), old.results)

    def visit(op: Op) -> Op:
        if isinstance(op, (If, Loop)):
            return map_blocks(op, block) if op.backward else op
        if not isinstance(op, Call) or not op.backward:
            return op
        place = engine.shape_argument(op)
        if place is None and op.func in VIEWS and op.out in asked and uses.get(op.out) == 1:
            place = 0
        if place is None:
            return op
        return replace(op, args=(*op.args[:place], last(op.args[place]), *op.args[place + 1 :]))

    return replace(function, body=block(function.body))
