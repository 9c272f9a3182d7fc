"""SSA in, SSA out: a program that went through the IR behaves as the one that was written.

The golden cases do the same in tests/test_golden.py; here are programs without a derivative.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import pipeline
from adcompile.backend.load import load
from adcompile.frontend.read import read

OFFSET = 3
NAMES: dict[str, Any] = {"a": 1, "b": [2, 3]}


def order_of_effects(x: Any) -> Any:
    print("first", x)
    y = x + 1
    print("second", y, sep=", ", end="!\n")
    return y


def integers(x: Any, y: Any) -> Any:
    return x // y, x % y, -x, ~x, x << 2, x >> 1, x & y, x | y, x ^ y, x**2


def comparisons(x: Any, y: Any) -> Any:
    return x < y, x <= y, x == y, x != y, x > y, x >= y, not x


def chained(x: Any, y: Any) -> Any:
    return 0 < x < y <= 10, x in (1, 2, 3), y not in [1], x is None


def short_circuit(x: Any, y: Any) -> Any:
    return x and y / x, x or y, (y if x else -y)


def strings(x: Any, y: Any) -> Any:
    text = f"{x:>5}|{y!r}|{x + y:.2f}"
    return text, text.upper(), "-".join(["a", str(x)]), text[1:]


def containers(x: Any, y: Any) -> Any:
    pair = x, y
    both = [*pair, x + y]
    named = {"first": x, "rest": both}
    return named, both[-1], len(both), tuple(both), pair[0]


def unpacking(x: Any, y: Any) -> Any:
    a, (b, c) = x, (y, x * y)
    a, b = b, a
    [d, e] = a, c
    return a, b, c, d, e


def walrus(x: Any, y: Any) -> Any:
    z = (w := x + y) * w
    return z, w


def captured(x: Any, y: Any) -> Any:
    return x * OFFSET + NAMES["a"], NAMES["b"][1] * y, math.pi


def keyword_calls(x: Any, y: Any) -> Any:
    return divmod(x, y), round(x / y, ndigits=2), max(x, y), int("12", base=8), pow(x, 2, 5)


def starred_calls(x: Any, y: Any) -> Any:
    args = (x, y)
    options = {"ndigits": 1}
    return max(*args), round(x / y, **options)


def comprehensions(x: Any, y: Any) -> Any:
    return [k * x for k in range(y)], dict.fromkeys((x, y), y), sum(k for k in range(x))


def asserts(x: Any, y: Any) -> Any:
    assert x < y, f"{x} is not below {y}"
    return x


def deletes(x: Any, y: Any) -> Any:
    z = x + y
    del z
    z = x
    return z


def imports(x: Any, y: Any) -> Any:
    import math as m
    from operator import mul

    return m.hypot(x, y), mul(x, y)


def nothing(x: Any, y: Any) -> None:
    pass


def keyword_only(x: Any, y: Any = 2, /, z: Any = 3, *, w: Any = 4) -> Any:
    return x + y * z - w


PROGRAMS: list[Callable[..., Any]] = [
    integers, comparisons, chained, short_circuit, strings, containers, unpacking, walrus, captured,
    keyword_calls, starred_calls, comprehensions, asserts, deletes, imports, nothing,
]  # fmt: skip


def replayed(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function again, from its IR."""
    emitted = pipeline.replay(pipeline.front(read(function)))
    again = load(emitted)
    for name, reference in emitted.captures.items():
        again.__globals__[name] = reference.read()
    return again


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda f: f.__name__)
def test_program_comes_back(program: Callable[..., Any]) -> None:
    want = program(2, 7)
    got = replayed(program)(2, 7)
    assert got == want
    assert repr(got) == repr(want)


def test_effects_keep_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    order_of_effects(1)
    want = capsys.readouterr().out
    replayed(order_of_effects)(1)
    assert capsys.readouterr().out == want


def test_parameters_keep_their_kinds() -> None:
    again = replayed(keyword_only)
    assert again(1) == keyword_only(1)
    assert again(1, 5, z=6, w=7) == keyword_only(1, 5, z=6, w=7)
    with pytest.raises(TypeError):
        again(1, y=5)


def test_an_assertion_fails_as_it_did() -> None:
    with pytest.raises(AssertionError, match="7 is not below 2"):
        replayed(asserts)(7, 2)


def writes(x: Any) -> Any:
    y = np.zeros(4)
    y[1:3] = x
    y[0] += 2.0
    z = y.copy()
    z *= 3
    return y, z


def test_writes_happen_in_place() -> None:
    for got, want in zip(replayed(writes)(np.ones(2)), writes(np.ones(2))):
        assert np.array_equal(got, want)


def test_captured_values_are_read_when_called(monkeypatch: pytest.MonkeyPatch) -> None:
    again = pipeline.replay(pipeline.front(read(captured)))
    assert again.captures["OFFSET"].read() == 3
    monkeypatch.setitem(globals(), "OFFSET", 5)
    assert again.captures["OFFSET"].read() == 5
