"""Random programs with objects: `python -m tests.fuzz.objects --count 1000 --seed 0`.

A function of an object and an array reads and sets attributes, calls methods, keeps arrays of attributes under
other names, writes into them, walks over parts, in branches and loops.  Value, gradient in both and the state
of the object are compared with plain Python and differences.
"""

from __future__ import annotations

import argparse
import collections
import linecache
import random
import sys
import types
import warnings
from typing import Any

import numpy as np

from adcompile import value_and_grad
from adcompile.diagnostics import AdcompileError
from tests import oracles_inside as oracle

__all__ = ["check", "program"]

HEAD = """
import numpy as np


class Part:
    def __init__(self, w):
        self.w = w

    def scaled(self, v):
        return self.w * v

    def grow(self, v):
        self.w = self.w + 0.1 * v


class Box:
    def __init__(self, u, v, s, parts):
        self.u, self.v, self.s, self.parts = u, v, s, parts
        self.n = 0

    def scale(self, k):
        self.n += 1
        self.u = self.u * k

    def bump(self, v):
        self.u[1:] += v

    def swap(self):
        self.u, self.v = self.v, self.u

    def get(self):
        return self.v

    @property
    def total(self):
        return np.sum(self.u) * self.s

    def mixed(self, x):
        if self.s > 0.5:
            self.v = self.v + x
            return self.s * x
        return x - self.v
"""


class Writer:
    """One program being written."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = ["x"]  # arrays of length 4
        self.lines: list[str] = []
        self.depth = 1

    def add(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def array(self) -> str:
        return self.random.choice([*self.names, "b.u", "b.v", "b.get()", "b.mixed(x)"])

    def number(self) -> str:
        part = f"b.parts[{self.random.randrange(2)}]"
        choices = ["b.s", f"{part}.w", "b.total / 8", "np.sum(x) / 4", f"{part}.scaled(b.s)", "0.7"]
        return self.random.choice(choices)

    def expression(self) -> str:
        forms = [
            f"np.sin({self.array()})",
            f"{self.array()} * {self.number()}",
            f"{self.array()} + 0.5 * {self.array()}",
            f"np.tanh({self.array()} - {self.array()})",
        ]
        return self.random.choice(forms)

    def statement(self, level: int) -> None:
        pick = self.random.randrange(15 if level < 2 else 12)
        match pick:
            case 0 | 1:
                self.add(f"b.{self.random.choice('uv')} = {self.expression()}")
            case 2:
                self.add(f"b.s = 0.9 * {self.number()} + 0.1")
            case 3:
                self.add(f"b.scale({self.random.choice(['0.9', 'b.s', 'np.cos(b.s)'])})")
            case 4:
                self.add(f"b.bump({self.number()})")
            case 5:
                self.add("b.swap()")
            case 6:
                name = f"a{len(self.names)}"
                self.add(f"{name} = {self.array()}")
                if level == 0:
                    self.names.append(name)
            case 7:
                target = self.random.choice([*self.names[1:], "b.u", "b.v"])
                self.add(f"{target}[{self.random.choice(['0', '1:', '::2'])}] *= 0.8")
            case 8:
                target = self.random.choice([*self.names[1:], "b.u", "b.v"])
                self.add(f"{target}[{self.random.randrange(4)}] = {self.number()}")
            case 9:
                self.add(f"b.parts[{self.random.randrange(2)}].grow({self.number()})")
            case 10:
                target = self.random.choice([*self.names[1:], "b.u", "b.v"])
                self.add(f"{target} += {self.random.choice(['0.1', '0.1 * x', 'b.s'])}")
            case 11:
                self.add(f"b.{self.random.choice('uv')} = {self.array()}")
            case 12:
                self.add(f"if {self.number()} > {self.random.choice(['0.3', 'b.parts[0].w'])}:")
                self.block(level)
                if self.random.random() < 0.5:
                    self.add("else:")
                    self.block(level)
            case 13:
                self.add(f"for k in range({self.random.randrange(1, 4)}):")
                self.block(level)
            case 14:
                self.add("for p in b.parts:")
                self.depth += 1
                self.add(f"b.s = b.s + 0.1 * p.scaled({self.number()})")
                self.depth -= 1
                self.block(level)

    def block(self, level: int) -> None:
        self.depth += 1
        for _ in range(self.random.randrange(1, 3)):
            self.statement(level + 1)
        self.depth -= 1

    def run(self) -> str:
        for _ in range(self.random.randrange(3, 8)):
            self.statement(0)
        names = " + ".join(f"np.sum({name} ** 2)" for name in self.names)
        self.add(f"return {names} + np.sum(b.u * b.v) + b.s * b.parts[1].w + b.total")
        return "\n".join(["def f(b, x):", *self.lines, ""])


def program(seed: int) -> tuple[Any, str]:
    """The module of a random program, and its text."""
    text = Writer(seed).run()
    name = f"case_fuzz_{seed}"
    whole = f"{HEAD}\n\n{text}"
    linecache.cache[f"<{name}>"] = (len(whole), None, whole.splitlines(True), f"<{name}>")
    module = types.ModuleType(name)
    module.__dict__["__name__"] = name
    sys.modules[name] = module
    exec(compile(whole, f"<{name}>", "exec", dont_inherit=True), module.__dict__)
    return module, text


def check(seed: int) -> str:
    """ "right", "refused", or what is wrong."""
    module, _ = program(seed)
    generator = np.random.default_rng(seed)
    parts = [module.Part(float(w)) for w in generator.uniform(0.3, 1.2, 2)]
    box = module.Box(generator.normal(size=4), generator.normal(size=4), 0.7, parts)
    x = generator.normal(size=4)
    copies = lambda: [oracle.moved(box, {}, 0.0), x.copy()]  # noqa: E731
    plain = copies()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        want = module.f(*plain)
        if not np.isfinite(want):
            return "right"
        try:
            for optimize in (True, False):
                given = copies()
                derivative = value_and_grad(module.f, (0, 1), optimize=optimize)
                value, gradients = derivative(*given)
                if not np.array_equal(value, want):
                    return f"value {value} for {want}"
                if not oracle.same_state(plain[0], given[0]) or not np.array_equal(given[1], x):
                    return "state"
                for k in (0, 1):
                    along = oracle.unit_like(copies()[k], np.random.default_rng(k))
                    wanted = oracle.derivative(module.f, copies(), k, along)
                    if not is_smooth(module.f, copies(), k, along, wanted):
                        continue
                    got = sum(np.sum(oracle.at(gradients[k], p) * u) for p, u in along.items())
                    if not np.allclose(got, wanted, rtol=1e-5, atol=1e-6):
                        return f"gradient {k}: {got} for {wanted}"
        except AdcompileError as error:
            return f"refused: {error.message}"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return "right"


def is_smooth(f: Any, args: list[Any], k: int, along: Any, wanted: Any) -> bool:
    """Do differences with a smaller step agree?"""
    there = [oracle.moved(args[k], along, t) for t in (1e-5, -1e-5)]
    values = [
        f(*(oracle.moved(a, {}, 0.0) if j != k else p for j, a in enumerate(args))) for p in there
    ]
    return bool(np.isclose((values[0] - values[1]) / 2e-5, wanted, rtol=1e-3, atol=1e-4))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.objects", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many programs")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    seen: collections.Counter[str] = collections.Counter()
    for seed in range(options.seed, options.seed + options.count):
        result = check(seed)
        kind = result.partition(":")[0].partition(" ")[0]
        seen[kind] += 1
        if kind not in ("right", "refused"):
            print(f"seed {seed}: {result}\n{program(seed)[1]}", flush=True)
        elif kind == "refused":
            seen[result] += 1
    print(dict(seen.most_common()))
    return int(any(kind.partition(":")[0] not in ("right", "refused") for kind in seen))


if __name__ == "__main__":
    sys.exit(main())
