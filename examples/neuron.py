"""A neuron: each gate of the forward pass has its mirror image in the backward pass."""

from __future__ import annotations

import numpy as np

from adcompile import grad


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def neuron(w0, x0, w1, x1, w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
    return L


inputs = ("w0", "x0", "w1", "x1", "w2")
line_by_line = grad(neuron, argnums=inputs, optimize=False)
optimised = grad(neuron, argnums=inputs)


def main() -> None:
    point = (2.0, -1.0, -3.0, -2.0, -3.0)
    print("# every line mirrored, with optimize=False\n")
    print(line_by_line.source)
    print("# what is left of it by default\n")
    print(optimised.source)

    gradients = optimised(*point)
    for name, value in zip(inputs, gradients):
        print(f"d neuron / d {name} = {value:5.2f}")
    assert round(neuron(*point), 2) == 0.73
    assert [round(value, 2) for value in gradients] == [-0.20, 0.39, -0.39, -0.59, 0.20]
    assert gradients == line_by_line(*point)


if __name__ == "__main__":
    main()
