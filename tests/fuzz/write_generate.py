"""Random programs that write into arrays under several names: views, aliases, helpers, loops, branches.

    program    def f(s, v, w, M, n=..., flag=...): STATEMENT+ return SCALAR
    statement  y = VECTOR | y = VECTOR (a new array) | y = z | y = VIEW | a = b = np.zeros(k)
             | y[INDEX] = VALUE | y[INDEX] += VALUE, -=, *= | y += VALUE, -=, *=, /= (1 + VALUE ** 2)
             | VIEW[INDEX] = VALUE | y[INDEX], y[INDEX] = y[INDEX], y[INDEX]
             | np.multiply(y, z, out=y) | np.add.at(y, [..], VALUE) | np.copyto(y, z) | y.fill(s)
             | helper(y, z), which writes into y | s = SCALAR | s += SCALAR | p = y[i]
             | pair = (y, z), later pair[0][INDEX] = VALUE | y, z = z, y
             | y = z if TEST else w | if TEST: y, z = z, y | np.multiply.at(y, INDEX, VALUE)
             | c = y + 1j * z, c.real[INDEX] = VALUE, c.imag += VALUE, y = c.real | y.flat[INDEX] = VALUE
             | p, q = np.split(y, 2) | items = [y, z], items.append(w), items[i][INDEX] = VALUE | y.sort()
             | if TEST: BLOCK (else: BLOCK)?
             | for i in range(k): BLOCK | for row in M: BLOCK | for e in y: BLOCK | while k < n: BLOCK
    view       y[1:] | y[::2] | y[::-1] | M[i] | M[:, j] | M.T | M[1:] | y[:, None] | M.reshape(-1)
    index      constants, counters, slices, lists with and without repeats, masks

What Python does with a program is the truth: nothing here knows who shares memory with whom.

program = generate(7)      # the same program for the same seed, always
print(program.text)
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import ClassVar

import numpy as np

from tests.fuzz.flow_generate import FlowProgram

__all__ = ["WriteProgram", "generate"]

PRELUDE = """\
import numpy as np


def damp(a, b):
    a[0] = 0.5 * b[-1]
    a[1:] *= 0.7


def bump(a, c):
    part = a[:-1]
    part += c * a[1:]
    return part


"""
COPIES = 40
DEPTH = 3
LINES = 18
THRESHOLDS = (0.3183, -0.1234, 0.5772, -0.6931)


class WriteProgram(FlowProgram):
    """As a program with control flow, with helpers that write."""

    prelude: ClassVar[str] = PRELUDE
    special: ClassVar[bool] = True


def generate(seed: int) -> FlowProgram:
    """The random program of a seed.

    >>> generate(3).text == generate(3).text
    True
    """
    from tests.fuzz.flow_check import is_sound

    for copy in range(COPIES):
        program = Writer(seed, random.Random(f"writes/{seed}/{copy}")).write()
        if is_sound(program):
            return program
    return WriteProgram(
        seed, "    v[0] *= s\n    return np.sum(v)\n", ("s", "v"), (0.7, np.ones(2)), (), (0, 1)
    )


class Writer:
    """Writes a program; `shapes` says what each name that exists for sure holds."""

    def __init__(self, seed: int, rng: random.Random) -> None:
        self.seed, self.rng = seed, rng
        self.lines: list[str] = []
        self.depth = 0
        self.left = LINES
        self.count = 0
        self.shapes: dict[str, tuple[int, ...]] = {}
        self.numbers: list[str] = []
        self.counters: list[str] = []  # below 3, so that they are indices of everything

    def write(self) -> FlowProgram:
        """The whole program."""
        rng = self.rng
        numbers = np.random.default_rng(rng.randrange(10**9))
        self.shapes = {"v": (4,), "w": (4,), "M": (3, 4)}
        self.numbers = ["s"]
        args = [numbers.normal(size=self.shapes.get(k, ())) * 0.8 for k in ("s", "v", "w", "M")]
        if rng.random() < 0.7:
            self.new()
        for _ in range(rng.randrange(4, 9)):
            self.statement()
        terms = []
        for name, shape in self.shapes.items():
            if rng.random() < 0.8:
                weights = [round(0.3 + 0.2 * k, 2) for k in range(shape[-1])]
                terms.append(f"np.sum({name} * {name} * np.array({weights}))")
        terms += [f"0.3 * {name}" for name in self.numbers]
        self.add(f"return np.tanh(0.1 * ({' + '.join(terms)}))")
        body = "".join(f"{line}\n" for line in self.lines)
        options = (("n", rng.randrange(1, 4)), ("flag", rng.random() < 0.5))
        wrt = sorted(rng.sample(range(4), rng.randrange(1, 5)))
        whole = tuple(float(a) if not np.ndim(a) else a for a in args)
        return WriteProgram(self.seed, body, ("s", "v", "w", "M"), whole, options, tuple(wrt))

    def add(self, line: str) -> None:
        self.lines.append("    " * (self.depth + 1) + line)

    def fresh(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"

    # -- statements -----------------------------------------------------------------------

    def statement(self) -> None:
        rng = self.rng
        self.left -= 1
        forms: list[Callable[[], None]] = [
            self.new, self.alias, self.view, self.view, self.store, self.store, self.store,
            self.augment, self.augment, self.through, self.swap, self.function, self.call,
            self.scalar_statement, self.element, self.pair, self.exchange, self.chosen, self.at, self.complex,
            self.flat, self.split, self.items,
        ]  # fmt: skip
        if self.depth < DEPTH and self.left > 0:
            forms += [self.branch, self.branch, self.loop, self.loop, self.rows, self.whiles]
        rng.choice(forms)()

    def block(self, first: str = "") -> None:
        """An indented block; the names it makes are not known after it."""
        saved = dict(self.shapes), list(self.numbers), list(self.counters)
        self.depth += 1
        if first:
            self.add(first)
        for _ in range(self.rng.randrange(1, 4)):
            self.statement()
        self.depth -= 1
        self.shapes, self.numbers, self.counters = saved

    def new(self) -> None:
        name, shape = self.fresh("y"), self.rng.choice([(4,), (4,), (3, 4), (3,)])
        self.add(f"{name} = {self.array(shape)}")
        self.shapes[name] = shape

    def alias(self) -> None:
        rng = self.rng
        if rng.random() < 0.2:
            a, b = self.fresh("a"), self.fresh("b")
            self.add(f"{a} = {b} = np.zeros(4)")
            self.shapes[a] = self.shapes[b] = (4,)
            return
        old, name = self.pick(), self.fresh("z")
        self.add(f"{name} = {old}")
        self.shapes[name] = self.shapes[old]

    def view(self) -> None:
        name = self.fresh("p")
        text, shape = self.part()
        self.add(f"{name} = {text}")
        self.shapes[name] = shape

    def store(self) -> None:
        name = self.pick()
        index, shape = self.index(self.shapes[name])
        op = self.rng.choice(["=", "=", "+=", "-=", "*="])
        self.add(f"{name}[{index}] {op} {self.value(shape)}")

    def augment(self) -> None:
        name = self.pick()
        op = self.rng.choice(["+=", "-=", "*=", "*=", "/="])
        value = self.value(self.shapes[name])
        self.add(f"{name} {op} {f'(1 + ({value}) ** 2)' if op == '/=' else value}")

    def through(self) -> None:
        text, shape = self.part()
        index, inner = self.index(shape)
        self.add(f"{text}[{index}] {self.rng.choice(['=', '+=', '*='])} {self.value(inner)}")

    def swap(self) -> None:
        name = self.pick()
        i, j = self.number_index(), self.number_index()
        self.add(f"{name}[{i}], {name}[{j}] = {name}[{j}], {name}[{i}]")

    def function(self) -> None:
        rng = self.rng
        name = self.pick()
        shape = self.shapes[name]
        other = self.value(shape)
        forms = [
            f"np.multiply({name}, {other}, out={name})",
            f"np.sin({name}, {name})",
            f"np.copyto({name}, {other})",
            f"{name}.fill({self.scalar()})",
            f"np.add.at({name}, [0, 2, 0], {self.value((3, *shape[1:]))})",
            f"np.subtract({name}, {other}, out={name}[...])",
        ]
        self.add(rng.choice(forms))

    def call(self) -> None:
        rng = self.rng
        names = [k for k, shape in self.shapes.items() if len(shape) == 1]
        a, b = rng.choice(names), rng.choice(names)
        if rng.random() < 0.5:
            self.add(f"damp({a}, {b})")
        else:
            name = self.fresh("q")
            self.add(f"{name} = bump({a}, {self.scalar()})")
            self.shapes[name] = (self.shapes[a][0] - 1,)

    def scalar_statement(self) -> None:
        rng = self.rng
        if rng.random() < 0.5:
            self.add(f"{rng.choice(self.numbers)} {rng.choice(['+=', '*='])} {self.scalar()}")
        else:
            name = self.fresh("t")
            self.add(f"{name} = {self.scalar()}")
            self.numbers.append(name)

    def element(self) -> None:
        name = self.fresh("e")
        array = self.rng.choice([k for k, shape in self.shapes.items() if len(shape) == 1])
        self.add(f"{name} = {array}[{self.number_index()}]")
        self.numbers.append(name)

    def pair(self) -> None:
        name, a, b = self.fresh("pair"), self.pick(), self.pick()
        self.add(f"{name} = ({a}, {b})")
        if self.rng.random() < 0.5:
            self.add(f"{a}[0] *= {self.scalar()}")
        index, shape = self.index(self.shapes[a])
        self.add(f"{name}[0][{index}] = {self.value(shape)}")
        out = self.fresh("z")
        self.add(f"{out} = {name}[1]")
        self.shapes[out] = self.shapes[b]

    def exchange(self) -> None:
        a = self.pick()
        b = self.rng.choice([k for k, shape in self.shapes.items() if shape == self.shapes[a]])
        self.add(f"{a}, {b} = {b}, {a}")

    def chosen(self) -> None:
        a = self.pick()
        b = self.rng.choice([k for k, shape in self.shapes.items() if shape == self.shapes[a]])
        if self.rng.random() < 0.5:
            name = self.fresh("z")
            self.add(f"{name} = {a} if {self.test()} else {b}")
            self.shapes[name] = self.shapes[a]
        else:
            self.add(f"if {self.test()}:")
            self.add(f"    {a}, {b} = {b}, {a}")

    def at(self) -> None:
        name = self.pick()
        shape = self.shapes[name]
        if shape[0] < 3:
            return self.store()
        index, taken = self.rng.choice(
            [("[0, 2, 0]", (3, *shape[1:])), ("slice(1, None)", (shape[0] - 1, *shape[1:]))]
        )
        ufunc = self.rng.choice(["multiply", "subtract", "maximum", "negative", "sin"])
        value = "" if ufunc in ("negative", "sin") else f", {self.value(taken)}"
        self.add(f"np.{ufunc}.at({name}, {index}{value})")
        return None

    def complex(self) -> None:
        """A complex array whose parts are written, and one of the parts."""
        rng = self.rng
        a = self.pick()
        shape = self.shapes[a]
        b = rng.choice([k for k, s in self.shapes.items() if s == shape])
        name, part = self.fresh("c"), self.fresh("r")
        self.add(f"{name} = {a} + 1j * {b}")
        if rng.random() < 0.5:
            self.add(f"{part} = {name}.{rng.choice(['real', 'imag'])}")
        index, taken = self.index(shape)
        self.add(f"{name}.real[{index}] {rng.choice(['=', '+=', '*='])} {self.value(taken)}")
        self.add(f"{name}.imag {rng.choice(['=', '+=', '*='])} {self.value(shape)}")
        if not self.lines[-3].lstrip().startswith(f"{part} = "):
            self.add(f"{part} = np.abs({name} * {name})")
        self.shapes[part] = shape

    def flat(self) -> None:
        name = self.pick()
        size = int(np.prod(self.shapes[name]))
        index, taken = self.rng.choice(
            [("1", ()), ("-2", ()), ("[0, 2]", (2,)), ("1:3", (2,)), (f"::{size - 1}", (2,))]
        )
        op = self.rng.choice(["=", "+=", "*="])
        self.add(f"{name}.flat[{index}] {op} {self.value(taken)}")

    def split(self) -> None:
        name = self.pick()
        shape = self.shapes[name]
        if shape[0] != 4:
            return self.view()
        a, b = self.fresh("p"), self.fresh("p")
        place = self.rng.choice(["[3]", "[3], axis=0"])
        self.add(f"{a}, {b} = np.split({name}, {place})")
        self.add(f"{b} *= {self.scalar()}")
        self.shapes[a] = (3, *shape[1:])
        return None

    def items(self) -> None:
        """A list of new arrays, whose elements are written."""
        rng = self.rng
        name, k = self.fresh("items"), self.fresh("k")
        self.add(f"{name} = []")
        self.add(f"for {k} in range(3):")
        self.add(f"    {name}.append({self.array((4,))} * ({k} + 1))")
        self.add(f"for {k} in range({rng.choice(['2', '3', 'n'])}):")
        index, taken = self.index((4,))
        op = rng.choice(["=", "+=", "*="])
        self.add(f"    {name}[{k}][{index}] {op} {self.value(taken)}")
        if rng.random() < 0.5:
            self.add(f"    {name}[0] += {name}[{k}]")
        out = self.fresh("y")
        self.add(f"{out} = {name}[0] * {name}[{rng.choice(['1', '2', '-1'])}]")
        self.shapes[out] = (4,)

    def branch(self) -> None:
        self.add(f"if {self.test()}:")
        self.block()
        if self.rng.random() < 0.5:
            self.add("else:")
            self.block()

    def loop(self) -> None:
        rng = self.rng
        i = self.fresh("i")
        self.add(f"for {i} in range({rng.choice(['2', '3', 'n', '1, 3', '2, -1, -1'])}):")
        self.counters.append(i)
        self.block()
        self.counters.remove(i)

    def rows(self) -> None:
        rng = self.rng
        name = self.pick()
        shape = self.shapes[name]
        element = self.fresh("row" if len(shape) == 2 else "e")
        plain = rng.random() < 0.7
        if plain:
            self.add(f"for {element} in {name}:")
        else:
            i = self.fresh("i")
            self.add(f"for {i}, {element} in enumerate({name}[:3]):")
            self.counters.append(i)
        if len(shape) == 2:
            self.shapes[element] = shape[1:]
        else:
            self.numbers.append(element)
        self.block()
        self.shapes.pop(element, None)
        if element in self.numbers:
            self.numbers.remove(element)
        if not plain:
            self.counters.remove(i)

    def whiles(self) -> None:
        k = self.fresh("k")
        self.add(f"{k} = 0")
        self.add(f"while {k} < n:")
        self.block(f"{k} += 1")

    # -- expressions ----------------------------------------------------------------------

    def pick(self) -> str:
        names = list(self.shapes)
        return self.rng.choice(names[-4:] if self.rng.random() < 0.6 else names)

    def test(self) -> str:
        rng = self.rng
        c = rng.choice(THRESHOLDS)
        return rng.choice(
            [f"{self.scalar()} > {c}", f"np.sum({self.pick()}) < {c}", "flag", "n > 2"]
        )

    def number_index(self) -> str:
        return str(self.rng.choice([0, 1, 2, -1, -2, *self.counters]))

    def index(self, shape: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """An index, and the shape of what it takes."""
        rng = self.rng
        n, rest = shape[0], shape[1:]
        if n < 3:
            return ("0", rest) if n else (":", shape)
        forms: list[tuple[str, tuple[int, ...]]] = [
            (self.number_index(), rest), (self.number_index(), rest),
            ("1:", (n - 1, *rest)), (":-1", (n - 1, *rest)), (":", shape), ("...", shape),
            ("::2", ((n + 1) // 2, *rest)), ("::-1", shape), ("[2, 0]", (2, *rest)),
            ("[1, 1, 2]", (3, *rest)), (f"np.arange({n}) > 0", (n - 1, *rest)), ("1:2", (1, *rest)),
        ]  # fmt: skip
        if rest:
            forms += [
                (f"{self.number_index()}, {self.number_index()}", ()),
                (f":, {self.number_index()}", (n,)),
                ("1:, ::2", (n - 1, (rest[0] + 1) // 2)),
                (f"{self.number_index()}, 1:", (rest[0] - 1,)),
                ("[0, 1], [1, 2]", (2,)),
            ]
        return rng.choice(forms)

    def part(self) -> tuple[str, tuple[int, ...]]:
        """A view of an array, and its shape."""
        name = self.pick()
        shape = self.shapes[name]
        n, rest = shape[0], shape[1:]
        forms: list[tuple[str, tuple[int, ...]]] = [(f"{name}[::-1]", shape), (f"{name}[:]", shape)]
        if n >= 4 or (n == 3 and rest):
            forms += [(f"{name}[1:]", (n - 1, *rest)), (f"{name}[:-1]", (n - 1, *rest))]
        if not rest:
            forms.append((f"{name}[:, None]", (n, 1)))
        elif min(shape) >= 3:
            forms += [
                (f"{name}[{self.number_index()}]", rest), (f"{name}[{self.number_index()}]", rest),
                (f"{name}[:, {self.number_index()}]", (n,)), (f"{name}.T", (rest[0], n)),
                (f"{name}[1:, 1:]", (n - 1, rest[0] - 1)),
            ]  # fmt: skip
        found = self.rng.choice(forms)
        return found if min(found[1]) >= 3 or not rest else (f"{name}[:]", shape)

    def scalar(self) -> str:
        rng = self.rng
        vectors = [k for k, shape in self.shapes.items() if len(shape) == 1]
        forms = [
            rng.choice(self.numbers),
            f"np.sin({rng.choice(self.numbers)})",
            f"{rng.choice(vectors)}[{self.number_index()}]",
            f"0.3 * np.sum({self.pick()})",
            f"{rng.choice([0.5, -0.7, 1.1])} * {rng.choice(self.numbers)}",
            "0.4",
        ]
        return rng.choice(forms)

    def value(self, shape: tuple[int, ...]) -> str:
        """Something that can be stored in a place of this shape."""
        if not shape or self.rng.random() < 0.3:
            return self.scalar()
        return self.array(shape)

    def array(self, shape: tuple[int, ...]) -> str:
        """A new array of a shape, or one that is there."""
        rng = self.rng
        same = [k for k, s in self.shapes.items() if s == shape]
        if not shape:
            return self.scalar()
        longer = [k for k, s in self.shapes.items() if s[1:] == shape[1:] and s[0] > shape[0]]
        parts = (
            same + [f"{k}[:{shape[0]}]" for k in longer] + [f"{k}[-{shape[0]}:]" for k in longer]
        )
        if not parts:
            return f"np.full({shape}, {self.scalar()})"
        a, b = rng.choice(parts), rng.choice(parts)
        return rng.choice(
            [
                f"{a} * {self.scalar()}", f"np.sin({a})", f"0.5 * {a} + {b}", f"np.tanh({a} * {b})",
                f"{a}.copy()", f"np.zeros({shape})", f"np.full({shape}, {self.scalar()})",
            ]
        )  # fmt: skip
