"""Calls that go through an argument element by element: `sum`, `max`, `sorted`, `reduce`.

    total = sum(f(v) for v in x)            total = 0
                                    =>      for v in x:
                                                total = total + f(v)

    best = max(x, key=f)            =>      best = x[place_of_max([f(v) for v in x])]

Which element is the largest has no derivative; the element has.  What they go through is gone through once, in
order, as Python does.
"""

from __future__ import annotations

import builtins
import functools
import operator
from collections.abc import Sequence
from typing import Any

import gast

from adcompile.frontend.comprehensions import TOTAL, Comprehensions
from adcompile.frontend.flow import MOST_UNROLLED
from adcompile.frontend.values import Items, Value, as_atom, held
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Var
from adcompile.ir.primitives import (
    Checkpointed,
    append,
    build_list,
    checkpoint,
    either,
    keys,
    sequence,
)

__all__ = ["Reductions"]

WHOLE, ITEM, DISTINCT = ".whole", ".item", ".distinct"
SETS = (gast.Set, gast.SetComp)
GENERATED = (gast.GeneratorExp, gast.ListComp)
EXTREMES = (builtins.max, builtins.min)
GATHERED = (zip, enumerate, reversed, map)  # what is gone through to make a list
MAKERS = (list, tuple, sorted, *EXTREMES)


class Reductions(Comprehensions):
    """Those calls."""

    def reduction(self, node: gast.Call, name: str, func: Const) -> Value | None:
        value = func.value
        if value is checkpoint:
            return self.checkpointed_function(node)
        if not node.args or any(isinstance(a, gast.Starred) for a in node.args):
            return None
        if isinstance(node.args[0], SETS) and value is len:
            return self.as_written(node, name, "a set", True, "int")
        if isinstance(node.args[0], SETS) and value in (sum, sorted, *EXTREMES):
            if self.is_pure_code(node):
                return self.of_set(node, name)
        if value in EXTREMES and len(node.args) == 1:
            return self.extreme(node, name, value)
        if value is sorted and len(node.args) == 1 and node.keywords:
            return self.ordered(node, name)
        if node.keywords:
            return None
        first = self.as_generator(node.args[0])
        if first is not node.args[0]:
            return self.again_with(node, name, first)
        if len(node.args) == 1 and value in (*MAKERS, dict):
            made = self.made_of(node, name, value, first)
            if made is not None:
                return made
        if value is builtins.sum and isinstance(first, GENERATED):
            start = self.expression(node.args[1]) if len(node.args) == 2 else Const(0)
            if len(node.args) <= 2 and self.displayed_later(first):
                return self.total(first, name, start)
        if value is builtins.sum and len(node.args) == 1:
            inner, args = self.builtin(first)
            if inner is map and len(args) > 1:
                return self.collected_map(node, name, value, first)
        if value is builtins.sum and len(node.args) == 2 and self.static_elements(first) is None:
            everything = self.placed(node, "(v for v in whole)", {"v": ITEM}, first)
            return self.total(everything, name, self.expression(node.args[1]))
        if value in (builtins.any, builtins.all) and isinstance(first, gast.GeneratorExp):
            return self.as_written(node, name, "`any` / `all`", boolean=True)
        if value in EXTREMES and len(node.args) > 2:
            return self.several(node, value)
        if value is functools.reduce and len(node.args) in (2, 3):
            return self.reduced(node, name)
        return None

    def checkpointed_function(self, node: gast.Call) -> Value:
        """`checkpoint(f)`."""
        inner = self.expression(node.args[0]) if len(node.args) == 1 else None
        if isinstance(inner, Const) and callable(inner.value) and not node.keywords:
            return Const(Checkpointed(inner.value))
        self.refuse(
            node,
            "`checkpoint` anywhere but around all that a `for` loop goes through is",
            "write `for ... in checkpoint(enumerate(x), every=k)`",
        )

    def again_with(self, node: gast.Call, name: str, first: gast.AST) -> Value:
        """The same call with another first argument."""
        other = gast.Call(node.func, [first, *node.args[1:]], node.keywords)
        return self.expression(gast.copy_location(other, node), name)

    def made_of(self, node: gast.Call, name: str, made: Any, first: gast.AST) -> Value | None:
        """`list(zip(x, y))`, `dict(zip(k, x))`: by a comprehension; `sorted(d)` of the keys."""
        inner, args = self.builtin(first)
        if made is list and inner is map and len(args) > 1:
            return self.collected_map(node, name, made, first)
        if made is dict and (inner in GATHERED or isinstance(first, GENERATED)):
            pair = "{k: v for k, v in whole}"
            return self.expression(self.placed(node, pair, {"k": ".k", "v": ".v"}, first), name)
        if made is not dict and inner in GATHERED and self.static_elements(first) is None:
            everything = self.placed(node, "[v for v in whole]", {"v": ITEM}, first)
            if made is list:
                return self.expression(everything, name)
            return self.again_with(node, name, everything)
        if made is sorted and isinstance(first, gast.Name):
            return self.sorted_keys(first)
        return None

    def sorted_keys(self, node: gast.Name) -> Value | None:
        """`sorted(d)` of a dict."""
        items = self.env.get(node.id, UNDEFINED)
        if isinstance(items, Items) and items.kind == "dict":
            try:
                return Items("list", tuple(map(Const, sorted(items.keys))))
            except TypeError:
                return None
        if self.is_dict(items):
            names = self.builder.call(keys, as_atom(self.expression(node), self.builder))
            return self.kept(self.builder.call(sorted, names), "list")
        return None

    def placed(
        self, node: gast.AST, text: str, names: dict[str, str], whole: gast.AST | None = None
    ) -> Any:
        """A comprehension written in the place of `node`, with other names; `whole` is what it goes through."""
        made: Any = gast.parse(text, mode="eval").body
        for inner in gast.walk(made):
            gast.copy_location(inner, node)
            if isinstance(inner, gast.Name):
                inner.id = names.get(inner.id, inner.id)
        if whole is not None:
            made.generators[0].iter = whole
        return made

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
        self.leave_scope(outer, [TOTAL])
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
        self.leave_scope(outer, [TOTAL])
        return value

    # -- the largest, the smallest, the order ---------------------------------------------

    def extreme(self, node: gast.Call, name: str, func: Any) -> Value | None:
        """`max(x)`, `max(x, key=f, default=v)`: the first of the largest."""
        named = {k.arg: k.value for k in node.keywords}
        if set(named) - {"key", "default"}:
            return None
        key = None if is_none(named.get("key")) else named["key"]
        if key is not None and "default" not in named and self.is_count(node.args[0]):
            return self.best(node, name, func, self.ranks(node, node.args[0], key))
        whole = self.gathered(node.args[0])
        if isinstance(whole, Items) and whole.values and key is None:
            return self.extreme_of(node, func, [as_atom(v, self.builder) for v in whole.values])
        items = self.indexable(node, whole)

        def largest() -> Value:
            ranked = items if key is None else self.ranks_of(node, items, key)
            place = self.best(node, "place", func, ranked)
            return self.call(node, name, operator.getitem, items, place)

        if "default" not in named:
            return largest()
        default = self.expression(named["default"])
        test = self.builder.call(len, items)
        return held(self.choice(node, name, test, largest, default))

    def best(self, node: gast.AST, name: str, func: Any, ranked: Atom) -> Var:
        """The place of the first of the largest."""
        self.enter_expression(node)
        text = "best(range(len(x)), key=x.__getitem__)"
        atoms = {"best": Const(func), "range": RANGE, "len": LEN, "x": ranked}
        return self.stated(node, text, "int", name, **atoms)

    def is_count(self, node: gast.AST) -> bool:
        """Is it `range(n)`, of which each element is its own place?"""
        inner, args = self.builtin(node)
        return inner is range and len(args) == 1

    def extreme_of(self, node: gast.Call, func: Any, values: Sequence[Atom]) -> Value:
        """`max(a, b, c)` as `max(max(a, b), c)`."""
        total = values[0]
        for value in values[1:]:
            self.enter_expression(node)
            total = self.builder.call(func, total, value)
        return total

    def several(self, node: gast.Call, func: Any) -> Value:
        return self.extreme_of(node, func, [self.atom(a) for a in node.args])

    def is_pure_code(self, node: gast.AST) -> bool:
        """Does an expression call nothing but functions without effects?"""
        funcs = [n.func for n in gast.walk(node) if isinstance(n, gast.Call)]
        known = [self.known_function(func) for func in funcs]
        walrus = any(isinstance(n, gast.NamedExpr) for n in gast.walk(node))
        return not walrus and all(f is not None and self.knowledge.is_pure(f) for f in known)

    def of_set(self, node: gast.Call, name: str) -> Value:
        """`sum({f(v) for v in x})`, and so on: as it is written if no derivative flows through it."""
        func = self.known_function(node.func)
        whole = as_atom(self.as_written(node.args[0], "", "a set"), self.builder)
        plain = self.call(node, "", func, whole)
        outer = dict(self.env)
        self.env[DISTINCT] = self.distinct(node.args[0])
        place = gast.copy_location(gast.Name(DISTINCT, gast.Load(), None, None), node)
        active = self.again_with(node, "", place)
        self.leave_scope(outer, [DISTINCT])
        atoms = (as_atom(v, self.builder) for v in (plain, active))
        made = self.call(node, name, either, *atoms)
        return self.kept(as_atom(made, self.builder), "list") if func is sorted else made

    def elements(self, node: gast.AST) -> Var:
        """What a loop over a set goes through."""
        plain = self.builder.call(
            sequence, as_atom(self.as_written(node, "", "a set"), self.builder)
        )
        if not self.is_pure_code(node):
            return plain
        return self.builder.call(either, plain, self.distinct(node))

    def distinct(self, node: gast.AST) -> Atom:
        """The elements of a set, in the order in which it has them: of equal ones, the first."""
        if isinstance(node, gast.Set):
            everything: Any = gast.List(node.elts, gast.Load())
        else:
            everything = gast.ListComp(node.elt, node.generators)
        items = self.indexable(node, self.expression(gast.copy_location(everything, node)))
        text = "[x.index(v) for v in set(x)]"
        places = self.stated(node, text, "ints", "places", x=items, set=Const(set))
        return self.taken_from(node, "", items, places)

    def taken_from(self, node: gast.AST, name: str, items: Atom, places: Atom) -> Atom:
        """`[items[k] for k in places]`."""
        outer = dict(self.env)
        self.env[".places"], self.env[WHOLE] = places, items
        names = {"k": ".k", "places": ".places", "whole": WHOLE}
        made = self.expression(self.placed(node, "[whole[k] for k in places]", names), name)
        self.leave_scope(outer, [WHOLE, ".places"])
        return self.kept(as_atom(made, self.builder), "list")

    def gathered(self, node: gast.AST) -> Value:
        """What an iterable expression gives, all of it: a list, an array, a display."""
        node = self.as_generator(node)
        inner, _ = self.builtin(node)
        if isinstance(node, gast.GeneratorExp) or (
            inner in GATHERED and self.static_elements(node) is None
        ):
            everything = self.placed(node, "[v for v in whole]", {"v": ITEM}, node)
            if isinstance(node, gast.GeneratorExp):
                everything = gast.copy_location(gast.ListComp(node.elt, node.generators), node)
            return self.expression(everything)
        elements = self.static_elements(node)
        return self.expression(node) if elements is None else Items("tuple", tuple(elements))

    def indexable(self, node: gast.AST, whole: Value) -> Var:
        """What can be gone through by index; of a dict, the keys."""
        if isinstance(whole, Items):
            values = tuple(map(Const, whole.keys)) if whole.kind == "dict" else whole.values
            made = self.realised(node, Items("list", values))
            assert isinstance(made, Var)
            return made
        return self.builder.call(
            keys if self.is_dict(whole) else sequence, as_atom(whole, self.builder)
        )

    def ranks_of(self, node: gast.AST, items: Var, key: gast.AST) -> Atom:
        """`[key(v) for v in items]`."""
        outer = dict(self.env)
        self.env[WHOLE] = items
        name = gast.copy_location(gast.Name(WHOLE, gast.Load(), None, None), node)
        made = self.ranks(node, name, key)
        self.leave_scope(outer, [WHOLE])
        return made

    def ranks(self, node: gast.AST, whole: gast.AST, key: gast.AST) -> Atom:
        """`[key(v) for v in whole]`."""
        ranks = self.placed(node, "[f(v) for v in whole]", {"v": ITEM}, whole)
        ranks.elt.func = key
        return as_atom(self.expression(ranks), self.builder)

    def ordered(self, node: gast.Call, name: str) -> Value | None:
        """`sorted(x, key=f, reverse=r)`."""
        named = {k.arg: k.value for k in node.keywords}
        if set(named) - {"key", "reverse"}:
            return None
        key = None if is_none(named.get("key")) else named["key"]
        if key is not None and self.is_count(node.args[0]):
            ranked = self.ranks(node, node.args[0], key)
            return self.kept(self.places(node, name, ranked, named.get("reverse")), "list")
        whole = self.gathered(node.args[0])
        if key is None:
            reverse = self.atom(named["reverse"]) if "reverse" in named else None
            if isinstance(whole, Items) or self.is_dict(whole):
                whole = self.indexable(node, whole)
            kwargs = () if reverse is None else (("reverse", reverse),)
            made = self.call(node, name, sorted, as_atom(whole, self.builder), kwargs=kwargs)
            return self.kept(as_atom(made, self.builder), "list")
        items = self.indexable(node, whole)
        ranked = self.ranks_of(node, items, key)
        places = self.places(node, "places", ranked, named.get("reverse"))
        return self.taken_from(node, name, items, places)

    def places(self, node: gast.AST, name: str, ranked: Atom, reverse: gast.AST | None) -> Var:
        """The places of the elements, the smallest first."""
        text = "sorted(range(len(x)), key=x.__getitem__)"
        atoms = {"sorted": Const(sorted), "range": RANGE, "len": LEN, "x": ranked}
        if reverse is not None:
            text = "sorted(range(len(x)), key=x.__getitem__, reverse=r)"
            atoms["r"] = self.atom(reverse)
        return self.stated(node, text, "ints", name, **atoms)


RANGE, LEN = Const(range), Const(len)


def is_none(node: gast.AST | None) -> bool:
    """Is there no argument, or None?"""
    return node is None or (isinstance(node, gast.Constant) and node.value is None)
