"""Accumulation without temporaries.

    grad_x = np.zeros_like(x)         grad_x = dense
    grad_x[i] += v              =>    grad_x[i] += v
    grad_x = grad_x + dense

and `grad_x = grad_x + v` becomes `grad_x += v` where the old value is dead and its buffer ours.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from adcompile.analysis.aliases import alias_roots, last_uses, sharers
from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Block, Call, Const, Function, Op, Store, Var
from adcompile.ir.rewrite import count_uses
from adcompile.rules import engine

__all__ = ["accumulate_in_place", "accumulate_sparse"]


def accumulate_sparse(function: Function, facts: Facts) -> Function:
    """Add a few elements to a dense cotangent directly, without an array of zeros."""
    ops = list(function.body.ops)
    if not any(isinstance(op, Store) for op in ops):
        return function
    maker = {op.out: op for op in ops}
    uses = count_uses(function)
    gone: set[Var] = set()
    for position, op in enumerate(ops):
        if not isinstance(op, Call) or op.func is not operator.add or not op.backward:
            continue
        for sparse, dense in (op.args, op.args[::-1]):
            write = maker.get(sparse) if isinstance(sparse, Var) else None
            if (
                isinstance(write, Store)
                and uses.get(write.out) == 1
                and is_zeros(maker.get(write.array) if isinstance(write.array, Var) else None)
                and facts.same_shape(dense, op.out)
                and not isinstance(dense, Const)
            ):
                add = write.operator or operator.add  # a first write was an addition to zeros
                merged = replace(write, out=op.out, array=dense, operator=add)
                ops[position] = merged
                maker[op.out] = merged
                gone.add(write.out)
                break
    kept = tuple(op for op in ops if op.out not in gone)
    return replace(function, body=Block(kept, function.body.results))


def is_zeros(op: Op | None) -> bool:
    """Is it a fresh array of zeros?"""
    return isinstance(op, Call) and op.func is engine.ZEROS_LIKE


def accumulate_in_place(function: Function, facts: Facts) -> Function:
    """`grad_x = grad_x + v` as `grad_x += v`, where nobody can tell."""
    roots = alias_roots(function, facts)
    last = last_uses(function.body.ops, function.body.results)
    sharing = sharers(roots)
    read_only = (op.out for op in function.body.ops if engine.is_read_only(op))
    borrowed = frozenset([*function.inputs(), *read_only])
    ops: list[Op] = []
    for position, op in enumerate(function.body.ops):
        if isinstance(op, Call) and op.func is operator.add and op.backward:
            old = op.args[0]
            if isinstance(old, Var) and old.of is not None and old.of is op.out.of:
                dead = last.get(old, -1) == position and op.args[1] is not old
                if dead and facts.is_number(old) and facts.is_number(op.out):
                    op = replace(op, func=operator.iadd)
                elif dead and facts.same_dtype(old, op.out) and facts.same_shape(old, op.out):
                    others = (v for root in roots[old] for v in sharing[root] if v is not old)
                    alone = not any(last.get(v, -1) > position for v in others)
                    if alone and not roots[old] & borrowed:
                        op = replace(op, func=operator.iadd)
        ops.append(op)
    return replace(function, body=Block(tuple(ops), function.body.results))
