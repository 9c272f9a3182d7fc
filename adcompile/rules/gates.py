"""Gates: user functions whose derivative has a closed form of its own.

    def sigmoid(x): return 1 / (1 + np.exp(-x))         derivative (1 - out) * out
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.ir.nodes import Atom, Call, Const, Function, Var
from adcompile.rules.table import Rule, alias, rule

__all__ = ["logistic", "recognise"]


@rule(lambda x: 1 / (1 + np.exp(-x)), broadcasts=True)
def logistic(x: Any, *, out: Any, g: Any) -> Any:
    return g * (1 - out) * out


def recognise(func: Callable[..., Any], program: Function) -> Rule | None:
    """Give `func` the rule of the gate that its program is, if it is one."""
    if len(program.params) != 1 or program.tree.kind or program.captures:
        return None
    makers = {op.out: op for op in program.body.ops if isinstance(op, Call)}
    if len(makers) != len(program.body.ops):
        return None
    if not is_logistic(program.body.results[0], program.params[0].var, makers):
        return None
    alias(func, logistic.primals[0])
    return logistic


def is_logistic(result: Atom, x: Var, makers: dict[Var, Call]) -> bool:
    """Is it 1 / (1 + exp(-x))?"""

    def made(atom: Atom, *funcs: Any) -> tuple[Atom, ...]:
        op = makers.get(atom) if isinstance(atom, Var) else None
        return op.args if op is not None and op.func in funcs and not op.kwargs else ()

    match made(result, operator.truediv, np.divide):
        case (Const(value=1 | 1.0), below):
            for one, e in permutations(made(below, operator.add, np.add)):
                if isinstance(one, Const) and one.value == 1:
                    match made(e, np.exp, math.exp):
                        case (negated,):
                            return made(negated, operator.neg, np.negative) == (x,)
    return False


def permutations(pair: tuple[Atom, ...]) -> list[tuple[Atom, Atom]]:
    """Both orders of the operands of a sum."""
    return [(pair[0], pair[1]), (pair[1], pair[0])] if len(pair) == 2 else []
