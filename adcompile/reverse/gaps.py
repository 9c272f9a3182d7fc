"""What the sweep asks of a program with lists and dicts: which items are replaced, and how they are reached.

items[k] = items[k] + v              a sum: the cotangent of the item stays where it is
groups[k].append(v)                  put back: the cotangent of the item is changed where it is
if k not in memo: memo[k] = v        new: nobody has read another item there
items[k] = v                         a gap: of what was there before, 0.0 is left
grid[i][j]                           an item of an item, whose cotangent is reached the same way
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Container, Iterator
from collections.abc import Set as AbstractSet

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import target
from adcompile.analysis.written_back import items_put_back
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
    operands,
    walk,
)
from adcompile.ir.order import order_of
from adcompile.ir.primitives import (
    Expression,
    append,
    build_dict,
    build_list,
    copy,
    insert,
    item,
    sequence,
    shorten,
    turn,
    without,
)
from adcompile.rules import engine

__all__ = [
    "gappy_lists",
    "items_of_items",
    "new_keys",
    "put_back",
    "sums_in_place",
]

ADDERS = (operator.add, operator.iadd, operator.sub, operator.isub)
SAME = (append, insert, shorten, turn, without, copy, sequence, list, dict)


def sums_in_place(function: Function, facts: Facts) -> dict[Store, Call]:
    """The stores `items[k] = items[k] + v`, and `-`, with the sum: the cotangents of the items stay."""
    maker: dict[Atom, Call] = {}
    uses: Counter[Atom] = Counter()
    for op in walk(function.body):
        uses.update(operands(op))
        if isinstance(op, Call):
            maker[op.out] = op
        for block in blocks(op):
            uses.update(block.results)
    uses.update(function.body.results)
    found: dict[Store, Call] = {}
    for op in walk(function.body):
        if not isinstance(op, Store) or op.operator is not None:
            continue
        if facts.fact(op.array).kind not in ("list", "dict") or uses[op.value] != 1:
            continue
        added = maker.get(op.value)
        old = maker.get(added.args[0]) if added is not None and added.func in ADDERS else None
        if added is None or old is None or old.func not in (operator.getitem, item):
            continue
        alone = uses[old.out] == 1 and old.args[0] is op.array and added.args[1] is not old.out
        place, index = old.args[1], op.index
        literal = (
            isinstance(place, Const) and isinstance(index, Const) and place.value == index.value
        )
        if alone and (place is index or literal) and facts.same_shape(old.out, op.value):
            found[op] = added
    return found


def gappy_lists(function: Function, facts: Facts, filled: Container[Op]) -> set[Var]:
    """The lists and dicts of which, in one of their states, an item is overwritten or dropped.

    The stores that are `filled` leave no gap.
    """
    parent: dict[Var, Var] = {}

    def root(var: Var) -> Var:
        while var in parent:
            var = parent[var]
        return var

    def join(a: Atom | None, b: Atom) -> None:
        if isinstance(a, Var) and isinstance(b, Var) and root(a) is not root(b):
            parent[root(a)] = root(b)

    found: list[Var] = []
    seen: list[Var] = []
    for op in walk(function.body):
        match op:
            case Call() if op.func in SAME and op.args:
                join(op.args[0], op.out)
                if op.func in (shorten, without):
                    found.append(op.out)
                seen.append(op.out)
            case Call() if op.func in (build_list, build_dict):
                seen.append(op.out)
            case Store() if facts.fact(op.array).kind not in ("array", "number"):
                join(op.array, op.out)
                if op not in filled:
                    found.append(op.out)
                seen.append(op.out)
            case If():
                for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
                    join(a, out)
                    join(b, out)
                    seen.append(out)
            case Loop():
                for rows in zip(op.outs, op.params, op.inits, op.body.results):
                    for a in rows[1:]:
                        join(a, rows[0])
                seen += (*op.outs, *op.params)
            case Call() | Store():
                pass
    roots = {root(var) for var in found}
    return {var for var in seen if root(var) in roots}


def put_back(function: Function, facts: Facts, active: Container[Atom]) -> dict[Store, Call]:
    """The stores of an item that was changed where it is, and the ops that took it.

    Nothing but the store reads the list after the item was taken, so its cotangent can be changed where it is, too.
    """
    backs = items_put_back(function)
    if not backs:
        return {}
    order = order_of(function, {*backs})
    home = {op: block for block in all_blocks(function.body) for op in block.ops}
    return {
        store: taken
        for store, taken in backs.items()
        if isinstance(store, Store)
        and isinstance(store.array, Var)
        and store.array is taken.args[0]
        and home[store] is home[taken]
        and facts.fact(taken.out).kind in ("list", "dict")
        and (taken.out in active or store.array not in active)
        and not order.is_read_after(store.array, taken)
    }


def new_keys(function: Function) -> set[Store]:
    """The stores `if k not in d: d[k] = v`."""
    tests: dict[Atom, Call] = {}
    found: set[Store] = set()
    for op in walk(function.body):
        if isinstance(op, Call) and isinstance(op.func, Expression):
            tests[op.out] = op
        test = tests.get(op.test) if isinstance(op, If) else None
        if test is None or not isinstance(op, If):
            continue
        for block, present in ((op.then, False), (op.orelse, True)):
            key = key_asked_for(test, present)
            for inner in block.ops if key is not None else ():
                if isinstance(inner, Store) and (inner.array, inner.index) == key:
                    found.add(inner)
    return found


def key_asked_for(test: Call, present: bool) -> tuple[Atom, Atom] | None:
    """The dict and the key of `k in d`, or of `k not in d`, if that is the test."""
    assert isinstance(test.func, Expression)
    named = dict(zip(test.func.names, test.args))
    key, sign, holder = test.func.membership or ("", "", "")
    if sign != ("in" if present else "not in") or key not in named or holder not in named:
        return None
    return named[holder], named[key]


def items_of_items(
    function: Function, facts: Facts, unsure: AbstractSet[Atom], active: Container[Atom]
) -> dict[Call, Call]:
    """The reads `y = row[j]` of what was read as `row = grid[i]`, where neither has changed in between.

    No `row` or `grid` is `unsure`: one that has gaps, or that is put back.
    """
    found: dict[Call, Call] = {}
    for block in all_blocks(function.body):
        taken: dict[Atom, Call] = {}
        for op in block.ops:
            written = {target(inner) for inner in walk(Block((op,), ()))}
            if isinstance(op, Call) and op.out in unsure:  # an item that is about to change
                written.update(op.args[:1])
            taken = {out: t for out, t in taken.items() if not {out, t.args[0]} & written}
            if not isinstance(op, Call) or op.func not in (operator.getitem, item):
                continue
            if op.args[0] in taken:
                found[op] = taken[op.args[0]]
            lists = all(facts.fact(v).kind in ("list", "dict") for v in (op.args[0], op.out))
            if lists and op.args[0] in active and not {op.args[0], op.out} & unsure:
                if not engine.picks_several(op.args[1], facts):
                    taken[op.out] = op
    return found


def all_blocks(block: Block) -> Iterator[Block]:
    """A block and those inside it."""
    yield block
    for op in walk(block):
        yield from blocks(op)
