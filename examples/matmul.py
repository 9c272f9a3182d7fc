"""A matrix product y = x w, 2x3 by 3x4: two more matrix products instead of two Jacobians."""

from __future__ import annotations

import numpy as np

from adcompile import grad, vjp

x = np.array([[2.0, 1, -3], [-3, 4, 2]])
w = np.array([[3.0, 2, 1, -1], [2, 1, 3, 2], [3, 2, 1, -2]])
grad_y = np.array([[2.0, 3, -3, 9], [-8, 1, 4, 6]])


def product(x, w):
    return x @ w


def weighted(x, w, upstream):
    y = x @ w
    return np.sum(upstream * y)


def main() -> None:
    y, pullback = vjp(product, x, w)
    grad_x, grad_w = pullback(grad_y)
    for name, value in {"y": y, "dL/dy": grad_y, "dL/dx": grad_x, "dL/dw": grad_w}.items():
        print(f"{name} =\n{value}")
    assert np.array_equal(y, [[-1, -1, 2, 6], [5, 2, 11, 7]])
    assert np.array_equal(grad_x, [[0, 16, -9], [-24, 9, -30]])
    assert np.array_equal(grad_w, x.T @ grad_y)

    gradient = grad(weighted, argnums=("x", "w")).specialize(x, w, grad_y)
    print("\n# the same as the gradient of a weighted sum, for matrices\n")
    print(gradient.source)
    for found, expected in zip(gradient(x, w, grad_y), (grad_x, grad_w)):
        assert np.array_equal(found, expected)


if __name__ == "__main__":
    main()
