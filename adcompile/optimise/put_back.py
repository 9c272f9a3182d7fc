"""A cotangent that is taken out of an array and added again where it was.

    g = grad_x[1:]
    grad_x@1 = grad_x with [1:] = 0            g = grad_x[1:]
    grad_x@2 = grad_x@1 with [0] += a    =>    grad_x@1 = grad_x with [1:] = g * w
    grad_x@3 = grad_x@2 with [1:] += g * w     grad_x@3 = grad_x@1 with [0] += a

As a write through a view leaves it: it takes what the view was given, and gives back what its old contents were.
What is added in between may be added afterwards.  Where the same is put back, nothing is written.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.analysis.written_back import same_index
from adcompile.ir.nodes import Atom, Block, Call, Function, If, Loop, Op, Store, Var, operands
from adcompile.ir.rewrite import count_uses, map_block, map_blocks, resolve
from adcompile.rules import engine

__all__ = ["put_back", "scale_in_place"]

ADDING = (operator.add, operator.sub)
SCALING = {operator.mul: operator.imul, operator.truediv: operator.itruediv}


def put_back(function: Function, facts: Facts) -> Function:
    """Write what is put back at once, in place of zeros."""
    uses = count_uses(function)
    replaced: dict[Var, Atom] = {}
    body = merged(function.body, uses, replaced, facts)
    if body is function.body:
        return function
    return replace(function, body=map_block(body, lambda atom: resolve(atom, replaced)))


def merged(
    block: Block, uses: Mapping[Atom, int], replaced: dict[Var, Atom], facts: Facts
) -> Block:
    """The block with each pair of writes as one."""
    ops: list[Op | None] = []
    place: dict[Var, int] = {}
    maker: dict[Var, Call | Store] = {}
    changed = False
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            new = map_blocks(op, lambda inner: merged(inner, uses, replaced, facts))
            changed |= any(a is not b for a, b in zip(parts(new), parts(op)))
            ops.append(new if changed else op)
            continue
        chain = taken_out(op, maker, uses) if isinstance(op, Store) else []
        if not chain:
            place[op.out], maker[op.out] = len(ops), op
            ops.append(op)
            continue
        changed = True
        assert isinstance(op, Store)
        for store in chain:
            ops[place[store.out]] = None
        for write in rewritten(op, chain, maker, replaced, facts):
            place[write.out], maker[write.out] = len(ops), write
            ops.append(write)
    return Block(tuple(op for op in ops if op is not None), block.results) if changed else block


def parts(op: If | Loop) -> tuple[Block | None, ...]:
    """The blocks of a region."""
    return (op.then, op.orelse) if isinstance(op, If) else (op.body, op.test)


def taken_out(
    op: Store, maker: Mapping[Var, Call | Store], uses: Mapping[Atom, int]
) -> list[Store]:
    """The write of zeros at the same place, and what was added since; nothing if there is none."""
    if not op.backward or op.operator not in ADDING:
        return []
    chain: list[Store] = []
    array = op.array
    while isinstance(array, Var) and uses.get(array) == 1:
        store = maker.get(array)
        if not isinstance(store, Store) or not store.backward:
            return []
        chain.insert(0, store)
        if store.operator is None:
            zero = engine.is_zero(store.value) and same_index(store.index, op.index, maker)
            return chain if zero else []
        if store.operator not in ADDING:
            return []
        array = store.array
    return []


def rewritten(
    op: Store,
    chain: list[Store],
    maker: Mapping[Var, Call | Store],
    replaced: dict[Var, Atom],
    facts: Facts,
) -> list[Call | Store]:
    """One write in place of the first and the last, then what was added."""
    first, *others = chain
    ops: list[Call | Store] = []
    array: Atom = first.array
    stores: list[Store] = []
    if op.operator is operator.sub:
        negative = Call(Var(), operator.neg, (op.value,), op.span, (), op.backward)
        facts.observe(negative)
        ops.append(negative)
        stores.append(replace(first, value=negative.out))
        array = first.out
    elif not is_taken_from(op.value, array, op.index, maker):
        stores.append(replace(first, value=op.value))
        array = first.out
    for store in others:
        stores.append(replace(store, array=array))
        array = store.out
    if stores:
        stores[-1] = replace(stores[-1], out=op.out)
    else:
        replaced[op.out] = array
    return [*ops, *stores]


def is_taken_from(value: Atom, array: Atom, index: Atom, maker: Mapping[Var, Call | Store]) -> bool:
    """Is it what stands there anyway?"""
    made = maker.get(value) if isinstance(value, Var) else None
    return (
        isinstance(made, Call)
        and made.func is operator.getitem
        and made.args[0] is array
        and same_index(made.args[1], index, maker)
    )


def scale_in_place(function: Function, facts: Facts) -> Function:
    """Let `g *= w` change what was taken, `g = grad_x[1:]`, instead of writing `g * w` there.

    Where it is the last that reads `g`, and the product has its shape and dtype.
    """
    uses = count_uses(function)

    def block(old: Block) -> Block:
        maker: dict[Var, Call | Store] = {}
        place: dict[Var, int] = {}
        read: Counter[Atom] = Counter()
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                ops.append(map_blocks(op, block))
                continue
            made = scaled(op, maker) if isinstance(op, Store) else None
            if made is not None and uses.get(made.out) == 1:
                g = next(a for a in made.args if is_part(a, op, maker))
                others = made.args[1] if made.args[0] is g else made.args[0]
                alike = facts.same_shape(made.out, g) and facts.same_dtype(made.out, g)
                at = place[made.out]
                last = not any(g in operands(later) for later in ops[at + 1 :])
                if facts.rank(g) and alike and last and others is not g and read[g] == uses.get(g):
                    ops[at] = replace(made, func=SCALING[made.func], args=(g, others))
            read.update(operands(op))
            maker[op.out], place[op.out] = op, len(ops)
            ops.append(op)
        return Block(tuple(ops), old.results)

    body = block(function.body)
    return replace(function, body=body)


def scaled(op: Store, maker: Mapping[Var, Call | Store]) -> Call | None:
    """The product that is stored where one factor was taken."""
    made = maker.get(op.value) if isinstance(op.value, Var) else None
    if not op.backward or op.operator is not None or not isinstance(made, Call):
        return None
    if made.func not in SCALING or not made.backward:
        return None
    factors = made.args if made.func is operator.mul else made.args[:1]
    return made if any(is_part(a, op, maker) for a in factors) else None


def is_part(value: Atom, op: Op, maker: Mapping[Var, Call | Store]) -> bool:
    """Is it what stood where `op` writes?"""
    return isinstance(op, Store) and is_taken_from(value, op.array, op.index, maker)
