"""Two classifiers for handwritten digits, trained with generated gradients.

    python examples/digits.py

A two-layer network (softmax loss) and a multi-class support vector machine (hinge loss), both with
L2 regularisation, on the 1,797 scanned digits of 8 by 8 pixels that come with scikit-learn.  They are
trained by stochastic gradient descent with momentum on minibatches.  What computes the gradients is
checked against finite differences and written to digits_grad.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from adcompile import value_and_grad

Array = NDArray[np.float64]
CLASSES = 10
EXPORTED = Path(__file__).with_name("digits_grad.py")


@value_and_grad(argnums=("W1", "b1", "W2", "b2"))
def net_loss(W1, b1, W2, b2, X, y, reg):
    """The mean cross-entropy of the softmax of a two-layer network, and its weights' L2 norm."""
    hidden = np.maximum(0, X @ W1 + b1)
    scores = hidden @ W2 + b2
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    data_loss = -np.mean(log_p[np.arange(len(y)), y])
    return data_loss + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))


@value_and_grad(argnums=("W",))
def svm_loss(W, X, y, reg):
    """The mean hinge loss of a linear classifier: the right score should win by a margin of one."""
    rows = np.arange(len(y))
    scores = X @ W
    correct = scores[rows, y]
    margins = np.maximum(0, scores - correct[:, None] + 1)
    margins[rows, y] = 0
    return np.sum(margins) / len(y) + reg * np.sum(W * W)


def net_scores(weights: list[Array], X: Array) -> Array:
    """The scores of the ten classes."""
    W1, b1, W2, b2 = weights
    return np.maximum(0, X @ W1 + b1) @ W2 + b2


def svm_scores(weights: list[Array], X: Array) -> Array:
    """The same for the linear classifier."""
    return X @ weights[0]


def minibatches(
    rng: np.random.Generator, X: Array, y: NDArray[np.int64], size: int
) -> Iterator[tuple[Array, NDArray[np.int64]]]:
    """All rows once, in random order."""
    order = rng.permutation(len(y))
    for start in range(0, len(order), size):
        batch = order[start : start + size]
        yield X[batch], y[batch]


def train(
    name: str,
    loss: Callable[..., tuple[float, tuple[Array, ...]]],
    scores: Callable[[list[Array], Array], Array],
    weights: list[Array],
    data: tuple[Array, Array, NDArray[np.int64], NDArray[np.int64]],
    epochs: int,
    rate: float,
    reg: float,
) -> float:
    """Train `weights` in place by gradient descent with momentum; the accuracy on the test set."""
    X, X_test, y, y_test = data
    rng = np.random.default_rng(1)
    velocities = [np.zeros_like(w) for w in weights]
    for epoch in range(1, epochs + 1):
        values = []
        for X_batch, y_batch in minibatches(rng, X, y, 64):
            value, gradients = loss(*weights, X_batch, y_batch, reg)
            values.append(value)
            for w, v, g in zip(weights, velocities, gradients):
                v *= 0.9
                v += g
                w -= rate * v
        if epoch % max(1, epochs // 5) == 0:
            accuracy = np.mean(np.argmax(scores(weights, X_test), axis=1) == y_test)
            print(f"{name}  epoch {epoch:3}  loss {np.mean(values):.4f}  test {accuracy:.1%}")
    return float(np.mean(np.argmax(scores(weights, X_test), axis=1) == y_test))


def check(name: str, loss: Callable[..., tuple[float, tuple[Array, ...]]], *args: object) -> None:
    """Compare the gradients at `args` with central differences in a random direction."""
    rng = np.random.default_rng(2)
    _, gradients = loss(*args)
    for k, gradient in enumerate(gradients):
        direction = rng.normal(size=gradient.shape)
        ahead, behind = list(args), list(args)
        ahead[k] = args[k] + 1e-6 * direction
        behind[k] = args[k] - 1e-6 * direction
        difference = (loss(*ahead)[0] - loss(*behind)[0]) / 2e-6
        assert np.isclose(difference, np.sum(gradient * direction), rtol=1e-4, atol=1e-7), name
    print(f"{name}  the gradients agree with finite differences")


def load() -> tuple[Array, Array, NDArray[np.int64], NDArray[np.int64]]:
    """The digits, pixels between 0 and 1, a fifth of them set aside for the test."""
    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(y))
    X, y = X[order] / 16, y[order]
    count = len(y) // 5
    return X[count:], X[:count], y[count:], y[:count]


def main(epochs: int = 30, exported: Path = EXPORTED) -> None:
    rng = np.random.default_rng(0)
    data = load()
    X, y = data[0], data[2]
    net = [
        rng.normal(scale=0.1, size=(X.shape[1], 64)),
        np.zeros(64),
        rng.normal(scale=0.1, size=(64, CLASSES)),
        np.zeros(CLASSES),
    ]
    svm = [rng.normal(scale=0.01, size=(X.shape[1], CLASSES))]

    compiled = net_loss.specialize(*net, X, y, 1e-4)
    print(compiled.source)
    print(f"written to {compiled.export(exported, overwrite=True).name}\n")

    check("network", net_loss, *net, X[:64], y[:64], 1e-4)
    check("svm    ", svm_loss, *svm, X[:64], y[:64], 1e-4)
    net_accuracy = train("network", net_loss, net_scores, net, data, epochs, 0.05, 1e-4)
    svm_accuracy = train("svm    ", svm_loss, svm_scores, svm, data, epochs, 0.01, 1e-4)
    assert net_accuracy >= 0.95, net_accuracy
    assert svm_accuracy >= 0.92, svm_accuracy


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Train two digit classifiers.")
    parser.add_argument("--epochs", type=int, default=30)
    main(parser.parse_args().epochs)
