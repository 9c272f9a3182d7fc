"""The parameters of a differential equation, fitted to noisy data with a generated gradient.

    python examples/fit_ode.py

Predators and prey after Lotka and Volterra: prey grows at the rate a and is eaten at the rate b, predators
die at the rate c and grow at the rate d per prey.  The equations are solved by Runge-Kutta steps of order
four, written as plain loops; the four rates and the two populations at the start are those that bring the
solution next to 41 noisy observations.  SciPy searches for them with the gradient through all steps, which is
checked against finite differences, and written to fit_ode_grad.py.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from adcompile import value_and_grad

Array = NDArray[np.float64]
NAMES = ("a", "b", "c", "d", "prey", "predators")
TRUE = np.array([0.9, 0.05, 0.8, 0.02, 30.0, 6.0])
START = np.array([0.7, 0.07, 0.6, 0.03, 25.0, 8.0])
INTERVAL, STEPS = 0.5, 10  # time between two observations, and the steps that it is divided into
EXPORTED = Path(__file__).with_name("fit_ode_grad.py")


def rates(x, y, a, b, c, d):
    """How fast prey x and predators y grow."""
    return (a - b * y) * x, (d * x - c) * y


def step(x, y, a, b, c, d, h):
    """One step of Runge and Kutta of length h."""
    x1, y1 = rates(x, y, a, b, c, d)
    x2, y2 = rates(x + h / 2 * x1, y + h / 2 * y1, a, b, c, d)
    x3, y3 = rates(x + h / 2 * x2, y + h / 2 * y2, a, b, c, d)
    x4, y4 = rates(x + h * x3, y + h * y3, a, b, c, d)
    return x + h / 6 * (x1 + 2 * x2 + 2 * x3 + x4), y + h / 6 * (y1 + 2 * y2 + 2 * y3 + y4)


def misfit(logarithms, data, h, steps):
    """The mean square of how far the solution is from the data; each of the six numbers is positive."""
    a, b, c, d, x, y = np.exp(logarithms)
    total = (x - data[0, 0]) ** 2 + (y - data[0, 1]) ** 2
    for prey, predators in data[1:]:
        for _ in range(steps):
            x, y = step(x, y, a, b, c, d, h)
        total += (x - prey) ** 2 + (y - predators) ** 2
    return total / len(data)


misfit_and_gradient = value_and_grad(misfit)


def observations(rng: np.random.Generator, count: int) -> Array:
    """Both populations at `count` times, with errors of about five percent."""
    rates_of_growth, state = TRUE[:4], TRUE[4:]
    states = [state]
    for _ in range(count - 1):
        for _ in range(STEPS):
            state = step(*state, *rates_of_growth, INTERVAL / STEPS)
        states.append(state)
    return np.array(states) * (1 + 0.05 * rng.normal(size=(count, 2)))


def check(logarithms: Array, *args: object) -> None:
    """Compare the gradient with central differences, in each of the six."""
    _, gradient = misfit_and_gradient(logarithms, *args)
    for unit, slope in zip(1e-5 * np.eye(len(logarithms)), gradient, strict=True):
        difference = misfit(logarithms + unit, *args) - misfit(logarithms - unit, *args)
        assert np.isclose(difference / 2e-5, slope, rtol=1e-6)
    print("the gradient agrees with finite differences")


def main(exported: Path = EXPORTED) -> None:
    data = observations(np.random.default_rng(0), 41)
    args = (data, INTERVAL / STEPS, STEPS)
    start = np.log(START)

    compiled = misfit_and_gradient.specialize(start, *args)
    print(compiled.source)
    print(f"written to {compiled.export(exported, overwrite=True).name}\n")
    check(start, *args)

    values = [misfit(start, *args)]
    result = minimize(
        misfit_and_gradient,
        start,
        args,
        method="L-BFGS-B",
        jac=True,
        callback=lambda logarithms: values.append(misfit(logarithms, *args)),
    )
    assert result.success, result.message
    for iteration in range(0, len(values), 5):
        print(f"iteration {iteration:3}  mean square error {values[iteration]:9.3f}")
    print(f"{result.nfev} evaluations of value and gradient, {result.message.lower()}\n")

    fitted = np.exp(result.x)
    print(f"{'':10} {'start':>8} {'fitted':>8} {'true':>8}")
    for name, *numbers in zip(NAMES, START, fitted, TRUE):
        print(f"{name:10} " + " ".join(f"{number:8.4f}" for number in numbers))
    assert np.all(np.abs(fitted / TRUE - 1) < 0.05), fitted


if __name__ == "__main__":
    main()
