"""Writes in place in loops and branches: programs of the IR, run as they are meant and as they are written.

`Meaning` runs a program with values that nothing changes.  `Writing` runs it as its text would: a write
changes the very array.  After `assign_buffers` the two agree, and the arguments are as they were; before it
they agree wherever `check_writes` does not refuse.
"""

from __future__ import annotations

import copy as copying
import itertools
import operator
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from adcompile.analysis.aliases import alias_roots, seen_writes, target
from adcompile.analysis.facts import Facts
from adcompile.diagnostics import Span
from adcompile.ir.facts import DTypeVar, Fact
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Mark,
    Op,
    Param,
    Store,
    Tree,
    Var,
    tuple_of,
    walk,
)
from adcompile.ir.primitives import (
    append,
    build_list,
    build_tuple,
    copy,
    pop,
    push,
    unpack,
)
from adcompile.ir.show import show
from adcompile.ir.verify import verify
from adcompile.optimise.accumulate import accumulate_in_place, accumulate_sparse
from adcompile.optimise.buffers import assign_buffers
from adcompile.optimise.states import follow_writes
from adcompile.rules import primitives

HERE = Span.nowhere()
FLOAT = np.dtype(float)
NUMBER = Fact("number", (), float)

# -- two interpreters ------------------------------------------------------------------------


class Meaning:
    """Values are immutable: a write makes a new array."""

    def __init__(self) -> None:
        self.values: dict[Var, Any] = {}
        self.histories: set[int] = set()

    def run(self, function: Function, args: Sequence[Any]) -> list[Any]:
        """The results."""
        self.values.update(zip(function.inputs(), args))
        return self.block(function.body)

    def atom(self, atom: Atom) -> Any:
        return atom.value if isinstance(atom, Const) else self.values[atom]

    def own(self, value: Any) -> Any:
        return value.copy() if isinstance(value, (np.ndarray, list)) else value

    def block(self, block: Block) -> list[Any]:
        for op in block.ops:
            self.op(op)
        return [self.atom(a) for a in block.results]

    def op(self, op: Op) -> None:
        match op:
            case Call():
                args = [self.atom(a) for a in op.args]
                if target(op) is not None:
                    args[0] = self.own(args[0])
                kwargs = {k: self.atom(a) for k, a in op.kwargs}
                self.values[op.out] = op.func(*args, **kwargs)
            case Store():
                array = self.own(self.atom(op.array))
                index, value = self.atom(op.index), self.atom(op.value)
                if op.operator is None:
                    array[index] = value
                elif op.operator in (operator.add, operator.mul):
                    array[index] = op.operator(array[index], value)
                else:
                    op.operator(array, index, value)
                self.values[op.out] = array
            case If():
                results = self.block(op.then if self.atom(op.test) else op.orelse)
                self.values.update(zip(op.outs, results))
            case Loop():
                self.loop(op)

    def loop(self, op: Loop) -> None:
        passed = [self.atom(a) for a in op.inits]
        items = None if op.iterable is None else iter(self.atom(op.iterable))
        for count in itertools.count():
            if count > 1000:
                raise ValueError("a list that grows while it is walked")
            self.values.update(zip(op.params, passed))
            if items is not None:
                try:
                    item = next(items)
                except StopIteration:
                    break
                self.values[op.item] = item
            if op.test is not None and not self.block(op.test)[0]:
                break
            results = self.block(op.body)
            passed = results[: len(op.params)]
            if op.leaves and results[-1]:
                break
        self.values.update(zip(op.outs, passed))


class Writing(Meaning):
    """As the text runs: a write changes the very array."""

    def own(self, value: Any) -> Any:
        return value


def equal(a: Any, b: Any) -> bool:
    """The same values in the same structure."""
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(equal, a, b))
    return bool(np.array_equal(a, b))


def arrays_of(value: Any) -> list[Any]:
    """The arrays in a value."""
    if isinstance(value, (list, tuple)):
        return [a for v in value for a in arrays_of(v)]
    return [value] if isinstance(value, np.ndarray) else []


# -- building programs ------------------------------------------------------------------------


class Draft:
    """A program being written by hand: values have the shape that they are given."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.ops: list[Op] = []
        self.params: list[Var] = []

    def array(self, shape: tuple[int, ...] = (4,), name: str = "", of: Var | None = None) -> Var:
        var = Var(name, of)
        self.facts.of[var] = Fact("array", shape, FLOAT)
        return var

    def number(self, name: str = "") -> Var:
        var = Var(name)
        self.facts.of[var] = NUMBER
        return var

    def whatever(self, name: str = "", kind: str = "any") -> Var:
        var = Var(name)
        if kind != "any":
            self.facts.of[var] = Fact(kind, ())
        return var

    def arg(self, name: str, shape: tuple[int, ...] | None = (4,)) -> Var:
        var = self.number(name) if shape is None else self.array(shape, name)
        self.params.append(var)
        return var

    def call(
        self, func: Callable[..., Any], *args: Any, out: Var | None = None, **flags: Any
    ) -> Var:
        out = out or self.array()
        self.ops.append(Call(out, func, tuple(map(atom, args)), HERE, **flags))
        return out

    def store(self, array: Var, index: Any, value: Any, name: str = "", **flags: Any) -> Var:
        out = Var(name or array.name, array.of)
        self.facts.of[out] = self.facts.fact(array)
        self.ops.append(Store(out, array, atom(index), atom(value), HERE, **flags))
        return out

    def like(self, var: Var) -> Var:
        out = Var(var.name, var.of)
        if var in self.facts.of:
            self.facts.of[out] = self.facts.of[var]
        return out

    def block(self, fill: Callable[[], Sequence[Any]]) -> Block:
        """The block that `fill` writes: it returns the results."""
        ops, self.ops = self.ops, []
        results = fill()
        ops, self.ops = self.ops, ops
        return Block(tuple(ops), tuple(map(atom, results)))

    def loop(
        self,
        inits: Sequence[Any],
        body: Callable[..., Sequence[Any]],
        over: Any = range(3),
        models: Sequence[Var] | None = None,
        item: Var | None = None,
        **flags: Any,
    ) -> tuple[Var, ...]:
        """`for item in over`, with a body that takes the item and the parameters."""
        models = models or list(inits)
        params = tuple(self.like(v) for v in models)
        outs = tuple(self.like(v) for v in models)
        item = item or self.number("i")
        made = self.block(lambda: body(item, *params))
        self.ops.append(
            Loop(
                outs, params, tuple(map(atom, inits)), made, HERE,
                item=item, iterable=atom(over), **flags,
            )
        )  # fmt: skip
        return outs

    def branch(
        self,
        test: Any,
        then: Callable[[], Sequence[Any]],
        orelse: Callable[[], Sequence[Any]],
        models: Sequence[Var],
        **flags: Any,
    ) -> tuple[Var, ...]:
        """`if test`, whose outs are like `models`."""
        outs = tuple(self.like(v) for v in models)
        a, b = self.block(then), self.block(orelse)
        self.ops.append(If(outs, atom(test), a, b, HERE, **flags))
        return outs

    def function(self, *results: Any) -> Function:
        tree = tuple_of([Tree()] * len(results))
        body = Block(tuple(self.ops), tuple(map(atom, results)))
        return verify(Function("f", tuple(map(Param, self.params)), body, tree))

    def assigned(self, *results: Any, fresh: Sequence[int] = ()) -> Function:
        """The program with its copies, which runs as it should for some arguments."""
        function = self.function(*results)
        assert_right(function, self.facts, arguments(self, function), fresh)
        return placed(function, self.facts, fresh)


def atom(value: Any) -> Atom:
    return value if isinstance(value, (Var, Const)) else Const(value)


def arguments(draft: Draft, function: Function, seed: int = 0) -> list[Any]:
    """Arrays of the shapes that are known, and numbers."""
    rng = np.random.default_rng(seed)
    made: list[Any] = []
    for var in function.inputs():
        if draft.facts.is_number(var):
            made.append(int(rng.integers(0, 2)))
        else:
            made.append(rng.normal(size=draft.facts.shape(var)))
    return made


def placed(function: Function, facts: Facts, fresh: Sequence[int] = ()) -> Function:
    """With the copies that writes in place need."""
    borrowed = [v for v in function.inputs() if not facts.is_number(v)]
    return verify(assign_buffers(function, facts, borrowed, fresh))


def assert_right(function: Function, facts: Facts, args: list[Any], fresh: Sequence[int]) -> None:
    """The program that writes in place gives what is meant, and leaves its arguments alone."""
    meant = Meaning().run(function, copying.deepcopy(args))
    program = placed(function, facts, fresh)
    given = copying.deepcopy(args)
    got = Writing().run(program, given)
    listing = f"\n{show(function)}\n=>\n{show(program)}"
    assert equal(given, args), "an argument was changed" + listing
    assert equal(got, meant), f"{got} is not {meant}" + listing
    results = [arrays_of(r) if k in fresh else [] for k, r in enumerate(got)]
    for k, mine in enumerate(results):
        others = [a for other in (given, *results[:k]) for a in arrays_of(other)]
        for array in mine:
            assert not any(np.shares_memory(array, o) for o in others), "shared" + listing


def count_copies(function: Function, block: Block | None = None) -> int:
    """How many copies a program makes, or one block of it without those inside."""
    ops = walk(function.body) if block is None else block.ops
    return sum(is_copy(op) for op in ops)


def is_copy(op: Op) -> bool:
    return isinstance(op, Call) and (
        op.func in (np.ndarray.copy, list) or op.func.__name__ == "own"
    )


def loops(function: Function) -> list[Loop]:
    return [op for op in walk(function.body) if isinstance(op, Loop)]


@pytest.fixture(autouse=True)
def appending(monkeypatch: pytest.MonkeyPatch) -> None:
    """`append` writes in place."""
    monkeypatch.setitem(primitives._IN_PLACE, append, None)


# -- copies ----------------------------------------------------------------------------------


def test_an_argument_is_copied_once_before_the_loop() -> None:
    d = Draft()
    x = d.arg("x")
    (y,) = d.loop(
        [x],
        lambda i, a: [
            d.store(
                a,
                slice(1, None),
                d.call(
                    np.sin,
                    d.call(operator.getitem, a, slice(0, -1), out=d.array((3,))),
                    out=d.array((3,)),
                ),
            )
        ],
    )
    program = d.assigned(y)
    assert count_copies(program) == 1
    assert count_copies(program, program.body) == 1


def test_a_new_array_is_not_copied() -> None:
    d = Draft()
    x = d.arg("x")
    (y,) = d.loop(
        [d.call(np.zeros_like, x)], lambda i, a: [d.store(a, i, 1.0, operator=operator.add)]
    )
    assert count_copies(d.assigned(y, fresh=[0])) == 0


def test_two_buffers_change_places() -> None:
    d = Draft()
    x, y = d.arg("x"), d.arg("y")

    def body(i: Var, a: Var, b: Var) -> list[Var]:
        a1 = d.store(
            a, slice(1, None), d.call(operator.getitem, b, slice(0, -1), out=d.array((3,)))
        )
        b1 = d.store(
            b, slice(1, None), d.call(operator.getitem, a1, slice(0, -1), out=d.array((3,)))
        )
        return [b1, a1]

    a, b = d.loop([d.call(np.sin, x), d.call(np.sin, y)], body)
    assert count_copies(d.assigned(a, b, fresh=[0, 1])) == 0


def test_one_array_under_two_names_is_copied_once() -> None:
    d = Draft()
    x = d.arg("x")
    z = d.call(np.sin, x)
    a, b = d.loop([z, z], lambda i, a, b: [d.store(b, 0, 1.0), d.store(a, 1, 2.0)])
    program = d.assigned(a, b, fresh=[0, 1])
    assert count_copies(program, program.body) == 1
    assert count_copies(program) == 1


def test_what_is_read_behind_the_loop_is_copied_before() -> None:
    d = Draft()
    x = d.arg("x")
    z = d.call(np.sin, x)
    (y,) = d.loop([z], lambda i, a: [d.store(a, 0, 1.0)])
    program = d.assigned(y, z)
    assert count_copies(program, program.body) == 1


def test_what_is_only_read_is_not_copied() -> None:
    d = Draft()
    x, w = d.arg("x"), d.arg("w")
    h, y = d.loop(
        [x, d.call(np.zeros_like, x)],
        lambda i, h, y: [d.call(operator.mul, h, w), d.store(y, 0, 1.0)],
    )
    assert count_copies(d.assigned(h, y)) == 0


def test_a_pushed_value_is_not_overwritten() -> None:
    d = Draft()
    x = d.arg("x")
    h = d.call(build_list, out=d.whatever(kind="list"))

    def body(i: Var, u: Var) -> list[Var]:
        d.call(push, h, u, out=d.whatever())
        return [d.store(u, slice(1, None), 0.5)]

    (u,) = d.loop([x], body)
    (g,) = d.loop([u], lambda i, g: [d.call(operator.add, g, d.call(pop, h))])
    program = d.assigned(u, g)
    assert count_copies(program, program.body) == 0
    assert count_copies(program, loops(program)[0].body) == 1


def test_what_is_finished_before_it_is_pushed_needs_no_copy() -> None:
    d = Draft()
    x = d.arg("x")
    h = d.call(build_list, out=d.whatever(kind="list"))

    def body(i: Var, u: Var) -> list[Var]:
        t = d.store(d.call(np.sin, u), 0, 1.0)
        d.call(push, h, t, out=d.whatever())
        return [d.call(operator.mul, t, 2.0)]

    (u,) = d.loop([x], body)
    (g,) = d.loop([u], lambda i, g: [d.call(operator.add, g, d.call(pop, h))])
    assert count_copies(d.assigned(u, g)) == 0


def test_branches_do_not_see_each_other() -> None:
    d = Draft()
    x, c = d.arg("x"), d.arg("c", None)
    z = d.call(np.sin, x)
    (y,) = d.branch(c, lambda: [d.store(z, 0, 1.0)], lambda: [d.call(operator.mul, z, 2.0)], [z])
    assert count_copies(d.assigned(y)) == 0


def test_behind_a_branch_the_old_state_is_read() -> None:
    d = Draft()
    x, c = d.arg("x"), d.arg("c", None)
    z = d.call(np.sin, x)
    (y,) = d.branch(c, lambda: [d.store(z, 0, 1.0)], lambda: [z], [z])
    assert count_copies(d.assigned(y, z)) == 1


def test_a_gradient_out_of_a_branch_is_its_own() -> None:
    d = Draft()
    x, c, g = d.arg("x"), d.arg("c", None), d.arg("g")
    (y,) = d.branch(c, lambda: [g], lambda: [d.call(np.sin, x)], [x])
    assert count_copies(d.assigned(y, fresh=[0])) == 1


def test_gradients_that_a_loop_hands_on_are_their_own() -> None:
    d = Draft()
    x = d.arg("x")
    a, b = d.loop([d.call(np.sin, x), d.call(np.cos, x)], lambda i, a, b: [b, b])
    assert count_copies(d.assigned(a, b, fresh=[0, 1])) == 1


def test_the_mirror_image_reads_what_a_branch_made() -> None:
    d = Draft()
    x, c = d.arg("x"), d.arg("c", None)
    mark = Mark()
    inner: list[Var] = []

    def then() -> list[Var]:
        inner.append(d.call(np.sin, x))
        return [d.store(inner[0], 0, 1.0)]

    (y,) = d.branch(c, then, lambda: [d.call(np.cos, x)], [x], mark=mark)
    (g,) = d.branch(
        c,
        lambda: [d.call(operator.mul, y, inner[0], backward=True)],
        lambda: [y],
        [x],
        mark=mark,
        backward=True,
    )
    assert count_copies(d.assigned(g)) == 1


def test_a_pullback_leaves_what_the_forward_half_made() -> None:
    d = Draft()
    x, g = d.arg("x"), d.array(name="g")
    y = d.call(np.sin, x)
    z = d.store(y, 0, 1.0, backward=True, derived=True)
    function = Function(
        "f", (Param(x),), Block(tuple(d.ops), (z,)), tuple_of([tuple_of([]), Tree()]), seeds=(g,)
    )
    assert count_copies(placed(function, d.facts)) == 1


def test_a_popped_value_is_not_overwritten_while_another_history_holds_it() -> None:
    d = Draft()
    x = d.arg("x")
    h, k = (d.call(build_list, out=d.whatever(kind="list")) for _ in range(2))

    def body(i: Var, u: Var) -> list[Var]:
        new = d.call(np.sin, u)
        d.call(push, h, new, out=d.whatever())
        d.call(push, k, new, out=d.whatever())
        return [d.call(operator.mul, new, 2.0)]

    def first(i: Var, g: Var) -> list[Var]:
        return [d.call(operator.add, g, d.store(d.call(pop, h), 0, 5.0))]

    (u,) = d.loop([x], body)
    (g,) = d.loop([u], first)
    (g,) = d.loop([g], lambda i, g: [d.call(operator.add, g, d.call(pop, k))])
    d.assigned(g)


def test_a_state_that_was_pushed_is_not_overwritten_in_the_next_iteration() -> None:
    d = Draft()
    x = d.arg("x")
    h = d.call(build_list, out=d.whatever(kind="list"))

    def body(i: Var, u: Var) -> list[Var]:
        new = d.store(u, 0, i)
        d.call(push, h, new, out=d.whatever())
        return [new]

    (u,) = d.loop([d.call(np.sin, x)], body)
    (g,) = d.loop([u], lambda i, g: [d.call(operator.add, g, d.call(pop, h))])
    assert count_copies(d.assigned(g)) == 1


def test_what_both_branches_read_is_not_overwritten_before() -> None:
    d = Draft()
    x, c = d.arg("x"), d.arg("c", None)
    z = d.call(np.sin, x)

    def then() -> list[Var]:
        return [d.call(operator.mul, d.store(z, 0, 5.0), z)]

    (y,) = d.branch(c, then, lambda: [d.call(operator.mul, z, 2.0)], [z])
    assert count_copies(d.assigned(y)) == 1


def test_a_test_does_not_overwrite_what_leaves_the_loop() -> None:
    d = Draft()
    x = d.arg("x")
    a, n = d.array(), d.number()
    outs = d.array(), d.number()
    after = d.number()

    def test() -> list[Var]:
        sums = d.call(np.sum, d.store(a, 0, 5.0), out=d.number())
        limit = d.call(operator.sub, sums, 100.0, out=d.number())
        return [d.call(operator.lt, n, d.call(min, 3, limit, out=d.number()), out=d.number())]

    def body() -> list[Var]:
        return [d.call(np.sin, a), d.call(operator.add, n, 1, out=after)]

    z = d.call(np.sin, x)
    d.ops.append(Loop(outs, (a, n), (z, Const(0)), d.block(body), HERE, test=d.block(test)))
    assert count_copies(d.assigned(outs[0])) == 1


def test_a_view_is_copied_and_not_what_it_views() -> None:
    d = Draft()
    x = d.arg("x")

    def body(i: Var, a: Var) -> list[Var]:
        left = d.call(operator.getitem, a, slice(0, 2), out=d.array((2,)))
        a1 = d.store(a, slice(2, 4), 0.5)
        a2 = d.store(a1, slice(0, 2), i, operator=operator.add)
        return [d.store(a2, slice(2, 4), left)]

    (y,) = d.loop([d.call(np.sin, x)], body)
    program = d.assigned(y)
    (copied,) = [op for op in walk(program.body) if isinstance(op, Call) and is_copy(op)]
    assert d.facts.shape(copied.out) == (2,)


def test_a_list_grows_in_place_while_a_history_holds_its_items() -> None:
    d = Draft()
    x, w = d.arg("x"), d.arg("w")
    h = d.call(build_list, out=d.whatever(kind="list"))
    start = d.call(build_list, out=d.whatever("hs", "list"))

    def body(i: Var, u: Var, hs: Var) -> list[Var]:
        d.call(push, h, u, out=d.whatever())
        u1 = d.call(operator.mul, u, w)
        return [u1, d.call(append, hs, u1, out=d.like(hs))]

    u, hs = d.loop([x, start], body)
    (g,) = d.loop([u], lambda i, g: [d.call(operator.add, g, d.call(pop, h))])
    assert count_copies(d.assigned(g, hs)) == 0


def test_the_cotangent_of_a_slice_is_copied_and_not_the_whole() -> None:
    d = Draft()
    x, n = d.arg("x"), d.arg("n", None)
    (start,) = d.loop([x], lambda i, a: [d.call(np.sin, a)], over=range(2))

    def body(i: Var, g: Var) -> list[Var]:
        part = d.call(operator.getitem, g, slice(1, None), out=d.array((3,)))
        same = d.call(np.reshape, part, (3,), out=d.array((3,)))
        g1 = d.store(g, slice(1, None), 0.0)
        return [d.store(g1, slice(0, -1), same, operator=operator.add)]

    (g,) = d.loop([start], body)
    program = d.assigned(g, n)
    (last,) = [loop for loop in loops(program) if len(loop.body.ops) > 1]
    (copied,) = [op for op in last.body.ops if isinstance(op, Call) and is_copy(op)]
    assert d.facts.shape(copied.out) == (3,)
    assert (
        count_copies(program) == 2
    )  # and the start, which is the argument if a loop runs no times


# -- accumulation ----------------------------------------------------------------------------


def accumulated(function: Function, facts: Facts) -> list[str]:
    """The sums that are made in place."""
    program = verify(accumulate_in_place(function, facts))
    return [
        op.func.__name__
        for op in walk(program.body)
        if isinstance(op, Call) and "add" in op.func.__name__
    ]


def test_a_loop_adds_to_its_accumulator() -> None:
    d = Draft()
    w, x = d.arg("w"), d.arg("x")
    zero = d.call(np.zeros_like, w, out=d.array(of=w, name="grad_{}"))

    def body(i: Var, g: Var) -> list[Var]:
        return [d.call(operator.add, g, d.call(np.sin, x), out=d.like(g), backward=True)]

    (g,) = d.loop([zero], body, backward=True)
    assert accumulated(d.function(g), d.facts) == ["iadd"]


@pytest.mark.parametrize("where", ["seed", "before", "pushed", "twice"])
def test_a_loop_does_not_add_to_what_others_read(where: str) -> None:
    d = Draft()
    w, x = d.arg("w"), d.arg("x")
    h = d.call(build_list, out=d.whatever(kind="list"))
    zero = w if where == "seed" else d.call(np.zeros_like, w)
    first = d.like(d.array(of=w, name="grad_{}"))
    d.ops.append(Call(first, copy, (zero,), HERE))

    def body(i: Var, g: Var, other: Var) -> list[Var]:
        if where == "pushed":
            d.call(push, h, g, out=d.whatever())
        new = d.call(operator.add, g, d.call(np.sin, x), out=d.like(g), backward=True)
        return [new, new if where == "twice" else other]

    g, other = d.loop([first, x], body, backward=True)
    (k,) = d.loop(
        [x], lambda i, k: [d.call(operator.mul, k, d.call(pop, h) if where == "pushed" else 2.0)]
    )
    function = d.function(g, k, zero if where == "before" else other)
    assert (
        accumulated(function, d.facts) == ["iadd" if where == "twice" else "add"]
        or where == "twice"
    )
    program = accumulate_in_place(function, d.facts)
    assert_right(program, d.facts, arguments(d, function), [0])


@pytest.mark.parametrize("kind", ["real", "complex", "unknown", "no zeros"])
def test_a_loop_adds_in_the_precision_of_its_zeros(kind: str) -> None:
    d = Draft()
    w, x = d.arg("w"), d.arg("x")
    make = np.sin if kind == "no zeros" else np.zeros_like
    zero = d.call(make, w, out=d.array(of=w, name="grad_{}"))
    other = DTypeVar(inexact=True, real=kind != "unknown")
    dtype = np.dtype(complex) if kind == "complex" else other
    d.facts.of[zero] = Fact("array", (4,), DTypeVar(inexact=True, real=True))

    def body(i: Var, g: Var) -> list[Var]:
        value = d.call(np.cos, x)
        out = d.like(g)
        d.facts.of[value] = d.facts.of[out] = Fact("array", (4,), dtype)
        return [d.call(operator.add, g, value, out=out, backward=True)]

    (g,) = d.loop([zero], body, backward=True)
    assert accumulated(d.function(g), d.facts) == ["iadd" if kind == "real" else "add"]


def test_sparse_sums_in_a_loop() -> None:
    d = Draft()
    w = d.arg("w")
    zero = d.call(np.zeros_like, w, out=d.array(of=w, name="grad_{}"))

    def body(i: Var, g: Var) -> list[Var]:
        some = d.store(d.call(np.zeros_like, w), i, 2.0)
        return [d.call(operator.add, g, some, out=d.like(g), backward=True)]

    (g,) = d.loop([zero], body, backward=True)
    function = d.function(g)
    program = verify(accumulate_sparse(function, d.facts))
    (store,) = [op for op in walk(program.body) if isinstance(op, Store)]
    assert store.operator is operator.add and store.array in loops(program)[0].params
    args = arguments(d, function)
    assert equal(Meaning().run(program, args), Meaning().run(function, args))


# -- refusals --------------------------------------------------------------------------------


def refuses(d: Draft, *results: Any) -> bool:
    function = d.function(*results)
    errors, _ = seen_writes(function, d.facts)
    if errors:
        return True
    args = arguments(d, function)
    raw = Writing().run(function, copying.deepcopy(args))
    assert equal(raw, Meaning().run(function, copying.deepcopy(args))), show(function)
    return False


def test_a_stencil_is_accepted() -> None:
    d = Draft()
    x = d.arg("x")
    (y,) = d.loop([x], lambda i, a: [d.store(a, 0, 1.0)])
    assert not refuses(d, y)


def test_an_old_name_is_refused() -> None:
    d = Draft()
    x = d.arg("x")
    before = d.call(copy, x, out=d.array(name="before"))
    (y,) = d.loop([x], lambda i, a: [d.store(a, 0, 1.0)])
    assert refuses(d, y, before)


def test_the_value_of_the_last_iteration_is_refused() -> None:
    d = Draft()
    x = d.arg("x")
    y, before = d.loop([x, x], lambda i, a, b: [d.store(a, 0, i), d.call(copy, a)])
    assert refuses(d, y, before)


def test_a_view_made_before_the_loop_is_refused() -> None:
    d = Draft()
    x = d.arg("x")
    view = d.call(operator.getitem, x, slice(1, 3), out=d.array((2,)))
    (y,) = d.loop(
        [x], lambda i, a: [d.store(a, slice(0, 2), d.call(np.sin, view, out=d.array((2,))))]
    )
    assert refuses(d, y)


def test_a_view_carried_around_the_loop_is_refused() -> None:
    d = Draft()
    x, v = d.arg("x"), d.arg("v", (2,))

    def body(i: Var, a: Var, v: Var) -> list[Var]:
        a1 = d.store(a, slice(0, 2), d.call(np.sin, v, out=d.array((2,))))
        return [d.store(a1, 3, 1.0), d.call(operator.getitem, a1, slice(1, 3), out=d.array((2,)))]

    y, v = d.loop([x, v], body)
    assert refuses(d, y, v)


def test_rows_that_are_changed_while_the_matrix_is_read() -> None:
    d = Draft()
    x = d.arg("x", (3, 4))

    def body(row: Var) -> list[Var]:
        d.call(operator.imul, row, 2.0)
        return []

    d.loop([], body, over=x, item=d.array())
    assert refuses(d, x)


def test_a_list_may_grow_while_its_items_are_read() -> None:
    d = Draft()
    x, w = d.arg("x"), d.arg("w")
    start = d.call(build_list, x, out=d.whatever("hs", "list"))

    def body(i: Var, h: Var, hs: Var) -> list[Var]:
        h1 = d.call(operator.mul, h, w)
        return [h1, d.call(append, hs, h1, out=d.like(hs))]

    h, hs = d.loop([x, start], body)
    first = d.call(operator.getitem, hs, 0)
    hs1 = d.call(append, hs, w, out=d.like(hs))
    assert not refuses(d, h, hs1, first)


def test_an_array_in_a_list_is_not_changed() -> None:
    d = Draft()
    x = d.arg("x")
    start = d.call(build_list, out=d.whatever("hs", "list"))

    def body(i: Var, h: Var, hs: Var) -> list[Var]:
        hs1 = d.call(append, hs, h, out=d.like(hs))
        return [d.store(h, 0, i), hs1]

    h, hs = d.loop([x, start], body)
    assert refuses(d, h, hs)


def test_a_list_does_not_grow_while_it_is_read() -> None:
    d = Draft()
    x = d.arg("x")
    start = d.call(build_list, x, out=d.whatever("hs", "list"))
    (hs,) = d.loop(
        [start],
        lambda item, hs: [d.call(append, hs, item, out=d.like(hs))],
        over=start,
        item=d.array(),
    )
    assert refuses(d, hs)


# -- random programs -------------------------------------------------------------------------

N = 4  # the length of every vector
SLICES = [slice(0, 3), slice(1, 4), slice(None, None, -1), slice(1, None, 2), slice(None)]


class Generator:
    """A random program: arrays of one and two axes, views, writes, regions, histories and lists."""

    def __init__(self, seed: int, user: bool = False) -> None:
        self.rng = random.Random(seed)
        self.draft = Draft()
        self.user = user  # as a user writes it: no histories, and nothing that cannot be written to
        self.budget = self.rng.randrange(6, 30)
        self.tidy = self.rng.choice([0.5, 0.9, 1.0])
        self.bases = [Var("base") for _ in range(2)]
        self.scope: list[Var] = []
        self.lists: list[Var] = []
        self.flags: list[Var] = []
        self.pending: list[tuple[Var, int, tuple[int, ...]]] = []

    def program(self) -> tuple[Function, list[int]]:
        d, rng = self.draft, self.rng
        for k in range(2):
            self.scope.append(d.arg(f"x{k}", (N,)))
        self.scope.append(d.arg("m", (3, N)))
        self.flags = [d.arg(f"c{k}", None) for k in range(2)]
        for _ in range(rng.randrange(3)):
            self.scope.append(self.made(np.sin, rng.choice(self.scope)))
        self.statements(rng.randrange(3, 9), 0)
        while self.pending:
            self.pops()
        results = [self.pick() for _ in range(rng.randrange(1, 4))]
        results += self.lists[-1:]
        fresh = [k for k in range(len(results) - len(self.lists[-1:])) if rng.random() < 0.7]
        return d.function(*results), fresh

    # the pieces

    def shape(self, var: Var) -> tuple[int, ...]:
        shape = self.draft.facts.shape(var)
        assert isinstance(shape, tuple)
        return shape  # type: ignore[return-value]

    def pick(self, shape: tuple[int, ...] | None = None) -> Var:
        found = [v for v in self.scope if shape is None or self.shape(v) == shape]
        if not found:
            assert shape is not None
            return self.made(np.full, Const(shape), 0.25, shape=shape)
        return self.rng.choice(found[-3:] if self.rng.random() < 0.6 else found)

    def becomes(self, old: Var, new: Var) -> None:
        """Mostly the new state takes the place of the old one, as under a name of the user's."""
        if old in self.scope and self.rng.random() < self.tidy:
            self.scope.remove(old)
        self.scope.append(new)

    def made(
        self, func: Any, *args: Any, shape: tuple[int, ...] | None = None, **flags: Any
    ) -> Var:
        if shape is None:
            shape = self.shape(args[0])
        out = self.draft.array(shape, "grad_{}", self.rng.choice(self.bases))
        return self.draft.call(func, *args, out=out, **flags)

    def statements(self, count: int, depth: int) -> None:
        kinds = [self.fresh, self.sum, self.view, self.store, self.store, self.add, self.tuple]
        kinds += [self.bundle, self.grow] if self.rng.random() < 0.4 else []
        if not self.user:
            kinds += [self.readonly, self.add]
        if depth < 3:
            kinds += [lambda: self.loop(depth), lambda: self.branch(depth)]
            if not self.user:
                kinds += [lambda: self.history(depth)]
        for _ in range(count):
            if self.budget > 0:
                self.budget -= 1
                self.rng.choice(kinds)()

    def fresh(self) -> None:
        self.scope.append(self.made(np.sin, self.pick()))

    def sum(self) -> None:
        a = self.pick()
        new = self.made(operator.add, a, self.pick(self.shape(a)), backward=True)
        self.becomes(a, new)

    def view(self) -> None:
        a = self.pick()
        kind = self.rng.randrange(4)
        if kind == 0:
            self.scope.append(self.made(copy, a))
        elif kind == 1 and len(self.shape(a)) == 2:
            index = self.rng.randrange(self.shape(a)[0])
            self.scope.append(self.made(operator.getitem, a, index, shape=self.shape(a)[1:]))
        else:
            index = self.rng.choice(SLICES)
            shape = np.zeros(self.shape(a))[index].shape
            if shape[0]:
                self.scope.append(self.made(operator.getitem, a, index, shape=shape))

    def readonly(self) -> None:
        a = self.pick()
        shape = (*[3] * (2 - len(self.shape(a))), *self.shape(a))
        if self.rng.random() < 0.3:
            self.scope.append(self.made(np.broadcast_to, a, Const(shape), shape=shape))

    def store(self) -> None:
        a = self.pick()
        index: Any = self.rng.choice([0, -1, *SLICES])
        inside = np.zeros(self.shape(a))[index].shape
        value: Any = 0.5
        if inside and all(inside) and self.rng.random() < 0.6:
            value = self.pick(inside)
        op = self.rng.choice([None, None, operator.add, np.add.at])
        self.becomes(a, self.draft.store(a, index, value, operator=op))

    def add(self) -> None:
        a = self.pick()
        func = self.rng.choice([operator.iadd, operator.isub])
        self.becomes(a, self.made(func, a, self.pick(self.shape(a))))

    def tuple(self) -> None:
        a, b = self.pick(), self.pick()
        pair = self.draft.call(build_tuple, a, b, out=self.draft.whatever(kind="tuple"))
        self.scope.append(self.made(unpack, pair, 0, 2, shape=self.shape(a)))
        self.scope.append(self.made(unpack, pair, 1, 2, shape=self.shape(b)))

    def bundle(self) -> None:
        items = [self.pick((N,)) for _ in range(2)]
        self.lists.append(self.draft.call(build_list, *items, out=self.draft.whatever(kind="list")))

    def grow(self) -> None:
        if self.lists:
            items = self.rng.choice(self.lists)
            if self.rng.random() < 0.4:
                self.scope.append(self.made(operator.getitem, items, 0, shape=(N,)))
            else:
                out = self.draft.whatever(kind="list")
                self.draft.call(append, items, self.pick((N,)), out=out)
                self.lists.remove(items)
                self.lists.append(out)

    # regions

    def inside(self, fill: Callable[[], Any]) -> Any:
        """What is made in a block is not seen behind it."""
        saved = list(self.scope), list(self.lists), list(self.flags), self.pending
        self.pending = []
        made = fill()
        while self.pending:
            self.pops()
        results = made() if callable(made) else made
        self.scope, self.lists, self.flags, self.pending = saved
        return results

    def enter(self, models: Sequence[Var], news: Sequence[Var]) -> None:
        """What a region hands on takes the place of what it was given."""
        for model, new in zip(models, news):
            self.becomes(model, new)

    def test(self) -> Atom:
        return self.rng.choice(self.flags)

    def loop(self, depth: int, push_to: Var | None = None, trips: int | None = None) -> None:
        d, rng = self.draft, self.rng
        models = [self.pick() for _ in range(rng.randrange(1, 4))]
        if rng.random() < 0.3:
            models.append(models[0])
        carried = rng.choice(self.lists) if self.lists and rng.random() < 0.4 else None
        inits: list[Any] = [*models] if carried is None else [*models, carried]
        params = [d.like(v) for v in inits]
        outs = [d.like(v) for v in inits]
        kind = rng.choice(["range", "range", "rows", "list", "while"]) if trips is None else "range"
        trips = rng.randrange(4) if trips is None else trips
        item: Var | None = d.number("i")
        iterable: Atom | None = Const(range(trips))
        test = None
        if kind == "rows":
            iterable, item = self.pick((3, N)), d.array()
        elif kind == "list" and self.lists:
            iterable, item = rng.choice(self.lists), d.array()
        leaves = rng.random() < 0.2 and push_to is None
        count, more = d.number(), d.number()
        if kind == "while":
            item = iterable = None
            inits.append(Const(0))
            params.append(count)
            outs.append(d.number())

        def fill_test() -> list[Atom]:
            self.enter(models, params)
            if rng.random() < 0.5:
                self.statements(rng.randrange(1, 3), 3)
            return [d.call(operator.lt, count, trips, out=d.number())]

        def fill() -> Callable[[], list[Atom]]:
            self.enter(models, params)
            if carried is not None:
                self.lists.append(params[len(models)])
            if item is not None and not d.facts.is_number(item):
                self.scope.append(item)
            elif item is not None:
                self.flags.append(d.call(operator.mod, item, 2, out=d.number()))
            if push_to is not None and rng.random() < 0.5:
                d.call(push, push_to, self.pick((N,)), out=d.whatever())
                self.statements(rng.randrange(1, 5), depth + 1)
            else:
                self.statements(rng.randrange(1, 5), depth + 1)
                if push_to is not None:
                    d.call(push, push_to, self.pick((N,)), out=d.whatever())
            return finish

        def finish() -> list[Atom]:
            results: list[Atom] = [self.pick(self.shape(m)) for m in models]
            if self.tidy == 1.0:  # each state once, if there are enough
                rest = list(self.scope)
                for k, m in enumerate(models):
                    same = [v for v in rest if self.shape(v) == self.shape(m)]
                    if same:
                        results[k] = same[-1]
                        rest.remove(same[-1])
            if rng.random() < 0.3:
                same = [
                    k for k in range(len(models)) if self.shape(models[k]) == self.shape(models[0])
                ]
                turned = same[1:] + same[:1]
                for k, j in zip(same, turned):
                    results[k] = params[j]
            if carried is not None:
                results.append(self.lists[-1])
            if kind == "while":
                results.append(d.call(operator.add, count, 1, out=more))
            if leaves:
                results.append(self.rng.choice(self.flags))
            return results

        if kind == "while":
            test = d.block(lambda: self.inside(fill_test))
        body = d.block(lambda: self.inside(fill))
        d.ops.append(
            Loop(
                tuple(outs), tuple(params), tuple(inits), body, HERE,
                item=item, iterable=iterable, test=test, leaves=leaves,
            )
        )  # fmt: skip
        self.enter(models, outs)
        if carried is not None:
            self.lists.remove(carried)
            self.lists.append(outs[len(models)])

    def branch(self, depth: int) -> None:
        """An `If`, and perhaps (never as a user writes it) its mirror image, which reads what the branches of the first one made."""
        d, rng = self.draft, self.rng
        test, mark = self.test(), Mark()
        seen: list[list[Var]] = [[], []]
        for turn in range(1 if self.user else rng.choice([1, 2])):
            models = [self.pick() for _ in range(rng.randrange(1, 3))]
            outs = tuple(d.like(v) for v in models)

            def fill(k: int) -> Callable[[], list[Var]]:
                before = len(self.scope)
                self.scope += seen[k]
                self.statements(rng.randrange(0, 4), depth + 1)
                if not turn:
                    seen[k] += self.scope[before:]
                return lambda: [self.pick(self.shape(m)) for m in models]

            then = d.block(lambda: self.inside(lambda: fill(0)))
            orelse = d.block(lambda: self.inside(lambda: fill(1)))
            d.ops.append(If(outs, test, then, orelse, HERE, mark=mark, backward=turn == 1))
            self.enter(models, outs)
            self.statements(rng.randrange(2), depth + 1)

    def history(self, depth: int) -> None:
        d, rng = self.draft, self.rng
        h = d.call(build_list, out=d.whatever(kind="list"))
        trips = rng.randrange(1, 4)
        self.loop(depth + 1, h, trips)
        self.pending.append((h, trips, (N,)))
        if rng.random() < 0.5:
            self.statements(rng.randrange(3), depth + 1)
            self.pops()

    def pops(self) -> None:
        """A loop that reads a history to its end."""
        d, rng = self.draft, self.rng
        h, trips, shape = self.pending.pop()
        models = [self.pick(shape), self.pick()]
        params = [d.like(v) for v in models]
        outs = [d.like(v) for v in models]

        def fill() -> Callable[[], list[Var]]:
            self.enter(models, params)
            self.statements(rng.randrange(2), 3)
            self.scope.append(self.made(pop, h, shape=shape))
            self.statements(rng.randrange(1, 4), 3)
            return lambda: [self.pick(self.shape(m)) for m in models]

        body = d.block(lambda: self.inside(fill))
        d.ops.append(
            Loop(
                tuple(outs), tuple(params), tuple(models), body, HERE,
                item=d.number(), iterable=Const(range(trips)), backward=True,
            )
        )  # fmt: skip
        self.enter(models, outs)


def as_derived(block: Block) -> Block:
    """The block as if the compiler had written it."""
    ops: list[Op] = []
    for op in block.ops:
        match op:
            case Call() | Store():
                ops.append(replace(op, derived=True))
            case If():
                ops.append(replace(op, then=as_derived(op.then), orelse=as_derived(op.orelse)))
            case Loop():
                test = None if op.test is None else as_derived(op.test)
                ops.append(replace(op, test=test, body=as_derived(op.body)))
    return Block(tuple(ops), block.results)


def check_program(seed: int) -> None:
    """Writes behind copies give what is meant, also after accumulation; `alias_roots` knows of all sharing."""
    generator = Generator(seed)
    function, fresh = generator.program()
    facts = generator.draft.facts
    args = arguments(generator.draft, function, seed)
    assert_right(function, facts, args, fresh)
    meant = Meaning().run(function, copying.deepcopy(args))
    for change in (accumulate_in_place, accumulate_sparse):
        program = verify(change(function, facts))
        assert_right(program, facts, args, fresh)
        assert equal(Meaning().run(program, copying.deepcopy(args)), meant)
    program = placed(accumulate_in_place(function, facts), facts, fresh)
    assert_roots(program, facts, args)


def assert_roots(program: Function, facts: Facts, args: list[Any]) -> None:
    """Values that share memory at the end have a root in common."""
    roots = alias_roots(program, facts)
    run = Writing()
    run.run(program, copying.deepcopy(args))
    arrays = [(v, a) for v, a in run.values.items() if isinstance(a, np.ndarray)]
    for k, (v, a) in enumerate(arrays):
        for w, b in arrays[:k]:
            assert not np.shares_memory(a, b) or roots[v] & roots[w], show(program)


def accepts(seed: int) -> bool:
    """Is the program accepted?  Then it does the same whether writes make new arrays or not."""
    generator = Generator(seed, user=True)
    function, _ = generator.program()
    facts = generator.draft.facts
    errors, _ = seen_writes(function, facts)
    if errors:
        return False
    args = arguments(generator.draft, function, seed)
    meant = Meaning().run(function, copying.deepcopy(args))
    got = Writing().run(function, copying.deepcopy(args))
    assert equal(got, meant), f"{got} is not {meant}\n{show(function)}"
    return True


def follows(seed: int) -> str:
    """Can the writes of a program that others see be followed?  Then it does what they do, also in the end."""
    generator = Generator(seed, user=True)
    function, fresh = generator.program()
    facts = generator.draft.facts
    errors, doubtful = seen_writes(function, facts)
    if not errors and not doubtful:
        return "plain"
    args = arguments(generator.draft, function, seed)
    try:
        want = Writing().run(function, copying.deepcopy(args))
    except (ValueError, TypeError):
        return "raises"
    new, numbers = follow_writes(function, facts, doubtful)
    verify(new)
    if seen_writes(new, facts, numbers)[0]:
        return "refused"
    got = Meaning().run(new, copying.deepcopy(args))
    assert equal(got, want), f"{got} is not {want}\n{show(function)}\n{show(new)}"
    assert_right(new, facts, args, fresh)
    return "followed"


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_random_programs(start: int) -> None:
    for seed in range(start, start + 100):
        check_program(seed)


@pytest.mark.parametrize("start", range(0, 1200, 300))
def test_random_programs_of_users(start: int) -> None:
    accepted = sum(accepts(seed) for seed in range(start, start + 300))
    assert accepted > 20


@pytest.mark.parametrize("start", range(0, 1200, 300))
def test_random_programs_whose_writes_are_seen(start: int) -> None:
    found = Counter(follows(seed) for seed in range(start, start + 300))
    assert found["followed"] > 20
