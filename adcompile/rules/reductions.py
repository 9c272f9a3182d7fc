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
    chosen_share,
    chosen_size,
    merge_axes,
    product_of_others,
    products_before,
    quantile_grad,
    quantile_share,
    quantile_tangent,
    recurrence,
    reduced_axes,
    reduced_size,
    tie_share,
    unalong,
    unmerge_axes,
    unreduce,
    valid_share,
    with_first,
    without_first,
)

nondifferentiable(
    chosen_share, chosen_size, quantile_share, reduced_axes, reduced_size, tie_share, valid_share
)

VIEWS = (
    unreduce,
    merge_axes,
    unmerge_axes,
    along,
    unalong,
    without_first,
)  # may share memory with an argument

# Sums and means


# `dtype` says in which precision NumPy adds; an integer one leaves nothing to differentiate, which
# the facts say.  Where `where` is given, what it leaves out has no derivative.


@rule(np.sum, np.ndarray.sum, linear=True, offset="initial")
def sum_(a, axis=None, dtype=None, *, keepdims=False, initial=0, where=True, out, g):
    grad_initial = np.sum(g)
    if where is True:
        if np.ndim(a) == 0:  # NumPy lets numbers have axes here
            return g, None, None, None, grad_initial, None
        if axis is None or keepdims:
            return np.broadcast_to(g, np.shape(a)), None, None, None, grad_initial, None
        if isinstance(axis, (int, tuple)) and not keepdims:
            spread = np.broadcast_to(np.expand_dims(g, axis), np.shape(a))
            return spread, None, None, None, grad_initial, None
        return unreduce(g, a, axis, keepdims), None, None, None, grad_initial, None
    if axis is None:
        spread = np.where(where, np.broadcast_to(g, np.shape(a)), 0)
        return spread, None, None, None, grad_initial, None
    spread = np.where(where, unreduce(g, a, axis, keepdims), 0)
    return spread, None, None, None, grad_initial, None


@rule(np.mean, np.ndarray.mean, linear=True)
def mean(a, axis=None, dtype=None, *, keepdims=False, where=True, out, g):
    if where is True:
        if np.ndim(a) == 0:
            return g, None, None, None, None
        if axis is None:
            return np.broadcast_to(g / np.size(a), np.shape(a)), None, None, None, None
        if isinstance(axis, int) and keepdims:
            return np.broadcast_to(g / np.shape(a)[axis], np.shape(a)), None, None, None, None
        if isinstance(axis, int) and not keepdims:
            g = np.expand_dims(g / np.shape(a)[axis], axis)
            return np.broadcast_to(g, np.shape(a)), None, None, None, None
        return unreduce(g / reduced_size(a, axis), a, axis, keepdims), None, None, None, None
    share = unreduce(g, a, axis, keepdims) / chosen_size(a, axis, where)
    return np.where(where, share, 0), None, None, None, None


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


@rule(np.nansum)
def nansum(a, axis=None, *, keepdims=False, out, g):
    if axis is None or keepdims:
        return g * ~np.isnan(a), None, None
    return unreduce(g, a, axis, keepdims) * ~np.isnan(a), None, None


@nansum.jvp
def nansum_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    a_dot = np.where(np.isnan(a), 0.0, a_dot)  # a tangent of nan is nan as a rule
    return np.sum(a_dot, axis=axis, keepdims=keepdims), None, None


@rule(np.nancumsum)
def nancumsum(a, axis=None, *, out, g):
    if axis is None:
        return np.reshape(np.flip(np.cumsum(np.flip(g))), np.shape(a)) * ~np.isnan(a), None
    return np.flip(np.cumsum(np.flip(g, axis), axis), axis) * ~np.isnan(a), None


@nancumsum.jvp
def nancumsum_jvp(a, axis=None, *, out, a_dot):
    return np.cumsum(np.where(np.isnan(a), 0.0, a_dot), axis), None


@rule(np.nanmean)
def nanmean(a, axis=None, *, keepdims=False, out, g):
    if axis is None or keepdims:
        return g * valid_share(a, axis), None, None
    return unreduce(g, a, axis, keepdims) * valid_share(a, axis), None, None


@nanmean.jvp
def nanmean_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    a_dot = np.where(np.isnan(a), 0.0, a_dot)
    return np.sum(a_dot * valid_share(a, axis), axis=axis, keepdims=keepdims), None, None


# Variance: the mean square of the distances from the mean


@rule(np.var, np.ndarray.var)
def var(a, axis=None, dtype=None, *, ddof=0, keepdims=False, where=True, out, g):
    if where is True:
        if axis is None and np.isrealobj(a):
            return 2 * g / (np.size(a) - ddof) * (a - np.mean(a)), None, None, None, None, None
        centred = a - np.mean(a, axis=axis, keepdims=True)
        if isinstance(axis, int) and keepdims and np.isrealobj(a):
            return 2 * g / (np.shape(a)[axis] - ddof) * centred, None, None, None, None, None
        if isinstance(axis, int) and not keepdims and np.isrealobj(a):
            g = 2 * g / (np.shape(a)[axis] - ddof)
            return np.expand_dims(g, axis) * centred, None, None, None, None, None
        g = unreduce(2 * g / (reduced_size(a, axis) - ddof), a, axis, keepdims)
        if np.isrealobj(a):
            return g * centred, None, None, None, None, None
        return g * np.conj(centred), None, None, None, None, None
    centred = a - np.mean(a, axis=axis, keepdims=True, where=where)
    g = 2 * unreduce(g, a, axis, keepdims) / (chosen_size(a, axis, where) - ddof)
    return np.where(where, g * np.conj(centred), 0), None, None, None, None, None


@var.jvp
def var_jvp(a, axis=None, dtype=None, *, ddof=0, keepdims=False, where=True, out, a_dot):
    if where is True and np.isrealobj(a):
        centred = a - np.mean(a, axis=axis, keepdims=True)
        total = np.sum(centred * a_dot, axis=axis, keepdims=keepdims)
        return 2 * total / (reduced_size(a, axis) - ddof), None, None, None, None, None
    centred = np.conj(a - np.mean(a, axis=axis, keepdims=True, where=where))
    moved = np.real(centred * a_dot) / (chosen_size(a, axis, where) - ddof)
    return 2 * np.sum(moved, axis, keepdims=keepdims, where=where), None, None, None, None, None


@rule(np.std, np.ndarray.std)
def std(a, axis=None, dtype=None, *, ddof=0, keepdims=False, where=True, out, g):
    g = g / (out + (out == 0))  # 0 for a constant, whose deviations are 0
    if where is True:
        if axis is None and np.isrealobj(a):
            return g / (np.size(a) - ddof) * (a - np.mean(a)), None, None, None, None, None
        centred = a - np.mean(a, axis=axis, keepdims=True)
        if isinstance(axis, int) and keepdims and np.isrealobj(a):
            return g / (np.shape(a)[axis] - ddof) * centred, None, None, None, None, None
        if isinstance(axis, int) and not keepdims and np.isrealobj(a):
            g = np.expand_dims(g / (np.shape(a)[axis] - ddof), axis)
            return g * centred, None, None, None, None, None
        g = unreduce(g / (reduced_size(a, axis) - ddof), a, axis, keepdims)
        if np.isrealobj(a):
            return g * centred, None, None, None, None, None
        return g * np.conj(centred), None, None, None, None, None
    centred = a - np.mean(a, axis=axis, keepdims=True, where=where)
    g = unreduce(g, a, axis, keepdims) / (chosen_size(a, axis, where) - ddof)
    return np.where(where, g * np.conj(centred), 0), None, None, None, None, None


@std.jvp
def std_jvp(a, axis=None, dtype=None, *, ddof=0, keepdims=False, where=True, out, a_dot):
    if where is True and np.isrealobj(a):
        centred = a - np.mean(a, axis=axis, keepdims=True)
        total = np.sum(centred * a_dot, axis=axis, keepdims=keepdims)
        scale = (reduced_size(a, axis) - ddof) * (out + (out == 0))
        return total / scale, None, None, None, None, None
    centred = np.conj(a - np.mean(a, axis=axis, keepdims=True, where=where))
    moved = np.real(centred * a_dot) / (chosen_size(a, axis, where) - ddof)
    total = np.sum(moved, axis, keepdims=keepdims, where=where)
    return total / (out + (out == 0)), None, None, None, None, None


@rule(np.nanvar)
def nanvar(a, axis=None, *, ddof=0, keepdims=False, out, g):
    valid = ~np.isnan(a)
    centred = np.where(valid, a - np.nanmean(a, axis=axis, keepdims=True), 0)
    g = 2 * unreduce(g, a, axis, keepdims) / (chosen_size(a, axis, valid) - ddof)
    return g * np.conj(centred), None, None, None


@nanvar.jvp
def nanvar_jvp(a, axis=None, *, ddof=0, keepdims=False, out, a_dot):
    valid = ~np.isnan(a)
    centred = np.conj(a - np.nanmean(a, axis=axis, keepdims=True))
    moved = np.real(centred * a_dot) / (chosen_size(a, axis, valid) - ddof)
    return 2 * np.sum(np.where(valid, moved, 0), axis, keepdims=keepdims), None, None, None


@rule(np.nanstd)
def nanstd(a, axis=None, *, ddof=0, keepdims=False, out, g):
    valid = ~np.isnan(a)
    g = g / (out + (out == 0))  # 0 for a constant, whose deviations are 0
    centred = np.where(valid, a - np.nanmean(a, axis=axis, keepdims=True), 0)
    g = unreduce(g, a, axis, keepdims) / (chosen_size(a, axis, valid) - ddof)
    return g * np.conj(centred), None, None, None


@nanstd.jvp
def nanstd_jvp(a, axis=None, *, ddof=0, keepdims=False, out, a_dot):
    valid = ~np.isnan(a)
    centred = np.conj(a - np.nanmean(a, axis=axis, keepdims=True))
    moved = np.real(centred * a_dot) / (chosen_size(a, axis, valid) - ddof)
    total = np.sum(np.where(valid, moved, 0), axis, keepdims=keepdims)
    return total / (out + (out == 0)), None, None, None


# Selections: ties of a maximum or minimum share evenly


@rule(np.max, np.amax, np.min, np.amin, np.nanmax, np.nanmin, np.ndarray.max, np.ndarray.min)
def extreme(a, axis=None, *, keepdims=False, initial=None, where=True, out, g):
    if initial is None and where is True:
        if np.ndim(a) == 0:
            return g, None, None, None, None
        if axis is None:
            mask = a == out
            return g * mask / int(np.count_nonzero(mask)), None, None, None, None
        if keepdims:
            return g * tie_share(a, out, axis), None, None, None, None
        if isinstance(axis, (int, tuple)) and not keepdims:
            share = tie_share(a, np.expand_dims(out, axis), axis)
            return np.expand_dims(g, axis) * share, None, None, None, None
        share = tie_share(a, unreduce(out, a, axis, keepdims), axis)
        return unreduce(g, a, axis, keepdims) * share, None, None, None, None
    reached = unreduce(out, a, axis, keepdims)
    share = chosen_share(a, reached, axis, initial, where)
    return unreduce(g, a, axis, keepdims) * share, None, None, NotImplemented, None


@extreme.jvp
def extreme_jvp(a, axis=None, *, keepdims=False, initial=None, where=True, out, a_dot):
    reached = unreduce(out, a, axis, keepdims)
    if initial is None and where is True:
        share = tie_share(a, reached, axis)
        return np.sum(a_dot * share, axis=axis, keepdims=keepdims), None, None, NotImplemented, None
    share = chosen_share(a, reached, axis, initial, where)
    return np.sum(a_dot * share, axis=axis, keepdims=keepdims), None, None, NotImplemented, None


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


@rule(np.median, np.nanmedian)
def median(a, axis=None, *, keepdims=False, out, g):
    if axis is None:
        return g * quantile_share(a, 0.5), None, None
    return unreduce(g, a, axis, keepdims) * quantile_share(a, 0.5, axis), None, None


@median.jvp
def median_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    a_dot = np.where(np.isnan(a), 0, a_dot)  # nan is skipped, or the result is nan anyway
    return np.sum(a_dot * quantile_share(a, 0.5, axis), axis=axis, keepdims=keepdims), None, None


@rule(np.quantile, np.nanquantile)
def quantile(a, q, axis=None, *, method="linear", keepdims=False, out, g):
    if axis is None and np.ndim(q) == 0 and method == "linear":
        return g * quantile_share(a, q), NotImplemented, None, None, None
    if np.ndim(q) == 0 and method == "linear":
        share = unreduce(g, a, axis, keepdims) * quantile_share(a, q, axis)
        return share, NotImplemented, None, None, None
    return quantile_grad(g, a, q, axis, method, keepdims), NotImplemented, None, None, None


@quantile.jvp
def quantile_jvp(a, q, axis=None, *, method="linear", keepdims=False, out, a_dot, q_dot):
    a_dot = np.where(np.isnan(a), 0, a_dot)
    total = quantile_tangent(a_dot, a, q, axis, method, keepdims)
    return total, NotImplemented, None, None, None


@rule(np.percentile, np.nanpercentile)
def percentile(a, q, axis=None, *, method="linear", keepdims=False, out, g):
    if axis is None and np.ndim(q) == 0 and method == "linear":
        return g * quantile_share(a, q / 100), NotImplemented, None, None, None
    if np.ndim(q) == 0 and method == "linear":
        share = unreduce(g, a, axis, keepdims) * quantile_share(a, q / 100, axis)
        return share, NotImplemented, None, None, None
    share = quantile_grad(g, a, np.asarray(q) / 100, axis, method, keepdims)
    return share, NotImplemented, None, None, None


@percentile.jvp
def percentile_jvp(a, q, axis=None, *, method="linear", keepdims=False, out, a_dot, q_dot):
    a_dot = np.where(np.isnan(a), 0, a_dot)
    total = quantile_tangent(a_dot, a, np.asarray(q) / 100, axis, method, keepdims)
    return total, NotImplemented, None, None, None


@rule(quantile_grad, linear=True)
def quantile_grad_rule(x, a, q, axis, method, keepdims, *, out, g):
    moved = quantile_tangent(g, a, q, axis, method, keepdims)
    return moved, None, None, None, None, None


@rule(quantile_tangent, linear=True)
def quantile_tangent_rule(a_dot, a, q, axis, method, keepdims, *, out, g):
    return quantile_grad(g, a, q, axis, method, keepdims), None, None, None, None, None


# Products: exact with zeros, as nothing is divided


@rule(np.prod, np.ndarray.prod)
def prod(a, axis=None, dtype=None, *, keepdims=False, initial=1, where=True, out, g):
    if where is True and isinstance(initial, int) and initial == 1:
        if np.ndim(a) == 0:
            return g, None, None, None, None, None
        if axis is None:
            return g * product_of_others(a), None, None, None, None, None
        if keepdims:
            return g * product_of_others(a, axis), None, None, None, None, None
        if isinstance(axis, (int, tuple)) and not keepdims:
            grad_a = np.expand_dims(g, axis) * product_of_others(a, axis)
            return grad_a, None, None, None, None, None
        grad_a = unreduce(g, a, axis, keepdims) * product_of_others(a, axis)
        return grad_a, None, None, None, None, None
    others = np.where(where, initial * product_of_others(np.where(where, a, 1), axis), 0)
    grad_initial = np.sum(g * np.prod(a, axis, keepdims=keepdims, where=where))
    return unreduce(g, a, axis, keepdims) * others, None, None, None, grad_initial, None


@prod.jvp
def prod_jvp(
    a, axis=None, dtype=None, *, keepdims=False, initial=1, where=True, out, a_dot, initial_dot
):
    if where is True and isinstance(initial, int) and initial == 1:
        total = np.sum(a_dot * product_of_others(a, axis), axis=axis, keepdims=keepdims)
        return total, None, None, None, None, None
    others = np.where(where, initial * product_of_others(np.where(where, a, 1), axis), 0)
    from_initial = initial_dot * np.prod(a, axis, keepdims=keepdims, where=where)
    total = np.sum(a_dot * others, axis=axis, keepdims=keepdims)
    return total, None, None, None, from_initial, None


@rule(np.nanprod)
def nanprod(a, axis=None, *, keepdims=False, out, g):
    valid = ~np.isnan(a)
    others = np.where(valid, product_of_others(np.where(valid, a, 1), axis), 0)
    return unreduce(g, a, axis, keepdims) * others, None, None


@nanprod.jvp
def nanprod_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    valid = ~np.isnan(a)
    moved = product_of_others(np.where(valid, a, 1), axis) * a_dot
    return np.sum(np.where(valid, moved, 0), axis=axis, keepdims=keepdims), None, None


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


@rule(np.nancumprod)
def nancumprod(a, axis=None, *, out, g):
    x = merge_axes(np.where(np.isnan(a), 1, a), axis)
    h = merge_axes(g, axis)
    after = np.flip(recurrence(np.flip(x, -1), np.flip(x * h, -1)), -1)
    grad_a = unmerge_axes(products_before(x) * (h + after), a, axis)
    return np.where(np.isnan(a), 0, grad_a), None


@nancumprod.jvp
def nancumprod_jvp(a, axis=None, *, out, a_dot):
    x = merge_axes(np.where(np.isnan(a), 1, a), axis)
    terms = products_before(x) * merge_axes(np.where(np.isnan(a), 0, a_dot), axis)
    return unmerge_axes(terms + x * recurrence(x, terms), out, axis), None


if hasattr(np, "cumulative_sum"):  # NumPy 2.1

    @rule(np.cumulative_sum)
    def cumulative_sum(x, /, *, axis=None, include_initial=False, out, g):
        if include_initial is not False:
            g = without_first(g, x, axis)
        if axis is None:
            return np.flip(np.cumsum(np.flip(g))), None, None
        return np.flip(np.cumsum(np.flip(g, axis), axis), axis), None, None

    @cumulative_sum.jvp
    def cumulative_sum_jvp(x, /, *, axis=None, include_initial=False, out, x_dot):
        return np.cumulative_sum(x_dot, axis=axis, include_initial=include_initial), None, None

    @rule(np.cumulative_prod)
    def cumulative_prod(x, /, *, axis=None, include_initial=False, out, g):
        f = merge_axes(x, axis)
        h = merge_axes(without_first(g, x, axis), axis)
        after = np.flip(recurrence(np.flip(f, -1), np.flip(f * h, -1)), -1)
        return unmerge_axes(products_before(f) * (h + after), x, axis), None, None

    @cumulative_prod.jvp
    def cumulative_prod_jvp(x, /, *, axis=None, include_initial=False, out, x_dot):
        f = merge_axes(x, axis)
        terms = products_before(f) * merge_axes(x_dot, axis)
        moved = unmerge_axes(terms + f * recurrence(f, terms), x, axis)
        return with_first(moved, out, axis), None, None


# The helpers above


@rule(without_first, linear=True)
def without_first_rule(x, like, axis, *, out, g):
    return with_first(g, x, axis), None, None


@rule(with_first, linear=True)
def with_first_rule(x, like, axis, *, out, g):
    return without_first(g, x, axis), None, None


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
