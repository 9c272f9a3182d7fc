"""The two halves of a derivative as two functions, with what the second reads of the first between them.

    y = np.exp(x)                          def forward_f(x, w):
    z = y * w                                  y = np.exp(x)
    grad_y = grad_z * w        =>              return y * w, (w, y)
    grad_w = grad_z * y
    grad_x = grad_y * y                    def backward_f(saved, grad_result):
                                               w, y = saved
                                               ...

What the backward half reads of the forward one and of the arguments is saved, and nothing else.  What is cheap to
make again is made again, so that the text says `if n == 0` in both.  What a branch saves is a tuple of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.diagnostics import Span
from adcompile.ir.closed import closed
from adcompile.ir.facts import Fact, ShapeVar
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Op,
    Param,
    Tree,
    Var,
    blocks,
    defined,
    leaves,
    operands,
    reads,
    tuple_of,
    walk,
)
from adcompile.ir.primitives import build_tuple, unpack
from adcompile.ir.regions import block_reads
from adcompile.ir.rewrite import map_block, map_blocks, map_operands
from adcompile.rules import engine

__all__ = ["halves"]


def halves(function: Function, count: int, facts: Facts) -> tuple[Function, Function]:
    """The forward half, which returns the result and what it saves; and the backward half.

    `count` is the number of gradients, the last results of `function`; its seeds are the cotangents.
    """
    function = made_again(function, facts)
    ops, results = function.body.ops, function.body.results
    ops = with_results_first(ops, results[: len(results) - count])
    split = [tuple(op for op in ops if op.backward is half) for half in (False, True)]
    sides = packed(Block(split[0], ()), Block(split[1], ()), facts)
    whole = Block((*sides[0].ops, *sides[1].ops), results)
    function = with_facts(closed(replace(function, body=whole)), facts)
    ops, results = function.body.ops, function.body.results
    values, grads = results[: len(results) - count], results[len(results) - count :]
    before = tuple(op for op in ops if not op.backward)
    behind = tuple(op for op in ops if op.backward)
    saved = read_of_forward(function, Block(behind, grads))
    value_tree = function.tree.children[0]
    forward = replace(
        function,
        body=Block(before, (*values, *saved)),
        tree=tuple_of([value_tree, tuple_of([Tree()] * len(saved))]),
        seeds=(),
    )
    return forward, backward_half(function, behind, grads, saved, facts)


def with_results_first(ops: tuple[Op, ...], values: Sequence[Atom]) -> tuple[Op, ...]:
    """The ops; what makes the result belongs to the forward half, also where it converts it at the end."""
    needed = set(values)
    found: list[Op] = []
    for op in reversed(ops):
        if isinstance(op, Call) and op.backward and op.out in needed:
            needed.update(op.args)
            op = replace(op, backward=False)
        found.append(op)
    return tuple(reversed(found))


def backward_half(
    function: Function,
    ops: tuple[Op, ...],
    grads: tuple[Atom, ...],
    saved: list[Var],
    facts: Facts,
) -> Function:
    """The function of what is saved and the cotangent, or the tuple of them."""
    store, seeds = Var("saved"), function.seeds
    facts.of[store] = Fact("saved", ShapeVar())
    param = seeds[0] if len(seeds) == 1 else Var("grad_result")
    span = replace(ops[0].span) if ops else engine.NOWHERE
    heads = taken(store, saved, span)
    if len(seeds) != 1:
        facts.of[param] = Fact("any", ShapeVar())
        heads += taken(param, seeds, span)
    tree = function.tree.children[1]
    return replace(
        function,
        params=(Param(store), Param(param)),
        captures=(),
        body=Block((*heads, *ops), grads),
        tree=tree if leaves(tree) > 1 else Tree(),
        seeds=(),
    )


def taken(whole: Var, parts: Sequence[Atom], span: Span, backward: bool = False) -> list[Op]:
    """`a, b = whole`."""
    count = Const(len(parts))
    return [
        Call(part, unpack, (whole, Const(k), count), span, (), backward)
        for k, part in enumerate(parts)
        if isinstance(part, Var)
    ]


def with_facts(function: Function, facts: Facts) -> Function:
    """The same program; what has been handed out of a branch is what it was inside."""
    for op in walk(function.body):
        if isinstance(op, If):
            for out, *sides in zip(op.outs, op.then.results, op.orelse.results):
                inner = next((a for a in sides if a is not UNDEFINED), UNDEFINED)
                if out not in facts.of:
                    facts.of[out] = facts.fact(inner)
    return function


def read_of_forward(function: Function, behind: Block) -> list[Var]:
    """What the backward half reads of what is there before it, the arguments first."""
    own = {var for op in behind.ops for var in defined(op)} | set(function.seeds)
    read = {a for a in block_reads(behind) if isinstance(a, Var) and a not in own}
    order = [*function.inputs(), *(v for op in function.body.ops for v in defined(op))]
    return [var for var in order if var in read]


# -- what is made again ------------------------------------------------------------------------


def made_again(function: Function, facts: Facts) -> Function:
    """Make tests of arguments, and numbers that cost nearly nothing, again where the backward half reads them."""
    behind = Block(tuple(op for op in function.body.ops if op.backward), function.body.results)
    read = {a for a in block_reads(behind) if isinstance(a, Var)}
    tests = {op.test for op in walk(behind) if isinstance(op, If)}
    known = {*function.inputs(), *function.seeds}
    maker: dict[Atom, Call] = {}
    for op in in_branches(function.body):
        if not isinstance(op, Call) or op.out not in read or op.kwargs:
            continue
        if engine.is_cheap(op.func) and all(
            isinstance(a, Const)
            or (a in known and op.out in tests)
            or (a in read and a not in maker and facts.is_number(a))
            for a in op.args
        ):
            maker[op.out] = op
    if not maker:
        return function
    again = Again(maker, facts)
    before = tuple(op for op in function.body.ops if not op.backward)
    behind = again.block(behind, {})
    return replace(function, body=Block((*before, *behind.ops), behind.results))


def in_branches(block: Block) -> Iterator[Op]:
    """The ops of the forward half that are not in a loop."""
    for op in block.ops:
        if not op.backward:
            yield op
            if isinstance(op, If):
                for inner in blocks(op):
                    yield from in_branches(inner)


class Again:
    """The ops that are made again, in the blocks that need them."""

    def __init__(self, maker: Mapping[Atom, Call], facts: Facts) -> None:
        self.maker = maker
        self.facts = facts

    def block(self, block: Block, around: Mapping[Atom, Atom]) -> Block:
        """A block of the backward half; `around` is what has been made again around it."""
        made = dict(around)
        ops: list[Op] = []
        for op in block.ops:
            self.make(reads(op) if isinstance(op, Loop) else operands(op), made, ops)
            if isinstance(op, If):
                test = made.get(op.test, op.test)
                op = replace(op, test=test)
                op = map_blocks(op, lambda inner: self.block(inner, made))
            else:
                op = map_operands(op, lambda a: made.get(a, a))
            ops.append(op)
        self.make(block.results, made, ops)
        return Block(tuple(ops), tuple(made.get(a, a) for a in block.results))

    def make(self, atoms: Sequence[Atom], made: dict[Atom, Atom], ops: list[Op]) -> None:
        """Append what is needed for these operands."""
        for atom in atoms:
            op = self.maker.get(atom)
            if op is not None and atom not in made:
                self.make(op.args, made, ops)
                new = made[atom] = Var()
                self.facts.of[new] = self.facts.fact(atom)
                args = tuple(made.get(a, a) for a in op.args)
                ops.append(replace(op, out=new, args=args, backward=True))


# -- what a branch saves -----------------------------------------------------------------------


def packed(before: Block, behind: Block, facts: Facts) -> tuple[Block, Block]:
    """Both halves with one value for all that a branch saves: a tuple, or None on the other side."""
    mirrors = {op.mark: op for op in behind.ops if isinstance(op, If) and op.kind == "if"}
    new: dict[Op, Op] = {}
    ops: list[Op] = []
    for op in before.ops:
        mirror = mirrors.get(op.mark) if isinstance(op, If) and op.kind == "if" else None
        if isinstance(op, If) and mirror is not None and mirror.mark is not None:
            op, new[mirror] = packed_branch(op, mirror, facts)
        ops.append(op)
    return Block(tuple(ops), before.results), Block(
        tuple(new.get(op, op) for op in behind.ops), behind.results
    )


def packed_branch(op: If, mirror: If, facts: Facts) -> tuple[If, If]:
    """A branch and its mirror image."""
    pairs = [packed(a, b, facts) for a, b in zip(blocks(op), blocks(mirror))]
    saved = [saved_in(a, b) for a, b in pairs]
    forward, backward = [a for a, _ in pairs], [b for _, b in pairs]
    values = [v for side in saved for v in side]
    if len(values) < 2:
        results: list[tuple[Atom, ...]] = [(), ()]
        outs = tuple(Var(v.name, v.of) for v in values)
        for out, value in zip(outs, values):
            facts.of[out] = facts.fact(value)
            results = [(value,) if side else (UNDEFINED,) for side in saved]
            backward = [replaced(b, {value: out}) for b in backward]
        forward = [Block(b.ops, (*b.results, *more)) for b, more in zip(forward, results)]
        op = replace(op, outs=(*op.outs, *outs), then=forward[0], orelse=forward[1])
        return op, replace(mirror, then=backward[0], orelse=backward[1])
    out = Var("kept")
    facts.of[out] = Fact("saved", ShapeVar())
    for k, values in enumerate(saved):
        result: Atom = Const(None)
        if values:
            result = Var()
            facts.of[result] = Fact("saved", ShapeVar())
            made = Call(result, build_tuple, tuple(values), op.span, derived=True)
            forward[k] = Block((*forward[k].ops, made), forward[k].results)
            fresh: dict[Atom, Atom] = {v: Var(v.name, v.of) for v in values}
            for old, copy in fresh.items():
                facts.of[copy] = facts.fact(old)
            heads = taken(out, list(fresh.values()), replace(op.span), True)
            inner = replaced(backward[k], fresh)
            backward[k] = Block((*heads, *inner.ops), inner.results)
        forward[k] = Block(forward[k].ops, (*forward[k].results, result))
    op = replace(op, outs=(*op.outs, out), then=forward[0], orelse=forward[1])
    return op, replace(mirror, then=backward[0], orelse=backward[1])


def replaced(block: Block, new: Mapping[Atom, Atom]) -> Block:
    """The block that reads other values."""
    return map_block(block, lambda atom: new.get(atom, atom))


def saved_in(before: Block, behind: Block) -> list[Var]:
    """What a mirrored block reads of the block itself."""
    read = set(block_reads(behind))
    return [v for op in before.ops for v in defined(op) if v in read]
