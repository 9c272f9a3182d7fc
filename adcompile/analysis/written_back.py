"""Stores that put back what is there already.

    y = x[1:]
    y *= w
    x@1 = x with [1:] = y        `y *= w` has changed `x`, if it happened in place

What is taken is a view for certain, no number and no copy.  Such a store reads nothing of the old `x`, so `y` may be changed while `x` is, in the listing, still read.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import target
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    blocks,
    walk,
)
from adcompile.ir.primitives import build_tuple, item
from adcompile.rules.primitives import is_augmented
from adcompile.rules.views import picks_a_view

__all__ = ["items_put_back", "written_back"]


def written_back(function: Function, facts: Facts) -> dict[Store, Call]:
    """These stores, and the reads of the views that they put back.

    Of the items of a list those that are lists are: equal arrays may have become one, where one expression has
    made both.
    """
    found: dict[Store, tuple[Call, bool]] = {}
    search(function.body, {}, found)
    makers = {op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))}
    return {
        store: view
        for store, (view, is_array) in found.items()
        if (
            facts.fact(view.out).kind in ("list", "dict")
            if view.func is item
            else picks_a_view(view, makers, facts, is_array)
        )
    }


def items_put_back(function: Function) -> dict[Store, Call]:
    """The stores of an item of a list that nobody else holds, be it a number, which is replaced, or an array."""
    found: dict[Store, tuple[Call, bool]] = {}
    search(function.body, {}, found)
    return {store: view for store, (view, _) in found.items() if view.func is item}


def search(
    block: Block, around: Mapping[Var, Call | Store], found: dict[Store, tuple[Call, bool]]
) -> None:
    """One block; a branch may put back a view that was taken before it."""
    maker = dict(around)
    stores = Counter(op.array for op in block.ops if isinstance(op, Store))
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            for inner in blocks(op):
                search(inner, maker if isinstance(op, If) else {}, found)
            continue
        if isinstance(op, Store) and op.operator is None and isinstance(op.array, Var):
            view = origin(op, maker, found)
            if view is not None and stores[op.array] == 1:  # the array is not changed in two ways
                found[op] = view
        maker[op.out] = op


def origin(
    op: Store, maker: Mapping[Var, Call | Store], found: Mapping[Store, tuple[Call, bool]]
) -> tuple[Call, bool] | None:
    """The read `x[i]` whose result was changed step by step into what is stored at `x[i]`.

    Had it to be an array, as something was stored in it?
    """
    made = maker.get(op.value) if isinstance(op.value, Var) else None
    changed = is_array = False
    while made is not None:
        written = target(made)
        if written is None:
            break
        changed = True
        is_array |= isinstance(made, Store) or not is_augmented(made.func)
        made = maker.get(written) if isinstance(written, Var) else None
    if not changed or not isinstance(made, Call) or made.func not in (operator.getitem, item):
        return None
    array: Atom = op.array
    while array is not made.args[0]:  # put back before, and changed again
        store = maker.get(array) if isinstance(array, Var) else None
        if not isinstance(store, Store) or store not in found or found[store][0] is not made:
            return None
        array = store.array
    return (made, is_array) if same_index(made.args[1], op.index, maker) else None


def same_index(a: Atom, b: Atom, maker: Mapping[Var, Op]) -> bool:
    """Is it the same index, written twice?"""
    if isinstance(a, Const) and isinstance(b, Const):
        return type(a.value) is type(b.value) and bool(a.value == b.value)
    if a is b:
        return True
    first = maker.get(a) if isinstance(a, Var) else None
    second = maker.get(b) if isinstance(b, Var) else None
    if not isinstance(first, Call) or not isinstance(second, Call):
        return False
    if first.func is not second.func or first.func not in (build_tuple, slice):
        return False
    return len(first.args) == len(second.args) and all(
        same_index(x, y, maker) for x, y in zip(first.args, second.args)
    )
