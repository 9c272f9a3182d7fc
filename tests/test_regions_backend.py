"""Programs with regions as text: they run as the IR says, and read as a person would write them."""

from __future__ import annotations

import operator
import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from adcompile.backend.emit import emit
from adcompile.backend.load import load
from adcompile.diagnostics import Span
from adcompile.ir.nodes import (
    UNDEFINED,
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
    flatten,
    tuple_of,
)
from adcompile.ir.primitives import build_list, pop, push
from adcompile.ir.show import show
from adcompile.ir.verify import verify
from adcompile.pipeline import QUESTIONS

# -- an interpreter ------------------------------------------------------------------------------


class Interpreter:
    """What the IR means: values are immutable, but for histories."""

    def __init__(self) -> None:
        self.value_of: dict[Var, Any] = {}

    def read(self, atom: Atom) -> Any:
        return atom.value if isinstance(atom, Const) else self.value_of[atom]

    def block(self, block: Block) -> list[Any]:
        for op in block.ops:
            self.run(op)
        return [None if atom is UNDEFINED else self.read(atom) for atom in block.results]

    def run(self, op: Op) -> None:
        match op:
            case Call():
                values = [self.read(a) for a in op.args]
                self.value_of[op.out] = op.func(*values)
            case Store():
                state = self.read(op.array).copy()
                index, value = self.read(op.index), self.read(op.value)
                state[index] = op.operator(state[index], value) if op.operator else value
                self.value_of[op.out] = state
            case If():
                results = self.block(op.then if self.read(op.test) else op.orelse)
                self.value_of.update(zip(op.outs, results))
            case Loop():
                self.loop(op)

    def loop(self, op: Loop) -> None:
        carried = [None if a is UNDEFINED else self.read(a) for a in op.inits]
        items = iter(self.read(op.iterable)) if op.iterable is not None else None
        while True:
            self.value_of.update(zip(op.params, carried))
            if items is not None and op.item is not None:
                try:
                    self.value_of[op.item] = next(items)
                except StopIteration:
                    break
            if op.test is not None and not self.block(op.test)[0]:
                break
            results = self.block(op.body)
            carried = results[: len(carried)]
            if op.leaves and results[-1]:
                break
        self.value_of.update(zip(op.outs, carried))


def interpret(function: Function, arguments: Sequence[Any], seeds: Sequence[Any] = ()) -> list[Any]:
    """The results, as a flat list."""
    run = Interpreter()
    run.value_of.update(zip((p.var for p in function.params), arguments))
    run.value_of.update(zip(function.seeds, seeds))
    return run.block(function.body)


# -- random programs -----------------------------------------------------------------------------

NAMES = ("", "", "", "x", "y", "z", "h")
FUNCS = (operator.add, operator.sub, operator.xor, operator.and_, min, max)
TESTS = (operator.lt, operator.eq, operator.ge)
SPAN = Span("f.py", 1, 0, 1, 1, "user's statement")


class Generator:
    """A program over integers, one array that is written in place, one sequence, and histories."""

    def __init__(self, seed: int, two_functions: bool) -> None:
        self.random = random.Random(seed)
        self.two_functions = two_functions
        self.backward = False
        self.roots: dict[Var, frozenset[Var]] = {}
        self.sequence = Var("xs")
        self.first = self.array = Var("a")
        self.roots[self.sequence] = frozenset([self.sequence])
        self.roots[self.array] = self.roots_of_array = frozenset([self.array])
        self.histories: list[Var] = []
        self.mirrored: list[tuple[If, list[list[Var]]]] = []

    def var(self, like: Sequence[Var] = ()) -> Var:
        if like and self.random.random() < 0.15:
            return Var("grad_{}", of=self.random.choice(like))
        return Var(self.random.choice(NAMES))

    def atom(self, visible: Sequence[Var]) -> Atom:
        if not visible or self.random.random() < 0.15:
            return Const(self.random.randrange(5))
        return self.random.choice(visible[-6:] if self.random.random() < 0.6 else visible)

    def call(self, func: Any, *args: Atom, out: Var | None = None) -> Call:
        return Call(out or Var(), func, args, SPAN, (), self.backward)

    def ops(self, visible: list[Var], count: int, depth: int) -> list[Op]:
        ops: list[Op] = []
        for _ in range(count):
            ops += self.some(visible, depth)
        return ops

    def calls(self, visible: list[Var], count: int) -> list[Op]:
        """Ops without effects: the state of an array that a test wrote would be lost."""
        made: list[Op] = []
        for _ in range(count):
            first, second, out = self.atom(visible), self.atom(visible), self.var(visible)
            made.append(self.call(self.random.choice(FUNCS), first, second, out=out))
            visible.append(out)
        return made

    def some(self, visible: list[Var], depth: int) -> list[Op]:
        kind = self.random.random()
        if depth < 3 and kind < 0.14:
            return self.branch(visible, depth, False)[0]
        if depth < 3 and kind < 0.26:
            return self.loop(visible, depth)
        if kind < 0.32 and not (self.two_functions and self.backward):
            out = Var("a")
            self.roots[out] = self.roots_of_array
            op = self.random.choice((None, operator.add))
            value = self.atom(visible)
            store = Store(out, self.array, self.small(), value, SPAN, op, self.backward)
            self.array = out
            return [store]
        if kind < 0.40:
            read = self.call(operator.getitem, self.array, self.small(), out=self.var(visible))
            visible.append(read.out)
            return [read]
        if kind < 0.45 and self.histories and not self.backward:
            return [self.call(push, self.random.choice(self.histories), self.atom(visible))]
        made = self.call(
            self.random.choice(FUNCS), self.atom(visible), self.atom(visible), out=self.var(visible)
        )
        visible.append(made.out)
        return [made]

    def small(self) -> Const:
        return Const(self.random.randrange(4))

    def test(self, visible: list[Var]) -> tuple[list[Op], Var]:
        out = Var(self.random.choice(("", "", "flag")))
        made = self.call(self.random.choice(TESTS), self.atom(visible), self.atom(visible), out=out)
        return [made], out

    def branch(self, visible: list[Var], depth: int, flag: bool) -> tuple[list[Op], If]:
        """A branch, and at times one that mirrors it; with `flag` its last result is one."""
        ops, test = self.test(visible)
        count = self.random.randrange(3)
        mark = Mark() if self.random.random() < 0.4 and not flag else None
        before = self.array
        sides: list[tuple[list[Op], list[Atom], list[Var]]] = []
        arrays: list[Var] = []
        for _ in range(2):
            seen = list(visible)
            self.array = before
            inner = self.ops(seen, self.random.randrange(4), depth + 1)
            results = [self.result(seen) for _ in range(count)]
            if flag:
                more, last = self.flag(seen, depth + 1)
                inner += more
                results.append(last)
            sides.append((inner, results, seen[len(visible) :]))
            arrays.append(self.array)
        outs = [self.var(visible) for _ in range(count)]
        made = [*outs, Var()] if flag else list(outs)
        if arrays != [before, before]:
            self.array = Var("a")
            self.roots[self.array] = self.roots_of_array
            made.insert(0, self.array)
            for (_, results, _), array in zip(sides, arrays):
                results.insert(0, array)
        then, orelse = (Block(tuple(inner), tuple(results)) for inner, results, _ in sides)
        op = If(tuple(made), test, then, orelse, SPAN, self.backward, mark=mark)
        visible += outs
        ops.append(op)
        if op.mark is not None and not op.backward:
            inside = [seen for _, _, seen in sides]
            if depth == 0 and self.two_functions:
                self.mirrored.append((op, inside))
                return ops, op
            if depth == 0:
                self.backward = True
            ops += self.ops(visible, self.random.randrange(3), depth)
            ops.append(self.mirror(op, inside, visible))
        return ops, op

    def mirror(self, op: If, inside: list[list[Var]], visible: list[Var]) -> If:
        """A branch that reads what the same side of another one has made."""
        blocks = []
        for more in inside:
            seen = [*visible, *more]
            inner = [self.call(max, self.atom(more), self.atom(seen)) for _ in range(2)]
            blocks.append(Block(tuple(inner), (inner[-1].out, self.result(seen))))
        outs = self.var(visible), self.var(visible)
        visible += outs
        return If(outs, op.test, blocks[0], blocks[1], SPAN, True, mark=op.mark)

    def result(self, seen: list[Var]) -> Atom:
        return self.atom(seen)

    def flag(self, seen: list[Var], depth: int) -> tuple[list[Op], Atom]:
        """What tells whether a loop ends."""
        kind = self.random.random()
        if kind < 0.2:
            return self.test(seen)
        if kind < 0.6 and depth < 5:
            ops, op = self.branch(seen, depth, True)
            if ops[-1] is op:
                return ops, op.outs[-1]
        return [], Const(self.random.random() < 0.4)

    def loop(self, visible: list[Var], depth: int) -> list[Op]:
        kind = self.random.choice(("range", "sequence", "while", "true"))
        count = self.random.randrange(4)
        params = [self.var(visible) for _ in range(count)]
        inits: list[Atom] = [self.atom(visible) for _ in range(count)]
        before = self.array
        self.array = Var("a")
        self.roots[self.array] = self.roots_of_array
        carried = self.array
        seen = [*visible, *params]
        ops: list[Op] = []
        item: Var | None = None
        iterable: Var | None = None
        test: Block | None = None
        counter, more = Var(self.random.choice(("", "n"))), Var()
        step = [self.call(operator.add, counter, Const(1), out=more)]
        limit = Const(self.random.randrange(1, 4))
        if kind == "range":
            item, iterable = Var(self.random.choice(("", "t"))), Var()
            ops.append(self.call(range, limit, out=iterable))
            seen.append(item)
        elif kind == "sequence":
            item, iterable, length = Var(self.random.choice(("", "t"))), Var(), Var()
            ops.append(self.call(len, self.sequence, out=length))
            ops.append(self.call(range, length, out=iterable))
        elif kind == "while":
            inner = self.calls(seen, self.random.randrange(2))
            again = self.call(operator.lt, counter, limit)
            test = Block((*inner, again), (again.out,))
        else:
            test = Block((), (Const(True),))
        body: list[Op] = []
        if kind == "sequence" and item is not None:
            element = self.call(operator.getitem, self.sequence, item, out=Var("v"))
            body.append(element)
            seen.append(element.out)
            if self.random.random() < 0.5:
                seen.append(item)
        body += self.ops(seen, self.random.randrange(5), depth + 1)
        leaves, flag = False, None
        if kind == "true":
            done = self.call(operator.ge, counter, limit)
            body += [*step, done]
            leaves, flag = True, done.out
        elif self.random.random() < 0.5:
            more_ops, flag = self.flag(seen, depth + 1)
            if item is None:
                body += step
            body += more_ops
            leaves = True
        elif item is None:
            body += step
        results = [self.result(seen) for _ in range(count)]
        if item is None:
            params.append(counter)
            inits.append(Const(0))
            results.append(more)
        if kind == "range" and self.random.random() < 0.3:
            params.append(Var(self.random.choice(NAMES)))
            inits.append(UNDEFINED)
            results.append(self.result(seen))
        params.insert(0, carried)
        inits.insert(0, before)
        results.insert(0, self.array)
        outs = [Var(p.name, p.of) for p in params]
        self.array = outs[0]
        self.roots[self.array] = self.roots_of_array
        if flag is not None:
            results.append(flag)
        whole = Block(tuple(body), tuple(results))
        visible += outs[1:]
        ops.append(
            Loop(
                tuple(outs), tuple(params), tuple(inits), whole, SPAN, item, iterable, test, leaves
            )
            if not self.backward
            else Loop(
                tuple(outs),
                tuple(params),
                tuple(inits),
                whole,
                SPAN,
                item,
                iterable,
                test,
                leaves,
                True,
            )
        )
        return ops

    def popping(self, history: Var, visible: list[Var]) -> list[Op]:
        """A loop that takes all from a history."""
        length, span, item, popped = Var(), Var(), Var(), Var("h")
        start, param, out = self.atom(visible), Var("s"), Var("s")
        last = self.call(operator.xor, param, popped)
        twice = self.call(operator.add, last.out, popped)
        body = Block((self.call(pop, history, out=popped), last, twice), (twice.out,))
        ops: list[Op] = [
            self.call(len, history, out=length),
            self.call(range, length, out=span),
            Loop((out,), (param,), (start,), body, SPAN, item, span, backward=self.backward),
        ]
        visible.append(out)
        return ops

    def function(self) -> Function:
        inputs = [Var("x"), Var("y"), Var("z")]
        visible = list(inputs)
        ops: list[Op] = []
        for k in range(self.random.randrange(3)):
            history = Var("{}s", of=self.random.choice((Var("h"), Var()))) if k else Var("xs")
            self.roots[history] = frozenset([history])
            self.histories.append(history)
        ops += [self.call(build_list, out=history) for history in self.histories]
        ops += self.ops(visible, 8, 0)
        seeds: tuple[Var, ...] = ()
        outer = [self.array, *self.random.choices(visible, k=3)]
        if self.two_functions:
            self.backward = True
            seeds = (Var("grad_{}", of=inputs[0]),)
            visible += seeds
            ops += [self.mirror(op, inside, visible) for op, inside in self.mirrored]
            ops += self.ops(visible, 5, 0)
        else:
            for history in self.histories:
                ops += self.popping(history, visible)
        results = self.random.choices(visible, k=5)
        unused = Var("unused")
        params = tuple(Param(v) for v in (*inputs, self.sequence, unused, self.first))
        if not self.two_functions:
            tree = tuple_of([Tree()] * 6)
            return Function("f", params, Block(tuple(ops), (self.array, *results)), tree)
        tree = tuple_of([tuple_of([Tree()] * 4), tuple_of([Tree()] * 5)])
        block = Block(tuple(ops), (*outer, *results))
        return Function("f", params, block, tree, seeds=seeds)


def compiled(function: Function, roots: dict[Var, frozenset[Var]]) -> tuple[str, Any]:
    emitted = emit(verify(function), QUESTIONS, roots, False, "f")
    return emitted.text, load(emitted)


def arguments(seed: int) -> list[Any]:
    numbers = random.Random(seed)
    values: list[Any] = [numbers.randrange(-3, 9) for _ in range(3)]
    return [*values, [numbers.randrange(9) for _ in range(numbers.randrange(4))], 0, np.arange(5)]


@pytest.mark.parametrize("seed", range(400))
def test_random_program(seed: int) -> None:
    generator = Generator(seed, two_functions=False)
    function = generator.function()
    text, run = compiled(function, generator.roots)
    for k in range(3):
        expected = interpret(function, arguments(seed + k))
        found = run(*arguments(seed + k))
        assert repr(expected) == repr(list(found)), f"{show(function)}\n{text}"


@pytest.mark.parametrize("seed", range(300))
def test_random_program_with_an_inner_function(seed: int) -> None:
    generator = Generator(1000 + seed, two_functions=True)
    function = generator.function()
    text, run = compiled(function, generator.roots)
    value, pullback = run(*arguments(seed))
    for cotangent in (3, 8):
        expected = interpret(function, arguments(seed), [cotangent])
        found = flatten(function.tree, (value, pullback(cotangent)))
        assert repr(expected) == repr(found), f"{show(function)}\n{text}"
