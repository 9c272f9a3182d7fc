"""Cross products, convolutions, chains of matrix products, and the products that NumPy 2 added."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.rules.table import rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.products import (
    convolve_grad,
    correlate_grad_a,
    correlate_grad_v,
    cross_grad,
    swap,
)

__all__: list[str] = []


@rule(np.cross)
def cross(
    a: Any,
    b: Any,
    axisa: Any = -1,
    axisb: Any = -1,
    axisc: Any = -1,
    axis: Any = None,
    *,
    out: Any,
    g: Any,
) -> Any:
    if (
        (axis is None and axisa == -1 and axisb == -1 and axisc == -1)
        and np.shape(a) == np.shape(b)
        and np.shape(a) == np.shape(out)  # so these are not vectors of two components
    ):
        return np.cross(b, g), np.cross(g, a), None, None, None, None
    grad_a = cross_grad(g, a, b, axisa, axisb, axisc, axis)
    grad_b = cross_grad(-g, b, a, axisb, axisa, axisc, axis)
    return grad_a, grad_b, None, None, None, None


@cross.jvp
def cross_jvp(
    a: Any,
    b: Any,
    axisa: Any = -1,
    axisb: Any = -1,
    axisc: Any = -1,
    axis: Any = None,
    *,
    out: Any,
    a_dot: Any,
    b_dot: Any,
) -> Any:
    if axis is None and axisa == -1 and axisb == -1 and axisc == -1:
        return np.cross(a_dot, b), np.cross(a, b_dot), None, None, None, None
    first = np.cross(a_dot, b, axisa, axisb, axisc, axis)
    return first, np.cross(a, b_dot, axisa, axisb, axisc, axis), None, None, None, None


@rule(cross_grad)
def cross_grad_rule(
    grad_out: Any,
    a: Any,
    b: Any,
    axisa: Any,
    axisb: Any,
    axisc: Any,
    axis: Any,
    *,
    out: Any,
    g: Any,
) -> Any:
    first = np.cross(g, b, axisa, axisb, axisc, axis)
    third = cross_grad(-grad_out, b, g, axisb, axisa, axisc, axis)
    return first, None, third, None, None, None, None


@cross_grad_rule.jvp
def cross_grad_jvp(
    grad_out: Any,
    a: Any,
    b: Any,
    axisa: Any,
    axisb: Any,
    axisc: Any,
    axis: Any,
    *,
    out: Any,
    grad_out_dot: Any,
    b_dot: Any,
) -> Any:
    first = cross_grad(grad_out_dot, a, b, axisa, axisb, axisc, axis)
    third = cross_grad(grad_out, a, b_dot, axisa, axisb, axisc, axis)
    return first, None, third, None, None, None, None


# -- convolve, correlate ----------------------------------------------------------------------


@rule(np.convolve)
def convolve(a: Any, v: Any, mode: Any = "full", *, out: Any, g: Any) -> Any:
    if mode == "full" and np.ndim(a) == 1 and np.ndim(v) == 1:
        return np.convolve(g, v[::-1], "valid"), np.convolve(g, a[::-1], "valid"), None
    return convolve_grad(g, a, v, mode), convolve_grad(g, v, a, mode), None


@convolve.jvp
def convolve_jvp(a: Any, v: Any, mode: Any = "full", *, out: Any, a_dot: Any, v_dot: Any) -> Any:
    if mode == "full":
        return np.convolve(a_dot, v), np.convolve(a, v_dot), None
    return np.convolve(a_dot, v, mode), np.convolve(a, v_dot, mode), None


@rule(convolve_grad)
def convolve_grad_rule(grad_out: Any, a: Any, v: Any, mode: Any, *, out: Any, g: Any) -> Any:
    return np.convolve(g, v, mode), None, convolve_grad(grad_out, v, g, mode), None


@convolve_grad_rule.jvp
def convolve_grad_jvp(
    grad_out: Any, a: Any, v: Any, mode: Any, *, out: Any, grad_out_dot: Any, v_dot: Any
) -> Any:
    first = convolve_grad(grad_out_dot, a, v, mode)
    return first, None, convolve_grad(grad_out, a, v_dot, mode), None


@rule(np.correlate)  # conjugates its second argument
def correlate(a: Any, v: Any, mode: Any = "valid", *, out: Any, g: Any) -> Any:
    return correlate_grad_a(g, a, v, mode), correlate_grad_v(g, a, v, mode), None


@correlate.jvp
def correlate_jvp(a: Any, v: Any, mode: Any = "valid", *, out: Any, a_dot: Any, v_dot: Any) -> Any:
    return np.correlate(a_dot, v, mode), np.correlate(a, v_dot, mode), None


@rule(correlate_grad_a)
def correlate_grad_a_rule(grad_out: Any, a: Any, v: Any, mode: Any, *, out: Any, g: Any) -> Any:
    return np.correlate(g, v, mode), None, correlate_grad_v(grad_out, g, v, mode), None


@correlate_grad_a_rule.jvp
def correlate_grad_a_jvp(
    grad_out: Any, a: Any, v: Any, mode: Any, *, out: Any, grad_out_dot: Any, v_dot: Any
) -> Any:
    first = correlate_grad_a(grad_out_dot, a, v, mode)
    return first, None, correlate_grad_a(grad_out, a, v_dot, mode), None


@rule(correlate_grad_v)
def correlate_grad_v_rule(grad_out: Any, a: Any, v: Any, mode: Any, *, out: Any, g: Any) -> Any:
    return np.correlate(a, g, mode), correlate_grad_a(grad_out, a, g, mode), None, None


@correlate_grad_v_rule.jvp
def correlate_grad_v_jvp(
    grad_out: Any, a: Any, v: Any, mode: Any, *, out: Any, grad_out_dot: Any, a_dot: Any
) -> Any:
    first = correlate_grad_v(grad_out_dot, a, v, mode)
    return first, correlate_grad_v(grad_out, a_dot, v, mode), None, None


# -- generalised ufuncs of NumPy 2 ------------------------------------------------------------


if hasattr(np, "vecdot"):

    @rule(np.vecdot)  # conjugates its first argument
    def vecdot(a: Any, b: Any, /, *, axis: Any = -1, out: Any, g: Any) -> Any:
        grad_a = unbroadcast(np.conj(np.expand_dims(g, axis) * b), a)
        return grad_a, unbroadcast(np.expand_dims(g, axis) * np.conj(a), b), None

    @vecdot.jvp
    def vecdot_jvp(a: Any, b: Any, /, *, axis: Any = -1, out: Any, a_dot: Any, b_dot: Any) -> Any:
        from_a = np.vecdot(a_dot, b, axis=axis)  # type: ignore[call-overload]
        return from_a, np.vecdot(a, b_dot, axis=axis), None  # type: ignore[call-overload]


if hasattr(np, "matvec"):

    @rule(np.matvec)
    def matvec(a: Any, x: Any, /, *, out: Any, g: Any) -> Any:
        if np.ndim(a) == 2 and np.ndim(x) == 1:
            return np.outer(g, x), a.T @ g
        grad_a = unbroadcast(np.expand_dims(g, -1) * np.expand_dims(x, -2), a)
        return grad_a, unbroadcast(np.matvec(swap(a), g), x)

    @matvec.jvp
    def matvec_jvp(a: Any, x: Any, /, *, out: Any, a_dot: Any, x_dot: Any) -> Any:
        return np.matvec(a_dot, x), np.matvec(a, x_dot)

    @rule(np.vecmat)  # conjugates its first argument
    def vecmat(x: Any, a: Any, /, *, out: Any, g: Any) -> Any:
        grad_a = unbroadcast(np.expand_dims(np.conj(x), -1) * np.expand_dims(g, -2), a)
        return unbroadcast(np.conj(np.matvec(a, g)), x), grad_a

    @vecmat.jvp
    def vecmat_jvp(x: Any, a: Any, /, *, out: Any, x_dot: Any, a_dot: Any) -> Any:
        return np.vecmat(x_dot, a), np.vecmat(x, a_dot)

    @rule(np.linalg.vecdot)
    def linalg_vecdot(x1: Any, x2: Any, /, *, axis: Any = -1, out: Any, g: Any) -> Any:
        grad_x1 = unbroadcast(np.conj(np.expand_dims(g, axis) * x2), x1)
        return grad_x1, unbroadcast(np.expand_dims(g, axis) * np.conj(x1), x2), None

    @linalg_vecdot.jvp
    def linalg_vecdot_jvp(
        x1: Any, x2: Any, /, *, axis: Any = -1, out: Any, x1_dot: Any, x2_dot: Any
    ) -> Any:
        from_x1 = np.linalg.vecdot(x1_dot, x2, axis=axis)  # type: ignore[call-overload]
        from_x2 = np.linalg.vecdot(x1, x2_dot, axis=axis)  # type: ignore[call-overload]
        return from_x1, from_x2, None

    @rule(np.linalg.cross)
    def linalg_cross(x1: Any, x2: Any, /, *, axis: Any = -1, out: Any, g: Any) -> Any:
        grad_x1 = unbroadcast(np.linalg.cross(x2, g, axis=axis), x1)
        return grad_x1, unbroadcast(np.linalg.cross(g, x1, axis=axis), x2), None

    @linalg_cross.jvp
    def linalg_cross_jvp(
        x1: Any, x2: Any, /, *, axis: Any = -1, out: Any, x1_dot: Any, x2_dot: Any
    ) -> Any:
        from_x1 = np.linalg.cross(x1_dot, x2, axis=axis)
        return from_x1, np.linalg.cross(x1, x2_dot, axis=axis), None
