"""A function's own text in its file, found by the positions in its bytecode.

A name is not enough: a file may define it twice, and a line may hold two lambdas.  The code object
knows its first line and the columns of its instructions; what stands there is taken if it compiles
to the same bytecode, so a file that was edited since it was imported is noticed.
"""

from __future__ import annotations
import __future__

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from types import CodeType

__all__ = ["Definition", "find"]

Definition = ast.FunctionDef | ast.AsyncFunctionDef

Place = tuple[int, int, int, int]  # first line, first column, last line, column behind the last

# The only future import that changes what is compiled.
_FUTURE = __future__.annotations.compiler_flag

# The first line of a statement that is not indented, other than the later parts of a compound one.
_TOP_LEVEL = re.compile(r"@|(?!(?:else|elif|except|finally)\b)[^\W\d]")


def find(code: CodeType, file: str, lines: Sequence[str]) -> list[Definition | ast.Lambda]:
    """The definition that `code` was compiled from: none if it is not there (any more), several
    if they cannot be told apart.

    >>> text = "f, g = lambda x: x + 1, lambda x: x + 2"
    >>> f, g = (lambda x: x + 1), (lambda x: x + 2)
    >>> exec(text)
    >>> [ast.unparse(node) for node in find(g.__code__, "<string>", [text])]
    ['lambda x: x + 2']
    """
    for text in (_excerpt(lines, code.co_firstlineno), "".join(lines)):
        try:
            module = _compile(text, file, code.co_flags & _FUTURE, 1 if _is_rewritten(code) else -1)
        except (SyntaxError, ValueError):
            continue  # the block was no block, or the file is being edited
        if any(_same_place(other, code) and _agree(other, code) for other in _code_objects(module)):
            return _definitions(_parse(text), code)
    return []


def _excerpt(lines: Sequence[str], line: int) -> str:
    """The file with nothing but the block around a line, on its true lines, and the imports.

    Most often it will do for the file, which can be a hundred times as long.  The imports belong
    to it because `m.f()` compiles differently where `m` has been imported.
    """
    first, last = _top_level_block(lines, line)
    kept = [*_imports(lines[: first - 1]), *lines[first - 1 : last], *_imports(lines[last:])]
    return "".join(kept)


def _imports(lines: Sequence[str]) -> Iterator[str]:
    """The imports that are not indented, between empty lines."""
    inside = False
    for line in lines:
        inside = inside or line.startswith(("import ", "from "))
        yield line if inside else "\n"
        inside = inside and ")" not in line and ("(" in line or line.startswith(" "))


def _top_level_block(lines: Sequence[str], line: int) -> tuple[int, int]:
    """First and last line of the unindented statement around a line, as the indentation has it.

    This is a guess, to save the time for the rest of the file: `find` checks what comes of it.
    """
    first = min(line, len(lines))
    while first > 1 and not _TOP_LEVEL.match(lines[first - 1]):
        first -= 1
    decorated = lines[first - 1].startswith("@")
    for number in range(first + 1, len(lines) + 1):
        text = lines[number - 1]
        if _TOP_LEVEL.match(text):
            if not decorated:
                return first, number - 1
            decorated = text.startswith("@")
    return first, len(lines)


@lru_cache(maxsize=64)
def _compile(text: str, file: str, flags: int, optimize: int) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they were given when the file was imported
        # From the text, as a tree of a thousand levels is more than `compile` takes on Python 3.11.
        module: CodeType = compile(text, file, "exec", flags, True, optimize)
    return module


def _parse(text: str) -> ast.Module:
    """The tree of a text, a new one each time: its owner may change it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _code_objects(module: CodeType) -> Iterator[CodeType]:
    """The code objects inside a code object, however deep."""
    stack = [module]
    while stack:
        inner = [const for const in stack.pop().co_consts if isinstance(const, CodeType)]
        yield from inner
        stack += inner


def _columns(code: CodeType) -> Place | None:
    """The stretch of a lambda's instructions; None for a function that its first line tells apart,
    and where there are no columns."""
    if code.co_name != "<lambda>":
        return None
    places = [
        (line, column, end_line, end_column)
        for line, end_line, column, end_column in code.co_positions()
        if line is not None
        and end_line is not None
        and column is not None
        and end_column is not None
        and (line, column) != (end_line, end_column)  # the interpreter's own instructions
    ]
    if not places:
        return None
    return (*min(place[:2] for place in places), *max(place[2:] for place in places))


def _same_place(one: CodeType, other: CodeType) -> bool:
    """Do two code objects stand at the same columns, as far as these are known?"""
    places = _columns(one), _columns(other)
    return None in places or places[0] == places[1]


def _definitions(tree: ast.Module, code: CodeType) -> list[Definition | ast.Lambda]:
    """The functions and lambdas that begin where `code` does."""
    line = code.co_firstlineno
    found: list[Definition | ast.Lambda] = []
    stack: list[ast.AST] = [tree]
    while stack:
        for node in ast.iter_child_nodes(stack.pop()):
            first = _first_line(node)
            if first is None or first <= line <= getattr(node, "end_lineno", line):
                stack.append(node)
            if not isinstance(node, Definition | ast.Lambda) or first != line:
                continue
            if getattr(node, "name", "<lambda>") == code.co_name:
                found.append(node)
    lambdas = [node for node in found if isinstance(node, ast.Lambda)]
    return [*_lambdas_of(code, lambdas)] if lambdas else found


def _first_line(node: ast.AST) -> int | None:
    """The line on which the interpreter has a node begin, decorators included."""
    decorators = getattr(node, "decorator_list", [])
    line: int | None = getattr(decorators[0] if decorators else node, "lineno", None)
    return line


def _lambdas_of(code: CodeType, lambdas: list[ast.Lambda]) -> list[ast.Lambda]:
    """Those of several lambdas whose body holds the instructions of `code`."""
    if len(lambdas) == 1:
        return lambdas
    place = _columns(code)
    if place is None:
        # There are no columns under `-X no_debug_ranges`, nor in 3.12 for a body that is constant.
        return [node for node in lambdas if _agree(_compile_alone(node), code)] or lambdas
    around = [
        node
        for node in lambdas
        if (node.body.lineno, node.body.col_offset) <= place[:2]
        and place[2:] <= (node.body.end_lineno or 0, node.body.end_col_offset or 0)
    ]
    # The innermost: the bodies around one place lie in each other.
    return sorted(around, key=lambda node: (node.body.lineno, node.body.col_offset))[-1:]


def _compile_alone(node: ast.Lambda) -> CodeType:
    """The code of a lambda outside of its function, for which its free names are global."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = compile(ast.Expression(node), "<lambda>", "eval", dont_inherit=True)
    # Behind those of the lambdas that are its defaults.
    return [const for const in made.co_consts if isinstance(const, CodeType)][-1]


def _agree(found: CodeType, running: CodeType) -> bool:
    """Is `running` compiled from the same text as `found`?"""
    if (found.co_name, found.co_firstlineno) != (running.co_name, running.co_firstlineno):
        return False
    if _is_rewritten(running):
        return _agree_but_for_asserts(found, running)
    return (
        found.co_code == running.co_code
        and found.co_exceptiontable == running.co_exceptiontable
        and found.co_names == running.co_names
        and found.co_varnames == running.co_varnames
        and found.co_freevars == running.co_freevars
        and found.co_cellvars == running.co_cellvars
        and len(found.co_consts) == len(running.co_consts)
        and all(map(_same_constant, found.co_consts, running.co_consts))
    )


def _is_rewritten(code: CodeType) -> bool:
    """Has pytest written asserts of this function anew?"""
    return any(name.startswith("@py") for name in code.co_names + code.co_varnames)


def _same_constant(one: object, other: object) -> bool:
    if isinstance(one, CodeType) and isinstance(other, CodeType):
        return _agree(one, other)
    # By their text, as 1 == 1.0 == True and 0.0 == -0.0.
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return type(one) is type(other) and repr(one) == repr(other)


def _agree_but_for_asserts(found: CodeType, running: CodeType) -> bool:
    """Does `running` mention what `found`, compiled without asserts, does?  pytest has rewritten
    those of `running`, so its bytecode cannot be compared; its names and numbers can."""
    codes = [const for const in running.co_consts if isinstance(const, CodeType)]
    numbers = {repr(const) for const in running.co_consts if not isinstance(const, CodeType)}
    return (
        set(found.co_varnames) <= set(running.co_varnames)
        and set(found.co_names) <= set(running.co_names)
        and set(found.co_freevars) <= set(running.co_freevars)
        and all(
            any(_agree(const, code) for code in codes)
            if isinstance(const, CodeType)
            else repr(const) in numbers
            for const in found.co_consts
            if isinstance(const, CodeType | int | float | complex)
        )
    )
