"""Large programs: they compile in near-linear work, or are refused by name; never a RecursionError.

Work is counted in calls of functions, Python's and C's, which does not depend on the machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import grad
from adcompile.diagnostics import AdcompileError

STATEMENTS = ("x = np.sin(x) * w", "y = x + {k}.5", "w = w * 0.5 + y", "x = y / (2 + w * w)")


def straight_line(count: int) -> str:
    """`count` statements that read what the ones before them made."""
    lines = [STATEMENTS[k % 4].format(k=k % 7) for k in range(count)]
    return "def f(x, w):\n    " + "\n    ".join(lines) + "\n    return np.sum(x * w)\n"


def writes(count: int) -> str:
    """`count` writes, every other one through a view."""
    lines = ["x = x * w"]
    for k in range(count // 2):
        lines += [
            f"x[{k % 7}] = x[{(k + 1) % 7}] * w[{k % 5}]",
            f"v{k} = x[{k % 5}:]",
            f"v{k} *= 1.01",
        ]
    return "def f(x, w):\n    " + "\n    ".join(lines) + "\n    return np.sum(x)\n"


def loops(count: int) -> str:
    """Loops in a row: every other one is fused, the ones between hand their sum on."""
    lines = ["s = 0.0", "t = 0.0"]
    for k in range(count // 2):
        lines += [
            f"for v in x:\n        s += np.sin(v * {k}.5) * w[0]",
            f"for v in x:\n        t = np.sin(v * {k}.5 + t) * w[1]",
        ]
    return "def f(x, w):\n    " + "\n    ".join(lines) + "\n    return s + t\n"


def long_body(count: int) -> str:
    """A loop of which nobody reads the result, but the backward half all that is inside."""
    lines = ["a = v"] + [f"a = np.sin(a * a) + w[{k % 5}]" for k in range(count)] + ["s += a"]
    return (
        "def f(x, w):\n    s = 0.0\n    for v in x:\n        "
        + "\n        ".join(lines)
        + "\n    return s\n"
    )


def long_sum(terms: int) -> str:
    """One expression of many terms."""
    return "def f(x):\n    return " + " + ".join(f"x * {k}.0" for k in range(1, terms + 1)) + "\n"


def work(action: Callable[[], Any]) -> int:
    """How many functions are called."""
    count = 0

    def trace(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    previous = sys.getprofile()
    sys.setprofile(trace)
    try:
        action()
    finally:
        sys.setprofile(previous)
    return count


def compile_text(text: str, optimize: bool = True) -> str:
    argnums: Any = (0, 1) if "x, w" in text else 0
    return grad.from_source(text, argnums, namespace={"np": np}, optimize=optimize).source


@pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
def test_work_is_near_linear_in_the_statements(optimize: bool) -> None:
    compile_text(straight_line(20), optimize)
    few = work(lambda: compile_text(straight_line(200), optimize))
    many = work(lambda: compile_text(straight_line(800), optimize))
    assert many < 4 * few * 1.6


def test_work_is_near_linear_in_the_writes() -> None:
    compile_text(writes(20))
    few = work(lambda: compile_text(writes(100)))
    many = work(lambda: compile_text(writes(400)))
    assert many < 4 * few * 1.6


@pytest.mark.parametrize("program", [loops, long_body], ids=["in a row", "of many statements"])
def test_work_is_near_linear_in_loops(program: Callable[[int], str]) -> None:
    compile_text(program(10))
    few = work(lambda: compile_text(program(40)))
    many = work(lambda: compile_text(program(160)))
    assert many < 4 * few * 1.6


def test_a_long_loop_body_compiles_without_deep_recursion() -> None:
    assert grad.from_source(long_body(1000), (0, 1), namespace={"np": np}).source


def test_five_thousand_statements() -> None:
    limit = sys.getrecursionlimit()
    text = compile_text(straight_line(5000))
    assert text.count("\n") > 5000
    assert sys.getrecursionlimit() == limit


def test_sum_of_fifteen_hundred_terms() -> None:
    derivative = grad.from_source(long_sum(1500))
    assert derivative(2.0) == sum(range(1, 1501))


def test_product_of_three_hundred_factors() -> None:
    text = "def f(x):\n    return " + " * ".join(["x"] * 300) + "\n"
    assert grad.from_source(text)(1.0) == 300.0


def test_deep_parentheses_compile_or_are_refused_by_name() -> None:
    text = "def f(x):\n    return " + "-(1 + " * 80 + "x" + ")" * 80 + "\n"
    assert grad.from_source(text)(1.0) == 1.0


def test_chain_of_calls() -> None:
    text = "def f(x):\n    return " + "np.sin(" * 90 + "x" + ")" * 90 + "\n"
    assert np.isfinite(grad.from_source(text, namespace={"np": np})(0.5))


def elif_chain(branches: int) -> str:
    arms = "".join(f"    elif k == {n}:\n        x = x * {n}\n" for n in range(1, branches))
    return f"def f(x, k):\n    if k == 0:\n        x = x\n{arms}    return x\n"


def test_elif_chain() -> None:
    assert grad.from_source(elif_chain(20))(2.0, 13) == 13.0


@pytest.mark.parametrize("branches", [1500])
def test_long_elif_is_refused_at_its_line(branches: int) -> None:
    with pytest.raises(AdcompileError) as caught:
        grad.from_source(elif_chain(branches))
    assert caught.value.lineno in (2, 122)
    assert "`if`" in caught.value.message or "`elif`" in caught.value.message
    assert not isinstance(caught.value, RecursionError)


def test_many_helpers_in_a_row() -> None:
    helpers = "def h0(x):\n    return x\n" + "".join(
        f"def h{k}(x):\n    return h{k - 1}(x) * 1.01\n" for k in range(1, 60)
    )
    text = helpers + "def f(x):\n    return h59(x)\n"
    assert grad.from_source(text)(1.0) == pytest.approx(1.01**59)


@pytest.mark.parametrize("expression", ["x" + " + x" * 100_000, "-" * 100_000 + "x"])
def test_what_python_itself_cannot_parse_is_refused_at_its_line(expression: str) -> None:
    limit = sys.getrecursionlimit()
    with pytest.raises(AdcompileError, match="nested too deeply") as caught:
        grad.from_source(f"def f(x):\n    y = x\n    return {expression}\n")
    assert caught.value.lineno == 3
    assert sys.getrecursionlimit() == limit
