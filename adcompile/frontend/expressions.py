"""Expressions of Python to SSA: every operation becomes one call, in the order Python evaluates."""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NoReturn, Protocol

import gast

from adcompile.diagnostics import AdcompileError, UnsupportedSyntax
from adcompile.frontend.scope import Scope
from adcompile.frontend.source import Source
from adcompile.frontend.values import Items, Refused, Slot, Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Var
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

    def is_transparent(self, func: Callable[..., Any]) -> bool:
        """Does `func` make a context manager that leaves the values inside as they are?"""

    def written(
        self, func: Callable[..., Any], count: int, keywords: Sequence[str]
    ) -> tuple[str, str] | None:
        """For a call that changes an argument in place: what to say, and what to write instead."""

    def write_of(
        self, builder: Builder, func: Any, args: Sequence[Atom], kwargs: Mapping[str, Atom]
    ) -> Any:
        """That change as a write, with an array, an index, a value and an operator; None if not known."""


class Expressions:
    """The expression half of the lowering, with the environment it works in."""

    lists: set[Slot]  # the lists that grow, in each of their states
    collected: set[Slot]  # the lists that comprehensions made

    def __init__(
        self, source: Source, builder: Builder, knowledge: Knowledge, scope: Scope
    ) -> None:
        self.source = source
        self.builder = builder
        self.knowledge = knowledge
        self.scope = scope
        self.env: dict[str, Slot] = {}
        self.consulted: dict[int, Items] = {}  # the containers that were read
        self.line: gast.AST = source.tree

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
        self.builder.span = self.source.span(node, self.line)
        # A name with a dot is none of the user's: a part of a deep expression.
        return self.builder.call(
            func, *args, kwargs=kwargs, out=Var("" if name.startswith(".") else name)
        )

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
        base = self.expression(node.value)
        if isinstance(base, Items):
            self.refuse(
                node, f"`.{node.attr}` of a {base.kind} is", "build a new one with a display"
            )
        if isinstance(base, Const):
            try:
                return self.scope.attribute(base, node.attr)
            except AttributeError as error:
                span = self.source.span(node, self.line)
                raise AdcompileError(str(error), span, "check the spelling") from None
        func = self.knowledge.attribute(node.attr)
        return self.call(node, name, func, base)

    def tuple_display(self, node: gast.Tuple | gast.List, name: str) -> Value:
        values: list[Value] = []
        for element in node.elts:
            if isinstance(element, gast.Starred):
                values.extend(self.star(element))
            else:
                values.append(self.expression(element))
        return Items("tuple" if isinstance(node, gast.Tuple) else "list", tuple(values))

    def star(self, node: gast.Starred) -> tuple[Value, ...]:
        """The elements of `*value`, which must be known."""
        value = self.expression(node.value)
        if not isinstance(value, Items):
            if isinstance(value, Const) and isinstance(value.value, tuple):
                return tuple(Const(v) for v in value.value)
            self.refuse(node, "a starred value of unknown length is", "write its elements out")
        return tuple(map(Const, value.keys)) if value.kind == "dict" else value.values

    def dict_display(self, node: gast.Dict, name: str) -> Value:
        keys = [self.expression(k) if k is not None else None for k in node.keys]
        if not all(isinstance(k, Const) for k in keys):
            self.refuse(node, "a dict whose keys are not constants is", "use constant keys")
        values = tuple(self.expression(v) for v in node.values)
        return Items("dict", values, tuple(k.value for k in keys if isinstance(k, Const)))

    # -- operators ------------------------------------------------------------------------

    def binary(self, node: gast.BinOp, name: str) -> Value:
        left, right = self.expression(node.left), self.expression(node.right)
        func = self.OPERATORS[type(node.op)]
        if isinstance(left, Items) or isinstance(right, Items):
            if isinstance(left, Items) and isinstance(right, Items) and func is operator.add:
                return Items(left.kind, left.values + right.values)
            if func is operator.mul:
                repeated = self.repeated(left, right)
                if repeated is not None:
                    return repeated
            self.refuse(node, "arithmetic on a list or tuple is", "use `np.array`")
        return self.call(node, name, func, left, right)

    def unary(self, node: gast.UnaryOp, name: str) -> Value:
        operand = self.atom(node.operand)
        if isinstance(operand, Const) and isinstance(node.op, gast.USub):
            if type(operand.value) in (int, float, complex) and not operand.text:
                return Const(-operand.value)
        return self.call(node, name, self.UNARY[type(node.op)], operand)

    def compare(self, node: gast.Compare, name: str) -> Value:
        if len(node.ops) > 1 or type(node.ops[0]) in (gast.In, gast.NotIn):
            return self.as_written(node, name, "a comparison", boolean=True)
        left, right = self.atom(node.left), self.atom(node.comparators[0])
        known = self.compared(node.ops[0], left, right)
        if known is not None:
            return known
        return self.call(node, name, self.COMPARISONS[type(node.ops[0])], left, right)

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
        base = self.expression(node.value)
        index = self.index(node.slice)
        if isinstance(base, Items) and isinstance(index, Const):
            return self.item(node, base, index.value)
        return self.call(
            node, name, operator.getitem, as_atom(base, self.builder), as_atom(index, self.builder)
        )

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
        """A slice, from its three parts."""
        if all(isinstance(p, Const) and not p.text for p in parts):
            return Const(slice(*(p.value for p in parts if isinstance(p, Const))))
        return self.builder.call(slice, *parts)

    # -- calls ----------------------------------------------------------------------------

    def is_list(self, value: Slot) -> bool:
        """Is it a list of ours, whose elements are not known one by one?"""
        return value in self.lists or value in self.collected

    def invoke(self, node: gast.Call, name: str) -> Value:
        method: Var | None = None
        if isinstance(node.func, gast.Attribute):
            base = self.expression(node.func.value)
            if isinstance(base, Var):
                method = base
                func: Value = Const(self.knowledge.method(node.func.attr))
            elif isinstance(base, Items):
                view = self.view_of(base, node)
                if view is not None:
                    return view
                self.refuse(
                    node, f"`.{node.func.attr}()` of a {base.kind} is", "build a new one instead"
                )
            else:
                func = self.expression(node.func)
        else:
            func = self.expression(node.func)
        if not isinstance(func, Const) or not callable(func.value):
            self.refuse(node, "a call of a function that is only known at run time is", "name it")
        reduced = self.reduction(node, name, func)
        if reduced is not None:
            return reduced
        args, kwargs = self.arguments(node)
        value = self.known_call(node, func.value, args, kwargs)
        if value is not None:
            return value
        written = self.knowledge.written(func.value, len(args), [key for key, _ in kwargs])
        if written:
            whole = args if method is None else [method, *args]
            changed = self.mutation(node, func.value, whole, kwargs)
            if changed is None:
                self.refuse(node, *written)
            return changed
        if not self.knowledge.is_pure(func.value) and method is None:
            self.check_shared(node)
        self.scope.program.spell(func.value, func.text)
        if method is not None:
            args.insert(0, method)
        return self.apply_value(node, name, func.value, args, kwargs)

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

    def view_of(self, base: Items, node: gast.Call) -> Value | None:
        """`d.items()`, `d.keys()`, `d.values()`, `d.get(key)` of a dict of known structure."""
        if base.kind != "dict" or node.keywords:
            return None
        keys: tuple[Value, ...] = tuple(map(Const, base.keys))
        match node.func.attr, node.args:
            case "items", []:
                return Items("list", tuple(Items("tuple", pair) for pair in zip(keys, base.values)))
            case "keys", []:
                return Items("list", keys)
            case "values", []:
                return Items("list", base.values)
            case "get", [key, *default] if len(default) < 2:
                wanted = self.expression(key)
                if isinstance(wanted, Const):
                    if wanted.value in base.keys:
                        return base.values[base.keys.index(wanted.value)]
                    return self.expression(default[0]) if default else Const(None)
        return None

    def repeated(self, left: Value, right: Value) -> Value | None:
        """`[a] * n`."""
        return None

    def reduction(self, node: gast.Call, name: str, func: Const) -> Value | None:
        """A call that goes through its argument element by element, as a loop."""
        return None

    def arguments(self, node: gast.Call) -> tuple[list[Value], list[tuple[str, Value]]]:
        """Positional and keyword arguments, starred ones spread."""
        args: list[Value] = []
        for argument in node.args:
            if isinstance(argument, gast.Starred):
                args.extend(self.star(argument))
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
        return args, kwargs

    def known_call(
        self,
        node: gast.Call,
        func: Any,
        args: list[Value],
        kwargs: list[tuple[str, Value]],
    ) -> Value | None:
        """Calls that only rearrange containers whose structure is known, and slices."""
        if func is slice and 0 < len(args) <= 3 and not kwargs:
            bounds = [as_atom(a, self.builder) for a in args]
            start = [Const(None)] if len(bounds) == 1 else []
            return self.slice_of([*start, *bounds, *[Const(None)] * (3 - len(start) - len(bounds))])
        if func is getattr and len(args) == 2 and isinstance(args[0], Var):
            name = args[1].value if isinstance(args[1], Const) else None
            if isinstance(name, str):
                return self.call(node, "", self.knowledge.attribute(name), args[0])
        if len(args) != 1 or kwargs or not isinstance(args[0], Items):
            return None
        items = args[0]
        if func is builtins.len:
            return Const(len(items.values))
        if func in (builtins.tuple, builtins.list) and items.kind != "dict":
            return Items(func.__name__, items.values)
        if func is builtins.sum and items.values and items.kind != "dict":
            total = as_atom(items.values[0], self.builder)
            for value in items.values[1:]:
                total = as_atom(
                    self.call(node, "", operator.add, total, as_atom(value, self.builder)),
                    self.builder,
                )
            return total
        return None

    def check_shared(self, node: gast.Call) -> None:
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

    def as_written(self, node: gast.AST, name: str, what: str = "", boolean: bool = False) -> Value:
        """Keep an expression whose operands Python may not evaluate, or that makes no number."""
        kinds: dict[type, tuple[str, bool]] = {
            gast.BoolOp: ("`and` / `or`", False),
            gast.IfExp: ("a conditional expression", False),
            gast.JoinedStr: ("an f-string", True),
            gast.ListComp: ("a comprehension", False),
            gast.SetComp: ("a comprehension", False),
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
        func = Expression(node, tuple(names), what, boolean or self.is_boolean(node))
        return self.call(node, name, func, *names.values())

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
        gast.SetComp: "as_written",
        gast.DictComp: "dict_comprehension",
        gast.GeneratorExp: "comprehension",
        gast.Lambda: "anonymous",
    }


def is_simple(value: Any) -> bool:
    """Is it a flag, a number or a text?"""
    return value is None or type(value) in (bool, int, float, str)
