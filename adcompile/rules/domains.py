"""`np.emath`: functions that give complex numbers where the real ones end."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import math

import numpy as np

from adcompile.rules.table import active, rule


@rule(np.emath.sqrt, broadcasts=True, singular=True)
def sqrt(x, *, out, g):
    return g / (2 * out)


@rule(np.emath.log, broadcasts=True, singular=True)
def log(x, *, out, g):
    return g / x


@rule(np.emath.log2, broadcasts=True, singular=True)
def log2(x, *, out, g):
    return g / (x * math.log(2))


@rule(np.emath.log10, broadcasts=True, singular=True)
def log10(x, *, out, g):
    return g / (x * math.log(10))


@rule(np.emath.logn, broadcasts=True, singular=True)
def logn(n, x, *, out, g):
    if not active(n):
        return None, g / (x * np.emath.log(n))
    return -g * out / (n * np.emath.log(n)), g / (x * np.emath.log(n))


@rule(np.emath.power, broadcasts=True, singular=True)
def power(x, p, *, out, g):
    if not active(p):
        return g * p * np.emath.power(x, p - 1), None
    return g * p * np.emath.power(x, p - 1), g * out * np.emath.log(x)
