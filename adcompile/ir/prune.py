"""What nobody reads: ops, and the values that a region hands out or from iteration to iteration.

    s, t = loop s = 0.0, t = 1.0:            s = loop s = 0.0:
        u = f(t)                                 yield g(s)
        yield g(s), u                 =>     return s
    return s

One backward sweep.  A loop is swept until its parameters settle: what the body reads of one is read of its
next value, so the result that becomes it has to stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    operands,
)
from adcompile.ir.primitives import push
from adcompile.ir.regions import may_raise
from adcompile.ir.rewrite import map_block, resolve

__all__ = ["drop_invariants", "prune"]

Droppable = Callable[[Op], bool]


def prune(function: Function, droppable: Droppable) -> Function:
    """The function without the ops that are `droppable` and whose results nobody reads, and without what
    leaves a region unread."""
    live: set[Atom] = set(function.body.results)
    return replace(function, body=prune_block(function.body, live, droppable))


def prune_block(block: Block, live: set[Atom], droppable: Droppable) -> Block:
    """The block, of which `live` is read afterwards; `live` becomes what is read of the values before it."""
    kept: list[Op] = []
    for op in reversed(block.ops):
        slim: Op | None
        match op:
            case If():
                slim = prune_if(op, live, droppable)
            case Loop():
                slim = prune_loop(op, live, droppable)
            case Call() | Store():
                slim = op if is_needed(op, live, droppable) else None
                if slim is not None:
                    live.update(operands(op))
        if slim is not None:
            kept.append(slim)
    kept.reverse()
    return Block(tuple(kept), block.results)


def is_needed(op: Call | Store, live: set[Atom], droppable: Droppable) -> bool:
    """Is the op read, or there for its effect?"""
    if isinstance(op, Call) and op.func is push:
        return op.args[0] in live  # a history that is not popped is not kept
    return op.out in live or not droppable(op)


def prune_if(op: If, live: set[Atom], droppable: Droppable) -> If | None:
    """The branch with the outs that are read; None if it does nothing."""
    read = [k for k, out in enumerate(op.outs) if out in live]
    sides: list[Block] = []
    inside: list[set[Atom]] = []
    for block in (op.then, op.orelse):
        block = Block(block.ops, block_results(block, read))
        reads = {*live, *block.results}
        sides.append(prune_block(block, reads, droppable))
        inside.append(reads)
    if not read and not any(side.ops for side in sides):
        return None
    if op.kind == "try":  # what may raise decides which side runs
        inside[0] = {*live, *block_results(op.then, read)}
        sides[0] = prune_block(
            Block(op.then.ops, block_results(op.then, read)),
            inside[0],
            lambda inner: not may_raise(inner) and droppable(inner),
        )
    live.update(*inside)
    live.add(op.test)
    return replace(op, outs=tuple(op.outs[k] for k in read), then=sides[0], orelse=sides[1])


def block_results(block: Block, read: list[int]) -> tuple[Atom, ...]:
    """The results that are read."""
    return tuple(block.results[k] for k in read)


def prune_loop(op: Loop, live: set[Atom], droppable: Droppable) -> Loop | None:
    """The loop with the parameters that are read, inside or after it; None if it does nothing."""
    # A backward loop may read the parameters of its mirror image.
    read = {k for k, pair in enumerate(zip(op.outs, op.params)) if not live.isdisjoint(pair)}
    if not read and is_idle(op, live, droppable):
        return None
    while True:
        chosen = sorted(read)
        flag = op.body.results[len(op.outs) :]
        body = Block(op.body.ops, (*(op.body.results[k] for k in chosen), *flag))
        reads = {*live, *body.results}
        body = prune_block(body, reads, droppable)
        test = op.test
        if test is not None:
            reads.update(test.results)
            test = prune_block(test, reads, droppable)
        found = read | {k for k, param in enumerate(op.params) if param in reads}
        if found == read:
            break
        read = found
    live.update(reads)
    live.update(op.inits[k] for k in chosen)
    if op.iterable is not None:
        live.add(op.iterable)
    return replace(
        op,
        outs=tuple(op.outs[k] for k in chosen),
        params=tuple(op.params[k] for k in chosen),
        inits=tuple(op.inits[k] for k in chosen),
        body=body,
        test=test,
    )


def is_idle(op: Loop, live: set[Atom], droppable: Droppable) -> bool:
    """Has the loop no effect, if nobody reads what it hands out?"""
    if op.item in live:
        return False
    blocks = [op.body] if op.test is None else [op.body, op.test]
    return not any(prune_block(Block(b.ops, ()), set(live), droppable).ops for b in blocks)


def drop_invariants(function: Function) -> Function:
    """Read from outside what a loop hands on unchanged, and what both branches leave alone."""
    replaced: dict[Var, Atom] = {}
    if not any(isinstance(op, (If, Loop)) for op in function.body.ops):
        return function
    body = settle(function.body, replaced)
    if not replaced:
        return function
    return replace(function, body=map_block(body, lambda atom: resolve(atom, replaced)))


def settle(block: Block, replaced: dict[Var, Atom]) -> Block:
    """The block without such parameters and outs; `replaced` says what is read in their place."""
    ops: list[Op] = []
    for op in block.ops:
        match op:
            case If():
                op = replace(op, then=settle(op.then, replaced), orelse=settle(op.orelse, replaced))
                kept = []
                for k, out in enumerate(op.outs):
                    a = resolve(op.then.results[k], replaced)
                    if a is resolve(op.orelse.results[k], replaced):
                        replaced[out] = a
                    else:
                        kept.append(k)
                op = replace(
                    op,
                    outs=tuple(op.outs[k] for k in kept),
                    then=Block(op.then.ops, tuple(op.then.results[k] for k in kept)),
                    orelse=Block(op.orelse.ops, tuple(op.orelse.results[k] for k in kept)),
                )
            case Loop():
                op = settle_loop(op, replaced)
            case Call() | Store():
                pass
        ops.append(op)
    return Block(tuple(ops), block.results)


def settle_loop(op: Loop, replaced: dict[Var, Atom]) -> Loop:
    """A loop without the parameters that never change."""
    body = settle(op.body, replaced)
    test = None if op.test is None else settle(op.test, replaced)
    kept = []
    for k, (param, init) in enumerate(zip(op.params, op.inits)):
        result = resolve(body.results[k], replaced)
        if result is param or (result is resolve(init, replaced) and init is not UNDEFINED):
            replaced[param] = init
            replaced[op.outs[k]] = init
        else:
            kept.append(k)
    flag = body.results[len(op.outs) :]
    return replace(
        op,
        outs=tuple(op.outs[k] for k in kept),
        params=tuple(op.params[k] for k in kept),
        inits=tuple(op.inits[k] for k in kept),
        body=Block(body.ops, (*(body.results[k] for k in kept), *flag)),
        test=test,
    )
