"""Which exceptions the code that the compiler writes may raise, and who would catch them.

try:
    y = x ** 0.5             at x = 0.0 the tangent, 0.5 * x ** -0.5, raises ZeroDivisionError, where the
except ZeroDivisionError:    user's code raises nothing
    y = 0.0
"""

from __future__ import annotations

import numpy as np

from adcompile.ir.nodes import Atom, Const

__all__ = ["catches_arithmetic", "catches_names", "catches_writes", "class_names"]

ARITHMETIC = (
    ZeroDivisionError, OverflowError, FloatingPointError, ValueError, TypeError, MemoryError,
    RecursionError, np.linalg.LinAlgError, RuntimeWarning,
)  # fmt: skip
AFTER_A_WRITE = (FloatingPointError, RuntimeWarning)


def classes(types: Atom) -> tuple[type, ...]:
    """The classes that the head of a handler names."""
    assert isinstance(types, Const)
    return types.value if isinstance(types.value, tuple) else (types.value,)


def catches(types: Atom, raised: tuple[type, ...]) -> bool:
    """Is one of these exceptions caught?"""
    named = classes(types)
    return any(issubclass(e, named) for e in raised) or any(issubclass(t, Warning) for t in named)


def catches_arithmetic(types: Atom) -> bool:
    """May a derivative raise what is caught?

    >>> catches_arithmetic(Const(KeyError)), catches_arithmetic(Const((KeyError, ArithmeticError)))
    (False, True)
    """
    return catches(types, ARITHMETIC)


def catches_writes(types: Atom) -> bool:
    """May a write in place raise what is caught when it is done?"""
    return catches(types, AFTER_A_WRITE)


def catches_names(types: Atom) -> bool:
    """Is the error of a name that is not bound caught?"""
    return issubclass(UnboundLocalError, classes(types))


def class_names(types: Atom) -> str:
    """The names of the classes, in quotes.

    >>> class_names(Const((KeyError, ValueError)))
    '`KeyError`, `ValueError`'
    """
    return ", ".join(f"`{t.__name__}`" for t in classes(types))
