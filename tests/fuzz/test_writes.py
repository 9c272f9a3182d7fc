"""Writes in place that other names, or other functions, can see: right, or refused."""

# mypy: allow-untyped-defs, allow-untyped-calls
# The programs are written as users write them.

from __future__ import annotations

import operator
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adcompile import value_and_grad
from adcompile.diagnostics import AdcompileError
from tests.fuzz.check import numeric, same
from tests.fuzz.generate import copied

V = np.array([1.3, -0.4, 0.7])
CASES: list[Any] = []
pytestmark = pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")


def case(*args: Any, broken: str = "") -> Callable[[Any], Any]:
    """A program at some arguments; `broken` says why it is known to fail."""

    def collect(function: Any) -> Any:
        marks = [pytest.mark.xfail(reason=broken)] if broken else []
        CASES.append(pytest.param(function, args, id=function.__name__, marks=marks))
        return function

    return collect


def doubled(x):
    x *= 2
    return x


def sine_and(x):
    s = np.sin(x)
    return s, s * x


@case(V)
def two_names(x):
    a = x * 2
    b = a
    a += 1
    return np.sum(a * b)


@case(V)
def chained(x):
    a = b = x * 2
    a += 1
    return np.sum(a * b)


@case(V)
def in_a_tuple(x):
    a = x * 2
    t = (a, 1)
    a += 1
    return np.sum(t[0] * a)


@case(V)
def view_then_write(x):
    a = x * 1
    v = a[1:]
    a[2] = 5.0
    return np.sum(v * a[0])


@case(V)
def view_of_one_element(x):
    a = x * 1
    v = a[..., 0]
    a[0] = 7.0
    return v * a[1]


@case(V)
def store_over_one_element(x):
    v = np.zeros(3)
    v[0] = x[0]
    v[..., 0] = x[1]
    return np.sum(v**2)


@case(V)
def write_through_view(x):
    a = x * 1
    v = a.T
    v[0] = 5.0
    return np.sum(a**2)


@case(V)
def write_through_require(x):
    v = np.require(x)
    v[0] = 0.0
    return np.sum(x * v)


@case(V)
def helper_writes(x):
    y = doubled(x)
    return np.sum(x * y)


@case(V)
def helper_writes_result_unused(x):
    doubled(x)
    return np.sum(x * x)


@case(V)
def underscore_is_a_name(x):
    _, y = sine_and(x)  # noqa: RUF059
    return np.sum(_)


@case(V)
def item_times(x):
    a = np.ones(3)
    a[1] *= x[0]
    a[:2] *= x[1]
    return np.sum(a)


@case(V)
def item_divided(x):
    a = x * 1
    a[0] /= x[1]
    return np.sum(a)


@case(V)
def item_power(x):
    a = x * x
    a[0] **= 3
    return np.sum(a)


@case(0.6)
def number_plus(x):
    y = np.tanh(x)
    y += x
    return y


@case(0.6)
def number_squared(x):
    x *= x
    return x


@case(V)
def sum_doubled(x):
    m = np.sum(x)
    m += m
    return np.sum(m * x)


@case(np.array(0.3))
def zero_dimensional(x):
    x[...] = x * x
    return x * 1


@case(np.array(0.3), V)
def number_grows(x, y):
    b = 1.5 * x
    b += y
    return np.sum(b * b)


@case(V)
def leading_axes(x):
    a = np.zeros(3)
    a[...] = x[None]
    return np.sum(a**2)


@case(V)
def integers(x):
    a = np.zeros(3, dtype=int)
    a[:] = x
    return np.sum(a * x)


@case(V)
def fill(x):
    a = x * 2
    a.fill(1.5)
    return np.sum(a)


@case(V)
def sort(x):
    a = x * 2
    a.sort()
    return a[0]


@case(V)
def fill_argument(x):
    x.fill(1.5)
    return np.sum(x)


@case(V)
def out_of_ufunc(x):
    a = x * 1
    np.exp(a, out=a)
    return np.sum(a)


@case(V)
def out_by_position(x):
    a = x * 1
    np.exp(a, a)
    return np.sum(a)


@case(V)
def out_of_sum(x):
    a = np.zeros(3)
    np.cumsum(x, out=a)
    return np.sum(a)


@case(V)
def copyto(x):
    a = x * 2
    np.copyto(a, 3.0)
    return np.sum(a)


@case(np.ones((2, 2)))
def fill_diagonal(x):
    a = x * 2
    np.fill_diagonal(a, 0)
    return np.sum(a)


@case(V)
def put(x):
    a = x * 2
    a.put(0, 5.0)
    return np.sum(a)


@case(V)
def add_at(x):
    a = x * 2
    np.add.at(a, [0, 0], x[0])
    return np.sum(a)


@case(V)
def shuffle(x):
    a = x * 2
    np.random.default_rng(0).shuffle(a)
    return a[0]


@case(V)
def operator_iadd(x):
    a = x * 2
    operator.iadd(a, x)
    return np.sum(a * x)


C = np.arange(1.0, 4.0)


@case(V)
def windows_of_data(x):
    y = C * 1
    w = np.lib.stride_tricks.sliding_window_view(y, 2)
    y[1] = 7.0
    return np.sum(w[:, 0] * x[1:])


@case(V)
def strided(x):
    y = C * 1
    w = np.lib.stride_tricks.as_strided(y, (3,), (8,))
    y[1] = 7.0
    return np.sum(w * x)


@case(V)
def array_without_a_copy(x):
    y = x * 1
    w = np.array(y, copy=None)
    w[1] = 7.0
    return np.sum(y * x)


@case(V)
def trimmed(x):
    y = C * 1
    t = np.trim_zeros(y)
    y[1] = 5.0
    return np.sum(t * x)


@case(V)
def swapped_bytes(x):
    y = C * 1
    y.byteswap(inplace=True)
    return np.sum(y * x)


@case(V)
def set_field(x):
    y = x * 1
    y.setfield(3.0, float)
    return np.sum(y * x)


@case(np.array([1.0, np.inf, 2.0]))
def infinity_in_place(x):
    y = 1 / x
    np.nan_to_num(y, copy=False)
    return np.sum(y)


@case(V)
def positional_out(x):
    y = np.ones(3)
    np.cumsum(x, 0, None, y)
    x.clip(-0.1, 0.8, y[::-1])
    return np.sum(y * x)


@case(V)
def out_of_a_reduction(x):
    y = np.ones(3)
    np.multiply.reduce(np.outer(x, x), axis=0, out=y)
    return np.sum(y)


@case(V)
def one_array_twice_in_a_list(x):
    items = []
    for _ in range(2):
        items.append(x)
    items[0][0] = 3.0
    return np.sum(items[1] * x)


@case(V)
def array_at_two_places(x):
    items = [x * k for k in range(3)]
    for k in range(2):
        items[k] = items[k + 1]
        items[k][1] *= x[0]
    return np.sum(items[2] * x) + np.sum(items[0])


@pytest.mark.parametrize(("function", "args"), CASES)
def test_right_or_refused(function: Any, args: tuple[Any, ...]) -> None:
    wrt = tuple(range(len(args)))
    given = tuple(map(copied, args))
    try:
        value, grads = value_and_grad(function, wrt)(*given)
    except AdcompileError:
        return
    assert all(map(same, given, args))
    np.testing.assert_allclose(value, function(*map(copied, args)), rtol=1e-14)
    for g, expected in zip(grads, numeric(function, args, wrt)):
        np.testing.assert_allclose(g, expected, rtol=1e-6, atol=1e-6)


def test_arguments_that_share_memory_are_refused_when_one_is_written() -> None:
    def f(x, y):
        x[0] = 5.0
        return np.sum(x * y)

    with pytest.raises((AdcompileError, ValueError, TypeError)):
        value_and_grad(f, (0, 1))(V.copy(), V.copy()[:])
        both = V.copy()
        value_and_grad(f, (0, 1))(both, both)


def element_of_a_list_under_another_name(x):
    items = []
    for k in range(3):
        items.append(x * k)
    second = items[1]
    for k in range(3):
        items[k] *= x
    return np.sum(second * items[2])


def element_of_a_comprehension(x):
    items = [x * k for k in range(3)]
    y = items[1]
    items[1] += x
    return np.sum(y * x)


def one_array_at_two_places(x):
    items = []
    for _ in range(2):
        items.append(x)
    items[0] += 1.0
    return np.sum(items[1] * x)


@pytest.mark.parametrize(
    "function",
    [element_of_a_list_under_another_name, element_of_a_comprehension, one_array_at_two_places],
)
def test_an_array_in_a_list_under_another_name_is_not_changed_unseen(function: Any) -> None:
    with pytest.raises((TypeError, AdcompileError), match="is changed in place while"):
        value_and_grad(function)(V.copy())


@pytest.mark.parametrize("kind", ["list", "dict"])
def test_an_array_in_a_container_is_changed_under_its_own_name(kind: str) -> None:
    def in_a_list(x):
        w = x * 1.0
        items = [w]
        items[0] += x**2
        return np.sum(w**2)

    def in_a_dict(x):
        items = {"a": x * 1.0}
        y = items["a"]
        y[0] = x[1]
        items["a"] *= 2
        return np.sum(y * x)

    function = in_a_list if kind == "list" else in_a_dict
    value, (g,) = value_and_grad(function, (0,))(V.copy())
    np.testing.assert_allclose(value, function(V.copy()), rtol=1e-14)
    np.testing.assert_allclose(g, numeric(function, (V,), (0,))[0], rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    "statement", ["np.asarray(W)[...] += v", "w = np.asarray(W); w += v", "W[0] = v[0]"]
)
@pytest.mark.parametrize("head", ["if True:", "for _ in range(2):"])
def test_a_write_to_captured_data_is_refused(head: str, statement: str, tmp_path: Path) -> None:
    text = f"import numpy as np\nW = np.ones(3)\ndef f(v):\n    {head}\n        {statement}\n    return np.sum(W * v)\n"
    path = tmp_path / "captured.py"
    path.write_text(text)
    space: dict[str, Any] = {"__name__": "captured"}
    exec(compile(text, str(path), "exec"), space)
    with pytest.raises(AdcompileError):
        value_and_grad(space["f"])(V.copy())
    assert np.all(space["W"] == 1.0)
