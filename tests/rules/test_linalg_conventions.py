"""Linear algebra where a random direction is no test: symmetric matrices, and singular points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import adcompile.rules.linalg  # noqa: F401  registers the rules
from adcompile.rules import table
from adcompile.runtime.linalg import adjoint
from tests.rules.oracle import directional, dot, sample

RNG = np.random.default_rng(3)


def hermitian(*shape: int, imaginary: float = 0.0, dtype: Any = None) -> Any:
    """Positive definite matrices with separated eigenvalues."""
    a = RNG.normal(size=shape) + (1j * imaginary * RNG.normal(size=shape) if imaginary else 0)
    made = a + adjoint(a) + np.diag(np.arange(1, shape[-1] + 1) * 6.0)
    return made.astype(dtype) if dtype else made


def cotangent_of(func: Callable[..., Any], a: Any, g: Any, **kwargs: Any) -> Any:
    """The cotangent of the first argument by the rule of `func`."""
    rule = table.lookup(func)
    assert rule is not None
    result = rule(a, **kwargs, out=func(a, **kwargs), g=g)
    return result[0] if isinstance(result, tuple) else result


def like(out: Any) -> Any:
    if isinstance(out, tuple):
        return tuple(like(part) for part in out)
    g = RNG.normal(size=out.shape)
    return (g + 1j * RNG.normal(size=out.shape) if np.iscomplexobj(out) else g).astype(out.dtype)


MATRICES = [
    hermitian(3, 3),
    hermitian(1, 1),
    hermitian(2, 3, 3),
    hermitian(3, 3, dtype=np.float32),
    hermitian(3, 3, imaginary=1.0),
]
FACTORS: list[tuple[Any, dict[str, Any]]] = [
    (np.linalg.cholesky, {}),
    (np.linalg.eigvalsh, {}),
    (np.linalg.eigvalsh, {"UPLO": "U"}),
]
if int(np.__version__[0]) >= 2:
    FACTORS.append((np.linalg.cholesky, {"upper": True}))


@pytest.mark.parametrize("a", MATRICES, ids=lambda a: f"{a.dtype.char}{a.shape}")
@pytest.mark.parametrize(("func", "kwargs"), FACTORS)
def test_symmetric(func: Any, kwargs: Any, a: Any) -> None:
    v = hermitian(*a.shape, imaginary=float(np.iscomplexobj(a)), dtype=a.dtype)
    out = func(a, **kwargs)
    g = like(out)
    rule = table.lookup(func)
    assert rule is not None and rule.tangent is not None
    tolerance = 3e-3 if a.dtype == np.float32 else 1e-6

    cotangent = cotangent_of(func, a, g, **kwargs)
    tangent = rule.tangent(a, **kwargs, out=out, a_dot=v)[0]
    numeric = directional(sample(func, a, **kwargs), 0, v)

    assert cotangent.dtype == a.dtype and tangent.dtype == out.dtype
    np.testing.assert_allclose(cotangent, adjoint(cotangent), rtol=tolerance, atol=tolerance)
    np.testing.assert_allclose(tangent, numeric, rtol=tolerance, atol=tolerance)
    np.testing.assert_allclose(dot(cotangent, v), dot(g, numeric), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize(
    "a", [MATRICES[0], MATRICES[2], MATRICES[3]], ids=["one", "stack", "single"]
)
def test_eigh(a: Any) -> None:
    v = hermitian(*a.shape, dtype=a.dtype)
    out = np.linalg.eigh(a)
    g = like(tuple(out))
    rule = table.lookup(np.linalg.eigh)
    assert rule is not None and rule.tangent is not None
    tolerance = 3e-3 if a.dtype == np.float32 else 1e-6

    cotangent = cotangent_of(np.linalg.eigh, a, g)
    tangent = rule.tangent(a, out=out, a_dot=v)[0]
    numeric = directional(sample(np.linalg.eigh, a), 0, v)

    assert cotangent.dtype == a.dtype
    np.testing.assert_allclose(cotangent, np.swapaxes(cotangent, -1, -2), rtol=tolerance)
    for got, want in zip(tangent, numeric, strict=True):
        np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance)
    np.testing.assert_allclose(dot(cotangent, v), dot(g, numeric), rtol=tolerance, atol=tolerance)


def test_eigh_complex_function_of_the_projectors() -> None:
    a, v = hermitian(3, 3, imaginary=1.0), hermitian(3, 3, imaginary=1.0)
    weight = RNG.normal(size=(3, 3)) + 1j * RNG.normal(size=(3, 3))
    scale = np.array([1.0, -2.0, 0.5])

    def loss(a: Any) -> Any:
        u = np.linalg.eigh(a)[1]
        return np.real(np.sum(weight * ((u * scale) @ adjoint(u))))

    u = np.linalg.eigh(a)[1]
    # u stands in the product once as it is and once conjugated
    g = weight @ np.conj(u) * scale + np.conj(weight.T @ (u * scale))
    cotangent = cotangent_of(np.linalg.eigh, a, (0, g))
    eps = 1e-6
    numeric = (loss(a + eps * v) - loss(a - eps * v)) / (2 * eps)
    np.testing.assert_allclose(np.real(np.sum(cotangent * v)), numeric, rtol=1e-6)


def test_one_component_of_eigh_alone() -> None:
    a = MATRICES[0]
    gw, gv = like(tuple(np.linalg.eigh(a)))
    both = cotangent_of(np.linalg.eigh, a, (gw, gv))
    apart = cotangent_of(np.linalg.eigh, a, (gw, 0)) + cotangent_of(np.linalg.eigh, a, (0, gv))
    np.testing.assert_allclose(both, apart, atol=1e-12)


def test_repeated_eigenvalues_are_finite() -> None:
    g = np.array([1.0, 2.0, 3.0])
    grad = cotangent_of(np.linalg.eigh, np.eye(3), (g, 0))
    np.testing.assert_array_equal(grad, np.diag(g))
    grad = cotangent_of(np.linalg.eigh, np.eye(3), (g, np.zeros((3, 3))))
    np.testing.assert_array_equal(grad, np.diag(g))
    assert np.isfinite(cotangent_of(np.linalg.eigvalsh, np.zeros((2, 2)), np.ones(2))).all()


def test_singular_values_of_a_singular_matrix_are_finite() -> None:
    out = np.linalg.svd(np.diag([2.0, 0.0]))
    rule = table.lookup(np.linalg.svd)
    assert rule is not None
    grad = rule(np.diag([2.0, 0.0]), out=out, g=(0, np.array([1.0, 0.0]), 0))[0]
    np.testing.assert_allclose(grad, np.diag([1.0, 0.0]))


@pytest.mark.parametrize("rank", [0, 1, 2])
def test_determinant_of_a_singular_matrix(rank: int) -> None:
    a = RNG.normal(size=(3, rank)) @ RNG.normal(size=(rank, 3))
    minors = np.array(
        [
            [(-1) ** (i + j) * np.linalg.det(np.delete(np.delete(a, i, 0), j, 1)) for j in range(3)]
            for i in range(3)
        ]
    )
    np.testing.assert_allclose(cotangent_of(np.linalg.det, a, 1.0), minors, atol=1e-12)


@pytest.mark.parametrize("ord", [None, 1, 2, 3, np.inf])
def test_norm_of_the_zero_vector(ord: Any) -> None:
    grad = cotangent_of(np.linalg.norm, np.zeros(3), 1.0, ord=ord)
    np.testing.assert_array_equal(grad, np.zeros(3))


@pytest.mark.parametrize("ord", [None, "fro", "nuc", 1, 2, np.inf])
def test_norm_of_the_zero_matrix(ord: Any) -> None:
    grad = cotangent_of(np.linalg.norm, np.zeros((3, 2)), 1.0, ord=ord)
    np.testing.assert_array_equal(grad, np.zeros((3, 2)))


def test_rows_of_zeros_among_others() -> None:
    a = np.array([[3.0, 4.0], [0.0, 0.0]])
    grad = cotangent_of(np.linalg.norm, a, np.ones(2), axis=1)
    np.testing.assert_allclose(grad, [[0.6, 0.8], [0.0, 0.0]])


def test_maximum_norm_shares_ties() -> None:
    grad = cotangent_of(np.linalg.norm, np.array([2.0, -2.0, 1.0]), 1.0, ord=np.inf)
    np.testing.assert_array_equal(grad, [0.5, -0.5, 0.0])


def test_more_singular_vectors_than_values_are_refused() -> None:
    a = RNG.normal(size=(3, 2))
    out = np.linalg.svd(a)
    with pytest.raises(ValueError, match="full_matrices=False"):
        cotangent_of(np.linalg.svd, a, (np.ones((3, 3)), 0, 0))
    only_values = cotangent_of(np.linalg.svd, a, (0, np.ones(2), 0))
    np.testing.assert_allclose(only_values, out[0][:, :2] @ out[2])


@pytest.mark.parametrize("func", [np.linalg.svd, np.linalg.qr])
def test_complex_is_refused(func: Any) -> None:
    a = RNG.normal(size=(2, 2)) + 1j * RNG.normal(size=(2, 2))
    g = like(tuple(func(a)))
    with pytest.raises(TypeError, match="real matrices only"):
        cotangent_of(func, a, g)
