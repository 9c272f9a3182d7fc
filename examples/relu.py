"""ReLU: its Jacobian is diagonal and is never formed, the upstream gradient is masked."""

from __future__ import annotations

import numpy as np

from adcompile import grad, vjp


def relu(x):
    return np.maximum(0, x)


def weighted(x, upstream):
    return np.sum(upstream * relu(x))


def main() -> None:
    x = np.array([1.0, -2.0, 3.0, -1.0])
    upstream = np.array([4.0, -1.0, 5.0, 9.0])

    value, pullback = vjp(relu, x)
    (grad_x,) = pullback(upstream)
    print(f"x = {x}\nrelu(x) = {value}\nupstream = {upstream}\ndownstream = {grad_x}\n")
    assert np.array_equal(value, [1, 0, 3, 0])
    assert np.array_equal(grad_x, [4, 0, 5, 0])

    gradient = grad(weighted)
    print("# the same as the gradient of a weighted sum\n")
    print(gradient.source)
    assert np.array_equal(gradient(x, upstream), grad_x)


if __name__ == "__main__":
    main()
