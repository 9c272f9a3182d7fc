"""Ties, zeros, nan, dtypes and memory order in the rules of arrays: what CONVENTIONS decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile.rules import indexing, joins, reductions, shapes
from adcompile.rules.table import Rule
from adcompile.runtime import reductions as helpers

TIES = np.array([[3.0, 1.0, 3.0], [2.0, 2.0, 2.0]])
NAN = np.array([1.0, np.nan, 3.0])


def test_ties_of_a_maximum_share_evenly() -> None:
    whole, *_ = reductions.extreme(TIES, out=3.0, g=2.0)
    rows, *_ = reductions.extreme(TIES, 1, out=np.array([3.0, 2.0]), g=np.array([2.0, 3.0]))

    assert whole.tolist() == [[1.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    assert rows.tolist() == [[1.0, 0.0, 1.0], [1.0, 1.0, 1.0]]


def test_ties_of_a_range_share_evenly() -> None:
    grad, *_ = reductions.ptp(np.array([1.0, 1.0, 3.0]), out=2.0, g=2.0)

    assert grad.tolist() == [-1.0, -1.0, 2.0]


def test_the_two_middle_elements_share_a_median() -> None:
    grad, *_ = reductions.median(np.array([4.0, 1.0, 3.0, 9.0]), out=3.5, g=1.0)

    assert grad.tolist() == [0.5, 0.0, 0.5, 0.0]


def test_std_of_a_constant_has_gradient_zero() -> None:
    x = np.full((2, 3), 2.0)
    whole, *_ = reductions.std(x, out=np.std(x), g=1.0)
    rows, *_ = reductions.std(x, 1, out=np.std(x, 1), g=np.ones(2))

    assert not whole.any() and not rows.any()


def test_nan_that_is_skipped_has_gradient_zero() -> None:
    assert reductions.nansum(NAN, out=4.0, g=2.0)[0].tolist() == [2.0, 0.0, 2.0]
    assert reductions.nanmean(NAN, out=2.0, g=2.0)[0].tolist() == [1.0, 0.0, 1.0]
    assert reductions.extreme(NAN, out=3.0, g=2.0)[0].tolist() == [0.0, 0.0, 2.0]
    assert not reductions.nanmean(np.full(2, np.nan), out=np.nan, g=1.0)[0].any()


@pytest.mark.parametrize("zeros", [(), (1,), (0, 3), (0, 1, 2, 3)], ids=str)
def test_products_with_zeros_are_exact(zeros: tuple[int, ...]) -> None:
    x = np.array([2.0, 3.0, 5.0, 7.0])
    x[list(zeros)] = 0.0
    others = [np.prod(np.delete(x, k)) for k in range(4)]

    assert reductions.prod(x, out=np.prod(x), g=1.0)[0].tolist() == others
    g = np.array([0.0, 0.0, 0.0, 1.0])
    assert reductions.cumprod(x, out=np.cumprod(x), g=g)[0].tolist() == others


def test_a_recurrence_agrees_with_the_loop_that_defines_it() -> None:
    x, v = np.random.default_rng(0).normal(size=(2, 3, 13))
    r = np.zeros((3, 14))
    for j in range(13):
        r[:, j + 1] = v[:, j] + x[:, j] * r[:, j]

    assert np.allclose(helpers.recurrence(x, v), r[:, :-1], rtol=1e-12)


@pytest.mark.parametrize("order", ["A", "K"])
def test_memory_order_of_a_reshape(order: Any) -> None:
    x = np.asfortranarray(TIES)
    g = np.arange(6.0)
    grad, _ = shapes.ravel(x, order, out=np.ravel(x, order), g=g)
    tangent, _ = forward(shapes.ravel)(x, order, out=g, a_dot=grad.copy("C"))

    assert np.ravel(grad, "F").tolist() == g.tolist()
    assert tangent.tolist() == g.tolist()


def test_memory_order_of_a_strided_array_is_refused() -> None:
    with pytest.raises(ValueError, match="order='K'"):
        shapes.ravel(np.zeros((4, 4))[::2, ::2], "K", out=np.zeros(4), g=np.zeros(4))


@pytest.mark.parametrize("single", [np.float32, "float32", np.dtype(np.float32)], ids=str)
def test_a_conversion_returns_the_dtype_it_was_given(single: Any) -> None:
    x = np.ones(3, np.float32)
    widened, *_ = shapes.astype(x, float, out=np.ones(3), g=np.ones(3))
    narrowed, *_ = shapes.astype(np.ones(3), single, out=x, g=x)

    assert widened.dtype == np.float32
    assert narrowed.dtype == np.float64


@pytest.mark.parametrize("rule", [shapes.astype, shapes.array, shapes.asarray], ids=repr)
def test_a_conversion_to_integers_has_derivative_zero(rule: Any) -> None:
    x = np.array([1.5, 2.5])
    grad, *_ = rule(x, int, out=x.astype(int), g=np.ones(2))
    dot = {next(iter(rule.signature.parameters)) + "_dot": x}
    tangent, *_ = forward(rule)(x, int, out=x.astype(int), **dot)

    assert grad.tolist() == [0.0, 0.0]
    assert tangent.tolist() == [0, 0]


def forward(rule: Rule) -> Callable[..., Any]:
    """The forward rule, which must be written down."""
    assert rule.tangent is not None
    return rule.tangent


def test_filling_integers_has_derivative_zero() -> None:
    counts = np.zeros(3, int)
    _, like, _ = shapes.full_like(counts, 1.5, out=np.full_like(counts, 1.5), g=np.ones(3))
    _, made, _ = shapes.full(3, 1.5, int, out=np.full(3, 1.5, int), g=np.ones(3))

    assert like == made == 0


def test_parts_that_nobody_used_are_zeros() -> None:
    x = np.arange(4.0)
    grad, *_ = joins.split(x, [1, 3], out=np.split(x, [1, 3]), g=(0, np.array([5.0, 6.0])))

    assert grad.tolist() == [0.0, 5.0, 6.0, 0.0]


def test_sorting_ties_is_a_stable_permutation() -> None:
    x = np.array([2.0, 1.0, 2.0])
    g = np.array([1.0, 10.0, 100.0])

    assert indexing.sort(x, out=np.sort(x), g=g)[0].tolist() == [10.0, 1.0, 100.0]


def test_an_element_read_twice_collects_both() -> None:
    grad, _ = indexing.getitem(np.zeros(3), [2, 2], out=np.zeros(2), g=np.array([1.0, 2.0]))

    assert grad.tolist() == [0.0, 0.0, 3.0]
