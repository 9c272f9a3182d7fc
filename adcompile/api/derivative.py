"""The object that `grad` and its relatives return."""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar, overload

import numpy as np

from adcompile import pipeline
from adcompile.api.arguments import (
    Argnums,
    conform,
    require_floating,
    require_separate,
)
from adcompile.api.calling import collector_paused, cotangents_like
from adcompile.api.compiled import Compiled, Options, compile_function, transform
from adcompile.api.dispatch import fast_path
from adcompile.api.exporting import module_text
from adcompile.api.inside_dispatch import inside_path, is_holding
from adcompile.api.insides import (
    Wanted,
    examples_fit,
    facts_inside,
    flat_tangents,
    has_leaves,
    is_as_emitted,
    is_structured,
    leaf_paths,
    leaves_of,
    regrouped,
    shape_of,
    targets,
    tree_of,
    value_at,
)
from adcompile.api.layers import Layer
from adcompile.api.results import (
    conformed,
    describe,
    is_floating,
    key_of,
    owner_name,
    tangents_like,
)
from adcompile.api.singular import widened
from adcompile.backend.export import write
from adcompile.diagnostics import AdcompileError, InternalError, UnsupportedSyntax
from adcompile.frontend.kinds import Unknown, holds_code, is_object
from adcompile.frontend.lower import check
from adcompile.frontend.read import read
from adcompile.frontend.source import Source
from adcompile.ir.closed import closed
from adcompile.ir.facts import DTypeVar, Fact, ShapeVar
from adcompile.ir.nodes import Const, Function, Tree, Var, tuple_of, walk
from adcompile.ir.rewrite import as_forward
from adcompile.rules.inference import fact_of_value
from adcompile.runtime.broadcasting import own

__all__ = ["Derivative"]

P = ParamSpec("P")
R = TypeVar("R")
MOST_VARIANTS = 16
STARRED = {
    inspect.Parameter.VAR_POSITIONAL,
    inspect.Parameter.VAR_KEYWORD,
    inspect.Parameter.KEYWORD_ONLY,
}
_REAL = np.dtype(float)


class Derivative(Generic[P, R]):
    """A compiled derivative: a callable with the source of what it runs.

    >>> import numpy as np
    >>> from adcompile import grad
    >>> def f(x):
    ...     return np.sin(x) * x
    >>> round(grad(f)(0.0), 3)
    0.0
    """

    def __init__(
        self,
        function: Callable[..., Any],
        argnums: Argnums,
        options: Options,
        source: Source | None = None,
        known: tuple[Fact, ...] | None = None,
    ) -> None:
        self.argnums = argnums
        self.options = options
        self._known = known
        self._bound: tuple[Any, ...] = ()
        self._origin = source
        if isinstance(function, types.MethodType) and not isinstance(function.__func__, Derivative):
            self._bound = (function.__self__,)
        if isinstance(function, Derivative):
            self._bound = function._bound
        self.__wrapped__ = function
        name = getattr(function, "__name__", "function")
        name = "lambda_" if name == "<lambda>" else name
        self._target = name
        self._made = {
            "grad": "grad_",
            "value_and_grad": "value_and_grad_",
            "vjp": "vjp_",
            "jvp": "jvp_",
        }[options.kind] + name
        self.__name__ = self.__qualname__ = self._made
        self.__module__ = getattr(function, "__module__", None) or __name__
        self.__doc__ = getattr(function, "__doc__", None)
        if source is None and not hasattr(function, "__adcompile_function__"):
            with collector_paused():
                source = read(function)
        self._read = source, getattr(function, "__code__", None)
        self.__signature__ = inspect.signature(function)
        self._single = isinstance(argnums, (int, str))
        self._owner: str = owner_name(function) if self._bound else ""
        self._targets = targets(argnums, self.__signature__, name, self._owner)
        self._plain = all(t.is_parameter for t in self._targets)
        self._positions = tuple(t.position for t in self._targets)
        self._names = list(self.__signature__.parameters)
        self._variants: dict[tuple[Any, ...], Compiled] = {}  # by the kinds of the arguments
        self._count = len(self.__signature__.parameters)
        self._simple = not {p.kind for p in self.__signature__.parameters.values()} & STARRED
        self._fast: Callable[..., Any] = self._call
        self._installed = 0
        self._compiled: dict[bool, Compiled] = {}  # for real and for complex arguments
        self._exampled: dict[tuple[Any, ...], list[Compiled]] = {}  # for what is inside arguments
        if source is not None:
            check(source)

    # -- calling --------------------------------------------------------------------------

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            if kwargs or len(args) != self._count:
                return self._call(*args, **kwargs)  # type: ignore[no-any-return]
            return self._fast(*args)  # type: ignore[no-any-return]
        except (ZeroDivisionError, OverflowError) as error:
            return self._singular(error, args, kwargs)  # type: ignore[no-any-return]

    def _call(self, *args: Any, **kwargs: Any) -> Any:
        """The long way: every check; then a fast path for the next call like this one."""
        values = self._differentiated(args, kwargs)
        is_complex = self._check_values(values)
        try:
            compiled = self._variant(args, kwargs, is_complex)
        except pipeline.NotScalar:
            self._refuse_result(args, kwargs)
            raise
        self._check(compiled, args, kwargs, values)
        values = list(map(shape_of, values))
        result = compiled.function(*self._bound, *args, **kwargs)
        finished = self._finish(result, values, args, kwargs)
        if not kwargs and not is_complex:
            self._install(compiled, args)
        return finished

    def _variant(
        self, args: Sequence[Any], kwargs: dict[str, Any], is_complex: bool, general: bool = False
    ) -> Compiled:
        """The compilation for arguments like these: specialised, while there are not too many."""
        given = self._given(args, kwargs)
        if self._looks_inside(given):
            return self._for_examples(given)
        try:
            if general or is_complex or self._bound or not self.options.optimize:
                return self._general(given, is_complex)
            return self._special(given, is_complex)
        except AdcompileError:
            # What cannot be compiled for any list or dict may be for those that are passed.
            if any(map(is_structured, given)):
                with suppress(AdcompileError):
                    return self._for_examples(given, everything=True)
            raise

    def _given(self, args: Sequence[Any], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        """The values of all parameters, by default where they are not passed."""
        if not kwargs and len(args) == self._count and self._simple:
            return tuple(args)
        bound = self._bind(args, kwargs)
        bound.apply_defaults()
        return tuple(bound.arguments.values())

    def _general(self, given: tuple[Any, ...], is_complex: bool) -> Compiled:
        """The compilation for all arguments; one for these, where it depends on what they are."""
        if is_complex and hasattr(self.__wrapped__, "__adcompile_function__"):
            return self._special(given, is_complex)  # the inner derivative has to know of it
        try:
            compiled = self._ready(is_complex)
        except UnsupportedSyntax:
            compiled = None
        if compiled is not None and not compiled.doubtful:
            return compiled
        return self._special(given, is_complex)

    def _looks_inside(self, given: Sequence[Any]) -> bool:
        """Does the compilation depend on what is inside of an argument?"""
        if not self._plain or (self._owner and is_object(self._bound[0])):
            return True
        if any(is_structured(given[k]) for k in self._positions):
            return True
        return any(map(holds_code, given))

    def _examples(self, given: Sequence[Any]) -> dict[str, Any]:
        """The values of all parameters, that of a bound method included."""
        owner = {self._owner: self._bound[0]} if self._owner else {}
        return owner | dict(zip(self._names, given))

    def _for_examples(self, given: Sequence[Any], everything: bool = False) -> Compiled:
        """The compilation for arguments with such values inside."""
        return self._inside(self._examples(given), key_of(given), everything)

    def _inside(
        self, examples: dict[str, Any], key: tuple[Any, ...], everything: bool = False
    ) -> Compiled:
        """The compilation for what is inside these arguments, of which some may be left out."""
        known = self._exampled.setdefault(key, [])
        for compiled in known:
            if compiled.is_current() and examples_fit(compiled.program, examples):
                if compiled.emitted.captures:
                    compiled.refresh()
                return compiled
        del known[: max(0, len(known) + 1 - MOST_VARIANTS)]
        compiled = self._compile_for(examples, everything)
        compiled.refresh()
        known.append(compiled)
        return compiled

    def _special(self, given: tuple[Any, ...], is_complex: bool) -> Compiled:
        """The compilation for arguments like these, while there are not too many."""
        key = key_of(given)
        compiled = self._variants.get(key)
        if compiled is None or not compiled.is_current():
            if compiled is None and len(self._variants) >= MOST_VARIANTS:
                return self._ready(is_complex)
            compiled = self._variants[key] = self._compile(False, tuple(map(fact_of_value, given)))
        if compiled.emitted.captures:
            compiled.refresh()
        return compiled

    def _install(self, compiled: Compiled, args: Sequence[Any]) -> None:
        """Make calls with arguments like these fast."""
        inside = bool(compiled.program.givens)
        if (
            compiled.writes
            or (self._bound and not inside)
            or self.options.holomorphic
            or self.options.has_aux
            or self._installed > 50
        ):
            return
        if self.options.kind not in ("grad", "value_and_grad"):
            return
        self._installed += 1
        if inside:
            bound = {self._owner: self._bound[0]} if self._bound else {}
            finish = None if self._is_exact(compiled, args) else self._finish_inside
            if finish is None or not any(map(is_holding, walk(compiled.program.body))):
                path = inside_path(compiled, self.__signature__, args, bound, finish, self._call)
                self._fast = path or self._call
            return
        fast = fast_path(
            compiled,
            self.__signature__,
            args,
            self._positions,
            self._single,
            self.options.kind == "value_and_grad",
            self._finish_fast,
            self._call,
        )
        self._fast = fast or self._call

    def _is_exact(self, compiled: Compiled, args: Sequence[Any]) -> bool:
        """Are the gradients what is to be returned, as they are?"""
        examples = self._examples(args)
        values = [value_at(target, examples) for target in self._targets]
        count = sum(len(leaf_paths(value, ())) for value in values)
        return compiled.exact.issuperset(range(count)) and all(map(is_as_emitted, values))

    def _finish_inside(self, result: Any, args: Sequence[Any]) -> Any:
        """The result with gradients in the type, shape and dtype of the arguments."""
        examples = self._examples(args)
        likes = [shape_of(value_at(target, examples)) for target in self._targets]
        return self._finish(result, likes, args, {})

    def _finish_fast(self, grads: Any, args: Sequence[Any]) -> Any:
        return self._conformed(grads, [args[k] for k in self._positions], args, {})

    def _pullback(self, *args: Any, **kwargs: Any) -> tuple[Any, Callable[..., tuple[Any, ...]]]:
        """The value, and the checked function from cotangents to gradients."""
        values = self._differentiated(args, kwargs)
        is_complex = self._check_values(values)
        compiled = self._variant(args, kwargs, is_complex, general=True)
        self._check(compiled, args, kwargs, values)
        values = list(map(shape_of, values))
        value, pullback = compiled.function(*self._bound, *args, **kwargs)
        tree = compiled.program.tree.children[0]

        def vjp_fn(cotangent: Any) -> tuple[Any, ...]:
            seeds = cotangents_like(cotangent, value, tree)
            return tuple(map(conformed, regrouped(pullback(*seeds), values), values))

        return value, vjp_fn

    def _pushforward(
        self, args: tuple[Any, ...], tangents: tuple[Any, ...], **kwargs: Any
    ) -> tuple[Any, Any]:
        """The value and its tangent; `tangents` are those of the differentiated arguments."""
        values = self._differentiated(args, kwargs)
        is_complex = self._check_values(values)
        compiled = self._variant(args, kwargs, is_complex, general=True)
        self._check(compiled, args, kwargs, values)
        bound = self._bind(args, kwargs)
        bound.apply_defaults()
        cast = [conform(t, x) for t, x in flat_tangents(tangents, values)]
        value, dots = compiled.function(
            *self._bound,
            *bound.args,
            **dict(zip(self._dots(compiled, len(cast)), cast)),
            **bound.kwargs,
        )
        return value, tangents_like(dots, value, compiled.program.tree.children[0])

    def _dots(self, compiled: Compiled, count: int) -> list[str]:
        """The names of the tangent parameters."""
        parameters = inspect.signature(compiled.function).parameters.values()
        named = [p.name for p in parameters if p.kind is not p.VAR_KEYWORD]
        return named[-count:]

    def _ready(self, is_complex: bool = False) -> Compiled:
        """The compilation, renewed if a function that it was compiled from is another one now."""
        examples = self._shown()
        if examples:
            return self._inside(examples, tuple(examples))
        compiled = self._compiled.get(is_complex)
        if compiled is None or not compiled.is_current():
            compiled = self._compiled[is_complex] = self._compile(is_complex)
        if compiled.emitted.captures:
            compiled.refresh()
        return compiled

    def _shown(self) -> dict[str, Any]:
        """The arguments that are known before a call, if the compilation depends on what is inside of them."""
        return {self._owner: self._bound[0]} if self._owner and is_object(self._bound[0]) else {}

    def _differentiated(self, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
        """The values of the differentiated parameters, by position, keyword or default."""
        count = len(args)
        if not self._plain:
            examples = self._examples(self._given(args, kwargs))
            return [value_at(target, examples) for target in self._targets]
        if not kwargs and all(k < count for k in self._positions):
            return [args[k] for k in self._positions]
        bound = self._bind(args, kwargs)
        bound.apply_defaults()
        return [bound.arguments[self._names[k]] for k in self._positions]

    def _bind(self, args: Sequence[Any], kwargs: dict[str, Any]) -> inspect.BoundArguments:
        """The arguments by their names; a call that does not fit is refused as Python does."""
        try:
            return self.__signature__.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{self._target}() {error}") from None

    def _check_values(self, values: list[Any]) -> bool:
        """Refuse what has no derivative; is any of the others complex?"""
        found = False
        for target, value in zip(self._targets, values):
            if type(value) is not float and not has_leaves(value, target.text):
                found |= require_floating(value, target.text, self._target)
        return found

    def _check(
        self, compiled: Compiled, args: Sequence[Any], kwargs: dict[str, Any], values: list[Any]
    ) -> None:
        """Refuse what the compilation does not fit."""
        if compiled.writes:
            require_separate(dict(zip(self._names, args)) | kwargs, self._target)
        if compiled.ranks:
            self._check_ranks(compiled, args, kwargs)
        if self.options.holomorphic and not all(np.iscomplexobj(v) for v in values):
            raise TypeError("holomorphic=True needs complex arguments: pass x.astype(complex)")

    def _check_ranks(self, compiled: Compiled, args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        given = kwargs
        if args:
            given = dict(zip(self._names, args))
            given.update(kwargs)
        for name, rank in compiled.ranks.items():
            if name not in given:
                continue
            value = given[name]
            ndim = value.ndim if type(value) is np.ndarray else np.ndim(value)
            if ndim != rank:
                self._refuse_shape(name, rank, value, args, kwargs)

    def _refuse_shape(
        self, name: str, rank: int, value: Any, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> None:
        """The result is not a scalar, or cannot be computed: say which."""
        self._refuse_result(args, kwargs)
        raise InternalError(
            f"`{name}` was taken to have {rank} axes but has shape {np.shape(value)}", None, None
        )

    def _refuse_result(self, args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        """Refuse a result that is no scalar, by its shape."""
        result = self._value(args, kwargs)
        shape = np.shape(result[0] if self.options.has_aux else result)
        if shape != ():
            raise TypeError(
                f"{self._made} needs a function that returns a scalar, but {self._target}() returns "
                f"shape {shape}; sum it with np.sum, or use jacrev or vjp"
            ) from None

    def _value(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """What the function itself returns; it may write into its arguments, so it gets copies."""
        named = {name: own(value) for name, value in kwargs.items()}
        return self.__wrapped__(*map(own, args), **named)

    def _singular(self, error: ArithmeticError, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """A singular point: NumPy's rules say inf, where Python's floats raise.

        Only an error of the backward half is ours; one of the forward half is the function's own.
        """
        trace = error.__traceback__
        made = {
            c.function.__code__: c for c in (*self._variants.values(), *self._compiled.values())
        }
        while trace is not None and trace.tb_frame.f_code not in made:
            trace = trace.tb_next
        if trace is None or trace.tb_lineno < made[trace.tb_frame.f_code].backward_line:
            raise error
        if made[trace.tb_frame.f_code].catches:
            raise error  # with other numbers another handler might run
        if made[trace.tb_frame.f_code].is_mixed:
            try:  # does the function raise something itself, be it in a later iteration?
                self._value(args, kwargs)
            except Exception as own:
                raise own from None
        wide = [np.float64(a) if type(a) is float else a for a in args]
        named = {k: np.float64(a) if type(a) is float else a for k, a in kwargs.items()}
        compiled = self._ready()
        try:
            result = widened(compiled.function)(*self._bound, *wide, **named)
        except ArithmeticError:
            raise error from None
        return self._finish(result, self._differentiated(args, kwargs), args, kwargs)

    def _finish(
        self, result: Any, values: list[Any], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> Any:
        """Gradients in the type, shape and dtype of their arguments."""
        kind, aux = self.options.kind, self.options.has_aux
        if kind == "grad" and not aux:
            return self._conformed(result, values, args, kwargs)
        first, second = result
        if kind == "grad":
            return self._conformed(first, values, args, kwargs), second
        return first, self._conformed(second, values, args, kwargs)

    def _conformed(
        self, grads: Any, values: list[Any], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> Any:
        if not self.options.holomorphic:
            for g in leaves_of((grads,) if self._single else grads):
                if isinstance(g, complex) or getattr(g, "dtype", _REAL).kind == "c":
                    self._refuse_complex(args, kwargs)
                    break
        if self._single:
            return conformed(grads, values[0])
        return tuple(map(conformed, grads, values))

    def _refuse_complex(self, args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        """A complex result has no gradient unless the function is said to be holomorphic."""
        value = self._value(args, kwargs)
        if self.options.has_aux:
            value = value[0]
        if self.options.kind in ("grad", "value_and_grad") and np.iscomplexobj(value):
            raise TypeError(
                f"{self._target}() returns a complex number: take its real part or absolute value, or "
                "say holomorphic=True"
            )

    # -- compiling ------------------------------------------------------------------------

    def _program(self, facts: tuple[Fact, ...] | None = None) -> tuple[Function, tuple[Var, ...]]:
        """The SSA form of the function, and its differentiated parameters."""
        inner = self.__wrapped__
        if hasattr(inner, "__adcompile_function__"):
            program = inner.__adcompile_function__(facts)
        else:
            program = pipeline.front(self._source())
        shift = len(self._bound)
        return program, tuple(program.params[k + shift].var for k in self._positions)

    def _source(self) -> Source:
        """The source as it was read at first: the file may have been edited since."""
        source, code = self._read
        if source is None or code is not getattr(self.__wrapped__, "__code__", None):
            return read(self.__wrapped__)
        return source

    @collector_paused()
    def _compile(self, is_complex: bool = False, facts: tuple[Fact, ...] | None = None) -> Compiled:
        facts = facts or self._known
        program, wrt = self._program(facts)
        tree = program.tree
        if self.options.kind in ("grad", "value_and_grad"):
            self._check_result(program, tree.kind, len(tree.children))
        known = None
        if is_complex:
            known = {v: Fact("array", ShapeVar(), DTypeVar(inexact=True)) for v in wrt}
        if facts is not None:
            params = program.params[len(self._bound) :]
            known = {p.var: fact for p, fact in zip(params, facts)}
        gradients = Tree() if self._single else tuple_of([Tree()] * len(wrt))
        return compile_function(program, wrt, gradients, self.options, self._made, known)

    def _prepared(
        self, examples: dict[str, Any], more: Wanted | None = None
    ) -> tuple[Function, tuple[Var, ...], Tree, dict[Var, Fact]]:
        """The program for arguments like the examples, what it is differentiated in, the structure of the
        gradients, and what is known."""
        values = [
            value_at(target, examples) if target.names[0] in examples else Unknown()
            for target in self._targets
        ]
        wanted = {name: list(paths) for name, paths in (more or {}).items()}
        places = []
        for target, value in zip(self._targets, values):
            known = target.names[0] in examples
            root, path = target.place(examples) if known else (target.names[0], ())
            paths = leaf_paths(value, path)
            places += [(root, p) for p in paths]
            wanted.setdefault(root, []).extend(paths)
        inner = self.__wrapped__
        if isinstance(inner, Derivative):
            program = inner._program_for(examples, wanted)
        else:
            program = pipeline.front(self._source(), examples, wanted)
        wrt, facts = facts_inside(program, examples, places)
        trees = [tree_of(value) for value in values]
        return program, wrt, trees[0] if self._single else tuple_of(trees), facts

    @collector_paused()
    def _compile_for(self, examples: dict[str, Any], everything: bool = False) -> Compiled:
        named = [name for name, value in examples.items() if everything and is_structured(value)]
        program, wrt, gradients, known = self._prepared(examples, dict.fromkeys(named, ()))
        tree = program.tree
        if self.options.kind in ("grad", "value_and_grad"):
            self._check_result(program, tree.kind, len(tree.children))
        return compile_function(program, wrt, gradients, self.options, self._made, known)

    def __adcompile_for__(self, examples: dict[str, Any]) -> tuple[Any, Tree]:
        """This derivative for arguments of some structure, and the structure of what it gives."""
        values = [value_at(target, examples) for target in self._targets]
        trees = [tree_of(value) for value in values]
        tree = trees[0] if self._single else tuple_of(trees)
        if self.options.kind == "value_and_grad" or self.options.has_aux:
            tree = tuple_of([Tree(), tree] if self.options.kind != "grad" else [tree, Tree()])
        return _Structured(self, examples), tree

    def _program_for(self, examples: dict[str, Any], wanted: Wanted) -> Function:
        """The program of this derivative for arguments like the examples, to be transformed again."""
        program, wrt, gradients, known = self._prepared(examples, wanted)
        function = closed(transform(program, wrt, gradients, self.options, known).function)
        return replace(function, body=as_forward(function.body, derived=True))

    def _check_result(self, program: Function, kind: str, count: int) -> None:
        results = program.body.results
        if not kind and isinstance(results[0], Const) and not is_floating(results[0].value):
            raise TypeError(
                f"{self._target}() returns {results[0].value!r}: grad needs a function that returns a "
                "floating-point scalar"
            )
        if self.options.has_aux:
            if kind != "tuple" or count != 2:
                raise TypeError(f"has_aux=True: {self._target}() must return (value, aux)")
        elif kind:
            raise TypeError(
                f"{self._target}() returns a {kind}: grad needs a scalar; for (value, aux) say "
                "has_aux=True, for several results use vjp or jacrev"
            )

    def __adcompile_function__(self, facts: tuple[Fact, ...] | None = None) -> Function:
        """The program of this derivative, to be transformed again; for arguments like these, if given."""
        program, wrt = self._program(facts)
        known = None
        if facts is not None:
            params = program.params[len(self._bound) :]
            known = {p.var: fact for p, fact in zip(params, facts)}
        gradients = Tree() if self._single else tuple_of([Tree()] * len(wrt))
        function = transform(program, wrt, gradients, self.options, known, True).function
        function = closed(function)
        return replace(function, body=as_forward(function.body, derived=True))

    def specialize(self, *args: Any) -> Derivative[P, R]:
        """The derivative for arguments like these: their kinds, dtypes, ranks, and extents of 1.

        Its source has no helper where the shapes are known; it is right for arguments of that kind only.
        """
        bound = self.__signature__.bind(*args)
        bound.apply_defaults()
        given = tuple(bound.arguments.values())
        known = tuple(map(fact_of_value, given))
        made: _Specialized[P, R] = _Specialized(
            self.__wrapped__, self.argnums, self.options, self._origin, known, given
        )
        if self._looks_inside(given):
            made.examples = self._examples(given)
        return made

    # -- the text -------------------------------------------------------------------------

    @property
    def source(self) -> str:
        """The code that runs."""
        return self._ready(self.options.holomorphic).emitted.text

    @property
    def function(self) -> Callable[..., Any]:
        """The generated function itself, without the checks of arguments and results."""
        return self._ready(self.options.holomorphic).function

    def export(self, path: str | Path, *, form: str = "numpy", overwrite: bool = False) -> Path:
        """Write the code to a file that needs NumPy alone (and SciPy where the function uses it).

        With `form="torch"` the file has a `torch.autograd.Function` of the function, which calls generated NumPy code.

        Raises: FileExistsError unless `overwrite`; ExportError for what cannot be written down.
        """
        return write(path, self.export_text(form), overwrite)

    def export_text(self, form: str = "numpy") -> str:
        """The text that `export` writes."""
        if form == "numpy":
            return module_text(self)
        return self._layer_text(form)

    def _layer_text(self, form: str) -> str:
        """The text in another form: that of the two halves of the function."""
        plain = not (self._bound or self.options.has_aux or self.options.holomorphic)
        if self.options.kind not in ("grad", "value_and_grad") or not plain or self._known:
            raise TypeError(
                f"form={form!r} is for the gradient of a function as it is: use forward_backward"
            )
        layer = Layer(self.__wrapped__, self.argnums, optimize=self.options.optimize)
        return layer.export_text(form)

    def __repr__(self) -> str:
        return self.source

    def _repr_html_(self) -> str:
        """The source, highlighted where pygments is installed."""
        import html

        try:
            from pygments import highlight
            from pygments.formatters import HtmlFormatter
            from pygments.lexers import PythonLexer
        except ImportError:
            return f"<pre>{html.escape(self.source)}</pre>"
        return str(highlight(self.source, PythonLexer(), HtmlFormatter(noclasses=True)))

    # -- as a method, copied, pickled -----------------------------------------------------

    @overload
    def __get__(self, instance: None, owner: type) -> Derivative[P, R]: ...

    @overload
    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., R]: ...

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else types.MethodType(self, instance)

    def __set_name__(self, owner: type, name: str) -> None:
        # A bound method is pickled by this name.
        self.__name__, self.__qualname__ = name, f"{owner.__qualname__}.{name}"

    def __reduce__(self) -> Any:
        name = getattr(self.__wrapped__, "__qualname__", self._target)
        found: Any = sys.modules.get(self.__module__)
        for part in name.split("."):
            found = vars(found).get(part) if hasattr(found, "__dict__") else None
        if found is self:
            return name
        return _rebuild, (type(self), self.__wrapped__, self.argnums, self.options)

    def __copy__(self) -> Derivative[P, R]:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Derivative[P, R]:
        return self


class _Structured:
    """A derivative that a program calls with containers of known structure."""

    def __init__(self, derivative: Derivative[Any, Any], examples: dict[str, Any]) -> None:
        self.derivative, self.examples = derivative, examples
        self.__name__ = derivative.__name__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.derivative(*args, **kwargs)

    def __adcompile_function__(self, facts: tuple[Fact, ...] | None = None) -> Function:
        return self.derivative._program_for(self.examples, {})


def _rebuild(
    cls: type[Derivative[Any, Any]], function: Any, argnums: Argnums, options: Options
) -> Derivative[Any, Any]:
    return Derivative(function, argnums, options)


class _Specialized(Derivative[P, R]):
    """A derivative for arguments of one kind; others are refused."""

    examples: dict[str, Any] | None = None

    def __init__(
        self,
        function: Callable[..., Any],
        argnums: Argnums,
        options: Options,
        source: Source | None,
        known: tuple[Fact, ...],
        examples: tuple[Any, ...],
    ) -> None:
        super().__init__(function, argnums, options, source, known)
        self._key = key_of(examples)

    def _check(
        self, compiled: Compiled, args: Sequence[Any], kwargs: dict[str, Any], values: list[Any]
    ) -> None:
        super()._check(compiled, args, kwargs, values)
        given = self._given(args, kwargs)
        inside = self.examples is None or examples_fit(self._ready().program, self._examples(given))
        if key_of(given) != self._key or not inside:
            raise TypeError(
                f"{self._made} was specialised for {describe(self._key)}, not "
                f"{describe(key_of(given))}: specialise it again"
            )

    def _check_ranks(self, compiled: Compiled, args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        pass

    def _shown(self) -> dict[str, Any]:
        return super()._shown() if self.examples is None else self.examples
