"""adcompile: the gradient of a NumPy function, as another NumPy function.

    from adcompile import grad

    @grad(argnums=("W", "b"))
    def loss(W, b, X, y): ...

    loss(W, b, X, y)     # the gradients
    loss.source          # the code that runs
    loss.export("loss_grad.py")
"""

from adcompile.api.transforms import grad, hvp, jvp, value_and_grad, vjp
from adcompile.runtime.broadcasting import stop_gradient

__all__ = ["grad", "hvp", "jvp", "stop_gradient", "value_and_grad", "vjp"]
__version__ = "0.1.0"
