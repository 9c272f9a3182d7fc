"""Common subexpressions.

    e = np.exp(x)                        e = np.exp(x)
    grad_x = grad_e * np.exp(x)    =>    grad_x = grad_e * e

Value numbering, one sweep.  What the user named stays; a temporary or a cotangent that repeats an earlier
value reads that value.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable
from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Call, Const, Function, Op, Var
from adcompile.ir.primitives import build_dict, build_list, unpack
from adcompile.ir.rewrite import renamed, resolve
from adcompile.rules.engine import has_effect
from adcompile.rules.primitives import is_in_place, is_pure, makes_buffer

__all__ = ["merge_common"]

COMMUTATIVE = (operator.add, operator.mul)
DISTINCT = (build_list, build_dict)


def merge_common(function: Function) -> Function:
    """Compute each value once."""
    known: dict[Hashable, Var] = {}
    replaced: dict[Var, Atom] = {}
    ops: list[Op] = []
    for op in function.body.ops:
        op = renamed(op, replaced)
        ops.append(op)
        if not isinstance(op, Call) or not may_merge(op):
            if isinstance(op, Call) and has_effect(op):
                known.clear()  # it may have changed what was computed from
            continue
        name = key(op)
        earlier = known.get(name)
        if earlier is None:
            known[name] = op.out
        elif op.backward or not op.out.hint():
            replaced[op.out] = earlier
            ops.pop()
    results = tuple(resolve(a, replaced) for a in function.body.results)
    return replace(function, body=Block(tuple(ops), results))


def may_merge(op: Call) -> bool:
    """Does calling it twice give the same value, in memory that nobody is about to write to?"""
    if op.func in DISTINCT or makes_buffer(op.func) or is_in_place(op.func):
        return False
    return is_pure(op.func)


def key(op: Call) -> Hashable:
    """Equal for ops that compute the same value."""
    args: tuple[Hashable, ...] = op.args
    if Const in map(type, args):
        args = tuple(map(atom_key, op.args))
    if op.func is unpack:  # element k, as x[k] is
        return (operator.getitem, args[:2])
    if op.func in COMMUTATIVE:
        return (op.func, frozenset(args))
    if op.kwargs:
        return (op.func, args, tuple((k, atom_key(a)) for k, a in op.kwargs))
    return (op.func, args)


def atom_key(atom: Atom) -> Hashable:
    """Equal for equal constants of one type, and for the same variable."""
    if isinstance(atom, Const):
        return (type(atom.value).__name__, repr(atom.value))
    return atom
