"""The documents: their programs run, and print what the documents say.

A block of Python is run, all blocks of a document in one namespace.  The block behind it, if it is
`text` or an emitted function, is what it prints, or the error that it raises; `pytest
tests/test_docs.py --update-golden` rewrites these.
"""

from __future__ import annotations

import contextlib
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import adcompile
from adcompile.diagnostics import AdcompileError, format_error
from tests.test_architecture import ROOMS

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
FORMS = {"rules.md"}  # its blocks show the form of rules that exist already
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EMITTED = re.compile(r"def (grad|value_and_grad|vjp|jvp|forward)_\w+\(")
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


def run(text: str, path: Path, namespace: dict[str, Any]) -> str:
    """What a program prints; for one that is refused, the message."""
    path.parent.mkdir()
    path.write_text(text)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(text, str(path), "exec", dont_inherit=True), namespace)
    except AdcompileError as error:
        printed.write(format_error(error).replace(str(path), path.name))
    return printed.getvalue().strip("\n") + "\n"


def replayed(document: str, folder: Path) -> str:
    """The document with what its programs print now."""
    namespace: dict[str, Any] = {"__name__": "document"}
    said = ""

    def replay(match: re.Match[str]) -> str:
        nonlocal said
        language, text = match.groups()
        if said.strip() and (language == "text" or EMITTED.match(text)):
            text, said = said, ""
        elif language == "python":
            said = run(text, folder / str(match.start()) / "model.py", namespace)
        return f"```{language}\n{text}```"

    return FENCE.sub(replay, document)


def by_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.name not in FORMS], ids=by_name)
def test_programs_print_what_the_document_says(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    document = path.read_text()
    now = replayed(document, tmp_path)
    if request.config.getoption("--update-golden"):
        path.write_text(now)
    else:
        assert now == document


@pytest.mark.parametrize("path", DOCUMENTS, ids=by_name)
def test_links_lead_somewhere(path: Path) -> None:
    links = [link for link in LINK.findall(path.read_text()) if "://" not in link]
    assert not [link for link in links if not (path.parent / link).exists()]


@pytest.mark.parametrize("path", DOCUMENTS, ids=by_name)
def test_documents_are_ascii(path: Path) -> None:
    assert path.read_text().isascii()


@pytest.mark.parametrize(
    "command",
    [
        'pip install -e ".[examples]" && python examples/digits.py',
        'pip install -e ".[test]" && pytest -n auto',
    ],
)
def test_readme_has_the_command(command: str) -> None:
    assert f"\n{command}\n" in (ROOT / "README.md").read_text()


def test_the_api_is_documented() -> None:
    functions = [name for name in adcompile.__all__ if callable(getattr(adcompile, name))]
    public = [name for name in functions if not isinstance(getattr(adcompile, name), type)]
    text = (ROOT / "README.md").read_text() + (ROOT / "docs" / "rules.md").read_text()
    assert not [name for name in public if f"{name}(" not in text]


def test_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == adcompile.__version__


def rooms_of_the_document() -> Iterator[tuple[str, set[str]]]:
    """The rows of the table in docs/architecture.md: a room, and what it may import."""
    for line in (ROOT / "docs" / "architecture.md").read_text().splitlines():
        cells = [cell.strip(" `/") for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            yield cells[0].removesuffix(".py"), set(re.findall(r"\w+", cells[1]))


def test_rooms_are_those_of_the_document() -> None:
    table = dict(rooms_of_the_document())
    assert table == {room: ROOMS[room] for room in table}
    assert set(ROOMS) - set(table) <= {"__init__", "__main__", "cli"}
