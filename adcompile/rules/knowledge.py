"""What the front end asks of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Loop
from adcompile.rules.managers import is_transparent
from adcompile.rules.mutators import Write, write_of, written
from adcompile.rules.primitives import array_attribute, is_pure

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
    def is_transparent(func: Callable[..., Any]) -> bool:
        return is_transparent(func)

    @staticmethod
    def written(
        func: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[str, str] | None:
        return written(func, args, kwargs)

    @staticmethod
    def write_of(
        builder: Builder, func: Any, args: Sequence[Atom], kwargs: Mapping[str, Atom]
    ) -> Write | Loop | None:
        return write_of(builder, func, args, kwargs)


KNOWLEDGE = _Knowledge()
