"""The rule table: one derivative per primitive.

A rule is a real Python function.  Its parameters copy the primal's; `out` is the primal's
result, `g` the cotangent of `out`.  It returns one cotangent per parameter, in order, `None`
where there is none.  The line it returns is the code that appears in the emitted gradient.

    @rule(np.tanh)
    def tanh(x, *, out, g):
        return g * (1 - out * out)

docs/rules.md says what a rule may contain and what the engine does around it.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

__all__ = [
    "UNKNOWN",
    "Rule",
    "active",
    "alias",
    "derive_with",
    "formula",
    "gradients",
    "is_formula",
    "is_zero_derivative",
    "items",
    "like",
    "lookup",
    "nondifferentiable",
    "places",
    "provides",
    "pullback",
    "pullback_in_second",
    "rule",
    "rules",
    "stationarity",
    "zeros",
]


Results = int | Callable[..., int | None] | None


class Rule:
    """The derivative of one primitive (under all its names), in both modes.

    Calling it runs the reverse rule on plain values: `multiply(2., 3., out=6., g=1.)`.
    """

    def __init__(
        self,
        primals: tuple[Callable[..., Any], ...],
        vjp: Callable[..., Any],
        *,
        elementwise: bool,
        linear: bool,
        offset: str,
        singular: bool,
        source: str,
        results: Results = None,
        ignores: Collection[str] = (),
        names: Mapping[str, str] | None = None,
        fields: Sequence[str] = (),
    ) -> None:
        self.primals = primals
        self.vjp = vjp
        self.elementwise = elementwise
        self.linear = linear
        self.offset = offset
        self.singular = singular
        self.source = source
        self.results = results
        self.ignores = dict.fromkeys(ignores)
        self.names = dict(names or {})
        self.fields = tuple(fields)
        self.tangent: Callable[..., Any] | None = None
        self.signature = inspect.signature(vjp)
        self.parameters = tuple(n for n in self.signature.parameters if n not in ("out", "g"))
        self.__name__ = vjp.__name__
        self.__doc__ = vjp.__doc__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.vjp(*args, **kwargs)

    def jvp(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Register the forward rule: parameters as the reverse rule's, then `out`, then `x_dot`
        for each differentiable parameter `x`; one contribution to the tangent per parameter."""
        self.tangent = function
        return function

    def __repr__(self) -> str:
        return f"<rule {self.__name__}>"


_RULES: dict[Callable[..., Any], Rule] = {}
_ZERO_DERIVATIVE: dict[Callable[..., Any], None] = {}
_FORMULAS: dict[Callable[..., Any], None] = {}
_WAITING: dict[str, str] = {}  # libraries, and the modules of their rules that are not read yet
_DERIVE: list[Callable[[Callable[..., Any], str, int | tuple[int, ...]], Any]] = []
_LOCK = threading.RLock()


def rule(
    *primals: Callable[..., Any],
    broadcasts: bool | None = None,
    linear: bool = False,
    offset: str = "",
    singular: bool = False,
    source: str = "",
    results: Results = None,
    ignores: Collection[str] = (),
    names: Mapping[str, str] | None = None,
    fields: Sequence[str] = (),
) -> Callable[[Callable[..., Any]], Rule]:
    """Register the decorated function as the derivative of `primals`.

    `broadcasts`: elementwise, with NumPy broadcasting between the arguments; the engine sums each
    cotangent down to its argument's shape.  The default is true for a ufunc that has no signature.
    `linear`: the result is linear in the first parameter, so the forward rule is the primal itself.
    `offset`: the parameter that is added to a result that is linear but for it.
    `singular`: the line can give nan for a zero cotangent (division by a zero, an infinity); behind
    a mask the engine keeps a zero cotangent zero.
    `source`: where the formula comes from, if it is not obvious.
    `results`: how many values the primal returns, if it returns a tuple; 0 if that is not known; or a
    function of the arguments of a call that says so, for a primal that has flags for it.
    `ignores`: keywords of the primal that a derivative does not depend on, such as `check_finite`.
    `fields`: for a primal that returns an object, the attributes of it that carry a derivative; `g` is a
    tuple of their cotangents.
    `names`: the rule's own names for parameters of the primal, by the primal's.

    >>> import numpy as np
    >>> @rule(lambda x: x * x)
    ... def square(x, *, out, g):
    ...     return 2 * g * x
    >>> square(3.0, out=9.0, g=1.0)
    6.0
    """
    if not primals:
        raise TypeError("rule() needs the function whose derivative this is")

    def register(vjp: Callable[..., Any]) -> Rule:
        read_waiting()  # what is registered last counts
        first = primals[0]
        elementwise = (
            isinstance(first, np.ufunc) and first.signature is None
            if broadcasts is None
            else broadcasts
        )
        made = Rule(
            primals,
            vjp,
            elementwise=elementwise,
            linear=linear,
            offset=offset,
            singular=singular,
            source=source,
            results=results,
            ignores=ignores,
            names=names,
            fields=fields,
        )
        for primal in primals:
            _RULES[primal] = made
        return made

    return register


def nondifferentiable(*primals: Callable[..., Any]) -> None:
    """Declare functions whose derivative is zero everywhere (floor, argmax, shape, comparisons)."""
    _ZERO_DERIVATIVE.update(dict.fromkeys(primals))


def alias(other: Callable[..., Any], primal: Callable[..., Any]) -> None:
    """Let `other` have the rule of `primal`, which must have one."""
    _RULES.setdefault(other, _RULES[primal])


def provides(library: str, module: str) -> None:
    """Let the rules in `module` be read once a program can use `library`, which they import."""
    _WAITING[library] = module


def read_all() -> None:
    """Read the rules of all libraries that are installed."""
    for library in list(_WAITING):
        with suppress(ImportError):
            importlib.import_module(library)
    read_waiting()


def read_waiting() -> bool:
    """Read the rules of the libraries that have been imported since; were there any?"""
    with _LOCK:
        found = [_WAITING.pop(library) for library in list(_WAITING) if library in sys.modules]
        for module in found:
            importlib.import_module(module)
    return bool(found)


def like(
    other: Callable[..., Any],
    primal: Callable[..., Any],
    *,
    ignores: Collection[str] = (),
    results: Results = None,
) -> None:
    """Let `other`, which has more parameters or other results, have the formulas of `primal`."""
    known = _RULES[primal]
    made = Rule(
        (other,),
        known.vjp,
        elementwise=known.elementwise,
        linear=known.linear,
        singular=known.singular,
        offset=known.offset,
        source=known.source,
        results=results,
        ignores=ignores,
    )
    made.tangent = known.tangent
    _RULES[other] = made


def formula(function: Callable[..., Any]) -> Callable[..., Any]:
    """Declare a line that several rules share: their text has it in place of the call."""
    _FORMULAS[function] = None
    return function


def is_formula(function: Any) -> bool:
    """Is its body to be written in place of its call?"""
    return inspect.isfunction(function) and function in _FORMULAS


def derive_with(derive: Callable[[Callable[..., Any], str, int | tuple[int, ...]], Any]) -> None:
    """Say how the derivative of a function that is passed to a primitive is made."""
    _DERIVE.append(derive)


def places(args: Sequence[Any]) -> tuple[int, ...]:
    """In a rule: which of the arguments of a function that is passed to it are floating point.

    >>> places((1.0, 2, "linear", np.ones(3)))
    (0, 3)
    """
    return tuple(k for k, a in enumerate(args) if np.asarray(a).dtype.kind in "fc")


def gradients(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """In a rule: a function of `x, *args` that returns the derivatives in `x` and in those at `places`.

    The compiler makes it when it applies the rule.
    """
    return _DERIVE[-1](function, "grad", (0, *(1 + k for k in places(args))))


class Pullback:
    """The value of a function at some arguments, and what takes a cotangent of it back, under a name."""

    def __init__(self, function: Callable[..., Any], derived: Any) -> None:
        self.__name__ = f"vjp_{getattr(function, '__name__', 'function')}"
        self.derived = derived

    def __call__(self, *args: Any) -> Any:
        value, pull = self.derived._pullback(*args)
        if not isinstance(value, (list, tuple)):
            return value, pull
        return np.array(value), lambda g: pull(type(value)(g))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pullback) and other.derived is self.derived

    def __hash__(self) -> int:
        return hash(id(self.derived))


def pullback(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """In a rule: a function of `x, *args` that returns the value and what takes a cotangent back."""
    positions = (0, *(1 + k for k in places(args)))
    return Pullback(function, _DERIVE[-1](function, "vjp", positions))


def pullback_in_second(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """In a rule: as `pullback`, of a function of `t, x, *args` that is not derived in `t`."""
    positions = (1, *(2 + k for k in places(args)))
    return Pullback(function, _DERIVE[-1](function, "vjp", positions))


def stationarity(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """In a rule: as `pullback`, of the derivative of `function` in `x`, which is 0 at a minimum."""
    return pullback(_DERIVE[-1](function, "grad", 0), args)


class Unknown:
    """In a formula: a derivative that nobody knows.  The compiler refuses it, where it is wanted."""

    def __mul__(self, other: Any) -> Unknown:
        return self

    __rmul__ = __mul__

    def __neg__(self) -> Unknown:
        return self


UNKNOWN = Unknown()


def lookup(primal: Callable[..., Any]) -> Rule | None:
    """The rule of `primal`, or None."""
    try:
        known = _RULES.get(primal)
    except TypeError:  # not hashable, so never a key of the table
        return None
    return _RULES.get(primal) if known is None and read_waiting() else known


def is_zero_derivative(primal: Callable[..., Any]) -> bool:
    """Is `primal` declared to have derivative zero everywhere?"""
    read_waiting()
    try:
        return primal in _ZERO_DERIVATIVE
    except TypeError:
        return False


def rules() -> Iterator[Rule]:
    """Every rule once, in order of registration."""
    return iter(dict.fromkeys(_RULES.values()))


def items() -> Iterator[tuple[Callable[..., Any], Rule]]:
    """Every function that has a rule, with it."""
    return iter(_RULES.items())


def zeros() -> Iterator[Callable[..., Any]]:
    """Every function whose derivative is zero."""
    return iter(_ZERO_DERIVATIVE)


def active(parameter: Any) -> bool:
    """In a rule: does a derivative flow through this argument?

    The compiler answers it when it applies the rule; called as plain Python it says yes, so a
    rule that is tested by itself takes its general path.

    >>> active(1.0)
    True
    """
    return True
