"""Programs with loops and branches as people write them: numerical methods, filters, networks.

Each returns a number; `PROGRAMS` has them with the arguments at which they are checked, and
the positions that are differentiated: those of the floating arguments unless `wrt` says which.
"""

# mypy: allow-untyped-defs, allow-untyped-calls
# The programs are written as users write them.

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

__all__ = ["PROGRAMS", "REFUSED", "RealProgram"]

RNG = np.random.default_rng(3)


@dataclass(frozen=True)
class RealProgram:
    """A function, where it is checked, and in which arguments."""

    name: str
    function: Callable[..., Any]
    argnums: tuple[int, ...]
    args: tuple[Any, ...]


PROGRAMS: list[RealProgram] = []
REFUSED: list[tuple[RealProgram, str]] = []


def program(*args: Any, wrt: tuple[int, ...] = (), refused: str = "") -> Callable[[Any], Any]:
    """Collect a function, or one that is refused in these words."""

    def collect(function: Any) -> Any:
        floating = (k for k, a in enumerate(args) if is_floating(a))
        one = RealProgram(function.__name__, function, wrt or tuple(floating), args)
        if refused:
            REFUSED.append((one, refused))
        else:
            PROGRAMS.append(one)
        return function

    return collect


def is_floating(value: Any) -> bool:
    """A float, or an array of them?"""
    return isinstance(value, (float, np.ndarray)) and np.asarray(value).dtype.kind == "f"


def normal(*shape: int) -> Any:
    """Random numbers, different at each call."""
    return RNG.normal(size=shape).round(3)


def positive(*shape: int) -> Any:
    """Random numbers between 0.2 and 1.4."""
    return RNG.uniform(0.2, 1.4, size=shape).round(3)


def dominant(n: int) -> Any:
    """A symmetric positive matrix."""
    a = RNG.normal(size=(n, n))
    return (a @ a.T + n * np.eye(n)).round(3)


# -- networks over time -------------------------------------------------------------------


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@program(normal(3, 3), normal(3, 2), normal(3), normal(4, 2))
def elman_network(W, U, b, inputs):
    h = np.zeros(3)
    outputs = []
    for x in inputs:
        h = np.tanh(W @ h + U @ x + b)
        outputs.append(h)
    return np.sum(np.array(outputs) ** 2)


@program(normal(6, 4), normal(6, 2), normal(3, 2), normal(2))
def gru(Wg, Wx, inputs, h):
    for x in inputs:
        gates = sigmoid(Wg[:4, :2] @ h + Wx[:4] @ x)
        z, r = gates[:2], gates[2:]
        candidate = np.tanh(Wg[4:, :2] @ (r * h) + Wx[4:] @ x)
        h = (1 - z) * h + z * candidate
    return np.sum(h)


@program(normal(8, 2), normal(8, 3), normal(8), normal(4, 3))
def lstm(W, U, b, X):
    n = W.shape[1]
    h = np.zeros(n)
    c = np.zeros(n)
    loss = 0.0
    for t in range(len(X)):
        a = W @ h + U @ X[t] + b
        i, f, o = sigmoid(a[:n]), sigmoid(a[n : 2 * n]), sigmoid(a[2 * n : 3 * n])
        g = np.tanh(a[3 * n :])
        c = f * c + i * g
        h = o * np.tanh(c)
        loss += np.sum(h**2)
    return loss / len(X)


@program(normal(3, 3), normal(3, 3), normal(2, 3), normal(2, 3))
def bidirectional_network(W, V, X, Y):
    forward, backward = [], []
    h = np.zeros(3)
    for x in X:
        h = np.tanh(W @ h + x)
        forward.append(h)
    h = np.zeros(3)
    for x in reversed(X):
        h = np.tanh(V @ h + x)
        backward.insert(0, h)
    total = 0.0
    for f, b, y in zip(forward, backward, Y):
        total += np.sum((f * b - y) ** 2)
    return total


@program(normal(3, 4), normal(2, 4, 2), normal(2, 4, 2), normal(2, 4, 2))
def attention_by_heads(x, Q, K, V):
    outputs = []
    for q, k, v in zip(Q, K, V):
        scores = (x @ q) @ (x @ k).T / np.sqrt(q.shape[1])
        weights = np.exp(scores - np.max(scores, axis=1, keepdims=True))
        weights = weights / np.sum(weights, axis=1, keepdims=True)
        outputs.append(weights @ (x @ v))
    y = np.concatenate(outputs, axis=1)
    return np.sum(y * y)


@program(normal(3), normal(4, 3), normal(4), normal(2, 4), normal(2))
def layers_from_a_list(x, W1, b1, W2, b2):
    params = [(W1, b1), (W2, b2)]
    h = x
    for k, (W, b) in enumerate(params):
        h = W @ h + b
        if k < len(params) - 1:
            h = np.maximum(h, 0.01 * h)
    return -h[0] + np.log(np.sum(np.exp(h)))


@program(normal(5), normal(3, 3), 4)
def residual_blocks(x, W, depth):
    h = x[:3]
    for layer in range(depth):
        update = np.tanh(W @ h) / (layer + 1)
        h = h + update
        if layer % 2 == 1:
            h = h / np.sqrt(1 + np.mean(h**2))
    return np.sum(h * x[2:])


@program(normal(4, 2), np.array([0, 1, 0, 1]), 0.3)
def perceptron_epochs(X, labels, rate):
    w = np.array([0.1, -0.2])
    for _ in range(2):
        for x, label in zip(X, labels):
            p = sigmoid(w @ x)
            w = w - rate * (p - label) * x
    return np.sum(w**2)


# -- hidden states ------------------------------------------------------------------------


@program(positive(3, 3), positive(3, 4), positive(3), [0, 2, 1, 3, 0])
def forward_algorithm(A, B, start, symbols):
    A = A / np.sum(A, axis=1, keepdims=True)
    alpha = start / np.sum(start) * B[:, symbols[0]]
    log_likelihood = 0.0
    for symbol in symbols[1:]:
        scale = np.sum(alpha)
        log_likelihood += np.log(scale)
        alpha = (alpha / scale) @ A * B[:, symbol]
    return log_likelihood + np.log(np.sum(alpha))


@program(normal(2, 2), normal(2, 4), [0, 3, 1, 2])
def viterbi_score(transition, emission, symbols):
    score = emission[:, symbols[0]]
    for symbol in symbols[1:]:
        following = []
        for state in range(2):
            candidates = score + transition[:, state]
            following.append(np.max(candidates) + emission[state, symbol])
        score = np.array(following)
    return np.max(score)


@program(positive(2, 2), positive(2, 3), [0, 2, 1])
def forward_backward(A, B, symbols):
    T, n = len(symbols), len(A)
    alpha = np.zeros((T, n))
    beta = np.ones((T, n))
    alpha[0] = B[:, symbols[0]] / n
    for t in range(1, T):
        for j in range(n):
            alpha[t, j] = np.sum(alpha[t - 1] * A[:, j]) * B[j, symbols[t]]
    for t in range(T - 2, -1, -1):
        beta[t] = A @ (B[:, symbols[t + 1]] * beta[t + 1])
    gamma = alpha * beta
    gamma = gamma / np.sum(gamma, axis=1, keepdims=True)
    return np.sum(gamma[:, 0] ** 2)


@program(0.4, 0.3, normal(5))
def kalman_filter(q, r, observations):
    x = np.zeros(2)
    P = np.eye(2)
    F = np.array([[1.0, 0.5], [0.0, 1.0]])
    H = np.array([1.0, 0.0])
    loss = 0.0
    for z in observations:
        x = F @ x
        P = F @ P @ F.T + q * np.eye(2)
        S = H @ P @ H + r
        K = P @ H / S
        residual = z - H @ x
        x = x + K * residual
        P = P - np.outer(K, H @ P)
        loss = loss + 0.5 * (np.log(S) + residual**2 / S)
    return loss


@program(0.3, normal(6), normal(4))
def particle_filter_weights(noise, observations, particles):
    log_weights = np.zeros(4)
    for k, y in enumerate(observations):
        particles = 0.9 * particles + np.sin(particles + 0.1 * k)
        log_weights = log_weights - 0.5 * ((y - particles) / (noise + 0.5)) ** 2
        log_weights = log_weights - np.log(np.sum(np.exp(log_weights)))
    return np.sum(np.exp(log_weights) * particles)


# -- alignment ----------------------------------------------------------------------------


@program(normal(4), normal(3))
def dynamic_time_warping(a, b):
    n, m = len(a), len(b)
    D = np.full((n + 1, m + 1), np.inf)
    D[0, 0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            cost = (a[i - 1] - b[j - 1]) ** 2
            D[i, j] = cost + min(D[i - 1, j], D[i, j - 1], D[i - 1, j - 1])
    return D[n, m]


@program(normal(3), normal(4), 0.7)
def soft_alignment(a, b, gamma):
    n, m = len(a), len(b)
    R = np.full((n + 1, m + 1), 1e3)
    R[0, 0] = 0
    for i in range(n):
        for j in range(m):
            options = np.array([R[i, j], R[i, j + 1], R[i + 1, j]])
            low = np.min(options)
            soft = low - gamma * np.log(np.sum(np.exp(-(options - low) / gamma)))
            R[i + 1, j + 1] = (a[i] - b[j]) ** 2 + soft
    return R[n, m]


@program("kitten", "sitting", 1.1, 0.9)
def edit_distance(source, target, substitution, gap):
    previous = [gap * j for j in range(len(target) + 1)]
    for i, a in enumerate(source, 1):
        current = [gap * i]
        for j, b in enumerate(target, 1):
            change = previous[j - 1] + (0 if a == b else substitution)
            current.append(min(change, previous[j] + gap, current[-1] + gap))
        previous = current
    return previous[-1]


@program(normal(3, 4))
def cheapest_path(costs):
    rows, columns = costs.shape
    best = costs[:, 0] ** 2
    for j in range(1, columns):
        step = np.zeros(rows)
        for i in range(rows):
            low = max(i - 1, 0)
            high = min(i + 2, rows)
            step[i] = np.min(best[low:high]) + costs[i, j] ** 2
        best = step
    return np.min(best)


# -- linear algebra by loops --------------------------------------------------------------


@program(positive(4), positive(4) + 3, positive(4), normal(4))
def thomas(a, b, c, d):
    n = len(d)
    cp = np.zeros(n)
    dp = np.zeros(n)
    cp[0] = c[0] / b[0]
    dp[0] = d[0] / b[0]
    for i in range(1, n):
        m = b[i] - a[i] * cp[i - 1]
        cp[i] = c[i] / m
        dp[i] = (d[i] - a[i] * dp[i - 1]) / m
    x = np.zeros(n)
    x[-1] = dp[-1]
    for i in range(n - 2, -1, -1):
        x[i] = dp[i] - cp[i] * x[i + 1]
    return np.sum(x**2)


@program(dominant(3))
def cholesky_by_loops(A):
    n = A.shape[0]
    L = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            if i == j:
                L[i, j] = math.sqrt(s)
            else:
                L[i, j] = s / L[j, j]
    return 2 * np.sum(np.log(np.diag(L)))


@program(dominant(3) + 0.3)
def lu_in_place(A):
    A = A.copy()
    n = len(A)
    for k in range(n - 1):
        for i in range(k + 1, n):
            A[i, k] /= A[k, k]
            A[i, k + 1 :] -= A[i, k] * A[k, k + 1 :]
    determinant = 1.0
    for i in range(n):
        determinant *= A[i, i]
    return determinant


@program(normal(3, 3) + 2 * np.eye(3), normal(3))
def elimination_with_pivots(A, b):
    A, b = A.copy(), b.copy()
    n = len(b)
    for k in range(n):
        pivot = k + np.argmax(np.abs(A[k:, k]))
        if pivot != k:
            A[[k, pivot]] = A[[pivot, k]]
            b[[k, pivot]] = b[[pivot, k]]
        for i in range(k + 1, n):
            factor = A[i, k] / A[k, k]
            A[i] = A[i] - factor * A[k]
            b[i] = b[i] - factor * b[k]
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
    return np.sum(x**2)


@program(normal(4, 3))
def gram_schmidt(A):
    Q = []
    r = 0.0
    for v in A.T:
        for q in Q:
            v = v - (q @ v) * q
        norm = np.sqrt(v @ v)
        r = r + np.log(norm)
        Q.append(v / norm)
    return r + np.sum(np.stack(Q)[0] ** 3)


@program(dominant(3), normal(3), 3)
def conjugate_gradients(A, b, steps):
    x = np.zeros_like(b)
    r = b - A @ x
    p = r
    rr = r @ r
    for _ in range(steps):
        Ap = A @ p
        alpha = rr / (p @ Ap)
        x = x + alpha * p
        r = r - alpha * Ap
        new = r @ r
        if new < 1e-20:
            break
        p = r + new / rr * p
        rr = new
    return b @ x


@program(dominant(3), normal(3))
def gauss_seidel(A, b):
    x = np.zeros(3)
    for sweep in range(3):
        for i in range(3):
            sigma = 0.0
            for j in range(3):
                if j != i:
                    sigma += A[i, j] * x[j]
            x[i] = (b[i] - sigma) / A[i, i]
    return x @ x


@program(dominant(3))
def power_iteration(A):
    v = np.ones(3)
    value = 0.0
    for _ in range(50):
        w = A @ v
        previous, value = value, np.sqrt(w @ w)
        v = w / value
        if abs(value - previous) < 1e-2:
            break
    return value


@program(np.array([3.0, 1.2, 0.5, 0.1]), normal(3))
def levinson_durbin(r, y):
    n = len(r) - 1
    a = np.zeros(n + 1)
    a[0] = 1.0
    error = r[0]
    for i in range(1, n + 1):
        acc = r[i]
        for j in range(1, i):
            acc = acc + a[j] * r[i - j]
        k = -acc / error
        new = a.copy()
        for j in range(1, i):
            new[j] = a[j] + k * a[i - j]
        new[i] = k
        a = new
        error = error * (1 - k * k)
    return error + np.sum(a[1:] * y)


@program(normal(2, 3), normal(3, 2))
def matrix_product_by_loops(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] += A[i, k] * B[k, j]
    return np.sum(C**2)


@program(normal(2, 2) / 3, 5)
def matrix_power(A, n):
    result = np.eye(2)
    base = A + np.eye(2)
    while n > 0:
        if n % 2 == 1:
            result = result @ base
        base = base @ base
        n //= 2
    return np.trace(result)


@program(normal(2, 2) / 2)
def matrix_exponential(A):
    term = np.eye(2)
    total = np.eye(2)
    k = 1
    while np.max(np.abs(term)) > 1e-10:
        term = term @ A / k
        total = total + term
        k += 1
    return np.sum(total)


@program(positive(3, 3))
def sinkhorn(K):
    u = np.ones(3)
    for _ in range(4):
        v = 1 / (K.T @ u)
        u = 1 / (K @ v)
    P = u[:, None] * K * v
    return np.sum(P * P)


# -- calculus -----------------------------------------------------------------------------


@program(0.3, 1.9, 1.3, 6)
def simpson(a, b, k, n):
    h = (b - a) / n
    total = np.sin(k * a) + np.sin(k * b)
    for i in range(1, n):
        weight = 4 if i % 2 else 2
        total += weight * np.sin(k * (a + i * h))
    return total * h / 3


@program(0.3, 1.9, 4)
def romberg(a, b, levels):
    R = np.zeros((levels, levels))
    for i in range(levels):
        n = 2**i
        h = (b - a) / n
        s = 0.5 * (np.exp(-(a**2)) + np.exp(-(b**2)))
        for k in range(1, n):
            s += np.exp(-((a + k * h) ** 2))
        R[i, 0] = h * s
        for j in range(1, i + 1):
            R[i, j] = R[i, j - 1] + (R[i, j - 1] - R[i - 1, j - 1]) / (4**j - 1)
    return R[-1, -1]


@program(normal(5), np.linspace(0, 1, 5))
def trapezoid(y, x):
    area = 0.0
    for i in range(len(x) - 1):
        area += 0.5 * (x[i + 1] - x[i]) * (y[i] + y[i + 1])
    return area * area


@program(positive(4), 0.7)
def horner(coefficients, x):
    p = 0
    for c in coefficients:
        p = p * x + c
    return p


@program(normal(5), 0.37)
def chebyshev_series(c, x):
    previous, current = 1.0, x
    total = c[0] + c[1] * x
    for k in range(2, len(c)):
        previous, current = current, 2 * x * current - previous
        total = total + c[k] * current
    return total


@program(normal(5), 0.37)
def clenshaw(c, x):
    b1 = b2 = 0.0
    for a in c[:0:-1]:
        b1, b2 = a + 2 * x * b1 - b2, b1
    return c[0] + x * b1 - b2


@program(0.37, 4)
def legendre(x, n):
    if n == 0:
        return 1.0
    p0, p1 = 1.0, x
    for k in range(1, n):
        p0, p1 = p1, ((2 * k + 1) * x * p1 - k * p0) / (k + 1)
    return p1


@program(positive(5), 0.8)
def continued_fraction(a, x):
    value = a[-1]
    for k in range(len(a) - 2, -1, -1):
        value = a[k] + x / value
    return value


@program(0.8)
def exponential_series(x):
    total = term = 1.0
    n = 0
    while abs(term) > 1e-12:
        n += 1
        term *= x / n
        total += term
    return total


@program(0.9, 1.7)
def arithmetic_geometric_mean(a, b):
    while abs(a - b) > 1e-9:
        a, b = 0.5 * (a + b), math.sqrt(a * b)
    return a


@program(normal(4), normal(4), 0.55)
def newton_interpolation(x, y, t):
    c = y.copy()
    n = len(x)
    for j in range(1, n):
        for i in range(n - 1, j - 1, -1):
            c[i] = (c[i] - c[i - 1]) / (x[i] - x[i - j])
    value = c[-1]
    for i in range(n - 2, -1, -1):
        value = value * (t - x[i]) + c[i]
    return value


@program(np.array([0.0, 0.4, 1.0, 1.9]), normal(4), 0.7)
def search_then_interpolate(xs, ys, x):
    low, high = 0, len(xs) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if xs[middle] > x:
            high = middle
        else:
            low = middle
    t = (x - xs[low]) / (xs[high] - xs[low])
    return (1 - t) * ys[low] + t * ys[high]


@program(normal(5, 2), np.array([0.31, 0.62]))
def de_casteljau(points, ts):
    total = 0.0
    for t in ts:
        p = points
        while len(p) > 1:
            p = (1 - t) * p[:-1] + t * p[1:]
        total = total + np.sum(p[0] ** 2)
    return total


@program(np.array([0.0, 0.0, 0.0, 1.0, 2.0, 2.0, 2.0]), normal(4), 0.83, wrt=(1, 2))
def b_spline(knots, c, x):
    degree = 2
    k = degree
    while k < len(c) - 1 and x >= knots[k + 1]:
        k += 1
    d = [c[j + k - degree] for j in range(degree + 1)]
    for r in range(1, degree + 1):
        for j in range(degree, r - 1, -1):
            left = knots[j + k - degree]
            alpha = (x - left) / (knots[j + 1 + k - r] - left)
            d[j] = (1 - alpha) * d[j - 1] + alpha * d[j]
    return d[degree]


# -- roots and minima ---------------------------------------------------------------------


@program(2.7)
def newton_square_root(a):
    x = a
    while abs(x * x - a) > 1e-10:
        x = 0.5 * (x + a / x)
    return x


@program(1.7, 0.2)
def newton_with_limit(c, start):
    x = start
    for _ in range(30):
        step = (x**3 + x - c) / (3 * x**2 + 1)
        x = x - step
        if abs(step) < 1e-12:
            break
    else:
        raise ArithmeticError("no convergence")
    return x * x


@program(1.3, 0.0, 3.0)
def bisection(c, low, high):
    for _ in range(6):
        middle = (low + high) / 2
        value = middle**2 - c
        if value > 0:
            high = middle
        else:
            low = middle
    return low + (high - low) * c


@program(1.3, 0.5, 2.0)
def secant(c, x0, x1):
    f0 = x0**3 - c
    for _ in range(8):
        f1 = x1**3 - c
        if abs(f1 - f0) < 1e-9:
            return x1
        x0, x1, f0 = x1, x1 - f1 * (x1 - x0) / (f1 - f0), f1
    return x1


@program(0.0, 2.0, 0.83)
def golden_section(a, b, centre):
    ratio = (math.sqrt(5) - 1) / 2
    c, d = b - ratio * (b - a), a + ratio * (b - a)
    while b - a > 0.3:
        if (c - centre) ** 2 < (d - centre) ** 2:
            b = d
        else:
            a = c
        c, d = b - ratio * (b - a), a + ratio * (b - a)
    return a * b + centre


@program(normal(2), normal(2), 0.2)
def descent_with_momentum(x, target, rate):
    velocity = np.zeros_like(x)
    for i in range(4):
        slope = x - target + 0.3 * np.sin(x)
        velocity = 0.9 * velocity - rate * slope
        x = x + velocity
    return np.sum((x - target) ** 2)


@program(normal(2), np.array([0.7, -0.3]))
def adam_steps(x, target):
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, 4):
        g = 2 * (x - target)
        m = 0.9 * m + 0.1 * g
        v = 0.99 * v + 0.01 * g**2
        x = x - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-3)
    return x @ x


@program(np.array([1.4, -0.7]), 0.9)
def backtracking_line_search(x, step):
    for _ in range(3):
        value = np.sum(x**4) + np.sum(x**2)
        g = 4 * x**3 + 2 * x
        t = step
        while True:
            y = x - t * g
            if np.sum(y**4) + np.sum(y**2) <= value - 0.3 * t * (g @ g):
                break
            t *= 0.5
        x = y
    return np.sum(x)


@program(normal(6, 2), np.array([[1.0, 1.1], [-0.9, 0.2]]))
def k_means_step(points, centres):
    sums = [np.zeros(2), np.zeros(2)]
    counts = [0, 0]
    for p in points:
        distances = [np.sum((p - c) ** 2) for c in centres]
        k = int(np.argmin(distances))
        sums[k] = sums[k] + p
        counts[k] += 1
    loss = 0.0
    for s, n, c in zip(sums, counts, centres):
        if n > 0:
            loss += np.sum((s / n - c) ** 2)
    return loss


@program(1.5, 3.0, normal(3), 40)
def early_stopping(rate, start, target, patience):
    x = np.full(3, start)
    best = None
    waited = 0
    for epoch in range(200):
        loss = np.sum((x - target) ** 2)
        if best is None or loss < best - 1e-1:
            best, waited = loss, 0
        else:
            waited += 1
            if waited >= 2:
                break
        x = x - 0.1 * rate * (x - target)
    return best + loss


# -- motion and waves ---------------------------------------------------------------------


def field(state, a, b):
    x, y = state
    return np.array([a * x - x * y, -b * y + x * y])


@program(1.1, 0.8, np.array([0.9, 0.6]), 5)
def lotka_volterra_rk4(a, b, state, n):
    h = 0.1
    for _ in range(n):
        k1 = field(state, a, b)
        k2 = field(state + h / 2 * k1, a, b)
        k3 = field(state + h / 2 * k2, a, b)
        k4 = field(state + h * k3, a, b)
        state = state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return state[0] ** 2 + state[1]


@program(np.array([0.9, 0.6]), np.array([1.1, 0.8]), normal(4, 2))
def fit_of_an_ode(start, rates, data):
    y, loss = start, 0.0
    for observed in data:
        for _ in range(2):
            y = y + 0.05 * np.array([rates[0] * y[0] - y[0] * y[1], y[0] * y[1] - rates[1] * y[1]])
        loss += np.mean((y - observed) ** 2)
    return loss


@program(0.7, 0.1, 0.3, 8)
def damped_pendulum(angle, speed, damping, steps):
    energy = 0.0
    for _ in range(steps):
        speed += -0.1 * (9.81 * np.sin(angle) + damping * speed)
        angle += 0.1 * speed
        energy = max(energy, 0.5 * speed**2)
    return angle**2 + energy


@program(normal(3, 2), np.zeros((3, 2)), positive(3))
def leapfrog_of_bodies(x, v, masses):
    n = len(masses)

    def forces(x):
        a = np.zeros_like(x)
        for i in range(n):
            for j in range(n):
                if i == j:
                    continue
                d = x[j] - x[i]
                a[i] += masses[j] * d / (d @ d + 0.1) ** 1.5
        return a

    a = forces(x)
    for _ in range(2):
        v = v + 0.05 * a
        x = x + 0.1 * v
        a = forces(x)
        v = v + 0.05 * a
    return np.sum(x**2)


@program(0.4, 0.2, 1.3)
def verlet(x, previous, k):
    trajectory = [previous, x]
    for i in range(5):
        trajectory.append(2 * trajectory[-1] - trajectory[-2] - 0.01 * k * trajectory[-1] ** 3)
    return trajectory[-1] * trajectory[2]


@program(1.4, 3.0, 0.8)
def bouncing_ball(height, speed, restitution):
    bounces = 0
    t = 0.0
    while bounces < 2:
        speed = speed - 0.981
        height = height + 0.1 * speed
        t += 0.1
        if height < 0:
            height = -restitution * height
            speed = -restitution * speed
            bounces += 1
    return height + 0.1 * speed * t


@program(0.6, normal(6))
def heat_equation(k, u):
    for _ in range(3):
        new = u.copy()
        for i in range(1, len(u) - 1):
            new[i] = u[i] + 0.2 * k * (u[i - 1] - 2 * u[i] + u[i + 1])
        u = new
    return np.sum(u**2)


@program(normal(4, 4), 0.4)
def heat_equation_2d(u, k):
    for _ in range(2):
        laplacian = -4 * u[1:-1, 1:-1] + u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]
        u[1:-1, 1:-1] = u[1:-1, 1:-1] + 0.1 * k * laplacian
    return np.sum(u**3)


@program(np.sin(np.linspace(0, 3, 6)), 0.1, 3)
def burgers(u, dt, steps):
    for _ in range(steps):
        u[1:-1] -= dt * u[1:-1] * (u[2:] - u[:-2]) / 2
    return np.sum(u * u)


@program(positive(5) + 1, normal(5) / 5)
def shallow_water(h, hu):
    for _ in range(2):
        flux_h = hu
        flux_hu = hu**2 / h + 4.9 * h**2
        new_h, new_hu = h.copy(), hu.copy()
        new_h[1:-1] = 0.5 * (h[2:] + h[:-2]) - 0.02 * (flux_h[2:] - flux_h[:-2])
        new_hu[1:-1] = 0.5 * (hu[2:] + hu[:-2]) - 0.02 * (flux_hu[2:] - flux_hu[:-2])
        new_h[0], new_h[-1] = new_h[1], new_h[-2]
        new_hu[0] = -new_hu[1]
        new_hu[-1] = -new_hu[-2]
        h, hu = new_h, new_hu
    return np.sum(h**2) + np.sum(hu**2)


@program(positive(6), 1.3)
def fdtd(epsilon, frequency):
    E = np.zeros(6)
    H = np.zeros(6)
    recorded = 0.0
    for t in range(5):
        for k in range(5):
            H[k] += 0.5 * (E[k + 1] - E[k])
        for k in range(1, 6):
            E[k] += 0.5 / epsilon[k] * (H[k] - H[k - 1])
        E[1] += np.sin(frequency * t)
        recorded += E[4] ** 2 + E[2]
    return recorded


@program(normal(5), 0.4)
def upwind_advection(u, c):
    for _ in range(3):
        if c > 0:
            u = u - c * (u - np.roll(u, 1))
        else:
            u = u - c * (np.roll(u, -1) - u)
    return np.sum(u**2)


@program(0.6, 0.2, 0.1, 1.0)
def pid_controller(kp, ki, kd, setpoint):
    position, integral, last = 0.0, 0.0, None
    cost = 0.0
    for _ in range(6):
        error = setpoint - position
        integral += 0.1 * error
        derivative = 0.0 if last is None else (error - last) / 0.1
        last = error
        control = kp * error + ki * integral + kd * derivative
        if control > 0.55:
            control = 0.55
        position += 0.1 * (control * 5 - position)
        cost += error**2
    return cost


# -- money --------------------------------------------------------------------------------


@program(1.0, 1.05, 0.03, 0.25, 4)
def binomial_tree(spot, strike, rate, volatility, steps):
    dt = 1 / steps
    up = np.exp(volatility * np.sqrt(dt))
    down = 1 / up
    p = (np.exp(rate * dt) - down) / (up - down)
    values = [max(strike - spot * up ** (2 * j - steps), 0.0) for j in range(steps + 1)]
    for step in range(steps - 1, -1, -1):
        for j in range(step + 1):
            hold = np.exp(-rate * dt) * (p * values[j + 1] + (1 - p) * values[j])
            exercise = strike - spot * up ** (2 * j - step)
            values[j] = max(hold, exercise)
    return values[0]


@program(1.0, 0.97, 0.03, 0.25, normal(3, 4))
def monte_carlo_asian(spot, strike, rate, volatility, draws):
    dt = 0.25
    payoff = 0.0
    for path in draws:
        s = spot
        average = 0.0
        for z in path:
            s = s * np.exp((rate - 0.5 * volatility**2) * dt + volatility * np.sqrt(dt) * z)
            average += s / len(path)
        if average > strike:
            payoff += average - strike
    return np.exp(-rate) * payoff / len(draws)


@program(1.0, 0.83, 0.25, normal(3, 4))
def barrier_option(spot, barrier, volatility, draws):
    total = 0.0
    for path in draws:
        s = spot
        for z in path:
            s *= np.exp(volatility * 0.5 * z)
            if s < barrier:
                break
        else:
            total += s - 0.5
    return total / len(draws)


@program(0.5, 0.3, 0.2, 42)
def mean_reverting_path(kappa, theta, sigma, seed):
    rng = np.random.default_rng(seed)
    r = 0.05
    integral = 0.0
    for _ in range(5):
        r = r + kappa * (theta - r) * 0.2 + sigma * math.sqrt(0.2) * rng.standard_normal()
        integral += 0.2 * r
    return np.exp(-integral)


@program(57.3, np.array([0.1, 0.25, 0.4]))
def piecewise_tax(income, rates):
    brackets = [(0, 20), (20, 50), (50, None)]
    tax = 0.0
    for rate, (low, high) in zip(rates, brackets):
        if income <= low:
            break
        top = income if high is None or income < high else high
        tax += rate * (top - low)
    return tax


@program(100.0, 0.06, 0.7, 5)
def mortgage(balance, rate, payment, years):
    paid = 0.0
    for year in range(years):
        interest = balance * rate
        due = payment * 40 if year > 1 else payment * 30
        if due >= balance + interest:
            paid += balance + interest
            balance = 0.0
            break
        balance = balance + interest - due
        paid += due / (1 + rate) ** year
    return paid + balance


@program(normal(5) / 10)
def maximum_drawdown(returns):
    wealth = peak = 1.0
    worst = 0.0
    for r in returns:
        wealth *= 1 + r
        if wealth > peak:
            peak = wealth
        worst = max(worst, (peak - wealth) / peak)
    return worst


# -- signals ------------------------------------------------------------------------------


@program(normal(6), 3)
def moving_average(x, width):
    out = []
    for i in range(len(x) - width + 1):
        out.append(sum(x[i : i + width]) / width)
    return sum(v * v for v in out)


@program(normal(5), 0.3)
def exponential_smoothing(x, alpha):
    s = x[0]
    error = 0.0
    for v in x[1:]:
        error += (v - s) ** 2
        s = alpha * v + (1 - alpha) * s
    return error


@program(normal(6), 0.4, 0.2)
def holt_trend(y, alpha, beta):
    level, trend = y[0], y[1] - y[0]
    sse = 0.0
    for t in range(1, len(y)):
        forecast = level + trend
        sse += (y[t] - forecast) ** 2
        last = level
        level = alpha * y[t] + (1 - alpha) * forecast
        trend = beta * (level - last) + (1 - beta) * trend
    return sse / (len(y) - 1)


@program(normal(2), np.array([0.5, -0.2]), normal(6))
def iir_filter(b, a, x):
    y = np.zeros_like(x)
    for n in range(len(x)):
        y[n] = b[0] * x[n]
        if n >= 1:
            y[n] += b[1] * x[n - 1] - a[0] * y[n - 1]
        if n >= 2:
            y[n] -= a[1] * y[n - 2]
    return np.sum(y * y)


@program(normal(4), normal(3))
def convolution_by_loops(x, k):
    y = np.zeros(len(x) + len(k) - 1)
    for i, a in enumerate(x):
        for j, b in enumerate(k):
            y[i + j] += a * b
    return np.sum(np.sin(y))


@program(normal(4, 4), normal(2, 2), 0.1)
def convolution_2d(image, kernel, bias):
    n = image.shape[0] - kernel.shape[0] + 1
    out = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            out[i, j] = np.sum(image[i : i + 2, j : j + 2] * kernel) + bias
    return np.sum(np.tanh(out))


@program(normal(4, 4))
def max_pooling(image):
    pooled = np.zeros((2, 2))
    for i in range(0, 4, 2):
        for j in range(0, 4, 2):
            pooled[i // 2, j // 2] = np.max(image[i : i + 2, j : j + 2])
    return np.sum(pooled**2)


@program(normal(4), 2.0)
def discrete_fourier_power(x, k):
    real, imaginary = 0.0, 0.0
    for n, v in enumerate(x):
        angle = -2 * np.pi * k * n / len(x)
        real += v * np.cos(angle)
        imaginary += v * np.sin(angle)
    return real**2 + 0.5 * imaginary


@program(normal(5, 2), normal(5), 0.5, 2)
def lms_filter(X, d, rate, epochs):
    w = np.zeros(X.shape[1])
    for epoch in range(epochs):
        for x, target in zip(X, d):
            error = target - w @ x
            w += rate * error * x / (1 + x @ x)
    return w @ w


@program(normal(7), 0.6)
def peaks_above(x, height):
    total = 0.0
    count = 0
    for i in range(1, len(x) - 1):
        if x[i - 1] < x[i] > x[i + 1] and x[i] > height - 1:
            total += (x[i] - height) ** 2
            count += 1
    return total / count if count else 0.0


# -- decisions ----------------------------------------------------------------------------


@program(normal(4, 2), 0.1)
def decision_tree(X, threshold):
    loss = 0.0
    for a, b in X:
        if a > threshold:
            if b > 0:
                y = a * b
            else:
                y = a - b
        elif b > 0.2:
            y = np.exp(a)
        else:
            y = a**2 + b
        loss += y * y
    return loss


@program(normal(5), normal(5), 1.0)
def huber_loss(prediction, target, delta):
    loss = 0.0
    for p, t in zip(prediction, target):
        r = p - t
        if abs(r) <= delta:
            loss += 0.5 * r**2
        elif r > 0:
            loss += delta * (r - 0.5 * delta)
        else:
            loss += delta * (-r - 0.5 * delta)
    return loss / len(target)


@program(48, 36, 0.7)
def euclid_with_payload(a, b, x):
    weight = x
    while b:
        a, b = b, a % b
        weight = np.sin(weight) + a * x
    return weight


@program(27, 0.3)
def collatz_with_payload(n, x):
    steps = 0
    while n != 1 and steps < 20:
        if n % 2:
            n = 3 * n + 1
            x = np.tanh(x + 0.1)
        else:
            n //= 2
            x = 0.9 * x + 0.05 * x * x
        steps += 1
    return x * steps


@program(normal(3), "sqrt relu sine".split())
def named_activations(x, names):
    for name in names:
        match name:
            case "relu":
                x = np.maximum(x, 0)
            case "sine":
                x = np.sin(x)
            case "sqrt" | "root":
                x = np.sqrt(1 + x**2)
            case _:
                raise ValueError(name)
    return np.sum(x)


@program(normal(3), [("add", 0.5), ("mul", 2.0), ("pow", 2), ("skip", None)])
def small_interpreter(x, code):
    for op, operand in code:
        if op == "add":
            x = x + operand
        elif op == "mul":
            x = x * operand
        elif op == "pow":
            x = x**operand
        else:
            continue
    return np.sum(np.sin(x))


@program(normal(5))
def largest_two(x):
    first = second = -np.inf
    for v in x:
        if v > first:
            first, second = v, first
        elif v > second:
            second = v
    return first * second


@program(normal(5))
def bubble_sort(x):
    x = x.copy()
    n = len(x)
    for i in range(n):
        swapped = False
        for j in range(n - 1 - i):
            if x[j] > x[j + 1]:
                x[j], x[j + 1] = x[j + 1], x[j]
                swapped = True
        if not swapped:
            break
    return sum((k + 1) * v * v for k, v in enumerate(x))


@program(normal(5), np.array([2, 0, 1, 2, 2]))
def grouped_means(x, groups):
    members = {}
    for v, g in zip(x, groups):
        members.setdefault(int(g), []).append(v)
    return sum(np.mean(np.array(vs)) ** 2 for g, vs in sorted(members.items()))


@program(normal(2, 3), normal(4, 3))
def kernel_matrix(X, Y):
    K = np.array([[math.exp(-0.5 * np.sum((x - y) ** 2)) for y in Y] for x in X])
    return np.sum(K @ K.T)


@program(normal(4))
def composed_by_reduce(x):
    layers = [np.tanh, np.sin, lambda v: v * v]
    y = reduce(lambda value, layer: layer(value), layers, x)
    return np.sum(y)


@program(normal(3), normal(3, 3), 0.3, wrt=(0, 1))
def fixed_point(b, W, tolerance):
    z = np.zeros(3)
    residual = 1.0
    iterations = 0
    while residual > tolerance * 1e-3 and iterations < 25:
        new = np.tanh(0.2 * W @ z + b)
        residual = np.max(np.abs(new - z))
        z = new
        iterations += 1
    return np.sum(z**2)


@program(normal(3, 3), normal(3), {"tanh": 1, "linear": 2})
def schedule_from_a_dict(W, x, counts):
    for kind, count in counts.items():
        for _ in range(count):
            x = W @ x / 2
            if kind == "tanh":
                x = np.tanh(x)
    return x @ x


@program(positive(4), 3)
def page_rank_of_weights(weights, sweeps):
    links = {0: [1, 2], 1: [2], 2: [0, 3], 3: [0]}
    rank = [0.25] * 4
    for _ in range(sweeps):
        new = [0.15 / 4 for _ in rank]
        for page, targets in links.items():
            total = sum(weights[t] for t in targets)
            for t in targets:
                new[t] += 0.85 * rank[page] * weights[t] / total
        rank = new
    return sum(r * r for r in rank)


@program(normal(3, 3), 0.7)
def game_of_smooth_life(grid, sharpness):
    n, m = grid.shape
    new = np.zeros_like(grid)
    for i in range(n):
        for j in range(m):
            neighbours = 0.0
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    if di == 0 and dj == 0:
                        continue
                    neighbours += grid[(i + di) % n, (j + dj) % m]
            new[i, j] = np.tanh(sharpness * (neighbours - grid[i, j]))
    return np.sum(new * grid)


@program(normal(4), normal(4), 0.8)
def polygon_area_and_length(x, y, weight):
    area = length = 0.0
    n = len(x)
    for i in range(n):
        j = (i + 1) % n
        area += 0.5 * (x[i] * y[j] - x[j] * y[i])
        length += math.hypot(x[j] - x[i], y[j] - y[i])
    return abs(area) + weight * length


@program(positive(3), 1.3)
def ray_through_layers(thickness, angle):
    x, s = 0.0, np.sin(0.3 * angle)
    index = 1.0
    for k, d in enumerate(thickness):
        following = 1.0 + 0.2 * k
        s = s * index / following
        if s >= 1:
            break
        x += d * s / np.sqrt(1 - s * s)
        index = following
    return x


@program(normal(3), np.array([0.2, 0.5]), 4)
def lorenz(state, rates, steps):
    x, y, z = state
    for _ in range(steps):
        dx = rates[0] * (y - x)
        dy = x * (2.8 - z) - y
        dz = x * y - rates[1] * z
        x, y, z = x + 0.1 * dx, y + 0.1 * dy, z + 0.1 * dz
    return x * x + y * z


@program(0.31, -0.22)
def escape_time(cx, cy):
    x = y = 0.0
    for n in range(8):
        if x * x + y * y > 4:
            return n + x
        x, y = x * x - y * y + cx, 2 * x * y + cy
    return x * x + y * y


# -- linear algebra in place --------------------------------------------------------------


@program(dominant(4), normal(4))
def cholesky_solve_in_place(A, b):
    n = len(b)
    L = np.tril(A)
    for j in range(n):
        for k in range(j):
            L[j:, j] -= L[j:, k] * L[j, k]
        L[j, j] = np.sqrt(L[j, j])
        L[j + 1 :, j] /= L[j, j]
    x = b.copy()
    for i in range(n):
        for j in range(i):
            x[i] -= L[i, j] * x[j]
        x[i] /= L[i, i]
    logdet = 0.0
    for i in range(n):
        logdet += 2 * np.log(L[i, i])
    return 0.5 * x @ x + 0.5 * logdet


@program(normal(5, 3))
def householder_qr(A):
    _, n = A.shape
    R = A.copy()
    for k in range(n):
        x = R[k:, k]
        alpha = -np.sign(x[0]) * np.sqrt(np.sum(x**2))
        v = x.copy()
        v[0] -= alpha
        v = v / np.linalg.norm(v)
        R[k:, k:] -= 2.0 * np.outer(v, v @ R[k:, k:])
    total = 0.0
    for k in range(n):
        total += np.log(np.abs(R[k, k])) * (k + 1)
    return total


@program(normal(3, 3), normal(3))
def givens_rotations(A, b):
    A = A.copy()
    b = b.copy()
    n = A.shape[0]
    for j in range(n):
        for i in range(n - 1, j, -1):
            r = np.hypot(A[i - 1, j], A[i, j])
            if r == 0.0:
                continue
            c, s = A[i - 1, j] / r, A[i, j] / r
            upper = c * A[i - 1] + s * A[i]
            lower = c * A[i] - s * A[i - 1]
            A[i - 1] = upper
            A[i] = lower
            b[i - 1], b[i] = c * b[i - 1] + s * b[i], c * b[i] - s * b[i - 1]
    for i in reversed(range(n)):
        for j in range(i + 1, n):
            b[i] -= A[i, j] * b[j]
        b[i] = b[i] / A[i, i]
    return np.sum(b * b) / 10


@program(normal(4, 3))
def modified_gram_schmidt(A):
    Q = A.copy()
    n = Q.shape[1]
    R = np.zeros((n, n))
    for i in range(n):
        R[i, i] = np.linalg.norm(Q[:, i])
        Q[:, i] /= R[i, i]
        for j in range(i + 1, n):
            R[i, j] = Q[:, i] @ Q[:, j]
            Q[:, j] -= R[i, j] * Q[:, i]
    return np.sum(R**3) + Q[0, 1]


@program(dominant(3))
def jacobi_eigenvalues(A):
    A = A.copy()
    n = len(A)
    for sweep in range(4):
        off = 0.0
        for p in range(n - 1):
            for q in range(p + 1, n):
                off += A[p, q] ** 2
        if off < 1e-6:
            break
        for p in range(n - 1):
            for q in range(p + 1, n):
                theta = 0.5 * np.arctan2(2 * A[p, q], A[q, q] - A[p, p])
                c, s = np.cos(theta), np.sin(theta)
                J = np.eye(n)
                J[p, p] = c
                J[q, q] = c
                J[p, q] = s
                J[q, p] = -s
                A = J.T @ A @ J
    d = np.diag(A)
    return np.sum(np.sin(d)) + d[0] * d[1]


@program(dominant(4), normal(4), 1e-3, wrt=(0, 1))
def conjugate_gradients_until(A, b, tolerance):
    x = np.zeros_like(b)
    r = b - A @ x
    p = r.copy()
    rs = r @ r
    history = [rs]
    while True:
        Ap = A @ p
        alpha = rs / (p @ Ap)
        x += alpha * p
        r -= alpha * Ap
        rs_new = r @ r
        history.append(rs_new)
        if np.sqrt(rs_new) < tolerance or len(history) > 3:
            break
        p *= rs_new / rs
        p += r
        rs = rs_new
    return x @ b + 0.1 * sum(history)


@program(positive(5) + 3, positive(4), positive(4), normal(5))
def thomas_in_place(d, l, u, b):
    n = len(d)
    for i in range(1, n):
        w = l[i - 1] / d[i - 1]
        d[i] -= w * u[i - 1]
        b[i] -= w * b[i - 1]
    b[-1] /= d[-1]
    for i in range(n - 2, -1, -1):
        b[i] = (b[i] - u[i] * b[i + 1]) / d[i]
    return np.sum(b**2)


@program(normal(4, 4), normal(4))
def arnoldi(A, b):
    n = 3
    Q = np.zeros((4, n + 1))
    H = np.zeros((n + 1, n))
    Q[:, 0] = b / np.linalg.norm(b)
    for k in range(n):
        v = A @ Q[:, k]
        for j in range(k + 1):
            H[j, k] = Q[:, j] @ v
            v -= H[j, k] * Q[:, j]
        H[k + 1, k] = np.linalg.norm(v)
        if H[k + 1, k] < 1e-12:
            return np.sum(H)
        Q[:, k + 1] = v / H[k + 1, k]
    return np.sum(H[:n] ** 2)


# -- grids --------------------------------------------------------------------------------


@program(normal(5, 5), 0.1, 3)
def heat_ping_pong(u, r, steps):
    A = u.copy()
    B = u.copy()
    for _ in range(steps):
        for i in range(1, A.shape[0] - 1):
            for j in range(1, A.shape[1] - 1):
                B[i, j] = A[i, j] + r * (
                    A[i + 1, j] + A[i - 1, j] + A[i, j + 1] + A[i, j - 1] - 4 * A[i, j]
                )
        A, B = B, A
    return np.sum(A**2)


@program(normal(8), normal(8), 0.3)
def wave_leapfrog(u, u_old, c):
    energy = []
    for n in range(4):
        u_new = np.zeros_like(u)
        u_new[1:-1] = 2 * u[1:-1] - u_old[1:-1] + c**2 * (u[2:] - 2 * u[1:-1] + u[:-2])
        u_old, u = u, u_new
        energy.append(np.sum((u - u_old) ** 2))
    return sum(energy)


@program(normal(6), normal(5), 0.4)
def fdtd_in_place(Ez, Hy, c):
    probe = np.zeros(4)
    for t in range(4):
        Hy += c * (Ez[1:] - Ez[:-1])
        Ez[1:-1] += c * (Hy[1:] - Hy[:-1])
        Ez[2] += np.exp(-((t - 1.0) ** 2))
        probe[t] = Ez[3]
    return probe @ probe


@program(positive(6), normal(6), 0.1)
def lax_friedrichs_shallow(h, hu, dt):
    g = 9.81 / 10
    for step in range(2):
        u = hu / h
        flux_h = hu
        flux_hu = hu * u + 0.5 * g * h**2
        h_next = np.empty_like(h)
        hu_next = np.empty_like(hu)
        for i in range(len(h)):
            left = (i - 1) % len(h)
            right = (i + 1) % len(h)
            h_next[i] = 0.5 * (h[left] + h[right]) - 0.5 * dt * (flux_h[right] - flux_h[left])
            hu_next[i] = 0.5 * (hu[left] + hu[right]) - 0.5 * dt * (flux_hu[right] - flux_hu[left])
        h, hu = h_next, hu_next
    return np.sum(h**2) + np.sum(hu**2)


@program(normal(4, 4), 0.055, 0.062)
def gray_scott(u, F, k):
    v = 0.25 * np.sin(u)
    for _ in range(3):
        lap_u = np.roll(u, 1, 0) + np.roll(u, -1, 0) + np.roll(u, 1, 1) + np.roll(u, -1, 1) - 4 * u
        lap_v = np.roll(v, 1, 0) + np.roll(v, -1, 0) + np.roll(v, 1, 1) + np.roll(v, -1, 1) - 4 * v
        uvv = u * v * v
        u += 0.16 * lap_u - uvv + F * (1 - u)
        v += 0.08 * lap_v + uvv - (F + k) * v
    return np.mean(u * v)


@program(normal(7), 0.3)
def minmod_advection(u, c):
    for n in range(2):
        slope = np.zeros(len(u))
        for i in range(1, len(u) - 1):
            a, b = u[i] - u[i - 1], u[i + 1] - u[i]
            if a * b <= 0:
                slope[i] = 0.0
            elif abs(a) < abs(b):
                slope[i] = a
            else:
                slope[i] = b
        flux = u + 0.5 * (1 - c) * slope
        u = u - c * (flux - np.roll(flux, 1))
    return np.sum(u**4)


@program(normal(4, 4), np.array([0.31, 1.17, 0.74, 0.93]))
def scatter_particles(grid, positions):
    deposited = np.zeros(4)
    for p in positions:
        cell = int(np.floor(p * 2)) % 3
        w = p * 2 - np.floor(p * 2)
        deposited[cell] += 1 - w
        deposited[cell + 1] += w
    return deposited @ grid @ deposited


# -- dynamics -----------------------------------------------------------------------------


def fehlberg(t, y, mu):
    return np.array([y[1], mu * (1 - y[0] ** 2) * y[1] - y[0] + 0.1 * t])


@program(normal(2), 1.2, 1e-3, wrt=(0, 1))
def rk45_adaptive(y, mu, tol):
    t, h, t_end = 0.0, 0.2, 1.0
    rejected = 0
    while t < t_end - 1e-12:
        h = min(h, t_end - t)
        k1 = fehlberg(t, y, mu)
        k2 = fehlberg(t + h / 4, y + h * k1 / 4, mu)
        k3 = fehlberg(t + 3 * h / 8, y + h * (3 * k1 + 9 * k2) / 32, mu)
        k4 = fehlberg(t + 12 * h / 13, y + h * (1932 * k1 - 7200 * k2 + 7296 * k3) / 2197, mu)
        k5 = fehlberg(
            t + h, y + h * (439 / 216 * k1 - 8 * k2 + 3680 / 513 * k3 - 845 / 4104 * k4), mu
        )
        y4 = y + h * (25 / 216 * k1 + 1408 / 2565 * k3 + 2197 / 4104 * k4 - k5 / 5)
        k6 = fehlberg(
            t + h / 2,
            y + h * (-8 / 27 * k1 + 2 * k2 - 3544 / 2565 * k3 + 1859 / 4104 * k4 - 11 / 40 * k5),
            mu,
        )
        y5 = y + h * (
            16 / 135 * k1 + 6656 / 12825 * k3 + 28561 / 56430 * k4 - 9 / 50 * k5 + 2 / 55 * k6
        )
        err = np.max(np.abs(y5 - y4)) + 1e-12
        if err <= tol:
            t = t + h
            y = y5
        else:
            rejected += 1
        h = h * min(2.0, max(0.3, 0.9 * (tol / err) ** 0.2))
    return y[0] ** 2 + y[1]


@program(normal(3, 2), normal(3, 2), positive(3), 0.05)
def n_body_leapfrog(pos, vel, mass, dt):
    n = len(mass)

    acc = np.zeros_like(pos)
    for step in range(3):
        vel += 0.5 * dt * acc
        pos += dt * vel
        acc[:] = 0.0
        for i in range(n):
            for j in range(i + 1, n):
                d = pos[j] - pos[i]
                inv = (d @ d + 0.1) ** -1.5
                acc[i] += mass[j] * inv * d
                acc[j] -= mass[i] * inv * d
        vel += 0.5 * dt * acc
    energy = 0.0
    for m, v in zip(mass, vel):
        energy += 0.5 * m * (v @ v)
    return energy + np.sum(pos**2)


@program(np.array([0.9, 0.1, 0.05]), np.array([0.4, 0.1]), 10)
def sir_model(state, rates, days):
    S, I, R = state
    beta, gamma = rates
    peak, peak_day = I, 0
    for day in range(1, days):
        new_infections = beta * S * I
        recovered = gamma * I
        S, I, R = S - new_infections, I + new_infections - recovered, R + recovered
        if I > peak:
            peak, peak_day = I, day
    return peak + 0.1 * peak_day * R


@program(normal(2), 0.5, 0.05)
def implicit_euler_newton(y, k, dt):
    for step in range(3):
        z = y.copy()
        for it in range(10):
            F = z - y - dt * np.array([-k * z[0] + z[1] ** 2, k * z[0] - z[1] ** 2])
            J = np.eye(2) - dt * np.array([[-k, 2 * z[1]], [k, -2 * z[1]]])
            delta = np.linalg.solve(J, -F)
            z += delta
            if np.linalg.norm(delta) < 1e-10:
                break
        y = z
    return y[0] * y[1] + y[0]


@program(np.array([0.4, 0.9]), np.array([1.3, -0.6]), 0.011, 45)
def ball_with_walls(position, velocity, dt, steps):
    x, y = position
    vx, vy = velocity
    bounces = 0
    for _ in range(steps):
        vy -= 9.81 * dt
        x += vx * dt
        y += vy * dt
        if y < -1.5:
            y = -3.0 - y
            vy = -0.8 * vy
            bounces += 1
        if not -2.0 < x < 2.0:
            vx *= -1
    return x * x + y + 0.01 * bounces


# -- filters and chains -------------------------------------------------------------------


def log_sum_exp(values):
    top = np.max(values)
    return top + np.log(np.sum(np.exp(values - top)))


@program(normal(3, 3), normal(3, 2), normal(3), [0, 1, 1, 0])
def hmm_in_log_space(T, E, start, observed):
    logT = T - np.log(np.sum(np.exp(T), axis=1, keepdims=True))
    alpha = start + E[:, observed[0]]
    for o in observed[1:]:
        new = np.zeros(3)
        for j in range(3):
            new[j] = log_sum_exp(alpha + logT[:, j]) + E[j, o]
        alpha = new
    return log_sum_exp(alpha)


@program(normal(3, 3), normal(4, 3))
def viterbi_with_backtracking(T, scores):
    n, k = scores.shape
    delta = scores[0]
    back = np.zeros((n, k), dtype=int)
    for t in range(1, n):
        candidates = delta[:, None] + T
        back[t] = np.argmax(candidates, axis=0)
        delta = np.max(candidates, axis=0) + scores[t]
    path = [int(np.argmax(delta))]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    path.reverse()
    value = scores[0, path[0]] ** 2
    for t in range(1, n):
        value += T[path[t - 1], path[t]] * scores[t, path[t]]
    return value + np.max(delta)


@program(normal(4), normal(3))
def dtw_with_infinity(a, b):
    n, m = len(a), len(b)
    D = np.full((n + 1, m + 1), np.inf)
    D[0, 0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            cost = (a[i - 1] - b[j - 1]) ** 2
            D[i, j] = cost + min(D[i - 1, j], D[i, j - 1], D[i - 1, j - 1])
    return D[n, m]


@program(normal(3, 4), -0.4, 0.8)
def needleman_wunsch_soft(S, gap, gamma):
    n, m = S.shape
    V = np.zeros((n + 1, m + 1))
    for i in range(n + 1):
        V[i, 0] = i * gap
    for j in range(m + 1):
        V[0, j] = j * gap
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            options = np.array(
                [V[i - 1, j - 1] + S[i - 1, j - 1], V[i - 1, j] + gap, V[i, j - 1] + gap]
            )
            V[i, j] = gamma * np.log(np.sum(np.exp(options / gamma)))
    return V[-1, -1]


@program(normal(2, 3), normal(3), normal(4, 2))
def attention_over_a_growing_memory(W, start, inputs):
    memory = [start]
    for x in inputs:
        query = x @ W
        scores = np.array([query @ m for m in memory])
        weights = np.exp(scores - np.max(scores))
        weights /= np.sum(weights)
        context = np.zeros(3)
        for w, m in zip(weights, memory):
            context += w * m
        memory.append(np.tanh(context + query))
    return np.sum(np.stack(memory) ** 2)


def lstm_cell(W, b, h, c, x):
    z = W @ np.concatenate([h, x]) + b
    i, f, o, g = np.split(z, 4)
    c = 1 / (1 + np.exp(-f)) * c + 1 / (1 + np.exp(-i)) * np.tanh(g)
    h = 1 / (1 + np.exp(-o)) * np.tanh(c)
    return h, c


@program(normal(8, 5), normal(8), normal(4, 3), normal(2))
def lstm_with_lists(W, b, X, target):
    h, c = np.zeros(2), np.zeros(2)
    hs, cs = [], []
    for t in range(X.shape[0]):
        h, c = lstm_cell(W, b, h, c, X[t])
        hs.append(h)
        cs.append(c)
    H = np.stack(hs)
    C = np.stack(cs, axis=1)
    return np.sum((H - target) ** 2) + np.sum(C**2)


@program(normal(2), normal(2), normal(6))
def arma_innovations(ar, ma, y):
    p, q = len(ar), len(ma)
    eps = np.zeros(len(y))
    loglik = 0.0
    for t in range(max(p, q), len(y)):
        mean = 0.0
        for i in range(p):
            mean += ar[i] * y[t - 1 - i]
        for j in range(q):
            mean += ma[j] * eps[t - 1 - j]
        eps[t] = y[t] - mean
        loglik -= 0.5 * eps[t] ** 2
    return loglik


@program(np.array([0.1, 0.2, 0.7]), normal(6))
def garch(params, returns):
    omega, alpha, beta = params
    sigma2 = np.empty_like(returns)
    sigma2[0] = np.var(returns)
    for t in range(1, len(returns)):
        sigma2[t] = omega + alpha * returns[t - 1] ** 2 + beta * sigma2[t - 1]
    return 0.5 * np.sum(np.log(sigma2) + returns**2 / sigma2)


# -- optimisation -------------------------------------------------------------------------


@program(normal(5))
def simplex_projection(v):
    u = np.sort(v)[::-1]
    total = 0.0
    theta = 0.0
    for k in range(len(u)):
        total += u[k]
        t = (total - 1.0) / (k + 1)
        if u[k] - t > 0:
            theta = t
    w = np.maximum(v - theta, 0.0)
    return np.sum(w**2) + w[0]


@program(normal(3), 0.1, 0.9, normal(3, 3))
def momentum_in_learning_rate(w, lr, mu, A):
    H = A @ A.T + np.eye(3)
    v = np.zeros_like(w)
    for step in range(5):
        g = H @ w
        v *= mu
        v -= lr * g
        w += v
    return 0.5 * w @ H @ w


@program(normal(3), 0.1, 0.9, 0.99, normal(4, 3), normal(4))
def adam_unrolled(w, lr, b1, b2, X, y):
    m = np.zeros(3)
    v = np.zeros(3)
    t = 0
    while t < 4:
        t += 1
        g = X.T @ (X @ w - y) / len(y)
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        mhat = m / (1 - b1**t)
        vhat = v / (1 - b2**t)
        w = w - lr * mhat / (np.sqrt(vhat) + 1e-8)
    return np.mean((X @ w - y) ** 2)


@program(normal(2), 0.1, normal(3, 4, 2), normal(3, 4))
def maml(theta, inner_lr, Xs, ys):
    meta = 0.0
    for X, y in zip(Xs, ys):
        phi = theta.copy()
        for _ in range(2):
            r = X[:2] @ phi - y[:2]
            phi -= inner_lr * (X[:2].T @ r)
        meta += np.sum((X[2:] @ phi - y[2:]) ** 2)
    return meta / len(Xs)


@program(normal(6, 2), np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0]), 0.5)
def irls(X, y, ridge):
    beta = np.zeros(X.shape[1])
    for it in range(20):
        p = 1 / (1 + np.exp(-X @ beta))
        W = p * (1 - p)
        g = X.T @ (y - p) - ridge * beta
        H = (X.T * W) @ X + ridge * np.eye(len(beta))
        step = np.linalg.solve(H, g)
        beta = beta + step
        if np.max(np.abs(step)) < 1e-9:
            break
    return beta @ beta + beta[0]


@program(normal(8, 2), normal(2, 2), 3)
def k_means(X, centres, sweeps):
    for s in range(sweeps):
        sums = np.zeros_like(centres)
        counts = np.zeros(len(centres))
        inertia = 0.0
        for x in X:
            d = [np.sum((x - c) ** 2) for c in centres]
            k = int(np.argmin(d))
            sums[k] += x
            counts[k] += 1
            inertia += d[k]
        for k in range(len(centres)):
            if counts[k] > 0:
                centres[k] = sums[k] / counts[k]
    return inertia + np.sum(centres**2)


@program(normal(6), np.array([-0.5, 0.7]), np.array([0.6, 0.8]), np.array([0.4, 0.6]))
def em_for_a_mixture(x, mu, sigma, pi):
    n, k = len(x), len(mu)
    loglik = 0.0
    for it in range(2):
        resp = np.zeros((n, k))
        loglik = 0.0
        for i in range(n):
            for j in range(k):
                resp[i, j] = pi[j] * np.exp(-0.5 * ((x[i] - mu[j]) / sigma[j]) ** 2) / sigma[j]
            total = np.sum(resp[i])
            loglik += np.log(total)
            resp[i] /= total
        Nk = np.sum(resp, axis=0)
        mu = resp.T @ x / Nk
        for j in range(k):
            sigma[j] = np.sqrt(np.sum(resp[:, j] * (x - mu[j]) ** 2) / Nk[j] + 0.01)
        pi = Nk / n
    return loglik + np.sum(mu * sigma)


def rosenbrock(p):
    total = 0.0
    for i in range(len(p) - 1):
        total += (1 - p[i]) ** 2 + 2 * (p[i + 1] - p[i] ** 2) ** 2
    return total


def rosenbrock_gradient(p):
    g = np.zeros_like(p)
    for i in range(len(p) - 1):
        g[i] += -2 * (1 - p[i]) - 8 * p[i] * (p[i + 1] - p[i] ** 2)
        g[i + 1] += 4 * (p[i + 1] - p[i] ** 2)
    return g


@program(np.array([0.3, -0.2, 0.5]))
def descent_with_armijo(p):
    for k in range(3):
        g = rosenbrock_gradient(p)
        f0 = rosenbrock(p)
        t = 0.5
        while rosenbrock(p - t * g) > f0 - 0.3 * t * (g @ g):
            t *= 0.5
            if t < 1e-6:
                break
        p = p - t * g
    return rosenbrock(p)


@program(normal(5, 3), normal(5), 0.2)
def lasso_coordinate_descent(X, y, lam):
    d = X.shape[1]
    w = np.zeros(d)
    residual = y.copy()
    for sweep in range(2):
        for j in range(d):
            xj = X[:, j]
            residual += xj * w[j]
            rho = xj @ residual
            if rho > lam:
                w[j] = (rho - lam) / (xj @ xj)
            elif rho < -lam:
                w[j] = (rho + lam) / (xj @ xj)
            else:
                w[j] = 0.0
            residual -= xj * w[j]
    return 0.5 * np.sum(residual**2) + lam * np.sum(np.abs(w))


# -- finance ------------------------------------------------------------------------------


def norm_cdf(x):
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


def black_scholes(S, K, T, r, sigma):
    d1 = (math.log(S / K) + (r + 0.5 * sigma**2) * T) / (sigma * math.sqrt(T))
    d2 = d1 - sigma * math.sqrt(T)
    return S * norm_cdf(d1) - K * math.exp(-r * T) * norm_cdf(d2)


@program(12.0, 100.0, 95.0, 0.75, 0.02)
def implied_volatility_newton(price, S, K, T, r):
    sigma = 0.3
    for _ in range(20):
        d1 = (math.log(S / K) + (r + 0.5 * sigma**2) * T) / (sigma * math.sqrt(T))
        vega = S * math.sqrt(T) * math.exp(-0.5 * d1**2) / math.sqrt(2 * math.pi)
        diff = black_scholes(S, K, T, r, sigma) - price
        if abs(diff) < 1e-12:
            return sigma
        sigma = sigma - diff / vega
    return sigma


@program(100.0, 100.0, 0.2, 0.03, 5)
def american_put(S, K, sigma, r, n):
    dt = 1.0 / n
    u = np.exp(sigma * np.sqrt(dt))
    d = 1 / u
    p = (np.exp(r * dt) - d) / (u - d)
    disc = np.exp(-r * dt)
    V = np.zeros(n + 1)
    for j in range(n + 1):
        V[j] = max(K - S * u ** (2 * j - n), 0.0)
    for i in range(n - 1, -1, -1):
        for j in range(i + 1):
            hold = disc * (p * V[j + 1] + (1 - p) * V[j])
            exercise = K - S * u ** (2 * j - i)
            V[j] = hold if hold > exercise else exercise
    return V[0]


@program(1.0, 1.1, 0.3, 0.05, normal(3, 12))
def longstaff_schwartz(S0, K, sigma, r, Z):
    steps, paths = Z.shape
    dt = 1 / steps
    S = np.zeros((steps + 1, paths))
    S[0] = S0
    for t in range(steps):
        S[t + 1] = S[t] * np.exp((r - 0.5 * sigma**2) * dt + sigma * np.sqrt(dt) * Z[t])
    cash = np.maximum(K - S[-1], 0.0)
    for t in range(steps - 1, 0, -1):
        cash = cash * np.exp(-r * dt)
        money = S[t] < K
        if np.sum(money) < 3:
            continue
        X = np.stack([np.ones(paths), S[t], S[t] ** 2], axis=1)
        Xm, ym = X[money], cash[money]
        beta = np.linalg.solve(Xm.T @ Xm + 0.01 * np.eye(3), Xm.T @ ym)
        value = X @ beta
        exercise = money & (K - S[t] > value)
        cash = np.where(exercise, K - S[t], cash)
    return np.mean(cash) * np.exp(-r * dt)


@program(1.0, 0.2, 0.05, normal(4, 6))
def lookback_with_paths(S0, sigma, mu, Z):
    payoffs = []
    for z in Z:
        s = S0
        best = s
        for dz in z:
            s *= math.exp((mu - 0.5 * sigma**2) * 0.1 + sigma * math.sqrt(0.1) * dz)
            best = max(best, s)
        payoffs.append(best - s)
    return sum(payoffs) / len(payoffs)


@program(np.array([0.03, 0.035, 0.04]), 1.02)
def bootstrap_curve(swaps, notional):
    discounts = []
    for i, rate in enumerate(swaps):
        annuity = sum(discounts)
        discounts.append((1 - rate * annuity) / (1 + rate))
    price = 0.0
    for k, df in enumerate(discounts, start=1):
        price += notional * df / k
    return price


# -- interpolation, geometry, signals -----------------------------------------------------


@program(np.array([0.0, 1.0, 2.0, 3.0, 4.0]), normal(2), 1.6)
def cox_de_boor(knots, coefficients, t):
    degree = 2
    N = np.zeros(len(knots) - 1)
    for i in range(len(knots) - 1):
        N[i] = 1.0 if knots[i] <= t < knots[i + 1] else 0.0
    for d in range(1, degree + 1):
        for i in range(len(N) - d):
            left = (t - knots[i]) / (knots[i + d] - knots[i]) * N[i]
            right = (knots[i + d + 1] - t) / (knots[i + d + 1] - knots[i + 1]) * N[i + 1]
            N[i] = left + right
    return coefficients @ N[:2]


@program(normal(3), normal(3), normal(3), 0.8)
def quaternion_chain(a, b, v, angle):
    q = np.array([1.0, 0.0, 0.0, 0.0])
    for axis in (a, b):
        n = axis / np.linalg.norm(axis)
        w, (x, y, z) = np.cos(angle / 2), np.sin(angle / 2) * n
        p = q
        q = np.array(
            [
                p[0] * w - p[1] * x - p[2] * y - p[3] * z,
                p[0] * x + p[1] * w + p[2] * z - p[3] * y,
                p[0] * y - p[1] * z + p[2] * w + p[3] * x,
                p[0] * z + p[1] * y - p[2] * x + p[3] * w,
            ]
        )
    u = q[1:]
    rotated = v + 2 * np.cross(u, np.cross(u, v) + q[0] * v)
    return rotated[0] + rotated[1] * rotated[2]


@program(np.array([0.1, 0.3, -0.2]), np.array([[1.5, 0.6, 1.9], [-1.0, 0.2, 2.0]]), positive(2))
def sphere_march(origin, centres, radii):
    direction = np.array([0.6, 0.0, 0.8])
    t = 0.0
    for _ in range(3):
        p = origin + t * direction
        nearest, which = np.inf, -1
        for k, (c, r) in enumerate(zip(centres, radii)):
            d = np.linalg.norm(p - c) - 0.3 * r
            if d < nearest:
                nearest, which = d, k
        if nearest < 1e-3 or t > 3:
            break
        t += 0.7 * nearest
    return t * t + which * nearest


@program(normal(3, 4))
def link_prediction(V):
    n = V.shape[1]
    edges = [(0, 1), (1, 2), (2, 3), (3, 0)]
    degree = np.zeros(n)
    for i, j in edges:
        degree[i] += 1
        degree[j] += 1
    H = V.T.copy()
    for layer in range(2):
        M = np.zeros_like(H)
        for i, j in edges:
            norm = 1 / np.sqrt(degree[i] * degree[j])
            M[i] += norm * H[j]
            M[j] += norm * H[i]
        H = np.tanh(M + H)
    loss = 0.0
    for i, j in edges:
        loss += np.log(1 + np.exp(-H[i] @ H[j]))
    return loss


@program(normal(4), 0.85, 1e-8, wrt=(0, 1))
def page_rank_until(w, damping, tol):
    n = len(w)
    links = [[1, 2], [2], [0], [0, 2]]
    r = np.full(n, 1 / n)
    weights = np.exp(w)
    for it in range(60):
        new = np.full(n, (1 - damping) / n)
        for src, targets in enumerate(links):
            total = sum(weights[t] for t in targets)
            for t in targets:
                new[t] += damping * r[src] * weights[t] / total
        if np.abs(new - r).sum() < tol:
            r = new
            break
        r = new
    return -np.sum(r * np.log(r))


@program(normal(2, 3), normal(3), normal(3), normal(3, 2))
def parameters_in_a_dict(W1, b1, x, W2):
    params = {"W1": W1, "b1": b1, "W2": W2}
    h = x @ params["W2"]
    losses = []
    for _, p in params.items():
        losses.append(0.01 * np.sum(p**2))
    for k in range(3):
        h = np.tanh(h @ params["W1"] + params["b1"]) @ params["W2"]
        losses.append(np.sum(h**2))
    return sum(losses)


def first_root(coefficients, lo, hi):
    for k in range(40):
        mid = 0.5 * (lo + hi)
        value = 0.0
        for c in coefficients:
            value = value * mid + c
        slope = 0.0
        n = len(coefficients) - 1
        for i, c in enumerate(coefficients[:-1]):
            slope = slope * mid + (n - i) * c
        step = value / slope
        if abs(step) < 1e-9:
            return mid - step
        mid = mid - step
        lo = hi = mid
    return mid


@program(np.array([1.0, 0.2, -2.3]), positive(3))
def helper_with_return_called_in_a_loop(c, x):
    total = 0.0
    for v in x:
        total += v * first_root(c, 1.0, 2.0 + v)
    return total


def clipped(v, low, high):
    if v < low:
        return low
    if v > high:
        return high
    return v


@program(normal(6), -0.5, 0.5)
def clip_by_early_returns(x, low, high):
    total = 0.0
    for i, v in enumerate(x):
        c = clipped(v, low, high)
        total += (i + 1) * c * c
    return total


@program(positive(5), 0.35)
def water_filling(noise, power):
    level = np.min(noise) + power
    active_set = list(range(len(noise)))
    while True:
        level = (power + sum(noise[i] for i in active_set)) / len(active_set)
        dropped = [i for i in active_set if noise[i] >= level]
        if not dropped:
            break
        active_set = [i for i in active_set if noise[i] < level]
    return sum(np.log(1 + (level - noise[i]) / noise[i]) for i in active_set)


@program(normal(6, 3), normal(3))
def rolling_regression(X, w):
    betas = []
    window = 4
    for end in range(window, len(X) + 1):
        block = X[end - window : end]
        target = block @ w + np.sin(block[:, 0])
        G = block.T @ block + 0.1 * np.eye(3)
        betas.append(np.linalg.solve(G, block.T @ target))
    B = np.vstack(betas)
    return np.sum(B[1:] * B[:-1])


@program(normal(4, 4))
def sand_pile(h):
    toppled = 0
    for sweep in range(10):
        moved = False
        for i in range(h.shape[0]):
            for j in range(h.shape[1]):
                if h[i, j] > 0.9:
                    excess = h[i, j] - 0.5
                    h[i, j] -= excess
                    toppled += 1
                    moved = True
                    for di, dj in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                        a, b = i + di, j + dj
                        if 0 <= a < h.shape[0] and 0 <= b < h.shape[1]:
                            h[a, b] += 0.2 * excess
        if not moved:
            break
    return np.sum(h**2) + 0.01 * toppled


@program(normal(10), normal(3), 0.2)
def echo_canceller(signal, weights, rate):
    n = len(weights)
    errors = np.zeros(len(signal) - n)
    for t in range(n, len(signal)):
        window = signal[t - n : t][::-1]
        e = signal[t] - weights @ window
        weights += rate * e * window / (0.1 + window @ window)
        errors[t - n] = e
    return np.sum(errors**2)


@program(normal(4, 3), normal(3, 2), normal(4, 2))
def message_passing_by_rows(X, W, out):
    out = out * 0.1
    for i in range(len(X)):
        row = X[i]
        row = row @ W
        out[i] += row
        if i > 0:
            out[i] += 0.5 * out[i - 1]
        out[i] = np.tanh(out[i])
    return np.sum(out[::2] * out[1::2])


@program(normal(3), np.array([1.5, 0.2]), wrt=(0, 1))
def pulse_train(amplitudes, shape):
    width, delay = shape
    samples = np.linspace(0, 3, 7)
    out = np.zeros_like(samples)
    for k, a in enumerate(amplitudes):
        for n, t in enumerate(samples):
            u = (t - k - delay) * width
            if u < -1.0 or u > 1.0:
                continue
            out[n] += a * (1 - u * u) ** 2
    return np.sum(out**2)
