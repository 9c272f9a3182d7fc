"""scipy.fft: the transforms are linear, so a derivative is the transform with the transposed matrix.

That of a Fourier transform is symmetric; of a cosine or sine transform, up to its ends, that of another
type.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import fft

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.transforms import (
    end_weights,
    half_weights,
    opposite_norm,
    resized,
    transposed_type,
)

__all__: list[str] = []

WORKERS = ("workers",)


def fourier(function: Callable[..., Any]) -> None:
    """Register a complex transform along one axis."""

    @rule(function, linear=True, ignores=WORKERS)
    def transform(x, n=None, axis=-1, norm=None, *, out, g):
        if n is None:
            return function(g, axis=axis, norm=norm), None, None, None
        return resized(function(g, axis=axis, norm=norm), x), None, None, None


def fourier_of_axes(function: Callable[..., Any], default: Any) -> None:
    """Register a complex transform along several axes."""

    @rule(function, linear=True, ignores=WORKERS)
    def transform(x, s=None, axes=default, norm=None, *, out, g):
        if s is None:
            return function(g, axes=axes, norm=norm), None, None, None
        return resized(function(g, axes=axes, norm=norm), x), None, None, None


for one in (fft.fft, fft.ifft):
    fourier(one)
for several, axes in [
    (fft.fftn, None),
    (fft.ifftn, None),
    (fft.fft2, (-2, -1)),
    (fft.ifft2, (-2, -1)),
]:
    fourier_of_axes(several, axes)


@rule(fft.rfft, linear=True, ignores=WORKERS)
def rfft(x, n=None, axis=-1, norm=None, *, out, g):
    if n is None:
        return np.real(fft.fft(g, np.shape(x)[axis], axis, norm)), None, None, None
    return resized(np.real(fft.fft(g, n, axis, norm)), x), None, None, None


@rule(fft.irfft, linear=True, ignores=WORKERS)
def irfft(x, n=None, axis=-1, norm=None, *, out, g):
    half = resized(np.conj(fft.rfft(g, axis=axis, norm=opposite_norm(norm))), x)
    return half * half_weights(x, np.shape(out)[axis], axis), None, None, None


@rule(fft.rfftn, linear=True, ignores=WORKERS)
def rfftn(x, s=None, axes=None, norm=None, *, out, g):
    if s is None and axes is None:
        return np.real(fft.fftn(resized(g, x), norm=norm)), None, None, None
    return NotImplemented, None, None, None


@rule(fft.rfft2, linear=True, ignores=WORKERS)
def rfft2(x, s=None, axes=(-2, -1), norm=None, *, out, g):
    if s is None and axes == (-2, -1):
        return np.real(fft.fft2(resized(g, x), norm=norm)), None, None, None
    return NotImplemented, None, None, None


# -- cosine and sine transforms -----------------------------------------------------------------


def real_transform(function: Callable[..., Any], is_sine: bool) -> None:
    """Register a cosine or sine transform along one axis."""

    @rule(function, linear=True, ignores=WORKERS)
    def transform(x, type=2, n=None, axis=-1, norm=None, *, out, g):
        if norm == "ortho" and n is None:
            return function(g, transposed_type(type), axis=axis, norm=norm), None, None, None, None
        y = end_weights(g, type, norm, axis, is_sine, False) * g
        y = function(y, transposed_type(type), axis=axis, norm=norm)
        y = end_weights(y, type, norm, axis, is_sine, True) * y
        return resized(y, x), None, None, None, None


def inverse_transform(
    function: Callable[..., Any], transform: Callable[..., Any], is_sine: bool
) -> None:
    """Register the inverse: the transform of the transposed type, scaled the other way round."""

    @rule(function, linear=True, ignores=WORKERS)
    def inverse(x, type=2, n=None, axis=-1, norm=None, *, out, g):
        if norm == "ortho" and n is None:
            return transform(g, type, axis=axis, norm=norm), None, None, None, None
        y = end_weights(g, transposed_type(type), norm, axis, is_sine, False) * g
        y = transform(y, type, axis=axis, norm=opposite_norm(norm))
        y = end_weights(y, transposed_type(type), norm, axis, is_sine, True) * y
        return resized(y, x), None, None, None, None


def orthogonal_transform(function: Callable[..., Any]) -> None:
    """Register a transform along several axes, where it is orthogonal."""

    @rule(function, linear=True, ignores=WORKERS)
    def transform(x, type=2, s=None, axes=None, norm=None, *, out, g):
        if norm == "ortho" and s is None:
            return function(g, transposed_type(type), axes=axes, norm=norm), None, None, None, None
        return NotImplemented, None, None, None, None


real_transform(fft.dct, False)
real_transform(fft.dst, True)
inverse_transform(fft.idct, fft.dct, False)
inverse_transform(fft.idst, fft.dst, True)
for of_axes in (fft.dctn, fft.idctn, fft.dstn, fft.idstn):
    orthogonal_transform(of_axes)


# -- helpers and orders of frequencies ------------------------------------------------------------


@rule(resized, linear=True)
def resized_rule(x, like, *, out, g):
    return resized(g, x), None


@rule(fft.fftshift, linear=True)
def fftshift(x, axes=None, *, out, g):
    return fft.ifftshift(g, axes), None


@rule(fft.ifftshift, linear=True)
def ifftshift(x, axes=None, *, out, g):
    return fft.fftshift(g, axes), None


nondifferentiable(half_weights, end_weights, opposite_norm, transposed_type)
nondifferentiable(fft.fftfreq, fft.rfftfreq, fft.next_fast_len)
