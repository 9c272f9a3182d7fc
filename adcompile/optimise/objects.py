"""Views that the user has given a name, which are there already.

    row = B[i]                      row = B[i]
    for j in range(n):              for j in range(n):
        row@2 = B[i]         =>         row[j] = j
        row@2[j] = j

For the text alone, when it is known which writes happen in place: then two states of an array are one object, and
a view of one is the same view of the other.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import target
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Store, Var, walk
from adcompile.ir.primitives import build_tuple, copy
from adcompile.ir.rewrite import map_block, resolve
from adcompile.rules.views import picks_a_view

__all__ = ["keep_views"]

Identity = Var | tuple["Identity", object]


def keep_views(function: Function, facts: Facts) -> Function:
    """The program without the views that are taken a second time."""
    if not any(target(op) is not None and not op.backward for op in walk(function.body)):
        return function
    sweep = Sweep(function, facts)
    body = sweep.block(function.body, {})
    if not sweep.replaced:
        return function
    return replace(function, body=map_block(body, lambda a: resolve(a, sweep.replaced)))


class Sweep:
    """One forward sweep: which values are the same object."""

    def __init__(self, function: Function, facts: Facts) -> None:
        self.facts = facts
        self.replaced: dict[Var, Atom] = {}
        self.identity: dict[Var, Identity] = {}
        self.maker: dict[Var, Op] = {
            op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))
        }

    def of(self, atom: Atom) -> Identity | None:
        """What object it is."""
        return self.identity.get(atom, atom) if isinstance(atom, Var) else None

    def key(self, index: Atom) -> object:
        """What an index is, for comparison."""
        if isinstance(index, Const):
            return type(index.value).__name__, repr(index.value)
        made = self.maker.get(index)
        if isinstance(made, Call) and made.func in (build_tuple, slice) and not made.kwargs:
            return made.func.__name__, *map(self.key, made.args)
        return index

    def block(self, block: Block, seen: Mapping[Identity, Var]) -> Block:
        """A block, where the views in `seen` have names."""
        known = dict(seen)
        ops: list[Op] = []
        for op in block.ops:
            match op:
                case Call() | Store():
                    if self.is_known(op, known):
                        continue
                case If():
                    then, orelse = self.block(op.then, known), self.block(op.orelse, known)
                    for out, a, b in zip(op.outs, then.results, orelse.results):
                        if self.of(a) is not None and self.of(a) == self.of(b):
                            self.identity[out] = self.of(a)  # type: ignore[assignment]
                    op = replace(op, then=then, orelse=orelse)
                case Loop():
                    op = self.loop(op, known)
            ops.append(op)
        return Block(tuple(ops), block.results)

    def is_known(self, op: Call | Store, known: dict[Identity, Var]) -> bool:
        """Is it a view that has a name already?  Otherwise learn what it is."""
        written = target(op)
        if isinstance(written, Var) and not self.facts.is_number(written):
            self.identity[op.out] = self.of(written)  # type: ignore[assignment]
            return False
        if not isinstance(op, Call) or not op.args or not isinstance(op.args[0], Var):
            return False
        if op.func is copy:
            self.identity[op.out] = self.of(op.args[0])  # type: ignore[assignment]
            return False
        if op.func is not operator.getitem or not picks_a_view(op, self.maker, self.facts):
            return False
        whole = self.of(op.args[0])
        assert whole is not None
        identity: Identity = (whole, self.key(op.args[1]))
        self.identity[op.out] = identity
        if not op.out.name or op.backward:
            return False
        if identity in known and known[identity].name == op.out.name:
            self.replaced[op.out] = known[identity]
            return True
        known[identity] = op.out
        return False

    def loop(self, op: Loop, known: Mapping[Identity, Var]) -> Loop:
        """A loop: what is the same object at the end of an iteration was it all along."""
        same = {k for k, init in enumerate(op.inits) if isinstance(init, Var)}
        before = dict(self.replaced)
        while True:
            self.replaced = dict(before)
            for k, param in enumerate(op.params):
                self.identity.pop(param, None)
                if k in same:
                    self.identity[param] = self.of(op.inits[k])  # type: ignore[assignment]
            body = self.block(op.body, known)
            moved = {k for k in same if self.of(op.body.results[k]) != self.of(op.inits[k])}
            if not moved:
                break
            same -= moved
        for k in same:
            self.identity[op.outs[k]] = self.of(op.inits[k])  # type: ignore[assignment]
        return replace(op, body=body)
