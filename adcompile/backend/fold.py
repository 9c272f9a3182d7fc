"""Which values need no name: they are written where they are used.

    s0 = X @ W
    s1 = s0 + b
    h = np.tanh(s1)      =>      h = np.tanh(X @ W + b)

A value that the user named keeps its name.  A temporary folds into its only use if it is pure, nothing in
between overwrites what it reads, and the line does not become too long to read.  It stays in its block:
in a loop or a branch it would be computed more often than it was, or less.
"""

from __future__ import annotations

import bisect
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from adcompile.backend.order import Order, Scope
from adcompile.ir.nodes import Atom, Call, If, Loop, Op, Store, Var, operands
from adcompile.ir.primitives import (
    Expression,
    append,
    assertion,
    build_dict,
    build_list,
    build_tuple,
    pop,
    push,
    raising,
    shorten,
    unpack,
)

__all__ = ["HISTORY", "STATEMENTS", "Folding", "fold"]

ALWAYS = (build_tuple, build_list, build_dict, slice)
ANYWHERE = (build_tuple, slice)  # costs nothing, so it may go into a loop
HISTORY = (push, pop)
STATEMENTS = (unpack, assertion, raising, append, shorten)
SAME_STATEMENT = 40  # ops that the user wrote in one statement stay together
OTHERWISE = 7

Roots = Mapping[Var, frozenset[Var]]
Target = Callable[[Op], Atom | None]


class Folding:
    """The folded ops, and the positions of the statements they end up in."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.op_of: dict[Var, Call] = {}
        self.places: dict[int, tuple[int, ...]] = {}  # of the folded ops, by position

    def places_of(self, position: int) -> tuple[int, ...]:
        """Where what is read at a position is printed."""
        return self.places.get(position) or (position,)


def fold(
    order: Order,
    roots: Roots,
    target: Target,
    is_pure: Callable[[Any], bool],
    split: bool,
) -> Folding:
    """Decide what folds; with `split` the temporaries of the forward half keep names of their own."""
    entries = order.entries
    users: dict[Var, list[int]] = {}
    for position in range(len(entries)):
        for atom in order.reads(position):
            if isinstance(atom, Var):
                users.setdefault(atom, []).append(position)
    writes = written(entries, roots, target, is_pure)
    folding = Folding(order)
    sizes: dict[Atom, int] = {}
    reads: dict[Atom, frozenset[Var]] = {}
    for position, op in enumerate(entries):
        if not isinstance(op, (Call, Store)):
            continue
        parts = [a for a in operands(op) if a in folding.op_of]
        sizes[op.out] = size = 1 + sum([sizes[a] for a in parts])
        if writes:
            reads[op.out] = frozenset().union(
                *(roots.get(a, frozenset()) for a in operands(op) if isinstance(a, Var)),
                *(reads[a] for a in parts),
            )
        uses = users.get(op.out, [])
        if not isinstance(op, Call) or not uses or op.func in HISTORY:
            continue
        if op.func not in ALWAYS and not isinstance(op.func, Expression):
            if len(uses) != 1 or not is_pure(op.func):
                continue
            if not fits(op, entries[uses[0]], size, split, order.scopes[position]):
                continue
        elif isinstance(op.func, Expression) and op.out.hint():
            continue
        if not all(stays(order, op, position, use, parts) for use in uses):
            continue
        overwritten = writes and any(
            (places := writes.get(root)) and is_between(position, last, places)
            for last in [reach(order, order.scopes[position], uses[-1])]
            for root in reads[op.out]
        )
        if target(op) is None and not overwritten and not is_written(entries, uses, op.out, target):
            folding.op_of[op.out] = op
    place_statements(folding, users)
    return folding


def written(
    entries: list[Any], roots: Roots, target: Target, is_pure: Callable[[Any], bool]
) -> dict[Var, list[int]]:
    """Where each buffer is overwritten, or may be."""
    writes: dict[Var, list[int]] = {}
    for position, op in enumerate(entries):
        if not isinstance(op, (Call, Store)):
            continue
        array = target(op)
        changed: tuple[Atom, ...] = () if array is None else (array,)
        if isinstance(op, Call) and array is None and not is_pure(op.func):
            changed = op.args  # whatever it does to them
        if isinstance(op, Call) and op.func in HISTORY:
            changed = op.args[:1]
        for atom in changed:
            for root in roots.get(atom, ()) if isinstance(atom, Var) else ():
                writes.setdefault(root, []).append(position)
    return writes


def fits(op: Call, user: Any, size: int, split: bool, scope: Scope) -> bool:
    """Does a value of `size` ops read well where its only user is?"""
    if op.func in STATEMENTS:
        return False
    name = op.out.hint()
    if isinstance(user, Scope) and user.region is None:
        return name in ("", "result") and size < SAME_STATEMENT and not (op.out.of and split)
    if name:
        return False
    if isinstance(user, (Scope, If, Loop)) or is_test(scope):
        return size < SAME_STATEMENT
    if split and (op.out.of is not None or not op.backward):
        return False
    closely = op.backward and op.out.of is None and op.span is user.span
    return size < (SAME_STATEMENT if closely or together(op, user) else OTHERWISE)


def is_test(scope: Scope) -> bool:
    """Is it the test of a `while` loop?"""
    return isinstance(scope.region, Loop) and scope.block is scope.region.test


def stays(order: Order, op: Call, position: int, use: int, parts: Sequence[Atom]) -> bool:
    """Is a use in the block of the op, and in a place where an expression may stand?"""
    scope, user = order.scopes[position], order.entries[use]
    if order.scopes[use] is not scope:
        return (
            op.func in ANYWHERE
            and not parts
            and is_index(user, op.out)
            and scope.holds(order.scopes[use])
        )
    match user:
        case Scope():
            return user.region is None or is_test(user) or is_flag(user, op.out)
        case Loop():
            return user.iterable is op.out and op.out not in user.inits
        case Call():
            return user.func not in HISTORY or op.out is not user.args[0]
        case _:
            return True


def is_index(user: Any, out: Var) -> bool:
    """Is it what stands between brackets, and nothing else?"""
    if isinstance(user, Store):
        return user.index is out and user.value is not out
    return isinstance(user, Call) and user.func is operator.getitem and user.args[0] is not out


def reach(order: Order, scope: Scope, use: int) -> int:
    """Until where something must stay as it is for a use: in a loop, until the last iteration."""
    inner: Scope | None = order.scopes[use]
    while inner is not None and inner is not scope:
        use = inner.leave
        inner = inner.parent
    return use


def is_flag(scope: Scope, out: Var) -> bool:
    """Is it what ends the loop, and nothing else?"""
    loop, results = scope.region, scope.block.results
    return (
        isinstance(loop, Loop)
        and loop.leaves
        and scope.block is loop.body
        and results[-1] is out
        and out not in results[:-1]
    )


def is_between(low: int, high: int, positions: list[int]) -> bool:
    """Is one of the sorted positions strictly between the two?"""
    k = bisect.bisect_right(positions, low)
    return k < len(positions) and positions[k] < high


def together(op: Call, user: Op) -> bool:
    """Did the user write the two in one statement?"""
    return not op.backward and not user.backward and op.span.statement == user.span.statement


def is_written(entries: list[Any], places: list[int], var: Var, target: Target) -> bool:
    """Is the value the array of a write?"""
    users = [entries[k] for k in places]
    return any(isinstance(op, (Call, Store)) and target(op) is var for op in users)


def place_statements(folding: Folding, users: Mapping[Var, list[int]]) -> None:
    """Where each folded op is printed."""
    if not folding.op_of:
        return
    entries = folding.order.entries
    for position in reversed(range(len(entries))):
        op = entries[position]
        if isinstance(op, Call) and op.out in folding.op_of:
            uses = users[op.out]
            if len(uses) == 1:
                folding.places[position] = folding.places_of(uses[0])
            else:
                places = {p for use in uses for p in folding.places_of(use)}
                folding.places[position] = tuple(sorted(places))
