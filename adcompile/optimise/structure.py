"""Containers whose structure is known disappear.

    t = (a, (b, c))
    u = t[1]           =>      return c
    return u[1]

So that a derivative sees the elements, never a tuple, list or dict.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from adcompile.analysis.activity import varied_values
from adcompile.analysis.facts import Facts
from adcompile.analysis.written_back import items_put_back, written_back
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
    defined,
    walk,
)
from adcompile.ir.primitives import (
    append,
    build_dict,
    build_list,
    build_tuple,
    copy,
    either,
    keys,
    sequence,
    unpack,
)
from adcompile.ir.prune import prune
from adcompile.ir.rewrite import map_block, map_blocks, renamed, resolve
from adcompile.ir.spread import gather
from adcompile.rules import engine
from adcompile.rules.primitives import is_augmented, is_in_place, is_pure

__all__ = [
    "choose_forms",
    "dissolve_containers",
    "index_directly",
    "number_fields",
    "replace_items",
]


def dissolve_containers(function: Function) -> Function:
    """Read elements from where a display put them."""
    replaced: dict[Var, Atom] = {}
    return replace(function, body=dissolve(function.body, Displays(), replaced))


class Displays:
    """The displays that are as they were made: a list or dict until it is changed, or held by something else."""

    def __init__(self) -> None:
        self.made: dict[Atom, Call] = {}
        self.same: dict[Atom, Atom] = {}  # other names

    def root(self, atom: Atom) -> Atom:
        return self.same.get(atom, atom)

    def let_go(self, op: Op) -> None:
        """Forget the lists that an op changes, or lets others change."""
        match op:
            case Store():
                held: tuple[Atom | None, ...] = (op.array, op.value)
            case Call() if op.func is copy:
                self.same[op.out] = self.root(op.args[0])
                return
            case Call() if op.func in (build_tuple, build_list, build_dict) or is_in_place(op.func):
                held = op.args
            case If():
                held = (*op.then.results, *op.orelse.results)
            case Loop():
                held = (*op.inits, *op.body.results, op.iterable)
            case _:
                return
        for atom in held:
            root = None if atom is None else self.root(atom)
            display = self.made.get(root) if root is not None else None
            if display is not None and display.func is not build_tuple:
                gone = [key for key, made in self.made.items() if made is display]
                for key in gone:
                    del self.made[key]


def dissolve(block: Block, displays: Displays, replaced: dict[Var, Atom]) -> Block:
    """One block; `displays` are those around it, and in the end those that it leaves as they were."""
    ops: list[Op] = []
    made = displays.made
    for op in block.ops:
        op = renamed(op, replaced)
        if isinstance(op, (If, Loop)):
            for inner in walk(Block((op,), ())):
                displays.let_go(renamed(inner, replaced))
            ops.append(map_blocks(op, lambda inner: dissolve(inner, displays, replaced)))
            continue
        displays.let_go(op)
        if isinstance(op, Call) and op.func in (build_tuple, build_list, build_dict):
            made[op.out] = op
        element = element_of(op, made) if isinstance(op, Call) else None
        if element is None:
            ops.append(op)
        elif op.out.name and isinstance(op, Call):
            ops.append(replace(op, func=copy, args=(element,)))  # the user's name stays
            if element in made:
                made[op.out] = made[element]
            displays.same[op.out] = displays.root(element)
        else:
            replaced[op.out] = element
    return Block(tuple(ops), tuple(resolve(a, replaced) for a in block.results))


def index_directly(function: Function, facts: Facts) -> Function:
    """Go through arrays, lists and tuples by index as they are, without a list of their elements.

    What goes through a dict goes through its keys, and what copies a list makes a list.
    """

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Call) and op.func is sequence:
                if facts.fact(op.args[0]).kind in ("array", "list", "tuple"):
                    replaced[op.out] = op.args[0]
                    continue
                if facts.fact(op.args[0]).kind == "dict":
                    op = replace(op, func=keys)
                    changed.append(op)
            elif isinstance(op, Call) and op.func is engine.COPY:
                kind = facts.fact(op.args[0]).kind
                if kind in ("list", "dict"):
                    op = replace(op, func=list if kind == "list" else dict)
                    changed.append(op)
            ops.append(op)
        return Block(tuple(ops), old.results)

    replaced: dict[Var, Atom] = {}
    changed: list[Op] = []
    body = block(function.body)
    if not replaced and not changed:
        return function
    return replace(function, body=map_block(body, lambda atom: resolve(atom, replaced)))


def number_fields(function: Function) -> Function:
    """The fields of a named tuple by their numbers: `np.linalg.svd(x).Vh` as `np.linalg.svd(x)[2]`."""
    maker: dict[Atom, Call] = {op.out: op for op in walk(function.body) if isinstance(op, Call)}

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Call) and len(op.args) == 1:
                number = field_number(op.func, maker.get(op.args[0]))
                if number is not None:
                    op = replace(op, func=operator.getitem, args=(op.args[0], Const(number)))
            ops.append(op)
        return Block(tuple(ops), old.results)

    return replace(function, body=block(function.body))


def field_number(func: Any, made: Call | None) -> int | None:
    """The place of the field that `func` reads in what the call `made` returns."""
    fields = engine.field_names(made.func) if made is not None else ()
    name = getattr(func, "__name__", "")
    return fields.index(name) if name in fields and engine.is_data_attribute(func) else None


def choose_forms(function: Function, inputs: Iterable[Var]) -> Function:
    """Of what was made in two ways, take the one that a derivative with respect to `inputs` needs."""
    choices = [op for op in walk(function.body) if isinstance(op, Call) and op.func is either]
    if not choices:
        return function
    varied = varied_values(function, inputs, None)
    chosen = {op.out: op.args[op.args[1] in varied] for op in choices}

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Call) and op.func is either:
                if not op.out.name:
                    unnamed[op.out] = chosen[op.out]
                    continue
                op = replace(op, func=copy, args=(chosen[op.out],))
            ops.append(op)
        return Block(tuple(ops), old.results)

    unnamed: dict[Var, Atom] = {}
    other: set[Atom] = {op.args[op.args[1] not in varied] for op in choices}
    gather(function.body, other, {v for op in walk(function.body) for v in made_by(op)})

    def may_go(op: Op) -> bool:
        """Has the op no effect but its result, or changes a list that is there for what is not taken?"""
        if isinstance(op, Call) and op.func is append:
            return op.out in other and not op.out.hint()
        return isinstance(op, Call) and is_pure(op.func)

    body = map_block(block(function.body), lambda atom: resolve(atom, unnamed))
    return prune(replace(function, body=body), may_go)


def made_by(op: Op) -> tuple[Var, ...]:
    """The values that an op makes, those inside it, too."""
    return (*op.outs, *op.params) if isinstance(op, Loop) else defined(op)


def replace_items(function: Function, facts: Facts) -> Function:
    """Put a new item in the place of one that nobody else holds, where it may be a number.

    items[k] += v      =>      items[k] = items[k] + v
    """
    objects = written_back(function, facts)
    views = {view.out for s, view in items_put_back(function).items() if s not in objects}
    if not views:
        return function

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Call) and op.args and op.args[0] in views:
                if is_augmented(op.func):
                    op = engine.out_of_place(op)
            ops.append(op)
        return Block(tuple(ops), old.results)

    return replace(function, body=block(function.body))


def element_of(op: Call, made: dict[Atom, Call]) -> Atom | None:
    """The element that `t[k]` or an unpacking takes from a display."""
    if op.func not in (operator.getitem, unpack):
        return None
    display, index = made.get(op.args[0]), op.args[1]
    if display is None or not isinstance(index, Const):
        return None
    if display.func is build_dict:
        keys = display.args[0]
        if isinstance(keys, Const) and index.value in keys.value:
            position: int = keys.value.index(index.value)
            return display.args[1 + position]
        return None
    if op.func is unpack:
        count = op.args[2]
        if not isinstance(count, Const) or count.value != len(display.args):
            return None  # it raises, as it would in the original
    if type(index.value) is not int or not -len(display.args) <= index.value < len(display.args):
        return None
    return display.args[index.value]
