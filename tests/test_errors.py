"""The messages of tests/errors, to the letter.

A case is a file: functions of which the last is differentiated (or `FUNCTION`, in `ARGNUMS`).  Below
the marker stands the message as comments, rewritten by `pytest tests/test_errors.py --update-golden`.
"""

from __future__ import annotations

import linecache
import types
from pathlib import Path
from typing import Any

import pytest

from adcompile import grad
from adcompile.diagnostics import AdcompileError, InternalError, format_error

FOLDER = Path(__file__).parent / "errors"
MARKER = f"# {'-' * 34} message {'-' * 53}\n"
PATHS = sorted(FOLDER.glob("*.py"))
OPEN = {
    "string_result": "a function that returns a string has the gradient zero",
}  # what ought to be refused


def parameter(path: Path) -> Any:
    reason = OPEN.get(path.stem)
    marks = [pytest.mark.xfail(reason=reason)] if reason else []
    return pytest.param(path, id=path.stem, marks=marks)


CASES = pytest.mark.parametrize("path", list(map(parameter, PATHS)))


def function_of(path: Path, upper: str) -> tuple[Any, Any]:
    """What a case differentiates, and in which arguments; in messages the file has its bare name."""
    lines = upper.splitlines(keepends=True)
    linecache.cache[path.name] = (len(upper), None, lines, path.name)
    names: dict[str, Any] = {"__name__": f"errors_{path.stem}"}
    exec(compile(upper, path.name, "exec", dont_inherit=True), names)
    functions = [x for x in names.values() if isinstance(x, types.FunctionType)]
    return names.get("FUNCTION", functions[-1]), names.get("ARGNUMS", 0)


def message_of(path: Path, upper: str) -> tuple[Exception, str]:
    """The error of a case, raised at decoration or when the source is asked for, and its text."""
    function, argnums = function_of(path, upper)
    with pytest.raises((AdcompileError, TypeError)) as caught:
        _ = grad(function, argnums).source
    error = caught.value
    if isinstance(error, AdcompileError):
        return error, format_error(error)
    return error, f"{type(error).__name__}: {error}"


@CASES
def test_message(path: Path, request: pytest.FixtureRequest) -> None:
    upper, _, below = path.read_text().partition(MARKER)
    upper = upper.rstrip("\n") + "\n"
    error, text = message_of(path, upper)
    assert not isinstance(error, InternalError)
    commented = "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())
    if request.config.getoption("--update-golden"):
        path.write_text(f"{upper}\n\n{MARKER}\n{commented}")
        return
    assert commented == below.lstrip("\n")


@CASES
def test_message_has_its_parts(path: Path) -> None:
    error, _ = message_of(path, path.read_text().partition(MARKER)[0])
    parts = (error, *error.others) if isinstance(error, AdcompileError) else ()
    for part in parts:
        assert part.span is not None and part.span.is_known
        assert part.span.file == path.name
        assert part.help
        assert part.message.isascii() and not part.message.endswith(".")
