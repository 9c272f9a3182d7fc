"""Forward and backward in one pass, where the iterations of a loop can be reversed one by one.

    hs = []
    for x in X:                                  for x in X:
        h = np.tanh(W @ x)                           h = np.tanh(W @ x)
        hs.append(h)                      =>         loss += h @ h
        loss += h @ h                                grad_h = 2 * h
    for x in reversed(X):                            grad_W += np.outer(grad_h * (1 - h * h), x)
        h = hs.pop()
        grad_h = 2 * h
        grad_W += np.outer(grad_h * (1 - h * h), x)

So it may be where the backward loop does nothing but add up, whatever the order, and where it is known before the
forward loop what the sums begin with and which cotangent comes in: where `loss` is added to, divided by what
is known, or not used at all.  Then nothing is kept, and what an iteration reads is still in the cache.  The
iterations run in the order of the function; only the order of the additions to cotangents changes.  The two
halves of a branch in such a loop become one as well.

A loop with an effect stays as it is, since an exception of the backward half might come before it; so does one with an
effect between it and its mirror image, or where something that may raise would have to be moved ahead of it.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import CONTAINERS, target
from adcompile.analysis.sums import is_order_free, sums_up
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Mark,
    Op,
    Var,
    blocks,
    defined,
    reads,
    walk,
)
from adcompile.ir.regions import block_reads, made_inside
from adcompile.ir.rewrite import map_block, map_blocks, resolve
from adcompile.rules import engine
from adcompile.rules.shared import is_view

__all__ = ["fuse_loops"]

COUNTING = (operator.add, operator.sub, operator.mul, operator.neg)


def fuse_loops(function: Function, facts: Facts) -> Function:
    """Let one loop do what a loop and its mirror image do, where that is the same."""
    if not any(isinstance(op, Loop) and op.backward for op in walk(function.body)):
        return function
    fusion = Fusion(facts)
    body = fusion.block(function.body, split=bool(function.seeds))
    return replace(function, body=body) if fusion.found else function


@dataclass(frozen=True)
class Place:
    """Two regions of a block that mirror each other, and whether nothing outside runs them again."""

    ops: list[Op]
    results: tuple[Atom, ...]
    forward: If | Loop
    backward: If | Loop
    split: bool

    def between(self) -> list[Op]:
        """The ops that run between the two."""
        return self.ops[self.ops.index(self.forward) + 1 : self.ops.index(self.backward)]


@dataclass(frozen=True)
class Look:
    """What an op reads and makes, and whether it has an effect."""

    reads: frozenset[Atom]
    makes: frozenset[Var]
    has_effect: bool


class Fusion:
    """One sweep over the regions of the backward half."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.found = 0  # loops
        self.done: set[Op] = set()
        self.looks: dict[Op, Look] = {}

    def block(self, block: Block, split: bool = False, within: bool = False) -> Block:
        """The block with fewer loops, and `within` one of these with fewer branches.

        With `split` the backward ops are those of an inner function, which may run several times.
        """
        ops = list(block.ops)
        first: dict[Mark, If | Loop] = {}  # the regions of the forward half
        at = 0
        while at < len(ops):
            op = ops[at]
            if isinstance(op, (If, Loop)) and not op.backward and op.mark is not None:
                first[op.mark] = op
            elif isinstance(op, (If, Loop)) and op.backward:
                mirror = first.pop(op.mark, None) if op.mark is not None else None
                found = None
                if mirror is not None:
                    found = self.fused(Place(ops, block.results, mirror, op, split), within)
                if found is not None:
                    before, whole, after = found
                    self.done.add(whole)
                    ops = [*before, whole, *after]
                    at = len(before)
                elif op not in self.done:
                    ops[at] = map_blocks(op, lambda inner: self.block(inner, within=within))
            at += 1
        return Block(tuple(ops), block.results)

    def fused(self, place: Place, within: bool) -> tuple[list[Op], If | Loop, list[Op]] | None:
        """What runs before the two regions as one, this one, and what runs after it."""
        whole = joined(place.forward, place.backward)
        if whole is None or any(map(engine.has_effect, inside(whole))) or self.is_stale(place):
            return None
        order = self.order(place, whole)
        if order is None and (other := self.rethreaded(place)) is not None:
            place, whole = other, joined(other.forward, other.backward)
            order = None if whole is None else self.order(place, whole)
        if whole is None or order is None:
            return None
        is_loop, count = isinstance(whole, Loop), self.found
        self.found += is_loop
        whole = map_blocks(whole, lambda inner: self.block(inner, within=within or is_loop))
        if not within and self.found == count:
            return None  # two branches, for the sake of no loop inside
        return order[0], whole, order[1]

    def order(self, place: Place, whole: If | Loop) -> tuple[list[Op], list[Op]] | None:
        """What runs before, and what after two regions that become one; None where they cannot."""
        ops, outs = place.ops, set(place.forward.outs)
        between, rest = place.between(), ops[ops.index(place.backward) + 1 :]
        if place.split or any(self.look(op).has_effect for op in between):
            return None
        wanted = {*reads(whole)}
        needed: set[Op] = set()
        for op in reversed(between):
            if not wanted.isdisjoint(self.look(op).makes):
                needed.add(op)
                wanted |= self.look(op).reads
        if not wanted.isdisjoint(outs):
            return None
        before = [op for op in between if op in needed]
        if any(is_of_function(op) and self.may_raise(op) for op in before):
            return None  # ahead of what the loop raises
        first = ops[: ops.index(place.forward)]
        return [*first, *before], [*(op for op in between if op not in needed), *rest]

    def may_raise(self, op: Op) -> bool:
        """May an op of the function raise?  Not if it takes the length of an array, or counts."""
        if not isinstance(op, Call) or op.kwargs:
            return True
        if op.func is len:
            return not self.facts.rank(op.args[0])
        return op.func not in COUNTING or not all(map(self.facts.is_number, op.args))

    def rethreaded(self, place: Place) -> Place | None:
        """The same where the sums go through the loops in the order of the function, and not in reverse.

        So a loop begins with zeros, and not with what a later one, which waits for its result, has added.
        """
        ops, backward = list(place.ops), place.backward
        given = {
            out: (op, k)
            for op in place.between()
            if isinstance(op, Loop) and op.backward and op.mark is None
            for k, out in enumerate(op.outs)
        }
        if not isinstance(backward, Loop) or given.keys().isdisjoint(backward.inits):
            return None
        uses: Counter[Atom] = Counter(place.results)
        for op in ops:
            uses.update(self.look(op).reads)
        chains: dict[int, list[tuple[Loop, int]]] = {}
        for j, init in enumerate(backward.inits):
            chain: list[tuple[Loop, int]] = []
            if backward.inits.count(init) > 1 or init in block_reads(backward.body):
                continue
            while init in given and uses[init] == 1:
                loop, k = given[init]
                if not sums_up(loop.body, loop.params[k], loop.body.results[k]):
                    break
                chain.append((loop, k))
                init = loop.inits[k]
            if chain:
                chains[j] = chain
        if not chains:
            return None
        changed: dict[Op, Loop] = {loop: loop for chain in chains.values() for loop, _ in chain}
        end = backward
        for j, chain in chains.items():
            (last, m), (start, k) = chain[0], chain[-1]
            mine, out = Var(end.outs[j].name, end.outs[j].of), end.outs[j]
            self.facts.of[mine] = self.facts.fact(out)
            end = replace(end, inits=put(end.inits, j, start.inits[k]), outs=put(end.outs, j, mine))
            changed[last] = replace(changed[last], outs=put(changed[last].outs, m, out))
            changed[start] = replace(changed[start], inits=put(changed[start].inits, k, mine))
        ops = [end if op is backward else changed.get(op, op) for op in ops]
        self.done.update(changed.values())
        return replace(place, ops=ops, backward=end)

    def look(self, op: Op) -> Look:
        """What has to be known of an op to move others past it, found out once."""
        known = self.looks.get(op)
        if known is None:
            effect = any(engine.has_effect(i) for i in (op, *inside(op)))
            known = self.looks[op] = Look(frozenset(reads(op)), frozenset(made(op)), effect)
        return known

    def is_stale(self, place: Place) -> bool:
        """Does the backward half read what the forward one overwrites, or a view of it?

        It would be right, but for a copy in each iteration, where a history may hold less.
        """
        forward = place.forward
        family: dict[Atom, Atom] = {}  # values that may share memory

        def first(atom: Atom) -> Atom:
            while atom in family:
                atom = family[atom]
            return atom

        def join(*atoms: Atom) -> None:
            found = [first(a) for a in atoms if isinstance(a, Var) and not self.facts.is_number(a)]
            for one, other in pairwise(found):
                if first(one) is not first(other):
                    family[first(one)] = first(other)

        written: list[Atom] = []
        for op in (forward, *inside(forward)):
            old = target(op)
            if old is not None:
                written.append(old)
                join(op.out, old)  # type: ignore[union-attr]
            elif isinstance(op, Call) and (is_view(op) or op.func in CONTAINERS):
                join(op.out, *op.args)
            elif isinstance(op, Loop):
                for handed in zip(op.params, op.inits, op.body.results, op.outs):
                    join(*handed)
            elif isinstance(op, If):
                for row in zip(op.outs, op.then.results, op.orelse.results):
                    join(*row)
        if not written:
            return False
        over = {first(a) for a in written}
        own = made_inside(forward)
        return any(first(a) in over for a in read_inside(place.backward) if a in own)


def is_of_function(op: Op) -> bool:
    """Does the function itself do this, or a part of it?"""
    return not op.backward or any(not inner.backward for inner in inside(op))


def put(atoms: tuple[Any, ...], k: int, atom: Atom) -> tuple[Any, ...]:
    """The atoms, of which one is another."""
    return (*atoms[:k], atom, *atoms[k + 1 :])


def inside(op: Op) -> Iterable[Op]:
    """The ops of a region, and those of the regions inside."""
    return (inner for block in blocks(op) for inner in walk(block))


def made(op: Op) -> Iterable[Var]:
    """What others may read: of a region its mirror image reads the values inside."""
    if isinstance(op, (If, Loop)) and not op.backward:
        return {*op.outs, *made_inside(op)}
    return defined(op)


def read_inside(op: If | Loop) -> set[Atom]:
    """What a region reads that may be values of its mirror image."""
    return {a for block in blocks(op) for a in block_reads(block)}


def joined(forward: If | Loop | None, backward: If | Loop) -> If | Loop | None:
    """A region that does what both do, if its blocks can do so one after the other."""
    match forward, backward:
        case Loop(), Loop():
            return joined_loops(forward, backward)
        case If(), If():
            return joined_branches(forward, backward)
        case _:
            return None


def joined_loops(forward: Loop, backward: Loop) -> Loop | None:
    """One loop, in the order of the first."""
    if not is_order_free(backward) or any(map(is_special, (forward, *inside(forward)))):
        return None
    ops, item, element = backward.body.ops, backward.item, backward.element
    if element is not None and element is not item:
        if not ops or element not in defined(ops[0]):
            return None
        ops = ops[1:]
    body = Block(ops, backward.body.results)
    if item in block_reads(body) and element is not item:
        return None  # it counts iterations, which the forward loop may not do
    if element is not None and forward.item is not None:
        new = forward.item
        body = map_block(body, lambda atom: new if atom is element else atom)
    count = len(forward.outs)
    results = forward.body.results
    return replace(
        forward,
        outs=(*forward.outs, *backward.outs),
        params=(*forward.params, *backward.params),
        inits=(*forward.inits, *backward.inits),
        body=Block(
            (*forward.body.ops, *body.ops), (*results[:count], *body.results, *results[count:])
        ),
        backward=True,
        mark=None,
    )


def joined_branches(forward: If, backward: If) -> If | None:
    """One branch, where both are decided by the same test."""
    if forward.kind != "if" or backward.kind != "if" or forward.test is not backward.test:
        return None
    if forward.recompute or backward.recompute:
        return None
    sides: list[Block] = []
    for a, b in zip(blocks(forward), blocks(backward)):
        b = map_block(b, partial(resolve, replaced=dict(zip(forward.outs, a.results))))
        sides.append(Block((*a.ops, *b.ops), (*a.results, *b.results)))
    return replace(
        forward,
        outs=(*forward.outs, *backward.outs),
        then=sides[0],
        orelse=sides[1],
        backward=True,
        mark=None,
    )


def is_special(op: Op) -> bool:
    """Is it run again by the backward half, or may its end not be reached?"""
    if isinstance(op, Loop):
        return op.recompute
    return isinstance(op, If) and (op.recompute or op.kind == "try")
