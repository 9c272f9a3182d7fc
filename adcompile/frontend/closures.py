"""Functions defined inside a function, lowered where they are called.

    def step(t): return a * t               h = a * h
    for k in range(n): h = step(h)    =>    in the loop

A name that the inner function does not bind itself is read when it is called, as Python does; what it writes
into an array or a list of the outer function is written there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gast

from adcompile.diagnostics import AdcompileError
from adcompile.frontend.bindings import local_names
from adcompile.frontend.containers import Containers
from adcompile.frontend.flow import RESULT, SKIP, START, is_false, is_true
from adcompile.frontend.identity import UNSURE, Cells, containers, with_cells
from adcompile.frontend.values import Items, Refused, Slot, Value, as_atom, held
from adcompile.ir.nodes import UNDEFINED, Const

__all__ = ["Closures", "LocalFunction"]

DEEPEST = 20  # calls of inner functions in each other


class LocalFunction:
    """A function that is defined inside the one that is compiled."""

    def __init__(self, node: Any, frame: int, defaults: dict[str, Value]) -> None:
        self.node = node
        self.frame = frame  # the number of the call in which it was defined
        self.defaults = defaults
        self.__name__ = getattr(node, "name", "lambda")
        args = node.args
        self.names = [a.id for a in (*args.posonlyargs, *args.args)]
        self.keywords = [a.id for a in args.kwonlyargs]
        body = node.body if isinstance(node.body, list) else []
        self.own = {*self.names, *self.keywords, *local_names(body)}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"`{self.__name__}` is lowered where it is called")


class Closures(Containers):
    """Definitions and calls of inner functions."""

    # The calls around this one: their names, and which of those the function called in them has itself.
    frames: list[tuple[dict[str, Slot], set[str]]]

    def define(self, node: gast.FunctionDef) -> None:
        """`def` inside: nothing happens yet."""
        if node.decorator_list:
            self.refuse(node, "a decorated function inside is", "define it outside")
        for inner in gast.walk(node):
            if isinstance(inner, (gast.Global, gast.Nonlocal)):
                self.refuse(inner, "writes to closure variables are", "return the value instead")
        self.env[node.name] = Const(self.local_function(node))

    def anonymous(self, node: gast.Lambda, name: str) -> Value:
        return Const(self.local_function(node))

    def local_function(self, node: Any) -> LocalFunction:
        """The function, with its defaults as they are now."""
        args = node.args
        if args.vararg is not None or args.kwarg is not None:
            self.refuse(node, "`*args` of a function inside are", "name the parameters")
        positional = [a.id for a in (*args.posonlyargs, *args.args)]
        defaults: dict[str, Value] = {}
        for text, default in zip(positional[len(positional) - len(args.defaults) :], args.defaults):
            defaults[text] = kept_by_all(self.expression(default))
        for keyword, default in zip(args.kwonlyargs, args.kw_defaults):
            if default is not None:
                defaults[keyword.id] = kept_by_all(self.expression(default))
        return LocalFunction(node, len(self.frames), defaults)

    def apply_value(
        self,
        node: gast.AST,
        name: str,
        func: Any,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]] = (),
    ) -> Value:
        """The call of a function object: one of ours is lowered here."""
        if isinstance(func, LocalFunction):
            return self.enter_function(node, func, args, kwargs)
        self.refuse_escaping(node, [*args, *(value for _, value in kwargs)])
        return super().apply_value(node, name, func, args, kwargs)

    def check_shared(self, node: gast.Call, func: Any) -> None:
        if not isinstance(func, LocalFunction):
            super().check_shared(node, func)

    def enter_function(
        self,
        node: gast.AST,
        func: LocalFunction,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> Value:
        """Lower the body, with the parameters bound."""
        if len(self.frames) >= DEEPEST:
            self.refuse(
                node, f"`{func.__name__}` calls itself, which is", "write it without recursion"
            )
        bound = self.bound_arguments(node, func, args, kwargs)
        caller, line = self.env, self.line
        visible = self.visible(func)
        hidden = self.unseen(caller, visible, func)
        self.frames.append((caller, func.own))
        self.env = {**hidden, **visible, **START, **bound}
        before = dict(self.env)
        try:
            value = self.result_of(node, func)
            changed = {
                name: slot
                for name, slot in self.env.items()
                if (name in visible and name not in func.own and slot is not before[name])
                or (name.startswith("@") and name not in visible)
            }
            for name in hidden:
                caller[name.removeprefix(self.prefix)] = self.env[name]
        finally:
            self.env, self.line = caller, line
            self.frames.pop()
        self.write_back(node, func, changed)
        return value

    @property
    def prefix(self) -> str:
        """What stands before the names of the caller that the function called now does not see."""
        return f".{len(self.frames)}:"

    def unseen(
        self, caller: dict[str, Slot], visible: dict[str, Slot], func: LocalFunction
    ) -> dict[str, Slot]:
        """The lists and dicts of the caller under hidden names: they may be changed under another one."""
        prefix = f".{len(self.frames) + 1}:"
        return {
            prefix + name: slot
            for name, slot in caller.items()
            if (self.is_real(slot) or any(containers(slot)))
            and (name in func.own or visible.get(name) is not slot)
        }

    def visible(self, func: LocalFunction) -> dict[str, Slot]:
        """The names that a function sees: those where it was defined, as they are now."""
        environments = [*(env for env, _ in self.frames), self.env]
        owned = [own for _, own in self.frames]  # by the functions that were called since
        found = {k: v for k, v in environments[func.frame].items() if not k.startswith(".")}
        for name in list(found):
            if name in func.own:
                del found[name]
                continue
            for level in range(func.frame + 1, len(environments)):
                if name in owned[level - 1]:
                    break
                found[name] = environments[level].get(name, found[name])
        return found

    def result_of(self, node: gast.AST, func: LocalFunction) -> Value:
        """What the body returns."""
        if isinstance(func.node, gast.Lambda):
            return self.expression(func.node.body)
        self.statements(func.node.body)
        skip = self.env[SKIP]
        if is_false(skip):
            return Const(None)
        if not is_true(skip):
            self.fork(node, as_atom(skip, self.builder), self.skipped, self.return_nothing)
        result = self.env[RESULT]
        if isinstance(result, Refused):
            self.refuse(node, "results of different structure are", "return the same kind of thing")
        return Const(None) if result is UNDEFINED else result

    def return_nothing(self) -> None:
        self.env[RESULT] = Const(None)

    def write_back(self, node: gast.AST, func: LocalFunction, changed: dict[str, Slot]) -> None:
        """New states of the arrays and lists of the outer function belong to it."""
        for name, slot in changed.items():
            if func.frame < len(self.frames) and name in self.frames[-1][1]:
                self.refuse(
                    node,
                    f"a write into `{name}` from a function that is called where the name means "
                    "something else is",
                    "rename one of the two",
                )
            self.env[name] = slot

    def bound_arguments(
        self,
        node: gast.AST,
        func: LocalFunction,
        args: Sequence[Value],
        kwargs: Sequence[tuple[str, Value]],
    ) -> dict[str, Slot]:
        """The parameters and what they are in this call."""
        bound: dict[str, Slot] = {**func.defaults, **dict(zip(func.names, args)), **dict(kwargs)}
        wanted = [*func.names, *func.keywords]
        missing = [text for text in wanted if text not in bound]
        twice = set(dict(zip(func.names, args))) & {key for key, _ in kwargs}
        if missing or len(args) > len(func.names) or set(bound) - set(wanted) or twice:
            span = self.source.span(node, self.line)
            raise AdcompileError(
                f"`{func.__name__}` is called with arguments that do not fit",
                span,
                "correct the call",
            )
        return bound

    def refuse_escaping(self, node: gast.AST, values: Sequence[Value]) -> None:
        """A function of ours cannot leave the function: what is called elsewhere has to be found there."""
        for value in values:
            inner = value.values if isinstance(value, Items) else (value,)
            for part in inner:
                if isinstance(part, Const) and isinstance(part.value, LocalFunction):
                    self.refuse(
                        node,
                        f"passing on `{part.value.__name__}`, which is defined inside, is",
                        "define it at the top of the module",
                    )


def kept_by_all(value: Value) -> Value:
    """A default, which all calls share: a list in it cannot be changed."""
    cells: Cells = {path: UNSURE for path, _ in containers(value)}
    return held(with_cells(value, cells, ()))
