"""Attributes of objects: read once, at the start, and set where the function sets them.

What is set is read from then on where it came from.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable, Mapping
from typing import Any

import gast

from adcompile.diagnostics import AdcompileError
from adcompile.frontend.explored import Explored
from adcompile.frontend.identity import containers, find
from adcompile.frontend.kinds import (
    Method,
    Super,
)
from adcompile.frontend.values import Instance, Items, Refused, Slot, Value, as_atom
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Reference, Step, Var
from adcompile.ir.primitives import copy, keep_attribute, record_item, set_attribute, set_item

__all__ = ["Attributes"]


class Attributes(Explored):
    """Attributes, and the lists and dicts that objects hold."""

    first: dict[str, Value]  # the attributes that objects came with
    recorded: set[str]  # the lists that are only appended to
    passed_on: set[Any]  # the cells of containers that are changed in the object, too

    # -- attributes -----------------------------------------------------------------------

    def attribute_of(self, node: gast.AST, base: Value, attr: str, name: str = "") -> Value:
        if isinstance(base, Instance):
            return self.read_attribute(node, base, attr)
        if isinstance(base, Items) and base.kind == "tuple" and attr in base.keys:
            return base.values[base.keys.index(attr)]
        if (
            isinstance(base, Const)
            and isinstance(base.value, types.ModuleType)
            and hasattr(base.value, attr)
        ):
            found = self.captured(Reference(base.value, attr), attr)
            if found is not None:
                return found
        if isinstance(base, Const) and isinstance(base.value, Super):
            return self.of_class(node, base.value.owner, base.value.find(attr), attr)
        return super().attribute_of(node, base, attr, name)

    def read_attribute(self, node: gast.AST, owner: Instance, attr: str) -> Value:
        """`owner.attr`, as Python finds it."""
        value = owner.example
        found = inspect.getattr_static(type(value), attr, None)
        self.check_plain(node, owner, attr, "__getattribute__")
        if isinstance(found, property):
            self.rely_on(type(value), attr, found)
            return self.enter_method(node, owner, found.fget)
        key = f"{owner.key}.{attr}"
        if key in self.recorded:
            self.refuse(
                node,
                f"reading `{owner.name}.{attr}`, which is appended to, is",
                "a list of its own",
            )
        if key in self.env:
            held = self.env[key]
            if isinstance(held, Refused):
                self.refuse(node, held.what, held.advice)
            if held is not UNDEFINED:
                return held
        initial = self.initial(key, owner, attr)
        if initial is not None:
            self.env[key] = initial
            return initial
        if isinstance(found, functools.cached_property):
            self.env[key] = self.enter_method(node, owner, found.func)
            return self.env[key]  # type: ignore[return-value]
        if found is None:
            span = self.source.span(node, self.line)
            text = f"`{type(value).__name__}` has no attribute `{attr}`"
            raise AdcompileError(text, span, "check the spelling")
        return self.of_class(node, owner, found, attr)

    def rely_on(self, cls: Any, attr: str, found: Any) -> None:
        """Note that what was compiled in is what the class has under this name."""
        self.scope.program.guard(Reference(cls, attr), found)

    def check_plain(self, node: gast.AST, owner: Instance, attr: str, method: str) -> None:
        """Refuse what a class does of its own where an attribute is read or set."""
        cls = type(owner.example)
        found = inspect.getattr_static(cls, attr, None)
        known = (property, functools.cached_property, types.MemberDescriptorType)
        if getattr(cls, method) is not getattr(object, method) or (
            hasattr(type(found), "__set__") and not isinstance(found, known)
        ):
            self.refuse(
                node,
                f"the attribute `{attr}` of `{cls.__name__}`, which has code of its own for it, is",
                "a property, or a plain attribute",
            )

    def initial(self, key: str, owner: Instance, attr: str) -> Value | None:
        """What an attribute of the object itself held at the start; None if there was none."""
        inside = getattr(owner.example, "__dict__", {})
        slot = isinstance(
            inspect.getattr_static(owner.example, attr, None), types.MemberDescriptorType
        )
        if attr not in inside and not (slot and hasattr(owner.example, attr)):
            return None
        cached = self.first.get(key)
        if cached is None:
            path = (*owner.path, Step(attr, True))
            value = getattr(owner.example, attr)
            cached = self.first[key] = self.explored(
                owner.root, path, value, f"{owner.name}_{attr}"
            )
        return cached

    def of_class(self, node: gast.AST, owner: Instance, found: Any, attr: str) -> Value:
        """What a class has under this name, seen from an object of it."""
        if isinstance(found, types.FunctionType):
            if owner.atom is not None:  # the object may get an attribute of that name
                path = (*owner.path, Step(attr, True), Step("__func__", True))
                self.note(owner.root, path, found, "is")
            else:
                self.rely_on(type(owner.example), attr, found)
            return Const(Method(owner, found))
        if isinstance(found, staticmethod):
            self.rely_on(type(owner.example), attr, found.__func__)
            return Const(found.__func__)
        if isinstance(found, classmethod):
            return Const(Method(Const(type(owner.example)), found.__func__))
        if hasattr(type(found), "__get__"):
            return Const(Method(owner, found))
        path = (*owner.path, Step(attr, True))
        return self.explored(owner.root, path, found, attr)

    def slot(self, env: Mapping[str, Slot], name: str) -> Slot:
        """What a name or attribute holds: an attribute that nothing has set is as it was."""
        return env[name] if name in env else self.first.get(name, UNDEFINED)

    def set_attribute(self, node: gast.AST, owner: Value, attr: str, value: Value) -> None:
        """`owner.attr = value`."""
        if not isinstance(owner, Instance):
            self.refuse(
                node,
                "assignment to an attribute of what is only known at the call is",
                "return the value instead; or specialise the derivative for an example",
            )
        found = inspect.getattr_static(type(owner.example), attr, None)
        if owner.atom is not None:
            self.check_plain(node, owner, attr, "__setattr__")
        if isinstance(found, property):
            if found.fset is None:
                self.refuse(
                    node, f"an assignment to `{attr}`, which is read only, is", "another name"
                )
            self.rely_on(type(owner.example), attr, found)
            self.enter_method(node, owner, found.fset, value)
            return
        key = f"{owner.key}.{attr}"
        self.enter(node)
        if isinstance(value, (Items, Instance)):
            inside = isinstance(value, Instance) or any(containers(value))
            if owner.atom is not None and inside:
                self.refuse(
                    node,
                    f"a {value.kind if isinstance(value, Items) else 'new object'} as attribute is",
                    "set its elements, or return it",
                )
            kept: Value = value
        else:
            kept = self.builder.call(copy, value, out=Var(f"{owner.name}_{attr}"))
            if value in self.numbers:
                self.numbers.add(kept)
        self.initial(key, owner, attr)
        self.env[key] = kept
        if owner.atom is not None:
            self.builder.call(set_attribute, owner.atom, Const(attr), as_atom(kept, self.builder))

    def put_in_attribute(self, target: gast.AST, array: Var) -> None:
        """An attribute whose array was written into holds the new contents."""
        if isinstance(target, gast.Attribute):
            owner = self.expression(target.value)
            if isinstance(owner, Instance) and owner.atom is not None:
                self.builder.call(set_attribute, owner.atom, Const(target.attr), array)

    def keep_attributes(self) -> None:
        """Say what the attributes hold at the end: a write under another name may have changed it."""
        owners = {owner.key: owner for owner in self.instances.values()}
        self.builder.span = self.source.span(self.source.tree)
        for name, slot in self.env.items():
            key, _, attr = name.rpartition(".")
            owner = owners.get(key) if name.startswith("@") else None
            if owner is not None and isinstance(slot, Var) and slot not in self.numbers:
                atoms = (owner.atom, Const(attr), slot)
                self.builder.call(keep_attribute, *atoms)  # type: ignore[arg-type]

    # -- what objects hold ----------------------------------------------------------------

    def change(self, node: gast.AST, old: Items, new: Value) -> None:
        """Refuse a change of a container that an object holds, unless the object gets it too."""
        if old.cell in self.origin and isinstance(new, Items) and old.cell not in self.passed_on:
            self.refuse(
                node,
                f"this change of a {old.kind} that an object holds is",
                "make a new one; or `append` alone, where it is not read",
            )
        if old.cell in self.origin and not isinstance(new, Items):
            self.foreign.add(new)
        super().change(node, old, new)

    def advance(self, old: Atom, new: Var, fresh: bool = True) -> None:
        if old in self.foreign:
            self.refuse(self.line, "this change of what an object holds is", "make a new one")
        super().advance(old, new, fresh)

    def put(
        self,
        node: gast.AST,
        items: Items,
        index: Const,
        place: int | None,
        value: Value,
        func: Callable[..., Any] | None,
    ) -> None:
        """`self.stats["n"] += 1`: the object gets the new item, too."""
        found = self.origin.get(items.cell)
        if found is None:
            super().put(node, items, index, place, value, func)
            return
        self.passed_on.add(items.cell)
        super().put(node, items, index, place, value, func)
        self.passed_on.discard(items.cell)
        now = find(self.env, items.cell)
        if now is None:
            self.refuse(node, "this change of what an object holds is", "give it a name")
        keys = now.keys if now.kind == "dict" else tuple(range(len(now.values)))
        new = now.values[keys.index(index.value if place is None or now.kind == "dict" else place)]
        if isinstance(new, (Items, Instance)):
            self.refuse(node, "a container or object put into what an object holds is", "an array")
        holder = self.inside(
            *found, None, "_".join([found[0].name, *(str(s.key) for s in found[1])])
        )
        self.builder.call(set_item, holder, index, as_atom(new, self.builder))

    def invoke(self, node: gast.Call, name: str) -> Value:
        """A call; `self.log.append(v)` of a list that is not read is done as it is written."""
        match node:
            case gast.Call(
                func=gast.Attribute(value=gast.Attribute(value=base, attr=attr), attr="append"),
                args=[argument],
                keywords=[],
            ):
                owner = self.peek(base)
                if isinstance(owner, Instance) and self.only_grows(owner, attr):
                    value = as_atom(self.expression(argument), self.builder)
                    self.enter_expression(node)
                    path = (*owner.path, Step(attr, True))
                    log = self.inside(owner.root, path, None, f"{owner.name}_{attr}")
                    self.recorded.add(f"{owner.key}.{attr}")
                    self.builder.call(record_item, log, value)
                    return Const(None)
        return super().invoke(node, name)

    def only_grows(self, owner: Instance, attr: str) -> bool:
        """Is it a list of the object itself, that the program has not read?"""
        key = f"{owner.key}.{attr}"
        value = getattr(owner.example, "__dict__", {}).get(attr)
        return isinstance(value, list) and key not in self.first and key not in self.env
