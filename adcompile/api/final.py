"""The final state of an argument that a function writes into, as a function of its own."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from adcompile import pipeline
from adcompile.diagnostics import UnsupportedSyntax
from adcompile.frontend.lower import check
from adcompile.frontend.read import read
from adcompile.ir.facts import Fact
from adcompile.ir.nodes import Block, Call, Function, Tree, Var, tuple_of
from adcompile.ir.rewrite import map_block
from adcompile.rules import engine

__all__ = ["Final", "final"]


class Final:
    """What `final` returns: a callable, and a program for every transformation."""

    def __init__(self, function: Callable[..., Any], of: str | tuple[str, ...]) -> None:
        self.of = of
        self.names = (of,) if isinstance(of, str) else tuple(of)
        functools.update_wrapper(self, function)
        self.function = function
        self.__name__ = getattr(function, "__name__", "function")
        self.__signature__ = inspect.signature(function)
        known = list(self.__signature__.parameters)
        for name in self.names:
            if name not in known:
                raise TypeError(f"{self.__name__}() has no argument `{name}`: it has {known}")
        self._read = read(function)
        check(self._read)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The final states, of copies of the arguments."""
        bound = self.__signature__.bind(*args, **kwargs)
        bound.apply_defaults()
        for name, value in bound.arguments.items():
            if isinstance(value, np.ndarray):
                bound.arguments[name] = value.copy("K")
        self.function(*bound.args, **bound.kwargs)
        found = tuple(bound.arguments[name] for name in self.names)
        return found[0] if isinstance(self.of, str) else found

    def _source(self) -> Any:
        return self._read

    def __adcompile_function__(self, facts: tuple[Fact, ...] | None = None) -> Function:
        """The program that returns these states, and writes into copies."""
        program = pipeline.front(self._read)
        written = pipeline.written_params(program)
        params = {p.var.name: p.var for p in program.params}
        for name in self.names:
            if params[name] not in written:
                raise UnsupportedSyntax(
                    f"`{program.name}` does not write into `{name}`",
                    self._read.span(self._read.tree),
                    "ask for an argument that it changes",
                )
        inner = {var: Var(var.name) for var in written}
        span = replace(program.body.ops[0].span)
        copies = tuple(Call(new, engine.OWN, (old,), span) for old, new in inner.items())
        body = map_block(program.body, lambda a: inner.get(a, a) if isinstance(a, Var) else a)
        results = tuple(inner[params[name]] for name in self.names)
        tree = Tree() if isinstance(self.of, str) else tuple_of([Tree()] * len(results))
        return replace(program, body=Block((*copies, *body.ops), results), tree=tree, origin=None)


def final(function: Callable[..., Any], of: str | tuple[str, ...]) -> Final:
    """A function of the same arguments that returns what `function` leaves in one of them.

    For functions whose result is an argument that they write into; several names give a tuple.  The arguments
    of a call stay as they were: it works on copies.

    Raises: TypeError if there is no argument of that name.

    >>> def smooth(x):
    ...     x[1:-1] = (x[:-2] + x[2:]) / 2
    >>> from adcompile import jacrev
    >>> x = np.array([0.0, 4.0, 2.0])
    >>> final(smooth, "x")(x), jacrev(final(smooth, "x"))(x)[1]
    (array([0., 1., 2.]), array([0.5, 0. , 0.5]))
    """
    return Final(function, of)
