"""What a branch of the backward half reads of its mirror image, read where it left the branch.

    z@3 = if x > y:                      z@3 = if x > y:
      z@1 = x * y                          z@1 = x * y
      yield z@1                            yield z@1
    if x > y:                      =>    if x > y:
      grad_x = z@1 * ...                   grad_x = z@3 * ...

The two are the same value there.  So the one inside is needed no longer than its branch, and they can share
a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Function, If, Loop, Mark, Op, Var, defined
from adcompile.ir.rewrite import renamed, resolve

__all__ = ["read_results"]


def read_results(function: Function) -> Function:
    """Let the branches of the backward half read results where they can."""
    if not any(isinstance(op, (If, Loop)) for op in function.body.ops):
        return function
    return replace(function, body=Reader().block(function.body, {}))


class Reader:
    """One sweep in program order."""

    def __init__(self) -> None:
        self.outs: dict[tuple[Mark, int], dict[Var, Atom]] = {}  # by branch

    def block(self, block: Block, replaced: Mapping[Var, Atom]) -> Block:
        ops = tuple(self.op(op, replaced) for op in block.ops)
        return Block(ops, tuple(resolve(a, replaced) for a in block.results))

    def op(self, op: Op, replaced: Mapping[Var, Atom]) -> Op:
        match op:
            case Loop():
                return replace(
                    op,
                    inits=tuple(resolve(a, replaced) for a in op.inits),
                    iterable=None if op.iterable is None else resolve(op.iterable, replaced),
                    test=None if op.test is None else self.block(op.test, replaced),
                    body=self.block(op.body, replaced),
                )
            case If():
                then, orelse = (
                    self.block(block, {**replaced, **self.outs.get((op.mark, k), {})})
                    if op.mark is not None and op.backward
                    else self.block(block, replaced)
                    for k, block in enumerate((op.then, op.orelse))
                )
                new = replace(op, test=resolve(op.test, replaced), then=then, orelse=orelse)
                if op.mark is not None and not op.backward:
                    for k, block in enumerate((then, orelse)):
                        self.outs[op.mark, k] = results_of(block, op.outs)
                return new
            case _:
                return renamed(op, replaced)


def results_of(block: Block, outs: tuple[Var, ...]) -> dict[Var, Atom]:
    """What becomes of the values that a block makes and hands on."""
    own = {var for op in block.ops for var in defined(op)}
    pairs = zip(block.results, outs)
    return {a: out for a, out in pairs if isinstance(a, Var) and a in own}
