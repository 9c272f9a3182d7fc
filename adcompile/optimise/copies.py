"""Copy propagation.

    grad_s = grad_L             =>      grad_x = grad_L * y
    grad_x = grad_s * y

One name stands for all copies of a value: that of a result if one of them is returned, else the user's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    blocks,
    walk,
)
from adcompile.ir.primitives import copy
from adcompile.ir.rewrite import map_blocks, map_operands, resolve, with_result

__all__ = ["propagate_copies"]


def propagate_copies(function: Function) -> Function:
    """Read the original in place of each copy."""
    replaced: dict[Var, Atom] = {}
    for op in walk(function.body):
        if isinstance(op, Call) and op.func is copy:
            replaced[op.out] = resolve(op.args[0], replaced)
    if not replaced:
        return function
    names = better_names(function, replaced)
    final: dict[Atom, Atom] = {out: names.get(atom, atom) for out, atom in replaced.items()}
    final.update(names)

    def new(atom: Atom) -> Atom:
        return final.get(atom, atom)

    return replace(function, body=without_copies(function.body, replaced, new))


def without_copies(
    block: Block, replaced: Mapping[Var, Atom], new: Callable[[Atom], Atom]
) -> Block:
    """The block with new names, and without the ops that made copies."""
    ops: list[Op] = []
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            inside = map_blocks(op, lambda inner: without_copies(inner, replaced, new))
            ops.append(map_own_operands(inside, new))
            continue
        if op.out in replaced:
            continue
        out = new(op.out)
        changed = map_operands(op, new)
        assert isinstance(changed, (Call, Store))
        renamed = isinstance(out, Var) and out is not op.out
        ops.append(with_result(changed, out) if renamed and isinstance(out, Var) else changed)
    return Block(tuple(ops), tuple(map(new, block.results)))


def map_own_operands(op: If | Loop, new: Callable[[Atom], Atom]) -> If | Loop:
    """The region with `new` applied to what it reads itself."""
    if isinstance(op, If):
        return replace(op, test=new(op.test))
    iterable = None if op.iterable is None else new(op.iterable)
    return replace(op, inits=tuple(map(new, op.inits)), iterable=iterable)


def better_names(function: Function, replaced: dict[Var, Atom]) -> dict[Atom, Var]:
    """For each original, the copy whose name says more, if there is one in the same block."""
    inputs = set(function.inputs())
    outputs = {a for a in function.body.results if isinstance(a, Var)}
    names: dict[Atom, Var] = {}
    home: dict[Atom, int] = {}
    forward: set[Atom] = set()
    place(function.body, home, forward)
    for out in replaced:
        original = resolve(out, replaced)
        if isinstance(original, Const) or original in inputs:
            continue
        if home.get(original) != home[out]:
            continue  # of another block, or made by a region
        if original in forward and out not in forward:
            continue  # a value of the forward half is no gradient, whoever reads it
        best = names.get(original, original)
        if worth(out, outputs, inputs) > worth(best, outputs, inputs):
            names[original] = out
    return names


def place(block: Block, home: dict[Atom, int], forward: set[Atom]) -> None:
    """Note the block that each call and store is in, and which are of the forward half."""
    number = len(home) + 1
    home[Const(None)] = number  # so that the next block has another number
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            for inner in blocks(op):
                place(inner, home, forward)
            continue
        home[op.out] = number
        if not op.backward:
            forward.add(op.out)


def worth(var: Var, outputs: set[Var], inputs: set[Var]) -> int:
    """How much the name of a value tells."""
    if var.of in inputs and var in outputs:
        return 3
    if var.hint():
        return 1 if var.hint() == "result" else 2
    return 1 if var.of is not None else 0
