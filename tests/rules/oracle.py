"""An independent check of one rule, run as the plain Python it is, against finite differences.

For the loss L = Re(sum(g * out)) and a random direction v of one argument x, the reverse rule
must give sum(x_cotangent * v) = dL, and the forward rule the derivative of out along v.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from adcompile.rules import table
from adcompile.runtime.broadcasting import unbroadcast

NUMPY_2 = not np.__version__.startswith("1.")


@dataclass(frozen=True)
class Sample:
    """One call of a primitive: `wrt` names the positions whose derivative is checked."""

    func: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)
    wrt: tuple[int, ...] | None = None
    label: str = ""

    def __str__(self) -> str:
        name = getattr(self.func, "__name__", str(self.func))
        args = [describe(a) for a in self.args]
        args += [f"{k}={describe(v)}" for k, v in self.kwargs.items()]
        return f"{name}({', '.join(args)}){self.label}"

    def positions(self) -> tuple[int, ...]:
        """The positions to check: those asked for, or every floating argument."""
        if self.wrt is not None:
            return self.wrt
        return tuple(i for i, a in enumerate(self.args) if is_floating(a))


def sample(
    func: Callable[..., Any],
    *args: Any,
    wrt: tuple[int, ...] | None = None,
    label: str = "",
    **kwargs: Any,
) -> Sample:
    """A sample call; by default every floating argument (or list of them) is differentiated."""
    return Sample(func, args, kwargs, wrt, label)


def describe(x: Any) -> str:
    """`x` in a test id: arrays by dtype and shape, other values as they print."""
    if isinstance(x, np.ndarray):
        return f"{x.dtype.char}{list(x.shape)}".replace(" ", "")
    if isinstance(x, (list, tuple)) and any(isinstance(e, np.ndarray) for e in x):
        return "[" + ",".join(describe(e) for e in x) + "]"
    if type(x).__module__.startswith("numpy.lib"):  # np.r_: its repr has an address in it
        return type(x).__name__
    if isinstance(x, (list, tuple)):
        return "[" + ",".join(map(describe, x)) + "]"
    return getattr(x, "__name__", None) or repr(x)


# -- structures: a number or an array, or lists and tuples of structures ------------------------


def leaves(tree: Any) -> list[Any]:
    """The numbers and arrays of a structure, from left to right."""
    if isinstance(tree, (list, tuple)):
        return [leaf for part in tree for leaf in leaves(part)]
    return [tree]


def each(function: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """`function` applied leaf by leaf to structures of one form."""
    if isinstance(tree, (list, tuple)):
        made = [each(function, *parts) for parts in zip(tree, *others, strict=True)]
        return made if isinstance(tree, list) else tuple(made)
    return function(tree, *others)


def is_floating(tree: Any) -> bool:
    """Is every leaf a real or complex floating-point number or array?"""
    if isinstance(tree, (list, tuple)):
        return bool(tree) and all(is_floating(part) for part in tree)
    if isinstance(tree, (np.ndarray, np.generic)):
        return np.issubdtype(tree.dtype, np.inexact)
    return isinstance(tree, (float, complex))


def made_like(leaf: Any, value: Any) -> Any:
    """`value` as what `leaf` is: a Python number, a NumPy number, an array of the same layout."""
    if isinstance(leaf, np.ndarray):
        made = np.empty_like(leaf)
        made[...] = value
        return made
    return type(leaf)(value)


def zero_like(leaf: Any) -> Any:
    """Zero in the shape and dtype of a floating leaf; the integer 0 for any other."""
    return made_like(leaf, 0) if is_floating(leaf) else 0


def widen(leaf: Any) -> Any:
    """A floating array in double precision; anything else as it is."""
    if isinstance(leaf, np.ndarray) and is_floating(leaf):
        return leaf.astype(np.result_type(leaf.dtype, np.float64))
    return np.float64(leaf) if isinstance(leaf, np.float32) else leaf


class RandomLike:
    """Gives seeded random numbers in the form of a floating leaf, and zeros for any other."""

    def __init__(self) -> None:
        self.generator = np.random.default_rng(0)

    def __call__(self, leaf: Any) -> Any:
        if not is_floating(leaf):
            return np.zeros(np.shape(leaf))
        value: Any = self.generator.normal(size=np.shape(leaf))
        if np.iscomplexobj(leaf):
            value = value + 1j * self.generator.normal(size=np.shape(leaf))
        return made_like(leaf, value)


def dot(a: Any, b: Any) -> Any:
    """Re(sum(a * b)) over all leaves."""
    return sum(np.real(np.sum(x * y)) for x, y in zip(leaves(a), leaves(b), strict=True))


# -- the check ------------------------------------------------------------------------------


def check_sample(s: Sample, rtol: float = 1e-6) -> None:
    """Compare the reverse and forward rule of a sample with finite differences."""
    rule = table.lookup(s.func)
    assert rule is not None, f"no rule for {s.func}"
    random = RandomLike()
    out = call(s.func, s.args, s.kwargs)
    rtol = 3e-3 if is_single(s.args) else rtol
    fields = [getattr(out, field) for field in rule.fields]
    g = each(random, tuple(fields) if fields else out)
    reverse = cotangents(rule, s, out, g)
    for i in s.positions():
        v = each(random, s.args[i])
        numeric = directional(s, i, v)
        single = is_single(s.args[i]) and is_single(s.args) and is_single(out)
        if single:
            expect_single(f"{s}: reverse {i}", reverse[i])
        parts = like_argument(reverse[i], s.args[i])
        cotangent = each(lambda c, x: fitted(rule, c, x), parts, s.args[i])
        expect_close(f"{s}: reverse {i}", dot(cotangent, v), dot(g, numeric), rtol)

        forward = tangent(rule, s, out, i, v)
        if single:
            expect_single(f"{s}: forward {i}", forward)
        for o, got, want in zip(leaves(out), leaves(forward), leaves(numeric), strict=True):
            if is_floating(o):
                got = np.broadcast_to(got, np.shape(o)) if rule.elementwise else got
                expect_close(f"{s}: forward {i}", got, want, rtol)
    if isinstance(out, (list, tuple)):
        check_unused_components(rule, s, out, g, reverse, rtol)


def expect_close(what: str, got: Any, want: Any, rtol: float) -> None:
    """Fail unless the shapes are equal and the values close."""
    assert np.shape(got) == np.shape(want), f"{what}: shape {np.shape(got)}, not {np.shape(want)}"
    assert np.allclose(got, want, rtol=rtol, atol=rtol), f"{what}: {got}, not {want}"


def is_single(tree: Any) -> bool:
    """Is every floating leaf that has a dtype of single precision, and is there one?"""
    found = [x for x in leaves(tree) if isinstance(x, (np.ndarray, np.generic)) and is_floating(x)]
    return bool(found) and all(x.dtype.char in "efF" for x in found)


def expect_single(what: str, tree: Any) -> None:
    """Fail if there is double precision.  NumPy 1 widens numbers: np.float32(2) + 1."""
    widened = [x for x in leaves(tree) if not is_single(x) and is_floating(x)]
    checked = [x for x in widened if np.ndim(x) or (NUMPY_2 and isinstance(x, np.generic))]
    assert not checked, f"{what}: not in single precision"


def fitted(rule: table.Rule, cotangent: Any, x: Any) -> Any:
    """A cotangent in the shape and kind of its argument, as the engine makes it."""
    if cotangent is None:
        return zero_like(x)
    if rule.elementwise and np.shape(cotangent) != np.shape(x):
        cotangent = unbroadcast(np.asarray(cotangent), np.asarray(x))
    assert np.shape(cotangent) == np.shape(x), (rule, np.shape(cotangent), np.shape(x))
    return cotangent if np.iscomplexobj(x) else np.real(cotangent)


def like_argument(cotangent: Any, x: Any) -> Any:
    """An array of cotangents as the list of them, where the argument is a list."""
    if isinstance(x, (list, tuple)):
        return type(x)(like_argument(*pair) for pair in zip(cotangent, x, strict=True))
    return cotangent


def check_unused_components(
    rule: table.Rule, s: Sample, out: Any, g: Any, whole: list[Any], rtol: float
) -> None:
    """The cotangents are the sum over the components of `g`, the others being the integer 0."""
    alone = [
        cotangents(rule, s, out, type(g)(p if k == j else 0 for j, p in enumerate(g)))
        for k in range(len(g))
        if is_floating(g[k])
    ]
    for i in s.positions():
        zero = each(zero_like, s.args[i])
        parts = [leaves(zero if c[i] is None else c[i]) for c in alone]
        want = leaves(zero if whole[i] is None else whole[i])
        for total, leaf in zip(map(sum, zip(*parts, strict=True)), want, strict=True):
            assert np.allclose(total, leaf, rtol=rtol, atol=rtol), f"{s}: components apart, {i}"


# -- what is compared -----------------------------------------------------------------------


def call(func: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> Any:
    """`func(*args, **kwargs)`, where `np.ndarray.real` and the like read the attribute."""
    if isinstance(func, types.GetSetDescriptorType):
        return func.__get__(args[0])
    return func(*args, **kwargs)


def directional(s: Sample, i: int, v: Any, eps: float = 1e-4) -> Any:
    """The derivative of the result along `v`: central differences, extrapolated (Richardson)."""
    args = [each(widen, a) for a in s.args]
    v = each(widen, v)

    def moved(t: float) -> Any:
        there = each(lambda x, d: made_like(x, x + t * d), args[i], v)
        return call(s.func, (*args[:i], there, *args[i + 1 :]), s.kwargs)

    def difference(above: Any, below: Any, closer_above: Any, closer_below: Any) -> Any:
        if not is_floating(above):
            return zero_like(above)
        far = (above - below) / (2 * eps)
        return (4 * (closer_above - closer_below) / eps - far) / 3

    return each(difference, moved(eps), moved(-eps), moved(eps / 2), moved(-eps / 2))


def parameters(rule: table.Rule) -> list[inspect.Parameter]:
    """The parameters that a rule copies from its primal."""
    return [p for n, p in rule.signature.parameters.items() if n not in ("out", "g")]


def star(rule: table.Rule) -> int | None:
    """The position of the starred parameter of a rule."""
    kinds = [p.kind for p in parameters(rule)]
    starred = inspect.Parameter.VAR_POSITIONAL
    return kinds.index(starred) if starred in kinds else None


def by_parameter(rule: table.Rule, result: Any) -> tuple[Any, ...]:
    """What a rule returned, one item a parameter."""
    count = len(parameters(rule))
    parts = (result,) if count == 1 else tuple(result)
    assert len(parts) == count, f"{rule} returned {len(parts)} items for {count} parameters"
    return parts


def cotangents(rule: table.Rule, s: Sample, out: Any, g: Any) -> list[Any]:
    """The cotangents of the arguments of a sample, by position."""
    with np.errstate(divide="raise", invalid="raise", over="raise"):
        result = rule.vjp(*s.args, **keywords(rule, s), out=out, g=g)
    parts = by_parameter(rule, result)
    first = star(rule)
    if first is None:
        return list(parts)
    return [*parts[:first], *(() if parts[first] is NotImplemented else parts[first])]


def tangent(rule: table.Rule, s: Sample, out: Any, i: int, v: Any) -> Any:
    """The tangent of the result when argument `i` moves along `v`."""
    first = star(rule)
    position = i if first is None else min(i, first)
    if rule.tangent is not None:
        dots = tangents(rule, s, i, v)
        known = inspect.signature(rule.tangent).parameters
        dots = {name: dot for name, dot in dots.items() if name in known}
        result = rule.tangent(*s.args, **keywords(rule, s), out=out, **dots)
        result = by_parameter(rule, result)[position]
    elif rule.linear and i == 0:
        kwargs = {key: value for key, value in s.kwargs.items() if key != rule.offset}
        result = call(s.func, (v, *s.args[1:]), kwargs)
    else:
        assert rule.elementwise, f"{rule} has no forward rule"
        result = rule.vjp(*s.args, **keywords(rule, s), out=out, g=v)
        result = by_parameter(rule, result)[position]
    return each(zero_like, out) if result is None else result


def keywords(rule: table.Rule, s: Sample) -> dict[str, Any]:
    """The keywords of a call as the rule knows them."""
    return {rule.names.get(k, k): v for k, v in s.kwargs.items() if k not in rule.ignores}


def tangents(rule: table.Rule, s: Sample, i: int, v: Any) -> dict[str, Any]:
    """The `x_dot` of every parameter `x`: `v` for argument `i`, zero for the others."""
    moving = [v if k == i else each(zero_like, a) for k, a in enumerate(s.args)]
    first = star(rule)
    if first is not None:
        moving[first:] = [tuple(moving[first:])]
    names = [f"{p.name}_dot" for p in parameters(rule)]
    return {**dict.fromkeys(names, 0), **dict(zip(names, moving, strict=False))}
