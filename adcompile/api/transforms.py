"""`grad` and its relatives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar, overload

import numpy as np

from adcompile.api.arguments import Argnums
from adcompile.api.calling import collector_paused
from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.api.final import final
from adcompile.api.insides import is_structured, shape_of
from adcompile.api.results import conformed
from adcompile.frontend.read import read_text
from adcompile.rules.table import derive_with

__all__ = ["grad", "hvp", "jvp", "value_and_grad", "vjp"]

P = ParamSpec("P")
R = TypeVar("R")


class _Transformation:
    """A transformation that works as a function and as a decorator, bare or with options."""

    def __init__(self, kind: str, doc: str) -> None:
        self.kind = kind
        self.__name__ = self.__qualname__ = kind
        self.__doc__ = doc

    @overload
    def __call__(
        self,
        function: Callable[P, R],
        argnums: Argnums = 0,
        has_aux: bool = False,
        *,
        of: str | None = None,
        holomorphic: bool = False,
        optimize: bool = True,
    ) -> Derivative[P, Any]: ...

    @overload
    def __call__(
        self,
        function: None = None,
        argnums: Argnums = 0,
        has_aux: bool = False,
        *,
        of: str | None = None,
        holomorphic: bool = False,
        optimize: bool = True,
    ) -> Callable[[Callable[P, R]], Derivative[P, Any]]: ...

    def __call__(
        self,
        function: Callable[..., Any] | None = None,
        argnums: Argnums = 0,
        has_aux: bool = False,
        *,
        of: str | None = None,
        holomorphic: bool = False,
        optimize: bool = True,
    ) -> Any:
        options = Options(self.kind, has_aux, optimize, holomorphic)
        if function is None:
            return lambda f: Derivative(f if of is None else final(f, of), argnums, options)
        if not callable(function):
            raise TypeError(
                f"{self.kind} takes a function, not {type(function).__name__}: "
                f"write @{self.kind}(argnums=...) to choose the arguments"
            )
        return Derivative(function if of is None else final(function, of), argnums, options)

    def from_source(
        self,
        text: str,
        argnums: Argnums = 0,
        has_aux: bool = False,
        *,
        namespace: Mapping[str, Any] | None = None,
        holomorphic: bool = False,
        optimize: bool = True,
    ) -> Derivative[..., Any]:
        """The derivative of the last function in a text, for code that has no file.

        >>> grad.from_source("def f(x): return x ** 3")(2.0)
        12.0
        """
        with collector_paused():
            source = read_text(text, namespace)
        options = Options(self.kind, has_aux, optimize, holomorphic)
        return Derivative(source.function, argnums, options, source)

    def __repr__(self) -> str:
        return f"<adcompile.{self.kind}>"


grad = _Transformation(
    "grad",
    """The gradient of a function that returns a scalar, as a function of the same arguments.

    `argnums`: the differentiated arguments, an int or a name (the result is that gradient), or a tuple of
    these (the result is a tuple).  A name with dots is of something inside, `"self.W"`.  The gradient of a dict, list,
    tuple or dataclass has its structure, that of another object is a dict of its attributes.  `of`: differentiate what the function leaves in this argument of shape (),
    and not what it returns (see `final`).  `has_aux`: the function returns (value, aux), the derivative
    (gradients, aux).  `holomorphic`: for functions of complex arguments that return a complex number.
    `optimize=False` mirrors every statement of the function.

    >>> @grad(argnums=("x", "y"))
    ... def f(x, y):
    ...     return x * y
    >>> f(3.0, 4.0)
    (4.0, 3.0)
    """,
)

value_and_grad = _Transformation(
    "value_and_grad",
    """As `grad`, but the derivative returns (value, gradients): what `scipy.optimize.minimize` takes with
    `jac=True`.

    >>> def f(x):
    ...     return x * x
    >>> value_and_grad(f)(3.0)
    (9.0, 6.0)
    """,
)


_MADE: dict[tuple[Any, str, int | tuple[int, ...]], Derivative[..., Any]] = {}


def derivative_of(
    function: Callable[..., Any], kind: str, positions: int | tuple[int, ...]
) -> Derivative[..., Any]:
    """The derivative of `function` in the arguments at some positions, compiled once."""
    key = (function, kind, positions)
    try:
        if key not in _MADE:
            _MADE[key] = Derivative(function, positions, Options(kind))
        return _MADE[key]
    except TypeError:  # a function object that cannot be hashed
        return Derivative(function, positions, Options(kind))


derive_with(derivative_of)


def vjp(function: Callable[..., Any], *primals: Any) -> tuple[Any, Callable[..., tuple[Any, ...]]]:
    """The value at `primals`, and the function that takes a cotangent of it to those of the primals.

    Shapes: a cotangent has the shape of the value; the result is a tuple, one per primal.  The function reads
    the primals and the value when it is called: leave their arrays as they are until then.

    >>> def f(x):
    ...     return x * x
    >>> value, vjp_fn = vjp(f, 3.0)
    >>> value, vjp_fn(1.0)
    (9.0, (6.0,))
    """
    made = derivative_of(function, "vjp", tuple(range(len(primals))))
    return made._pullback(*primals)


def jvp(
    function: Callable[..., Any], primals: tuple[Any, ...], tangents: tuple[Any, ...]
) -> tuple[Any, Any]:
    """The value at `primals` and its derivative in the direction `tangents`.

    Shapes: each tangent has the shape of its primal, the second result that of the first.

    >>> def f(x):
    ...     return x * x
    >>> jvp(f, (3.0,), (1.0,))
    (9.0, 6.0)
    """
    if not isinstance(primals, (tuple, list)) or not isinstance(tangents, (tuple, list)):
        raise TypeError("jvp takes tuples of primals and tangents: jvp(f, (x,), (v,))")
    if len(primals) != len(tangents):
        raise TypeError(f"jvp got {len(primals)} primals and {len(tangents)} tangents")
    for primal, dot in zip(primals, tangents):
        if not is_structured(primal) and np.shape(primal) != np.shape(dot):
            raise TypeError(f"a tangent has shape {np.shape(dot)}, its primal {np.shape(primal)}")
    made = derivative_of(function, "jvp", tuple(range(len(primals))))
    return made._pushforward(tuple(primals), tuple(tangents))


def hvp(function: Callable[..., Any], primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> Any:
    """The product of the Hessian of a scalar function with `tangents`: forward over reverse.

    Shapes: as the primals; for one primal the product itself, for several a tuple.

    >>> def f(x):
    ...     return x ** 3
    >>> hvp(f, (2.0,), (1.0,))
    12.0
    """
    count = len(primals)
    key = (function, "hvp", tuple(range(count)))
    inner = _MADE.get(key)
    if inner is None:
        argnums: Argnums = 0 if count == 1 else tuple(range(count))
        inner = _MADE[key] = Derivative(function, argnums, Options("grad"))
    _, products = jvp(inner, primals, tangents)
    if count == 1:
        return conformed(products, shape_of(primals[0]))
    return tuple(conformed(p, shape_of(x)) for p, x in zip(products, primals))
