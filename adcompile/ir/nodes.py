"""The IR: frozen data in static single assignment form.

    function  = name params captures body
    body      = op* results
    op        = out "=" func(atom*, key=atom*)         Call
              | out "=" array with [index] (op)= value  Store
    atom      = Var | Const

All values are immutable: a `Store` makes a new array state.  Which states share a buffer in the
emitted text is decided at the very end (backend).  A NumPy function is data (`Call.func` is the
function object), never a class of its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adcompile.diagnostics import Span
from adcompile.ir.record import record

__all__ = [
    "Atom",
    "Block",
    "Call",
    "Capture",
    "Const",
    "Function",
    "Guard",
    "Op",
    "Param",
    "Reference",
    "Store",
    "Tree",
    "Var",
    "flatten",
    "leaves",
    "operands",
    "tuple_of",
]


@record
class Var:
    """A value, assigned once.

    `name` is the user's name, empty for a temporary; for a cotangent or tangent it is the pattern
    ("grad_{}", "{}_dot") that makes the name out of that of the primal, `of`.
    """

    name: str = ""
    of: Var | None = None

    def __repr__(self) -> str:
        return f"<{self.hint() or 'temporary'}>"

    def hint(self) -> str:
        """The name as far as it is known: empty for a temporary."""
        if self.of is None:
            return self.name
        base = self.of.hint()
        return self.name.format(base) if base else ""


@record
class Const:
    """A value known at compile time; `text` is how the user spelled it, if it has a name."""

    value: Any
    text: str = ""

    def __repr__(self) -> str:
        return self.text or repr(self.value)


Atom = Var | Const


@record
class Call:
    """`out = func(*args, **kwargs)`: one primitive applied to values already computed."""

    out: Var
    func: Callable[..., Any]  # the resolved object, np.sin: the key of the rule table
    args: tuple[Atom, ...]
    span: Span  # the user's code this came from; passes copy it
    kwargs: tuple[tuple[str, Atom], ...] = ()
    backward: bool = False  # part of the backward half: named after the forward op it mirrors
    derived: bool = False  # written by the compiler: no user's name can see what it overwrites


@record
class Store:
    """`out` is `array` with `array[index] = value`, or `array[index] operator= value`."""

    out: Var
    array: Atom
    index: Atom
    value: Atom
    span: Span
    operator: Callable[..., Any] | None = None
    backward: bool = False
    derived: bool = False


Op = Call | Store


@dataclass(frozen=True, slots=True)
class Block:
    """Ops in order, and the values that leave."""

    ops: tuple[Op, ...]
    results: tuple[Atom, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A name in a namespace: where to look each time the function is called.

    `scope` is a globals dictionary, a module or any object, a closure cell, or a tuple.
    """

    scope: Any
    name: str

    def read(self) -> Any:
        """The value it has now."""
        scope = self.scope
        if isinstance(scope, dict):
            return scope[self.name]
        if hasattr(scope, "cell_contents"):
            return scope.cell_contents
        return getattr(scope, self.name)


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """A value that is not an argument: a global or closure variable, read at each call."""

    var: Var
    reference: Reference


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """Compiled on the understanding that the reference is this very object."""

    reference: Reference
    expected: Any

    def holds(self) -> bool:
        """Is it still?"""
        try:
            return self.reference.read() is self.expected
        except (KeyError, ValueError, AttributeError):
            return False


@dataclass(frozen=True, slots=True, eq=False)
class Param:
    """A parameter of the function, as in its signature."""

    var: Var
    kind: inspect._ParameterKind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    default: Any = inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure of a result: a leaf (kind ""), a tuple, a list or a dict of trees."""

    kind: str = ""
    children: tuple[Tree, ...] = ()
    keys: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """A program: parameters, what it captures, its body, and the structure of its result."""

    name: str
    params: tuple[Param, ...]
    body: Block
    tree: Tree = Tree()
    captures: tuple[Capture, ...] = ()
    guards: tuple[Guard, ...] = ()
    spellings: Mapping[Any, str] = field(default_factory=dict)  # function object -> user's text
    roots: Mapping[str, Any] = field(default_factory=dict)  # first name of a spelling -> object
    ranks: Mapping[Var, int] = field(default_factory=dict)  # what a caller must check: ndim
    seeds: tuple[Var, ...] = ()  # parameters of the inner function that a vjp returns
    doc: str = ""

    def inputs(self) -> tuple[Var, ...]:
        """Every value that comes from outside."""
        return (
            *(p.var for p in self.params),
            *(c.var for c in self.captures),
            *self.seeds,
        )


def tuple_of(trees: Sequence[Tree]) -> Tree:
    """The tree of a tuple."""
    return Tree("tuple", tuple(trees))


def leaves(tree: Tree) -> int:
    """How many results a tree holds.

    >>> leaves(tuple_of([Tree(), Tree()]))
    2
    """
    return sum(map(leaves, tree.children)) if tree.kind else 1


def flatten(tree: Tree, value: Any) -> list[Any]:
    """The leaves of a Python value that has this structure.

    >>> flatten(tuple_of([Tree(), tuple_of([Tree()])]), (1, (2,)))
    [1, 2]
    """
    if not tree.kind:
        return [value]
    parts = [value[key] for key in tree.keys] if tree.kind == "dict" else value
    return [leaf for child, part in zip(tree.children, parts) for leaf in flatten(child, part)]


def operands(op: Op) -> tuple[Atom, ...]:
    """The atoms an op reads, in order."""
    if isinstance(op, Store):
        return op.array, op.index, op.value
    if op.kwargs:
        return (*op.args, *(atom for _, atom in op.kwargs))
    return op.args
