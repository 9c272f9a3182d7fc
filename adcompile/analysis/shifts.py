"""Shift invariance: a maximum that is subtracted and added back carries no derivative.

    m = np.max(a, axis=1, keepdims=True)
    z = a - m
    log_p = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))     does not depend on m

If adding c to `m` changes no result, the derivative in `m` is zero and `m` need not be reversed.  Each value
after `m` is followed as `v + k c` (shift k) or `v exp(k c)` (factor k); the analysis gives up at any other op.
"""

from __future__ import annotations

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Op,
    Var,
    blocks,
    defined,
    reads,
)
from adcompile.rules import engine
from adcompile.rules.engine import Role

__all__ = ["invariant_maxima"]

Change = tuple[str, int]  # ("shift" or "factor", k): (anything, 0) does not depend on m


def invariant_maxima(function: Function, facts: Facts) -> frozenset[Var]:
    """The maxima on which no result depends."""
    found: set[Var] = set()
    search(function.body, found)
    return frozenset(found)


def search(block: Block, found: set[Var]) -> None:
    """Those of one block and of the blocks inside."""
    for position, op in enumerate(block.ops):
        if isinstance(op, (If, Loop)):
            for inner in blocks(op):
                search(inner, found)
            continue
        axis = engine.maximum_axis(op)
        if axis is not None and not depends(op.out, block.ops[position + 1 :], block, axis):
            found.add(op.out)


def depends(maximum: Var, ops: tuple[Op, ...], block: Block, axis: engine.Axis) -> bool:
    """Does any result of the block depend on the maximum, as far as can be told?"""
    change: dict[Var, Change] = {maximum: ("shift", 1)}
    for op in ops:
        if not any(a in change for a in reads(op)):
            continue
        result = changed(op, change, axis) if isinstance(op, Call) else None
        if result is None:
            return True
        if result[1] != 0:
            change[defined(op)[0]] = result
    return any(a in change for a in block.results)


def changed(op: Call, change: dict[Var, Change], axis: engine.Axis) -> Change | None:
    """How the result changes with the maximum; None if that is not one of the known ways."""
    role = engine.role_of(op)

    def of(atom: Atom) -> Change | None:
        return change.get(atom) if isinstance(atom, Var) else None

    match role, [of(a) for a in op.args]:
        case Role.COPY, [x]:
            return x
        case Role.NEGATE, [("shift", k)]:
            return ("shift", -k)
        case ((Role.ADD | Role.SUBTRACT), [a, b]):
            if (a or b or ("", 0))[0] == "factor" or (a and b and a[0] != b[0]):
                return None
            sign = 1 if role is Role.ADD else -1
            return ("shift", (a[1] if a else 0) + sign * (b[1] if b else 0))
        case Role.EXP, [("shift", k)]:
            return ("factor", k)
        case Role.LOG, [("factor", k)]:
            return ("shift", k)
        case Role.SUM, [("factor", k), *_] if engine.reduced_axis(op) == axis:
            return ("factor", k)
        case Role.DIVIDE, [a, b]:
            if (a and a[0] != "factor") or (b and b[0] != "factor"):
                return None
            return ("factor", (a[1] if a else 0) - (b[1] if b else 0))
        case Role.MULTIPLY, [a, b]:
            if (a and a[0] != "factor") or (b and b[0] != "factor"):
                return None
            return ("factor", (a[1] if a else 0) + (b[1] if b else 0))
    return None
