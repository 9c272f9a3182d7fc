"""Deep expressions: cut without changing what they mean, or reported."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import gast
import pytest

from adcompile.diagnostics import UnsupportedSyntax, format_error
from adcompile.frontend.read import read
from adcompile.frontend.split import split_deep
from tests.test_read import executed, load, unparsed


def evaluated(tree: Any, *args: Any) -> Any:
    """What a function gives whose dotted names have been made legal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = node.id.replace(".", "dot_")
    return executed(ast.Module([tree], []))[tree.name](*args)


class TestDeepExpressions:
    @pytest.mark.parametrize(
        "expression",
        [
            " + ".join(["a"] * 1500),
            " + ".join(["a * a"] * 1500),
            "a + (" * 150 + "a" + ")" * 150,
            "a * 2 + (3 / " * 80 + "a" + ")" * 80,
            "-" * 500 + "a",
            "a" + ".real" * 500,
            "a" + ".conjugate()" * 500,
            "float(" * 150 + "a" + ")" * 150,
            "dict(x=" * 90 + "a" + ")" * 90 + "['x']" * 90,
            "(y := a) + " + " + ".join(["(y := a + y)"] * 300),
            "y + (y := a) + " + " + ".join(["y * a"] * 300),
            "divmod(a, 2)[0] + (" + " + ".join(["a"] * 300) + ") * abs(a)",
            "(a, a - 1)[int(" + " + ".join(["a * 0"] * 300) + ")]",
            "(1 if a < (" + " - ".join(["a"] * 300) + ") else a)",
            "(0 if (" + " - ".join(["a"] * 300) + ") > 0 else a)",
            "((" + " - ".join(["a"] * 300) + ") and y)",
        ],
    )
    def test_are_cut_and_mean_the_same(self, expression: str) -> None:
        text = f"def f(a, y=1.5):\n    y += 0\n    return y, {expression}\n"
        tree = ast.parse(text).body[0]
        assert isinstance(tree, ast.FunctionDef)
        assert split_deep(tree) == []
        assert len(tree.body) > 2
        gast.ast_to_gast(tree)
        assert evaluated(tree, 2.0) == executed(text)["f"](2.0)

    def test_a_long_sum_is_read(self, tmp_path: Path) -> None:
        module = load(tmp_path / "sums.py", f"def f(a):\n    return {' + '.join(['a'] * 1500)}\n")
        source = read(module.f)
        first = source.tree.body[0]
        assert first.targets[0].id == ".0"
        assert source.span(first).line == 2
        assert unparsed(source) == unparsed(read(module.f))

    def test_a_long_sum_in_a_lambda_is_read(self, tmp_path: Path) -> None:
        module = load(tmp_path / "sums.py", f"f = lambda a: {' + '.join(['a'] * 1500)}\n")
        assert [s.targets[0].id for s in read(module.f).tree.body[:2]] == [".0", ".1"]

    def test_the_order_of_evaluation_is_kept(self) -> None:
        terms = " + ".join(f"note({i})" for i in range(200))
        text = f"def f(note):\n    return note(-1) * ({terms}) - note(200)\n"
        tree = ast.parse(text).body[0]
        assert isinstance(tree, ast.FunctionDef)
        assert split_deep(tree) == []
        seen: list[int] = []
        evaluated(tree, lambda i: seen.append(i) or i)  # type: ignore[func-returns-value]
        assert seen == list(range(-1, 201))

    def test_each_function_counts_for_itself(self) -> None:
        deep = " + ".join(["a"] * 100)
        text = f"def f(a):\n    def g(a):\n        return {deep}\n    return g({deep})\n"
        tree = ast.parse(text).body[0]
        assert isinstance(tree, ast.FunctionDef)
        split_deep(tree)
        assert ast.unparse(tree).count(".0 = ") == 2

    @pytest.mark.parametrize(
        ("statement", "column"),
        [
            ("return lambda: {deep}", 11),
            ("return [{deep} for b in a]", 11),
            ("while {deep}: a -= 1", 10),
            ("a[0] += f({deep})", 12),
            ("a += (a := {deep})", 10),
            ("return a and ({deep})", 11),
        ],
    )
    def test_what_cannot_be_cut_is_reported(
        self, tmp_path: Path, statement: str, column: int
    ) -> None:
        text = f"def f(a):\n    {statement.format(deep=' + '.join(['a'] * 300))}\n"
        module = load(tmp_path / "deep.py", text)
        with pytest.raises(UnsupportedSyntax, match="nested more than 60 levels deep") as caught:
            read(module.f)
        assert (caught.value.lineno, caught.value.offset) == (2, column + 1)

    def test_a_long_chain_of_elifs_is_reported(self, tmp_path: Path) -> None:
        chain = "".join(f"    elif a == {i}:\n        return {i}\n" for i in range(100))
        module = load(tmp_path / "chain.py", f"def f(a):\n    if a < 0:\n        pass\n{chain}")
        with pytest.raises(UnsupportedSyntax, match="60 levels of blocks and `elif`s") as caught:
            read(module.f)
        assert caught.value.text == "    elif a == 59:"
        assert format_error(caught.value).count("^") == len("elif a == 59:")

    def test_a_chain_of_fifty_elifs_is_read(self, tmp_path: Path) -> None:
        chain = "".join(f"    elif a == {i}:\n        return {i}\n" for i in range(50))
        module = load(tmp_path / "chain.py", f"def f(a):\n    if a < 0:\n        pass\n{chain}")
        assert read(module.f).name == "f"
