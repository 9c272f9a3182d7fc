"""Questions about regions: what they read and make, and what may not be bound behind them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import replace

from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    blocks,
    defined,
    reads,
    walk,
)
from adcompile.ir.primitives import (
    build_dict,
    build_list,
    build_tuple,
    copy,
    push,
    raising,
    received,
)

__all__ = [
    "block_reads",
    "flagged",
    "give_defaults",
    "is_dead",
    "is_one_sided",
    "last_raising",
    "made_inside",
    "may_be_unbound",
    "may_raise",
    "moves",
    "unbound_values",
    "with_defaults",
]


QUIET = (copy, build_tuple, build_list, build_dict, slice, push, received)


def may_raise(op: Op) -> bool:
    """May the op raise an exception?  Only what rearranges values cannot."""
    return not isinstance(op, Call) or op.func not in QUIET


def last_raising(block: Block) -> int:
    """The position of the last op of a block that may raise; -1 if there is none."""
    found = (k for k in reversed(range(len(block.ops))) if may_raise(block.ops[k]))
    return next(found, -1)


def is_dead(block: Block) -> bool:
    """Does a block always end in an exception that it raises?"""
    return any(
        op.func is raising
        if isinstance(op, Call)
        else isinstance(op, If) and op.kind == "if" and is_dead(op.then) and is_dead(op.orelse)
        for op in block.ops
    )


def is_one_sided(op: If) -> bool:
    """Is the other side never run?"""
    if op.kind == "if":
        return op.recompute or (isinstance(op.test, Const) and op.test.value is True)
    return op.kind == "with"


def flagged(op: If) -> tuple[If, Var]:
    """A `try` with an out that tells whether its handler ran, and that out."""
    for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
        if isinstance(a, Const) and isinstance(b, Const) and a.value is False and b.value is True:
            return op, out
    out = Var("failed")
    then = Block(op.then.ops, (*op.then.results, Const(False)))
    orelse = Block(op.orelse.ops, (*op.orelse.results, Const(True)))
    return replace(op, outs=(*op.outs, out), then=then, orelse=orelse), out


def block_reads(block: Block) -> list[Atom]:
    """What a block reads, its results included."""
    found: list[Atom] = []
    for op in block.ops:
        found.extend(reads(op))
    return [*found, *block.results]


def made_inside(op: If | Loop) -> set[Var]:
    """Every value that is defined inside a region."""
    found: set[Var] = set()
    if isinstance(op, Loop):
        found.update(op.params)
        if op.item is not None:
            found.add(op.item)
    for block in blocks(op):
        for inner in walk(block):
            found.update(defined(inner))
            if isinstance(inner, Loop):
                found.update(inner.params)
                if inner.item is not None:
                    found.add(inner.item)
    return found


def with_defaults(function: Function) -> Function:
    """None for a name that may not be bound, where it is passed on and both are read later.

    Elsewhere one name stands for all the states, and nothing has to be assigned.
    """
    unbound = unbound_values(function)
    if not unbound:
        return function
    rows = list(moves(function.body))
    passed = {source for _, source in rows if source in unbound}
    kept: set[Atom] = {
        op.args[1]
        for op in walk(function.body)
        if isinstance(op, Call) and op.func is push and op.args[1] in unbound
    }
    late = {a for op in walk(function.body) if op.backward for a in reads(op)}
    wanted: set[Atom] = {*(v for v in passed if v in late), *kept}
    return give_defaults(function, wanted) if wanted else function


def give_defaults(function: Function, values: Collection[Atom]) -> Function:
    """None for these values, and for those that they may be, where they are not bound."""
    unbound, rows, wanted = unbound_values(function), list(moves(function.body)), set(values)
    while True:
        found = {source for out, source in rows if out in wanted and source in unbound}
        if found <= wanted:
            return replace(function, body=defaulted(function.body, wanted))
        wanted |= found


def moves(block: Block) -> Iterator[tuple[Var, Atom]]:
    """What each value that a region hands on may be."""
    for op in walk(block):
        match op:
            case If():
                yield from zip(op.outs, op.then.results)
                yield from zip(op.outs, op.orelse.results)
            case Loop():
                yield from zip(op.outs, op.inits)
                yield from zip(op.outs, op.params)
                yield from zip(op.params, op.inits)
                yield from zip(op.params, op.body.results)
            case Call() | Store():
                pass


def defaulted(block: Block, wanted: Container[Atom]) -> Block:
    """The block with None where these values are not bound."""

    def bound(outs: Sequence[Var], sources: Sequence[Atom]) -> tuple[Atom, ...]:
        return tuple(
            Const(None) if a is UNDEFINED and k < len(outs) and outs[k] in wanted else a
            for k, a in enumerate(sources)
        )

    ops: list[Op] = []
    for op in block.ops:
        match op:
            case If():
                sides = [defaulted(b, wanted) for b in (op.then, op.orelse)]
                a, b = (Block(s.ops, bound(op.outs, s.results)) for s in sides)
                ops.append(replace(op, then=a, orelse=b))
            case Loop():
                body = defaulted(op.body, wanted)
                inits = bound(op.params, bound(op.outs, op.inits))
                body = Block(body.ops, bound(op.outs, body.results))
                ops.append(replace(op, inits=inits, body=body))
            case Call() | Store():
                ops.append(op)
    return Block(tuple(ops), block.results)


def may_be_unbound(function: Function) -> set[Var]:
    """The values that may not be bound where they are read: what raises leaves nothing to be read."""
    return unbound_values(function, is_dead)


def unbound_values(
    function: Function, ends: Callable[[Block], bool] = lambda block: False
) -> set[Var]:
    """The values that may not be bound: a name that only one branch, or no iteration, assigns.

    A branch that `ends` there hands out nothing.
    """
    found: set[Atom] = {UNDEFINED}
    while True:
        size = len(found)
        for op in walk(function.body):
            match op:
                case If():
                    sides = [op.then] if is_one_sided(op) else [op.then, op.orelse]
                    sides = [side for side in sides if not ends(side)]
                    rows = zip(op.outs, *(side.results for side in sides))
                    found.update(out for out, *row in rows if any(a in found for a in row))
                case Loop():
                    for k, (out, param) in enumerate(zip(op.outs, op.params)):
                        if op.inits[k] in found or op.body.results[k] in found:
                            found.update((out, param))
                case Call() | Store():
                    pass
        if len(found) == size:
            return {v for v in found if isinstance(v, Var)}
