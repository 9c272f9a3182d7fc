"""Which of the user's functions are called by the derivative, and which are compiled in.

A function that calls itself has to be called.  Otherwise it is a matter of size: one of a few statements is
compiled in wherever it is called; a larger one that the text would hold several times, or a very large one, is
called.  A call in a loop stands in the text once.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from typing import Any

from adcompile.diagnostics import Span, UnsupportedSyntax
from adcompile.ir.nodes import Call, Function, walk
from adcompile.ir.subprograms import Sub, result_tree

__all__ = ["Recursive", "Separate"]

SMALL = 6  # statements of a function that is compiled in as often as it is called
LARGE = 20  # statements of a function that is not compiled in, even if it is called once


class Recursive(Exception):
    """A function was found to call itself."""

    def __init__(self, func: Any, name: str, span: Span) -> None:
        super().__init__(name)
        self.func, self.name, self.span = func, name, span


class Separate:
    """The functions that are called, as far as is known by now."""

    def __init__(
        self, prepare: Callable[[Sub, Function], None], writes: Callable[[Sub], bool]
    ) -> None:
        self.prepare = prepare
        self.writes = writes
        self.recursive: dict[Any, None] = {}
        self.large: dict[Any, None] = {}
        self.all_in = False  # compile in all but the recursive ones
        self.subs: dict[Any, Sub] = {}
        self.copies: list[tuple[Any, Function, tuple[Call, ...]]] = []

    def found(self, recursive: Recursive) -> None:
        """Call this function from now on."""
        self.recursive[recursive.func] = None
        self.copies = []

    def root(self, func: Any, program: Function) -> Sub:
        """The function that is asked for itself, and what is called for it if it calls itself.

        Raises: UnsupportedSyntax if its results have no simple structure, or its parameters no fixed number.
        """
        self.recursive[func] = None
        sub = self.of(
            func, program, program.body.ops[0].span if program.body.ops else Span.nowhere()
        )
        assert sub is not None
        del self.recursive[func]
        sub.recursive = sub.called = False
        return sub

    def of(self, func: Any, program: Function, span: Span) -> Sub | None:
        """What is called for a function of the user's; None if it is compiled in."""
        if func not in self.recursive and (self.all_in or func not in self.large):
            return None
        if func not in self.subs:
            count = result_tree(program.tree)
            starred = any(
                p.kind in (p.kind.VAR_POSITIONAL, p.kind.VAR_KEYWORD) for p in program.params
            )
            if count is None or starred:
                if func not in self.recursive:
                    return None
                raise UnsupportedSyntax(
                    f"`{program.name}`, which stands by itself, "
                    + (
                        "has parameters of unknown number"
                        if starred
                        else "returns a nested structure"
                    ),
                    span,
                    "name the parameters" if starred else "return one value, or a tuple of values",
                )
            name = "lambda_" if program.name == "<lambda>" else program.name
            self.subs[func] = Sub(name, count, func)
            self.prepare(self.subs[func], program)
        sub = self.subs[func]
        sub.recursive, sub.called = func in self.recursive, True
        return sub

    def check_arguments(self, sub: Sub, span: Span) -> None:
        """Refuse a call that would change an argument of the caller.

        Raises: UnsupportedSyntax
        """
        if self.writes(sub):
            raise UnsupportedSyntax(
                f"`{sub.__name__}`, which calls itself, changes an argument in place",
                span,
                "let the function return the new array",
            )

    def note(self, func: Any, program: Function, callers: Sequence[Call]) -> None:
        """A function is compiled in, through these calls; the last is that of the function itself."""
        self.copies.append((func, program, tuple(callers)))

    def choose(self) -> bool:
        """Choose what is to be called, once a program is whole; is it to be put together anew?"""
        copies, self.copies = self.copies, []
        if self.all_in:
            return False
        programs = {f: p for f, p, _ in copies if isinstance(f, types.FunctionType)}
        sizes = {f: statements(p) for f, p in programs.items()}
        candidates = {f for f, size in sizes.items() if size > SMALL and f not in self.large}
        ways: dict[Any, set[Any]] = {f: set() for f in candidates}
        for func, _, callers in copies:
            if func in candidates:
                ways[func].add(way(callers, candidates))
        chosen = [f for f in programs if f in candidates]
        chosen = [f for f in chosen if len(ways[f]) > 1 or sizes[f] > LARGE]
        self.large.update(dict.fromkeys(chosen))
        return bool(chosen)


def way(callers: Sequence[Call], candidates: set[Any]) -> Any:
    """How a call is come to from the last function on the way that may stand by itself."""
    places = [(c.span.file, c.span.line, c.span.column) for c in callers]
    before = [k for k, c in enumerate(callers[:-1]) if c.func in candidates]
    start = before[-1] if before else None
    func = None if start is None else callers[start].func
    return func, tuple(places[0 if start is None else start + 1 :])


def statements(program: Function) -> int:
    """How many lines of a function do something."""
    return len({(op.span.file, op.span.line) for op in walk(program.body)})
