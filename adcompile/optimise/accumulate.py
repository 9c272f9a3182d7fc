"""Accumulation without temporaries.

    grad_x = np.zeros_like(x)         grad_x = dense
    grad_x[i] += v              =>    grad_x[i] += v
    grad_x = grad_x + dense

and `grad_x = grad_x + v` becomes `grad_x += v` where the old value is dead and its buffer ours.  What a loop
adds to zeros is added in the precision of the zeros, those of the primal, as gradients have its dtype in the end.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeGuard

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import Memory
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Store, Var, walk
from adcompile.ir.order import order_of
from adcompile.ir.rewrite import count_uses, map_blocks
from adcompile.rules import engine

__all__ = ["accumulate_in_place", "accumulate_sparse"]


def accumulate_sparse(function: Function, facts: Facts) -> Function:
    """Add a few elements to a dense cotangent directly, without an array of zeros."""
    if not any(isinstance(op, Store) for op in walk(function.body)):
        return function
    zeros = {op.out for op in walk(function.body) if is_zeros(op)}
    uses = count_uses(function)
    return replace(function, body=merge_sparse(function.body, facts, uses, zeros))


def merge_sparse(block: Block, facts: Facts, uses: Mapping[Atom, int], zeros: set[Var]) -> Block:
    """The same for one block and those inside; both the write and the sum have to be of it."""
    ops = list(block.ops)
    maker: dict[Atom, Op] = {}
    gone: set[Op] = set()
    for position, op in enumerate(ops):
        if isinstance(op, (If, Loop)):
            ops[position] = map_blocks(op, lambda b: merge_sparse(b, facts, uses, zeros))
            continue
        maker[op.out] = op
        if not isinstance(op, Call) or op.func is not operator.add or not op.backward:
            continue
        for sparse, dense in (op.args, op.args[::-1]):
            write = maker.get(sparse)
            if (
                isinstance(write, Store)
                and uses.get(write.out) == 1
                and write.array in zeros
                and facts.same_shape(dense, op.out)
                and not isinstance(dense, Const)
            ):
                add = write.operator or operator.add  # a first write was an addition to zeros
                merged = replace(write, out=op.out, array=dense, operator=add)
                ops[position] = merged
                maker[op.out] = merged
                gone.add(write)
                break
    return Block(tuple(op for op in ops if op not in gone), block.results)


def is_zeros(op: Op) -> TypeGuard[Call]:
    """Is it a fresh array of zeros?"""
    return isinstance(op, Call) and op.func is engine.ZEROS_LIKE


def accumulate_in_place(function: Function, facts: Facts) -> Function:
    """`grad_x = grad_x + v` as `grad_x += v`, where nobody can tell."""
    if not any(map(is_sum, walk(function.body))):
        return function
    order = order_of(function)

    def visit(op: Call | Store) -> Iterable[Call | Store]:
        if is_sum(op) and (old := op.args[0]) is not op.args[1]:
            assert isinstance(old, Var)
            if not order.is_read_after(old, op):
                number = facts.is_number(old) and facts.is_number(op.out)
                if number or (fits(op, facts, begun) and is_ours(old, op)):
                    op = replace(op, func=operator.iadd)
        return (op,)

    def is_ours(old: Var, op: Op) -> bool:
        roots = memory.roots[old]
        return not roots & memory.borrowed and not memory.witnesses(old, op, roots)

    begun: set[Atom] = set()
    find_accumulators(function.body, begun, set())
    borrowed = frozenset([*function.inputs(), *engine.read_only(function, facts)])
    memory = Memory(function, facts, order, visit, borrowed)
    program = memory.run()
    for op in walk(program.body):
        if isinstance(op, Call) and op.func is operator.iadd and op.out in begun:
            facts.of[op.out] = facts.fact(op.args[0])
    return program


def is_sum(op: Op) -> TypeGuard[Call]:
    """Does the op add to the cotangent of a value?"""
    if not isinstance(op, Call) or op.func is not operator.add or not op.backward:
        return False
    old, new = op.args[0], op.out
    if not isinstance(old, Var) or old.of is None or new.of is None:
        return False
    return old.of is new.of or (old.hint() == new.hint() != "")  # another state of the same array


def fits(op: Call, facts: Facts, begun: set[Atom]) -> bool:
    """Does the sum have the shape, and the dtype or that meant, of the array that it is added to?"""
    old, value = op.args
    if not facts.same_shape(old, op.out):
        return False
    if facts.same_dtype(old, op.out):
        return True
    return old in begun and facts.is_inexact(old) and facts.is_real(value)


def find_accumulators(block: Block, begun: set[Atom], zeros: set[Atom]) -> None:
    """The values that loops hand on and that began as zeros."""
    for op in block.ops:
        match op:
            case Call() | Store():
                if is_zeros(op):
                    zeros.add(op.out)
                elif is_sum(op) and op.args[0] in begun:
                    begun.add(op.out)
            case If():
                find_accumulators(op.then, begun, zeros)
                find_accumulators(op.orelse, begun, zeros)
                for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
                    if a in begun and b in begun:
                        begun.add(out)
            case Loop():
                for out, param, init in zip(op.outs, op.params, op.inits):
                    if init in zeros or init in begun:
                        begun.update((out, param))
                find_accumulators(op.body, begun, zeros)
