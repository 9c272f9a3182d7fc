"""Expressions of Python to SSA: every operation becomes one call, in the order Python evaluates."""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NoReturn, Protocol

import gast

from adcompile.diagnostics import AdcompileError, UnsupportedSyntax
from adcompile.frontend.holders import Holders
from adcompile.frontend.identity import containers
from adcompile.frontend.scope import Scope
from adcompile.frontend.source import Source
from adcompile.frontend.values import Instance, Items, Refused, Slot, Value, as_atom, whole_object
from adcompile.ir.builder import Builder
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Loop, Var
from adcompile.ir.primitives import Expression, copy

__all__ = ["Expressions", "Knowledge"]


class Knowledge(Protocol):
    """What the front end asks about primitives; the rules room answers."""

    def attribute(self, name: str) -> Any:
        """The array attribute of this name: a function of the array."""

    def method(self, name: str) -> Any:
        """The array method of this name: a function of the array."""

    def is_pure(self, func: Callable[..., Any]) -> bool:
        """Is `func` known to have no effect but its result?"""

    def is_new(self, func: Callable[..., Any]) -> bool:
        """Does `func` make a new object, which shares no memory with its arguments?"""

    def is_transparent(self, func: Callable[..., Any]) -> bool:
        """Does `func` make a context manager that leaves the values inside as they are?"""

    def written(
        self, func: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[str, str] | None:
        """For a call that changes an argument in place: what to say, and what to write instead."""

    def write_of(
        self, builder: Builder, func: Any, args: Sequence[Atom], kwargs: Mapping[str, Atom]
    ) -> Any:
        """That change as a write, with an array, an index, a value and an operator, or as a loop that was
        appended; None if not known."""

    def flat_index(self, builder: Builder, array: Atom, index: Atom) -> Atom:
        """The index of the elements `array.flat[index]`."""

    def flat_write(self, builder: Builder, array: Var, index: Atom, value: Atom) -> Any:
        """`array.flat[index] = value` as a write, with an array, an index and a value."""


COUNTING = (operator.add, operator.sub, operator.mul)
UNARY_METHODS = {gast.USub: "__neg__", gast.UAdd: "__pos__", gast.Invert: "__invert__"}


class Expressions(Holders):
    """The expression half of the lowering, with the environment it works in."""

    def __init__(
        self, source: Source, builder: Builder, knowledge: Knowledge, scope: Scope
    ) -> None:
        self.source = source
        self.builder = builder
        self.knowledge = knowledge
        self.scope = scope
        self.env = {}
        self.hold_nothing()
        self.consulted: dict[int, Items] = {}  # the containers that were read
        self.line = source.tree

    def enter(self, node: gast.AST) -> None:
        """The statement whose text a comment will show."""
        self.line = node if isinstance(node, gast.stmt) else self.line
        self.builder.span = self.source.span(node, self.line)

    def refuse(self, node: gast.AST, what: str, advice: str) -> NoReturn:
        span = self.source.span(node, self.line)
        raise UnsupportedSyntax(f"{what} not supported", span, advice)

    # -- dispatch -------------------------------------------------------------------------

    def expression(self, node: gast.AST, name: str = "") -> Value:
        """Lower an expression; `name` is the user's name for its result, if it is assigned."""
        method = self.EXPRESSIONS.get(type(node))
        if method is None:
            self.refuse(node, f"`{type(node).__name__}` expressions are", "write it without")
        value: Value = getattr(self, method)(node, name)
        return value

    def atom(self, node: gast.AST) -> Atom:
        """Lower an expression to one operand."""
        return as_atom(self.expression(node), self.builder)

    def call(
        self,
        node: gast.AST,
        name: str,
        func: Callable[..., Any],
        *args: Atom,
        kwargs: tuple[tuple[str, Atom], ...] = (),
    ) -> Value:
        """Append a call that stands for `node`."""
        for atom in (*args, *(a for _, a in kwargs)):
            if isinstance(atom, Instance):
                raise whole_object(atom, self.source.span(node, self.line))
        if not self.tuples.isdisjoint(args) and not sees_no_tuple(func):
            self.refuse_tuples(node, args)
        self.builder.span = self.source.span(node, self.line)
        # A name with a dot is none of the user's: a part of a deep expression.
        out = Var("" if name.startswith(".") else name)
        if self.knowledge.is_new(func):
            self.news.add(out)
        return self.builder.call(func, *args, kwargs=kwargs, out=out)

    # -- names and constants --------------------------------------------------------------

    def constant(self, node: gast.Constant, name: str) -> Value:
        return Const(node.value)

    def name(self, node: gast.Name, name: str) -> Value:
        if node.id in self.env:
            found = self.env[node.id]
            if isinstance(found, Refused):
                self.refuse(node, found.what, found.advice)
            if found is UNDEFINED:
                self.undefined(node)
            if isinstance(found, Items):
                self.consulted[id(found)] = found
            return found
        value = self.scope.resolve(node.id)
        if value is None:
            self.undefined(node)
        return value

    def undefined(self, node: gast.Name) -> NoReturn:
        span = self.source.span(node, self.line)
        raise AdcompileError(
            f"the name `{node.id}` is not defined", span, "define it, or pass it as an argument"
        )

    def attribute(self, node: gast.Attribute, name: str) -> Value:
        return self.attribute_of(node, self.expression(node.value), node.attr, name)

    def attribute_of(self, node: gast.AST, base: Value, attr: str, name: str = "") -> Value:
        """`base.attr`."""
        if isinstance(base, Items):
            self.refuse(node, f"`.{attr}` of a {base.kind} is", "build a new one with a display")
        if isinstance(base, Const):
            try:
                return self.scope.attribute(base, attr)
            except AttributeError as error:
                span = self.source.span(node, self.line)
                raise AdcompileError(str(error), span, "check the spelling") from None
        return self.call(node, name, self.knowledge.attribute(attr), as_atom(base, self.builder))

    def tuple_display(self, node: gast.Tuple | gast.List, name: str) -> Value:
        kind = "tuple" if isinstance(node, gast.Tuple) else "list"
        values: list[Value] = []
        before: Value | None = None  # what stands before, where a real list is spread in
        since = self.changes
        for element in node.elts:
            if not isinstance(element, gast.Starred):
                values.append(self.expression(element))
                continue
            spread = self.expression(element.value)
            if self.is_list(spread):
                first = Items("list", tuple(values))
                before = first if before is None else self.joined(node, "", before, first)
                before, values = self.joined(node, "", before, spread), []
            else:
                values.extend(self.star(element, spread))
        values = [self.refreshed(node, since, value) for value in values]
        if before is None:
            return Items(kind, tuple(values))
        made = self.joined(node, name, before, Items("list", tuple(values)))
        if kind == "tuple":
            self.tuples.add(made)
        return made

    def joined(self, node: gast.AST, name: str, left: Value, right: Value) -> Value:
        """`items + others`, of which at least one is real."""
        raise NotImplementedError

    def star(self, node: gast.Starred, value: Value) -> tuple[Value, ...]:
        """The elements of `*value`, which must be known."""
        if not isinstance(value, Items):
            if isinstance(value, Const) and isinstance(value.value, tuple):
                return tuple(Const(v) for v in value.value)
            self.refuse(node, "a starred value of unknown length is", "write its elements out")
        return tuple(map(Const, value.keys)) if value.kind == "dict" else value.values

    def dict_display(self, node: gast.Dict, name: str) -> Value:
        pairs: list[tuple[Value, Value]] = []
        since = self.changes
        for key, value in zip(node.keys, node.values):
            if key is not None:
                pairs.append((self.expression(key), self.expression(value)))
                continue
            merged = self.expression(value)
            if not isinstance(merged, Items) or merged.kind != "dict":
                self.refuse(node, "`**` of a dict of unknown keys is", "use `update` in a loop")
            pairs += zip(map(Const, merged.keys), merged.values)
        pairs = [(k, self.refreshed(node, since, v)) for k, v in pairs]
        if not all(isinstance(k, Const) for k, _ in pairs):
            return self.filled(node, pairs)
        made = {k.value: v for k, v in pairs if isinstance(k, Const)}
        return Items("dict", tuple(made.values()), tuple(made))

    def filled(self, node: gast.AST, pairs: Sequence[tuple[Value, Value]]) -> Value:
        """A dict with keys that are known when it runs."""
        made = self.realised(node, Items("dict", ()))
        for key, value in pairs:
            index, atom = as_atom(key, self.builder), self.realised(node, value)
            made = self.kept(self.builder.store(made, index, atom), "dict")
        return made

    # -- operators ------------------------------------------------------------------------

    def binary(self, node: gast.BinOp, name: str) -> Value:
        since = self.changes
        left, right = self.expression(node.left), self.expression(node.right)
        left = self.refreshed(node, since, left)
        func = self.OPERATORS[type(node.op)]
        joined = self.combined(node, func, left, right)
        if joined is None:
            joined = self.of_lists(node, name, func, left, right)
        if joined is not None:
            return joined
        counted = self.of_counts(node, func, left, right)
        if counted is not None:
            return counted
        if isinstance(left, Items) or isinstance(right, Items):
            self.refuse(node, "arithmetic on a list or tuple is", "use `np.array`")
        return self.call(
            node, name, func, as_atom(left, self.builder), as_atom(right, self.builder)
        )

    def of_counts(
        self, node: gast.BinOp, func: Callable[..., Any], left: Value, right: Value
    ) -> Const | None:
        """`len(layers) - 1`, of what is known; literals stay as they are written."""
        if not isinstance(left, Const) or not isinstance(right, Const):
            return None
        written = isinstance(node.left, gast.Constant) and isinstance(node.right, gast.Constant)
        if written or left.text or right.text or func not in COUNTING:
            return None
        if type(left.value) is not int or type(right.value) is not int:
            return None
        return Const(func(left.value, right.value))

    def unary(self, node: gast.UnaryOp, name: str) -> Value:
        value = self.expression(node.operand)
        if isinstance(value, Instance) and type(node.op) in (gast.USub, gast.UAdd, gast.Invert):
            return self.special(node, value, UNARY_METHODS[type(node.op)])
        operand = as_atom(value, self.builder)
        if isinstance(operand, Const) and isinstance(node.op, gast.USub):
            if type(operand.value) in (int, float, complex) and not operand.text:
                return Const(-operand.value)
        return self.call(node, name, self.UNARY[type(node.op)], operand)

    def compare(self, node: gast.Compare, name: str) -> Value:
        if type(node.ops[0]) in (gast.In, gast.NotIn) and len(node.ops) == 1:
            known = self.held_key(node)
            if known is not None:
                return known
        if len(node.ops) > 1 or type(node.ops[0]) in (gast.In, gast.NotIn):
            return self.as_written(node, name, "a comparison", boolean=True)
        first, second = self.expression(node.left), self.expression(node.comparators[0])
        if isinstance(first, Instance) or isinstance(second, Instance):
            return self.compared_objects(node, first, second)
        left, right = as_atom(first, self.builder), as_atom(second, self.builder)
        known = self.compared(node.ops[0], left, right)
        if known is not None:
            return known
        return self.call(node, name, self.COMPARISONS[type(node.ops[0])], left, right)

    def held_key(self, node: gast.Compare) -> Const | None:
        """Whether a dict of known structure has a key."""
        items = self.expression(node.comparators[0]) if is_name(node.comparators[0]) else None
        if not isinstance(items, Items) or items.kind != "dict":
            return None
        key = self.expression(node.left)
        if not isinstance(key, Const):
            self.realised(node, items, node.comparators[0].id)
            return None
        return Const((key.value in items.keys) is isinstance(node.ops[0], gast.In))

    def compared(self, operation: gast.AST, left: Atom, right: Atom) -> Const | None:
        """The comparison of two values that are compiled in: a flag, a mode."""
        if isinstance(left, Const) and isinstance(right, Const):
            if is_simple(left.value) and is_simple(right.value):
                return Const(bool(self.COMPARISONS[type(operation)](left.value, right.value)))
        return None

    def comparison(self, operation: gast.AST, left: Atom, right: Atom) -> Atom:
        """A comparison that no source text shows: of a `case`."""
        known = self.compared(operation, left, right)
        return known or self.builder.call(self.COMPARISONS[type(operation)], left, right)

    def walrus(self, node: gast.NamedExpr, name: str) -> Value:
        value = self.expression(node.value, node.target.id)
        if isinstance(value, Var) and value.name != node.target.id:
            value = self.builder.call(copy, value, out=Var(node.target.id))
        self.env[node.target.id] = value
        return value

    # -- subscripts -----------------------------------------------------------------------

    def subscript(self, node: gast.Subscript, name: str) -> Value:
        since = self.changes
        if isinstance(node.value, gast.Attribute) and node.value.attr == "flat":
            owner = self.expression(node.value.value)
            if not isinstance(owner, (Instance, Items)):
                array = as_atom(owner, self.builder)
                elements = as_atom(self.index(node.slice), self.builder)
                place = self.knowledge.flat_index(self.builder, array, elements)
                return self.call(node, name, operator.getitem, array, place)
        base = self.expression(node.value)
        index = self.index(node.slice)
        base = self.refreshed(node, since, base)
        if isinstance(base, Items) and isinstance(index, Const):
            return self.item(node, base, index.value)
        if isinstance(base, Instance):
            return self.special(node, base, "__getitem__", index)
        if isinstance(base, Items) and (base.kind == "dict" or holds_containers(base)):
            base = self.realised(node, base, getattr(node.value, "id", ""))
        whole, at = as_atom(base, self.builder), as_atom(index, self.builder)
        picked = self.call(node, name, operator.getitem, whole, at)
        if isinstance(node.slice, gast.Slice) and self.is_list(base):
            part = self.kept(as_atom(picked, self.builder), "list")
            if base in self.tuples:
                self.tuples.add(part)
            return part
        return picked

    def item(self, node: gast.AST, base: Items, key: Any) -> Value:
        """An element of a container whose structure is known."""
        try:
            if base.kind == "dict":
                return base.values[base.keys.index(key)]
            picked = base.values[key]
            return Items(base.kind, picked) if isinstance(picked, tuple) else picked
        except (IndexError, ValueError, TypeError):
            span = self.source.span(node, self.line)
            text = f"the {base.kind} has no element {key!r}"
            raise AdcompileError(text, span, "correct the index") from None

    def index(self, node: gast.AST) -> Value:
        """An index expression, which alone may hold slices."""
        if isinstance(node, gast.Tuple):
            return Items("tuple", tuple(self.index(element) for element in node.elts))
        if not isinstance(node, gast.Slice):
            return self.expression(node)
        parts = [
            Const(None) if part is None else self.atom(part)
            for part in (node.lower, node.upper, node.step)
        ]
        return self.slice_of(parts)

    def slice_of(self, parts: Sequence[Atom]) -> Atom:
        """`first:last:step`."""
        if all(isinstance(p, Const) and not p.text for p in parts):
            return Const(slice(*(p.value for p in parts if isinstance(p, Const))))
        return self.builder.call(slice, *parts)

    # -- calls ----------------------------------------------------------------------------

    def is_list(self, value: Slot) -> bool:
        """Is it a real list of ours?"""
        return value in self.lists

    def is_dict(self, value: Slot) -> bool:
        """Is it a real dict of ours?"""
        return value in self.dicts

    def invoke(self, node: gast.Call, name: str) -> Value:
        method: Var | None = None
        if isinstance(node.func, gast.Attribute):
            base = self.expression(node.func.value)
            done = self.method_of(base, node, name)
            if done is not None:
                return done
            if isinstance(base, Var):
                method = base
                func: Value = Const(self.knowledge.method(node.func.attr))
            elif isinstance(base, Items) and node.func.attr not in base.keys:
                self.refuse(
                    node, f"`.{node.func.attr}()` of a {base.kind} is", "build a new one instead"
                )
            else:
                func = self.attribute_of(node.func, base, node.func.attr)
        else:
            func = self.expression(node.func)
        func = self.called(func)
        if not isinstance(func, Const) or not callable(func.value):
            self.refuse(node, "a call of a function that is only known at run time is", "name it")
        reduced = self.reduction(node, name, func)
        if reduced is not None:
            return reduced
        args, kwargs = self.arguments(node)
        if func.value in WALKERS:  # which see the keys of a dict
            args = list(map(self.walkable, args))
        value = self.known_call(node, func.value, args, kwargs)
        if value is not None:
            return value
        bound: list[Value] = [] if method is None else [method]
        written = self.knowledge.written(func.value, [*bound, *args], dict(kwargs))
        if written:
            changed = self.mutation(node, func.value, [*bound, *args], kwargs)
            if changed is None:
                self.refuse(node, *written)
            return changed
        if not self.knowledge.is_pure(func.value) and method is None:
            self.check_shared(node, func.value)
        self.scope.program.spell(func.value, func.text)
        if method is not None:
            args.insert(0, method)
        made = self.apply_value(node, name, func.value, args, kwargs)
        if func.value in MAKE_LISTS and isinstance(made, Var):
            self.kept(made, "list")
        if func.value is dict and args and self.is_dict(args[0]):
            self.kept(as_atom(made, self.builder), "dict")
        return made

    def combined(
        self, node: gast.AST, func: Callable[..., Any], left: Value, right: Value
    ) -> Value | None:
        """`left + right` where one is an object."""
        return None

    def special(self, node: gast.AST, owner: Instance, name: str, *args: Value) -> Value:
        """A method of Python's own protocols."""
        raise NotImplementedError

    def compared_objects(self, node: gast.Compare, left: Value, right: Value) -> Value:
        """A comparison with an object."""
        raise NotImplementedError

    def called(self, func: Value) -> Value:
        """What a call of this value calls."""
        return func

    def mutation(
        self, node: gast.Call, func: Any, args: list[Value], kwargs: list[tuple[str, Value]]
    ) -> Value | None:
        """A call that changes an argument, as a write; whoever shares the memory sees it."""
        named = dict(kwargs)
        out = named.get("out")
        if isinstance(out, Items) and len(out.values) == 1:  # `out=(y,)`
            named["out"] = out.values[0]
        if any(self.is_list(a) for a in (*args[:1], *named.values()) if isinstance(a, Var)):
            return None
        self.builder.span = self.source.span(node, self.line)
        atoms = [as_atom(a, self.builder) for a in args]
        known = {key: as_atom(v, self.builder) for key, v in named.items()}
        write = self.knowledge.write_of(self.builder, func, atoms, known)
        if write is None:
            return None
        if isinstance(write, Loop):
            return Const(None)
        state = self.builder.store(write.array, write.index, write.value, write.operator)
        return state if write.result else Const(None)

    def apply_value(
        self,
        node: gast.AST,
        name: str,
        func: Any,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]] = (),
    ) -> Value:
        """The call of a function object."""
        atoms = [as_atom(a, self.builder) for a in args]
        named = tuple((key, as_atom(v, self.builder)) for key, v in kwargs)
        return self.call(node, name, func, *atoms, kwargs=named)

    def method_of(self, base: Value, node: gast.Call, name: str) -> Value | None:
        """What a method of a list or dict of ours gives."""
        return None

    def of_lists(
        self, node: gast.AST, name: str, func: Callable[..., Any], left: Value, right: Value
    ) -> Value | None:
        """`items + others`, `[a] * n`."""
        return None

    def reduction(self, node: gast.Call, name: str, func: Const) -> Value | None:
        """A call that goes through its argument element by element, as a loop."""
        return None

    def arguments(self, node: gast.Call) -> tuple[list[Value], list[tuple[str, Value]]]:
        """Positional and keyword arguments, starred ones spread."""
        args: list[Value] = []
        since = self.changes
        for argument in node.args:
            if isinstance(argument, gast.Starred):
                args.extend(self.star(argument, self.expression(argument.value)))
            else:
                args.append(self.expression(argument))
        kwargs: list[tuple[str, Value]] = []
        for keyword in node.keywords:
            value = self.expression(keyword.value)
            if keyword.arg is not None:
                kwargs.append((keyword.arg, value))
            elif isinstance(value, Items) and value.kind == "dict":
                kwargs.extend(zip(value.keys, value.values))
            else:
                self.refuse(node, "`**` of a dict of unknown keys is", "write the keywords out")
        args = [self.refreshed(node, since, value) for value in args]
        return args, [(key, self.refreshed(node, since, value)) for key, value in kwargs]

    def known_call(
        self,
        node: gast.Call,
        func: Any,
        args: list[Value],
        kwargs: list[tuple[str, Value]],
    ) -> Value | None:
        """Calls that only rearrange containers whose structure is known, or are written in full."""
        if func is slice and 0 < len(args) <= 3 and not kwargs:
            bounds = [as_atom(a, self.builder) for a in args]
            start = [Const(None)] if len(bounds) == 1 else []
            return self.slice_of([*start, *bounds, *[Const(None)] * (3 - len(start) - len(bounds))])
        if func is getattr and len(args) == 2 and isinstance(args[0], Var):
            name = args[1].value if isinstance(args[1], Const) else None
            if isinstance(name, str):
                return self.call(node, "", self.knowledge.attribute(name), args[0])
        if func is builtins.dict and not args:
            return Items("dict", tuple(v for _, v in kwargs), tuple(key for key, _ in kwargs))
        if func in (builtins.tuple, builtins.list) and not args and not kwargs:
            return Items(func.__name__, ())
        if len(args) != 1 or kwargs or not isinstance(args[0], Items):
            return None
        items = args[0]
        if func is builtins.len:
            return Const(len(items.values))
        if func is builtins.dict and items.kind == "dict":
            return Items("dict", items.values, items.keys)
        if func in (builtins.tuple, builtins.list):
            keys: tuple[Value, ...] = tuple(map(Const, items.keys))
            return Items(func.__name__, keys if items.kind == "dict" else items.values)
        if func is builtins.sum and items.values and items.kind != "dict":
            total = as_atom(items.values[0], self.builder)
            for value in items.values[1:]:
                total = as_atom(
                    self.call(node, "", operator.add, total, as_atom(value, self.builder)),
                    self.builder,
                )
            return total
        return None

    def check_shared(self, node: gast.Call, func: Any) -> None:
        """A function with unknown effects may change a list that the program goes on using."""
        for argument in [*node.args, *(k.value for k in node.keywords)]:
            if isinstance(argument, gast.Name):
                value = self.env.get(argument.id)
                if isinstance(value, Items) and value.kind != "tuple":
                    self.refuse(
                        argument,
                        f"passing the {value.kind} `{argument.id}` to a function without a rule is",
                        "pass a tuple",
                    )

    # -- kept as written ------------------------------------------------------------------

    def as_written(
        self, node: gast.AST, name: str, what: str = "", boolean: bool = False, makes: str = ""
    ) -> Value:
        """Keep an expression whose operands Python may not evaluate, or that makes no number."""
        kinds: dict[type, tuple[str, bool]] = {
            gast.BoolOp: ("`and` / `or`", False),
            gast.IfExp: ("a conditional expression", False),
            gast.JoinedStr: ("an f-string", True),
            gast.ListComp: ("a comprehension", False),
            gast.SetComp: ("a comprehension", False),
            gast.Set: ("a set", False),
            gast.DictComp: ("a comprehension", False),
            gast.GeneratorExp: ("a generator", False),
        }
        if not what:
            what, is_boolean = kinds[type(node)]
            boolean = boolean or is_boolean
        bound = {
            n.id
            for n in gast.walk(node)
            if isinstance(n, gast.Name) and isinstance(n.ctx, (gast.Store, gast.Param))
        }
        if any(isinstance(n, gast.NamedExpr) for n in gast.walk(node)):
            self.refuse(node, f"`:=` inside {what} is", "assign before")
        names: dict[str, Atom] = {}
        for child in gast.walk(node):
            if isinstance(child, gast.Name) and child.id not in bound and child.id not in names:
                names[child.id] = as_atom(self.name_value(child), self.builder)
        func = Expression(node, tuple(names), what, boolean or self.is_boolean(node), makes)
        return self.call(node, name, func, *names.values())

    def is_fresh(self, node: gast.AST) -> bool:
        """Does an expression make a new object each time?"""
        match node:
            case gast.List() | gast.Dict() | gast.ListComp() | gast.DictComp() | gast.Constant():
                return True
            case gast.BinOp() | gast.Compare():
                return True
            case gast.UnaryOp():
                return not isinstance(node.op, gast.UAdd)
            case gast.Tuple():
                return all(map(self.is_fresh, node.elts))
            case gast.IfExp():
                return self.is_fresh(node.body) and self.is_fresh(node.orelse)
            case gast.Call(func=gast.Attribute(attr="copy"), args=[]):
                return True
            case gast.Call(func=gast.Name() | gast.Attribute()):
                func = self.known_function(node.func)
                return func in MAKE_LISTS or func is dict or self.knowledge.is_new(func)
        return False

    def known_function(self, node: gast.AST) -> Any:
        """The function that a dotted name stands for, if it is none of the program's own."""
        root = node
        while isinstance(root, gast.Attribute):
            root = root.value
        if not isinstance(root, gast.Name) or root.id in self.env:
            return None
        value = self.expression(node)
        return value.value if isinstance(value, Const) else None

    def refuse_tuples(self, node: gast.AST, values: Sequence[Value]) -> None:
        """A list that stands for a tuple is one where it is looked at as such."""
        for value in values:
            if value in self.tuples:
                self.refuse(
                    node,
                    "a tuple that a loop makes is, but for its elements,",
                    "use a list and `append`",
                )

    def stated(self, node: gast.AST, text: str, makes: str, name: str, **atoms: Atom) -> Var:
        """A line of our own, of these names, that no derivative flows through."""
        line: Any = gast.parse(text, mode="eval").body
        self.builder.span = self.source.span(node, self.line)
        func = Expression(line, tuple(atoms), "a line of ours", True, makes)
        return self.builder.call(func, *atoms.values(), out=Var(name))

    def is_boolean(self, node: gast.AST) -> bool:
        """Is the value of this expression a truth value made of comparisons?"""
        match node:
            case gast.BoolOp(values=values):
                return all(self.is_boolean(v) for v in values)
            case gast.UnaryOp(op=gast.Not()):
                return True
            case gast.Constant(value=value):
                return isinstance(value, bool)
            case gast.Compare():
                return True
            case _:
                return False

    def name_value(self, node: gast.Name) -> Value:
        return self.name(node, "")

    def anonymous(self, node: gast.Lambda, name: str) -> Value:
        self.refuse(node, "a `lambda` here is", "define the function outside")

    OPERATORS: ClassVar[dict[type, Callable[..., Any]]] = {
        gast.Add: operator.add,
        gast.Sub: operator.sub,
        gast.Mult: operator.mul,
        gast.Div: operator.truediv,
        gast.FloorDiv: operator.floordiv,
        gast.Mod: operator.mod,
        gast.Pow: operator.pow,
        gast.MatMult: operator.matmul,
        gast.BitAnd: operator.and_,
        gast.BitOr: operator.or_,
        gast.BitXor: operator.xor,
        gast.LShift: operator.lshift,
        gast.RShift: operator.rshift,
    }
    UNARY: ClassVar[dict[type, Callable[..., Any]]] = {
        gast.USub: operator.neg,
        gast.UAdd: operator.pos,
        gast.Not: operator.not_,
        gast.Invert: operator.invert,
    }
    COMPARISONS: ClassVar[dict[type, Callable[..., Any]]] = {
        gast.Lt: operator.lt,
        gast.LtE: operator.le,
        gast.Gt: operator.gt,
        gast.GtE: operator.ge,
        gast.Eq: operator.eq,
        gast.NotEq: operator.ne,
        gast.Is: operator.is_,
        gast.IsNot: operator.is_not,
    }
    EXPRESSIONS: ClassVar[dict[type, str]] = {
        gast.Constant: "constant",
        gast.Name: "name",
        gast.Attribute: "attribute",
        gast.Tuple: "tuple_display",
        gast.List: "tuple_display",
        gast.Dict: "dict_display",
        gast.BinOp: "binary",
        gast.UnaryOp: "unary",
        gast.Compare: "compare",
        gast.NamedExpr: "walrus",
        gast.Subscript: "subscript",
        gast.Call: "invoke",
        gast.BoolOp: "short_circuit",
        gast.IfExp: "conditional",
        gast.JoinedStr: "as_written",
        gast.ListComp: "comprehension",
        gast.Set: "as_written",
        gast.SetComp: "as_written",
        gast.DictComp: "dict_comprehension",
        gast.GeneratorExp: "comprehension",
        gast.Lambda: "anonymous",
    }


MAKE_LISTS = (builtins.list, builtins.sorted)
WALKERS = dict.fromkeys(
    [
        list,
        tuple,
        set,
        frozenset,
        sum,
        sorted,
        min,
        max,
        any,
        all,
        enumerate,
        zip,
        reversed,
        iter,
        map,
    ]
)


NO_TUPLES = dict.fromkeys([len, sum, max, min, sorted, list, any, all, operator.getitem])


def sees_no_tuple(func: Any) -> bool:
    """Does `func` not mind whether it gets a list or a tuple?"""
    try:
        known = func in NO_TUPLES
    except TypeError:
        known = False
    module = getattr(func, "__module__", None) or type(func).__module__
    return known or str(module).partition(".")[0] == "numpy"


def is_name(node: gast.AST) -> bool:
    return isinstance(node, gast.Name)


def is_simple(value: Any) -> bool:
    """Is it a flag, a number or a text?"""
    return value is None or type(value) in (bool, int, float, str)


def holds_containers(items: Items) -> bool:
    """Is there a list or dict in it, which may be changed where it is?"""
    return any(True for part in items.values for _ in containers(part))
