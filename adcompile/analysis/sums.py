"""Which values a block only adds to, so that the order of the additions is free.

Of `p = p + a`, `p[i] += b`, `q = q * q + b` the first two leave `p` a sum: nothing reads what it has become so
far but the next addition.  `q` is none.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator

from adcompile.ir.nodes import Atom, Block, Call, If, Loop, Op, Store, blocks, operands, reads
from adcompile.ir.regions import block_reads
from adcompile.rules import engine

__all__ = ["contributions", "is_order_free", "sums_up"]

SUMS = (operator.add, operator.sub)


def is_order_free(op: Loop) -> bool:
    """Does the loop hand nothing on but sums, so that its iterations may run in any order?"""
    if op.leaves or op.test is not None:
        return False
    return all(sums_up(op.body, p, r) for p, r in zip(op.params, op.body.results))


def sums_up(block: Block, begin: Atom, end: Atom) -> bool:
    """Is the result `end` what the block gets by adding to `begin`, and read by nothing else?"""
    states = {begin}
    state = begin
    for op in block.ops:
        read = states.intersection(reads(op))
        if not read:
            continue
        after = added_to(op, state) if read == {state} else None  # not one of before
        if after is None:
            return False
        state = after
        states.add(state)
    return state is end and [r for r in block.results if r in states] == [end]


def added_to(op: Op, state: Atom) -> Atom | None:
    """The sum after an op that adds to `state`; None where it does anything else with it."""
    match op:
        case Call():
            first = op.func is operator.add or (op.func in SUMS and op.args[0] is state)
            return op.out if first and operands(op).count(state) == 1 else None
        case Store():
            adds = op.operator in SUMS or op.operator is engine.ADD_AT
            adds = adds and op.array is state and operands(op).count(state) == 1
            return op.out if adds else None
        case If():
            if op.kind != "if" or op.test is state:
                return None
            for k, out in enumerate(op.outs):
                if all(sums_up(side, state, side.results[k]) for side in blocks(op)):
                    return out
            return None
        case Loop():
            if op.leaves or op.test is not None or operands(op).count(state) != 1:
                return None
            if state not in op.inits or state in block_reads(op.body):
                return None
            k = op.inits.index(state)
            return op.outs[k] if sums_up(op.body, op.params[k], op.body.results[k]) else None


def contributions(block: Block, begin: Atom, end: Atom) -> Iterator[Atom]:
    """What a block adds to `begin`, or takes from it, to make the sum `end`."""
    state = begin
    for op in block.ops:
        if state is end or state not in reads(op):
            continue
        after = added_to(op, state)
        assert after is not None
        match op:
            case Call():
                yield from (a for a in op.args if a is not state)
            case Store():
                yield op.value
            case If():
                k = op.outs.index(after)
                for side in blocks(op):
                    yield from contributions(side, state, side.results[k])
            case Loop():
                k = op.inits.index(state)
                yield from contributions(op.body, op.params[k], op.body.results[k])
        state = after
