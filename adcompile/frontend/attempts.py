"""`try` and `with`: blocks that may end early, and blocks under a manager.

    try:                                s, failed = try:
        s = table[key] * x                  yield table[key] * x, False
    except KeyError:             =>     except KeyError:
        s = x * x                           yield x * x, True

The handler starts from the values before.  In Python it sees what was bound until the exception, so a name
that may be bound by then has no value there: to read it is an error.  What follows a `try` whose handlers all
leave runs where nothing was raised.
"""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Sequence
from typing import Any

import gast

from adcompile.frontend.bindings import bound_names, unsettled_names
from adcompile.frontend.flow import (
    DEAD,
    FAILED,
    FALSE,
    FLAGS,
    SKIP,
    TRUE,
    Action,
    Flow,
    is_false,
    is_true,
)
from adcompile.frontend.values import Items, Refused, Slot, Value, as_atom
from adcompile.ir.nodes import UNDEFINED, Block, Call, Const, Store, Var, walk
from adcompile.ir.primitives import received

__all__ = ["Attempts"]

LEAVING = (gast.Return, gast.Break, gast.Continue, gast.Raise)


class Attempts(Flow):
    """The statements that catch exceptions, and those that open something."""

    def tries(self, node: gast.Try) -> None:
        if node.finalbody:
            self.finish(node)
            return
        self.attempt(
            node,
            node.body,
            unsettled_names(node.body),
            lambda: self.statements(node.body),
            node.handlers,
            node.orelse,
        )

    def attempt(
        self,
        node: gast.AST,
        tried: Sequence[gast.AST],
        unsettled: Sequence[str],
        body: Action,
        handlers: Sequence[Any],
        orelse: Sequence[gast.AST] = (),
    ) -> None:
        """Try something; `unsettled` are the names that it may have bound when it raises."""
        caught = [self.caught(handler) for handler in handlers]
        refused = {name: refusal(name) for name in unsettled}
        left: list[str] = []

        def then() -> None:
            before, own = dict(self.env), bound_names(tried)
            body()
            for name, slot in self.env.items():  # what a function that was called has changed
                if slot is not before.get(name) and name not in own and not name.startswith("."):
                    refused[name] = refusal(name)
            self.env[FAILED] = FALSE

        def other() -> None:
            self.env.update(refused)
            self.handle(node, handlers, caught)
            left.extend(name for name in refused if self.env.get(name) is refused[name])
            self.env.update(dict.fromkeys(left, UNDEFINED))
            self.env[FAILED] = TRUE

        self.fork(node, together(caught), then, other, kind="try")
        failed = self.env[FAILED]
        self.env[FAILED] = FALSE
        success = {name: self.env[name] for name in left}
        if not is_false(failed):
            self.env.update((name, refused[name]) for name in left)
        if is_false(failed):
            self.go_through(orelse)
        elif orelse and not is_true(failed):
            self.fork(
                node,
                as_atom(failed, self.builder),
                lambda: self.assume(failed, TRUE),
                lambda: self.succeed(failed, success, orelse),
            )

    def caught(self, handler: Any) -> tuple[type[BaseException], ...]:
        """The exceptions that a handler names."""
        types = handler if isinstance(handler, tuple) else (handler.type,)
        found: list[Any] = []
        for node in types:
            value: Value = Const(BaseException) if node is None else self.expression(node)
            parts = value.values if isinstance(value, Items) else (value,)
            for part in parts:
                known = part.value if isinstance(part, Const) else None
                found += known if isinstance(known, tuple) else (known,)
                if isinstance(part, Const):
                    self.scope.program.spell(part.value, part.text)
        if not all(isinstance(t, type) and issubclass(t, BaseException) for t in found):
            place = next((n for n in types if n is not None), self.line)
            self.refuse(
                place, "an exception that is only known at run time is", "name its class here"
            )
        return tuple(found)

    def handle(
        self, node: gast.AST, handlers: Sequence[Any], caught: Sequence[tuple[type, ...]]
    ) -> None:
        """The first handler that fits."""
        names = [getattr(h, "name", None) for h in handlers]
        error = Var(next((n.id for n in names if n is not None), "error"))
        if len(handlers) > 1 or any(names):
            self.builder.span = self.source.span(node, self.line)
            self.builder.call(received, out=error)

        def rest(k: int) -> None:
            handler = handlers[k]
            if k + 1 == len(handlers):
                self.handler(handler, error)
                return
            test = self.builder.call(builtins.isinstance, error, type_constant(caught[k]))
            self.fork(node, test, lambda: self.handler(handler, error), lambda: rest(k + 1))

        rest(0)

    def handler(self, handler: Any, error: Var) -> None:
        """One handler; its name for the exception ends with it."""
        if isinstance(handler, tuple):  # of `contextlib.suppress`
            return
        outer, self.handling = self.handling, True
        name = None if handler.name is None else handler.name.id
        if name is not None:
            self.env[name] = error
        self.statements(handler.body)
        if name is not None:
            self.env[name] = Refused(
                f"`{name}`, which ends with its handler, is", "give the exception another name"
            )
        self.handling = outer

    def assume(self, flag: Slot, value: Const) -> None:
        """On one side of a branch on a flag, what is the same flag is known."""
        for name in FLAGS:
            if self.env[name] is flag:
                self.env[name] = value

    def succeed(self, failed: Slot, bound: dict[str, Slot], orelse: Sequence[gast.AST]) -> None:
        """What follows where nothing was raised: everything is bound."""
        self.assume(failed, FALSE)
        self.env.update(bound)
        self.go_through(orelse)

    def go_through(self, nodes: Sequence[gast.AST]) -> None:
        """Some statements, unless the block is being left."""
        skip = self.env[SKIP]
        if not nodes or is_true(skip):
            return
        if is_false(skip):
            self.statements(nodes)
        else:
            flag = as_atom(skip, self.builder)
            self.fork(self.line, flag, self.skipped, lambda: self.resume(nodes))

    # -- finally --------------------------------------------------------------------------

    def finish(self, node: gast.Try) -> None:
        """`finally` without effects: where an exception goes on, nobody can tell that it ran."""
        for inner in (n for statement in node.finalbody for n in gast.walk(statement)):
            if isinstance(inner, LEAVING):
                self.refuse(inner, "leaving a `finally` clause is", "leave behind it")
        if node.handlers:
            self.tries(without_finally(node))
        else:
            self.statements(node.body)
        if is_true(self.env[DEAD]):
            return
        skip, start = self.env[SKIP], len(self.builder.ops)
        self.env[SKIP] = FALSE
        self.statements(node.finalbody)
        self.env[SKIP] = skip
        for op in walk(Block(tuple(self.builder.ops[start:]), ())):
            impure = isinstance(op, Call) and not self.knowledge.is_pure(op.func)
            if impure or isinstance(op, Store):
                self.refuse(
                    node.finalbody[0],
                    "a `finally` clause that does more than bind names is",
                    "do it behind the `try`, or outside the function",
                )

    # -- with -----------------------------------------------------------------------------

    def opens(self, node: gast.With) -> None:
        self.enter_item(node, 0)

    def enter_item(self, node: gast.With, k: int) -> None:
        """The managers of a `with` statement from the k-th on, and its block."""
        if k == len(node.items):
            self.statements(node.body)
            return
        item = node.items[k]
        call, target = item.context_expr, item.optional_vars
        func = self.expression(call.func) if isinstance(call, gast.Call) else None
        made = func.value if isinstance(func, Const) else None
        if made is contextlib.nullcontext:
            value = self.expression(call.args[0]) if call.args else Const(None)
            if target is not None:
                self.bind(target, value, fresh=bool(call.args) and not is_name(call.args[0]))
            self.enter_item(node, k + 1)
        elif made is contextlib.suppress and target is None and not call.keywords:
            unsettled = unsettled_names(node.body)
            if k + 1 < len(node.items):
                unsettled = bound_names([node])
            self.attempt(
                node,
                [node],
                unsettled,
                lambda: self.enter_item(node, k + 1),
                [tuple(call.args)],
            )
        elif made is not None and self.knowledge.is_transparent(made):
            self.under(node, k)
        else:
            text = gast.unparse(call.func if isinstance(call, gast.Call) else call)
            self.refuse(
                call,
                f"the context manager `{text}`, which is not known to leave values alone, is",
                "declare it with `adcompile.transparent`, if it does, or open it outside",
            )

    def under(self, node: gast.With, k: int) -> None:
        """A block under a manager that is made here."""
        item = node.items[k]
        manager = self.atom(item.context_expr)

        def inside() -> None:
            target = item.optional_vars
            if target is not None:
                if not is_name(target):
                    self.refuse(target, "this target of a `with` statement is", "use a name")
                self.env[target.id] = self.builder.call(received, out=Var(target.id))
            self.enter_item(node, k + 1)

        def never() -> None:
            self.env[SKIP] = self.env[DEAD] = TRUE

        self.fork(node, manager, inside, never, kind="with")


def refusal(name: str) -> Refused:
    """What a name holds whose value depends on when an exception was raised."""
    return Refused(
        f"`{name}`, which may or may not be bound when an exception is caught, is",
        "read it in an `else` clause, or bind it in the last statement of the `try`",
    )


def is_name(node: gast.AST) -> bool:
    return isinstance(node, gast.Name)


def together(caught: Sequence[tuple[type[BaseException], ...]]) -> Const:
    """All the exceptions of some handlers."""
    return type_constant(tuple(dict.fromkeys(t for types in caught for t in types)))


def type_constant(types: tuple[type, ...]) -> Const:
    """A class, or a tuple of several."""
    return Const(types[0] if len(types) == 1 else types)


def without_finally(node: gast.Try) -> gast.Try:
    """The same statement without its last clause."""
    new = gast.Try(body=node.body, handlers=node.handlers, orelse=node.orelse, finalbody=[])
    return gast.copy_location(new, node)
