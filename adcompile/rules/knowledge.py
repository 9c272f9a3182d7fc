"""What the front end asks of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Loop, Var
from adcompile.rules.managers import is_transparent
from adcompile.rules.mutators import Write, flat_index, flat_write, write_of, written
from adcompile.rules.primitives import array_attribute, is_pure
from adcompile.rules.shared import is_new

__all__ = ["KNOWLEDGE"]


class _Knowledge:
    """The answers to the front end's questions."""

    @staticmethod
    def attribute(name: str) -> Any:
        # `x.flat` itself is no array; a write through it is found by its own name.
        return np.ravel if name == "flat" else array_attribute(name, True)

    @staticmethod
    def method(name: str) -> Any:
        return array_attribute(name, False)

    @staticmethod
    def is_pure(func: Callable[..., Any]) -> bool:
        return is_pure(func)

    @staticmethod
    def is_new(func: Callable[..., Any]) -> bool:
        return is_pure(func) and is_new(func)

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

    @staticmethod
    def flat_index(builder: Builder, array: Atom, index: Atom) -> Atom:
        return flat_index(builder, array, index)

    @staticmethod
    def flat_write(builder: Builder, array: Var, index: Atom, value: Atom) -> Write:
        return flat_write(builder, array, index, value)


KNOWLEDGE = _Knowledge()
