"""Loops of which less is saved: `for t in checkpoint(range(n), every=k)`.

    for t in checkpoint(range(n), every=k):          for start in range(0, n, k):
        h = f(h)                              =>         for t in range(start, min(n, start + k)):
                                                             h = f(h)

The inner loop is marked: it runs again before it is reversed (`reverse.regions`).  With `snapshots=s` the loop
stays one, and its range says how it is reversed (`reverse.revolving`).
"""

from __future__ import annotations

import copy as copying
import math
import operator
from dataclasses import dataclass, replace
from typing import Any

import gast

from adcompile.frontend.patterns import Patterns
from adcompile.ir.nodes import Atom, Block, Call, Const, Loop, Mark, Var
from adcompile.ir.primitives import binomial, checkpoint

__all__ = ["Checkpointing"]


@dataclass(frozen=True)
class Checkpoints:
    """What a loop keeps: a state every so many iterations, or so many states."""

    every: Atom | None
    snapshots: Atom | None


class Checkpointing(Patterns):
    """The loops over `checkpoint(...)`."""

    def for_loop(self, node: gast.For) -> None:
        way = self.checkpoints(node)
        if way is not None:
            inside = copying.copy(node)
            inside.iter = node.iter.args[0]
            self.checkpointed(inside, way)
        else:
            super().for_loop(node)

    def checkpoints(self, node: gast.For) -> Checkpoints | None:
        """How a loop over `checkpoint(x, ...)` is to be reversed."""
        call = node.iter
        if not isinstance(call, gast.Call) or not isinstance(
            call.func, (gast.Name, gast.Attribute)
        ):
            return None
        if not is_dotted(call.func) or root_of(call.func) in self.env:
            return None
        func = self.expression(call.func)
        if not isinstance(func, Const) or func.value is not checkpoint:
            return None
        named = {k.arg: k.value for k in call.keywords}
        if len(call.args) != 1 or len(named) > 1 or set(named) - {"every", "snapshots"}:
            self.refuse(
                call,
                "this call of `checkpoint` is",
                "write `checkpoint(x, every=k)` or `checkpoint(x, snapshots=s)`",
            )
        return Checkpoints(
            every=self.atom(named["every"]) if "every" in named else None,
            snapshots=self.atom(named["snapshots"]) if "snapshots" in named else None,
        )

    def checkpointed(self, node: gast.For, way: Checkpoints) -> None:
        """A loop of which less is saved."""
        for inner in gast.walk(node):
            if isinstance(inner, gast.Return) or (
                isinstance(inner, gast.Break) and not in_inner_loop(node, inner)
            ):
                self.refuse(
                    inner, "leaving a loop with checkpoints early is", "let it run to its end"
                )
        before = len(self.builder.ops)
        super().for_loop(node)
        places = [
            k for k, op in enumerate(self.builder.ops) if k >= before and isinstance(op, Loop)
        ]
        if not places:
            return  # it was unrolled
        loop = self.builder.ops[places[0]]
        assert isinstance(loop, Loop) and isinstance(loop.iterable, Var)
        later = self.builder.ops[places[0] + 1 :]
        del self.builder.ops[places[0] :]
        self.builder.span = loop.span
        makers = {op.out: op for op in self.builder.ops if isinstance(op, Call)}
        maker = makers.get(loop.iterable)
        whole: Atom = loop.iterable
        if maker is not None and maker.func is reversed:
            backwards = Const(slice(None, None, -1))
            whole = self.builder.call(operator.getitem, maker.args[0], backwards)
        if way.snapshots is not None:
            marked = self.builder.call(binomial, whole, way.snapshots)
            self.builder.ops.append(replace(loop, iterable=marked, recompute=True))
        else:
            simple = maker is not None and maker.func is range and len(maker.args) == 1
            end = maker.args[0] if maker and simple else None
            self.builder.ops.append(self.stretched(loop, whole, end, way.every))
        self.builder.ops += later

    def stretched(self, loop: Loop, whole: Atom, end: Atom | None, every: Atom | None) -> Loop:
        """A loop of loops, each of which runs again before it is reversed.

        `end` is the bound of a range that starts at 0.
        """
        count = end if end is not None else self.builder.call(len, whole)
        if every is None:
            every = self.builder.call(max, Const(1), self.builder.call(math.isqrt, count))
        starts = self.builder.call(range, Const(0), count, every)
        start = Var("start")
        outer, self.builder.ops = self.builder.ops, []
        stop = self.builder.call(operator.add, start, every)
        if end is not None:
            part = self.builder.call(range, start, self.builder.call(min, count, stop))
        else:
            stretch = self.builder.call(slice, start, stop, Const(None))
            part = self.builder.call(operator.getitem, whole, stretch)
        params = tuple(Var(p.name) for p in loop.params)
        outs = tuple(Var(o.name) for o in loop.outs)
        inner = replace(loop, inits=params, outs=outs, iterable=part, recompute=True)
        body = Block((*self.builder.ops, inner), outs)
        self.builder.ops = outer
        return Loop(loop.outs, params, loop.inits, body, loop.span, start, starts, mark=Mark())


def root_of(node: Any) -> str:
    """The first name of a dotted one."""
    while isinstance(node, gast.Attribute):
        node = node.value
    return str(node.id)


def is_dotted(node: gast.AST) -> bool:
    """Is it a name, or an attribute of one?"""
    while isinstance(node, gast.Attribute):
        node = node.value
    return isinstance(node, gast.Name)


def in_inner_loop(loop: gast.AST, node: gast.AST) -> bool:
    """Does a `break` belong to a loop inside this one?"""
    inner = (n for n in gast.walk(loop) if n is not loop and isinstance(n, (gast.For, gast.While)))
    return any(n is node for other in inner for n in gast.walk(other))
