"""Sample calls of Fourier transforms: even and odd lengths, cut and filled, along any axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime import fourier
from tests.rules.oracle import sample

RNG = np.random.default_rng(8)


def x(*shape: int) -> Any:
    return RNG.normal(size=shape)


def z(*shape: int) -> Any:
    return x(*shape) + 1j * x(*shape)


def f32(a: Any) -> Any:
    return a.astype(np.float32 if np.isrealobj(a) else np.complex64)


COMPLEX = [
    sample(func, *args, **kwargs)
    for func in (np.fft.fft, np.fft.ifft)
    for args, kwargs in [
        ((x(4),), {}),
        ((x(1),), {}),
        ((z(5),), {}),
        ((z(2, 3).T,), {"axis": 0}),
        ((x(5), 3), {}),
        ((z(5), 8), {"norm": "ortho"}),
        ((x(2, 3), 4, 0, "forward"), {}),
    ]
]

HALF = [
    sample(func, *args, **kwargs)
    for func, make in [
        (np.fft.rfft, x),
        (np.fft.ihfft, x),
        (np.fft.irfft, z),
        (np.fft.hfft, z),
        (np.fft.irfft, x),
        (np.fft.hfft, x),
    ]
    for args, kwargs in [
        ((make(4),), {}),
        ((make(5),), {}),
        ((make(2, 5).T,), {"axis": 0}),
        ((make(5), 3), {}),
        ((make(5), 4), {"norm": "ortho"}),
        ((make(4), 9), {"norm": "forward"}),
        ((make(3, 2), 6, 0, "backward"), {}),
    ]
]

SEVERAL = [
    sample(func, *args, **kwargs)
    for func, make in [
        (np.fft.fftn, z),
        (np.fft.ifftn, x),
        (np.fft.fft2, x),
        (np.fft.ifft2, z),
        (np.fft.rfftn, x),
        (np.fft.irfftn, z),
        (np.fft.rfft2, x),
        (np.fft.irfft2, z),
    ]
    for args, kwargs in [
        ((make(3, 4),), {}),
        ((make(2, 3, 5),), {}),
        ((make(2, 3, 4),), {"axes": (2, 0), "norm": "ortho"}),
        ((make(3, 4), (2, 6)), {"axes": (0, 1)}),
        ((make(3, 4), (4, 3), (1, 0), "forward"), {}),
    ]
]

FREQUENCIES = [
    sample(np.fft.fftshift, x(5)),
    sample(np.fft.fftshift, x(2, 3), axes=1),
    sample(np.fft.ifftshift, x(4, 3)),
    sample(np.fft.ifftshift, x(2, 3), (0,)),
    sample(np.fft.fftfreq, 5, 0.3),
    sample(np.fft.fftfreq, 4, d=0.3, wrt=()),
    sample(np.fft.rfftfreq, 5, 0.3),
]

HELPERS = [
    sample(fourier.weigh_pairs, z(3), 4, 0, 0.5, wrt=(0,)),
    sample(fourier.weigh_pairs, z(3, 2), 5, -2, 2.0, wrt=(0,)),
    sample(fourier.fit_axes, x(3), np.zeros(5), wrt=(0,)),
    sample(fourier.fit_axes, z(3, 2), np.zeros((2, 2)), wrt=(0,)),
]

SINGLE = [
    sample(func, f32(a))
    for func, a in [
        (np.fft.fft, z(4)),
        (np.fft.rfft, x(5)),
        (np.fft.irfft, z(4)),
        (np.fft.fftn, z(2, 3)),
    ]
]

SAMPLES = [*COMPLEX, *HALF, *SEVERAL, *FREQUENCIES, *HELPERS, *SINGLE]
