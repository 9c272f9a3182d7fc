"""Which values need no name: they are written where they are used.

    s0 = X @ W
    s1 = s0 + b
    h = np.tanh(s1)      =>      h = np.tanh(X @ W + b)

A value that the user named keeps its name.  A temporary folds into its only use if it is pure, nothing in
between overwrites what it reads, and the line does not become too long to read.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping
from typing import Any

from adcompile.ir.nodes import Atom, Call, Function, Op, Var, operands
from adcompile.ir.primitives import (
    Expression,
    assertion,
    build_dict,
    build_list,
    build_tuple,
    unpack,
)

__all__ = ["Folding", "fold"]

ALWAYS = (build_tuple, build_list, build_dict, slice)
SAME_STATEMENT = 40  # ops that the user wrote in one statement stay together
OTHERWISE = 7

Roots = Mapping[Var, frozenset[Var]]


class Folding:
    """The folded ops, and for each op the position of the statement it ends up in."""

    def __init__(self) -> None:
        self.op_of: dict[Var, Call] = {}
        self.statement_of: dict[Op, int] = {}


def fold(
    function: Function,
    roots: Roots,
    target: Callable[[Op], Atom | None],
    is_pure: Callable[[Any], bool],
    split: bool,
) -> Folding:
    """Decide what folds; with `split` the temporaries of the forward half keep names of their own."""
    ops = function.body.ops
    users: dict[Var, list[int]] = {}
    for position, op in enumerate(ops):
        for atom in operands(op):
            if isinstance(atom, Var):
                users.setdefault(atom, []).append(position)
    for atom in function.body.results:
        if isinstance(atom, Var):
            users.setdefault(atom, []).append(len(ops))
    writes: dict[Var, list[int]] = {}
    for position, op in enumerate(ops):
        array = target(op)
        changed: tuple[Atom, ...] = () if array is None else (array,)
        if isinstance(op, Call) and array is None and not is_pure(op.func):
            changed = op.args  # whatever it does to them
        for atom in changed:
            for root in roots.get(atom, ()) if isinstance(atom, Var) else ():
                writes.setdefault(root, []).append(position)
    folding = Folding()
    sizes: dict[Atom, int] = {}
    reads: dict[Atom, frozenset[Var]] = {}
    for position, op in enumerate(ops):
        parts = [a for a in operands(op) if a in folding.op_of]
        sizes[op.out] = size = 1 + sum([sizes[a] for a in parts])
        if writes:
            reads[op.out] = frozenset().union(
                *(roots.get(a, frozenset()) for a in operands(op) if isinstance(a, Var)),
                *(reads[a] for a in parts),
            )
        uses = users.get(op.out, [])
        if not isinstance(op, Call) or not uses:
            continue
        if op.func not in ALWAYS and not isinstance(op.func, Expression):
            if len(uses) != 1 or not is_pure(op.func):
                continue
            if not fits(op, ops[uses[0]] if uses[0] < len(ops) else None, size, split):
                continue
        elif isinstance(op.func, Expression) and op.out.hint():
            continue
        overwritten = writes and any(
            (places := writes.get(root)) and is_between(position, uses[-1], places)
            for root in reads[op.out]
        )
        if target(op) is None and not overwritten and not is_written(ops, uses, op.out, target):
            folding.op_of[op.out] = op
    place_statements(function, folding, users)
    return folding


def fits(op: Call, user: Op | None, size: int, split: bool) -> bool:
    """Does a value of `size` ops read well where its only user is, None for the result?"""
    if op.func in (unpack, assertion) or (op.out.of is not None and split):
        return False
    name = op.out.hint()
    if user is None:
        return name in ("", "result") and size < SAME_STATEMENT
    if name or (split and not op.backward) or crosses(op, user):
        return False
    closely = op.backward and op.out.of is None and op.span is user.span
    return size < (SAME_STATEMENT if closely or together(op, user) else OTHERWISE)


def is_between(low: int, high: int, positions: list[int]) -> bool:
    """Is one of the sorted positions strictly between the two?"""
    k = bisect.bisect_right(positions, low)
    return k < len(positions) and positions[k] < high


def together(op: Call, user: Op) -> bool:
    """Did the user write the two in one statement?"""
    return not op.backward and not user.backward and op.span.statement == user.span.statement


def crosses(op: Call, user: Op) -> bool:
    """Would folding compute a value of the user's own statement in the backward half?"""
    return not op.backward and user.backward and op.out.of is None and bool(op.out.hint())


def is_written(
    ops: tuple[Op, ...], places: list[int], var: Var, target: Callable[[Op], Atom | None]
) -> bool:
    """Is the value the array of a write?"""
    return any(k < len(ops) and target(ops[k]) is var for k in places)


def place_statements(function: Function, folding: Folding, users: Mapping[Var, list[int]]) -> None:
    """The position of the statement each op is printed in."""
    ops = function.body.ops
    for position in reversed(range(len(ops))):
        op = ops[position]
        if op.out in folding.op_of:
            folding.statement_of[op] = max(
                folding.statement_of[ops[k]] if k < len(ops) else len(ops) for k in users[op.out]
            )
        else:
            folding.statement_of[op] = position
