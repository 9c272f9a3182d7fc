"""Singular points: what NumPy answers with inf or nan, Python answers with an exception.

    np.size(x) is the int 0    1 / np.size(x) raises ZeroDivisionError
    it is an np.int64          1 / np.size(x) is inf, with NumPy's warning

So a call that failed is made once more, with NumPy's numbers in the place of Python's.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.runtime.reductions import reduced_size

__all__ = ["widened"]


def widened(function: Callable[..., Any]) -> Callable[..., Any]:
    """An emitted function in which lengths and sizes are NumPy's integers.

    >>> def share(x):
    ...     return 1.0 / len(x)
    >>> with np.errstate(divide="ignore"):
    ...     print(widened(share)([]))
    inf
    """
    assert isinstance(function, types.FunctionType)
    names: dict[str, Any] = {"len": wide(len), **function.__globals__}
    for name, value in names.items():
        if value is np:
            names[name] = _Numpy("numpy")
        elif value in (np.size, reduced_size):
            names[name] = wide(value)
    for name, value in names.items():
        if getattr(value, "__globals__", None) is function.__globals__:
            names[name] = within(value, names)  # a function of the same text
    return within(function, names)


def within(function: types.FunctionType, names: dict[str, Any]) -> types.FunctionType:
    """The function with other global names."""
    made = types.FunctionType(
        function.__code__, names, function.__name__, function.__defaults__, function.__closure__
    )
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def wide(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, with an integer of NumPy's for a result, or integers."""

    def call(*args: Any) -> Any:
        out = function(*args)
        return tuple(map(np.int64, out)) if isinstance(out, tuple) else np.int64(out)

    return call


class _Numpy(types.ModuleType):
    """NumPy, but for the sizes."""

    size = staticmethod(wide(np.size))
    shape = staticmethod(wide(np.shape))

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)
