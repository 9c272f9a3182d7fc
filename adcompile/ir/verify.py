"""The verifier: single assignment, dominance, arity of the result, spans."""

from __future__ import annotations

from adcompile.diagnostics import InternalError, Span
from adcompile.ir.nodes import Const, Function, Op, Var, leaves, operands
from adcompile.ir.show import show

__all__ = ["enable", "verify"]

_enabled = False


def enable() -> None:
    """Let `verify` check from now on: the tests do, users need not pay for it."""
    global _enabled
    _enabled = True


def verify(function: Function) -> Function:
    """Return `function` unchanged.

    Raises: InternalError, which prints the function with the complaint under the guilty line.
    """
    if not _enabled:
        return function
    remarks: dict[Op, str] = {}
    defined: set[Var] = set(function.inputs())
    if len(defined) != len(function.inputs()):
        raise InternalError("an input is declared twice\n" + show(function), None, None)
    for op in function.body.ops:
        for atom in operands(op):
            if isinstance(atom, Var) and atom not in defined:
                remarks[op] = f"reads {atom!r}, which is not defined yet"
        if op.out in defined:
            remarks[op] = f"defines {op.out!r} a second time"
        if not isinstance(op.span, Span):
            remarks[op] = "has no span"
        defined.add(op.out)
    complaint = ""
    if leaves(function.tree) != len(function.body.results):
        complaint = "the number of results differs from the structure of the result"
    for atom in function.body.results:
        if not isinstance(atom, Const) and atom not in defined:
            complaint = f"returns {atom!r}, which is not defined"
    if remarks or complaint:
        text = "the compiler broke its own program " + complaint
        raise InternalError(text + "\n" + show(function, remarks), None, None)
    return function
