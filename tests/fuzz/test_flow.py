"""Random programs of nested control flow, and real ones.

Long runs are `python -m tests.fuzz flow --count 100000`.
"""

from __future__ import annotations

import collections
import copy
import doctest
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.diagnostics import AdcompileWarning, UnsupportedSyntax
from tests import oracles
from tests.fuzz import flow_check, flow_generate
from tests.fuzz.flow_check import STAGES, Oracle, Outcome, check
from tests.fuzz.flow_programs import PROGRAMS, REFUSED, RealProgram
from tests.fuzz.flow_shrink import golden, shrink

CHUNK = 20
SAMPLED = [(p, True) for p in PROGRAMS] + [(p, False) for p in PROGRAMS[::5]]
NAMES = [f"{p.name}-{'optimised' if optimize else 'mirrored'}" for p, optimize in SAMPLED]
pytestmark = pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")


def stages_of(seed: int) -> Sequence[str]:
    """What is checked of a program in the ordinary run: the gradient, and one thing more."""
    others = (STAGES[0], *STAGES[2:])
    return STAGES[1], others[seed % len(others)]


@cache
def program_of(seed: int) -> flow_generate.FlowProgram:
    return flow_generate.generate(seed)


def fails(outcome: Outcome) -> bool:
    """Of arguments of unknown rank an element may be a view: then a write may be refused."""
    known = outcome.stage.startswith("gradient")
    return outcome.kind != "right" and (known or "is changed in place" not in outcome.detail)


@pytest.mark.parametrize("first", range(0, 240, CHUNK))
def test_programs(first: int) -> None:
    """`python -m tests.fuzz flow --seed 7 --count 1` shows a smaller program that fails alike."""
    found = [
        (seed, check(program_of(seed), stages_of(seed))) for seed in range(first, first + CHUNK)
    ]
    assert [f"seed {seed}: {o}" for seed, o in found if fails(o)] == []


# -- real programs ------------------------------------------------------------------------


def fresh(program: RealProgram) -> list[Any]:
    return [copy.deepcopy(a) for a in program.args]


def unchanged(program: RealProgram, args: Sequence[Any]) -> bool:
    """Are the arguments what they were?"""
    return all(
        np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b
        for a, b in zip(args, program.args)
    )


@cache
def expected(program_name: str) -> list[Any]:
    """The gradients of a program, by extrapolated differences."""
    program = next(p for p in PROGRAMS if p.name == program_name)

    def function(*args: Any) -> Any:
        return program.function(*copy.deepcopy(args))

    return [oracles.gradient(function, fresh(program), k) for k in program.argnums]


@pytest.mark.parametrize("program, optimize", SAMPLED, ids=NAMES)
def test_gradient_of_a_real_program(program: RealProgram, optimize: bool) -> None:
    args = fresh(program)
    options = Options("value_and_grad", optimize=optimize)
    derivative: Any = Derivative(program.function, program.argnums, options)
    value, grads = derivative(*args)
    assert unchanged(program, args)
    np.testing.assert_allclose(value, program.function(*fresh(program)), rtol=1e-13)
    for k, g, want in zip(program.argnums, grads, expected(program.name), strict=True):
        assert type(g) is type(program.args[k])
        np.testing.assert_allclose(g, want, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("program", PROGRAMS[1::4], ids=lambda program: program.name)
def test_tangent_of_a_real_program(program: RealProgram) -> None:
    args = fresh(program)
    derivative: Any = Derivative(program.function, program.argnums, Options("jvp"))
    generator = np.random.default_rng(1)
    v = [oracles.random_like(program.args[k], generator) for k in program.argnums]
    value, dot = derivative.function(*args, *v)
    assert unchanged(program, args)
    np.testing.assert_allclose(value, program.function(*fresh(program)), rtol=1e-13)
    want = sum(oracles.inner(g, d) for g, d in zip(expected(program.name), v))
    np.testing.assert_allclose(dot, want, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("program, message", REFUSED, ids=[p.name for p, _ in REFUSED])
def test_a_real_program_that_is_refused(program: RealProgram, message: str) -> None:
    derivative: Any = Derivative(program.function, program.argnums, Options("grad"))
    with pytest.raises(UnsupportedSyntax) as caught:
        derivative(*fresh(program))
    assert message in str(caught.value)


def numbers_once() -> Any:
    """A generator that has nothing to give a second time."""
    yield 0.5
    yield 1.5
    yield -0.3


def test_a_generator_is_walked_once() -> None:
    def f(x: Any, values: Any) -> Any:
        for v in values:
            x = np.sin(x) * v
        return x

    got = Derivative[..., Any](f, (0,), Options("grad"))(0.7, numbers_once())
    want = oracles.gradient(lambda x: f(x, numbers_once()), [0.7], 0)
    np.testing.assert_allclose(got, [want], rtol=1e-9)


def test_a_hundred_thousand_iterations() -> None:
    def f(x: float, n: int) -> Any:
        for i in range(n):
            x = x + 1e-5 * x * (1 - x)
        return x

    got = Derivative[..., Any](f, (0,), Options("grad"))(0.3, 100_000)
    want = oracles.directional(lambda x: f(x, 100_000), [0.3], [0], [1.0])
    np.testing.assert_allclose(got, [want], rtol=1e-8)


# -- the tools ----------------------------------------------------------------------------


def test_complex_steps_agree_with_differences() -> None:
    for seed in range(25):
        oracle = Oracle(program_of(seed))
        for g, numeric in zip(oracle.gradient(), oracle.differences(1e-4)):
            np.testing.assert_allclose(g, numeric, rtol=1e-5, atol=1e-5)


def test_programs_have_everything() -> None:
    text = "".join(program_of(seed).text.removeprefix(flow_generate.PRELUDE) for seed in range(300))
    words = "while,for,if,elif,else,break,continue,return,match,zip,enumerate,reversed,append,sum"
    counts = collections.Counter({word: text.count(word) for word in words.split(",")})
    assert min(counts.values()) >= 10, counts


def test_the_oracle_sees_a_wrong_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    program = flow_generate.FlowProgram(0, "    return x * x\n", ("x",), (0.7,), (), (0,))
    assert check(program) == Outcome("right")
    monkeypatch.setattr(flow_check.Oracle, "gradient", lambda self, *_: [np.array(9.0)])
    assert check(program).kind == "wrong"


def test_the_oracle_keeps_off_kinks() -> None:
    body = "    if x > 0.7:\n        return x\n    return 2 * x\n"
    program = flow_generate.FlowProgram(0, body, ("x",), (0.7,), (), (0,))
    assert not flow_check.is_sound(program)


def test_shrinking_leaves_what_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_with_while(program: Any, stages: Any = ()) -> Outcome:
        return Outcome("wrong" if "while " in program.body else "right", "gradient")

    monkeypatch.setattr("tests.fuzz.flow_shrink.check", fails_with_while)
    programs = [program_of(s) for s in range(40) if "while " in program_of(s).body]
    program = min(programs, key=lambda program: len(program.body))
    small, outcome = shrink(program, fails_with_while(program))
    assert outcome.kind == "wrong" and len(small.body.splitlines()) <= 6
    names: dict[str, Any] = {}
    exec(golden(small), names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AdcompileWarning)
        assert names["f"](*names["ARGS"]) is not None


def test_documentation() -> None:
    assert doctest.testmod(flow_generate).failed == 0
