"""Masks, bytes and other small integers beside what is differentiated.

NumPy wraps them around, has no minus for masks, and takes their logarithms in half precision; nothing
of that may reach a gradient unless the function itself does it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adcompile import grad
from tests import oracles

EXPRESSIONS = [
    "m / a", "-(m * a)", "-(m / a) / m", "(m * a) ** 2", "a - m / a", "(m > 1) * -a", "(m == 2) / a",
    "m ** a", "np.power(m, a)", "np.arctan2(m, a)", "np.arctan2(a, m)", "np.logaddexp(m, a)",
    "np.maximum(a / m, a)", "-m[0] / a", "np.exp(-(m / a)) / m", "2 * m / a", "np.einsum('i,i', m, a)",
]  # fmt: skip
DTYPES = [np.uint8, np.uint64, np.int8, np.bool_]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
@pytest.mark.parametrize("dtype", DTYPES, ids=lambda d: np.dtype(d).name)
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_gradient_beside_small_integers(expression: str, dtype: Any, optimize: bool) -> None:
    text = f"def f(a, m):\n    return np.sum({expression})\n"
    derivative = grad.from_source(text, namespace={"np": np}, optimize=optimize)
    a, m = np.array([0.3, 1.2, 2.0]), np.array([1, 110, 3]).astype(dtype)
    if "**" in expression or "power" in expression:
        m = np.array([1, 2, 3]).astype(dtype)
    try:
        want = oracles.gradient(derivative.__wrapped__, [a, m], 0)
    except TypeError:
        pytest.skip("NumPy does not have this for masks")
    exported: dict[str, Any] = {}
    exec(derivative.export_text(), exported)
    for function in (derivative, derivative.function, exported["grad_f"]):
        np.testing.assert_allclose(function(a, m), want, rtol=1e-6, atol=1e-12)


def test_the_minus_of_the_function_itself_wraps_around() -> None:
    def f(a: Any, m: Any) -> Any:
        return np.sum(-m * a)

    m = np.array([1, 200], np.uint8)
    np.testing.assert_array_equal(grad(f)(np.ones(2), m), [255.0, 56.0])
