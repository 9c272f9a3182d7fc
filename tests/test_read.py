"""Finding the source of a function: the text that runs, at its true place, or a refusal."""

from __future__ import annotations

import ast
import doctest
import functools
import importlib.util
import linecache
import math
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import gast
import numpy as np
import pytest

from adcompile.diagnostics import SourceNotFound
from adcompile.frontend.positions import find
from adcompile.frontend.read import Source, read, read_text

THIS = Path(__file__).read_text().splitlines()


def unparsed(source: Source) -> str:
    return str(ast.unparse(gast.gast_to_ast(source.tree)))


def body(source: Source) -> str:
    return str(ast.unparse(gast.gast_to_ast(source.tree).body[-1]))


def load(path: Path, text: str | bytes) -> ModuleType:
    """A module of its own, made of a text."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(x: Any) -> Any:
    y = x * 2
    return y


def outer(scale: float) -> Callable[[Any], Any]:
    def inner(x: Any) -> Any:
        return x * scale

    return inner


class Model:
    weight = 2.0

    def __call__(self, x: Any) -> Any:
        return x

    def loss(self, x: Any) -> Any:
        return self.weight * x

    @classmethod
    def build(cls, x: Any) -> Any:
        return cls.weight + x

    class Inner:
        def __private(self, x: Any) -> Any:
            return self.__hidden * x  # type: ignore[attr-defined]

        method = __private


def executed(code: Any, file: str = "<string>") -> dict[str, Any]:
    """The names that a text or tree defines."""
    namespace: dict[str, Any] = {}
    exec(compile(code, file, "exec", dont_inherit=True), namespace)  # made here
    return namespace


class TestDefinitions:
    def test_a_function(self) -> None:
        source = read(plain)
        assert source.text.rstrip() == ("def plain(x: Any) -> Any:\n    y = x * 2\n    return y")
        assert (source.name, source.function, source.file) == ("plain", plain, __file__)
        assert THIS[source.first_line - 1].startswith("def plain")
        assert isinstance(source.tree, gast.FunctionDef)

    def test_positions_are_those_of_the_file(self) -> None:
        source = read(outer(2.0))
        line = source.tree.body[0].lineno
        assert THIS[line - 1] == "        return x * scale"
        assert source.tree.body[0].col_offset == 8
        assert source.text == "def inner(x: Any) -> Any:\n    return x * scale"

    def test_a_closure_keeps_its_cells(self) -> None:
        assert read(outer(3.0)).function(2.0) == 6.0

    def test_a_bound_method_is_its_function(self) -> None:
        source = read(Model().loss)
        assert source.function is Model.loss
        assert body(source) == "return self.weight * x"

    def test_a_class_method(self) -> None:
        assert body(read(Model.build)) == "return cls.weight + x"

    def test_a_private_method_of_a_nested_class(self) -> None:
        assert body(read(Model.Inner.method)) == "return self.__hidden * x"

    @pytest.mark.parametrize("flag", [True, False])
    def test_the_same_name_defined_twice(self, flag: bool) -> None:
        if flag:

            def twice(x: Any) -> Any:
                return x + 1
        else:

            def twice(x: Any) -> Any:
                return x + 2

        assert body(read(twice)) == f"return x + {1 if flag else 2}"

    def test_async_and_generator_functions_are_read(self) -> None:
        async def slow(x: Any) -> Any:
            return x

        def steps(x: Any) -> Any:
            yield x

        assert isinstance(read(slow).tree, gast.AsyncFunctionDef)
        assert body(read(steps)) == "yield x"

    def test_asserts_rewritten_by_pytest(self) -> None:
        def guarded(x: Any, n: Any) -> Any:
            assert n > 3 and x is not None, f"too few: {n}"
            y = x * 2.5
            assert math.isfinite(y) or abs(y) > 1
            return sorted(x, key=lambda z: z + y)

        assert "@py_builtins" in guarded.__code__.co_names
        assert body(read(guarded)) == "return sorted(x, key=lambda z: z + y)"

    def test_numbers_that_are_folded_in_rewritten_asserts(self) -> None:
        def guarded(x: Any) -> Any:
            assert x > -1 and x < 2**31, "out of range"
            return x * 2.5

        assert "@py_builtins" in guarded.__code__.co_names
        assert body(read(guarded)) == "return x * 2.5"

    def test_a_long_running_function_still_matches(self) -> None:
        for _ in range(200):
            plain(1.0)
        assert read(plain).name == "plain"


class TestLambdas:
    def test_two_on_one_line(self) -> None:
        one, two = lambda x: x + 1, lambda x: x + 2
        assert body(read(one)) == "return x + 1"
        assert body(read(two)) == "return x + 2"

    def test_alike_but_for_their_columns(self) -> None:
        one, two = lambda x: x + 1, lambda x: x + 1
        assert read(one).tree.col_offset < read(two).tree.col_offset

    def test_in_the_arguments_of_a_call(self) -> None:
        both: Any = {"f": (lambda x: (x) * 3), "g": [lambda x, y=(1, 2): x[y]]}
        assert body(read(both["f"])) == "return x * 3"
        assert body(read(both["g"][0])) == "return x[y]"

    def test_over_several_lines(self) -> None:
        # fmt: off
        long = (
            lambda x,
            y: x
            * y
        )
        # fmt: on
        source = read(long)
        assert unparsed(source) == "def lambda_(x, y):\n    return x * y"
        assert source.tree.lineno < source.tree.end_lineno
        assert source.text.startswith("lambda x,")
        assert source.text.endswith("* y")

    def test_in_a_lambda(self) -> None:
        make: Any = lambda x: lambda y: lambda: x * y
        assert body(read(make)) == "return lambda y: lambda: x * y"
        middle: Any = make(1)
        assert body(read(middle)) == "return lambda: x * y"
        assert body(read(middle(2))) == "return x * y"

    def test_folded_by_the_compiler(self) -> None:
        one, two = lambda x: x if True else x + 1, lambda x: True and x
        assert body(read(one)) == "return x if True else x + 1"
        assert body(read(two)) == "return True and x"

    def test_with_a_constant_body(self) -> None:
        one, two, three, four = lambda x: 0.0, lambda x: x, lambda x: 1 - 3, lambda x, y=-2: -2
        assert body(read(one)) == "return 0.0"
        assert body(read(two)) == "return x"
        assert body(read(three)) == "return 1 - 3"
        assert body(read(four)) == "return -2"

    def test_behind_letters_of_several_bytes(self, tmp_path: Path) -> None:
        text = "pair = ('\xe9\xe9', lambda x: x * 2, lambda x: x * 3)\n"
        source = read(load(tmp_path / "letters.py", text).pair[2])
        assert source.text == "lambda x: x * 3"
        assert source.span(source.tree).column == text.rindex("lambda")


Decorator = Callable[[Callable[..., Any]], Any]


def own(*args: Any, **kwargs: Any) -> Decorator:
    """Stands for a decorator of adcompile's."""
    return lambda function: function


own.__module__ = "adcompile.api"


def unchanged(function: Any) -> Any:
    return function


def logged(level: int) -> Decorator:
    def decorate(function: Any) -> Any:
        @functools.wraps(function)
        def wrapper(*args: Any) -> Any:
            return function(*args)

        return wrapper

    return decorate


def anonymous(function: Any) -> Any:
    def wrapper(x: Any) -> Any:
        return function(x) + 1

    return wrapper


class TestDecorators:
    def test_over_several_lines(self) -> None:
        @unchanged
        @own(
            argnums=("x",),
        )
        def decorated(x: Any) -> Any:
            return x

        source = read(decorated)
        assert source.text == "def decorated(x: Any) -> Any:\n    return x"
        assert THIS[source.first_line - 1].strip().startswith("def decorated")
        assert [ast.unparse(gast.gast_to_ast(d)) for d in source.decorators] == [
            "unchanged",
            "own(argnums=('x',))",
        ]

    def test_those_above_ours_do_not_matter(self) -> None:
        seen = []

        @logged(1)
        @lambda function: seen.append(function) or function  # type: ignore[func-returns-value]
        def decorated(x: Any) -> Any:
            return x * 5

        assert body(read(seen[0])) == "return x * 5"

    def test_a_wrapper_is_refused_at_its_line(self) -> None:
        @own()
        @logged(2)
        def decorated(x: Any) -> Any:
            return x

        with pytest.raises(SourceNotFound, match="wrapped by the decorator `@logged") as caught:
            read(decorated)
        assert caught.value.text == "        @logged(2)"
        assert "decorated.__wrapped__" in str(caught.value.help)
        assert body(read(decorated.__wrapped__)) == "return x"

    def test_ours_is_not_blamed(self) -> None:
        @logged(3)
        @own()
        def decorated(x: Any) -> Any:
            return x

        with pytest.raises(SourceNotFound) as caught:
            read(decorated)
        assert caught.value.text == "        @logged(3)"

    def test_a_wrapper_without_wraps_is_the_function_that_runs(self) -> None:
        @anonymous
        def decorated(x: Any) -> Any:
            return x

        assert body(read(decorated)) == "return function(x) + 1"


TEXT = """\
import math


def first(x):
    return x + 1


def second(x):
    y = x * 2
    return y
"""


class TestEditedFiles:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("x * 2", "x * 3"),
            ("x * 2", "x * 2.0"),
            ("y = x", "y = math.x"),
            ("return y", "return x"),
            ("import math\n", ""),
            ("def second", "def third"),
            ("y = x * 2\n", "y = (x * 2\n"),
        ],
    )
    def test_a_change_is_noticed(self, tmp_path: Path, old: str, new: str) -> None:
        path = tmp_path / "edited.py"
        module = load(path, TEXT)
        assert body(read(module.second)) == "return y"
        path.write_text(TEXT.replace(old, new) + "# longer\n")
        with pytest.raises(SourceNotFound, match="has changed since `second` was imported"):
            read(module.second)

    def test_a_change_elsewhere_is_not(self, tmp_path: Path) -> None:
        path = tmp_path / "edited.py"
        module = load(path, TEXT)
        path.write_text(TEXT.replace("x + 1", "x + 100").replace("x * 2", "x  *  2  # note"))
        assert body(read(module.second)) == "return y"

    def test_a_file_that_is_gone(self, tmp_path: Path) -> None:
        path = tmp_path / "gone.py"
        module = load(path, TEXT)
        path.unlink()
        with pytest.raises(SourceNotFound, match=r"its file .*gone\.py is missing"):
            read(module.second)


class TestFiles:
    @pytest.mark.parametrize(
        "text",
        [
            "def f(x):\r\n    y = x\r\n    return y\r\n",
            "def f(x):\n\ty = x\n\treturn y",
            "# -*- coding: latin-1 -*-\ndef f(x):\n    y = '\xe9', x\n    return y\n".encode(
                "latin-1"
            ),
            "\ufeffdef f(x):\n    return x\n",
            "\x0cdef f(x):\n    y = x + \\\n  1\n    return \\\n        y\n",
            "s = '''\ndef f(x):\n    return 0\n'''\ndef f(x): return x",
            "if True:\n    def f(x):\n        return x\nelse:\n    f = 0\n",
            "def f(\n    x,\n):\n    '''one\ntwo'''\n    return x\n",
            "from __future__ import annotations\ndef f(x: int) -> 'a':\n    def g(z: x): return z\n    return g\n",
            "def f(x):\n    'bad \\escape'\n    return x is ()\n",
            "class C:\n    s = '''\nx\n'''\n    def f(self): return self.__y\nf = C.f\n",
        ],
    )
    @pytest.mark.filterwarnings("ignore")
    def test_layouts(self, tmp_path: Path, text: str | bytes) -> None:
        module = load(tmp_path / "layout.py", text)
        source = read(module.f)
        assert source.name == "f"
        assert source.text.startswith("def f(")
        assert source.lines[source.first_line - 1][source.tree.col_offset :].startswith("def f(")

    def test_columns_count_characters(self, tmp_path: Path) -> None:
        module = load(tmp_path / "wide.py", "def f(x):\n    \xe9\xe9 = x; return \xe9\xe9\n")
        source = read(module.f)
        span = source.span(source.tree.body[1], source.tree.body[1])
        assert (span.column, span.end_column) == (12, 21)
        assert span.statement == "return \xe9\xe9"

    def test_in_a_zip_archive(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        archive = tmp_path / "packed.zip"
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("inside_a_zip.py", TEXT)
        monkeypatch.syspath_prepend(archive)
        module = importlib.import_module("inside_a_zip")
        assert body(read(module.second)) == "return y"

    def test_a_notebook_cell(self, monkeypatch: pytest.MonkeyPatch) -> None:
        file = "/tmp/ipykernel_1/1234.py"
        entry = (len(TEXT), None, TEXT.splitlines(keepends=True), file)
        monkeypatch.setitem(linecache.cache, file, entry)
        assert body(read(executed(TEXT, file)["second"])) == "return y"

    def test_in_a_doctest(self) -> None:
        """The interpreter's examples have lines too.

        >>> def cube(x):
        ...     return x ** 3
        >>> read(cube).text
        'def cube(x):\\n    return x ** 3'
        """
        examples = doctest.DocTestFinder(recurse=False).find(
            TestFiles.test_in_a_doctest, "example", globs={"read": read}
        )
        assert doctest.DocTestRunner(verbose=False).run(examples[0]).failed == 0

    def test_a_large_file(self, tmp_path: Path) -> None:
        filler = "".join(f"def f{i}(x):\n    return x + {i}\n\n" for i in range(4000))
        module = load(tmp_path / "large.py", filler)
        assert body(read(module.f2000)) == "return x + 2000"


class TestNoSource:
    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            (math.sin, "`sin` is compiled C code"),
            (np.exp, "`exp` is compiled C code"),
            ([].append, "`list.append` is compiled C code"),
            (Model, "`Model` is a class"),
            (Model(), r"an object of type `.*test_read.Model` is not a plain function"),
            (functools.partial(plain, 1), "type `functools.partial` is not a plain function"),
            (staticmethod(plain), "is a staticmethod"),
            (functools.lru_cache(plain), "`plain` is wrapped by a decorator, in a `functools"),
            (3, "3 is not a function"),
        ],
    )
    def test_other_callables(self, value: Any, reason: str) -> None:
        with pytest.raises(SourceNotFound, match=reason):
            read(value)

    def test_executed_text(self) -> None:
        function = executed("def f(x): return x")["f"]
        with pytest.raises(SourceNotFound, match="made by `exec` or `eval`") as caught:
            read(function)
        assert "grad.from_source(text)" in str(caught.value.help)

    @pytest.mark.skipif(sys.version_info >= (3, 13), reason="3.13 keeps the text of python -c")
    def test_python_c(self) -> None:
        command = "from adcompile.frontend.read import read\ndef f(x): return x\nread(f)"
        result = subprocess.run(
            [sys.executable, "-c", command], capture_output=True, text=True, check=False
        )
        assert "`f` has no source text: it was typed at `python -c`" in result.stderr
        assert "help: give its text to `grad.from_source(text)`" in result.stderr

    def test_piped_input(self) -> None:
        script = "from adcompile.frontend.read import read\ndef f(x): return x\nread(f)\n"
        result = subprocess.run(
            [sys.executable, "-"], input=script, capture_output=True, text=True, check=False
        )
        assert "it was typed at the Python prompt, or piped into it" in result.stderr


class TestReadText:
    def test_the_last_definition(self) -> None:
        source = read_text(
            """
            import math
            def helper(x):
                return math.exp(x)
            def f(x):
                return helper(x) + shift
            """,
            {"shift": 1.0},
        )
        assert source.function(0.0) == 2.0
        assert source.text.rstrip() == "def f(x):\n    return helper(x) + shift"

    def test_a_named_lambda(self) -> None:
        assert body(read_text("square = lambda x: x * x")) == "return x * x"

    def test_a_lambda_in_parentheses(self) -> None:
        assert read_text("(lambda x:\n    x * x)").function(3) == 9

    def test_texts_of_one_name_are_kept_apart(self) -> None:
        one = read_text("def again(x): return x + 1")
        two = read_text("def again(x): return x + 2")
        same = read_text("def again(x): return x + 1")
        assert one.file == same.file != two.file
        assert body(read(one.function)) == "return x + 1"

    def test_a_text_without_a_function(self) -> None:
        with pytest.raises(SourceNotFound, match="does not end with a function"):
            read_text("x = 3")


class TestSpans:
    def test_the_statement_of_a_span_is_one_line(self) -> None:
        source = read_text(
            "def f(x):\n"
            "    for i in range(3):  # thrice\n"
            "        x = g(\n"
            "            x,  # the # state\n"
            "            '#',\n"
            "        )\n"
            "    return x\n"
        )
        loop = source.tree.body[0]
        call = loop.body[0].value
        assert source.span(call, loop.body[0]).statement == "x = g(x, '#')"
        assert source.span(loop.iter, loop).statement == "for i in range(3):"
        assert source.span(call).statement == ""
        assert source.span(call, source.tree).statement == "def f(x):"

    def test_a_node_without_a_place_has_that_of_its_statement(self) -> None:
        source = read_text("def f(x):\n    return x + 1\n")
        statement = source.tree.body[0]
        assert source.span(statement.value.op, statement).line == 2
        assert source.span(source.tree.args).line == 1


def test_an_unknown_first_line_finds_nothing() -> None:
    code = plain.__code__.replace(co_firstlineno=10**6)
    assert find(code, __file__, ["x = 1\n"]) == []
