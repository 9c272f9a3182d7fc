"""adcompile: the gradient of a NumPy function, as another NumPy function.

from adcompile import grad

@grad(argnums=("W", "b"))
def loss(W, b, X, y): ...

loss(W, b, X, y)     # the gradients
loss.source          # the code that runs
loss.export("loss_grad.py")
"""

from __future__ import annotations

from adcompile.api.check import check_grads
from adcompile.api.coverage import Support, supports
from adcompile.api.exporting import VERSION as __version__
from adcompile.api.final import final
from adcompile.api.jacobians import elementwise_grad, hessian, jacfwd, jacobian, jacrev
from adcompile.api.layers import Layer, forward_backward
from adcompile.api.transforms import grad, hvp, jvp, value_and_grad, vjp
from adcompile.diagnostics import (
    AdcompileError,
    AdcompileWarning,
    ExportError,
    InternalError,
    MissingRule,
    NotDifferentiable,
    SourceNotFound,
    UnsupportedSyntax,
)
from adcompile.ir.primitives import checkpoint
from adcompile.rules.managers import transparent
from adcompile.rules.table import active, nondifferentiable, rule
from adcompile.runtime.broadcasting import stop_gradient

__all__ = [
    "AdcompileError",
    "AdcompileWarning",
    "ExportError",
    "InternalError",
    "Layer",
    "MissingRule",
    "NotDifferentiable",
    "SourceNotFound",
    "Support",
    "UnsupportedSyntax",
    "__version__",
    "active",
    "check_grads",
    "checkpoint",
    "elementwise_grad",
    "final",
    "forward_backward",
    "grad",
    "hessian",
    "hvp",
    "jacfwd",
    "jacobian",
    "jacrev",
    "jvp",
    "nondifferentiable",
    "rule",
    "stop_gradient",
    "supports",
    "transparent",
    "value_and_grad",
    "vjp",
]
