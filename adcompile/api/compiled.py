"""One compilation: the text, the function, and what has to hold at each call."""

from __future__ import annotations

import builtins
import functools
import sys
import warnings
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adcompile import pipeline
from adcompile.api.arguments import kind_of
from adcompile.api.insides import examples_fit
from adcompile.backend.emit import Emitted
from adcompile.backend.load import load, unload
from adcompile.diagnostics import AdcompileWarning
from adcompile.ir.facts import DTypeVar, Fact, ShapeVar, same_dtype
from adcompile.ir.nodes import (
    Function,
    Guard,
    If,
    Reference,
    Tree,
    Var,
    blocks,
    leaves,
    walk,
)
from adcompile.pipeline import Transformed

__all__ = ["Compiled", "Options", "compile_function"]

HEADINGS = ("# backward", "# forward and backward")  # of the second half of a text


@dataclass(frozen=True)
class Options:
    """What is asked for: `kind` is "grad", "value_and_grad", "vjp" or "jvp"."""

    kind: str
    has_aux: bool = False
    optimize: bool = True
    holomorphic: bool = False


@dataclass(frozen=True)
class Compiled:
    """A loaded function with its conditions."""

    emitted: Emitted
    function: Callable[..., Any]
    program: Function
    ranks: Mapping[str, int]  # parameter -> the number of axes it must have
    guards: tuple[tuple[dict[str, Any], str, Any], ...]  # namespace, name, what it must hold
    cells: tuple[Guard, ...]  # the same for closure cells and attributes
    backward_line: int  # the first line of the backward half
    writes: bool  # the function writes into an argument: no other may share its memory
    doubtful: bool  # for numbers only, where it was not known what the arguments are
    kinds: tuple[tuple[Reference, Any], ...]  # captured values whose kind was compiled in
    exact: frozenset[int]  # the gradients that provably have the type and dtype of their arguments

    def is_current(self) -> bool:
        """Are all functions that were compiled in still what they were?"""
        for namespace, name, expected in self.guards:
            if namespace.get(name) is not expected:
                return False
        if not all(guard.holds() for guard in self.cells):
            return False
        if self.looks_inside and not examples_fit(self.program, {}):
            return False
        return all(kind_of(reference.read()) == kind for reference, kind in self.kinds)

    @functools.cached_property
    def looks_inside(self) -> bool:
        """Is something taken for granted of what is inside captured values?"""
        captured = {c.var for c in self.program.captures}
        return any(given.root in captured for given in self.program.givens)

    @property
    def is_simple(self) -> bool:
        """Are the guards on names all there is to check?"""
        return not self.cells and not self.kinds and not self.looks_inside

    @property
    def is_mixed(self) -> bool:
        """Does a part of the backward half compute values of the function, too?"""
        late = (op for op in self.program.body.ops if op.backward)
        return any(not i.backward for op in late for block in blocks(op) for i in walk(block))

    @property
    def catches(self) -> bool:
        """Does the program catch exceptions?"""
        return any(isinstance(op, If) and op.kind == "try" for op in walk(self.program.body))

    def refresh(self) -> None:
        """Read the captured values, as the function itself would now."""
        namespace = self.function.__globals__
        for name, reference in self.emitted.captures.items():
            namespace[name] = reference.read()


def compile_function(
    function: Function,
    wrt: tuple[Var, ...],
    gradients: Tree,
    options: Options,
    name: str,
    known: Mapping[Var, Fact] | None = None,
) -> Compiled:
    """Transform a program and load the result."""
    transformed = transform(function, wrt, gradients, options, known)
    inside = {part.var for part in function.parts}
    zero = tuple(v for v in transformed.zero if v not in inside)
    if zero:
        warn_zero(function, zero)
    total = leaves(transformed.function.tree)
    places = fresh_results(transformed, wrt, options, total)
    emitted = pipeline.text_of(transformed, name, optimised=options.optimize, fresh=places)
    lines = emitted.main.splitlines()
    above = len(emitted.text.splitlines()) - len(lines)
    marks = [k for k, line in enumerate(lines, above + 1) if line.strip() in HEADINGS]
    compiled = Compiled(
        emitted,
        load(emitted),
        transformed.function,
        required_ranks(transformed, known or {}),
        *split_guards(transformed.function.guards),
        marks[0] if marks else 0,
        transformed.writes,
        transformed.doubtful,
        captured_kinds(transformed) if known else (),
        exact_results(transformed, wrt, places, known or {}),
    )
    weakref.finalize(compiled, unload, compiled.function.__module__).atexit = False
    return compiled


def captured_kinds(transformed: Transformed) -> tuple[tuple[Reference, Any], ...]:
    """The kinds of the captured values, as the facts took them."""
    captures = transformed.function.captures
    return tuple((c.reference, kind_of(c.reference.read())) for c in captures)


def exact_results(
    transformed: Transformed, wrt: tuple[Var, ...], places: range, known: Mapping[Var, Fact]
) -> frozenset[int]:
    """The gradients, by position, that need no conversion.

    Only those of arrays: that of a float may be one of NumPy's, whose type no fact tells apart.
    """
    facts, results = transformed.facts, transformed.function.body.results
    exact = set()
    for k, (var, place) in enumerate(zip(wrt, places)):
        fact = known.get(var)
        dtype = facts.fact(results[place]).dtype
        is_array = fact is not None and bool(facts.rank(var))
        if fact is not None and is_array:
            if not isinstance(dtype, DTypeVar) and same_dtype(dtype, fact.dtype):
                exact.add(k)
    return frozenset(exact)


def split_guards(
    guards: tuple[Guard, ...],
) -> tuple[tuple[tuple[dict[str, Any], str, Any], ...], tuple[Guard, ...]]:
    """Guards on names of a namespace, which are cheap to check, and the others.

    Nobody rebinds the builtins, so these are not checked.
    """
    named = []
    others = []
    for guard in guards:
        scope = guard.reference.scope
        if isinstance(scope, dict):
            named.append((scope, guard.reference.name, guard.expected))
        elif scope is not builtins:
            others.append(guard)
    return tuple(named), tuple(others)


def transform(
    function: Function,
    wrt: tuple[Var, ...],
    gradients: Tree,
    options: Options,
    known: Mapping[Var, Fact] | None = None,
    whole: bool = False,
) -> Transformed:
    """Apply the transformation that `options` names to a program; `whole` if it is to be transformed again."""
    optimised = options.optimize
    if options.kind == "vjp":
        return pipeline.pullback(function, wrt, optimised=optimised, known=known, whole=whole)
    if options.kind == "jvp":
        return pipeline.pushforward(function, wrt, optimised=optimised, known=known, whole=whole)
    return pipeline.gradient(
        function,
        wrt,
        gradients,
        with_value=options.kind == "value_and_grad",
        optimised=optimised,
        known=known,
        whole=whole,
    )


def fresh_results(
    transformed: Transformed, wrt: tuple[Var, ...], options: Options, total: int
) -> range:
    """The positions of the gradients among the results."""
    if options.kind == "jvp":
        return range(total // 2, total)
    if options.kind == "grad":
        return range(len(wrt))
    return range(total - len(wrt), total)


def required_ranks(transformed: Transformed, known: Mapping[Var, Fact]) -> dict[str, int]:
    """What the compilation took for granted about ranks of arguments."""
    ranks: dict[str, int] = {}
    for param in transformed.function.params:
        rank = transformed.facts.rank(param.var)
        if rank is not None and rank_was_assumed(known.get(param.var)):
            ranks[param.var.name] = rank
    return ranks


def rank_was_assumed(fact: Fact | None) -> bool:
    """Is the rank something the caller did not say?"""
    return fact is None or isinstance(fact.shape, ShapeVar)


def levels_to_user() -> int:
    """How many frames above `warn_zero` the user's own code is."""
    frame, levels = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in (
        "adcompile",
        "contextlib",
    ):
        frame, levels = frame.f_back, levels + 1
    return levels


def warn_zero(function: Function, zero: tuple[Var, ...]) -> None:
    """Say which gradients are zero because nothing depends on the input."""
    for var in zero:
        readers = [op for op in function.body.ops if var in pipeline.reads(op)]
        place = f" (line {readers[0].span.line})" if readers else ""
        reason = "no derivative of the result reaches it" if readers else "it is not used"
        warnings.warn(
            f"the gradient of `{function.name}` in `{var.name}` is zero: {reason}{place}",
            AdcompileWarning,
            stacklevel=levels_to_user(),
        )
