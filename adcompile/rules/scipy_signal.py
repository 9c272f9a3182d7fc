"""scipy.signal and scipy.ndimage: convolutions and filters."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np
from scipy import signal

from adcompile.rules import decompositions
from adcompile.rules.table import formula, rule
from adcompile.runtime.linalg import real_only
from adcompile.runtime.transforms import embedded, extracted, lagged_sums

__all__ = ["decompositions"]


# -- convolutions: the cotangent is put into its place in the full one --------------------------


@rule(signal.convolve)
def convolve(in1, in2, mode="full", method="auto", *, out, g):
    if mode == "full":
        return of_convolution(g, in2), of_convolution(g, in1), None, None
    whole = embedded(g, in1, in2, mode)
    return of_convolution(whole, in2), of_convolution(whole, in1), None, None


@convolve.jvp
def convolve_jvp(in1, in2, mode="full", method="auto", *, out, in1_dot, in2_dot):
    return signal.convolve(in1_dot, in2, mode), signal.convolve(in1, in2_dot, mode), None, None


@formula
def of_convolution(g, other):
    return signal.correlate(g, np.conj(other), "valid")


@rule(signal.fftconvolve)
def fftconvolve(in1, in2, mode="full", *, out, g):
    whole = embedded(g, in1, in2, mode)
    return (
        signal.fftconvolve(whole, np.flip(in2), "valid"),
        signal.fftconvolve(whole, np.flip(in1), "valid"),
        None,
    )


@fftconvolve.jvp
def fftconvolve_jvp(in1, in2, mode="full", *, out, in1_dot, in2_dot):
    return signal.fftconvolve(in1_dot, in2, mode), signal.fftconvolve(in1, in2_dot, mode), None


@rule(signal.oaconvolve)
def oaconvolve(in1, in2, mode="full", *, out, g):
    whole = embedded(g, in1, in2, mode)
    return (
        signal.oaconvolve(whole, np.flip(in2), "valid"),
        signal.oaconvolve(whole, np.flip(in1), "valid"),
        None,
    )


@oaconvolve.jvp
def oaconvolve_jvp(in1, in2, mode="full", *, out, in1_dot, in2_dot):
    return signal.oaconvolve(in1_dot, in2, mode), signal.oaconvolve(in1, in2_dot, mode), None


@rule(signal.convolve2d)
def convolve2d(in1, in2, mode="full", *, out, g):
    whole = embedded(g, in1, in2, mode)
    return of_convolution(whole, in2), of_convolution(whole, in1), None


@convolve2d.jvp
def convolve2d_jvp(in1, in2, mode="full", *, out, in1_dot, in2_dot):
    return signal.convolve2d(in1_dot, in2, mode), signal.convolve2d(in1, in2_dot, mode), None


@rule(signal.correlate)
def correlate(in1, in2, mode="full", method="auto", *, out, g):
    whole = embedded(g, in1, in2, mode)
    return of_correlation(whole, in2), np.flip(of_convolution(whole, in1)), None, None


@correlate.jvp
def correlate_jvp(in1, in2, mode="full", method="auto", *, out, in1_dot, in2_dot):
    return signal.correlate(in1_dot, in2, mode), signal.correlate(in1, in2_dot, mode), None, None


@formula
def of_correlation(g, other):
    return signal.convolve(g, real_only(other), "valid")


@rule(signal.correlate2d)
def correlate2d(in1, in2, mode="full", *, out, g):
    whole = embedded(g, in1, in2, mode, True)  # the middle of the full one is rounded up here
    return of_correlation(whole, in2), np.flip(of_convolution(whole, in1)), None


@correlate2d.jvp
def correlate2d_jvp(in1, in2, mode="full", *, out, in1_dot, in2_dot):
    return signal.correlate2d(in1_dot, in2, mode), signal.correlate2d(in1, in2_dot, mode), None


@rule(embedded, linear=True)
def embedded_rule(x, in1, in2, mode, up=False, *, out, g):
    return extracted(g, in1, in2, mode, up), None, None, None, None


@rule(extracted, linear=True)
def extracted_rule(x, in1, in2, mode, up=False, *, out, g):
    return embedded(g, in1, in2, mode, up), None, None, None, None


# -- recursive filters: the cotangent runs through the filter backwards -------------------------


@rule(signal.lfilter)
def lfilter(b, a, x, axis=-1, *, out, g):
    return (
        lagged_sums(g, signal.lfilter((1.0,), a, x, axis), b, axis),
        -lagged_sums(g, signal.lfilter((1.0,), a, out, axis), a, axis),
        np.flip(signal.lfilter(b, a, np.flip(g, axis), axis), axis),
        None,
    )


@lfilter.jvp
def lfilter_jvp(b, a, x, axis=-1, *, out, b_dot, a_dot, x_dot):
    return (
        signal.lfilter(b_dot, a, x, axis),
        -signal.lfilter(a_dot, a, out, axis),
        signal.lfilter(b, a, x_dot, axis),
        None,
    )


@rule(lagged_sums)
def lagged_sums_rule(g_out, x, like, axis, *, out, g):
    return (
        signal.lfilter(g, (1.0,), x, axis),
        np.flip(signal.lfilter(g, (1.0,), np.flip(g_out, axis), axis), axis),
        None,
        None,
    )


@lagged_sums_rule.jvp
def lagged_sums_jvp(g_out, x, like, axis, *, out, g_out_dot, x_dot):
    return lagged_sums(g_out_dot, x, like, axis), lagged_sums(g_out, x_dot, like, axis), None, None


@rule(signal.sosfilt)
def sosfilt(sos, x, axis=-1, *, out, g):
    return NotImplemented, np.flip(signal.sosfilt(sos, np.flip(g, axis), axis), axis), None


@sosfilt.jvp
def sosfilt_jvp(sos, x, axis=-1, *, out, x_dot):
    return NotImplemented, signal.sosfilt(sos, x_dot, axis), None


# -- others -----------------------------------------------------------------------------------


@rule(signal.detrend, linear=True)  # an orthogonal projection
def detrend(data, axis=-1, type="linear", bp=0, *, out, g):
    return signal.detrend(g, axis, type, bp), None, None, None


@rule(signal.hilbert)
def hilbert(x, *, axis=-1, out, g):  # the imaginary part is an antisymmetric map of the real one
    return np.real(g) + np.imag(signal.hilbert(np.imag(g), axis=axis)), None


@hilbert.jvp
def hilbert_jvp(x, *, axis=-1, out, x_dot):
    return signal.hilbert(x_dot, axis=axis), None
