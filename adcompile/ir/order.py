"""A linear order of a program with regions, and how long each value is read.

    0  s = np.sum(x)
    1  t = for i in n, p = s:      the head of a region
    2      q = p + w
    3      yield q                 the end of a block
    4                              the end of the region: here `t` is defined, and `w` read for the last time

What is defined around a loop and read inside is read until the end of the loop, as the next iteration reads it
again.  What only the other branch of an `If` reads is dead in this one, but for what is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Mark,
    Op,
    Store,
    Var,
    blocks,
    operands,
    walk,
)
from adcompile.ir.primitives import record_item, set_attribute, set_item
from adcompile.ir.regions import last_raising

__all__ = ["NEVER", "Order", "order_of"]

HOLDING = (set_attribute, set_item, record_item)  # what gives a value to an object
NEVER = 1 << 60  # the position of a use after the last op: a result
Place = tuple[Atom, object]  # an object and the name of an attribute
Path = tuple[tuple[If | Mark, int], ...]


class Order:
    """Where each op stands, where each value is defined, and where it is read for the last time."""

    def __init__(
        self, filling: Container[Op] = (), shaped: Callable[[Op], int | None] | None = None
    ) -> None:
        self.filling = filling  # stores that read nothing of the array that they write to
        self.shaped = shaped  # which operand an op reads for its shape alone
        self.held: dict[Atom, set[Place]] = {}  # what attributes hold from some place on
        self.set_again: dict[Op, set[Place]] = {}  # the attributes that are set behind an op
        self.contents: Order | None = None  # the same, of what is read for more than its shape
        self.start: dict[Op, int] = {}
        self.home: dict[Atom, int] = {}
        self.last: dict[Atom, int] = {}
        self.position = 0
        self._loops: list[tuple[int, dict[Atom, None]]] = []  # heads, and what is read from outside
        self._others: list[dict[Atom, int]] = []  # of the `else` branches around
        self._path: Path = ()
        self._paths: dict[Op | Var, Path] = {}  # of what stands in a branch
        self._choices: dict[Op, tuple[Choice, ...]] = {}  # of what stands in a `then` branch
        self._chosen: tuple[Choice, ...] = ()
        self._replaced: dict[Var, Var] = {}

    def is_read_after(self, var: Var, op: Op) -> bool:
        """May the value be read by something that runs after `op`?"""
        if self.held and self._is_held_after(var, op):
            return True
        position = self.start[op]
        last = self.last.get(var, -1)
        if last <= position:
            return False
        var = self._replaced.get(var, var)
        for choice in self._choices.get(op, ()):
            if choice.start <= last <= choice.end:
                last = choice.before.get(var, -1)
        return last > position and not self._excludes(var, op)

    def _is_held_after(self, var: Var, op: Op) -> bool:
        """Does an object hold the value that gets no other behind `op`?"""
        places = self.held.get(self._replaced.get(var, var)) or self.held.get(var) or set()
        return not places <= self.set_again.get(op, set())

    def hold(self, block: Block, later: frozenset[Place] = frozenset()) -> None:
        """Note what objects hold, and where that ends."""
        for op in reversed(block.ops):
            self.set_again[op] = set(later)
            for inner in blocks(op):
                self.hold(inner, later)
                leaving = op.outs if isinstance(op, (If, Loop)) else ()
                for out, result in zip(leaving, inner.results):
                    if result in self.held:  # it leaves the region under another name
                        self.held.setdefault(out, set()).update(self.held[result])
            if isinstance(op, Call) and op.func is record_item:
                self.held.setdefault(op.args[1], set()).add((op.out, ""))
            if isinstance(op, Call) and op.func in (set_attribute, set_item):
                place = op.args[0], op.args[1].value  # type: ignore[union-attr]
                self.held.setdefault(op.args[2], set()).add(place)
                later = later | {place}

    def _excludes(self, var: Var, op: Op) -> bool:
        """Is the value made in a branch that is not taken where `op` runs?"""
        there, here = self._paths.get(var), self._paths.get(op)
        if not there or not here:
            return False
        taken = dict(here)
        return any(taken.get(choice, branch) != branch for choice, branch in there)

    def is_seen_after(self, var: Var, op: Op) -> bool:
        """May more than the shape of the value be read by something that runs after `op`?"""
        return (self.contents or self).is_read_after(var, op)

    def replace(self, old: Var, new: Var) -> None:
        """Let `new` be read where `old` was, which nobody reads any more."""
        if self.contents is not None:
            self.contents.replace(old, new)
        if new in self._replaced:
            return
        self._replaced[new] = old
        self.last[new] = self.last.pop(old, -1)
        self.home[new] = self.home[old]

    def walk(self, block: Block) -> None:
        """Number the ops of a block, and its end."""
        self._walk_ops(block.ops)
        self._read(block.results)
        self.position += 1

    def _walk_ops(self, ops: Iterable[Op]) -> None:
        for op in ops:
            self.start[op] = self.position
            atoms = operands(op)
            if op in self.filling:
                atoms = atoms[1:]
            elif self.shaped is not None and (place := self.shaped(op)) is not None:
                atoms = (*atoms[:place], *atoms[place + 1 :])
            if self._loops or self._path:
                self._note(op)
                self._read(atoms)
            else:
                for atom in atoms:
                    self.last[atom] = self.position
            match op:
                case Call() | Store():
                    self.home[op.out] = self.position
                case If():
                    self._branch(op)
                case Loop():
                    self._loop(op)
            self.position += 1

    def _note(self, op: Op) -> None:
        if self._path:
            self._paths[op] = self._path
            if isinstance(op, (Call, Store)):
                self._paths[op.out] = self._path
            else:
                for var in op.outs:
                    self._paths[var] = self._path
        if self._chosen:
            self._choices[op] = self._chosen

    def _read(self, atoms: Iterable[Atom]) -> None:
        for atom in atoms:
            if not isinstance(atom, Var):
                continue
            before = self.last.get(atom, -1)
            for other in self._others:
                other.setdefault(atom, before)
            if before < self.position:
                self.last[atom] = self.position
            if self._loops:
                head, outside = self._loops[-1]
                if self.home.get(atom, -1) < head:
                    outside[atom] = None

    def _branch(self, op: If) -> None:
        path, chosen = self._path, self._chosen
        choice = Choice()
        self.position += 1
        self._path = (*path, (op.mark or op, 0))
        count = 0
        if op.kind == "try":  # up to its end it may still come to the handler
            count = last_raising(op.then)
            count += count >= 0 and isinstance(op.then.ops[count], (If, Loop))
        self._walk_ops(op.then.ops[: max(count, 0)])
        self._chosen = (*chosen, choice)
        self.walk(Block(op.then.ops[max(count, 0) :], op.then.results))
        self._path = (*path, (op.mark or op, 1))
        self._chosen = chosen
        choice.start = self.position
        self._others.append(choice.before)
        self.walk(op.orelse)
        self._others.pop()
        choice.end = self.position - 1
        self._path = path
        for var in op.outs:
            self.home[var] = self.position

    def _loop(self, op: Loop) -> None:
        self._loops.append((self.position, {}))
        for var in op.params if op.item is None else (*op.params, op.item):
            self.home[var] = self.position
            if self._path:
                self._paths[var] = self._path
        self.position += 1
        if op.test is not None:
            self.walk(op.test)
            self.position -= 1
            self._read(op.params)  # which are the results, if the test fails
            self.position += 1
        self.walk(op.body)
        _, outside = self._loops.pop()
        self._read(outside)
        if op.iterable is not None:
            self._read((op.iterable,))  # the next item is taken when the body has ended
        for var in op.outs:
            self.home[var] = self.position


class Choice:
    """An `If`, seen from its first branch: where the other one is, and the last uses before that."""

    __slots__ = ("before", "end", "start")

    def __init__(self) -> None:
        self.start = self.end = -1
        self.before: dict[Atom, int] = {}


def order_of(
    function: Function,
    filling: Container[Op] = (),
    shaped: Callable[[Op], int | None] | None = None,
) -> Order:
    """The order of a program: its results, and what objects hold, are read at the very end."""
    order = Order(filling)
    order.walk(function.body)
    order.last.update(dict.fromkeys(function.body.results, NEVER))
    sets = any(isinstance(op, Call) and op.func in HOLDING for op in walk(function.body))
    if sets:
        order.hold(function.body)
    if shaped is not None:
        order.contents = Order(filling, shaped)
        order.contents.walk(function.body)
        order.contents.last.update(dict.fromkeys(function.body.results, NEVER))
        order.contents.held, order.contents.set_again = order.held, order.set_again
    return order
