"""A write to every element makes the array what is written.

    y = np.empty_like(x)
    y@1 = y with [...] = x * x        =>      y@1 = x * x

Where the value has the shape and dtype of the array, so that nothing is broadcast or cast.  Nothing of the old
contents is read or kept then, and their cotangent is zero without a write of zeros.
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Block, Call, Const, Function, If, Loop, Op, Store
from adcompile.ir.primitives import copy
from adcompile.ir.rewrite import count_uses, map_blocks, with_result
from adcompile.rules import engine

__all__ = ["bind_overwritten"]


def bind_overwritten(function: Function, facts: Facts, all_arrays: bool = True) -> Function:
    """Let such writes bind the array to the value; only those to arrays of shape (), unless `all_arrays`."""
    uses = count_uses(function)

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Store) and is_everything(op) and facts.rank(op.array) == 0:
                op = Call(op.out, engine.ARRAY, (op.value,), op.span, (), op.backward, op.derived)
            elif all_arrays and isinstance(op, Store) and is_whole(op, facts):
                last = ops[-1] if ops else None
                if isinstance(last, Call) and last.out is op.value and uses[op.value] == 1:
                    ops[-1] = replace(with_result(last, op.out), span=op.span)
                    continue
                op = Call(op.out, copy, (op.value,), op.span, (), op.backward, op.derived)
            ops.append(op)
        return Block(tuple(ops), old.results)

    return replace(function, body=block(function.body))


def is_everything(op: Store) -> bool:
    """Does the store write every element?"""
    if op.operator is not None or not isinstance(op.index, Const):
        return False
    index = op.index.value
    parts = index if isinstance(index, tuple) else (index,)
    return all(p is Ellipsis or (isinstance(p, slice) and p == slice(None)) for p in parts)


def is_whole(op: Store, facts: Facts) -> bool:
    """Does the store write every element, as it is?"""
    if not is_everything(op) or isinstance(op.value, Const):
        return False
    kinds = [facts.fact(a).kind for a in (op.array, op.value)]
    return (
        kinds == ["array", "array"]
        and facts.same_shape(op.array, op.value)
        and facts.same_dtype(op.array, op.value)
    )
