"""scipy.optimize: roots and minima, by the implicit function theorem.

Where the search starts does not matter.  A minimum is a root of the derivative; with bounds or constraints it
is not, and is refused.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scipy import optimize

from adcompile.rules.table import gradients, places, pullback, rule, stationarity
from adcompile.runtime.implicit import root_args, root_dot, scalar_root_args, scalar_root_dot

__all__: list[str] = []

SEARCH = ("xtol", "rtol", "maxiter", "disp")


def bracketed(function: Callable[..., Any]) -> None:
    """Register a search for the root of a number's function between two points."""

    @rule(function, ignores=SEARCH)
    def root(f, a, b, args=(), *, out, g):
        return None, None, None, scalar_root_args(g, gradients(f, args), out, args, places(args))

    @root.jvp
    def root_jvp(f, a, b, args=(), *, out, args_dot):
        moved = scalar_root_dot(args_dot, gradients(f, args), out, args, places(args))
        return None, None, None, moved


for search in (
    optimize.brentq,
    optimize.brenth,
    optimize.bisect,
    optimize.ridder,
    optimize.toms748,
):
    bracketed(search)


@rule(optimize.newton, ignores=(*SEARCH, "tol"))
def newton(func, x0, *, args=(), out, g):
    return None, None, scalar_root_args(g, gradients(func, args), out, args, places(args))


@newton.jvp
def newton_jvp(func, x0, *, args=(), out, args_dot):
    return None, None, scalar_root_dot(args_dot, gradients(func, args), out, args, places(args))


@rule(optimize.fsolve, ignores=("xtol", "maxfev", "epsfcn", "factor", "fprime"))
def fsolve(func, x0, args=(), *, out, g):
    return None, None, root_args(g, pullback(func, args), out, args, places(args))


@fsolve.jvp
def fsolve_jvp(func, x0, args=(), *, out, args_dot):
    return None, None, root_dot(args_dot, pullback(func, args), out, args, places(args))


# -- searches that return an object -------------------------------------------------------------


@rule(optimize.root, ignores=("tol", "options", "method", "jac"), fields=("x",))
def root(fun, x0, args=(), *, out, g):
    return None, None, root_args(g[0], pullback(fun, args), out.x, args, places(args))


@root.jvp
def root_jvp(fun, x0, args=(), *, out, args_dot):
    return None, None, (root_dot(args_dot, pullback(fun, args), out.x, args, places(args)),)


@rule(
    optimize.root_scalar,
    ignores=("bracket", "xtol", "rtol", "maxiter", "x0", "x1", "method", "options"),
    fields=("root",),
)
def root_scalar(f, args=(), *, out, g):
    return None, scalar_root_args(g[0], gradients(f, args), out.root, args, places(args))


@root_scalar.jvp
def root_scalar_jvp(f, args=(), *, out, args_dot):
    moved = scalar_root_dot(args_dot, gradients(f, args), out.root, args, places(args))
    return None, (moved,)


@rule(
    optimize.minimize,
    ignores=("tol", "options", "method", "jac", "hess", "hessp"),
    fields=("x",),
)
def minimize(fun, x0, args=(), *, out, g):
    return None, None, root_args(g[0], stationarity(fun, args), out.x, args, places(args))


@minimize.jvp
def minimize_jvp(fun, x0, args=(), *, out, args_dot):
    return None, None, (root_dot(args_dot, stationarity(fun, args), out.x, args, places(args)),)


# -- helpers, which have no derivatives of their own ----------------------------------------------


@rule(scalar_root_args)
def scalar_root_args_rule(g_out, gradient, x, args, places, *, out, g):
    return NotImplemented, None, NotImplemented, NotImplemented, None


@rule(scalar_root_dot)
def scalar_root_dot_rule(args_dot, gradient, x, args, places, *, out, g):
    return NotImplemented, None, NotImplemented, NotImplemented, None


@rule(root_args)
def root_args_rule(g_out, pullback, x, args, places, *, out, g):
    return NotImplemented, None, NotImplemented, NotImplemented, None


@rule(root_dot)
def root_dot_rule(args_dot, pullback, x, args, places, *, out, g):
    return NotImplemented, None, NotImplemented, NotImplemented, None
