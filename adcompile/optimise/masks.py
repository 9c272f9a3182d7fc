"""Masks of an array that is overwritten afterwards.

    margins = np.maximum(0, s)                 margins = np.maximum(0, s)
    margins_1 = margins with [i] = 0           margins[i] = 0
    grad[i] = 0                          =>    grad_s = grad * (margins > 0)
    grad_s = grad * (margins > 0)

Reading the mask from the newer state saves a copy of the older.  Where they differ, at `i`, the product is
zero either way: the cotangent was set to zero there, or the written constant fails the test.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Call, Const, Function, Op, Store, Var

__all__ = ["read_masks_late"]

TESTS = (operator.gt, operator.lt, operator.ge, operator.le, operator.ne)


def read_masks_late(function: Function) -> Function:
    """Let masks of the backward half read the last state of an array."""
    newer: dict[Var, Store] = {}
    maker: dict[Atom, Op] = {}
    ops: list[Op] = []
    for op in function.body.ops:
        if isinstance(op, Store) and not op.backward and isinstance(op.array, Var):
            newer[op.array] = op
        if isinstance(op, Call) and op.func is operator.mul and op.backward:
            op = rewritten(op, newer, maker, ops)
        ops.append(op)
        if isinstance(op, (Call, Store)):
            maker[op.out] = op
    return replace(function, body=Block(tuple(ops), function.body.results))


def rewritten(op: Call, newer: dict[Var, Store], maker: dict[Atom, Op], ops: list[Op]) -> Call:
    """`g * (old > c)` as `g * (new > c)`, where that is the same."""
    g, mask = op.args
    test = maker.get(mask)
    if not isinstance(test, Call) or test.func not in TESTS or not test.backward:
        return op
    old, bound = test.args
    write = newer.get(old) if isinstance(old, Var) else None
    if write is None or write.operator is not None or not isinstance(bound, Const):
        return op
    cleared = maker.get(g)
    zeroed = (
        isinstance(cleared, Store)
        and cleared.operator is None
        and cleared.index is write.index
        and isinstance(cleared.value, Const)
        and cleared.value.value == 0
    )
    fails = isinstance(write.value, Const) and not test.func(write.value.value, bound.value)
    if not zeroed and not fails:
        return op
    late = Var()
    ops.append(replace(test, out=late, args=(write.out, bound)))
    maker[late] = ops[-1]
    if zeroed and fails and isinstance(cleared, Store):
        g = cleared.array  # the mask does what the clearing did
    return replace(op, args=(g, late))
