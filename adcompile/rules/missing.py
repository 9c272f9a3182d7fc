"""The error for a primitive without a rule: it prints the rule to write."""

from __future__ import annotations

from collections.abc import Sequence

from adcompile.diagnostics import MissingRule, NotDifferentiable
from adcompile.ir.nodes import Atom, Call, Function, Loop, Store, Var, walk
from adcompile.ir.primitives import copy, keys
from adcompile.rules import engine, naming

__all__ = [
    "keyed_by_value",
    "may_write",
    "missing_rule",
    "stored_in_unknown",
    "stores_in_objects",
    "walks_keys",
]


def missing_rule(op: Call, flowing: Sequence[str]) -> MissingRule:
    """The error that prints the rule to write."""
    name = naming.full_name(op.func)
    short = getattr(op.func, "__name__", "f")
    params = engine.parameter_names(op)
    through = f", which `{flowing[0]}` flows through" if flowing else ""
    cotangents = ", ".join("..." for _ in params) or "..."
    return MissingRule(
        f"no derivative is known for `{name}`{through}",
        op.span,
        f"write one, see docs/rules.md, or mark the argument with `stop_gradient`:\n"
        f"    @rule({name})\n"
        f"    def {short}({', '.join([*params, '*', 'out', 'g'])}):\n"
        f"        return {cotangents}",
    )


def may_write(op: Call, flowing: Sequence[Atom]) -> MissingRule:
    """The error for a function that is not known and may change what it is passed."""
    names = [a.hint() for a in flowing if isinstance(a, Var) and a.hint()]
    through = f"`{names[0]}`" if names else "its argument"
    return MissingRule(
        f"`{naming.full_name(op.func)}` is not known, and may change {through} in place",
        op.span,
        "pass it a copy outside the function, or write a rule for it, see docs/rules.md",
    )


def walks_keys(function: Function) -> bool:
    """Does a program go through the keys of a dict, and not just look them up?"""
    return any(isinstance(op, Call) and op.func is keys for op in walk(function.body))


def stores_in_objects(function: Function) -> dict[Store, type]:
    """The stores into what a class has made, as `defaultdict(float)`, which is no list or dict of ours."""
    kinds: dict[Atom, type] = {}
    found: dict[Store, type] = {}
    for op in walk(function.body):  # a region comes before what is in it
        match op:
            case Call() if isinstance(op.func, type) and op.func not in (list, dict, tuple):
                kinds[op.out] = op.func
            case Call() if op.func is copy and op.args[0] in kinds:
                kinds[op.out] = kinds[op.args[0]]
            case Store() if op.array in kinds:
                kinds[op.out] = found[op] = kinds[op.array]
            case Loop():
                for init, param, out in zip(op.inits, op.params, op.outs):
                    if init in kinds:
                        kinds[param] = kinds[out] = kinds[init]
            case _:
                pass
    return found


def stored_in_unknown(op: Store, kind: type) -> NotDifferentiable:
    """The error for a derivative that flows into an object of a class that is not known."""
    return NotDifferentiable(
        f"a derivative flows into an item of a `{kind.__name__}`",
        op.span,
        "use an array, a list, or a dict with `get` and `setdefault`",
    )


def keyed_by_value(op: Store) -> NotDifferentiable:
    """The error for a key that carries a derivative: what comes of it as a key does not."""
    return NotDifferentiable(
        "a derivative flows into the key of a dict",
        op.span,
        "keep the values in the dict, under keys that are indices or names",
    )
