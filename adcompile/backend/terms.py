"""The right-hand sides: an op as a syntax tree, with the ops that fold into it."""

from __future__ import annotations

import ast
import copy as copying
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gast

from adcompile.backend.fold import Folding, is_data
from adcompile.backend.regions import conditional
from adcompile.backend.spelling import Spelling
from adcompile.ir.nodes import Atom, Call, Const, Op, Var
from adcompile.ir.primitives import (
    Expression,
    append,
    assertion,
    attribute,
    build_dict,
    build_list,
    build_tuple,
    copy,
    insert,
    item,
    keys,
    pop,
    push,
    raising,
    received,
    record_item,
    repeat,
    sequence,
    set_attribute,
    set_item,
    shorten,
    turn,
    unpack,
    without,
)

__all__ = [
    "BINARY",
    "IN_PLACE",
    "METHODS",
    "PLAIN",
    "STRUCTURAL",
    "Questions",
    "Terms",
    "dotted",
    "load",
    "position_of",
    "store",
]


@dataclass(frozen=True)
class Questions:
    """What the back end asks about primitives."""

    full_name: Callable[[Any], str]
    is_pure: Callable[[Any], bool]
    target: Callable[[Op], Atom | None]
    is_attribute: Callable[[Any], bool]
    is_inexact: Callable[[Atom], bool] = lambda atom: False


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
    repeat: ast.Mult,
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
METHODS: dict[Any, str] = {
    push: "append", pop: "pop", append: "append", insert: "insert", shorten: "pop",
    turn: "reverse",
}  # fmt: skip
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


class Terms:
    """The operands and expressions of a function."""

    questions: Questions
    folding: Folding
    spelling: Spelling
    text_of: Mapping[Var, str]

    def atom(self, atom: Atom) -> ast.expr:
        """An operand: a name, a constant, or the op that folds here."""
        if isinstance(atom, Const):
            return self.constant(atom)
        op = self.folding.op_of.get(atom)
        if op is not None:
            return self.expression(op)
        branch = self.folding.conditional_of.get(atom)
        if branch is None:
            return load(self.text_of[atom])
        then, orelse = (self.atom(block.results[0]) for block in (branch.then, branch.orelse))
        return conditional(self.atom(branch.test), then, orelse)

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
        if isinstance(atom, Const) and isinstance(atom.value, tuple):
            return self.named_index(atom)
        op = self.folding.op_of.get(atom) if isinstance(atom, Var) else None
        if op is not None and op.func is build_tuple:
            return ast.Tuple([self.index(a) for a in op.args], ast.Load())
        if op is not None and op.func is slice:
            return sliced(*(None if is_none(a) else self.atom(a) for a in op.args))
        return self.atom(atom)

    def named_index(self, atom: Const) -> ast.expr:
        """`np.newaxis, :`, of which some parts have names."""
        named = self.constant(atom)
        if not isinstance(named, ast.Tuple):
            return named
        pairs = zip(atom.value, named.elts)
        parts = [self.index_literal(v) if isinstance(v, slice) else part for v, part in pairs]
        return ast.Tuple(parts, ast.Load())

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
            if func is operator.add and op.backward and is_negative(args[1]):
                right = self.literal(-args[1].value)  # type: ignore[union-attr]
                return ast.BinOp(left=left, op=ast.Sub(), right=right)
            return ast.BinOp(left=left, op=BINARY[func](), right=right)
        if func is operator.neg and op.backward:
            value = self.atom(args[0])
            return negated(value) if self.takes_sign(args[0]) else minus(value)
        if func in UNARY:
            return ast.UnaryOp(op=UNARY[func](), operand=self.atom(args[0]))
        if func in COMPARE:
            left, right = map(self.atom, args)
            return ast.Compare(left=left, ops=[COMPARE[func]()], comparators=[right])
        if func is operator.getitem or func is item:
            return ast.Subscript(
                value=self.atom(args[0]), slice=self.index(args[1]), ctx=ast.Load()
            )
        if func is attribute:
            return self.attribute_of(op)
        if func is unpack:
            return ast.Subscript(value=self.atom(args[0]), slice=self.atom(args[1]), ctx=ast.Load())
        if func is build_tuple or func is build_list:
            made = ast.Tuple if func is build_tuple else ast.List
            return made([self.atom(a) for a in args], ast.Load())
        if func is build_dict:
            assert isinstance(args[0], Const)
            return ast.Dict(
                keys=[self.literal(k) for k in args[0].value],
                values=[self.atom(a) for a in args[1:]],
            )
        if func is sequence or func is keys:
            named = load(self.spelling.of(list))
            return ast.Call(func=named, args=[self.atom(args[0])], keywords=[])
        if func in METHODS:
            method = ast.Attribute(self.atom(args[0]), METHODS[func], ast.Load())
            return ast.Call(func=method, args=[self.atom(a) for a in args[1:]], keywords=[])
        if isinstance(func, Expression):
            return self.as_written(func, args)
        return self.call(op)

    def attribute_of(self, op: Call) -> ast.Attribute:
        """`value.name`, to be read or to be set."""
        name = op.args[1]
        assert isinstance(name, Const)
        return ast.Attribute(self.atom(op.args[0]), name.value, ast.Load())

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

        plain = gast.gast_to_ast(gast.Expression(body=copying.deepcopy(func.node)))
        written: ast.expr = Rename().visit(plain.body)
        return written


PLAIN = {
    in_place: next(b for b, t in BINARY.items() if t is kind) for in_place, kind in IN_PLACE.items()
}
STRUCTURAL = dict.fromkeys(
    [
        *BINARY, *IN_PLACE, *UNARY, *COMPARE, copy, unpack, assertion, attribute, set_attribute,
        set_item, record_item,
        build_tuple, build_list, build_dict, operator.getitem, item, slice, raising, received, without,
        keys, *METHODS,
    ]
)  # fmt: skip


def position_of(op: Op) -> int:
    """The element an `unpack` takes."""
    assert isinstance(op, Call) and isinstance(op.args[1], Const)
    return int(op.args[1].value)


def is_negative(atom: Atom) -> bool:
    """Is it a number below zero?"""
    value = atom.value if isinstance(atom, Const) else None
    return isinstance(value, (int, float)) and value < 0


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
