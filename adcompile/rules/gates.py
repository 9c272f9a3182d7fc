"""Gates: user functions whose derivative has a closed form of its own.

    def sigmoid(x): return 1 / (1 + np.exp(-x))         derivative (1 - out) * out

A call of one stays one op, and one that is written out is seen as the call it could be.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.ir.nodes import Atom, Call, Const, Function, Var, walk
from adcompile.rules.table import Rule, alias, rule

__all__ = ["logistic", "recognise", "written_out"]


@rule(lambda x: 1 / (1 + np.exp(-x)), broadcasts=True)
def logistic(x: Any, *, out: Any, g: Any) -> Any:
    return g * (1 - out) * out


def recognise(func: Callable[..., Any], program: Function) -> Rule | None:
    """Give `func` the rule of the gate that its program is, if it is one."""
    if len(program.params) != 1 or program.tree.kind or program.captures:
        return None
    makers = {op.out: op for op in program.body.ops if isinstance(op, Call)}
    if len(makers) != len(program.body.ops):  # no store, no region
        return None
    if logistic_of(program.body.results[0], makers) is not program.params[0].var:
        return None
    alias(func, logistic.primals[0])
    return logistic


def written_out(function: Function) -> dict[Var, Call]:
    """For each value that is a gate written out, the call of the gate that it is."""
    makers = {op.out: op for op in walk(function.body) if isinstance(op, Call)}
    found: dict[Var, Call] = {}
    for out, op in makers.items():
        if op.func is operator.truediv or op.func is np.divide:
            x = logistic_of(out, makers)
            if x is not None:
                found[out] = Call(out, logistic.primals[0], (x,), op.span)
    return found


def logistic_of(result: Atom, makers: dict[Var, Call]) -> Atom | None:
    """The x of 1 / (1 + exp(-x)), if `result` is that."""

    def made(atom: Atom, *funcs: Any) -> tuple[Atom, ...]:
        op = makers.get(atom) if isinstance(atom, Var) else None
        return op.args if op is not None and op.func in funcs and not op.kwargs else ()

    match made(result, operator.truediv, np.divide):
        case (Const(value=1 | 1.0), below):
            for one, e in both_orders(made(below, operator.add, np.add)):
                if isinstance(one, Const) and one.value == 1:
                    match made(e, np.exp, math.exp):
                        case (power,):
                            match made(power, operator.neg, np.negative):
                                case (x,):
                                    return x
    return None


def both_orders(pair: tuple[Atom, ...]) -> list[tuple[Atom, Atom]]:
    """Both orders of the operands of a sum."""
    return [(pair[0], pair[1]), (pair[1], pair[0])] if len(pair) == 2 else []
