"""The fast path of a call: a small function, written for one kind of arguments.

    def call(W, X, reg):
        if (
            type(W) is ndarray and W.dtype is W_dtype and W.ndim == 2 and 1 not in W.shape
            and type(X) is ndarray and ...
            and type(reg) is float
            and guards0.get('sigmoid') is guarded0
        ):
            grad_W = function(W, X, reg)
            if type(grad_W) is ndarray and grad_W.dtype is W_dtype:
                return grad_W
            return finish(grad_W, (W, X, reg))
        return slow(W, X, reg)

A call that fits costs a few comparisons; all others go the long way, which installs a new fast path.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from adcompile.api.compiled import Compiled

__all__ = ["fast_path"]

_PLAIN = (float, int, bool, complex, str, type(None))


def fast_path(
    compiled: Compiled,
    signature: inspect.Signature,
    args: Sequence[Any],
    positions: Sequence[int],
    single: bool,
    with_value: bool,
    finish: Callable[..., Any],
    slow: Callable[..., Any],
) -> Callable[..., Any] | None:
    """A function for calls with positional arguments like these; None if there can be none."""
    names = list(signature.parameters)
    kinds = {p.kind for p in signature.parameters.values()}
    if kinds != {inspect.Parameter.POSITIONAL_OR_KEYWORD} or len(args) != len(names):
        return None
    if set(names) & _RESERVED or any(f"{n}_dtype" in names for n in names):
        return None
    namespace: dict[str, Any] = {
        "function": compiled.function,
        "finish": finish,
        "slow": slow,
        "ndarray": np.ndarray,
        "float64": np.float64,
        "names": compiled.function.__globals__,
    }
    tests: list[str] = []
    for name, value in zip(names, args):
        test = kind_test(name, value, namespace)
        if test is None:
            return None
        tests.append(test)
    for k, (scope, name, expected) in enumerate(compiled.guards):
        namespace[f"guards{k}"], namespace[f"guarded{k}"] = scope, expected
        tests.append(f"guards{k}.get({name!r}) is guarded{k}")
    if not compiled.is_simple:
        namespace["is_current"] = compiled.is_current
        tests.append("is_current()")
    lines = captured(compiled, namespace)
    lines += call_lines(compiled, names, args, positions, single, with_value)
    listed = ", ".join(names)
    text = "\n".join(
        [
            f"def call({listed}):",
            f"    if {' and '.join(tests) or 'True'}:",
            *(f"        {line}" for line in lines),
            f"    return slow({listed})",
        ]
    )
    exec(text, namespace)
    made: Callable[..., Any] = namespace["call"]
    return made


_RESERVED = {
    "function", "finish", "slow", "ndarray", "float64", "names", "call", "type", "is_current", "result",
    "value",
}  # fmt: skip


def kind_test(name: str, value: Any, namespace: dict[str, Any]) -> str | None:
    """The test that an argument is of the same kind: type, dtype, rank, which extents are 1."""
    kind = type(value)
    if kind is np.ndarray:
        namespace[f"{name}_dtype"] = value.dtype
        test = f"type({name}) is ndarray and {name}.dtype is {name}_dtype and {name}.ndim == {value.ndim}"
        if not value.ndim:
            return test
        if 1 not in value.shape:
            return f"{test} and 1 not in {name}.shape"
        ones = [
            f"{name}.shape[{k}] {'==' if n == 1 else '!='} 1" for k, n in enumerate(value.shape)
        ]
        return " and ".join([test, *ones])
    if kind in _PLAIN:
        namespace[f"{name}_type"] = kind
        return f"type({name}) is {name}_type"
    if isinstance(value, np.generic):
        namespace[f"{name}_type"] = kind
        return f"type({name}) is {name}_type"
    return None


def captured(compiled: Compiled, namespace: dict[str, Any]) -> list[str]:
    """Reading the captured values anew."""
    if not compiled.emitted.captures:
        return []
    namespace["refresh"] = compiled.refresh
    return ["refresh()"]


def call_lines(
    compiled: Compiled,
    names: Sequence[str],
    args: Sequence[Any],
    positions: Sequence[int],
    single: bool,
    with_value: bool,
) -> list[str]:
    """The call, and what makes the gradients those of the arguments."""
    listed = ", ".join(names)
    if compiled.exact.issuperset(range(len(positions))):
        return [f"return function({listed})"]
    lines = [f"result = function({listed})"]
    grads = "result"
    if with_value:
        lines.append("value, result = result")
    fits: list[str] = []
    for k, position in enumerate(positions):
        if k in compiled.exact:
            continue
        g = grads if single else f"result[{k}]"
        name, value = names[position], args[position]
        if type(value) is float:
            fits.append(f"type({g}) is float")
        elif type(value) is np.ndarray and value.ndim:
            fits.append(f"type({g}) is ndarray and {g}.dtype is {name}_dtype")
        else:
            fits.append("False")
    done = "value, result" if with_value else "result"
    finished = f"finish(result, ({listed},))"
    lines.append(f"if {' and '.join(fits)}:")
    lines.append(f"    return {done}")
    lines.append(f"return {'value, ' if with_value else ''}{finished}")
    return lines
