"""What happens to a list or dict happens wherever it is held; what becomes a real one does so everywhere."""

from __future__ import annotations

from typing import NoReturn

import gast

from adcompile.frontend.identity import UNSURE, containers, find, put_in
from adcompile.frontend.values import Items, Slot, Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Var
from adcompile.ir.primitives import keys

__all__ = ["Holders"]


class Holders:
    """The environment, as far as its lists and dicts are concerned."""

    env: dict[str, Slot]
    builder: Builder
    line: gast.AST
    lists: set[
        Slot
    ]  # the real lists, in each of their states: their elements are not known one by one
    dicts: set[Slot]  # the real dicts
    tuples: set[Slot]  # the real lists that stand for tuples
    apart: set[Slot]  # of those, the ones whose items are objects of their own, held by nobody else
    foreign: set[Slot]  # those that stand for what an object holds, and cannot change it
    news: set[Slot]  # what was made by an operation, and may be such an object
    changed: set[object]  # the cells that something has changed
    changes = 0  # how often something has
    built: set[Atom]  # the real lists and dicts as they were made

    def hold_nothing(self) -> None:
        """No list or dict is known yet."""
        self.lists, self.dicts, self.tuples = set(), set(), set()
        self.apart, self.news, self.foreign = set(), set(), set()
        self.changed, self.built = set(), set()

    def refuse(self, node: gast.AST, what: str, advice: str) -> NoReturn:
        raise NotImplementedError

    def change(self, node: gast.AST, old: Items, new: Value) -> None:
        """Let `new` be what a list or dict of known structure holds from here on."""
        if old.cell is UNSURE:
            self.refuse(
                node,
                f"a change of a {old.kind} that may be one of two is",
                "make a copy, `list(items)`, or use one name for each",
            )
        if isinstance(new, Items):
            inside = [items.cell for part in new.values for _, items in containers(part)]
            if old.cell in inside:
                self.refuse(node, f"a {old.kind} that holds itself is", "use a second one")
            new = Items(new.kind, new.values, new.keys, old.cell)
        self.changed.add(old.cell)
        self.changes += 1
        self.replace(old.cell, new)

    def replace(self, old: object, new: Value) -> None:
        """Let `new` be what is held wherever a container was: one with this cell, or this real one."""
        for name, slot in self.env.items():
            self.env[name] = put_in(slot, old, new)

    def advance(self, old: Atom, new: Var, fresh: bool = True) -> None:
        """The next state of a real list or dict; is what was put in an object of its own?"""
        self.changes += 1
        self.kept(new, "dict" if old in self.dicts else "list")
        if fresh and old in self.apart:
            self.apart.add(new)
        self.replace(old, new)

    def refreshed(self, node: gast.AST, since: int, value: Value) -> Value:
        """A value that was read when there had been `since` changes, as it is now."""
        if since == self.changes or not isinstance(value, Items):
            return value
        if value.kind != "tuple":
            found = find(self.env, value.cell)
            if found is None and value.cell in self.changed:
                self.refuse(
                    node,
                    f"reading a {value.kind} beside what changes it is",
                    "change it in a statement of its own",
                )
            return found or value
        parts = tuple(self.refreshed(node, since, part) for part in value.values)
        return Items("tuple", parts)

    def realised(self, node: gast.AST, value: Value, name: str = "") -> Atom:
        """The value as one operand that is kept: a list in it becomes a real one wherever it is held."""
        return self.realise(node, value, name, {})

    def realise(self, node: gast.AST, value: Value, name: str, made: dict[object, Atom]) -> Atom:
        """The same; `made` are the real ones so far, by cell."""
        if not isinstance(value, Items):
            return as_atom(value, self.builder)
        if value.kind != "tuple" and value.cell in made:
            return made[value.cell]
        parts = tuple(self.realise(node, part, "", made) for part in value.values)
        whole = Items(value.kind, parts, value.keys)
        if value.kind == "tuple":
            return as_atom(whole, self.builder)
        atom = as_atom(whole, self.builder, Var(name))
        self.kept(atom, value.kind)
        self.built.add(atom)
        objects = [part for part in parts if isinstance(part, Var)]
        own = all(self.is_real(part) or part in self.news for part in objects)
        if own and len(set(objects)) == len(objects):
            self.apart.add(atom)
        self.change(node, value, atom)
        made[value.cell] = atom
        return atom

    def kept(self, atom: Atom, kind: str) -> Atom:
        """Remember that a value is a real list or dict of ours."""
        (self.dicts if kind == "dict" else self.lists).add(atom)
        return atom

    def again(self, old: Value, new: Var) -> Var:
        """Another name for a value: a list of ours is one under that, too."""
        for kind in (self.lists, self.dicts, self.tuples, self.apart, self.foreign):
            if old in kind:
                kind.add(new)
        return new

    def real_tuple(self, node: gast.AST, items: Items, name: str = "") -> Atom:
        """A tuple of which more is made, as a list that nobody changes."""
        made = self.realised(node, Items("list", items.values), name)
        self.tuples.add(made)
        return made

    def walkable(self, value: Value) -> Value:
        """What is gone through where a value is: of a dict, the keys."""
        return self.builder.call(keys, value) if value in self.dicts else value  # type: ignore[arg-type]

    def is_real(self, slot: Slot) -> bool:
        """Is it a list or dict of ours whose elements are not known one by one?"""
        return slot in self.lists or slot in self.dicts
