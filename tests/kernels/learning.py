"""Layers and clustering: convolution, pooling, softmax, k-means."""

from __future__ import annotations

import numpy as np

from tests.kernels.kernel import Kernel, normal, uniform


def conv2d_by_loops(image, filters, bias, weights):
    """Images are (batch, rows, columns, channels), filters (rows, columns, channels, filters)."""
    size = filters.shape[0]
    rows = image.shape[1] - size + 1
    columns = image.shape[2] - size + 1
    out = np.zeros((image.shape[0], rows, columns, filters.shape[3]), dtype=image.dtype)
    for i in range(rows):
        for j in range(columns):
            out[:, i, j, :] = np.sum(
                image[:, i : i + size, j : j + size, :, np.newaxis] * filters[np.newaxis, :, :, :],
                axis=(1, 2, 3),
            )
    out += bias
    return np.sum(weights * out)


def conv2d_by_elements(image, kernel, weights):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    out = np.zeros((rows, columns), dtype=image.dtype)
    for i in range(rows):
        for j in range(columns):
            for a in range(kernel.shape[0]):
                for b in range(kernel.shape[1]):
                    out[i, j] += image[i + a, j + b] * kernel[a, b]
    return np.sum(weights * out)


def conv2d_im2col(image, filters, bias, weights):
    """Images are (batch, channels, rows, columns), filters (filters, channels, rows, columns)."""
    batch, channels, height, width = image.shape
    count, _, size, _ = filters.shape
    rows, columns = height - size + 1, width - size + 1
    patches = np.zeros((batch, channels, size, size, rows, columns), dtype=image.dtype)
    for i in range(size):
        for j in range(size):
            patches[:, :, i, j, :, :] = image[:, :, i : i + rows, j : j + columns]
    flat = patches.transpose(0, 4, 5, 1, 2, 3).reshape(batch * rows * columns, -1)
    out = flat @ filters.reshape(count, -1).T + bias
    out = out.reshape(batch, rows, columns, count).transpose(0, 3, 1, 2)
    return np.sum(weights * out)


def max_pool(image, weights):
    """Images are (batch, rows, columns, channels); the windows are two by two."""
    rows, columns = image.shape[1] // 2, image.shape[2] // 2
    out = np.zeros((image.shape[0], rows, columns, image.shape[3]))
    for i in range(rows):
        for j in range(columns):
            out[:, i, j, :] = np.max(image[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2, :], axis=(1, 2))
    return np.sum(weights * out)


def softmax(x, weights):
    e = np.exp(x - np.max(x))
    p = e / np.sum(e)
    return np.sum(weights * p)


def softmax_by_rows(x, weights):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    e /= np.sum(e, axis=-1, keepdims=True)
    return np.sum(weights * np.log(e))


def k_means(points, centres, steps, weights):
    for step in range(steps):
        distances = np.sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=2)
        nearest = np.argmin(distances, axis=1)
        for k in range(centres.shape[0]):
            mine = nearest == k
            if np.any(mine):
                centres[k] = np.mean(points[mine], axis=0)
    final = np.min(np.sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=2), axis=1)
    return np.sum(weights * final)


def k_means_added_at(points, centres, steps, weights):
    for step in range(steps):
        distances = np.sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=2)
        nearest = np.argmin(distances, axis=1)
        sums = np.zeros_like(centres)
        counts = np.zeros(centres.shape[0])
        np.add.at(sums, nearest, points)
        np.add.at(counts, nearest, 1.0)
        centres = sums / np.maximum(counts, 1.0)[:, None]
    final = np.min(np.sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=2), axis=1)
    return np.sum(weights * final)


CLUSTERS = normal(7, 2) / 3 + 2.0 * normal(3, 2, seed=1)[np.arange(7) % 3]

KERNELS = (
    Kernel(
        conv2d_by_loops,
        (normal(2, 4, 5, 2), normal(2, 2, 2, 3), normal(3), normal(2, 3, 4, 3)),
    ),
    Kernel(conv2d_by_elements, (normal(4, 5), normal(2, 3), normal(3, 3))),
    Kernel(
        conv2d_im2col,
        (normal(2, 2, 4, 5), normal(3, 2, 2, 2), normal(3), normal(2, 3, 3, 4)),
    ),
    Kernel(max_pool, (normal(2, 4, 4, 2), normal(2, 2, 2, 2)), analytic=False),
    Kernel(softmax, (normal(6), uniform(6)), analytic=False),
    Kernel(softmax_by_rows, (normal(4, 5), normal(4, 5, seed=1)), analytic=False),
    Kernel(k_means, (CLUSTERS, normal(3, 2, seed=1), 2, uniform(7)), analytic=False),
    Kernel(
        k_means_added_at,
        (CLUSTERS, normal(3, 2, seed=1), 2, uniform(7)),
        analytic=False,
    ),
)
