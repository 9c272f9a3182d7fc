"""Statements of a Python function to SSA.

A name of the function is bound to the value it holds (env); assignment gives the op's result the
user's name and costs nothing else.  Every problem of the function is collected before any is raised.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NoReturn

import gast

from adcompile.diagnostics import AdcompileError, Span, UnsupportedSyntax, report
from adcompile.frontend.expressions import Knowledge
from adcompile.frontend.flow import RESULT, SKIP, START, is_false, is_true
from adcompile.frontend.kinds import holds_code, holds_object
from adcompile.frontend.logic import Logic
from adcompile.frontend.scope import Program, Scope, is_compiled_in
from adcompile.frontend.source import Source
from adcompile.frontend.values import Instance, Items, Refused, Value, as_atom, as_tree, held
from adcompile.ir.builder import Builder
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Const,
    Function,
    Param,
    Reference,
    Step,
    Tree,
    Var,
)
from adcompile.ir.primitives import assertion, copy, unpack
from adcompile.ir.prune import drop_invariants, prune

__all__ = ["lower"]

IN_PLACE: dict[type, Callable[..., Any]] = {
    gast.Add: operator.iadd,
    gast.Sub: operator.isub,
    gast.Mult: operator.imul,
    gast.Div: operator.itruediv,
    gast.FloorDiv: operator.ifloordiv,
    gast.Mod: operator.imod,
    gast.Pow: operator.ipow,
    gast.MatMult: operator.imatmul,
    gast.BitAnd: operator.iand,
    gast.BitOr: operator.ior,
    gast.BitXor: operator.ixor,
    gast.LShift: operator.ilshift,
    gast.RShift: operator.irshift,
}

PARTS = ("real", "imag", "flat")  # attributes of an array that are assigned element by element


def lower(
    source: Source,
    knowledge: Knowledge,
    examples: Mapping[str, Any] | None = None,
    wanted: Mapping[str, Sequence[tuple[Step, ...]]] | None = None,
) -> Function:
    """The SSA form of a function, for all arguments, or for those that are like the examples.

    `wanted` are the values inside arguments that a derivative is taken in.

    Raises: UnsupportedSyntax, listing everything in the function that is not supported.
    """
    program = Program()
    lowering = Lowering(source, program, knowledge)
    params = lowering.parameters(examples or {}, wanted or {})
    tree, results = lowering.body()
    if lowering.errors:
        raise report(lowering.errors)
    whole = Function(
        name=source.name,
        params=params,
        body=Block(tuple(lowering.builder.ops), results),
        tree=tree,
        captures=tuple(program.captures.values()),
        parts=tuple(program.parts.values()),
        givens=tuple(program.givens.values()),
        guards=tuple(program.guards.values()),
        spellings=program.spellings,
        roots=program.roots,
        doc=inspect.getdoc(source.function) or "",
        origin=source.function,
    )
    return prune(drop_invariants(whole), lambda op: False)


def is_to_explore(value: Any, paths: Sequence[tuple[Step, ...]] | None) -> bool:
    """Is what is inside an argument to be known?"""
    if paths is None or any(paths):
        return paths is not None or holds_code(value)
    return isinstance(value, (list, tuple, dict)) or holds_code(value)


class Lowering(Logic):
    """The statements; the expressions are in the base class."""

    def __init__(self, source: Source, program: Program, knowledge: Knowledge) -> None:
        super().__init__(source, Builder(), knowledge, Scope(source.function, program))
        self.errors: list[AdcompileError] = []
        self.parts = {}
        self.dicts_walked = []
        self.mixed = set()
        self.frames = []
        self.numbers, self.recorded, self.passed_on = set(), set(), set()
        self.seen, self.origin = {}, {}
        self.instances, self.first, self.entered, self.made = {}, {}, [], 0
        self.unbound = {UNDEFINED}
        self.env.update(START)

    def parameters(
        self, examples: Mapping[str, Any], wanted: Mapping[str, Sequence[tuple[Step, ...]]]
    ) -> tuple[Param, ...]:
        """The parameters, with the defaults that the function object carries."""
        params = []
        for parameter in inspect.signature(self.source.function).parameters.values():
            var = Var(parameter.name)
            self.env[parameter.name] = var
            if parameter.name in examples:
                value = examples[parameter.name]
                if is_to_explore(value, wanted.get(parameter.name)):
                    self.env[parameter.name] = self.explored(
                        var, (), value, parameter.name, parameter.name in wanted
                    )
                for path in wanted.get(parameter.name, ()):
                    self.reach(var, path, value, parameter.name)
            params.append(Param(var, parameter.kind, parameter.default))
        return tuple(params)

    def body(self) -> tuple[Tree, tuple[Var | Const, ...]]:
        """Lower every statement; the structure and the leaves of what is returned."""
        self.statements(self.source.tree.body)
        skip = self.env[SKIP]
        if is_false(skip):
            self.env[RESULT] = Const(None)
        elif not is_true(skip):
            flag = as_atom(skip, self.builder)
            self.fork(self.source.tree, flag, self.skipped, self.return_nothing)
        result = self.env[RESULT]
        self.keep_attributes()
        if holds_object(result):
            span = self.source.span(self.source.tree)
            text = f"`{self.source.name}` returns an object, which is not supported"
            error: AdcompileError = UnsupportedSyntax(text, span, "return its arrays, as a dict")
            self.errors.append(error)
            result = Const(None)
        if not isinstance(result, Refused):
            self.refuse_escaping(self.source.tree, [result])
        else:
            span = self.source.span(self.source.tree)
            error = UnsupportedSyntax(
                "results of different structure are not supported",
                span,
                "return the same kind of thing everywhere",
            )
            self.errors.append(error)
            result = Const(None)
        return as_tree(Const(None) if result is UNDEFINED else result)

    def statement(self, node: gast.AST) -> None:
        """One statement; a problem in it is noted and the next one goes on."""
        self.enter(node)
        method = self.STATEMENTS.get(type(node))
        try:
            if method is None:
                self.unsupported_statement(node)
            method(self, node)
        except AdcompileError as error:
            self.errors.append(error)
            self.poison(node)

    def poison(self, node: gast.AST) -> None:
        """After an error: the names it would have bound exist, so that it is reported once."""
        for child in gast.walk(node):
            if isinstance(child, gast.Name) and isinstance(child.ctx, gast.Store):
                self.env[child.id] = Var(child.id)
        if isinstance(node, gast.Return):
            self.env[RESULT] = Const(None)
            self.env[SKIP] = Const(True)

    def unsupported_statement(self, node: gast.AST) -> NoReturn:
        what, advice = STATEMENTS_REFUSED.get(
            type(node), (f"`{type(node).__name__}` statements are", "write it without")
        )
        raise UnsupportedSyntax(f"{what} not supported", self.builder.span, advice)

    # -- assignment -----------------------------------------------------------------------

    def assign(self, node: gast.Assign) -> None:
        first, *others = node.targets
        name = first.id if isinstance(first, gast.Name) else ""
        value = self.expression(node.value, name)
        self.bind(first, value, fresh=not isinstance(node.value, gast.Name))
        for target in others:
            self.bind(target, value, fresh=False)

    def annotated(self, node: gast.AnnAssign) -> None:
        if node.value is not None:
            name = node.target.id if isinstance(node.target, gast.Name) else ""
            value = self.expression(node.value, name)
            self.bind(node.target, value, fresh=not isinstance(node.value, gast.Name))

    def bind(self, target: gast.AST, value: Value, fresh: bool) -> None:
        """Make `target` mean `value`; `fresh` if the value was made for this target alone."""
        match target:
            case gast.Name():
                if isinstance(value, Var) and (not fresh or value.name != target.id):
                    if not target.id.startswith("."):
                        value = self.again(
                            value, self.builder.call(copy, value, out=Var(target.id))
                        )
                self.env[target.id] = value
            case gast.Tuple() | gast.List():
                self.destructure(target, value)
            case gast.Subscript(value=gast.Name() as base):
                self.store(base, target, value, None)
            case gast.Attribute():
                owner = self.expression(target.value)
                if target.attr in PARTS and not isinstance(owner, Instance):
                    self.store_through(target, None, value, None)
                else:
                    self.set_attribute(target, owner, target.attr, value)
            case gast.Starred():
                self.refuse(target, "a starred target outside a tuple is", "use a tuple")
            case gast.Subscript():
                if not self.put_inside(target, value, None):
                    self.store_through(target.value, target.slice, value, None)
            case _:
                self.refuse(target, "this target is", "assign to a name")

    def destructure(self, target: gast.Tuple, value: Value) -> None:
        """`a, (b, *c) = value`."""
        targets = target.elts
        stars = [k for k, t in enumerate(targets) if isinstance(t, gast.Starred)]
        if isinstance(value, Items) and value.kind != "dict":
            parts: list[Value] = list(value.values)
        elif stars:
            self.refuse(
                target,
                "a starred target for a value whose length is not known is",
                "take slices, `first, rest = x[0], x[1:]`",
            )
        else:
            whole = as_atom(self.walkable(value), self.builder)
            count = Const(len(targets))
            parts = [
                self.builder.call(unpack, whole, Const(k), count, out=Var(getattr(t, "id", "")))
                for k, t in enumerate(targets)
            ]
            for part, t in zip(parts, targets):
                self.bind(t, part, fresh=True)
            return
        if stars:
            k = stars[0]
            after = len(targets) - k - 1
            if len(parts) < len(targets) - 1:
                self.refuse(target, "unpacking too few values is", "match the lengths")
            rest = Items("list", tuple(parts[k : len(parts) - after]))
            parts = [*parts[:k], rest, *parts[len(parts) - after :]]
            targets = [t.value if isinstance(t, gast.Starred) else t for t in targets]
        if len(parts) != len(targets):
            self.refuse(
                target,
                f"unpacking {len(parts)} values into {len(targets)} names is",
                "match the lengths",
            )
        for part, t in zip(parts, targets):
            self.bind(t, part, fresh=isinstance(part, Items))

    def augmented(self, node: gast.AugAssign) -> None:
        func = IN_PLACE[type(node.op)]
        match node.target:
            case gast.Name(id=name):
                old = self.name(node.target, "")
                if self.augment(node, old):
                    return
                operand = as_atom(self.expression(node.value), self.builder)
                if isinstance(old, Items):
                    self.refuse(node, "in-place change of a list or tuple is", "build a new one")
                self.enter(node)
                self.env[name] = self.builder.call(
                    func, as_atom(old, self.builder), operand, out=Var(name)
                )
            case gast.Subscript(value=gast.Name() as base):
                value = self.expression(node.value)
                self.store(base, node.target, value, self.OPERATORS[type(node.op)])
            case gast.Subscript():
                value = self.expression(node.value)
                plain = self.OPERATORS[type(node.op)]
                if not self.put_inside(node.target, value, plain):
                    self.store_through(node.target.value, node.target.slice, value, plain)
            case gast.Attribute(value=base, attr=attr):
                owner = self.expression(base)
                if attr in ("real", "imag") and not isinstance(owner, (Instance, Items)):
                    value = self.expression(node.value)
                    self.store_through(node.target, None, value, self.OPERATORS[type(node.op)])
                    return
                old = as_atom(self.attribute_of(node.target, owner, attr), self.builder)
                operand = as_atom(self.expression(node.value), self.builder)
                self.enter(node)
                plain = self.OPERATORS[type(node.op)] if old in self.numbers else func
                made = self.builder.call(plain, old, operand)
                if old in self.numbers and isinstance(operand, Const):
                    self.numbers.add(made)
                self.set_attribute(node, owner, attr, made)
            case _:
                self.refuse(
                    node.target,
                    "in-place change of this target is",
                    "give the array a name and write `name[index] += value`",
                )

    def store(
        self, base: gast.Name, target: gast.Subscript, value: Value, func: Callable[..., Any] | None
    ) -> None:
        """`base[index] = value` makes a new state of the array that `base` names."""
        array = self.name(base, "")
        index = as_atom(self.index(target.slice), self.builder)
        if base.id in self.env:
            if self.put_item(target, held(self.env[base.id]), index, value, func):
                return
        if not isinstance(array, Var) or base.id not in self.env:
            self.refuse(target, "item assignment to this object is", "build a new one instead")
        atom = as_atom(value, self.builder)
        self.enter(target)
        if func not in (None, operator.add, operator.sub):
            old = self.builder.call(operator.getitem, array, index)
            atom, func = self.builder.call(func, old, atom), None
        self.env[base.id] = self.builder.store(array, index, atom, func, out=Var(base.id))

    def store_through(
        self,
        view: gast.AST,
        place: gast.AST | None,
        value: Value,
        func: Callable[..., Any] | None,
    ) -> None:
        """`view(x)[place] = value`, or `x.real = value`: whoever shares the memory sees it."""
        is_flat = isinstance(view, gast.Attribute) and view.attr == "flat"
        base = self.expression(view.value if is_flat else view)
        index: Atom = Const(Ellipsis)
        if place is not None:
            index = as_atom(self.index(place), self.builder)
            if not is_flat and self.put_item(view, base, index, value, func):
                return
        array = as_atom(base, self.builder)
        if not isinstance(array, Var):
            self.refuse(view, "item assignment to this object is", "build a new one instead")
        atom = as_atom(value, self.builder)
        self.enter(view)
        if is_flat and func is None:
            write = self.knowledge.flat_write(self.builder, array, index, atom)
            index, atom = write.index, write.value
        elif is_flat:
            index = self.knowledge.flat_index(self.builder, array, index)
        if func not in (None, operator.add, operator.sub):
            old = self.builder.call(operator.getitem, array, index)
            atom, func = self.builder.call(func, old, atom), None
        self.builder.store(array, index, atom, func)
        self.put_in_attribute(view.value if is_flat else view, array)

    # -- the rest -------------------------------------------------------------------------

    def evaluate(self, node: gast.Expr) -> None:
        if not isinstance(node.value, gast.Constant):
            self.expression(node.value)

    def asserts(self, node: gast.Assert) -> None:
        test = as_atom(self.expression(node.test), self.builder)
        message = () if node.msg is None else (as_atom(self.expression(node.msg), self.builder),)
        self.enter(node)
        self.builder.call(assertion, test, *message)

    def imports(self, node: gast.Import | gast.ImportFrom) -> None:
        """An import inside the function binds the module or function itself."""
        namespace: dict[str, Any] = {"__name__": "adcompile_import"}
        module = gast.gast_to_ast(gast.Module(body=[node], type_ignores=[]))
        exec(compile(module, self.source.file, "exec"), namespace)
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            value = namespace[name]
            if is_compiled_in(value):
                self.env[name] = Const(value, self.scope.program.root(name, value))
            else:
                reference = Reference(namespace, name)
                self.env[name] = self.scope.program.capture(reference, name)

    def nothing(self, node: gast.AST) -> None:
        pass

    def deletes(self, node: gast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, gast.Subscript):
                self.remove_item(target)
            elif isinstance(target, gast.Name):
                self.env.pop(target.id, None)
            else:
                self.refuse(target, "deleting part of an object is", "build a new one instead")

    STATEMENTS: ClassVar[dict[type, Callable[..., None]]] = {
        gast.Assign: assign,
        gast.AnnAssign: annotated,
        gast.AugAssign: augmented,
        gast.Return: Logic.returns,
        gast.If: Logic.branch,
        gast.For: Logic.for_loop,
        gast.While: Logic.while_loop,
        gast.Match: Logic.matches,
        gast.Break: Logic.breaks,
        gast.Continue: Logic.continues,
        gast.Raise: Logic.raises,
        gast.FunctionDef: Logic.define,
        gast.Try: Logic.tries,
        gast.With: Logic.opens,
        gast.Expr: evaluate,
        gast.Assert: asserts,
        gast.Import: imports,
        gast.ImportFrom: imports,
        gast.Pass: nothing,
        gast.Delete: deletes,
    }


STATEMENTS_REFUSED: dict[type, tuple[str, str]] = {
    gast.ClassDef: ("class definitions inside are", "define it outside"),
    gast.Global: ("writes to globals are", "return the value instead"),
    gast.Nonlocal: ("writes to closure variables are", "return the value instead"),
}


def check(source: Source) -> None:
    """Refuse at decoration what no later knowledge can save.

    Raises: UnsupportedSyntax, listing every such place of the function.
    """
    errors: list[AdcompileError] = []
    if isinstance(source.tree, gast.AsyncFunctionDef):
        raise UnsupportedSyntax(
            "`async` functions are not supported", source.span(source.tree), "await outside of it"
        )

    def refuse(node: gast.AST, what: str, advice: str) -> None:
        span: Span = source.span(node)
        errors.append(UnsupportedSyntax(f"{what} not supported", span, advice))

    suspicious = any(word in source.text for word in ("lambda", "yield", "await"))
    stack = list(reversed(source.tree.body))
    while stack:
        node = stack.pop()
        refused = STATEMENTS_REFUSED.get(type(node)) or EXPRESSIONS_REFUSED.get(type(node))
        if refused is not None:
            refuse(node, *refused)
        elif suspicious or isinstance(node, BLOCKS):
            stack.extend(reversed(list(gast.iter_child_nodes(node))))
    if errors:
        raise report(errors)


# What holds statements; expressions hold nothing that is refused, but for some words.
BLOCKS = (
    gast.If, gast.For, gast.While, gast.Match, gast.match_case, gast.Try, gast.ExceptHandler, gast.With,
    gast.FunctionDef,
)  # fmt: skip
EXPRESSIONS_REFUSED: dict[type, tuple[str, str]] = {
    gast.Yield: ("generators are", "return the values as a tuple"),
    gast.YieldFrom: ("generators are", "return the values as a tuple"),
    gast.Await: ("`await` is", "await outside the function"),
}
