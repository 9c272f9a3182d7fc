"""Programs with regions as text: they run as the IR says, and read as a person would write them."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable, Sequence
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
    defined,
    flatten,
    tuple_of,
)
from adcompile.ir.primitives import build_list, pop, push, sequence, unpack
from adcompile.ir.show import show
from adcompile.ir.verify import verify
from adcompile.optimise.mirror import read_results
from adcompile.texts import QUESTIONS

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

LOG: list[Any] = []


def noted(value: Any) -> Any:
    """A function with an effect: calls of it may be neither dropped nor moved past each other."""
    LOG.append(value)
    return value


NAMES = ("", "", "", "x", "y", "z", "h")
FUNCS = (operator.add, operator.sub, operator.xor, operator.and_, min, max)
TESTS = (operator.lt, operator.eq, operator.ge)
SPAN = Span("f.py", 1, 0, 1, 1, "user's statement")
HEADER = Span("f.py", 1, 0, 1, 1, "if user's test:")


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
        if kind < 0.50:
            made = self.call(noted, self.atom(visible), out=self.var(visible))
            visible.append(made.out)
            return [made]
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
        line = SPAN if self.random.random() < 0.5 else HEADER
        op = If(tuple(made), test, then, orelse, line, self.backward, mark=mark)
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
            whole = self.sequence
            if self.random.random() < 0.5:
                ops.append(self.call(sequence, self.sequence))
                whole = defined(ops[-1])[0]
            ops.append(self.call(len, whole, out=length))
            ops.append(self.call(range, length, out=iterable))
        elif kind == "while":
            inner = self.calls(seen, self.random.randrange(2))
            again = self.call(operator.lt, counter, limit)
            test = Block((*inner, again), (again.out,))
        else:
            test = Block((), (Const(True),))
        body: list[Op] = []
        if kind == "sequence" and item is not None:
            element = self.call(operator.getitem, whole, item, out=Var("v"))
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
    function = read_results(verify(function))  # as the pipeline does, before buffers are chosen
    emitted = emit(verify(function), QUESTIONS, roots, False, "f")
    return emitted.text, load(emitted)


def arguments(seed: int) -> list[Any]:
    numbers = random.Random(seed)
    values: list[Any] = [numbers.randrange(-3, 9) for _ in range(3)]
    return [*values, [numbers.randrange(9) for _ in range(numbers.randrange(4))], 0, np.arange(5)]


def logged(run: Callable[[], Any]) -> str:
    """What a run gives and does, as text."""
    LOG.clear()
    return repr((list(run()), LOG))


@pytest.mark.parametrize("seed", [*range(400), 73998, 300171])
def test_random_program(seed: int) -> None:
    generator = Generator(seed, two_functions=False)
    function = generator.function()
    text, run = compiled(function, generator.roots)
    for k in range(3):
        expected = logged(lambda: interpret(function, arguments(seed + k)))
        assert logged(lambda: run(*arguments(seed + k))) == expected, f"{show(function)}\n{text}"


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


# -- the text of the usual shapes ----------------------------------------------------------------


def span(statement: str) -> Span:
    return Span("f.py", 1, 0, 1, 1, statement)


def call(
    func: Any, *args: Atom, out: Var | None = None, at: Span = SPAN, back: bool = False
) -> Call:
    return Call(out or Var(), func, args, at, (), back)


def text_of(
    name: str, params: Sequence[Var], ops: Sequence[Op], *results: Atom, **more: Any
) -> str:
    tree = tuple_of([Tree()] * len(results)) if len(results) > 1 else Tree()
    tree = more.pop("tree", tree)
    block = Block(tuple(ops), results)
    function = Function(name, tuple(map(Param, params)), block, tree, **more)
    roots = {v: frozenset([v]) for v in params}
    return emit(read_results(verify(function)), QUESTIONS, roots, False, name).text


def recurrent(pullback: bool) -> tuple[list[Var], list[Op], list[Atom], dict[str, Any]]:
    """`h = np.tanh(W @ h)`, n times, and its reverse."""
    step, line = span("h = np.tanh(W @ h)"), span("for t in range(n):")
    W, h, n = Var("W"), Var("h"), Var("n")
    inside, new, last = Var("h"), Var("h"), Var("h")
    hs = call(build_list, out=Var("{}s", of=inside), at=step)
    product = call(operator.matmul, W, inside, at=step)
    body = (
        call(push, hs.out, inside, at=step),
        product,
        call(np.tanh, product.out, out=new, at=step),
    )
    times = call(range, n, at=line)
    forward = Loop((last,), (inside,), (h,), Block(body, (new,)), line, Var("t"), times.out)
    total = call(np.sum, last, at=span("return np.sum(h)"), out=Var("result"))
    seed = Var("grad_{}", of=total.out)

    def back(func: Any, *args: Atom, of: Var | None = None, at: Span = step) -> Call:
        out = Var("grad_{}", of=of) if of else Var()
        return Call(out, func, args, at, (), True)

    start = back(np.full_like, last, seed if pullback else Const(1.0), of=last, at=total.span)
    zero = back(np.zeros_like, W, of=W, at=line)
    grad_h, grad_W = Var("grad_{}", of=h), Var("grad_{}", of=W)
    kept = Call(
        Var("{}s", of=inside), operator.getitem, (hs.out, Const(slice(None))), line, (), True
    )
    popped = Call(Var("h"), pop, (kept.out,), step, (), True)
    product_again = back(operator.matmul, W, popped.out)
    again = back(np.tanh, product_again.out)
    square = back(operator.mul, again.out, again.out)
    rest = back(operator.sub, Const(1), square.out)
    inner = back(operator.mul, grad_h, rest.out, of=product.out)
    outer = back(np.outer, inner.out, popped.out)
    add = back(operator.iadd, grad_W, outer.out, of=W)
    transposed = back(np.transpose, W)
    down = back(operator.matmul, transposed.out, inner.out, of=h)
    ops = (popped, product_again, again, square, rest, inner, outer, add, transposed, down)
    size = back(len, kept.out, at=line)
    counts = back(range, size.out, at=line)
    outs = Var("grad_{}", of=h), Var("grad_{}", of=W)
    block, inits = Block(ops, (down.out, add.out)), (start.out, zero.out)
    backward = Loop(
        outs, (grad_h, grad_W), inits, block, line, Var(), counts.out, backward=True, mark=None
    )
    program: list[Op] = [hs, times, forward, total, start, zero, kept, size, counts, backward]
    if not pullback:
        program.remove(total)
        return [W, h, n], program, [outs[1], outs[0]], {}
    tree = tuple_of([Tree(), tuple_of([Tree(), Tree()])])
    settings = {"seeds": (seed,), "tree": tree}
    return [W, h, n], program, [total.out, outs[1], outs[0]], settings


def test_a_loop_and_its_reverse() -> None:
    params, ops, results, settings = recurrent(False)
    assert (
        text_of("grad_f", params, ops, *results, **settings)
        == """\
def grad_f(W, h, n):
    # forward
    hs = []
    for t in range(n):
        hs.append(h)
        h = np.tanh(W @ h)
    # backward
    grad_h = np.full_like(h, 1.0)  # return np.sum(h)
    grad_W = np.zeros_like(W)
    hs = hs[:]
    for _ in range(len(hs)):
        h = hs.pop()
        s0 = np.tanh(W @ h)  # h = np.tanh(W @ h)
        grad_s1 = grad_h * (1 - s0 * s0)
        grad_W += np.outer(grad_s1, h)
        grad_h = np.transpose(W) @ grad_s1
    return grad_W, grad_h
"""
    )


def test_a_loop_and_its_reverse_in_an_inner_function() -> None:
    params, ops, results, settings = recurrent(True)
    assert (
        text_of("vjp_f", params, ops, *results, **settings)
        == """\
def vjp_f(W, h, n):
    # forward
    hs = []
    for t in range(n):
        hs.append(h)
        h = np.tanh(W @ h)
    def pullback(grad_result):
        # backward
        grad_h = np.full_like(h, grad_result)  # return np.sum(h)
        grad_W = np.zeros_like(W)
        hs_1 = hs[:]
        for _ in range(len(hs_1)):
            h_1 = hs_1.pop()
            s0 = np.tanh(W @ h_1)  # h = np.tanh(W @ h)
            grad_s1 = grad_h * (1 - s0 * s0)
            grad_W += np.outer(grad_s1, h_1)
            grad_h = np.transpose(W) @ grad_s1
        return grad_W, grad_h
    return np.sum(h), pullback
"""
    )


def test_a_test_that_is_one_expression() -> None:
    a, tol, x, new, last = Var("a"), Var("tol"), Var("x"), Var("x"), Var("x")
    square = call(operator.mul, x, x)
    error = call(operator.sub, square.out, a)
    size = call(abs, error.out)
    again = call(operator.gt, size.out, tol)
    test = Block((square, error, size, again), (again.out,))
    quotient = call(operator.truediv, a, x)
    total = call(operator.add, x, quotient.out)
    half = call(operator.mul, Const(0.5), total.out, out=new)
    loop = Loop((last,), (x,), (a,), Block((quotient, total, half), (new,)), SPAN, test=test)
    assert (
        text_of("f", [a, tol], [loop], last)
        == """\
def f(a, tol):
    x = a
    while abs(x * x - a) > tol:
        x = 0.5 * (x + a / x)
    return x
"""
    )


def test_a_test_that_takes_statements() -> None:
    x, inside, last, y = Var("x"), Var("x"), Var("x"), Var("y")
    square = call(operator.mul, inside, inside, out=y)
    again = call(operator.lt, y, Const(5))
    more = call(operator.add, y, Const(0.5), out=Var("x"))
    test = Block((square, again), (again.out,))
    loop = Loop((last,), (inside,), (x,), Block((more,), (more.out,)), SPAN, test=test)
    assert (
        text_of("f", [x], [loop], last)
        == """\
def f(x):
    while True:
        y = x * x
        if not y < 5:
            break
        x = y + 0.5
    return x
"""
    )


def elements(
    sequences: Sequence[Var], names: Sequence[str], item: Var
) -> tuple[list[Op], list[Call], Var]:
    """The range of a loop over sequences, and the ops that take the elements."""
    sizes = [call(len, s) for s in sequences]
    least = sizes[0] if len(sizes) == 1 else call(min, *(s.out for s in sizes))
    whole = call(range, least.out)
    ops: list[Op] = [*sizes, *([] if len(sizes) == 1 else [least]), whole]
    pairs = zip(sequences, names)
    taken = [call(operator.getitem, s, item, out=Var(name)) for s, name in pairs]
    return ops, taken, whole.out


def test_a_loop_with_a_branch() -> None:
    x, s, last, item = Var("x"), Var("s"), Var("s"), Var()
    ops, (v,), whole = elements([x], ["v"], item)
    test = call(operator.gt, s, v.out)
    first = call(operator.mul, s, v.out, out=Var("s"))
    square = call(operator.mul, v.out, v.out)
    second = call(operator.add, s, square.out, out=Var("s"))
    out = Var("s")
    sides = Block((first,), (first.out,)), Block((square, second), (second.out,))
    body = Block((v, test, If((out,), test.out, *sides, HEADER)), (out,))
    loop = Loop((last,), (s,), (Const(1.0),), body, SPAN, item, whole)
    assert (
        text_of("f", [x], [*ops, loop], last)
        == """\
def f(x):
    s = 1.0
    for v in x:
        if s > v:
            s = s * v
        else:
            s = s + v * v
    return s
"""
    )


def left_early(named: bool) -> str:
    """A loop with `continue` and `break`, and a name for how it ended if it is `named`."""
    x, cap, s, last, item = Var("x"), Var("cap"), Var("s"), Var("s"), Var()
    ops, (v,), whole = elements([x], ["v"], item)
    skips = call(operator.lt, v.out, Const(0))
    product = call(operator.mul, v.out, s)
    total = call(operator.add, s, product.out)
    new = call(operator.add, total.out, v.out, out=Var("s"))
    over = call(operator.gt, new.out, cap)
    yes, no = (Const(True),) * (1 + named), (Const(False),) * (1 + named)
    flags = (*[Var("left")] * named, Var())
    ends = If(flags, over.out, Block((), yes), Block((), no), HEADER)
    outs = (Var("s"), *[Var("left")] * named, Var())
    rest = Block((product, total, new, over, ends), (new.out, *flags))
    branch = If(outs, skips.out, Block((), (s, *no)), rest, HEADER)
    body = Block((v, skips, branch), outs)
    params, finals = (s, *[Var("left")] * named), (last, *[Var("left")] * named)
    inits = (Const(0.0), *[Const(False)] * named)
    loop = Loop(finals, params, inits, body, SPAN, item, whole, leaves=True)
    return text_of("f", [x, cap], [*ops, loop], *finals)


def test_continue_and_break() -> None:
    assert (
        left_early(named=False)
        == """\
def f(x, cap):
    s = 0.0
    for v in x:
        if v < 0:
            continue
        s = s + v * s + v
        if s > cap:
            break
    return s
"""
    )


def test_a_flag_is_set_where_the_loop_is_left() -> None:
    assert (
        left_early(named=True)
        == """\
def f(x, cap):
    s = 0.0
    left = False
    for v in x:
        if v < 0:
            continue
        s = s + v * s + v
        if s > cap:
            left = True
            break
    return s, left
"""
    )


def over_two(item: Var, counted: bool) -> str:
    x, y, s, last = Var("x"), Var("y"), Var("s"), Var("s")
    ops, taken, whole = elements([x, y], ["a", "b"], item)
    product = call(operator.mul, taken[0].out, taken[1].out)
    scaled = call(operator.mul, product.out, item)
    more = scaled if counted else product
    new = call(operator.add, s, more.out, out=Var("s"))
    body = Block((*taken, product, *([scaled] if counted else []), new), (new.out,))
    loop = Loop((last,), (s,), (Const(0.0),), body, SPAN, item, whole)
    return text_of("f", [x, y], [*ops, loop], last)


def test_two_sequences() -> None:
    assert (
        over_two(Var(), counted=False)
        == """\
def f(x, y):
    s = 0.0
    for a, b in zip(x, y):
        s = s + a * b
    return s
"""
    )


def test_two_sequences_and_the_index() -> None:
    assert (
        over_two(Var("k"), counted=True)
        == """\
def f(x, y):
    s = 0.0
    for k, (a, b) in enumerate(zip(x, y)):
        s = s + a * b * k
    return s
"""
    )


def test_the_parts_of_an_item() -> None:
    pairs, s, last, item = Var("pairs"), Var("s"), Var("s"), Var()
    parts = [
        call(unpack, item, Const(k), Const(3), out=Var(name)) for k, name in [(0, "a"), (2, "b")]
    ]
    product = call(operator.mul, parts[0].out, parts[1].out)
    new = call(operator.add, s, product.out, out=Var("s"))
    body = Block((*parts, product, new), (new.out,))
    loop = Loop((last,), (s,), (Const(0.0),), body, SPAN, item, pairs)
    assert (
        text_of("f", [pairs], [loop], last)
        == """\
def f(pairs):
    s = 0.0
    for a, _, b in pairs:
        s = s + a * b
    return s
"""
    )


def test_a_sequence_that_is_written_is_indexed() -> None:
    x, item, state, last = Var("x"), Var(), Var("x"), Var("x")
    ops, _, whole = elements([x], ["v"], item)
    v = call(operator.getitem, state, item, out=Var("v"))
    store = Store(Var("x"), state, Const(0), v.out, SPAN)
    body = Block((v, store), (store.out,))
    loop = Loop((last,), (state,), (x,), body, SPAN, item, whole)
    assert (
        text_of("f", [x], [*ops, loop], last)
        == """\
def f(x):
    for i in range(len(x)):
        v = x[i]
        x[0] = v
    return x
"""
    )


def test_values_that_change_places() -> None:
    a, b, n = Var("a"), Var("b"), Var("n")
    params, outs = (Var("a"), Var("b")), (Var("a"), Var("b"))
    total = call(operator.add, *params, out=Var("b"))
    times = call(range, n)
    body = Block((total,), (params[1], total.out))
    loop = Loop(outs, params, (a, b), body, SPAN, Var("t"), times.out)
    assert (
        text_of("f", [a, b, n], [times, loop], *outs)
        == """\
def f(a, b, n):
    for t in range(n):
        a, b = b, a + b
    return a, b
"""
    )


def test_a_conditional_expression() -> None:
    x, y = Var("x"), Var("y")
    test = call(operator.gt, x, y)
    product, difference = call(operator.mul, x, y), call(operator.sub, x, y)
    out = Var()
    sides = Block((product,), (product.out,)), Block((difference,), (difference.out,))
    twice = call(operator.mul, Const(2), out, out=Var("z"))
    ops = [test, If((out,), test.out, *sides, SPAN), twice]
    assert (
        text_of("f", [x, y], ops, twice.out, twice.out)
        == """\
def f(x, y):
    z = 2 * (x * y if x > y else x - y)
    return z, z
"""
    )


def test_the_reverse_of_a_branch_reads_what_it_kept() -> None:
    x, y, mark = Var("x"), Var("y"), Mark()
    step = span("z = np.sin(x)")
    test = call(operator.gt, x, y)
    again = call(operator.gt, x, y, back=True)
    s0, z = call(operator.mul, x, y, at=step), Var("z")
    sine = call(np.sin, s0.out, out=Var("z"), at=step)
    forward = If((z,), test.out, Block((s0, sine), (sine.out,)), Block((), (x,)), HEADER, mark=mark)
    grad_z = call(operator.mul, Const(2), z, out=Var("grad_{}", of=z), back=True)
    cosine = call(np.cos, s0.out, back=True, at=step)
    grad = call(operator.mul, cosine.out, sine.out, out=Var("grad_{}", of=x), back=True, at=step)
    out = Var("grad_{}", of=x)
    sides = Block((cosine, grad), (grad.out,)), Block((), (grad_z.out,))
    backward = If((out,), again.out, *sides, HEADER, True, mark=mark)
    ops = [test, forward, grad_z, again, backward]
    assert (
        text_of("grad_f", [x, y], ops, out)
        == """\
def grad_f(x, y):
    # forward
    if x > y:
        s0 = x * y
        z = np.sin(s0)
    else:
        z = x
    # backward
    grad_z = 2 * z  # user's statement
    if x > y:
        grad_x = np.cos(s0) * z  # z = np.sin(s0)
    else:
        grad_x = grad_z
    return grad_x
"""
    )
