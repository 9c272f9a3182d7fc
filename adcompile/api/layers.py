"""`forward_backward`: the two halves of a derivative, as a library of layers has them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from adcompile import pipeline
from adcompile.api.arguments import Argnums, conform, kind_of, positions, require_floating
from adcompile.api.calling import collector_paused, cotangents_like
from adcompile.api.exporting import layer_text
from adcompile.backend.emit import Emitted
from adcompile.backend.export import write
from adcompile.backend.load import load
from adcompile.frontend.lower import check
from adcompile.frontend.read import read
from adcompile.ir.facts import DTypeVar, Fact, ShapeVar
from adcompile.ir.nodes import Tree
from adcompile.rules.inference import fact_of_value

__all__ = ["Layer", "Saved", "forward_backward"]


class Saved(tuple):  # type: ignore[type-arg]
    """What the forward half saves for the backward one: a tuple, and what belongs to the call."""

    value: Any  # the result
    wanted: tuple[Any, ...]  # the differentiated arguments
    backward: Callable[..., Any]


class Layer:
    """The two halves of the derivative of a function; see `forward_backward`."""

    def __init__(
        self,
        function: Callable[..., Any],
        argnums: Argnums = 0,
        *,
        optimize: bool = True,
        _known: tuple[Any, ...] | None = None,
    ) -> None:
        self.__wrapped__ = function
        self.argnums = argnums
        self.optimize = optimize
        self.__name__ = getattr(function, "__name__", "function")
        self.__doc__ = getattr(function, "__doc__", None)
        self.__signature__ = inspect.signature(function)
        self._names = list(self.__signature__.parameters)
        self._single = isinstance(argnums, (int, str))
        self._positions = positions(argnums, self.__signature__, self.__name__)
        with collector_paused():
            self._source = read(function)
        check(self._source)
        self._examples = _known
        self._made: dict[bool, tuple[Emitted, Callable[..., Any]]] = {}

    def forward(self, *args: Any, **kwargs: Any) -> tuple[Any, Saved]:
        """The result, and what the backward half needs."""
        bound = self.__signature__.bind(*args, **kwargs)
        bound.apply_defaults()
        given = tuple(bound.arguments.values())
        wanted = tuple(given[k] for k in self._positions)
        checked = [
            require_floating(v, self._names[k], self.__name__)
            for v, k in zip(wanted, self._positions)
        ]
        examples = self._examples
        if examples is not None and [*map(kind_of, given)] != [*map(kind_of, examples)]:
            raise TypeError(
                f"forward_{self.__name__} was specialised for other arguments: specialise it again"
            )
        _, backward = self._compiled(any(checked))
        names = backward.__globals__
        value, saved = names[f"forward_{self._base}"](*given)
        kept = Saved(saved)
        value = apart(value, saved)
        kept.value, kept.wanted, kept.backward = value, wanted, backward
        return value, kept

    def backward(self, saved: tuple[Any, ...], grad_result: Any) -> Any:
        """The gradients of the differentiated arguments: one, or a tuple as `argnums` is one.

        Raises: ValueError if `grad_result` has not the shape of the result.
        """
        if not isinstance(saved, Saved):
            _, backward = self._compiled(False)
            return self._packed(backward(saved, grad_result))
        value = saved.value
        tree = Tree("tuple", (Tree(),) * len(value)) if isinstance(value, tuple) else Tree()
        seeds = cotangents_like(grad_result, value, tree)
        grads = saved.backward(saved, tuple(seeds) if tree.kind else seeds[0])
        grads = grads if len(self._positions) > 1 else (grads,)
        found = tuple(map(conform, grads, saved.wanted))
        return found[0] if self._single else found

    def _packed(self, grads: Any) -> Any:
        return (grads,) if len(self._positions) == 1 and not self._single else grads

    @property
    def _base(self) -> str:
        return "lambda_" if self.__name__ == "<lambda>" else self.__name__

    def _facts(self, is_complex: bool) -> list[Fact]:
        """What the text takes for granted of the arguments."""
        if self._examples is not None:
            return list(map(fact_of_value, self._examples))
        dtype = DTypeVar(inexact=True, real=not is_complex)
        wanted = Fact("array", ShapeVar(), dtype)
        unknown = Fact("any", ShapeVar())
        return [wanted if k in self._positions else unknown for k in range(len(self._names))]

    def _compiled(self, is_complex: bool) -> tuple[Emitted, Callable[..., Any]]:
        """The text and its last function, renewed if a function that it was made of is another one now."""
        made = self._made.get(is_complex)
        if made is None or not all(guard.holds() for guard in made[0].guards):
            with collector_paused():
                emitted = pipeline.two_halves(
                    pipeline.front(self._source),
                    self.__wrapped__,
                    self._positions,
                    self._facts(is_complex),
                    optimised=self.optimize,
                )
            made = self._made[is_complex] = emitted, load(emitted)
        emitted, backward = made
        for name, reference in emitted.captures.items():
            backward.__globals__[name] = reference.read()
        return made

    def _count(self) -> int:
        """How many results there are, 0 for one that is no tuple."""
        tree = pipeline.front(self._source).tree
        return len(tree.children) if tree.kind else 0

    def specialize(self, *args: Any) -> Layer:
        """The halves for arguments like these: their kinds, dtypes and ranks."""
        bound = self.__signature__.bind(*args)
        bound.apply_defaults()
        known = tuple(bound.arguments.values())
        return Layer(self.__wrapped__, self.argnums, optimize=self.optimize, _known=known)

    @property
    def source(self) -> str:
        """The code that runs: both halves, and the functions that they call."""
        return self._compiled(False)[0].text

    def export_text(self, form: str = "numpy") -> str:
        """The text that `export` writes."""
        return layer_text(self, form)

    def export(self, path: str | Path, *, form: str = "numpy", overwrite: bool = False) -> Path:
        """Write both halves to a file that needs NumPy alone; with `form="torch"` also a `torch.autograd.Function`
        that calls them.

        Raises: FileExistsError unless `overwrite`; ExportError for what cannot be written down.
        """
        return write(path, self.export_text(form), overwrite)

    def __repr__(self) -> str:
        return self.source


def apart(value: Any, saved: Any) -> Any:
    """The result in memory of its own where it is among what is saved: the caller may write into it."""
    if isinstance(value, tuple):
        return tuple(apart(part, saved) for part in value)
    if isinstance(value, np.ndarray) and any(np.may_share_memory(value, a) for a in arrays(saved)):
        return value.copy()
    return value


def arrays(saved: Any) -> Iterator[Any]:
    """The arrays in what is saved."""
    if isinstance(saved, (tuple, list)):
        for part in saved:
            yield from arrays(part)
    elif isinstance(saved, np.ndarray):
        yield saved


def forward_backward(
    function: Callable[..., Any], argnums: Argnums = 0, *, optimize: bool = True
) -> Layer:
    """The derivative of a function as two functions, with what the second needs of the first between them.

    `forward(*args)` gives the result and what is saved, `backward(saved, grad_result)` the gradients of the arguments
    `argnums`.  A result may be a tuple; then `grad_result` is one.  Arguments are saved by reference: leave them as they
    are until `backward` has been called.

    Raises: UnsupportedSyntax, MissingRule, NotDifferentiable at the first use, as `grad`

    >>> def affine(x, W, b):
    ...     return W @ x + b
    >>> layer = forward_backward(affine, argnums=("x", "b"))
    >>> out, saved = layer.forward(np.ones(2), np.eye(2), np.zeros(2))
    >>> layer.backward(saved, np.array([1.0, 2.0]))
    (array([1., 2.]), array([1., 2.]))
    """
    return Layer(function, argnums, optimize=optimize)
