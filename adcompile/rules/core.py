"""The rules of what the compiler itself emits, and of Python's containers and casts of them."""

from __future__ import annotations

import builtins
import operator
from typing import Any

import numpy as np

from adcompile.rules.table import alias, nondifferentiable, rule
from adcompile.runtime.broadcasting import (
    gather_last,
    own,
    own_saved,
    require_inexact_array,
    require_scalar,
    scatter_last,
    stop_gradient,
    unbroadcast,
)
from adcompile.runtime.reductions import unreduce

__all__: list[str] = []


@rule(unbroadcast)
def _unbroadcast(g_out: Any, like: Any, *, out: Any, g: Any) -> Any:
    return np.broadcast_to(g, np.shape(g_out)), None


@_unbroadcast.jvp
def _unbroadcast_jvp(g_out: Any, like: Any, *, out: Any, g_out_dot: Any) -> Any:
    return unbroadcast(g_out_dot, like), None


@rule(own, linear=True)
def _own(x: Any, *, out: Any, g: Any) -> Any:
    return g


@rule(own_saved, linear=True)
def _own_saved(saved: Any, *, out: Any, g: Any) -> Any:
    return g


@rule(gather_last, linear=True)
def _gather_last(x: Any, index: Any, *, out: Any, g: Any) -> Any:
    return scatter_last(g, x, index), None


@rule(scatter_last, linear=True)
def _scatter_last(x: Any, like: Any, index: Any, *, out: Any, g: Any) -> Any:
    return gather_last(g, index), None, None


@rule(builtins.sum, linear=True, offset="start")
def _sum(x: Any, start: Any = 0, *, out: Any, g: Any) -> Any:
    return unreduce(g, x, 0), unbroadcast(g, start)


nondifferentiable(stop_gradient, require_scalar, require_inexact_array)
alias(operator.iadd, operator.add)
alias(operator.isub, operator.sub)
alias(operator.imul, operator.mul)
alias(operator.itruediv, operator.truediv)
alias(operator.ipow, operator.pow)
alias(operator.imod, operator.mod)
alias(operator.imatmul, operator.matmul)
alias(builtins.abs, operator.abs)
alias(builtins.max, np.maximum)  # of two numbers; of more, or of one sequence, it is refused
alias(builtins.min, np.minimum)
