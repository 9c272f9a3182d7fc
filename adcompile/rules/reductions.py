"""Reductions: each spreads the cotangent of the result back over the elements that went into it.

`np.broadcast_to(g, np.shape(a))` is the spelling of "g, spread over the shape of a": it allocates
nothing, and the optimiser keeps it small for as long as it can.  The shortcuts of a rule are the
lines for an `axis` written in the call; the last line is right for any `axis` and `keepdims`.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.reductions import (
    along,
    merge_axes,
    product_of_others,
    products_before,
    quantile_share,
    recurrence,
    reduced_axes,
    reduced_size,
    tie_share,
    unalong,
    unmerge_axes,
    unreduce,
    valid_share,
)

nondifferentiable(quantile_share, reduced_axes, reduced_size, tie_share, valid_share)

VIEWS = (unreduce, merge_axes, unmerge_axes, along, unalong)  # may share memory with an argument

# Sums and means


@rule(np.sum, np.ndarray.sum, linear=True)
def sum_(a, axis=None, *, keepdims=False, out, g):
    if np.ndim(a) == 0:  # NumPy lets numbers have axes here
        return g, None, None
    if axis is None or keepdims:
        return np.broadcast_to(g, np.shape(a)), None, None
    if isinstance(axis, (int, tuple)) and not keepdims:
        return np.broadcast_to(np.expand_dims(g, axis), np.shape(a)), None, None
    return unreduce(g, a, axis, keepdims), None, None


@rule(np.mean, np.ndarray.mean, linear=True)
def mean(a, axis=None, *, keepdims=False, out, g):
    if np.ndim(a) == 0:
        return g, None, None
    if axis is None:
        return np.broadcast_to(g / np.size(a), np.shape(a)), None, None
    if isinstance(axis, int) and keepdims:
        return np.broadcast_to(g / np.shape(a)[axis], np.shape(a)), None, None
    if isinstance(axis, int) and not keepdims:
        g = np.expand_dims(g / np.shape(a)[axis], axis)
        return np.broadcast_to(g, np.shape(a)), None, None
    return unreduce(g / reduced_size(a, axis), a, axis, keepdims), None, None


@rule(np.average)
def average(a, axis=None, weights=None, *, keepdims=False, out, g):
    if weights is None and axis is None:
        return np.broadcast_to(g / np.size(a), np.shape(a)), None, None, None
    if weights is None:
        return unreduce(g / reduced_size(a, axis), a, axis, keepdims), None, None, None
    w = along(weights, a, axis)
    share = unreduce(g, a, axis, keepdims) / np.sum(w, axis=axis, keepdims=True)
    grad_w = share * (a - unreduce(out, a, axis, keepdims))
    return share * w, None, unalong(grad_w, weights, axis), None


@average.jvp
def average_jvp(a, axis=None, weights=None, *, keepdims=False, out, a_dot, weights_dot):
    w = along(weights, a, axis)
    total = np.sum(w, axis=axis, keepdims=True)
    from_a = np.sum(a_dot * (w / total), axis=axis, keepdims=keepdims)
    w_dot = along(weights_dot, a, axis) / total * (a - unreduce(out, a, axis, keepdims))
    return from_a, None, np.sum(w_dot, axis=axis, keepdims=keepdims), None


@rule(np.cumsum, np.ndarray.cumsum, linear=True)
def cumsum(a, axis=None, *, out, g):
    if np.ndim(a) == 0:
        return np.reshape(g, ()), None
    if axis is None:
        return np.reshape(np.flip(np.cumsum(np.flip(g))), np.shape(a)), None
    if isinstance(axis, int):
        return np.flip(np.cumsum(np.flip(g, axis), axis), axis), None
    return np.reshape(np.flip(np.cumsum(np.flip(g, axis), axis), axis), np.shape(a)), None


@rule(np.add.reduce, linear=True)
def add_reduce(array, axis=0, *, keepdims=False, out, g):
    return unreduce(g, array, axis, keepdims), None, None


@rule(np.nansum)
def nansum(a, axis=None, *, keepdims=False, out, g):
    if axis is None or keepdims:
        return g * ~np.isnan(a), None, None
    return unreduce(g, a, axis, keepdims) * ~np.isnan(a), None, None


@nansum.jvp
def nansum_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    a_dot = np.where(np.isnan(a), 0.0, a_dot)  # a tangent of nan is nan as a rule
    return np.sum(a_dot, axis=axis, keepdims=keepdims), None, None


@rule(np.nanmean)
def nanmean(a, axis=None, *, keepdims=False, out, g):
    if axis is None or keepdims:
        return g * valid_share(a, axis), None, None
    return unreduce(g, a, axis, keepdims) * valid_share(a, axis), None, None


@nanmean.jvp
def nanmean_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    a_dot = np.where(np.isnan(a), 0.0, a_dot)
    return np.sum(a_dot * valid_share(a, axis), axis=axis, keepdims=keepdims), None, None


# Variance, of real arrays


@rule(np.var, np.ndarray.var)
def var(a, axis=None, *, ddof=0, keepdims=False, out, g):
    if axis is None:
        return 2 * g / (np.size(a) - ddof) * (a - np.mean(a)), None, None, None
    centred = a - np.mean(a, axis=axis, keepdims=True)
    if isinstance(axis, int) and keepdims:
        return 2 * g / (np.shape(a)[axis] - ddof) * centred, None, None, None
    if isinstance(axis, int) and not keepdims:
        g = 2 * g / (np.shape(a)[axis] - ddof)
        return np.expand_dims(g, axis) * centred, None, None, None
    g = 2 * g / (reduced_size(a, axis) - ddof)
    return unreduce(g, a, axis, keepdims) * centred, None, None, None


@var.jvp
def var_jvp(a, axis=None, *, ddof=0, keepdims=False, out, a_dot):
    centred = a - np.mean(a, axis=axis, keepdims=True)
    total = np.sum(centred * a_dot, axis=axis, keepdims=keepdims)
    return 2 * total / (reduced_size(a, axis) - ddof), None, None, None


@rule(np.std, np.ndarray.std)
def std(a, axis=None, *, ddof=0, keepdims=False, out, g):
    g = g / (out + (out == 0))  # 0 for a constant, whose deviations are 0
    if axis is None:
        return g / (np.size(a) - ddof) * (a - np.mean(a)), None, None, None
    centred = a - np.mean(a, axis=axis, keepdims=True)
    if isinstance(axis, int) and keepdims:
        return g / (np.shape(a)[axis] - ddof) * centred, None, None, None
    if isinstance(axis, int) and not keepdims:
        return np.expand_dims(g / (np.shape(a)[axis] - ddof), axis) * centred, None, None, None
    g = g / (reduced_size(a, axis) - ddof)
    return unreduce(g, a, axis, keepdims) * centred, None, None, None


@std.jvp
def std_jvp(a, axis=None, *, ddof=0, keepdims=False, out, a_dot):
    centred = a - np.mean(a, axis=axis, keepdims=True)
    total = np.sum(centred * a_dot, axis=axis, keepdims=keepdims)
    scale = (reduced_size(a, axis) - ddof) * (out + (out == 0))
    return total / scale, None, None, None


# Selections: ties of a maximum or minimum share evenly


@rule(np.max, np.amax, np.min, np.amin, np.nanmax, np.nanmin, np.ndarray.max, np.ndarray.min)
def extreme(a, axis=None, *, keepdims=False, out, g):
    if np.ndim(a) == 0:
        return g, None, None
    if axis is None:
        mask = a == out
        return g * mask / int(np.count_nonzero(mask)), None, None
    if keepdims:
        return g * tie_share(a, out, axis), None, None
    if isinstance(axis, (int, tuple)) and not keepdims:
        share = tie_share(a, np.expand_dims(out, axis), axis)
        return np.expand_dims(g, axis) * share, None, None
    share = tie_share(a, unreduce(out, a, axis, keepdims), axis)
    return unreduce(g, a, axis, keepdims) * share, None, None


@extreme.jvp
def extreme_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    share = tie_share(a, unreduce(out, a, axis, keepdims), axis)
    return np.sum(a_dot * share, axis=axis, keepdims=keepdims), None, None


@rule(np.maximum.reduce, np.minimum.reduce)
def extreme_reduce(array, axis=0, *, keepdims=False, out, g):
    share = tie_share(array, unreduce(out, array, axis, keepdims), axis)
    return unreduce(g, array, axis, keepdims) * share, None, None


@extreme_reduce.jvp
def extreme_reduce_jvp(array, axis=0, *, keepdims=False, out, array_dot):
    share = tie_share(array, unreduce(out, array, axis, keepdims), axis)
    return np.sum(array_dot * share, axis=axis, keepdims=keepdims), None, None


@rule(np.ptp)
def ptp(a, axis=None, *, keepdims=False, out, g):
    high = tie_share(a, np.max(a, axis=axis, keepdims=True), axis)
    low = tie_share(a, np.min(a, axis=axis, keepdims=True), axis)
    return unreduce(g, a, axis, keepdims) * (high - low), None, None


@ptp.jvp
def ptp_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    high = tie_share(a, np.max(a, axis=axis, keepdims=True), axis)
    low = tie_share(a, np.min(a, axis=axis, keepdims=True), axis)
    return np.sum(a_dot * (high - low), axis=axis, keepdims=keepdims), None, None


@rule(np.median)
def median(a, axis=None, *, keepdims=False, out, g):
    if axis is None:
        return g * quantile_share(a, 0.5), None, None
    return unreduce(g, a, axis, keepdims) * quantile_share(a, 0.5, axis), None, None


@median.jvp
def median_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    return np.sum(a_dot * quantile_share(a, 0.5, axis), axis=axis, keepdims=keepdims), None, None


@rule(np.quantile)
def quantile(a, q, axis=None, *, keepdims=False, out, g):
    if axis is None:
        return g * quantile_share(a, q), None, None, None
    return unreduce(g, a, axis, keepdims) * quantile_share(a, q, axis), None, None, None


@quantile.jvp
def quantile_jvp(a, q, axis=None, *, keepdims=False, out, a_dot):
    share = quantile_share(a, q, axis)
    return np.sum(a_dot * share, axis=axis, keepdims=keepdims), None, None, None


@rule(np.percentile)
def percentile(a, q, axis=None, *, keepdims=False, out, g):
    if axis is None:
        return g * quantile_share(a, q / 100), None, None, None
    return unreduce(g, a, axis, keepdims) * quantile_share(a, q / 100, axis), None, None, None


@percentile.jvp
def percentile_jvp(a, q, axis=None, *, keepdims=False, out, a_dot):
    share = quantile_share(a, q / 100, axis)
    return np.sum(a_dot * share, axis=axis, keepdims=keepdims), None, None, None


# Products: exact with zeros, as nothing is divided


@rule(np.prod, np.ndarray.prod)
def prod(a, axis=None, *, keepdims=False, out, g):
    if np.ndim(a) == 0:
        return g, None, None
    if axis is None:
        return g * product_of_others(a), None, None
    if keepdims:
        return g * product_of_others(a, axis), None, None
    if isinstance(axis, (int, tuple)) and not keepdims:
        return np.expand_dims(g, axis) * product_of_others(a, axis), None, None
    return unreduce(g, a, axis, keepdims) * product_of_others(a, axis), None, None


@prod.jvp
def prod_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    return np.sum(a_dot * product_of_others(a, axis), axis=axis, keepdims=keepdims), None, None


@rule(np.multiply.reduce)
def multiply_reduce(array, axis=0, *, keepdims=False, out, g):
    return unreduce(g, array, axis, keepdims) * product_of_others(array, axis), None, None


@multiply_reduce.jvp
def multiply_reduce_jvp(array, axis=0, *, keepdims=False, out, array_dot):
    others = product_of_others(array, axis)
    return np.sum(array_dot * others, axis=axis, keepdims=keepdims), None, None


@rule(np.cumprod, np.ndarray.cumprod)
def cumprod(a, axis=None, *, out, g):
    if np.ndim(a) == 0:
        return np.reshape(g, ()), None
    x = merge_axes(a, axis)
    h = merge_axes(g, axis)
    after = np.flip(recurrence(np.flip(x, -1), np.flip(x * h, -1)), -1)
    return unmerge_axes(products_before(x) * (h + after), a, axis), None


@cumprod.jvp
def cumprod_jvp(a, axis=None, *, out, a_dot):
    x = merge_axes(a, axis)
    terms = products_before(x) * merge_axes(a_dot, axis)
    return unmerge_axes(terms + x * recurrence(x, terms), out, axis), None


# The helpers above


@rule(unreduce, linear=True)
def unreduce_rule(x, like, axis=None, keepdims=False, *, out, g):
    return np.sum(g, axis=axis, keepdims=keepdims), None, None, None


@rule(merge_axes, linear=True)
def merge_axes_rule(x, axis=None, *, out, g):
    return unmerge_axes(g, x, axis), None


@rule(unmerge_axes, linear=True)
def unmerge_axes_rule(x, like, axis=None, *, out, g):
    return merge_axes(g, axis), None, None


@rule(along, linear=True)
def along_rule(weights, like, axis=None, *, out, g):
    return unalong(g, weights, axis), None, None


@rule(unalong, linear=True)
def unalong_rule(x, weights, axis=None, *, out, g):
    return along(g, x, axis), None, None


@rule(products_before)
def products_before_rule(x, *, out, g):
    return out * np.flip(recurrence(np.flip(x, -1), np.flip(g, -1)), -1)


@products_before_rule.jvp
def products_before_jvp(x, *, out, x_dot):
    return recurrence(x, out * x_dot)


@rule(recurrence)
def recurrence_rule(x, v, *, out, g):
    grad_v = np.flip(recurrence(np.flip(x, -1), np.flip(g, -1)), -1)
    return out * grad_v, grad_v


@recurrence_rule.jvp
def recurrence_jvp(x, v, *, out, x_dot, v_dot):
    return recurrence(x, out * x_dot), recurrence(x, v_dot)


@rule(product_of_others)
def product_of_others_rule(a, axis=None, *, out, g):
    x = merge_axes(a, axis)
    h = merge_axes(g, axis)
    y = np.flip(x, -1)
    before = products_before(x)
    after = np.flip(products_before(y), -1)
    later = before * np.flip(recurrence(y, np.flip(h * after, -1)), -1)
    return unmerge_axes(later + after * recurrence(x, h * before), a, axis), None


@product_of_others_rule.jvp
def product_of_others_jvp(a, axis=None, *, out, a_dot):
    x = merge_axes(a, axis)
    x_dot = merge_axes(a_dot, axis)
    y = np.flip(x, -1)
    before = products_before(x)
    after = np.flip(products_before(y), -1)
    before_dot = recurrence(x, before * x_dot)
    after_dot = np.flip(recurrence(y, np.flip(after * x_dot, -1)), -1)
    return unmerge_axes(before_dot * after + before * after_dot, a, axis), None
