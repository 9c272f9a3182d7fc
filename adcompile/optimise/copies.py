"""Copy propagation.

    grad_s = grad_L             =>      grad_x = grad_L * y
    grad_x = grad_s * y

One name stands for all copies of a value: that of a result if one of them is returned, else the user's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Call, Const, Function, Op, Var, operands
from adcompile.ir.primitives import copy
from adcompile.ir.rewrite import map_operands, resolve, with_result

__all__ = ["propagate_copies"]


def propagate_copies(function: Function) -> Function:
    """Read the original in place of each copy."""
    replaced: dict[Var, Atom] = {}
    for op in function.body.ops:
        if isinstance(op, Call) and op.func is copy:
            replaced[op.out] = resolve(op.args[0], replaced)
    if not replaced:
        return function
    names = better_names(function, replaced)
    final: dict[Atom, Atom] = {out: names.get(atom, atom) for out, atom in replaced.items()}
    final.update(names)
    kept = tuple(op for op in function.body.ops if op.out not in replaced)
    return rename(replace(function, body=Block(kept, function.body.results)), final)


def better_names(function: Function, replaced: dict[Var, Atom]) -> dict[Atom, Var]:
    """For each original, the copy whose name says more, if there is one."""
    inputs = set(function.inputs())
    outputs = {a for a in function.body.results if isinstance(a, Var)}
    names: dict[Atom, Var] = {}
    forward = {op.out for op in function.body.ops if not op.backward}
    for out in replaced:
        original = resolve(out, replaced)
        if isinstance(original, Const) or original in inputs:
            continue
        if original in forward and out not in forward:
            continue  # a value of the forward half is no gradient, whoever reads it
        best = names.get(original, original)
        if worth(out, outputs, inputs) > worth(best, outputs, inputs):
            names[original] = out
    return names


def worth(var: Var, outputs: set[Var], inputs: set[Var]) -> int:
    """How much the name of a value tells."""
    if var.of in inputs and var in outputs:
        return 3
    if var.hint():
        return 1 if var.hint() == "result" else 2
    return 1 if var.of is not None else 0


def rename(function: Function, names: Mapping[Atom, Atom]) -> Function:
    """Define and read `names[v]` wherever `v` was."""

    def new(atom: Atom) -> Atom:
        return names.get(atom, atom)

    ops: list[Op] = []
    for op in function.body.ops:
        if not names.keys().isdisjoint(operands(op)):
            op = map_operands(op, new)
        out = new(op.out)
        ops.append(with_result(op, out) if out is not op.out and isinstance(out, Var) else op)
    return replace(function, body=Block(tuple(ops), tuple(map(new, function.body.results))))
