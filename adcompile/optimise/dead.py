"""Dead code elimination.

    u = np.sin(x)
    v = np.cos(x)      =>      v = np.cos(x)
    return v                   return v

One backward sweep: an op stays if it has an effect, or if something after it reads its result.
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.ir.nodes import Block, Function, Op, operands
from adcompile.rules.engine import has_effect

__all__ = ["eliminate_dead_code"]


def eliminate_dead_code(function: Function, forward_too: bool = True) -> Function:
    """Drop the ops whose results nobody reads; with `forward_too=False` only those of the backward
    half."""
    live = set(function.body.results)
    kept: list[Op] = []
    for op in reversed(function.body.ops):
        if op.out in live or not (op.backward or forward_too) or has_effect(op):
            kept.append(op)
            live.update(operands(op))
    return replace(function, body=Block(tuple(reversed(kept)), function.body.results))
