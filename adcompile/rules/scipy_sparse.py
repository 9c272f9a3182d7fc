"""scipy.sparse: products and systems.  The cotangent of a sparse matrix has its places, and no others."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scipy import sparse
from scipy.sparse import linalg

from adcompile.ir.facts import Fact, ShapeVar
from adcompile.rules.inference import infers
from adcompile.rules.table import rule
from adcompile.runtime.linalg import dense
from adcompile.runtime.products import pattern_outer
from adcompile.runtime.sparse import stored, with_stored

__all__: list[str] = []


def compressed(constructor: Callable[..., Any]) -> None:
    """Register a matrix made of its numbers, their indices and the pointers to its rows or columns."""

    @rule(constructor)
    def made(arg1, shape=None, *, out, g):
        return (stored(g), None, None), None

    @infers(constructor)
    def sparse_fact(*args: Any, **kwargs: Any) -> Any:
        return Fact("sparse", ShapeVar())

    @made.jvp
    def made_jvp(arg1, shape=None, *, out, arg1_dot):
        return with_stored(arg1_dot[0], out), None


for of_rows_or_columns in (
    sparse.csr_matrix, sparse.csc_matrix, sparse.csr_array, sparse.csc_array,
):  # fmt: skip
    compressed(of_rows_or_columns)


@rule(stored, linear=True)
def stored_rule(matrix, *, out, g):
    return with_stored(g, matrix)


@rule(with_stored, linear=True)
def with_stored_rule(data, like, *, out, g):
    return stored(g), None


@rule(pattern_outer)
def pattern_outer_rule(x, y, like, *, out, g):
    return g @ y, g.T @ x, None


@pattern_outer_rule.jvp
def pattern_outer_jvp(x, y, like, *, out, x_dot, y_dot):
    return pattern_outer(x_dot, y, like), pattern_outer(x, y_dot, like), None


@rule(linalg.spsolve)
def spsolve(A, b, *, out, g):
    grad_b = linalg.spsolve(A.T, g)
    return pattern_outer(-grad_b, out, A), grad_b


@spsolve.jvp
def spsolve_jvp(A, b, *, out, A_dot, b_dot):
    return -linalg.spsolve(A, A_dot @ out), linalg.spsolve(A, b_dot)


@rule(linalg.cg, results=2)
def cg(A, b, x0=None, *, rtol=1e-5, atol=0.0, maxiter=None, out, g):
    y = linalg.cg(A, dense(g[0], b), rtol=rtol, atol=atol, maxiter=maxiter)[0]
    return NotImplemented, y, None, None, None, None


@cg.jvp
def cg_jvp(A, b, x0=None, *, rtol=1e-5, atol=0.0, maxiter=None, out, b_dot):
    x_dot = linalg.cg(A, b_dot, rtol=rtol, atol=atol, maxiter=maxiter)[0]
    return NotImplemented, (x_dot, 0), None, None, None, None


@rule(linalg.gmres, results=2)
def gmres(A, b, x0=None, *, rtol=1e-5, atol=0.0, maxiter=None, out, g):
    y = linalg.gmres(A.T, dense(g[0], b), rtol=rtol, atol=atol, maxiter=maxiter)[0]
    return NotImplemented, y, None, None, None, None


@gmres.jvp
def gmres_jvp(A, b, x0=None, *, rtol=1e-5, atol=0.0, maxiter=None, out, b_dot):
    x_dot = linalg.gmres(A, b_dot, rtol=rtol, atol=atol, maxiter=maxiter)[0]
    return NotImplemented, (x_dot, 0), None, None, None, None
