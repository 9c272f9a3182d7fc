"""Errors point at the user's code, in one fixed form."""

from __future__ import annotations

import linecache
import pickle
import traceback
from pathlib import Path

import pytest

import adcompile
from adcompile import diagnostics
from adcompile.diagnostics import (
    AdcompileError,
    InternalError,
    MissingRule,
    NotDifferentiable,
    SourceNotFound,
    Span,
    UnsupportedSyntax,
    format_error,
    report,
)

LINES = ("def f(x, a):\n", "    y = owens_t(x, a)  # Owen\n", "\treturn\tg(y,\n", "        1)\n")
CALL = Span("model.py", 2, 8, 2, 21, "y = owens_t(x, a)", LINES)


def missing() -> MissingRule:
    return MissingRule("no derivative is known for `owens_t`", CALL, "write one: `@rule(owens_t)`")


def test_the_four_parts() -> None:
    assert format_error(missing()) == (
        'File "model.py", line 2\n'
        "  y = owens_t(x, a)  # Owen\n"
        "      ^^^^^^^^^^^^^\n"
        "adcompile.MissingRule: no derivative is known for `owens_t`\n"
        "help: write one: `@rule(owens_t)`"
    )


def test_over_several_lines_the_first_is_marked_after_its_tabs() -> None:
    error = UnsupportedSyntax("`g` is odd", Span("model.py", 3, 8, 4, 10, lines=LINES))
    assert format_error(error) == (
        'File "model.py", line 3\n'
        "  return\tg(y,\n"
        "        \t^^^^\n"
        "adcompile.UnsupportedSyntax: `g` is odd"
    )


@pytest.mark.parametrize("span", [None, Span.nowhere()])
def test_without_a_place(span: Span | None) -> None:
    text = format_error(SourceNotFound("`sin` is compiled C code", span, "wrap it"))
    assert text == "adcompile.SourceNotFound: `sin` is compiled C code\nhelp: wrap it"


def test_a_place_in_a_file_that_cannot_be_read() -> None:
    text = format_error(UnsupportedSyntax("odd", Span("nowhere.py", 7, 0, 7, 3)))
    assert text == 'File "nowhere.py", line 7\nadcompile.UnsupportedSyntax: odd'


def test_lines_come_from_linecache(tmp_path: Path) -> None:
    path = tmp_path / "user.py"
    path.write_text("x = 1\ny = 2\n")
    linecache.checkcache(str(path))
    assert Span(str(path), 2, 0, 2, 1).source_line == "y = 2"


def test_python_shows_place_caret_and_help() -> None:
    shown = "".join(traceback.format_exception(missing()))
    assert shown == (
        '  File "model.py", line 2\n'
        "    y = owens_t(x, a)  # Owen\n"
        "        ^^^^^^^^^^^^^\n"
        "adcompile.MissingRule: no derivative is known for `owens_t`\n"
        "help: write one: `@rule(owens_t)`\n"
    )


def test_the_text_of_an_error_is_its_message() -> None:
    assert str(missing()).startswith("no derivative is known for `owens_t`")


def test_a_mistake_of_ours_asks_for_a_report() -> None:
    assert "please report it" in format_error(InternalError("x@2 is assigned twice"))


class TestReport:
    def test_a_single_problem_is_raised_as_it_is(self) -> None:
        error = missing()
        assert report([error]) is error

    def test_the_same_problem_counts_once(self) -> None:
        error = missing()
        assert report([error, missing()]) is error

    def test_all_problems_are_listed(self) -> None:
        other = NotDifferentiable("`x` is an integer", Span("model.py", 1, 6, 1, 7, lines=LINES))
        both = report([missing(), other])
        assert type(both) is MissingRule
        assert both.lineno == 2
        assert format_error(both) == f"{format_error(missing())}\n\n{format_error(other)}"
        shown = "".join(traceback.format_exception(both))
        assert shown.count("^") == len("owens_t(x, a)") + len("x")
        assert shown.endswith(f"\n\n{format_error(other)}\n")

    def test_reports_are_joined(self) -> None:
        one, two, three = (AdcompileError(text) for text in ("one", "two", "three"))
        joined = report([report([one, two]), report([two, three])])
        assert [joined.message, *(error.message for error in joined.others)] == [
            "one",
            "two",
            "three",
        ]


@pytest.mark.skipif(not hasattr(adcompile, "MissingRule"), reason="found under its public name")
def test_errors_travel_between_processes() -> None:
    error = report([missing(), UnsupportedSyntax("odd", CALL)])
    assert format_error(pickle.loads(pickle.dumps(error))) == format_error(error)


def test_every_class_is_shown_under_its_public_name() -> None:
    classes = [value for value in vars(diagnostics).values() if isinstance(value, type)]
    errors = [kind for kind in classes if issubclass(kind, AdcompileError)]
    assert {kind.__module__ for kind in errors} == {"adcompile"}
    assert len(errors) == 7
