"""How loops are written: `for v in x`, `for k, v in pairs`, and `break` where a flag was.

for i in range(len(x)):                for v in x:
    v = x[i]                               s = s + v * v
    s = s + v * v             =>           if s > cap:
    if s > cap:                                break
        left = True
    else:
        left = False
    if left:
        break
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from adcompile.backend.fold import Folding, Roots
from adcompile.backend.order import Order
from adcompile.ir.nodes import Atom, Block, Call, Const, If, Loop, Var
from adcompile.ir.primitives import unpack

__all__ = ["Forms", "Heading", "choose_forms", "leaving"]


@dataclass(frozen=True)
class Heading:
    """What a `for` loop binds (None: `_`), and over what: the sequences, none for its iterable."""

    targets: tuple[Var | None, ...]
    sequences: tuple[Atom, ...] = ()
    counted: bool = False  # with `enumerate`


@dataclass
class Forms:
    """The decisions for a function."""

    breaking: Mapping[If, int] = field(default_factory=dict)  # which of its results is a `break`
    headings: dict[Loop, Heading] = field(default_factory=dict)
    bound: dict[Call, Loop] = field(default_factory=dict)  # ops that a heading stands for


def leaving(order: Order, counts: Mapping[Atom, int]) -> dict[If, int]:
    """The branches that decide whether a loop ends, as the last thing they do.

    The number is that of the result which says so.
    """
    found: dict[If, int] = {}

    def follow(block: Block, k: int) -> None:
        flag, last = block.results[k], block.ops[-1] if block.ops else None
        if isinstance(last, If) and isinstance(flag, Var) and flag in last.outs:
            if counts[flag] == 1:
                found[last] = last.outs.index(flag)
                follow(last.then, found[last])
                follow(last.orelse, found[last])

    for op in order.blocks:
        if isinstance(op, Loop) and op.leaves:
            follow(op.body, -1)
    return found


def choose_forms(
    order: Order,
    folding: Folding,
    breaking: Mapping[If, int],
    counts: Mapping[Atom, int],
    roots: Roots,
    writes: Mapping[Var, list[int]],
) -> Forms:
    """Decide for each loop."""
    forms = Forms(breaking)
    for loop, scopes in order.blocks.items():
        if not isinstance(loop, Loop) or loop.item is None or loop.backward:
            continue
        low, high = scopes[0].enter, scopes[0].leave
        changed = {r for r, places in writes.items() if any(low < p < high for p in places)}
        taken = elements(loop, folding, roots, changed, counts) or unpacked(loop, folding, counts)
        if taken:
            forms.headings[loop] = taken[0]
            forms.bound.update(dict.fromkeys(taken[1], loop))
    return forms


Taken = tuple[Heading, list[Call]]


def elements(
    loop: Loop,
    folding: Folding,
    roots: Roots,
    changed: Collection[Var],
    counts: Mapping[Atom, int],
) -> Taken | None:
    """The elements of sequences that do not change, where a loop over their positions takes them."""
    sequences = lengths(loop, folding)
    item = loop.item
    assert item is not None
    if not sequences or (item.hint() and "range(" in loop.span.statement):
        return None
    found: dict[Var, Call] = {}
    for op in loop.body.ops:
        if not isinstance(op, Call) or op.func is not operator.getitem or op.args[1] is not item:
            continue
        sequence = op.args[0]
        if isinstance(sequence, Var) and sequence in sequences and op.out.name and not op.out.of:
            found.setdefault(sequence, op)
    if not found or any(root in changed for s in found for root in roots.get(s, ())):
        return None
    targets = tuple(found[s].out if s in found else None for s in sequences)
    counted = counts[item] > len(found)
    return Heading(targets, sequences, counted), list(found.values())


def lengths(loop: Loop, folding: Folding) -> tuple[Var, ...]:
    """The sequences that a loop goes through: x of range(len(x)), x and y of range(min(len(x), len(y)))."""
    whole = folded(loop.iterable, folding)
    if whole is None or whole.func is not range or len(whole.args) != 1:
        return ()
    length = folded(whole.args[0], folding)
    if length is None or length.kwargs:
        return ()
    parts = [length] if length.func is len else [folded(a, folding) for a in length.args]
    if length.func not in (len, min):
        return ()
    found = [p.args[0] for p in parts if p is not None and p.func is len]
    values = tuple(a for a in found if isinstance(a, Var) and a not in folding.op_of)
    return values if len(set(values)) == len(parts) else ()


def folded(atom: Atom | None, folding: Folding) -> Call | None:
    """The op that an operand stands for, where it has no name."""
    return folding.op_of.get(atom) if isinstance(atom, Var) else None


def unpacked(loop: Loop, folding: Folding, counts: Mapping[Atom, int]) -> Taken | None:
    """The parts of an item that is taken apart at once: `for key, value in pairs`."""
    item = loop.item
    assert item is not None
    parts: list[Call] = []
    for op in loop.body.ops:
        if not isinstance(op, Call) or op.func is not unpack or op.args[0] is not item:
            break
        parts.append(op)
    if not parts or item.hint() or counts[item] != len(parts):
        return None
    total = parts[0].args[2]
    assert isinstance(total, Const)
    targets: list[Var | None] = [None] * total.value
    for op in parts:
        position = op.args[1]
        assert isinstance(position, Const)
        if op.out in folding.op_of or targets[position.value] is not None:
            return None
        targets[position.value] = op.out
    return Heading(tuple(targets)), parts
