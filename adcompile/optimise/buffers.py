"""Buffers: which writes may really happen in place.

    x@1 = x@0 with [0] = v     x = own(x)       where x@0 is the caller's, or is read again later
    return x@1             =>  x[0] = v
                               return x

In the IR every value is immutable.  In the text a write changes an array, so it may do so only where
nobody else can see the old contents: the array is ours, and dead after the write, and so is all that may
share its memory.  Everywhere else a copy is made first.  Results that leave are ours alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from adcompile.analysis.aliases import (
    Roots,
    alias_roots,
    input_roots,
    last_uses,
    result_roots,
    sharers,
    still_read,
    target,
)
from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Atom, Block, Call, Function, Op, Store, Var
from adcompile.ir.rewrite import map_operands, resolve
from adcompile.rules import engine
from adcompile.runtime.broadcasting import own

__all__ = ["assign_buffers"]


def assign_buffers(
    function: Function, facts: Facts, borrowed: Collection[Var], fresh: Collection[int]
) -> Function:
    """Insert the copies that make every write and every result legitimate.

    `borrowed` are the values that belong to somebody else; `fresh` are the positions of the results
    that must not share memory with an input or with each other.
    """
    read_only = [op.out for op in function.body.ops if engine.is_read_only(op)]
    theirs = frozenset([*borrowed, *read_only])
    return copy_results(copy_before_writes(function, facts, theirs), facts, theirs, fresh)


def copy_before_writes(function: Function, facts: Facts, borrowed: Roots) -> Function:
    """One forward sweep; each write either owns its array or gets a copy of it."""
    if not any(target(op) is not None for op in function.body.ops):
        return function
    last = last_uses(function.body.ops, function.body.results)
    renamed: dict[Var, Var] = {}
    views = views_to_copy(function, facts, borrowed)
    ops: list[Op] = []
    roots = input_roots(function, facts)
    sharing = sharers(roots)  # of the values so far, as a copy gives later ones another root

    def add(op: Op) -> None:
        ops.append(op)
        roots[op.out] = frozenset() if facts.is_number(op.out) else result_roots(op, roots)
        for root in roots[op.out]:
            sharing.setdefault(root, []).append(op.out)

    for position, op in enumerate(function.body.ops):
        if renamed:
            op = map_operands(op, lambda atom: resolve(atom, renamed))
        written = target(op)
        if isinstance(written, Var):
            again = last.get(written, -1) > position or reads_twice(op, written)
            if facts.is_number(written):
                op = engine.out_of_place(op) if again else op
            elif (
                again
                or roots[written] & borrowed
                or is_shared(written, position, roots, sharing, last)
            ):
                mine = Var(written.name, written.of)
                facts.of[mine] = facts.fact(written)
                add(Call(mine, copier(written, facts), (written,), op.span, (), op.backward))
                op = rebase(op, mine)
        add(op)
        if op.out in views:
            kept = Var(op.out.name, op.out.of)
            facts.of[kept] = facts.fact(op.out)
            add(Call(kept, copier(op.out, facts), (op.out,), op.span, (), op.backward))
            last[kept] = last.pop(op.out, -1)
            renamed[op.out] = kept
    results = tuple(renamed.get(a, a) if isinstance(a, Var) else a for a in function.body.results)
    return replace(function, body=Block(tuple(ops), results))


def is_shared(
    written: Var,
    position: int,
    roots: Mapping[Var, Roots],
    sharing: dict[Var, list[Var]],
    last: Mapping[Atom, int],
) -> bool:
    """May another value that is read after `position` live in the same memory?"""
    return any(v is not written for v in still_read(sharing, roots[written], last, position))


def reads_twice(op: Op, written: Var) -> bool:
    """Does a store read the array that it writes to, as its value or index?"""
    return isinstance(op, Store) and (op.value is written or op.index is written)


def copier(var: Var, facts: Facts) -> Callable[..., Any]:
    """`x.copy()` for what is provably an array, else the helper that leaves numbers alone."""
    return engine.COPY if facts.rank(var) else own


def views_to_copy(function: Function, facts: Facts, borrowed: Roots) -> set[Var]:
    """Views that outlive a write to what they view: copying the slice is cheaper than the whole."""
    roots = alias_roots(function, facts)
    ops = function.body.ops
    last = last_uses(ops, function.body.results)
    taken: dict[Atom, list[Var]] = {}  # the results so far of the calls with this first operand
    views: set[Var] = set()
    for position, op in enumerate(ops):
        written = target(op)
        if isinstance(written, Var) and not roots[written] & borrowed:
            for var in taken.get(written, ()):
                if last.get(var, -1) > position and roots[var] & roots[written]:
                    views.add(var)
        if isinstance(op, Call) and op.args:
            taken.setdefault(op.args[0], []).append(op.out)
    return views


def rebase(op: Op, array: Var) -> Op:
    """The same write, to another array."""
    match op:
        case Store():
            return replace(op, array=array)
        case Call():
            return replace(op, args=(array, *op.args[1:]))


def copy_results(
    function: Function, facts: Facts, borrowed: Roots, fresh: Collection[int]
) -> Function:
    """A returned gradient shares memory with nothing that the caller holds."""
    roots = alias_roots(function, facts)
    taken: set[Var] = set(borrowed)
    results = list(function.body.results)
    ops = list(function.body.ops)
    ends = {op.out: op for op in ops}
    for k, result in enumerate(results):
        if k not in fresh or not isinstance(result, Var):
            continue
        if roots[result] & taken:
            mine = Var()
            maker = ends.get(result)
            span = maker.span if maker else engine.NOWHERE
            ops.append(Call(mine, copier(result, facts), (result,), span, (), True))
            facts.of[mine] = facts.fact(result)
            results[k] = mine
        else:
            taken |= roots[result]
    return replace(function, body=Block(tuple(ops), tuple(results)))
