"""Buffers: which writes may really happen in place.

    x@1 = x@0 with [0] = v     x = own(x)       where x@0 is the caller's, or is read again later
    return x@1             =>  x[0] = v
                               return x

In the IR every value is immutable.  In the text a write changes an array, so it may do so only where
nobody else can see the old contents: the array is ours, and dead after the write, and so is all that may
share its memory.  Everywhere else a copy is made first, before the loop where one copy is enough for all
iterations.  Results that leave are ours alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from adcompile.analysis.aliases import alias_roots
from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import Memory, Roots, is_write, target
from adcompile.analysis.written_back import written_back
from adcompile.ir.facts import rank, same_dtype, same_shape
from adcompile.ir.nodes import Atom, Block, Call, Function, If, Loop, Op, Store, Var
from adcompile.ir.order import order_of
from adcompile.ir.primitives import copy
from adcompile.ir.rewrite import map_block, map_blocks, map_operands, resolve
from adcompile.rules import engine
from adcompile.rules.primitives import is_augmented
from adcompile.rules.shared import is_view

__all__ = ["assign_buffers"]

FEW = 2  # slices cost less than the whole array


def assign_buffers(
    function: Function, facts: Facts, borrowed: Collection[Var], fresh: Collection[int]
) -> Function:
    """Insert the copies that make every write and every result legitimate.

    `borrowed` are the values that belong to somebody else; `fresh` are the positions of the results
    that must not share memory with an input or with each other.
    """
    theirs = frozenset([*borrowed, *engine.read_only(function, facts)])
    if any(is_write(op) or isinstance(op, (If, Loop)) for op in function.body.ops):
        views = views_to_copy(function, facts, theirs)
        copies = Copies(function, facts, theirs, views)
        function = copies.run()
        return copy_results(function, facts, copies.memory.roots, theirs, fresh)
    return copy_results(function, facts, alias_roots(function, facts), theirs, fresh)


class Copies:
    """Copies before writes: each write either owns its array or gets a copy of it."""

    def __init__(
        self, function: Function, facts: Facts, borrowed: Roots, views: Collection[Var]
    ) -> None:
        self.facts = facts
        self.captured = frozenset(c.var for c in function.captures)  # names of the module
        self.backs = written_back(function, facts)
        self.order = order_of(function, self.backs, engine.shape_argument)
        self.through: dict[Var, Var] = {}  # what was changed in place through a view, and of what
        self.there: dict[
            Atom, Atom
        ] = {}  # arrays behind a store that changes nothing: as before it
        self.views = views  # which are copied as they are made
        self.better: set[Var] = set()  # views that it would have been cheaper to copy
        self.parent: dict[Var, Atom] = {}  # what they are views of
        self.made: dict[tuple[Op, int], Var] = {}  # a loop may be visited more than once
        self.memory = Memory(function, facts, self.order, self.visit, borrowed, self.copy)

    def run(self) -> Function:
        """The program with its copies."""
        function = self.memory.run()
        return without(function, self.there) if self.there else function

    def visit(self, op: Call | Store) -> Iterable[Call | Store]:
        """The op, with a copy in front of it, or behind it where it is a view of what changes."""
        memory, origin = self.memory, op
        if memory.renamed:
            changed = map_operands(op, memory.atom)
            assert isinstance(changed, (Call, Store))
            op = changed
        written = target(op)
        self.through.pop(op.out, None)  # of an earlier visit
        self.there.pop(op.out, None)
        if isinstance(op, Call) and op.args and written is None and is_view(op):
            self.parent[op.out] = op.args[0]
            if isinstance(op.args[0], Var):
                self.through[op.out] = op.args[0]
        if isinstance(origin, Store) and origin in self.backs and isinstance(op, Store):
            whole = self.there.get(op.array, op.array)
            seen = self.through.get(op.value) if isinstance(op.value, Var) else None
            if seen is not None and self.there.get(seen, seen) is whole:
                self.there[op.out] = whole
                return (Call(op.out, copy, (op.array,), op.span, (), op.backward, op.derived),)
        if isinstance(written, Var):
            again = self.order.is_read_after(written, origin) or reads_twice(op, written)
            if self.facts.is_number(written):
                if (again or written in self.captured) and isinstance(op, Call):
                    op = engine.out_of_place(op)
            elif again or self.is_seen(written, origin):
                plain = self.plain(op)
                if plain is not None:
                    return (plain,)
                copied = self.copy(written, origin)
                return copied, rebase(op, copied.out)
            if written in self.through:
                self.through[op.out] = self.through[written]
        if op.out in self.views:
            kept = self.copy(op.out, origin, 1)
            self.order.replace(op.out, kept.out)
            memory.renamed[op.out] = kept.out
            return op, kept
        return (op,)

    def plain(self, op: Call | Store) -> Call | None:
        """`x = x + v`, which costs one array less than `x = x.copy()` and `x += v`, where it is the same."""
        if not isinstance(op, Call) or not is_augmented(op.func):
            return None
        new = engine.out_of_place(op)
        old, made = self.facts.fact(op.args[0]), self.facts.infer(new)
        if old.kind != "array" or not rank(old.shape):
            return None
        return (
            new if same_shape(old.shape, made.shape) and same_dtype(old.dtype, made.dtype) else None
        )

    def is_seen(self, written: Var, op: Op) -> bool:
        """Is the array somebody else's, or may a value that is read after `op` live in the same memory?"""
        roots = self.memory.written_roots(written)
        if roots & self.memory.borrowed:
            return True
        others = set(self.memory.witnesses(written, op, roots))
        if len(others) <= FEW and all(self.is_part(v, written) for v in others):
            self.better |= others
        return bool(others)

    def is_part(self, value: Var, whole: Var) -> bool:
        """Is the value a view of `whole`, or a view of a view?"""
        place: Atom = value
        while isinstance(place, Var) and place in self.parent:
            place = self.parent[place]
            if place is whole:
                return self.facts.fact(value).kind == "array"
        return False

    def copy(self, value: Atom, op: Op, place: int = 0) -> Call:
        """A copy of `value`, made for `op`, which may need several; it has the name of what will be in it."""
        assert isinstance(value, Var)
        mine = self.made.get((op, place))
        if mine is None:
            named = next((v for v in holders(op, place) if v.hint()), value)
            mine = self.made[op, place] = Var(named.name, named.of)
            self.facts.of[mine] = self.facts.fact(value)
            self.order.home[mine] = self.order.start[op]
            self.memory.copies.add(mine)
        func = copier(value, self.facts, op.backward)
        return Call(mine, func, (value,), op.span, (), op.backward)


def without(function: Function, names: Container[Atom]) -> Function:
    """The program without these other names of what is put back, as it is there already."""
    replaced: dict[Var, Atom] = {}

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Call) and op.func is copy and op.out in names:
                replaced[op.out] = op.args[0]
                continue
            ops.append(op)
        return Block(tuple(ops), old.results)

    body = block(function.body)
    return replace(function, body=map_block(body, lambda atom: resolve(atom, replaced)))


def holders(op: Op, place: int) -> tuple[Var, ...]:
    """The values that will be in the copy made for `op`: what it writes, or what a loop hands on."""
    match op:
        case Loop():
            return op.params[place], op.outs[place]
        case Call() | Store() if place == 0:
            return (op.out,)
        case _:
            return ()


def reads_twice(op: Op, written: Var) -> bool:
    """Does a store read the array that it writes to, as its value or index?"""
    return isinstance(op, Store) and (op.value is written or op.index is written)


def copier(var: Var, facts: Facts, backward: bool) -> Callable[..., Any]:
    """`x.copy()` for what is provably an array, else the helper that leaves numbers alone."""
    if facts.fact(var).kind == "list":
        return list
    return engine.copier(var, facts, backward)


def views_to_copy(function: Function, facts: Facts, borrowed: Roots) -> set[Var]:
    """Views that outlive a write to what they view: copying the slice is cheaper than the whole."""
    if any(isinstance(op, (If, Loop)) for op in function.body.ops):
        copies = Copies(function, facts, borrowed, ())
        copies.run()
        return copies.better
    roots = alias_roots(function, facts)
    ops = function.body.ops
    order = order_of(function)
    taken: dict[Atom, list[Var]] = {}  # the views so far of each value
    views: set[Var] = set()
    for op in ops:
        assert isinstance(op, (Call, Store))
        written = target(op)
        if isinstance(written, Var) and not roots[written] & borrowed:
            for var in taken.get(written, ()):
                if order.is_read_after(var, op) and roots[var] & roots[written]:
                    views.add(var)
        if isinstance(op, Call) and op.args and is_view(op):
            if facts.fact(op.out).kind == "array":
                taken.setdefault(op.args[0], []).append(op.out)
    return views


def rebase(op: Call | Store, array: Var) -> Call | Store:
    """The same write, to another array."""
    match op:
        case Store():
            return replace(op, array=array)
        case Call():
            return replace(op, args=(array, *op.args[1:]))


def copy_results(
    function: Function,
    facts: Facts,
    roots: Mapping[Var, Roots],
    borrowed: Roots,
    fresh: Collection[int],
) -> Function:
    """A returned gradient shares memory with nothing that the caller holds."""
    taken: set[Var] = set(borrowed)
    results = list(function.body.results)
    ops = list(function.body.ops)
    ends = {out: op for op in ops for out in (op.outs if isinstance(op, (If, Loop)) else (op.out,))}
    for k, result in enumerate(results):
        if k not in fresh or not isinstance(result, Var):
            continue
        if roots[result] & taken:
            mine = Var()
            maker = ends.get(result)
            span = maker.span if maker else engine.NOWHERE
            ops.append(Call(mine, copier(result, facts, True), (result,), span, (), True))
            facts.of[mine] = facts.fact(result)
            results[k] = mine
        else:
            taken |= roots[result]
    return replace(function, body=Block(tuple(ops), tuple(results)))
