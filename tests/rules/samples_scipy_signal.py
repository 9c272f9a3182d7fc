"""Sample calls of scipy.fft, scipy.signal and scipy.ndimage."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.rules.oracle import Sample, sample
from tests.rules.samples_linalg import f32, x, z
from tests.rules.samples_scipy_special import FIRST_ORDER

SAMPLES: list[Sample] = []
OURS = " of SciPy"  # NumPy has functions of these names too
try:
    from scipy import fft, ndimage, signal  # type: ignore[import-untyped]

    from adcompile.runtime import images, transforms
except ImportError:  # then there are no such rules
    pass
else:
    ALONG: list[dict[str, Any]] = [
        {},
        {"axis": 0},
        {"norm": "ortho"},
        {"norm": "forward", "n": 3},
        {"n": 6},
    ]
    OVER: list[dict[str, Any]] = [{}, {"axes": (0,)}, {"norm": "ortho"}]
    TRANSFORMS = [
        *[
            sample(func, a, **form)
            for func in (fft.fft, fft.ifft)
            for a in (x(4, 5), z(4, 5))
            for form in ALONG
        ],
        *[sample(func, f32(x(4))) for func in (fft.fft, fft.ifft, fft.rfft, fft.dct)],
        *[sample(fft.rfft, x(4, n), **form) for n in (4, 5) for form in ALONG],
        *[sample(fft.irfft, z(4, n), **form) for n in (4, 5) for form in ALONG],
        *[
            sample(func, x(4, 5), **form)
            for func in (fft.fftn, fft.ifftn, fft.fft2, fft.ifft2)
            for form in [*OVER, {"s": (3, 6)}]
        ],
        sample(fft.rfftn, x(3, 4)),
        sample(fft.rfft2, x(3, 5), norm="ortho"),
        *[
            sample(func, x(4, 5), type, **form)
            for func in (fft.dct, fft.idct, fft.dst, fft.idst)
            for type in (1, 2, 3, 4)
            for form in ALONG
        ],
        *[
            sample(func, x(4, 5), type, norm="ortho", **form)
            for func in (fft.dctn, fft.idctn, fft.dstn, fft.idstn)
            for type in (2, 3)
            for form in ({}, {"axes": (1,)})
        ],
        sample(fft.fftshift, x(5)),
        sample(fft.ifftshift, x(3, 4), axes=(1,)),
        sample(transforms.resized, x(4, 2), x(3, 3), wrt=(0,)),
    ]
    MODES = ("full", "same", "valid")
    CONVOLUTIONS = [
        *[
            sample(func, a, b, mode, label=OURS)
            for func in (
                signal.convolve,
                signal.fftconvolve,
                signal.oaconvolve,
                signal.correlate,
            )
            for a, b in [(x(6), x(3)), (x(3), x(6)), (x(6), x(4)), (x(5, 4), x(2, 3))]
            for mode in MODES
        ],
        *[
            sample(func, a, b, mode, label=OURS)
            for func in (signal.convolve2d, signal.correlate2d)
            for a, b in [(x(5, 4), x(2, 3)), (x(2, 2), x(4, 5))]
            for mode in MODES
        ],
        sample(signal.convolve, f32(x(5)), f32(x(3)), label=OURS),
        sample(signal.convolve, z(5), z(3), label=OURS),
        sample(signal.convolve, x(5), x(3), method="direct", label=OURS),
        sample(transforms.embedded, x(4), x(4), x(3), "same", wrt=(0,)),
        sample(transforms.extracted, x(6), x(4), x(3), "valid", wrt=(0,)),
    ]
    B, A = np.array([0.4, 0.3, -0.2]), np.array([1.3, -0.5])
    SOS = signal.butter(3, 0.4, output="sos")
    FILTERS = [
        sample(signal.lfilter, B, A, x(6)),
        sample(signal.lfilter, B, A, x(5, 3), 0),
        sample(signal.lfilter, B[:1], A, x(2, 5)),
        sample(signal.sosfilt, SOS, x(6), wrt=(1,)),
        sample(signal.sosfilt, SOS, x(6, 2), 0, wrt=(1,)),
        sample(signal.detrend, x(6)),
        sample(signal.detrend, x(6, 3), 0, "constant"),
        sample(signal.hilbert, x(6)),
        sample(signal.hilbert, x(5, 3), axis=0),
        sample(transforms.lagged_sums, x(5), x(5), B, -1, wrt=(0, 1)),
        sample(transforms.lagged_sums, x(5, 2), x(5, 2), B, 0, wrt=(0, 1)),
    ]
    EDGES = ("reflect", "constant", "nearest", "mirror", "wrap")
    POINTS = np.array([[0.3, 1.7, 2.6], [2.2, 0.4, 1.9]])
    IMAGES = [
        *[
            sample(func, x(5, 6), w, mode=mode, label=OURS)
            for func in (ndimage.correlate, ndimage.convolve)
            for w in (x(3, 3), x(2, 4))
            for mode in EDGES
        ],
        *[
            sample(ndimage.gaussian_filter, x(5, 6), sigma, order, mode=mode, wrt=(0,))
            for sigma in (0.8, (1.1, 0.6))
            for order in (0, (1, 0), 2)
            for mode in EDGES
        ],
        sample(ndimage.gaussian_filter, x(9), 1.5, wrt=(0,), truncate=2.0),
        sample(ndimage.zoom, x(4, 3), 1.7, wrt=(0,)),
        sample(ndimage.zoom, x(4, 3), (2, 1), order=1, mode="nearest", wrt=(0,)),
        *[
            sample(
                ndimage.map_coordinates,
                x(4, 4),
                POINTS,
                order=order,
                mode=mode,
                wrt=wrt,
                label=label,
            )
            for order, mode in [
                (3, "constant"),
                (3, "mirror"),
                (1, "nearest"),
                (2, "mirror"),
                (1, "constant"),
            ]
            for wrt, label in [((0,), ""), ((0, 1), FIRST_ORDER)]
        ],
        sample(
            ndimage.map_coordinates, x(4, 4), 3 * POINTS, order=1, mode="nearest", label=FIRST_ORDER
        ),
        sample(ndimage.map_coordinates, x(4, 4), 2 * POINTS - 3, mode="mirror", label=FIRST_ORDER),
        sample(ndimage.map_coordinates, x(4, 4), 2 * POINTS - 3, label=FIRST_ORDER),
        sample(ndimage.spline_filter, x(4, 5), 3),
        sample(images.gaussian_transposed, x(5), 1.0, 0, "mirror", 4.0, wrt=(0,)),
        sample(images.zoom_transposed, x(6), x(3), 2, 1, "nearest", wrt=(0,)),
        sample(images.spline_transposed, x(4, 5), 3),
        sample(images.image_scattered, x(3), x(4, 4), POINTS, 3, "mirror", wrt=(0,)),
        sample(images.image_slopes, x(4, 4), POINTS, 3, "mirror", wrt=()),
    ]
    SAMPLES = [*TRANSFORMS, *CONVOLUTIONS, *FILTERS, *IMAGES]
