"""A reversed loop that only counts goes through the one history it takes from.

    for _ in reversed(range(len(xs))):       for x in reversed(xs):
        x = xs.pop()                   =>        grad_x = 2 * grad_x * x
        grad_x = 2 * grad_x * x

For the text alone: a derivative of the program has to see the `pop`, whose adjoint is a push.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Call, Function, Loop, Mark, Op, Var, walk
from adcompile.ir.primitives import pop, push
from adcompile.ir.prune import prune
from adcompile.ir.regions import block_reads
from adcompile.rules.engine import has_effect

__all__ = ["iterate_histories"]


def iterate_histories(function: Function) -> Function:
    """Loop over histories where each iteration pushed one value."""
    pushes: Counter[Atom] = Counter()
    grown: dict[Mark, list[Atom]] = {}  # by the loop in whose body they are pushed to
    copied: dict[Atom, Atom] = {}
    for op in walk(function.body):
        if isinstance(op, Call) and op.func is push:
            pushes[op.args[0]] += 1
        elif isinstance(op, Call) and op.func is list and op.backward:
            copied[op.out] = op.args[0]
    for op in function.body.ops:
        if isinstance(op, Loop) and not op.backward and op.mark is not None:
            grown[op.mark] = [
                i.args[0] for i in op.body.ops if isinstance(i, Call) and i.func is push
            ]
    ops: list[Op] = []
    for op in function.body.ops:
        taken = only_pop(op)
        if taken is not None and isinstance(op, Loop) and op.mark is not None:
            history = copied.get(taken.args[0], taken.args[0])
            if pushes[history] == 1 and history in grown.get(op.mark, ()):
                backwards = Call(Var(), reversed, (history,), op.span, (), True)
                ops.append(backwards)
                body = Block(tuple(o for o in op.body.ops if o is not taken), op.body.results)
                op = replace(op, item=taken.out, iterable=backwards.out, body=body)
        ops.append(op)
    if len(ops) == len(function.body.ops):
        return function
    function = replace(function, body=Block(tuple(ops), function.body.results))
    return prune(
        function, lambda op: op.backward and not has_effect(op)
    )  # the count, and its range


def only_pop(op: Op) -> Call | None:
    """The one pop of a reversed loop whose item is not read, and which does not hand the value on."""
    if not isinstance(op, Loop) or not op.backward or op.item is None:
        return None
    if op.item in block_reads(op.body):
        return None
    pops = [i for i in walk(op.body) if isinstance(i, Call) and i.func is pop]
    if len(pops) != 1 or pops[0] not in op.body.ops or pops[0].out in op.body.results:
        return None
    return pops[0]
