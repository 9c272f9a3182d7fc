"""Leaky ReLU, ELU and maxout: branches of an activation, written with np.where and np.maximum."""

from __future__ import annotations

import numpy as np

from adcompile import grad


def leaky_relu(x):
    return np.maximum(0.1 * x, x)


def elu(x, alpha):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


def maxout(x, w1, b1, w2, b2):
    return np.maximum(w1 @ x + b1, w2 @ x + b2)


@grad
def leaky_relu_sum(x):
    return np.sum(leaky_relu(x))


@grad
def elu_sum(x, alpha):
    return np.sum(elu(x, alpha))


@grad(argnums=("w1", "b1", "w2", "b2"))
def maxout_sum(x, w1, b1, w2, b2):
    return np.sum(maxout(x, w1, b1, w2, b2))


def main() -> None:
    x = np.array([1.0, -2.0, 3.0, -1.0])
    for gradient in (leaky_relu_sum, elu_sum, maxout_sum):
        print(gradient.source)

    assert np.array_equal(leaky_relu_sum(x), [1, 0.1, 1, 0.1])
    assert np.allclose(elu_sum(x, 1.5), [1, 1.5 * np.exp(-2), 1, 1.5 * np.exp(-1)])
    # exp overflows in the branch that is not taken, and leaves no nan in the gradient.
    with np.errstate(over="ignore", invalid="ignore"):
        assert np.array_equal(elu_sum(np.array([1e4]), 1.5), [1])

    w1, b1 = np.array([[1.0, 0, 0, 0], [0, 1, 0, 0]]), np.zeros(2)
    w2, b2 = np.array([[0.0, 0, 1, 0], [0, 0, 0, 1]]), np.full(2, -1.5)
    # w1 @ x + b1 = [1, -2] and w2 @ x + b2 = [1.5, -2.5]: the second wins, then the first.
    grad_w1, grad_b1, grad_w2, grad_b2 = maxout_sum(x, w1, b1, w2, b2)
    assert np.array_equal(grad_b1, [0, 1]) and np.array_equal(grad_b2, [1, 0])
    assert np.array_equal(grad_w1, [0 * x, x]) and np.array_equal(grad_w2, [x, 0 * x])
    print("the gradients are those of the branch that was taken")


if __name__ == "__main__":
    main()
