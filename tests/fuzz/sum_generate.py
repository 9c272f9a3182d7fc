"""Random programs of loops that nearly only add up: most can be fused, the others look as if they could.

A loop over an array adds to numbers, to a vector and to elements; now and then it reads what it has added so far,
stores what another iteration reads, is left early, or what it reads is written to behind it.
"""

from __future__ import annotations

import random
from typing import ClassVar

import numpy as np

from tests.fuzz.flow_generate import FlowProgram

__all__ = ["SumProgram", "generate"]

COPIES = 40
RETURNS = (
    "s + 2 * t + np.sum(z * c)",
    "(s + t) / len(x) + u + np.sum(p)",
    "s + np.sum(z * w[0])",
    "s * 3 - t + np.sum(p * w)",
    "s + t * u + np.sum(p)",
)
BETWEEN = ("y[1] = c", "z[0] = 0.5 * c", "y = np.sin(y)", "w[0] = 0.3")


class SumProgram(FlowProgram):
    """Compiled for its arguments, as loops are fused where their shapes are known."""

    special: ClassVar[bool] = True


def generate(seed: int) -> FlowProgram:
    """The random program of a seed.

    >>> generate(3).text == generate(3).text
    True
    """
    from tests.fuzz.flow_check import is_sound

    params = ("x", "y", "w", "c", "where")
    for copy in range(COPIES):
        rng = random.Random(f"sums/{seed}/{copy}")
        numbers = np.random.default_rng(rng.randrange(10**9))
        floats = [numbers.uniform(-1, 1, size) for size in (4, 4, 3)]
        args = (*floats, 0.7, numbers.integers(0, 4, 4))
        program = SumProgram(seed, Writer(rng).write(), params, args, (), (0, 1, 2, 3))
        if is_sound(program):
            return program
    return SumProgram(seed, "    return np.sum(x)\n", ("x",), (np.ones(2),), (), (0,))


class Writer:
    """Writes the body of a program."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.count = 0

    def write(self) -> str:
        rng = self.rng
        lines = ["s = 0.0", "t = 0.0", "u = 1.0"]
        lines += ["z = np.zeros(4)", "p = np.zeros(3)", "y = y * 1.0"]
        for _ in range(rng.randint(1, 2)):
            lines += self.loop()
            if rng.random() < 0.3:
                lines.append(rng.choice(BETWEEN))
        lines.append(f"return {rng.choice(RETURNS)}")
        return "".join(f"    {line}\n" for line in lines)

    def loop(self) -> list[str]:
        """A loop over `x` or `y`, in one of three forms."""
        match self.rng.randrange(4):
            case 0 | 1:
                return [
                    "for i in range(4):",
                    "    v = x[i]",
                    *self.body("    ", ["v", "c"], 0, "i"),
                ]
            case 2:
                return ["for i, v in enumerate(x):", *self.body("    ", ["v", "c"], 0, "i")]
            case _:
                over = self.rng.choice(("x", "y"))
                return [f"for v in {over}:", *self.body("    ", ["v", "c"], 0, "")]

    def body(self, indent: str, names: list[str], depth: int, index: str) -> list[str]:
        """Statements that read the numbers `names`, and elements where there is an index."""
        known = list(names)
        lines: list[str] = []
        for _ in range(self.rng.randint(1, 4)):
            lines += self.statement(indent, known, depth, index)
        return lines

    def statement(self, indent: str, known: list[str], depth: int, index: str) -> list[str]:
        rng, inner = self.rng, indent + "    "
        match rng.choices(range(11), (5, 5, 2, 1, 1, 2, 1, 2, 2, 1, 2))[0]:
            case 0:
                text = self.value(known)
                return [f"{indent}{self.new(known)} = {text}"]
            case 1:
                return [
                    f"{indent}{rng.choice('st')} {rng.choice(('+=', '+=', '-='))} {self.value(known)}"
                ]
            case 2:
                return [f"{indent}s = s + {self.value(known)}"]
            case 3:
                return [f"{indent}u = u {rng.choice('+*')} {self.value(known)}"]
            case 4:  # of what was added so far
                return [f"{indent}s += {self.value([*known, 't'])}"]
            case 5 if depth < 2:
                test = f"{indent}if {rng.choice(known)} > {rng.choice((0.1, -0.3))}:"
                lines = [test, *self.body(inner, known, depth + 1, index)]
                if rng.random() < 0.5:
                    lines += [f"{indent}else:", *self.body(inner, known, depth + 1, index)]
                return lines
            case 6 if depth < 2:
                head = f"{indent}for v{depth} in {rng.choice('yw')}:"
                return [head, *self.body(inner, [*known, f"v{depth}"], depth + 1, index)]
            case 7 if index:
                place = rng.choice((index, index, f"{index} // 2", "0"))
                return [f"{indent}z[{place}] {rng.choice(('=', '=', '+='))} {self.value(known)}"]
            case 8 if index:
                place = rng.choice((index, index, f"-1 - {index}", f"where[{index}]"))
                return [f"{indent}{self.new(known)} = {rng.choice('zxy')}[{place}]"]
            case 9:
                left = rng.choice(("break", "continue"))
                return [f"{indent}if {rng.choice(known)} > 0.9:", f"{inner}{left}"]
            case _:  # of what no iteration changes
                func = rng.choice(("sin", "exp", "cos"))
                return [f"{indent}p = p + np.{func}(w) * {self.value(known)}"]

    def new(self, known: list[str]) -> str:
        """Another name, for a number."""
        self.count += 1
        known.append(f"a{self.count}")
        return known[-1]

    def value(self, known: list[str], depth: int = 0) -> str:
        """A number made of some."""
        rng = self.rng
        match rng.choices(range(5), (0 if depth == 0 else 3, 2, 2, 2, 1))[0] if depth < 3 else 0:
            case 0:
                return rng.choice(known)
            case 1:
                return f"({self.value(known, depth + 1)} * {self.value(known, depth + 1)})"
            case 2:
                return f"({self.value(known, depth + 1)} + {self.value(known, depth + 1)})"
            case 3:
                return f"np.{rng.choice(('sin', 'cos', 'tanh'))}({self.value(known, depth + 1)})"
            case _:
                return f"({self.value(known, depth + 1)} * {rng.choice((0.2, -0.5, 2))})"
