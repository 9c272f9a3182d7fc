"""What a call takes and returns: CONVENTIONS, one by one."""

from __future__ import annotations

import copy
import inspect
import linecache
import pickle
import threading
import traceback
from typing import Any

import numpy as np
import pytest

from adcompile import AdcompileWarning, SourceNotFound, grad, hvp, jvp, value_and_grad, vjp

X = np.array([0.5, -1.0, 2.0])
Y = np.array([3.0, 0.25, -1.0])


def product(x, y):
    return np.sum(x * y)


def cubed(x):
    return x**3


# -- argnums --------------------------------------------------------------------------------


@pytest.mark.parametrize("argnums", [1, -1, "y"])
def test_one_argument_gives_the_gradient_itself(argnums: Any) -> None:
    got = grad(product, argnums)(X, Y)
    assert type(got) is np.ndarray
    np.testing.assert_array_equal(got, X)


@pytest.mark.parametrize("argnums", [(1, 0), ["y", "x"], (-1, "x")])
def test_several_arguments_give_a_tuple_in_their_order(argnums: Any) -> None:
    got = grad(product, argnums)(X, Y)
    assert type(got) is tuple
    np.testing.assert_array_equal(got, (X, Y))


@pytest.mark.parametrize("argnums", [(0,), ["x"]])
def test_a_tuple_of_one_gives_a_tuple_of_one(argnums: Any) -> None:
    got = grad(product, argnums)(X, Y)
    assert type(got) is tuple and len(got) == 1
    np.testing.assert_array_equal(got[0], Y)


@pytest.mark.parametrize(
    ("argnums", "kind", "message"),
    [
        (2, ValueError, "argnums 2 is out of range: product() has 2 arguments (x, y)"),
        (-3, ValueError, "argnums -3 is out of range: product() has 2 arguments (x, y)"),
        ("z", ValueError, "product() has no argument 'z' (it has x, y)"),
        ((0, "x"), ValueError, "argnums (0, 'x') names an argument of product() twice"),
        ((), ValueError, "argnums is empty: name at least one argument"),
        (True, TypeError, "argnums takes ints and names, not True"),
        ((1.0,), TypeError, "argnums takes ints and names, not 1.0"),
    ],
)
def test_bad_argnums(argnums: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        grad(product, argnums)
    assert str(caught.value) == message


def test_a_misspelt_name_gets_a_hint() -> None:
    def f(weights, bias):
        return np.sum(weights) * bias

    with pytest.raises(ValueError, match="did you mean 'weights'"):
        grad(f, "wieghts")


def test_as_decorator_bare_and_with_options() -> None:
    @grad
    def bare(x):
        return x * x

    @grad(argnums=("y",))
    def named(x, y):
        return x * y * y

    @value_and_grad(argnums=1)
    def both(x, y):
        return x * y * y

    assert bare(3.0) == 6.0
    assert named(2.0, 3.0) == (12.0,)
    assert both(2.0, 3.0) == (18.0, 12.0)


def test_what_is_no_function() -> None:
    with pytest.raises(TypeError, match="grad takes a function, not str"):
        grad("x")  # type: ignore[arg-type, call-overload]


# -- how arguments are passed ---------------------------------------------------------------


def scaled(x, y=2.0, *, power=2):
    return np.sum(x**power) * y


def test_differentiated_by_keyword_or_default() -> None:
    assert grad(scaled, "y")(X) == pytest.approx(np.sum(X**2))
    assert grad(scaled, "y")(X, y=5.0) == pytest.approx(np.sum(X**2))
    assert grad(scaled, "y")(x=X, power=3) == pytest.approx(np.sum(X**3))
    np.testing.assert_allclose(grad(scaled, "x")(y=5.0, x=X), 10 * X)


def test_other_keyword_arguments_pass_through() -> None:
    np.testing.assert_allclose(grad(scaled)(X, power=3), 6 * X**2)


def test_calls_that_the_function_itself_refuses() -> None:
    with pytest.raises(TypeError, match="missing a required argument: 'y'"):
        grad(product)(X)
    with pytest.raises(TypeError):
        grad(product)(X, Y, Y)
    with pytest.raises(TypeError):
        grad(product)(X, Y, z=1)


def test_arguments_that_are_not_differentiated_may_be_anything() -> None:
    def f(x, name, k, flag=True):
        return x * k

    assert grad(f)(2.0, "a", 3, flag=None) == 3.0


# -- what has no derivative -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (3, "argument `x` of cubed() is the int 3, which has no derivative: pass float(x)"),
        (True, "argument `x` of cubed() is the bool True, which has no derivative: pass float(x)"),
        (
            np.arange(3),
            "argument `x` of cubed() has dtype int64, which has no derivative: pass x.astype(float)",
        ),
        (
            np.array(True),
            "argument `x` of cubed() has dtype bool, which has no derivative: pass x.astype(float)",
        ),
        (
            np.int32(3),
            "argument `x` of cubed() has dtype int32, which has no derivative: pass x.astype(float)",
        ),
        (
            "3",
            "argument `x` of cubed() is a str: only floats and floating-point arrays can be "
            "differentiated; pass its parts as arguments of their own",
        ),
    ],
    ids=repr,
)
def test_whole_numbers_and_others_are_refused(value: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        grad(cubed)(value)
    assert str(caught.value) == message
    with pytest.raises(TypeError) as caught:
        vjp(cubed, value)
    assert str(caught.value) == message


def test_they_are_refused_after_a_good_call_too() -> None:
    f = grad(cubed)
    assert f(2.0) == 12.0
    with pytest.raises(TypeError, match="is the int 2"):
        f(2)
    assert f(2.0) == 12.0


@pytest.mark.parametrize("shape", [(3,), (1,), (2, 2), (0,), (1, 1)])
def test_results_that_are_no_scalars(shape: tuple[int, ...]) -> None:
    f = grad(cubed)
    for _ in range(2):
        with pytest.raises(TypeError) as caught:
            f(np.ones(shape))
        message = str(caught.value)
        assert "returns a scalar" in message and "np.sum" in message
        assert "jacrev" in message and "vjp" in message


def test_the_shape_is_in_the_message() -> None:
    with pytest.raises(TypeError) as caught:
        grad(cubed)(np.ones(3))
    assert str(caught.value) == (
        "grad_cubed needs a function that returns a scalar, but cubed() returns shape (3,); "
        "sum it with np.sum, or use jacrev or vjp"
    )


def test_a_kept_axis_is_no_scalar() -> None:
    with pytest.raises(TypeError, match="scalar"):
        grad(lambda x: np.sum(x, keepdims=True))(X)


@pytest.mark.parametrize("kind", ["tuple", "list", "dict"])
def test_structures_are_refused_by_grad(kind: str) -> None:
    functions = {
        "tuple": lambda x: (x, x),
        "list": lambda x: [x, x],
        "dict": lambda x: {"a": x},
    }
    with pytest.raises(TypeError, match=f"returns a {kind}.*has_aux=True"):
        grad(functions[kind])(1.0)


def test_has_aux() -> None:
    def f(x, y):
        return x * y, {"seen": [x, "y"]}

    gradient, aux = grad(f, has_aux=True)(3.0, 4.0)
    assert gradient == 4.0 and aux == {"seen": [3.0, "y"]}
    (value, aux), gradients = value_and_grad(f, (0, 1), has_aux=True)(3.0, 4.0)
    assert (value, gradients) == (12.0, (4.0, 3.0))
    with pytest.raises(TypeError, match=r"cubed\(\) must return \(value, aux\)"):
        grad(cubed, has_aux=True)(3.0)


# -- unused arguments -----------------------------------------------------------------------


def test_an_unused_argument_has_gradient_zero_and_a_warning() -> None:
    def f(x, y):
        return x * x

    with pytest.warns(AdcompileWarning, match="the gradient of `f` in `y` is zero: it is not used"):
        got = grad(f, ("x", "y"))(3.0, Y)
    assert got[0] == 6.0
    np.testing.assert_array_equal(got[1], np.zeros(3))


def test_an_argument_that_does_not_reach_the_result() -> None:
    def f(x):
        return np.floor(x) * 2.0

    with pytest.warns(
        AdcompileWarning, match=r"no derivative of the result reaches it \(line \d+\)"
    ):
        assert grad(f)(3.5) == 0.0


# -- types, shapes and memory ---------------------------------------------------------------


def squares(x):
    return np.sum(x * x)


def identity(x):
    return x


def constant_slope(x):
    return 3.0 * x


def sine(x):
    return np.sin(x)


@pytest.mark.parametrize("function", [squares, cubed, identity, constant_slope, sine])
@pytest.mark.parametrize("value", [2.0, np.float64(2), np.float32(2), np.float16(2)], ids=repr)
def test_numbers_keep_their_type(function: Any, value: Any) -> None:
    got = grad(function)(value)
    assert type(got) is type(value)
    assert type(value_and_grad(function)(value)[1]) is type(value)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_arrays_without_axes_give_numpy_scalars(dtype: Any) -> None:
    assert type(grad(cubed)(np.array(2.0, dtype))) is dtype


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.longdouble])
@pytest.mark.parametrize("shape", [(3,), (2, 3), (1,), (0,), (1, 0), (2, 1, 3)])
@pytest.mark.parametrize(
    "function", [squares, lambda x: np.sum(x), lambda x: np.sum(x * 2.0 + np.ones(1))]
)
def test_arrays_keep_shape_and_dtype(function: Any, dtype: Any, shape: tuple[int, ...]) -> None:
    got = grad(function)(np.ones(shape, dtype))
    assert type(got) is np.ndarray
    assert got.shape == shape and got.dtype == dtype


def test_mixed_precision() -> None:
    x, y = X.astype(np.float32), Y
    dx, dy = grad(product, (0, 1))(x, y)
    assert (dx.dtype, dy.dtype) == (np.float32, np.float64)


def added(x, y):
    return np.sum(x + y)


def kept(x, y):
    return np.sum(x.T * 1.0) + np.sum(np.reshape(y, -1))


ALIASING = [product, added, kept, lambda x, y: x @ y, lambda x, y: np.sum(x - y)]


@pytest.mark.parametrize("function", ALIASING)
@pytest.mark.parametrize("optimize", [True, False])
def test_gradients_share_no_memory(function: Any, optimize: bool) -> None:
    x, y = X.copy(), Y.copy()
    for _ in range(2):
        dx, dy = grad(function, (0, 1), optimize=optimize)(x, y)
        arrays = [x, y, dx, dy]
        for i, a in enumerate(arrays):
            for b in arrays[i + 1 :]:
                assert not np.shares_memory(a, b)
        assert dx.flags.writeable and dy.flags.writeable


def test_a_gradient_in_the_same_array_twice() -> None:
    x = X.copy()
    dx, dy = grad(product, (0, 1))(x, x)
    assert not np.shares_memory(dx, dy) and not np.shares_memory(dx, x)
    np.testing.assert_array_equal(dx, X)


@pytest.mark.parametrize(
    "function", [lambda x, y: x + y, lambda x, y: x * 1.0, lambda x, y: y[::-1] + x.T]
)
@pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")
def test_pullbacks_do_not_share_the_cotangent(function: Any) -> None:
    u = np.ones(3)
    _, pullback = vjp(function, X, Y)
    dx, dy = pullback(u)
    assert not np.shares_memory(dx, u) and not np.shares_memory(dy, u)
    assert not np.shares_memory(dx, dy)


@pytest.mark.parametrize("optimize", [True, False])
def test_gradients_may_be_written_to(optimize: bool) -> None:
    def f(a, b):
        M = np.zeros((3, 3))
        M[:, :] = np.diag(a)
        return np.sum(M**2) + np.sum(np.diagflat(b) * M) + a[0] * b[1]

    for g in grad(f, (0, 1), optimize=optimize)(X, Y):
        assert g.flags.writeable


def test_the_arrays_of_the_caller_are_left_alone() -> None:
    x, y = X.copy(), Y.copy()
    grad(product, (0, 1))(x, y)
    vjp(lambda x, y: x * y, x, y)[1](x)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(y, Y)


# -- value_and_grad, vjp, jvp, hvp ----------------------------------------------------------


def test_minimize_takes_value_and_grad() -> None:
    optimize = pytest.importorskip("scipy.optimize")

    def rosenbrock(x):
        return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)

    found = optimize.minimize(value_and_grad(rosenbrock), np.array([-1.2, 1.0, 0.5]), jac=True)
    np.testing.assert_allclose(found.x, np.ones(3), atol=1e-4)


def test_vjp() -> None:
    value, pullback = vjp(lambda x, y: x * y, X, Y)
    np.testing.assert_array_equal(value, X * Y)
    got = pullback(np.ones(3))
    assert type(got) is tuple
    np.testing.assert_array_equal(got, (Y, X))
    np.testing.assert_array_equal(pullback(2 * np.ones(3))[0], 2 * Y)


def test_vjp_of_structures() -> None:
    value, pullback = vjp(lambda x: (x * x, {"s": np.sum(x), "l": [x, 3]}), X)
    assert value[1]["s"] == np.sum(X)
    (got,) = pullback((np.ones(3), {"s": 2.0, "l": [X, 0.0]}))
    np.testing.assert_allclose(got, 2 * X + 2 + X)


@pytest.mark.parametrize("u", [1.0, np.ones(2), np.ones((1, 3)), np.ones(1)], ids=repr)
def test_cotangents_of_the_wrong_shape(u: Any) -> None:
    _, pullback = vjp(lambda x: x * x, X)
    with pytest.raises(
        ValueError, match=r"the cotangent has shape \(.*\), the value has shape \(3,\)"
    ):
        pullback(u)


def test_cotangents_of_the_wrong_structure() -> None:
    _, pullback = vjp(lambda x: (x, x), X)
    with pytest.raises(TypeError, match="the cotangent must be a tuple of 2"):
        pullback(X)


def test_jvp() -> None:
    value, dot = jvp(lambda x, y: x * y, (X, Y), (Y, X))
    np.testing.assert_array_equal(value, X * Y)
    np.testing.assert_allclose(dot, Y * Y + X * X)
    assert jvp(cubed, (2.0,), (1.0,)) == (8.0, 12.0)


def test_jvp_of_arguments_with_defaults() -> None:
    value, dot = jvp(lambda x, k=3.0: x * k, (2.0,), (1.0,))
    assert (value, dot) == (6.0, 3.0)


def test_bad_calls_of_jvp() -> None:
    with pytest.raises(TypeError, match="takes tuples"):
        jvp(cubed, 2.0, 1.0)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="1 primals and 2 tangents"):
        jvp(cubed, (2.0,), (1.0, 1.0))
    with pytest.raises(TypeError, match=r"a tangent has shape \(2,\)"):
        jvp(cubed, (2.0,), (np.ones(2),))


def test_hvp() -> None:
    np.testing.assert_allclose(hvp(lambda x: np.sum(x**3), (X,), (Y,)), 6 * X * Y)
    dx, dy = hvp(product, (X, Y), (X, Y))
    np.testing.assert_allclose((dx, dy), (Y, X))


# -- what the function refers to ------------------------------------------------------------

RATE = 2.0


def rated(x):
    return x * x * RATE


def helper(x):
    return 3.0 * x


def helped(x):
    return helper(x) * x


def test_globals_are_read_when_called(monkeypatch: pytest.MonkeyPatch) -> None:
    f = grad(rated)
    assert [f(1.0), f(1.0)] == [4.0, 4.0]
    monkeypatch.setitem(globals(), "RATE", 5.0)
    assert [f(1.0), f(1.0)] == [10.0, 10.0]


def test_helpers_may_be_redefined(monkeypatch: pytest.MonkeyPatch) -> None:
    f = grad(helped)
    assert [f(1.0), f(1.0)] == [6.0, 6.0]

    def other(x):
        return x * x

    monkeypatch.setitem(globals(), "helper", other)
    assert [f(2.0), f(2.0)] == [12.0, 12.0]


def test_closures_are_read_when_called() -> None:
    k = 2.0

    def f(x):
        return k * x

    made = grad(f)
    assert [made(1.0), made(1.0)] == [2.0, 2.0]
    k = 5.0
    assert [made(1.0), made(1.0)] == [5.0, 5.0]


class Model:
    scale = 3.0

    def energy(self, x):
        return self.scale * x * x

    @grad(argnums="x")
    def slope(self, x):
        return self.scale * x * x

    @grad(argnums=1)
    def second(self, x):
        return self.scale * x


def test_methods_decorated_in_the_class() -> None:
    model = Model()
    assert model.slope(2.0) == 12.0
    assert Model.slope(model, 2.0) == 12.0
    assert model.slope(x=2.0) == 12.0
    assert model.second(7.0) == 3.0
    model.scale = 1.0
    assert [model.slope(2.0), model.slope(2.0)] == [4.0, 4.0]
    assert Model.slope.__qualname__ == "Model.slope"


def test_bound_methods() -> None:
    model = Model()
    f = grad(model.energy)
    assert [f(2.0), f(2.0), f(x=2.0)] == [12.0, 12.0, 12.0]
    model.scale = 1.0
    assert f(2.0) == 4.0


def test_effects_happen_once(capsys: pytest.CaptureFixture[str]) -> None:
    def f(x):
        print("x is", x)
        return x * x

    made = grad(f)
    assert [made(3.0), made(3.0)] == [6.0, 6.0]
    assert capsys.readouterr().out == "x is 3.0\n" * 2


def test_random_numbers_are_drawn_once() -> None:
    generator = np.random.default_rng(0)

    def f(x):
        noise = generator.normal(size=3)
        return np.sum(noise * x)

    got = value_and_grad(f)(X)
    noise = np.random.default_rng(0).normal(size=3)
    np.testing.assert_array_equal(got[1], noise)
    assert got[0] == np.sum(noise * X)
    assert generator.normal() == np.random.default_rng(0).normal(size=4)[3]


def test_assertions_and_errors_of_the_function() -> None:
    def f(x):
        assert x > 0, "x must be positive"
        return x * x

    assert grad(f)(1.0) == 2.0
    with pytest.raises(AssertionError, match="x must be positive"):
        grad(f)(-1.0)


# -- the object -----------------------------------------------------------------------------

graded = grad(cubed)


@grad
def decorated(x):
    """The doc of the function."""
    return x * x * x


def test_names_and_signature() -> None:
    f = grad(scaled)
    assert f.__name__ == "grad_scaled"
    assert f.__wrapped__ is scaled
    assert str(inspect.signature(f)) == "(x, y=2.0, *, power=2)"
    assert decorated.__doc__ == "The doc of the function."
    assert f.__module__ == __name__
    assert value_and_grad(scaled).__name__ == "value_and_grad_scaled"


def test_source_is_what_runs() -> None:
    f = grad(cubed)
    assert f.source.startswith("def grad_cubed(x):\n")
    assert inspect.getsource(f.function) == f.source
    assert repr(f) == f.source
    assert f.function(2.0) == 12.0
    assert "".join(linecache.getlines(f.function.__code__.co_filename)) == f.source


def test_source_of_a_specialised_gradient() -> None:
    special = grad(product, argnums=0).specialize(X, Y)
    np.testing.assert_array_equal(special(X, Y), Y)
    assert "unbroadcast" not in special.source
    with pytest.raises(TypeError, match="was specialised for"):
        special(X, 1.0)


def test_tracebacks_show_generated_lines() -> None:
    def f(x):
        return np.sum(np.linalg.inv(x))

    with pytest.raises(np.linalg.LinAlgError) as caught:
        grad(f)(np.zeros((2, 2)))
    shown = "".join(traceback.format_exception(caught.value))
    assert "np.linalg.inv(x)" in shown and "in grad_f" in shown


def test_pickle() -> None:
    for f in (graded, decorated, grad(cubed, argnums=("x",))):
        again = pickle.loads(pickle.dumps(f))
        assert again(2.0) == f(2.0)
        assert again.source == f.source
    assert pickle.loads(pickle.dumps(decorated)) is decorated


def test_copy() -> None:
    assert copy.copy(graded)(2.0) == 12.0
    assert copy.deepcopy([graded])[0](2.0) == 12.0


def test_notebooks_show_highlighted_source() -> None:
    pytest.importorskip("pygments")
    html = grad(cubed)._repr_html_()
    assert "<div" in html and "grad_cubed" in html


def test_from_source() -> None:
    f = grad.from_source("import numpy as np\ndef f(x, y):\n    return np.sin(x) * y", "y")
    assert f(1.0, 2.0) == pytest.approx(np.sin(1.0))
    assert "def grad_f(x, y):" in f.source


def test_functions_without_source() -> None:
    namespace: dict[str, Any] = {}
    exec("def f(x): return x * x", namespace)
    with pytest.raises(SourceNotFound) as caught:
        grad(namespace["f"])
    assert (
        caught.value.message
        == "`f` has no source text: it was made by `exec` or `eval`, as <string>"
    )
    assert "grad.from_source(text)" in (caught.value.help or "")


def test_threads() -> None:
    f = grad(product)
    results: list[bool] = []

    def work(k: float) -> None:
        for _ in range(50):
            results.append(bool(np.array_equal(f(X, Y * k), Y * k)))

    threads = [threading.Thread(target=work, args=(float(k),)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 400


# -- complex numbers ------------------------------------------------------------------------


def test_the_gradient_of_a_real_function_of_complex_numbers() -> None:
    z = np.array([1 + 2j, -0.5j])

    def f(z):
        return np.sum(np.abs(z) ** 2)

    # dL/dRe - i dL/dIm, as in autograd and JAX.
    np.testing.assert_allclose(grad(f)(z), 2 * np.conj(z))
    got = grad(f)(1 + 2j)
    assert type(got) is complex and got == pytest.approx(2 - 4j)


def test_real_arguments_get_real_gradients() -> None:
    def f(x):
        return np.sum(np.abs(x * (1 + 2j)) ** 2)

    got = grad(f)(X)
    assert got.dtype == np.float64
    np.testing.assert_allclose(got, 10 * X)


def test_holomorphic_functions() -> None:
    assert grad(cubed, holomorphic=True)(1 + 2j) == pytest.approx(3 * (1 + 2j) ** 2)
    with pytest.raises(TypeError, match=r"cubed\(\) returns a complex number.*holomorphic=True"):
        grad(cubed)(1 + 2j)
    with pytest.raises(TypeError, match="holomorphic=True needs complex arguments"):
        grad(cubed, holomorphic=True)(2.0)


# -- singular points ------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
def test_singular_points_follow_numpy() -> None:
    assert grad(lambda x: x**0.5)(0.0) == np.inf
    assert grad(lambda x: np.sqrt(x))(0.0) == np.inf
    with pytest.raises(ZeroDivisionError):
        grad(lambda x: 1.0 / x)(0.0)


# -- what does not work yet -----------------------------------------------------------------


@pytest.mark.parametrize("default", [X, np.float64(2.0)], ids=repr)
def test_defaults_that_are_arrays(default: Any) -> None:
    def f(x, weights=default):
        return np.sum(x * weights)

    np.testing.assert_array_equal(grad(f)(Y), default * np.ones(3))


def test_pickle_of_a_method() -> None:
    assert pickle.loads(pickle.dumps(Model.slope)) is Model.slope
    bound = Model().slope
    assert pickle.loads(pickle.dumps(bound)).__func__ is Model.slope


def test_the_gradient_of_a_float_is_one_in_every_call() -> None:
    def f(s, x):
        return np.sum(s * x)

    derivative = grad(f)
    assert [type(derivative(0.5, np.ones(3))) for _ in range(3)] == [float] * 3


def test_refused_calls_name_the_function() -> None:
    with pytest.raises(TypeError, match=r"cubed\(\) missing a required argument: 'x'"):
        grad(cubed)()
    with pytest.raises(TypeError, match="argnums is an int, a name, or a tuple of these"):
        grad(cubed, 1.5)
    with pytest.raises(ValueError, match="did you mean 'x'"):
        grad(cubed, "X")
    with pytest.raises(SourceNotFound, match="is a class"):
        grad(Model)
    with pytest.raises(TypeError, match="is the object itself: name the arguments"):
        grad(Model.energy)(Model(), 2.0)


def test_forward_over_reverse_of_a_real_gradient_is_real() -> None:
    def f(x):
        return np.sum(np.abs(x * (1 + 2j)) ** 2)

    slope, change = jvp(grad(f), (X,), (X,))
    assert slope.dtype == change.dtype == np.float64


def test_nested_results_of_a_helper() -> None:
    def nested(x):
        return x, (x * 2, 3)

    def f(x):
        return np.sum(nested(x)[1][0])

    np.testing.assert_array_equal(grad(f)(X), np.full(3, 2.0))


def test_warnings_point_at_the_call() -> None:
    with pytest.warns(AdcompileWarning) as caught:
        grad(lambda x, y: x * x, ("x", "y"))(1.0, 2.0)
    assert caught[0].filename == __file__


def test_a_file_that_is_edited_after_decoration(tmp_path, monkeypatch) -> None:
    path = tmp_path / "edited_later.py"
    path.write_text("def f(x):\n    return x * x\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    import edited_later  # type: ignore[import-not-found]

    before = grad(edited_later.f)
    path.write_text("def f(x):\n    return x * x * x\n")
    assert before(3.0) == 6.0
    assert "edited_later.py" in before.export_text()
    with pytest.raises(SourceNotFound, match="has changed since `f` was imported"):
        grad(edited_later.f)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("shape", [(0,), (0, 3), (2, 0)])
@pytest.mark.parametrize("name", ["mean", "var", "std", "average"])
def test_means_of_nothing(name, shape, optimize) -> None:
    text = f"def f(x, w):\n    return np.{name}(x * w)"
    derivative = grad.from_source(text, (0, 1), namespace={"np": np}, optimize=optimize)
    grad_x, grad_w = derivative(np.ones(shape, np.float32), 2.0)
    assert grad_x.shape == shape and grad_x.dtype == np.float32
    assert type(grad_w) is float


@pytest.mark.parametrize("x", [0.5, np.float64(0.5), np.float32(0.5), np.array(0.5)])
@pytest.mark.parametrize("name", ["sum", "mean", "prod", "cumsum", "cumprod", "max"])
def test_an_axis_of_a_number(name, x) -> None:
    derivative = grad.from_source(
        f"def f(x):\n    return np.sum(np.{name}(x * 2, axis=-1))", namespace={"np": np}
    )
    g = derivative(x)
    assert g == 2.0 and np.shape(g) == ()
    assert type(g) is (float if type(x) is float else np.result_type(x).type)


@pytest.mark.parametrize("method", [False, True])
def test_products_with_a_sparse_matrix(method) -> None:
    sparse = pytest.importorskip("scipy.sparse")
    S = sparse.csr_matrix(np.array([[1.0, 2.0, 0.0], [0.0, 3.0, 1.0]]))

    def f(x):
        return np.sum((S.dot(x) if method else S @ x) ** 3)

    for shape in [(3,), (3, 2)]:
        x = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)
        np.testing.assert_allclose(grad(f)(x), S.T @ (3 * (S @ x) ** 2))
        if not method:
            np.testing.assert_allclose(hvp(f, (x,), (x,)), S.T @ (6 * (S @ x) ** 2))


def test_stores_into_an_array_of_shape_nothing() -> None:
    def f(b, a):
        b[...] = a * b
        b += 1
        return b * b * a

    def g(a, b):
        a[()] = a * b
        a *= b
        return a * a

    two, three = np.array(2.0), np.array(3.0)
    assert vjp(f, three, 2.0)[1](1.0) == (56.0, 133.0)
    assert jvp(f, (three, 2.0), (1.0, 0.0))[1] == 56.0
    assert vjp(g, two, three)[1](1.0) == (4 * 81, 4 * 4 * 27)
    assert jvp(g, (two, three), (1.0, 0.0))[1] == 4 * 81
    assert two == 2.0 and three == 3.0
