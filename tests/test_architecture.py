"""Which room may import which: the table of docs/architecture.md, as data."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "adcompile"

# A room may import itself and the rooms named here.
ROOMS: dict[str, set[str]] = {
    "diagnostics": set(),
    "runtime": set(),
    "ir": {"diagnostics"},
    "frontend": {"diagnostics", "ir"},
    "rules": {"diagnostics", "ir", "frontend", "runtime"},
    "analysis": {"diagnostics", "ir", "rules"},
    "reverse": {"diagnostics", "ir", "frontend", "rules", "analysis"},
    "forward": {"diagnostics", "ir", "frontend", "rules", "analysis"},
    "optimise": {"diagnostics", "ir", "rules", "analysis", "runtime"},
    "backend": {"diagnostics", "ir"},
    "texts": {"diagnostics", "ir", "rules", "analysis", "optimise", "backend"},
    "pipeline": {
        "diagnostics", "ir", "frontend", "rules", "analysis", "reverse", "forward", "optimise",
        "backend", "texts",
    },
    "api": {"diagnostics", "ir", "frontend", "rules", "analysis", "backend", "pipeline", "runtime"},
    "cli": {"diagnostics", "api"},
    "__init__": {"diagnostics", "ir", "api", "rules", "runtime"},
    "__main__": {"cli", "api", "diagnostics"},
}  # fmt: skip

# Who may import a library.  `ir` and `rules` build and read trees of gast without Python's syntax.
LIBRARIES: dict[str, set[str]] = {
    "numpy": {"rules", "runtime", "api", "cli", "__main__"},
    "scipy": {"rules", "runtime"},
    "gast": {"frontend", "backend", "ir/primitives", "rules/apply"},
    "astunparse": {"backend"},
    "pygments": {"api"},
}

# The helpers that only derivatives of SciPy's own functions need.
OF_SCIPY = {"runtime/scipy_special", "runtime/images", "runtime/integrals", "runtime/implicit"}

# Passes know no other pass: only these modules list them.
LISTS = {"optimise/passes", "rules/__init__"}

# Imports inside functions, and why they are there.
LATE: dict[tuple[str, str], str] = {
    ("api/derivative", "pygments"): "optional",
    ("api/derivative", "pygments.formatters"): "optional",
    ("api/derivative", "pygments.lexers"): "optional",
    ("api/derivative", "html"): "for the notebook alone",
    ("api/arguments", "difflib"): "slow to import, for an error message alone",
}


@dataclass(frozen=True)
class Import:
    """One imported module; `late` if it stands inside a function."""

    importer: str
    imported: str
    late: bool
    line: int

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module as `room/name`, and its tree."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).with_suffix("").as_posix()
        yield name, ast.parse(path.read_text(), str(path))


def imports() -> Iterator[Import]:
    """Every import of every module."""
    for name, tree in modules():
        late = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for imported in imported_names(node):
                    yield Import(name, imported, id(node) in late, node.lineno)


def imported_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The modules that a statement imports; `from adcompile.rules import table` names the last."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert node.level == 0, "imports are absolute"
    module = node.module or ""
    if not module.startswith("adcompile"):
        return [module]
    is_package = (ROOT.parent / module.replace(".", "/")).is_dir()
    return [f"{module}.{alias.name}" if is_package else module for alias in node.names]


ALL = list(imports())
OPEN = {
    ("frontend/scope", "sys"),
    ("rules/apply", "builtins"),
    ("api/derivative", "adcompile.backend.export"),
}  # late imports without a reason
OWN = [i for i in ALL if i.imported.split(".")[0] == "adcompile"]


def room(name: str) -> str:
    """The room of a module, `ir/nodes` or `adcompile.ir.nodes`.

    >>> room("ir/nodes"), room("adcompile.ir.nodes"), room("adcompile.pipeline")
    ('ir', 'ir', 'pipeline')
    """
    parts = name.replace("/", ".").removeprefix("adcompile.").split(".")
    return parts[0]


def allowed(entries: set[str], module: str) -> bool:
    return module in entries or room(module) in entries


def test_every_room_is_in_the_table() -> None:
    assert {room(name) for name, _ in modules()} <= set(ROOMS)


def test_rooms_import_only_downwards() -> None:
    wrong = [
        i for i in OWN
        if room(i.imported) in ROOMS
        and room(i.imported) not in ROOMS[room(i.importer)] | {room(i.importer)}
    ]  # fmt: skip
    assert not list(map(str, wrong))


def test_the_table_is_acyclic() -> None:
    left = dict(ROOMS)
    while left:
        ready = {name for name, below in left.items() if not below & set(left)}
        assert ready, f"among these is a cycle: {sorted(left)}"
        left = {name: below for name, below in left.items() if name not in ready}


def test_modules_of_a_room_form_no_cycle() -> None:
    below: dict[str, set[str]] = {name: set() for name, _ in modules()}
    for i in OWN:
        below[i.importer].add(i.imported.removeprefix("adcompile.").replace(".", "/"))
    below = {name: found & set(below) for name, found in below.items()}
    while below:
        ready = {name for name, found in below.items() if not found & set(below)}
        assert ready, f"among these is a cycle: {sorted(below)}"
        below = {name: found for name, found in below.items() if name not in ready}


@pytest.mark.parametrize("library", list(LIBRARIES))
def test_libraries_are_known_where_they_belong(library: str) -> None:
    users = [i for i in ALL if i.imported.split(".")[0] == library]
    assert not [str(i) for i in users if not allowed(LIBRARIES[library], i.importer)]


def test_nothing_else_is_needed() -> None:
    known = {*LIBRARIES, *sys.stdlib_module_names, "adcompile"}
    assert {i.imported.split(".")[0] for i in ALL} <= known


def test_imports_stand_at_the_top() -> None:
    late = [i for i in ALL if i.late and (i.importer, i.imported) not in {*LATE, *OPEN}]
    assert not list(map(str, late))


def test_no_pass_imports_another() -> None:
    passes = [i for i in OWN if room(i.importer) == room(i.imported) == "optimise"]
    assert not [
        str(i) for i in passes
        if i.importer not in LISTS and i.importer.split("/")[1] != i.imported.split(".")[2]
    ]  # fmt: skip


def test_runtime_helpers_need_numpy_and_scipy_alone() -> None:
    outside = [
        i for i in ALL
        if room(i.importer) == "runtime"
        and i.imported not in ("numpy", "math", "__future__", "typing", "collections.abc")
        and not i.imported.startswith("adcompile.runtime")
        and not (i.imported == "scipy" and i.importer in OF_SCIPY)
    ]  # fmt: skip
    assert not list(map(str, outside))


@pytest.mark.parametrize(
    "name, tree", list(modules()), ids=lambda x: x if isinstance(x, str) else ""
)
def test_module_says_what_it_is(name: str, tree: ast.Module) -> None:
    assert ast.get_docstring(tree)
    source = (ROOT / f"{name}.py").read_text()
    assert source.isascii()
    assert "TODO" not in source
    assert source.count("\n") <= 800
