"""Copy propagation.

    grad_s = grad_L             =>      grad_x = grad_L * y
    grad_x = grad_s * y

One name stands for all copies of a value: that of a result if one of them is returned, else the user's.
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Call, Const, Function, Op, Var
from adcompile.ir.primitives import copy
from adcompile.ir.rewrite import resolve, substitute, with_result

__all__ = ["propagate_copies"]


def propagate_copies(function: Function) -> Function:
    """Read the original in place of each copy."""
    replaced: dict[Var, Atom] = {}
    for op in function.body.ops:
        if isinstance(op, Call) and op.func is copy:
            replaced[op.out] = resolve(op.args[0], replaced)
    if not replaced:
        return function
    kept = tuple(op for op in function.body.ops if op.out not in replaced)
    names = better_names(function, replaced)
    slim = substitute(replace(function, body=Block(kept, function.body.results)), replaced)
    return rename(slim, names)


def better_names(function: Function, replaced: dict[Var, Atom]) -> dict[Var, Var]:
    """For each original, the copy whose name says more, if there is one."""
    inputs = set(function.inputs())
    outputs = {a for a in function.body.results if isinstance(a, Var)}
    names: dict[Var, Var] = {}
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


def rename(function: Function, names: dict[Var, Var]) -> Function:
    """Define `names[v]` wherever `v` was defined."""
    if not names:
        return function
    ops: list[Op] = [
        with_result(op, names[op.out]) if op.out in names else op for op in function.body.ops
    ]
    whole = replace(function, body=Block(tuple(ops), function.body.results))
    return substitute(whole, dict(names))
