"""What is the same in every iteration is read where the loop left it, and not kept.

    ss = []
    for t in range(n):                      for t in range(n):
        s = np.exp(w)                           s = np.exp(w)
        ss.append(s)                            x = np.tanh(s * x)
        x = np.tanh(s * x)           =>     for t in reversed(range(n)):
    for t in reversed(range(n)):                grad_x = grad_x * s
        s = ss.pop()
        grad_x = grad_x * s

The user's statements stay where they are, so nothing is computed for a loop without an iteration; then `s` is
not bound, and nobody reads it.

For the text alone: a derivative of the program sees iterations that are alike, and no last one that differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Op,
    Var,
    blocks,
    defined,
    operands,
    walk,
)
from adcompile.ir.primitives import build_list, pop, push
from adcompile.ir.rewrite import map_block, map_blocks
from adcompile.rules import engine
from adcompile.rules.primitives import is_in_place, makes_buffer

__all__ = ["read_invariants"]


def read_invariants(function: Function, facts: Facts) -> Function:
    """Drop the histories of values that do not depend on the iteration."""
    if not any(isinstance(op, Loop) and op.backward for op in walk(function.body)):
        return function
    return replace(function, body=simplified(function.body, facts))


def simplified(block: Block, facts: Facts) -> Block:
    """The same for a block, and for those of the backward half in it, which may have histories of their own."""
    histories = whole_histories(block)
    if histories:
        lasting = Lasting(facts, histories)
        ops = lasting.nest(block.ops)
        if lasting.last:
            block = without(Block(ops, block.results), lasting.gone)
            block = map_block(block, lambda a: lasting.last.get(a, a))
    regions = [op for op in block.ops if isinstance(op, (If, Loop)) and op.backward]
    if not any(op.func is build_list for region in regions for op in inner_calls(region)):
        return block
    ops = tuple(
        map_blocks(op, lambda inner: simplified(inner, facts)) if op in regions else op
        for op in block.ops
    )
    return Block(ops, block.results)


def inner_calls(region: If | Loop) -> Iterator[Call]:
    """The calls inside a region."""
    for block in blocks(region):
        for op in walk(block):
            if isinstance(op, Call):
                yield op


@dataclass(frozen=True)
class History:
    """A list that grows at one place and shrinks at one: what is pushed, what is popped, its ops."""

    value: Atom
    taken: Var
    ops: tuple[Call, ...]


def whole_histories(block: Block) -> list[History]:
    """The histories of a block of which nothing else is asked, their length for one."""
    users: dict[Atom, list[Call]] = {}
    counts: Counter[Atom] = Counter(block.results)
    made: dict[Atom, Call] = {
        op.out: op
        for op in block.ops
        if isinstance(op, Call) and op.func is build_list and not op.args
    }
    if not made:
        return []
    for op in walk(block):
        counts.update(operands(op))
        for inner in blocks(op):
            counts.update(inner.results)
        if isinstance(op, Call) and op.func in (push, pop, list) and op.args:
            users.setdefault(op.args[0], []).append(op)
    found: list[History] = []
    for history, first in made.items():
        ops = users.get(history, [])
        if counts[history] == 2 and len(ops) == 2 and ops[1].func is list:  # of a vjp
            copied = ops[1].out
            ops = [*ops, *users.get(copied, [])]
            if counts[copied] != 1:
                continue
        elif counts[history] != 2:
            continue
        if ops and ops[0].func is push and ops[-1].func is pop:
            found.append(History(ops[0].args[1], ops[-1].out, (first, *ops)))
    return found


class Lasting:
    """A sweep over the loops of the forward half."""

    def __init__(self, facts: Facts, histories: list[History]) -> None:
        self.facts = facts
        self.of: dict[Atom, list[History]] = {}
        for history in histories:
            self.of.setdefault(history.value, []).append(history)
        self.last: dict[Atom, Atom] = {}  # what was popped -> what the outermost loop hands out
        self.gone: set[Op] = set()

    def nest(self, ops: tuple[Op, ...]) -> tuple[Op, ...]:
        """Ops around which no loop is."""
        done: list[Op] = []
        for op in ops:
            if isinstance(op, Loop) and not op.backward:
                op, outs = self.loop(op, {}, changing(op))
                for value, out in outs.items():
                    for history in self.of[value]:
                        self.last[history.taken] = out
                        self.gone.update(history.ops)
            done.append(op)
        return tuple(done)

    def loop(
        self, op: Loop, begin: Mapping[Var, Var], changes: set[Var]
    ) -> tuple[Loop, dict[Var, Var]]:
        """The loop, which hands out kept values that nothing `changes`, and under which names."""
        ops: list[Op] = []
        results: dict[Var, Var] = {}
        params: dict[Var, Var] = {}
        for inner in op.body.ops:
            if isinstance(inner, Loop):
                mine = {v: self.like(v) for v in self.kept_in(inner, changes)}
                params.update(mine)
                inner, outs = self.loop(inner, mine, changes)
                results.update(outs)
            elif isinstance(inner, Call) and inner.out in self.of and inner.out not in changes:
                params[inner.out] = self.like(inner.out)
                results[inner.out] = inner.out
            ops.append(inner)
        outs = {v: self.like(v) for v in results}
        flag = op.body.results[len(op.outs) :]
        kept = op.body.results[: len(op.outs)]
        whole = replace(
            op,
            outs=(*op.outs, *outs.values()),
            params=(*op.params, *(params[v] for v in results)),
            inits=(*op.inits, *(begin.get(v, UNDEFINED) for v in results)),
            body=Block(tuple(ops), (*kept, *results.values(), *flag)),
        )
        return whole, outs

    def kept_in(self, op: Loop, changes: set[Var]) -> list[Var]:
        """The kept values that an inner loop computes, and that nothing changes."""
        found: list[Var] = []
        for inner in op.body.ops:
            if isinstance(inner, Loop):
                found += self.kept_in(inner, changes)
            elif isinstance(inner, Call) and inner.out in self.of and inner.out not in changes:
                found.append(inner.out)
        return found

    def like(self, var: Var) -> Var:
        """Another variable for the same value."""
        new = Var(var.name, var.of)
        self.facts.of[new] = self.facts.fact(var)
        return new


def changing(op: Loop, around: Collection[Var] = ()) -> set[Var]:
    """The values of a loop that may differ from iteration to iteration, of it or of those `around`."""
    found: set[Var] = {*around, *op.params, *([] if op.item is None else [op.item])}
    for inner in (i for b in ([op.body] if op.test is None else [op.test, op.body]) for i in b.ops):
        if isinstance(inner, Loop):
            found = changing(inner, found) | {*inner.outs}
        elif isinstance(inner, If):
            found.update(v for i in walk(Block((inner,), ())) for v in defined(i))
        elif not isinstance(inner, Call) or is_new(inner):
            found.update(defined(inner))
        elif any(a in found for a in operands(inner)):
            found.add(inner.out)
    return found


def is_new(op: Call) -> bool:
    """May the op give something else each time, or something that is written to?"""
    return engine.has_effect(op) or is_in_place(op.func) or makes_buffer(op.func)


def without(block: Block, gone: set[Op]) -> Block:
    """The block without some ops, also inside."""
    ops = [op for op in block.ops if op not in gone]
    inner = (
        map_blocks(op, lambda b: without(b, gone)) if isinstance(op, (If, Loop)) else op
        for op in ops
    )
    return Block(tuple(inner), block.results)
