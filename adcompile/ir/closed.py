"""A program in which every block reads only what is defined before it and around it.

    if x > y:                       a = if x > y:
        a = x * y                       yield x * y
    if x > y:               =>      else:
        return a * y                    yield UNDEFINED
                                    if x > y:
                                        return a * y

The backward half of a derivative may read what its mirror image has made inside a branch: in Python the name
is still there.  Before such a program is differentiated itself, these values leave their branches as results.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
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
from adcompile.ir.rewrite import map_operands

__all__ = ["closed"]


@dataclass(eq=False)
class Scope:
    """A block, the region that it belongs to, and the block around that."""

    block: Block
    region: If | Loop | None
    side: int
    parent: Scope | None
    leaving: dict[Var, Var] = field(default_factory=dict)  # values of this block -> outs

    def around(self) -> Iterator[Scope]:
        """This block and those around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent


def closed(function: Function) -> Function:
    """The function with what is read across blocks handed out of the branches that made it."""
    if not any(isinstance(op, If) for op in walk(function.body)):
        return function
    closing = Closing()
    top = Scope(function.body, None, 0, None)
    closing.survey(top)
    body = closing.block(top)
    return replace(function, body=closing.hand_out(body))


class Closing:
    """The blocks of a program, and where each value is made."""

    def __init__(self) -> None:
        self.home: dict[Var, Scope] = {}
        self.scopes: dict[tuple[int, int], Scope] = {}  # by the id of a region, and which block
        self.outs: dict[int, list[tuple[Var, int, Var]]] = {}  # by region: out, side, inner value
        self.kept: list[Op] = []  # so that no other op gets the id of one of these

    def survey(self, scope: Scope) -> None:
        """Note where everything is made."""
        for op in scope.block.ops:
            for var in defined(op):
                self.home[var] = scope
            if not isinstance(op, (If, Loop)):
                continue
            outer = scope
            for k, inner in enumerate(blocks(op)):
                child = Scope(inner, op, k, outer)
                self.scopes[id(op), k] = child
                if isinstance(op, Loop):
                    outer = child  # the body sees the values of the test
                    for var in op.params if op.item is None else (*op.params, op.item):
                        self.home.setdefault(var, child)
                self.survey(child)

    def block(self, scope: Scope) -> Block:
        """The block with its reads followed to where they leave a branch."""
        around = set(scope.around())

        def new(atom: Atom) -> Atom:
            home = self.home.get(atom) if isinstance(atom, Var) else None
            if home is None or home in around or not isinstance(atom, Var):
                return atom
            return self.lifted(atom, home, around)

        ops: list[Op] = []
        for op in scope.block.ops:
            if isinstance(op, (If, Loop)):
                inner = [self.block(self.scopes[id(op), k]) for k in range(len(blocks(op)))]
                old = id(op)
                op = with_reads(op, [new(a) for a in operands(op)], inner)
                self.outs[id(op)] = self.outs.setdefault(old, [])
                self.kept.append(op)
            else:
                op = map_operands(op, new)
            ops.append(op)
        return Block(tuple(ops), tuple(map(new, scope.block.results)))

    def lifted(self, var: Var, home: Scope, around: set[Scope]) -> Var:
        """The out of a branch that is `var`, in a block that all of `around` can see."""
        while home not in around:
            assert isinstance(home.region, If) and home.parent is not None
            if var not in home.leaving:
                out = Var(var.name, var.of)
                home.leaving[var] = out
                self.outs.setdefault(id(home.region), []).append((out, home.side, var))
            var, home = home.leaving[var], home.parent
        return var

    def hand_out(self, block: Block) -> Block:
        """The block with the new outs of its branches."""
        ops: list[Op] = []
        for op in block.ops:
            match op:
                case If():
                    extra = self.outs.get(id(op), [])
                    then, orelse = self.hand_out(op.then), self.hand_out(op.orelse)
                    sides = [
                        Block(
                            side.ops,
                            (*side.results, *(v if k == j else UNDEFINED for _, j, v in extra)),
                        )
                        for k, side in enumerate((then, orelse))
                    ]
                    outs = (*op.outs, *(out for out, _, _ in extra))
                    op = replace(op, outs=outs, then=sides[0], orelse=sides[1])
                case Loop():
                    test = None if op.test is None else self.hand_out(op.test)
                    op = replace(op, test=test, body=self.hand_out(op.body))
                case _:
                    pass
            ops.append(op)
        return Block(tuple(ops), block.results)


def with_reads(op: If | Loop, atoms: list[Atom], inner: list[Block]) -> If | Loop:
    """The region with other operands and blocks."""
    match op:
        case If():
            return replace(op, test=atoms[0], then=inner[0], orelse=inner[1])
        case Loop():
            iterable = None if op.iterable is None else atoms[-1]
            test = None if op.test is None else inner[0]
            inits = tuple(atoms[: len(op.inits)])
            return replace(op, inits=inits, iterable=iterable, test=test, body=inner[-1])
