"""`forward_backward`: both halves, their text and their files, and the form for PyTorch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adcompile import Layer, UnsupportedSyntax, forward_backward, grad
from tests import oracles


def affine(x: Any, W: Any, b: Any, scale: float = 1.0) -> Any:
    return np.tanh(W @ x + b) * scale


def power(x: Any, n: int) -> Any:
    if n == 0:
        return 1.0
    h = power(x, n // 2)
    if n % 2:
        return h * h * x
    return h * h


def polar(x: Any, y: Any) -> Any:
    return np.sqrt(x * x + y * y), np.arctan2(y, x)


def walk(x: Any, steps: int) -> Any:
    for k in range(steps):
        x = np.sin(x) + x * k
    return x


def itself(x: Any) -> Any:
    return x


def overwrites(x: Any) -> Any:
    x[0] = x[1] * x[2]
    return x * x


RNG = np.random.default_rng(5)
X, W, B = RNG.normal(size=3), RNG.normal(size=(2, 3)), RNG.normal(size=2)


def projected(function: Callable[..., Any], seed: Any) -> Callable[..., Any]:
    """The function as a number, so that it has a gradient."""

    def number(*args: Any) -> Any:
        result = function(*args)
        if isinstance(result, tuple):
            return sum(np.sum(g * r) for g, r in zip(seed, result))
        return np.sum(seed * result)

    return number


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize(
    ("function", "args", "wrt", "seed"),
    [
        (affine, (X, W, B, 0.7), (0, 1, 2), np.array([0.3, -2.0])),
        (affine, (X, W, B), ("b", "W"), np.array([0.3, -2.0])),
        (power, (1.3, 11), (0,), 0.5),
        (power, (X, 6), (0,), np.array([1.0, -1.0, 0.5])),
        (polar, (0.4, 1.3), (0, 1), (1.5, -0.5)),
        (walk, (X, 4), (0,), np.array([1.0, 2.0, 3.0])),
        (itself, (X,), (0,), np.array([1.0, 2.0, 3.0])),
        (overwrites, (X,), (0,), np.array([1.0, 2.0, 3.0])),
    ],
)
def test_halves_give_value_and_gradients(
    function: Any, args: Any, wrt: Any, seed: Any, optimize: bool
) -> None:
    layer = forward_backward(function, argnums=wrt, optimize=optimize)
    own = [np.array(a) if isinstance(a, np.ndarray) else a for a in args]
    value, saved = layer.forward(*own)
    copies = [np.array(a) if isinstance(a, np.ndarray) else a for a in args]
    np.testing.assert_array_equal(value, function(*copies))
    first, again = layer.backward(saved, seed), layer.backward(saved, seed)
    names = list(layer.__signature__.parameters)
    for place, got, same in zip(wrt, first, again):
        k = names.index(place) if isinstance(place, str) else place
        want = oracles.gradient(projected(function, seed), list(args), k, False)
        np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-6)
        np.testing.assert_array_equal(got, same)
        assert not np.shares_memory(got, value)
    for before, after in zip(args, own):
        np.testing.assert_array_equal(before, after)


def test_one_argument_gives_one_gradient() -> None:
    layer = forward_backward(power)
    value, saved = layer.forward(2.0, 3)
    assert (value, layer.backward(saved, 1.0)) == (8.0, 12.0)
    assert type(layer.backward(saved, np.float64(1.0))) is float


def test_the_text_has_both_halves() -> None:
    assert forward_backward(affine, ("x", "W", "b")).specialize(X, W, B).source == (
        "def forward_affine(x, W, b, scale):\n"
        "    s0 = W @ x\n"
        "    s1 = np.tanh(s0 + b)\n"
        "    return s1 * scale, (x, W, b, scale, s0, s1)\n"
        "\n\n"
        "def backward_affine(saved, grad_result):\n"
        "    x, W, b, scale, s0, s1 = saved\n"
        "    grad_s2 = grad_result * scale * (1 - s1 * s1)"
        "  # return np.tanh(W @ x + b) * scale\n"
        "    grad_s0 = unbroadcast(grad_s2, s0)\n"
        "    grad_b = unbroadcast(grad_s2, b)\n"
        "    grad_W = np.outer(grad_s0, x)\n"
        "    grad_x = W.T @ grad_s0\n"
        "    return grad_x, grad_W, grad_b\n"
    )


def test_single_precision_stays() -> None:
    layer = forward_backward(affine, argnums=(0, 1, 2))
    args = [a.astype(np.float32) for a in (X, W, B)]
    value, saved = layer.forward(*args)
    assert value.dtype == np.float32
    assert {g.dtype for g in layer.backward(saved, np.ones(2))} == {np.dtype(np.float32)}


def test_the_wrong_shape_is_refused() -> None:
    layer = forward_backward(affine)
    _, saved = layer.forward(X, W, B)
    with pytest.raises(ValueError, match="cotangent has shape"):
        layer.backward(saved, np.ones(3))


def test_integers_are_refused() -> None:
    with pytest.raises(TypeError, match="which has no derivative"):
        forward_backward(power).forward(2, 3)


def test_a_dict_is_refused() -> None:
    def parts(x: Any) -> Any:
        return {"a": x}

    with pytest.raises(UnsupportedSyntax, match="returns a nested structure"):
        forward_backward(parts).forward(1.0)


@pytest.mark.parametrize(
    ("function", "args", "seed"), [(affine, (X, W, B, 0.5), np.ones(2)), (power, (1.3, 5), 1.0)]
)
def test_the_file_stands_alone(function: Any, args: Any, seed: Any, tmp_path: Path) -> None:
    layer: Layer = forward_backward(function)
    path = layer.export(tmp_path / "halves.py")
    names: dict[str, Any] = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    value, saved = names[f"forward_{function.__name__}"](*args)
    mine, mine_saved = layer.forward(*args)
    np.testing.assert_array_equal(value, mine)
    got = names[f"backward_{function.__name__}"](saved, seed)
    np.testing.assert_array_equal(got, layer.backward(mine_saved, seed))
    assert "adcompile." not in path.read_text()
    with pytest.raises(TypeError, match="must be floating point"):
        names[f"forward_{function.__name__}"](3, *args[1:])


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (affine, (X, W, B, 0.5)),
        (power, (1.3, 5)),
        (polar, (0.4, 1.3)),
        (itself, (X,)),
        (walk, (X, 3)),
    ],
)
def test_torch_checks_the_gradient(function: Any, args: Any, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    floating = [k for k, a in enumerate(args) if not isinstance(a, int)]
    path = forward_backward(function, floating).export(tmp_path / "layer.py", form="torch")
    names: dict[str, Any] = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    tensors = [
        torch.tensor(a, dtype=torch.float64, requires_grad=True) if k in floating else a
        for k, a in enumerate(args)
    ]
    assert torch.autograd.gradcheck(names[function.__name__], tensors)


def test_torch_notices_a_write(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    names: dict[str, Any] = {}
    exec(forward_backward(affine, (0, 1)).export_text("torch"), names)
    x, w, b = (torch.tensor(a) for a in (X, W, B))
    w.requires_grad_()
    result = names["affine"](x, w, b)
    with torch.no_grad():
        w += 1
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        result.sum().backward()


def test_torch_gives_what_is_asked_for() -> None:
    torch = pytest.importorskip("torch")
    names: dict[str, Any] = {}
    exec(forward_backward(affine, (0, 1, 2)).export_text("torch"), names)
    x, w, b = (torch.tensor(a, dtype=torch.float32) for a in (X, W, B))
    b.requires_grad_()
    names["affine"](x, w, b, 2.0).sum().backward()
    assert (x.grad, w.grad, b.grad.dtype) == (None, None, torch.float32)


def test_a_gradient_is_exported_for_torch_too() -> None:
    def loss(W: Any, x: Any) -> Any:
        return np.sum((W @ x) ** 2)

    text = grad(loss).export_text("torch")
    assert "class Loss(torch.autograd.Function):" in text
    assert "def backward_loss(saved, grad_result):" in text


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no form 'jax'"):
        forward_backward(affine).export_text("jax")
