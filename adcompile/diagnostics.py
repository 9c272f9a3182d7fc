"""Places in the user's files, and the errors that point at them.

    File "model.py", line 12
      y = scipy.special.mathieu_a(x, a)
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    adcompile.MissingRule: no derivative is known for `scipy.special.mathieu_a`
    help: write one: `@rule(scipy.special.mathieu_a)`, see docs/rules.md

An error has these four parts: place, caret, what is wrong in the user's words, what to write
instead.  The classes are `SyntaxError`s with a note, so Python's own traceback shows them too.
"""

from __future__ import annotations

import linecache
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = [
    "AdcompileError",
    "AdcompileWarning",
    "ExportError",
    "InternalError",
    "MissingRule",
    "NotDifferentiable",
    "SourceNotFound",
    "Span",
    "UnsupportedSyntax",
    "format_error",
    "report",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: lines count from 1, columns (in characters) from 0.

    `statement` is the text of the statement it lies in, on one line.  `lines` are the lines of the
    file where they are known already; otherwise `linecache` has them.

    >>> Span("model.py", 1, 4, 1, 5, "y = x", ("y = x",)).source_line
    'y = x'
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    statement: str = ""
    lines: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @staticmethod
    def nowhere() -> Span:
        """The span of code that has no place in any file.

        >>> Span.nowhere().is_known
        False
        """
        return _NOWHERE

    @property
    def is_known(self) -> bool:
        """Does this name a place in a file?"""
        return self.line > 0

    @property
    def source_line(self) -> str:
        """The first line of the stretch, without its line end; empty if it cannot be had."""
        if self.lines:
            text = self.lines[self.line - 1] if 0 < self.line <= len(self.lines) else ""
        else:
            text = linecache.getline(self.file, self.line)
        return text.rstrip("\r\n")

    @property
    def marked(self) -> tuple[int, int]:
        """The columns of the first line to underline: at least one, none behind its last word."""
        last = len(self.source_line.rstrip())
        end = self.end_column if self.end_line == self.line else last
        return self.column, max(min(end, last), self.column + 1)


_NOWHERE = Span("", 0, 0, 0, 0)


class AdcompileError(SyntaxError):
    """A function that cannot be differentiated, or cannot be read.

    `others` are further problems of the same function (see `report`).

    >>> from adcompile.diagnostics import Span
    >>> error = AdcompileError("`x` is lost", Span("m.py", 3, 0, 3, 1), "keep it")
    >>> error.lineno, error.help
    (3, 'keep it')
    """

    def __init__(
        self,
        message: str,
        span: Span | None = None,
        help: str | None = None,
        others: Sequence[AdcompileError] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.help = help
        self.others = tuple(others)
        if span is not None and span.is_known:
            start, end = span.marked
            self.filename, self.text = span.file, span.source_line
            self.lineno = self.end_lineno = span.line
            # SyntaxError counts columns from 1.
            self.offset, self.end_offset = start + 1, end + 1
        for note in _notes(self):
            self.add_note(note)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.span, self.help, self.others)


class UnsupportedSyntax(AdcompileError):
    """Python that the compiler does not read."""


class MissingRule(AdcompileError):
    """A function whose derivative nobody has written down."""


class NotDifferentiable(AdcompileError):
    """Code that has no derivative where one is asked for."""


class SourceNotFound(AdcompileError):
    """A function whose source text cannot be had, or is no longer what runs."""


class ExportError(AdcompileError):
    """A gradient that cannot be written to a file that stands alone."""


class InternalError(AdcompileError):
    """A mistake of the compiler's own."""

    def __init__(
        self,
        message: str,
        span: Span | None = None,
        help: str | None = None,
        others: Sequence[AdcompileError] = (),
    ) -> None:
        default = "this is a mistake in adcompile: please report it, with the code it points at"
        super().__init__(message, span, help or default, others)


class AdcompileWarning(UserWarning):
    """Code that compiles, but perhaps not to what was meant."""


# Users know the classes under their public names, and tracebacks should show these.
for _class in (
    AdcompileError,
    UnsupportedSyntax,
    MissingRule,
    NotDifferentiable,
    SourceNotFound,
    ExportError,
    InternalError,
    AdcompileWarning,
):
    _class.__module__ = "adcompile"


def format_error(error: AdcompileError) -> str:
    r"""The error as text: place, caret, message and help, and likewise for its companions.

    >>> span = Span("model.py", 2, 4, 2, 8, lines=("def f(x):\n", "    f(x)\n"))
    >>> print(format_error(UnsupportedSyntax("`f` calls itself", span, "write a loop")))
    File "model.py", line 2
      f(x)
      ^^^^
    adcompile.UnsupportedSyntax: `f` calls itself
    help: write a loop
    """
    return "\n\n".join([_format_one(error), *map(_format_one, error.others)])


def report(errors: Sequence[AdcompileError]) -> AdcompileError:
    """One error to raise for all problems of a function: itself if there is only one.

    >>> print(format_error(report([NotDifferentiable("this"), MissingRule("that")])))
    adcompile.NotDifferentiable: this
    <BLANKLINE>
    adcompile.MissingRule: that
    """
    distinct: dict[str, AdcompileError] = {}
    for error in errors:
        for one in (error, *error.others):
            distinct.setdefault(_format_one(one), one)
    first, *others = distinct.values()
    if tuple(others) == first.others:
        return first
    return type(first)(first.message, first.span, first.help, others)


def _format_one(error: AdcompileError) -> str:
    parts = []
    span = error.span
    if span is not None and span.is_known:
        parts.append(f'File "{span.file}", line {span.line}')
        line = span.source_line
        if line.strip():
            start, end = span.marked
            indent = len(line) - len(line.lstrip())
            # A tab is repeated below itself, so the caret stands right however wide it is shown.
            gap = "".join("\t" if char == "\t" else " " for char in line[indent:start])
            parts.append(f"  {line.strip()}")
            parts.append(f"  {gap}{'^' * (end - max(start, indent))}")
    parts.append(f"{type(error).__module__}.{type(error).__qualname__}: {error.message}")
    if error.help is not None:
        parts.append(f"help: {error.help}")
    return "\n".join(parts)


def _notes(error: AdcompileError) -> list[str]:
    """What a traceback shows below the message: the help, then the companions in full."""
    notes = [] if error.help is None else [f"help: {error.help}"]
    notes += [f"\n{_format_one(other)}" for other in error.others]
    return notes
