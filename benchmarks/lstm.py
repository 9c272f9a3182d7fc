"""Gradients of recurrent networks against the best that a person would write: `python benchmarks/lstm.py`.

Measured as in loops.py: pinned, verified, in turns; the ratio is emitted over hand-written.  `--source` prints
what was emitted.
"""

from __future__ import annotations

import argparse
import os

import numpy as np
from loops import Case, compare, copies

from adcompile import grad


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm(Wx, Wh, b, X, h, c):
    H = len(h)
    for x in X:
        z = Wx @ x + Wh @ h + b
        i, f, o = sigmoid(z[:H]), sigmoid(z[H : 2 * H]), sigmoid(z[2 * H : 3 * H])
        c = f * c + i * np.tanh(z[3 * H :])
        h = o * np.tanh(c)
    return np.sum(h * h)


def grad_lstm(Wx, Wh, b, X, h, c):
    H = len(h)
    hs, cs, gates = [], [], []
    for x in X:
        z = Wx @ x + Wh @ h + b
        s = 1 / (1 + np.exp(-z[: 3 * H]))
        g = np.tanh(z[3 * H :])
        hs.append(h)
        cs.append(c)
        c = s[H : 2 * H] * c + s[:H] * g
        k = np.tanh(c)
        gates.append((s, g, k))
        h = s[2 * H :] * k
    grads = np.empty((len(X), 4 * H))
    grad_h, grad_c = 2 * h, 0.0
    for t in reversed(range(len(X))):
        s, g, k = gates[t]
        grad_z = grads[t]
        grad_c = grad_c + grad_h * s[2 * H :] * (1 - k * k)
        grad_z[:H] = grad_c * g
        grad_z[H : 2 * H] = grad_c * cs[t]
        grad_z[2 * H : 3 * H] = grad_h * k
        grad_z[: 3 * H] *= s * (1 - s)
        grad_z[3 * H :] = grad_c * s[:H] * (1 - g * g)
        grad_h = Wh.T @ grad_z
        grad_c = grad_c * s[H : 2 * H]
    return grads.T @ X, grads.T @ np.array(hs), grads.sum(axis=0)


def lstm_of_gates(Wi, Wf, Wo, Wg, X, h, c):
    for x in X:
        v = np.concatenate([x, h])
        i = sigmoid(Wi @ v)
        f = sigmoid(Wf @ v)
        o = sigmoid(Wo @ v)
        g = np.tanh(Wg @ v)
        c = f * c + i * g
        h = o * np.tanh(c)
    return np.sum(h * h)


def grad_lstm_of_gates(Wi, Wf, Wo, Wg, X, h, c):
    D, H, T = X.shape[1], len(h), len(X)
    V = np.empty((T, D + H))
    V[:, :D] = X
    kept = []
    for v in V:
        v[D:] = h
        i = 1 / (1 + np.exp(-(Wi @ v)))
        f = 1 / (1 + np.exp(-(Wf @ v)))
        o = 1 / (1 + np.exp(-(Wo @ v)))
        g = np.tanh(Wg @ v)
        kept.append((i, f, o, g, c))
        c = f * c + i * g
        h = o * np.tanh(c)
    grads = np.empty((4, T, H))
    grad_h, grad_c = 2 * h, 0.0
    for t in reversed(range(T)):
        i, f, o, g, before = kept[t]
        k = np.tanh(c)
        c = before
        grad_c = grad_c + grad_h * o * (1 - k * k)
        grads[0, t] = grad_i = grad_c * g * i * (1 - i)
        grads[1, t] = grad_f = grad_c * c * f * (1 - f)
        grads[2, t] = grad_o = grad_h * k * o * (1 - o)
        grads[3, t] = grad_g = grad_c * i * (1 - g * g)
        grad_v = Wi.T @ grad_i + Wf.T @ grad_f + Wo.T @ grad_o + Wg.T @ grad_g
        grad_h = grad_v[D:]
        grad_c = grad_c * f
    return tuple(grads[k].T @ V for k in range(4))


def lstm_of_batches(Wx, Wh, b, X, h, c):
    H = h.shape[1]
    for x in X:
        z = x @ Wx + h @ Wh + b
        i, f, o = sigmoid(z[:, :H]), sigmoid(z[:, H : 2 * H]), sigmoid(z[:, 2 * H : 3 * H])
        c = f * c + i * np.tanh(z[:, 3 * H :])
        h = o * np.tanh(c)
    return np.sum(h * h)


def grad_lstm_of_batches(Wx, Wh, b, X, h, c):
    T, N, D = X.shape
    H = h.shape[1]
    hs, cs, gates = np.empty((T, N, H)), [], []
    zs = X.reshape(-1, D) @ Wx + b
    for t, z in enumerate(zs.reshape(T, N, -1)):
        z += h @ Wh
        s = 1 / (1 + np.exp(-z[:, : 3 * H]))
        g = np.tanh(z[:, 3 * H :])
        hs[t] = h
        cs.append(c)
        c = s[:, H : 2 * H] * c + s[:, :H] * g
        k = np.tanh(c)
        gates.append((s, g, k))
        h = s[:, 2 * H :] * k
    grads = np.empty((T, N, 4 * H))
    grad_h, grad_c = 2 * h, 0.0
    for t in reversed(range(T)):
        s, g, k = gates[t]
        grad_z = grads[t]
        grad_c = grad_c + grad_h * s[:, 2 * H :] * (1 - k * k)
        grad_z[:, :H] = grad_c * g
        grad_z[:, H : 2 * H] = grad_c * cs[t]
        grad_z[:, 2 * H : 3 * H] = grad_h * k
        grad_z[:, : 3 * H] *= s * (1 - s)
        grad_z[:, 3 * H :] = grad_c * s[:, :H] * (1 - g * g)
        grad_h = grad_z @ Wh.T
        grad_c = grad_c * s[:, H : 2 * H]
    grads = grads.reshape(T * N, -1)
    return X.reshape(-1, D).T @ grads, hs.reshape(-1, H).T @ grads, grads.sum(axis=0)


def rnn(W, U, b, X, h):
    for x in X:
        h = np.tanh(W @ h + U @ x + b)
    return np.sum(h * h)


def grad_rnn(W, U, b, X, h):
    hs = np.empty((len(X) + 1, len(h)))
    hs[0] = h
    zs = X @ U.T + b
    for t, z in enumerate(zs):
        hs[t + 1] = np.tanh(W @ hs[t] + z)
    grads = 1 - hs[1:] * hs[1:]
    grad_h = 2 * hs[-1]
    for grad_z in grads[::-1]:
        grad_z *= grad_h
        grad_h = W.T @ grad_z
    return grads.T @ hs[:-1], grads.T @ X, grads.sum(axis=0)


def grad_rnn_by_steps(W, U, b, X, h):
    hs = []
    for x in X:
        hs.append(h)
        h = np.tanh(W @ h + U @ x + b)
    grad_h = 2 * h
    grad_W, grad_U, grad_b = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    for x in X[::-1]:
        grad_z = grad_h * (1 - h * h)
        h = hs.pop()
        grad_W += np.outer(grad_z, h)
        grad_U += np.outer(grad_z, x)
        grad_b += grad_z
        grad_h = W.T @ grad_z
    return grad_W, grad_U, grad_b


def cases() -> list[Case]:
    """The networks, 64 wide; batches are of 32."""
    normal = np.random.default_rng(0).normal
    H, D, T, N = 64, 32, 14, 32
    zeros = np.zeros(H)
    X = normal(size=(T, D))
    packed = (normal(size=(4 * H, D)) / 8, normal(size=(4 * H, H)) / 8, np.zeros(4 * H), X)
    gates = [normal(size=(H, D + H)) / 8 for _ in range(4)]
    batch = (*(w.T.copy() for w in packed[:2]), np.zeros(4 * H), normal(size=(T, N, D)))
    states = (np.zeros((N, H)), np.zeros((N, H)))
    weights = (
        normal(size=(H, H)) / 8,
        normal(size=(H, D)) / 8,
        zeros,
        normal(size=(100, D)),
        zeros,
    )
    return [
        Case("lstm, packed", lstm, grad_lstm, (0, 1, 2), (*packed, zeros, zeros)),
        Case(
            "lstm, gate by gate",
            lstm_of_gates,
            grad_lstm_of_gates,
            (0, 1, 2, 3),
            (*gates, X, zeros, zeros),
        ),
        Case("lstm, batches", lstm_of_batches, grad_lstm_of_batches, (0, 1, 2), (*batch, *states)),
        Case("rnn (T = 100)", rnn, grad_rnn, (0, 1, 2), weights),
        Case("rnn (T = 100), step by step", rnn, grad_rnn_by_steps, (0, 1, 2), weights),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="cases whose name begins so")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--source", action="store_true", help="print the emitted text")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(f"{'':30} {'emitted':>12} {'by hand':>12} {'ratio':>7}")
    for case in cases():
        if options.names and not case.name.startswith(tuple(options.names)):
            continue
        if options.source:
            print(grad(case.function, argnums=case.argnums).specialize(*copies(case.args)).source)
        mine, theirs, ratio = compare(case, options.rounds)
        print(
            f"{case.name:30} {mine * 1e6:9.1f} us {theirs * 1e6:9.1f} us {ratio:7.2f}", flush=True
        )


if __name__ == "__main__":
    main()
