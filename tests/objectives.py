"""Test functions of global optimisation, as methods that count their calls.

Written from their mathematical definitions.  Source: Jamil and Yang (2013), A literature survey of benchmark
functions for global optimisation problems; Dixon and Szego (1978) for Shekel and Hartmann.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["OBJECTIVES", "Objective"]


class Objective:
    """A function to be minimised; `nfev` counts its calls."""

    dimensions = 3
    scale = 1.0
    step = 2e-3  # of the differences that it is compared with

    def __init__(self) -> None:
        self.nfev = 0

    def fun(self, x: Any) -> Any:
        raise NotImplementedError

    def start(self, generator: np.random.Generator) -> Any:
        """A point where nothing special happens."""
        return self.scale * generator.uniform(0.2, 0.9, self.dimensions)


class Ackley(Objective):
    def __init__(self) -> None:
        super().__init__()
        self.a, self.b, self.c = 20.0, 0.2, 2 * np.pi

    def fun(self, x):
        self.nfev += 1
        root = np.sqrt(np.sum(x**2) / len(x))
        mean = np.sum(np.cos(self.c * x)) / len(x)
        return -self.a * np.exp(-self.b * root) - np.exp(mean) + self.a + np.e


class Alpine(Objective):
    def fun(self, x):
        self.nfev += 1
        return np.sum(np.abs(x * np.sin(x) + 0.1 * x))


class AlpineTwo(Objective):
    def fun(self, x):
        self.nfev += 1
        return np.prod(np.sqrt(x) * np.sin(x))


class Beale(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        a, b = x
        return sum((c - a + a * b**k) ** 2 for k, c in enumerate((1.5, 2.25, 2.625), 1))


class Bohachevsky(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        waves = 0.3 * np.cos(3 * np.pi * x[0]) + 0.4 * np.cos(4 * np.pi * x[1])
        return x[0] ** 2 + 2 * x[1] ** 2 - waves + 0.7


class Booth(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        return (x[0] + 2 * x[1] - 7) ** 2 + (2 * x[0] + x[1] - 5) ** 2


class Branin(Objective):
    dimensions = 2

    def __init__(self) -> None:
        super().__init__()
        self.b = 5.1 / (4 * np.pi**2)
        self.c = 5 / np.pi
        self.t = 1 / (8 * np.pi)

    def fun(self, x):
        self.nfev += 1
        hump = x[1] - self.b * x[0] ** 2 + self.c * x[0] - 6
        return hump**2 + 10 * (1 - self.t) * np.cos(x[0]) + 10


class Brown(Objective):
    def fun(self, x):
        self.nfev += 1
        a, b = x[:-1], x[1:]
        return np.sum((a**2) ** (b**2 + 1) + (b**2) ** (a**2 + 1))


class Bukin(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        return 100 * np.sqrt(np.abs(x[1] - 0.01 * x[0] ** 2)) + 0.01 * np.abs(x[0] + 10)


class Camel(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        u, v = x[0] ** 2, x[1] ** 2
        return (4 - 2.1 * u + u**2 / 3) * u + x[0] * x[1] + (4 * v - 4) * v


class Colville(Objective):
    dimensions = 4

    def fun(self, x):
        self.nfev += 1
        a, b, c, d = x
        valleys = 100 * (a**2 - b) ** 2 + (a - 1) ** 2 + (c - 1) ** 2 + 90 * (c**2 - d) ** 2
        return valleys + 10.1 * ((b - 1) ** 2 + (d - 1) ** 2) + 19.8 * (b - 1) * (d - 1)


class CosineMixture(Objective):
    def fun(self, x):
        self.nfev += 1
        return -0.1 * np.sum(np.cos(5 * np.pi * x)) + np.sum(x**2)


class CrossInTray(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        bump = np.exp(np.abs(100 - np.sqrt(x @ x) / np.pi))
        return -0.0001 * (np.abs(np.sin(x[0]) * np.sin(x[1]) * bump) + 1) ** 0.1


class DixonPrice(Objective):
    def fun(self, x):
        self.nfev += 1
        i = np.arange(2, len(x) + 1)
        return (x[0] - 1) ** 2 + np.sum(i * (2 * x[1:] ** 2 - x[:-1]) ** 2)


class DropWave(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        r2 = np.sum(x**2)
        return -(1 + np.cos(12 * np.sqrt(r2))) / (0.5 * r2 + 2)


class Easom(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        return -np.prod(np.cos(x)) * np.exp(-np.sum((x - np.pi) ** 2))


class Eggholder(Objective):
    dimensions = 2
    scale = 100.0

    def fun(self, x):
        self.nfev += 1
        y = x[1] + 47
        left = y * np.sin(np.sqrt(np.abs(y + x[0] / 2)))
        return -left - x[0] * np.sin(np.sqrt(np.abs(x[0] - y)))


class Exponential(Objective):
    def fun(self, x):
        self.nfev += 1
        return -np.exp(-0.5 * np.sum(x**2))


class GoldsteinPrice(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        a, b = x
        s = a + b + 1
        t = 2 * a - 3 * b
        first = 1 + s**2 * (19 - 14 * a + 3 * a**2 - 14 * b + 6 * a * b + 3 * b**2)
        second = 30 + t**2 * (18 - 32 * a + 12 * a**2 + 48 * b - 36 * a * b + 27 * b**2)
        return first * second


class Griewank(Objective):
    def fun(self, x):
        self.nfev += 1
        i = np.sqrt(np.arange(1, len(x) + 1))
        return np.sum(x**2) / 4000 - np.prod(np.cos(x / i)) + 1


class Hartmann(Objective):
    def __init__(self) -> None:
        super().__init__()
        self.alpha = np.array([1.0, 1.2, 3.0, 3.2])
        self.A = np.array([[3.0, 10, 30], [0.1, 10, 35], [3.0, 10, 30], [0.1, 10, 35]])
        self.P = 1e-4 * np.array(
            [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]]
        )

    def fun(self, x):
        self.nfev += 1
        return -np.sum(self.alpha * np.exp(-np.sum(self.A * (x - self.P) ** 2, axis=1)))


class Himmelblau(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        return (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2


class HolderTable(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        bump = np.exp(np.abs(1 - np.sqrt(x[0] ** 2 + x[1] ** 2) / np.pi))
        return -np.abs(np.sin(x[0]) * np.cos(x[1]) * bump)


class Katsuura(Objective):
    step = 1e-5

    def __init__(self) -> None:
        super().__init__()
        self.terms = 8

    def fun(self, x):
        self.nfev += 1
        total = 1.0
        for i, v in enumerate(x):
            inner = 0.0
            for k in range(1, self.terms + 1):
                inner += np.abs(2**k * v - np.floor(2**k * v + 0.5)) / 2**k
            total = total * (1 + (i + 1) * inner)
        return total


class Langermann(Objective):
    dimensions = 2

    def __init__(self) -> None:
        super().__init__()
        self.c = np.array([1.0, 2, 5, 2, 3])
        self.A = np.array([[3.0, 5], [5, 2], [2, 1], [1, 4], [7, 9]])

    def fun(self, x):
        self.nfev += 1
        r2 = np.sum((x - self.A) ** 2, axis=1)
        return -np.sum(self.c * np.exp(-r2 / np.pi) * np.cos(np.pi * r2))


class Levy(Objective):
    def fun(self, x):
        self.nfev += 1
        w = 1 + (x - 1) / 4
        inner = np.sum((w[:-1] - 1) ** 2 * (1 + 10 * np.sin(np.pi * w[:-1] + 1) ** 2))
        last = (w[-1] - 1) ** 2 * (1 + np.sin(2 * np.pi * w[-1]) ** 2)
        return np.sin(np.pi * w[0]) ** 2 + inner + last


class Matyas(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        return 0.26 * np.dot(x, x) - 0.48 * x[0] * x[1]


class McCormick(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        return np.sin(x[0] + x[1]) + (x[0] - x[1]) ** 2 - 1.5 * x[0] + 2.5 * x[1] + 1


class Michalewicz(Objective):
    def __init__(self, m: float = 10.0) -> None:
        super().__init__()
        self.m = m

    def fun(self, x):
        self.nfev += 1
        i = np.arange(1, len(x) + 1)
        return -np.sum(np.sin(x) * np.sin(i * x**2 / np.pi) ** (2 * self.m))


class Paviani(Objective):
    dimensions = 4
    scale = 5.0

    def fun(self, x):
        self.nfev += 1
        y = x + 2.5
        return np.sum(np.log(y - 2) ** 2 + np.log(10 - y) ** 2) - np.prod(y) ** 0.2


class Perm(Objective):
    def __init__(self) -> None:
        super().__init__()
        self.beta = 0.5

    def fun(self, x):
        self.nfev += 1
        total = 0.0
        for k in range(1, len(x) + 1):
            inner = 0.0
            for j in range(1, len(x) + 1):
                inner += (j**k + self.beta) * ((x[j - 1] / j) ** k - 1)
            total += inner**2
        return total


class Powell(Objective):
    dimensions = 8

    def fun(self, x):
        self.nfev += 1
        a, b, c, d = x[::4], x[1::4], x[2::4], x[3::4]
        near = (a + 10 * b) ** 2 + 5 * (c - d) ** 2
        return np.sum(near + (b - 2 * c) ** 4 + 10 * (a - d) ** 4)


class Rastrigin(Objective):
    def fun(self, x):
        self.nfev += 1
        return 10 * len(x) + np.sum(x**2 - 10 * np.cos(2 * np.pi * x))


class Rosenbrock(Objective):
    def fun(self, x):
        self.nfev += 1
        total = 0.0
        for a, b in zip(x[:-1], x[1:]):  # noqa: RUF007
            total += 100 * (b - a**2) ** 2 + (1 - a) ** 2
        return total


class Salomon(Objective):
    def fun(self, x):
        self.nfev += 1
        r = np.linalg.norm(x)
        return 1 - np.cos(2 * np.pi * r) + 0.1 * r


class Schaffer(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        r2 = x[0] ** 2 + x[1] ** 2
        return 0.5 + (np.sin(np.sqrt(r2)) ** 2 - 0.5) / (1 + 0.001 * r2) ** 2


class Schwefel(Objective):
    scale = 50.0

    def fun(self, x):
        self.nfev += 1
        return 418.9829 * len(x) - np.sum(x * np.sin(np.sqrt(np.abs(x))))


class Shekel(Objective):
    dimensions = 4
    scale = 5.0

    def __init__(self) -> None:
        super().__init__()
        self.beta = 0.1 * np.array([1.0, 2, 2, 4, 4])
        self.C = np.array([[4.0, 4, 4, 4], [1, 1, 1, 1], [8, 8, 8, 8], [6, 6, 6, 6], [3, 7, 3, 7]])

    def fun(self, x):
        self.nfev += 1
        total = 0.0
        for c, b in zip(self.C, self.beta):
            total -= 1 / (np.sum((x - c) ** 2) + b)
        return total


class Shubert(Objective):
    dimensions = 2

    def fun(self, x):
        self.nfev += 1
        j = np.arange(1, 6)
        return np.prod([np.sum(j * np.cos((j + 1) * v + j)) for v in x])


class StyblinskiTang(Objective):
    def fun(self, x):
        self.nfev += 1
        return 0.5 * np.sum(x**4 - 16 * x**2 + 5 * x)


class Trid(Objective):
    def fun(self, x):
        self.nfev += 1
        return np.sum((x - 1) ** 2) - np.sum(x[1:] * x[:-1])


class Weierstrass(Objective):
    step = 1e-5

    def __init__(self) -> None:
        super().__init__()
        self.a, self.b, self.terms = 0.5, 3, 6
        self.k = np.arange(self.terms)

    def wave(self, x):
        return np.sum(self.a**self.k * np.cos(2 * np.pi * self.b**self.k * (x + 0.5)))

    def fun(self, x):
        self.nfev += 1
        return sum(self.wave(v) for v in x) - len(x) * self.wave(0.0)


class Zakharov(Objective):
    def fun(self, x):
        self.nfev += 1
        s = 0.5 * np.sum(np.arange(1, len(x) + 1) * x)
        return np.sum(x**2) + s**2 + s**4


OBJECTIVES = Objective.__subclasses__()
