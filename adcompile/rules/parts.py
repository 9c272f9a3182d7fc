"""Parts of arrays that are views: real and imaginary parts, windows."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.parts import part_size, part_start, unwindow, with_parts

nondifferentiable(part_size, part_start)


@rule(with_parts)
def with_parts_rule(real, imag, *, out, g):
    return np.real(g), -np.imag(g)  # a gradient is dL/dRe - i dL/dIm


@with_parts_rule.jvp
def with_parts_jvp(real, imag, *, out, real_dot, imag_dot):
    return with_parts(real_dot, np.zeros_like(imag)), with_parts(np.zeros_like(real), imag_dot)


@rule(np.lib.stride_tricks.sliding_window_view, linear=True)
def sliding_window_view(x, window_shape, axis=None, *, out, g):
    return unwindow(g, x, window_shape, axis), None, None


@rule(unwindow, linear=True)
def unwindow_rule(g_, x, window_shape, axis=None, *, out, g):
    return np.lib.stride_tricks.sliding_window_view(g, window_shape, axis), None, None, None


@rule(np.ndarray.view, linear=True)
def view(a, *, out, g):
    return g
