"""jacrev, jacfwd, hessian, elementwise_grad: shapes, structures, and what they refuse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adcompile import elementwise_grad, grad, hessian, hvp, jacfwd, jacobian, jacrev
from tests import oracles

BOTH = pytest.mark.parametrize("jac", [jacrev, jacfwd])
X = np.array([0.5, -1.0, 2.0])
A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def affine(x):
    return A @ np.sin(x)


def numeric(function: Any, args: list[Any], k: int) -> np.ndarray:
    """The Jacobian by differences, column by column."""
    x = np.asarray(args[k])
    out = np.shape(function(*args))
    columns = []
    for i in np.ndindex(*x.shape):
        unit = np.zeros(x.shape)
        unit[i] = 1.0
        columns.append(oracles.directional(function, args, [k], [unit[()]]))
    return np.stack(columns, -1).reshape(out + x.shape) if columns else np.zeros(out + x.shape)


@BOTH
def test_vector_to_vector(jac: Any) -> None:
    np.testing.assert_allclose(jac(affine)(X), A * np.cos(X), rtol=1e-12)


@BOTH
def test_matrix_to_matrix(jac: Any) -> None:
    def f(W, V):
        return np.tanh(W @ V)

    V = A.T[:, :1]
    got = jac(f, argnums="W")(A, V)
    assert got.shape == (2, 1, 2, 3)
    np.testing.assert_allclose(got, numeric(f, [A, V], 0), atol=1e-8)


@BOTH
def test_scalar_to_scalar_is_a_float(jac: Any) -> None:
    got = jac(lambda x: x * x)(3.0)
    assert type(got) is float and got == 6.0


@BOTH
def test_scalar_to_vector(jac: Any) -> None:
    got = jac(lambda t: t * X)(3.0)
    np.testing.assert_array_equal(got, X)


@BOTH
def test_vector_to_scalar_is_the_gradient(jac: Any) -> None:
    def f(x):
        return np.sum(x**3)

    np.testing.assert_allclose(jac(f)(X), grad(f)(X))


@BOTH
def test_single_precision_stays(jac: Any) -> None:
    got = jac(lambda x: x * x)(X.astype(np.float32))
    assert got.dtype == np.float32 and got.shape == (3, 3)


@BOTH
@pytest.mark.parametrize("shape", [(0,), (1,), (2, 0), (), (2, 1)])
def test_shapes(jac: Any, shape: tuple[int, ...]) -> None:
    def f(x):
        return np.exp(x) * 2.0

    x = np.ones(shape)
    got = jac(f)(x)
    assert np.shape(got) == shape + shape
    np.testing.assert_allclose(got, 2 * np.e * np.eye(x.size).reshape(shape + shape))


@BOTH
def test_several_arguments_by_name_number_and_keyword(jac: Any) -> None:
    def f(x, y, k=2):
        return x * y * k

    dx, dy = jac(f, argnums=(0, "y"))(X, y=X + 1, k=3)
    np.testing.assert_allclose(dx, np.diag(3 * (X + 1)))
    np.testing.assert_allclose(dy, np.diag(3 * X))
    (only,) = jac(f, argnums=(-2,))(X, X + 1)
    np.testing.assert_allclose(only, np.diag(2 * X))


@BOTH
def test_structures_of_outputs(jac: Any) -> None:
    def f(x, y):
        return x * y, {"sum": np.sum(x), "inner": [x @ y, np.argmax(x)]}

    got = jac(f, argnums=("x", "y"))(X, X + 1)
    assert isinstance(got, tuple) and list(got[1]) == ["sum", "inner"]
    np.testing.assert_allclose(got[0][1], np.diag(X))
    np.testing.assert_allclose(got[1]["sum"][0], np.ones(3))
    np.testing.assert_allclose(got[1]["sum"][1], np.zeros(3))
    np.testing.assert_allclose(got[1]["inner"][0][0], X + 1)
    np.testing.assert_array_equal(got[1]["inner"][1][0], np.zeros(3))


@BOTH
def test_whole_numbers_are_refused(jac: Any) -> None:
    with pytest.raises(TypeError, match="argument `x` of f"):
        jac(named_f)(np.arange(3))


def named_f(x):
    return x * x


named_f.__name__ = "f"


@BOTH
def test_bad_argnums(jac: Any) -> None:
    with pytest.raises(ValueError, match="no argument 'z'"):
        jac(affine, argnums="z")


@BOTH
def test_holomorphic(jac: Any) -> None:
    z = np.array([1 + 2j, -0.5j])
    with pytest.raises(TypeError, match="holomorphic=True"):
        jac(lambda z: z * z)(z)
    np.testing.assert_allclose(jac(lambda z: z * z, holomorphic=True)(z), np.diag(2 * z))
    with pytest.raises(TypeError, match="complex arguments"):
        jac(lambda z: z * z, holomorphic=True)(X)


def test_complex_output_of_real_arguments() -> None:
    def f(x):
        return np.exp(1j * x)

    np.testing.assert_allclose(jacfwd(f)(X), np.diag(1j * np.exp(1j * X)))
    with pytest.raises(TypeError, match="use jacfwd"):
        jacrev(f)(X)


def test_jacobian_is_jacrev() -> None:
    assert jacobian is jacrev


def test_names_and_signature() -> None:
    made = jacfwd(affine)
    assert made.__name__ == "jacfwd_affine"
    assert made.__wrapped__ is affine  # type: ignore[attr-defined]
    assert hessian(affine).__name__ == "hessian_affine"


# -- second order ---------------------------------------------------------------------------


def quadratic(x, y):
    return np.sum(x**2 * y) + x[0] * x[1] * y[2]


def test_hessian() -> None:
    y = X + 1
    want = np.diag(2 * y)
    want[0, 1] = want[1, 0] = y[2]
    np.testing.assert_allclose(hessian(quadratic)(X, y), want, atol=1e-12)


def test_hessian_blocks() -> None:
    y = X + 1
    got = hessian(quadratic, argnums=("x", "y"))(X, y)
    np.testing.assert_allclose(got[0][0], hessian(quadratic)(X, y), atol=1e-12)
    np.testing.assert_allclose(got[0][1], got[1][0].T, atol=1e-12)
    np.testing.assert_allclose(got[1][1], np.zeros((3, 3)), atol=1e-12)


def test_hessian_of_numbers() -> None:
    got = hessian(lambda x: x**3)(2.0)
    assert type(got) is float and got == 12.0


def test_hessian_times_vector_is_hvp() -> None:
    def f(x):
        return np.sum(np.sin(x) * x[::-1] ** 2)

    v = np.array([1.0, -2.0, 0.5])
    np.testing.assert_allclose(hessian(f)(X) @ v, hvp(f, (X,), (v,)), rtol=1e-10)


def test_jacobian_of_a_gradient_in_both_modes() -> None:
    def f(x):
        return np.sum(np.tanh(x) * x[0])

    np.testing.assert_allclose(jacrev(grad(f))(X), jacfwd(grad(f))(X), atol=1e-12)


# -- elementwise ----------------------------------------------------------------------------


def test_elementwise_grad() -> None:
    np.testing.assert_allclose(elementwise_grad(lambda x: x**3)(X), 3 * X**2)
    dx, dy = elementwise_grad(lambda x, y: x * y, argnums=(0, 1))(A, A + 1)
    np.testing.assert_allclose((dx, dy), (A + 1, A))
    assert type(elementwise_grad(lambda x: x**3)(2.0)) is float


def test_elementwise_grad_takes_one_output() -> None:
    with pytest.raises(TypeError, match="returns a tuple"):
        elementwise_grad(lambda x: (x, x))(X)
