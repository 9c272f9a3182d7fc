"""The IR: frozen data in static single assignment form.

    function  = name params captures block
    block     = op* results
    op        = out "=" func(atom*, key=atom*)                                Call
              | out "=" array with [index] (op)= value                        Store
              | outs "=" "if" test: block "else": block                       If
              | outs "=" "try": block "except" test: block                    If
              | outs "=" "with" test: block                                   If
              | outs "=" "for" item "in" iterable, params "=" inits: block    Loop
              | outs "=" "while" block, params "=" inits: block               Loop
    atom      = Var | Const

A block reads what is defined before it and around it; its values leave through its results.  All values are immutable: a `Store` makes a new array state.  Which states share a buffer in the
emitted text is decided at the very end (backend).  A NumPy function is data (`Call.func` is the
function object), never a class of its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from adcompile.diagnostics import Span
from adcompile.ir.record import record

__all__ = [
    "UNDEFINED",
    "Atom",
    "Block",
    "Call",
    "Capture",
    "Const",
    "Function",
    "Given",
    "Guard",
    "If",
    "Kind",
    "Loop",
    "Mark",
    "Op",
    "Param",
    "Part",
    "Reference",
    "Step",
    "Store",
    "Tree",
    "Var",
    "blocks",
    "defined",
    "flatten",
    "leaves",
    "operands",
    "reads",
    "tuple_of",
    "walk",
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


class _Undefined:
    """What a name holds that no statement has bound yet."""

    def __repr__(self) -> str:
        return "UNDEFINED"


UNDEFINED = Const(_Undefined())


class Mark:
    """What a region of the forward half and the one that mirrors it have in common.

    A region of the backward half may read the values that its mirror image computed: those of the same
    branch, or of the same iteration.  `optimise.record` makes true what is not so by itself.
    """

    __slots__ = ()


Kind = Literal["if", "try", "with"]


@record
class If:
    """`outs` are the results of `then` where `test` holds, else those of `orelse`.

    Of kind "try" it tries `then`; where that raises one of the exceptions `test`, `orelse` runs instead, from
    the values before.  Of kind "with" it runs `then` inside the context manager `test`, and never `orelse`.
    """

    outs: tuple[Var, ...]
    test: Atom
    then: Block
    orelse: Block
    span: Span
    backward: bool = False
    derived: bool = False
    mark: Mark | None = None
    recompute: bool = (
        False  # `then` alone is run, and again in the backward half, which keeps nothing
    )
    kind: Kind = "if"


@record
class Loop:
    """Repeat `body`, with `params` the values that one iteration hands to the next.

    The first iteration gets `inits`; the results of `body` are the next `params`, and, if it `leaves`,
    then a flag that ends the loop.  `outs` are the `params` after the last iteration.  A `for` loop has an
    `iterable` and an `item`; a `while` loop has a `test`, a block that is evaluated before each iteration,
    and whose values `body` may read.
    """

    outs: tuple[Var, ...]
    params: tuple[Var, ...]
    inits: tuple[Atom, ...]
    body: Block
    span: Span
    item: Var | None = None
    iterable: Atom | None = None
    test: Block | None = None
    leaves: bool = False
    backward: bool = False
    derived: bool = False
    mark: Mark | None = None
    element: Var | None = None  # in a backward loop, what stands for the `item` of its mirror image
    recompute: bool = False  # run again in the backward half, which keeps nothing of the first run


Op = Call | Store | If | Loop


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


@record
class Step:
    """A way into an object: the item `key`, or with `attribute` the attribute of that name."""

    key: Any
    attribute: bool = False

    def __repr__(self) -> str:
        return f".{self.key}" if self.attribute else f"[{self.key!r}]"

    def of(self, value: Any) -> Any:
        """What is there."""
        return getattr(value, self.key) if self.attribute else value[self.key]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A value inside an argument, or inside what is captured: `params["W"]`, `self.layers[0].W`.

    It is read once, at the start.
    """

    var: Var
    root: Var  # of a parameter or a capture
    path: tuple[Step, ...]

    def of(self, value: Any) -> Any:
        """What is there."""
        for step in self.path:
            value = step.of(value)
        return value


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a program takes for granted of a value inside an argument or a captured one.

    `what` is "list", "tuple", "dict" (with `value` its type and keys, or length), "object" (its class), "kind" (that of
    a leaf) or "is" (the very object).
    """

    root: Var
    path: tuple[Step, ...]
    what: str
    value: Any


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure of a result: a leaf (kind ""), a tuple, a list or a dict of trees; or a "zero" for what has no
    derivative."""

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
    parts: tuple[Part, ...] = ()
    givens: tuple[Given, ...] = ()
    guards: tuple[Guard, ...] = ()
    spellings: Mapping[Any, str] = field(default_factory=dict)  # function object -> user's text
    roots: Mapping[str, Any] = field(default_factory=dict)  # first name of a spelling -> object
    ranks: Mapping[Var, int] = field(default_factory=dict)  # what a caller must check: ndim
    seeds: tuple[Var, ...] = ()  # parameters of the inner function that a vjp returns
    doc: str = ""
    origin: Any = None  # the function that it was read from, if it is that and nothing else

    def inputs(self) -> tuple[Var, ...]:
        """Every value that comes from outside."""
        return (
            *(p.var for p in self.params),
            *(c.var for c in self.captures),
            *(p.var for p in self.parts),
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
    if tree.kind == "zero":
        return []
    parts = [value[key] for key in tree.keys] if tree.kind == "dict" else value
    return [leaf for child, part in zip(tree.children, parts) for leaf in flatten(child, part)]


def operands(op: Op) -> tuple[Atom, ...]:
    """The atoms an op itself reads, in order; what the blocks of a region read is not among them."""
    match op:
        case Call():
            if op.kwargs:
                return (*op.args, *(atom for _, atom in op.kwargs))
            return op.args
        case Store():
            return op.array, op.index, op.value
        case If():
            return (op.test,)
        case Loop():
            return op.inits if op.iterable is None else (*op.inits, op.iterable)


def defined(op: Op) -> tuple[Var, ...]:
    """The values that an op makes, as those after it see them."""
    match op:
        case Call() | Store():
            return (op.out,)
        case If() | Loop():
            return op.outs


def blocks(op: Op) -> tuple[Block, ...]:
    """The blocks of a region, in the order in which they run."""
    match op:
        case Call() | Store():
            return ()
        case If():
            return (op.then, op.orelse)
        case Loop():
            return (op.body,) if op.test is None else (op.test, op.body)


def walk(block: Block) -> Iterator[Op]:
    """Every op of a block and of the blocks inside, a region before what it holds."""
    for op in block.ops:
        yield op
        if isinstance(op, (If, Loop)):
            for inner in blocks(op):
                yield from walk(inner)


def reads(op: Op) -> tuple[Atom, ...]:
    """The atoms from outside that an op reads, its blocks included, each once, in order."""
    if isinstance(op, (Call, Store)):
        return operands(op)
    found: dict[Atom, None] = dict.fromkeys(operands(op))
    own: set[Var] = set()
    if isinstance(op, Loop):
        own.update(op.params)
        if op.item is not None:
            own.add(op.item)
    for block in blocks(op):
        for inner in block.ops:
            found.update(dict.fromkeys(a for a in reads(inner) if a not in own))
            own.update(defined(inner))
        found.update(dict.fromkeys(a for a in block.results if a not in own))
    return tuple(found)
