"""Which functions have a derivative: the answer in code, and as a table.

adcompile.supports(np.linalg.svd)        <Support: reverse, forward; Townsend (2016)>
python -m adcompile coverage             docs/coverage.md
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from adcompile.rules import naming, primitives, table
from adcompile.rules.standins import stand_in

__all__ = ["Support", "coverage_table", "supports"]


@dataclass(frozen=True)
class Support:
    """What is known of the derivative of a function; false if nothing is.

    `how` is "rule", "zero" (its derivative is zero everywhere), "written out" (in terms of others
    that have rules), "compiled in" (a function in Python, whose text is read) or "".
    `forward` says where the forward rule comes from, `source` where the formula does.
    """

    how: str = ""
    forward: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.how)


def supports(func: Callable[..., Any]) -> Support:
    """Does a derivative flow through `func`?

    >>> import numpy as np
    >>> supports(np.linalg.inv)
    Support(how='rule', forward='a rule of its own', source='Giles (2008)')
    >>> supports(np.floor).how, supports(np.hypot.outer).how, bool(supports(np.lexsort))
    ('zero', 'written out', True)
    >>> bool(supports(np.linalg.eig)), bool(supports(np.savetxt))
    (True, False)
    """
    rule = table.lookup(func)
    if rule is not None:
        return Support("rule", forward_of(rule), rule.source)
    if table.is_zero_derivative(func):
        return Support("zero", "zero")
    if stand_in(func) is not None:
        return Support("written out", "of the parts")
    if isinstance(func, types.FunctionType) and not is_library(func):
        return Support("compiled in", "of the parts")
    return Support()


def forward_of(rule: table.Rule) -> str:
    """Where the forward rule comes from."""
    if rule.tangent is not None:
        return "a rule of its own"
    return "the function itself" if rule.linear else "the reverse rule"


def is_library(func: Any) -> bool:
    """Is it a function of NumPy, SciPy or ours, whose text is not read?"""
    return primitives.module_of(func) in ("numpy", "scipy", "adcompile")


def coverage_table() -> str:
    """docs/coverage.md, from the rules as they are.

    >>> "| `np.tanh` | the reverse rule | |" in coverage_table()
    True
    """
    table.read_all()
    rows = sorted(set(rule_rows()))
    zeros = sorted({f"`{name_of(f)}`" for f in table.zeros() if is_public(f)})
    return "\n".join(
        [
            "# Coverage",
            "",
            "Written by `python -m adcompile coverage` from the rules; a test holds it to them. In code:",
            "`adcompile.supports(np.linalg.svd)`. A rule has both modes and second derivatives, unless",
            "[limits.md](limits.md) says otherwise; where the forward rule comes from is the second column.",
            "",
            f"## {len(rows)} functions with a derivative",
            "",
            "| function | forward mode | formula |",
            "|---|---|---|",
            *rows,
            "",
            "`outer` of every ufunc with two arguments is written out as the ufunc itself.",
            "",
            f"## {len(zeros)} functions whose derivative is zero, or that no derivative flows through",
            "",
            ", ".join(zeros),
            "",
        ]
    )


def rule_rows() -> Iterator[str]:
    """A line for each function with a rule."""
    for primal, rule in table.items():
        if is_public(primal):
            source = f" {rule.source}" if rule.source else ""
            yield f"| `{name_of(primal)}` | {forward_of(rule)} |{source} |"


def is_public(func: Any) -> bool:
    """Is it a function that users call, not a helper of ours?"""
    return primitives.module_of(func) not in ("adcompile", "tests")


def name_of(func: Any) -> str:
    """The name under which users call it."""
    name = naming.full_name(func)
    return name if not name.startswith("_") else name.lstrip("_")
