"""scipy.stats: distributions of vectors and matrices, and statistics of samples."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import math

import numpy as np
from scipy import special, stats

from adcompile.rules import scipy_special
from adcompile.rules.inference import array, floating, infers, promote
from adcompile.rules.table import formula, nondifferentiable, rule
from adcompile.runtime.gaussian import full_covariance, of_full_covariance, vector_only, whitened
from adcompile.runtime.reductions import unreduce

__all__ = ["scipy_special"]


# -- the multivariate normal and t distributions ------------------------------------------------


@formula
def matrix_of(cov, x):
    if np.ndim(cov) == 2:
        return cov
    return full_covariance(cov, x)


@formula
def of_matrix(g, cov):
    if np.ndim(cov) == 2:
        return g
    return of_full_covariance(g, cov)


@infers(whitened)
def like_the_points(x, mean, matrix):
    return array(x.shape, floating(promote([x.dtype, matrix.dtype])))


@formula
def normal_grads(x, mean, cov, g):
    matrix = matrix_of(cov, x)
    y = whitened(x, mean, matrix)
    h = np.expand_dims(g, -1) * y
    turned = outer_sum(h, y) - np.sum(g) * np.linalg.inv(matrix)
    return -h, sum_of_points(h), of_matrix(turned / 2, cov)


@rule(stats.multivariate_normal.logpdf)
def normal_logpdf(x, mean=None, cov=1, *, out, g):
    if np.ndim(x) == 1 and np.ndim(mean) == 1 and np.ndim(cov) == 2:
        y = np.linalg.solve(cov, x - mean)
        return -g * y, g * y, g * (np.outer(y, y) - np.linalg.inv(cov)) / 2
    grad_x, grad_mean, grad_cov = normal_grads(x, mean, cov, g)
    return grad_x, grad_mean, grad_cov


@normal_logpdf.jvp
def normal_logpdf_jvp(x, mean=None, cov=1, *, out, x_dot, mean_dot, cov_dot):
    y = whitened(x, mean, matrix_of(cov, x))
    return (
        -np.sum(y * x_dot, axis=-1),
        y @ mean_dot,
        normal_in_cov(x, y, cov, cov_dot),
    )


@rule(stats.multivariate_normal.pdf)
def normal_pdf(x, mean=None, cov=1, *, out, g):
    h = g * out
    if np.ndim(x) == 1 and np.ndim(mean) == 1 and np.ndim(cov) == 2:
        y = np.linalg.solve(cov, x - mean)
        return -h * y, h * y, h * (np.outer(y, y) - np.linalg.inv(cov)) / 2
    grad_x, grad_mean, grad_cov = normal_grads(x, mean, cov, h)
    return grad_x, grad_mean, grad_cov


@normal_pdf.jvp
def normal_pdf_jvp(x, mean=None, cov=1, *, out, x_dot, mean_dot, cov_dot):
    y = whitened(x, mean, matrix_of(cov, x))
    return (
        -out * np.sum(y * x_dot, axis=-1),
        out * (y @ mean_dot),
        out * normal_in_cov(x, y, cov, cov_dot),
    )


@formula
def normal_in_cov(x, y, cov, cov_dot):
    moved = full_covariance(cov_dot, x)
    trace = np.sum(np.linalg.inv(matrix_of(cov, x)) * moved)
    return (np.sum((y @ moved) * y, axis=-1) - trace) / 2


@rule(stats.multivariate_normal.entropy)
def normal_entropy(mean=None, cov=1, *, out, g):
    return None, g * np.linalg.inv(cov).T / 2


@normal_entropy.jvp
def normal_entropy_jvp(mean=None, cov=1, *, out, cov_dot):
    return None, np.trace(np.linalg.solve(cov, cov_dot)) / 2


@rule(full_covariance, linear=True)
def full_covariance_rule(cov, x, *, out, g):
    return of_matrix(g, cov), None


@rule(of_full_covariance, linear=True)
def of_full_covariance_rule(x, cov, *, out, g):
    return full_covariance(g, np.expand_dims(x[..., 0], 0)), None


@rule(whitened)
def whitened_rule(x, mean, matrix, *, out, g):
    y = whitened(g, None, matrix.T)
    return y, -sum_of_points(y), -outer_sum(y, out)


@whitened_rule.jvp
def whitened_jvp(x, mean, matrix, *, out, x_dot, mean_dot, matrix_dot):
    return (
        whitened(x_dot, None, matrix),
        whitened(np.zeros_like(x), mean_dot, matrix),
        -whitened(out @ matrix_dot.T, None, matrix),
    )


@formula
def sum_of_points(h):
    if np.ndim(h) == 1:
        return h
    if np.ndim(h) == 2:
        return np.sum(h, axis=0)
    return np.sum(np.reshape(h, (-1, np.shape(h)[-1])), axis=0)


@formula
def outer_sum(h, y):
    if np.ndim(y) == 2:
        return h.T @ y
    n = np.shape(y)[-1]
    return np.reshape(h, (-1, n)).T @ np.reshape(y, (-1, n))


@rule(stats.multivariate_t.logpdf)
def t_logpdf(x, loc=None, shape=1, df=1, *, out, g):
    grad_x, grad_loc, grad_shape, grad_df = t_grads(x, loc, shape, df, g)
    return grad_x, grad_loc, grad_shape, grad_df


@rule(stats.multivariate_t.pdf)
def t_pdf(x, loc=None, shape=1, df=1, *, out, g):
    grad_x, grad_loc, grad_shape, grad_df = t_grads(x, loc, shape, df, g * out)
    return grad_x, grad_loc, grad_shape, grad_df


@formula
def t_grads(x, loc, shape, df, g):
    matrix = matrix_of(shape, x)
    y = whitened(x, loc, matrix)
    p = np.shape(x)[-1]
    distance = np.sum(y * (y @ matrix), axis=-1)
    h = np.expand_dims(g * (df + p) / (df + distance), -1) * y
    turned = outer_sum(h, y) - np.sum(g) * np.linalg.inv(matrix)
    return (
        -h,
        sum_of_points(h),
        of_matrix(turned / 2, shape),
        np.sum(g * t_in_df(df, p, distance)),
    )


@t_logpdf.jvp
def t_logpdf_jvp(x, loc=None, shape=1, df=1, *, out, x_dot, loc_dot, shape_dot, df_dot):
    matrix = matrix_of(shape, x)
    y = whitened(x, loc, matrix)
    p = np.shape(x)[-1]
    distance = np.sum(y * (y @ matrix), axis=-1)
    weight = (df + p) / (df + distance)
    return (
        -weight * np.sum(y * x_dot, axis=-1),
        weight * (y @ loc_dot),
        t_in_shape(x, y, matrix, weight, shape_dot),
        df_dot * t_in_df(df, p, distance),
    )


@t_pdf.jvp
def t_pdf_jvp(x, loc=None, shape=1, df=1, *, out, x_dot, loc_dot, shape_dot, df_dot):
    matrix = matrix_of(shape, x)
    y = whitened(x, loc, matrix)
    p = np.shape(x)[-1]
    distance = np.sum(y * (y @ matrix), axis=-1)
    weight = out * (df + p) / (df + distance)
    return (
        -weight * np.sum(y * x_dot, axis=-1),
        weight * (y @ loc_dot),
        out * t_in_shape(x, y, matrix, weight / out, shape_dot),
        out * df_dot * t_in_df(df, p, distance),
    )


@formula
def t_in_shape(x, y, matrix, weight, shape_dot):
    moved = full_covariance(shape_dot, x)
    trace = np.sum(np.linalg.inv(matrix) * moved)
    return (weight * np.sum((y @ moved) * y, axis=-1) - trace) / 2


@formula
def t_in_df(df, p, distance):
    gap = special.digamma((df + p) / 2) - special.digamma(df / 2) - np.log1p(distance / df)
    return (gap + ((df + p) * distance / (df + distance) - p) / df) / 2


# -- shares, counts and matrices ------------------------------------------------------------------


@rule(stats.dirichlet.logpdf)
def dirichlet_logpdf(x, alpha, *, out, g):
    return g * (alpha - 1) / vector_only(x), g * dirichlet_in_alpha(x, alpha)


@dirichlet_logpdf.jvp
def dirichlet_logpdf_jvp(x, alpha, *, out, x_dot, alpha_dot):
    return (
        np.sum((alpha - 1) / vector_only(x) * x_dot),
        np.sum(dirichlet_in_alpha(x, alpha) * alpha_dot),
    )


@rule(stats.dirichlet.pdf)
def dirichlet_pdf(x, alpha, *, out, g):
    h = g * out
    return h * (alpha - 1) / vector_only(x), h * dirichlet_in_alpha(x, alpha)


@dirichlet_pdf.jvp
def dirichlet_pdf_jvp(x, alpha, *, out, x_dot, alpha_dot):
    return (
        out * np.sum((alpha - 1) / vector_only(x) * x_dot),
        out * np.sum(dirichlet_in_alpha(x, alpha) * alpha_dot),
    )


@formula
def dirichlet_in_alpha(x, alpha):
    return np.log(vector_only(x)) + special.digamma(np.sum(alpha)) - special.digamma(alpha)


@rule(vector_only, linear=True)
def vector_only_rule(x, *, out, g):
    return g


@rule(stats.multinomial.logpmf)
def multinomial_logpmf(x, n, p, *, out, g):
    # SciPy takes the last share to be what the others leave.
    return None, None, np.expand_dims(g, -1) * (x / p - x[..., -1:] / p[..., -1:])


@multinomial_logpmf.jvp
def multinomial_logpmf_jvp(x, n, p, *, out, p_dot):
    return None, None, np.sum((x / p - x[..., -1:] / p[..., -1:]) * p_dot, axis=-1)


@rule(stats.wishart.logpdf)
def wishart_logpdf(x, df, scale, *, out, g):
    inverse = np.linalg.inv(scale)
    p = np.shape(scale)[-1]
    grad_x = ((df - p - 1) * np.linalg.inv(x) - inverse) / 2
    return (
        g * grad_x,
        g * wishart_in_df(x, df, scale, p),
        g * (inverse @ x - df * np.eye(p)) @ inverse / 2,
    )


@wishart_logpdf.jvp
def wishart_logpdf_jvp(x, df, scale, *, out, x_dot, df_dot, scale_dot):
    inverse = np.linalg.inv(scale)
    p = np.shape(scale)[-1]
    return (
        np.sum(((df - p - 1) * np.linalg.inv(x) - inverse) * x_dot) / 2,
        df_dot * wishart_in_df(x, df, scale, p),
        np.sum((inverse @ x - df * np.eye(p)) @ inverse * scale_dot) / 2,
    )


@formula
def wishart_in_df(x, df, scale, p):
    gap = np.linalg.slogdet(x)[1] - np.linalg.slogdet(scale)[1] - p * math.log(2)
    return (gap - np.sum(special.digamma((df - np.arange(p)) / 2))) / 2


# -- statistics of samples ------------------------------------------------------------------------


@rule(stats.zscore)
def zscore(a, axis=0, ddof=0, *, out, g):
    n = count(a, axis)
    both = np.mean(g, axis=axis, keepdims=True) + out * (
        np.sum(g * out, axis=axis, keepdims=True) / (n - ddof)
    )
    return (g - both) / np.std(a, axis=axis, ddof=ddof, keepdims=True), None, None


@zscore.jvp
def zscore_jvp(a, axis=0, ddof=0, *, out, a_dot):
    n = count(a, axis)
    both = np.mean(a_dot, axis=axis, keepdims=True) + out * (
        np.sum(a_dot * out, axis=axis, keepdims=True) / (n - ddof)
    )
    return (a_dot - both) / np.std(a, axis=axis, ddof=ddof, keepdims=True), None, None


@formula
def count(a, axis):
    if axis is None:
        return np.size(a)
    return np.shape(a)[axis]


@rule(stats.gmean)
def gmean(a, axis=0, *, keepdims=False, out, g):
    return unreduce(g * out, a, axis, keepdims) / (count(a, axis) * a), None, None


@gmean.jvp
def gmean_jvp(a, axis=0, *, keepdims=False, out, a_dot):
    return out * np.mean(a_dot / a, axis=axis, keepdims=keepdims), None, None


@rule(stats.hmean)
def hmean(a, axis=0, *, keepdims=False, out, g):
    return unreduce(g * out * out, a, axis, keepdims) / (count(a, axis) * a * a), None, None


@hmean.jvp
def hmean_jvp(a, axis=0, *, keepdims=False, out, a_dot):
    return out * out * np.mean(a_dot / (a * a), axis=axis, keepdims=keepdims), None, None


@rule(stats.sem, singular=True)
def sem(a, axis=0, ddof=1, *, keepdims=False, out, g):
    n = count(a, axis)
    inner = (a - np.mean(a, axis=axis, keepdims=True)) / (n * (n - ddof))
    return unreduce(g / out, a, axis, keepdims) * inner, None, None, None


@sem.jvp
def sem_jvp(a, axis=0, ddof=1, *, keepdims=False, out, a_dot):
    n = count(a, axis)
    inner = (a - np.mean(a, axis=axis, keepdims=True)) / (n * (n - ddof))
    return np.sum(inner * a_dot, axis=axis, keepdims=keepdims) / out, None, None, None


@rule(stats.variation, singular=True)
def variation(a, axis=0, *, ddof=0, keepdims=False, out, g):
    weights = variation_weights(a, axis, ddof, unreduce(out, a, axis, keepdims))
    return unreduce(g, a, axis, keepdims) * weights, None, None, None


@variation.jvp
def variation_jvp(a, axis=0, *, ddof=0, keepdims=False, out, a_dot):
    weights = variation_weights(a, axis, ddof, unreduce(out, a, axis, keepdims))
    return np.sum(weights * a_dot, axis=axis, keepdims=keepdims), None, None, None


@formula
def variation_weights(a, axis, ddof, out):
    n = count(a, axis)
    mean = np.mean(a, axis=axis, keepdims=True)
    std = np.std(a, axis=axis, ddof=ddof, keepdims=True)
    return (a - mean) / ((n - ddof) * std * mean) - out / (n * mean)


@rule(stats.moment)
def moment(a, order=1, axis=0, *, keepdims=False, out, g):
    weights = moment_weights(a, order, axis)
    return unreduce(g, a, axis, keepdims) * weights, None, None, None


@moment.jvp
def moment_jvp(a, order=1, axis=0, *, keepdims=False, out, a_dot):
    weights = moment_weights(a, order, axis)
    return np.sum(weights * a_dot, axis=axis, keepdims=keepdims), None, None, None


@formula
def moment_weights(a, order, axis):
    powers = order * (a - np.mean(a, axis=axis, keepdims=True)) ** (order - 1)
    return (powers - np.mean(powers, axis=axis, keepdims=True)) / count(a, axis)


@rule(stats.skew, singular=True)
def skew(a, axis=0, *, keepdims=False, out, g):
    weights = standard_moment_weights(a, axis, 3, unreduce(out, a, axis, keepdims))
    return unreduce(g, a, axis, keepdims) * weights, None, None


@skew.jvp
def skew_jvp(a, axis=0, *, keepdims=False, out, a_dot):
    weights = standard_moment_weights(a, axis, 3, unreduce(out, a, axis, keepdims))
    return np.sum(weights * a_dot, axis=axis, keepdims=keepdims), None, None


@rule(stats.kurtosis, singular=True)
def kurtosis(a, axis=0, fisher=True, *, keepdims=False, out, g):
    raw = unreduce(out + 3 * fisher, a, axis, keepdims)
    return (
        unreduce(g, a, axis, keepdims) * standard_moment_weights(a, axis, 4, raw),
        None,
        None,
        None,
    )


@kurtosis.jvp
def kurtosis_jvp(a, axis=0, fisher=True, *, keepdims=False, out, a_dot):
    weights = standard_moment_weights(a, axis, 4, unreduce(out + 3 * fisher, a, axis, keepdims))
    return np.sum(weights * a_dot, axis=axis, keepdims=keepdims), None, None, None


@formula
def standard_moment_weights(a, axis, order, out):
    std = np.std(a, axis=axis, keepdims=True)
    z = (a - np.mean(a, axis=axis, keepdims=True)) / std
    powers = z ** (order - 1) - np.mean(z ** (order - 1), axis=axis, keepdims=True)
    return order * (powers - out * z) / (count(a, axis) * std)


@rule(stats.entropy, singular=True)
def entropy(pk, qk=None, base=None, axis=0, *, keepdims=False, out, g):
    if qk is None and base is None:
        p = pk / np.sum(pk, axis=axis, keepdims=True)
        inner = -np.log(p) - unreduce(out, pk, axis, keepdims)
        total = np.sum(pk, axis=axis, keepdims=True)
        return unreduce(g, pk, axis, keepdims) * inner / total, None, None, None, None
    return NotImplemented, NotImplemented, None, None, None


@entropy.jvp
def entropy_jvp(pk, qk=None, base=None, axis=0, *, keepdims=False, out, pk_dot, qk_dot):
    if qk is None and base is None:
        total = np.sum(pk, axis=axis, keepdims=True)
        inner = -np.log(pk / total) - unreduce(out, pk, axis, keepdims)
        terms = inner * pk_dot / total
        return np.sum(terms, axis=axis, keepdims=keepdims), None, None, None, None
    return NotImplemented, NotImplemented, None, None, None


nondifferentiable(stats.rankdata)
