"""Functions whose derivative is zero, or that no derivative flows through."""

from __future__ import annotations

import builtins
import cmath
import math
import operator
from typing import Any

import numpy as np

from adcompile.ir.primitives import keep_attribute, keys, record_item, set_attribute, set_item
from adcompile.rules.table import nondifferentiable
from adcompile.runtime.broadcasting import require_contiguous, require_number
from adcompile.runtime.containers import inserted_at, zeros_each
from adcompile.runtime.schedules import revolve


def present(module: Any, *names: str) -> list[Any]:
    """The functions of `module` with these names, without those that this version lacks.

    >>> present(math, "floor", "no_such_function") == [math.floor]
    True
    """
    return [getattr(module, name) for name in names if hasattr(module, name)]


# Comparison, logic, bits

nondifferentiable(
    operator.lt, operator.le, operator.eq, operator.ne, operator.ge, operator.gt,
    operator.not_, operator.truth, operator.is_, operator.is_not,
    operator.contains, operator.countOf, operator.indexOf, operator.index, operator.length_hint,
    operator.and_, operator.or_, operator.xor, operator.invert, operator.lshift, operator.rshift,
    np.less, np.less_equal, np.equal, np.not_equal, np.greater_equal, np.greater,
    np.logical_and, np.logical_or, np.logical_xor, np.logical_not,
    np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert, np.left_shift, np.right_shift,
    np.isnan, np.isfinite, np.isinf, np.isposinf, np.isneginf, np.isnat, np.signbit,
    np.isclose, np.allclose, np.array_equal, np.array_equiv, np.isin,
    np.any, np.all, np.ndarray.any, np.ndarray.all,
    math.isnan, math.isfinite, math.isinf, math.isclose,
    cmath.isnan, cmath.isfinite, cmath.isinf, cmath.isclose,
    *present(np, "bitwise_count", "in1d"),
    *present(operator, "is_none", "is_not_none"),
)  # fmt: skip

# Steps.  For complex numbers the sign is the one of the real part, or undefined.

nondifferentiable(
    operator.floordiv, operator.ifloordiv, np.floor_divide, np.floor, np.ceil, np.trunc, np.rint, np.fix,
    np.round, np.around, np.ndarray.round, np.sign, np.spacing,
    math.floor, math.ceil, math.trunc, math.ulp,
    builtins.round, builtins.int, builtins.bool, np.bool_, np.intp,
    np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64,
    *present(np, "round_"),
)  # fmt: skip

# Positions, counts, order

nondifferentiable(
    np.argmax, np.argmin, np.nanargmax, np.nanargmin, np.argsort, np.argpartition, np.lexsort,
    np.argwhere, np.nonzero, np.flatnonzero, np.count_nonzero, np.searchsorted, np.digitize,
    np.ndarray.argmax, np.ndarray.argmin, np.ndarray.argsort, np.ndarray.argpartition,
    np.ndarray.nonzero, np.ndarray.searchsorted,
)  # fmt: skip

# What is done, and not computed

nondifferentiable(set_attribute, set_item, record_item, keep_attribute)

# Whole numbers

nondifferentiable(
    np.gcd, np.lcm, math.gcd, math.lcm, math.isqrt, math.comb, math.perm, math.factorial,
)  # fmt: skip

# Shapes, types, identity

nondifferentiable(
    np.shape, np.ndim, np.size, np.broadcast_shapes, np.result_type, np.dtype, np.can_cast,
    np.promote_types, np.min_scalar_type, np.finfo, np.iinfo, np.issubdtype, np.common_type,
    np.isreal, np.iscomplex, np.isrealobj, np.iscomplexobj, np.isscalar, np.iterable, np.isfortran,
    np.may_share_memory, np.shares_memory,
    np.ndarray.shape, np.ndarray.ndim, np.ndarray.size, np.ndarray.dtype, np.ndarray.itemsize,
    np.ndarray.nbytes, np.ndarray.flags, np.ndarray.strides,
    builtins.len, builtins.range, builtins.isinstance, builtins.issubclass, builtins.type,
    builtins.id, builtins.hash, builtins.callable, builtins.hasattr, builtins.any, builtins.all,
    *present(np, "isdtype"),
)  # fmt: skip

# Arrays of constants and of indices

nondifferentiable(
    np.zeros, np.ones, np.empty, np.zeros_like, np.ones_like, np.empty_like,
    np.eye, np.identity, np.tri, np.indices, np.unravel_index, np.ravel_multi_index, np.ix_,
    np.diag_indices, np.diag_indices_from, np.tril_indices, np.triu_indices,
    np.tril_indices_from, np.triu_indices_from, np.mask_indices,
    np.linalg.matrix_rank, np.hanning, np.hamming, np.blackman, np.bartlett,
)  # fmt: skip

# Text

nondifferentiable(
    builtins.repr, builtins.str, builtins.format, builtins.ascii, builtins.bytes,
    builtins.chr, builtins.ord, builtins.bin, builtins.oct, builtins.hex,
    np.array2string, np.array_repr, np.array_str, np.base_repr, np.binary_repr,
    np.format_float_positional, np.format_float_scientific,
)  # fmt: skip

# The compiler's own

nondifferentiable(keys, inserted_at, zeros_each, require_contiguous, require_number, revolve)
