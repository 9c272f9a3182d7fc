"""Cotangents of lists and dicts: containers alike, in which 0.0 may stand for the zeros of an element."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.broadcasting import unbroadcast

__all__ = [
    "add_each",
    "add_item",
    "fill_like",
    "inserted_at",
    "order_of",
    "repeat_to",
    "sort_each",
    "spread_each",
    "sum_each",
    "unrepeat_each",
    "unsort_each",
    "zeros_each",
]


def zeros_each(items: Any) -> Any:
    """Zeros like the elements of a list or tuple, or the values of a dict.

    >>> zeros_each([1.5, np.ones(2)]), zeros_each({"a": (1.5, 2.5)})
    ([0.0, array([0., 0.])], {'a': [0.0, 0.0]})
    """
    if isinstance(items, dict):
        return dict(zip(items, zeros_each(items.values())))
    zeros: list[Any] = []
    for x in items:
        if isinstance(x, np.ndarray):
            zeros.append(np.zeros_like(x))
        else:
            zeros.append(zeros_each(x) if isinstance(x, (list, tuple, dict)) else 0.0)
    return zeros


def add_item(x: Any, y: Any) -> Any:
    """The sum of two cotangents of an element, which may be a list or dict itself.

    >>> add_item([1.0, 2.0], [0.5, 0.0]), add_item(0.0, [1.0]), add_item(1.0, 2.0)
    ([1.5, 2.0], [1.0], 3.0)
    """
    if isinstance(x, (list, dict)) and (isinstance(y, (list, dict)) or np.ndim(y)):
        return add_each(x, y)
    if isinstance(x, (list, dict)):
        return x
    return y if isinstance(y, (list, dict)) and not np.ndim(x) else x + y


def add_each(a: Any, b: Any) -> Any:
    """The sums of the elements of two lists, or of the values of two dicts.

    >>> add_each([1.0, 2.0], [3.0, 4.0])
    [4.0, 6.0]
    """
    if isinstance(a, dict):
        both = {key: add_item(x, b.get(key, 0.0)) for key, x in a.items()}
        return {**b, **both}
    return [add_item(x, y) for x, y in zip(a, b)]


def fill_like(x: Any, like: Any) -> Any:
    """`x` in the shape of `like`, be it a number, an array, a list or a dict: 0.0 may stand for zeros.

    >>> fill_like(0.0, [1.5, 2.5]), fill_like(0.0, np.ones(2))
    ([0.0, 0.0], array([0., 0.]))
    """
    if isinstance(like, dict):
        return dict(x) if isinstance(x, dict) else zeros_each(like)
    if isinstance(like, (list, tuple)):
        return list(x) if isinstance(x, list) or np.ndim(x) else zeros_each(like)
    return np.zeros_like(like) + x


def inserted_at(index: int, items: Any) -> int:
    """Where `insert(index, value)` has put the value that is in `items` now.

    >>> inserted_at(-1, ["a", "new", "b"]), inserted_at(7, ["a", "new"])
    (1, 1)
    """
    return slice(index, None).indices(len(items) - 1)[0]


def unrepeat_each(g: Any, items: Any) -> Any:
    """The sums of the elements of `g`, a list as `items * n` is one, for each of `items`.

    >>> unrepeat_each([1.0, 2.0, 3.0, 4.0], [0.5, 0.5])
    [4.0, 6.0]
    """
    sums = zeros_each(items)
    for k, x in enumerate(g):
        sums[k % len(sums)] = add_item(sums[k % len(sums)], x)
    return sums


def repeat_to(items: Any, like: Any) -> Any:
    """`items` again and again, until there are as many as in `like`.

    >>> repeat_to([1.0, 2.0], [0.0, 0.0, 0.0, 0.0])
    [1.0, 2.0, 1.0, 2.0]
    """
    again = list(items) * (len(like) // len(items)) if len(like) else []
    return [list(x) if isinstance(x, list) else x for x in again]  # each row is one of its own


def spread_each(x: Any, items: Any) -> list[Any]:
    """`x`, of the shape that the sum of `items` has, summed down to the shape of each.

    >>> spread_each(np.array([1.0, 2.0]), [np.zeros(2), np.zeros(1)])
    [array([1., 2.]), array([3.])]
    """
    return [unbroadcast(x, item) for item in items]


def sum_each(parts: Any, like: Any) -> Any:
    """The sum of `parts` in the shape of `like`.

    >>> sum_each([3.0, np.array([1.0, 2.0])], np.zeros(2))
    array([4., 5.])
    """
    total = np.zeros_like(like)
    for part in parts:
        total = total + part
    return total


def order_of(items: Any, reverse: bool = False) -> list[int]:
    """The places of the elements in ascending order, or descending; of equal ones as they are.

    >>> order_of([2.0, 1.0, 3.0])
    [1, 0, 2]
    """
    return sorted(range(len(items)), key=items.__getitem__, reverse=reverse)


def sort_each(x: Any, items: Any, reverse: bool = False) -> list[Any]:
    """The elements of `x` in the order in which `sorted(items, reverse=reverse)` has those of `items`.

    >>> sort_each([10.0, 20.0, 30.0], [2.0, 1.0, 3.0])
    [20.0, 10.0, 30.0]
    """
    return [x[place] for place in order_of(items, reverse)]


def unsort_each(x: Any, items: Any, reverse: bool = False) -> Any:
    """The elements of `x`, in the order of `sorted(items, reverse=reverse)`, as they stand in `items`.

    >>> unsort_each([20.0, 10.0, 30.0], [2.0, 1.0, 3.0])
    [10.0, 20.0, 30.0]
    """
    placed: list[Any] = [0.0] * len(items)
    for value, place in zip(x, order_of(items, reverse)):
        placed[place] = value
    return np.array(placed) if isinstance(items, np.ndarray) else placed
