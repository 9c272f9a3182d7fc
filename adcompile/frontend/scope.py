"""Names that a function does not define: closure, globals, builtins, resolved by identity.

A module, function, class, flag or string is compiled in, with a guard that it is still this object at
the next call.  A number or an array is captured: read when the gradient is called, as the function would.
"""

from __future__ import annotations

import builtins
import types
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from adcompile.ir.nodes import Atom, Capture, Const, Given, Guard, Part, Reference, Var

__all__ = ["Program", "Scope", "is_compiled_in"]


def is_compiled_in(value: Any) -> bool:
    """Is this object part of the program (a function, a flag) rather than data?

    >>> is_compiled_in(len), is_compiled_in("mean"), is_compiled_in(0.5)
    (True, True, False)
    """
    if value is None or value is Ellipsis or isinstance(value, (bool, str, bytes, type)):
        return True
    if isinstance(value, tuple):
        return all(is_compiled_in(item) for item in value)
    return isinstance(value, types.ModuleType) or callable(value)


class Program:
    """What the functions of one compilation share: captures, guards, and the user's spellings."""

    def __init__(self) -> None:
        self.captures: dict[tuple[int, str], Capture] = {}
        self.guards: dict[tuple[int, str], Guard] = {}
        self.spellings: dict[Any, str] = {}
        self.roots: dict[str, Any] = {}
        self.parts: dict[tuple[Any, ...], Part] = {}
        self.givens: dict[tuple[Any, ...], Given] = {}

    def capture(self, reference: Reference, name: str) -> Var:
        """The variable that holds what `reference` reads at the call."""
        key = (id(reference.scope), reference.name)
        if key not in self.captures:
            self.captures[key] = Capture(Var(name), reference)
        return self.captures[key].var

    def guard(self, reference: Reference, value: Any) -> None:
        """Compile `value` in, on condition."""
        key = (id(reference.scope), reference.name)
        if key not in self.guards:
            self.guards[key] = Guard(reference, value)

    def root(self, name: str, value: Any) -> str:
        """Claim `name` for `value` in the emitted module; empty if it means something else."""
        return name if self.roots.setdefault(name, value) is value else ""

    def spell(self, func: Callable[..., Any], text: str) -> None:
        """Remember the user's own way to write `func`."""
        if text:
            with suppress(TypeError):  # not every callable can be hashed
                self.spellings.setdefault(func, text)


class Scope:
    """The free names of one function."""

    def __init__(self, function: types.FunctionType, program: Program) -> None:
        self.function = function
        cells = function.__closure__ or ()
        self.cells = dict(zip(function.__code__.co_freevars, cells))
        self.globals = function.__globals__
        self.program = program

    def resolve(self, name: str) -> Atom | None:
        """The value of a free name, or None if there is none (yet)."""
        reference = self.reference(name)
        if reference is None:
            return None
        return self.value_of(reference, name, name)

    def reference(self, name: str) -> Reference | None:
        """Where a free name lives."""
        if name in self.cells:
            cell = Reference(self.cells[name], name)
            try:
                cell.read()
            except ValueError:  # still empty
                return None
            return cell
        if name in self.globals:
            return Reference(self.globals, name)
        if hasattr(builtins, name):
            return Reference(builtins, name)
        return None

    def value_of(self, reference: Reference, text: str, root: str) -> Atom:
        """A constant with its guard, or a captured variable."""
        value = reference.read()
        if not is_compiled_in(value):
            return self.program.capture(reference, text.rpartition(".")[2])
        self.program.guard(reference, value)
        if reference.scope is builtins:
            text = ""  # its own name is its canonical one
        elif "." not in text:
            text = self.program.root(root, value)
        return Const(value, text)

    def attribute(self, base: Const, name: str) -> Atom:
        """`base.name` for a base that is compiled in.

        Raises: AttributeError, as the program itself would.
        """
        value = getattr(base.value, name)
        text = f"{base.text}.{name}" if base.text else ""
        if isinstance(base.value, types.ModuleType):
            if is_compiled_in(value) and is_stable(base.value):
                return Const(value, text)
            if is_stable(base.value) and (is_number(value) or is_indexed(value)):
                return Const(value, text)
            return self.value_of(Reference(base.value, name), text or name, name)
        return (
            Const(value, text)
            if is_compiled_in(value)
            else self.value_of(Reference(base.value, name), text or name, name)
        )


def is_number(value: Any) -> bool:
    """Is it a number of Python's?"""
    return isinstance(value, (int, float, complex))


def is_indexed(value: Any) -> bool:
    """Is it `np.r_`, `np.mgrid`, or another object of NumPy that is used by indexing it?"""
    return type(value).__module__.startswith("numpy.lib")


def is_stable(module: types.ModuleType) -> bool:
    """Does nobody rebind the names of this module (NumPy, SciPy, the standard library)?"""
    import sys

    package = module.__name__.partition(".")[0]
    return package in ("numpy", "scipy") or package in sys.stdlib_module_names
