"""scipy.integrate: integrals of functions and of samples.  Source: the Leibniz integral rule."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np
from scipy import integrate

from adcompile.rules.table import (
    gradients,
    nondifferentiable,
    places,
    pullback,
    pullback_in_second,
    rule,
)
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.implicit import integral_args, integral_dot, ivp_args, ode_args
from adcompile.runtime.integrals import (
    along,
    cumulative_transposed,
    like_cumulative,
    trapezoid_slopes,
    trapezoid_weights,
    unit_steps,
)
from adcompile.runtime.reductions import unreduce

__all__: list[str] = []


# -- integrals of functions ---------------------------------------------------------------------


@rule(integrate.quad, results=2, ignores=("epsabs", "epsrel", "limit"))
def quad(func, a, b, args=(), *, out, g):
    return (
        None,
        -g[0] * func(a, *args),
        g[0] * func(b, *args),
        integral_args(g[0], gradients(func, args), a, b, args, places(args)),
    )


@quad.jvp
def quad_jvp(func, a, b, args=(), *, out, a_dot, b_dot, args_dot):
    return (
        None,
        (-a_dot * func(a, *args), 0),
        (b_dot * func(b, *args), 0),
        (integral_dot(args_dot, gradients(func, args), a, b, args, places(args)), 0),
    )


@rule(integral_args)
def integral_args_rule(g_out, gradient, a, b, args, places, *, out, g):
    return NotImplemented, None, NotImplemented, NotImplemented, NotImplemented, None


@rule(integral_dot)
def integral_dot_rule(args_dot, gradient, a, b, args, places, *, out, g):
    return NotImplemented, None, NotImplemented, NotImplemented, NotImplemented, None


# -- differential equations: reverse mode only ------------------------------------------------------


@rule(integrate.odeint, source="Chen et al. (2018)")
def odeint(func, y0, t, args=(), *, rtol=None, atol=None, out, g):
    derived = pullback(func, (0, *args))
    both = ode_args(g, derived, out, t, args, places(args), rtol, atol)
    return None, np.reshape(both[0], np.shape(y0)), NotImplemented, both[1], None, None


@rule(
    integrate.solve_ivp,
    ignores=("method", "t_eval", "rtol", "atol", "max_step", "first_step", "vectorized"),
    fields=("y",),
    source="Chen et al. (2018)",
)
def solve_ivp(fun, t_span, y0, *, args=(), out, g):
    derived = pullback_in_second(fun, args)
    both = ivp_args(g[0], derived, out.y, out.t, t_span[0], y0, args, places(args))
    return None, NotImplemented, np.reshape(both[0], np.shape(y0)), both[1]


@rule(ivp_args)
def ivp_args_rule(g_out, pullback, y, t, start, y0, args, places, *, out, g):
    return NotImplemented, None, NotImplemented, None, None, NotImplemented, NotImplemented, None


@rule(ode_args)
def ode_args_rule(g_out, pullback, y, t, args, places, rtol, atol, *, out, g):
    return NotImplemented, None, NotImplemented, NotImplemented, NotImplemented, None, None, None


# -- integrals of samples -----------------------------------------------------------------------


@rule(integrate.trapezoid)
def trapezoid(y, x=None, dx=1.0, axis=-1, *, out, g):
    h = unreduce(g, y, axis)
    if x is None:
        weights = trapezoid_weights(unit_steps(y, axis), 0)
        return h * dx * along(weights, y, axis), None, np.sum(g * out) / dx, None
    placed = along(x, y, axis)
    grad_x = np.reshape(unbroadcast(h * trapezoid_slopes(y, axis), placed), np.shape(x))
    return h * trapezoid_weights(placed, axis), grad_x, None, None


@trapezoid.jvp
def trapezoid_jvp(y, x=None, dx=1.0, axis=-1, *, out, y_dot, x_dot, dx_dot):
    if x is None:
        return integrate.trapezoid(y_dot, dx=dx, axis=axis), None, dx_dot * out / dx, None
    return (
        integrate.trapezoid(y_dot, x, axis=axis),
        np.sum(trapezoid_slopes(y, axis) * along(x_dot, y, axis), axis=axis),
        None,
        None,
    )


@rule(integrate.simpson)
def simpson(y, x=None, *, dx=1.0, axis=-1, out, g):
    weights = integrate.simpson(np.eye(np.shape(y)[axis]), x, dx=dx)
    return unreduce(g, y, axis) * along(weights, y, axis), NotImplemented, NotImplemented, None


@simpson.jvp
def simpson_jvp(y, x=None, *, dx=1.0, axis=-1, out, y_dot):
    slope = integrate.simpson(y_dot, x, dx=dx, axis=axis)
    return slope, NotImplemented, NotImplemented, None


@rule(integrate.cumulative_trapezoid, linear=True)
def cumulative_trapezoid(y, x=None, dx=1.0, axis=-1, initial=None, *, out, g):
    grad_y = cumulative_transposed(g, y, x, dx, axis)
    return grad_y, NotImplemented, NotImplemented, None, None


@rule(cumulative_transposed, linear=True)
def cumulative_transposed_rule(g_out, like, x, dx, axis, *, out, g):
    return like_cumulative(g, g_out, x, dx, axis), None, NotImplemented, NotImplemented, None


@rule(like_cumulative, linear=True)
def like_cumulative_rule(y, like, x, dx, axis, *, out, g):
    return cumulative_transposed(g, y, x, dx, axis), None, NotImplemented, NotImplemented, None


@rule(along, linear=True)
def along_rule(x, like, axis, *, out, g):
    return np.reshape(g, np.shape(x)), None, None


@rule(trapezoid_weights, linear=True)
def trapezoid_weights_rule(x, axis, *, out, g):
    return trapezoid_slopes(g, axis), None


@rule(trapezoid_slopes, linear=True)
def trapezoid_slopes_rule(y, axis, *, out, g):
    return trapezoid_weights(g, axis), None


nondifferentiable(unit_steps)
