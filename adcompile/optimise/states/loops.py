"""Loops: the bases that an iteration changes become parameters.

The body is read again and again, until it changes nothing but what is carried, and leaves every name where it was, or
at one of two places.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from adcompile.analysis.sharing import (
    Choice,
    Now,
    Place,
    Where,
    is_outside,
    is_stored_in,
    leaves_of,
)
from adcompile.ir.facts import Fact
from adcompile.ir.nodes import (
    Atom,
    Block,
    Const,
    Loop,
    Var,
)
from adcompile.ir.regions import made_inside
from adcompile.optimise.states.branches import Branches

__all__ = ["Loops"]


class Loops(Branches):
    """What becomes of a loop."""

    def loop(self, op: Loop) -> None:
        before = self.now
        round_ = Round(op, [self.read(a) for a in op.inits], made_inside(op))
        iterable = None if op.iterable is None else self.read(op.iterable)
        for init in op.inits:
            place = self.certain(init)
            round_.places.append(place if place and place.base in before.state else None)
        maybe: dict[int, Var] = {}  # what has to be an array, if there is any iteration
        for k, init in enumerate(op.inits):
            if init in self.origin and isinstance(init, Var) and is_stored_in(op, k):
                round_.places[k], maybe[k] = self.place[init], self.origin[init]
        round_.own.update(k for k, place in enumerate(round_.places) if place is None)
        while True:
            self.now = now = Now(before)
            self.forget(round_.inside)
            self.enter(round_)
            test = None if op.test is None else self.finished(self.block(op.test), now)
            body = self.block(op.body)
            changed = [b for b, state in before.state.items() if now.state[b] is not state]
            more = [b for b in changed if b not in round_.carried]
            moved = self.moved(round_)
            found = len(round_.second)
            self.seek(round_, moved)
            if not more and not moved and len(round_.second) == found:
                break
            # What else moves is seen anew.
            again = moved or len(round_.second) != found
            round_.carried = [] if again else [*round_.carried, *more]
            round_.own |= moved
            for k in moved:
                round_.second.pop(k, None)
        self.now = before
        self.leave(round_, iterable, test, body, now)
        for k, origin in maybe.items():
            if k not in round_.own:
                self.origin[op.outs[k]] = origin

    def enter(self, round_: Round) -> None:
        """The beginning of an iteration: a parameter holds each base that is carried."""
        op, states = round_.op, round_.states
        states.clear()
        for k, param in enumerate(op.params):
            place = round_.place(k)
            if place is not None and not place.path and place.base in round_.carried:
                states.setdefault(place.base, param)
        for base in round_.carried:
            self.hold(base, states.setdefault(base, self.carrier(op, base)[0]))
        for k, param in enumerate(op.params):
            place = round_.place(k)
            if k in round_.second:
                self.choice[param] = round_.choice(k, self.selector(op, k)[0])
                self.current[param] = ()
                continue
            if place is None:
                self.begin(param)
                continue
            self.place[param] = place
            if round_.is_kept(k):
                self.valid[param] = self.now.state[place.base]
        if op.item is not None:
            self.begin(op.item)

    def carrier(self, op: Loop, base: Var) -> tuple[Var, Var]:
        """A parameter for a base, and what it is behind the loop."""
        found = self.added.get((op, base))
        if found is None:
            found = self.added[op, base] = (Var(base.name, base.of), Var(base.name, base.of))
            for var in found:
                self.facts.of[var] = replace(self.facts.fact(base), items=())
        return found

    def moved(self, round_: Round) -> set[int]:
        """The parameters that are not where they began, when an iteration is over."""
        found: set[int] = set()
        for k, result in enumerate(round_.op.body.results[: len(round_.places)]):
            place, there = round_.place(k), self.certain(result)
            if k in round_.second:
                either = self.where(result)
                two = (round_.places[k], round_.second[k])
                if either is None or not all(
                    any(p.is_same(q) for q in two if q) for p in leaves_of(either)
                ):
                    found.add(k)
                continue
            if place is None:
                continue
            if there is None or not place.is_same(there) or not is_outside(there, round_.inside):
                found.add(k)
        return found

    def leave(
        self, round_: Round, iterable: Atom | None, test: Block | None, body: Block, now: Now
    ) -> None:
        """The loop with the bases that it changes among its parameters."""
        op, ops = round_.op, list(body.ops)
        rows: list[tuple[Var, Var, Atom, Atom]] = []  # outs, params, inits, results
        after: dict[Var, Var] = {}
        for k, (out, param) in enumerate(zip(op.outs, op.params)):
            if not round_.is_kept(k):
                continue
            rows.append((out, param, round_.inits[k], self.inner(ops, now, op.body.results[k])))
            place = round_.place(k)
            if place is not None and place.base in round_.carried:
                after[place.base] = out
        for base in round_.carried:
            if base not in after:
                param, after[base] = self.carrier(op, base)
                rows.append((after[base], param, self.now.state[base], now.state[base]))
        self.builder.ops, kept = ops, self.builder.ops
        for k in round_.second:
            (param, out), where = self.selector(op, k), self.where(op.body.results[k])
            first = round_.places[k]
            assert first is not None and where is not None
            rows.append((out, param, Const(True), self.is_first(where, first)))
        self.builder.ops = kept
        flag = tuple(self.inner(ops, now, a) for a in op.body.results[len(op.outs) :])
        results = tuple(result for *_, result in rows)
        self.builder.append(
            replace(
                op,
                outs=tuple(out for out, *_ in rows),
                params=tuple(param for _, param, *_ in rows),
                inits=tuple(init for *_, init, _ in rows),
                iterable=iterable,
                test=test,
                body=Block(tuple(ops), (*results, *flag)),
            )
        )
        for base, out in after.items():
            self.hold(base, out)
        for k, out in enumerate(op.outs):
            place = round_.place(k)
            if k in round_.second:
                self.choice[out] = round_.choice(k, self.selector(op, k)[1])
                self.current[out] = ()
                continue
            if place is None:
                self.begin(out)
                continue
            self.place[out] = place
            if round_.is_kept(k):
                self.valid[out] = self.now.state[place.base]

    # -- one of two arrays ----------------------------------------------------------------

    def selector(self, op: Loop, k: int) -> tuple[Var, Var]:
        """A parameter that tells if another one is what it began with, and what it is behind the loop."""
        found = self.added.get((op, op.params[k]))
        if found is None:
            name = f"is_{op.params[k].name}" if op.params[k].name else "same"
            found = self.added[op, op.params[k]] = (Var(name), Var(name))
            for var in found:
                self.facts.of[var] = Fact("number", (), bool)
        return found

    def seek(self, round_: Round, moved: set[int]) -> None:
        """Take those out of `moved` that are, in each iteration, one of the same two arrays."""
        for k in sorted(moved if self.choosing else ()):
            first, there = round_.places[k], self.where(round_.op.body.results[k])
            if k in round_.second or first is None or there is None:
                continue
            if self.written.isdisjoint(self.roots.get(round_.op.params[k], ())):
                continue
            others = [p for p in leaves_of(there) if not p.is_same(first)]
            if others and is_outside(others[0], round_.inside):
                if all(p.is_same(others[0]) for p in others[1:]):
                    round_.second[k] = others[0]
                    moved.discard(k)

    def is_first(self, where: Where, first: Place) -> Atom:
        """Is it the first of two places?"""
        if isinstance(where, Place):
            return Const(where.is_same(first))
        yes, no = self.is_first(where.yes, first), self.is_first(where.no, first)
        if isinstance(yes, Const) and isinstance(no, Const):
            if yes.value is no.value:
                return yes
            if yes.value:
                return where.test
        out = Var()
        self.facts.of[out] = Fact("number", (), bool)
        self.fork((out,), where.test, Block((), (yes,)), Block((), (no,)))
        return out


@dataclass
class Round:
    """What is known of the values that a loop hands on, while its body is read again and again."""

    op: Loop
    inits: list[Atom]
    inside: set[Var]  # what is made in the loop
    places: list[Place | None] = field(default_factory=list)  # of the inits
    own: set[int] = field(default_factory=set)  # the parameters that are another array each time
    second: dict[int, Place] = field(default_factory=dict)  # ... or, in some iterations, this one
    carried: list[Var] = field(default_factory=list)  # the bases that the loop changes
    states: dict[Var, Var] = field(default_factory=dict)  # ... and the parameters that hold them

    def place(self, k: int) -> Place | None:
        """Where a parameter is in all iterations."""
        return None if k in self.own or k in self.second else self.places[k]

    def choice(self, k: int, test: Var) -> Choice:
        """Where a parameter is that is one of two arrays."""
        first = self.places[k]
        assert first is not None
        return Choice(test, first, self.second[k])

    def is_kept(self, k: int) -> bool:
        """Is it still handed on, as it does not follow from a base that is?"""
        place = self.place(k)
        if k in self.second:
            return False
        if place is None or place.base not in self.carried:
            return True
        return self.states[place.base] is self.op.params[k]
