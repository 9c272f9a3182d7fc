"""Derivatives in dicts of which the program does not know what is inside."""

from __future__ import annotations

import operator
from collections.abc import Sequence

from adcompile.diagnostics import UnsupportedSyntax
from adcompile.ir.nodes import Call, Const, Function, Var, walk

__all__ = ["check_insides"]


def check_insides(function: Function, wrt: Sequence[Var]) -> None:
    """Refuse to differentiate in a dict whose structure is not known.

    Raises: UnsupportedSyntax
    """
    for op in walk(function.body):
        if isinstance(op, Call) and op.func is operator.getitem and op.args[0] in wrt:
            index = op.args[1]
            if isinstance(index, Const) and isinstance(index.value, str):
                name = op.args[0].hint() if isinstance(op.args[0], Var) else "it"
                raise UnsupportedSyntax(
                    f"what is inside `{name}` is only known at a call",
                    op.span,
                    f"ask for `.specialize({name}, ...)`, which has a source of its own",
                )
