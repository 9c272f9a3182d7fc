"""Reading: from a function to the tree of its source.

    read(f)  =>  Source(tree, file, lines, ...)

The text is the one that runs: it is found by position (positions.py), its bytecode is compared,
and what cannot be had, or is not sure to be right, is refused with the reason.  What comes out is
a gast tree that is nowhere too deep to be walked by recursion (split.py).
"""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
import textwrap
from collections.abc import Callable, Mapping
from types import CodeType, FunctionType, MethodType
from typing import Any

import gast

from adcompile.diagnostics import SourceNotFound, Span, UnsupportedSyntax, report
from adcompile.frontend.positions import Definition, find
from adcompile.frontend.source import Source, segment
from adcompile.frontend.split import split_deep

__all__ = ["Source", "read", "read_text"]

_FROM_TEXT = "give its text to `grad.from_source(text)`, or put it in a file"


def read(function: Callable[..., Any]) -> Source:
    """The source of a plain function, a lambda or a bound method.

    Raises: SourceNotFound if there is none, or if it is not the text that runs;
    UnsupportedSyntax if it is too deep.

    >>> import textwrap
    >>> read(textwrap.dedent).name
    'dedent'
    """
    plain = _plain(function)
    code = plain.__code__
    file = code.co_filename
    linecache.checkcache(file)
    lines = tuple(linecache.getlines(file, plain.__globals__))
    if not lines:
        raise SourceNotFound(*_no_text(plain))
    try:
        found = find(code, file, lines)
        if not found and file.startswith("<"):
            raise SourceNotFound(*_no_text(plain))
        if len(found) != 1:
            raise _not_one(plain, lines, len(found))
        return _source(plain, found[0], file, lines)
    except RecursionError:
        raise UnsupportedSyntax(
            f"`{plain.__name__}` is nested too deeply for Python's own parser",
            _line_span(code, lines),
            "give parts of its expressions names, in statements of their own",
        ) from None


def read_text(text: str, namespace: Mapping[str, Any] | None = None) -> Source:
    """The source of the last function or lambda in a text, which is run to define it.

    What stands above it, imports and other functions, is what it may refer to, besides the names
    in `namespace`.

    >>> source = read_text("lambda x: x * x")
    >>> source.function(3), source.text
    (9, 'lambda x: x * x')
    """
    text = textwrap.dedent(text).strip("\n") + "\n"
    try:
        tree = ast.parse(text)
    except (RecursionError, MemoryError):
        raise _too_deep(text) from None
    match tree.body[-1:]:
        case [ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name)]:
            pass
        case [ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda())]:
            pass
        case [ast.Expr(value=ast.Lambda(), lineno=line)]:
            # As an assignment the lambda can be got at, and its text and positions stay true.
            name = "lambda_"
            lines = text.splitlines(keepends=True)
            text = "".join([*lines[: line - 1], f"{name} = ", *lines[line - 1 :]])
        case _:
            raise SourceNotFound(
                "the text does not end with a function", None, "end it with a `def` or a lambda"
            )
    file = _register(text, name)
    defined: dict[str, Any] = {"__name__": file, **(namespace or {})}
    try:
        code = compile(text, file, "exec", dont_inherit=True)
    except (RecursionError, MemoryError):
        raise _too_deep(text) from None
    exec(code, defined)  # the user's own text
    return read(defined[name])


def _too_deep(text: str) -> UnsupportedSyntax:
    """The error for a text that Python cannot parse or compile, at its longest line."""
    number, line = max(enumerate(text.splitlines(), 1), key=lambda pair: len(pair[1]))
    start, line = len(line) - len(line.lstrip()), line[:80].rstrip() + " ..."
    lines = ("\n",) * (number - 1) + (line,)
    return UnsupportedSyntax(
        "an expression is nested too deeply for Python's own parser",
        Span("<source>", number, start, number, len(line), line.strip(), lines),
        "give its parts names, in statements of their own",
    )


def _register(text: str, name: str) -> str:
    """A file name for a text, under which `linecache` has it for tracebacks and debuggers."""
    lines = text.splitlines(keepends=True)
    file, number = f"<source of {name}>", 1
    while linecache.getlines(file) not in ([], lines):
        number += 1
        file = f"<source of {name} {number}>"
    linecache.cache[file] = (len(text), None, lines, file)
    return file


def _plain(function: Callable[..., Any]) -> FunctionType:
    """The Python function itself, with the code that runs when it is called."""
    if isinstance(function, MethodType):
        function = function.__func__
    if not isinstance(function, FunctionType):
        raise SourceNotFound(*_no_function(function))
    if hasattr(function, "__wrapped__"):
        raise SourceNotFound(*_wrapped(function))
    return function


def _source(
    function: FunctionType,
    node: Definition | ast.Lambda,
    file: str,
    lines: tuple[str, ...],
) -> Source:
    """Split and convert the definition, and cut its text out of the file."""
    start = node.lineno, node.col_offset
    text = segment(lines, start, (node.end_lineno or 0, node.end_col_offset or 0))
    indent = lines[node.lineno - 1][: node.col_offset]
    if not indent.strip():
        text = "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))
    definition = _as_definition(node)
    problems = split_deep(definition)
    tree = None if problems else gast.ast_to_gast(definition)
    source = Source(
        tree=tree,
        file=file,
        lines=lines,
        first_line=node.lineno,
        function=function,
        name=definition.name,
        text=text,
        decorators=() if tree is None else tuple(tree.decorator_list),
    )
    if problems:
        raise report([UnsupportedSyntax(p.message, source.span(p.node), p.help) for p in problems])
    return source


def _as_definition(node: Definition | ast.Lambda) -> Definition:
    if not isinstance(node, ast.Lambda):
        return node
    definition = ast.parse("def lambda_(): pass").body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.args = node.args
    definition.body = [ast.copy_location(ast.Return(node.body), node.body)]
    return ast.copy_location(definition, node)


def _line_span(code: CodeType, lines: tuple[str, ...]) -> Span:
    """The whole line on which a function begins."""
    line = min(code.co_firstlineno, len(lines))
    text = lines[line - 1].rstrip()
    start = len(text) - len(text.lstrip())
    return Span(code.co_filename, line, start, line, len(text), text.strip(), lines)


def _not_one(function: FunctionType, lines: tuple[str, ...], count: int) -> SourceNotFound:
    span = _line_span(function.__code__, lines)
    if count:
        what = f"{count} lambdas begin on this line, and cannot be told apart"
        return SourceNotFound(what, span, "put them on lines of their own, or use `def`")
    return SourceNotFound(
        f"the file has changed since `{function.__name__}` was imported: what stands here is not"
        " what runs",
        span,
        "import the module again, or restart Python",
    )


def _no_text(function: FunctionType) -> tuple[str, None, str]:
    """Why a Python function has no source text: message, place, help."""
    name, file = function.__name__, function.__code__.co_filename
    in_main = function.__globals__.get("__name__") == "__main__"
    if file == "<string>" and in_main and sys.argv[:1] == ["-c"]:
        what = f"`{name}` has no source text: it was typed at `python -c`"
    elif file == "<stdin>" or file.startswith("<python-input"):
        what = f"`{name}` has no source text: it was typed at the Python prompt, or piped into it"
    elif file.startswith("<frozen "):
        what = f"`{name}` has no source text: it is frozen into the interpreter"
    elif file.startswith("<"):
        what = f"`{name}` has no source text: it was made by `exec` or `eval`, as {file}"
    else:
        what = f"`{name}` has no source text: its file {file} is missing"
    return what, None, _FROM_TEXT


def _no_function(value: object) -> tuple[str, None, str]:
    """Why something is not a Python function with a source: message, place, help."""
    kind = type(value)
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None) or repr(value)
    if isinstance(value, type):
        what, help = f"`{name}` is a class", "give a function that makes and uses an instance"
    elif isinstance(value, staticmethod | classmethod):
        what, help = f"`{name}` is a {kind.__name__}", "give the attribute `C.f` of the class"
    elif not callable(value):
        what, help = f"{name} is not a function", "give a function"
    elif hasattr(value, "__wrapped__"):
        what = f"`{name}` is wrapped by a decorator, in a `{kind.__module__}.{kind.__qualname__}`"
        help = f"give the function below it, `{name}.__wrapped__`"
    elif inspect.isroutine(value) or kind.__module__ in ("builtins", "numpy"):
        what = f"`{name}` is compiled C code, and has no Python source"
        help = f"write a function that calls it: `lambda x: {name}(x)`"
    else:
        what = f"an object of type `{kind.__module__}.{kind.__qualname__}` is not a plain function"
        help = "write a function that calls it: `lambda x: f(x)`"
    return what, None, help


def _wrapped(function: FunctionType) -> tuple[str, Span | None, str]:
    """Why a decorated function is refused: message, place of the decorator, help."""
    name = function.__name__
    what = f"`{name}` is wrapped by a decorator, and its own text is not what runs"
    help = f"differentiate below the decorator (`@grad` next to the `def`), or `{name}.__wrapped__`"
    inner = inspect.unwrap(function)
    try:
        source = read(inner)
    except (SourceNotFound, UnsupportedSyntax):
        return what, None, help
    others = [node for node in source.decorators if not _is_own(node, source.function)]
    if not others:
        return what, source.span(source.tree), help
    text = ast.unparse(gast.gast_to_ast(others[-1]))
    return what.replace("a decorator", f"the decorator `@{text}`"), source.span(others[-1]), help


def _is_own(decorator: gast.expr, function: Callable[..., Any]) -> bool:
    """Is it one of adcompile's decorators, under whatever name?"""
    if isinstance(decorator, gast.Call):
        decorator = decorator.func
    names: list[str] = []
    while isinstance(decorator, gast.Attribute):
        names.append(decorator.attr)
        decorator = decorator.value
    if not isinstance(decorator, gast.Name):
        return False
    value = getattr(function, "__globals__", {}).get(decorator.id)
    for name in reversed(names):
        value = getattr(value, name, None)
    return (getattr(value, "__module__", None) or "").split(".")[0] == "adcompile"
