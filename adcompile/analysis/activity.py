"""Activity: which values carry a derivative that matters.

    varied = depends on a differentiated input;  useful = the result depends on it;  active = both

One sweep forward, one backward; where nothing is active there is nothing to differentiate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from adcompile.analysis.facts import Facts
from adcompile.analysis.shifts import invariant_maxima
from adcompile.ir.facts import NOTHING, DTypeVar, is_weak
from adcompile.ir.nodes import Atom, Call, Function, Op, Store, Var
from adcompile.ir.primitives import Expression
from adcompile.ir.spread import gather, spread
from adcompile.rules.table import is_zero_derivative

__all__ = ["active_values", "carries", "varied_values"]


def carries(op: Op) -> bool:
    """Can a derivative pass through this op at all?"""
    if not isinstance(op, Call):
        return True
    if isinstance(op.func, Expression):
        return not op.func.boolean
    return not is_zero_derivative(op.func)


def is_discrete(facts: Facts, var: Var) -> bool:
    """Is this provably an integer, a flag or a string?"""
    fact = facts.of.get(var)
    if fact is None:
        return False
    dtype = fact.dtype
    if fact.constant is not NOTHING and isinstance(fact.constant, (str, bool, int)):
        return True
    if dtype is None or isinstance(dtype, DTypeVar):
        return False
    return is_weak(dtype, int, bool) or getattr(dtype, "kind", "") in ("i", "u", "b")


def varied_values(function: Function, inputs: Iterable[Var], facts: Facts | None) -> set[Var]:
    """The values that depend on `inputs` differentiably."""
    varied = set(inputs)
    still = invariant_maxima(function, facts) if facts is not None else ()

    def passes(op: Call | Store) -> bool:
        if op.out in still or not carries(op):
            return False
        return facts is None or not is_discrete(facts, op.out)

    spread(function.body.ops, varied, passes)
    return varied


def active_values(
    function: Function, inputs: Iterable[Var], results: Collection[Atom], facts: Facts
) -> set[Var]:
    """The values that lie between `inputs` and `results`."""
    varied = varied_values(function, inputs, facts)
    useful: set[Atom] = {a for a in results if isinstance(a, Var) and a in varied}
    gather(function.body, useful, varied)
    return {a for a in useful if isinstance(a, Var)}
