"""The printer: its text parses to the tree it was given, and reads as if written by hand."""

from __future__ import annotations

import ast
import copy
import dataclasses
import importlib
import inspect
import random
import textwrap
import time
from typing import Any

import gast  # type: ignore[import-untyped]
import pytest

from adcompile.backend import layout
from adcompile.backend.layout import CODE_WIDTH
from adcompile.backend.printer import NOTE_WIDTH, Comment, Noted, to_text

# Already as the printer writes them: minimal parentheses, conventional spaces.
EXPRESSIONS = """
a + b - c
a - (b - c)
a - (b + c) * d
a * b / c
a / (b * c)
a // b % c
(a @ b) * c
a @ (b * c)
(a * b) @ c
a @ b @ c
(a @ b) * c / d
2 * (x @ w)
x @ w + b
-(a @ b)
h.T @ -g
(-2) ** x
-2 ** x
-x ** 2
(-x) ** 2
2 ** -x
x ** y ** z
(x ** y) ** z
(a + b) ** 2
-(-x)
+-x
~x & y | z ^ w
(a | b) & c
a << b + c
(a << b) + c
a < b <= c
(a < b) < c
a < (b < c)
a is not b
a not in b
not a == b
(not a) == b
not (a and b)
a and b or c
a and (b or c)
(a and b) and c
not a or not b
a if b else c
a if b else c if d else e
(a if b else c) if d else e
(a if b else c) + d
a or b if c and d else e
lambda: 0
lambda x, y=1, *a, z, k=2, **kw: x + y
lambda x, /, *, y: x
(lambda x: x)(1)
f(lambda x: x, (lambda x: x) or y)
f(x for x in y)
f((x for x in y), 1)
f(a, *b, c=d, **e)
f(*(a or b))
f((yield))
f((a, b), c)
f(x := 1)
[x := 1, y]
((x := 1), y)
(y := f(x)) > 0
a.b.c(d).e[f]
(a + b).c
(3).real
3.0.real
(-3).real
2j
'abc'.upper()
(a or b)[0]
(await f)(x)
await f(x)
x[i, j]
x[:, None]
x[..., 0]
x[i,]
x[()]
x[1:, ::2, :n + 1, a:b:c]
x[-1]
x[(i, j), k]
x[a if b else c:]
x[*a, b]
x[(y := 1)]
(a, b)
(a,)
()
[]
[a, *b]
{a, b}
{}
{a: b, **c}
[x for x in y if x > 0 if x]
[x for x, y in (z if a else b)]
[a if b else c for d in e or f]
[(x, y) for x in a for y in b]
{x: y for x, y in z}
{x for x in y}
{**a, 'b': (c, d)}
...
True
b'bytes'
'it is "so"'
"it's"
f'{a}'
f'{a!r:>{w}} {{}} {b:.3f}'
f"{d['a']} it's"
f'{a if b else c}, {(lambda: 0)}'
f'{ {1: 2}[1]}'
f'{a, b}'
f'{a != b}'
f'{x!s}\\n'
f'''{d['a']}{d["it's"]}'''
""".strip().split("\n")

STATEMENTS = """
return
return a, b
return (yield x)
return *a, b
a, b = b, a
a = b = c
a, = b
(a, b), c = d
a, *b = c
a = yield b, c
x[i, j] += 1
x @= w
x: int
x: int = 1
(x): int = 1
x.y: list[int] = 1, 2
a.b = c
yield
await f(x)
del a, b[0]
raise
raise E(x) from e
assert a, 'b'
assert (a, b)
import a.b, c as d
from . import a
from ..b import c as d, e
from a import *
global a, b
nonlocal a
pass
break
continue
(a := 1)
'abc'.upper()
""".strip().split("\n")

BLOCKS = """
def f(a, b: int = 1, /, c=2, *d: str, e, g: int = 3, **h) -> tuple[int, str]:
    \"\"\"A docstring, "quoted".

    Two lines.
    \"\"\"
    return a
---
@a
@b(c)
def f(*, a):
    def g():
        pass
    return g
---
if a:
    b
elif c := d:
    e
elif f:
    g
else:
    h
---
if a:
    b
else:
    if c:
        d
    e
---
for i, (a, b) in enumerate(c):
    break
else:
    pass
---
for i in (1, 2):
    continue
---
while not a < b:
    a += 1
else:
    c
---
with a as b, c() as (d, e), f:
    pass
---
try:
    a
except (B, C) as e:
    d
except F:
    pass
except:
    raise
else:
    g
finally:
    h
---
try:
    a
except* E as e:
    b
---
class A(B, metaclass=C):
    x: int = 1
    def f(self):
        pass
---
class A:
    pass
---
async def f(a):
    async with a as b:
        async for c in b:
            await c
    return [d async for d in a]
---
match a, b:
    case 0 | -1 | 'x' | None:
        pass
    case [x, *_] | A(y, z=x) if x > 0:
        pass
    case {'a': 1, **rest} as c:
        pass
    case np.pi | 1 + 2j:
        pass
    case _:
        pass
---
import a


def f():
    pass


class A:
    pass


x = 1
y = 2
""".strip("\n").split("\n---\n")

# Too long for one line, and how they are then broken.
LAYOUTS = """
grad_scores[rows, y] -= (
    np.sum(grad_scores_of_the_network, axis=1, keepdims=True) / len(rows) + 1000
)
---
grad_hidden = (
    (grad_scores @ W2.T) * (h > 0)
    + np.outer(some_vector_name, some_other_vector) * scaling_factor
    - 3 * y
)
---
data_loss = -np.mean(
    log_probabilities_of_the_network[np.arange(len(y)), y], axis=None, keepdims=False
)
---
grad_x = 2 * np.sum(
    log_probabilities_of_the_network[np.arange(len(y)), y],
    axis=None,
    keepdims=keepdims,
    where=some_mask_or_other,
)
---
grad_x = np.sum(
    log_probabilities_of_the_network * (grad_scores_of_the_network - 1), axis=None
)[:, None]
---
return (
    grad_W1_of_first_layer, grad_b1_of_first_layer, grad_W2_of_second_layer, grad_b2_x
)
---
return (
    grad_W1_of_first_layer,
    grad_b1_of_first_layer,
    grad_W2_of_second_layer,
    grad_b2_of_second_layer,
)
---
(
    grad_W1, grad_b1, grad_W2, grad_b2, grad_W3, grad_b3, grad_W4, grad_b4, grad_W5
) = backward_network(saved)
---
if (
    some_long_condition_name > another_long_value and not third_condition_is_true
    or fourth_condition_holds(a, b)
):
    pass
---
for element, other in zip(
    elements_of_the_first_sequence_there_is, elements_of_the_second_sequence
):
    pass
---
x = [
    some_function_name(element if element else other, key=lambda a: a or element)
    for element, other in itertools.product(
        elements_of_the_first_sequence, elements_of_the_second_sequence
    )
    if element is not None
]
---
y = (
    first_alternative_value
    if condition_that_is_tested_here > 0
    else second_alternative_value_for_good
)
---
f(
    lambda a, b: lambda c, d=lambda: a, e=a in b: another_function_name(a, b, c, d, e),
    key=lambda x: (x, 1),
)
---
title_of_the_thing: Annotated[
    some_type_name, 'some metadata', another_piece_of_metadata, third_one
]
---
value = another_object.first_method(a, b).second_method(
    some_argument, another_argument
)[0]
---
raise ValueError(
    f'{name!r} has the shape {np.shape(x)}, but its gradient here needs {shape}'
)
---
assert isinstance(x, np.ndarray), (
    'a message in words that go on and on, and never ever stop, unlike the others'
)
---
table = {
    'alpha': 1,
    'beta': [1, 2, 3],
    'gamma': some_function(a, b),
    'delta': another_function(a, b, c, d),
}
---
def net_loss(
    W1, b1, W2, b2, X, y, reg, another_parameter, *rest, grad_L=1.0, **kw
) -> tuple[int, str]:
    pass
---
def net_loss(
    first_weights_of_the_network,
    first_bias_of_the_network,
    second_weights_of_the_network,
    *rest: str,
):
    pass
---
from some.package.somewhere import (
    first_name_to_import, second_name_to_import as second, third_name, fourth
)
---
with (
    open(some_file_name_that_is_long, 'r', encoding='utf-8') as first,
    open(another_file_name) as second,
):
    pass
""".strip("\n").split("\n---\n")

MODULES = [
    "textwrap",
    "statistics",
    "fractions",
    "inspect",
    "contextlib",
    "functools",
    "random",
    "asyncio.tasks",
    "numpy.ma.core",
    "numpy.ma.extras",
    "numpy.polynomial.polynomial",
    "numpy.testing._private.utils",
]


def both(source: str) -> tuple[str, str]:
    """The text of the tree of `source`, built of `ast` and of `gast` nodes."""
    return to_text(ast.parse(source)), to_text(gast.ast_to_gast(ast.parse(source)))


def note(code: str, text: str) -> Noted:
    return Noted(statement=ast.parse(code).body[0], note=text)


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_expression_prints_back(source: str) -> None:
    tree = ast.parse(source, mode="eval")
    assert to_text(tree) == source
    assert to_text(gast.ast_to_gast(tree)) == source


@pytest.mark.parametrize("source", STATEMENTS)
def test_statement_prints_back(source: str) -> None:
    assert both(source) == (source + "\n", source + "\n")


@pytest.mark.parametrize("source", BLOCKS)
def test_block_prints_back(source: str) -> None:
    assert both(source) == (source + "\n", source + "\n")


@pytest.mark.parametrize("source", LAYOUTS)
def test_layout(source: str) -> None:
    assert both(source) == (source + "\n", source + "\n")


@pytest.mark.parametrize("name", MODULES)
def test_module_survives(name: str) -> None:
    tree = ast.parse(inspect.getsource(importlib.import_module(name)))
    text = to_text(tree)
    assert ast.dump(ast.parse(text)) == ast.dump(tree)
    assert to_text(gast.ast_to_gast(tree)) == text


def random_expression(rng: random.Random, depth: int) -> ast.expr:
    """An expression of every kind that parentheses matter to."""

    def part() -> ast.expr:
        return random_expression(rng, depth - 1)

    if depth == 0:
        return rng.choice([ast.Name("x", ast.Load()), ast.Constant(2), ast.Constant("s")])
    unary, binary = [ast.Invert, ast.Not, ast.UAdd, ast.USub], list(ast.operator.__subclasses__())
    makers: list[Any] = [
        lambda: ast.UnaryOp(rng.choice(unary)(), part()),
        lambda: ast.BinOp(part(), rng.choice(binary)(), part()),
        lambda: ast.BinOp(part(), rng.choice(binary)(), part()),
        lambda: ast.BoolOp(rng.choice([ast.And, ast.Or])(), [part(), part()]),
        lambda: ast.Compare(part(), [ast.Lt(), ast.NotIn()], [part(), part()]),
        lambda: ast.IfExp(part(), part(), part()),
        lambda: ast.Lambda(ast.parse("lambda a, b=1: 0", mode="eval").body.args, part()),  # type: ignore[attr-defined]
        lambda: ast.NamedExpr(ast.Name("y", ast.Store()), part()),
        lambda: ast.Tuple([part(), ast.Starred(part(), ast.Load())], ast.Load()),
        lambda: ast.Dict([part(), None], [part(), part()]),
        lambda: ast.Subscript(
            part(), ast.Tuple([ast.Slice(part()), part()], ast.Load()), ast.Load()
        ),
        lambda: ast.Call(part(), [part()], [ast.keyword("k", part())]),
        lambda: ast.Attribute(part(), "real", ast.Load()),
        lambda: ast.Await(part()),
        lambda: ast.Yield(part()),
        lambda: ast.ListComp(
            part(), [ast.comprehension(ast.Name("z", ast.Store()), part(), [part()], 0)]
        ),
    ]
    return rng.choice(makers)()  # type: ignore[no-any-return]


@pytest.mark.parametrize("seed", range(400))
def test_random_expression_survives(seed: int) -> None:
    rng = random.Random(seed)
    tree = ast.Module([ast.Assign([ast.Name("v", ast.Store())], random_expression(rng, 5))], [])
    assert ast.dump(ast.parse(to_text(tree))) == ast.dump(tree)


@pytest.mark.parametrize("width", range(60, 100))
def test_no_line_is_too_long(width: int) -> None:
    name = "x" * (width - 50)
    lines = to_text(ast.parse(f"result = f({name}, g(a + {name} * b, [c, {name}]), k=d)")).split(
        "\n"
    )
    assert max(map(len, lines)) < CODE_WIDTH


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5, "1.5"),
        (1e-300, "1e-300"),
        (float("inf"), "float('inf')"),
        (-float("inf"), "-float('inf')"),
        (float("nan"), "float('nan')"),
        (-2, "-2"),
        (2j, "2j"),
        (-2j, "complex(-0.0, -2.0)"),
        (1 + 2j, "complex(1.0, 2.0)"),
        ((0, (1,)), "(0, (1,))"),
        (Ellipsis, "..."),
        ("a\nb", "'a\\nb'"),
    ],
)
def test_constant(value: Any, text: str) -> None:
    assert to_text(gast.Constant(value=value, kind=None)) == text
    assert repr(eval(text)) == repr(value)


def test_negative_constant_takes_parentheses_where_needed() -> None:
    power = ast.BinOp(ast.Constant(-2), ast.Pow(), ast.Constant(-1))
    assert to_text(ast.BinOp(power, ast.Mult(), ast.Constant(-3))) == "(-2) ** -1 * -3"


def test_fstring_that_311_cannot_read_becomes_a_format() -> None:
    join = ast.Call(ast.Attribute(ast.Constant("\n"), "join", ast.Load()), [ast.Name("x")], [])
    spec = ast.JoinedStr([ast.Constant(">"), ast.FormattedValue(ast.Name("w"), -1)])
    values = [ast.Constant("{"), ast.FormattedValue(join, 114, spec)]
    assert to_text(ast.JoinedStr(values)) == r"'{{{!r:>{}}'.format('\n'.join(x), w)"


@pytest.mark.parametrize("text", ["a\\b", '"', '""" """"', 'say """', "a\n\tb", "\\", "'''"])
def test_docstring_survives(text: str) -> None:
    assert ast.literal_eval(to_text(ast.Expr(ast.Constant(text)))) == text


def test_long_docstring_is_not_broken() -> None:
    assert to_text(ast.Expr(ast.Constant("word " * 30))) == f'"""{"word " * 30}"""\n'


def test_comments() -> None:
    function: Any = ast.parse("def f():\n    return x").body[0]
    function.body.insert(0, Comment(text="forward\nhere"))
    function.body += [Comment(text=""), Comment(text="end")]
    assert to_text([ast.Pass(), Comment(text="the gradient"), function]) == textwrap.dedent("""\
        pass


        # the gradient
        def f():
            # forward
            # here
            return x

            # end
        """)


def test_block_of_comments_is_a_block() -> None:
    loop = gast.While(test=ast.Name("x"), body=[Comment(text="nothing")], orelse=[])
    assert to_text(loop) == "while x:\n    # nothing\n    pass\n"


def test_notes_align_within_a_run() -> None:
    loop = ast.parse("for i in x:\n    a").body[0]
    text = to_text(
        [
            note("grad_L = 1.0", "L"),
            note("grad_s3 = grad_L * (1 - L) * L", "L = sigmoid(s3)"),
            *ast.parse("unnoted = a_line_that_is_longer + than_those_with_a_note").body,
            note("grad_s2 = grad_s3", "s3 = s2 + w2"),
            Comment(text="another run"),
            note("a = b", "b  =\n a"),
            Noted(statement=loop, note="for"),
        ]
    )
    assert text == textwrap.dedent("""\
        grad_L = 1.0                    # L
        grad_s3 = grad_L * (1 - L) * L  # L = sigmoid(s3)
        unnoted = a_line_that_is_longer + than_those_with_a_note
        grad_s2 = grad_s3               # s3 = s2 + w2
        # another run
        a = b        # b = a
        for i in x:  # for
            a
        """)


def test_note_that_alignment_would_cut_stays_whole() -> None:
    line, long = "a = " + "b" * 70, "n" * 60
    assert to_text([note("a = b", long), note(line, "short")]) == (
        f"a = b  # {long}\n{line}  # short\n"
    )


def test_note_that_fits_nowhere_is_cut() -> None:
    lines = to_text([note("a = b", "word " * 40), note("aa = bb", "x")]).splitlines()
    assert len(lines[0]) <= NOTE_WIDTH
    assert lines[0].startswith("a = b    # word word") and lines[0].endswith("...")
    assert lines[1] == "aa = bb  # x"


def test_note_of_a_broken_statement_is_behind_its_end() -> None:
    text = to_text([note(f"x = f({'a' * 50}, {'b' * 50})", "y"), note("c = dd", "z")])
    assert text.splitlines()[-2:] == [")  # y", "c = dd  # z"]


def test_nodes_of_gast_without_optional_fields() -> None:
    name = gast.Name(id="x", ctx=gast.Load())
    assert to_text(gast.BinOp(left=name, op=gast.Add(), right=gast.Constant(value=1))) == "x + 1"


def test_deep_expression() -> None:
    call = "f(" * 80 + "x" + ")" * 80
    deep = "x" + " + y" * 200
    assert ast.dump(ast.parse(to_text(ast.parse(f"z = {call}, {deep}")))) == ast.dump(
        ast.parse(f"z = {call}, {deep}")
    )


def test_five_thousand_statements_print_quickly() -> None:
    statements = [note("a = b * c + d", "y = x"), *ast.parse("a = b * c + d").body] * 2500
    start = time.perf_counter()
    to_text(statements)
    assert time.perf_counter() - start < 0.5


def test_dataclass_module_survives_in_every_python() -> None:
    source = inspect.getsource(dataclasses)
    assert to_text(ast.parse(to_text(ast.parse(source)))) == to_text(ast.parse(source))


def test_comments_and_notes_can_be_copied() -> None:
    tree = [Comment(text="a"), note("b = c", "d")]
    assert to_text(copy.deepcopy(tree)) == to_text(tree)


@pytest.mark.parametrize("width", [20, 40, 60])
def test_module_survives_narrow_lines(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "CODE_WIDTH", width)
    tree = ast.parse(inspect.getsource(inspect))
    assert ast.dump(ast.parse(to_text(tree))) == ast.dump(tree)


def test_type_parameters() -> None:
    name = gast.Name(id="T", ctx=gast.Load())
    parameter = gast.TypeVar(name="T", bound=gast.Name(id="int", ctx=gast.Load()))
    alias = gast.TypeAlias(name=gast.Name(id="A"), type_params=[parameter], value=name)
    assert to_text(alias) == "type A[T: int] = T\n"
