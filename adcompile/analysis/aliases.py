"""Which values may share memory, and the writes that this forbids.

Each value has roots: the buffers it may live in.  An input is a buffer of its own, a view has the roots of
what it views, a new array is its own root, a number has none.  What a loop hands on may live where it came
from, or where an iteration left it.
"""

from __future__ import annotations

import operator
from collections.abc import Container, Iterable

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import (
    Memory,
    Roots,
    input_roots,
    is_write,
    result_roots,
    target,
    union,
)
from adcompile.analysis.written_back import items_put_back, written_back
from adcompile.diagnostics import UnsupportedSyntax
from adcompile.ir.nodes import Atom, Block, Call, Function, If, Loop, Op, Store, Var, walk
from adcompile.ir.order import order_of
from adcompile.ir.primitives import push
from adcompile.rules import engine
from adcompile.rules.primitives import is_augmented

__all__ = [
    "Doubtful",
    "Roots",
    "alias_roots",
    "check_captured",
    "is_element",
    "is_write",
    "seen_writes",
    "target",
]

NONE: Roots = frozenset()


def alias_roots(function: Function, facts: Facts) -> dict[Var, Roots]:
    """The roots of every value, also inside regions.  Roots only grow, so the sweeps come to an end."""
    roots = input_roots(function, facts)
    while spread(function.body, roots, facts):
        pass
    return roots


def spread(block: Block, roots: dict[Var, Roots], facts: Facts) -> bool:
    """One sweep; did a history grow?  What was popped from it before may then live elsewhere, too."""
    grown = False
    for op in block.ops:
        match op:
            case Call() | Store():
                known = roots.get(op.out)  # from an earlier sweep: what a history holds
                found = result_roots(op, roots, facts)
                roots[op.out] = found if known is None else found | known
                if isinstance(op, Call) and op.func is push:
                    grown |= hold(op, roots)
            case If():
                grown |= spread(op.then, roots, facts)
                grown |= spread(op.orelse, roots, facts)
                for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
                    roots[out] = NONE if facts.is_number(out) else union(roots, (a, b))
            case Loop():
                grown |= spread_loop(op, roots, facts)
    return grown


def spread_loop(op: Loop, roots: dict[Var, Roots], facts: Facts) -> bool:
    """The body, until it adds nothing to what it is given."""
    grown = False
    if op.item is not None:
        of = () if op.iterable is None else (op.iterable,)
        own = frozenset([op.item])
        roots[op.item] = NONE if facts.is_number(op.item) else union(roots, of) or own
    passed = [
        NONE if facts.is_number(p) else union(roots, (a,)) for p, a in zip(op.params, op.inits)
    ]
    while True:
        roots.update(zip(op.params, passed))
        for block in (op.body,) if op.test is None else (op.test, op.body):
            grown |= spread(block, roots, facts)
        after = [
            old if facts.is_number(p) else old | union(roots, (result,))
            for old, p, result in zip(passed, op.params, op.body.results)
        ]
        if after == passed:
            roots.update(zip(op.outs, passed))
            return grown
        passed = after


def hold(op: Call, roots: dict[Var, Roots]) -> bool:
    """A history holds what is pushed; is that new?"""
    history, value = op.args
    assert isinstance(history, Var)
    old = roots.get(history, NONE)
    roots[history] = old | union(roots, (value,))
    return roots[history] != old


Doubtful = dict[Op, tuple[Var, ...]]


def seen_writes(
    function: Function, facts: Facts, numbers: Container[Var] = ()
) -> tuple[list[UnsupportedSyntax], Doubtful]:
    """The writes in place that other names may see, as errors.

    Where they can only see it if what may be a number is an array, the write is returned with what has to be
    a number: `s *= v`, of which nobody else sees anything then, or `p = y[i]`, an element and no row.
    `numbers` are the values that are read after a write only where they are numbers.
    """
    errors: list[UnsupportedSyntax] = []
    doubtful: Doubtful = {}
    if not any(map(is_write, walk(function.body))):
        return errors, doubtful
    backs = written_back(function, facts)
    filling: set[Op] = {*backs, *items_put_back(function)}
    order = order_of(function, filling, engine.shape_argument)

    elements = {
        op.out for op in walk(function.body) if isinstance(op, Call) and is_element(op, facts)
    }

    def may_be_number(op: Call | Store, written: Var) -> bool:
        if not isinstance(op, Call) or not is_augmented(op.func) or facts.rank(written):
            return False
        kinds = {facts.fact(a).kind for a in (written, *op.args[1:])}
        return kinds.isdisjoint(("list", "dict", "tuple"))  # a list would be extended

    def visit(op: Call | Store) -> Iterable[Call | Store]:
        written = None if op in backs else target(op)
        if isinstance(written, Var) and not op.derived and not facts.is_number(written):
            if order.is_read_after(written, op) and may_be_number(op, written):
                doubtful[op] = (written,)
                return (op,)
            if order.is_read_after(written, op):
                # Only a helper that was inlined can leave its caller the old state.
                errors.append(
                    UnsupportedSyntax(
                        f"{named(written, 'an array')} is changed in place by a function that it is passed to",
                        op.span,
                        "let the function return the new array",
                    )
                )
                return (op,)
            roots = memory.written_roots(written)
            others = [v for v in memory.witnesses(written, op, roots) if v not in numbers]
            if others and may_be_number(op, written):
                doubtful[op] = (written,)
            elif others and all(v in elements and not facts.rank(v) for v in others):
                doubtful[op] = tuple(sorted(others, key=lambda v: order.home.get(v, -1)))
            elif others:
                errors.append(seen(op, written, min(others, key=lambda v: order.home.get(v, -1))))
        return (op,)

    def observed(op: Call | Store) -> Iterable[Call | Store]:
        return visit(op)

    memory = Memory(function, facts, order, observed)
    memory.run()
    return errors, doubtful


def check_captured(function: Function, facts: Facts) -> None:
    """Refuse writes into arrays of the module: the next call would see them.

    Raises: UnsupportedSyntax
    """
    captured = frozenset(c.var for c in function.captures if not facts.is_number(c.var))
    if not captured or not any(map(is_write, walk(function.body))):
        return
    roots = alias_roots(function, facts)
    for op in walk(function.body):
        written = target(op)
        if not isinstance(written, Var) or not isinstance(op, (Call, Store)) or op.derived:
            continue
        hit = roots[written] & captured
        certain = isinstance(op, Store) or bool(facts.rank(written))
        if facts.rank(written) is None:  # a view of what is known to be an array
            certain |= any(facts.rank(var) for var in hit)
        if certain and hit:
            name = written.hint() or "it"
            raise UnsupportedSyntax(
                f"`{name}`, which is not an argument, is changed in place",
                op.span,
                f"take a copy first, `{name} = {name}.copy()`, or pass it as an argument",
            )


def is_element(op: Call, facts: Facts) -> bool:
    """Does the op take an element by its place, if there are no more axes than numbers?"""
    if op.func is not operator.getitem or facts.fact(op.out).kind in ("list", "dict", "tuple"):
        return False
    index = facts.fact(op.args[1])
    parts = index.items if index.kind == "tuple" else (index,)
    return bool(parts) and all(p.kind == "number" for p in parts)


def named(var: Var, otherwise: str) -> str:
    """The value as the user calls it."""
    return f"`{var.hint()}`" if var.hint() else otherwise


def seen(op: Call | Store, written: Var, other: Atom) -> UnsupportedSyntax:
    """The error for a write that another value would see."""
    assert isinstance(other, Var)
    name = named(other, "another value")
    mine = written.hint()
    if not mine:
        return UnsupportedSyntax(
            f"an array is changed in place while {name}, which may share its memory, is still read",
            op.span,
            "give it a name and make a copy first, or use one array with an axis more",
        )
    what = f"{name}, which may share its memory," if other.hint() != mine else "another name for it"
    advice = f"make a copy first, `{mine} = {mine}.copy()`"
    if isinstance(op, Store) or is_augmented(op.func):
        advice += f", or write `{mine} = {mine} + ...` instead of `+=`"
    return UnsupportedSyntax(
        f"`{mine}` is changed in place while {what} is still read", op.span, advice
    )
