"""Questions about regions: what they read and make, and what may not be bound behind them."""

from __future__ import annotations

from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Store,
    Var,
    blocks,
    defined,
    reads,
    walk,
)

__all__ = ["block_reads", "made_inside", "unbound_values"]


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


def unbound_values(function: Function) -> set[Var]:
    """The values that may not be bound: a name that only one branch, or no iteration, assigns."""
    found: set[Atom] = {UNDEFINED}
    while True:
        size = len(found)
        for op in walk(function.body):
            match op:
                case If():
                    rows = zip(op.outs, op.then.results, op.orelse.results)
                    found.update(out for out, a, b in rows if a in found or b in found)
                case Loop():
                    for k, (out, param) in enumerate(zip(op.outs, op.params)):
                        if op.inits[k] in found or op.body.results[k] in found:
                            found.update((out, param))
                case Call() | Store():
                    pass
        if len(found) == size:
            return {v for v in found if isinstance(v, Var)}
