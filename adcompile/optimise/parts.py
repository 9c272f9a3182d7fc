"""Parts of a split as the slices that they are.

    a, b = np.split(x, 2)           n = part_size(x, 2)
    a *= w                  =>      a = x[:n]
    return np.sum(x)                b = x[n:]
                                    a *= w
                                    return np.sum(x)

So that a write to a part is one to the array.  Where the program does not tell which part it is, nothing changes.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Store, walk
from adcompile.ir.primitives import copy, sequence, unpack
from adcompile.ir.rewrite import map_blocks
from adcompile.rules.splits import count_of_parts, is_split, part_index

__all__ = ["slice_parts"]


def slice_parts(function: Function, facts: Facts) -> Function:
    """The function that takes parts by slices."""
    maker: dict[Atom, Op] = {
        op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))
    }
    if not any(isinstance(op, Call) and is_split(op) for op in maker.values()):
        return function
    ranges: dict[Atom, Atom | None] = {
        op.item: op.iterable for op in walk(function.body) if isinstance(op, Loop) and op.item
    }
    builder = Builder(facts)

    def split(atom: Atom) -> Call | None:
        """The call whose parts these are."""
        op = maker.get(atom)
        if isinstance(op, Call) and op.func in (sequence, copy, list):
            return split(op.args[0])
        return op if isinstance(op, Call) and is_split(op) else None

    def part(op: Call, made: Call) -> Atom | None:
        """Which part the op takes, if there is one."""
        k, count = op.args[1], count_of_parts(made, maker)
        if op.func is unpack and (not isinstance(op.args[2], Const) or count != op.args[2].value):
            return None
        if isinstance(k, Const):
            if type(k.value) is not int or count is None or not -count <= k.value < count:
                return None
            return Const(k.value % count)
        iterable = ranges.get(k)
        numbers = None if iterable is None else maker.get(iterable)
        if not isinstance(numbers, Call) or numbers.func is not range or len(numbers.args) > 1:
            return None
        length = maker.get(numbers.args[0])
        if not isinstance(length, Call) or length.func is not len:
            return None
        return k if split(length.args[0]) is made else None

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Call) and op.func in (unpack, operator.getitem):
                made = split(op.args[0])
                k = None if made is None else part(op, made)
                if made is not None and k is not None:
                    builder.ops, builder.span = ops, op.span
                    index = part_index(builder, made, k, maker, facts)
                    if index is not None:
                        builder.call(operator.getitem, made.args[0], index, out=op.out)
                        continue
            ops.append(op)
        return Block(tuple(ops), old.results)

    body = block(function.body)
    return replace(function, body=body) if builder.ops else function
