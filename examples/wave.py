"""The source of a sound, recovered from what microphones record, with a generated gradient.

    python examples/wave.py

Photoacoustic imaging: a flash of light heats tissue, what absorbs it expands, and the pressure spreads as a wave.
The wave equation is solved by stencils that change two arrays in place, with edges that let the wave out, and
microphones on a circle around the tissue record it, with noise.  SciPy searches for the pressure at the start, one number
for each of 4,096 cells, whose record is next to the data.  The gradient through all steps is checked against finite
differences and written to wave_grad.py: the wave runs backwards, fed by the microphones.  As the steps are linear, none
of the fields is kept for it.  Where matplotlib is installed there is a picture of it all, wave.png.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize

from adcompile import value_and_grad

Array = NDArray[np.float64]
NOISE = 0.2  # the size of the errors, as a part of the size of the record
EXPORTED = Path(__file__).with_name("wave_grad.py")
PICTURE = Path(__file__).with_name("wave.png")


def listen(pressure, speed, rows, columns, steps):
    """What microphones in these cells record of a pressure that is at rest at the start.

    The speed is in cells per step.  At the edges the wave goes outwards only, after Engquist and Majda (1977).
    """
    u = pressure.copy()
    v = np.zeros_like(u)  # by how much u grows in a step
    c2 = speed[1:-1, 1:-1] ** 2
    record = np.zeros((steps, len(rows)))
    for t in range(steps):
        record[t] = u[rows, columns]
        laplacian = u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2] - 4 * u[1:-1, 1:-1]
        v[1:-1, 1:-1] += c2 * laplacian
        v[0] = speed[0] * (u[1] - u[0])
        v[-1] = speed[-1] * (u[-2] - u[-1])
        v[:, 0] = speed[:, 0] * (u[:, 1] - u[:, 0])
        v[:, -1] = speed[:, -1] * (u[:, -2] - u[:, -1])
        u += v
    return record


def misfit(pressure, speed, rows, columns, data):
    """Half the sum of squares of what the record of a flat `pressure` differs from the data by."""
    record = listen(pressure.reshape(speed.shape), speed, rows, columns, len(data))
    return 0.5 * np.sum((record - data) ** 2)


misfit_and_gradient = value_and_grad(misfit)


def tissue(size: int) -> tuple[Array, Array]:
    """The pressure at the start (a ring, a disc and a bar, with soft edges), and the speed of sound."""
    y, x = np.meshgrid(np.linspace(-1, 1, size), np.linspace(-1, 1, size), indexing="ij")
    shapes = {  # how bright it is, and how far from it a cell is
        1.0: np.abs(np.hypot(x + 0.2, y + 0.15) - 0.3) - 0.06,
        0.8: np.hypot(x - 0.4, y + 0.05) - 0.12,
        0.6: np.maximum(np.abs(x - 0.1) - 0.35, np.abs(y - 0.42) - 0.05),
    }
    pressure = sum(bright / (1 + np.exp(40 * distance)) for bright, distance in shapes.items())
    return pressure, np.where(np.hypot(x, y) < 0.75, 0.6, 0.5)


def circle(size: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows and columns of cells on a circle."""
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    middle = (size - 1) / 2
    rows = np.rint(middle + 0.88 * middle * np.sin(angles)).astype(np.int64)
    return rows, np.rint(middle + 0.88 * middle * np.cos(angles)).astype(np.int64)


def check(pressure: Array, *args: object) -> None:
    """Compare the gradient with a central difference, in a random direction."""
    direction = np.random.default_rng(1).normal(size=pressure.shape)
    slope = misfit_and_gradient(pressure, *args)[1] @ direction
    ahead, behind = (misfit(pressure + h * direction, *args) for h in (1e-4, -1e-4))
    difference = (ahead - behind) / 2e-4
    assert np.isclose(difference, slope, rtol=1e-6), (difference, slope)
    print(f"slope in a random direction {slope:.6f}, by finite differences {difference:.6f}\n")


def draw(
    true: Array,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    data: Array,
    found: Array,
    misfits: list[float],
    picture: Path,
) -> None:
    """Write a picture of the source, its record, what was found, and how; if there is matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        print("no picture: matplotlib is not installed")
        return
    figure = Figure(figsize=(10, 2.7), layout="constrained")
    source, record, again, curve = figure.subplots(1, 4, width_ratios=(1, 1, 1, 1.1))
    for axes, field, title in (
        (source, true, "source, microphones"),
        (again, found, "recovered source"),
    ):
        axes.imshow(field, cmap="magma", vmin=0, vmax=1, interpolation="nearest")
        axes.set(title=title, xticks=[], yticks=[])
    source.plot(columns, rows, ".", color="white", markersize=3)
    far = np.abs(data).max()
    record.imshow(data, cmap="RdBu_r", vmin=-far, vmax=far, aspect="auto", interpolation="nearest")
    record.set(title="record", xlabel="microphone", ylabel="step")
    curve.semilogy(misfits, ".-", color="black")
    curve.set(title="misfit", xlabel="iteration")
    figure.savefig(picture, dpi=80)
    print(f"drawn in {picture.name}")


def main(
    size: int = 64,
    microphones: int = 48,
    steps: int = 120,
    iterations: int = 20,
    exported: Path = EXPORTED,
    picture: Path = PICTURE,
) -> None:
    true, speed = tissue(size)
    rows, columns = circle(size, microphones)
    record = listen(true, speed, rows, columns, steps)
    errors = NOISE * record.std() * np.random.default_rng(0).normal(size=record.shape)
    data = record + errors
    args = (speed, rows, columns, data)
    start = np.zeros(true.size)

    compiled = misfit_and_gradient.specialize(start, *args)
    print(compiled.source)
    print(f"written to {compiled.export(exported, overwrite=True).name}\n")
    check(true.ravel() + 0.1, *args)

    misfits = [misfit(start, *args)]

    result = minimize(
        misfit_and_gradient,
        start,
        args,
        method="L-BFGS-B",
        jac=True,
        bounds=Bounds(0, np.inf),  # heat makes no negative pressure
        options={"maxiter": iterations},
        callback=lambda intermediate_result: misfits.append(intermediate_result.fun),
    )
    for iteration in range(0, len(misfits), 5):
        print(f"iteration {iteration:3}  misfit {misfits[iteration]:9.4f}")
    print(f"the noise by itself {0.5 * np.sum(errors**2):16.4f}")
    print(f"{result.nfev} evaluations of value and gradient\n")

    found = result.x.reshape(true.shape)
    error = np.linalg.norm(found - true) / np.linalg.norm(true)
    correlation = np.corrcoef(found.ravel(), true.ravel())[0, 1]
    print(f"the source is recovered: correlation {correlation:.4f}, relative error {error:.1%}")
    assert correlation > 0.98, correlation
    assert error < 0.2, error
    draw(true, rows, columns, data, found, misfits, picture)


if __name__ == "__main__":
    main()
