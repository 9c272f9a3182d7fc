"""Kind, shape and dtype of the results of NumPy's functions: one short function per family.

Each takes the facts of the arguments, in the primal's own parameters, and returns the fact of the result.
Where a case is not covered the answer is "any": nothing is known.
"""

from __future__ import annotations

import builtins
import cmath
import copy as copying
import inspect
import operator
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from adcompile.ir.facts import (
    NOTHING,
    Dim,
    DTypeVar,
    Extent,
    Fact,
    Integer,
    Shape,
    ShapeVar,
    broadcast,
    find,
    is_weak,
    rank,
    resolve,
    same_extent,
    unify,
)
from adcompile.ir.primitives import (
    assertion,
    binomial,
    build_tuple,
    copy,
    sequence,
    unpack,
)
from adcompile.rules import table
from adcompile.rules.primitives import module_of
from adcompile.runtime import einsum, indexing, norms, parts, products, reductions, shapes
from adcompile.runtime.broadcasting import own, unbroadcast

__all__ = [
    "elementwise_operands",
    "fact_of_constant",
    "fact_of_value",
    "infer_call",
    "is_half_adjoint",
    "item_of",
    "keeps_real",
]

Inference = Callable[..., Fact]
_INFERENCES: dict[Any, Inference] = {}


def infers(*primals: Any) -> Callable[[Inference], Inference]:
    """Register the decorated function for `primals`."""

    def register(function: Inference) -> Inference:
        _INFERENCES.update(dict.fromkeys(primals, function))
        return function

    return register


def anything() -> Fact:
    """Nothing is known."""
    return Fact("any", ShapeVar())


def array(shape: Shape, dtype: Any) -> Fact:
    """An array, be it of shape ()."""
    return Fact("array", shape, dtype)


def scalar_or_array(shape: Shape, dtype: Any) -> Fact:
    """What NumPy returns from arithmetic: a number if the shape is ()."""
    return Fact("number" if resolve(shape) == () else "array", shape, dtype)


def infer_call(func: Any, args: Sequence[Fact], kwargs: dict[str, Fact]) -> Fact:
    """The fact of `func(*args, **kwargs)`."""
    fact = infer_form(func, args, kwargs)
    if fact.kind in ("any", "array") and (fact.dtype is None or isinstance(fact.dtype, DTypeVar)):
        if not is_real(fact.dtype) and stays_real(func, [*args, *kwargs.values()], kwargs):
            return replace(fact, dtype=DTypeVar(is_inexact(fact.dtype), real=True))
    return fact


def infer_form(func: Any, args: Sequence[Fact], kwargs: dict[str, Fact]) -> Fact:
    """The fact of a call, as far as the form of the call is known."""
    try:
        inference = _INFERENCES.get(func)
    except TypeError:
        return anything()
    if inference is not None:
        try:
            return inference(*args, **kwargs)
        except TypeError:  # a call form that the inference does not know
            return anything()
    if func in (max, min) and len(args) == 1:  # an element of a sequence
        return Fact("number", (), args[0].dtype) if rank(args[0].shape) == 1 else anything()
    return elementwise(func, args, kwargs) if is_elementwise(func) else anything()


def stays_real(func: Any, operands: Sequence[Fact], kwargs: Container[str]) -> bool:
    """Is the result of a function real because its arguments are?"""
    return keeps_real(func, kwargs) and all(map(is_real_fact, operands))


def keeps_real(func: Any, kwargs: Container[str]) -> bool:
    """Are the results of a function real where its arguments are?

    >>> keeps_real(np.cumsum, {}), keeps_real(np.cumsum, {"dtype": complex}), keeps_real(np.fft.fft, {})
    (True, False, False)
    """
    if is_known(func, _MAKES_COMPLEX) or is_known(func, _COMPLEX) or "dtype" in kwargs:
        return False
    if module_of(func) in ("numpy", "math", "adcompile", "_operator"):
        return True
    return is_known(func, _KEEP_REAL) or table.is_zero_derivative(func)


def is_known(func: Any, table: Mapping[Any, object]) -> bool:
    """Is a function, hashable or not, in a table?"""
    try:
        return func in table
    except TypeError:
        return False


def is_real_fact(x: Fact) -> bool:
    """Is there no complex number in a value, as far as it is known?"""
    if x.constant is not NOTHING:
        return not holds_complex(x.constant)
    if x.kind in ("tuple", "list"):
        return x.dtype is None and bool(x.items) and all(map(is_real_fact, x.items))
    return is_weak(x.dtype, bool, int, float) or is_real(x.dtype)


def holds_complex(value: Any) -> bool:
    """Is a value that is compiled in a complex number, or does it hold one?"""
    if isinstance(value, (tuple, list)):
        return any(map(holds_complex, value))
    return isinstance(value, (complex, np.complexfloating)) or (
        isinstance(value, np.ndarray) and np.iscomplexobj(value)
    )


def is_half_adjoint(func: Any) -> bool:
    """Is the cotangent of its argument complex, though all in the program may be real?"""
    return is_known(func, _REAL_SIGNALS)


_REAL_SIGNALS = dict.fromkeys([np.fft.irfft, np.fft.hfft, np.fft.irfft2, np.fft.irfftn])
_KEEP_REAL: dict[Any, None] = dict.fromkeys(
    [sum, sorted, min, max, abs, pow, divmod, list, tuple, reversed, float, print, slice, range]
)
_MAKES_COMPLEX: dict[Any, None] = dict.fromkeys(
    [
        np.fft.fft, np.fft.ifft, np.fft.rfft, np.fft.ihfft, np.fft.fft2, np.fft.ifft2, np.fft.rfft2,
        np.fft.fftn, np.fft.ifftn, np.fft.rfftn, np.linalg.eig, np.linalg.eigvals, np.roots, np.poly,
        np.sort_complex, np.emath.sqrt, np.emath.log, np.emath.log2, np.emath.log10, np.emath.logn,
        np.emath.power, np.emath.arcsin, np.emath.arccos, np.emath.arctanh,
        np.ndarray.astype, np.ndarray.view, np.require, parts.with_parts,
        *([np.astype] if hasattr(np, "astype") else []),
    ]
)  # fmt: skip


def is_elementwise(func: Any) -> bool:
    """A ufunc without a core dimension, or a Python operator that acts as one."""
    if func in _COMPARISONS:
        return True
    if isinstance(func, np.ufunc):
        return func.signature is None and func.nout == 1
    if func is divmod:
        return False
    rule = table.lookup(func)
    if rule is None or getattr(rule.primals[0], "nout", 1) > 1:  # math.modf has the rule of np.modf
        return False
    return rule.elementwise


def elementwise_operands(func: Any, args: Sequence[Fact]) -> Sequence[Fact]:
    """The operands that broadcast into an elementwise result; none for other functions."""
    if func is copy or func is operator.pos:
        return args
    if is_elementwise(func):
        return [a for a in args if a.constant is NOTHING]
    return ()


def item_of(func: Any, args: Sequence[Fact]) -> Sequence[tuple[Fact, Shape]]:
    """What a result of shape () says of other operands: `w @ x` takes two vectors."""
    if func in (operator.matmul, np.matmul):
        n = Dim()
        return [(args[0], (n,)), (args[1], (n,))]
    if func is operator.getitem and args[0].kind == "array":
        index = args[1].constant
        if type(index) is int:
            return [(args[0], (Dim(),))]
        if type(index) is tuple and index and all(type(i) is int for i in index):
            return [(args[0], tuple(Dim() for _ in index))]
    return ()


# -- dtypes -------------------------------------------------------------------------------


def fact_of_constant(value: Any) -> Fact:
    """The fact of a literal."""
    if type(value) in (float, int, complex, bool):
        extent = value if type(value) is int else None
        return Fact("number", (), type(value), extent=extent, constant=value)
    if type(value) is tuple:
        items = tuple(fact_of_constant(v) for v in value)
        return Fact("tuple", ShapeVar(), items=items, constant=value)
    return Fact("any", ShapeVar(), constant=value)


def fact_of_value(value: Any) -> Fact:
    """The fact of an example argument: kind, dtype, rank, and which extents are 1."""
    if type(value) in (float, int, complex, bool):
        return Fact("number", (), type(value), extent=Integer() if type(value) is int else None)
    if isinstance(value, np.generic):
        return Fact("number", (), value.dtype)
    if isinstance(value, np.ndarray):
        shape = tuple(1 if n == 1 else Dim(many=True) for n in value.shape)
        return Fact("array", shape, value.dtype)
    if hasattr(value, "tocoo"):
        return Fact("sparse", ShapeVar())
    return anything()


WEAK = {bool: 0, int: 1, float: 2, complex: 3}
_KINDS = {"b": 0, "i": 1, "u": 1, "f": 2, "c": 3}


def promote(dtypes: Sequence[Any]) -> Any:
    """The dtype of arithmetic between these, by NEP 50."""
    strong: dict[Any, None] = {}
    weak = 0
    for dtype in dtypes:
        level = WEAK.get(dtype)
        if level is None:
            strong[dtype] = None
        elif level > weak:
            weak = level
    if not strong:
        return next((t for t, level in WEAK.items() if level == weak), float)
    if len(strong) == 1:
        (only,) = strong
        if isinstance(only, DTypeVar):
            if only.complex or (only.inexact and weak <= 2):
                return only
            return DTypeVar(real=only.real and weak <= 2, complex=weak == 3)
        if only is None:
            return None
        if _KINDS.get(only.kind, -1) >= weak:
            return only
    if all(isinstance(d, np.dtype) for d in strong):
        scalars = [t(0) for t, level in WEAK.items() if level == weak and weak]
        return np.result_type(*strong, *scalars)
    inexact = any(map(is_inexact, strong))
    return DTypeVar(
        inexact, weak <= 2 and all(map(is_real, strong)), weak == 3 or any(map(is_complex, strong))
    )


def is_inexact(dtype: Any) -> bool:
    """Is the dtype known to be floating or complex?"""
    if isinstance(dtype, DTypeVar):
        return dtype.inexact
    return getattr(dtype, "kind", "") in ("f", "c")


def is_real(dtype: Any) -> bool:
    """Is the dtype known not to be complex?"""
    if isinstance(dtype, DTypeVar):
        return dtype.real
    return getattr(dtype, "kind", "c") != "c"


def is_complex(dtype: Any) -> bool:
    """Is the dtype known to be complex?"""
    if isinstance(dtype, DTypeVar):
        return dtype.complex
    return getattr(dtype, "kind", "") == "c"


def floating(dtype: Any) -> Any:
    """The dtype of a function such as exp or the mean."""
    if isinstance(dtype, DTypeVar):
        return dtype if dtype.inexact else DTypeVar(True, dtype.real)
    if dtype in WEAK:
        return np.dtype(complex if dtype is complex else float)
    if isinstance(dtype, np.dtype):
        return dtype if dtype.kind in "fc" else np.dtype(float)
    return DTypeVar(True)


_COMPARISONS = dict.fromkeys(
    [
        operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne,
        np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal,
        np.isnan, np.isfinite, np.isinf, np.logical_and, np.logical_or, np.logical_not,
    ]
)  # fmt: skip
_ARITHMETIC = dict.fromkeys(
    [
        operator.add, operator.sub, operator.mul, operator.neg, operator.pos, operator.pow,
        operator.iadd, operator.isub, operator.imul, operator.mod, operator.floordiv,
        np.add, np.subtract, np.multiply, np.negative, np.positive, np.maximum, np.minimum,
        np.square, np.power, np.where, max, min, np.clip, np.remainder, np.conjugate, np.fmax, np.fmin,
    ]
)  # fmt: skip
_PYTHON = dict.fromkeys(
    [
        operator.add, operator.sub, operator.mul, operator.neg, operator.pos, operator.pow,
        operator.mod, operator.floordiv, operator.truediv, max, min,
    ]
)  # fmt: skip
_REAL: dict[Any, None] = dict.fromkeys(
    [
        np.absolute, operator.abs, builtins.abs, np.real, np.imag, np.angle, cmath.phase, np.ndarray.real, np.ndarray.imag,
    ]
)  # fmt: skip


_COMPLEX: dict[Any, Any] = {
    builtins.complex: complex,
    **{f: None for f in vars(np.emath).values() if callable(f)},  # it depends on the values
    **{t: np.dtype(t) for t in (np.complex64, np.complex128, np.clongdouble)},
    **{f: complex for f in vars(cmath).values() if callable(f)},
}


_AUGMENTED = dict.fromkeys(
    [
        operator.iadd, operator.isub, operator.imul, operator.itruediv, operator.ifloordiv, operator.imod,
        operator.ipow,
    ]
)  # fmt: skip


def elementwise(func: Any, args: Sequence[Fact], kwargs: dict[str, Fact]) -> Fact:
    """An elementwise function with broadcasting."""
    if kwargs:
        return anything()
    operands = args[1:] if func is np.where else args
    shape = broadcast([a.shape for a in args])
    if func in _AUGMENTED and args[0].kind == "array" and rank(args[0].shape) is not None:
        return array(args[0].shape, args[0].dtype)  # the array itself, also one of shape ()
    if func in _ARITHMETIC:
        dtype = promote([a.dtype for a in operands])
        if dtype in WEAK and func not in _PYTHON:
            dtype = np.dtype(dtype)
        if func is operator.pow and dtype is int:
            dtype = DTypeVar()
    elif func in _COMPARISONS:
        dtype = np.dtype(bool)
    elif func in _REAL:
        dtype = operands[0].dtype
        if isinstance(dtype, np.dtype) and dtype.kind == "c":
            dtype = np.zeros(0, dtype).real.dtype
        elif dtype is complex:
            dtype = float
        elif dtype is None or (isinstance(dtype, DTypeVar) and not dtype.real):
            dtype = DTypeVar(is_inexact(dtype), True)
    elif func in _COMPLEX:
        dtype = _COMPLEX[func]
    elif func is operator.truediv:
        joint = promote([a.dtype for a in operands])
        dtype = float if is_weak(joint, int, bool) else joint
        dtype = dtype if is_weak(dtype, float, complex) else floating(dtype)
    elif getattr(func, "__module__", None) == "cmath":
        dtype = complex
    else:
        dtype = floating(promote([a.dtype for a in operands]))
    # An elementwise function of 0-d arrays returns a NumPy scalar, so () always means a number.
    kind = "array" if resolve(shape) else "number"
    if dtype is int and kind == "number":
        return Fact(kind, shape, dtype, extent=computed(func, args))
    if isinstance(dtype, np.dtype) and dtype.kind == "b":
        return mask(shape)
    for a in operands:
        if a.dtype is dtype and a.shape is shape and a.kind == kind and a.is_plain:
            return a
    return Fact(kind, shape, dtype)


def computed(func: Any, args: Sequence[Fact]) -> Extent | None:
    """The integer that arithmetic of integers gives: the same symbol wherever the same is computed."""
    extents = [None if a.extent is None else find(a.extent) for a in args]
    first = next((e for e in extents if isinstance(e, Dim)), None)
    if first is None or func not in _INTEGER or None in extents:
        return None
    key = (_INTEGER[func], *(NOTHING if e is first else e for e in extents))
    return first.parts.setdefault(key, Integer())


_INTEGER = {
    operator.add: "+", operator.sub: "-", operator.mul: "*", operator.neg: "-", operator.floordiv: "//",
    operator.iadd: "+", operator.isub: "-", operator.imul: "*",
}  # fmt: skip


@infers(np.fft.fft, np.fft.ifft, np.fft.fft2, np.fft.ifft2, np.fft.fftn, np.fft.ifftn)
def spectrum(a: Fact, **options: Fact) -> Fact:
    fitted = "n" in options or "s" in options
    return array(ShapeVar() if fitted else a.shape, DTypeVar(inexact=True))


@infers(*_REAL_SIGNALS)
def real_signal(a: Fact, *args: Fact, **options: Fact) -> Fact:
    return array(ShapeVar(), DTypeVar(inexact=True, real=True))


@infers(np.fft.rfft, np.fft.ihfft, np.fft.rfft2, np.fft.rfftn)
def half_spectrum(a: Fact, *args: Fact, **options: Fact) -> Fact:
    return array(ShapeVar(), DTypeVar(inexact=True))


@infers(np.ndarray.tolist)
def in_lists(x: Fact) -> Fact:
    return Fact("number", (), float) if rank(x.shape) == 0 else Fact("list", ShapeVar())


@infers(copying.copy, copying.deepcopy)
def copied(x: Fact) -> Fact:
    return x


@infers(operator.floordiv, operator.ifloordiv, np.floor_divide)
def whole_quotient(x: Fact, y: Fact) -> Fact:
    return elementwise(operator.floordiv, (x, y), {})


@infers(operator.and_, operator.or_, operator.xor)
def both(x: Fact, y: Fact) -> Fact:
    if not all(isinstance(f.dtype, np.dtype) and f.dtype.kind == "b" for f in (x, y)):
        return anything()
    return mask(broadcast([x.shape, y.shape]))


@infers(operator.invert, np.logical_not)
def neither(x: Fact) -> Fact:
    known = isinstance(x.dtype, np.dtype) and x.dtype.kind == "b"
    return mask(x.shape) if known else anything()


def mask(shape: Shape) -> Fact:
    """A truth for each element."""
    return Fact("array" if resolve(shape) else "number", shape, np.dtype(bool), picks=Dim())


# -- plumbing -----------------------------------------------------------------------------


@infers(copy, own)
def same(x: Fact) -> Fact:
    return x


@infers(parts.with_parts)
def complex_array(real: Fact, imag: Fact) -> Fact:
    if not isinstance(real.dtype, np.dtype) or not isinstance(imag.dtype, np.dtype):
        return anything()
    return array(real.shape, np.result_type(real.dtype, imag.dtype, np.complex64))


@infers(build_tuple)
def container(*items: Fact) -> Fact:
    return Fact("tuple", ShapeVar(), items=items)


@infers(range)
def numbers(*bounds: Fact) -> Fact:
    return Fact("list", ShapeVar(), int)


@infers(reversed)
def backwards(x: Fact) -> Fact:
    return Fact("list", ShapeVar(), x.dtype) if x.kind == "list" else anything()


@infers(binomial)
def counted_out(counts: Fact, snapshots: Fact) -> Fact:
    return counts


@infers(sequence)
def indexable(x: Fact) -> Fact:
    return x if x.kind in ("array", "list", "tuple") else anything()


@infers(builtins.float)
def as_float(x: Fact) -> Fact:
    return Fact("number", (), float)


@infers(builtins.int)
def as_int(x: Fact, base: Fact | None = None) -> Fact:
    return Fact("number", (), int, extent=x.extent)


@infers(builtins.complex)
def as_complex(real: Fact, imag: Fact | None = None) -> Fact:
    return Fact("number", (), complex)


def converts_to(scalar: type[np.generic]) -> None:
    """What a type of NumPy makes of its argument."""

    @infers(scalar)
    def converted(x: Fact) -> Fact:
        return scalar_or_array(x.shape, np.dtype(scalar))


for _type in (
    np.float16, np.float32, np.float64, np.longdouble, np.complex64, np.complex128, np.clongdouble,
    np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64,
):  # fmt: skip
    converts_to(_type)


@infers(assertion)
def nothing(*_: Fact) -> Fact:
    return anything()


@infers(unpack)
def unpacked(value: Fact, position: Fact, count: Fact) -> Fact:
    if value.kind == "tuple" and len(value.items) == count.constant:
        item: Fact = value.items[position.constant]
        return item
    return Fact("saved", ShapeVar()) if value.kind == "saved" else anything()


@infers(unbroadcast)
def as_like(g: Fact, like: Fact) -> Fact:
    kind = like.kind if like.kind == "number" else "array"
    return Fact(kind, like.shape, like.dtype)


@infers(np.zeros_like, np.ones_like, np.empty_like)
def like_another(x: Fact, dtype: Fact | None = None) -> Fact:
    return Fact("array", x.shape, x.dtype if dtype is None else dtype_from(dtype))


def dtype_from(fact: Fact) -> Any:
    """The dtype that an argument asks for."""
    if fact.kind == "dtype":
        return fact.dtype
    return np.dtype(fact.constant) if isinstance(fact.constant, type) else DTypeVar()


@infers(np.full_like)
def filled_like(x: Fact, value: Fact) -> Fact:
    return Fact("array", x.shape, x.dtype)


@infers(len)
def length(x: Fact) -> Fact:
    shape = resolve(x.shape)
    known = not isinstance(shape, ShapeVar) and len(shape) > 0
    extent = shape[0] if known and not isinstance(shape, ShapeVar) else Dim()
    return Fact("number", (), int, extent=extent)


@infers(np.size, np.ndarray.size, np.ndim, np.ndarray.ndim)
def integer(x: Fact) -> Fact:
    return Fact("number", (), int) if x.kind != "any" else anything()


@infers(np.shape, np.ndarray.shape)
def shape_tuple(x: Fact) -> Fact:
    shape = resolve(x.shape)
    if isinstance(shape, ShapeVar):
        return Fact("tuple", ShapeVar(), measures=shape)
    return Fact(
        "tuple",
        (len(shape),),
        measures=shape,
        items=tuple(Fact("number", (), int, extent=e) for e in shape),
    )


def helper_like(*dtypes_of: Fact, like: Fact) -> Fact:
    """A helper whose result has the shape of one of its arguments."""
    return Fact("array", like.shape, promote([f.dtype for f in dtypes_of]))


@infers(
    reductions.unreduce, shapes.untile, shapes.unrepeat, shapes.undiagonal, shapes.untrace,
    shapes.undiag, shapes.undiff, shapes.unpad, indexing.unindex, indexing.untake, einsum.fit,
)  # fmt: skip
def undone(x: Fact, like: Fact, *_: Fact, **__: Fact) -> Fact:
    return helper_like(x, like=like)


@infers(products.matmul_grad_a, products.dot_grad_a, products.inner_grad_a)
def left_factor(g: Fact, a: Fact, b: Fact) -> Fact:
    return helper_like(g, b, like=a)


@infers(products.matmul_grad_b, products.dot_grad_b, products.inner_grad_b)
def right_factor(g: Fact, a: Fact, b: Fact) -> Fact:
    return helper_like(g, a, like=b)


@infers(np.linalg.norm)
def length_of(x: Fact, ord: Fact | None = None) -> Fact:
    dtype = floating(x.dtype)
    return Fact("number", (), dtype if is_real(dtype) else DTypeVar(True, True))


@infers(norms.direction)
def directed(x: Fact, length: Fact) -> Fact:
    return helper_like(x, length, like=x)


@infers(reductions.tie_share)
def share(x: Fact, extreme: Fact, axis: Fact | None = None) -> Fact:
    if axis is not None and rank(x.shape) == 0:  # an axis of a number is kept, of extent 1
        return array((1,), x.dtype)
    return helper_like(x, like=x)


# -- reductions ---------------------------------------------------------------------------


def reduced_shape(x: Fact, axis: Fact | None, keepdims: Fact | None) -> Shape | None:
    """The shape of a reduction."""
    keep = keepdims is not None and keepdims.constant is True
    if keepdims is not None and not isinstance(keepdims.constant, bool):
        return None
    if (axis is None or axis.constant is None) and not keep:
        return ()
    shape = resolve(x.shape)
    if isinstance(shape, ShapeVar):
        return None
    if axis is None or axis.constant is None:
        axes = tuple(range(len(shape)))
    elif axis.constant is NOTHING:
        return None
    else:
        axes = axis.constant if isinstance(axis.constant, tuple) else (axis.constant,)
    if not all(type(a) is int and -len(shape) <= a < len(shape) for a in axes):
        return None
    gone = {a % len(shape) for a in axes}
    if keep:
        return tuple(1 if k in gone else e for k, e in enumerate(shape))
    return tuple(e for k, e in enumerate(shape) if k not in gone)


def reduction(x: Fact, axis: Fact | None = None, *, keepdims: Fact | None = None) -> Fact:
    if x.kind == "any" and x.dtype is None:
        x = Fact("array", x.shape, DTypeVar())
    shape = reduced_shape(x, axis, keepdims)
    return scalar_or_array(ShapeVar() if shape is None else shape, summed(x.dtype))


def summed(dtype: Any) -> Any:
    """The dtype of a sum: narrow integers widen."""
    if isinstance(dtype, DTypeVar):
        return dtype if dtype.inexact else DTypeVar(real=dtype.real)
    if dtype in WEAK:
        return np.dtype(dtype)
    return dtype if getattr(dtype, "kind", "") in ("f", "c") else DTypeVar()


@infers(np.max, np.min, np.ndarray.max, np.ndarray.min, np.amax, np.amin)
def extreme(
    x: Fact, axis: Fact | None = None, *, keepdims: Fact | None = None, **options: Fact
) -> Fact:
    return reduction(x, axis, keepdims=keepdims)


@infers(np.sum, np.prod, np.ndarray.sum, np.ndarray.prod, np.nansum, np.nanprod)
def total(
    x: Fact,
    axis: Fact | None = None,
    dtype: Fact | None = None,
    *,
    keepdims: Fact | None = None,
    initial: Fact | None = None,
    where: Fact | None = None,
) -> Fact:
    whole = reduction(x, axis, keepdims=keepdims)
    if initial is not None:
        whole = Fact(whole.kind, whole.shape, promote([whole.dtype, initial.dtype]))
    return whole if dtype is None else Fact(whole.kind, whole.shape, dtype_from(dtype))


@infers(np.mean, np.std, np.var, np.ndarray.mean, np.ndarray.std, np.ndarray.var)
def averaged(x: Fact, axis: Fact | None = None, dtype: Fact | None = None, **options: Fact) -> Fact:
    whole = reduction(x, axis, keepdims=options.get("keepdims"))
    return Fact(whole.kind, whole.shape, floating(x.dtype) if dtype is None else dtype_from(dtype))


# -- products -----------------------------------------------------------------------------


@infers(operator.matmul, np.matmul)
def product(a: Fact, b: Fact) -> Fact:
    dtype = promote([a.dtype, b.dtype])
    p, q = resolve(a.shape), resolve(b.shape)
    if isinstance(p, ShapeVar) or isinstance(q, ShapeVar) or not p or not q:
        return Fact("array", ShapeVar(), dtype)
    unify((p[-1],), (q[-2 if len(q) > 1 else 0],))
    p, q = resolve(p), resolve(q)
    assert not isinstance(p, ShapeVar) and not isinstance(q, ShapeVar)
    batch = broadcast([p[:-2], q[:-2]])
    known = resolve(batch)
    if isinstance(known, ShapeVar):
        return Fact("array", ShapeVar(), dtype)
    return scalar_or_array(known + p[-2:-1] + (q[-1:] if len(q) > 1 else ()), dtype)


@infers(np.dot, np.ndarray.dot)
def dotted(a: Fact, b: Fact) -> Fact:
    p, q = rank(a.shape), rank(b.shape)
    if p in (1, 2) and q in (1, 2):
        return product(a, b)
    return Fact("array", ShapeVar(), promote([a.dtype, b.dtype]))


@infers(np.outer)
def outer(a: Fact, b: Fact) -> Fact:
    p, q = resolve(a.shape), resolve(b.shape)
    one_d = not isinstance(p, ShapeVar) and not isinstance(q, ShapeVar) and len(p) == len(q) == 1
    shape: Shape = p + q if one_d else (Dim(), Dim())  # type: ignore[operator]
    return array(shape, promote([a.dtype, b.dtype]))


@cache
def parameters(function: Inference) -> inspect.Signature:
    """The signature of an inference."""
    return inspect.signature(function)


def provably(a: Extent, b: Extent) -> bool:
    """Are two extents equal?"""
    return same_extent(a, b)
