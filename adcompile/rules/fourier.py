"""Discrete Fourier transforms.

The matrix of a transform is symmetric, so the adjoint of `fft` is `fft`, and that of `ifft` is
`ifft`: the cotangent of a complex number stands for dL/dRe - i dL/dIm, so nothing is conjugated.
The transforms of real signals keep half a spectrum, in which most numbers stand for two: their
adjoints are those of Hermitian signals, and the other way round.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.fourier import (
    first_axes,
    fit_axes,
    last_axis,
    last_size,
    transformed_axes,
    weigh_pairs,
)

nondifferentiable(first_axes, last_axis, last_size, transformed_axes)

# Along one axis


@rule(np.fft.fft, linear=True)
def fft(a, n=None, axis=-1, norm=None, *, out, g):
    if n is None and axis == -1 and norm is None:
        return np.fft.fft(g), None, None, None
    if n is None:
        return np.fft.fft(g, axis=axis, norm=norm), None, None, None
    return fit_axes(np.fft.fft(g, axis=axis, norm=norm), a), None, None, None


@rule(np.fft.ifft, linear=True)
def ifft(a, n=None, axis=-1, norm=None, *, out, g):
    if n is None and axis == -1 and norm is None:
        return np.fft.ifft(g), None, None, None
    if n is None:
        return np.fft.ifft(g, axis=axis, norm=norm), None, None, None
    return fit_axes(np.fft.ifft(g, axis=axis, norm=norm), a), None, None, None


@rule(np.fft.rfft, linear=True)
def rfft(a, n=None, axis=-1, norm=None, *, out, g):
    if n is None and axis == -1 and norm is None:
        n = np.shape(a)[-1]
        return np.fft.hfft(weigh_pairs(g, n, -1, 0.5), n), None, None, None
    if n is None:
        n = np.shape(a)[axis]
        return np.fft.hfft(weigh_pairs(g, n, axis, 0.5), n, axis, norm), None, None, None
    wide = np.fft.hfft(weigh_pairs(g, n, axis, 0.5), n, axis, norm)
    return fit_axes(wide, a), None, None, None


@rule(np.fft.irfft, linear=True)
def irfft(a, n=None, axis=-1, norm=None, *, out, g):
    if axis == -1 and norm is None:
        half = weigh_pairs(np.fft.ihfft(g), np.shape(out)[-1], -1, 2.0)
        return fit_axes(half, a), None, None, None
    half = np.fft.ihfft(g, axis=axis, norm=norm)
    half = weigh_pairs(half, np.shape(out)[axis], axis, 2.0)
    return fit_axes(half, a), None, None, None


@rule(np.fft.hfft, linear=True)
def hfft(a, n=None, axis=-1, norm=None, *, out, g):
    half = np.fft.rfft(g, axis=axis, norm=norm)
    half = weigh_pairs(half, np.shape(out)[axis], axis, 2.0)
    return fit_axes(half, a), None, None, None


@rule(np.fft.ihfft, linear=True)
def ihfft(a, n=None, axis=-1, norm=None, *, out, g):
    if n is None:
        n = np.shape(a)[axis]
        return np.fft.irfft(weigh_pairs(g, n, axis, 0.5), n, axis, norm), None, None, None
    wide = np.fft.irfft(weigh_pairs(g, n, axis, 0.5), n, axis, norm)
    return fit_axes(wide, a), None, None, None


# Along several axes


@rule(np.fft.fftn, linear=True)
def fftn(a, s=None, axes=None, norm=None, *, out, g):
    if s is None and axes is None and norm is None:
        return np.fft.fftn(g), None, None, None
    if s is None:
        return np.fft.fftn(g, axes=axes, norm=norm), None, None, None
    return (
        fit_axes(np.fft.fftn(g, axes=transformed_axes(a, s, axes), norm=norm), a),
        None,
        None,
        None,
    )


@rule(np.fft.ifftn, linear=True)
def ifftn(a, s=None, axes=None, norm=None, *, out, g):
    if s is None and axes is None and norm is None:
        return np.fft.ifftn(g), None, None, None
    if s is None:
        return np.fft.ifftn(g, axes=axes, norm=norm), None, None, None
    return (
        fit_axes(np.fft.ifftn(g, axes=transformed_axes(a, s, axes), norm=norm), a),
        None,
        None,
        None,
    )


@rule(np.fft.fft2, linear=True)
def fft2(a, s=None, axes=(-2, -1), norm=None, *, out, g):
    if s is None and axes == (-2, -1) and norm is None:
        return np.fft.fft2(g), None, None, None
    if s is None:
        return np.fft.fft2(g, axes=axes, norm=norm), None, None, None
    return fit_axes(np.fft.fft2(g, axes=axes, norm=norm), a), None, None, None


@rule(np.fft.ifft2, linear=True)
def ifft2(a, s=None, axes=(-2, -1), norm=None, *, out, g):
    if s is None and axes == (-2, -1) and norm is None:
        return np.fft.ifft2(g), None, None, None
    if s is None:
        return np.fft.ifft2(g, axes=axes, norm=norm), None, None, None
    return fit_axes(np.fft.ifft2(g, axes=axes, norm=norm), a), None, None, None


@rule(np.fft.rfftn, linear=True)
def rfftn(a, s=None, axes=None, norm=None, *, out, g):
    axis, n = last_axis(a, s, axes), last_size(a, s, axes)
    half = np.fft.fftn(g, axes=first_axes(a, s, axes), norm=norm)
    wide = np.fft.hfft(weigh_pairs(half, n, axis, 0.5), n, axis, norm)
    return fit_axes(wide, a), None, None, None


@rule(np.fft.irfftn, linear=True)
def irfftn(a, s=None, axes=None, norm=None, *, out, g):
    axis = last_axis(a, s, axes)
    half = np.fft.ihfft(g, axis=axis, norm=norm)
    half = weigh_pairs(half, np.shape(out)[axis], axis, 2.0)
    return fit_axes(np.fft.ifftn(half, axes=first_axes(a, s, axes), norm=norm), a), None, None, None


@rule(np.fft.rfft2, linear=True)
def rfft2(a, s=None, axes=(-2, -1), norm=None, *, out, g):
    axis, n = last_axis(a, s, axes), last_size(a, s, axes)
    half = np.fft.fftn(g, axes=first_axes(a, s, axes), norm=norm)
    wide = np.fft.hfft(weigh_pairs(half, n, axis, 0.5), n, axis, norm)
    return fit_axes(wide, a), None, None, None


@rule(np.fft.irfft2, linear=True)
def irfft2(a, s=None, axes=(-2, -1), norm=None, *, out, g):
    axis = last_axis(a, s, axes)
    half = np.fft.ihfft(g, axis=axis, norm=norm)
    half = weigh_pairs(half, np.shape(out)[axis], axis, 2.0)
    return fit_axes(np.fft.ifftn(half, axes=first_axes(a, s, axes), norm=norm), a), None, None, None


# Frequencies


@rule(np.fft.fftshift, linear=True)
def fftshift(x, axes=None, *, out, g):
    if axes is None:
        return np.fft.ifftshift(g), None
    return np.fft.ifftshift(g, axes), None


@rule(np.fft.ifftshift, linear=True)
def ifftshift(x, axes=None, *, out, g):
    if axes is None:
        return np.fft.fftshift(g), None
    return np.fft.fftshift(g, axes), None


@rule(np.fft.fftfreq, np.fft.rfftfreq)
def fftfreq(n, d=1.0, *, out, g):
    return None, -np.sum(g * out) / d


@fftfreq.jvp
def fftfreq_jvp(n, d=1.0, *, out, d_dot):
    return None, -d_dot / d * out


# The helpers above


@rule(weigh_pairs, linear=True)
def weigh_pairs_rule(x, n, axis, weight, *, out, g):
    return weigh_pairs(g, n, axis, weight), None, None, None


@rule(fit_axes, linear=True)
def fit_axes_rule(x, like, *, out, g):
    return fit_axes(g, x), None
