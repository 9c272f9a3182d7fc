"""Questions about regions: what they read and make, and what may not be bound behind them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
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

__all__ = ["block_reads", "made_inside", "unbound_values", "with_defaults"]


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
    late = {a for op in walk(function.body) if op.backward for a in reads(op)}
    wanted: set[Atom] = {v for v in passed if v in late}
    while True:
        found = {source for out, source in rows if out in wanted and source in unbound}
        if found <= wanted:
            break
        wanted |= found
    return replace(function, body=defaulted(function.body, wanted)) if wanted else function


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
                inits = bound(op.outs, op.inits)
                body = Block(body.ops, bound(op.outs, body.results))
                ops.append(replace(op, inits=inits, body=body))
            case Call() | Store():
                ops.append(op)
    return Block(tuple(ops), block.results)


def unbound_values(function: Function) -> set[Var]:
    """The values that may not be bound: a name that only one branch, or no iteration, assigns."""
    found: set[Atom] = {UNDEFINED}
    while True:
        size = len(found)
        for op in walk(function.body):
            match op:
                case If():
                    rows = zip(op.outs, op.then.results, op.orelse.results)
                    alone = op.recompute  # `then` is run in any case
                    found.update(
                        out for out, a, b in rows if a in found or (b in found and not alone)
                    )
                case Loop():
                    for k, (out, param) in enumerate(zip(op.outs, op.params)):
                        if op.inits[k] in found or op.body.results[k] in found:
                            found.update((out, param))
                case Call() | Store():
                    pass
        if len(found) == size:
            return {v for v in found if isinstance(v, Var)}
