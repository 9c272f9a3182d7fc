"""Replacing operands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain
from operator import is_ as is_same

from adcompile.ir.nodes import Atom, Call, Function, Op, Store, Var, operands

__all__ = ["count_uses", "map_operands", "renamed", "resolve", "with_result"]


def map_operands(op: Op, new: Callable[[Atom], Atom]) -> Op:
    """The op with `new` applied to each operand; the same object where nothing changes."""
    old = operands(op)
    atoms = tuple(map(new, old))
    if all(map(is_same, atoms, old)):
        return op
    match op:
        case Store():
            return replace(op, array=atoms[0], index=atoms[1], value=atoms[2])
        case Call():
            count = len(op.args)
            kwargs = tuple((k, a) for (k, _), a in zip(op.kwargs, atoms[count:]))
            return Call(op.out, op.func, atoms[:count], op.span, kwargs, op.backward, op.derived)


def count_uses(function: Function) -> Mapping[Atom, int]:
    """How often each value is read, by an op or as a result."""
    reads = chain.from_iterable(map(operands, function.body.ops))
    return Counter(chain(reads, function.body.results))


def renamed(op: Op, replaced: Mapping[Var, Atom]) -> Op:
    """The op with every operand that is replaced followed to the end."""
    if replaced.keys().isdisjoint(operands(op)):  # as for most ops of most passes
        return op
    return map_operands(op, lambda atom: resolve(atom, replaced))


def with_result(op: Op, out: Var) -> Op:
    """The op under another name."""
    if isinstance(op, Call):  # `dataclasses.replace` takes four times as long
        return Call(out, op.func, op.args, op.span, op.kwargs, op.backward, op.derived)
    return replace(op, out=out)


def resolve(atom: Atom, replaced: Mapping[Var, Atom]) -> Atom:
    """Follow replacements to the end."""
    while isinstance(atom, Var) and atom in replaced:
        atom = replaced[atom]
    return atom
