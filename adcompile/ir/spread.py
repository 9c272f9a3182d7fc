"""What can be reached from some values along the flow of data, through branches and loops.

h = loop h = x:                       from W: the body's result, so the next `h`, so `h`
    yield np.tanh(W @ h)
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from adcompile.ir.nodes import Atom, Block, Call, If, Loop, Op, Store, Var, operands
from adcompile.ir.primitives import push

__all__ = ["gather", "spread"]

Passes = Callable[[Call | Store], bool]


def spread(ops: Iterable[Op], reached: set[Var], passes: Passes) -> None:
    """Add to `reached` what depends on it, through the ops that pass."""
    for op in ops:
        match op:
            case Call(func=func) if func is push:
                if op.args[1] in reached and isinstance(op.args[0], Var):
                    reached.add(op.args[0])  # what is popped later was pushed here
            case Call() | Store():
                if not reached.isdisjoint(operands(op)) and passes(op):
                    reached.add(op.out)
            case If():
                for block in (op.then, op.orelse):
                    spread(block.ops, reached, passes)
                pairs = zip(op.outs, op.then.results, op.orelse.results)
                reached.update(out for out, a, b in pairs if a in reached or b in reached)
            case Loop():
                reached.update(p for p, a in zip(op.params, op.inits) if a in reached)
                if op.item is not None and op.iterable in reached:
                    reached.add(op.item)
                while True:
                    if op.test is not None:
                        spread(op.test.ops, reached, passes)
                    spread(op.body.ops, reached, passes)
                    pairs_ = zip(op.params, op.body.results)
                    found = {p for p, a in pairs_ if a in reached and p not in reached}
                    if not found:
                        break
                    reached |= found
                reached.update(out for out, p in zip(op.outs, op.params) if p in reached)


def gather(block: Block, needed: set[Atom], among: Container[Atom]) -> None:
    """Add to `needed` what it depends on, backwards from the values it holds, and `among` others."""
    for op in reversed(block.ops):
        match op:
            case Call(func=func) if func is push:
                if op.args[0] in needed and op.args[1] in among:
                    needed.add(op.args[1])
            case Call() | Store():
                if op.out in needed:
                    needed.update([a for a in operands(op) if a in among])
            case If():
                for side in (op.then, op.orelse):
                    found = (a for out, a in zip(op.outs, side.results) if out in needed)
                    needed.update([a for a in found if a in among])
                    gather(side, needed, among)
            case Loop():
                gather_loop(op, needed, among)


def gather_loop(op: Loop, needed: set[Atom], among: Container[Atom]) -> None:
    """What an iteration needs of the one before, the ones before needed, too."""
    while True:
        size = len(needed)
        for k, (out, param) in enumerate(zip(op.outs, op.params)):
            if out in needed or param in needed:
                needed.update([a for a in (op.body.results[k], op.inits[k]) if a in among])
        gather(op.body, needed, among)
        if op.test is not None:
            gather(op.test, needed, among)
        if op.item in needed and op.iterable in among and op.iterable is not None:
            needed.add(op.iterable)
        if len(needed) == size:
            return
