"""Exported files: a derivative as a module that stands alone.

Everything that the emitted text names is brought along:

    modules and functions of libraries    imported, as the text spells them
    helpers of adcompile.runtime          copied, with the helpers they call
    the user's own functions              copied, with all that they name in turn
    numbers, strings, tuples, arrays      written out
"""

from __future__ import annotations

import ast
import builtins
import dis
import hashlib
import sys
import textwrap
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from adcompile.api import checks
from adcompile.backend import export
from adcompile.diagnostics import ExportError, SourceNotFound
from adcompile.frontend.read import read

__all__ = ["VERSION", "module_text"]

VERSION = "0.1.0"

_HELP = "pass it, or the numbers that are wanted of it, as an argument"


def module_text(derivative: Any) -> str:
    """The text of the file that a derivative is exported to.

    Raises: ExportError for what cannot be written down.
    """
    compiled = derivative._ready(derivative.options.holomorphic)
    name = compiled.emitted.name
    parts = Parts(name)
    text = parts.linked_all(compiled.emitted, namespace_of(compiled))
    text = export.headed(text, list(guards(derivative, compiled, parts, text)))
    return export.Module(
        header(derivative, name),
        name,
        import_block(parts.imports),
        tuple(parts.constants),
        (*parts.functions, text),
    ).text


def namespace_of(compiled: Any) -> dict[str, Any]:
    """What the free names of an emitted text stand for."""
    emitted = compiled.emitted
    captured = {name: reference.read() for name, reference in emitted.captures.items()}
    return {**emitted.bindings, **captured, **emitted.defaults}


def guards(derivative: Any, compiled: Any, parts: Parts, text: str) -> Iterator[str]:
    """The lines at the head of the function that refuse what the derivative refuses."""
    avoid = identifiers(text)

    def call(check: Callable[..., Any], name: str, *more: Any) -> str:
        placed = parts.place(check, check.__name__, avoid)
        return f"{placed}({', '.join([name, *(quoted(m) for m in (name, *more))])})"

    names = derivative._names
    specialised = getattr(derivative, "_key", None)
    if specialised is not None:
        for name, key in zip(names, specialised):
            yield call(checks.require_kind, name, checks.kind_name(key))
        return
    floating = checks.require_complex if derivative.options.holomorphic else checks.require_floating
    wanted = {names[k] for k in derivative._positions}
    for name in names:
        rank = () if name not in compiled.ranks else (compiled.ranks[name],)
        if name in wanted:
            yield call(floating, name, *rank)
        elif rank:
            yield call(checks.require_rank, name, *rank)


def quoted(value: Any) -> str:
    """A constant as `black` writes it."""
    return f'"{value}"' if isinstance(value, str) else repr(value)


# -- what the text needs --------------------------------------------------------------------


class Parts:
    """What a module is made of, collected from the names in its functions."""

    def __init__(self, name: str) -> None:
        self.imports: dict[str, None] = {}
        self.constants: list[str] = []
        self.functions: list[str] = []
        self.taken: dict[str, Any] = {name: self}  # name in the module -> what it stands for
        self.name_of: dict[int, str] = {}  # by identity; `taken` keeps the objects alive

    def linked(
        self, text: str, namespace: Mapping[str, Any], name: str, own: Collection[str] = ()
    ) -> str:
        """A function's text, after everything that it names has been placed in the module, but for its `own`."""
        new: dict[str, str] = {}
        avoid = identifiers(text)
        for dotted in global_names(text, name):
            first, *attributes = dotted.split(".")
            if first in own:
                continue
            if first not in namespace:
                if hasattr(builtins, first):
                    continue
                raise ExportError(f"`{name}` reads `{first}`, which has no value", None, _HELP)
            value = namespace[first]
            if is_module(value) and is_library(value.__name__):
                new[first] = self.module(value, first, attributes, avoid)
                continue
            path = first
            while is_module(value) and attributes:  # a module of the user's own
                value = getattr(value, attributes[0])
                path += f".{attributes.pop(0)}"
            new[path] = self.place(value, path.rpartition(".")[2], avoid - {path})
        return export.renamed(text, {old: placed for old, placed in new.items() if old != placed})

    def linked_all(self, emitted: Any, namespace: Mapping[str, Any]) -> str:
        """The text of a function; the functions that it calls are placed above it."""
        new: dict[str, str] = {}
        for name, text in emitted.helpers:
            mark = Unique()
            new[name] = self.free(mark, name, identifiers(emitted.text) - {name})
        for name, text in emitted.helpers:
            linked = self.linked(text, namespace, name, {**new, emitted.name: emitted.name})
            self.functions.append(export.renamed(linked, new))
        return export.renamed(self.linked(emitted.main, namespace, emitted.name, new), new)

    def place(self, value: Any, wish: str, avoid: set[str]) -> str:
        """Bring a value along; returns its name, none of `avoid`."""
        if is_data(value):
            return self.constant(value, wish, avoid)
        if is_module(value):
            raise ExportError(
                f"`{wish}` is a module of your own", None, "import what is used of it"
            )
        known = self.name_of.get(id(value))
        if known is not None and known not in avoid:
            return known
        name = self.name_of[id(value)] = self.free(value, wish, avoid)
        home = public_home(value)
        if home is not None:
            shown = home[1] if home[1] == name else f"{home[1]} as {name}"
            self.imports[f"from {home[0]} import {shown}"] = None
        else:
            self.functions.append(self.copied(value, name))
        return name

    def free(self, value: Any, wish: str, avoid: set[str]) -> str:
        """A name that is not taken in the module, nor hides a builtin."""
        name, k = wish, 0
        while self.taken.get(name, value) is not value or name in avoid or hasattr(builtins, name):
            k += 1
            name = f"{wish}_{k}"
        self.taken[name] = value
        return name

    def module(
        self, module: types.ModuleType, wish: str, attributes: list[str], avoid: set[str]
    ) -> str:
        """Import a module of a library, and those of its modules that `attributes` lead through."""
        name = self.free(module, wish, avoid - {wish})
        full = module.__name__
        # `import os.path` binds os; only a module of the top can be imported under its own name.
        self.imports[f"import {full}" if full == name else f"import {full} as {name}"] = None
        for attribute in attributes:
            full = f"{full}.{attribute}"
            if full not in sys.modules or full.startswith("numpy."):
                break
            self.imports[f"import {full}"] = None
        return name

    def constant(self, value: Any, wish: str, avoid: set[str]) -> str:
        """Write a captured value out."""
        numpy = sys.modules["numpy"]
        np = next((n for n, v in self.taken.items() if v is numpy), "np")
        text = export.literal(value, wish, np)
        if f"{np}." in text:
            self.module(numpy, np, [], set())
        if export.assignment(wish, text) in self.constants and wish not in avoid:
            return wish
        name = self.free(Unique(), wish, avoid)
        self.constants.append(export.assignment(name, text))
        return name

    def copied(self, value: Any, name: str) -> str:
        """The source of a function of the user's, or of ours, under `name`."""
        if hasattr(value, "_ready"):
            compiled = value._ready()
            text = self.linked_all(compiled.emitted, namespace_of(compiled))
            return export.renamed(text, {compiled.emitted.name: name})
        if not isinstance(value, types.FunctionType):
            kind = type(value).__qualname__
            raise ExportError(f"`{name}` is a {kind}, which no file can hold", None, _HELP)
        try:
            text = read(value).text.rstrip()
        except SourceNotFound as error:
            raise ExportError(
                f"`{name}` cannot be copied: {error.message}", error.span, error.help
            ) from None
        if text.startswith("lambda"):
            text = f"{name} = {text}"
        elif value.__module__.partition(".")[0] == "adcompile":
            text = export.trimmed(text)
        elif export.is_annotated(text):
            self.imports["from __future__ import annotations"] = None
        cells = zip(value.__code__.co_freevars, value.__closure__ or ())
        closure = {free: cell.cell_contents for free, cell in cells}
        text = self.linked(text, {**value.__globals__, **closure, value.__name__: value}, name)
        return export.renamed(text, {} if value.__name__ == name else {value.__name__: name})


class Unique:
    """Takes a name for itself alone."""


def is_module(value: Any) -> bool:
    """Is it a module?"""
    return isinstance(value, types.ModuleType)


def is_data(value: Any) -> bool:
    """Is it to be written out as a literal?"""
    plain = (type(None), bool, int, float, complex, str, bytes, tuple, list, dict, slice)
    return (
        isinstance(value, plain)
        or value is ...
        or isinstance(getattr(value, "dtype", None), sys.modules["numpy"].dtype)
    )


def is_library(module: str) -> bool:
    """Is it a module that an exported file may import: Python's own, or an installed one?

    >>> is_library("numpy.linalg"), is_library("math"), is_library("adcompile.runtime")
    (True, True, False)
    """
    top = module.partition(".")[0]
    if top in ("adcompile", "__main__"):
        return False
    if top in sys.stdlib_module_names:
        return True
    file = getattr(sys.modules.get(top), "__file__", None) or ""
    return bool({"site-packages", "dist-packages"}.intersection(Path(file).parts))


def public_home(value: Any) -> tuple[str, str] | None:
    """The module of a library and the name in it that this object can be imported by.

    >>> import math
    >>> public_home(math.exp), public_home(public_home)
    (('math', 'exp'), None)
    """
    name = getattr(value, "__name__", "")
    stated = (getattr(value, "__module__", None) or "").removeprefix("_")
    parts = stated.split(".")
    shorter = [".".join(parts[:k]) for k in range(1, len(parts) + 1)]
    for module in (*shorter, "numpy", "scipy.special"):
        found = getattr(sys.modules.get(module), name, None) if name.isidentifier() else None
        if found is value and is_library(module):
            return module, name
    return None


def identifiers(text: str) -> set[str]:
    """Every name that a text mentions."""
    tree = ast.parse(text)
    named = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    return named | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}


def global_names(text: str, name: str) -> list[str]:
    """The names of the module that a function's text reads, with the attributes read of them.

    >>> global_names("def f(x): return np.linalg.norm(x) + len(x)", "f")
    ['np.linalg.norm', 'len']
    """
    wanted: set[str] = set()
    codes = [compile(text, name, "exec", dont_inherit=True)]
    while codes:
        code = codes.pop()
        codes += [c for c in code.co_consts if isinstance(c, types.CodeType)]
        for instruction in dis.get_instructions(code):
            if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                wanted.add(instruction.argval)
            elif instruction.opname == "STORE_GLOBAL":
                raise ExportError(
                    f"`{name}` writes to the global `{instruction.argval}`", None, _HELP
                )
    found = dict.fromkeys(export.chains(text))
    return [dotted for dotted in found if dotted.partition(".")[0] in wanted]


# -- the head of the file -------------------------------------------------------------------


def header(derivative: Any, name: str) -> str:
    """What the file is, of which function, and how to make it again."""
    inner = derivative
    while hasattr(inner, "__adcompile_function__"):
        last, inner = inner, inner.__wrapped__
    source = last._source()
    digest = hashlib.sha256(source.text.encode()).hexdigest()[:16]
    file = Path(source.file).name
    target = shown_name(inner, source.name)
    wanted = ", ".join(derivative._names[k] for k in derivative._positions)
    what = {
        "grad": "The gradient",
        "value_and_grad": "The value and the gradient",
        "vjp": "The value and the pullback",
        "jvp": "The value and the tangent",
    }[derivative.options.kind]
    of = f"`{target}` in {file}"
    if inner is not derivative.__wrapped__:
        of = f"`{derivative._target}` of {of}"
    lines = [
        *textwrap.wrap(f"{what} of {of} with respect to {wanted}.", 85),
        "",
        f"Generated by adcompile {VERSION} from source with sha256 {digest}; do not edit.",
        "Make it again with",
        "",
        *(f"    {line}" for line in recipe(derivative, inner, file, target, name)),
    ]
    return "\n".join(lines).replace("\\", "\\\\")


def recipe(derivative: Any, inner: Any, file: str, target: str, name: str) -> Iterator[str]:
    """The command, where there is one, and the call that write the file."""
    options = derivative.options
    argnums = [derivative._names[k] for k in derivative._positions]
    reachable = "<" not in getattr(inner, "__qualname__", "<") and file.endswith(".py")
    simple = reachable and inner is derivative.__wrapped__
    if simple and options.kind in ("grad", "value_and_grad") and not hasattr(derivative, "_key"):
        comma = "," if len(argnums) == 1 and not derivative._single else ""
        flags = [
            *(["--value"] if options.kind == "value_and_grad" else []),
            *(["--has-aux"] if options.has_aux else []),
            *(["--holomorphic"] if options.holomorphic else []),
            *([] if options.optimize else ["--no-optimize"]),
        ]
        listed = ",".join(argnums) + comma
        yield " ".join(
            [
                "python -m adcompile",
                f"{file}:{target}",
                "--argnums",
                listed,
                *flags,
                "-o",
                f"{name}.py",
            ]
        )
    yield f'{expression(derivative)}.export("{name}.py")'


def shown_name(function: Any, otherwise: str) -> str:
    """The name of a function, without those of the functions around it."""
    name = getattr(function, "__qualname__", otherwise).rpartition("<locals>.")[2]
    return "lambda ..." if name == "<lambda>" else name


def expression(derivative: Any) -> str:
    """The call that makes a derivative, as Python."""
    inner = derivative.__wrapped__
    if hasattr(derivative, "of"):
        return f"final({shown_name(inner, derivative.__name__)}, {derivative.of!r})"
    options = derivative.options
    if hasattr(inner, "__adcompile_function__"):
        shown = expression(inner)
    else:
        shown = shown_name(inner, derivative._target)
    names = tuple(derivative._names[k] for k in derivative._positions)
    argnums = quoted(names[0]) if derivative._single else f"({', '.join(map(quoted, names))},)"
    argnums = argnums if len(names) == 1 else argnums.replace(",)", ")")
    more = "".join(
        f", {flag}=True" for flag in ("has_aux", "holomorphic") if getattr(options, flag)
    )
    more += "" if options.optimize else ", optimize=False"
    special = ".specialize(...)" if hasattr(derivative, "_key") else ""
    return f"{options.kind}({shown}, argnums={argnums}{more}){special}"


def import_block(imports: Iterable[str]) -> str:
    """Import statements in order: `__future__`, Python's own, others, with blank lines between.

    >>> print(import_block(["import numpy as np", "from math import exp", "import math"]))
    import math
    from math import exp
    <BLANKLINE>
    import numpy as np
    """
    groups: dict[int, list[str]] = {}
    for line in sorted(imports, key=lambda line: (line.startswith("from"), line)):
        module = line.split()[1].partition(".")[0]
        group = 0 if module == "__future__" else 1 if module in sys.stdlib_module_names else 2
        groups.setdefault(group, []).append(line)
    return "\n\n".join("\n".join(groups[group]) for group in sorted(groups))
