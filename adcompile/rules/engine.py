"""The few primitives that the sweeps themselves emit or treat in a way of their own."""

from __future__ import annotations

import cmath
import enum
import inspect
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from adcompile.diagnostics import Span
from adcompile.frontend.values import Value
from adcompile.ir.builder import Builder
from adcompile.ir.facts import NOTHING, Fact
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    walk,
)
from adcompile.ir.primitives import (
    append,
    assertion,
    binomial,
    build_dict,
    build_list,
    build_tuple,
    copy,
    insert,
    item,
    keep_attribute,
    pop,
    push,
    raising,
    record_item,
    repeat,
    sequence,
    set_attribute,
    set_item,
    shorten,
    turn,
    unpack,
    without,
)
from adcompile.ir.rewrite import map_blocks
from adcompile.ir.subprograms import Sub
from adcompile.rules import calculus, indexing, joins, shapes
from adcompile.rules.primitives import Attribute, is_in_place, is_pure
from adcompile.rules.shared import READ_ONLY
from adcompile.rules.table import Results, Rule, lookup
from adcompile.runtime import multilinear
from adcompile.runtime.broadcasting import (
    gather_last,
    own,
    own_saved,
    require_contiguous,
    require_inexact_array,
    require_number,
    require_scalar,
    unbroadcast,
    zeros_saved,
)
from adcompile.runtime.containers import (
    add_each,
    add_item,
    fill_like,
    inserted_at,
    repeat_to,
    sort_each,
    spread_each,
    unrepeat_each,
    unsort_each,
    zeros_each,
)
from adcompile.runtime.indexing import unindex
from adcompile.runtime.joins import concatenated
from adcompile.runtime.reductions import largest, smallest
from adcompile.runtime.schedules import revolve

__all__ = [
    "ADD_AT",
    "ADD_EACH",
    "ADD_ITEM",
    "ARRAY",
    "BROADCAST_TO",
    "COPY",
    "COPY_AS_IS",
    "FILL_LIKE",
    "FULL_LIKE",
    "GATHER_LAST",
    "INSERTED_AT",
    "NDARRAY",
    "NOWHERE",
    "ONES_LIKE",
    "OUTER",
    "OWN",
    "REAL",
    "REQUIRE_SCALAR",
    "REVOLVE",
    "SHAPE",
    "SIZE",
    "SPREAD_EACH",
    "SUM",
    "TRANSPOSE",
    "UNBROADCAST",
    "UNINDEX",
    "WHERE",
    "ZEROS_EACH",
    "ZEROS_LIKE",
    "ZEROS_SAVED",
    "adder",
    "called",
    "field_names",
    "field_of",
    "guard_zero",
    "has_tuple_result",
    "index_parts",
    "inverse_index",
    "is_copy",
    "is_data_attribute",
    "is_discrete_field",
    "is_distinct",
    "is_everything",
    "is_inner_product",
    "is_keyed",
    "is_masking",
    "is_product",
    "is_sparse_arithmetic",
    "is_structural",
    "is_zero",
    "makes_list",
    "parameter_names",
    "picks_several",
    "result_counts",
    "shape_argument",
    "without_new_axes",
]

ZEROS_LIKE: Callable[..., Any] = np.zeros_like
UNBROADCAST: Callable[..., Any] = unbroadcast
GATHER_LAST: Callable[..., Any] = gather_last
NOWHERE = Span.nowhere()
ADD_AT: Callable[..., Any] = np.add.at
ARRAY: Callable[..., Any] = np.array
REAL: Callable[..., Any] = np.real
REVOLVE: Callable[..., Any] = revolve
FILL_LIKE: Callable[..., Any] = fill_like
ZEROS_EACH: Callable[..., Any] = zeros_each
ZEROS_SAVED: Callable[..., Any] = zeros_saved
OWN: Callable[..., Any] = own
NDARRAY = Const(np.ndarray, "np.ndarray")
COPY: Callable[..., Any] = np.ndarray.copy  # in the order of C
COPY_AS_IS: Callable[..., Any] = np.copy  # which keeps the layout
ADD_EACH: Callable[..., Any] = add_each
ADD_ITEM: Callable[..., Any] = add_item
INSERTED_AT: Callable[..., Any] = inserted_at
SPREAD_EACH: Callable[..., Any] = spread_each
SHAPE: Callable[..., Any] = np.shape
UNINDEX: Callable[..., Any] = unindex
REQUIRE_SCALAR: Callable[..., Any] = require_scalar
SIZE: Callable[..., Any] = np.size
SUM: Callable[..., Any] = np.sum
WHERE: Callable[..., Any] = np.where
ONES_LIKE: Callable[..., Any] = np.ones_like
FULL_LIKE: Callable[..., Any] = np.full_like
BROADCAST_TO: Callable[..., Any] = np.broadcast_to
TRANSPOSE: Callable[..., Any] = np.ndarray.T
OUTER: Callable[..., Any] = np.outer

_NEW_LISTS = dict.fromkeys(
    [
        list, dict, sorted, repeat, add_each, fill_like, repeat_to, sort_each, spread_each,
        unrepeat_each, unsort_each,
    ]
)  # fmt: skip
_STRUCTURAL = dict.fromkeys(
    [
        copy, sequence, binomial, build_tuple, build_list, unpack, operator.getitem, append, insert, shorten, turn, without, item, push, pop,
        list, tuple, dict, build_dict,
    ]
)  # fmt: skip


def called(op: Call) -> Any:
    """The function that the op calls: `np.r_[x, y]` and its like go by a rule of their own."""
    if not is_known(op.func, _SPECIAL):
        return op.func
    if op.func is operator.getitem and isinstance(op.args[0], Const):
        if isinstance(op.args[0].value, _CONCATENATOR):
            return concatenated
    if op.func in _OF_SEQUENCE and len(op.args) == 1 and not op.kwargs:
        return _OF_SEQUENCE[op.func]
    return op.func


_OF_SEQUENCE: dict[Any, Any] = {max: largest, min: smallest}
_SPECIAL = dict.fromkeys([operator.getitem, *_OF_SEQUENCE])
_CONCATENATOR: type = type(np.r_).__bases__[0]


def is_keyed(op: Call) -> bool:
    """Is an element taken of an object of which nothing is known but that it is no container?"""
    if op.func is not operator.getitem or not isinstance(op.args[0], Const):
        return False
    return not isinstance(op.args[0].value, (list, tuple, dict, str, range, np.ndarray))


def inverse_index(index: Atom) -> Const | None:
    """For an index that only adds axes, the one that takes them away: `x[:, None]`, then `[:, 0]`."""
    if not isinstance(index, Const):
        return None
    parts = index.value if isinstance(index.value, tuple) else (index.value,)
    if None not in parts or not all(p is None or p == slice(None) for p in parts):
        return None
    return Const(tuple(0 if p is None else p for p in parts))


def copier(var: Var, facts: Known, backward: bool = False) -> Callable[..., Any]:
    """How to copy what may be an array, of which the rank is known or not, or a tuple of arrays.

    The user's array keeps its layout, which `reshape` and the order of a sum can tell.
    """
    if facts.fact(var).kind in ("saved", "tuple"):
        return own_saved
    rank = facts.rank(var)
    if not rank:
        return own
    return COPY if backward or rank == 1 else COPY_AS_IS


def is_copy(func: Any) -> bool:
    """Does it give an array in new memory that is equal to its argument?"""
    return is_known(func, _COPIES)


_COPIES = dict.fromkeys([np.ndarray.copy, np.copy, np.array])


def is_everything(index: Atom) -> bool:
    """Does the index name every element: `[:]`, `[...]`, `[:, :]`, `[()]`?"""
    if not isinstance(index, Const):
        return False
    parts = index.value if isinstance(index.value, tuple) else (index.value,)
    return all(p is Ellipsis or p == slice(None) for p in parts)


def without_new_axes(
    index: Atom, maker: Mapping[Var, Op], facts: Known
) -> tuple[list[Atom], Const] | None:
    """An index with new axes among slices and numbers, as one without, and one that takes them away.

    `x[:, k, None]` is `x[:, k]` with an axis that `[:, 0]` takes away.
    """
    parts = index_parts(index, maker)
    if not any(map(is_new_axis, parts)):
        return None
    inverse: list[Any] = []
    for part in parts:
        if is_new_axis(part):
            inverse.append(0)
        elif is_slice(part, maker):
            inverse.append(slice(None))
        elif facts.fact(part).kind != "number" or facts.fact(part).dtype is not int:
            return None
    return [p for p in parts if not is_new_axis(p)], Const(tuple(inverse))


def is_new_axis(part: Atom) -> bool:
    return isinstance(part, Const) and part.value is None


def is_slice(part: Atom, maker: Mapping[Var, Op]) -> bool:
    if isinstance(part, Const):
        return isinstance(part.value, slice)
    op = maker.get(part)
    return isinstance(op, Call) and op.func is slice


_MASKING = dict.fromkeys([np.where, np.maximum, np.minimum, np.clip, np.max, np.min, max, min])
_INNER_PRODUCTS = dict.fromkeys([operator.matmul, np.matmul, np.dot, np.inner])
_PRODUCTS = dict.fromkeys([operator.mul, np.multiply])
_OF_LISTS = dict.fromkeys([operator.add, operator.iadd, operator.mul, operator.imul])
_QUOTIENTS = dict.fromkeys([operator.truediv, np.divide, np.true_divide])


def vectors_and_values(
    a: Any, full_matrices: Any = True, compute_uv: Any = True, **others: Any
) -> int | None:
    """Three results, or the singular values alone."""
    return None if compute_uv is False else 3


def factors(a: Any, mode: Any = "reduced") -> int | None:
    """Two factors, or one alone."""
    return None if mode in ("r", "raw") else 2


_TUPLE_RESULTS: dict[Any, Results] = {
    np.linalg.slogdet: 2,
    np.linalg.eigh: 2,
    np.linalg.eig: 2,
    np.linalg.qr: factors,
    np.linalg.svd: vectors_and_values,
    np.linalg.lstsq: 4,
    np.histogram: 2,
    np.polydiv: 2,
    math.modf: 2,
    math.frexp: 2,
    cmath.polar: 2,
    np.modf: 2,
    np.frexp: 2,
    np.divmod: 2,
    divmod: 2,
    np.split: 0,
    np.array_split: 0,
    np.hsplit: 0,
    np.vsplit: 0,
    np.dsplit: 0,
    np.broadcast_arrays: 0,
    np.meshgrid: 0,
    np.gradient: 0,
    **dict.fromkeys([*joins.LISTS, *indexing.LISTS, *shapes.LISTS, *calculus.LISTS, add_each], 0),
    multilinear.multi_dot_grads: 0,
    multilinear.einsum_grads: 0,
}


_FIELDS: dict[Any, tuple[str, ...]] = {
    np.linalg.slogdet: ("sign", "logabsdet"),
    np.linalg.eigh: ("eigenvalues", "eigenvectors"),
    np.linalg.eig: ("eigenvalues", "eigenvectors"),
    np.linalg.qr: ("Q", "R"),
    np.linalg.svd: ("U", "S", "Vh"),
}


def field_names(func: Any) -> tuple[str, ...]:
    """The names of the fields of the tuple that `func` returns."""
    return _FIELDS[func] if is_known(func, _FIELDS) else ()


def is_data_attribute(func: Any) -> bool:
    """Is it `x.name` for a name that arrays do not have?"""
    return isinstance(func, Attribute) and func.is_data


class Known(Protocol):
    """The facts that are asked for here."""

    def rank(self, atom: Atom) -> int | None: ...

    def fact(self, atom: Atom) -> Fact: ...

    def is_inexact(self, atom: Atom) -> bool: ...

    def is_complex(self, atom: Atom) -> bool: ...


def is_structural(func: Any) -> bool:
    """Does the sweep reverse it without a rule?"""
    return isinstance(func, Sub) or func in _STRUCTURAL


def picks_several(index: Atom, facts: Known) -> bool:
    """Does an index pick several elements of a list?"""
    if isinstance(index, Const):
        return isinstance(index.value, slice)
    return facts.fact(index).kind == "slice"


def makes_list(func: Any) -> bool:
    """Is the result, where it is a list or dict, a new one, of items of the arguments?"""
    return is_known(func, _NEW_LISTS)


def is_masking(func: Any) -> bool:
    """Does the derivative of `func` put zeros where it does not select?"""
    try:
        return func in _MASKING
    except TypeError:
        return False


def is_product(func: Any) -> bool:
    """Is it elementwise multiplication?"""
    return is_known(func, _PRODUCTS)


def is_inner_product(func: Any) -> bool:
    """Is it, of two vectors, the sum of their products?"""
    return is_known(func, _INNER_PRODUCTS)


def has_tuple_result(op: Call) -> bool:
    """Does the call return several values?"""
    if isinstance(op.func, Sub):
        return bool(op.func.count)
    return tuple_results(op) is not None


def tuple_results(op: Call) -> int | None:
    """How many values a call returns, 0 if that is not known; None if it returns one alone."""
    if isinstance(op.func, Sub):
        return op.func.count or None
    try:
        known = _TUPLE_RESULTS.get(op.func)
    except TypeError:
        return None
    if known is None and (rule := lookup(op.func)) is not None:
        known = rule.results
    if not callable(known):
        return known
    args = [a.value if isinstance(a, Const) else NOTHING for a in op.args]
    return known(*args, **{k: a.value if isinstance(a, Const) else NOTHING for k, a in op.kwargs})


def is_sparse_arithmetic(op: Call, facts: Known) -> bool:
    """Is it elementwise arithmetic with a sparse matrix?  `*` may mean a matrix product there."""
    if not any(facts.fact(a).kind == "sparse" for a in op.args):
        return False
    rule = lookup(op.func)
    return rule is not None and rule.elementwise


def field_of(op: Call, maker: Mapping[Var, Op]) -> int | None:
    """For `y.name` of what a primal returned, which of the fields it is that carry a derivative."""
    if not isinstance(op.func, Attribute) or not op.func.is_data:
        return None
    whole = op.args[0]
    made = maker.get(whole) if isinstance(whole, Var) else None
    rule = lookup(made.func) if isinstance(made, Call) else None
    if rule is None or op.func.__name__ not in rule.fields:
        return None
    return rule.fields.index(op.func.__name__)


_DISCRETE_FIELDS = dict.fromkeys(
    [
        "success", "status", "message", "nfev", "njev", "nhev", "nit", "converged", "flag",
        "iterations", "function_calls",
    ]
)  # fmt: skip


def is_discrete_field(op: Call) -> bool:
    """Is it `y.success` or the like, which has no derivative?"""
    return isinstance(op.func, Attribute) and op.func.__name__ in _DISCRETE_FIELDS


def result_counts(function: Function) -> dict[Atom, int]:
    """How many values each tuple of a program has, as far as the program tells."""
    counts: dict[Atom, int] = {}
    for op in walk(function.body):
        if isinstance(op, Call) and (count := tuple_results(op)) is not None:
            counts[op.out] = count
        if isinstance(op, Call) and (rule := lookup(op.func)) is not None and rule.fields:
            counts[op.out] = len(rule.fields)
        if isinstance(op, Call) and op.func is unpack:
            whole, _, width = op.args
            assert isinstance(width, Const)
            counts[whole] = max(counts.get(whole, 0), width.value)
    return counts


def is_arithmetic_of_lists(func: Any) -> bool:
    """Does Python give it a meaning for lists that it has not for arrays?"""
    return is_known(func, _OF_LISTS)


def is_singular(op: Call, rule: Rule) -> bool:
    """May the value or the derivative be infinite? A quotient by a number other than 0 is not."""
    if op.func in _QUOTIENTS and len(op.args) > 1 and isinstance(op.args[1], Const):
        number = op.args[1].value
        return not (isinstance(number, (int, float)) and number != 0)
    return rule.singular


def is_zero(value: Value) -> bool:
    """Is it the literal 0?"""
    return isinstance(value, Const) and type(value.value) in (int, float) and value.value == 0


def guard_zero(builder: Builder, g: Atom, value: Atom) -> Atom:
    """Keep a zero cotangent zero where the local derivative is infinite."""
    test = builder.call(operator.ne, g, Const(0))
    return builder.call(np.where, test, value, Const(0))


def index_parts(index: Atom, maker: Mapping[Var, Op]) -> list[Atom]:
    """The components of an index."""
    if isinstance(index, Const):
        value = index.value
        return [Const(v) for v in value] if isinstance(value, tuple) else [index]
    op = maker.get(index)
    if isinstance(op, Call) and op.func is build_tuple:
        return list(op.args)
    return [index]


def is_basic(part: Atom, maker: Mapping[Var, Op], facts: Known) -> bool:
    """Is this index component an integer, a slice, None or an ellipsis, or a mask?"""
    if isinstance(part, Const):
        return not isinstance(part.value, (list, np.ndarray))
    fact = facts.fact(part)
    if fact.kind == "number" or is_slice(part, maker):
        return True
    return getattr(fact.dtype, "kind", "") == "b"


def is_distinct(index: Atom, maker: Mapping[Var, Op], facts: Known) -> bool:
    """Does the index provably name each element at most once?

    Integers, slices and masks do; so do integer arrays one of which is an `arange`, if none of the others
    has more axes (each element then has an index of its own along that axis).
    """
    parts = index_parts(index, maker)
    others = [p for p in parts if not is_basic(p, maker, facts)]
    if not others:
        return True

    def counts(part: Atom) -> bool:
        op = maker.get(part) if isinstance(part, Var) else None
        while isinstance(op, Call) and op.func is copy and isinstance(op.args[0], Var):
            op = maker.get(op.args[0])
        return isinstance(op, Call) and op.func is np.arange

    return any(map(counts, others)) and all(facts.rank(p) in (0, 1) for p in others)


def adder(index: Atom, maker: Mapping[Var, Op], facts: Known) -> Callable[..., Any]:
    """How to add at an index: `+=`, or `np.add.at` where an element may be named twice."""
    return operator.add if is_distinct(index, maker, facts) else ADD_AT


def parameter_names(op: Call) -> list[str]:
    """The parameters for a rule that has to be written for this call."""
    if isinstance(op.func, np.ufunc) and op.func.nin <= 4:
        return list("xyzw"[: op.func.nin])
    try:
        names = list(inspect.signature(op.func).parameters)
        if names and all(n.isidentifier() for n in names):
            return names[: max(1, len(op.args))]
    except (TypeError, ValueError):
        pass
    return [f"x{k}" if len(op.args) > 1 else "x" for k in range(max(1, len(op.args)))]


class Role(enum.Enum):
    """What an op does, for the analysis of shifts."""

    COPY = enum.auto()
    NEGATE = enum.auto()
    ADD = enum.auto()
    SUBTRACT = enum.auto()
    MULTIPLY = enum.auto()
    DIVIDE = enum.auto()
    EXP = enum.auto()
    LOG = enum.auto()
    SUM = enum.auto()


_ROLES: dict[Any, Role] = {
    copy: Role.COPY,
    operator.neg: Role.NEGATE,
    np.negative: Role.NEGATE,
    operator.add: Role.ADD,
    np.add: Role.ADD,
    operator.sub: Role.SUBTRACT,
    np.subtract: Role.SUBTRACT,
    operator.mul: Role.MULTIPLY,
    np.multiply: Role.MULTIPLY,
    operator.truediv: Role.DIVIDE,
    np.divide: Role.DIVIDE,
    np.exp: Role.EXP,
    np.log: Role.LOG,
    np.sum: Role.SUM,
    np.ndarray.sum: Role.SUM,
}
_MAXIMA = dict.fromkeys([np.max, np.ndarray.max, np.amax])
Axis = tuple[Any, bool]  # the axis of a reduction, and keepdims


def role_of(op: Call) -> Role | None:
    """The role of an op, if it has one."""
    try:
        return _ROLES.get(op.func)
    except TypeError:
        return None


def maximum_axis(op: Op) -> Axis | None:
    """The axis of a maximum that broadcasts against its argument."""
    if not isinstance(op, Call) or op.func not in _MAXIMA:
        return None
    return reduced_axis(op)


def reduced_axis(op: Call) -> Axis | None:
    """The axis of a reduction whose result broadcasts against its argument: all, or kept."""
    named = dict(op.kwargs)
    if set(named) - {"axis", "keepdims"} or len(op.args) > 2:
        return None
    axis = op.args[1] if len(op.args) == 2 else named.get("axis", Const(None))
    keep = named.get("keepdims", Const(False))
    if not isinstance(axis, Const) or not isinstance(keep, Const):
        return None
    if axis.value is None:
        return (None, True)
    return (axis.value, True) if keep.value is True else None


def is_double(dtype: Any) -> bool:
    """Is it NumPy's float64?"""
    return isinstance(dtype, np.dtype) and dtype == np.float64


_SHAPED: dict[Any, int] = {
    np.shape: 0, np.size: 0, np.ndim: 0, np.zeros_like: 0, np.ones_like: 0, np.full_like: 0, np.empty_like: 0,
    len: 0, unbroadcast: 1,
}  # fmt: skip


def shape_argument(op: Op) -> int | None:
    """Which argument the op reads for its shape, kind or dtype alone."""
    place = _SHAPED.get(op.func) if isinstance(op, Call) and is_known(op.func, _SHAPED) else None
    return place if place is not None and isinstance(op, Call) and place < len(op.args) else None


def is_number_check(op: Op) -> bool:
    """Is it our check that something is a number?"""
    return isinstance(op, Call) and op.func is require_number


def is_check(func: Any) -> bool:
    """Is it one of our checks at run time?"""
    return is_known(func, _CHECKS)


_CHECKS = dict.fromkeys([require_scalar, require_inexact_array, require_number, require_contiguous])


def numbers_only(block: Block, doubtful: Mapping[Op, tuple[Var, ...]]) -> Block:
    """The block with checks of what has to be a number at these writes; a number itself is replaced."""
    ops: list[Op] = []
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            op = map_blocks(op, lambda inner: numbers_only(inner, doubtful))
        for var in doubtful.get(op, ()):
            name = Const(var.hint() or "it")
            ops.append(Call(Var(), require_number, (var, name), replace(op.span)))
            if isinstance(op, Call) and op.args[0] is var:
                op = out_of_place(op)
        ops.append(op)
    return Block(tuple(ops), block.results)


def contiguous_only(var: Var, span: Span) -> Call:
    """A check that what is reshaped is a view afterwards."""
    return Call(Var(), require_contiguous, (var, Const(var.hint() or "it")), span)


def may_write(func: Any) -> bool:
    """May a call of `func` change its arguments?"""
    if (
        func
        in (
            print,
            assertion,
            raising,
            set_attribute,
            set_item,
            record_item,
            keep_attribute,
            push,
            pop,
        )
        or isinstance(func, Sub)
        or is_check(func)
        or is_pure(func)
        or is_in_place(func)
    ):
        return False
    module = getattr(func, "__module__", "") or ""
    return module.partition(".")[0] not in ("logging", "warnings")


def read_only(function: Function, facts: Known) -> list[Var]:
    """The values that may be arrays to which NumPy forbids to write."""
    return [
        op.out
        for op in walk(function.body)
        if isinstance(op, Call) and is_known(op.func, READ_ONLY) and not is_new_matrix(op, facts)
    ]


def is_new_matrix(op: Call, facts: Known) -> bool:
    """Is it `np.diag` of a vector, which makes a matrix?"""
    return op.func is np.diag and facts.rank(op.args[0]) == 1


_PLAIN = {
    operator.iadd: operator.add, operator.isub: operator.sub, operator.imul: operator.mul,
    operator.itruediv: operator.truediv, operator.ifloordiv: operator.floordiv,
    operator.imod: operator.mod, operator.ipow: operator.pow, operator.imatmul: operator.matmul,
    operator.iand: operator.and_, operator.ior: operator.or_, operator.ixor: operator.xor,
    operator.ilshift: operator.lshift, operator.irshift: operator.rshift,
}  # fmt: skip


def out_of_place(op: Call) -> Call:
    """`x = x + y` for `x += y`."""
    return replace(op, func=_PLAIN[op.func])


def require_inexact(ops: list[Op], op: Store, facts: Known) -> None:
    """Check at run time, where it is not proved, that a store does not cut its value to an integer."""
    if not op.derived and not facts.is_inexact(op.array):
        ops.append(Call(Var(), require_inexact_array, (op.array,), replace(op.span)))


def has_effect(op: Op) -> bool:
    """Does the op do anything but compute its result?"""
    return isinstance(op, Call) and not is_pure(op.func) and not is_in_place(op.func)


_MULTIPLYING = dict.fromkeys(
    [operator.mul, operator.truediv, operator.pow, np.multiply, np.divide, np.power]
)


def multiplies(op: Op) -> bool:
    """Does an infinite operand times zero give nan here?"""
    return isinstance(op, Call) and op.func in _MULTIPLYING


_CHEAP = dict.fromkeys(
    [
        operator.add, operator.sub, operator.mul, operator.neg, operator.lt, operator.le,
        operator.gt, operator.ge, operator.eq, operator.ne, operator.not_, operator.is_,
        operator.is_not, operator.truediv, operator.floordiv, operator.mod, operator.and_, operator.or_,
        len, range, slice, build_tuple, min, max, abs,
    ]
)  # fmt: skip
_INDEX_PARTS = dict.fromkeys([slice, build_tuple])


def is_cheap(func: Any) -> bool:
    """Does it cost nearly nothing for numbers?"""
    return is_known(func, _CHEAP)


_GLANCES = dict.fromkeys([np.ndarray.T, len, np.shape, np.ndarray.shape, np.size, np.ndarray.size])


def is_glance(func: Any) -> bool:
    """Does it look at an array without reading an element?"""
    return is_known(func, _GLANCES)


def is_index_part(func: Any) -> bool:
    """Does it put an index together?"""
    return is_known(func, _INDEX_PARTS)


def is_known(func: Any, table: Mapping[Any, object]) -> bool:
    """Is a function, hashable or not, in a table?"""
    try:
        return func in table
    except TypeError:
        return False


def overwrites(func: Any) -> bool:
    """Does it change its first operand?"""
    return is_in_place(func)
