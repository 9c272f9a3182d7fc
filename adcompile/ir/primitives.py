"""The few primitives of the IR that are not functions of Python or NumPy.

They run: the IR interpreter of the tests and plain calls give the meaning that the emitted text has.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import gast

__all__ = [
    "Checkpointed",
    "Expression",
    "append",
    "assertion",
    "attribute",
    "binomial",
    "build_dict",
    "build_list",
    "build_tuple",
    "checkpoint",
    "copy",
    "either",
    "insert",
    "item",
    "keep_attribute",
    "keys",
    "pop",
    "push",
    "raising",
    "received",
    "record_item",
    "repeat",
    "sequence",
    "set_attribute",
    "set_item",
    "shorten",
    "turn",
    "unpack",
    "without",
]


def build_tuple(*items: Any) -> tuple[Any, ...]:
    """`(a, b)`.

    >>> build_tuple(1, 2)
    (1, 2)
    """
    return items


def build_list(*items: Any) -> list[Any]:
    """`[a, b]`."""
    return list(items)


def build_dict(keys: tuple[Any, ...], *values: Any) -> dict[Any, Any]:
    """`{k: a, l: b}`."""
    return dict(zip(keys, values))


def unpack(value: Any, position: int, count: int) -> Any:
    """Element `position` of `a, b, ... = value`, which must have `count` elements.

    >>> unpack("xy", 1, 2)
    'y'
    """
    items = tuple(value)
    if len(items) != count:
        raise ValueError(f"expected {count} values to unpack, got {len(items)}")
    return items[position]


def copy(value: Any) -> Any:
    """`a = b`: another name for the same value."""
    return value


def attribute(value: Any, name: str) -> Any:
    """`value.name`."""
    return getattr(value, name)


def set_attribute(value: Any, name: str, new: Any) -> None:
    """`value.name = new`."""
    setattr(value, name, new)


def keep_attribute(value: Any, name: str, new: Any) -> None:
    """`value.name` is `new` at the end of the program."""


def set_item(value: Any, key: Any, new: Any) -> None:
    """`value[key] = new`, of a container that an object holds."""
    value[key] = new


def record_item(items: list[Any], value: Any) -> None:
    """`items.append(value)`, of a list that an object holds and that the program does not read."""
    items.append(value)


def raising(exception: Any = None, cause: Any = None) -> None:
    """`raise exception from cause`; without an exception, the one being handled."""
    if exception is None:
        raise
    if cause is None:
        raise exception
    raise exception from cause


def received() -> Any:
    """What the head of a block binds: `except E as received`, `with m as received`.

    Always the first op of its block.
    """
    return sys.exc_info()[1]


def sequence(value: Any) -> list[Any]:
    """`list(value)`, for a value that is gone through by index: an array or a list may stand for itself."""
    return list(value)


def repeat(items: list[Any], count: int) -> list[Any]:
    """`items * count`."""
    return items * count


def append(items: list[Any], value: Any) -> list[Any]:
    """`items.append(value)`: the longer list, in place of the shorter.

    >>> append([1], 2)
    [1, 2]
    """
    items.append(value)
    return items


def shorten(items: list[Any]) -> list[Any]:
    """`items.pop()`: the list without its last element, in place of the longer.

    >>> shorten([1, 2])
    [1]
    """
    items.pop()
    return items


def insert(items: list[Any], index: int, value: Any) -> list[Any]:
    """`items.insert(index, value)`: the longer list, in place of the shorter.

    >>> insert([1, 2], 0, 3)
    [3, 1, 2]
    """
    items.insert(index, value)
    return items


def without(items: Any, key: Any) -> Any:
    """`del items[key]`: the list or dict without an item, in place of the one with it.

    >>> without([1, 2, 3], 1), without({"a": 1, "b": 2}, "a")
    ([1, 3], {'b': 2})
    """
    del items[key]
    return items


def item(items: Any, key: Any) -> Any:
    """`items[key]`, of which the list or dict is the only holder: it may be changed there.

    >>> item([1, 2], 0)
    1
    """
    return items[key]


def turn(items: list[Any]) -> list[Any]:
    """`items.reverse()`: the list from its end, in place of that from its beginning.

    >>> turn([1, 2])
    [2, 1]
    """
    items.reverse()
    return items


def either(plain: Any, active: Any) -> Any:
    """One value made in two ways: as the user wrote it, and so that a derivative can flow through it."""
    return plain


def keys(items: dict[Any, Any]) -> list[Any]:
    """`list(items)`: the keys of a dict, as they are now."""
    return list(items)


class Checkpointed:
    """A function that is called again in the backward half: see `checkpoint`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.__name__ = getattr(function, "__name__", "function")
        self.__doc__ = getattr(function, "__doc__", None)
        self.__wrapped__ = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)


def checkpoint(x: Any, *, every: int | None = None, snapshots: int | None = None) -> Any:
    """A function or an iterable, `x`, of which less is saved where a function that uses it is differentiated.

    `checkpoint(f)(x)` keeps nothing that `f` computes, and calls it again in the backward half.

    `for t in checkpoint(range(n), every=k)` keeps the state of the loop before every k-th iteration only, and what
    the others save for one stretch of k iterations at a time: memory for n / k states and k iterations in
    place of n, for the time of one more forward loop.  By default k is about the square root of n.

    `for t in checkpoint(range(n), snapshots=s)` keeps at most `s` states, the first among them, and what one
    iteration saves.  It runs forward again from the last one kept, as often as the binomial schedule says, which
    takes the fewest iterations for that memory: each runs at most r times again if n <= (s + r)! / (s! r!).

    Source: Griewank and Walther (2000), Algorithm 799: revolve.

    >>> list(checkpoint(range(3), every=2))
    [0, 1, 2]
    """
    return Checkpointed(x) if callable(x) else x


def binomial(counts: Any, snapshots: int) -> Any:
    """The range of a loop that is reversed with a number of snapshots."""
    return counts


def push(history: list[Any], value: Any) -> None:
    """`history.append(value)`: keep a value of this iteration for the backward half.

    The one effect of the IR beside those of the user's own functions.  A history has one place that
    pushes and one that pops, in reverse.
    """
    history.append(value)


def pop(history: list[Any]) -> Any:
    """`history.pop()`: the value of the iteration that is being reversed."""
    return history.pop()


def assertion(test: Any, message: Any = None) -> None:
    """`assert test, message`."""
    if not test:
        raise AssertionError(message) if message is not None else AssertionError


LOGIC = (
    gast.BoolOp, gast.boolop, gast.Compare, gast.cmpop, gast.UnaryOp, gast.unaryop, gast.Name,
    gast.Constant, gast.expr_context,
)  # fmt: skip


class Expression:
    """An expression that is kept as the user wrote it: no derivative flows through it.

    `names` are its free variables, in the order of the call's arguments.  Used for f-strings, chained
    comparisons and short-circuit operators, whose operands may not be evaluated eagerly, and for the few
    lines of our own that make an "int" or a list of "ints".
    """

    def __init__(
        self, node: gast.AST, names: tuple[str, ...], what: str, boolean: bool, makes: str = ""
    ) -> None:
        self.node = node
        self.names = names
        self.what = what
        self.boolean = boolean  # bool or str: its derivative is zero, whatever flows in
        self.makes = makes
        self.__name__ = what

    @property
    def is_logic(self) -> bool:
        """Is it made of comparisons, `and`, `or` and `not` alone, so that asking again costs little?"""
        return self.boolean and all(isinstance(n, LOGIC) for n in gast.walk(self.node))

    @property
    def membership(self) -> tuple[str, str, str] | None:
        """`k in d` or `k not in d` of two names, in three parts."""
        match self.node:
            case gast.Compare(
                left=gast.Name(id=key), ops=[sign], comparators=[gast.Name(id=holder)]
            ):
                signs = {gast.In: "in", gast.NotIn: "not in"}
                return (key, signs[type(sign)], holder) if type(sign) in signs else None
        return None

    def __call__(self, *args: Any) -> Any:
        tree = gast.gast_to_ast(gast.Expression(body=self.node))
        code = compile(tree, "<expression>", "eval")
        return eval(code, dict(zip(self.names, args)))
