"""Comprehensions, generators and lists that grow, as loops.

    ys = [np.sin(w * v) for v in x if v > 0]        ys = []
                                              =>    for v in x:
                                                        if v > 0:
                                                            ys.append(np.sin(w * v))

A sum over a generator needs no list: it is added up as it goes.
"""

from __future__ import annotations

import builtins
import functools
import operator
from collections.abc import Callable, Sequence
from typing import Any

import gast

from adcompile.frontend.attempts import Attempts
from adcompile.frontend.bindings import bound_names
from adcompile.frontend.checkpoints import Checkpointing
from adcompile.frontend.flow import MOST_UNROLLED, names_of
from adcompile.frontend.values import Items, Value, as_atom, held
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Var
from adcompile.ir.primitives import Checkpointed, append, build_list, checkpoint, repeat

__all__ = ["Comprehensions"]

COLLECTED = ".list"
TOTAL = ".total"


class Comprehensions(Attempts, Checkpointing):
    """What makes many values of many values."""

    def comprehension(self, node: gast.ListComp, name: str) -> Value:
        """A list; of elements that are known one by one, a display."""
        known = self.displayed(node)
        if known is not None:
            return known

        def collect() -> None:
            items = as_atom(self.env[COLLECTED], self.builder)
            value = as_atom(self.expression(node.elt), self.builder)
            self.enter_expression(node)
            self.env[COLLECTED] = self.builder.call(append, items, value, out=Var(name))

        with_name = "" if name.startswith(".") or name == "result" else name
        start = self.builder.call(build_list, out=Var(with_name))
        value = self.gather(node, node.generators, COLLECTED, start, collect)
        if isinstance(value, Var):
            self.collected.add(value)
        return value

    def enter_expression(self, node: gast.AST) -> None:
        self.builder.span = self.source.span(node, self.line)

    def displayed(self, node: Any) -> Items | None:
        """A comprehension over a container of known structure, as a display."""
        if len(node.generators) != 1 or node.generators[0].ifs:
            return None
        generator = node.generators[0]
        elements = self.static_elements(generator.iter)
        if elements is None or len(elements) > MOST_UNROLLED:
            return None
        outer = dict(self.env)
        values: list[Value] = []
        keys: list[Any] = []
        for element in elements:
            self.bind(generator.target, element, fresh=False)
            if isinstance(node, gast.DictComp):
                key = self.expression(node.key)
                if not isinstance(key, Const):
                    self.env = outer
                    return None
                keys.append(key.value)
                values.append(self.expression(node.value))
            else:
                values.append(self.expression(node.elt))
        self.env = outer
        if isinstance(node, gast.DictComp):
            return Items("dict", tuple(values), tuple(keys))
        return Items("list", tuple(values))

    def dict_comprehension(self, node: gast.DictComp, name: str) -> Value:
        known = self.displayed(node)
        return known if known is not None else self.as_written(node, name)

    def gather(
        self,
        node: gast.AST,
        generators: Sequence[Any],
        slot: str,
        start: Value,
        action: Callable[[], None],
        test: Callable[[], bool] | None = None,
    ) -> Value:
        """What `slot` holds after `action` has run for every element."""
        outer = dict(self.env)
        self.env[slot] = start
        self.generate(node, generators, [slot, *bound_names_of(node)], action)
        value = held(self.env[slot])
        walrus = {n: self.env[n] for n in bound_names_of(node) if n in self.env}
        self.env = outer | walrus
        return value

    def generate(
        self,
        node: gast.AST,
        generators: Sequence[Any],
        names: list[str],
        action: Callable[[], None],
    ) -> None:
        """The loops of a comprehension, the first outermost."""
        if not generators:
            action()
            return
        first, *others = generators
        elements = self.static_elements(first.iter)

        def inner() -> None:
            self.conditions(node, first.ifs, lambda: self.generate(node, others, names, action))

        if elements is not None and len(elements) <= MOST_UNROLLED:
            for element in elements:
                self.bind(first.target, element, fresh=False)
                inner()
            return
        iteration = self.iteration(first.iter, names_of(first.target))

        def body() -> None:
            self.bind_element(first.target, iteration)
            inner()

        self.repeat(node, [*names, *bound_names([first.target])], body, iteration=iteration)

    def conditions(self, node: gast.AST, tests: Sequence[Any], action: Callable[[], None]) -> None:
        """`if a if b` before the element."""
        if not tests:
            action()
            return
        first, *others = tests
        test = self.test(first)
        self.fork(first, test, lambda: self.conditions(node, others, action), None)

    # -- reductions -----------------------------------------------------------------------

    def reduction(self, node: gast.Call, name: str, func: Const) -> Value | None:
        if func.value is checkpoint:
            inner = self.expression(node.args[0]) if len(node.args) == 1 else None
            if isinstance(inner, Const) and callable(inner.value) and not node.keywords:
                return Const(Checkpointed(inner.value))
            self.refuse(
                node,
                "`checkpoint` anywhere but around all that a `for` loop goes through is",
                "write `for ... in checkpoint(enumerate(x), every=k)`",
            )
        if node.keywords or not node.args or any(isinstance(a, gast.Starred) for a in node.args):
            return None
        value = func.value
        first = self.as_generator(node.args[0])
        if first is not node.args[0]:
            inner = gast.Call(node.func, [first, *node.args[1:]], [])
            return self.expression(gast.copy_location(inner, node), name)
        if value is builtins.sum and isinstance(first, (gast.GeneratorExp, gast.ListComp)):
            start = self.expression(node.args[1]) if len(node.args) == 2 else Const(0)
            if len(node.args) <= 2 and self.displayed_later(first):
                return self.total(first, name, start)
        if value is builtins.sum and len(node.args) == 1 and self.is_grown(first):
            return self.collected_map(node, name, value, first)
        if value in (builtins.any, builtins.all) and isinstance(first, gast.GeneratorExp):
            return self.as_written(node, name, "`any` / `all`", boolean=True)
        if value in (builtins.max, builtins.min) and len(node.args) > 2:
            return self.several(node, value)
        if value is functools.reduce and len(node.args) in (2, 3):
            return self.reduced(node, name)
        if value in (builtins.max, builtins.min) and len(node.args) == 1:
            if isinstance(first, gast.Name) and self.is_list(self.env.get(first.id, UNDEFINED)):
                first = self.walked(first, first)
                node = gast.copy_location(gast.Call(node.func, [first], []), node)
            if isinstance(first, (gast.GeneratorExp, gast.ListComp)) and self.displayed_later(
                first
            ):
                return self.extreme(node, name, operator.gt if value is max else operator.lt)
        if value in (builtins.list, builtins.tuple, builtins.sum) and len(node.args) == 1:
            inner, args = self.builtin(first)
            if inner is map and len(args) > 1:
                return self.collected_map(node, name, value, first)
        return None

    def is_grown(self, node: gast.AST) -> bool:
        """Is it the name of a list that grows?"""
        return isinstance(node, gast.Name) and self.env.get(node.id) in self.lists

    def displayed_later(self, node: Any) -> bool:
        """Is the number of elements not known, so that it needs a loop?"""
        if len(node.generators) != 1 or node.generators[0].ifs:
            return True
        elements = self.static_elements(node.generators[0].iter)
        return elements is None or len(elements) > MOST_UNROLLED

    def total(self, node: Any, name: str, start: Value) -> Value:
        """`sum(f(v) for v in x)`, added up as it goes."""

        def add() -> None:
            total = as_atom(self.env[TOTAL], self.builder)
            value = as_atom(self.expression(node.elt), self.builder)
            self.enter_expression(node)
            self.env[TOTAL] = self.builder.call(operator.add, total, value, out=Var("total"))

        return self.gather(node, node.generators, TOTAL, start, add)

    def extreme(self, node: gast.Call, name: str, better: Callable[..., Any]) -> Value:
        """`max(f(v) for v in x)`: the first of the largest."""
        generator: Any = node.args[0]
        seen, best = ".seen", ".best"

        def compare() -> None:
            value = as_atom(self.expression(generator.elt), self.builder)
            known = as_atom(self.env[best], self.builder)

            def is_better() -> Value:
                return self.builder.call(better, value, known)

            test = self.choice(
                node, "", as_atom(self.env[seen], self.builder), is_better, Const(True)
            )
            self.env[best] = self.choice(node, "best", as_atom(test, self.builder), value, known)
            self.env[seen] = Const(True)

        outer = dict(self.env)
        self.env[seen] = Const(False)
        self.env[best] = Const(-float("inf") if better is operator.gt else float("inf"))
        self.generate(generator, generator.generators, [seen, best], compare)
        value = held(self.env[best])
        self.env = outer
        return value

    def reduced(self, node: gast.Call, name: str) -> Value | None:
        """`functools.reduce(f, x, start)`."""
        func = self.expression(node.args[0])
        if not isinstance(func, Const) or not callable(func.value):
            return None
        self.scope.program.spell(func.value, func.text)
        elements = self.static_elements(node.args[1])
        if elements is not None:
            values = list(elements)
            if len(node.args) == 3:
                values.insert(0, self.expression(node.args[2]))
            total = values[0]
            for value in values[1:]:
                total = self.apply_value(node, "", func.value, [total, value])
            return total
        if len(node.args) == 2 and isinstance(node.args[1], gast.Name):
            first, others = gast.parse("x[0], x[1:]").body[0].value.elts
            first.value = others.value = node.args[1]
            again = gast.Call(node.func, [node.args[0], others, first], [])
            return self.reduced(gast.copy_location(gast.fix_missing_locations(again), node), name)
        if len(node.args) == 2:
            self.refuse(
                node, "`reduce` without a first value is", "pass one: `reduce(f, x, start)`"
            )
        outer = dict(self.env)
        iteration = self.iteration(node.args[1], [])
        self.env[TOTAL] = self.expression(node.args[2])

        def body() -> None:
            element = iteration.element(iteration.item, [])
            pair = [held(self.env[TOTAL]), element]
            self.env[TOTAL] = self.apply_value(node, "", func.value, pair)

        self.repeat(node, [TOTAL], body, iteration=iteration)
        total = held(self.env[TOTAL])
        self.env = outer
        return total

    def collected_map(self, node: gast.Call, name: str, made: Any, first: gast.AST) -> Value | None:
        """`list(map(f, x))`, `sum(map(f, x))`."""
        iteration = self.iteration(first, [])
        outer = dict(self.env)
        self.env[TOTAL] = Const(0) if made is sum else self.builder.call(build_list)

        def body() -> None:
            element = as_atom(iteration.element(iteration.item, []), self.builder)
            total = as_atom(self.env[TOTAL], self.builder)
            self.env[TOTAL] = self.builder.call(
                operator.add if made is sum else append, total, element
            )

        self.repeat(node, [TOTAL], body, iteration=iteration)
        value = held(self.env[TOTAL])
        self.env = outer
        return value

    # -- lists that grow ------------------------------------------------------------------

    def grows(self, node: gast.AST) -> bool:
        """Lower `items.append(value)` and `items.extend(values)`, where `items` is a list of ours."""
        match node:
            case gast.Call(
                func=gast.Attribute(value=gast.Name(id=name), attr="append" | "extend" as method),
                args=[argument],
                keywords=[],
            ) if name in self.env:
                pass
            case _:
                return False
        items = self.env[name]
        if isinstance(items, Items) and items.kind == "list":
            value = self.expression(argument)
            if method == "append":
                self.env[name] = Items("list", (*items.values, value))
                return True
            if isinstance(value, Items) and value.kind != "dict":
                self.env[name] = Items("list", (*items.values, *value.values))
                return True
            self.refuse(node, "`extend` by a value of unknown length is", "append in a loop")
        if not isinstance(items, Var) or items not in self.lists:
            return False
        if method == "append":
            atom = self.atom(argument)
            self.enter_expression(node)
            self.env[name] = self.listed(self.builder.call(append, items, atom, out=Var(name)))
            return True
        self.refuse(node, "`extend` of a list that grows in a loop is", "append in a loop")

    def listed(self, var: Atom) -> Var:
        """Remember that a value is a list of ours."""
        assert isinstance(var, Var)
        self.lists.add(var)
        return var

    def repeated(self, left: Value, right: Value) -> Value | None:
        """`[0.0] * n`: a display, or a list whose length is known when it runs."""
        items, count = (left, right) if isinstance(left, Items) else (right, left)
        if not isinstance(items, Items) or isinstance(count, Items) or items.kind == "dict":
            return None
        if isinstance(count, Const) and type(count.value) is int:
            if len(items.values) * count.value <= MOST_UNROLLED:
                return Items(items.kind, items.values * count.value)
        if items.kind != "list":
            return None
        made = as_atom(items, self.builder)
        return self.listed(self.builder.call(repeat, made, as_atom(count, self.builder)))

    def several(self, node: gast.Call, func: Any) -> Value:
        """`max(a, b, c)` as `max(max(a, b), c)`."""
        total = self.atom(node.args[0])
        for argument in node.args[1:]:
            self.enter_expression(node)
            total = self.builder.call(func, total, self.atom(argument))
        return total


def bound_names_of(node: gast.AST) -> list[str]:
    """The names that `:=` binds inside a comprehension."""
    return [n.target.id for n in gast.walk(node) if isinstance(n, gast.NamedExpr)]
