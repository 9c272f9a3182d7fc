"""`try` and `with`: derivatives in both modes and orders, and what is refused.

Each case is run where nothing is raised and where a handler runs, against extrapolated differences.
"""

from __future__ import annotations

import contextlib
import inspect
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from adcompile import UnsupportedSyntax, grad, transparent, value_and_grad
from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.diagnostics import AdcompileError
from tests import oracles

pytestmark = pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")


class Missing(Exception):
    """An exception of the user's own."""


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """A manager of the user's own."""
    with np.errstate(all="ignore"):
        yield


transparent(quiet)


def looked_up(x, table, key):
    try:
        s = table[key] * x
    except KeyError:
        s = x * x
    return s * s


def bound_before(x, table, key):
    s = 3 * x
    try:
        s = s * table[key]
    except KeyError:
        s = s * s
    return s * x


def skipped(x, keys, table):
    for key in keys:
        try:
            k = table[key]
        except KeyError:
            continue
        x = np.sin(k * x)
    return x


def counted(x, keys, table):
    n = 0
    for key in keys:
        try:
            x = np.sin(table[key] * x)
        except KeyError:
            n = n + 1
            x = x * x * n
    return x * n + x


def broken_off(x, keys, table):
    total = 0.0
    for key in keys:
        try:
            total = total + np.sin(x * table[key])
        except KeyError:
            break
        total = total * x
    return total


def returned_inside(x, table, key):
    try:
        return x * table[key] * x
    except KeyError:
        pass
    return np.sin(x)


def returned_by_the_handler(A, b):
    try:
        L = np.linalg.cholesky(A + A.T)
        z = np.linalg.solve(L, b)
    except np.linalg.LinAlgError:
        return np.sum(A * A)
    return z @ z + 2 * np.sum(np.log(np.diag(L)))


def with_an_else(x, table, key):
    try:
        k = table[key]
    except KeyError:
        y = np.sin(x)
    else:
        y = k * x * x
    return y * x


def with_a_finally(x, table, key):
    try:
        y = x * table[key]
    except KeyError:
        y = np.sin(x)
    finally:
        n = len(table)
    return n * y * y


def only_a_finally(x, n):
    try:
        if n > 2:
            return x * x
        y = np.sin(x)
    finally:
        m = n + 1
    return y * m * x


def several_handlers(x, table, key):
    try:
        y = x * table[key]
    except KeyError as error:
        y = x * x * len(str(error))
    except (TypeError, ValueError):
        y = np.exp(x)
    return y * y


def raised_inside(x, limit):
    try:
        if x > limit:
            raise Missing(f"{x} is too large")
        y = x * x
    except Missing:
        y = np.sin(x)
    return y * x


def raised_again(x, table, key):
    try:
        y = x * table[key]
    except KeyError as error:
        raise ValueError(f"no {key}") from error
    return y * y


def passed_on(x, table, key):
    try:
        y = x * table[key]
    except KeyError:
        raise
    return y * y


def nested(x, table, key):
    try:
        try:
            y = x * table[key]
        except TypeError:
            y = np.cos(x)
        y = y * x
    except KeyError:
        y = np.exp(x)
    return y * x


def tried_in_the_handler(x, table, key):
    try:
        y = x * table[key]
    except KeyError:
        try:
            y = x * x * table[key + key]
        except KeyError:
            y = np.sin(x)
    return y * x


def divided(x, y):
    try:
        z = y / x
    except ZeroDivisionError:
        z = y * y
    return z * z * y + x


def whatever_is_raised(x, items):
    try:
        z = np.sin(x) * items[0]
        w = z * x
    except Exception:
        w = x * x * x
    return w


def bare(x, items):
    try:
        w = x * items[0] * x
    except:  # noqa: E722
        w = x * x * x
    return w


def suppressed(x, table, key):
    y = np.sin(x)
    with contextlib.suppress(KeyError, IndexError):
        y = y * table[key]
    return y * x


def helper(x, table, key):
    try:
        return x * table[key]
    except KeyError:
        return np.sin(x)


def called(x, table, key):
    return helper(x * x, table, key) * x + helper(x, table, "a")


def called_inside(x, table, key):
    try:
        y = unchecked(x, table, key)
    except KeyError:
        y = x * x
    return y * x


def unchecked(x, table, key):
    return np.sin(x) * table[key] * x


def made_inside(x, table, key):
    try:
        y = np.zeros(2)
        y[0] = np.sin(x)
        y[1] = table[key] * x
    except KeyError:
        y = np.array([x, x * x])
    return y @ y


def appended(x, words):
    items = []
    for word in words:
        try:
            items.append(float(word) * x)
        except ValueError:
            continue
    return np.sum(np.array(items) * np.sin(x))


def added_in_place(x, keys, table):
    total = x * 1.0
    for key in keys:
        try:
            total += table[key] * x * total
        except KeyError:
            total = total * x
    return np.sum(total)


def loop_inside(x, items):
    total = x
    try:
        for item in items:
            total = total * np.sin(float(item) * x)
    except ValueError:
        total = x * x
    return total * x


def branch_inside(x, table, key):
    try:
        y = table[key] * np.sin(x) if x > 0 else table[key] * x
    except KeyError:
        y = x * x
    return y * x


def under_errstate(x):
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.where(x > 0, np.log(x), 0.0)
        z = y * x
    return np.sum(z * y)


def under_errstate_in_a_loop(x, n):
    for _ in range(n):
        with np.errstate(all="ignore"):
            x = np.sqrt(x) * x
    return np.sum(x)


def left_from_a_with(x, n):
    for k in range(n):
        with np.errstate(all="ignore"):
            x = np.sin(x) * x
            if k == 1:
                break
    return np.sum(x)


def returned_from_a_with(x, n):
    with np.errstate(all="ignore"), quiet():
        y = np.sin(x)
        if n > 2:
            return np.sum(y * x)
    return np.sum(y * y)


def without_effect(x, n):
    with contextlib.nullcontext(x * n) as y:
        z = y * x
    return np.sum(np.sin(z))


def recorded(x, n):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        y = np.sin(x) * n
        count = len(caught)
    return np.sum(y * x) + count


def tried_under_a_manager(x, table, key):
    with np.errstate(all="ignore"):
        try:
            y = x * table[key]
        except KeyError:
            y = np.sin(x)
        z = y * x
    return z * z


def managed_in_a_try(x, table, key):
    try:
        with np.errstate(all="ignore"):
            y = np.sin(x) * table[key]
    except KeyError:
        y = x * x
    return y * x


TABLE = {"a": 3.0, "c": 2.0}
X = np.array([0.3, 1.2])
SPD = np.array([[2.0, 0.3], [0.3, 1.5]])
CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (looked_up, (0.4, TABLE, "a")),
    (looked_up, (0.4, TABLE, "b")),
    (bound_before, (0.4, TABLE, "a")),
    (bound_before, (0.4, TABLE, "b")),
    (skipped, (0.4, ["a", "b", "c"], TABLE)),
    (skipped, (0.4, ["b", "a", "b"], TABLE)),
    (skipped, (0.4, [], TABLE)),
    (counted, (0.4, ["a", "b", "c", "b"], TABLE)),
    (counted, (0.4, ["b", "a"], TABLE)),
    (broken_off, (0.4, ["a", "c", "b", "a"], TABLE)),
    (broken_off, (0.4, ["a", "c"], TABLE)),
    (returned_inside, (0.4, TABLE, "a")),
    (returned_inside, (0.4, TABLE, "b")),
    (returned_by_the_handler, (SPD, np.array([0.4, 0.7]))),
    (returned_by_the_handler, (SPD - 3.0, np.array([0.4, 0.7]))),
    (with_an_else, (0.4, TABLE, "a")),
    (with_an_else, (0.4, TABLE, "b")),
    (with_a_finally, (0.4, TABLE, "a")),
    (with_a_finally, (0.4, TABLE, "b")),
    (only_a_finally, (0.4, 2)),
    (only_a_finally, (0.4, 3)),
    (several_handlers, (0.4, TABLE, "a")),
    (several_handlers, (0.4, TABLE, "b")),
    (several_handlers, (0.4, TABLE, [])),
    (raised_inside, (0.4, 0.5)),
    (raised_inside, (0.4, 0.3)),
    (raised_again, (0.4, TABLE, "a")),
    (passed_on, (0.4, TABLE, "a")),
    (nested, (0.4, TABLE, "a")),
    (nested, (0.4, TABLE, "b")),
    (nested, (0.4, TABLE, [])),
    (tried_in_the_handler, (0.4, TABLE, "a")),
    (tried_in_the_handler, (0.4, TABLE, "b")),
    (tried_in_the_handler, (0.4, {"bb": 1.5}, "b")),
    (divided, (2.0, 3.0)),
    (whatever_is_raised, (0.4, [2.0])),
    (whatever_is_raised, (0.4, [])),
    (bare, (0.4, [2.0])),
    (bare, (0.4, [])),
    (suppressed, (0.4, TABLE, "a")),
    (suppressed, (0.4, TABLE, "b")),
    (called, (0.4, TABLE, "c")),
    (called, (0.4, TABLE, "b")),
    (called_inside, (0.4, TABLE, "c")),
    (called_inside, (0.4, TABLE, "b")),
    (made_inside, (0.4, TABLE, "a")),
    (made_inside, (0.4, TABLE, "b")),
    (appended, (0.4, ["2", "two", "0.5"])),
    (appended, (0.4, ["two", "3"])),
    (added_in_place, (0.4, ["a", "b", "c"], TABLE)),
    (added_in_place, (X, ["b", "a"], TABLE)),
    (loop_inside, (0.4, ["1", "2.5"])),
    (loop_inside, (0.4, ["1", "two", "3"])),
    (branch_inside, (0.4, TABLE, "a")),
    (branch_inside, (-0.4, TABLE, "a")),
    (branch_inside, (0.4, TABLE, "b")),
    (under_errstate, (X,)),
    (under_errstate_in_a_loop, (X, 2)),
    (left_from_a_with, (X, 4)),
    (returned_from_a_with, (X, 2)),
    (returned_from_a_with, (X, 3)),
    (without_effect, (X, 2)),
    (recorded, (X, 2)),
    (tried_under_a_manager, (0.4, TABLE, "a")),
    (tried_under_a_manager, (0.4, TABLE, "b")),
    (managed_in_a_try, (0.4, TABLE, "a")),
    (managed_in_a_try, (0.4, TABLE, "b")),
]
IDS = [f"{function.__name__}-{k}" for k, (function, _) in enumerate(CASES)]
EACH = pytest.mark.parametrize(("function", "args"), CASES, ids=IDS)
BOTH = pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
WITHOUT_FORWARD_MODE = ("loop_inside",)


@EACH
@BOTH
def test_gradient_and_value(
    function: Callable[..., Any], args: tuple[Any, ...], optimize: bool
) -> None:
    value, gradient = value_and_grad(function, optimize=optimize)(*args)
    assert value == function(*args)
    want = oracles.gradient(function, list(args), 0, False)
    np.testing.assert_allclose(gradient, want, rtol=1e-7, atol=1e-9)


@EACH
def test_specialised(function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    gradient = grad(function).specialize(*args)(*args)
    want = oracles.gradient(function, list(args), 0, False)
    np.testing.assert_allclose(gradient, want, rtol=1e-7, atol=1e-9)


@EACH
@BOTH
def test_forward_mode(function: Callable[..., Any], args: tuple[Any, ...], optimize: bool) -> None:
    if function.__name__ in WITHOUT_FORWARD_MODE:
        pytest.skip("refused in forward mode")
    v = oracles.random_like(args[0], np.random.default_rng(1))
    value, dot = pushed(Derivative(function, (0,), Options("jvp", optimize=optimize)), args, v)
    assert value == function(*args)
    want = oracles.directional(function, list(args), (0,), (v,))
    np.testing.assert_allclose(dot, want, rtol=1e-7, atol=1e-9)


def pushed(derivative: Derivative[..., Any], args: tuple[Any, ...], v: Any) -> Any:
    names = list(inspect.signature(derivative.function).parameters)
    return derivative.function(*args, **{names[len(args)]: v})


@EACH
@BOTH
def test_second_order(function: Callable[..., Any], args: tuple[Any, ...], optimize: bool) -> None:
    """Forward over reverse."""
    gradient: Derivative[..., Any] = Derivative(function, (0,), Options("grad", optimize=optimize))
    v = oracles.random_like(args[0], np.random.default_rng(2))
    want = oracles.directional(gradient, list(args), (0,), (v,))
    if function.__name__ not in WITHOUT_FORWARD_MODE:
        forward: Derivative[..., Any] = Derivative(
            gradient, (0,), Options("jvp", optimize=optimize)
        )
        _, product = pushed(forward, args, v)
        np.testing.assert_allclose(product[0], want[0], rtol=1e-6, atol=1e-8)


@EACH
@BOTH
def test_reverse_over_reverse(
    function: Callable[..., Any], args: tuple[Any, ...], optimize: bool
) -> None:
    gradient: Derivative[..., Any] = Derivative(function, (0,), Options("grad", optimize=optimize))
    v = oracles.random_like(args[0], np.random.default_rng(2))
    want = oracles.directional(gradient, list(args), (0,), (v,))
    params = ", ".join(f"x{k}" for k in range(len(args)))
    text = f"def along({params}):\n    return np.sum(gradient({params})[0] * v)\n"
    namespace = {"np": np, "gradient": gradient, "v": v}
    again = grad.from_source(text, 0, namespace=namespace, optimize=optimize)
    np.testing.assert_allclose(again(*args), want[0], rtol=1e-6, atol=1e-8)


def test_exceptions_that_nobody_catches_go_on() -> None:
    with pytest.raises(ValueError, match="no b") as caught:
        grad(raised_again)(0.4, TABLE, "b")
    assert isinstance(caught.value.__cause__, KeyError)
    with pytest.raises(KeyError):
        grad(passed_on)(0.4, TABLE, "b")
    with pytest.raises(TypeError):
        grad(looked_up)(0.4, TABLE, [])


def test_the_handler_runs_where_it_does_in_python() -> None:
    assert grad(divided, 1)(0.0, 3.0) == pytest.approx(5 * 3.0**4)
    assert value_and_grad(divided, 1)(0.0, 3.0)[0] == divided(0.0, 3.0)


def shared(x, y):
    try:
        z = 1 / y
    except ZeroDivisionError:
        z = 1.0
    return np.mean(x) * z


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_singular_point_behind_a_handler_is_not_tried_again_with_other_numbers() -> None:
    """With NumPy's numbers `1 / y` would be inf, and the handler would not run."""
    assert grad(shared)._ready().catches
    assert not grad(under_errstate)._ready().catches
    with pytest.raises(ZeroDivisionError):
        grad(shared, optimize=False)(np.zeros(0), 0.0)


def tangent_raises(x):
    try:
        y = np.sqrt(x)
    except (ZeroDivisionError, RuntimeWarning):
        y = -1.0
    return y


def test_the_tangent_is_outside_of_the_try() -> None:
    derivative: Derivative[..., Any] = Derivative(tangent_raises, (0,), Options("jvp"))
    with pytest.raises(RuntimeWarning):
        pushed(derivative, (0.0,), 1.0)
    value, dot = pushed(derivative, (4.0,), 1.0)
    assert (value, dot) == (2.0, 0.25)


def dead_in_the_gradient(x, table, key):
    try:
        _unused = table[key]
        y = x * 2.0
    except KeyError:
        y = x * 5.0
    return y


def test_what_may_raise_is_no_dead_code() -> None:
    assert grad(dead_in_the_gradient)(1.0, TABLE, "a") == 2.0
    assert grad(dead_in_the_gradient)(1.0, TABLE, "b") == 5.0


def raised_before(x, table, key):
    k = table[key]
    try:
        y = x * k
    except KeyError:
        y = x
    return y * x


def test_what_stands_before_is_not_moved_inside() -> None:
    with pytest.raises(KeyError):
        grad(raised_before)(1.0, TABLE, "b")


def raised_behind(x, table, key):
    try:
        y = x * x
    except KeyError:
        y = x
    return y * table[key]


def test_what_stands_behind_is_not_moved_inside() -> None:
    with pytest.raises(KeyError):
        grad(raised_behind)(1.0, TABLE, "b")


def mutates(x, table, key):
    y = x * 1.0
    try:
        y[0] = 5.0 * x[1]
        y = y * table[key]
    except KeyError:
        pass
    return np.sum(y * x)


def adds_before(x, table, key):
    y = x * 1.0
    try:
        y += x
        y = y * table[key]
    except KeyError:
        pass
    return np.sum(y * x)


def appends_before(x, table, key):
    items = [x]
    try:
        for k in range(2):
            items.append(x * k)
        y = table[key] * x
    except KeyError:
        y = x
    return np.sum(np.array(items)) * y


def mutates_what_has_another_name(x, table, key):
    y = x * 1.0
    z = y
    try:
        y[0] = 5.0 * x[1]
        k = table[key]
    except KeyError:
        k = 1.0
    return np.sum(z * x) * k


def adds_to_what_has_another_name(x, table, key):
    y = x * 1.0
    z = y
    try:
        y += x
        k = table[key]
    except KeyError:
        k = 1.0
    return np.sum(z * x) * k


def appends_to_a_growing_list(x, keys, table):
    items = []
    for key in keys:
        try:
            items.append(x)
            k = table[key]
        except KeyError:
            k = 1.0
        x = x * k
    return x


def catches_what_a_write_raises(x, table, key):
    y = x * 1.0
    try:
        y[0] = table[key] * x[1]
    except Exception:
        y[0] = 1.0
    return np.sum(y * x)


def writes_in_a_helper(x, table, key):
    y = x * 1.0
    try:
        z = written(y, table, key)
    except KeyError:
        z = y
    return np.sum(z * y)


def written(y, table, key):
    y[0] = 2.0 * y[1]
    return y * table[key]


def reads_what_may_be_bound(x, table, key):
    s = x
    try:
        s = s * s
        t = s * table[key]
    except KeyError:
        t = s
    return t


def reads_it_behind(x, table, key):
    s = x
    try:
        s = s * s
        t = s * table[key]
    except KeyError:
        t = x
    return t * s


def reads_it_in_the_next_iteration(x, keys, table):
    s = x
    for key in keys:
        try:
            s = s * x
            t = table[key]
        except KeyError:
            continue
        x = x * t
    return x * s


def reads_the_exception_behind(x, table, key):
    error = 2.0
    try:
        y = x * table[key]
    except KeyError as error:
        print(error)
        y = x
    return y * error


def asks_for_a_name(x, flag):
    if flag:
        k = 2.0
    try:
        y = x * k
    except NameError:
        y = x
    return y


def class_at_run_time(x, table, key, kind):
    try:
        y = x * table[key]
    except kind:
        y = x
    return y


def leaves_in_finally(x):
    try:
        y = x * x
    finally:
        return x
    return y


def prints_in_finally(x):
    try:
        y = x * x
    finally:
        print("done")
    return y


def changed_by_a_function_inside(x, table, key):
    items = [x]

    def put(v):
        items.append(v)

    try:
        put(x * x)
        k = table[key]
    except KeyError:
        k = 1.0
    return items[-1] * k


def written_by_a_function_inside(x, table, key):
    y = x * 1.0

    def put(v):
        y[0] = v

    try:
        put(2.0 * x[1])
        k = table[key]
    except KeyError:
        k = 1.0
    return np.sum(y * x) * k


def rebound_in_every_iteration(x, rows):
    total = 0.0
    for row in rows:
        try:
            part = x
            for word in row:
                part = part * np.sin(part * float(word))
        except ValueError:
            continue
        total = total + part
    return total


def loop_in_a_try_in_a_loop(x, rows):
    total = 0.0
    for row in rows:
        try:
            part = product(x, row)
        except ValueError:
            continue
        total = total + part
    return total


def product(x, words):
    part = x
    for word in words:
        part = part * np.sin(part * float(word))
    return part


def unknown_manager(x, lock):
    with lock:
        y = x * x
    return y


def opens_a_file(x, path):
    with open(path) as file:
        k = float(file.read())
    return x * k


def raises_again_outside(x):
    if x > 0:
        raise
    return x


REFUSED = {
    mutates: "`y`, which may or may not be bound",
    mutates_what_has_another_name: "changes `y` in place",
    adds_before: "`y`, which may or may not be bound",
    adds_to_what_has_another_name: "changes `y` in place",
    appends_before: "`items`, which may or may not be bound",
    appends_to_a_growing_list: "`items`, which may or may not be bound",
    catches_what_a_write_raises: "changes `y` in place",
    changed_by_a_function_inside: "`items`, which may or may not be bound",
    written_by_a_function_inside: "`y`, which may or may not be bound|changes `y` in place",
    writes_in_a_helper: "changes `y` in place",
    reads_what_may_be_bound: "`s`, which may or may not be bound when an exception is caught",
    reads_it_behind: "`s`, which may or may not be bound when an exception is caught",
    reads_it_in_the_next_iteration: "structure of `s`|`s`, which may or may not be bound",
    reads_the_exception_behind: "`error`, which ends with its handler",
    asks_for_a_name: "`k` may not be bound where a `try` reads it",
    class_at_run_time: "an exception that is only known at run time",
    leaves_in_finally: "leaving a `finally` clause",
    prints_in_finally: "a `finally` clause that does more than bind names",
    loop_in_a_try_in_a_loop: "a loop or branch inside a `try` that is itself in a loop",
    rebound_in_every_iteration: "`word`, which may or may not be bound",
    unknown_manager: "the context manager `lock`",
    opens_a_file: "the context manager `open`",
    raises_again_outside: "`raise` without an exception",
}


@pytest.mark.parametrize("function", REFUSED, ids=lambda function: function.__name__)
@BOTH
def test_refused(function: Callable[..., Any], optimize: bool) -> None:
    with pytest.raises(UnsupportedSyntax, match=REFUSED[function]) as caught:
        _ = grad(function, optimize=optimize).source
    assert "help:" in str(caught.value) or caught.value.__notes__ or caught.value.args


def test_forward_mode_of_loops_that_are_tried_is_refused() -> None:
    derivative: Derivative[..., Any] = Derivative(loop_inside, (0,), Options("jvp"))
    with pytest.raises(AdcompileError, match="catches `ValueError`"):
        _ = derivative.source
