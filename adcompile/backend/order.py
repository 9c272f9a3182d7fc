"""Where everything stands: a number for each op, also inside regions, and for each end of a block.

s = 0.0                   0
for t in range(n):        1 the loop is entered: what it begins with is read
                          2 its head: `t` is bound
    h = np.tanh(W @ h)    3
                          4 the end of its body: the results are read, the next parameters bound
                          5 it is left
return h                  6 the end of the function
"""

from __future__ import annotations

from dataclasses import dataclass

from adcompile.ir.nodes import Atom, Block, Function, If, Loop, Op, operands

__all__ = ["Order", "Scope"]


@dataclass(slots=True, eq=False)
class Scope:
    """A block: where it starts, where its results are read, and the region around it."""

    block: Block
    parent: Scope | None
    region: If | Loop | None
    depth: int
    enter: int = 0  # where the region is entered
    start: int = 0
    end: int = 0
    leave: int = 0  # where the region is left
    repeats: bool = False  # what is read in it and defined outside is read in each iteration

    def holds(self, inner: Scope) -> bool:
        """Is the other block this one or inside it?"""
        scope: Scope | None = inner
        while scope is not None and scope is not self:
            scope = scope.parent
        return scope is self


Entry = Op | Scope | None


class Order:
    """The ops of a function and the ends of its blocks, numbered in the order of the text."""

    def __init__(self, function: Function) -> None:
        self.top = Scope(function.body, None, None, 0)
        self.entries: list[Entry] = []
        self.scopes: list[Scope] = []
        self.blocks: dict[If | Loop, tuple[Scope, ...]] = {}  # of each region
        self.block(self.top)

    def place(self, entry: Entry, scope: Scope) -> int:
        """Give an entry its number."""
        self.entries.append(entry)
        self.scopes.append(scope)
        return len(self.entries) - 1

    def block(self, scope: Scope) -> None:
        """Number the ops of a block, then its end."""
        scope.start = len(self.entries)
        for op in scope.block.ops:
            position = self.place(op, scope)
            if isinstance(op, (If, Loop)):
                self.region(op, scope, position)
        scope.end = self.place(scope, scope)

    def region(self, op: If | Loop, outer: Scope, enter: int) -> None:
        """Number what is inside a region; the body of a loop sees the values of its test."""
        depth = outer.depth + 1
        inner: tuple[Scope, ...]
        if isinstance(op, If):
            inner = tuple(Scope(b, outer, op, depth, enter) for b in (op.then, op.orelse))
        else:
            self.place(None, outer)
            if op.test is None:
                inner = (Scope(op.body, outer, op, depth, enter, repeats=True),)
            else:
                test = Scope(op.test, outer, op, depth, enter, repeats=True)
                inner = (test, Scope(op.body, test, op, depth + 1, enter))
        for scope in inner:
            self.block(scope)
        leave = self.place(None, outer)
        for scope in inner:
            scope.leave = leave
        self.blocks[op] = inner

    def reads(self, position: int) -> tuple[Atom, ...]:
        """What is read there."""
        entry = self.entries[position]
        if isinstance(entry, Scope):
            return entry.block.results
        return () if entry is None else operands(entry)
