"""Random programs of several functions, some of which call themselves: both halves against the complex step.

A program is helpers of two to ten statements, which call each other, and a function that calls them: once, several
times, in a loop, in a branch.  Everything is analytic, so the oracle is exact to rounding.
"""

from __future__ import annotations

import contextlib
import io
import random
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import jacfwd
from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.diagnostics import AdcompileWarning
from adcompile.frontend.read import read_text
from tests import oracles

UNARY = ("np.sin({})", "np.cos({})", "np.tanh({})", "0.5 * {}", "{} * {}", "np.exp(-0.1 * {} * {})")
BINARY = ("{} + {}", "{} - {}", "{} * {}", "{} / (2 + {} * {})")


class Generator:
    """The text of one program; `x` is an array, `s` and `t` are numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.helpers: list[tuple[str, bool, bool]] = []  # name, calls itself, gives two values

    def expression(self, names: list[str]) -> str:
        a, b = self.random.choice(names), self.random.choice(names)
        if self.random.random() < 0.5:
            return self.random.choice(UNARY).replace("{}", a)
        return self.random.choice(BINARY).format(a, b, b)

    def call(self, indent: str, names: list[str], target: str, depth: str) -> list[str]:
        """A call of a helper, its results made one number."""
        name, recursive, pair = self.random.choice(self.helpers)
        last = f", {depth}" if recursive else ""
        args = f"x, {self.random.choice(names)}{last}"
        if self.random.random() < 0.3:
            args = args.replace("x,", "0.9 * x,", 1)
        if pair:
            return [
                f"{indent}{target}, more = {name}({args})",
                f"{indent}{target} = {target} * more",
            ]
        return [f"{indent}{target} = {name}({args})"]

    def body(self, names: list[str], count: int) -> list[str]:
        lines: list[str] = []
        for k in range(count):
            target = f"v{k}"
            kind = self.random.random()
            if kind < 0.12:
                lines += [
                    f"    {target} = 0.5",
                    f"    for k in range({self.random.randint(1, 3)}):",
                ]
                lines += [f"        {target} = {target} * {self.expression(names)} + k"]
            elif kind < 0.24:
                lines += [f"    if {self.random.choice(['n % 2', 'n > 1'])}:"]
                lines += [f"        {target} = {self.expression(names)}", "    else:"]
                lines += [f"        {target} = {self.expression(names)}"]
            elif kind < 0.34:
                lines += [f"    {target} = np.sum(x * {self.random.choice(names)}) * 0.3"]
            elif kind < 0.5 and self.helpers:
                lines += self.call("    ", names, target, str(self.random.randint(0, 2)))
            else:
                lines += [f"    {target} = {self.expression(names)}"]
            names.append(target)
        return lines

    def helper(self, k: int) -> None:
        recursive, pair = self.random.random() < 0.6, self.random.random() < 0.3
        name = f"h{k}"
        names = ["s"]
        head = f"def {name}(x, s, n):" if recursive else f"def {name}(x, s, n=2):"
        lines = [head]
        if recursive:
            base = "s * x[0]" if self.random.random() < 0.5 else "s"
            lines += [
                "    if n <= 0:",
                f"        return {base}, np.cos(s)" if pair else f"        return {base}",
            ]
        lines += self.body(names, self.random.randint(2, 9))
        if recursive:
            inner = f"{name}({self.random.choice(['x', 'np.sin(x)'])}, {self.random.choice(names)} * 0.5, n - 1)"
            lines += [f"    a, b = {inner}" if pair else f"    a = {inner}"]
            names += ["a", "b"] if pair else ["a"]
            lines += [f"    w = a * {self.random.choice(names)} + {self.expression(names)}"]
            names.append("w")
        lines += [
            f"    return {names[-1]}, {self.expression(names)}"
            if pair
            else f"    return {names[-1]}"
        ]
        self.lines += [*lines, "", ""]
        self.helpers.append((name, recursive, pair))

    def program(self) -> str:
        for k in range(self.random.randint(1, 3)):
            self.helper(k)
        lines, names = ["def f(x, s):", "    n = 3"], ["s"]
        for k in range(self.random.randint(1, 3)):
            lines += self.call("    ", names, f"c{k}", str(self.random.randint(0, 3)))
            names.append(f"c{k}")
        if self.random.random() < 0.5:
            lines += ["    total = 0.0", f"    for k in range({self.random.randint(1, 3)}):"]
            lines += self.call("        ", names, "c", "k")
            lines += ["        total = total + c"]
            names.append("total")
        lines += [f"    return {' + '.join(f'np.sin({name})' for name in names)}"]
        return "\n".join([*self.lines, *lines]) + "\n"


def functions(text: str) -> Callable[..., Any]:
    """The last function of a program."""
    return read_text(text, namespace={"np": np}).function


X, S = np.array([0.3, -0.7, 0.9]), 0.6


@pytest.mark.parametrize("seed", range(24))
def test_programs_of_functions(seed: int) -> None:
    text = Generator(seed).program()
    f = functions(text)
    x = X.copy()
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore", AdcompileWarning)
        want = [oracles.gradient(f, [X, S], k, True) for k in (0, 1)]
        for optimize in (True, False):
            derivative = Derivative(f, (0, 1), Options("value_and_grad", optimize=optimize))
            for value, gradients in (derivative(x, S), derivative.function(x, S)):
                assert value == f(X, S), text
                for got, expected in zip(gradients, want):
                    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-9, err_msg=text)
            tangent = Derivative(f, (0, 1), Options("jvp", optimize=optimize))
            _, along = tangent._pushforward((x, S), (X, 2.0))
            expected = np.sum(want[0] * X) + 2 * want[1]
            np.testing.assert_allclose(along, expected, rtol=1e-9, atol=1e-9, err_msg=text)
        np.testing.assert_array_equal(x, X)
        if seed % 4 == 0:
            second = jacfwd(Derivative(f, 1, Options("grad")), argnums=1)(x, S)
            slope = Derivative(f, 1, Options("grad"))
            differences = (slope(x, S + 1e-6) - slope(x, S - 1e-6)) / 2e-6
            np.testing.assert_allclose(second, differences, rtol=1e-4, atol=1e-4, err_msg=text)
