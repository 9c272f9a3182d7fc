"""What is known of a value: kind, shape with symbolic extents, dtype.

A fact is proved, never assumed.  Symbols are equal when they are the same object; learning that two
are equal links them (union-find), and everything that mentions them knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from adcompile.ir.record import record

__all__ = [
    "NOTHING",
    "DTypeVar",
    "Dim",
    "Extent",
    "Fact",
    "Integer",
    "Scope",
    "Shape",
    "ShapeVar",
    "broadcast",
    "find",
    "fit",
    "fit_shape",
    "is_inexact_dtype",
    "is_real_dtype",
    "is_weak",
    "rank",
    "resolve",
    "same_dtype",
    "same_extent",
    "same_shape",
    "unify",
]


MOST_FITS = 40  # how far to look for what an extent fits


class Dim:
    """The extent of an axis, unknown; `many` if it is known not to be 1.

    `parts` are the extents of its slices, by what was cut off, and the integers computed from it; `fits` are the
    extents of which it is known that this one is equal to them, or 1.
    """

    __slots__ = ("fits", "link", "many", "parts")

    def __init__(self, many: bool = False) -> None:
        self.link: Extent | None = None
        self.many = many
        self.parts: dict[Any, Dim] = {}
        self.fits: dict[Dim, None] = {}


class Integer(Dim):
    """The value of an integer, which may be negative and then is no extent."""

    __slots__ = ()


class ShapeVar:
    """A shape of unknown rank; `parts` are the shapes of its slices along the first axis."""

    __slots__ = ("link", "parts")

    def __init__(self) -> None:
        self.link: Shape | None = None
        self.parts: dict[Any, ShapeVar] = {}


class DTypeVar:
    """A dtype that is not known; `inexact` if it is floating or complex, `real` if not complex, `complex` if complex."""

    __slots__ = ("complex", "inexact", "real")

    def __init__(self, inexact: bool = False, real: bool = False, complex: bool = False) -> None:
        self.inexact = inexact or complex
        self.real = real
        self.complex = complex


Extent = int | Dim
Shape = tuple[Extent, ...] | ShapeVar


class _Nothing:
    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = _Nothing()


@record
class Fact:
    """`kind` is "number" (immutable), "array" (an array or a number), "tuple",
    "list", "dict" or "any".

    `dtype` is a NumPy dtype, a `DTypeVar`, or a Python type (a weak scalar).  `extent` is the value of an
    integer, `measures` the shape that a tuple is, `picks` the number of elements that a mask picks; `constant`
    the value where it is known; `element` says what each element of a list or dict is (`ir.elements`).
    """

    kind: str
    shape: Shape
    dtype: Any = None
    extent: Extent | None = None
    items: tuple[Fact, ...] = ()
    constant: Any = NOTHING
    measures: Shape | None = None
    picks: Dim | None = None
    element: Fact | None = None

    @property
    def is_plain(self) -> bool:
        """Is nothing known of the value itself?"""
        known = (self.extent, self.measures, self.picks)
        return self.constant is NOTHING and known == (None, None, None)


def resolve(shape: Shape) -> Shape:
    """The shape as far as it is known now."""
    while type(shape) is ShapeVar:
        if shape.link is None:
            return shape
        shape = shape.link
    if not shape:
        return ()
    return tuple(map(find, shape))  # type: ignore[arg-type]


def find(extent: Extent) -> Extent:
    """The representative of an extent."""
    while isinstance(extent, Dim) and extent.link is not None:
        extent = extent.link
    return extent


def same_dtype(a: Any, b: Any) -> bool:
    """Are two dtypes provably the same?  (`np.dtype(float) == float`, but only one of them is weak.)"""
    if a is b:
        return a is not None
    if isinstance(a, (type, DTypeVar)) or isinstance(b, (type, DTypeVar)):
        return False
    return a is not None and bool(a == b)


def is_inexact_dtype(dtype: Any) -> bool:
    """Is it floating or complex?"""
    if isinstance(dtype, DTypeVar):
        return dtype.inexact
    return is_weak(dtype, float, complex) or getattr(dtype, "kind", "") in ("f", "c")


def is_real_dtype(dtype: Any) -> bool:
    """Is it not complex?"""
    if isinstance(dtype, DTypeVar):
        return dtype.real
    return is_weak(dtype, float, int, bool) or getattr(dtype, "kind", "c") in "fiub"


def is_weak(dtype: Any, *kinds: type) -> bool:
    """Is it the Python type of a scalar, one of `kinds` if they are given?"""
    return isinstance(dtype, type) and (not kinds or dtype in kinds)


def rank(shape: Shape) -> int | None:
    """The number of axes, if known.

    >>> rank((2, 3)), rank(ShapeVar())
    (2, None)
    """
    known = resolve(shape)
    return None if isinstance(known, ShapeVar) else len(known)


def same_extent(a: Extent, b: Extent) -> bool:
    """Are two extents provably equal?"""
    a, b = find(a), find(b)
    return a is b or (isinstance(a, int) and isinstance(b, int) and a == b)


def same_shape(a: Shape, b: Shape) -> bool:
    """Are two shapes provably equal?

    >>> n = Dim()
    >>> same_shape((n, 3), (n, 3)), same_shape((n,), (Dim(),))
    (True, False)
    """
    a, b = resolve(a), resolve(b)
    if isinstance(a, ShapeVar) or isinstance(b, ShapeVar):
        return a is b
    return len(a) == len(b) and all(map(same_extent, a, b))


class Scope:
    """What is learnt while it is entered; forgotten when it is left, and known again in the next entry.

    What holds because an operation did not raise holds in the block that ran it, and nowhere else.

    >>> n, m, scope = Dim(), Dim(), Scope()
    >>> with scope:
    ...     unify((n,), (m,))
    ...     same_shape((n,), (m,))
    True
    >>> same_shape((n,), (m,))
    False
    >>> with scope:
    ...     same_shape((n,), (m,))
    True
    """

    __slots__ = ("learnt", "outer", "undo")

    def __init__(self) -> None:
        self.learnt: list[tuple[Callable[[Any, Any], None], Any, Any]] = []
        self.undo: list[Callable[[], None]] = []
        self.outer: Scope | None = None

    def __enter__(self) -> Scope:
        global _scope
        self.outer, _scope, self.undo = _scope, self, []
        again, self.learnt = self.learnt, []
        for learn_again, a, b in again:
            learn_again(a, b)
        return self

    def __exit__(self, *_: object) -> None:
        global _scope
        for restore in reversed(self.undo):
            restore()
        _scope, self.undo = self.outer, []


_scope: Scope | None = None


def change(target: Any, name: str, value: Any) -> None:
    """Set what is known of a symbol, until the scope is left."""
    if _scope is not None:
        _scope.undo.append(partial(setattr, target, name, getattr(target, name)))
    setattr(target, name, value)


def enter(table: dict[Any, Any], key: Any, value: Any) -> None:
    """Note a new entry, until the scope is left."""
    if _scope is not None:
        _scope.undo.append(partial(table.pop, key, None))
    table[key] = value


def unify_extents(a: Extent, b: Extent) -> None:
    """Learn that two extents are equal."""
    a, b = find(a), find(b)
    if a is b:
        return
    if _scope is not None:
        _scope.learnt.append((unify_extents, a, b))
    if not isinstance(a, Dim):
        a, b = b, a
    if not isinstance(a, Dim):
        return  # two numbers: NumPy will raise
    if isinstance(b, Dim) and a.many and not b.many:
        change(b, "many", True)
    change(a, "link", b)
    if isinstance(b, Dim):
        for key, part in list(a.parts.items()):
            if key in b.parts:
                unify_extents(part, b.parts[key])
            else:
                enter(b.parts, key, part)
    for wider in list(a.fits):
        fit(b, wider)


def fit(a: Extent, b: Extent) -> None:
    """Learn that an extent is equal to another, or 1: it is spread to it.

    >>> n, m = Dim(), Dim()
    >>> fit(n, m)
    >>> same_extent(n, m)
    False
    >>> fit(m, n)
    >>> same_extent(n, m)
    True
    """
    a, b = find(a), find(b)
    if a is b or a == 1:
        return
    if b == 1 or isinstance(a, int) or a.many or leads_to(b, a):
        unify_extents(a, b)
    elif isinstance(b, Dim) and b not in a.fits:
        if _scope is not None:
            _scope.learnt.append((fit, a, b))
        enter(a.fits, b, None)


def fit_shape(value: Shape, place: Shape) -> None:
    """Learn that an array can be assigned where the shape is `place`."""
    value, place = resolve(value), resolve(place)
    if not isinstance(value, ShapeVar) and not isinstance(place, ShapeVar):
        for a, b in zip(reversed(value), reversed(place)):
            fit(a, b)


def leads_to(a: Extent, b: Extent) -> bool:
    """Is `a` known to be equal to `b`, or 1?"""
    seen: set[Extent] = set()
    stack = [find(a)]
    while stack and len(seen) < MOST_FITS:
        extent = stack.pop()
        if extent is b:
            return True
        if isinstance(extent, Dim) and extent not in seen:
            stack += map(find, extent.fits)
        seen.add(extent)
    return False


def unify(a: Shape, b: Shape) -> None:
    """Learn that two shapes are equal."""
    a, b = resolve(a), resolve(b)
    if a is b:
        return
    if isinstance(a, ShapeVar):
        learn(a, b)
    elif isinstance(b, ShapeVar):
        learn(b, a)
    elif len(a) == len(b):
        for x, y in zip(a, b):
            unify_extents(x, y)


def learn(a: ShapeVar, b: Shape) -> None:
    """Link a shape of unknown rank to another."""
    if _scope is not None:
        _scope.learnt.append((unify, a, b))
    change(a, "link", b)


def broadcast(shapes: Sequence[Shape]) -> Shape:
    """The shape of an elementwise result.

    >>> n = Dim()
    >>> broadcast([(n,), (), (n,)]) == (n,)
    True
    """
    distinct: list[Shape] = []
    for shape in map(resolve, shapes):
        if shape == () or shape in distinct:
            continue
        if not any(same_shape(shape, other) for other in distinct):
            distinct.append(shape)
    if not distinct:
        return ()
    if len(distinct) == 1:
        return distinct[0]
    fixed = [s for s in distinct if not isinstance(s, ShapeVar)]
    if len(fixed) < len(distinct):
        return ShapeVar()
    axes = max(map(len, fixed))
    return tuple(
        common_extent([s[len(s) - axes + k] for s in fixed if len(s) - axes + k >= 0])
        for k in range(axes)
    )


def common_extent(extents: Sequence[Extent]) -> Extent:
    """The extent of one axis of a broadcast result."""
    others = [find(e) for e in extents if find(e) != 1]
    if not others:
        return 1
    many = [e for e in others if isinstance(e, int) or e.many]
    if many:
        # NumPy raises unless all extents that are not 1 agree, so these are equal.
        for other in others:
            fit(other, many[0])
        return find(many[0])
    widest = next((e for e in others if all(leads_to(other, e) for other in others)), None)
    if widest is not None:
        return widest
    result = Dim()
    for other in others:
        fit(other, result)
    return result
