"""A penalty on the norm of a gradient, R(W) = ||dL/dW||^2: the gradient of a gradient.

`grad_loss` is called like any function.  Differentiating `penalty` compiles its program in once
more, so the second derivative is flat NumPy code too.
"""

from __future__ import annotations

import numpy as np

from adcompile import grad, hvp


def loss(W, x, y):
    p = np.tanh(W @ x)
    return np.sum((p - y) ** 2)


grad_loss = grad(loss)


def penalty(W, x, y):
    g = grad_loss(W, x, y)
    return np.sum(g * g)


grad_penalty = grad(penalty)


def main() -> None:
    rng = np.random.default_rng(0)
    W, x, y = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=3)
    print("# dL/dW\n")
    print(grad_loss.specialize(W, x, y).source)
    print("# dR/dW\n")
    print(grad_penalty.specialize(W, x, y).source)

    found = grad_penalty(W, x, y)
    # The gradient of ||g||^2 is 2 H g, the Hessian of the loss times its gradient, twice.
    g = grad_loss(W, x, y)
    assert np.allclose(found, 2 * hvp(lambda W: loss(W, x, y), (W,), (g,)))
    step = 1e-6 * rng.normal(size=W.shape)
    difference = (penalty(W + step, x, y) - penalty(W - step, x, y)) / 2
    assert np.isclose(difference, np.sum(found * step), rtol=1e-6)
    print(f"R(W) = {penalty(W, x, y):.4f}, and its gradient is twice the Hessian times dL/dW")


if __name__ == "__main__":
    main()
