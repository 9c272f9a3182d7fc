"""What is replaced on a class or an object between two calls is noticed, on the fast path, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import grad

X = np.ones(2)


def classes() -> tuple[type, type]:
    class Scale:
        def __init__(self, factor: float = 1.0) -> None:
            self.w = factor * np.ones(2)

        def method(self, x: Any) -> Any:
            return np.sum(self.w * x)

        def outer(self, x: Any) -> Any:
            return self.method(x)

        @property
        def double(self) -> Any:
            return self.w * 2.0

        @staticmethod
        def static(x: Any) -> Any:
            return np.sum(3.0 * x)

        def __call__(self, x: Any) -> Any:
            return np.sum(self.w * x * 11.0)

        def __matmul__(self, x: Any) -> Any:
            return np.sum(self.w * x * 12.0)

    class Heir(Scale):
        pass

    return Scale, Heir


def by_method(o: Any, x: Any) -> Any:
    return o.method(x)


def by_inner_method(o: Any, x: Any) -> Any:
    return o.outer(x)


def by_property(o: Any, x: Any) -> Any:
    return np.sum(o.double * x)


def by_static(o: Any, x: Any) -> Any:
    return o.static(x)


def by_call(o: Any, x: Any) -> Any:
    return o(x)


def by_operator(o: Any, x: Any) -> Any:
    return o @ x


PLACES: list[tuple[Callable[..., Any], str, Any, float, float]] = [
    (by_method, "method", lambda self, x: np.sum(7.0 * x), 1.0, 7.0),
    (by_inner_method, "method", lambda self, x: np.sum(7.0 * x), 1.0, 7.0),
    (by_property, "double", property(lambda self: self.w * 20.0), 2.0, 20.0),
    (by_static, "static", staticmethod(lambda x: np.sum(30.0 * x)), 3.0, 30.0),
    (by_call, "__call__", lambda self, x: np.sum(self.w * x * 110.0), 11.0, 110.0),
    (by_operator, "__matmul__", lambda self, x: np.sum(self.w * x * 120.0), 12.0, 120.0),
]


@pytest.mark.parametrize(
    ("function", "name", "new", "before", "after"), PLACES, ids=[p[0].__name__ for p in PLACES]
)
@pytest.mark.parametrize("inherited", [False, True])
def test_what_is_replaced_on_a_class_is_noticed(
    function: Callable[..., Any], name: str, new: Any, before: float, after: float, inherited: bool
) -> None:
    base, heir = classes()
    thing = (heir if inherited else base)()
    derivative = grad(function, argnums=1)
    for _ in range(3):
        np.testing.assert_array_equal(derivative(thing, X), before * X)
    setattr(base, name, new)
    for _ in range(3):
        np.testing.assert_array_equal(derivative(thing, X), after * X)
        assert function(thing, X) == after * 2.0


@pytest.mark.parametrize("function", [by_method, by_inner_method])
def test_a_method_that_one_object_replaces_is_noticed(function: Callable[..., Any]) -> None:
    base, _ = classes()
    one, other = base(), base()
    derivative = grad(function, argnums=1)
    for _ in range(3):
        np.testing.assert_array_equal(derivative(one, X), X)
    one.method = lambda x: np.sum(5.0 * x)
    for _ in range(3):
        np.testing.assert_array_equal(derivative(one, X), 5.0 * X)
        np.testing.assert_array_equal(derivative(other, X), X)


Made: Any = None


def by_made(x: Any) -> Any:
    return Made(1.0).method(x)


def test_a_class_whose_objects_are_made_inside_may_change() -> None:
    global Made
    Made, _ = classes()
    derivative = grad(by_made)
    for _ in range(3):
        np.testing.assert_array_equal(derivative(X), X)
    Made.method = lambda self, x: np.sum(7.0 * x)
    np.testing.assert_array_equal(derivative(X), 7.0 * X)
    Made, _ = classes()

    def start(self: Any, factor: float) -> None:
        self.w = 4.0 * factor

    Made.__init__ = start
    np.testing.assert_array_equal(derivative(X), 4.0 * X)
