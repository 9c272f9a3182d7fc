"""Every rule, called as the plain Python it is, against finite differences."""

from __future__ import annotations

import ast
import builtins
import importlib
import importlib.util
import inspect
import math
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import adcompile.rules
import tests.rules
from adcompile.diagnostics import Span
from adcompile.ir.nodes import Call, Const, Var
from adcompile.rules import table
from adcompile.rules.shared import is_view
from tests.rules import oracle

HAS_SCIPY = importlib.util.find_spec("scipy") is not None
MACHINERY = {"apply", "inference", "primitives"}  # the modules in adcompile.rules without rules


def modules(package: ModuleType, prefix: str = "") -> Iterator[ModuleType]:
    """The modules of a package whose names start with `prefix`."""
    for found in pkgutil.iter_modules(package.__path__):
        if found.name.startswith("scipy_") and not HAS_SCIPY:
            continue
        if found.name.startswith(prefix) and found.name not in MACHINERY:
            yield importlib.import_module(f"{package.__name__}.{found.name}")


RULE_MODULES = list(modules(adcompile.rules))
SAMPLES = [s for module in modules(tests.rules, "samples_") for s in module.SAMPLES]
SAMPLED = {table.lookup(s.func) for s in SAMPLES}
RULES = list(table.rules())
FREE = {
    table.active, table.gradients, table.places, table.pullback, table.pullback_in_second,
    table.stationarity, tuple, list, math.log, math.sqrt,
}  # fmt: skip  # not applied to what carries a derivative


@pytest.mark.parametrize("s", SAMPLES, ids=str)
def test_rule_agrees_with_finite_differences(s: oracle.Sample) -> None:
    oracle.check_sample(s)


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_rule_has_a_sample(rule: table.Rule) -> None:
    assert rule in SAMPLED


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_rule_calls_only_what_can_be_differentiated_again(rule: table.Rule) -> None:
    callees = set(called(rule.vjp)) | set(called(rule.tangent) if rule.tangent else ())
    unknown = {f for f in callees - FREE if not (table.lookup(f) or table.is_zero_derivative(f))}
    assert not unknown


@pytest.mark.parametrize("s", SAMPLES, ids=str)
def test_a_result_that_shares_memory_is_known_as_a_view(s: oracle.Sample) -> None:
    constants = tuple(Const(a) for a in s.args)
    named = tuple((k, Const(v)) for k, v in dict(s.kwargs).items())
    known = is_view(Call(Var(), s.func, constants, Span.nowhere(), named))
    func = s.func if callable(s.func) else s.func.__get__  # of an attribute, such as `T`
    result = list(arrays(func(*s.args, **dict(s.kwargs))))
    assert known or not any(np.shares_memory(a, b) for a in result for b in arrays(s.args))


def arrays(value: Any) -> Iterator[Any]:
    """The arrays in a value."""
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from arrays(item)
    elif isinstance(value, np.ndarray):
        yield value


def called(function: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """The functions that the body of a rule calls by name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = {**vars(builtins), **function.__globals__}
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    for node in [inner for statement in definition.body for inner in ast.walk(statement)]:
        if isinstance(node, ast.Call) and (callee := resolve(node.func, names)) is not None:
            if table.is_formula(callee):
                yield from called(callee)
            else:
                yield callee


def resolve(node: ast.expr, names: dict[str, Any]) -> Any:
    """The object a dotted name stands for; None for a method of a value."""
    if isinstance(node, ast.Attribute):
        base = resolve(node.value, names)
        return None if base is None else getattr(base, node.attr, None)
    return names.get(node.id) if isinstance(node, ast.Name) else None


def test_a_wrong_rule_is_noticed() -> None:
    def cube(x: Any) -> Any:
        return x * x * x

    @table.rule(cube, broadcasts=True)
    def wrong(x, *, out, g):  # type: ignore[no-untyped-def]
        return 2 * g * x

    with pytest.raises(AssertionError, match="reverse 0"):
        oracle.check_sample(oracle.sample(cube, np.eye(2) + 1.0))
