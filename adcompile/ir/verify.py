"""The verifier: single assignment, dominance, arity of the result, spans."""

from __future__ import annotations

from collections.abc import Iterable

from adcompile.diagnostics import InternalError, Span
from adcompile.ir.nodes import (
    Atom,
    Block,
    Function,
    If,
    Loop,
    Mark,
    Op,
    Var,
    blocks,
    defined,
    leaves,
    operands,
)
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
    inputs = function.inputs()
    if len(set(inputs)) != len(inputs):
        raise InternalError("an input is declared twice\n" + show(function), None, None)
    check = Check(inputs)
    complaint = check.block(function.body, set(inputs))
    if leaves(function.tree) != len(function.body.results):
        complaint = "the number of results differs from the structure of the result"
    if check.remarks or complaint:
        text = "the compiler broke its own program " + complaint
        raise InternalError(text + "\n" + show(function, check.remarks), None, None)
    return function


class Check:
    """The complaints so far, and the values of each marked block of the forward half."""

    def __init__(self, inputs: Iterable[Var]) -> None:
        self.remarks: dict[Op, str] = {}
        self.seen: set[Var] = set(inputs)
        self.mirrored: dict[tuple[Mark, int], set[Var]] = {}

    def block(self, block: Block, known: set[Var]) -> str:
        """Check a block where `known` may be read, which grows by what the block defines."""
        for op in block.ops:
            for atom in operands(op):
                self.readable(op, atom, known)
            if not isinstance(op.span, Span):
                self.remarks[op] = "has no span"
            if isinstance(op, (If, Loop)):
                self.region(op, known)
            for var in defined(op):
                self.define(op, var, known)
        bad = [a for a in block.results if isinstance(a, Var) and a not in known]
        return f"returns {bad[0]!r}, which is not defined" if bad else ""

    def readable(self, op: Op, atom: Atom, known: set[Var]) -> None:
        if isinstance(atom, Var) and atom not in known:
            self.remarks[op] = f"reads {atom!r}, which is not defined yet"

    def define(self, op: Op, var: Var, known: set[Var]) -> None:
        if var in self.seen:
            self.remarks[op] = f"defines {var!r} a second time"
        self.seen.add(var)
        known.add(var)

    def region(self, op: If | Loop, known: set[Var]) -> None:
        """The blocks of a region; one of the backward half may read the values of its mirror image."""
        inner = set(known)
        if isinstance(op, Loop):
            if not len(op.outs) == len(op.params) == len(op.inits):
                self.remarks[op] = "has not as many parameters as results"
            for var in (*op.params, *([] if op.item is None else [op.item])):
                self.define(op, var, inner)
        for k, block in enumerate(blocks(op)):
            scope = set(known) if isinstance(op, If) else inner  # a loop's body sees its test
            if op.mark is not None:
                scope |= self.mirrored.get((op.mark, k if isinstance(op, If) else 0), set())
            before = set(scope)
            complaint = self.block(block, scope)
            if complaint:
                self.remarks[op] = complaint
            if op.mark is not None and not op.backward:
                key = (op.mark, k if isinstance(op, If) else 0)
                self.mirrored.setdefault(key, set()).update(scope - before)
                if isinstance(op, Loop):
                    self.mirrored[key] |= inner - known
            wanted = expected(op, block)
            if wanted is not None and len(block.results) != wanted:
                self.remarks[op] = f"has a block of {len(block.results)} results, not {wanted}"


def expected(op: If | Loop, block: Block) -> int:
    """How many results a block of a region has."""
    if isinstance(op, Loop) and block is op.test:
        return 1
    return len(op.outs) + (isinstance(op, Loop) and op.leaves)
