"""Random programs of nested control flow, kept away from kinks and overflow.

    program    def f(FLOATS, INTS=..., flag=...): STATEMENT+ return SCALAR
    statement  s = SCALAR | v = VECTOR | s, t = t, SCALAR
             | s += SCALAR | s *= SCALAR | v += VECTOR | v *= SCALAR
             | buffer = np.zeros(3) | v.copy() | VECTOR, then in any block
               buffer[INDEX] = SCALAR | buffer[INDEX] += SCALAR | buffer[SLICE] = VECTOR
               (an argument may be such a buffer)
             | b = TEST, later `if b:`
             | if TEST: BLOCK (elif TEST: BLOCK)? (else: BLOCK)?
             | if b: name = ... BLOCK, later `name if b else SCALAR`
             | match i % 3: case 0: BLOCK case 1: BLOCK case _: BLOCK
             | for TARGET in ITERABLE: BLOCK (else: BLOCK)?
             | k = 0, while TEST: k += 1 BLOCK (else: BLOCK)?   the step first or last
             | while True: k += 1, if TEST: break, BLOCK
             | if TEST: STATEMENT* break | continue | return SCALAR
             | out = [] or [s], in a loop out.append(SCALAR or VECTOR), later
               sum(out), np.sum(np.array(out)), np.sum(np.stack(out)), out[-1], len(out)
    iterable   range(k) | range(a, b) | range(a, b, -1) | range(n) | range(len(v))
             | v | A | v[::-1] | reversed(v) | zip(v, w) | enumerate(v) | enumerate(A, 1)
             | enumerate(zip(v, w)) | [s, t, 0.5] | (2, 0, 1) | {"a": s, "b": t}.items()
    test       SCALAR > c | c < SCALAR < d | np.any(v > c) | np.sum(v) < c | abs(s) > c
             | i % 2 == 0 | i > 0 | n > 2 | flag | b | TEST and TEST | TEST or TEST | not TEST
    scalar     names, elements, constants, counters, + - * /, NumPy, `math`, helpers with
               branches and loops, ternaries, reductions, sums over comprehensions
    vector     arrays of 3 or 2 and their slices, + - *, NumPy, A @ v, rows, comprehensions

Blocks nest three deep.  Names that one side of a branch, or a loop, defines are read after it
where they exist; counters and elements are read after their loops.  A program is taken if it
runs, stays small, has a gradient, and takes the same branches a little to every side.

program = generate(7)      # the same program for the same seed, always
print(program.text)
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

__all__ = ["PRELUDE", "FlowProgram", "Writer", "generate"]

PRELUDE = """\
import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def leaky(v):
    if v > 0.1234:
        return v
    return 0.1 * v + 0.11106


def powers(z, n):
    total, p = 0.0, 1.0
    for k in range(n):
        p = p * z / 2
        total += p
    return total


"""
THRESHOLDS = (0.3183, -0.1234, 0.5772, 0.0714, -0.4343, 0.9069, -0.6931)
DEPTH = 3
LINES = 26
COPIES = 40  # how often another program is written for a seed before the smallest is taken


@dataclass(frozen=True)
class FlowProgram:
    """The body of a function `f`, and a call of it: floats first, integers and flags behind."""

    seed: int
    body: str
    params: tuple[str, ...]
    args: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...]  # parameters with defaults, which stand for arguments
    wrt: tuple[int, ...]
    prelude: ClassVar[str] = PRELUDE
    special: ClassVar[bool] = False  # checked as it is compiled for these arguments, in all modes

    @property
    def text(self) -> str:
        """The module."""
        named = [*self.params, *(f"{name}={value!r}" for name, value in self.options)]
        return f"{self.prelude}def f({', '.join(named)}):\n{self.body}"

    @property
    def call(self) -> tuple[Any, ...]:
        """Fresh arguments."""
        return tuple(a.copy() if isinstance(a, np.ndarray) else a for a in self.args)


def generate(seed: int) -> FlowProgram:
    """The random program of a seed.

    >>> generate(3).text == generate(3).text
    True
    """
    from tests.fuzz.flow_check import is_sound

    for copy in range(COPIES):
        program = Writer(seed, random.Random(f"{seed}/{copy}")).write()
        if is_sound(program):
            return program
    body = "    return x * x\n"
    return FlowProgram(seed, body, ("x",), (0.7,), (), (0,))


class Writer:
    """Writes a program; `kinds` says what each name that exists for sure holds.

    float, v3, v2 (vectors), m (a matrix of 2 by 3), int, flag, floats, vectors (lists).
    """

    def __init__(self, seed: int, rng: random.Random) -> None:
        self.seed = seed
        self.rng = rng
        self.lines: list[str] = []
        self.depth = 0
        self.loops: list[str] = []  # the loops around here: what may leave them
        self.kinds: dict[str, str] = {}
        self.buffers: set[str] = set()  # arrays that may be written
        self.held: set[str] = set()  # arrays that are walked, counters: left alone
        self.count = 0
        self.values: dict[str, Any] = {}
        self.options: dict[str, Any] = {}

    # -- the whole ------------------------------------------------------------------------

    def write(self) -> FlowProgram:
        """A program, not known to run."""
        rng = self.rng
        self.arguments()
        for _ in range(rng.randrange(3, 7)):
            self.statement()
        if not any(" for " in line or " if " in line for line in self.lines):
            self.loop()
        self.emit(f"return {self.result()}")
        wrt = tuple(k for k in range(len(self.values)) if k == 0 or rng.random() < 0.85)
        return FlowProgram(
            self.seed,
            "".join(f"    {line}\n" for line in self.lines),
            tuple(self.values),
            tuple(self.values.values()),
            tuple(self.options.items()),
            wrt,
        )

    def arguments(self) -> None:
        """One to four floating arguments, and up to three others."""
        rng = self.rng
        choices = {
            "x": ("v3", "v3", "v3", "float"),
            "y": ("v3", "v3", "float", "v2"),
            "w": ("float",),
            "A": ("m",),
        }
        names = rng.sample(list(choices), rng.choice((1, 2, 2, 3, 3, 4)))
        for name in sorted(names):
            kind = rng.choice(choices[name])
            shape = {"float": (), "v3": (3,), "v2": (2,), "m": (2, 3)}[kind]
            data = np.array([round(rng.uniform(-1.4, 1.4), 3) for _ in range(int(np.prod(shape)))])
            self.values[name] = data.reshape(shape) if shape else float(data[0])
            self.kinds[name] = kind
            if kind == "v3" and rng.random() < 0.25:
                self.buffers.add(name)
        for name, options in (("n", (2, 3, 4)), ("m", (0, 1)), ("flag", (True, False))):
            if rng.random() < 0.5:
                self.options[name] = rng.choice(options)
                self.kinds[name] = "flag" if name == "flag" else "int"
                self.held.add(name)

    def result(self) -> str:
        """A number made of what there is, late names first."""
        terms = []
        for name in reversed(self.names("float")):
            if self.rng.random() < 0.7:
                terms.append(name)
        for kind in ("v3", "v2", "m"):
            for name in reversed(self.names(kind)):
                if self.rng.random() < 0.6:
                    terms.append(self.rng.choice((f"np.sum({name} * {name})", f"np.sum({name})")))
        for name in self.names("floats"):
            terms.append(self.rng.choice((f"sum({name})", f"np.sum(np.array({name}))")))
        terms = terms[:4] or [f"np.sin({self.scalar(1)})"]
        text = terms[0]
        for term in terms[1:]:
            text += self.rng.choice((" + ", " - ", " + ", " * ")) + term
        return text

    # -- plumbing -------------------------------------------------------------------------

    def emit(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def names(self, kind: str) -> list[str]:
        """The names that hold that kind."""
        return [name for name, k in self.kinds.items() if k == kind]

    def fresh(self, prefix: str) -> str:
        """A name that is not in use."""
        pool = {"s": "s t u p q r g z", "a": "a b c d h e o", "k": "k i j l"}.get(prefix, "")
        for name in self.rng.sample(pool.split(), len(pool.split())):
            if name not in self.kinds:
                return name
        self.count += 1
        return f"{prefix}{self.count}"

    def target(self, kind: str) -> str:
        """A name to assign: one of that kind, or a new one; at the top one of another kind."""
        rng = self.rng
        taken = [n for n in self.names(kind) if n not in self.held]
        if taken and rng.random() < 0.6:
            return rng.choice(taken)
        if self.depth == 0 and rng.random() < 0.1:
            others = [n for n in self.kinds if n not in self.held and n not in self.values]
            if others:
                return rng.choice(others)
        return self.fresh("s" if kind == "float" else "a")

    def define(self, name: str, kind: str, buffer: bool = False) -> None:
        """What a name holds from here on."""
        self.kinds.pop(name, None)
        self.kinds[name] = kind
        if not buffer:
            self.buffers.discard(name)
        else:
            self.buffers.add(name)

    @contextmanager
    def nested(self) -> Any:
        """A block: afterwards the names are as before; the dict given holds those at its end."""
        kinds, buffers, held = dict(self.kinds), set(self.buffers), set(self.held)
        end: dict[str, str] = {}
        self.depth += 1
        yield end
        self.depth -= 1
        end.update(self.kinds)
        self.kinds, self.held = kinds, held
        self.buffers = buffers & {n for n in end if n in self.buffers}

    def block(self, leave: bool = True) -> tuple[dict[str, str], bool]:
        """A few statements: the names at their end, and whether that end can be reached."""
        start = len(self.lines)
        with self.nested() as end:
            reached = True
            for _ in range(self.rng.choice((1, 1, 2, 2, 3))):
                self.statement()
            if leave and self.loops and self.rng.random() < 0.12:
                self.emit(self.rng.choice(("continue", "break")))
                reached = False
            if len(self.lines) == start:
                self.emit("pass")
        return end, reached

    def join(self, ends: Sequence[tuple[dict[str, str], bool]]) -> None:
        """After a branch: the names that every side which gets there has."""
        reached = [end for end, there in ends if there]
        for name, kind in (reached[0] if reached else {}).items():
            if name not in self.kinds and all(end.get(name) == kind for end in reached):
                self.kinds[name] = kind

    # -- statements -----------------------------------------------------------------------

    def statement(self) -> None:
        """One more statement, a compound one while there is room."""
        rng = self.rng
        simple: list[Callable[[], None]] = [self.assign] * 5 + [self.augmented] * 3
        simple += [self.vector_assign] * 3 + [self.buffer, self.store, self.store, self.store]
        simple += [self.append] * 4 + [self.swap, self.flag, self.leave, self.leave]
        compound: list[Callable[[], None]] = [self.branch] * 4 + [self.loop] * 5
        compound += [self.while_loop] * 2 + [self.one_sided, self.match]
        room = self.depth < DEPTH and len(self.lines) < LINES
        rng.choice(compound if room and rng.random() < 0.45 else simple)()

    def assign(self) -> None:
        value = self.scalar(2, top=True)
        name = self.target("float")
        self.emit(f"{name} = {value}")
        self.define(name, "float")

    def vector_assign(self) -> None:
        kind = self.rng.choice(("v3", "v3", "v2"))
        value = self.vector(kind, 2)
        name = self.target(kind)
        self.emit(f"{name} = {value}")
        self.define(name, kind, buffer=self.rng.random() < 0.5)

    def augmented(self) -> None:
        rng = self.rng
        floats = [n for n in self.names("float") if n not in self.held]
        vectors = [n for n in self.buffers if n not in self.held and n in self.kinds]
        if floats and (not vectors or rng.random() < 0.7):
            name = rng.choice(floats)
            line = rng.choice(("+= {}", "+= {}", "-= {}", "*= {}", "/= 2 + np.sin({})"))
            self.emit(f"{name} {line.format(self.scalar(1))}")
        elif vectors:
            name = rng.choice(sorted(vectors))
            kind = self.kinds[name]
            value = rng.choice((self.vector(kind, 1), self.scalar(1)))
            self.emit(f"{name} {rng.choice(('+=', '-=', '*='))} {value}")
        else:
            self.assign()

    def buffer(self) -> None:
        rng = self.rng
        kind = rng.choice(("v3", "v3", "v2"))
        sources = [f"{v}.copy()" for v in self.names(kind)]
        sources += [f"np.zeros({kind[1]})", f"np.full({kind[1]}, 0.5)", f"np.ones({kind[1]})"]
        value = rng.choice(sources)
        name = self.target(kind)
        self.emit(f"{name} = {value}")
        self.define(name, kind, buffer=True)

    def store(self) -> None:
        rng = self.rng
        names = sorted(n for n in self.buffers if n not in self.held and n in self.kinds)
        if not names:
            return self.buffer()
        name = rng.choice(names)
        kind = self.kinds[name]
        if kind == "v3" and rng.random() < 0.25:
            index = rng.choice(("1:", ":-1", ":2", "::2"))
            value = self.vector("v2", 1)
        else:
            index = self.index(kind)
            value = self.scalar(2)
        operation = rng.choice(("=", "=", "=", "+=", "+=", "-=", "*="))
        self.emit(f"{name}[{index}] {operation} {value}")

    def append(self) -> None:
        rng = self.rng
        lists = self.names("floats") + self.names("vectors")
        if not lists or (self.depth == 0 and rng.random() < 0.5):
            kind = rng.choice(("floats", "floats", "vectors"))
            name = self.fresh(rng.choice(("out", "terms")))
            first = rng.choice(("", "", self.scalar(1))) if kind == "floats" else ""
            self.emit(f"{name} = [{first}]")
            self.kinds[name] = kind
            if self.depth == 0 and len(self.lines) < LINES:
                self.loop()
            return
        name = rng.choice(lists)
        vector = self.kinds[name] == "vectors"
        self.emit(f"{name}.append({self.vector('v3', 1) if vector else self.scalar(2)})")

    def swap(self) -> None:
        floats = [n for n in self.names("float") if n not in self.held]
        if len(floats) < 2:
            return self.assign()
        a, b = self.rng.sample(floats, 2)
        self.emit(f"{a}, {b} = {b}, {self.rng.choice((a, self.scalar(1)))}")

    def flag(self) -> None:
        test = self.test()
        name = self.fresh("taken")
        self.emit(f"{name} = {test}")
        self.kinds[name] = "flag"

    def leave(self) -> None:
        """A way out, under a test."""
        if not self.loops and self.rng.random() < 0.6:
            return self.assign()
        words = ["return"] + ["break", "continue"] * (2 * bool(self.loops))
        if self.loops and self.loops[-1] == "step last":
            words = ["return", "break", "break"]
        word = self.rng.choice(words)
        self.emit(f"if {self.test()}:")
        with self.nested():
            loops, self.loops = self.loops, []
            if self.rng.random() < 0.4:
                self.rng.choice((self.assign, self.augmented, self.store))()
            self.loops = loops
            self.emit(f"return np.sin({self.scalar(2)})" if word == "return" else word)

    def branch(self) -> None:
        rng = self.rng
        leave = bool(self.loops) and self.loops[-1] != "step last"
        self.emit(f"if {self.test()}:")
        ends = [self.block(leave)]
        if rng.random() < 0.25:
            self.emit(f"elif {self.test()}:")
            ends.append(self.block(leave))
        if rng.random() < 0.6:
            self.emit("else:")
            ends.append(self.block(leave))
        else:
            ends.append((dict(self.kinds), True))
        self.join(ends)

    def one_sided(self) -> None:
        """A name that one side defines, read under the same flag."""
        flags = self.names("flag")
        if not flags or self.rng.random() < 0.5:
            self.flag()
            flags = self.names("flag")[-1:]
        flag = self.rng.choice(flags)
        name = self.fresh("only")
        self.emit(f"if {flag}:")
        with self.nested():
            self.emit(f"{name} = {self.scalar(2, top=True)}")
            self.kinds[name] = "float"
            if self.rng.random() < 0.5:
                self.statement()
        self.held.add(flag)
        for _ in range(self.rng.randrange(2)):
            self.statement()
        result = self.target("float")
        self.emit(f"{result} = {name} if {flag} else {self.scalar(1)}")
        self.define(result, "float")

    def match(self) -> None:
        counters = self.names("int")
        if not counters:
            return self.branch()
        leave = bool(self.loops) and self.loops[-1] != "step last"
        self.emit(f"match {self.rng.choice(counters)} % 3:")
        ends = []
        self.depth += 1
        for pattern in ("0", "1", "_"):
            self.emit(f"case {pattern}:")
            ends.append(self.block(leave))
        self.depth -= 1
        self.join(ends)

    # -- loops ----------------------------------------------------------------------------

    def loop(self) -> None:
        """A `for`: its target may be read after it, names of its body if it surely ran."""
        header, targets, walked, runs = self.iterable()
        if self.rng.random() < 0.15 and walked:
            walked = ()  # its name may be rebound, but not written: see below
            self.buffers -= {w for w in self.kinds if w in header}
        self.emit(header)
        with self.nested() as end:
            self.held.update(walked)
            self.buffers -= set(walked)
            for name, kind in targets.items():
                self.define(name, kind)
                if kind == "int":
                    self.held.add(name)
            self.loops.append("for")
            self.depth -= 1
            body, reached = self.block()
            self.depth += 1
            self.loops.pop()
            if self.rng.random() < 0.06 and reached:
                ints = [n for n, k in targets.items() if k == "int"]
                if ints:
                    self.emit(f"{ints[0]} = {ints[0]} + 1")
        if self.rng.random() < 0.12:
            self.emit("else:")
            self.block(leave=False)
        after = {**targets, **body} if runs and reached else targets if runs else {}
        for name, kind in after.items():
            if end.get(name, kind) == kind and self.rng.random() < 0.8:
                self.kinds.setdefault(name, kind)
                if kind == "int":
                    self.held.add(name)

    def iterable(self) -> tuple[str, dict[str, str], tuple[str, ...], bool]:
        """The header of a `for`, what its targets hold, what it walks, whether it surely runs."""
        rng = self.rng
        i = self.fresh("k")
        v, w = self.fresh("v"), self.fresh("b")
        vectors = self.names("v3") + self.names("v2")
        bounds = [n for n in self.options if n in "nm"]
        forms = ["range", "range", "range", "counts", "numbers"]
        forms += ["bound"] * (3 * bool(bounds))
        forms += ["vector", "vector", "enumerate", "zip", "zip3", "length", "back"] * bool(vectors)
        forms += ["rows", "rows1"] * bool(self.names("m"))
        forms += ["items"] * (len(self.names("float")) > 0)
        form = rng.choice(forms)
        one = rng.choice(vectors) if vectors else ""
        two = rng.choice([n for n in vectors if self.kinds[n] == self.kinds[one]] or [""])
        if form == "range":
            bound = rng.choice(("2", "3", "1, 3", "2, -1, -1", "0, 5, 2", "3, 0, -2", "0"))
            return f"for {i} in range({bound}):", {i: "int"}, (), bound != "0"
        if form == "bound":
            name = rng.choice(bounds)
            text = rng.choice((name, name, f"1, {name} + 1", f"{name}, 0, -1"))
            return f"for {i} in range({text}):", {i: "int"}, (), name == "n"
        if form == "counts":
            return f"for {i} in (2, 0, 1):", {i: "int"}, (), True
        if form == "numbers":
            text = ", ".join(self.scalar(1) for _ in range(rng.randrange(1, 4)))
            return f"for {v} in [{text}]:", {v: "float"}, (), True
        if form == "vector":
            return f"for {v} in {one}:", {v: "float"}, (one,), True
        if form == "back":
            text = rng.choice((f"reversed({one})", f"{one}[::-1]"))
            return f"for {v} in {text}:", {v: "float"}, (one,), True
        if form == "enumerate":
            start = rng.choice(("", "", ", 1", ", start=2"))
            return f"for {i}, {v} in enumerate({one}{start}):", {i: "int", v: "float"}, (one,), True
        if form == "zip":
            return f"for {v}, {w} in zip({one}, {two}):", {v: "float", w: "float"}, (one, two), True
        if form == "zip3":
            targets = {i: "int", v: "float", w: "float"}
            return (
                f"for {i}, ({v}, {w}) in enumerate(zip({one}, {two})):",
                targets,
                (one, two),
                True,
            )
        if form == "length":
            return f"for {i} in range(len({one})):", {i: "int"}, (), True
        if form == "items":
            floats = self.names("float")
            text = f'{{"a": {rng.choice(floats)}, "bc": {self.scalar(1)}}}'
            key = self.fresh("key")
            return f"for {key}, {v} in {text}.items():", {v: "float"}, (), True
        matrix = rng.choice(self.names("m"))
        row = self.fresh("row")
        if form == "rows":
            return f"for {row} in {matrix}:", {row: "v3"}, (matrix,), True
        return f"for {i}, {row} in enumerate({matrix}, 1):", {i: "int", row: "v3"}, (matrix,), True

    def while_loop(self) -> None:
        rng = self.rng
        k = self.fresh("k")
        bound = rng.choice(["2", "3", *(n for n in self.options if n in "nm")])
        self.emit(f"{k} = 0")
        self.define(k, "int")
        self.held.add(k)
        form = rng.choice(("step first", "step first", "step last", "forever"))
        active = rng.random() < 0.5
        joint = f" and {self.test(0)}" if active else ""
        self.emit("while True:" if form == "forever" else f"while {k} < {bound}{joint}:")
        with self.nested():
            if form != "step last":
                self.emit(f"{k} += 1")
            if form == "forever":
                other = f" or {self.test()}" if active else ""
                self.emit(f"if {k} > {bound}{other}:")
                self.emit("    break")
            self.loops.append(form)
            self.depth -= 1
            self.block(leave=False)
            self.depth += 1
            self.loops.pop()
            if form == "step last":
                self.emit(f"{k} += 1")
        if form != "forever" and rng.random() < 0.12:
            self.emit("else:")
            self.block(leave=False)

    # -- expressions ----------------------------------------------------------------------

    def index(self, kind: str) -> str:
        """A place in a vector."""
        size = int(kind[1])
        counters = self.names("int")
        if counters and self.rng.random() < 0.6:
            name = self.rng.choice(counters)
            return self.rng.choice((f"{name} % {size}", f"{name} % {size}", f"{name} % 2 - 1"))
        return self.rng.choice(("0", "-1", "1", str(size - 1)))

    def test(self, depth: int = 1) -> str:
        """A condition, on active values or not."""
        rng = self.rng
        c, d = rng.choice(THRESHOLDS), rng.choice((1.1447, 1.6180))
        number = self.scalar(rng.choice((0, 0, 1)), active=True)
        forms = [
            f"{number} > {c}",
            f"{number} < {c}",
            f"{c} < {number} < {d}",
            f"abs({number}) > 0.2718",
        ]
        forms += [f"{number} > {self.scalar(0, active=True)} + {c / 7:.4f}"]
        for v in self.names("v3")[-2:]:
            forms += [f"np.any({v} > {c})", f"np.sum({v}) < {c}"]
        for i in self.names("int")[-3:]:
            forms += [f"{i} % 2 == 0", f"{i} > 0", f"{i} != 1", f"{i} % 2"]
        for b in self.names("flag"):
            forms += [b, f"not {b}"]
        for out in self.names("floats"):
            forms.append(f"len({out}) > 1")
        text = rng.choice(forms)
        if depth and rng.random() < 0.2:
            other = self.test(0)
            text = rng.choice((f"{text} and {other}", f"({text} or {other})", f"not ({text})"))
        return text

    def leaf(self, active: bool = False) -> str:
        """A number."""
        rng = self.rng
        forms = self.names("float") * 3
        forms += [f"{v}[{self.index(k)}]" for v, k in self.kinds.items() if k in ("v3", "v2")]
        forms += [f"{v}[{self.index('v2')}, {self.index('v3')}]" for v in self.names("m")]
        if not forms or (not active and rng.random() < 0.2):
            forms = ["0.5", "1.3", "-0.7", "2", "0", "1"]
            forms += [f"({i} + 1)" for i in self.names("int")[-2:]] * 2
        return rng.choice(forms)

    def scalar(self, depth: int, top: bool = False, active: bool = False) -> str:
        """An expression whose value is a number; `top` if it stands alone."""
        rng = self.rng
        if depth == 0 or (not top and rng.random() < 0.25):
            return self.leaf(active)
        sub = self.scalar
        forms: list[Callable[[], str]] = [
            lambda: f"np.{rng.choice(('sin', 'cos', 'tanh'))}({sub(depth - 1)})",
            lambda: f"math.{rng.choice(('sin', 'tanh', 'atan'))}({sub(depth - 1)})",
            lambda: f"{self.leaf()} * {self.leaf(True)}",
            lambda: f"0.5 * {self.leaf(True)} + {self.leaf()}",
            lambda: f"{self.leaf()} - {self.leaf(True)}",
            lambda: f"np.sin({sub(depth - 1)}) * {self.leaf(True)}",
            lambda: f"np.tanh({sub(depth - 1)} + {sub(depth - 1)})",
            lambda: f"{self.leaf(True)} / (2 + np.cos({sub(depth - 1)}))",
            lambda: f"np.sqrt(1 + ({sub(depth - 1)}) ** 2)",
            lambda: f"np.exp(-({sub(depth - 1)}) ** 2)",
            lambda: f"np.log(1.5 + np.sin({sub(depth - 1)}))",
            lambda: f"{rng.choice(('sigmoid', 'leaky'))}({sub(depth - 1)})",
            lambda: f"powers(np.sin({sub(depth - 1)}), {self.bound()})",
            lambda: f"({sub(depth - 1)} if {self.test(0)} else {sub(depth - 1)})",
            lambda: self.reduction(depth),
            lambda: self.reduction(depth),
            lambda: self.reduction(depth),
        ]
        text = rng.choice(forms)()
        return text if top or (text.endswith(")") and " + " not in text) else f"({text})"

    def bound(self) -> str:
        """A small number of iterations."""
        return self.rng.choice(["2", "3", *(n for n in self.options if n in "nm")])

    def reduction(self, depth: int) -> str:
        """A number made of an array, a list, or a comprehension."""
        rng = self.rng
        forms: list[Callable[[], str]] = []
        for name, kind in self.kinds.items():
            if kind in ("v3", "v2"):
                forms += [
                    lambda name=name: f"np.{rng.choice(('sum', 'mean'))}({name})",
                    lambda name=name, kind=kind: f"{name} @ {rng.choice(self.names(kind))}",
                    lambda name=name: self.comprehension(name),
                    lambda name=name: self.comprehension(name),
                ]
            elif kind == "floats":
                forms += [
                    lambda name=name: f"sum({name})",
                    lambda name=name: f"np.sum(np.array({name}))",
                    lambda name=name: f"({name}[-1] if {name} else 0.5)",
                    lambda name=name: f"0.2 * len({name})",
                    lambda name=name: f"sum([np.sin(e) for e in {name}])",
                ]
            elif kind == "vectors":
                forms.append(lambda name=name: f"(np.sum(np.stack({name})) if {name} else 0.5)")
            elif kind == "m":
                forms += [
                    lambda name=name: f"np.sum({name} * {name})",
                    lambda name=name: f"sum([np.sin(e) for row in {name} for e in row])",
                ]
        return rng.choice(forms)() if forms else f"np.sin({self.leaf(True)})"

    def comprehension(self, name: str) -> str:
        """A number made of the elements of an array."""
        rng = self.rng
        c = rng.choice(THRESHOLDS)
        element = rng.choice(("np.sin({e})", "{e} * {e}", "{e} * {o}", "np.tanh({e} + {o})"))
        element = element.format(e="e", o=self.leaf())
        test = rng.choice(("", "", f" if e > {c}", f" if e * {self.leaf()} < {c}"))
        same = rng.choice(self.names(self.kinds[name]))
        return rng.choice(
            (
                f"sum([{element} for e in {name}{test}])",
                f"sum({element} for e in {name}{test})",
                f"sum(l * {element} for l, e in enumerate({name}))",
                f"sum([e * o for e, o in zip({name}, {same})])",
                f"sum([{element} for e in {name} for o in (1, 2){test}])",
                f"max([{element} + 0.1 * l for l, e in enumerate({name})])",
                f"np.sum(np.array([{element} for e in {name}]))",
            )
        )

    def vector(self, kind: str, depth: int) -> str:
        """An expression whose value is a new array of that kind."""
        rng = self.rng
        part = self.part
        matrices = self.names("m")
        forms: list[Callable[[], str]] = [
            lambda: f"np.{rng.choice(('sin', 'cos', 'tanh'))}({part(kind)})",
            lambda: f"{part(kind)} * {self.scalar(depth - 1)}",
            lambda: f"0.5 * {part(kind)} + {part(kind)}",
            lambda: f"np.sin({part(kind)} * {part(kind)})",
            lambda: f"np.tanh({part(kind)} + {self.scalar(depth - 1)})",
            lambda: f"np.sin({part(kind)} - {part(kind)})",
            lambda: f"np.array([{', '.join(self.scalar(1) for _ in range(int(kind[1])))}])",
            lambda: f"np.array([np.sin(e) * {self.leaf()} for e in {part(kind)}])",
            lambda: (
                f"np.where({part(kind)} > {rng.choice(THRESHOLDS)}, {part(kind)}, 0.5 * {part(kind)})"
            ),
        ]
        if kind == "v2" and matrices and self.names("v3"):
            forms += [lambda: f"np.sin({matrices[0]} @ {part('v3')})"] * 2
        if kind == "v3" and matrices and self.names("v2"):
            forms += [lambda: f"np.sin({part('v2')} @ {matrices[0]})"] * 2
        return rng.choice(forms)()

    def part(self, kind: str) -> str:
        """An array of that kind, or a view of one: never bound to a name as it is."""
        rng = self.rng
        forms = self.names(kind) * 3 + [f"{v}[::-1]" for v in self.names(kind)]
        if kind == "v2":
            forms += [f"{v}[{s}]" for v in self.names("v3") for s in ("1:", ":-1", "::2")]
            forms += [f"{m}[:, {self.index('v3')}]" for m in self.names("m")]
        else:
            forms += [f"{m}[{self.index('v2')}]" for m in self.names("m")]
        return rng.choice(forms) if forms else f"np.full({kind[1]}, {self.leaf(True)})"
