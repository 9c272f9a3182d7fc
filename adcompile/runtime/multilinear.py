"""Derivatives, of any order, of products of a number of factors that is only known at run time.

A product is linear in each factor, so its derivative along a direction is the sum of the products
with one factor replaced.  A direction is a tuple parallel to the factors, with the integer 0 where
nothing moves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.runtime.einsum import einsum_cotangent, einsum_placement, einsum_spread

__all__ = ["einsum_grads", "einsum_tangent", "multi_dot_grads", "multi_dot_tangent"]


def moves(argument: Any, dot: Any) -> bool:
    """Is `dot` the tangent of an operand: not 0, and not in the place of subscripts?

    >>> moves(np.ones(2), np.ones(2)), moves(np.ones(2), 0), moves("i->i", 0)
    (True, False, False)
    """
    return not isinstance(dot, int) and not isinstance(argument, (str, list, tuple))


def polarised(
    product: Callable[[tuple[Any, ...]], Any], args: Any, directions: tuple[Any, ...]
) -> Any:
    """The derivative of `product` along all of `directions`, each taken once.

    >>> polarised(lambda xs: xs[0] * xs[1], (2.0, 3.0), ((1.0, 10.0),))
    23.0
    """
    if not directions:
        return product(tuple(args))
    total = None
    for k, dot in enumerate(directions[0]):
        if moves(args[k], dot):
            others = tuple((*d[:k], 0, *d[k + 1 :]) for d in directions[1:])
            term = polarised(product, (*args[:k], dot, *args[k + 1 :]), others)
            total = term if total is None else total + term
    return np.zeros_like(product(tuple(args))) if total is None else total


def polarised_grads(
    grads: Callable[[tuple[Any, ...]], list[Any]], args: Any, directions: tuple[Any, ...]
) -> list[Any]:
    """The cotangents that `grads` gives, differentiated along all of `directions`.

    >>> polarised_grads(lambda xs: [xs[1], xs[0]], (2.0, 3.0), ((1.0, 10.0),))
    [10.0, 1.0]
    """
    if not directions:
        return grads(tuple(args))
    totals = [np.zeros_like(a) if hasattr(a, "dtype") else 0 for a in args]
    for k, dot in enumerate(directions[0]):
        if moves(args[k], dot):
            others = tuple((*d[:k], 0, *d[k + 1 :]) for d in directions[1:])
            terms = polarised_grads(grads, (*args[:k], dot, *args[k + 1 :]), others)
            totals = [t if i == k else t + term for i, (t, term) in enumerate(zip(totals, terms))]
    return totals


def einsum_strings(args: Any) -> tuple[str, list[int]]:
    """The subscripts of `np.einsum(*args)` as a string, and which of `args` are operands.

    >>> einsum_strings((np.ones((2, 3)), [0, 1], np.ones(3), [1], [0]))
    ('AB,B->A', [0, 2])
    """
    if isinstance(args[0], str):
        return args[0], list(range(1, len(args)))

    def letters(numbers: Any) -> str:
        return "".join("..." if n is Ellipsis else chr(n + (65 if n < 26 else 71)) for n in numbers)

    places = list(range(0, len(args) - 1, 2))
    subscripts = ",".join(letters(args[k + 1]) for k in places)
    if len(args) % 2:
        subscripts += "->" + letters(args[-1])
    return subscripts, places


def einsum_tangent(args: Any, *directions: Any) -> Any:
    """The derivative of `np.einsum(*args)` along all of `directions`.

    >>> einsum_tangent(("i,i->i", np.array([1.0, 2.0]), np.ones(2)), (0, np.ones(2), 0))
    array([1., 1.])
    """
    return polarised(lambda xs: np.einsum(*xs), args, directions)


def einsum_grads(grad_out: Any, args: Any, *directions: Any) -> tuple[Any, ...]:
    """The cotangents of all of `args` in `np.einsum(*args)`, 0 for subscripts; along `directions`.

    >>> einsum_grads(np.ones(2), ("ij,j->i", np.ones((2, 3)), np.ones(3)))[2]
    array([2., 2., 2.])
    """
    subscripts, places = einsum_strings(args)

    def grads(xs: tuple[Any, ...]) -> list[Any]:
        result: list[Any] = [0] * len(xs)
        for k, place in enumerate(places):
            factors = [grad_out if p == place else xs[p] for p in places]
            grad = np.einsum(einsum_cotangent(subscripts, k), *factors)
            result[place] = einsum_spread(grad, einsum_placement(subscripts, k), args[place])
        return result

    return tuple(polarised_grads(grads, args, directions))


def multi_dot_tangent(arrays: Any, *directions: Any) -> Any:
    """The derivative of `np.linalg.multi_dot(arrays)` along all of `directions`.

    >>> multi_dot_tangent([np.ones((1, 2)), np.ones((2, 1))], (np.ones((1, 2)), 0))
    array([[2.]])
    """
    return polarised(np.linalg.multi_dot, arrays, directions)


def multi_dot_grads(grad_out: Any, arrays: Any, *directions: Any) -> list[Any]:
    """The cotangents of all of `arrays` in `np.linalg.multi_dot(arrays)`; along `directions`.

    >>> [g.shape for g in multi_dot_grads(np.ones(()), [np.ones(2), np.ones((2, 3)), np.ones(3)])]
    [(2,), (2, 3), (3,)]
    """

    def grads(xs: tuple[Any, ...]) -> list[Any]:
        factors = [np.atleast_2d(x) for x in xs]  # a vector in front is a row
        if np.ndim(xs[-1]) == 1:
            factors[-1] = factors[-1].T
        after = np.reshape(grad_out, (len(factors[0]), factors[-1].shape[1]))
        before = [np.eye(len(factors[0]), dtype=after.dtype)]
        for factor in factors[:-1]:
            before.append(before[-1] @ factor)
        result = []
        for left, factor, x in zip(before[::-1], factors[::-1], xs[::-1]):
            result.append(np.reshape(left.T @ after, np.shape(x)))
            after = after @ factor.T
        return result[::-1]

    return polarised_grads(grads, arrays, directions)
