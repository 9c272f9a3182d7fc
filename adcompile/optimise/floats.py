"""Programs of Python floats alone stay with Python floats.

    L = sigmoid(s)              L = sigmoid(s)
    grad_s = (1 - L) * L   =>   L = float(L)
                                grad_s = (1 - L) * L

NumPy's functions turn a float into a NumPy scalar, whose arithmetic takes four times as long.  Where every
argument is a Python number the backward half goes back to floats: the same values, and the gradients are
floats as the arguments are.  (A division by zero then raises; the caller starts again with NumPy scalars.)
"""

from __future__ import annotations

import builtins
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.ir.facts import is_weak
from adcompile.ir.nodes import Atom, Block, Call, Function, If, Loop, Op, Var, defined
from adcompile.ir.rewrite import map_operands
from adcompile.rules import engine

__all__ = ["use_floats"]


def use_floats(function: Function, facts: Facts) -> Function:
    """Convert the forward values that the backward half reads, and the gradients."""
    inputs = function.inputs()
    if any(isinstance(op, (If, Loop)) for op in function.body.ops):
        return function  # what a region hands out may be a NumPy scalar in one branch only
    if not inputs or not all(is_python(facts, v) for v in inputs):
        return function
    forward = {v: op.span for op in function.body.ops if not op.backward for v in defined(op)}
    backward = {v for op in function.body.ops if op.backward for v in defined(op)}
    converted: dict[Var, Atom] = {}
    ops: list[Op] = []

    def as_float(atom: Atom) -> Atom:
        if not isinstance(atom, Var) or atom not in forward or not is_double(facts, atom):
            return atom
        if atom not in converted:
            out = Var(atom.name, atom.of)
            op = Call(out, builtins.float, (atom,), forward[atom], (), True)
            ops.append(op)
            facts.observe(op)
            converted[atom] = out
        return converted[atom]

    for op in function.body.ops:
        if op.backward:
            op = map_operands(op, as_float)
            facts.observe(op)
        ops.append(op)
    results: list[Atom] = []
    for atom in function.body.results:
        if isinstance(atom, Var) and atom in backward and not is_python(facts, atom):
            out = Var()
            ops.append(Call(out, builtins.float, (atom,), ops[-1].span, (), True))
            facts.observe(ops[-1])
            atom = out
        results.append(atom)
    return replace(function, body=Block(tuple(ops), tuple(results)))


def is_python(facts: Facts, var: Var) -> bool:
    """Is it provably a Python number?"""
    return is_weak(facts.fact(var).dtype, float, int, bool)


def is_double(facts: Facts, var: Var) -> bool:
    """Is it provably a NumPy scalar of double precision?"""
    return facts.is_number(var) and engine.is_double(facts.fact(var).dtype)
