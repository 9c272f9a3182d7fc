"""Containers whose structure is known disappear.

    t = (a, (b, c))
    u = t[1]           =>      return c
    return u[1]

So that a derivative sees the elements, never a tuple, list or dict.
"""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import Any

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Var, walk
from adcompile.ir.primitives import build_dict, build_list, build_tuple, copy, sequence, unpack
from adcompile.ir.rewrite import map_block, map_blocks, renamed, resolve
from adcompile.rules import engine

__all__ = ["dissolve_containers", "index_directly", "number_fields"]


def dissolve_containers(function: Function) -> Function:
    """Read elements from where a display put them."""
    replaced: dict[Var, Atom] = {}
    return replace(function, body=dissolve(function.body, {}, replaced))


def dissolve(block: Block, made: dict[Atom, Call], replaced: dict[Var, Atom]) -> Block:
    """One block; what it makes is `made` for those inside."""
    ops: list[Op] = []
    for op in block.ops:
        op = renamed(op, replaced)
        if isinstance(op, (If, Loop)):
            ops.append(map_blocks(op, lambda inner: dissolve(inner, made, replaced)))
            continue
        if isinstance(op, Call) and op.func in (build_tuple, build_list, build_dict):
            made[op.out] = op
        element = element_of(op, made) if isinstance(op, Call) else None
        if element is None:
            ops.append(op)
        elif op.out.name and isinstance(op, Call):
            ops.append(replace(op, func=copy, args=(element,)))  # the user's name stays
            if element in made:
                made[op.out] = made[element]
        else:
            replaced[op.out] = element
    return Block(tuple(ops), tuple(resolve(a, replaced) for a in block.results))


def index_directly(function: Function, facts: Facts) -> Function:
    """Go through arrays, lists and tuples by index as they are, without a list of their elements."""

    def block(old: Block) -> Block:
        ops: list[Op] = []
        for op in old.ops:
            if isinstance(op, (If, Loop)):
                op = map_blocks(op, block)
            elif isinstance(op, Call) and op.func is sequence:
                if facts.fact(op.args[0]).kind in ("array", "list", "tuple"):
                    replaced[op.out] = op.args[0]
                    continue
            ops.append(op)
        return Block(tuple(ops), old.results)

    replaced: dict[Var, Atom] = {}
    body = block(function.body)
    if not replaced:
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
