"""Replacing operands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain
from operator import is_ as is_same

from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Mark,
    Op,
    Store,
    Var,
    blocks,
    operands,
)

__all__ = [
    "as_forward",
    "count_uses",
    "freshened",
    "map_block",
    "map_blocks",
    "map_operands",
    "remarked",
    "renamed",
    "resolve",
    "with_result",
]


def map_operands(op: Op, new: Callable[[Atom], Atom]) -> Op:
    """The op with `new` applied to each operand, also inside; the same object where nothing changes."""
    old = operands(op)
    atoms = tuple(map(new, old))
    match op:
        case Call():
            if all(map(is_same, atoms, old)):
                return op
            count = len(op.args)
            kwargs = tuple((k, a) for (k, _), a in zip(op.kwargs, atoms[count:]))
            return Call(op.out, op.func, atoms[:count], op.span, kwargs, op.backward, op.derived)
        case Store():
            if all(map(is_same, atoms, old)):
                return op
            return replace(op, array=atoms[0], index=atoms[1], value=atoms[2])
        case If():
            return replace(
                op, test=atoms[0], then=map_block(op.then, new), orelse=map_block(op.orelse, new)
            )
        case Loop():
            return replace(
                op,
                inits=atoms[: len(op.inits)],
                iterable=None if op.iterable is None else atoms[-1],
                test=None if op.test is None else map_block(op.test, new),
                body=map_block(op.body, new),
            )


def map_block(block: Block, new: Callable[[Atom], Atom]) -> Block:
    """The block with `new` applied to whatever its ops and its results read."""
    ops = tuple(map_operands(op, new) for op in block.ops)
    return Block(ops, tuple(map(new, block.results)))


def map_blocks(op: If | Loop, new: Callable[[Block], Block]) -> If | Loop:
    """The region with `new` applied to each of its blocks."""
    match op:
        case If():
            return replace(op, then=new(op.then), orelse=new(op.orelse))
        case Loop():
            test = None if op.test is None else new(op.test)
            return replace(op, test=test, body=new(op.body))


def freshened(op: Op, renamed: dict[Var, Atom], marks: dict[Mark | None, Mark] | None = None) -> Op:
    """A copy of the op whose results, also inside, are new variables; `renamed` learns which.

    `marks` learns which new marks stand for the old ones.
    """
    marks = {} if marks is None else marks

    def new(atom: Atom) -> Atom:
        return renamed.get(atom, atom) if isinstance(atom, Var) else atom

    def fresh(var: Var) -> Var:
        out = Var(var.name, var.of)
        renamed[var] = out
        return out

    def block(old: Block) -> Block:
        ops = tuple(freshened(inner, renamed, marks) for inner in old.ops)
        return Block(ops, tuple(map(new, old.results)))

    match op:
        case Call() | Store():
            return with_result(map_operands(op, new), fresh(op.out))  # type: ignore[arg-type]
        case If():
            marks[op.mark] = Mark()
            test = new(op.test)
            then, orelse = block(op.then), block(op.orelse)
            outs = tuple(map(fresh, op.outs))
            return replace(op, outs=outs, test=test, then=then, orelse=orelse, mark=marks[op.mark])
        case Loop():
            marks[op.mark] = Mark()
            inits = tuple(map(new, op.inits))
            iterable = None if op.iterable is None else new(op.iterable)
            params = tuple(map(fresh, op.params))
            item = None if op.item is None else fresh(op.item)
            check = None if op.test is None else block(op.test)
            body = block(op.body)
            return replace(
                op,
                outs=tuple(map(fresh, op.outs)),
                params=params,
                inits=inits,
                body=body,
                item=item,
                iterable=iterable,
                test=check,
                mark=marks[op.mark],
            )


def remarked(op: Op, marks: Mapping[Mark | None, Mark]) -> Op:
    """The op with other marks, also inside."""
    if not isinstance(op, (If, Loop)):
        return op
    op = map_blocks(op, lambda b: Block(tuple(remarked(i, marks) for i in b.ops), b.results))
    return replace(op, mark=marks.get(op.mark, op.mark))


def as_forward(block: Block, derived: bool = False) -> Block:
    """The block as a program of its own: nothing in it is a backward half, or mirrors anything."""
    ops: list[Op] = []
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            op = map_blocks(op, lambda inner: as_forward(inner, derived))
            op = replace(op, backward=False, derived=derived or op.derived, mark=Mark())
            ops.append(replace(op, element=None) if isinstance(op, Loop) else op)
        elif op.backward or (derived and not op.derived):
            ops.append(replace(op, backward=False, derived=derived or op.derived))
        else:
            ops.append(op)
    return Block(tuple(ops), block.results)


def count_uses(function: Function) -> Mapping[Atom, int]:
    """How often each value is read, by an op or as a result, also inside regions."""
    counts: Counter[Atom] = Counter()
    count_in(function.body, counts)
    return counts


def count_in(block: Block, counts: Counter[Atom]) -> None:
    counts.update(chain.from_iterable(map(operands, block.ops)))
    counts.update(block.results)
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            for inner in blocks(op):
                count_in(inner, counts)


def renamed(op: Op, replaced: Mapping[Var, Atom]) -> Op:
    """The op with every operand that is replaced followed to the end."""
    if isinstance(op, (Call, Store)) and replaced.keys().isdisjoint(operands(op)):
        return op  # as for most ops of most passes
    return map_operands(op, lambda atom: resolve(atom, replaced))


def with_result(op: Call | Store, out: Var) -> Call | Store:
    """The op under another name."""
    if isinstance(op, Call):  # `dataclasses.replace` takes four times as long
        return Call(out, op.func, op.args, op.span, op.kwargs, op.backward, op.derived)
    return replace(op, out=out)


def resolve(atom: Atom, replaced: Mapping[Var, Atom]) -> Atom:
    """Follow replacements to the end."""
    while isinstance(atom, Var) and atom in replaced:
        atom = replaced[atom]
    return atom
