"""scipy.ndimage: an array is extended over its edge, then correlated with the weights.

The extension is `np.pad`, so the derivatives are those of padding and of correlation.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np
from scipy import ndimage, signal

from adcompile.rules import scipy_signal
from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.images import (
    gaussian_transposed,
    image_scattered,
    image_slopes,
    margins,
    pad_mode,
    spline_transposed,
    zoom_transposed,
)
from adcompile.runtime.shapes import unpad

__all__ = ["scipy_signal"]


@rule(ndimage.correlate)
def correlate(input, weights, *, mode="reflect", out, g):
    width = margins(weights)
    padded = np.pad(input, width, pad_mode(mode))
    return (
        unpad(signal.convolve(g, weights, "full"), input, width, pad_mode(mode)),
        signal.correlate(padded, g, "valid"),
        None,
    )


@correlate.jvp
def correlate_jvp(input, weights, *, mode="reflect", out, input_dot, weights_dot):
    return (
        ndimage.correlate(input_dot, weights, mode=mode),
        ndimage.correlate(input, weights_dot, mode=mode),
        None,
    )


@rule(ndimage.convolve)
def convolve(input, weights, *, mode="reflect", out, g):
    width = margins(np.flip(weights))[:, ::-1]
    padded = np.pad(input, width, pad_mode(mode))
    return (
        unpad(signal.convolve(g, np.flip(weights), "full"), input, width, pad_mode(mode)),
        np.flip(signal.correlate(padded, g, "valid")),
        None,
    )


@convolve.jvp
def convolve_jvp(input, weights, *, mode="reflect", out, input_dot, weights_dot):
    return (
        ndimage.convolve(input_dot, weights, mode=mode),
        ndimage.convolve(input, weights_dot, mode=mode),
        None,
    )


@rule(ndimage.gaussian_filter)
def gaussian_filter(input, sigma, order=0, *, mode="reflect", truncate=4.0, out, g):
    if order == 0 and (mode == "reflect" or mode == "constant" or mode == "wrap"):
        grad = ndimage.gaussian_filter(g, sigma, mode=mode, truncate=truncate)  # a symmetric map
        return grad, NotImplemented, None, None, None
    return gaussian_transposed(g, sigma, order, mode, truncate), NotImplemented, None, None, None


@gaussian_filter.jvp
def gaussian_filter_jvp(input, sigma, order=0, *, mode="reflect", truncate=4.0, out, input_dot):
    return (
        ndimage.gaussian_filter(input_dot, sigma, order, mode=mode, truncate=truncate),
        NotImplemented,
        None,
        None,
        None,
    )


@rule(gaussian_transposed, linear=True)
def gaussian_transposed_rule(g_out, sigma, order, mode, truncate, *, out, g):
    grad = ndimage.gaussian_filter(g, sigma, order, mode=mode, truncate=truncate)
    return grad, NotImplemented, None, None, None


@rule(ndimage.zoom, linear=True)
def zoom(input, zoom, *, order=3, mode="constant", out, g):
    return zoom_transposed(g, input, zoom, order, mode), NotImplemented, None, None


@rule(zoom_transposed, linear=True)
def zoom_transposed_rule(g_out, like, zoom, order, mode, *, out, g):
    return ndimage.zoom(g, zoom, order=order, mode=mode), None, NotImplemented, None, None


# -- values between the pixels: a spline, in the pixels and in the points ------------------------


@rule(ndimage.map_coordinates)
def map_coordinates(input, coordinates, *, order=3, mode="constant", out, g):
    scattered = image_scattered(g, input, coordinates, order, mode)
    return (
        spline_transposed(scattered, order),
        g * image_slopes(input, coordinates, order, mode),
        None,
        None,
    )


@map_coordinates.jvp
def map_coordinates_jvp(
    input, coordinates, *, order=3, mode="constant", out, input_dot, coordinates_dot
):
    return (
        ndimage.map_coordinates(input_dot, coordinates, order=order, mode=mode),
        np.sum(image_slopes(input, coordinates, order, mode) * coordinates_dot, axis=0),
        None,
        None,
    )


@rule(image_slopes)
def image_slopes_rule(input, coordinates, order, mode, *, out, g):
    return NotImplemented, NotImplemented, None, None


@rule(image_scattered)
def image_scattered_rule(g_out, like, coordinates, order, mode, *, out, g):
    spline = ndimage.map_coordinates(g, coordinates, order=order, mode=mode, prefilter=False)
    return spline, None, NotImplemented, None, None


@image_scattered_rule.jvp
def image_scattered_jvp(g_out, like, coordinates, order, mode, *, out, g_out_dot):
    return image_scattered(g_out_dot, like, coordinates, order, mode), None, None, None, None


@rule(ndimage.spline_filter, linear=True)
def spline_filter(input, order=3, *, mode="mirror", out, g):
    if mode == "mirror":
        return spline_transposed(g, order), None, None
    return NotImplemented, None, None


@rule(spline_transposed, linear=True)
def spline_transposed_rule(g_out, order, *, out, g):
    return ndimage.spline_filter(g, order, mode="mirror"), None


nondifferentiable(margins, pad_mode)
