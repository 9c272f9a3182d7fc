"""Expressions that Python evaluates in part, or that are kept as they are written, where objects are in them.

if 0 < self.rate and self.ok(x):        first = 0 < self_rate
                                =>      if first: both = x < self_limit
                                        else: both = first
"""

from __future__ import annotations

import builtins
import copy as copying
from collections.abc import Callable, Sequence
from typing import Any

import gast

from adcompile.frontend.kinds import holds_structure
from adcompile.frontend.objects import Objects
from adcompile.frontend.values import Instance, Items, Slot, Value, as_atom, held
from adcompile.ir.nodes import Const, Var

__all__ = ["Logic"]

TRUE, FALSE = Const(True), Const(False)


class Logic(Objects):
    """Such expressions, with what they ask of objects read before."""

    def peek(self, node: gast.AST) -> Slot | None:
        if isinstance(node, gast.Name) and node.id not in self.env:
            reference = self.scope.reference(node.id)
            return None if reference is None else self.captured(reference, node.id)
        return super().peek(node)

    def asks_objects(self, node: gast.AST) -> bool:
        """Is an object in the expression?"""
        names = [n for n in gast.walk(node) if isinstance(n, gast.Name)]
        return any(holds_structure(self.peek(name)) for name in names)

    def as_written(
        self, node: gast.AST, name: str, what: str = "", boolean: bool = False, makes: str = ""
    ) -> Value:
        if not self.asks_objects(node):
            return super().as_written(node, name, what, boolean, makes)
        if isinstance(node, gast.BoolOp):
            return held(self.chosen(node, name))
        if isinstance(node, gast.Compare) and len(node.ops) > 1:
            return self.chained(node, name)
        known = self.any_or_all(node)
        if known is not None:
            return known
        before = set(self.env)
        plain = self.without_objects(node)
        made = super().as_written(plain, name, what, boolean, makes)
        for added in set(self.env) - before:
            if added.startswith("_of_"):
                del self.env[added]
        return made

    def chosen(self, node: gast.BoolOp, name: str) -> Slot:
        value: Slot = self.expression(node.values[0])
        wanted = isinstance(node.op, gast.And)
        for other in node.values[1:]:
            truth = self.truth_of(held(value))
            if truth is not None and truth is not wanted:
                return value
            if truth is not None:
                value = self.expression(other)
                continue
            test = as_atom(value, self.builder)
            rest = self.lazy(other)
            value = self.choice(node, name, test, *((rest, test) if wanted else (test, rest)))
        return value

    def truth_of(self, value: Value) -> bool | None:
        """Whether a value is true, where that is known."""
        if isinstance(value, Instance):
            cls = type(value.example)
            return None if hasattr(cls, "__bool__") or hasattr(cls, "__len__") else True
        if isinstance(value, Items):
            return bool(value.values)
        return bool(value.value) if isinstance(value, Const) else None

    def chained(self, node: gast.Compare, name: str) -> Value:
        """`a < b < c`: each operand once, and none behind a comparison that fails."""
        left = self.expression(node.left)

        def rest(k: int, left: Value) -> Slot:
            right = self.expression(node.comparators[k])
            pair = as_atom(left, self.builder), as_atom(right, self.builder)
            test = self.comparison(node.ops[k], *pair)
            if k + 1 == len(node.ops):
                return test
            return self.choice(node, "", test, lambda: rest(k + 1, right), test)

        return held(rest(0, left))

    def any_or_all(self, node: gast.AST) -> Value | None:
        """`any(test for v in items)`, `all(...)`, of a known number of elements."""
        if not isinstance(node, gast.Call) or len(node.args) != 1:
            return None
        generator = node.args[0]
        func, _ = self.builtin(node)
        if func not in (builtins.any, builtins.all) or not isinstance(generator, gast.GeneratorExp):
            return None
        if len(generator.generators) != 1 or generator.generators[0].ifs:
            return None
        elements = self.static_elements(generator.generators[0].iter)
        if elements is None:
            return None
        target = generator.generators[0].target
        decided = TRUE if func is builtins.any else FALSE

        def rest(k: int) -> Slot:
            if k == len(elements):
                return Const(not decided.value)
            outer = dict(self.env)
            self.bind(target, elements[k], fresh=False)
            test = self.test(generator.elt)
            self.env = outer
            sides: tuple[Any, Any] = (decided, lambda: rest(k + 1))
            return self.choice(node, "", test, *(sides if decided.value else sides[::-1]))

        return held(rest(0))

    def without_objects(self, node: gast.AST) -> gast.AST:
        """The expression with names for what it reads of objects."""
        reading = Reading(self)
        return reading.visit(copying.deepcopy(node))

    def name_of_value(self, value: Value, hint: str) -> gast.Name:
        """A name for a value, until the expression is done."""
        text = f"_of_{len(self.env)}_{hint}"
        self.env[text] = value if isinstance(value, Const) else as_atom(value, self.builder)
        return gast.Name(text, gast.Load(), None, None)

    # -- what is gone through -------------------------------------------------------------

    def reduction(self, node: gast.Call, name: str, func: Const) -> Value | None:
        """`sum(map(f, objects))` and its like, of a known number of objects."""
        if node.args and not node.keywords:
            inner, args = self.builtin(node.args[0])
            if inner is map and len(args) > 1:
                rows = self.rows_of(args[1:])
                if rows is not None:
                    called = self.expression(args[0])
                    if isinstance(called, Const):
                        apply: Callable[..., Value] = self.apply_value
                        values = [apply(node, "", called.value, row) for row in rows]
                        self.env[".mapped"] = Items("tuple", tuple(values))
                        whole = gast.Name(".mapped", gast.Load(), None, None)
                        made = self.again_with(node, name, gast.copy_location(whole, node))
                        del self.env[".mapped"]
                        return made
        return super().reduction(node, name, func)

    def rows_of(self, nodes: Sequence[gast.AST]) -> list[tuple[Value, ...]] | None:
        """The arguments of each call of a function that is mapped over objects."""
        columns = [self.static_elements(node) for node in nodes]
        known = [column for column in columns if column is not None]
        if len(known) < len(columns):
            return None
        if not any(holds_structure(value) for column in known for value in column):
            return None
        return list(zip(*known))

    def tries(self, node: gast.Try) -> None:
        """What a `try` reads of objects is read before it."""
        for statement in node.body:
            for inner in gast.walk(statement):
                if isinstance(inner, gast.Attribute):
                    self.peek(inner)
        super().tries(node)


class Reading(gast.NodeTransformer):  # type: ignore[misc]
    """Replaces what is read of objects by names."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic

    def visit_Attribute(self, node: gast.Attribute) -> Any:
        value = self.logic.peek(node)
        if isinstance(value, (Var, Const)):
            return gast.copy_location(self.logic.name_of_value(value, node.attr), node)
        return self.generic_visit(node)

    def visit_Subscript(self, node: gast.Subscript) -> Any:
        return self.done(node)

    def visit_Call(self, node: gast.Call) -> Any:
        return self.done(node)

    def done(self, node: Any) -> Any:
        """An element, or a call, that asks objects: it is done before."""
        if isinstance(self.logic.peek(node), Instance) or not self.logic.asks_objects(node):
            return self.generic_visit(node)
        made = self.logic.expression(node)
        return gast.copy_location(self.logic.name_of_value(made, "value"), node)
