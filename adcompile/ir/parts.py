"""What is read out of arguments, as statements at the head of the text.

    parts: params_W = params["W"]       =>      params_W = params["W"]
    s = params_W @ x                            s = params_W @ x

Up to here a part is an input like any other: a derivative can be taken in it.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from adcompile.diagnostics import Span
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, Op, Part, Var
from adcompile.ir.primitives import attribute
from adcompile.ir.rewrite import count_uses

__all__ = ["loads", "with_loads"]


def with_loads(function: Function) -> Function:
    """The program with its parts read at the start, those that are used."""
    if not function.parts:
        return function
    uses = count_uses(function)
    ops = [op for part in function.parts if part.var in uses for op in loads(part, part.root)]
    body = replace(function.body, ops=(*ops, *function.body.ops))
    return replace(function, body=body, parts=())


def loads(part: Part, root: Atom, span: Span | None = None) -> list[Op]:
    """The ops that read a part of `root`."""
    ops: list[Op] = []
    value = root
    for k, step in enumerate(part.path, 1):
        out = part.var if k == len(part.path) else Var()
        func = attribute if step.attribute else operator.getitem
        ops.append(Call(out, func, (value, Const(step.key)), span or Span.nowhere()))
        value = out
    return ops
