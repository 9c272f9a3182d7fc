"""What is read out of arguments, as statements at the head of the text.

    parts: params_W = params["W"]       =>      params_W = params["W"]
    s = params_W @ x                            s = params_W @ x

Up to here a part is an input like any other: a derivative can be taken in it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from adcompile.diagnostics import Span
from adcompile.ir.nodes import (
    Atom,
    Call,
    Const,
    Function,
    Op,
    Part,
    Step,
    Var,
    blocks,
    operands,
    reads,
    walk,
)
from adcompile.ir.primitives import attribute, record_item, set_attribute, set_item
from adcompile.ir.rewrite import count_uses, map_block

__all__ = ["items_of", "likeness", "loads", "with_loads"]


def likeness(value: Any) -> Any:
    """What a program that is compiled for a leaf depends on: its type, dtype, and which extents are 1.

    >>> likeness(1.5)
    <class 'float'>
    """
    dtype, shape = getattr(value, "dtype", None), getattr(value, "shape", None)
    if dtype is None or not isinstance(shape, tuple):
        return type(value)
    return type(value), getattr(dtype, "str", dtype), tuple(n == 1 for n in shape)


def items_of(value: Any) -> list[tuple[Step, Any]]:
    """What a list, tuple or dict holds, and the way to each; in a named tuple by its name.

    >>> items_of({"a": 1.0})
    [(['a'], 1.0)]
    """
    if isinstance(value, dict):
        return [(Step(key), part) for key, part in value.items()]
    fields = getattr(value, "_fields", None)
    steps = map(Step, range(len(value))) if fields is None else (Step(f, True) for f in fields)
    return list(zip(steps, value))


def with_loads(function: Function, is_pure: Callable[[Any], bool]) -> Function:
    """The program with its parts read where they are first used, or at the start.

    What is read once and cannot have been set since needs no name; nor does what is only set.
    """
    if not function.parts and not any(map(is_set, walk(function.body))):
        return function
    uses = count_uses(function)
    unnamed = once_set(function, uses) | once_read(function, uses)
    waiting = [part for part in function.parts if part.var in uses]
    ops: list[Op] = []
    for op in function.body.ops:
        now = [part for part in waiting if is_read_here(part, op, is_pure)]
        waiting = [part for part in waiting if part not in now]
        ops += read(now, unnamed)
        ops.append(op)
    ops += read(waiting, unnamed)
    body = map_block(replace(function.body, ops=tuple(ops)), lambda atom: unnamed.get(atom, atom))
    body = replace(body, ops=tuple(map_outs(op, unnamed) for op in body.ops))
    return replace(function, body=body, parts=())


def read(parts: Iterable[Part], names: Mapping[Atom, Var]) -> Iterator[Op]:
    """The ops that read some parts."""
    for part in parts:
        yield from loads(replace(part, var=names.get(part.var, part.var)), part.root)


def is_read_here(part: Part, op: Op, is_pure: Callable[[Any], bool]) -> bool:
    """Is a part to be read before this op: does it use it, or may it change what is there?"""
    if part.var in reads(op):
        return True
    for inner in inside(op):
        if is_set(inner):
            assert isinstance(inner, Call) and isinstance(inner.args[1], Const)
            if any(step.key == inner.args[1].value for step in part.path):
                return True
        elif isinstance(inner, Call) and inner.func is not record_item and not is_pure(inner.func):
            return True
    return False


def inside(op: Op) -> Iterator[Op]:
    """The op, and those in its blocks."""
    yield op
    for block in blocks(op):
        yield from walk(block)


def is_set(op: Op) -> bool:
    """Does the op set an attribute?"""
    return isinstance(op, Call) and op.func in (set_attribute, set_item)


def once_set(function: Function, uses: Mapping[Atom, int]) -> dict[Atom, Var]:
    """The values at the top of the program that are made to be set, `self.n = self.n + 1`."""
    found: dict[Atom, Var] = {}
    last: Op | None = None
    for op in function.body.ops:
        if is_set(op) and isinstance(op, Call) and isinstance(last, Call):
            value = op.args[2]
            if value is last.out and uses[value] == 1:
                found[value] = Var()
        last = op
    return found


def once_read(function: Function, uses: Mapping[Atom, int]) -> dict[Atom, Var]:
    """The parts that are read once, before anything of that name is set."""
    parts = {part.var: part for part in function.parts if uses.get(part.var) == 1}
    names = {op.args[1].value for op in walk(function.body) if is_set(op)}  # type: ignore[union-attr]
    found: dict[Atom, Var] = {
        var: Var() for var, part in parts.items() if names.isdisjoint(s.key for s in part.path)
    }
    for op in function.body.ops:
        if is_set(op):
            break
        found.update({a: Var() for a in operands(op) if a in parts and isinstance(op, Call)})
    return found


def map_outs(op: Op, new: Mapping[Atom, Var]) -> Op:
    """The op with other names for what it makes."""
    return replace(op, out=new[op.out]) if isinstance(op, Call) and op.out in new else op


def loads(part: Part, root: Atom, span: Span | None = None) -> list[Op]:
    """The ops that read a part of `root`."""
    ops: list[Op] = []
    value = root
    for k, step in enumerate(part.path, 1):
        out = part.var if k == len(part.path) else Var()
        func = attribute if step.attribute else operator.getitem
        ops.append(Call(out, func, (value, Const(step.key)), span or Span.nowhere()))
        value = out
    return ops
