"""Which lists and dicts of known structure are one and the same.

    a = [x]                                 a = [x]
    b = a                           =>      (nothing)
    b.append(y)                             a = b = [x, y]

The contents of a list stand wherever the list is held: under its names, and inside other containers.  They
have one `cell`, and who changes one of them changes all.  Where names come together behind a branch or a
loop, two lists are one if they are one on each side; where the sides differ in that, nobody may change them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adcompile.frontend.values import Items, Slot, Value

__all__ = ["UNSURE", "Cells", "agreed", "cells_of", "containers", "find", "put_in", "with_cells"]


class _Unsure:
    """The cell of a list that may be one of two."""

    def __repr__(self) -> str:
        return "UNSURE"


UNSURE = _Unsure()

Path = tuple[object, ...]  # a name, and the positions inside what it holds
Cells = dict[Path, object]


def containers(value: Slot, path: Path = ()) -> Iterator[tuple[Path, Items]]:
    """The lists and dicts in a value, the outer ones first."""
    if not isinstance(value, Items):
        return
    if value.kind != "tuple":
        yield path, value
    for k, part in enumerate(value.values):
        yield from containers(part, (*path, k))


def cells_of(env: Mapping[str, Slot]) -> Cells:
    """The cell of everything that can be changed, by where it is held."""
    return {
        path: items.cell
        for name, slot in env.items()
        if isinstance(slot, Items)
        for path, items in containers(slot, (name,))
    }


def put_in(slot: Slot, old: object, new: Value) -> Slot:
    """A value, with `new` for the container that has this cell, or is this real one.

    >>> inner = Items("list", ())
    >>> put_in(Items("tuple", (inner, inner)), inner.cell, 7).values
    (7, 7)
    """
    if slot is old:
        return new
    if not isinstance(slot, Items):
        return slot
    if slot.cell is old:
        return new
    parts = tuple(put_in(part, old, new) for part in slot.values)
    if all(a is b for a, b in zip(parts, slot.values)):
        return slot
    return Items(slot.kind, parts, slot.keys, slot.cell)  # type: ignore[arg-type]


def find(env: Mapping[str, Slot], cell: object) -> Items | None:
    """The container with this cell, as it is held."""
    for slot in env.values():
        for _, items in containers(slot):
            if items.cell is cell:
                return items
    return None


def with_cells(slot: Slot, cells: Cells, path: Path) -> Slot:
    """A value whose containers have the cells of their places."""
    if not isinstance(slot, Items):
        return slot
    parts = tuple(with_cells(part, cells, (*path, k)) for k, part in enumerate(slot.values))
    return Items(slot.kind, parts, slot.keys, cells.get(path, slot.cell))  # type: ignore[arg-type]


def agreed(a: Cells, b: Cells) -> Cells:
    """The cells of what is as in `a` or as in `b`: UNSURE where the two differ in what is one.

    What is held on one side only says nothing about the other.

    >>> one, two = object(), object()
    >>> agreed({("p",): one, ("q",): one}, {("p",): two, ("q",): two})[("p",)] is UNSURE
    False
    >>> agreed({("p",): one, ("q",): one}, {("p",): one, ("q",): two})[("p",)] is UNSURE
    True
    """
    if a == b:
        return a
    both = a.keys() & b.keys()
    groups_a, groups_b = grouped(a, both), grouped(b, both)
    made: dict[tuple[object, object], object] = {}
    found: Cells = {}
    for path in both:
        x, y = a[path], b[path]
        if UNSURE in (x, y) or groups_a[x] != groups_b[y]:
            found[path] = UNSURE
        else:
            found[path] = x if x is y else made.setdefault((x, y), object())
    for side in (a, b):
        known = {side[path]: found[path] for path in both}
        for path, cell in side.items():
            if path not in both:
                found[path] = known.get(cell, cell)
    return found


def grouped(cells: Cells, paths: set[Path]) -> dict[object, set[Path]]:
    """The places of each cell."""
    found: dict[object, set[Path]] = {}
    for path in paths:
        found.setdefault(cells[path], set()).add(path)
    return found
