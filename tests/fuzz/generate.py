"""Random straight-line programs, made by running them: a line that NumPy refuses is not taken.

program = generate(7)      # the same program for the same seed, always
print(program.text)
"""

from __future__ import annotations

import random
import re
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.fuzz import templates

__all__ = ["Program", "generate"]

NAMES = (
    "a b c d h k m p q r t u v w x y z mu g out L s0 s1 s2 result grad_x grad_L x_dot unbroadcast"
)
SIZES = (1, 2, 3)
LIMIT = 50.0  # values stay small, so that differences are exact enough
HOLE = re.compile(r"\{(\w+)\}")


def choices(text: str) -> list[str]:
    """The lines of a table of templates."""
    return text.strip().splitlines()


@dataclass(frozen=True)
class Program:
    """The text of a module whose last function is `f`, and a call of it."""

    seed: int
    lines: tuple[str, ...]  # the body of f
    params: tuple[str, ...]
    args: tuple[Any, ...]
    wrt: tuple[int, ...]
    defaults: int = 0  # how many of the last parameters have their argument as default
    aliasing: bool = False  # it may be refused

    @property
    def text(self) -> str:
        """The module."""
        named = list(self.params)
        for k in range(len(named) - self.defaults, len(named)):
            named[k] += f"={self.args[k]!r}"
        body = "".join(f"    {line}\n" for line in self.lines)
        return f"{templates.PRELUDE}def f({', '.join(named)}):\n{body}"


def generate(seed: int, aliasing: bool | None = None) -> Program:
    """The random program of a seed.

    >>> generate(3).text == generate(3).text
    True
    """
    return Writer(seed, aliasing).write()


class Writer:
    """Grows a program line by line, along with the values that its names have."""

    def __init__(self, seed: int, aliasing: bool | None = None) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.aliasing = self.rng.random() < 0.25 if aliasing is None else aliasing
        self.lines: list[str] = []
        self.base: dict[str, Any] = {}
        exec(templates.PRELUDE, self.base)
        self.reserved = set(self.base)
        self.arguments()
        self.env = self.fresh()

    def arguments(self) -> None:
        """One to four arguments, the first of them floats; at most one of integers."""
        rng = self.rng
        count = rng.choice((1, 2, 2, 3, 3, 4))
        names = rng.sample(NAMES.split(), count)
        single = rng.random() < 0.12
        self.args: dict[str, Any] = {}
        for k, name in enumerate(names):
            if k and rng.random() < 0.2:
                self.args[name] = np.array([rng.randrange(1) for _ in range(3)])
                self.args[name][1:] = rng.choice(((0, 0), (-1, 0), (0, -1)))
            else:
                self.args[name] = self.value(single)
        floats = [k for k, v in enumerate(self.args.values()) if np.result_type(v).kind == "f"]
        self.wrt = tuple(k for k in floats if k == 0 or rng.random() < 0.8)
        last = list(self.args.values())[-1]
        self.defaults = int(count > 1 and type(last) is float and rng.random() < 0.5)

    def value(self, single: bool) -> Any:
        """A float, NumPy scalar, or array of up to two axes."""
        rng = self.rng
        rank = rng.choice((0, 0, 1, 1, 1, 2, 2))
        shape = tuple(rng.choice(SIZES) for _ in range(rank))
        data = np.array([rng.uniform(-1.5, 1.5) for _ in range(int(np.prod(shape)))])
        array = data.reshape(shape)
        if single and rng.random() < 0.7:
            array = array.astype(np.float32)
        if rank == 0:
            return rng.choice((float(array), array, array[()]))
        if rank == 2 and rng.random() < 0.15:
            return np.asfortranarray(array)
        return array

    def fresh(self) -> dict[str, Any]:
        """The names before the first line."""
        return {**self.base, **{k: copied(v) for k, v in self.args.items()}}

    # -- growing --------------------------------------------------------------------------

    def write(self) -> Program:
        """The whole program."""
        for _ in range(self.rng.randrange(2, 9)):
            self.grow()
        terms = [self.term() for _ in range(self.rng.randrange(1, 4))]
        self.lines.append("return " + self.rng.choice((" + ", " + ", " - ", " * ")).join(terms))
        return Program(
            self.seed,
            tuple(self.lines),
            tuple(self.args),
            tuple(self.args.values()),
            self.wrt,
            self.defaults,
            self.aliasing,
        )

    def grow(self) -> None:
        """One more line, or a few that belong together."""
        kinds = [self.assignment] * 9 + [self.call] * 2 + [self.swap, self.rebinding]
        kinds += [self.augmented, self.augmented, self.buffer, self.buffer]
        kinds += [self.view, self.write_in_place, self.write_in_place] * (2 * self.aliasing)
        for _ in range(30):
            if self.rng.choice(kinds)():
                return

    def assignment(self) -> bool:
        return self.take(f"{self.target()} = {self.expression()}")

    def rebinding(self) -> bool:
        name = self.rng.choice(self.floats() or ["x"])
        return self.take(f"{name} = {self.expression(name)}")

    def call(self) -> bool:
        return self.take(self.fill(self.rng.choice(choices(templates.CALLS)), 1))

    def swap(self) -> bool:
        a, b = self.rng.choice(self.floats()), self.rng.choice(self.floats())
        right = self.rng.choice((f"{b}, {a}", f"{self.expression(a)}, {a}"))
        return a != b and self.take(f"{a}, {b} = {right}")

    def augmented(self) -> bool:
        """`+=` on an array that no other name sees."""
        name = self.target()
        first = f"{name} = {self.rng.choice(('1.5 * {a}', 'np.tanh({a})', '{a} - 0.5 * {a}'))}"
        if not self.take(self.fill(first, 1)):
            return False
        for _ in range(self.rng.randrange(1, 3)):
            operation = self.rng.choice(("+=", "-=", "*=", "+=", "/= 2 +"))
            self.take(f"{name} {operation} {self.fill('{a}', 1)}")
        return True

    def buffer(self) -> bool:
        """A new array, filled part by part."""
        rng = self.rng
        name = self.target()
        makers = ["np.zeros(3)", "np.zeros((2, 3))", "np.ones((3, 1))", "np.full(3, 0.5)"]
        like = ("np.zeros_like({A})", "{A}.copy()", "np.zeros({A}.shape)")
        makers += [self.fill(text, 0) for text in like]
        if not self.take(f"{name} = {rng.choice(makers)}"):
            return False
        indices = (
            "0; -1; 1:; :-1; ::2; ::-1; ...; ..., 0; [0, 0]; [0, -1]; :, 0; (0, 1); 1, :2; None"
        )
        for _ in range(rng.randrange(1, 4)):
            index = rng.choice([*indices.split("; "), f"{name} > 0.3"])
            operation = rng.choice(("=", "=", "+=", "-=", "*="))
            value = self.fill(rng.choice(("{a}", "{s}", "{c}", "{a} * {a}", name + " * {a}")), 1)
            self.take(f"{name}[{index}] {operation} {value}")
        return True

    def view(self) -> bool:
        text = self.rng.choice(choices(templates.VIEWS))
        return self.take(f"{self.target()} = {text.replace('{v}', self.named(1))}")

    def write_in_place(self) -> bool:
        text = self.rng.choice(choices(templates.ALIASING)).replace("{v}", self.named(1))
        return self.take(self.fill(text, 1))

    # -- filling in -----------------------------------------------------------------------

    def term(self) -> str:
        """A scalar made of a value of the program, a late one if possible."""
        for _ in range(40):
            text = self.fill(self.rng.choice(choices(templates.RETURNS)), 0)
            if self.good(text, scalar=True):
                return text
        return f"np.sum({self.floats()[0]})"

    def expression(self, first: str = "", depth: int = 2) -> str:
        """An expression; `first` is a name that it reads."""
        tables = (templates.UNARY, templates.BINARY, templates.ARRAYS, templates.ARRAYS)
        for _ in range(20):
            text = self.rng.choice(choices(self.rng.choice(tables)))
            if first:
                text = re.sub(r"\{[aAVM]\}", first, text, count=1)
            text = self.fill(text, depth)
            if self.good(text):
                return text
        return f"{self.floats()[0]} * 1.5"

    def fill(self, text: str, depth: int) -> str:
        """A template with its holes filled."""
        names = {"n": self.target(), "n2": self.target()}
        return HOLE.sub(lambda hole: self.hole(hole[1], depth, names), text)

    def hole(self, kind: str, depth: int, names: dict[str, str]) -> str:
        rng = self.rng
        fixed = {
            "c": ("0.5", "1.5", "-0.3", "2", "-1", "0.0"),
            "k": ("0", "1", "2"),
            "x": ("0", "-1", "1", "0", "-2"),
            "S": ("1:", ":-1", "::2", "::-1", ":2", "-2:", "1:2", "5:"),
        }
        if kind in names:
            return names[kind]
        if kind in fixed:
            return rng.choice(fixed[kind])
        if kind == "i":
            integers = [n for n, v in self.env.items() if is_index(v)]
            return rng.choice([*integers, "ORDER % 1", "[0, 0]"])
        if depth and rng.random() < 0.25:
            table = rng.choice((templates.UNARY, templates.BINARY, templates.ARRAYS))
            inner = self.fill(rng.choice(choices(table)), depth - 1)
            return inner if re.fullmatch(r"[\w.]+\([^()]*\)", inner) else f"({inner})"
        ranks = {"a": (0, 1, 2, 3), "A": (1, 2, 3), "V": (1,), "M": (2,), "s": (0,)}[kind]
        found = [n for n in self.floats() if np.ndim(self.env[n]) in ranks]
        if not found and kind == "s":
            return f"np.sum({self.floats()[-1]})"
        return rng.choice(found or self.floats())

    def target(self) -> str:
        """A name to assign, now and then one that is taken."""
        return self.rng.choice(NAMES.split())

    def named(self, rank: int) -> str:
        """The name of an array with at least so many axes, if there is one."""
        found = [n for n in self.floats() if np.ndim(self.env[n]) >= rank]
        return self.rng.choice(found or self.floats())

    def floats(self) -> list[str]:
        """The names of floating values, late ones several times."""
        names = [n for n, v in self.env.items() if n not in self.reserved and is_float(v)]
        return names + names[-3:] * 2

    # -- trying ---------------------------------------------------------------------------

    def good(self, text: str, scalar: bool = False) -> bool:
        """Can this expression be computed, into something reasonable?"""
        try:
            with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
                warnings.simplefilter("error")
                value = eval(text, dict(self.env))
        except Exception:
            return False
        return reasonable(value) and (not scalar or np.shape(value) == ())

    def take(self, line: str) -> bool:
        """Append a line, if it can be run."""
        kept = dict(self.env)
        try:
            with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
                warnings.simplefilter("error")
                exec(line, self.env)
            fine = all(reasonable(v) for n, v in self.env.items() if n in NAMES.split())
        except Exception:
            fine = False
        if fine:
            self.lines.append(line)
            return True
        self.env = kept if " = " in line and "[" not in line.split(" = ")[0] else self.again()
        return False

    def again(self) -> dict[str, Any]:
        """The values after the lines so far, run anew: a failed line may have written into them."""
        env = self.fresh()
        for line in self.lines:
            exec(line, env)
        return env


def copied(value: Any) -> Any:
    """A copy of an array; other values are immutable."""
    return value.copy(order="K") if isinstance(value, np.ndarray) else value


def is_float(value: Any) -> bool:
    """Is it a float, or a floating array?"""
    return isinstance(value, float) or getattr(getattr(value, "dtype", None), "kind", "") == "f"


def is_index(value: Any) -> bool:
    """Is it an array of integers?"""
    return isinstance(value, np.ndarray) and value.dtype.kind == "i" and value.ndim == 1


def reasonable(value: Any) -> bool:
    """Is it finite, small, and neither empty nor large?"""
    if isinstance(value, (list, tuple)):
        return all(map(reasonable, value))
    if not is_float(value):
        return isinstance(value, np.ndarray) and value.dtype.kind == "i"
    size = np.size(value)
    return 0 < size <= 40 and np.ndim(value) <= 3 and bool(np.all(np.abs(value) < LIMIT))
