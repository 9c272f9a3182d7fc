"""Applying a rule: its return line, lowered with the arguments of one call.

    y = np.tanh(x)           @rule(np.tanh)
                             def tanh(x, *, out, g):
    grad_x = g * (1 - y * y)     return g * (1 - out * out)

The line goes through the same lowering as the user's code.  An `if` in a rule is a shortcut: it is taken
where its test is proved, from literals and facts, and skipped otherwise (docs/rules.md).
"""

from __future__ import annotations

import ast
import builtins
import inspect
import linecache
import operator
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import gast
import numpy as np

from adcompile.diagnostics import InternalError, MissingRule
from adcompile.frontend.expressions import Expressions
from adcompile.frontend.values import Items, Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.facts import Fact
from adcompile.ir.nodes import Atom, Call, Const, Var, operands
from adcompile.rules import products, shapes, table
from adcompile.rules.knowledge import KNOWLEDGE

__all__ = ["ShapeFacts", "apply_forward", "apply_reverse", "operand_parameters"]


class ShapeFacts(Protocol):
    """The facts that a shortcut may ask for."""

    def rank(self, atom: Atom) -> int | None: ...

    def same_shape(self, a: Atom, b: Atom) -> bool: ...

    def is_number(self, atom: Atom) -> bool: ...

    def fact(self, atom: Atom) -> Fact: ...

    def is_real(self, atom: Atom) -> bool: ...


def apply_reverse(
    rule: table.Rule,
    op: Call,
    g: Value,
    carrying: Collection[int],
    wanted: Collection[int],
    builder: Builder,
    facts: ShapeFacts,
) -> dict[int, Value]:
    """The cotangents of the wanted operands of `op` (numbered as `operands(op)`).

    `carrying` are all operands that carry a derivative: what `active(x)` in the rule asks.

    Raises: MissingRule if the call has an argument that the rule does not name.
    """
    places, env = bind(rule, rule.signature, op)
    env["out"], env["g"] = op.out, g
    active = {place.name for index, place in places.items() if index in carrying}
    body = RuleBody(rule.vjp, env, active, builder, facts)
    parts = body.run(rule.parameters, [places[index].name for index in wanted])
    found: dict[int, Value] = {}
    for index in wanted:
        place = places[index]
        value = parts.get(place.name)
        if value is not None:
            found[index] = value if place.star is None else element(value, place, builder)
    return found


def apply_forward(
    rule: table.Rule,
    op: Call,
    dots: Mapping[int, Value],
    builder: Builder,
    facts: ShapeFacts,
) -> list[Value]:
    """The contributions to the tangent of `op.out` of the operands that have a tangent."""
    if rule.tangent is None:
        return derived_forward(rule, op, dots, builder, facts)
    signature = tangent_signature(rule.tangent)
    places, env = bind(rule, signature, op)
    env["out"] = op.out
    starred: dict[str, dict[int, Value]] = {}
    active = {places[index].name for index in dots}
    for index, dot in dots.items():
        place = places[index]
        if place.star is None:
            env[place.name + "_dot"] = dot
        else:
            starred.setdefault(place.name, {})[place.star] = dot
    for name, values in starred.items():
        count = sum(1 for p in places.values() if p.name == name)
        tangents = tuple(values.get(k, Const(0)) for k in range(count))
        env[name + "_dot"] = Items("tuple", tangents)
    for name in signature.parameters:
        env.setdefault(name, Const(0))
    body = RuleBody(rule.tangent, env, active, builder, facts)
    parts = body.run(rule.parameters, active)
    return [value for name in rule.parameters if (value := parts.get(name)) is not None]


@cache
def tangent_signature(function: Callable[..., Any]) -> inspect.Signature:
    """The signature of a forward rule, one object per rule."""
    return inspect.signature(function)


def derived_forward(
    rule: table.Rule,
    op: Call,
    dots: Mapping[int, Value],
    builder: Builder,
    facts: ShapeFacts,
) -> list[Value]:
    """Forward mode of rules that are linear, or elementwise and so linear in `g`."""
    if rule.linear:
        return linear_forward(rule, op, dots, builder)
    if rule.elementwise:
        contributions: list[Value] = []
        for index, dot in dots.items():
            contributions += apply_reverse(
                rule, op, dot, set(dots), {index}, builder, facts
            ).values()
        return contributions
    names = ", ".join(rule.parameters)
    raise MissingRule(
        f"`{rule.__name__}` has no forward rule",
        op.span,
        f"add one: `@{rule.__name__}.jvp` above `def {rule.__name__}_jvp({names}, *, out, ...)`",
    )


def linear_forward(
    rule: table.Rule, op: Call, dots: Mapping[int, Value], builder: Builder
) -> list[Value]:
    """The primal itself, applied to the tangent of its first parameter; what is added to it moves along."""
    places, _ = bind(rule, rule.signature, op)
    atoms = list(operands(op))
    found: list[Value] = []
    count = len(op.args)
    for index, dot in dots.items():
        if places[index].name == rule.parameters[0]:
            atoms[index] = as_atom(dot, builder)
            shift = next((k for k, p in places.items() if p.name == rule.offset), None)
            if shift is not None and shift < count:
                atoms[shift] = Const(0)
            kwargs = tuple(
                (key, atom)
                for k, ((key, _), atom) in enumerate(zip(op.kwargs, atoms[count:]))
                if places[count + k].name != rule.offset
            )
            found.append(builder.call(op.func, *atoms[:count], kwargs=kwargs))
        elif places[index].name == rule.offset:
            shape = builder.call(np.shape, op.out)
            found.append(builder.call(np.broadcast_to, as_atom(dot, builder), shape))
    return found


class Place:
    """The rule parameter that an operand is bound to, and its position in a starred one."""

    __slots__ = ("name", "star")

    def __init__(self, name: str, star: int | None = None) -> None:
        self.name = name
        self.star = star


def element(whole: Value, place: Place, builder: Builder) -> Value:
    """The cotangent of one operand of a starred parameter."""
    assert place.star is not None
    if isinstance(whole, Items):
        return whole.values[place.star]
    return builder.call(operator.getitem, as_atom(whole, builder), Const(place.star))


def bind(
    rule: table.Rule, signature: inspect.Signature, op: Call
) -> tuple[dict[int, Place], dict[str, Value]]:
    """Operands to parameters, as Python would call the primal."""
    shape = (id(signature), len(op.args), tuple(key for key, _ in op.kwargs))
    binding = _BINDINGS.get(shape)
    if binding is None:
        binding = _BINDINGS[shape] = Binding(rule, signature, op)
    atoms = operands(op)
    env: dict[str, Value] = dict(binding.defaults)
    for name, index in binding.single:
        env[name] = atoms[index]
    for name, indices in binding.starred:
        env[name] = Items("tuple", tuple(atoms[index] for index in indices))
    return binding.places, env


_BINDINGS: dict[tuple[int, int, tuple[str, ...]], Binding] = {}


class Binding:
    """How calls of one form are bound to the parameters of a rule."""

    def __init__(self, rule: table.Rule, signature: inspect.Signature, op: Call) -> None:
        self.signature = signature  # kept alive: its id is the key
        parameters = signature.parameters
        tangents = {
            n: None
            for n, p in parameters.items()
            if (n in ("out", "g") or n.endswith("_dot")) and p.kind is p.KEYWORD_ONLY
        }
        count = len(op.args)
        named = {
            rule.names.get(key, key): count + k
            for k, (key, _) in enumerate(op.kwargs)
            if key not in rule.ignores
        }
        try:
            bound = signature.bind(*range(count), **named, **tangents)
        except TypeError as error:
            raise MissingRule(
                f"the rule of `{rule.__name__}` does not cover this call: {error}",
                op.span,
                "leave the argument away, or write a rule that has it, see docs/rules.md",
            ) from None
        self.places: dict[int, Place] = {}
        self.single: list[tuple[str, int]] = []
        self.starred: list[tuple[str, tuple[int, ...]]] = []
        self.defaults: dict[str, Value] = {}
        for name, parameter in parameters.items():
            value = bound.arguments.get(name)
            if parameter.kind is parameter.VAR_POSITIONAL:
                indices = value or ()
                self.starred.append((name, indices))
                self.places.update({index: Place(name, k) for k, index in enumerate(indices)})
            elif isinstance(value, int):
                self.single.append((name, value))
                self.places[value] = Place(name)
            elif parameter.default is not parameter.empty:
                self.defaults[name] = Const(parameter.default)


def operand_parameters(rule: table.Rule, op: Call) -> dict[int, str]:
    """The name of the rule parameter of each operand."""
    places, _ = bind(rule, rule.signature, op)
    return {index: place.name for index, place in places.items()}


# -- the body of a rule -------------------------------------------------------------------


_TREES: dict[types.CodeType, list[gast.AST]] = {}


def statements(function: Callable[..., Any]) -> list[gast.AST]:
    """The statements of a rule, parsed from its own lines only."""
    code = function.__code__
    if code not in _TREES:
        lines = linecache.getlines(code.co_filename, getattr(function, "__globals__", None))
        block = inspect.getblock(lines[code.co_firstlineno - 1 :])
        indent = len(block[0]) - len(block[0].lstrip())
        tree = ast.parse("".join(line[indent:] or "\n" for line in block))
        body = gast.ast_to_gast(tree).body[0].body
        first = body[0]
        if isinstance(first, gast.Expr) and isinstance(first.value, gast.Constant):
            body = body[1:]
        _TREES[code] = body
    return _TREES[code]


class RuleScope:
    """The globals of a rule's module: all known, nothing captured."""

    def __init__(self, function: Callable[..., Any]) -> None:
        closure = inspect.getclosurevars(function) if function.__closure__ else None
        self.names: dict[str, Any] = dict(function.__globals__)
        if closure is not None:
            self.names.update(closure.nonlocals)
        self.program = _NO_PROGRAM

    def resolve(self, name: str) -> Atom | None:
        if name in self.names:
            return Const(self.names[name], name)
        return Const(getattr(builtins, name)) if hasattr(builtins, name) else None

    def attribute(self, base: Const, name: str) -> Atom:
        value = getattr(base.value, name)
        spelled = isinstance(value, float) and isinstance(base.value, types.ModuleType)
        return Const(value, f"{base.text}.{name}" if base.text and spelled else "")


_SCOPES: dict[Callable[..., Any], RuleScope] = {}


class _NoProgram:
    """A rule leaves no spellings behind: its functions are written in their canonical way."""

    def spell(self, func: Any, text: str) -> None:
        pass


_NO_PROGRAM = _NoProgram()

_FOLDED = dict.fromkeys(
    [
        operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.neg,
        operator.mod, operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne,
        operator.is_, operator.is_not, operator.not_, operator.getitem, isinstance, len, tuple,
        *products.FOLDABLE, *shapes.FOLDABLE,
    ]
)  # fmt: skip


_MADE_HERE = (
    table.gradients, table.pullback, table.pullback_in_second, table.places, table.stationarity,
)  # fmt: skip
_ASKED = (np.ndim, np.isrealobj, operator.eq)


class RuleBody(Expressions):
    """Lowers one rule body into the builder of the program it is applied in."""

    def __init__(
        self,
        function: Callable[..., Any],
        env: dict[str, Value],
        active: Collection[str],
        builder: Builder,
        facts: ShapeFacts,
    ) -> None:
        self.function = function
        self.builder = builder
        self.knowledge = KNOWLEDGE
        if function not in _SCOPES:
            _SCOPES[function] = RuleScope(function)
        self.scope = _SCOPES[function]  # type: ignore[assignment]
        self.env = dict(env)
        self.consulted = {}
        self.hold_nothing()
        self.active = active
        self.facts = facts
        self.shape_of: dict[Var, Atom] = {}

    def run(self, names: Sequence[str], wanted: Collection[str]) -> dict[str, Value | None]:
        """The returned values by parameter, those that are wanted."""
        node = self.returned(statements(self.function))
        if node is None:
            raise InternalError(f"{self.function} does not return", None, None)
        if len(names) == 1:
            if (
                isinstance(node, gast.Tuple)
                and len(node.elts) == 1
                and not self.takes_many(names[0])
            ):
                node = node.elts[0]  # one parameter, one cotangent, in a tuple
            return {names[0]: self.part(node)}
        if isinstance(node, gast.Tuple):
            return {name: self.part(part) for name, part in zip(names, node.elts) if name in wanted}
        whole = self.expression(node)
        return {
            name: self.call(node, "", operator.getitem, whole, Const(k))
            for k, name in enumerate(names)
            if name in wanted
        }

    def takes_many(self, name: str) -> bool:
        """Is the parameter bound to several values?"""
        value = self.env.get(name)
        return isinstance(value, Items)

    def part(self, node: gast.AST) -> Value | None:
        """One returned expression: None for no derivative; NotImplemented or UNKNOWN for one nobody knows."""
        if isinstance(node, gast.Name) and node.id in ("NotImplemented", "UNKNOWN"):
            raise MissingRule(
                f"the derivative of `{self.function.__name__}` in this argument is not known",
                self.builder.span,
                "mark the argument with `stop_gradient` if it is a constant of the problem",
            )
        return None if is_none(node) else self.expression(node)

    def returned(self, body: list[gast.AST]) -> gast.AST | None:
        """The expression of the `return` that applies; None if the end is reached."""
        for node in body:
            match node:
                case gast.Return():
                    return node.value
                case gast.If():
                    truth = self.truth(node.test)
                    branch = [] if truth is None else node.body if truth else node.orelse
                    found = self.returned(branch)
                    if found is not None:
                        return found
                case gast.Assign(targets=[gast.Name() as target]):
                    self.env[target.id] = self.expression(node.value)
                case gast.Assign(targets=[gast.Tuple() as target]):
                    self.destructure(target, self.expression(node.value))
                case _:
                    raise InternalError(f"{self.function} is not a rule body", None, None)
        return None

    def destructure(self, target: gast.Tuple, value: Value) -> None:
        for k, name in enumerate(target.elts):
            part = (
                value.values[k]
                if isinstance(value, Items)
                else self.call(target, "", operator.getitem, value, Const(k))
            )
            self.env[name.id] = part

    def truth(self, test: gast.AST) -> bool | None:
        """Is the test of a shortcut known?"""
        match test:
            case gast.BoolOp(op=op, values=values):
                known = [self.truth(v) for v in values]
                decisive = isinstance(op, gast.Or)
                if decisive in known:
                    return decisive
                return None if None in known else not decisive
            case gast.UnaryOp(op=gast.Not(), operand=operand):
                inner = self.truth(operand)
                return None if inner is None else not inner
        builder, self.builder = self.builder, Builder()
        self.builder.span = builder.span
        try:
            value = self.expression(test)
        finally:
            self.builder = builder
        return bool(value.value) if isinstance(value, Const) else None

    def invoke(self, node: gast.Call, name: str) -> Value:
        """`active(x)` is answered here, a formula written out; all else is an ordinary call."""
        if isinstance(node.func, gast.Name):
            if node.func.id == "active":
                (argument,) = node.args
                return Const(argument.id in self.active)
            known = self.scope.resolve(node.func.id)
            if isinstance(known, Const) and known.value in _MADE_HERE:
                return self.derived(known.value, node)
            if isinstance(known, Const) and table.is_formula(known.value):
                return self.written_out(known.value, node)
        return super().invoke(node, name)

    def derived(self, make: Callable[..., Any], node: gast.Call) -> Value:
        """The derivative of a function that the primitive was passed, in its argument and `args`."""
        *functions, args = self.arguments(node)[0]
        items = self.items_of(args)
        if items is None or not all(isinstance(f, Const) for f in functions):
            raise MissingRule(
                f"the function that `{self.function.__name__}` is passed is only known at run time",
                self.builder.span,
                "pass it by its name, and `args` as a tuple",
            )
        samples = tuple(map(self.sample_of, items))
        return Const(make(*(f.value for f in functions if isinstance(f, Const)), samples))

    def sample_of(self, value: Value) -> Any:
        """Something of the type of a value: of a number that may be floating, a float."""
        if isinstance(value, Const):
            return value.value
        fact = self.facts.fact(value) if isinstance(value, Var) else None
        whole = fact is not None and (
            fact.dtype in (int, bool)
            or (isinstance(fact.dtype, np.dtype) and fact.dtype.kind in "biu")
        )
        return 0 if whole else 0.0

    def items_of(self, value: Value) -> tuple[Value, ...] | None:
        """The elements of a tuple, where it is known how many there are."""
        if isinstance(value, Items):
            return value.values
        if isinstance(value, Const):
            known = isinstance(value.value, tuple)
            return tuple(map(Const, value.value)) if known else None
        atom = as_atom(value, self.builder)
        fact = self.facts.fact(atom)
        if fact.kind != "tuple" or not fact.items:
            return None
        return tuple(
            self.builder.call(operator.getitem, atom, Const(k)) for k in range(len(fact.items))
        )

    def star(self, node: gast.Starred, value: Value) -> tuple[Value, ...]:
        items = self.items_of(value)
        return super().star(node, value) if items is None else items

    def written_out(self, formula: Callable[..., Any], node: gast.Call) -> Value:
        """The value of a formula, of these arguments."""
        args, kwargs = self.arguments(node)
        bound = inspect.signature(formula).bind(*args, **dict(kwargs))
        bound.apply_defaults()
        env = {k: v if is_value(v) else Const(v) for k, v in bound.arguments.items()}
        body = RuleBody(formula, env, self.active, self.builder, self.facts)
        result = body.returned(statements(formula))
        if result is None:
            raise InternalError(f"{formula} does not return", None, None)
        value = body.part(result)
        return Const(None) if value is None else value

    def call(
        self,
        node: gast.AST,
        name: str,
        func: Callable[..., Any],
        *args: Any,
        kwargs: tuple[tuple[str, Atom], ...] = (),
    ) -> Value:
        """Fold calls of constants and questions about facts; emit the rest."""
        if func is operator.getitem and isinstance(args[0], Var) and isinstance(args[1], Const):
            flag = self.flag_in(args[0], args[1].value)
            if flag is not None:
                return flag
        if func in _ASKED and args:
            answer = self.answer(func, args)
            if answer is not None:
                return answer
        if args and isinstance(args[0], Items):
            args = tuple(self.plain(a) for a in args)
        if args and isinstance(args[0], Const) and func in _FOLDED and not kwargs:
            if all(isinstance(a, Const) for a in args):
                return Const(func(*(a.value for a in args)))
        out = self.builder.call(func, *args, kwargs=kwargs)
        if func is np.shape:
            self.shape_of[out] = args[0]
        return out

    def flag_in(self, whole: Var, index: Any) -> Const | None:
        """An element of a tuple that is known to be True or False."""
        fact = self.facts.fact(whole)
        if fact.kind != "tuple" or type(index) is not int or not 0 <= index < len(fact.items):
            return None
        value = fact.items[index].constant
        return Const(value) if value is True or value is False else None

    def answer(self, func: Callable[..., Any], args: Sequence[Any]) -> Const | None:
        """What the facts say to a question, if they do."""
        if func is np.ndim:
            ndim = self.facts.rank(args[0])
            return None if ndim is None else Const(ndim)
        if func is np.isrealobj:
            return Const(True) if self.facts.is_real(args[0]) else None
        shapes_of = [self.shape_of[a] for a in args if a in self.shape_of]
        same = len(shapes_of) == len(args) and self.facts.same_shape(*shapes_of)
        return Const(True) if same else None

    def plain(self, value: Value) -> Atom:
        return as_atom(value, self.builder)

    def refuse(self, node: gast.AST, what: str, advice: str) -> Any:
        raise InternalError(
            f"the rule {self.function.__name__} cannot be read: {what} not supported", None, None
        )


def is_value(x: Any) -> bool:
    """Is it a value of a program, and not a default?"""
    return isinstance(x, (Var, Const, Items))


def is_none(node: gast.AST) -> bool:
    """Is this the literal None?"""
    return isinstance(node, gast.Constant) and node.value is None
