"""Derivatives of integrals, roots and solutions of differential equations, from those of a function."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import integrate

__all__ = [
    "integral_args",
    "integral_dot",
    "ivp_args",
    "ode_args",
    "root_args",
    "root_dot",
    "scalar_root_args",
    "scalar_root_dot",
]


def integral_args(g: Any, gradient: Any, a: Any, b: Any, args: Any, places: Any) -> Any:
    """The cotangents of the arguments of an integrand; `gradient(t, *args)` derives it in some of them.

    >>> integral_args(1.0, lambda t, c, n: (c, t), 0.0, 2.0, (3.0, 1), (0,))
    (np.float64(2.0), 0)
    """
    totals = integrals(gradient, a, b, args, places)
    return in_places([g * total for total in totals], args, places)


def integral_dot(args_dot: Any, gradient: Any, a: Any, b: Any, args: Any, places: Any) -> Any:
    """The derivative of an integral when the arguments of the integrand move along `args_dot`.

    >>> integral_dot((2.0,), lambda t, c: (c, t), 0.0, 2.0, (3.0,), (0,))
    np.float64(4.0)
    """
    totals = integrals(gradient, a, b, args, places)
    return sum(np.sum(args_dot[k] * total) for k, total in zip(places, totals))


def in_places(parts: Any, args: Any, places: Any) -> Any:
    """Cotangents in their places among the arguments, the others 0.

    >>> in_places([5.0], ("x", 3.0), (1,))
    (0, 5.0)
    """
    found = dict(zip(places, parts))
    return tuple(found.get(k, 0) for k in range(len(args)))


def integrals(gradient: Any, a: Any, b: Any, args: Any, places: Any) -> Any:
    """The integral of each derivative of an integrand, element by element.

    >>> integrals(lambda t, c: (0.0, t * c), 0.0, 1.0, (np.array([2.0, 4.0]),), (0,))
    [array([1., 2.])]
    """
    totals = []
    for j, k in enumerate(places, 1):
        elements = [
            integrate.quad(lambda t, i=i, j=j: np.ravel(gradient(t, *args)[j])[i], a, b)[0]
            for i in range(np.size(args[k]))
        ]
        totals.append(np.reshape(elements, np.shape(args[k]))[()])
    return totals


def scalar_root_args(g: Any, gradient: Any, x: Any, args: Any, places: Any) -> Any:
    """The cotangents of the arguments of a function with the root `x`: the implicit function theorem.

    >>> scalar_root_args(1.0, lambda x, c: (2 * x, -1.0), 3.0, (9.0,), (0,))
    (0.16666666666666666,)
    """
    slope, *others = gradient(x, *args)
    return in_places([-g * other / slope for other in others], args, places)


def scalar_root_dot(args_dot: Any, gradient: Any, x: Any, args: Any, places: Any) -> Any:
    """How a root moves when the arguments of the function do.

    >>> scalar_root_dot((1.0,), lambda x, c: (2 * x, -1.0), 3.0, (9.0,), (0,))
    np.float64(0.16666666666666666)
    """
    slope, *others = gradient(x, *args)
    return -sum(np.sum(args_dot[k] * other) for k, other in zip(places, others)) / slope


def root_args(g: Any, pullback: Any, x: Any, args: Any, places: Any) -> Any:
    """The cotangents of the arguments of a system with the root `x`.

    `pullback(x, *args)` returns the value, and the function that takes a cotangent of it back.

    >>> root_args(np.ones(1), lambda x, c: (x - c, lambda h: (h, -h)), np.ones(1), (np.ones(1),), (0,))
    (array([1.]),)
    """
    pull = pullback(x, *args)[1]
    matrix = np.stack([np.ravel(pull(row)[0]) for row in np.eye(np.size(x))])
    weights = np.linalg.solve(matrix.T, -np.ravel(g))
    return in_places(pull(weights)[1:], args, places)


def root_dot(args_dot: Any, pullback: Any, x: Any, args: Any, places: Any) -> Any:
    """How the root of a system moves when its arguments do.

    >>> root_dot((2.0,), lambda x, c: (x - c, lambda h: (h, -h[0])), np.ones(1), (1.0,), (0,))
    array([2.])
    """
    pull = pullback(x, *args)[1]
    rows = [pull(row) for row in np.eye(np.size(x))]
    matrix = np.stack([np.ravel(row[0]) for row in rows])
    moved = [sum(np.sum(args_dot[k] * d) for k, d in zip(places, row[1:])) for row in rows]
    return np.linalg.solve(matrix, -np.array(moved))


def ode_args(
    g: Any, pullback: Any, y: Any, t: Any, args: Any, places: Any, rtol: Any, atol: Any
) -> Any:
    """The cotangents of the first value of a solution and of the arguments of its equation.

    The adjoint equation is solved backwards, from each time to the one before, together with the
    solution itself.  Source: Chen et al. (2018), "Neural ordinary differential equations", appendix.

    >>> f = lambda y, t, c: (c * y, lambda h: (c * h, np.sum(h * y)))
    >>> y = np.exp([[0.0], [1.0]])
    >>> first, (rate,) = ode_args(np.array([[0.0], [1.0]]), f, y, [0.0, 1.0], (1.0,), (0,), None, None)
    >>> np.round(first, 6), np.round(rate, 6)
    (array([2.718282]), np.float64(2.718282))
    """
    n = np.shape(y)[-1]

    def backwards(state: Any, s: Any) -> Any:
        value, pull = pullback(state[:n], s, *args)
        return np.concatenate([value, *(np.ravel(part) for part in pull(-state[n : 2 * n]))])

    sizes = [np.size(args[k]) for k in places]
    state = np.zeros(2 * n + sum(sizes))
    for k in range(len(t) - 1, 0, -1):
        state[:n] = y[k]
        state[n : 2 * n] += g[k]
        state = integrate.odeint(backwards, state, [t[k], t[k - 1]], rtol=rtol, atol=atol)[1]
    ends = np.cumsum([2 * n, *sizes])
    parts = [
        np.reshape(state[start:end], np.shape(args[k]))[()]
        for k, start, end in zip(places, ends, ends[1:])
    ]
    return state[n : 2 * n] + g[0], in_places(parts, args, places)


def ivp_args(
    g: Any, pullback: Any, y: Any, t: Any, start: Any, y0: Any, args: Any, places: Any
) -> Any:
    """As `ode_args`, for `solve_ivp`: each time is a column, and the equation a function of `t, y`.

    >>> f = lambda t, y, c: (c * y, lambda h: (c * h, np.sum(h * y)))
    >>> y = np.exp([[0.5, 1.0]])
    >>> first, (rate,) = ivp_args(np.array([[0.0, 1.0]]), f, y, [0.5, 1.0], 0.0, [1.0], (1.0,), (0,))
    >>> np.round(first, 6), np.round(rate, 6)
    (array([2.718282]), np.float64(2.718282))
    """

    def turned(state: Any, s: Any, *rest: Any) -> Any:
        return pullback(s, state, *rest)

    y, g, t = y.T, g.T, np.asarray(t)
    if t[0] != start:  # the first value is not among those that were asked for
        t = np.concatenate([[start], t])
        y = np.concatenate([np.reshape(y0, (1, -1)), y])
        g = np.concatenate([np.zeros_like(g[:1]), g])
    return ode_args(g, turned, y, t, args, places, 1e-10, 1e-10)
