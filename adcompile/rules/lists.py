"""Kind and elements of lists and dicts: those that are displayed, grown, and gone through."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any list: annotations would only say Any.

from __future__ import annotations

import functools

from adcompile.ir.elements import NONE, either, element_of, zero_for
from adcompile.ir.facts import Fact, ShapeVar, resolve
from adcompile.ir.primitives import (
    append,
    build_dict,
    build_list,
    insert,
    keys,
    repeat,
    shorten,
    turn,
    without,
)
from adcompile.rules.inference import anything, infers, scalar_or_array
from adcompile.rules.table import rule
from adcompile.runtime.containers import (
    add_each,
    add_item,
    fill_like,
    repeat_to,
    sort_each,
    spread_each,
    sum_each,
    unrepeat_each,
    unsort_each,
    zeros_each,
)


@infers(list, sorted)
def as_list(*x: Fact, **options: Fact) -> Fact:
    return Fact("list", ShapeVar(), element=element_in(x[0]) if x else NONE)


def element_in(x: Fact) -> Fact:
    """What is known of each element of something that is gone through."""
    if x.element is not None:
        return element_of(x.element)
    axes = resolve(x.shape)
    if x.kind == "array" and not isinstance(axes, ShapeVar) and axes:
        return element_of(scalar_or_array(axes[1:], x.dtype))
    if x.kind == "tuple" and x.items:
        return functools.reduce(either, map(element_of, x.items))
    return anything()


@infers(append)
def appended(items: Fact, value: Fact) -> Fact:
    return with_element(items, value)


@infers(insert)
def inserted(items: Fact, index: Fact, value: Fact) -> Fact:
    return with_element(items, value)


def with_element(items: Fact, value: Fact) -> Fact:
    """A list with one more element."""
    known = None if items.element is None else either(items.element, element_of(value))
    return Fact("list", ShapeVar(), element=known)


@infers(shorten, turn, without, repeat)
def like_it(items: Fact, *others: Fact) -> Fact:
    return Fact("dict" if items.kind == "dict" else "list", ShapeVar(), element=items.element)


@infers(zeros_each)
def zeros_for(items: Fact) -> Fact:
    if items.kind == "tuple" and items.items:
        return zero_for(element_of(items))
    element = None if items.element is None else zero_for(items.element)
    return Fact("dict" if items.kind == "dict" else "list", ShapeVar(), element=element)


@infers(add_each)
def added(a: Fact, b: Fact) -> Fact:
    known = a.element is not None and b.element is not None
    element = either(a.element, b.element) if known else None  # type: ignore[arg-type]
    return Fact("dict" if a.kind == "dict" else "list", ShapeVar(), element=element)


@infers(add_item)
def added_item(a: Fact, b: Fact) -> Fact:
    if a.kind in ("list", "dict"):
        return added(a, b)
    return added(b, a) if b.kind in ("list", "dict") else anything()


@infers(keys)
def listed_keys(items: Fact) -> Fact:
    return Fact("list", ShapeVar())


@infers(build_dict)
def keyed(names: Fact, *values: Fact) -> Fact:
    return Fact("dict", ShapeVar(), element=functools.reduce(either, map(element_of, values), NONE))


@infers(dict)
def as_dict(*x: Fact) -> Fact:
    return Fact("dict", ShapeVar(), element=x[0].element if x else NONE)


@infers(build_list)
def listed(*items: Fact) -> Fact:
    # Not a tuple: `x[[0, 1]]` takes two rows, `x[0, 1]` one element.
    element = functools.reduce(either, map(element_of, items), NONE)
    return Fact("list", ShapeVar(), items=items, element=element)


@infers(fill_like)
def filled(x: Fact, like: Fact) -> Fact:
    kind = "list" if like.kind == "tuple" else like.kind
    return Fact(kind, like.shape, like.dtype)


# -- derivatives --------------------------------------------------------------------------


@rule(repeat, linear=True)
def repeated(items, count, *, out, g):
    return unrepeat_each(g, items), None


@rule(unrepeat_each, linear=True)
def unrepeated(g_, items, *, out, g):
    return repeat_to(g, g_), None


@rule(repeat_to, linear=True)
def repeated_to(items, like, *, out, g):
    return unrepeat_each(g, items), None


@rule(add_item)
def sum_of_items(x, y, *, out, g):
    return g, g


@sum_of_items.jvp
def sum_of_items_jvp(x, y, *, out, x_dot, y_dot):
    return x_dot, y_dot


@rule(sorted)
def sorted_list(iterable, reverse=False, *, out, g):
    return unsort_each(g, iterable, reverse), None


@sorted_list.jvp
def sorted_list_jvp(iterable, reverse=False, *, out, iterable_dot):
    return sort_each(iterable_dot, iterable, reverse), None


@rule(sort_each, linear=True)
def sort_each_rule(x, items, reverse=False, *, out, g):
    return unsort_each(g, items, reverse), None, None


@rule(unsort_each, linear=True)
def unsort_each_rule(x, items, reverse=False, *, out, g):
    return sort_each(g, items, reverse), None, None


@rule(spread_each, linear=True)
def spread_each_rule(x, items, *, out, g):
    return sum_each(g, x), None


@rule(sum_each, linear=True)
def sum_each_rule(parts, like, *, out, g):
    return spread_each(g, parts), None


@infers(sort_each, spread_each)
def for_each(x: Fact, *others: Fact) -> Fact:
    return Fact("list", ShapeVar())


@infers(unrepeat_each, repeat_to)
def like_list(*of: Fact) -> Fact:
    return Fact("list", ShapeVar())
