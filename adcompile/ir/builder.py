"""Appending ops, with the facts about each result at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from adcompile.diagnostics import Span
from adcompile.ir.nodes import Atom, Call, Const, Op, Store, Var

__all__ = ["Builder", "Observer"]


class Observer(Protocol):
    """Something that wants to see each op as it is made (the facts analysis)."""

    def observe(self, op: Op) -> None: ...


class Builder:
    """A growing list of ops; the current span and half are written on each."""

    def __init__(self, observer: Observer | None = None) -> None:
        self.ops: list[Op] = []
        self.span: Span = Span.nowhere()
        self.backward = False
        self.observer = observer

    def call(
        self,
        func: Callable[..., Any],
        *args: Atom,
        kwargs: tuple[tuple[str, Atom], ...] = (),
        out: Var | None = None,
    ) -> Var:
        """Append `out = func(*args)` and return `out`, by default a new temporary."""
        out = Var() if out is None else out
        self.append(Call(out, func, args, self.span, kwargs, self.backward))
        return out

    def store(
        self,
        array: Atom,
        index: Atom,
        value: Atom,
        operator: Callable[..., Any] | None = None,
        out: Var | None = None,
    ) -> Var:
        """Append `out = array with [index] (op)= value` and return `out`."""
        out = Var() if out is None else out
        self.append(Store(out, array, index, value, self.span, operator, self.backward))
        return out

    def append(self, op: Op) -> None:
        """Append an op that is made already."""
        self.ops.append(op)
        if self.observer is not None:
            self.observer.observe(op)

    def constant(self, value: Any) -> Const:
        """A literal."""
        return Const(value)
