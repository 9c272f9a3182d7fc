"""Functions from elsewhere that are lowered where they are called: methods, and what gets an object.

def loss(self, x): return np.sum(self.forward(x))       =>      s = np.sum(W @ x)
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping, Sequence
from typing import Any

import gast

from adcompile.diagnostics import AdcompileError, SourceNotFound
from adcompile.frontend.closures import DEEPEST, Closures
from adcompile.frontend.flow import START
from adcompile.frontend.identity import containers
from adcompile.frontend.kinds import (
    All,
    holds_structure,
)
from adcompile.frontend.read import read
from adcompile.frontend.scope import Scope, is_compiled_in
from adcompile.frontend.values import Instance, Items, Slot, Value
from adcompile.ir.nodes import Const, Reference

__all__ = ["Entering"]


class Entering(Closures):
    """Calls of functions in whose body the structure of the arguments is known."""

    entered: list[tuple[Any, str]]  # what is being lowered: the functions, and their objects

    def is_entered(
        self, func: Any, args: Sequence[Value], kwargs: Sequence[tuple[str, Value]]
    ) -> bool:
        """Is a function to be lowered in place, for what it is given?"""
        if self.knowledge.is_pure(func) or hasattr(func, "__adcompile_function__"):
            return False
        return any(holds_structure(v) for v in (*args, *(v for _, v in kwargs)))

    def enter_method(
        self,
        node: gast.AST,
        owner: Value,
        function: Any,
        *args: Value,
        kwargs: Sequence[tuple[str, Value]] = (),
    ) -> Value:
        """A call of something that belongs to an object or class."""
        if not isinstance(function, types.FunctionType):
            self.refuse(
                node,
                f"a method made by `{type(function).__name__}` is",
                "a plain method; or take the array out first, `W = self.W`",
            )
        return self.enter_outside(node, function, (owner, *args), kwargs)

    def enter_outside(
        self,
        node: gast.AST,
        function: types.FunctionType,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> Value:
        """Lower the body of a function from elsewhere where it is called."""
        owner = args[0].key if args and isinstance(args[0], Instance) else ""
        if (function, owner) in self.entered or len(self.frames) >= DEEPEST:
            self.refuse(
                node, f"`{function.__name__}` calls itself, which is", "write it without recursion"
            )
        try:
            source = read(function)
        except SourceNotFound as error:
            self.refuse(
                node, f"`{function.__name__}`: {error.message}, which is", "write it in Python"
            )
        bound = self.bound_outside(node, function, args, kwargs)
        caller, line, mine, scope = self.env, self.line, self.source, self.scope
        hidden = self.all_hidden(caller)
        attributes = {k: v for k, v in caller.items() if k.startswith("@")}
        self.frames.append((caller, All()))  # type: ignore[arg-type]
        self.entered.append((function, owner))
        self.source, self.scope = source, Scope(function, scope.program)
        self.env = {**hidden, **attributes, **START, **bound}
        try:
            value = self.outside_result(node, source)
            prefix = self.prefix
            for key, slot in self.env.items():
                if key.startswith("@"):
                    caller[key] = slot
                elif key in hidden:
                    caller[key.removeprefix(prefix)] = slot
        finally:
            self.env, self.line, self.source, self.scope = caller, line, mine, scope
            self.frames.pop()
            self.entered.pop()
        self.enter(line if isinstance(line, gast.stmt) else node)
        return value

    def outside_result(self, node: gast.AST, source: Any) -> Value:
        """What the body returns."""
        function = types.SimpleNamespace(node=source.tree)
        return self.result_of(source.tree, function)  # type: ignore[arg-type]

    def all_hidden(self, caller: Mapping[str, Slot]) -> dict[str, Slot]:
        """The lists and dicts of the caller under names that the function does not see."""
        prefix = f".{len(self.frames) + 1}:"
        return {
            prefix + name: slot
            for name, slot in caller.items()
            if not name.startswith("@") and (self.is_real(slot) or any(containers(slot)))
        }

    def bound_outside(
        self,
        node: gast.AST,
        function: types.FunctionType,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> dict[str, Slot]:
        """Parameters and arguments, as Python binds them."""
        signature = inspect.signature(function, follow_wrapped=False)
        try:
            bound = signature.bind(*args, **dict(kwargs))
        except TypeError as error:
            span = self.source.span(node, self.line)
            raise AdcompileError(
                f"`{function.__name__}`: {error}", span, "correct the call"
            ) from None
        values: dict[str, Slot] = {}
        for name, parameter in signature.parameters.items():
            given = bound.arguments.get(name, parameter.empty)
            if parameter.kind is parameter.VAR_POSITIONAL:
                values[name] = Items("tuple", () if given is parameter.empty else tuple(given))
            elif parameter.kind is parameter.VAR_KEYWORD:
                named = {} if given is parameter.empty else given
                values[name] = Items("dict", tuple(named.values()), tuple(named))
            elif given is parameter.empty:
                values[name] = self.default_of(parameter.default, name)
            else:
                values[name] = given
        return values

    def default_of(self, value: Any, name: str) -> Value:
        """A default: compiled in, or captured from the function object."""
        if is_compiled_in(value) or type(value) in (int, float, complex):
            return Const(value)
        return self.scope.program.capture(Reference({name: value}, name), name)
