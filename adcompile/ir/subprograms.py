"""Functions that stand in the text by themselves: they are called, and not compiled in.

    def power(x, n): ...            forward_power(x, n) -> (result, saved)
    y = power(x, 5)           =>    backward_power(saved, grad_result) -> grad_x
                                    y, saved_y = forward_power(x, 5)
                                    ...
                                    grad_x = backward_power(saved_y, grad_y)

A `Sub` is the function of a call.  One that the user wrote has variants: for the arguments that are active, and
for what is known of them.  The sweeps ask for a variant and go on; its program is made behind them, which is
how a function may call itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from adcompile.ir.facts import Dim, DTypeVar, Fact, Integer, ShapeVar, resolve
from adcompile.ir.nodes import Block, Call, Function, Tree, walk

__all__ = ["Pair", "Sub", "Tangent", "called", "known_of", "reached", "result_tree", "some_fact"]

Known = tuple[Any, ...]
NOTHING_KNOWN: Known = ("any", None, None, ())
MOST_VARIANTS = 4  # of one function, for one set of active arguments
Inference = Callable[[Sequence[Fact]], Fact]


class Sub:
    """A function of the program; `count` is the number of values it returns, 0 for one that is no tuple.

    `program` is what it computes.  Of a function that the user wrote, `func` is the object itself.
    """

    def __init__(self, name: str, count: int, func: Any = None) -> None:
        self.__name__ = self.__qualname__ = name
        self.__module__ = "__main__"
        self.count = count
        self.func = func
        self.program: Function | None = None
        self.facts: Any = None  # what is known of the values of `program`
        self.infer: Inference = self.nothing_known
        self.whole: Callable[[], Function | None] = lambda: self.program  # as it is first known
        self.is_pure: Callable[[], bool] = lambda: True
        self.is_fresh: Callable[[], bool] = lambda: False
        self.loose: Sequence[
            int
        ] = ()  # of the results, which may not be bound, where nobody reads them
        self.doubtful = (
            False  # right for numbers only, where it is not known what the arguments are
        )
        self.recursive = False
        self.called = False  # by a program, and not only asked for itself
        self.made_by: Pair | Tangent | None = None
        self.variants: dict[Any, Pair | Tangent] = {}

    @property
    def pure(self) -> bool:
        """Does it do nothing but compute its results?"""
        return self.is_pure()

    @property
    def fresh(self) -> bool:
        """Do the results share memory with nothing?"""
        return self.is_fresh()

    def __call__(self, *args: Any) -> Any:
        """What a call of the user's function gives."""
        return self.func(*args)

    def __repr__(self) -> str:
        return f"<function {self.__name__} of the program>"

    def nothing_known(self, facts: Sequence[Fact]) -> Fact:
        """The fact of a result of which nothing is known but how many values it has."""
        if not self.count:
            return Fact("any", ShapeVar())
        items = tuple(Fact("any", ShapeVar()) for _ in range(self.count))
        return Fact("tuple", ShapeVar(), items=items)

    def pair(self, wrt: Sequence[int], seeds: Sequence[int], facts: Sequence[Fact]) -> Pair:
        """The two halves of its derivative in the arguments `wrt`; `seeds` are the results with a cotangent."""
        kind = "pair", tuple(wrt), tuple(seeds)
        known = self.settled(kind, wrt, facts)
        made = self.variants.get((kind, known))
        if not isinstance(made, Pair):
            made = self.variants[kind, known] = Pair(self, tuple(wrt), tuple(seeds), known)
        return made

    def tangent(self, wrt: Sequence[int], facts: Sequence[Fact]) -> Tangent:
        """The function that gives the result and its tangent."""
        kind = "tangent", tuple(wrt)
        known = self.settled(kind, wrt, facts)
        made = self.variants.get((kind, known))
        if not isinstance(made, Tangent):
            made = self.variants[kind, known] = Tangent(self, tuple(wrt), known)
        return made

    def settled(self, kind: Any, wrt: Sequence[int], facts: Sequence[Fact]) -> Known:
        """What is known of the arguments of a variant: nothing where there are too many already.

        Of those that no derivative flows through, as much as makes a difference.
        """
        known = tuple(
            NOTHING_KNOWN if k not in wrt and entry[1] is None and entry[0] == "array" else entry
            for k, entry in enumerate(map(known_of, facts))
        )
        others = [k for k in self.variants if k[0] == kind]
        if (kind, known) not in self.variants and len(others) >= MOST_VARIANTS:
            return tuple(NOTHING_KNOWN for _ in facts)
        return known


class Pair:
    """The two halves of the derivative of a function."""

    def __init__(
        self, origin: Sub, wrt: tuple[int, ...], seeds: tuple[int, ...], known: Known
    ) -> None:
        self.origin, self.wrt, self.seeds, self.known = origin, wrt, seeds, known
        self.forward = Sub(f"forward_{origin.__name__}", 2)
        self.forward.is_pure = lambda: origin.pure
        self.forward.infer = lambda facts: both(origin.infer(facts), Fact("saved", ShapeVar()))
        self.backward = Sub(f"backward_{origin.__name__}", len(wrt) if len(wrt) > 1 else 0)
        self.backward.is_fresh = lambda: True
        self.forward.made_by = self.backward.made_by = self

    @property
    def subs(self) -> tuple[Sub, ...]:
        """What has to be made."""
        return self.forward, self.backward


class Tangent:
    """The function that gives the result of another and its tangent."""

    def __init__(self, origin: Sub, wrt: tuple[int, ...], known: Known) -> None:
        self.origin, self.wrt, self.known = origin, wrt, known
        self.sub = Sub(f"tangent_{origin.__name__}", 2)
        self.sub.is_pure = lambda: origin.pure
        self.sub.infer = lambda facts: both(
            origin.infer(facts[: len(known)]), origin.nothing_known(facts)
        )
        self.sub.made_by = self

    @property
    def subs(self) -> tuple[Sub, ...]:
        """What has to be made."""
        return (self.sub,)


def both(a: Fact, b: Fact) -> Fact:
    """The fact of a pair."""
    return Fact("tuple", ShapeVar(), items=(a, b))


def called(block: Block) -> Iterator[Sub]:
    """The functions that a block calls, in its order, each once."""
    found = (op.func for op in walk(block) if isinstance(op, Call) and isinstance(op.func, Sub))
    yield from dict.fromkeys(found)


def reached(function: Function) -> list[Sub]:
    """The functions that a program calls, directly or not: callees first, as far as that can be."""
    order: list[Sub] = []
    seen: set[Sub] = set()
    stack: list[tuple[Sub | None, Iterator[Sub]]] = [(None, called(function.body))]
    while stack:
        sub, below = stack[-1]
        inner = next(below, None)
        if inner is None:
            stack.pop()
            if sub is not None:
                order.append(sub)
        elif inner not in seen:
            seen.add(inner)
            stack.append((inner, iter(()) if inner.program is None else called(inner.program.body)))
    return order


# -- what a variant is for -------------------------------------------------------------------


def known_of(fact: Fact) -> Known:
    """What a variant depends on: kind, number of axes and dtype; no extents, so that there are few.

    >>> known_of(Fact("number", (), float))
    ('number', 0, <class 'float'>, ())
    """
    shape = resolve(fact.shape)
    dtype = fact.dtype
    if isinstance(dtype, DTypeVar):
        dtype = ("some", dtype.inexact, dtype.real)
    items = tuple(map(known_of, fact.items)) if fact.kind == "tuple" else ()
    return fact.kind, None if isinstance(shape, ShapeVar) else len(shape), dtype, items


def some_fact(known: Known) -> Fact:
    """The fact of any value of which this is known."""
    kind, axes, dtype, items = known
    if isinstance(dtype, tuple):
        dtype = DTypeVar(inexact=dtype[1], real=dtype[2])
    shape = ShapeVar() if axes is None else tuple(Dim() for _ in range(axes))
    extent = Integer() if kind == "number" and dtype is int else None
    return Fact(kind, shape, dtype, extent, tuple(map(some_fact, items)))


def result_tree(tree: Tree) -> int | None:
    """How many values a structure has, 0 for one that is no tuple; None if it is neither."""
    if not tree.kind:
        return 0
    flat = tree.kind == "tuple" and not any(child.kind for child in tree.children)
    return len(tree.children) if flat else None
