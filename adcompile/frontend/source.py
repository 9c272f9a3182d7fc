"""The source of one function: its tree, its text, and the places of its nodes."""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

import gast

from adcompile.diagnostics import Span

__all__ = ["Source", "segment"]


@dataclass(frozen=True, slots=True)
class Source:
    """What was read of a function.

    `tree` has the true lines and columns of the file; a lambda is a definition named `lambda_`
    that returns its body.  `lines` are those of the whole file.  `text` is the function's own,
    not indented and without `decorators`, which are the expressions above it as they are written;
    it begins on `first_line`.  `function` is the plain function: that of a bound method.
    """

    tree: Any  # a gast.FunctionDef or gast.AsyncFunctionDef
    file: str
    lines: tuple[str, ...] = field(repr=False)
    first_line: int
    function: FunctionType
    name: str
    text: str
    decorators: tuple[gast.expr, ...] = ()
    # The texts of statements by their place: each is asked for by every expression in it.
    _statements: dict[tuple[int, int, int, int], str] = field(
        default_factory=dict, repr=False, compare=False
    )

    def span(self, node: gast.AST, statement: gast.AST | None = None) -> Span:
        """The place of a node in the file, and the text of the statement it belongs to."""
        if getattr(node, "lineno", None) is None:  # an operator, say
            return self.span(statement or self.tree, statement)
        return Span(
            self.file,
            node.lineno,
            self._column(node.lineno, node.col_offset),
            node.end_lineno,
            self._column(node.end_lineno, node.end_col_offset),
            "" if statement is None else self._statement(statement),
            self.lines,
        )

    def _column(self, line: int, offset: int) -> int:
        """The column in characters; the parser counts the bytes of UTF-8."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return offset if text.isascii() else len(text.encode()[:offset].decode(errors="replace"))

    def _statement(self, statement: gast.AST) -> str:
        """The text of a statement on one line; of a compound one, its head."""
        line, column = statement.lineno, statement.col_offset
        end_line, end_column = statement.end_lineno, statement.end_col_offset
        body = getattr(statement, "body", None) or getattr(statement, "cases", None)
        if isinstance(body, list):
            first: Any = getattr(body[0], "pattern", body[0])  # a case has no place of its own
            end_line, end_column = first.lineno, first.col_offset
        place = line, column, end_line, end_column
        if place not in self._statements:
            self._statements[place] = one_line(segment(self.lines, place[:2], place[2:]))
        return self._statements[place]


def segment(lines: tuple[str, ...], start: tuple[int, int], end: tuple[int, int]) -> str:
    """The text between two positions (line, column in bytes) of a file.

    >>> segment(("y = f(x)",), (1, 4), (1, 8))
    'f(x)'
    """
    taken = [line.encode() for line in lines[start[0] - 1 : end[0]]]
    taken[-1] = taken[-1][: end[1]]
    taken[0] = taken[0][start[1] :]
    return b"".join(taken).decode(errors="replace")


def one_line(text: str) -> str:
    r"""A statement's text without line breaks and comments.

    >>> one_line("y = f(\n    x,  # the input\n    2,\n)")
    'y = f(x, 2)'
    """
    text = text.strip()
    if "\n" not in text and "#" not in text:
        return text
    lines = text.splitlines()
    for row, column in reversed(_comments(text)):
        lines[row - 1] = lines[row - 1][:column]
    joined = " ".join(filter(None, (line.strip().removesuffix("\\").strip() for line in lines)))
    return re.sub(r"([(\[{]) ", r"\1", re.sub(r",? ([)\]}])", r"\1", joined))


def _comments(text: str) -> list[tuple[int, int]]:
    """Where comments begin: row from 1, column from 0."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                found.append(token.start)
    except (tokenize.TokenError, SyntaxError):
        pass  # the head of a compound statement need not be complete
    return found
