"""Syntax trees of what regions need: assignments at once, inverted tests, jumps."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adcompile.backend.printer import Noted

__all__ = [
    "assign_together",
    "called",
    "ends_in_jump",
    "inverted",
    "is_true",
    "names_in",
    "size_of",
    "takes_out",
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
    if isinstance(test, ast.BoolOp) and any(is_negation(part) for part in test.values):
        opposite = ast.And() if isinstance(test.op, ast.Or) else ast.Or()
        return ast.BoolOp(op=opposite, values=[inverted(part) for part in test.values])
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in OPPOSITE:
        ops = [OPPOSITE[type(test.ops[0])]()]
        return ast.Compare(left=test.left, ops=ops, comparators=test.comparators)
    return ast.UnaryOp(op=ast.Not(), operand=test)


def conditional(test: ast.expr, then: ast.expr, orelse: ast.expr) -> ast.expr:
    """`then if test else orelse`, with `and` and `or` where they say the same.

    >>> trees = [ast.parse(text, mode="eval").body for text in ("a < b", "c", "False")]
    >>> ast.unparse(conditional(*trees))
    'a < b and c'
    """
    same = ast.dump(test)
    if ast.dump(orelse) == same or (is_constant(orelse, False) and is_truth(test)):
        if is_constant(then, True):
            return test
        return joined(ast.And(), test, then)
    if ast.dump(then) == same or (is_constant(then, True) and is_truth(test)):
        return joined(ast.Or(), test, orelse)
    if is_constant(then, False):
        return (
            inverted(test)
            if is_constant(orelse, True)
            else joined(ast.And(), inverted(test), orelse)
        )
    if is_constant(orelse, True):
        return joined(ast.Or(), inverted(test), then)
    return ast.IfExp(test=test, body=then, orelse=orelse)


def joined(op: ast.boolop, *parts: ast.expr) -> ast.expr:
    """The parts with `and` or `or` between them, those of a part that is such a chain among them."""
    values: list[ast.expr] = []
    for part in parts:
        chain = isinstance(part, ast.BoolOp) and isinstance(part.op, type(op))
        values += part.values if chain and isinstance(part, ast.BoolOp) else [part]
    return ast.BoolOp(op=op, values=values)


def is_truth(test: ast.expr) -> bool:
    """Is it True or False by its form?"""
    if isinstance(test, ast.BoolOp):
        return all(map(is_truth, test.values))
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name):
        return test.func.id == "isinstance"
    return is_negation(test) or isinstance(test, ast.Compare)


def is_negation(test: ast.expr) -> bool:
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def is_constant(node: ast.expr, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def ends_in_jump(statements: Sequence[ast.stmt]) -> bool:
    """Does control never come out at the end?"""
    return isinstance(statements[-1], (ast.Break, ast.Continue, ast.Raise))


def is_true(test: ast.expr) -> bool:
    """Is it the constant `True`?"""
    return isinstance(test, ast.Constant) and bool(test.value)


def ternary(
    test: ast.expr, then: Sequence[ast.stmt], orelse: Sequence[ast.stmt]
) -> ast.stmt | None:
    """`z = a if test else b`, of two branches that do nothing else."""
    if len(then) != 1 or len(orelse) != 1:
        return None
    first, second = then[0], orelse[0]
    if not isinstance(first, ast.Assign) or not isinstance(second, ast.Assign):
        return None
    target, other = first.targets[0], second.targets[0]
    if not isinstance(target, ast.Name) or not isinstance(other, ast.Name) or target.id != other.id:
        return None
    value = conditional(test, first.value, second.value)
    return ast.Assign(targets=[target], value=value, type_comment=None)


def called(name: str, *arguments: ast.expr) -> ast.expr:
    """A call of a built-in function."""
    return ast.Call(func=ast.Name(name, ast.Load()), args=list(arguments), keywords=[])


def size_of(statements: Sequence[ast.stmt]) -> int:
    """How many statements there are, also inside."""
    nodes = [node for statement in statements for node in ast.walk(statement)]
    return sum(isinstance(n, ast.stmt) and not isinstance(n, Noted) for n in nodes)


def takes_out(statement: ast.stmt, name: str, key: ast.expr) -> bool:
    """Can an assignment that reads `name[key]` take it out of the list or dict?  Then it is made to do so.

    >>> s = ast.parse("y = 2 * ys[-1]").body[0]
    >>> takes_out(s, "ys", ast.parse("-1", mode="eval").body), ast.unparse(s)
    (True, 'y = 2 * ys.pop()')
    """
    s = getattr(statement, "statement", statement)
    nodes = list(ast.walk(s))
    where = ast.unparse(key)
    reads = [n for n in nodes if is_item_of(n, name, where)]
    if not isinstance(s, (ast.Assign, ast.AugAssign)) or len(reads) != 1:
        return False
    names = [n for n in nodes if isinstance(n, ast.Name) and n.id == name]
    if len(names) != 1 or any(isinstance(n, (ast.IfExp, ast.BoolOp, ast.Lambda)) for n in nodes):
        return False
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    if bound & names_in(key):  # the key of what goes is another
        return False
    func = ast.Attribute(ast.Name(name, ast.Load()), "pop", ast.Load())
    taken = ast.Call(func, [] if where == "-1" else [key], [])
    for node in nodes:
        for field, value in ast.iter_fields(node):
            if value is reads[0]:
                setattr(node, field, taken)
            elif isinstance(value, list) and reads[0] in value:
                value[value.index(reads[0])] = taken
    return True


def is_item_of(node: ast.AST, name: str, key: str) -> bool:
    """Is it `name[key]`, read?"""
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Load)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        and ast.unparse(node.slice) == key
    )


def names_in(node: ast.AST) -> set[str]:
    """The names in an expression or statement."""
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
