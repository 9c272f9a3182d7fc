"""What is said of a kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

__all__ = ["Kernel", "normal", "uniform"]


@dataclass(frozen=True)
class Kernel:
    """A function of arrays, arguments for it, and what does not work yet.

    `constants` are the names of floating arguments that are left out where the emitted text is looked at.
    `analytic`: derivatives are taken by a complex step.  `open` maps a mode (`reverse`, `generic`, `forward`,
    `second` or `every`) to the reason why it fails today.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    constants: tuple[str, ...] = ("weights",)
    analytic: bool = True
    open: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def args(self) -> list[Any]:
        """Arguments of one's own: most kernels write into them."""
        return [a.copy() if isinstance(a, np.ndarray) else a for a in self.arguments]

    @property
    def wrt(self) -> tuple[int, ...]:
        """The positions of all floating arguments."""
        return tuple(k for k, a in enumerate(self.arguments) if np.result_type(a).kind in "fc")


def normal(*shape: int, seed: int = 0) -> Any:
    """Normal numbers, the same for the same shape and seed."""
    return np.random.default_rng([seed, *shape]).normal(size=shape)


def uniform(*shape: int, seed: int = 0) -> Any:
    """Numbers between 0.5 and 1.5."""
    return np.random.default_rng([seed, *shape]).uniform(0.5, 1.5, size=shape)
