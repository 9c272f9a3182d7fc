"""scipy.special: distribution functions, in their argument and where it is known in their parameters.

The derivative in the argument is the density; that in a shape is a series (runtime/scipy_special.py).
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np
from scipy import special

from adcompile.rules.table import formula, rule
from adcompile.runtime.scipy_special import betainc_da, betainc_db, gammainc_da, kolmogorov_dy

__all__: list[str] = []


# Student's t


@formula
def t_density(df, t):
    scale = np.sqrt(df) * special.beta(df / 2, 0.5)
    return (1 + t * t / df) ** (-(df + 1) / 2) / scale


@formula
def t_in_df(df, t):
    shape = np.sign(t) * betainc_da(df / 2, 0.5, df / (df + t * t)) / 4
    return -shape - t * t_density(df, t) / (2 * df)


@rule(special.stdtr)
def stdtr(df, t, *, out, g):
    return g * t_in_df(df, t), g * t_density(df, t)


@rule(special.stdtrit, singular=True)
def stdtrit(df, p, *, out, g):
    grad_p = g / t_density(df, out)
    return -grad_p * t_in_df(df, out), grad_p


# The chi-squared and the gamma distribution


@formula
def chi2_density(v, x):
    return np.exp(special.xlogy(v / 2 - 1, x / 2) - x / 2 - special.gammaln(v / 2)) / 2


@rule(special.chdtr, singular=True)
def chdtr(v, x, *, out, g):
    return g * gammainc_da(v / 2, x / 2) / 2, g * chi2_density(v, x)


@rule(special.chdtrc, singular=True)
def chdtrc(v, x, *, out, g):
    return -g * gammainc_da(v / 2, x / 2) / 2, -g * chi2_density(v, x)


@rule(special.chdtri, singular=True)
def chdtri(v, p, *, out, g):
    grad_p = -g / chi2_density(v, out)
    return grad_p * gammainc_da(v / 2, out / 2) / 2, grad_p


@formula
def gamma_in_log(a, b, x):  # the derivative in log(x), and in log(a)
    return np.exp(special.xlogy(b, a * x) - a * x - special.gammaln(b))


@rule(special.gdtr, singular=True)
def gdtr(a, b, x, *, out, g):
    scaled = g * gamma_in_log(a, b, x)
    return scaled / a, g * gammainc_da(b, a * x), scaled / x


@rule(special.gdtrc, singular=True)
def gdtrc(a, b, x, *, out, g):
    scaled = -g * gamma_in_log(a, b, x)
    return scaled / a, -g * gammainc_da(b, a * x), scaled / x


# The F distribution


@formula
def f_density(dfn, dfd, x):
    ratio = dfn * x / dfd
    log_power = special.xlogy(dfn / 2 - 1, ratio) - (dfn + dfd) / 2 * np.log1p(ratio)
    return np.exp(log_power - special.betaln(dfn / 2, dfd / 2)) * dfn / dfd


@formula
def f_in_dfn(dfn, dfd, x):
    share = dfn * x / (dfn * x + dfd)
    return betainc_da(dfn / 2, dfd / 2, share) / 2 + f_density(dfn, dfd, x) * x / dfn


@formula
def f_in_dfd(dfn, dfd, x):
    share = dfn * x / (dfn * x + dfd)
    return betainc_db(dfn / 2, dfd / 2, share) / 2 - f_density(dfn, dfd, x) * x / dfd


@rule(special.fdtr, singular=True)
def fdtr(dfn, dfd, x, *, out, g):
    return g * f_in_dfn(dfn, dfd, x), g * f_in_dfd(dfn, dfd, x), g * f_density(dfn, dfd, x)


@rule(special.fdtrc, singular=True)
def fdtrc(dfn, dfd, x, *, out, g):
    return -g * f_in_dfn(dfn, dfd, x), -g * f_in_dfd(dfn, dfd, x), -g * f_density(dfn, dfd, x)


@rule(special.fdtri, singular=True)
def fdtri(dfn, dfd, p, *, out, g):
    grad_p = g / f_density(dfn, dfd, out)
    return -grad_p * f_in_dfn(dfn, dfd, out), -grad_p * f_in_dfd(dfn, dfd, out), grad_p


# Counts, which have no derivative


@formula
def beta_power(a, b, p):  # the derivative of betainc(a, b, p)
    return np.exp(special.xlogy(a - 1, p) + special.xlog1py(b - 1, -p) - special.betaln(a, b))


@rule(special.bdtr)
def bdtr(k, n, p, *, out, g):
    return None, NotImplemented, -g * beta_power(np.floor(k) + 1, n - np.floor(k), p)


@rule(special.bdtrc)
def bdtrc(k, n, p, *, out, g):
    return None, NotImplemented, g * beta_power(np.floor(k) + 1, n - np.floor(k), p)


@rule(special.nbdtr)
def nbdtr(k, n, p, *, out, g):
    return None, NotImplemented, g * beta_power(n, k + 1, p)


@rule(special.nbdtrc)
def nbdtrc(k, n, p, *, out, g):
    return None, NotImplemented, -g * beta_power(n, k + 1, p)


@rule(special.pdtr)
def pdtr(k, m, *, out, g):
    return None, -g * np.exp(special.xlogy(np.floor(k), m) - m - special.gammaln(np.floor(k) + 1))


@rule(special.pdtrc)
def pdtrc(k, m, *, out, g):
    return None, g * np.exp(special.xlogy(np.floor(k), m) - m - special.gammaln(np.floor(k) + 1))


# Others


@rule(special.kolmogorov)
def kolmogorov(y, *, out, g):
    return g * kolmogorov_dy(y)


@rule(special.kolmogi, singular=True)
def kolmogi(p, *, out, g):
    return g / kolmogorov_dy(out)


@rule(kolmogorov_dy, broadcasts=True)
def kolmogorov_dy_rule(y, *, out, g):
    return NotImplemented


@rule(special.tklmbda, singular=True)
def tklmbda(x, lmbda, *, out, g):  # its inverse is boxcox(p, lmbda) - boxcox(1 - p, lmbda)
    p, q = np.log(out), np.log1p(-out)
    grad_x = g / (np.exp((lmbda - 1) * p) + np.exp((lmbda - 1) * q))
    along = p * p * special.hyp1f1(2, 3, lmbda * p) - q * q * special.hyp1f1(2, 3, lmbda * q)
    return grad_x, -grad_x * along / 2
