"""Branches: each side goes on from the states before, and both hand on what they change."""

from __future__ import annotations

from dataclasses import replace

from adcompile.analysis.sharing import (
    Choice,
    Now,
    Place,
    Where,
    is_outside,
)
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    If,
    Op,
    Var,
    blocks,
    walk,
)
from adcompile.ir.regions import is_one_sided, made_inside
from adcompile.optimise.states.writes import Writes

__all__ = ["Branches"]


class Branches(Writes):
    """What becomes of a branch."""

    def branch(self, op: If) -> None:
        join = Join(op, self.read(op.test), self.now)
        sides: list[Block] = []
        ends: list[Now] = []
        for block in (op.then, op.orelse):
            self.now = Now(join.before)
            sides.append(self.block(block))
            ends.append(self.now)
        self.now = join.before
        join.end(ends, made_inside(op) | self.selectors(op))
        join.ops = [list(side.ops) for side in sides]
        for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
            self.leave_branch(join, out, a, b)
        for base in join.changed:
            if base not in join.states:
                out = Var(base.name, base.of)
                self.facts.of[out] = replace(self.facts.fact(base), items=())
                join.hand_on(base, out)
        then, orelse = (
            Block(tuple(ops), tuple(row[k] for row in join.rows)) for k, ops in enumerate(join.ops)
        )
        outs = tuple(join.outs)
        self.builder.append(replace(op, outs=outs, test=join.test, then=then, orelse=orelse))
        for base, out in join.states.items():
            self.hold(base, out)
        self.now.arrays |= join.ends[0].arrays & join.ends[1].arrays
        for out, where in join.later:
            if isinstance(where, Choice):
                self.choose(out, where)
                continue
            self.choice.pop(out, None)
            self.place[out] = where
            if out in outs:
                self.valid[out] = self.now.state[where.base]

    def leave_branch(self, join: Join, out: Var, a: Atom, b: Atom) -> None:
        """What leaves a branch: at a place that both sides know, one of two arrays, or one of its own."""
        place = self.joint(a, b, join.one_sided, join.inside)
        if place is not None and place.base in join.before.state:
            if place.base not in join.changed:
                join.add(out, *self.at_the_ends(join, a, b))
            elif not place.path and place.base not in join.states:
                join.hand_on(place.base, out)
                return
            join.later.append((out, place))
            return
        join.add(out, *self.at_the_ends(join, a, b))
        choice = None if place is not None else self.either(join, out, a, b)
        if choice is not None:
            join.later.append((out, choice))
            return
        self.begin(out)
        key = (self.base_of(a), self.base_of(b))
        if place is None and key in join.pairs and None not in key:
            join.later.append((out, Place(join.pairs[key])))
        elif self.is_whole(a) and self.is_whole(b):
            join.pairs[key] = out

    def at_the_ends(self, join: Join, a: Atom, b: Atom) -> tuple[Atom, Atom]:
        """The results of the two sides, as they are when these end."""
        (then, orelse), (now_a, now_b) = join.ops, join.ends
        return self.inner(then, now_a, a), self.inner(orelse, now_b, b)

    def either(self, join: Join, out: Var, a: Atom, b: Atom) -> Choice | None:
        """What leaves a branch as one of two arrays that are written later."""
        test = join.test
        if not self.choosing or join.op.kind != "if" or join.one_sided or not isinstance(test, Var):
            return None
        if self.written.isdisjoint(self.roots.get(out, ())):
            return None
        if not self.written.isdisjoint(self.roots.get(test, ())):  # it may turn out otherwise
            return None
        mine, theirs = self.where(a), self.where(b)
        if mine is None or theirs is None:
            return None
        if None in self.now.states(mine) or None in self.now.states(theirs):
            return None
        if not is_outside(mine, join.inside) or not is_outside(theirs, join.inside):
            return None
        return Choice(test, mine, theirs)

    def selectors(self, op: If) -> set[Var]:
        """What tells, in the loops of a branch, which of two arrays a name is."""
        inside = {inner for block in blocks(op) for inner in walk(block)}
        return {var for (loop, _), both in self.added.items() if loop in inside for var in both}

    def joint(self, a: Atom, b: Atom, one_sided: bool, inside: set[Var]) -> Place | None:
        """The place of what leaves a branch, if it is the same on both sides."""
        mine, theirs = self.certain(a), self.certain(b)
        if one_sided and b is UNDEFINED:
            theirs = mine
        if mine is None or theirs is None or not mine.is_same(theirs):
            return None
        return mine if is_outside(mine, inside) else None

    def base_of(self, atom: Atom) -> Var | None:
        place = self.certain(atom)
        return None if place is None or place.path else place.base

    def is_whole(self, atom: Atom) -> bool:
        return self.base_of(atom) is not None


class Join:
    """A branch that is being put together again."""

    def __init__(self, op: If, test: Atom, before: Now) -> None:
        self.op = op
        self.test = test
        self.before = before
        self.one_sided = is_one_sided(op)
        self.inside: set[Var] = set()
        self.ends: list[Now] = []  # what holds at the end of each side
        self.ops: list[list[Op]] = []  # ... and its ops
        self.changed: list[Var] = []  # the bases that have another state at one of them
        self.outs: list[Var] = []
        self.rows: list[tuple[Atom, Atom]] = []
        self.states: dict[Var, Var] = {}  # of bases that the branch changes
        self.pairs: dict[
            tuple[Var | None, Var | None], Var
        ] = {}  # two names for the same two arrays
        self.later: list[tuple[Var, Where]] = []

    def end(self, ends: list[Now], inside: set[Var]) -> None:
        """Learn what holds at the ends of both sides, and what is known inside alone."""
        self.ends = ends
        self.inside = inside
        a, b = ends
        self.changed = [
            base
            for base, state in self.before.state.items()
            if a.state[base] is not state or (b.state[base] is not state and not self.one_sided)
        ]

    def add(self, out: Var, a: Atom, b: Atom) -> None:
        """One more value that leaves."""
        self.outs.append(out)
        self.rows.append((a, b))

    def hand_on(self, base: Var, out: Var) -> None:
        """The state of a base leaves as `out`."""
        a, b = self.ends
        self.states[base] = out
        self.add(out, a.state[base], UNDEFINED if self.one_sided else b.state[base])
