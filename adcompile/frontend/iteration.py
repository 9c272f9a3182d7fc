"""What a `for` loop goes through, as an index and the element it stands for.

    for i, v in enumerate(x):        for k in range(len(x)):
                                 =>      i, v = k, x[k]

So the backward loop can go through the indices in reverse, and add into the gradient of `x` at each.
"""

from __future__ import annotations

import builtins
import itertools
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gast

from adcompile.frontend.expressions import Expressions
from adcompile.frontend.values import Items, Slot, Value, held
from adcompile.ir.nodes import UNDEFINED, Atom, Const, Var
from adcompile.ir.primitives import keys, sequence

__all__ = ["Iteration", "Iterations", "Walked"]

Names = Sequence[str]


@dataclass(frozen=True)
class Iteration:
    """`for item in iterable`, and the element that an item stands for, given its names."""

    iterable: Atom
    item: Var
    element: Callable[[Var, Names], Value]


@dataclass(frozen=True)
class Walked:
    """A real dict that a loop goes through: its name, and the keys that stand for the element."""

    node: gast.AST
    name: str
    keys: list[Var]


@dataclass(frozen=True)
class Part:
    """Something with a length and an element at each index."""

    length: Callable[[], Atom]
    at: Callable[[Atom, str], Value]
    counts: Atom | None = None  # the range whose numbers are the elements themselves
    pair: Callable[[Atom, Names], Value] | None = None  # an element under two names


class Iterations(Expressions):
    """The forms that `for` and comprehensions may go through."""

    parts: dict[int, list[Part]]  # of the calls of `zip`
    dicts_walked: list[Walked]

    def iteration(self, node: gast.AST, names: Names) -> Iteration:
        """An iterable expression; `names` are the user's names for its elements."""
        func, args = self.builtin(node)
        name = names[0] if len(names) == 1 else ""
        if func is range:
            counts = self.builder.call(range, *map(self.atom, args))
            return Iteration(counts, Var(name), lambda item, names: item)
        if func is builtins.reversed and len(args) == 1:
            return self.backwards(args[0], name)
        part = self.part(node)
        counts = self.builder.call(range, part.length())
        if func is enumerate and len(args) == 1 and len(names) == 2:
            name = names[0]  # the index has a name of the user's
        elif len(names) == 1 or func is enumerate:
            name = ""
        return Iteration(
            counts, Var(name), lambda item, names: self.element(node, part, item, names)
        )

    def element(self, node: gast.AST, part: Part, item: Atom, names: Names) -> Value:
        """The element at an index; several names for one that is a tuple."""
        func, _ = self.builtin(node)
        if func is zip:
            parts = self.parts[id(node)]
            texts = names if len(names) == len(parts) else [""] * len(parts)
            return Items("tuple", tuple(p.at(item, text) for p, text in zip(parts, texts)))
        if func is enumerate and len(names) == 2:
            value = part.at(item, names[1])
            assert isinstance(value, Items)
            return value
        if part.pair is not None and len(names) == 2:
            return part.pair(item, names)
        return part.at(item, names[0] if len(names) == 1 else "")

    def builtin(self, node: gast.AST) -> tuple[Any, list[gast.AST]]:
        """The built-in function that is called with plain arguments, if that is what it is."""
        if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
            named = [k for k in node.keywords if (node.func.id, k.arg) != ("enumerate", "start")]
            if named or any(isinstance(a, gast.Starred) for a in node.args):
                return None, []
            func = self.name(node.func, "")
            if isinstance(func, Const) and getattr(builtins, node.func.id, None) is func.value:
                return func.value, [*node.args, *(k.value for k in node.keywords)]
        return None, []

    def backwards(self, node: gast.AST, name: str) -> Iteration:
        """`reversed(x)`."""
        part = self.part(node)
        if part.counts is not None:
            counts = self.builder.call(reversed, part.counts)
            return Iteration(counts, Var(name), lambda item, names: item)
        counts = self.builder.call(reversed, self.builder.call(range, part.length()))
        return Iteration(counts, Var(), lambda item, names: self.element(node, part, item, names))

    def gone_through(self, node: gast.AST) -> Iterator[gast.AST]:
        """An iterable expression, and those of which it takes the elements one by one."""
        yield node
        func, args = self.builtin(node)
        if func in (zip, enumerate, reversed, map):
            for argument in args:
                yield from self.gone_through(argument)

    def part(self, node: gast.AST) -> Part:
        """An iterable as something that can be indexed."""
        func, args = self.builtin(node)
        if func is range:
            return self.counted(args)
        if func is zip and args:
            parts = [self.part(a) for a in args]
            self.parts[id(node)] = parts
            return Part(
                lambda: self.shortest([p.length() for p in parts]),
                lambda i, name: Items("tuple", tuple(p.at(i, "") for p in parts)),
            )
        if func is enumerate and len(args) in (1, 2):
            inner = self.part(args[0])
            start: Atom = self.atom(args[1]) if len(args) == 2 else Const(0)

            def at(i: Atom, name: str) -> Value:
                count: Atom = i
                if not (isinstance(start, Const) and start.value == 0):
                    count = self.builder.call(operator.add, start, i)
                return Items("tuple", (count, inner.at(i, name)))

            return Part(inner.length, at)
        if func is map and len(args) > 1:
            return self.mapped(node, args)
        if isinstance(node, gast.Call) and self.is_pairwise(node):
            return self.neighbours(self.part(node.args[0]))
        if isinstance(node, (gast.Set, gast.SetComp)):
            whole = self.elements(node)
        else:
            keyed = self.keyed(node)
            if keyed is not None:
                return keyed
            whole = self.builder.call(sequence, self.atom(self.as_generator(node)))
        return Part(
            lambda: self.builder.call(len, whole),
            lambda i, name: self.builder.call(operator.getitem, whole, i, out=Var(name)),
        )

    def keyed(self, node: gast.AST) -> Part | None:
        """A real dict of ours, or its `keys()`, `values()` or `items()`: the keys are as they were at first,
        the values as they are when it is their turn."""
        which, base = "keys", node
        if isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute) and not node.args:
            which, base = node.func.attr, node.func.value
        if which not in ("keys", "values", "items") or not isinstance(base, gast.Name):
            return None
        if not self.is_dict(self.env.get(base.id, UNDEFINED)):
            return None
        names = self.builder.call(keys, held(self.env[base.id]))  # type: ignore[arg-type]
        walked = Walked(node, base.id, [])
        self.dicts_walked.append(walked)

        def key(i: Atom, name: str) -> Var:
            walked.keys.append(self.builder.call(operator.getitem, names, i, out=Var(name)))
            return walked.keys[-1]

        def value(at: Var, name: str) -> Var:
            now = held(self.env[base.id])
            assert isinstance(now, Var)
            return self.builder.call(operator.getitem, now, at, out=Var(name))

        def pair(i: Atom, texts: Names) -> Value:
            at = key(i, texts[0])
            return Items("tuple", (at, value(at, texts[1])))

        def element(i: Atom, name: str) -> Value:
            if which == "items":
                return pair(i, ("", ""))
            return key(i, name) if which == "keys" else value(key(i, ""), name)

        return Part(
            lambda: self.builder.call(len, names),
            element,
            pair=pair if which == "items" else None,
        )

    def elements(self, node: gast.AST) -> Var:
        """What a loop over a set goes through."""
        raise NotImplementedError

    def is_pairwise(self, node: gast.Call) -> bool:
        """Is it `itertools.pairwise(x)`, under whatever name?"""
        root = node.func
        while isinstance(root, gast.Attribute):
            root = root.value
        if not isinstance(root, gast.Name) or root.id in self.env or len(node.args) != 1:
            return False
        func = self.expression(node.func)
        return isinstance(func, Const) and func.value is itertools.pairwise

    def neighbours(self, part: Part) -> Part:
        """`itertools.pairwise(x)`: each element with the next one."""

        def at(i: Atom, name: str) -> Value:
            after = self.builder.call(operator.add, i, Const(1))
            return Items("tuple", (part.at(i, ""), part.at(after, "")))

        return Part(lambda: self.builder.call(operator.sub, part.length(), Const(1)), at)

    def as_generator(self, node: gast.AST) -> gast.AST:
        """`filter(f, x)` as `(v for v in x if f(v))`."""
        func, args = self.builtin(node)
        if func is not filter or len(args) != 2:
            return node
        predicate, iterable = args
        if isinstance(predicate, gast.Constant) and predicate.value is None:
            return self.walked(node, iterable, lambda item: item)
        return self.walked(
            node, iterable, lambda item: gast.copy_location(gast.Call(predicate, [item], []), node)
        )

    def walked(
        self,
        node: gast.AST,
        iterable: gast.AST,
        test: Callable[[gast.AST], gast.AST] | None = None,
    ) -> gast.AST:
        """`(v for v in iterable if test(v))`."""

        def name(context: gast.AST) -> gast.Name:
            return gast.copy_location(gast.Name(".item", context, None, None), node)

        tests = [] if test is None else [test(name(gast.Load()))]
        loop = gast.comprehension(name(gast.Store()), iterable, tests, 0)
        return gast.copy_location(gast.GeneratorExp(name(gast.Load()), [loop]), node)

    def mapped(self, node: gast.AST, args: list[gast.AST]) -> Part:
        """`map(f, x, y)`."""
        func = self.expression(args[0])
        if not isinstance(func, Const) or not callable(func.value):
            self.refuse(node, "a call of a function that is only known at run time is", "name it")
        parts = [self.part(a) for a in args[1:]]
        self.scope.program.spell(func.value, func.text)

        def at(i: Atom, name: str) -> Value:
            return self.apply_value(node, name, func.value, [p.at(i, "") for p in parts])

        return Part(lambda: self.shortest([p.length() for p in parts]), at)

    def counted(self, args: list[gast.AST]) -> Part:
        """`range(...)`, whose element at `i` is `i` itself if it counts from 0 by 1."""
        atoms = list(map(self.atom, args))
        counts = self.builder.call(range, *atoms)
        if len(atoms) == 1:
            return Part(lambda: atoms[0], lambda i, name: i, counts)
        return Part(
            lambda: self.builder.call(len, counts),
            lambda i, name: self.builder.call(operator.getitem, counts, i, out=Var(name)),
            counts,
        )

    def shortest(self, lengths: list[Atom]) -> Atom:
        return lengths[0] if len(lengths) == 1 else self.builder.call(min, *lengths)

    def static_elements(self, node: gast.AST) -> list[Value] | None:
        """The elements of a container whose structure is known; None if it is not one."""
        func, args = self.builtin(node)
        if func is zip and args:
            columns = [self.static_elements(a) for a in args]
            if any(c is None for c in columns):
                return self.zipped(args, columns)
            return [Items("tuple", row) for row in zip(*(c or [] for c in columns))]
        if func is enumerate and len(args) == 1:
            inner = self.static_elements(args[0])
            if inner is None:
                return None
            return [Items("tuple", (Const(k), v)) for k, v in enumerate(inner)]
        if func is builtins.reversed and len(args) == 1:
            inner = self.static_elements(args[0])
            return None if inner is None else inner[::-1]
        if isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute) and not node.args:
            return self.static_view(node.func)
        if isinstance(node, (gast.Name, gast.Tuple, gast.List)):
            value: Slot | None = self.expression(node)
        else:
            value = self.peek(node)
        if isinstance(value, Items):
            return list(map(Const, value.keys)) if value.kind == "dict" else list(value.values)
        if isinstance(value, Const) and isinstance(value.value, tuple):
            return list(map(Const, value.value))
        return None

    def zipped(
        self, nodes: Sequence[Any], columns: Sequence[list[Value] | None]
    ) -> list[Value] | None:
        """The pairs of objects or containers with the elements of arrays."""
        return None

    def peek(self, node: gast.AST) -> Slot | None:
        """What a name holds, or an element of known structure; nothing is done for it."""
        match node:
            case gast.Name(id=name):
                return self.env.get(name)
            case gast.Subscript(value=value, slice=gast.Constant(value=key)):
                base = self.peek(value)
                if isinstance(base, Items):
                    keys = base.keys if base.kind == "dict" else range(len(base.values))
                    if key in keys:
                        return base.values[keys.index(key)]
            case gast.Subscript(value=value, slice=gast.Slice()):
                base = self.peek(value)
                if isinstance(base, Items) and base.kind != "dict":
                    index = self.index(node.slice)
                    if isinstance(index, Const):
                        return Items(base.kind, base.values[index.value])
        return None

    def static_view(self, node: gast.Attribute) -> list[Value] | None:
        """`d.items()`, `d.keys()`, `d.values()` of a dict display."""
        base: Slot | None = self.peek(node.value)
        if isinstance(node.value, gast.Dict):
            base = self.expression(node.value)
        if not isinstance(base, Items) or base.kind != "dict":
            return None
        keys: list[Value] = list(map(Const, base.keys))
        if node.attr == "items":
            return [Items("tuple", pair) for pair in zip(keys, base.values)]
        return {"keys": keys, "values": list(base.values)}.get(node.attr)
