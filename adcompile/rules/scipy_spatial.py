"""scipy.spatial: distances between points."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np
from scipy.spatial import distance

from adcompile.rules.table import formula, rule
from adcompile.runtime.elementwise import divide_or_zero
from adcompile.runtime.points import (
    city_block_grad,
    condensed,
    squared,
)

__all__: list[str] = []


@rule(distance.cdist)
def cdist(XA, XB, metric="euclidean", *, out, g):
    # A distance of 0 has derivative 0.
    if metric == "euclidean":
        w = divide_or_zero(g, out)
        return weighted_differences(w, XA, XB), weighted_differences(w.T, XB, XA), None
    if metric == "sqeuclidean":
        w = 2 * g
        return weighted_differences(w, XA, XB), weighted_differences(w.T, XB, XA), None
    if metric == "cityblock":
        return city_block_grad(g, XA, XB), city_block_grad(g.T, XB, XA), None
    return NotImplemented, NotImplemented, None


@formula
def weighted_differences(w, x, y):
    return np.sum(w, axis=1, keepdims=True) * x - w @ y


@cdist.jvp
def cdist_jvp(XA, XB, metric="euclidean", *, out, XA_dot, XB_dot):
    if metric == "euclidean":
        return (
            divide_or_zero(approach(XA, XB, XA_dot), out),
            divide_or_zero(approach(XB, XA, XB_dot).T, out),
            None,
        )
    if metric == "sqeuclidean":
        return 2 * approach(XA, XB, XA_dot), 2 * approach(XB, XA, XB_dot).T, None
    if metric == "cityblock":
        return (
            np.sum(np.sign(XA[:, None] - XB) * XA_dot[:, None], axis=-1),
            np.sum(np.sign(XB - XA[:, None]) * XB_dot, axis=-1),
            None,
        )
    return NotImplemented, NotImplemented, None


@formula
def approach(x, y, x_dot):
    return np.sum(x * x_dot, axis=1, keepdims=True) - x_dot @ y.T


@rule(distance.pdist)
def pdist(X, metric="euclidean", *, out, g):
    if metric == "euclidean":
        return weighted_differences(squared(divide_or_zero(g, out)), X, X), None
    if metric == "sqeuclidean":
        return weighted_differences(squared(2 * g), X, X), None
    if metric == "cityblock":
        return city_block_grad(squared(g), X, X), None
    return NotImplemented, None


@pdist.jvp
def pdist_jvp(X, metric="euclidean", *, out, X_dot):
    moved = approach(X, X, X_dot) + approach(X, X, X_dot).T
    if metric == "euclidean":
        return divide_or_zero(condensed(moved), out), None
    if metric == "sqeuclidean":
        return 2 * condensed(moved), None
    if metric == "cityblock":
        steps = np.expand_dims(X_dot, 1) - X_dot
        return condensed(np.sum(np.sign(np.expand_dims(X, 1) - X) * steps, axis=-1)), None
    return NotImplemented, None


@rule(squared, linear=True)
def squared_rule(x, *, out, g):
    return condensed(g + g.T)


@rule(condensed, linear=True)
def condensed_rule(x, *, out, g):
    return np.triu(squared(g))


@rule(city_block_grad, linear=True)
def city_block_grad_rule(g_out, x, y, *, out, g):
    return np.sum(np.sign(np.expand_dims(x, 1) - y) * np.expand_dims(g, 1), axis=-1), None, None


@rule(distance.squareform)
def squareform(X, force="no", *, out, g):
    if force == "tomatrix" or np.ndim(X) == 1:
        return condensed(g + g.T), None
    if force == "tovector" or np.ndim(X) == 2:
        return np.triu(squared(g)), None
    return NotImplemented, None


@squareform.jvp
def squareform_jvp(X, force="no", *, out, X_dot):
    if force == "tomatrix" or np.ndim(X) == 1:
        return squared(X_dot), None
    if force == "tovector" or np.ndim(X) == 2:
        return condensed(X_dot), None
    return NotImplemented, None
