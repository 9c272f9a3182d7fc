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

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

__all__ = [
    "Rule",
    "active",
    "alias",
    "is_zero_derivative",
    "items",
    "lookup",
    "nondifferentiable",
    "rule",
    "rules",
    "zeros",
]


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
    ) -> None:
        self.primals = primals
        self.vjp = vjp
        self.elementwise = elementwise
        self.linear = linear
        self.offset = offset
        self.singular = singular
        self.source = source
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


def rule(
    *primals: Callable[..., Any],
    broadcasts: bool | None = None,
    linear: bool = False,
    offset: str = "",
    singular: bool = False,
    source: str = "",
) -> Callable[[Callable[..., Any]], Rule]:
    """Register the decorated function as the derivative of `primals`.

    `broadcasts`: elementwise, with NumPy broadcasting between the arguments; the engine sums each
    cotangent down to its argument's shape.  The default is true for a ufunc that has no signature.
    `linear`: the result is linear in the first parameter, so the forward rule is the primal itself.
    `offset`: the parameter that is added to a result that is linear but for it.
    `singular`: the line can give nan for a zero cotangent (division by a zero, an infinity); behind
    a mask the engine keeps a zero cotangent zero.
    `source`: where the formula comes from, if it is not obvious.

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


def lookup(primal: Callable[..., Any]) -> Rule | None:
    """The rule of `primal`, or None."""
    try:
        return _RULES.get(primal)
    except TypeError:  # not hashable, so never a key of the table
        return None


def is_zero_derivative(primal: Callable[..., Any]) -> bool:
    """Is `primal` declared to have derivative zero everywhere?"""
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
