"""f(W, x) = ||W x||^2: df/dW = 2 q x^T and df/dx = 2 W^T q with q = W x."""

from __future__ import annotations

import numpy as np

from adcompile import value_and_grad


@value_and_grad(argnums=("W", "x"))
def norm_squared(W, x):
    q = W @ x
    return np.sum(q**2)


def main() -> None:
    W = np.array([[0.1, 0.5], [-0.3, 0.8]])
    x = np.array([0.2, 0.4])
    print("# right for every rank of W and x\n")
    print(norm_squared.source)
    print("# for a matrix and a vector\n")
    print(norm_squared.specialize(W, x).source)

    value, (grad_W, grad_x) = norm_squared(W, x)
    print(f"f = {value:.3f}\ndf/dW =\n{grad_W}\ndf/dx = {grad_x}")
    assert np.isclose(value, 0.116)
    assert np.allclose(grad_W, [[0.088, 0.176], [0.104, 0.208]])
    assert np.allclose(grad_x, [-0.112, 0.636])


if __name__ == "__main__":
    main()
