"""What the front end asks of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom
from adcompile.rules.managers import is_transparent
from adcompile.rules.mutators import Write, write_of
from adcompile.rules.primitives import array_attribute, is_pure, is_view, written

__all__ = ["KNOWLEDGE"]


class _Knowledge:
    """The answers to the front end's questions."""

    @staticmethod
    def attribute(name: str) -> Any:
        return array_attribute(name, True)

    @staticmethod
    def method(name: str) -> Any:
        return array_attribute(name, False)

    @staticmethod
    def is_pure(func: Callable[..., Any]) -> bool:
        return is_pure(func)

    @staticmethod
    def is_new(func: Callable[..., Any]) -> bool:
        return is_pure(func) and not is_view(func)

    @staticmethod
    def is_transparent(func: Callable[..., Any]) -> bool:
        return is_transparent(func)

    @staticmethod
    def written(
        func: Callable[..., Any], count: int, keywords: Sequence[str]
    ) -> tuple[str, str] | None:
        return written(func, count, keywords)

    @staticmethod
    def write_of(
        builder: Builder, func: Any, args: Sequence[Atom], kwargs: Mapping[str, Atom]
    ) -> Write | None:
        return write_of(builder, func, args, kwargs)


KNOWLEDGE = _Knowledge()
