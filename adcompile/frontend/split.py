"""Deep expressions, cut into pieces of bounded depth.

    y = a + b + c + d      =>      .0 = a + b
                                   y = .0 + c + d

Everything behind this stage may walk the tree by recursion, for nothing in it is deeper than the
limit: an expression that is (a generated sum of a thousand terms) has its operands moved, in
their order of evaluation, to assignments in front of its statement.  The new names start with a
dot, which no name of the user's does.  Code that cannot be cut without changing what is evaluated
when (the inside of a lambda, one side of a conditional) is reported.

This works on Python's own trees, with explicit stacks, and in place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["LIMIT", "TooDeep", "split_deep"]

LIMIT = 60

Definition = ast.FunctionDef | ast.AsyncFunctionDef

# The expression of a statement that is evaluated before anything else in it.
_EVALUATED_FIRST: dict[type[ast.stmt], str] = {
    ast.Assign: "value",
    ast.AugAssign: "value",
    ast.AnnAssign: "value",
    ast.Return: "value",
    ast.Expr: "value",
    ast.If: "test",
    ast.For: "iter",
    ast.Match: "subject",
}


@dataclass(frozen=True, slots=True)
class TooDeep:
    """Code that is still deeper than the limit: an expression, or a statement in its blocks."""

    node: ast.expr | ast.stmt
    limit: int

    @property
    def message(self) -> str:
        """What is wrong, in the user's words."""
        if isinstance(self.node, ast.expr):
            return f"this expression is nested more than {self.limit} levels deep"
        return f"this statement is more than {self.limit} levels of blocks and `elif`s deep"

    @property
    def help(self) -> str:
        """What to write instead."""
        if isinstance(self.node, ast.expr):
            return "give a part of it a name, in a statement of its own"
        return "move the inner part to a function of its own"


def split_deep(tree: Definition, limit: int = LIMIT) -> list[TooDeep]:
    """Cut the deep expressions of `tree` in place; what is still too deep is returned.

    >>> tree = ast.parse("def f(a):\\n    return a + a + a + a").body[0]
    >>> split_deep(tree, 3)
    []
    >>> [type(statement).__name__ for statement in tree.body]
    ['Assign', 'Return']
    """
    problems: list[TooDeep] = []
    names: dict[ast.AST, Iterator[str]] = {}
    blocks: list[tuple[ast.AST, list[ast.stmt], int]] = [(tree, tree.body, 0)]
    while blocks:
        scope, block, depth = blocks.pop()
        # Each function numbers its own names, so its text is the same wherever it is read from.
        fresh = names.setdefault(scope, _fresh_names())
        result: list[ast.stmt] = []
        for statement in block:
            result += _split_statement(statement, fresh, limit, problems)
            inner = statement if isinstance(statement, Definition | ast.ClassDef) else scope
            below = [(inner, body, depth + 1) for body in _blocks(statement)]
            if below and depth == limit:
                problems.append(TooDeep(statement, limit))
            else:
                blocks += below
        block[:] = result
    return sorted(problems, key=lambda problem: (problem.node.lineno, problem.node.col_offset))


def _fresh_names() -> Iterator[str]:
    number = 0
    while True:
        yield f".{number}"
        number += 1


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The blocks of statements directly below a statement."""
    found = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    found += [handler.body for handler in getattr(statement, "handlers", [])]
    found += [case.body for case in getattr(statement, "cases", [])]
    return [block for block in found if block]


def _split_statement(
    statement: ast.stmt, fresh: Iterator[str], limit: int, problems: list[TooDeep]
) -> list[ast.stmt]:
    """The statement, behind the assignments that its deep expression has been cut into."""
    if _is_short(statement, limit):
        return [statement]
    height = _heights(statement)
    # A statement is one level itself, and a keyword or a generator clause may be another.
    if height[statement] <= limit + 1:
        return [statement]
    hoisted: list[ast.stmt] = []
    field = _EVALUATED_FIRST.get(type(statement))
    root = getattr(statement, field, None) if field else None
    if isinstance(root, ast.expr) and not _reads_its_target_first(statement):
        hoisted = _Cutter(height, fresh, limit).cut(root)
    problems += [
        TooDeep(child, limit) for child in _expressions(statement) if height[child] > limit
    ]
    return [*hoisted, statement]


def _is_short(statement: ast.stmt, limit: int) -> bool:
    """Is its text too short to be deep?  Each level takes a character; most statements end here."""
    one_line = statement.end_lineno == statement.lineno
    return one_line and (statement.end_col_offset or 0) - statement.col_offset < limit - 2


def _reads_its_target_first(statement: ast.stmt) -> bool:
    """Is it an `x[i] += f()`, which may notice if `f()` comes before the reading of `x[i]`?"""
    if not isinstance(statement, ast.AugAssign):
        return False
    writes = ast.NamedExpr if isinstance(statement.target, ast.Name) else ast.NamedExpr | ast.Call
    return any(isinstance(node, writes) for node in ast.walk(statement.value))


def _expressions(statement: ast.stmt) -> list[ast.expr]:
    """The outermost expressions of a statement, those of its blocks excepted."""
    found: list[ast.expr] = []
    stack = _children(statement)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.expr):
            found.append(node)
        else:
            stack += _children(node)
    return found


def _children(node: ast.AST) -> list[ast.AST]:
    """The nodes below a node, except the statements of its blocks."""
    return [
        child
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, ast.stmt | ast.expr_context | ast.operator | ast.unaryop)
    ]


def _heights(root: ast.AST) -> dict[ast.AST, int]:
    """How many levels of nodes each node below `root` is high; a leaf is 1."""
    order = [root]
    children = {}
    for node in order:
        children[node] = _children(node)
        order += children[node]
    height: dict[ast.AST, int] = {}
    for node in reversed(order):
        height[node] = 1 + max([height[child] for child in children[node]], default=0)
    return height


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the tree that holds an expression."""

    owner: ast.AST
    field: str
    index: int | None = None

    def get(self) -> ast.expr:
        held = getattr(self.owner, self.field)
        value: ast.expr = held if self.index is None else held[self.index]
        return value

    def set(self, value: ast.expr) -> None:
        if self.index is None:
            setattr(self.owner, self.field, value)
        else:
            getattr(self.owner, self.field)[self.index] = value


class _Cutter:
    """Cuts one expression into pieces no higher than the limit."""

    def __init__(self, height: dict[ast.AST, int], fresh: Iterator[str], limit: int) -> None:
        self.height = height
        self.fresh = fresh
        self.limit = limit
        self.hoisted: list[ast.stmt] = []
        # A name keeps its value meanwhile, unless `(x := ...)` or a call may set it.
        sets = any(isinstance(node, ast.NamedExpr | ast.Call) for node in height)
        self.stays = (ast.Constant,) if sets else (ast.Constant, ast.Name)

    def cut(self, root: ast.expr) -> list[ast.stmt]:
        """Bring `root` down to the limit; the assignments that this takes, in order."""
        stack = [(root, _operands(root), 0)]
        while stack:
            node, slots, position = stack.pop()
            if position == len(slots):
                self.lower(node, slots)
                continue
            stack.append((node, slots, position + 1))
            operand = slots[position].get()
            if self.height[operand] > self.limit:
                self.hoist(slots[:position])  # they are evaluated before what will be cut here
                stack.append((operand, _operands(operand), 0))
        return self.hoisted

    def lower(self, node: ast.expr, slots: list[_Slot]) -> None:
        """Move operands of `node` out, if it is too high with them."""
        # One level is left for the attribute of a method, which never moves by itself.
        high = [i for i, slot in enumerate(slots) if self.height[slot.get()] > self.limit - 3]
        if high:
            self.hoist(slots[: high[-1] + 1])
        inner = _children(node)
        for child in inner:
            self.height[child] = 1 + max([self.height[c] for c in _children(child)], default=0)
        self.height[node] = 1 + max([self.height[child] for child in inner], default=0)

    def hoist(self, slots: list[_Slot]) -> None:
        """Assign what the slots hold to new names, and put the names there."""
        for slot in slots:
            value = slot.get()
            if isinstance(value, self.stays):
                continue
            name = next(self.fresh)
            target = ast.copy_location(ast.Name(name, ast.Store()), value)
            self.hoisted.append(ast.copy_location(ast.Assign([target], value), value))
            read = ast.copy_location(ast.Name(name, ast.Load()), value)
            self.height[read] = 1
            slot.set(read)


def _operands(node: ast.expr) -> list[_Slot]:
    """The places of the operands that are certainly evaluated, in order, as far as they go."""
    match node:
        case ast.BinOp():
            return [_Slot(node, "left"), _Slot(node, "right")]
        case ast.UnaryOp():
            return [_Slot(node, "operand")]
        case ast.Attribute() | ast.NamedExpr():
            return [_Slot(node, "value")]
        case ast.Subscript(slice=ast.Slice() | ast.Tuple()):
            return [_Slot(node, "value")]
        case ast.Subscript():
            return [_Slot(node, "value"), _Slot(node, "slice")]
        case ast.Compare():
            return [_Slot(node, "left"), _Slot(node, "comparators", 0)]
        case ast.BoolOp():
            return [_Slot(node, "values", 0)]
        case ast.IfExp():
            return [_Slot(node, "test")]
        case ast.Tuple() | ast.List():
            return _until_starred(node, "elts", node.elts)
        case ast.Call():
            slots = _called(node) + _until_starred(node, "args", node.args)
            if any(isinstance(argument, ast.Starred) for argument in node.args):
                return slots
            for keyword in node.keywords:
                if keyword.arg is None:
                    break
                slots.append(_Slot(keyword, "value"))
            return slots
        case _:
            return []


def _called(node: ast.Call) -> list[_Slot]:
    """The operand in the function of a call: none in `np.sum`, the object in `(a + b).sum`."""
    root: ast.expr = node.func
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(root, ast.Name):
        return []
    if isinstance(node.func, ast.Attribute):
        return [_Slot(node.func, "value")]
    return [_Slot(node, "func")]


def _until_starred(node: ast.expr, field: str, values: list[ast.expr]) -> list[_Slot]:
    slots = []
    for index, value in enumerate(values):
        if isinstance(value, ast.Starred):
            break
        slots.append(_Slot(node, field, index))
    return slots
