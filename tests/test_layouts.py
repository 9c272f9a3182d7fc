"""Arguments in another order than that of C: written to, they keep their layout, or are refused."""

from typing import Any

import numpy as np
import pytest

from adcompile import final, jacrev, jvp, value_and_grad, vjp

F = np.asfortranarray(np.arange(6.0).reshape(2, 3) + 1)
LEFT = np.arange(8.0).reshape(2, 4)[:, :3]


def reshaped(A):
    A += 1.0
    v = A.reshape(-1)
    v[0] = 9.0
    return np.sum(A**2)


def in_memory_order(A):
    A *= 2.0
    return np.sum(A.ravel("K") * np.arange(6))


def summed(A):
    A[0] = 1.0
    return np.sum(np.sin(A))


def reshaped_in_place(A):
    A += 1.0
    v = A.reshape(-1)
    v[0] = 9.0


@pytest.mark.parametrize("A", [F, LEFT], ids=["F", "strided"])
@pytest.mark.parametrize(
    "run",
    [
        value_and_grad(reshaped),
        value_and_grad(reshaped).function,
        value_and_grad(reshaped, optimize=False),
        lambda A: vjp(reshaped, A),
        lambda A: jvp(reshaped, (A,), (A,)),
        jacrev(final(reshaped_in_place, "A")),
    ],
    ids=["call", "generic", "mirrored", "vjp", "jvp", "final"],
)
def test_what_is_no_view_is_refused(run: Any, A: Any) -> None:
    with pytest.raises(TypeError, match="`A` is not contiguous"):
        run(A)


@pytest.mark.parametrize("optimize", [True, False])
def test_the_order_in_memory_is_kept(optimize: bool) -> None:
    want = in_memory_order(F.copy("K"))
    value, g = value_and_grad(in_memory_order, optimize=optimize)(F)
    assert value == vjp(in_memory_order, F)[0] == jvp(in_memory_order, (F,), (F,))[0] == want
    assert np.array_equal(g, 2.0 * np.array([[0, 2, 4], [1, 3, 5]]))


def test_values_are_equal_to_the_last_bit() -> None:
    for seed in range(20):
        A = np.asfortranarray(np.random.default_rng(seed).normal(size=(5, 7)) * 7)
        want = summed(A.copy("K"))
        assert value_and_grad(summed)(A)[0] == value_and_grad(summed).function(A)[0] == want


def test_a_final_state_keeps_the_layout() -> None:
    want = F.copy("K")
    reshaped_in_place(want)
    got = final(reshaped_in_place, "A")(F)
    assert np.array_equal(got, want) and got.flags.f_contiguous
