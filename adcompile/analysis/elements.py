"""Arrays in lists that change in place: `items[i] += v`, `items[i][j] = v`.

    t = items[i]
    t@1 = t with [j] = v
    items@1 = items with [i] = t@1       the list has the array back where it was

The list sees such a change, and nobody else, as long as it does not hold one array at two places.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import Memory, Roots, is_write
from adcompile.ir.nodes import Atom, Call, Function, If, Loop, Op, Store, Var, walk
from adcompile.ir.primitives import append, build_list, copy, pop, repeat, sequence, shorten, unpack
from adcompile.rules.primitives import is_augmented

__all__ = ["Lists", "element_updates"]

NONE: Roots = frozenset()
MADE = (append, build_list, sequence, list, repeat)
PASSED = (append, shorten, copy, operator.getitem, operator.iadd, unpack, pop)


def element_updates(function: Function, facts: Facts) -> dict[Op, Store]:
    """The ops that change an element of a list in place, and the stores that put it back where it was."""
    maker = {op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))}
    found: dict[Op, Store] = {}
    made = [op.out for op in maker.values() if isinstance(op, Call) and op.func in MADE]
    if not made:
        return found
    family = families(function)
    lists = {family.get(var, var) for var in made}  # in some text no more is known of them
    for op in walk(function.body):
        if not isinstance(op, Store) or not isinstance(op.value, Var):
            continue
        change = maker.get(op.value)
        if not isinstance(change, Store):
            if not isinstance(change, Call) or not is_augmented(change.func):
                continue
        array = change.array if isinstance(change, Store) else change.args[0]
        taken = maker.get(array) if isinstance(array, Var) else None
        if isinstance(taken, Call) and taken.func is operator.getitem:
            if taken.args[0] is op.array and taken.args[1] is op.index:
                if facts.fact(op.array).kind == "list" or family.get(op.array, op.array) in lists:
                    found[change] = op
    return found


class Lists:
    """What is known of the lists of a program while `memory` goes through it."""

    def __init__(self, memory: Memory, updates: dict[Op, Store]) -> None:
        self.memory = memory
        self.updates = updates
        self.backs = set(updates.values())
        self.family = families(memory.function) if updates else {}
        self.twice: set[Atom] = set()  # families that may hold one array at two places
        self.nested: set[Atom] = set()  # ... and those that may hold lists

    def observe(self, op: Call | Store) -> None:
        """Learn what a list holds; before the memory does."""
        if isinstance(op, Store):
            if op not in self.backs and isinstance(op.array, Var):
                self.put(op.array, op.value)
        elif op.func is append and isinstance(op.args[0], Var):
            self.put(op.args[0], op.args[1])
        elif op.func is build_list:
            held: Roots = NONE
            for item in op.args:
                self.hold(op.out, item)
                roots = self.roots(item)
                if held & roots:
                    self.twice.add(self.of(op.out))
                held |= roots
        elif self.memory.facts.fact(op.out).kind == "list" and not is_write(op):
            if op.func is not sequence and any(self.roots(a) for a in op.args):
                self.twice.add(self.of(op.out))

    def put(self, items: Var, value: Atom) -> None:
        """The value becomes an element, and may be one already."""
        self.hold(items, value)
        if self.roots(value) & (self.memory.roots[items] - self.storage(items)):
            self.twice.add(self.of(items))

    def hold(self, items: Var, value: Atom) -> None:
        """The value becomes an element, and may be a list itself."""
        if value in self.memory.storage:
            self.nested.add(self.of(items))

    def of(self, atom: Atom) -> Atom:
        return self.family.get(atom, atom)

    def roots(self, atom: Atom) -> Roots:
        return self.memory.roots.get(atom, NONE) if isinstance(atom, Var) else NONE

    def is_update(self, op: Op) -> bool:
        """Does the op change an element that its list holds once?"""
        if op not in self.updates:
            return False
        family = self.of(self.updates[op].array)
        return family not in self.twice and family not in self.nested

    def others(self, op: Op, seen: Iterable[Var]) -> list[Var]:
        """Those who see the change of an element beside the list, which gets it back."""
        mine = self.storage(self.updates[op].array)
        return [v for v in seen if not mine & self.storage(v)]

    def storage(self, atom: Atom) -> Roots:
        """What a write to a list changes."""
        if not isinstance(atom, Var):
            return NONE
        return self.memory.storage.get(atom) or frozenset([atom])


def families(function: Function) -> dict[Atom, Atom]:
    """One member for all that may be the same list, or one inside of it."""
    parent: dict[Atom, Atom] = {}

    def first(atom: Atom) -> Atom:
        while atom in parent:
            atom = parent[atom]
        return atom

    def join(*atoms: Atom) -> None:
        mine = first(atoms[0])
        for other in map(first, atoms[1:]):
            if other is not mine and isinstance(other, Var):
                parent[other] = mine

    for op in walk(function.body):
        match op:
            case Store():
                join(op.out, op.array)
            case Call():
                if op.func in PASSED and op.args:
                    join(op.out, op.args[0])
            case If():
                for row in zip(op.outs, op.then.results, op.orelse.results):
                    join(*row)
            case Loop():
                for handed in zip(op.outs, op.params, op.inits, op.body.results):
                    join(*handed)
                if op.item is not None and op.iterable is not None:
                    join(op.item, op.iterable)
    return {var: first(var) for var in list(parent)}
