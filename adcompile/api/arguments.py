"""Arguments of a call: which are differentiated, what they may be, what a gradient looks like."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["Argnums", "conform", "kind_of", "positions", "require_floating", "require_separate"]

Argnums = int | str | Sequence[int | str]


_STAR, _DOUBLE_STAR = inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD


def positions(argnums: Argnums, signature: inspect.Signature, name: str) -> tuple[int, ...]:
    """The positions of the differentiated parameters.

    Raises: TypeError, ValueError for a name or number that the function does not have.

    >>> positions(("b", -2), inspect.signature(lambda a, b: a), "f")
    (1, 0)
    """
    if not isinstance(argnums, (int, str, tuple, list)):
        raise TypeError(f"argnums is an int, a name, or a tuple of these, not {argnums!r}")
    wanted = (argnums,) if isinstance(argnums, (int, str)) else tuple(argnums)
    names = list(signature.parameters)
    found = tuple(one_position(item, names, name) for item in wanted)
    starred = [k for k in found if signature.parameters[names[k]].kind in (_STAR, _DOUBLE_STAR)]
    if starred:
        raise TypeError(
            f"`{names[starred[0]]}` of {name}() collects arguments, which cannot be differentiated: give "
            "them names"
        )
    if not found:
        raise ValueError("argnums is empty: name at least one argument")
    if len(set(found)) < len(found):
        raise ValueError(f"argnums {argnums!r} names an argument of {name}() twice")
    return found


def one_position(item: int | str, names: list[str], name: str) -> int:
    """The position of one parameter, given by number or name."""
    import difflib

    listed = ", ".join(names) or "none"
    if isinstance(item, bool) or not isinstance(item, (int, str)):
        raise TypeError(f"argnums takes ints and names, not {item!r}")
    if isinstance(item, int):
        if not -len(names) <= item < len(names):
            raise ValueError(
                f"argnums {item} is out of range: {name}() has {len(names)} arguments ({listed})"
            )
        return item % len(names)
    if item not in names:
        close = [n for n in names if n.lower() == item.lower()]
        close = close or difflib.get_close_matches(item, names, 1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"{name}() has no argument {item!r} (it has {listed}){hint}")
    return names.index(item)


def require_floating(value: Any, parameter: str, name: str) -> bool:
    """Refuse an argument that has no derivative; is it complex?

    Raises: TypeError
    """
    dtype = getattr(value, "dtype", None)
    kind = getattr(dtype, "kind", "")
    if kind in ("f", "c"):
        return bool(kind == "c")
    if isinstance(value, (float, complex)):
        return isinstance(value, complex)
    where = f"argument `{parameter}` of {name}()"
    if isinstance(value, (bool, int)):
        raise TypeError(
            f"{where} is the {type(value).__name__} {value!r}, which has no derivative: "
            f"pass float({parameter})"
        )
    if dtype is not None:
        raise TypeError(
            f"{where} has dtype {dtype}, which has no derivative: pass {parameter}.astype(float)"
        )
    if parameter == "self":
        raise TypeError(f"{where} is the object itself: name the arguments, `argnums='x'`")
    raise TypeError(
        f"{where} is a {type(value).__name__}: only floats and floating-point arrays can be "
        "differentiated; pass its parts as arguments of their own"
    )


def require_separate(arguments: dict[str, Any], name: str) -> None:
    """Refuse arguments that share memory, for a function that writes into one of them.

    Raises: ValueError
    """
    arrays = [(k, v) for k, v in arguments.items() if isinstance(v, np.ndarray)]
    for k, (first, a) in enumerate(arrays):
        for second, b in arrays[k + 1 :]:
            if np.shares_memory(a, b):
                raise ValueError(
                    f"{name}() writes into an argument, and `{first}` and `{second}` share memory: pass "
                    f"{second}.copy()"
                )


def kind_of(value: Any) -> Any:
    """What a specialisation depends on: type, dtype, rank, extents that are 1; never sizes.

    >>> kind_of(1.5), kind_of(np.zeros((1, 3)))
    (<class 'float'>, ('<f8', (True, False)))
    """
    if type(value) is np.ndarray:
        return value.dtype.str, tuple(n == 1 for n in value.shape)
    return type(value)


def conform(g: Any, x: Any) -> Any:
    """The gradient `g` in the type, shape and dtype of the argument `x`.

    >>> conform(np.float64(2.0), 1.0)
    2.0
    """
    kind = type(x)
    if kind is float:
        return float(g.item().real if isinstance(g, np.ndarray) else g.real)
    if kind is np.ndarray and x.shape:
        if type(g) is np.ndarray and g.dtype == x.dtype and g.shape == x.shape:
            return g
        g = np.asarray(g)
        if g.dtype.kind == "c" and x.dtype.kind == "f":
            g = g.real
        return np.array(np.broadcast_to(g, x.shape), x.dtype)
    if kind is complex:
        return complex(g)
    if isinstance(x, np.ma.MaskedArray):
        raise TypeError("masked arrays are not supported: fill them first, `x.filled(0.0)`")
    g = np.asarray(g)
    dtype = np.result_type(x)
    if g.dtype.kind == "c" and dtype.kind == "f":
        g = g.real
    if np.shape(x) == ():
        return dtype.type(g.reshape(()))
    return g.astype(dtype)
