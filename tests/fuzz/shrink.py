"""Make a failing program smaller, as long as it fails in the same way."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from tests.fuzz.check import Failure, check, function_of
from tests.fuzz.generate import Program, copied

__all__ = ["shrink"]


def shrink(program: Program, failure: Failure) -> tuple[Program, Failure]:
    """The smallest program found that fails with the same kind."""
    progress = True
    while progress:
        progress = False
        for candidate in smaller(program):
            if not runs(candidate):
                continue
            found = check(candidate)
            if found is not None and found.kind == failure.kind and alike(found, failure):
                program, failure, progress = candidate, found, True
                break
    return program, failure


def alike(one: Failure, two: Failure) -> bool:
    """For crashes and refusals: the same message, as far as its first words say."""
    if ":" not in one.kind:
        return True
    return one.detail.split()[:2] == two.detail.split()[:2] or one.detail[:3] == two.detail[:3]


def runs(program: Program) -> bool:
    """Does the program itself run, to a finite scalar, without warnings?"""
    try:
        with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
            warnings.simplefilter("error")
            value = function_of(program.text)(*map(copied, program.args))
    except Exception:
        return False
    return isinstance(value, float | np.floating) and bool(np.isfinite(value))


def smaller(program: Program) -> Iterator[Program]:
    """Programs that are one step simpler: a line less, an expression replaced by a part of it."""
    lines = program.lines
    for k in range(len(lines) - 1):
        yield replace(program, lines=(*lines[:k], *lines[k + 1 :]))
        match = re.fullmatch(r"(\w+) = (\w+)", lines[k])
        if match:
            rest = (re.sub(rf"\b{match[1]}\b", match[2], line) for line in lines[k + 1 :])
            yield replace(program, lines=(*lines[:k], *rest))
    for k, line in enumerate(lines):
        for simpler in simpler_lines(line):
            if len(simpler) < len(line):
                yield replace(program, lines=(*lines[:k], simpler, *lines[k + 1 :]))
    for k in range(1, len(program.params)):
        yield without(program, k)
    if len(program.wrt) > 1:
        for k in program.wrt:
            yield replace(program, wrt=tuple(w for w in program.wrt if w != k))


def simpler_lines(line: str) -> Iterator[str]:
    """A line with one of its expressions replaced by an operand of it."""
    tree = ast.parse(line)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            children: Any = value if isinstance(value, list) else [value]
            for place, child in enumerate(children):
                if not is_read(child):
                    continue
                for part in ast.walk(child):
                    if part is not child and is_read(part):
                        put(parent, field, value, place, part)
                        text = ast.unparse(tree)
                        put(parent, field, value, place, child)
                        yield text


def is_read(node: Any) -> bool:
    """Is it an expression whose value is used?"""
    stored = isinstance(getattr(node, "ctx", None), ast.Store)
    return isinstance(node, ast.expr) and not isinstance(node, ast.Slice) and not stored


def put(parent: ast.AST, field: str, value: Any, place: int, child: Any) -> None:
    """Make `child` the operand at that place."""
    if isinstance(value, list):
        value[place] = child
    else:
        setattr(parent, field, child)


def without(program: Program, k: int) -> Program:
    """The program without its argument number k."""
    defaults = program.defaults if k < len(program.params) - program.defaults else 0
    return replace(
        program,
        params=(*program.params[:k], *program.params[k + 1 :]),
        args=(*program.args[:k], *program.args[k + 1 :]),
        wrt=tuple(w - (w > k) for w in program.wrt if w != k),
        defaults=defaults,
    )
