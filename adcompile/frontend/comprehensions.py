"""Comprehensions, generators and lists that grow, as loops.

    ys = [np.sin(w * v) for v in x if v > 0]        ys = []
                                              =>    for v in x:
                                                        if v > 0:
                                                            ys.append(np.sin(w * v))

A sum over a generator needs no list: it is added up as it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gast

from adcompile.frontend.attempts import Attempts
from adcompile.frontend.bindings import bound_names
from adcompile.frontend.checkpoints import Checkpointing
from adcompile.frontend.flow import FLAGS, MOST_UNROLLED, names_of
from adcompile.frontend.values import Items, Slot, Value, as_atom, held
from adcompile.ir.nodes import Const, Var
from adcompile.ir.primitives import append, build_dict, build_list

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
            value = self.realised(node, self.expression(node.elt))
            self.enter_expression(node)
            self.env[COLLECTED] = self.builder.call(append, items, value, out=Var(name))

        start = self.builder.call(build_list, out=Var(shown(name)))
        value = self.gather(node, node.generators, COLLECTED, start, collect)
        if isinstance(value, Var):
            self.kept(value, "list")
            if self.is_fresh(node.elt):
                self.apart.add(value)
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
        outer, start = dict(self.env), len(self.builder.ops)
        walk = self.begin_walk(generator.iter, elements)
        made: dict[Any, Value] = {}
        for k in range(walk.count):
            self.bind(generator.target, self.element_of(walk, k), fresh=False)
            key = self.expression(node.key) if isinstance(node, gast.DictComp) else Const(k)
            if not isinstance(key, Const):
                self.env = outer
                del self.builder.ops[start:]
                return None
            made[key.value] = self.expression(getattr(node, "elt", None) or node.value)
            self.check_walked(walk, k)
        self.leave_scope(outer, bound_names([generator.target]))
        if isinstance(node, gast.DictComp):
            return Items("dict", tuple(made.values()), tuple(made))
        return Items("list", tuple(made.values()))

    def leave_scope(self, outer: dict[str, Slot], own: Sequence[str]) -> None:
        """The names as before, but for what has happened to what they hold; `own` end here."""
        self.env = {
            name: slot if name in own or name in FLAGS else self.env.get(name, slot)
            for name, slot in outer.items()
        }

    def dict_comprehension(self, node: gast.DictComp, name: str) -> Value:
        """A dict; where its keys are not known, one that is filled in a loop."""
        known = self.displayed(node)
        if known is not None:
            return known

        def fill() -> None:
            state = self.env[COLLECTED]
            key = self.atom(node.key)
            value = self.realised(node, self.expression(node.value))
            self.enter_expression(node)
            made = self.builder.store(as_atom(held(state), self.builder), key, value, out=Var(name))
            self.env[COLLECTED] = self.kept(made, "dict")

        start = self.builder.call(build_dict, Const(()), out=Var(shown(name)))
        value = self.gather(node, node.generators, COLLECTED, self.kept(start, "dict"), fill)
        if self.is_fresh(node.value):
            self.apart.add(value)
        return value

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
        self.leave_scope(outer, [slot, *bound_names([g.target for g in generators])])
        self.env.update(walrus)
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
            walk = self.begin_walk(first.iter, elements)
            for k in range(walk.count):
                self.bind(first.target, self.element_of(walk, k), fresh=False)
                inner()
                self.check_walked(walk, k)
            self.end_walk(walk)
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


def shown(name: str) -> str:
    """The user's name for what a comprehension makes; none for one of ours."""
    return "" if name.startswith(".") or name == "result" else name


def bound_names_of(node: gast.AST) -> list[str]:
    """The names that `:=` binds inside a comprehension."""
    return [n.target.id for n in gast.walk(node) if isinstance(n, gast.NamedExpr)]
