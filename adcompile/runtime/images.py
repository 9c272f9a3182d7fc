"""What the derivatives of filters and of interpolation of images need."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import ndimage

__all__ = [
    "along_axes",
    "gaussian_transposed",
    "image_gathered",
    "image_scattered",
    "image_slopes",
    "margins",
    "pad_mode",
    "spline_transposed",
    "zoom_transposed",
]


def pad_mode(mode: Any) -> Any:
    """What `np.pad` calls the way in which an image goes on beyond its edge.

    >>> pad_mode("reflect")
    'symmetric'
    """
    return {
        "reflect": "symmetric",
        "grid-mirror": "symmetric",
        "mirror": "reflect",
        "nearest": "edge",
        "wrap": "wrap",
        "grid-wrap": "wrap",
    }.get(mode, mode)


def margins(weights: Any) -> Any:
    """How far the weights of a correlation reach over either edge.

    >>> margins(np.ones(4)).tolist()
    [[2, 1]]
    """
    sizes = np.array(np.shape(weights))
    return np.stack([sizes // 2, sizes - 1 - sizes // 2], axis=1)


def along_axes(x: Any, matrices: Any) -> Any:
    """Each axis of `x` multiplied by the transposed of its matrix.

    >>> along_axes(np.array([1.0, 2.0]), [np.array([[1.0, 0.0], [3.0, 1.0]])])
    array([7., 2.])
    """
    for axis, matrix in enumerate(matrices):
        x = np.moveaxis(np.tensordot(matrix.T, x, (1, axis)), 0, axis)
    return x


def gaussian_transposed(g: Any, sigma: Any, order: Any, mode: str, truncate: float) -> Any:
    """The transposed map of `ndimage.gaussian_filter`.

    >>> np.round(gaussian_transposed(np.array([1.0, 0.0, 0.0]), 1.0, 0, "nearest", 1.0), 6)
    array([0.725931, 0.274069, 0.      ])
    """
    sigmas, orders = np.broadcast_to(sigma, np.ndim(g)), np.broadcast_to(order, np.ndim(g))
    matrices = [
        ndimage.gaussian_filter1d(np.eye(n), s, 0, o, mode=mode, truncate=truncate)
        for n, s, o in zip(np.shape(g), sigmas.tolist(), orders.tolist())
    ]
    return along_axes(g, matrices)


def zoom_transposed(g: Any, like: Any, zoom: Any, order: int, mode: str) -> Any:
    """The transposed map of `ndimage.zoom`.

    >>> zoom_transposed(np.array([1.0, 1.0, 1.0]), np.zeros(2), 1.5, 1, "constant")
    array([1.5, 1.5])
    """
    factors = np.broadcast_to(zoom, np.ndim(like)).tolist()
    return along_axes(
        g,
        [
            ndimage.zoom(np.eye(n), (z, 1), order=order, mode=mode)
            for n, z in zip(np.shape(like), factors)
        ],
    )


def spline_transposed(g: Any, order: int) -> Any:
    """The transposed map of `ndimage.spline_filter`, where an image goes on as in a mirror.

    >>> spline_transposed(np.array([1.0, 2.0]), 1)
    array([1., 2.])
    """
    if order <= 1:
        return g
    return along_axes(
        g, [ndimage.spline_filter1d(np.eye(n), order, 0, mode="mirror") for n in np.shape(g)]
    )


def image_spline(x: Any, order: int, degree: int) -> Any:
    """The derivative of order `degree` of the centred B-spline of an order.

    >>> image_spline(np.array([0.0, 0.5]), 1, 0)
    array([1. , 0.5])
    """
    if degree:
        below = image_spline(x + 0.5, order - 1, degree - 1)
        return below - image_spline(x - 0.5, order - 1, degree - 1)
    if order == 0:
        return 1.0 * ((x >= -0.5) & (x < 0.5))
    half = (order + 1) / 2
    left, right = image_spline(x + 0.5, order - 1, 0), image_spline(x - 0.5, order - 1, 0)
    return ((half + x) * left + (half - x) * right) / order


def image_places(shape: Any, coordinates: Any, order: int, mode: str, along: int) -> Any:
    """The flat indices that each point reads, and their weights; derived along an axis, if not -1."""
    if mode not in ("constant", "mirror") and not (mode == "nearest" and order <= 1):
        raise ValueError(f"the derivative of ndimage.map_coordinates with {mode=} is not known")
    places: Any = np.zeros((1, *np.shape(coordinates)[1:]), int)
    weights: Any = np.ones((1, *np.shape(coordinates)[1:]))
    for axis, n in enumerate(shape):
        u = coordinates[axis]
        inside = (u >= 0) & (u <= n - 1)
        v = np.clip(u, 0, n - 1) if mode == "nearest" else u
        first = np.floor(v + (0 if order % 2 else 0.5)).astype(int) - order // 2
        index = first + np.reshape(np.arange(order + 1), (-1, *[1] * np.ndim(u)))
        weight = image_spline(v - index, order, 1 if axis == along else 0)
        if mode == "constant" or (mode == "nearest" and axis == along):
            weight = weight * inside
        period = max(2 * (n - 1), 1)
        index = np.abs(index) % period
        index = np.where(index > n - 1, period - index, index)
        places = places[:, None] * n + index[None]
        weights = weights[:, None] * weight[None]
        places = np.reshape(places, (-1, *np.shape(u)))
        weights = np.reshape(weights, (-1, *np.shape(u)))
    return places, weights


def image_gathered(c: Any, coordinates: Any, order: int, mode: str, along: int = -1) -> Any:
    """The spline with coefficients `c` at points, or its derivative along an axis.

    >>> image_gathered(np.array([1.0, 3.0]), np.array([[0.25]]), 1, "nearest")
    array([1.5])
    """
    places, weights = image_places(np.shape(c), coordinates, order, mode, along)
    return np.sum(np.ravel(c)[places] * weights, axis=0)


def image_scattered(g: Any, like: Any, coordinates: Any, order: int, mode: str) -> Any:
    """The transposed map of `image_gathered`.

    >>> image_scattered(np.array([2.0]), np.zeros(2), np.array([[0.25]]), 1, "nearest")
    array([1.5, 0.5])
    """
    places, weights = image_places(np.shape(like), coordinates, order, mode, -1)
    out = np.bincount(np.ravel(places), np.ravel(weights * g), np.size(like))
    return np.reshape(out, np.shape(like))


def image_slopes(input: Any, coordinates: Any, order: int, mode: str) -> Any:
    """The derivatives of `ndimage.map_coordinates` in the coordinates of each point.

    >>> image_slopes(np.array([1.0, 3.0]), np.array([[0.25]]), 1, "nearest")
    array([[2.]])
    """
    c = input if order <= 1 else ndimage.spline_filter(input, order, mode="mirror")
    axes = range(np.ndim(input))
    return np.stack([image_gathered(c, coordinates, order, mode, axis) for axis in axes])
