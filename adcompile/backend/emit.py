"""IR to Python: statements under the user's names, each backward group with the line it mirrors."""

from __future__ import annotations

import ast
import inspect
import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from adcompile.backend.flags import settle_flags
from adcompile.backend.fold import HISTORY, STATEMENTS, fold, written
from adcompile.backend.forms import choose_forms, fold_effects, leaving
from adcompile.backend.lives import Lives
from adcompile.backend.names import Namer
from adcompile.backend.order import Order
from adcompile.backend.printer import Comment, to_text
from adcompile.backend.schedule import schedule
from adcompile.backend.spelling import Spelling
from adcompile.backend.statements import Statements
from adcompile.backend.terms import STRUCTURAL, Questions, load
from adcompile.ir.nodes import (
    Atom,
    Call,
    Const,
    Function,
    Guard,
    If,
    Loop,
    Op,
    Tree,
    Var,
    blocks,
    operands,
    walk,
)
from adcompile.ir.primitives import Expression
from adcompile.ir.regions import give_defaults, moves, unbound_values
from adcompile.ir.rewrite import count_uses

__all__ = ["Emitted", "Questions", "emit"]


@dataclass(frozen=True)
class Emitted:
    """The text of a function, and what its free names stand for."""

    name: str
    text: str
    bindings: dict[str, Any]
    modules: tuple[str, ...]
    captures: dict[str, Any]  # name in the text -> Reference
    defaults: dict[str, Any] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()  # where there is no program that has them
    helpers: tuple[
        tuple[str, str], ...
    ] = ()  # name and text of the functions above it, which it calls

    @property
    def main(self) -> str:
        """The text of the function alone."""
        above = sum(len(text) + 3 for _, text in self.helpers)
        return self.text[above:]


def emit(
    function: Function,
    questions: Questions,
    roots: dict[Var, frozenset[Var]],
    split: bool,
    name: str,
    headings: bool = True,
) -> Emitted:
    """The text of `function` under `name`; with `split` every op has a statement of its own.

    Without `headings` the halves are not named: there is one.
    """
    function = settle_flags(function)
    while True:
        emitter = Emitter(function, questions, roots, split, name, headings)
        copied = emitter.copied_unbound()
        if not copied:
            return emitter.run()
        function = give_defaults(function, copied)


class Emitter(Statements):
    """One function being written."""

    def __init__(
        self,
        function: Function,
        questions: Questions,
        roots: dict[Var, frozenset[Var]],
        split: bool,
        name: str,
        headings: bool = True,
    ) -> None:
        self.headings = headings
        self.questions = questions
        self.name = name
        self.uses = count_uses(function)
        target, is_pure = questions.target, questions.is_pure
        function = self.function = schedule(function, self.uses, roots, target, is_pure)
        order = Order(function)
        self.folding = fold(order, function.inputs(), roots, target, is_pure, split)
        self.forms = choose_forms(
            order,
            self.folding,
            leaving(order, self.uses),
            self.uses,
            roots,
            written(order.entries, roots, target, is_pure) if order.blocks else {},
        )
        fold_effects(self.forms, order, self.folding, self.uses, self.is_effect)
        params = {p.var.hint(): p for p in function.params}
        self.spelling = Spelling(function.spellings, function.roots, questions.full_name, params)
        self.spell_all()
        lives = Lives(function, self.folding, self.forms, target)
        lives.fold_copies(target, is_pure)
        self.namer = Namer(function, lives, {*self.spelling.bindings, name})
        self.text_of = self.namer.run()
        self.mirrored = {}
        self.notes = {}
        self.noted = ""
        self.backward = False
        self.defaults: dict[str, Any] = {}

    def copied_unbound(self) -> set[Var]:
        """The values that may not be bound, and that one name hands to another."""
        names = self.text_of
        return {
            source
            for out, source in moves(self.function.body)
            if isinstance(source, Var)
            and names.get(out, "") != names.get(source, names.get(out, ""))
        } & unbound_values(self.function)

    def is_effect(self, op: Call) -> bool:
        """May a call do more than give its value, and is it written as a call?"""
        if op.func in (*HISTORY, *STATEMENTS) or self.questions.target(op) is not None:
            return False
        return not self.questions.is_pure(op.func)

    def spell_all(self) -> None:
        """Fix the names of all functions before any value is named."""
        for op in walk(self.function.body):
            if isinstance(op, Call) and self.is_named(op.func):
                self.spelling.of(op.func)
            self.spell_constants(operands(op))
            for block in blocks(op):
                self.spell_constants(block.results)

    def spell_constants(self, atoms: tuple[Atom, ...]) -> None:
        for atom in atoms:
            if not isinstance(atom, Const):
                continue
            if atom.text:
                self.spelling.constant(atom.text.strip("()").partition(",")[0])
            elif callable(atom.value):
                self.spelling.of(atom.value)
            elif isinstance(atom.value, float) and not math.isfinite(atom.value):
                self.spelling.bind_module("np", "numpy")

    def is_named(self, func: Any) -> bool:
        """Is it called by a name (and not written as an operator or attribute)?"""
        if isinstance(func, Expression) or self.questions.is_attribute(func):
            return False
        return func not in STRUCTURAL

    def run(self) -> Emitted:
        body = self.statements()
        arguments = self.arguments()
        docstring: list[ast.stmt] = []
        node = ast.FunctionDef(
            name=self.name,
            args=arguments,
            body=docstring + body,
            decorator_list=[],
            returns=None,
            type_comment=None,
        )
        text = to_text(node)
        captures = {self.text_of[c.var]: c.reference for c in self.function.captures}
        return Emitted(
            self.name,
            text,
            dict(self.spelling.bindings),
            tuple(self.spelling.modules),
            captures,
            self.defaults,
        )

    # -- the function around the statements -----------------------------------------------

    def arguments(self) -> ast.arguments:
        """The signature, as the user's."""
        groups: dict[Any, list[ast.arg]] = {}
        defaults: list[ast.expr] = []
        keyword_defaults: list[ast.expr | None] = []
        for param in self.function.params:
            text = self.text_of[param.var]
            groups.setdefault(param.kind, []).append(ast.arg(text))
            has_default = param.default is not inspect.Parameter.empty
            if param.kind is inspect.Parameter.KEYWORD_ONLY:
                keyword_defaults.append(self.default(text, param.default) if has_default else None)
            elif has_default:
                defaults.append(self.default(text, param.default))
        kinds = inspect.Parameter
        starred = groups.get(kinds.VAR_POSITIONAL, [None])
        double = groups.get(kinds.VAR_KEYWORD, [None])
        return ast.arguments(
            posonlyargs=groups.get(kinds.POSITIONAL_ONLY, []),
            args=groups.get(kinds.POSITIONAL_OR_KEYWORD, []),
            vararg=starred[0],
            kwonlyargs=groups.get(kinds.KEYWORD_ONLY, []),
            kw_defaults=keyword_defaults,
            kwarg=double[0],
            defaults=defaults,
        )

    def default(self, text: str, value: Any) -> ast.expr:
        """A default: written out where it is a literal, else by a name of the module."""
        if value is None or type(value) in (bool, int, float, str):
            return ast.Constant(value, None)
        if type(value) is tuple and not value:
            return ast.Tuple([], ast.Load())
        name = f"{text}_default"
        self.defaults[name] = value
        return load(name)

    def statements(self) -> list[ast.stmt]:
        """All statements, the two halves under their headings."""
        first, second = halves(self.function.body.ops)
        forward = self.ops(first)
        self.backward = True
        backward = self.ops(second)
        return self.assemble(forward, backward)

    def assemble(self, forward: list[ast.stmt], backward: list[ast.stmt]) -> list[ast.stmt]:
        """The body: a vjp puts its backward half into an inner function."""
        results = [self.atom(a) for a in self.function.body.results]
        if self.function.seeds:
            value, cotangents = self.function.tree.children
            outer = self.structure(value, results)
            inner = ast.Return(value=self.structure(cotangents, results))
            params = [ast.arg(self.text_of[s]) for s in self.function.seeds]
            pullback = ast.FunctionDef(
                name="pullback",
                args=ast.arguments(
                    posonlyargs=[],
                    args=params,
                    vararg=None,
                    kwonlyargs=[],
                    kw_defaults=[],
                    kwarg=None,
                    defaults=[],
                ),
                body=[Comment(text="backward"), *backward, inner],
                decorator_list=[],
                returns=None,
                type_comment=None,
            )
            head = [Comment(text="forward"), *forward] if forward else []
            returned = ast.Return(value=ast.Tuple([outer, load("pullback")], ast.Load()))
            return [*head, pullback, returned]
        returned = ast.Return(value=self.structure(self.function.tree, results))
        if not backward or not self.headings:
            return [*forward, *backward, returned]
        head = [Comment(text="forward"), *forward] if forward else []
        both = any(map(is_both, self.function.body.ops))
        title = Comment(text="forward and backward" if both else "backward")
        return [*head, title, *backward, returned]

    def structure(self, tree: Tree, results: list[ast.expr]) -> ast.expr:
        """The returned structure, consuming `results` from the front."""
        if not tree.kind:
            return results.pop(0)
        if tree.kind == "zero":
            return ast.Constant(0.0)
        parts = [self.structure(child, results) for child in tree.children]
        if tree.kind == "dict":
            keys: list[ast.expr | None] = [ast.Constant(k) for k in tree.keys]
            return ast.Dict(keys=keys, values=parts)
        made = ast.Tuple if tree.kind == "tuple" else ast.List
        return made(parts, ast.Load())


def halves(ops: Sequence[Op]) -> tuple[Sequence[Op], Sequence[Op]]:
    """The forward half and the backward one.

    Where a loop is of both, the second half begins with the first backward op and keeps the order: what the
    function does behind the loop may overwrite what the loop reads.
    """
    if not any(map(is_fused, ops)):
        return [op for op in ops if not op.backward], [op for op in ops if op.backward]
    count = next(k for k, op in enumerate(ops) if op.backward)
    return ops[:count], ops[count:]


def is_fused(op: Op) -> bool:
    """Does a region of the backward half do what the function does, too?"""
    if not isinstance(op, (If, Loop)) or not op.backward or op.mark is not None:
        return False
    return any(not inner.backward for block in blocks(op) for inner in walk(block))


def is_both(op: Op) -> bool:
    """Does a fused region compute values of the function, and not just take elements?"""
    inner = (i for block in blocks(op) for i in walk(block) if not i.backward)
    return is_fused(op) and any(
        not isinstance(i, Call) or i.func is not operator.getitem for i in inner
    )
