"""Dead code elimination.

    u = np.sin(x)
    v = np.cos(x)      =>      v = np.cos(x)
    return v                   return v

An op stays if it has an effect, or if something after it reads its result; so do the values that a
region hands out.
"""

from __future__ import annotations

from adcompile.ir.nodes import Call, Function, Op
from adcompile.ir.primitives import pop
from adcompile.ir.prune import prune
from adcompile.rules.engine import has_effect

__all__ = ["eliminate_dead_code"]


def eliminate_dead_code(function: Function, forward_too: bool = True) -> Function:
    """Drop the ops whose results nobody reads; with `forward_too=False` only those of the backward
    half."""

    def droppable(op: Op) -> bool:
        if not (op.backward or forward_too):
            return False
        return not has_effect(op) or is_pop(op)

    return prune(function, droppable)


def is_pop(op: Op) -> bool:
    """Does the op take from a history?  Nobody else does, so a history may stay as it is."""
    return isinstance(op, Call) and op.func is pop
