"""Syntax trees of what regions need: assignments at once, inverted tests, jumps."""

from __future__ import annotations

import ast
from collections.abc import Sequence

__all__ = [
    "assign_together",
    "called",
    "ends_in_jump",
    "inverted",
    "is_true",
    "names_in",
    "size_of",
]

OPPOSITE: dict[type, type] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


def inverted(test: ast.expr) -> ast.expr:
    """`not test`, without a `not` where there is a word for it.

    >>> ast.unparse(inverted(ast.parse("a is b", mode="eval").body))
    'a is not b'
    """
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in OPPOSITE:
        opposite = OPPOSITE[type(test.ops[0])]()
        return ast.Compare(left=test.left, ops=[opposite], comparators=test.comparators)
    return ast.UnaryOp(op=ast.Not(), operand=test)


def ends_in_jump(statements: Sequence[ast.stmt]) -> bool:
    """Does control never come out at the end?"""
    return isinstance(statements[-1], (ast.Break, ast.Continue, ast.Raise))


def is_true(test: ast.expr) -> bool:
    """Is it the constant `True`?"""
    return isinstance(test, ast.Constant) and bool(test.value)


def called(name: str, *arguments: ast.expr) -> ast.expr:
    """A call of a built-in function."""
    return ast.Call(func=ast.Name(name, ast.Load()), args=list(arguments), keywords=[])


def size_of(statements: Sequence[ast.stmt]) -> int:
    """How many statements there are, also inside."""
    return sum(isinstance(node, ast.stmt) for s in statements for node in ast.walk(s))


def names_in(node: ast.expr) -> set[str]:
    """The names that an expression reads."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def assign_together(pairs: Sequence[tuple[str, ast.expr]]) -> list[ast.stmt]:
    """Assignments as if at once: each in a line, in an order where none reads what another has set.

    >>> trees = [(name, ast.parse(text, mode="eval").body) for name, text in [("a", "b"), ("b", "a + b")]]
    >>> [ast.unparse(ast.fix_missing_locations(s)) for s in assign_together(trees)]
    ['a, b = (b, a + b)']
    """
    left = [(name, value, names_in(value)) for name, value in pairs]
    statements: list[ast.stmt] = []
    while left:
        free = [p for p in left if not any(p[0] in q[2] for q in left if q is not p)]
        if not free:
            targets = ast.Tuple([ast.Name(name, ast.Store()) for name, _, _ in left], ast.Store())
            values = ast.Tuple([value for _, value, _ in left], ast.Load())
            return [*statements, ast.Assign(targets=[targets], value=values, type_comment=None)]
        name, value, _ = free[0]
        target = ast.Name(name, ast.Store())
        statements.append(ast.Assign(targets=[target], value=value, type_comment=None))
        left.remove(free[0])
    return statements
