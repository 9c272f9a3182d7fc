"""Which values may share memory.

Each value has roots: the buffers it may live in.  An input is a buffer of its own, a view has the roots of
what it views, a new array is its own root, a number has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from adcompile.analysis.facts import Facts
from adcompile.diagnostics import UnsupportedSyntax
from adcompile.ir.nodes import Atom, Call, Function, Op, Store, Var, operands
from adcompile.rules.primitives import is_in_place, is_view, views_first_only

__all__ = [
    "NEVER",
    "Roots",
    "alias_roots",
    "check_writes",
    "input_roots",
    "is_write",
    "last_uses",
    "result_roots",
    "sharers",
    "still_read",
    "target",
]

Roots = frozenset[Var]
NEVER = 1 << 60  # the position of a use after the last op: a result


def target(op: Op) -> Atom | None:
    """The operand that an op may overwrite, if it overwrites one."""
    if isinstance(op, Store):
        return op.array
    return op.args[0] if is_in_place(op.func) else None


def is_write(op: Op) -> bool:
    """May the op overwrite an operand?"""
    return target(op) is not None


def alias_roots(function: Function, facts: Facts) -> dict[Var, Roots]:
    """The roots of every value."""
    roots = input_roots(function, facts)
    for op in function.body.ops:
        roots[op.out] = frozenset() if facts.is_number(op.out) else result_roots(op, roots)
    return roots


def input_roots(function: Function, facts: Facts) -> dict[Var, Roots]:
    """The roots of what comes from outside: each input is a buffer of its own."""
    return {
        var: frozenset() if facts.is_number(var) else frozenset([var]) for var in function.inputs()
    }


def result_roots(op: Op, roots: dict[Var, Roots]) -> Roots:
    """The roots of the result of one op."""
    overwritten = target(op)
    if overwritten is not None:
        return roots.get(overwritten, frozenset()) if isinstance(overwritten, Var) else frozenset()
    own = frozenset([op.out])
    if isinstance(op, Call) and not is_view(op.func):
        return own
    if isinstance(op, Call) and views_first_only(op.func):
        return union(roots, op.args[:1]) or own
    return union(roots, operands(op)) | own


def union(roots: dict[Var, Roots], atoms: Iterable[Atom]) -> Roots:
    """All roots of some operands."""
    return frozenset().union(*(roots.get(a, frozenset()) for a in atoms if isinstance(a, Var)))


def sharers(roots: Mapping[Var, Roots]) -> dict[Var, list[Var]]:
    """The values that may live in each buffer, in order of definition."""
    found: dict[Var, list[Var]] = {}
    for var, buffers in roots.items():
        for root in buffers:
            found.setdefault(root, []).append(var)
    return found


def still_read(
    sharing: dict[Var, list[Var]], buffers: Roots, last: Mapping[Atom, int], position: int
) -> list[Var]:
    """The values in some buffers that are read after `position`.

    `sharing` forgets the others: as positions only grow, nobody will ask for them again.
    """
    found: list[Var] = []
    for root in buffers:
        sharing[root] = [v for v in sharing.get(root, ()) if last.get(v, -1) > position]
        found += sharing[root]
    return found


def last_uses(ops: Sequence[Op], results: Iterable[Atom]) -> dict[Atom, int]:
    """The position of the last op that reads each value; NEVER for results."""
    last: dict[Atom, int] = {}
    for position, op in enumerate(ops):
        for atom in operands(op):
            last[atom] = position
    last.update(dict.fromkeys(results, NEVER))
    return last


def check_writes(function: Function, facts: Facts) -> None:
    """Refuse a write in place while another name may share the memory and is read afterwards.

    Raises: UnsupportedSyntax
    """
    ops = function.body.ops
    if not any(target(op) is not None for op in ops):
        return
    roots = alias_roots(function, facts)
    last = last_uses(ops, function.body.results)
    sharing = sharers({v: roots[v] for v in function.inputs()})  # of the values so far
    for position, op in enumerate(ops):
        written = target(op)
        if isinstance(written, Var) and not op.derived and not facts.is_number(written):
            if last.get(written, -1) > position:
                # Only a helper that was inlined can leave its caller the old state.
                raise UnsupportedSyntax(
                    f"`{written.hint()}` is changed in place by a function that it is passed to",
                    op.span,
                    "let the function return the new array",
                )
            others = still_read(sharing, roots[written], last, position)
            if others:
                name = others[0].hint() or "another value"
                raise UnsupportedSyntax(
                    f"`{written.hint()}` is changed in place while `{name}`, which may share its "
                    "memory, is still read",
                    op.span,
                    f"make a copy first, `{written.hint()} = {written.hint()}.copy()`, or write "
                    f"`{written.hint()} = {written.hint()} + ...` instead of `+=`",
                )
        for root in roots[op.out]:
            sharing.setdefault(root, []).append(op.out)
