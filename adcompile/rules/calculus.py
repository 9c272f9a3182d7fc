"""Differences, integrals, interpolation, histograms and covariances of sampled data."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.calculus import (
    bins_of,
    gradient_like,
    interval_of,
    pairs,
    panel_widths,
    rows_of,
    unbins,
    ungradient,
    unpairs,
    unrows,
    unwidths,
    weight_of_rows,
)
from adcompile.runtime.indexing import untake

nondifferentiable(bins_of, interval_of, weight_of_rows)

LISTS = (gradient_like,)  # return a list, but for one axis

# Differences and integrals


@rule(np.gradient, linear=True)
def gradient(f, *varargs, axis=None, edge_order=1, out, g):
    return ungradient(g, f, varargs, axis, edge_order), NotImplemented, None, None


integral = np.trapezoid if hasattr(np, "trapezoid") else np.trapz  # type: ignore[attr-defined]


@rule(integral)
def trapezoid(y, x=None, dx=1.0, axis=-1, *, out, g):
    h = np.expand_dims(g, axis) / 2
    grad_dx = np.sum(h * pairs(y, axis))
    if x is None:
        return unpairs(h * dx, y, axis), None, grad_dx, None
    grad_x = unwidths(h * pairs(y, axis), x, y, axis)
    return unpairs(h * panel_widths(x, y, axis), y, axis), grad_x, None, None


@trapezoid.jvp
def trapezoid_jvp(y, x=None, dx=1.0, axis=-1, *, out, y_dot, x_dot, dx_dot):
    if x is None:
        return integral(y_dot, None, dx, axis), None, integral(y, None, dx_dot, axis), None
    return integral(y_dot, x, 1.0, axis), integral(y, x_dot, 1.0, axis), None, None


# Interpolation: the slope at a node is the one to the right of it


@rule(np.interp)
def interp(x, xp, fp, left=None, right=None, *, out, g):
    i = interval_of(x, xp)
    inside = np.greater_equal(x, xp[0]) & np.less_equal(x, xp[-1])
    step = np.take(xp, i + 1) - np.take(xp, i)
    slope = inside * (np.take(fp, i + 1) - np.take(fp, i)) / step
    t = np.clip(np.subtract(x, np.take(xp, i)) / step, 0, 1)
    moved = g * slope
    grad_xp = -untake(moved * (1 - t), xp, i) - untake(moved * t, xp, i + 1)
    if left is None and right is None:
        return moved, grad_xp, untake(g * (1 - t), fp, i) + untake(g * t, fp, i + 1), None, None
    below = np.less(x, xp[0])
    above = np.greater(x, xp[-1])
    kept = g * ~(below * (left is not None) | above * (right is not None))
    grad_fp = untake(kept * (1 - t), fp, i) + untake(kept * t, fp, i + 1)
    return moved, grad_xp, grad_fp, np.sum(g * below), np.sum(g * above)


@interp.jvp
def interp_jvp(
    x, xp, fp, left=None, right=None, *, out, x_dot, xp_dot, fp_dot, left_dot, right_dot
):
    i = interval_of(x, xp)
    inside = np.greater_equal(x, xp[0]) & np.less_equal(x, xp[-1])
    step = np.take(xp, i + 1) - np.take(xp, i)
    slope = inside * (np.take(fp, i + 1) - np.take(fp, i)) / step
    t = np.clip(np.subtract(x, np.take(xp, i)) / step, 0, 1)
    from_xp = -slope * ((1 - t) * np.take(xp_dot, i) + t * np.take(xp_dot, i + 1))
    from_fp = (1 - t) * np.take(fp_dot, i) + t * np.take(fp_dot, i + 1)
    if left is None and right is None:
        return slope * x_dot, from_xp, from_fp, None, None
    below = np.less(x, xp[0])
    above = np.greater(x, xp[-1])
    kept = ~(below * (left is not None) | above * (right is not None))
    return slope * x_dot, from_xp, kept * from_fp, below * left_dot, above * right_dot


# Histograms: the counts do not move, the weights do


@rule(np.bincount)
def bincount(x, /, weights=None, minlength=0, *, out, g):
    return None, np.take(g, x), None


@bincount.jvp
def bincount_jvp(x, /, weights=None, minlength=0, *, out, weights_dot):
    return None, np.bincount(x, weights_dot, minlength), None


@rule(np.histogram)
def histogram(a, bins=10, range=None, density=None, weights=None, *, out, g):
    if isinstance(g[1], int) and (density is None or density is False):
        return None, None, None, None, unbins(g[0], bins_of(a, out[1]), weights)
    if isinstance(g[1], int):
        rate = (g[0] / np.diff(out[1]) - np.sum(g[0] * out[0])) / np.sum(weights)
        return None, None, None, None, unbins(rate, bins_of(a, out[1]), weights)
    return NotImplemented, NotImplemented, NotImplemented, None, NotImplemented  # moving edges


@histogram.jvp
def histogram_jvp(a, bins=10, range=None, density=None, weights=None, *, out, weights_dot):
    total = np.histogram(a, out[1], None, None, weights_dot)[0]
    if density is None or density is False:
        return NotImplemented, NotImplemented, NotImplemented, None, (total, np.zeros_like(out[1]))
    rate = (total / np.diff(out[1]) - out[0] * np.sum(total)) / np.sum(weights)
    return NotImplemented, NotImplemented, NotImplemented, None, (rate, np.zeros_like(out[1]))


# Covariances, of real data; those of `y` are the last rows


@rule(np.cov)
def cov(m, y=None, rowvar=True, bias=False, ddof=None, *, out, g):
    if y is None:
        a = rows_of(m, rowvar)
        centred = a - np.mean(a, axis=1, keepdims=True)
        both = np.atleast_2d(g) + np.atleast_2d(g).T
        scale = weight_of_rows(np.shape(a)[1], bias, ddof)
        return unrows(both @ centred / scale, m, rowvar), None, None, None, None
    a = np.concatenate((rows_of(m, rowvar), rows_of(y, rowvar)))
    centred = a - np.mean(a, axis=1, keepdims=True)
    grad = (g + g.T) @ centred / weight_of_rows(np.shape(a)[1], bias, ddof)
    k = len(rows_of(m, rowvar))
    return unrows(grad[:k], m, rowvar), unrows(grad[k:], y, rowvar), None, None, None


@cov.jvp
def cov_jvp(m, y=None, rowvar=True, bias=False, ddof=None, *, out, m_dot, y_dot):
    if y is None:
        a = rows_of(m, rowvar)
        centred = a - np.mean(a, axis=1, keepdims=True)
        half = rows_of(m_dot, rowvar) @ centred.T / weight_of_rows(np.shape(a)[1], bias, ddof)
        return np.reshape(half + half.T, np.shape(out)), None, None, None, None
    a = np.concatenate((rows_of(m, rowvar), rows_of(y, rowvar)))
    centred = (a - np.mean(a, axis=1, keepdims=True)) / weight_of_rows(np.shape(a)[1], bias, ddof)
    k = len(rows_of(m, rowvar))
    first = np.pad(rows_of(m_dot, rowvar) @ centred.T, ((0, len(a) - k), (0, 0)))
    last = np.pad(rows_of(y_dot, rowvar) @ centred.T, ((k, 0), (0, 0)))
    return first + first.T, last + last.T, None, None, None


@rule(np.corrcoef)  # a covariance, divided by the deviations
def corrcoef(x, y=None, rowvar=True, *, out, g):
    if y is None:
        a = rows_of(x, rowvar)
        unit = a - np.mean(a, axis=1, keepdims=True)
        length = np.sqrt(np.sum(unit * unit, axis=1, keepdims=True))
        turn = (np.atleast_2d(g) + np.atleast_2d(g).T) @ (unit / length)
        inward = np.sum(turn * (unit / length), axis=1, keepdims=True) * (unit / length)
        return unrows((turn - inward) / length, x, rowvar), None, None
    a = np.concatenate((rows_of(x, rowvar), rows_of(y, rowvar)))
    unit = a - np.mean(a, axis=1, keepdims=True)
    length = np.sqrt(np.sum(unit * unit, axis=1, keepdims=True))
    turn = (g + g.T) @ (unit / length)
    inward = np.sum(turn * (unit / length), axis=1, keepdims=True) * (unit / length)
    grad = (turn - inward) / length
    k = len(rows_of(x, rowvar))
    return unrows(grad[:k], x, rowvar), unrows(grad[k:], y, rowvar), None


@corrcoef.jvp
def corrcoef_jvp(x, y=None, rowvar=True, *, out, x_dot, y_dot):
    if y is None:
        a = rows_of(x, rowvar)
        unit = a - np.mean(a, axis=1, keepdims=True)
        length = np.sqrt(np.sum(unit * unit, axis=1, keepdims=True))
        moved = rows_of(x_dot, rowvar) / length
        turn = moved - np.sum(moved * unit, axis=1, keepdims=True) * unit / (length * length)
        half = turn @ (unit / length).T
        return np.reshape(half + half.T, np.shape(out)), None, None
    a = np.concatenate((rows_of(x, rowvar), rows_of(y, rowvar)))
    unit = a - np.mean(a, axis=1, keepdims=True)
    length = np.sqrt(np.sum(unit * unit, axis=1, keepdims=True))
    unit = unit / length
    k = len(rows_of(x, rowvar))
    first = rows_of(x_dot, rowvar) / length[:k]
    first = first - np.sum(first * unit[:k], axis=1, keepdims=True) * unit[:k]
    last = rows_of(y_dot, rowvar) / length[k:]
    last = last - np.sum(last * unit[k:], axis=1, keepdims=True) * unit[k:]
    first = np.pad(first @ unit.T, ((0, len(a) - k), (0, 0)))
    last = np.pad(last @ unit.T, ((k, 0), (0, 0)))
    return first + first.T, last + last.T, None


# The helpers above


@rule(gradient_like, linear=True)
def gradient_like_rule(x, varargs, axis, edge_order, *, out, g):
    return ungradient(g, x, varargs, axis, edge_order), NotImplemented, None, None


@rule(ungradient, linear=True)
def ungradient_rule(x, f, varargs, axis, edge_order, *, out, g):
    return gradient_like(g, varargs, axis, edge_order), None, NotImplemented, None, None


@rule(pairs, linear=True)
def pairs_rule(y, axis, *, out, g):
    return unpairs(g, y, axis), None


@rule(unpairs, linear=True)
def unpairs_rule(x, like, axis, *, out, g):
    return unbroadcast(pairs(g, axis), x), None, None


@rule(panel_widths, linear=True)
def panel_widths_rule(x, y, axis, *, out, g):
    return unwidths(g, x, y, axis), None, None


@rule(unwidths, linear=True)
def unwidths_rule(d, x, y, axis, *, out, g):
    return np.broadcast_to(panel_widths(g, y, axis), np.shape(d)), None, None, None


@rule(unbins, linear=True)
def unbins_rule(x, bins, like, *, out, g):
    counted = np.where(bins < 0, 0, np.ravel(g))
    return np.bincount(np.maximum(bins, 0), counted, np.size(x)), None, None


@rule(rows_of, linear=True)
def rows_of_rule(m, rowvar, *, out, g):
    return unrows(g, m, rowvar), None


@rule(unrows, linear=True)
def unrows_rule(x, like, rowvar, *, out, g):
    return rows_of(g, rowvar), None, None
