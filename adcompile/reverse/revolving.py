"""The adjoint of a loop that keeps a given number of states.

    for action, first, last in revolve(n, s):
        if action == "reverse":      run one iteration, then its adjoint
        elif action == "advance":    run iterations forward
        elif action == "store":      hs.append(h)
        elif action == "restore":    h = hs[-1]
        else:                        hs.pop()

It is made of the reversed loop that reads everything of its mirror image: the body of that is what is done behind
one iteration.

Source: Griewank and Walther (2000), Algorithm 799: revolve.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.diagnostics import UnsupportedSyntax
from adcompile.ir.builder import Builder
from adcompile.ir.facts import Fact, ShapeVar
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Const,
    If,
    Loop,
    Mark,
    Op,
    Var,
)
from adcompile.ir.primitives import append, build_list, shorten, unpack
from adcompile.ir.rewrite import freshened, map_block, remarked
from adcompile.rules import engine

__all__ = ["Revolving"]


class Revolving:
    """One such loop."""

    def __init__(
        self,
        op: Loop,
        forward: Loop,
        whole: Atom,
        snapshots: Atom,
        builder: Builder,
        facts: Facts,
    ) -> None:
        self.op = op
        self.forward = replace(forward, recompute=False)  # with guards and counters
        self.whole = whole
        self.snapshots = snapshots
        self.builder = builder
        self.facts = facts

    def replace_loop(self, start: int) -> None:
        """Put it in the place of the reversed loop among the ops from `start` on."""
        if UNDEFINED in self.op.inits:
            raise UnsupportedSyntax(
                "`snapshots` for a loop whose state is not bound before it is not supported",
                self.op.span,
                "assign every name that an iteration takes over from the one before",
            )
        made = self.builder.ops[start:]
        at = next(
            k for k, op in enumerate(made) if isinstance(op, Loop) and op.mark is self.op.mark
        )
        loop = made[at]
        assert isinstance(loop, Loop)
        del self.builder.ops[start:]
        self.builder.ops += made[:at]
        self.builder.span = loop.span
        self.builder.ops.append(self.around(loop))
        self.builder.ops += made[at + 1 :]

    def state(self) -> list[Var]:
        """Variables like the parameters of the loop."""
        new = [Var(p.name) for p in self.op.params]
        for var, param in zip(new, self.op.params):
            self.facts.of[var] = self.facts.fact(param)
        return new

    def lists(self) -> list[Var]:
        """Variables for the states that are kept, a list for each value."""
        new = [Var("{}s", of=p) for p in self.op.params]
        for var in new:
            self.facts.of[var] = Fact("list", ShapeVar())
        return new

    def around(self, loop: Loop) -> Loop:
        """The loop over the actions."""
        call = self.builder.call
        count = call(len, self.whole)
        actions = call(engine.REVOLVE, count, self.snapshots, out=Var("actions"))
        number = call(range, call(len, actions))
        kept = [call(build_list, out=var) for var in self.lists()]
        state, lists = self.state(), self.lists()
        item = Var()
        self.facts.of[item] = Fact("number", (), int)
        outer, self.builder.ops = self.builder.ops, []
        action = call(operator.getitem, actions, item)
        names = ("action", "first", "last")
        kind, first, last = (
            call(unpack, action, Const(k), Const(3), out=Var(name)) for k, name in enumerate(names)
        )
        for var in (first, last):
            self.facts.of[var] = Fact("number", (), int)
        cotangents = list(loop.params)
        rest = (*state, *lists)
        reverse = self.reverse(loop, state, first)
        reverse = Block(reverse.ops, (*rest, *reverse.results))
        others: list[tuple[str, Block]] = [
            ("advance", self.advance(state, lists, first, last, cotangents)),
            ("store", self.store(state, lists, cotangents)),
            ("restore", self.restore(state, lists, cotangents)),
        ]
        block = self.drop(state, lists, cotangents)
        for name, then in reversed(others):
            block = self.choice(kind, name, then, block)
        block = self.choice(kind, "reverse", reverse, block)
        ops = (*self.builder.ops, *block.ops)
        self.builder.ops = outer
        outs = [Var(v.name, v.of) for v in (*rest, *cotangents)]
        for out, var in zip(outs, (*rest, *cotangents)):
            self.facts.of[out] = self.facts.fact(var)
        outs[len(rest) :] = loop.outs
        return Loop(
            tuple(outs),
            (*rest, *cotangents),
            (*self.op.inits, *kept, *loop.inits),
            Block(ops, block.results),
            loop.span,
            item=item,
            iterable=number,
            backward=True,
            mark=Mark(),
        )

    def choice(self, kind: Var, name: str, then: Block, orelse: Block) -> Block:
        """`if action == name: ... else: ...`."""
        outer, self.builder.ops = self.builder.ops, []
        test = self.builder.call(operator.eq, kind, Const(name))
        outs = []
        for a, b in zip(then.results, orelse.results):
            known = a if isinstance(a, Var) else b
            assert isinstance(known, Var)
            out = Var(known.name, known.of)
            self.facts.of[out] = self.facts.fact(known)
            outs.append(out)
        span = self.builder.span
        self.builder.ops.append(
            If(tuple(outs), test, then, orelse, span, backward=True, mark=Mark())
        )
        ops, self.builder.ops = tuple(self.builder.ops), outer
        return Block(ops, tuple(outs))

    def reverse(self, loop: Loop, state: list[Var], first: Var) -> Block:
        """One iteration, and its adjoint."""
        outer, self.builder.ops = self.builder.ops, []
        element = self.builder.call(operator.getitem, self.whole, first)
        self.facts.of[element] = Fact("number", (), int)
        renamed: dict[Var, Atom] = dict(zip(self.op.params, state))
        marks: dict[Mark | None, Mark] = {}
        if self.op.item is not None:
            renamed[self.op.item] = element
        if loop.element is not None:
            renamed[loop.element] = element
        forward = [freshened(op, renamed, marks) for op in self.forward.body.ops]
        self.facts.also(renamed, marks)
        body = map_block(loop.body, lambda a: renamed.get(a, a) if isinstance(a, Var) else a)
        ops: tuple[Op, ...] = (
            *self.builder.ops,
            *forward,
            *(remarked(op, marks) for op in body.ops),
        )
        self.builder.ops = outer
        return Block(ops, body.results)

    def advance(
        self, state: list[Var], lists: list[Var], first: Var, last: Var, cotangents: list[Var]
    ) -> Block:
        """Some iterations forward."""
        outer, self.builder.ops = self.builder.ops, []
        part = self.builder.call(slice, first, last, Const(None))
        counts = self.builder.call(operator.getitem, self.whole, part)
        renamed: dict[Var, Atom] = {}
        marks: dict[Mark | None, Mark] = {}
        again = replace(self.forward, inits=tuple(state), iterable=counts)
        loop = freshened(again, renamed, marks)
        self.facts.also(renamed, marks)
        assert isinstance(loop, Loop)
        ops, self.builder.ops = (*self.builder.ops, loop), outer
        return Block(ops, (*loop.outs, *lists, *cotangents))

    def store(self, state: list[Var], lists: list[Var], cotangents: list[Var]) -> Block:
        """Keep the state."""
        outer, self.builder.ops = self.builder.ops, []
        longer = [self.builder.call(append, kept, var) for kept, var in zip(lists, state)]
        ops, self.builder.ops = tuple(self.builder.ops), outer
        return Block(ops, (*state, *longer, *cotangents))

    def restore(self, state: list[Var], lists: list[Var], cotangents: list[Var]) -> Block:
        """Take the last state that was kept."""
        outer, self.builder.ops = self.builder.ops, []
        again = self.state()
        for var, kept in zip(again, lists):
            fact = self.facts.of[var]
            self.builder.call(operator.getitem, kept, Const(-1), out=var)
            self.facts.of[var] = fact
        ops, self.builder.ops = tuple(self.builder.ops), outer
        return Block(ops, (*again, *lists, *cotangents))

    def drop(self, state: list[Var], lists: list[Var], cotangents: list[Var]) -> Block:
        """Forget the last state that was kept."""
        outer, self.builder.ops = self.builder.ops, []
        shorter = [self.builder.call(shorten, kept) for kept in lists]
        ops, self.builder.ops = tuple(self.builder.ops), outer
        return Block(ops, (*state, *shorter, *cotangents))
