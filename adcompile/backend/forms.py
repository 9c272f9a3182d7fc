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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from adcompile.backend.fold import Folding, Roots, is_between
from adcompile.backend.order import Order
from adcompile.ir.nodes import Atom, Block, Call, Const, If, Loop, Var, operands
from adcompile.ir.primitives import copy, keys, sequence, unpack

__all__ = ["Forms", "Heading", "choose_forms", "fold_effects", "leaving"]


Target = Var | None | tuple["Target", ...]  # what is bound: a name, `_`, or a tuple


@dataclass(frozen=True)
class Heading:
    """What a `for` loop binds, and over what: the sequences, none for its iterable."""

    targets: tuple[Target, ...]
    sequences: tuple[Var, ...] = ()
    counted: bool = False  # with `enumerate`
    backwards: bool = False  # with `reversed`

    def names(self) -> Iterator[Var]:
        """The values that it binds."""
        return names_of(self.targets)


def names_of(target: Target) -> Iterator[Var]:
    """The values in a target."""
    if isinstance(target, tuple):
        for part in target:
            yield from names_of(part)
    elif target is not None:
        yield target


@dataclass
class Forms:
    """The decisions for a function."""

    breaking: Mapping[If, int] = field(default_factory=dict)  # which of its results is a `break`
    headings: dict[Loop, Heading] = field(default_factory=dict)
    bound: dict[Call, Loop] = field(default_factory=dict)  # ops that a heading stands for
    taken: dict[Loop, list[Call]] = field(default_factory=dict)  # the same, by loop
    effects: set[If | Loop] = field(default_factory=set)  # what is evaluated first has effects


def leaving(order: Order, counts: Mapping[Atom, int]) -> dict[If, int]:
    """The branches that decide whether a loop ends, as the last thing they do.

    The number is that of the result which says so.
    """
    found: dict[If, int] = {}

    def follow(block: Block, k: int) -> None:
        flag, last = block.results[k], block.ops[-1] if block.ops else None
        if not isinstance(last, If) or last.kind != "if":
            return
        if isinstance(flag, Var) and flag in last.outs:
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
    made = positions(order)
    for loop, scopes in order.blocks.items():
        if not isinstance(loop, Loop) or loop.item is None:
            continue
        if loop.backward and loop.mark is not None:  # it needs the index, to run the other way
            continue
        low, high = scopes[0].enter, scopes[0].leave
        changed = {r for r, places in writes.items() if is_between(low, high, places)}
        taken = elements(loop, folding, counts) or unpacked(loop, folding, counts)
        if taken is None:
            continue
        heading, ops = taken
        sources = [source_of(s, order, made, low) for s in heading.sequences]
        read = [a for s in heading.sequences for a in (s, *operands_of(s, order, made))]
        if any(root in changed for a in read for root in roots.get(a, ())):
            continue
        forms.headings[loop] = heading
        forms.bound.update(dict.fromkeys(ops, loop))
        forms.taken[loop] = ops
        for source in sources:
            if source is not None and counts[source.out] == 2:
                position = made[source.out]
                if not any(is_between(position, low, places) for places in writes.values()):
                    fold_at(folding, made, source, low)
    return forms


def fold_effects(
    forms: Forms,
    order: Order,
    folding: Folding,
    counts: Mapping[Atom, int],
    is_effect: Callable[[Call], bool],
) -> None:
    """Let a call that may have effects stand in the test or the iterable right behind it.

    `s0 = line.strip()`, then `if s0:`: `if line.strip():`.  All between the two is made of its value, so
    it still runs first.
    """
    made = positions(order)
    for region, scopes in order.blocks.items():
        place, atom = scopes[0].enter, region.test if isinstance(region, If) else region.iterable
        if isinstance(region, Loop) and region.test is not None:
            place, atom = scopes[0].end, region.test.results[0]
        chain: set[Atom | Block | None] = {atom}
        for position in range(place - 1, -1, -1):
            op = order.entries[position]
            if not isinstance(op, Call) or op.out not in chain:
                break
            if order.scopes[position] is not order.scopes[place]:
                break
            if folding.op_of.get(op.out) is op and folding.places[position] == (place,):
                chain.update(operands(op))
                continue
            if not op.out.hint() and counts[op.out] == 1 and is_effect(op):
                fold_at(folding, made, op, place)
                forms.effects.add(region)
            break


def positions(order: Order) -> dict[Var, int]:
    """Where each value of a call is made."""
    if not order.blocks:
        return {}
    return {op.out: k for k, op in enumerate(order.entries) if isinstance(op, Call)}


Taken = tuple[Heading, list[Call]]


def operands_of(var: Var, order: Order, made: Mapping[Var, int]) -> list[Var]:
    """What a sequence was made of."""
    op = order.entries[made[var]] if var in made else None
    if not isinstance(op, Call) or op.func is not sequence:
        return []
    return [a for a in op.args if isinstance(a, Var)]


def source_of(var: Var, order: Order, made: Mapping[Var, int], enter: int) -> Call | None:
    """The `list(x)` that a loop goes through, if it is made in the same block."""
    if var not in made or order.scopes[made[var]] is not order.scopes[enter] or var.hint():
        return None
    op = order.entries[made[var]]
    return op if isinstance(op, Call) and op.func in (sequence, keys) else None


def fold_at(folding: Folding, made: Mapping[Var, int], op: Call, place: int) -> None:
    """Let an op be written where a region begins, with what folds into it."""
    position = made[op.out]
    folding.op_of[op.out] = op
    stack = [op]
    while stack:
        for atom in operands(stack.pop()):
            inner = folded(atom, folding)
            if inner is not None:
                stack.append(inner)
                places = folding.places[made[inner.out]]
                moved = {place if p == position else p for p in places}
                folding.places[made[inner.out]] = tuple(sorted(moved))
    folding.places[position] = (place,)


def elements(loop: Loop, folding: Folding, counts: Mapping[Atom, int]) -> Taken | None:
    """The elements of sequences, where a loop over their positions takes them."""
    item = loop.item
    sequences, backwards = lengths(loop, folding)
    if item is None or not sequences or (item.hint() and "range(" in loop.span.statement):
        return None
    targets: dict[Var, Target] = {}
    ops: list[Call] = []
    for op in loop.body.ops:
        if not isinstance(op, Call) or op.func is not operator.getitem or op.args[1] is not item:
            continue
        whole = op.args[0]
        if not isinstance(whole, Var) or whole not in sequences or whole in targets:
            continue
        bound, parts = element(op, loop, folding, counts)
        if bound is not None:
            targets[whole] = bound
            ops += [op, *parts]
    if not targets:
        return None
    counted = counts[item] > len(targets)
    if backwards and (counted or len(sequences) > 1):
        return None
    heading = Heading(tuple(targets.get(s) for s in sequences), sequences, counted, backwards)
    return heading, ops


def element(
    op: Call, loop: Loop, folding: Folding, counts: Mapping[Atom, int]
) -> tuple[Target, list[Call]]:
    """The name of an element, or the names of its parts, and the ops that bind them."""
    if op.out.name and op.out.of is None:
        return op.out, []
    for user in loop.body.ops:
        if isinstance(user, Call) and user.func is copy and user.args[0] is op.out:
            named = counts[op.out] == 1 and user.out.name and user.out not in folding.op_of
            return (user.out, [user]) if named else (None, [])
    parts = [
        user
        for user in loop.body.ops
        if isinstance(user, Call) and user.func is unpack and user.args[0] is op.out
    ]
    if not parts or counts[op.out] != len(parts):
        return None, []
    return targets_of(parts, folding), parts


def targets_of(parts: list[Call], folding: Folding) -> tuple[Target, ...] | None:
    """The targets of an unpacking."""
    total = parts[0].args[2]
    assert isinstance(total, Const)
    targets: list[Target] = [None] * total.value
    for op in parts:
        position = op.args[1]
        assert isinstance(position, Const)
        if op.out in folding.op_of or targets[position.value] is not None:
            return None
        targets[position.value] = op.out
    return tuple(targets)


def lengths(loop: Loop, folding: Folding) -> tuple[tuple[Var, ...], bool]:
    """The sequences that a loop goes through, and whether it does so from the end.

    x of range(len(x)), x and y of range(min(len(x), len(y))).
    """
    none: tuple[Var, ...] = ()
    whole = folded(loop.iterable, folding)
    backwards = whole is not None and whole.func is reversed
    if whole is not None and backwards:
        whole = folded(whole.args[0], folding)
    if whole is None or whole.func is not range or len(whole.args) != 1:
        return none, False
    length = folded(whole.args[0], folding)
    if length is None or length.kwargs or length.func not in (len, min):
        return none, False
    parts = [length] if length.func is len else [folded(a, folding) for a in length.args]
    found = [p.args[0] for p in parts if p is not None and p.func is len]
    values = tuple(a for a in found if isinstance(a, Var) and a not in folding.op_of)
    return (values if len(set(values)) == len(parts) else none), backwards


def folded(atom: Atom | None, folding: Folding) -> Call | None:
    """The op that an operand stands for, where it has no name."""
    return folding.op_of.get(atom) if isinstance(atom, Var) else None


def unpacked(loop: Loop, folding: Folding, counts: Mapping[Atom, int]) -> Taken | None:
    """The parts of an item that is taken apart at once: `for key, value in pairs`."""
    item = loop.item
    parts: list[Call] = []
    for op in loop.body.ops:
        if not isinstance(op, Call) or op.func is not unpack or op.args[0] is not item:
            break
        parts.append(op)
    if item is None or not parts or item.hint() or counts[item] != len(parts):
        return None
    targets = targets_of(parts, folding)
    return None if targets is None else (Heading(targets), parts)
