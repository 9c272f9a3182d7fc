"""The programs of tests/test_scipy.py, each with arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import integrate, linalg, optimize, sparse, special, stats  # type: ignore[import-untyped]
from scipy.sparse import linalg as sparse_linalg  # type: ignore[import-untyped]

Program = Callable[..., Any]
CASES: list[tuple[Program, tuple[Any, ...]]] = []
RNG = np.random.default_rng(0)
A = RNG.normal(size=(3, 3))
B = RNG.normal(size=(3, 3))
W = RNG.normal(size=(3, 3))
X = RNG.normal(size=3)
V = RNG.normal(size=3)


def case(*args: Any) -> Callable[[Program], Program]:
    """Register a program with its arguments."""

    def register(program: Program) -> Program:
        CASES.append((program, args))
        return program

    return register


ONCE: list[tuple[Program, tuple[Any, ...]]] = []


def case_once(*args: Any) -> Callable[[Program], Program]:
    """Register a program that has first derivatives only."""

    def register(program: Program) -> Program:
        ONCE.append((program, args))
        return program

    return register


def definite(a: Any) -> Any:
    return a @ a.T + 3 * np.eye(3)


# -- linear algebra: matrices that stay symmetric ---------------------------------------------


@case(A)
def cholesky(a: Any) -> Any:
    return np.sum(linalg.cholesky(definite(a)) * W)


@case(A)
def cholesky_lower(a: Any) -> Any:
    return np.sum(linalg.cholesky(definite(a), lower=True) * W)


@case(A, X)
def cho_factor_and_solve(a: Any, x: Any) -> Any:
    return np.sum(linalg.cho_solve(linalg.cho_factor(definite(a)), x) * V)


@case(A)
def gaussian_log_likelihood(a: Any) -> Any:
    c, is_lower = linalg.cho_factor(definite(a), lower=True)
    return np.sum(linalg.cho_solve((c, is_lower), B) * W) + 2 * np.sum(np.log(np.diag(c)))


@case(A, X)
def lu_factor_and_solve(a: Any, x: Any) -> Any:
    return np.sum(linalg.lu_solve(linalg.lu_factor(a), x) * V)


@case(A)
def lu_solve_transposed(a: Any) -> Any:
    lu, piv = linalg.lu_factor(a)
    return np.sum(linalg.lu_solve((lu, piv), B, 1) * W)


@case(A, X)
def solve_definite(a: Any, x: Any) -> Any:
    return np.sum(linalg.solve(definite(a), x, assume_a="pos") * V)


@case(A)
def solve_symmetric(a: Any) -> Any:
    return np.sum(linalg.solve(a + a.T, B, True, assume_a="sym") * W)


@case(A)
def inv_definite(a: Any) -> Any:
    return np.sum(linalg.inv(definite(a), assume_a="pos") * W)


@case(A)
def eigh(a: Any) -> Any:
    w, v = linalg.eigh(a + a.T)
    return np.sum(w * V) + np.sum(v**2 * W)


@case(A)
def eigh_values_only(a: Any) -> Any:
    return np.sum(linalg.eigh(a + a.T, eigvals_only=True) * V)


@case(A)
def eigh_one_value(a: Any) -> Any:
    return linalg.eigh(a + a.T, eigvals_only=True)[1]


@case(A, B)
def eigh_generalized(a: Any, b: Any) -> Any:
    w, v = linalg.eigh(a + a.T, definite(b))
    return np.sum(w * V) + np.sum(v**2 * W)


@case(A, B)
def eigvalsh_generalized(a: Any, b: Any) -> Any:
    return np.sum(linalg.eigvalsh(a + a.T, definite(b)) * V)


@case(A)
def eigvalsh(a: Any) -> Any:
    return np.sum(linalg.eigvalsh(a + a.T) * V)


@case(A, B)
def continuous_riccati(a: Any, b: Any) -> Any:
    return np.sum(linalg.solve_continuous_are(a, b, definite(a), definite(b)) * W)


@case(A, B)
def discrete_riccati(a: Any, b: Any) -> Any:
    return np.sum(linalg.solve_discrete_are(a, b, definite(a), definite(b)) * W)


@case(A)
def one_singular_value(a: Any) -> Any:
    return linalg.svd(a, compute_uv=False)[0]


@case(A)
def modulus_of_eigenvalues(a: Any) -> Any:
    w, _ = linalg.eig(a)
    return np.sum(np.abs(w) * V)


@case(A)
def spectral_radius(a: Any) -> Any:
    return np.max(np.abs(linalg.eigvals(a)))


# -- statistics ---------------------------------------------------------------------------------


POINTS = RNG.normal(size=(4, 3))
WEIGHTS = RNG.normal(size=4)


@case(X, V, A)
def normal_logpdf(x: Any, m: Any, a: Any) -> Any:
    return stats.multivariate_normal.logpdf(x, m, definite(a))


@case(POINTS, V, A)
def normal_pdf_of_points(x: Any, m: Any, a: Any) -> Any:
    return np.sum(WEIGHTS * stats.multivariate_normal.pdf(x, mean=m, cov=definite(a)))


@case(POINTS, V, A)
def normal_logpdf_of_points(x: Any, m: Any, a: Any) -> Any:
    return np.sum(WEIGHTS * stats.multivariate_normal.logpdf(x, m, definite(a)))


@case(POINTS)
def normal_logpdf_around_zero(x: Any) -> Any:
    return np.sum(WEIGHTS * stats.multivariate_normal.logpdf(x, cov=definite(A)))


@case(X, V, V**2 + 1.0)
def normal_logpdf_of_variances(x: Any, m: Any, c: Any) -> Any:
    return stats.multivariate_normal.logpdf(x, m, c)


@case(X, V, 1.7)
def normal_pdf_of_one_variance(x: Any, m: Any, c: Any) -> Any:
    return stats.multivariate_normal.pdf(x, m, c)


@case(A)
def normal_entropy(a: Any) -> Any:
    return stats.multivariate_normal.entropy(X, definite(a))


@case(X, V, A, 2.3)
def t_logpdf(x: Any, m: Any, a: Any, df: Any) -> Any:
    return stats.multivariate_t.logpdf(x, m, definite(a), df)


@case(POINTS, V, A, 2.3)
def t_logpdf_of_points(x: Any, m: Any, a: Any, df: Any) -> Any:
    return np.sum(WEIGHTS * stats.multivariate_t.logpdf(x, m, definite(a), df=df))


@case(POINTS, V, A, 2.3)
def t_pdf_of_points(x: Any, m: Any, a: Any, df: Any) -> Any:
    return np.sum(WEIGHTS * stats.multivariate_t.pdf(x, m, definite(a), df))


@case(X, np.abs(V) + 0.3)
def dirichlet_logpdf(x: Any, alpha: Any) -> Any:
    return stats.dirichlet.logpdf(special.softmax(x), alpha)


@case(X, np.abs(V) + 0.3)
def dirichlet_pdf(x: Any, alpha: Any) -> Any:
    return stats.dirichlet.pdf(special.softmax(x), alpha)


@case(X)
def multinomial_logpmf(x: Any) -> Any:
    return stats.multinomial.logpmf(np.array([1, 3, 2]), 6, special.softmax(x))


@case(A, B, 4.6)
def wishart_logpdf(a: Any, b: Any, df: Any) -> Any:
    return stats.wishart.logpdf(definite(a), df, definite(b))


# -- sparse matrices ------------------------------------------------------------------------------


SPARSE = sparse.csr_matrix(np.array([[4.0, 1.0, 0.0], [0.0, 3.0, 0.5], [0.7, 0.0, 2.0]]))


@case(X)
def sparse_product(x: Any) -> Any:
    return np.sum((SPARSE @ x) ** 2)


@case(A)
def sparse_product_with_a_matrix(a: Any) -> Any:
    return np.sum((SPARSE @ a) ** 2)


@case(X)
def product_with_sparse(x: Any) -> Any:
    return np.sum((x @ SPARSE) ** 2)


@case(X)
def sparse_dot(x: Any) -> Any:
    return np.sum(SPARSE.dot(x) ** 2)


@case(SPARSE.data.copy(), X)
def sparse_of_data(d: Any, x: Any) -> Any:
    m = sparse.csr_matrix((d, SPARSE.indices, SPARSE.indptr), shape=(3, 3))
    return np.sum((m @ x) ** 2)


@case(SPARSE.data.copy(), X)
def sparse_system(d: Any, x: Any) -> Any:
    m = sparse.csc_matrix((d, SPARSE.indices, SPARSE.indptr), shape=(3, 3))
    return np.sum(sparse_linalg.spsolve(m, x) ** 2)


@case(X)
def conjugate_gradients(x: Any) -> Any:
    y, _ = sparse_linalg.cg(sparse.csr_matrix(definite(B)), x, rtol=1e-13)
    return np.sum(y**2)


# -- functions that are passed to SciPy: their derivatives, once ----------------------------------


def bell(t: Any, s: Any, n: Any) -> Any:
    return np.exp(-s[0] * t * t) + s[1] * t**n


def cubic(x: Any, a: Any, b: Any) -> Any:
    return x**3 + a * x - b


def system(x: Any, a: Any) -> Any:
    return np.array([x[0] ** 2 + x[1] - a[0], x[1] ** 3 + x[0] * x[1] - a[1]])


def predators(y: Any, t: Any, a: Any, b: Any) -> Any:
    return np.array([a * y[0] - y[0] * y[1], b * y[0] * y[1] - y[1] - 0.1 * t])


@case_once(0.7, np.array([1.3, 0.4]))
def quad(x: Any, s: Any) -> Any:
    value, _ = integrate.quad(bell, -x, 2 * x, args=(s, 2))
    return value * value


@case_once(1.0, 2.0)
def brentq(a: Any, b: Any) -> Any:
    return optimize.brentq(cubic, 0.0, 5.0, args=(a, b)) ** 2


@case_once(2.0)
def newton(b: Any) -> Any:
    return optimize.newton(cubic, 1.0, args=(1, b)) ** 2


@case_once(np.array([2.0, 2.5]))
def fsolve(a: Any) -> Any:
    return np.sum(optimize.fsolve(system, np.array([1.0, 1.0]), args=(a,), xtol=1e-13) ** 2)


def bowl(x: Any, a: Any) -> Any:
    return (x[0] - a[0]) ** 2 + (x[1] - a[0] * a[1]) ** 2 * (1 + x[0] ** 2)


@case_once(np.array([2.0, 2.5]))
def root(a: Any) -> Any:
    found = optimize.root(system, np.array([1.0, 1.0]), args=(a,), tol=1e-13)
    assert found.success
    return np.sum(found.x**2)


@case_once(1.3)
def root_scalar(a: Any) -> Any:
    found = optimize.root_scalar(cubic, args=(a, 2.0), bracket=(0.0, 5.0), xtol=1e-13)
    return found.root**2 + a


@case_once(np.array([0.5, 1.2]))
def minimize(a: Any) -> Any:
    return np.sum(
        optimize.minimize(bowl, np.array([1.0, 1.0]), args=(a,), method="BFGS", tol=1e-9).x
    )


def pull(t: Any, y: Any, a: Any) -> Any:
    return np.array([a * y[1], -y[0] - 0.1 * t])


def pull_as_a_list(t: Any, y: Any, a: Any) -> Any:
    return [a * y[1], -y[0] - 0.1 * t]


def solve_ivp_at_times(y: Any, a: Any) -> Any:
    times = np.array([0.5, 2.0])
    path = integrate.solve_ivp(
        pull_as_a_list, (0.0, 2.0), y, t_eval=times, args=(a,), rtol=1e-10, atol=1e-10
    )
    return np.sum(path.y**2)


def solve_ivp(y: Any, a: Any) -> Any:
    path = integrate.solve_ivp(pull, (0.0, 2.0), y, args=(a,), rtol=1e-10, atol=1e-10)
    return np.sum(path.y[:, -1] ** 2)


def odeint(y: Any, a: Any, b: Any) -> Any:
    times = np.array([0.0, 0.5, 1.2])
    path = integrate.odeint(predators, y, times, args=(a, b), rtol=1e-11, atol=1e-11)
    return np.sum(path[1:] ** 2)


REVERSE_ONLY: list[tuple[Program, tuple[Any, ...]]] = [
    (odeint, (np.array([1.0, 0.5]), 1.1, 0.9)),
    (solve_ivp, (np.array([1.0, 0.5]), 1.1)),
    (solve_ivp_at_times, (np.array([1.0, 0.5]), 1.1)),
]
