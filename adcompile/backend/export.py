"""Exported files: literals, imports and the layout of a module that stands alone.

    Module(doc, imports, constants, functions)  =>  text  =>  a file, written at once or not at all

What goes into the module is for api/exporting.py to find out.
"""

from __future__ import annotations

import ast
import os
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adcompile.diagnostics import ExportError

__all__ = [
    "Module",
    "assignment",
    "chains",
    "headed",
    "is_annotated",
    "literal",
    "renamed",
    "trimmed",
    "write",
]

MOST_ELEMENTS = 1000
WIDTH = 88
_PLAIN = (type(None), bool, int, str, bytes, type(...))

Edit = tuple[int, int, int, str]  # line, first and last column in bytes, new text


@dataclass(frozen=True)
class Module:
    """The parts of a file, in their order."""

    doc: str
    exported: str
    imports: str
    constants: tuple[str, ...]
    functions: tuple[str, ...]

    @property
    def text(self) -> str:
        """The file, laid out as `black` does it."""
        head = [f'"""{self.doc.strip()}\n"""']
        if self.imports:
            head.append(self.imports)
        head.append(f'__all__ = ["{self.exported}"]')
        if self.constants:
            head.append("\n".join(self.constants))
        functions = (f.strip("\n") for f in self.functions)
        return "\n\n\n".join(["\n\n".join(head), *functions]) + "\n"


# -- values as text -------------------------------------------------------------------------


def literal(value: Any, name: str, np: str) -> str:
    """A captured value as an expression; `np` is what the module calls NumPy.

    Raises: ExportError for what has no literal.

    >>> literal({"rates": (0.1, float("inf"))}, "config", "np")
    "{'rates': (0.1, np.inf)}"
    """
    kind = type(value)
    if kind in _PLAIN:
        return repr(value)
    if kind is float:
        return number(value, np)
    if kind is complex:
        return f"complex({number(value.real, np)}, {number(value.imag, np)})"
    if kind in (tuple, list):
        parts = [literal(part, name, np) for part in value]
        inside = ", ".join(parts) + ("," if kind is tuple and len(parts) == 1 else "")
        return f"({inside})" if kind is tuple else f"[{inside}]"
    if kind is dict:
        items = [f"{literal(k, name, np)}: {literal(v, name, np)}" for k, v in value.items()]
        return "{" + ", ".join(items) + "}"
    if kind is slice:
        return f"slice({', '.join(literal(v, name, np) for v in (value.start, value.stop, value.step))})"
    dtype = getattr(value, "dtype", None)
    if dtype is not None and kind.__module__.partition(".")[0] == "numpy":
        return array(value, name, np)
    raise ExportError(
        f"`{name}` is a {kind.__qualname__}, which cannot be written into a file",
        None,
        f"pass `{name}`, or the numbers that are wanted of it, as an argument",
    )


def number(value: float, np: str) -> str:
    """A float, so that it reads back as the same one.

    >>> number(0.1, "np"), number(float("-inf"), "np")
    ('0.1', '-np.inf')
    """
    if value != value:
        return f"{np}.nan"
    if value in (float("inf"), float("-inf")):
        return f"{np}.inf" if value > 0 else f"-{np}.inf"
    return repr(value)


def array(value: Any, name: str, np: str) -> str:
    """A NumPy array or scalar."""
    if value.dtype.kind not in "biufcU" or value.dtype.char in "gG":
        raise ExportError(
            f"`{name}` has dtype {value.dtype}, which cannot be written into a file",
            None,
            f"pass `{name}` as an argument",
        )
    if value.size > MOST_ELEMENTS:
        raise ExportError(
            f"`{name}` has {value.size} elements, too many to be written into a file",
            None,
            f"pass `{name}` as an argument",
        )
    dtype = {"b": f"{np}.bool_", "U": repr(value.dtype.str)}.get(value.dtype.kind)
    dtype = dtype or f"{np}.{value.dtype.name}"
    if type(value).__name__ != "ndarray":
        return f"{dtype}({literal(value.item(), name, np)})"
    if type(value).__module__ != "numpy":
        raise ExportError(
            f"`{name}` is a {type(value).__qualname__}", None, "pass it as an argument"
        )
    if not value.size:
        return f"{np}.zeros({value.shape}, dtype={dtype})"
    return f"{np}.array({literal(value.tolist(), name, np)}, dtype={dtype})"


def assignment(name: str, value: str) -> str:
    """`name = value`, wrapped where numbers are too many for a line."""
    line = f"{name} = {value}"
    if len(line) <= WIDTH or "'" in value or '"' in value:
        return line  # a string may hold blanks, which are not for breaking lines at
    return textwrap.fill(
        line, WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


# -- functions as text ----------------------------------------------------------------------


def headed(text: str, lines: Sequence[str]) -> str:
    """An emitted function with more lines at the head of its body.

    >>> print(headed("def f(x):\\n    return x", ["check(x)"]))
    def f(x):
        check(x)
        return x
    """
    written = text.splitlines()
    # The parameters of an emitted function end their lines with a comma, its head with a colon.
    head = next(k for k, line in enumerate(written, 1) if line.endswith(":"))
    return "\n".join([*written[:head], *(f"    {line}" for line in lines), *written[head:]])


def trimmed(text: str) -> str:
    """A helper without annotations, its docstring cut down to the summary.

    >>> print(trimmed("def f(x: int) -> int:\\n    '''Twice.\\n\\n    More.\\n    '''\\n    return 2 * x"))
    def f(x):
        \"\"\"Twice.\"\"\"
        return 2 * x
    """
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    for argument in ast.walk(node.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    head = f"def {node.name}({ast.unparse(node.args)}):"
    summary = (ast.get_docstring(node) or "").partition("\n\n")[0]
    kept = [head]
    if summary:
        kept += textwrap.indent(f'"""{summary}"""', "    ").splitlines()
    end = (node.body[0].end_lineno or 0) if summary else node.body[0].lineno - 1
    lines = edited(text, [edit for n in node.body for edit in type_edits(n, text.splitlines())])
    return "\n".join([*kept, *lines[end:]])


def type_edits(node: ast.AST, lines: list[str]) -> Iterator[Edit]:
    """The edits that take the types out of a statement; each stands on one line."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.AnnAssign):
            end = inner.annotation.end_col_offset or 0
            yield inner.lineno, inner.target.end_col_offset or 0, end, ""
        elif isinstance(inner, ast.arg) and inner.annotation is not None:
            start = inner.col_offset + len(inner.arg)
            yield inner.lineno, start, inner.annotation.end_col_offset or 0, ""
        elif isinstance(inner, ast.FunctionDef) and inner.returns is not None:
            line, stop = inner.returns.lineno, inner.returns.col_offset
            start = lines[line - 1].rindex(" ->", 0, stop)
            yield line, start, inner.returns.end_col_offset or 0, ""


def renamed(text: str, names: dict[str, str]) -> str:
    """A text whose global names, dotted or plain, are replaced; comments and strings stay.

    >>> renamed("lib.f(x) + x  # lib.f", {"lib.f": "f"})
    'f(x) + x  # lib.f'
    """
    if not names:
        return text
    places: list[Edit] = []
    for node in ast.walk(ast.parse(text)):
        dotted = spelled(node)
        if dotted in names:
            assert isinstance(node, ast.expr)
            places.append((node.lineno, node.col_offset, node.end_col_offset or 0, names[dotted]))
        elif isinstance(node, ast.FunctionDef) and node.name in names:
            start = node.col_offset + len("def ")
            places.append((node.lineno, start, start + len(node.name), names[node.name]))
    return "\n".join(edited(text, places))


def edited(text: str, edits: Sequence[Edit]) -> list[str]:
    """The lines of a text with stretches of them replaced."""
    lines = [line.encode() for line in text.splitlines()]
    for line, start, end, new in sorted(edits, reverse=True):
        old = lines[line - 1]
        lines[line - 1] = old[:start] + new.encode() + old[end:]
    return [line.decode() for line in lines]


def spelled(node: ast.AST) -> str:
    """A name or a chain of attributes of one, dotted; empty for other expressions.

    >>> spelled(ast.parse("np.linalg.norm", mode="eval").body)
    'np.linalg.norm'
    """
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def chains(text: str) -> list[str]:
    """Every name and chain of attributes in a text, dotted, the longest where they nest.

    >>> chains("np.linalg.norm(x).T")
    ['np.linalg.norm', 'x']
    """
    found = []
    nodes: list[ast.AST] = [ast.parse(text)]
    while nodes:
        node = nodes.pop()
        dotted = spelled(node)
        if dotted:
            found.append(dotted)
        else:
            nodes.extend(reversed(list(ast.iter_child_nodes(node))))
    return found


def is_annotated(text: str) -> bool:
    """Does a function's text have types in it?

    >>> is_annotated("def f(x: int): return x")
    True
    """
    return any(
        getattr(node, "annotation", None) or getattr(node, "returns", None)
        for node in ast.walk(ast.parse(text))
    )


# -- the file -------------------------------------------------------------------------------


def write(path: str | Path, text: str, overwrite: bool) -> Path:
    """Write a file, whole or not at all.

    Raises: FileExistsError unless `overwrite`; FileNotFoundError if there is no such folder
    """
    target = Path(path)
    if target.exists() and not overwrite:
        raise FileExistsError(f"{target} exists: say overwrite=True to replace it")
    if not target.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {target.parent}")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent or ".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(name, 0o666 & ~current_umask())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
    return target


def current_umask() -> int:
    """The permissions that new files do not get; `mkstemp` gives even less."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
