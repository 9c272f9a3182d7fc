"""Where each array is at one point of the program, and its present state."""

from __future__ import annotations

import operator
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from functools import partial

from adcompile.analysis.aliases import alias_roots
from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import target
from adcompile.analysis.sharing import (
    Choice,
    Now,
    Place,
    Where,
    is_same,
)
from adcompile.ir.builder import Builder
from adcompile.ir.facts import Fact
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Mark,
    Op,
    Store,
    Var,
    walk,
)
from adcompile.rules import engine
from adcompile.rules.shared import is_view
from adcompile.rules.views import (
    is_contiguous,
    picks_a_part,
)

__all__ = ["Places"]


class Places:
    """The bases with their states, and what is read of them."""

    def __init__(
        self,
        function: Function,
        facts: Facts,
        doubtful: Container[Op] | None,
        choosing: bool,
        copied: Sequence[Var],
    ) -> None:
        self.function = function
        self.facts = facts
        self.doubtful = () if doubtful is None else doubtful
        self.asking = doubtful is not None
        self.copied = list(copied)  # the arguments that are changed through a view
        self.numbers: set[Var] = set()
        self.origin: dict[Var, Var] = {}  # of what may be a number: all of these are one
        self.builder = Builder()
        self.maker: dict[Var, Op] = {
            op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))
        }
        self.place: dict[Var, Place] = {}
        self.valid: dict[Var, Var] = {}  # the state of the base that a variable is taken from
        self.now = Now()
        self.choosing = choosing
        self.choice: dict[Var, Choice] = {}
        self.current: dict[Var, tuple[Var | None, ...]] = {}  # the states that it is taken from
        self.added: dict[tuple[Op, Var], tuple[Var, Var]] = {}  # parameters and outs of loops
        self.roots = alias_roots(function, facts)
        self.written = frozenset[Var]().union(
            *(
                self.roots.get(written, frozenset())
                for op in walk(function.body)
                if isinstance(written := target(op), Var)
            )
        )
        self.contiguous: set[Var] = set()
        self.required: set[Var] = set()

    def block(self, block: Block) -> Block:
        """The ops of a block; the results are read by the caller, who knows what becomes of them."""
        raise NotImplementedError

    def begin(self, var: Var) -> None:
        """An array of its own, as far as is known."""
        self.choice.pop(var, None)
        if self.facts.is_number(var):
            return
        self.place[var] = Place(var)
        self.now.state[var] = var
        self.valid[var] = var
        made = self.maker.get(var)
        new = isinstance(made, Call) and not is_view(made) and self.facts.rank(var) == 1
        if new or is_contiguous(made):
            self.contiguous.add(var)

    def forget(self, variables: Iterable[Var]) -> None:
        """What was found in an earlier reading of a loop does not hold in this one."""
        for var in variables:
            for known in (self.place, self.valid, self.choice, self.current, self.origin):
                known.pop(var, None)

    def put(self, var: Var, place: Place) -> None:
        """The variable is what is at the place now."""
        self.choice.pop(var, None)
        self.place[var] = place
        state = self.now.state[place.base]
        self.valid[var] = state
        self.now.held.setdefault(state, []).append((place, var))

    def hold(self, base: Var, state: Var) -> None:
        """The variable is the base, in its present state."""
        self.now.state[base] = state
        self.place[state] = Place(base)
        self.valid[state] = state

    def read(self, atom: Atom) -> Atom:
        """What stands for the array in its present state."""
        if isinstance(atom, Var) and atom in self.choice:
            return self.chosen(atom, self.choice[atom])
        if not isinstance(atom, Var) or atom not in self.place:
            return atom
        place = self.place[atom]
        state = self.now.state.get(
            place.base
        )  # None for a value of the block that this one mirrors
        if state is None or self.valid.get(atom) is state:
            return atom
        if atom in self.origin:
            return self.number_or_view(atom, place)
        return self.at(place, atom)

    def at(self, place: Place, name: Var) -> Var:
        """What is at a place now; taken under this name, if it has to be."""
        state = self.now.state[place.base]
        if not place.path:
            return state
        for other, var in self.now.held.get(state, ()):
            if place.is_same(other):
                return var
        view = place.path[-1]
        out = view.again(self.builder, self.around(place), name)
        self.like(out, view.op.out)
        self.put(out, place)
        return out

    def around(self, place: Place) -> Var:
        """What the last step of a path is a view of."""
        path = place.path[:-1]
        return self.at(Place(place.base, path), path[-1].op.out if path else place.base)

    def like(self, var: Var, known: Var) -> None:
        """Another state of an array: its kind, shape and dtype stay."""
        self.facts.of[var] = replace(self.facts.fact(known), items=())
        made = self.builder.ops[-1] if self.builder.ops else None
        if isinstance(made, (Call, Store)) and made.out is var:
            self.maker[var] = made

    def is_array(self, var: Var) -> bool:
        """Is it certainly no number, which nobody sees changing?"""
        if self.facts.rank(var):
            return True
        place = self.place.get(var)
        if place is None or self.facts.fact(var).kind != "array":
            return False
        last = place.path[-1].op if place.path else None
        if last is None:
            return place.base in self.now.arrays
        if last.func is operator.getitem:
            parts = engine.index_parts(last.args[1], self.maker)
            return any(picks_a_part(p, self.maker) for p in parts)
        return self.is_array_place(Place(place.base, place.path[:-1]))

    def is_array_place(self, place: Place) -> bool:
        return self.is_array(place.path[-1].op.out) if place.path else place.base in self.now.arrays

    # -- numbers or arrays ----------------------------------------------------------------

    def number_or_view(self, var: Var, place: Place) -> Var:
        """What may be a number stays; a view is taken again."""
        origin = self.origin[var]
        latest = self.now.latest.get(origin, var)
        if self.valid.get(latest) is self.now.state[place.base]:
            return latest
        test = self.ask(latest)
        self.numbers.add(latest)
        out = Var(var.name, var.of)
        self.facts.of[out] = self.facts.fact(var)
        then, _ = self.side(lambda: (self.at(place, var),))
        self.fork((out,), test, then, Block((), (latest,)))
        self.perhaps(out, place, origin)
        return out

    def ask(self, var: Var) -> Var:
        """Is it an array?"""
        test = self.builder.call(isinstance, var, engine.NDARRAY)
        self.facts.of[test] = Fact("number", (), bool)
        return test

    def perhaps(self, var: Var, place: Place, origin: Var) -> None:
        """The variable is what is at the place now, or a number."""
        self.place[var] = place
        self.valid[var] = self.now.state[place.base]
        self.origin[var] = origin
        self.now.latest[origin] = var

    # -- one of two arrays ----------------------------------------------------------------

    def choose(self, var: Var, choice: Choice) -> None:
        """The variable is one of two arrays, as they are now."""
        self.place.pop(var, None)
        self.choice[var] = choice
        self.current[var] = self.now.states(choice)
        self.now.chosen.append((choice, var))

    def chosen(self, var: Var, choice: Choice) -> Var:
        """One of two arrays as it is now."""
        states = self.now.states(choice)
        if None in states or self.current[var] == states:
            return var
        for other, known in self.now.chosen:
            if is_same(choice, other) and self.current[known] == states:
                return known
        out = Var(var.name, var.of)
        self.facts.of[out] = self.facts.fact(var)
        sides = [self.side(partial(self.fetch, w, var)) for w in (choice.yes, choice.no)]
        self.fork((out,), choice.test, *(block for block, _ in sides))
        self.choose(out, choice)
        return out

    def fetch(self, where: Where, name: Var) -> tuple[Var]:
        """What is there now."""
        if isinstance(where, Place):
            return (self.at(where, name),)
        out = Var(name.name, name.of)
        self.facts.of[out] = self.facts.fact(name)
        sides = [self.side(partial(self.fetch, w, name)) for w in (where.yes, where.no)]
        self.fork((out,), where.test, *(block for block, _ in sides))
        return (out,)

    def where(self, atom: Atom) -> Where | None:
        """Where an array is, that is known to be one, or one of two."""
        found = self.choice.get(atom) if isinstance(atom, Var) else None
        return self.certain(atom) if found is None else found

    def certain(self, atom: Atom) -> Place | None:
        """Where an array is, that is known to be one."""
        return None if not isinstance(atom, Var) or atom in self.origin else self.place.get(atom)

    # -- regions --------------------------------------------------------------------------

    def side(self, make: Callable[[], tuple[Var, ...]]) -> tuple[Block, Now]:
        """One side of a branch, and what holds at its end."""
        outer, self.now = self.now, Now(self.now)
        kept, self.builder.ops = self.builder.ops, []
        results = make()
        block, inner = Block(tuple(self.builder.ops), results), self.now
        self.now, self.builder.ops = outer, kept
        return block, inner

    def fork(self, outs: tuple[Var, ...], test: Atom, then: Block, orelse: Block) -> None:
        self.builder.append(If(outs, test, then, orelse, self.builder.span, mark=Mark()))

    def inner(self, ops: list[Op], now: Now, atom: Atom) -> Atom:
        """A result of a block, as it is at its end."""
        outer, self.now = self.now, now
        kept, self.builder.ops = self.builder.ops, ops
        found = self.read(atom)
        self.now, self.builder.ops = outer, kept
        return found

    def finished(self, block: Block, now: Now) -> Block:
        """A block with its results as they are at its end."""
        ops = list(block.ops)
        results = tuple(self.inner(ops, now, a) for a in block.results)
        return Block(tuple(ops), results)
