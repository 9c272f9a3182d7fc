"""IR to Python: statements under the user's names, each backward group with the line it mirrors."""

from __future__ import annotations

import ast
import copy as copying
import inspect
import math
import operator
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from adcompile.backend.fold import Folding, fold
from adcompile.backend.names import name_values
from adcompile.backend.printer import Comment, Noted, to_text
from adcompile.backend.spelling import Spelling
from adcompile.ir.nodes import Atom, Call, Const, Function, Op, Store, Tree, Var, operands
from adcompile.ir.primitives import (
    Expression,
    assertion,
    build_dict,
    build_list,
    build_tuple,
    copy,
    unpack,
)
from adcompile.ir.rewrite import count_uses

__all__ = ["Emitted", "Questions", "emit"]


@dataclass(frozen=True)
class Questions:
    """What the back end asks about primitives."""

    full_name: Callable[[Any], str]
    is_pure: Callable[[Any], bool]
    target: Callable[[Op], Atom | None]
    is_attribute: Callable[[Any], bool]
    is_inexact: Callable[[Atom], bool] = lambda atom: False


@dataclass(frozen=True)
class Emitted:
    """The text of a function, and what its free names stand for."""

    name: str
    text: str
    bindings: dict[str, Any]
    modules: tuple[str, ...]
    captures: dict[str, Any]  # name in the text -> Reference
    defaults: dict[str, Any] = field(default_factory=dict)


BINARY: dict[Any, type] = {
    operator.add: ast.Add,
    operator.sub: ast.Sub,
    operator.mul: ast.Mult,
    operator.truediv: ast.Div,
    operator.floordiv: ast.FloorDiv,
    operator.mod: ast.Mod,
    operator.pow: ast.Pow,
    operator.matmul: ast.MatMult,
    operator.and_: ast.BitAnd,
    operator.or_: ast.BitOr,
    operator.xor: ast.BitXor,
    operator.lshift: ast.LShift,
    operator.rshift: ast.RShift,
}
IN_PLACE: dict[Any, type] = {
    operator.iadd: ast.Add,
    operator.isub: ast.Sub,
    operator.imul: ast.Mult,
    operator.itruediv: ast.Div,
    operator.ifloordiv: ast.FloorDiv,
    operator.imod: ast.Mod,
    operator.ipow: ast.Pow,
    operator.imatmul: ast.MatMult,
    operator.iand: ast.BitAnd,
    operator.ior: ast.BitOr,
    operator.ixor: ast.BitXor,
    operator.ilshift: ast.LShift,
    operator.irshift: ast.RShift,
}
UNARY: dict[Any, type] = {
    operator.neg: ast.USub,
    operator.pos: ast.UAdd,
    operator.not_: ast.Not,
    operator.invert: ast.Invert,
}
COMPARE: dict[Any, type] = {
    operator.lt: ast.Lt,
    operator.le: ast.LtE,
    operator.gt: ast.Gt,
    operator.ge: ast.GtE,
    operator.eq: ast.Eq,
    operator.ne: ast.NotEq,
    operator.is_: ast.Is,
    operator.is_not: ast.IsNot,
}


def emit(
    function: Function,
    questions: Questions,
    roots: dict[Var, frozenset[Var]],
    split: bool,
    name: str,
) -> Emitted:
    """The text of `function` under `name`; with `split` every op has a statement of its own."""
    folding = fold(function, roots, questions.target, questions.is_pure, split)
    return Emitter(function, questions, folding, name).run()


class Emitter:
    """One function being written."""

    def __init__(
        self, function: Function, questions: Questions, folding: Folding, name: str
    ) -> None:
        self.function = function
        self.questions = questions
        self.folding = folding
        self.name = name
        params = {p.var.hint(): p for p in function.params}
        self.spelling = Spelling(function.spellings, function.roots, questions.full_name, params)
        self.spell_all()
        reserved = {*self.spelling.bindings, name}
        self.text_of = name_values(function, folding, questions.target, reserved)
        self.uses = count_uses(function)
        self.mirrored: dict[int, ast.stmt] = {}
        self.notes: dict[ast.stmt, str] = {}
        self.defaults: dict[str, Any] = {}

    def spell_all(self) -> None:
        """Fix the names of all functions before any value is named."""
        for op in self.function.body.ops:
            if isinstance(op, Call) and self.is_named(op.func):
                self.spelling.of(op.func)
            for atom in self.constants(op):
                if atom.text:
                    self.spelling.constant(atom.text.strip("()").partition(",")[0])
                elif callable(atom.value):
                    self.spelling.of(atom.value)
                elif isinstance(atom.value, float) and not math.isfinite(atom.value):
                    self.spelling.bind_module("np", "numpy")

    def constants(self, op: Op) -> list[Const]:
        return [a for a in operands(op) if isinstance(a, Const)]

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
        forward: list[ast.stmt] = []
        backward: list[ast.stmt] = []
        ops = self.function.body.ops
        noted = ""
        position = 0
        while position < len(ops):
            op = ops[position]
            position += 1
            if op.out in self.folding.op_of:
                continue
            group = [op]
            if isinstance(op, Call) and op.func is unpack:
                while position < len(ops) and self.continues(group, ops[position]):
                    group.append(ops[position])
                    position += 1
            statement = self.unpacking(group) if self.unpacks(op) else self.statement(op)
            if not op.backward:
                forward.append(statement)
                self.mirror(op, statement)
                continue
            note = self.note(op)
            if note and note != noted:
                statement = Noted(statement=statement, note=note)
            noted = note
            backward.append(statement)
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
        if not backward:
            return [*forward, returned]
        head = [Comment(text="forward"), *forward] if forward else []
        return [*head, Comment(text="backward"), *backward, returned]

    def structure(self, tree: Tree, results: list[ast.expr]) -> ast.expr:
        """The returned structure, consuming `results` from the front."""
        if not tree.kind:
            return results.pop(0)
        parts = [self.structure(child, results) for child in tree.children]
        if tree.kind == "dict":
            keys: list[ast.expr | None] = [ast.Constant(k) for k in tree.keys]
            return ast.Dict(keys=keys, values=parts)
        made = ast.Tuple if tree.kind == "tuple" else ast.List
        return made(parts, ast.Load())

    def mirror(self, op: Op, statement: ast.stmt) -> None:
        """Remember which printed statement holds an op, for the comments."""
        self.mirrored[id(op.span)] = statement
        stack: list[Atom] = list(op.args) if isinstance(op, Call) else [op.array, op.value]
        while stack:
            atom = stack.pop()
            inner = self.folding.op_of.get(atom) if isinstance(atom, Var) else None
            if inner is not None and not inner.backward:
                self.mirrored.setdefault(id(inner.span), statement)
                stack.extend(inner.args)

    def note(self, op: Op) -> str:
        """The forward statement that an op mirrors: as it is printed, or as the user wrote it."""
        mirrored = self.mirrored.get(id(op.span))
        if mirrored is None:
            return op.span.statement
        if mirrored not in self.notes:
            self.notes[mirrored] = to_text(mirrored).strip()
        return self.notes[mirrored]

    # -- statements -----------------------------------------------------------------------

    def unpacks(self, op: Op) -> bool:
        return isinstance(op, Call) and op.func is unpack

    def continues(self, group: list[Op], op: Op) -> bool:
        """Is `op` the next element of the same unpacking?"""
        first = group[0]
        return (
            isinstance(op, Call)
            and isinstance(first, Call)
            and op.func is unpack
            and op.args[0] is first.args[0]
            and op.out not in self.folding.op_of
            and position_of(op) > position_of(group[-1])
        )

    def unpacking(self, group: list[Op]) -> ast.stmt:
        """`a, b = value`; elements that nobody reads are `_`."""
        first = group[0]
        assert isinstance(first, Call) and isinstance(first.args[2], Const)
        filler = "_"
        while filler in self.text_of.values() or filler in self.spelling.bindings:
            filler += "_"
        names = [filler] * first.args[2].value
        for op in group:
            names[position_of(op)] = self.text_of[op.out]
        targets = ast.Tuple([store(n) for n in names], ast.Store())
        return ast.Assign(targets=[targets], value=self.atom(first.args[0]), type_comment=None)

    def statement(self, op: Op) -> ast.stmt:
        if isinstance(op, Store):
            return self.store(op)
        if op.func is assertion:
            message = self.atom(op.args[1]) if len(op.args) > 1 else None
            return ast.Assert(test=self.atom(op.args[0]), msg=message)
        if op.func in IN_PLACE:
            return self.augmented(op)
        value = self.expression(op)
        if op.out not in self.uses and not op.out.hint() and not self.questions.is_pure(op.func):
            return ast.Expr(value=value)
        return ast.Assign(targets=[store(self.text_of[op.out])], value=value, type_comment=None)

    def augmented(self, op: Call) -> ast.stmt:
        """`x += y`, or `z = x + y` where the result has a name of its own."""
        name = self.text_of[op.out]
        first, value = op.args[0], self.atom(op.args[1])
        if isinstance(first, Var) and self.text_of.get(first) == name:
            return ast.AugAssign(target=store(name), op=IN_PLACE[op.func](), value=value)
        plainly = ast.BinOp(left=self.atom(first), op=BINARY[PLAIN[op.func]](), right=value)
        return ast.Assign(targets=[store(name)], value=plainly, type_comment=None)

    def store(self, op: Store) -> ast.stmt:
        name = self.text_of[op.out]
        value = self.atom(op.value)
        where = ast.Subscript(value=load(name), slice=self.index(op.index), ctx=ast.Store())
        if op.operator is None:
            return ast.Assign(targets=[where], value=value, type_comment=None)
        if op.operator in BINARY:
            if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
                if op.operator is operator.add:
                    return ast.AugAssign(target=where, op=ast.Sub(), value=value.operand)
            return ast.AugAssign(target=where, op=BINARY[op.operator](), value=value)
        func = dotted(self.spelling.of(op.operator))
        call = ast.Call(func=func, args=[load(name), self.atom(op.index), value], keywords=[])
        return ast.Expr(value=call)

    # -- expressions ----------------------------------------------------------------------

    def atom(self, atom: Atom) -> ast.expr:
        """An operand: a name, a constant, or the op that folds here."""
        if isinstance(atom, Const):
            return self.constant(atom)
        op = self.folding.op_of.get(atom)
        return self.expression(op) if op is not None else load(self.text_of[atom])

    def takes_sign(self, atom: Atom) -> bool:
        """Can the first factor be negated for the product?  Not if it may be a mask, or unsigned."""
        while isinstance(atom, Var) and (op := self.folding.op_of.get(atom)) is not None:
            if op.func not in (operator.mul, operator.truediv):
                break
            atom = op.args[0]
        return self.questions.is_inexact(atom)

    def constant(self, atom: Const) -> ast.expr:
        if atom.text and self.spelling.constant(atom.text.strip("()").partition(",")[0]):
            return dotted(atom.text)
        return self.literal(atom.value)

    def literal(self, value: Any) -> ast.expr:
        """A constant as a display."""
        if isinstance(value, tuple):
            return ast.Tuple([self.literal(v) for v in value], ast.Load())
        if isinstance(value, slice):
            parts = [self.literal(v) for v in (value.start, value.stop, value.step)]
            return ast.Call(func=load("slice"), args=parts, keywords=[])
        if isinstance(value, float) and not math.isfinite(value):
            np = self.spelling.bind_module("np", "numpy")
            name = "nan" if value != value else "inf"
            inf = ast.Attribute(load(np), name, ast.Load())
            return ast.UnaryOp(ast.USub(), inf) if value < 0 else inf
        if value is None or isinstance(value, (bool, int, float, complex, str, bytes, type(...))):
            return ast.Constant(value, None)
        return load(self.spelling.of(value))

    def index(self, atom: Atom) -> ast.expr:
        """What stands between the brackets."""
        if isinstance(atom, Const) and not atom.text:
            return self.index_literal(atom.value)
        op = self.folding.op_of.get(atom) if isinstance(atom, Var) else None
        if op is not None and op.func is build_tuple:
            return ast.Tuple([self.index(a) for a in op.args], ast.Load())
        if op is not None and op.func is slice:
            return sliced(*(None if is_none(a) else self.atom(a) for a in op.args))
        return self.atom(atom)

    def index_literal(self, value: Any) -> ast.expr:
        if isinstance(value, slice):
            parts = (value.start, value.stop, value.step)
            return sliced(*(None if v is None else self.literal(v) for v in parts))
        if isinstance(value, tuple):
            return ast.Tuple([self.index_literal(v) for v in value], ast.Load())
        return self.literal(value)

    def expression(self, op: Op) -> ast.expr:
        """The right-hand side of one op."""
        assert isinstance(op, Call)
        func, args = op.func, op.args
        if func is copy:
            return self.atom(args[0])
        if func in BINARY and len(args) == 2 and not op.kwargs:
            left, right = map(self.atom, args)
            return ast.BinOp(left=left, op=BINARY[func](), right=right)
        if func is operator.neg and op.backward:
            value = self.atom(args[0])
            return negated(value) if self.takes_sign(args[0]) else minus(value)
        if func in UNARY:
            return ast.UnaryOp(op=UNARY[func](), operand=self.atom(args[0]))
        if func in COMPARE:
            left, right = map(self.atom, args)
            return ast.Compare(left=left, ops=[COMPARE[func]()], comparators=[right])
        if func is operator.getitem:
            return ast.Subscript(
                value=self.atom(args[0]), slice=self.index(args[1]), ctx=ast.Load()
            )
        if func is unpack:
            return ast.Subscript(value=self.atom(args[0]), slice=self.atom(args[1]), ctx=ast.Load())
        if func is build_tuple or func is build_list:
            made = ast.Tuple if func is build_tuple else ast.List
            return made([self.atom(a) for a in args], ast.Load())
        if func is build_dict:
            keys = args[0]
            assert isinstance(keys, Const)
            return ast.Dict(
                keys=[self.literal(k) for k in keys.value], values=[self.atom(a) for a in args[1:]]
            )
        if isinstance(func, Expression):
            return self.as_written(func, args)
        return self.call(op)

    def call(self, op: Call) -> ast.expr:
        keywords = [ast.keyword(arg=key, value=self.atom(a)) for key, a in op.kwargs]
        func, args = op.func, [self.atom(a) for a in op.args]
        if self.questions.is_attribute(func):
            attribute = ast.Attribute(args[0], func.__name__, ast.Load())
            if is_data(func) and not keywords and len(args) == 1:
                return attribute
            return ast.Call(func=attribute, args=args[1:], keywords=keywords)
        named = dotted(self.spelling.of(func))
        return ast.Call(func=named, args=args, keywords=keywords)

    def as_written(self, func: Expression, args: tuple[Atom, ...]) -> ast.expr:
        """The user's expression with the names of this text."""
        values = dict(zip(func.names, map(self.atom, args)))

        class Rename(ast.NodeTransformer):
            def visit_Name(self, node: ast.Name) -> ast.expr:
                return values.get(node.id, node)

        written: ast.expr = Rename().visit(copying.deepcopy(func.node))
        return written


PLAIN = {
    in_place: next(b for b, t in BINARY.items() if t is kind) for in_place, kind in IN_PLACE.items()
}
STRUCTURAL = dict.fromkeys(
    [
        *BINARY, *IN_PLACE, *UNARY, *COMPARE, copy, unpack, assertion, build_tuple, build_list,
        build_dict, operator.getitem, slice,
    ]
)  # fmt: skip


def position_of(op: Op) -> int:
    """The element an `unpack` takes."""
    assert isinstance(op, Call) and isinstance(op.args[1], Const)
    return int(op.args[1].value)


def is_data(func: Any) -> bool:
    """Is it an attribute that is read, not a method that is called?"""
    return isinstance(func, (types.GetSetDescriptorType, types.MemberDescriptorType)) or (
        getattr(func, "is_data", False)
    )


def is_none(atom: Atom) -> bool:
    return isinstance(atom, Const) and atom.value is None


def sliced(lower: ast.expr | None, upper: ast.expr | None, step: ast.expr | None) -> ast.expr:
    return ast.Slice(lower=lower, upper=upper, step=step)


def minus(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.USub(), operand=node)


def negated(node: ast.expr) -> ast.expr:
    """`-a * b` rather than `-(a * b)`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div)):
        return ast.BinOp(left=negated(node.left), op=node.op, right=node.right)
    return minus(node)


def dotted(text: str) -> ast.expr:
    """A name or attribute that is read, `np.linalg.inv`; a tuple of names is parsed."""
    if not text.replace(".", "").isidentifier():
        return ast.parse(text, mode="eval").body
    first, *others = text.split(".")
    node: ast.expr = load(first)
    for name in others:
        node = ast.Attribute(node, name, ast.Load())
    return node


def load(name: str) -> ast.Name:
    """A name that is read."""
    return ast.Name(name, ast.Load())


def store(name: str) -> ast.Name:
    """A name that is bound."""
    return ast.Name(name, ast.Store())
