"""Make a failing program with control flow smaller, as long as it fails in the same way."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from tests.fuzz.flow_check import Oracle, Outcome, check, is_sound
from tests.fuzz.flow_generate import FlowProgram
from tests.fuzz.shrink import simpler_lines

__all__ = ["golden", "shrink"]

BLOCKS = ("body", "orelse", "finalbody")
MOST = 3000  # candidates tried


def shrink(program: FlowProgram, outcome: Outcome) -> tuple[FlowProgram, Outcome]:
    """The smallest program found that fails with the same kind at the same stage."""
    stages = (outcome.stage,) if outcome.stage != "compile" else ()
    tried: set[str] = set()
    first = 0  # where the search goes on: what did not help before seldom helps now
    while len(tried) < MOST:
        for number, candidate in enumerate(smaller(program)):
            if number < first or key_of(candidate) in tried:
                continue
            tried.add(key_of(candidate))
            if not (runs if outcome.kind == "crashed" else is_sound)(candidate):
                continue
            found = check(candidate, stages)
            if alike(found, outcome):
                program, outcome, first = candidate, found, number
                break
        else:
            if first == 0:
                break
            first = 0
    return program, outcome


def key_of(program: FlowProgram) -> str:
    """What tells programs apart."""
    return f"{program.text}{program.params}{program.wrt}"


def runs(program: FlowProgram) -> bool:
    """Does the program run, to a number? What crashes a compiler need not be smooth."""
    try:
        return bool(np.isfinite(Oracle(program).here[0]))
    except Exception:
        return False


def alike(found: Outcome, outcome: Outcome) -> bool:
    """The same kind and stage; for messages, the same first words."""
    if (found.kind, found.stage) != (outcome.kind, outcome.stage):
        return False
    if outcome.kind == "wrong":
        return found.detail.split(":")[0][:4] == outcome.detail.split(":")[0][:4]
    return found.detail.split()[:3] == outcome.detail.split()[:3]


def smaller(program: FlowProgram) -> Iterator[FlowProgram]:
    """Programs that are one step simpler, the largest steps first."""
    tree = ast.parse(f"def f():\n{program.body}")
    for edited in edits(tree):
        yield replace(program, body=body_of(edited))
    lines = program.body.splitlines()
    for k, line in enumerate(lines):
        for simpler in simpler_in(line):
            if len(simpler) < len(line):
                yield replace(
                    program, body="\n".join((*lines[:k], simpler, *lines[k + 1 :])) + "\n"
                )
    yield from fewer_arguments(program)


def body_of(tree: ast.Module) -> str:
    """The body of the only function of a module."""
    return ast.unparse(tree).partition("\n")[2] + "\n"


def edits(tree: ast.Module) -> Iterator[ast.Module]:
    """Trees with a statement less, a branch or loop flattened, fewer iterations."""
    for path, _ in statements(tree):
        for count in (4, 2, 1):
            yield without_statements(tree, path, count)
    for path, node in statements(tree):
        for name in BLOCKS:
            if getattr(node, name, None):
                yield flattened(tree, path, name)
        if getattr(node, "orelse", None):
            yield without_block(tree, path, "orelse")
        if isinstance(node, ast.Match):
            for k in range(len(node.cases)):
                yield flattened_case(tree, path, k)
        if isinstance(node, ast.For):
            yield from fewer_iterations(tree, path, node)
        if isinstance(node, ast.AugAssign):
            yield plain_assignment(tree, path)


def statements(node: ast.AST, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The statements within a node, and the way to each."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            for k, child in enumerate(value):
                if isinstance(child, ast.stmt) and not isinstance(child, ast.FunctionDef):
                    yield (*path, (field, k)), child
                if isinstance(child, (ast.stmt, ast.match_case)):
                    yield from statements(child, (*path, (field, k)))


def place(tree: ast.Module, path: tuple[Any, ...]) -> tuple[ast.Module, list[Any], int]:
    """A copy of the tree, and the block and position of a statement in it."""
    tree = copy.deepcopy(tree)
    node: Any = tree
    for field, k in path[:-1]:
        node = getattr(node, field)[k]
    field, k = path[-1]
    return tree, getattr(node, field), k


def without_statements(tree: ast.Module, path: tuple[Any, ...], count: int) -> ast.Module:
    tree, block, k = place(tree, path)
    block[k : k + count] = [] if len(block) > count else [ast.Pass()]
    return tree


def flattened(tree: ast.Module, path: tuple[Any, ...], name: str) -> ast.Module:
    """A block of a compound statement takes its place; a loop's target gets its first value."""
    tree, block, k = place(tree, path)
    node = block[k]
    first: list[ast.stmt] = []
    if isinstance(node, ast.For) and name == "body":
        head = ast.Call(ast.Name("next"), [ast.Call(ast.Name("iter"), [node.iter], [])], [])
        value: ast.expr = head
        if isinstance(node.iter, ast.Name):
            value = ast.Subscript(node.iter, ast.Constant(0), ast.Load())
        if isinstance(node.iter, (ast.List, ast.Tuple)):
            value = node.iter.elts[0]
        if isinstance(node.iter, ast.Call) and getattr(node.iter.func, "id", "") == "range":
            value = node.iter.args[0] if len(node.iter.args) > 1 else ast.Constant(0)
        if value is not head:
            first = [ast.Assign([node.target], value, lineno=1)]
    block[k : k + 1] = first + getattr(node, name)
    return tree


def flattened_case(tree: ast.Module, path: tuple[Any, ...], number: int) -> ast.Module:
    tree, block, k = place(tree, path)
    block[k : k + 1] = block[k].cases[number].body
    return tree


def without_block(tree: ast.Module, path: tuple[Any, ...], name: str) -> ast.Module:
    tree, block, k = place(tree, path)
    setattr(block[k], name, [])
    return tree


def fewer_iterations(
    tree: ast.Module, path: tuple[Any, ...], node: ast.For
) -> Iterator[ast.Module]:
    """A range of 1 or 2, a list without its last element, a plain array."""
    simple = [f"range({k})" for k in (0, 1, 2)]
    if isinstance(node.target, ast.Name):
        names = sorted({n.id for n in ast.walk(node.iter) if isinstance(n, ast.Name)})
        simple += [n for n in names if n not in ("range", "len", "reversed", "enumerate", "zip")]
    for text in simple:
        if len(text) < len(ast.unparse(node.iter)):
            edited, block, k = place(tree, path)
            block[k].iter = ast.parse(text, mode="eval").body
            yield edited
    if isinstance(node.iter, (ast.List, ast.Tuple)) and len(node.iter.elts) > 1:
        edited, block, k = place(tree, path)
        block[k].iter.elts.pop()
        yield edited


def plain_assignment(tree: ast.Module, path: tuple[Any, ...]) -> ast.Module:
    tree, block, k = place(tree, path)
    node = block[k]
    block[k] = ast.Assign([node.target], node.value, lineno=1)
    return tree


def simpler_in(line: str) -> Iterator[str]:
    """A line with one of its expressions replaced by a part of it, or by a number."""
    indent = line[: len(line) - len(line.lstrip())]
    text = line.strip()
    header = text.endswith(":")
    if text in ("else:", "while True:") or text.startswith(("case ", "match ", "elif ")):
        return
    try:
        for simpler in simpler_lines(f"{text} pass" if header else text):
            first = simpler.splitlines()[0]
            if not re.search(r"\b(np|math)\b(?!\.)", first):
                yield indent + first
    except SyntaxError:
        return


def fewer_arguments(program: FlowProgram) -> Iterator[FlowProgram]:
    """Smaller numbers, fewer parameters, fewer of them differentiated."""
    for k, (name, value) in enumerate(program.options):
        rest = (*program.options[:k], *program.options[k + 1 :])
        yield replace(program, options=rest)
        if isinstance(value, int) and value > 0:
            smaller_one = (name, type(value)(value - 1))
            yield replace(
                program, options=(*program.options[:k], smaller_one, *program.options[k + 1 :])
            )
    for k in range(len(program.params)):
        if len(program.params) > 1 and program.wrt != (k,):
            yield replace(
                program,
                params=(*program.params[:k], *program.params[k + 1 :]),
                args=(*program.args[:k], *program.args[k + 1 :]),
                wrt=tuple(w - (w > k) for w in program.wrt if w != k),
            )
    if len(program.wrt) > 1:
        for k in program.wrt:
            yield replace(program, wrt=tuple(w for w in program.wrt if w != k))


def golden(program: FlowProgram, comment: str = "What to look at.") -> str:
    """A program as a file of tests/golden."""
    named = [*program.params, *(f"{name}={value!r}" for name, value in program.options)]
    text = f"def f({', '.join(named)}):\n{program.body}"
    helpers = "".join(
        f"{ast.unparse(node)}\n\n\n"
        for node in ast.parse(program.prelude).body
        if isinstance(node, ast.FunctionDef) and f"{node.name}(" in text
    )
    imports = ["import math\n\n"] * ("math." in text) + ["import numpy as np\n"]
    with np.printoptions(precision=17):
        values = ", ".join(repr(a).replace("array(", "np.array(") for a in program.args)
    numbers = f"ARGNUMS = {program.wrt if len(program.wrt) > 1 else program.wrt[0]}\n"
    args = f"ARGS = ({values},)\n" if len(program.args) == 1 else f"ARGS = ({values})\n"
    tail = args + numbers * (program.wrt != (0,))
    return f"# {comment}\n\n{''.join(imports)}\n\n{helpers}{text}\n\n{tail}"
