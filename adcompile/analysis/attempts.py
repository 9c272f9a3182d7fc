"""What a `try` may leave half done.

    try:
        x[0] = 1.0          where `g` raises, the handler sees the new `x` in Python,
        y = g(x)            and in the IR the values before the `try`
    except ValueError:
        y = x

So what is tried may change nothing that is there outside, but for a last op whose own exceptions are not caught
once it has written.  Nor may it ask for a name that is not bound, or need a check of ours, if the exception for
that is caught.
"""

from __future__ import annotations

from collections.abc import Collection

from adcompile.analysis.activity import is_discrete
from adcompile.analysis.aliases import alias_roots, is_write, target
from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import Roots
from adcompile.diagnostics import UnsupportedSyntax
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    blocks,
    defined,
    reads,
    walk,
)
from adcompile.ir.primitives import append, insert, shorten, turn, without
from adcompile.ir.regions import last_raising, may_be_unbound
from adcompile.rules.exceptions import catches_arithmetic, catches_names, catches_writes

__all__ = ["check_attempts", "check_doubtful"]


def attempts_of(function: Function) -> list[If]:
    """The `try` statements of a program."""
    return [op for op in walk(function.body) if isinstance(op, If) and op.kind == "try"]


def check_doubtful(function: Function, doubtful: Collection[Op]) -> None:
    """Refuse writes that get a check in front of them, where a handler would catch what it raises.

    Raises: UnsupportedSyntax
    """
    for attempt in attempts_of(function) if doubtful else ():
        if catches_arithmetic(attempt.test):
            for op in walk(attempt.then):
                if op in doubtful:
                    raise half_done(op)


def check_attempts(function: Function, facts: Facts) -> None:
    """Refuse what may be half done when a handler runs.

    Raises: UnsupportedSyntax
    """
    attempts = attempts_of(function)
    if not attempts:
        return
    roots = alias_roots(function, facts)
    unbound = may_be_unbound(function)
    for attempt in attempts:
        if catches_names(attempt.test):
            check_bound(attempt, unbound)
        inside = made_in(attempt.then)
        last = last_raising(attempt.then)
        final = attempt.then.ops[last] if last >= 0 else None
        for op in walk(attempt.then):
            if is_write(op) and not is_ours(op, roots, inside, facts):
                if op is not final or not writes_last(op, attempt):
                    raise half_done(op)
            if catches_arithmetic(attempt.test) and needs_check(op, facts):
                raise half_done(op)


def made_in(block: Block) -> set[Var]:
    """The values that come into being in a block."""
    found: set[Var] = set()
    for op in walk(block):
        found.update(defined(op))
        if isinstance(op, Loop):
            found.update(op.params)
    return found


def is_ours(op: Op, roots: dict[Var, Roots], inside: set[Var], facts: Facts) -> bool:
    """Is what it overwrites made in the tried block, or a number?"""
    written = target(op)
    if not isinstance(written, Var) or facts.is_number(written):
        return True
    return bool(roots[written]) and roots[written] <= inside


def writes_last(op: Op, attempt: If) -> bool:
    """Does the op change nothing, if it raises what is caught?"""
    if isinstance(op, Call) and op.func in (append, insert, shorten, turn, without):
        return True
    return not catches_writes(attempt.test)


def needs_check(op: Op, facts: Facts) -> bool:
    """May the op write what is cut to an integer, so that there is a check in front of it?"""
    if not isinstance(op, Store) or op.derived or facts.fact(op.array).kind == "list":
        return False
    discrete = isinstance(op.array, Var) and is_discrete(facts, op.array)
    return not facts.is_inexact(op.array) and not discrete


def half_done(op: Op) -> UnsupportedSyntax:
    """The error for a write that a handler could see."""
    written = target(op)
    name = written.hint() if isinstance(written, Var) else ""
    return UnsupportedSyntax(
        f"a `try` that changes {f'`{name}`' if name else 'an array'} in place is not supported: when an "
        "exception is caught, it may or may not be done",
        op.span,
        "make new values in the `try`, and write them in an `else` clause or behind it",
    )


def check_bound(attempt: If, unbound: set[Var]) -> None:
    """The error of a name that is not bound would be caught; where the program raises it is not known."""
    for op in attempt.then.ops:
        for atom in (*reads(op), *inner_results(op)):
            if atom in unbound:
                raise not_bound(atom, op)
    for atom in attempt.then.results:
        if atom in unbound:
            raise not_bound(atom, attempt)


def inner_results(op: Op) -> list[Atom]:
    """What the blocks of a region hand out."""
    if not isinstance(op, (If, Loop)):
        return []
    return [a for b in blocks(op) for i in b.ops for a in (*reads(i), *inner_results(i))]


def not_bound(atom: Atom, op: Op) -> UnsupportedSyntax:
    name = atom.hint() if isinstance(atom, Var) else ""
    return UnsupportedSyntax(
        f"`{name or 'a name'}` may not be bound where a `try` reads it, and the `try` would catch that",
        op.span,
        "bind it before, or name the exceptions that are expected",
    )
