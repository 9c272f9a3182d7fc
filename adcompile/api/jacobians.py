"""Jacobians: a pullback applied to every unit cotangent, or a tangent map to every unit tangent.

    jacrev(f)(x)[i, j] = jacfwd(f)(x)[i, j] = d f(x)[i] / d x[j]

Shapes: those of the output, then those of the input.  With several arguments (`argnums` is a tuple)
each output has a tuple of Jacobians; outputs in tuples, lists and dicts keep their structure.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from adcompile.api.arguments import Argnums
from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.api.insides import is_structured
from adcompile.api.transforms import grad

__all__ = ["elementwise_grad", "hessian", "jacfwd", "jacobian", "jacrev"]

Function = Callable[..., Any]


def jacrev(function: Function, argnums: Argnums = 0, *, holomorphic: bool = False) -> Function:
    """The Jacobian of `function`, row by row: for more inputs than outputs.

    >>> jacrev(lambda x: x * x)(np.array([1.0, 2.0]))
    array([[2., 0.],
           [0., 4.]])
    """
    made = _Differentiated(function, argnums, "vjp", holomorphic)

    def jacobian_of(*args: Any, **kwargs: Any) -> Any:
        values = made.values(args, kwargs)
        value, pullback = made.derivative._pullback(*args, **kwargs)
        for leaf in leaves(value):
            made.check_output(leaf, "jacfwd")

        def rows(leaf: Any, place: tuple[Any, ...]) -> Any:
            shape = np.shape(leaf)
            if not has_derivative(leaf):
                return made.joined([zeros(shape, x) for x in values])
            pulled = [pullback(substituted(value, place, unit)) for unit in units(leaf)]
            blocks = zip(*pulled) if pulled else [[] for _ in values]
            return made.joined([stacked(b, shape, x) for b, x in zip(blocks, values)])

        return mapped(rows, value)

    return made.wraps(jacobian_of, "jacrev")


def jacfwd(function: Function, argnums: Argnums = 0, *, holomorphic: bool = False) -> Function:
    """The Jacobian of `function`, column by column: for more outputs than inputs.

    >>> jacfwd(lambda x: x * x)(np.array([1.0, 2.0]))
    array([[2., 0.],
           [0., 4.]])
    """
    made = _Differentiated(function, argnums, "jvp", holomorphic)

    def jacobian_of(*args: Any, **kwargs: Any) -> Any:
        values = made.values(args, kwargs)
        push = made.derivative._pushforward
        still = [np.zeros_like(x)[()] for x in values]
        value, _ = push(args, tuple(still), **kwargs)
        columns = [
            [push(args, (*still[:k], unit, *still[k + 1 :]), **kwargs)[1] for unit in units(x)]
            for k, x in enumerate(values)
        ]

        def blocks(leaf: Any, place: tuple[Any, ...]) -> Any:
            found = []
            for x, dots in zip(values, columns):
                parts = [part(dot, place) for dot in dots]
                if not has_derivative(leaf) or not parts:
                    found.append(zeros(np.shape(leaf), x))
                elif np.shape(x):
                    found.append(np.stack(parts, -1).reshape(np.shape(leaf) + np.shape(x)))
                else:
                    found.append(parts[0])
            return made.joined(found)

        return mapped(blocks, value)

    return made.wraps(jacobian_of, "jacfwd")


jacobian = jacrev


def hessian(function: Function, argnums: Argnums = 0) -> Function:
    """The second derivatives of a scalar function: forward over reverse.

    Shapes: twice those of the input; for several arguments a tuple of tuples of such blocks.

    >>> hessian(lambda x: x[0] ** 2 * x[1])(np.array([1.0, 2.0]))
    array([[4., 2.],
           [2., 0.]])
    """
    made = jacfwd(grad(function, argnums), argnums)
    made.__name__ = made.__qualname__ = f"hessian_{getattr(function, '__name__', 'function')}"
    return made


def elementwise_grad(function: Function, argnums: Argnums = 0) -> Function:
    """The derivative of each output element in its own input element, where no others count.

    It is the gradient of the sum of the output, so for functions that mix elements it is not what
    its name says.

    >>> elementwise_grad(lambda x: x**3)(np.array([1.0, 2.0]))
    array([ 3., 12.])
    """
    made = _Differentiated(function, argnums, "vjp", False)

    def derivative_of(*args: Any, **kwargs: Any) -> Any:
        made.values(args, kwargs)
        value, pullback = made.derivative._pullback(*args, **kwargs)
        if isinstance(value, (tuple, list, dict)):
            raise TypeError(
                f"elementwise_grad needs a function that returns an array, but {made.name}() returns "
                f"a {type(value).__name__}"
            )
        made.check_output(value, "jacfwd")
        return made.joined(list(pullback(np.ones_like(value)[()])))

    return made.wraps(derivative_of, "elementwise_grad")


class _Differentiated:
    """A function, the arguments it is differentiated in, and its vjp or jvp in them."""

    def __init__(self, function: Function, argnums: Argnums, kind: str, holomorphic: bool) -> None:
        if not callable(function):
            raise TypeError(f"a function is needed, not {type(function).__name__}")
        self.function = function
        self.name = getattr(function, "__name__", "function")
        self.single = isinstance(argnums, (int, str))
        self.holomorphic = holomorphic
        self.signature = inspect.signature(function)
        asked: Argnums = (argnums,) if isinstance(argnums, (int, str)) else argnums
        self.derivative: Derivative[..., Any] = Derivative(function, asked, Options(kind))

    def values(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        """The differentiated arguments of a call."""
        values = self.derivative._differentiated(args, kwargs)
        self.derivative._check_values(values)
        for value in values:
            if is_structured(value):
                raise TypeError(
                    f"a Jacobian in the {type(value).__name__} that {self.name}() gets: name the arrays inside, "
                    "as in argnums='params.W'"
                )
            if np.iscomplexobj(value) != self.holomorphic:
                wanted = "complex arguments" if self.holomorphic else "holomorphic=True"
                raise TypeError(f"the Jacobian of {self.name}() here needs {wanted}")
        return values

    def check_output(self, leaf: Any, other: str) -> None:
        """Refuse a complex output of real inputs, which reverse mode has no Jacobian for."""
        if np.iscomplexobj(leaf) and not self.holomorphic:
            raise TypeError(
                f"{self.name}() returns complex numbers: use {other}, or take the real and the "
                "imaginary part"
            )

    def joined(self, blocks: list[Any]) -> Any:
        """One block alone if one argument was asked for."""
        return blocks[0] if self.single else tuple(blocks)

    def wraps(self, made: Function, kind: str) -> Function:
        """Give the function that was made the signature and a name of its own."""
        functools.update_wrapper(made, self.function)
        made.__name__ = made.__qualname__ = f"{kind}_{self.name}"
        return made


# -- structures -----------------------------------------------------------------------------


def mapped(function: Callable[[Any, tuple[Any, ...]], Any], value: Any, *place: Any) -> Any:
    """`function` of each leaf and its place, in the structure of `value`.

    >>> mapped(lambda leaf, place: (leaf, place), {"a": [5]})
    {'a': [(5, ('a', 0))]}
    """
    if isinstance(value, dict):
        return {key: mapped(function, v, *place, key) for key, v in value.items()}
    if isinstance(value, (tuple, list)):
        parts = [mapped(function, v, *place, k) for k, v in enumerate(value)]
        return parts if isinstance(value, list) else tuple(parts)
    return function(value, place)


def leaves(value: Any) -> list[Any]:
    """The leaves of a structure, in order.

    >>> leaves((1, [2, {"a": 3}]))
    [1, 2, 3]
    """
    found: list[Any] = []
    mapped(lambda leaf, place: found.append(leaf), value)
    return found


def part(value: Any, place: tuple[Any, ...]) -> Any:
    """The leaf at a place."""
    for key in place:
        value = value[key]
    return value


def substituted(value: Any, place: tuple[Any, ...], unit: Any) -> Any:
    """`unit` at one place, zeros at all others."""
    return mapped(lambda leaf, at: unit if at == place else np.zeros_like(leaf)[()], value)


def units(x: Any) -> Iterator[Any]:
    """Every array like `x` that is 1 at one place and 0 elsewhere.

    >>> list(units(np.zeros(2)))
    [array([1., 0.]), array([0., 1.])]
    """
    for index in np.ndindex(*np.shape(x)):
        unit = np.zeros_like(x)
        unit[index] = 1
        yield unit[()]


def stacked(rows: Any, shape: tuple[int, ...], x: Any) -> Any:
    """Rows of a Jacobian of an output of that shape, as one array."""
    rows = list(rows)
    if not rows:
        return zeros(shape, x)
    return np.stack(rows).reshape(shape + np.shape(x)) if shape else rows[0]


def zeros(shape: tuple[int, ...], x: Any) -> Any:
    """The Jacobian of an output that no derivative reaches."""
    full = shape + np.shape(x)
    return np.zeros(full, np.result_type(x)) if full or type(x) is not float else 0.0


def has_derivative(leaf: Any) -> bool:
    """Is it floating point?"""
    return bool(np.result_type(leaf).kind in "fc")
