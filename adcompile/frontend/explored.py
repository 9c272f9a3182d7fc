"""Arguments and captured values, of which the program knows what is inside.

What it relies on, of the examples that it is lowered for, is noted, to be checked at each call.
"""

from __future__ import annotations

import types
from typing import Any

import gast

from adcompile.frontend.entering import Entering
from adcompile.frontend.kinds import (
    Method,
    holds_code,
    is_object,
)
from adcompile.frontend.scope import is_compiled_in
from adcompile.frontend.values import Instance, Items, Value
from adcompile.ir.nodes import Atom, Const, Given, Part, Reference, Step, Var
from adcompile.ir.parts import items_of, likeness

__all__ = ["Explored"]

MOST_LEAVES = 64  # of a container whose elements are known one by one


class Explored(Entering):
    """The way into containers and objects."""

    instances: dict[int, Instance]  # by the identity of the object
    seen: dict[Any, Value]  # captured objects, by where they are found
    origin: dict[Any, tuple[Var, tuple[Step, ...]]]  # the containers that objects hold, by cell
    numbers: set[Atom]  # attributes that are known to be numbers

    def explored(
        self, root: Var, path: tuple[Step, ...], value: Any, name: str, whole: bool = False
    ) -> Value:
        """A value inside an argument, for examples like this one; with `whole` all of it, however long."""
        if isinstance(value, (list, tuple, dict)) and (whole or self.is_small(value)):
            return self.explored_container(root, path, value, name, whole)
        if is_object(value):
            return self.instance(root, path, value, name)
        if is_compiled_in(value):
            self.note(root, path, value, "is")
            return Const(value)
        return self.inside(root, path, value, name)

    def is_small(self, value: Any) -> bool:
        """Are the elements of a container to be known one by one?"""
        parts = value.values() if isinstance(value, dict) else value
        return len(value) <= MOST_LEAVES or any(map(is_object, parts))

    def explored_container(
        self, root: Var, path: tuple[Step, ...], value: Any, name: str, whole: bool
    ) -> Value:
        parts = [
            self.explored(root, (*path, step), part, f"{name}_{step.key}", whole)
            for step, part in items_of(value)
        ]
        if isinstance(value, dict):
            self.note(root, path, (type(value), tuple(value)), "dict")
            return self.owned(root, path, Items("dict", tuple(parts), tuple(value)))
        kind = "list" if isinstance(value, list) else "tuple"
        self.note(root, path, (type(value), len(value)), kind)
        return self.owned(root, path, Items(kind, tuple(parts), getattr(value, "_fields", ())))

    def owned(self, root: Var, path: tuple[Step, ...], items: Items) -> Items:
        """A container that an object holds: a change of it is one of the object."""
        if items.kind != "tuple" and (self.is_captured(root) or any(s.attribute for s in path)):
            self.origin[items.cell] = (root, path)
        return items

    def is_captured(self, root: Var) -> bool:
        """Is it no argument?"""
        return any(c.var is root for c in self.scope.program.captures.values())

    def instance(self, root: Var, path: tuple[Step, ...], value: Any, name: str) -> Instance:
        """An object; the same one wherever it is found."""
        found = self.instances.get(id(value))
        if found is None:
            atom = self.inside(root, path, value, name) if path else root
            key = f"@{len(self.instances)}:{name}"
            found = self.instances[id(value)] = Instance(key, value, root, path, name, atom)
        self.note(root, path, (type(value), found.key), "object")
        return found

    def inside(self, root: Var, path: tuple[Step, ...], value: Any, name: str) -> Var:
        """The variable that holds what is there at the start."""
        if not path:
            return root
        parts = self.scope.program.parts
        key = (root, *((step.key, step.attribute) for step in path))
        if key not in parts:
            plain = "".join(c if c.isalnum() else "_" for c in name)
            parts[key] = Part(Var(plain), root, path)
            if type(value) in (int, float, complex):
                self.numbers.add(parts[key].var)
            if not is_object(value) and value is not None:
                self.note(root, path, likeness(value), "kind")
        return parts[key].var

    def reach(self, root: Var, path: tuple[Step, ...], value: Any, name: str) -> None:
        """Let there be a variable for a value that a derivative is taken in."""
        for step in path:
            value, name = step.of(value), f"{name}_{step.key}"
        if path:
            self.inside(root, path, value, name)

    def note(self, root: Var, path: tuple[Step, ...], value: Any, what: str) -> None:
        """The program holds for arguments that have such a value there."""
        key = (root, *((step.key, step.attribute) for step in path))
        self.scope.program.givens.setdefault(key, Given(root, path, what, value))

    def name(self, node: gast.Name, name: str) -> Value:
        """A name; of what is captured, objects are known like those in arguments."""
        reference = None if node.id in self.env else self.scope.reference(node.id)
        found = None if reference is None else self.captured(reference, node.id)
        return super().name(node, name) if found is None else found

    def captured(self, reference: Reference, name: str) -> Value | None:
        """An object, a container of objects or functions, or a bound method, that is no argument."""
        key = (id(reference.scope), reference.name)
        if key in self.seen:
            return self.seen[key]
        value = reference.read()
        if holds_code(value):
            root = self.scope.program.capture(reference, name)
            self.seen[key] = self.explored(root, (), value, name)
        elif isinstance(value, types.MethodType) and is_object(value.__self__):
            root = self.scope.program.capture(reference, name)
            path = (Step("__self__", True),)
            owner = self.explored(root, path, value.__self__, type(value.__self__).__name__.lower())
            self.note(root, (Step("__func__", True),), value.__func__, "is")
            self.seen[key] = Const(Method(owner, value.__func__))
        return self.seen.get(key)
