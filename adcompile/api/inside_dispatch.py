"""The fast path of a call whose arguments are looked into.

    def call(params, x):
        try:
            fits = (
                type(params) is type0 and tuple(params) == keys0
                and type(params['W']) is ndarray and params['W'].dtype is dtype1 and ...
            )
        except (AttributeError, LookupError, TypeError):
            fits = False
        if fits:
            return function(params, x)
        return slow(params, x)

As `api.dispatch`, for what a program takes for granted of the values inside.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from adcompile.api.compiled import Compiled
from adcompile.api.insides import walk_to
from adcompile.ir.nodes import Call, Given, Op, walk
from adcompile.ir.order import HOLDING

__all__ = ["inside_path"]

PLAIN = (float, int, bool, complex, str, type(None))


def inside_path(
    compiled: Compiled,
    signature: inspect.Signature,
    args: Sequence[Any],
    bound: Mapping[str, Any],
    finish: Callable[..., Any] | None,
    slow: Callable[..., Any],
) -> Callable[..., Any] | None:
    """A function for calls like this one; None if there can be none.

    `bound` is the object that a method is bound to, by its name; `finish` makes the gradients those of the
    arguments, unless they are.
    """
    names = list(signature.parameters)
    kinds = {p.kind for p in signature.parameters.values()}
    if kinds - {inspect.Parameter.POSITIONAL_OR_KEYWORD} or len(args) != len(names):
        return None
    tests = Tests(compiled, {**bound, **dict(zip(names, args))})
    written = tests.run(names)
    if written is None or {*names, *bound} & tests.namespace.keys():
        return None
    namespace = tests.namespace | dict(bound) | {"function": compiled.function, "slow": slow}
    listed = ", ".join(names)
    passed = ", ".join([*bound, *names])
    done = f"return function({passed})"
    if finish is not None:
        namespace["finish"] = finish
        done = f"return finish(function({passed}), ({listed},))"
    if compiled.emitted.captures:
        namespace["refresh"] = compiled.refresh
        done = f"refresh(); {done}"
    lines = [
        f"def call({listed}):",
        "    try:",
        f"        fits = ({' and '.join(written) or 'True'})",
        "    except (AttributeError, LookupError, TypeError):",
        "        fits = False",
        "    if fits:",
        f"        {done}",
        f"    return slow({listed})",
    ]
    exec("\n".join(lines), namespace)
    made: Callable[..., Any] = namespace["call"]
    return made


class Tests:
    """The tests of one program, as text, and what they name."""

    def __init__(self, compiled: Compiled, examples: Mapping[str, Any]) -> None:
        self.compiled = compiled
        self.examples = examples
        self.namespace: dict[str, Any] = {"ndarray": np.ndarray}

    def named(self, value: Any, hint: str) -> str:
        """A name for a value that a test compares with."""
        name = f"{hint}{len(self.namespace)}"
        self.namespace[name] = value
        return name

    def run(self, names: Sequence[str]) -> list[str] | None:
        """All tests; None if there is something that none can be written for."""
        program = self.compiled.program
        roots = {p.var: p.var.name for p in program.params}
        tests: list[str] = []
        looked = set()
        objects: dict[str, str] = {}
        for given in program.givens:
            if given.root not in roots:
                continue  # captured: `is_current` asks
            looked.add(roots[given.root])
            text = roots[given.root] + "".join(map(repr, given.path))
            if not all(step.attribute or isinstance(step.key, (str, int)) for step in given.path):
                return None
            test = self.test(given, text, objects)
            if test is None:
                return None
            tests.append(test)
        if len(objects) > 1 and any(map(is_holding, walk(program.body))):
            ids = ", ".join(f"id({text})" for text in objects.values())
            tests.append(f"len({{{ids}}}) == {len(objects)}")
        for name in names:
            if name not in looked:
                tests.append(self.leaf(name, self.examples[name]))
        for space, name, expected in self.compiled.guards:
            where, what = self.named(space, "names"), self.named(expected, "guarded")
            tests.append(f"{where}.get({name!r}) is {what}")
        if not self.compiled.is_simple:
            tests.append(f"{self.named(self.compiled.is_current, 'is_current')}()")
        return tests

    def test(self, given: Given, text: str, objects: dict[str, str]) -> str | None:
        """The test of one thing that is taken for granted."""
        match given.what:
            case "list" | "tuple":
                cls, length = given.value
                return f"type({text}) is {self.named(cls, 'type')} and len({text}) == {length}"
            case "dict":
                cls, keys = given.value
                same = f"tuple({text}) == {self.named(keys, 'keys')}"
                return f"type({text}) is {self.named(cls, 'type')} and {same}"
            case "object":
                cls, key = given.value
                test = f"type({text}) is {self.named(cls, 'type')}"
                first = objects.setdefault(key, text)
                return test if first == text else f"{test} and {text} is {first}"
            case "kind":
                root = text.partition(".")[0].partition("[")[0]
                return self.leaf(text, walk_to(self.examples[root], given.path))
            case _:
                if given.path and given.path[-1].key == "__func__":  # there may be none
                    text = f"getattr({text.removesuffix('.__func__')}, '__func__', None)"
                how = "==" if type(given.value) is str else "is"
                return f"{text} {how} {self.named(given.value, 'value')}"

    def leaf(self, text: str, value: Any) -> str:
        """The test that a leaf is of the same kind: type, dtype, rank, which extents are 1."""
        if type(value) is not np.ndarray:
            return f"type({text}) is {self.named(type(value), 'type')}"
        test = f"type({text}) is ndarray and {text}.dtype is {self.named(value.dtype, 'dtype')}"
        if not value.ndim:
            return f"{test} and {text}.ndim == 0"
        if 1 not in value.shape:
            return f"{test} and {text}.ndim == {value.ndim} and 1 not in {text}.shape"
        ones = tuple(n == 1 for n in value.shape)
        return f"{test} and tuple(n == 1 for n in {text}.shape) == {self.named(ones, 'ones')}"


def is_holding(op: Op) -> bool:
    """Does the op give a value to an object?"""
    return isinstance(op, Call) and op.func in HOLDING
