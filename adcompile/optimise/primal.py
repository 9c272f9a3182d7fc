"""The user's program, made ready to be differentiated.

    y = np.exp(x) * a + np.exp(x) * b        e = np.exp(x)
                                        =>   y = e * a + e * b

What is computed once has one cotangent, and what is read once gets one contribution.  Values that a branch or
a loop reads from around it are left alone: their cotangents would have to be handed out.
"""

from __future__ import annotations

from adcompile.ir.nodes import Function
from adcompile.optimise.common import merge_common

__all__ = ["prepare"]


def prepare(function: Function) -> Function:
    """The same program with less to reverse."""
    return merge_common(function, across=False)
