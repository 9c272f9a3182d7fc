"""Dead code elimination.

    u = np.sin(x)
    v = np.cos(x)      =>      v = np.cos(x)
    return v                   return v

One backward sweep: an op stays if it has an effect, or if something after it reads its result.
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.ir.nodes import Block, Call, Function, Op, operands
from adcompile.rules.primitives import is_in_place, is_pure

__all__ = ["eliminate_dead_code", "has_effect"]


def eliminate_dead_code(function: Function, forward_too: bool = True) -> Function:
    """Drop the ops whose results nobody reads; with `forward_too=False` only those of the backward
    half."""
    live = set(function.body.results)
    kept: list[Op] = []
    for op in reversed(function.body.ops):
        removable = op.backward or forward_too
        if op.out in live or not removable or has_effect(op):
            kept.append(op)
            live.update(operands(op))
    return replace(function, body=Block(tuple(reversed(kept)), function.body.results))


def has_effect(op: Op) -> bool:
    """Does the op do anything but compute its result?"""
    return isinstance(op, Call) and not is_pure(op.func) and not is_in_place(op.func)
