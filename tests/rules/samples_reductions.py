"""Sample calls for adcompile/rules/reductions.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.runtime.reductions import (
    along,
    merge_axes,
    product_of_others,
    products_before,
    quantile_grad,
    quantile_tangent,
    recurrence,
    unalong,
    unmerge_axes,
    unreduce,
    with_first,
    without_first,
)
from tests.rules.oracle import NUMPY_2, Sample, sample

VECTOR = np.array([0.7, -1.3, 2.1])
MATRIX = np.array([[0.7, -1.3, 2.1], [1.6, 0.2, -0.4]])
CUBE = np.array([0.3, -0.9, 1.7, 1.1, 2.3, -0.6, 0.8, -1.9, 0.1, 1.4, -0.2, 2.6]).reshape(2, 3, 2)
ZEROS = np.array([[2.0, 0.0, 3.0], [0.0, 1.5, 0.0]])
HOLES = np.array([[0.7, np.nan, 2.1], [1.6, 0.2, np.nan]])
SINGLE = MATRIX.astype(np.float32)


def reduced(
    func: Callable[..., Any], *, tuples: bool = True, x: Any = MATRIX, **kwargs: Any
) -> list[Sample]:
    """Every form of `axis`, with and without `keepdims`, and every kind of argument.

    A cotangent of shape () does not stay single in NumPy 1, which widens np.float32(1) / 2.
    """
    axes = [None, 0, 1, -1, *([(0, 1), (-1, 0)] if tuples else [])]
    return [
        *(sample(func, x, axis=axis, **kwargs) for axis in axes),
        *(sample(func, x, axis=axis, keepdims=True, **kwargs) for axis in axes),
        sample(func, x, **kwargs),
        sample(func, CUBE, axis=(0, 2) if tuples else 1, **kwargs),
        *([sample(func, x.astype(np.float32), **kwargs)] if NUMPY_2 else []),
        sample(func, x.astype(np.float32), axis=1, **kwargs),
        sample(func, x.astype(np.float32), axis=0, keepdims=True, **kwargs),
        sample(func, np.array([[0.4], [-0.3]]), axis=0, **kwargs),
    ]


def numbers(func: Callable[..., Any], **kwargs: Any) -> list[Sample]:
    """A vector, size 1, and 0-d, which has no methods of an array."""
    xs = [VECTOR, VECTOR[:1], *([] if is_method(func) else [np.array(0.7)])]
    return [sample(func, x, **kwargs) for x in xs]


def is_method(func: Callable[..., Any]) -> bool:
    return hasattr(func, "__objclass__")


def empty(func: Callable[..., Any]) -> list[Sample]:
    """Nothing to reduce, nothing left."""
    return [sample(func, np.zeros((0, 3)), axis=1), sample(func, np.zeros((2, 0)), axis=0)]


def scans(func: Callable[..., Any], x: Any = MATRIX) -> list[Sample]:
    """Cumulative functions: no `keepdims`, no tuples of axes."""
    return [
        *(sample(func, x, axis) for axis in (None, 0, 1, -1)),
        *(sample(func, y) for y in (VECTOR, VECTOR[:1], VECTOR[:0], SINGLE)),
        *([] if is_method(func) else [sample(func, np.array(0.7))]),
        sample(func, CUBE, 1),
        sample(func, SINGLE, axis=1),
    ]


SUMS = [
    *reduced(np.sum), *numbers(np.sum), *empty(np.sum), sample(np.sum, 0.7),
    *reduced(np.ndarray.sum),
    *reduced(np.mean), *numbers(np.mean), *empty(np.mean), sample(np.mean, 0.7),
    *reduced(np.ndarray.mean),
    *reduced(np.add.reduce), *numbers(np.add.reduce, axis=None), *empty(np.add.reduce),
    *scans(np.cumsum), *scans(np.ndarray.cumsum),
    *reduced(np.nansum, x=HOLES), *reduced(np.nanmean, x=HOLES), *numbers(np.nansum),
]  # fmt: skip
AVERAGES = [
    *reduced(np.average),
    sample(np.average, MATRIX, 1, VECTOR, wrt=(0, 2)),
    sample(np.average, MATRIX, -1, VECTOR, keepdims=True, wrt=(0, 2)),
    sample(np.average, MATRIX, None, MATRIX + 3.0, wrt=(0, 2)),
    sample(np.average, MATRIX, 0, MATRIX + 3.0, wrt=(0, 2)),
    sample(np.average, CUBE, 1, np.array([1.0, 2.0, 4.0]), wrt=(0, 2)),
    sample(np.average, SINGLE, 1, VECTOR.astype(np.float32), wrt=(0, 2)),
    sample(along, VECTOR, MATRIX, 1, wrt=(0,)),
    sample(along, MATRIX, MATRIX, None, wrt=(0,)),
    sample(along, MATRIX.T, CUBE, (1, 0), wrt=(0,)),
    sample(unalong, MATRIX, VECTOR, 1, wrt=(0,)),
    sample(unalong, CUBE, MATRIX.T, (1, 0), wrt=(0,)),
]
SPREADS = [
    *reduced(np.var), *reduced(np.var, ddof=1), *reduced(np.ndarray.var), *numbers(np.var),
    *reduced(np.std), *reduced(np.std, ddof=1)[:-1], *reduced(np.ndarray.std)[:-1],
    sample(np.std, VECTOR),
]  # fmt: skip
EXTREMES = [
    sample
    for func in (np.max, np.amax, np.min, np.amin, np.ndarray.max, np.ndarray.min)
    for sample in [*reduced(func), *numbers(func)]
] + [
    *reduced(np.nanmax, x=HOLES), *reduced(np.nanmin, x=HOLES),
    *reduced(np.maximum.reduce, tuples=False)[:-1], *reduced(np.minimum.reduce, tuples=False),
    *reduced(np.ptp), *reduced(np.median), *numbers(np.median),
    *(s for q in (0.3, 0.5, 1.0) for s in reduced(np.quantile, q=q)),
    *reduced(np.percentile, q=30),
]  # fmt: skip
PRODUCTS = [
    *reduced(np.prod), *reduced(np.prod, x=ZEROS), *numbers(np.prod), *empty(np.prod),
    *reduced(np.ndarray.prod), *reduced(np.multiply.reduce, x=ZEROS),
    *scans(np.cumprod), *scans(np.cumprod, ZEROS), *scans(np.ndarray.cumprod),
    *(sample(f, x) for f in (products_before, product_of_others) for x in (VECTOR, ZEROS, SINGLE)),
    sample(product_of_others, CUBE, (0, 2)), sample(product_of_others, ZEROS, 0),
    sample(products_before, np.arange(1.0, 8.0) / 3.0),
    sample(recurrence, MATRIX, MATRIX[:, ::-1]), sample(recurrence, ZEROS, MATRIX),
    sample(recurrence, np.arange(1.0, 8.0) / 3.0, np.arange(7.0, 0.0, -1.0)),
    sample(recurrence, SINGLE, SINGLE), sample(recurrence, VECTOR[:1], VECTOR[:1]),
]  # fmt: skip
HELPERS = [
    sample(unreduce, VECTOR, CUBE, (0, 2), wrt=(0,)),
    sample(unreduce, VECTOR[:2], MATRIX, 1, wrt=(0,)),
    sample(unreduce, np.float64(0.7), MATRIX, None, wrt=(0,)),
    sample(unreduce, MATRIX[:, :1], MATRIX, -1, True, wrt=(0,)),
    *(sample(merge_axes, CUBE, axis) for axis in (None, 1, (2, 0), ())),
    sample(unmerge_axes, MATRIX, np.zeros((2, 3)), -1, wrt=(0,)),
    sample(unmerge_axes, CUBE.reshape(3, 4), CUBE, (2, 0), wrt=(0,)),
]
MASK = np.array([[True, False, True], [True, True, False]])
COMPLEX = VECTOR + 1j * VECTOR[::-1]
CHOSEN = [
    sample(func, MATRIX, **{**kwargs, **more})
    for func, kwargs in [
        (np.sum, {"initial": 2.0}), (np.ndarray.sum, {}), (np.mean, {}), (np.var, {"ddof": 0.5}), (np.std, {}),
        (np.prod, {"initial": 2.0}), (np.max, {"initial": -9.0}), (np.min, {"initial": 9.0}),
    ]
    for more in [
        {"where": MASK},
        {"where": MASK, "axis": 1},
        {"where": MASK[0], "axis": 1, "keepdims": True},
    ]
    if func is not np.std or more.get("axis") is None
] + [
    sample(np.sum, SINGLE, dtype=np.float64),
    sample(np.sum, MATRIX, 1, np.float64),
    sample(np.mean, MATRIX, dtype=np.float64),
    sample(np.sum, VECTOR, initial=1.0),
    sample(np.prod, VECTOR, initial=3.0),
    sample(np.max, VECTOR, initial=5.0),
    sample(np.var, COMPLEX), sample(np.std, COMPLEX),
    sample(np.var, np.outer(COMPLEX, COMPLEX), 1), sample(np.std, np.outer(COMPLEX, COMPLEX), 0, ddof=1),
]  # fmt: skip
SKIPPING = [
    *reduced(np.nanprod, x=HOLES), *reduced(np.nanvar, x=HOLES)[:-1], *reduced(np.nanstd, x=MATRIX)[:-1],
    sample(np.nanvar, HOLES, ddof=1), sample(np.nanstd, HOLES),
    *scans(np.nancumsum), *scans(np.nancumprod), sample(np.nancumsum, HOLES), sample(np.nancumprod, HOLES),
    sample(np.nancumsum, HOLES, 1), sample(np.nancumprod, HOLES, 1),
    *reduced(np.nanmedian, x=HOLES), *reduced(np.nanquantile, q=0.3, x=HOLES), *reduced(np.nanpercentile, q=60, x=HOLES),
]  # fmt: skip
QUANTILES = [
    sample(np.quantile, x, q, axis, method=method, wrt=(0,))
    for method in [
        "linear", "lower", "higher", "nearest", "midpoint", "inverted_cdf", "averaged_inverted_cdf", "closest_observation",
        "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased", "normal_unbiased",
    ]
    for x, q, axis in [(VECTOR, 0.37, None), (MATRIX, np.array([0.2, 0.81]), 1), (CUBE, 0.6, (0, 2))]
] + [
    sample(np.percentile, MATRIX, [30, 60], axis=0, keepdims=True),
    sample(np.quantile, MATRIX, [[0.3], [1.0]], wrt=(0,)),
    sample(quantile_grad, np.array([1.0, 2.0]), VECTOR, [0.1, 0.7], None, "linear", False, wrt=(0,)),
    sample(quantile_tangent, VECTOR, VECTOR, [0.1, 0.7], None, "hazen", True, wrt=(0,)),
]  # fmt: skip
FIRST = [
    sample(without_first, VECTOR, VECTOR[1:], None, wrt=(0,)),
    sample(without_first, MATRIX, MATRIX[:, 1:], -1, wrt=(0,)),
    sample(with_first, VECTOR, np.zeros(5), None, wrt=(0,)),
    sample(with_first, MATRIX, np.zeros((3, 3)), 0, wrt=(0,)),
]
if hasattr(np, "cumulative_sum"):
    FIRST += [
        sample(f, x, axis=axis, include_initial=first)
        for f in (np.cumulative_sum, np.cumulative_prod)
        for x, axis in [(VECTOR, None), (MATRIX, 1), (MATRIX, 0), (SINGLE, -1)]
        for first in (False, True)
    ]
SAMPLES = [
    *CHOSEN,
    *SKIPPING,
    *QUANTILES,
    *FIRST,
    *SUMS,
    *AVERAGES,
    *SPREADS,
    *EXTREMES,
    *PRODUCTS,
    *HELPERS,
]
