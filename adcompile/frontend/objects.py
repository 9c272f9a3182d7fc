"""Arguments with values inside: containers of known structure, and objects of known classes.

    def loss(self, x):                          W = self.W
        self.calls += 1                 =>      self.calls = self.calls + 1
        return np.sum(self.layer(x))            s = np.sum(W @ x)

What is read of an object is read once, at the start; what is written is written at once, and read from then
on where it came from.  Methods, properties and functions that get an object are lowered where they are called.
What the program relies on, of the examples that it is lowered for, is noted, to be checked at each call.
"""

from __future__ import annotations

import builtins
import dataclasses
import functools
import inspect
import operator
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gast

from adcompile.diagnostics import AdcompileError, SourceNotFound
from adcompile.frontend.closures import DEEPEST, Closures
from adcompile.frontend.flow import START
from adcompile.frontend.identity import containers, find
from adcompile.frontend.read import read
from adcompile.frontend.scope import Scope, is_compiled_in
from adcompile.frontend.values import Instance, Items, Refused, Slot, Value, as_atom
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Given, Part, Reference, Step, Tree, Var
from adcompile.ir.parts import likeness
from adcompile.ir.primitives import copy, keep_attribute, record_item, set_attribute, set_item

__all__ = ["MOST_LEAVES", "Method", "Objects", "Unknown", "holds_code", "holds_object", "is_object"]

MOST_LEAVES = 64  # of a container whose elements are known one by one
OPAQUE = ("numpy", "scipy", "adcompile")


def is_object(value: Any) -> bool:
    """Is it an object of a class written in Python, with attributes?"""
    cls = type(value)
    if isinstance(value, (type, types.ModuleType, types.FunctionType, BaseException)):
        return False
    if callable(value) and hasattr(value, "__name__"):
        return False  # a function of some kind
    if not is_users(cls) or hasattr(value, "__adcompile_function__"):
        return False
    return hasattr(value, "__dict__") or hasattr(cls, "__slots__")


def holds_code(value: Any) -> bool:
    """Is it an object, or a container of objects or functions, whose code has to be known?

    >>> holds_code([np.ones(2), 1]), holds_code({"act": np.tanh})
    (False, True)
    """
    if is_object(value):
        return True
    if not isinstance(value, (list, tuple, dict)):
        return False
    parts = value.values() if isinstance(value, dict) else value
    return any(holds_code(part) or callable(part) for part in parts)


def is_users(cls: type) -> bool:
    """Is it no class of Python's own, of NumPy or SciPy?"""
    package = cls.__module__.partition(".")[0]
    return package not in OPAQUE and package not in sys.stdlib_module_names


class Unknown:
    """A floating-point number or array of which nothing else is known."""

    is_floating = True


class Method:
    """A function bound to an object of the program."""

    def __init__(self, owner: Value, function: Any) -> None:
        self.owner = owner
        self.function = function
        self.__name__ = getattr(function, "__name__", "method")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"`{self.__name__}` is lowered where it is called")


class Super:
    """What `super()` is in a method of `cls`."""

    def __init__(self, owner: Instance, cls: type) -> None:
        self.owner = owner
        self.cls = cls

    def find(self, name: str) -> Any:
        """The function or value of that name in the classes behind."""
        order = type(self.owner.example).__mro__
        for cls in order[order.index(self.cls) + 1 :]:
            if name in vars(cls):
                return vars(cls)[name]
        raise AttributeError(f"'super' object has no attribute '{name}'")


class All:
    """The names that a function from elsewhere has itself: every one."""

    def __contains__(self, name: object) -> bool:
        return True


class Objects(Closures):
    """Reading and writing the insides of arguments, and calls of what belongs to objects."""

    examples: Mapping[str, Any]
    instances: dict[int, Instance]  # by the identity of the object
    seen: dict[Any, Value]  # captured objects, by where they are found
    origin: dict[Any, tuple[Var, tuple[Step, ...]]]  # the containers that objects hold, by cell
    first: dict[str, Value]  # the attributes that objects came with
    recorded: set[str]  # the lists that are only appended to
    passed_on: set[Any]  # the cells of containers that are changed in the object, too
    numbers: set[Atom]  # attributes that are known to be numbers
    made: int  # how many objects the program has made
    entered: list[
        tuple[Any, str]
    ]  # the functions, and the objects whose methods they are, that are being lowered in place

    # -- what an argument is --------------------------------------------------------------

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
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        parts = [
            self.explored(root, (*path, Step(key)), part, f"{name}_{key}", whole)
            for key, part in pairs
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

    # -- attributes -----------------------------------------------------------------------

    def attribute_of(self, node: gast.AST, base: Value, attr: str, name: str = "") -> Value:
        if isinstance(base, Instance):
            return self.read_attribute(node, base, attr)
        if isinstance(base, Items) and base.kind == "tuple" and attr in base.keys:
            return base.values[base.keys.index(attr)]
        if isinstance(base, Const) and isinstance(base.value, types.ModuleType):
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
        if isinstance(found, property):
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
            return Const(Method(owner, found))
        if isinstance(found, staticmethod):
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
        if isinstance(found, property):
            if found.fset is None:
                self.refuse(
                    node, f"an assignment to `{attr}`, which is read only, is", "another name"
                )
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

    # -- calls ----------------------------------------------------------------------------

    def apply_value(
        self,
        node: gast.AST,
        name: str,
        func: Any,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]] = (),
    ) -> Value:
        if isinstance(func, Method):
            return self.enter_method(node, func.owner, func.function, *args, kwargs=kwargs)
        if hasattr(func, "__adcompile_for__") and any(
            holds_structure(v) for v in (*args, *(v for _, v in kwargs))
        ):
            return self.derived(node, name, func, args, kwargs)
        if isinstance(func, types.FunctionType) and self.is_entered(func, args, kwargs):
            return self.enter_outside(node, func, args, kwargs)
        return super().apply_value(node, name, func, args, kwargs)

    def called(self, func: Value) -> Value:
        if isinstance(func, Instance):
            return Const(Method(func, inspect.getattr_static(type(func.example), "__call__", None)))
        return func

    def check_shared(self, node: gast.Call, func: Any) -> None:
        if isinstance(func, (Method, types.FunctionType)) or hasattr(func, "__adcompile_for__"):
            return
        super().check_shared(node, func)

    def derived(
        self,
        node: gast.AST,
        name: str,
        func: Any,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> Value:
        """The call of a derivative with containers: it is compiled for their structure."""
        try:
            bound = func.__signature__.bind(*args, **dict(kwargs))
        except TypeError as error:
            span = self.source.span(node, self.line)
            raise AdcompileError(f"`{func.__name__}`: {error}", span, "correct the call") from None
        examples = {key: self.example_of(node, value) for key, value in bound.arguments.items()}
        special, tree = func.__adcompile_for__(examples)
        atoms = [as_atom(a, self.builder) for a in args]
        named = tuple((key, as_atom(v, self.builder)) for key, v in kwargs)
        whole = self.call(node, "", special, *atoms, kwargs=named)
        return self.unpacked(as_atom(whole, self.builder), tree)

    def example_of(self, node: gast.AST, value: Value) -> Any:
        """A Python value of the structure, with unknown leaves."""
        if isinstance(value, Instance):
            self.refuse(
                node,
                "an object as argument of a derivative is",
                "pass the arrays, or a dict of them",
            )
        if isinstance(value, Const):
            return value.value
        if not isinstance(value, Items):
            return Unknown()
        parts = [self.example_of(node, part) for part in value.values]
        if value.kind == "dict":
            return dict(zip(value.keys, parts))
        return parts if value.kind == "list" else tuple(parts)

    def unpacked(self, whole: Atom, tree: Tree) -> Value:
        """A result of known structure, by its parts."""
        if not tree.kind:
            return whole
        if tree.kind == "zero":
            return Const(0.0)
        keys = tree.keys if tree.kind == "dict" else tuple(range(len(tree.children)))
        parts = [
            self.unpacked(self.builder.call(operator.getitem, whole, Const(key)), child)
            for key, child in zip(keys, tree.children)
        ]
        return Items(tree.kind, tuple(parts), tree.keys)

    def known_call(
        self,
        node: gast.Call,
        func: Any,
        args: list[Value],
        kwargs: list[tuple[str, Value]],
    ) -> Value | None:
        match func, args:
            case builtins.isinstance, [Instance() as owner, Const(value=classes)]:
                return Const(isinstance(owner.example, classes))
            case builtins.type, [Instance() as owner]:
                return Const(type(owner.example))
            case builtins.hasattr, [Instance() as owner, Const(value=attr)]:
                return Const(self.has_attribute(owner, attr))
            case builtins.getattr, [Instance() as owner, Const(value=attr), *default]:
                if default and not self.has_attribute(owner, attr):
                    return default[0]
                return self.read_attribute(node, owner, attr)
            case builtins.setattr, [Instance() as owner, Const(value=attr), value]:
                self.set_attribute(node, owner, attr, value)
                return Const(None)
            case builtins.super, []:
                return Const(self.super_here(node))
            case builtins.len, [Instance() as owner]:
                return self.special(node, owner, "__len__")
            case type(), _ if is_own_class(func):
                return self.constructed(node, func, args, kwargs)
        return super().known_call(node, func, args, kwargs)

    def has_attribute(self, owner: Instance, attr: str) -> bool:
        held = self.env.get(f"{owner.key}.{attr}", UNDEFINED)
        return held is not UNDEFINED or hasattr(owner.example, attr)

    def super_here(self, node: gast.AST) -> Super:
        """What `super()` is in the method that is being lowered."""
        cell = self.scope.cells.get("__class__")
        first = next(iter(inspect.signature(self.scope.function).parameters), "")
        owner = self.env.get(first)
        if cell is None or not isinstance(owner, Instance):
            self.refuse(node, "`super()` here is", "name the class")
        return Super(owner, cell.cell_contents)

    def constructed(
        self, node: gast.AST, cls: Any, args: Sequence[Value], kwargs: Sequence[tuple[str, Value]]
    ) -> Value:
        """A new object, which is there for the compiler alone."""
        if hasattr(cls, "_fields"):
            bound = inspect.signature(cls).bind(*args, **dict(kwargs))
            bound.apply_defaults()
            values = tuple(v if is_value(v) else Const(v) for v in bound.arguments.values())
            return Items("tuple", values, cls._fields)
        example = object.__new__(cls)
        self.made += 1
        key = f"@new{self.made}:{cls.__name__.lower()}"
        owner = Instance(key, example, Var(), (), cls.__name__.lower(), None)
        if dataclasses.is_dataclass(cls) and "def __init__" not in source_of(cls):
            self.fill_fields(node, owner, cls, args, kwargs)
            if hasattr(cls, "__post_init__"):
                self.enter_method(node, owner, cls.__post_init__)
        elif cls.__init__ is not object.__init__:
            self.enter_method(node, owner, cls.__init__, *args, kwargs=kwargs)
        return owner

    def fill_fields(
        self,
        node: gast.AST,
        owner: Instance,
        cls: Any,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> None:
        """The fields of a new dataclass."""
        given = inspect.signature(cls).bind(*args, **dict(kwargs)).arguments
        for field in dataclasses.fields(cls):
            if field.name in given:
                value = given[field.name]
            elif field.default is not dataclasses.MISSING:
                value = self.default_of(field.default, field.name)
            elif field.default_factory is not dataclasses.MISSING:
                value = self.apply_value(node, "", field.default_factory, ())
            else:
                continue
            self.env[f"{owner.key}.{field.name}"] = value

    def special(self, node: gast.AST, owner: Instance, name: str, *args: Value) -> Value:
        """A method of Python's own protocols, `__len__`."""
        method = getattr(type(owner.example), name, None)
        if method is None:
            self.refuse(
                node,
                f"`{name}` of `{type(owner.example).__name__}`, which it has not, is",
                "write it",
            )
        return self.enter_method(node, owner, method, *args)

    # -- operators ------------------------------------------------------------------------

    def combined(
        self, node: gast.AST, func: Callable[..., Any], left: Value, right: Value
    ) -> Value | None:
        symbol = func.__name__.strip("_")
        if isinstance(left, Instance) and hasattr(type(left.example), f"__{symbol}__"):
            return self.special(node, left, f"__{symbol}__", right)
        if isinstance(right, Instance) and hasattr(type(right.example), f"__r{symbol}__"):
            return self.special(node, right, f"__r{symbol}__", left)
        return None

    def compared_objects(self, node: gast.Compare, left: Value, right: Value) -> Value:
        kind = type(node.ops[0])
        if kind in (gast.Is, gast.IsNot):
            same = left is right
            return Const(same if kind is gast.Is else not same)
        owner, other = (left, right) if isinstance(left, Instance) else (right, left)
        assert isinstance(owner, Instance)
        return self.special(node, owner, f"__{self.COMPARISONS[kind].__name__}__", other)

    # -- loops ----------------------------------------------------------------------------

    def peek(self, node: gast.AST) -> Slot | None:
        if isinstance(node, gast.Attribute):
            owner = self.peek(node.value)
            if not isinstance(owner, Instance):
                return None
            found = inspect.getattr_static(type(owner.example), node.attr, None)
            if isinstance(found, (property, functools.cached_property)):
                return None
            return self.read_attribute(node, owner, node.attr)
        return super().peek(node)

    def zipped(
        self, nodes: Sequence[Any], columns: Sequence[list[Value] | None]
    ) -> list[Value] | None:
        known = [c for c in columns if c is not None]
        if not any(holds_structure(v) for column in known for v in column):
            return None
        count = min(map(len, known))
        whole = []
        for node, column in zip(nodes, columns):
            if column is None:
                array = as_atom(self.expression(node), self.builder)
                take = functools.partial(self.builder.call, operator.getitem, array)
                column = [take(Const(k)) for k in range(count)]
            whole.append(column)
        return [Items("tuple", row) for row in zip(*whole)]

    def for_loop(self, node: gast.For) -> None:
        counts = self.known_range(node)
        if counts is not None:
            self.unroll(node, list(map(Const, counts)))
            return
        super().for_loop(node)

    def known_range(self, node: gast.For) -> range | None:
        """The range of a loop that goes through objects, or containers in a container, by index."""
        func, args = self.builtin(node.iter)
        if func is not range or not isinstance(node.target, gast.Name):
            return None
        counter = node.target.id
        picked = [
            inner.value
            for statement in node.body
            for inner in gast.walk(statement)
            if isinstance(inner, gast.Subscript)
            and any(isinstance(n, gast.Name) and n.id == counter for n in gast.walk(inner.slice))
        ]
        if not any(holds_structure(self.peek(place)) for place in picked):
            return None
        bounds = [self.expression(a) for a in args]
        if not all(isinstance(b, Const) for b in bounds):
            return None
        counts = range(*(b.value for b in bounds if isinstance(b, Const)))
        return counts if len(counts) <= MOST_LEAVES else None

    def is_entered(
        self, func: Any, args: Sequence[Value], kwargs: Sequence[tuple[str, Value]]
    ) -> bool:
        """Is a function to be lowered in place, for what it is given?"""
        if self.knowledge.is_pure(func) or hasattr(func, "__adcompile_function__"):
            return False
        return any(holds_structure(v) for v in (*args, *(v for _, v in kwargs)))

    def enter_method(
        self,
        node: gast.AST,
        owner: Value,
        function: Any,
        *args: Value,
        kwargs: Sequence[tuple[str, Value]] = (),
    ) -> Value:
        """A call of something that belongs to an object or class."""
        if not isinstance(function, types.FunctionType):
            self.refuse(
                node,
                f"a method made by `{type(function).__name__}` is",
                "a plain method; or take the array out first, `W = self.W`",
            )
        return self.enter_outside(node, function, (owner, *args), kwargs)

    def enter_outside(
        self,
        node: gast.AST,
        function: types.FunctionType,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> Value:
        """Lower the body of a function from elsewhere where it is called."""
        owner = args[0].key if args and isinstance(args[0], Instance) else ""
        if (function, owner) in self.entered or len(self.frames) >= DEEPEST:
            self.refuse(
                node, f"`{function.__name__}` calls itself, which is", "write it without recursion"
            )
        try:
            source = read(function)
        except SourceNotFound as error:
            self.refuse(
                node, f"`{function.__name__}`: {error.message}, which is", "write it in Python"
            )
        bound = self.bound_outside(node, function, args, kwargs)
        caller, line, mine, scope = self.env, self.line, self.source, self.scope
        hidden = self.all_hidden(caller)
        attributes = {k: v for k, v in caller.items() if k.startswith("@")}
        self.frames.append((caller, All()))  # type: ignore[arg-type]
        self.entered.append((function, owner))
        self.source, self.scope = source, Scope(function, scope.program)
        self.env = {**hidden, **attributes, **START, **bound}
        try:
            value = self.outside_result(node, source)
            prefix = self.prefix
            for key, slot in self.env.items():
                if key.startswith("@"):
                    caller[key] = slot
                elif key in hidden:
                    caller[key.removeprefix(prefix)] = slot
        finally:
            self.env, self.line, self.source, self.scope = caller, line, mine, scope
            self.frames.pop()
            self.entered.pop()
        self.enter(line if isinstance(line, gast.stmt) else node)
        return value

    def outside_result(self, node: gast.AST, source: Any) -> Value:
        """What the body returns."""
        function = types.SimpleNamespace(node=source.tree)
        return self.result_of(source.tree, function)  # type: ignore[arg-type]

    def all_hidden(self, caller: Mapping[str, Slot]) -> dict[str, Slot]:
        """The lists and dicts of the caller under names that the function does not see."""
        prefix = f".{len(self.frames) + 1}:"
        return {
            prefix + name: slot
            for name, slot in caller.items()
            if not name.startswith("@") and (self.is_real(slot) or any(containers(slot)))
        }

    def bound_outside(
        self,
        node: gast.AST,
        function: types.FunctionType,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> dict[str, Slot]:
        """Parameters and arguments, as Python binds them."""
        signature = inspect.signature(function, follow_wrapped=False)
        try:
            bound = signature.bind(*args, **dict(kwargs))
        except TypeError as error:
            span = self.source.span(node, self.line)
            raise AdcompileError(
                f"`{function.__name__}`: {error}", span, "correct the call"
            ) from None
        values: dict[str, Slot] = {}
        for name, parameter in signature.parameters.items():
            given = bound.arguments.get(name, parameter.empty)
            if parameter.kind is parameter.VAR_POSITIONAL:
                values[name] = Items("tuple", () if given is parameter.empty else tuple(given))
            elif parameter.kind is parameter.VAR_KEYWORD:
                named = {} if given is parameter.empty else given
                values[name] = Items("dict", tuple(named.values()), tuple(named))
            elif given is parameter.empty:
                values[name] = self.default_of(parameter.default, name)
            else:
                values[name] = given
        return values

    def default_of(self, value: Any, name: str) -> Value:
        """A default: compiled in, or captured from the function object."""
        if is_compiled_in(value) or type(value) in (int, float, complex):
            return Const(value)
        return self.scope.program.capture(Reference({name: value}, name), name)


def is_own_class(cls: Any) -> bool:
    """Is it a class written in Python, of the user's?"""
    if not isinstance(cls, type) or issubclass(cls, BaseException):
        return False
    return is_users(cls) and type(cls) is type


def source_of(cls: Any) -> str:
    """What the body of a class defines, where it can be read."""
    try:
        return inspect.getsource(cls)
    except (OSError, TypeError):
        return ""


def is_value(value: Any) -> bool:
    return isinstance(value, (Var, Const, Items, Instance))


def holds_object(value: Slot) -> bool:
    """Is it an object, or does it hold one?"""
    if isinstance(value, Items):
        return any(map(holds_object, value.values))
    return isinstance(value, Instance)


def holds_structure(value: Slot | None) -> bool:
    """Is it an object, or a container that holds one, a list or a dict?"""
    if isinstance(value, Instance):
        return True
    if not isinstance(value, Items):
        return False
    return value.kind != "tuple" or any(isinstance(v, (Items, Instance)) for v in value.values)
