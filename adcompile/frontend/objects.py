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
import types
from collections.abc import Callable, Sequence
from typing import Any

import gast

from adcompile.diagnostics import AdcompileError
from adcompile.frontend.attributes import Attributes
from adcompile.frontend.kinds import (
    Method,
    Super,
    Unknown,
    holds_parts,
    holds_structure,
    is_own_class,
    is_value,
    source_of,
)
from adcompile.frontend.values import Instance, Items, Slot, Value, as_atom
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Tree, Var

__all__ = ["Objects"]

MOST_UNROLLED = 64


class Objects(Attributes):
    """Calls, operators and loops of objects and of containers that hold some."""

    made: int  # how many objects the program has made

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

    def method_of(self, base: Value, node: gast.Call, name: str) -> Value | None:
        if isinstance(base, Items) and base.kind == "tuple" and base.keys:
            if node.func.attr == "_replace":
                return self.with_fields(node, base)
        return super().method_of(base, node, name)

    def with_fields(self, node: gast.Call, base: Items) -> Items:
        """The named tuple with other values in some fields, `state._replace(x=x)`."""
        args, kwargs = self.arguments(node)
        fields = dict(kwargs)
        if args or not fields.keys() <= set(base.keys):
            span = self.source.span(node, self.line)
            text = "`_replace` takes fields of the tuple by their names"
            raise AdcompileError(text, span, f"they are {', '.join(map(str, base.keys))}")
        values = tuple(fields.get(key, v) for key, v in zip(base.keys, base.values))
        return Items("tuple", values, base.keys)

    def called(self, func: Value) -> Value:
        if isinstance(func, Instance):
            cls = type(func.example)
            found = inspect.getattr_static(cls, "__call__", None)
            if isinstance(found, types.FunctionType):
                self.rely_on(cls, "__call__", found)
            return Const(Method(func, found))
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
                self.rely_on(cls, "__post_init__", cls.__post_init__)
                self.enter_method(node, owner, cls.__post_init__)
        elif cls.__init__ is not object.__init__:
            self.rely_on(cls, "__init__", cls.__init__)
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
        self.rely_on(type(owner.example), name, method)
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
        if not any(holds_parts(self.peek(place)) for place in picked):
            return None
        known = len(self.builder.ops)
        bounds = [self.expression(a) for a in args]
        if not all(isinstance(b, Const) for b in bounds):
            del self.builder.ops[known:]  # the loop asks for them itself
            return None
        counts = range(*(b.value for b in bounds if isinstance(b, Const)))
        return counts if len(counts) <= MOST_UNROLLED else None
