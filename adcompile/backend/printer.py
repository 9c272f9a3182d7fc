"""The text of a syntax tree: minimal parentheses, comments, trailing notes, short lines.

    [Comment("backward"),                          # backward
     Noted(<grad_x = grad_y * w>, "y = x * w"),    grad_x = grad_y * w  # y = x * w
     <return (grad_x, None)>]                =>    return grad_x, None

An expression's method returns its text and how tightly that text binds, so that whoever uses it
knows whether it needs parentheses; a statement's method appends lines. Text is built flat. Only a
line that turns out too long is scanned again for places to break it.

Trees are made of `gast` or of `ast` nodes: as in astunparse, the name of a node's class finds its
method.
"""

from __future__ import annotations

import ast
import cmath
import math
import re
from itertools import pairwise
from typing import Any

from astunparse import Unparser  # type: ignore[import-untyped]

__all__ = ["Comment", "Noted", "to_text"]

CODE_WIDTH = 88  # lines of code are shorter than this
NOTE_WIDTH = 87  # trailing notes end here at the latest
MIN_NOTE = 24  # a note that is cut anyway may be cut down to this for the sake of alignment
INDENT = "    "

Text = tuple[str, int]

# How tightly a text binds, loosest first.
WALRUS, YIELD, TUPLE, TEST, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND = range(11)
SHIFT, SUM, PRODUCT, UNARY, POWER, AWAIT, ATOM = range(11, 18)

# What may stand between two parts of a text; where a line is too long, the loosest breaks first.
SEPARATORS = {
    WALRUS: ["for", "async for"],
    TUPLE: [","],
    TEST: ["if", "else"],
    OR: ["or"],
    AND: ["and"],
    COMPARE: ["==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"],
    BIT_OR: ["|"],
    BIT_XOR: ["^"],
    BIT_AND: ["&"],
    SHIFT: ["<<", ">>"],
    SUM: ["+", "-"],
    PRODUCT: ["*", "@", "/", "//", "%"],
    POWER: ["**"],
}
BINDING = {token: level for level, tokens in SEPARATORS.items() for token in tokens}


class Comment(ast.stmt):
    """A comment as a statement of its own; an empty text is a blank line.

    >>> to_text(Comment(text="backward"))
    '# backward\\n'
    """

    _fields = ("text",)

    def __init__(self, text: str = "") -> None:
        self.text = text


class Noted(ast.stmt):
    """A statement with a note behind it (behind the header, if it has a body).

    >>> to_text(Noted(statement=ast.parse("u = 1").body[0], note="y = x"))
    'u = 1  # y = x\\n'
    """

    _fields = ("statement", "note")

    def __init__(self, statement: Any = None, note: str = "") -> None:
        self.statement = statement
        self.note = note


def to_text(tree: Any) -> str:
    """The source of a module, a statement, a list of statements, or an expression.

    >>> to_text(ast.parse("((a * b)[(1, 2)]) + (-c)", mode="eval"))
    '(a * b)[1, 2] + -c'
    >>> to_text(ast.parse("(a, b) = x[:, (None)]"))
    'a, b = x[:, None]\\n'
    """
    if isinstance(tree, ast.mod):
        return to_text(tree.body)  # type: ignore[attr-defined]
    printer = Printer()
    if isinstance(tree, ast.expr):
        return printer.text(tree, TEST)
    if isinstance(tree, list):
        printer.outermost(tree)
    else:
        printer.dispatch(tree)
        printer.align()
    return "".join(line + "\n" for line in printer.lines)


# Expressions


class Expressions(Unparser):  # type: ignore[misc]
    """The texts of expressions."""

    def text(self, t: Any, level: int) -> str:
        """The text of an expression, in parentheses if it binds less tightly than `level`."""
        kind = type(t).__name__
        if kind == "Name":
            return t.id  # type: ignore[no-any-return]
        text, binding = getattr(self, "_" + kind)(t)
        return text if binding >= level else f"({text})"

    def named(self, t: Any) -> str:
        """The text of an expression where `:=` needs no parentheses."""
        return self.text(t, WALRUS if type(t).__name__ == "NamedExpr" else TEST)

    def join(self, trees: list[Any]) -> str:
        """The texts of several expressions, between commas."""
        return ", ".join([self.named(t) for t in trees])

    def _Name(self, t: Any) -> Text:
        return t.id, ATOM

    def _Constant(self, t: Any) -> Text:
        prefix = "u" if getattr(t, "kind", None) == "u" else ""
        text = prefix + _literal(t.value)
        return text, UNARY if text.startswith("-") else ATOM

    def _Attribute(self, t: Any) -> Text:
        value = self.text(t.value, ATOM)
        # `3.real` would be a malformed number
        return f"({value}).{t.attr}" if value.isdecimal() else f"{value}.{t.attr}", ATOM

    def _Subscript(self, t: Any) -> Text:
        return f"{self.text(t.value, ATOM)}[{self.text(t.slice, TUPLE)}]", ATOM

    def _Slice(self, t: Any) -> Text:
        lower, upper, step = (
            self.text(part, TEST) if part else "" for part in (t.lower, t.upper, t.step)
        )
        return f"{lower}:{upper}" + (f":{step}" if step else ""), ATOM

    def _Call(self, t: Any) -> Text:
        func = self.text(t.func, ATOM)
        if len(t.args) == 1 and not t.keywords and type(t.args[0]).__name__ == "GeneratorExp":
            return func + self.text(t.args[0], ATOM), ATOM
        return f"{func}({self.join([*t.args, *t.keywords])})", ATOM

    def _keyword(self, t: Any) -> Text:
        return (f"{t.arg}=" if t.arg else "**") + self.text(t.value, TEST), ATOM

    def _Starred(self, t: Any) -> Text:
        return "*" + self.text(t.value, BIT_OR), ATOM

    def _BinOp(self, t: Any) -> Text:
        symbol = self.binop[type(t.op).__name__]
        if symbol == "**":
            return f"{self.text(t.left, AWAIT)} ** {self.text(t.right, UNARY)}", POWER
        level = BINDING[symbol]
        left = self.text(t.left, level)
        # `a @ b * c` is clear to the parser only
        if level == PRODUCT and type(t.left).__name__ == "BinOp":
            inner = self.binop[type(t.left.op).__name__]
            if BINDING[inner] == PRODUCT and (inner == "@") != (symbol == "@"):
                left = f"({left})"
        return f"{left} {symbol} {self.text(t.right, level + 1)}", level

    def _UnaryOp(self, t: Any) -> Text:
        if type(t.op).__name__ == "Not":
            return f"not {self.text(t.operand, NOT)}", NOT
        symbol = self.unop[type(t.op).__name__]
        operand = self.text(t.operand, UNARY)
        # `--x` would pass for a decrement
        return symbol + (f"({operand})" if operand.startswith(symbol) else operand), UNARY

    def _Compare(self, t: Any) -> Text:
        parts = [self.text(t.left, COMPARE + 1)]
        for op, comparator in zip(t.ops, t.comparators):
            parts += [self.cmpops[type(op).__name__], self.text(comparator, COMPARE + 1)]
        return " ".join(parts), COMPARE

    def _BoolOp(self, t: Any) -> Text:
        word, level = ("and", AND) if type(t.op).__name__ == "And" else ("or", OR)
        return f" {word} ".join([self.text(value, level + 1) for value in t.values]), level

    def _IfExp(self, t: Any) -> Text:
        test, body = self.text(t.test, OR), self.text(t.body, OR)
        return f"{body} if {test} else {self.text(t.orelse, TEST)}", TEST

    def _Lambda(self, t: Any) -> Text:
        arguments = self.arguments(t.args)
        return f"lambda{' ' * bool(arguments)}{arguments}: {self.text(t.body, TEST)}", TEST

    def _NamedExpr(self, t: Any) -> Text:
        return f"{t.target.id} := {self.text(t.value, TEST)}", WALRUS

    def _Await(self, t: Any) -> Text:
        return f"await {self.text(t.value, ATOM)}", AWAIT

    def _Yield(self, t: Any) -> Text:
        return f"yield {self.text(t.value, TUPLE)}" if t.value else "yield", YIELD

    def _YieldFrom(self, t: Any) -> Text:
        return f"yield from {self.text(t.value, TEST)}", YIELD

    def _Tuple(self, t: Any) -> Text:
        if not t.elts:
            return "()", ATOM
        # not `join`: `a, b := c` is another tuple than `a, (b := c)`
        text = ", ".join([self.text(element, TEST) for element in t.elts])
        return text + "," if len(t.elts) == 1 else text, TUPLE

    def _List(self, t: Any) -> Text:
        return f"[{self.join(t.elts)}]", ATOM

    def _Set(self, t: Any) -> Text:
        return f"{{{self.join(t.elts)}}}", ATOM

    def _Dict(self, t: Any) -> Text:
        texts = [
            f"{self.text(k, TEST)}: {self.text(v, TEST)}" if k else f"**{self.text(v, BIT_OR)}"
            for k, v in zip(t.keys, t.values)
        ]
        return f"{{{', '.join(texts)}}}", ATOM

    def _ListComp(self, t: Any) -> Text:
        return f"[{self.named(t.elt)}{self.loops(t)}]", ATOM

    def _SetComp(self, t: Any) -> Text:
        return f"{{{self.named(t.elt)}{self.loops(t)}}}", ATOM

    def _GeneratorExp(self, t: Any) -> Text:
        return f"({self.named(t.elt)}{self.loops(t)})", ATOM

    def _DictComp(self, t: Any) -> Text:
        return f"{{{self.text(t.key, TEST)}: {self.text(t.value, TEST)}{self.loops(t)}}}", ATOM

    def loops(self, t: Any) -> str:
        """The `for` and `if` parts of a comprehension."""
        texts = []
        for loop in t.generators:
            head = " async for" if loop.is_async else " for"
            texts.append(f"{head} {self.text(loop.target, TUPLE)} in {self.text(loop.iter, OR)}")
            texts += [f" if {self.text(test, OR)}" for test in loop.ifs]
        return "".join(texts)

    def _JoinedStr(self, t: Any) -> Text:
        parts = self.template(t.values)
        code = [text for text, is_code in parts if is_code]
        # Python 3.11 has neither backslashes nor the string's own quotes inside the braces
        quotes = [q for q in ("'", '"', "'''", '"""') if not any(q in text for text in code)]
        if not quotes or any("\\" in text for text in code):
            return self.format_call(t), ATOM
        quote = quotes[0]
        inner = [text if is_code else _escape(text, quote) for text, is_code in parts]
        return f"f{quote}{''.join(inner)}{quote}", ATOM

    def template(self, values: list[Any]) -> list[tuple[str, bool]]:
        """The parts of an f-string, each with whether it is code."""
        parts: list[tuple[str, bool]] = []
        for value in values:
            if type(value).__name__ == "Constant":
                parts.append((value.value.replace("{", "{{").replace("}", "}}"), False))
                continue
            text = self.text(value.value, TUPLE)
            if "lambda" in text:  # its colon would begin the format
                text = self.text(value.value, OR)
            conversion = "" if value.conversion == -1 else "!" + chr(value.conversion)
            parts.append(("{" + " " * text.startswith("{") + text + conversion, True))
            if value.format_spec:
                parts += [(":", True), *self.template(value.format_spec.values)]
            parts.append(("}", True))
        return parts

    def format_call(self, t: Any) -> str:
        """`'...'.format(...)` for an f-string that Python 3.11 cannot read."""
        arguments: list[str] = []

        def fields(values: list[Any]) -> str:
            text = ""
            for value in values:
                if type(value).__name__ == "Constant":
                    text += value.value.replace("{", "{{").replace("}", "}}")
                    continue
                arguments.append(self.text(value.value, TEST))
                text += "{" if value.conversion == -1 else "{!" + chr(value.conversion)
                text += ":" + fields(value.format_spec.values) if value.format_spec else ""
                text += "}"
            return text

        template = fields(t.values)
        return f"{template!r}.format({', '.join(arguments)})"

    def arguments(self, t: Any) -> str:
        """The parameters of a function."""
        plain = [*t.posonlyargs, *t.args]
        defaults = [None] * (len(plain) - len(t.defaults)) + t.defaults
        texts = [self.parameter(*pair) for pair in zip(plain, defaults)]
        if t.posonlyargs:
            texts.insert(len(t.posonlyargs), "/")
        if t.vararg:
            texts.append("*" + self.parameter(t.vararg))
        elif t.kwonlyargs:
            texts.append("*")
        texts += [self.parameter(*pair) for pair in zip(t.kwonlyargs, t.kw_defaults)]
        if t.kwarg:
            texts.append("**" + self.parameter(t.kwarg))
        return ", ".join(texts)

    def parameter(self, t: Any, default: Any = None) -> str:
        """One parameter: a Name in gast, an arg in ast."""
        name: str = t.id if type(t).__name__ == "Name" else t.arg
        annotation = getattr(t, "annotation", None)
        if annotation is not None:
            name += f": {self.text(annotation, TEST)}"
        if default is None:
            return name
        return name + (" = " if annotation is not None else "=") + self.text(default, TEST)


def _escape(text: str, quote: str) -> str:
    # with a double quote in it, repr chooses single quotes
    escaped = repr(text + '"')[1:-2]
    return escaped if "'" in quote else escaped.replace("\\'", "'").replace('"', '\\"')


def _literal(value: Any) -> str:
    """The source of a constant.

    >>> _literal((1, -math.inf, 2j, ...))
    "(1, -float('inf'), 2j, ...)"
    """
    if value is Ellipsis:
        return "..."
    if type(value) is tuple:
        return f"({', '.join(map(_literal, value))}{',' * (len(value) == 1)})"
    if type(value) is float and not math.isfinite(value):
        return f"{'-' * (value < 0)}float('{abs(value)}')"
    # only an imaginary number that is not negative is a literal
    if type(value) is complex and not (
        str(value.real) == "0.0" and cmath.isfinite(value) and str(value.imag)[0] != "-"
    ):
        return f"complex({_literal(value.real)}, {_literal(value.imag)})"
    return repr(value)


# Statements


class Printer(Expressions):
    """The lines of the statements dispatched to it."""

    def __init__(self) -> None:
        # not astunparse's, which prints at once
        self._indent = 0
        self.lines: list[str] = []
        self.note = ""  # of the statement being printed
        self.run: list[tuple[int, str]] = []  # notes to align: line number, note

    # Lines

    def fill(self, text: str = "") -> None:
        """Append a line."""
        self.lines.append(INDENT * self._indent + text)

    def write(self, text: str) -> None:
        """Add to the last line."""
        self.lines[-1] += text

    def put(self, head: str, body: str, tail: str = "") -> None:
        """Append the line `head + body + tail`; if too long, broken inside `body`."""
        self.lines += _layout(INDENT * self._indent, head, body, tail)

    def put_brackets(self, head: str, body: str, tail: str) -> None:
        """Append the line `head + body + tail`, where `head` opens brackets that `tail` closes."""
        pad = INDENT * self._indent
        if body and len(pad + head + body + tail) >= CODE_WIDTH:
            self.lines += [pad + head, *_layout(pad + INDENT, "", body, "", True), pad + tail]
        else:
            self.fill(head + body + tail)

    def enter(self) -> None:
        """Begin a block; the line above is its header."""
        self.attach()
        self.align()
        self._indent += 1

    def leave(self) -> None:
        """End a block."""
        self.align()
        self._indent -= 1

    def block(self, body: list[Any]) -> None:
        """Append a block."""
        self.enter()
        self.dispatch(body)
        if all(isinstance(statement, Comment) for statement in body):
            self.fill("pass")
        self.leave()

    def clause(self, header: str, body: list[Any]) -> None:
        """Append a block with a header, if there is one."""
        if body:
            self.fill(header)
            self.block(body)

    def outermost(self, body: list[Any]) -> None:
        """Append statements, two blank lines around definitions and the comments above them."""
        kinds = [type(statement).__name__ for statement in body]
        defines = [kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef") for kind in kinds]
        opens = defines[:]
        for i in reversed(range(len(body) - 1)):
            opens[i] |= kinds[i] == "Comment" and opens[i + 1]
        for i, statement in enumerate(body):
            if i and kinds[i - 1] != "Comment" and (defines[i - 1] or opens[i]):
                self.align()
                self.lines += ["", ""]
            self.dispatch(statement)
        self.align()

    # Comments and notes

    def _Comment(self, t: Comment) -> None:
        self.align()
        for line in t.text.splitlines() or [""]:
            self.lines.append(INDENT * self._indent + f"# {line}".rstrip() if t.text else "")

    def _Noted(self, t: Noted) -> None:
        self.note = " ".join(t.note.split())
        first = len(self.lines)
        self.dispatch(t.statement)
        if self.note and len(self.lines) > first:
            room = NOTE_WIDTH - len(self.lines[-1]) - len("  # ")
            if room < min(len(self.note), MIN_NOTE):  # a line of its own, above
                line = f"{' ' * indent_of(self.lines[first])}# {self.note}"
                cut = line if len(line) <= NOTE_WIDTH else line[: NOTE_WIDTH - 3].rstrip() + "..."
                self.lines.insert(first, cut)
                self.note = ""
        self.attach()

    def attach(self) -> None:
        """Hang the pending note on the last line."""
        if self.note:
            self.run.append((len(self.lines) - 1, self.note))
            self.note = ""

    def align(self) -> None:
        """Write the notes of the run: in one column, but for lines or notes too long for it."""
        # the last line of a broken statement is short: it would be far from its note
        ends = {i: len(self.lines[i]) for i, _ in self.run}
        loose = {i for i in ends if self.lines[i].lstrip()[0] in ")]}"}
        column = widest = 0
        for end, note in sorted((ends[i], note) for i, note in self.run if i not in loose):
            room = NOTE_WIDTH - end - len("  # ")
            widest = max(widest, len(note) if len(note) <= room else min(room, MIN_NOTE))
            if widest > room:
                break
            column = end
        for i, note in self.run:
            start = ends[i] if i in loose else max(column, ends[i])
            room = max(NOTE_WIDTH - start - len("  # "), MIN_NOTE // 2)
            if len(note) > room:
                note = note[: room - 3].rstrip() + "..."
            self.lines[i] += " " * (start - ends[i]) + "  # " + note
        self.run = []

    # Simple statements; pass, break, continue, global and nonlocal are astunparse's

    def _Expr(self, t: Any) -> None:
        value = getattr(t.value, "value", None)
        if type(t.value).__name__ == "Constant" and type(value) is str:
            self.fill(_docstring(value))
        else:
            self.put("", self.text(t.value, YIELD))

    def _Return(self, t: Any) -> None:
        if t.value is None:
            self.fill("return")
        else:
            self.put("return ", self.text(t.value, TUPLE))

    def _Assign(self, t: Any) -> None:
        targets = [self.text(target, TUPLE) for target in t.targets]
        value = self.text(t.value, YIELD)
        if len(targets) == 1 and len(targets[0]) > len(value):
            self.put("", targets[0], f" = {value}")
        else:
            self.put("".join([f"{target} = " for target in targets]), value)

    def _AugAssign(self, t: Any) -> None:
        symbol = self.binop[type(t.op).__name__]
        self.put(f"{self.text(t.target, TUPLE)} {symbol}= ", self.text(t.value, YIELD))

    def _AnnAssign(self, t: Any) -> None:
        target = self.text(t.target, TUPLE)
        if type(t.target).__name__ == "Name" and not t.simple:
            target = f"({target})"
        annotation = self.text(t.annotation, TEST)
        if t.value is None:
            self.put(f"{target}: ", annotation)
        else:
            self.put(f"{target}: {annotation} = ", self.text(t.value, YIELD))

    def _Raise(self, t: Any) -> None:
        if t.exc is None:
            self.fill("raise")
        else:
            cause = f" from {self.text(t.cause, TEST)}" if t.cause else ""
            self.put("raise ", self.text(t.exc, TEST), cause)

    def _Assert(self, t: Any) -> None:
        test = self.text(t.test, TEST)
        message = self.text(t.msg, TEST) if t.msg else ""
        if len(message) > len(test):
            self.put(f"assert {test}, ", message)
        else:
            self.put("assert ", test, f", {message}" if message else "")

    def _TypeAlias(self, t: Any) -> None:
        head = f"type {self.text(t.name, TEST)}{self.type_parameters(t)} = "
        self.put(head, self.text(t.value, TEST))

    def _Delete(self, t: Any) -> None:
        self.put("del ", self.join(t.targets))

    def _Import(self, t: Any) -> None:
        self.fill("import " + ", ".join(map(_imported, t.names)))

    def _ImportFrom(self, t: Any) -> None:
        module = "." * (t.level or 0) + (t.module or "")
        self.put(f"from {module} import ", ", ".join(map(_imported, t.names)))

    # Compound statements

    def _If(self, t: Any) -> None:
        self.put("if ", self.named(t.test), ":")
        self.block(t.body)
        while len(t.orelse) == 1 and type(t.orelse[0]).__name__ == "If":
            t = t.orelse[0]
            self.put("elif ", self.named(t.test), ":")
            self.block(t.body)
        self.clause("else:", t.orelse)

    def _For(self, t: Any) -> None:
        target = self.text(t.target, TUPLE)
        self.put(f"{_async(t)}for {target} in ", self.text(t.iter, TEST), ":")
        self.block(t.body)
        self.clause("else:", t.orelse)

    _AsyncFor = _For

    def _While(self, t: Any) -> None:
        self.put("while ", self.named(t.test), ":")
        self.block(t.body)
        self.clause("else:", t.orelse)

    def _With(self, t: Any) -> None:
        items = []
        for item in t.items:
            name = f" as {self.text(item.optional_vars, TEST)}" if item.optional_vars else ""
            items.append(self.text(item.context_expr, TEST) + name)
        self.put(f"{_async(t)}with ", ", ".join(items), ":")
        self.block(t.body)

    _AsyncWith = _With

    def _Try(self, t: Any) -> None:
        self.fill("try:")
        self.block(t.body)
        keyword = "except*" if type(t).__name__ == "TryStar" else "except"
        for handler in t.handlers:
            if handler.type is None:
                self.fill("except:")
            else:
                # gast holds a Name where ast holds a string
                name = getattr(handler.name, "id", handler.name)
                tail = f" as {name}:" if name else ":"
                self.put(f"{keyword} ", self.text(handler.type, TEST), tail)
            self.block(handler.body)
        self.clause("else:", t.orelse)
        self.clause("finally:", t.finalbody)

    _TryStar = _Try

    def _FunctionDef(self, t: Any) -> None:
        self.decorators(t)
        returns = f" -> {self.text(t.returns, TEST)}" if getattr(t, "returns", None) else ""
        head = f"{_async(t)}def {t.name}{self.type_parameters(t)}("
        self.put_brackets(head, self.arguments(t.args), f"){returns}:")
        self.block(t.body)

    _AsyncFunctionDef = _FunctionDef

    def _ClassDef(self, t: Any) -> None:
        self.decorators(t)
        bases = self.join([*t.bases, *t.keywords])
        head = f"class {t.name}{self.type_parameters(t)}"
        self.put_brackets(head + "(" if bases else head, bases, "):" if bases else ":")
        self.block(t.body)

    def decorators(self, t: Any) -> None:
        """Append the decorators of a definition."""
        for decorator in getattr(t, "decorator_list", []):
            self.put("@", self.named(decorator))

    def type_parameters(self, t: Any) -> str:
        """The type parameters of a definition, in brackets if there are any."""
        stars = {"TypeVar": "", "TypeVarTuple": "*", "ParamSpec": "**"}
        texts = []
        for parameter in getattr(t, "type_params", []):
            bound, default = (getattr(parameter, name, None) for name in ("bound", "default_value"))
            text = stars[type(parameter).__name__] + parameter.name
            text += f": {self.text(bound, TEST)}" if bound else ""
            texts.append(text + (f" = {self.text(default, TEST)}" if default else ""))
        return f"[{', '.join(texts)}]" if texts else ""

    # Pattern matching; patterns use the levels of the expressions they look like

    def _Match(self, t: Any) -> None:
        self.put("match ", self.text(t.subject, TUPLE), ":")
        self.enter()
        for case in t.cases:
            guard = f" if {self.named(case.guard)}:" if case.guard else ":"
            self.put("case ", self.text(case.pattern, TEST), guard)
            self.block(case.body)
        self.leave()

    def _MatchValue(self, t: Any) -> Text:
        return self.text(t.value, TEST), ATOM

    def _MatchSingleton(self, t: Any) -> Text:
        return repr(t.value), ATOM

    def _MatchSequence(self, t: Any) -> Text:
        return f"[{self.join(t.patterns)}]", ATOM

    def _MatchStar(self, t: Any) -> Text:
        return f"*{t.name or '_'}", ATOM

    def _MatchMapping(self, t: Any) -> Text:
        items = [f"{self.text(k, TEST)}: {self.text(v, TEST)}" for k, v in zip(t.keys, t.patterns)]
        return "{" + ", ".join([*items, f"**{t.rest}"] if t.rest else items) + "}", ATOM

    def _MatchClass(self, t: Any) -> Text:
        texts = [self.text(pattern, TEST) for pattern in t.patterns]
        pairs = zip(t.kwd_attrs, t.kwd_patterns)
        texts += [f"{name}={self.text(pattern, TEST)}" for name, pattern in pairs]
        return f"{self.text(t.cls, ATOM)}({', '.join(texts)})", ATOM

    def _MatchAs(self, t: Any) -> Text:
        if t.pattern is None:
            return t.name or "_", ATOM
        return f"{self.text(t.pattern, BIT_OR)} as {t.name}", TEST

    def _MatchOr(self, t: Any) -> Text:
        return " | ".join([self.text(pattern, ATOM) for pattern in t.patterns]), BIT_OR


def indent_of(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip())


def _async(t: Any) -> str:
    return "async " if type(t).__name__.startswith("Async") else ""


def _imported(alias: Any) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _docstring(text: str) -> str:
    """The source of a string that is a statement, as it reads best."""
    if not text.replace("\n", "").isprintable():
        return repr(text)
    quoted = re.sub(r'"(?=""|\Z)', r"\"", text.replace("\\", "\\\\"))
    return f'"""{quoted}"""'


# Breaking a line that is too long

_STRING = (
    r"""'{3}(?:\\.|[^\\])*?'{3}|"{3}(?:\\.|[^\\])*?"{3}|'(?:\\.|[^\\'])*'|"(?:\\.|[^\\"])*\""""
)
_BRACKET = r"(?P<open>[([{])|(?P<close>[)\]}])"
_WORD = r"(?P<word>[,:]|\blambda\b|(?<= )(?:is not|not in|async for|[a-z]+|[-+*/%@|&^<>=!]+)(?= ))"
_TOKEN = re.compile(f"{_STRING}|{_BRACKET}|{_WORD}")
_HEAD = re.compile(r"(?:is not|not in|(?:async )?for .+? in|\S+) ")
# Between these words and their ends (the parameters of a lambda, the targets of a loop) nothing
# separates parts of the text.
_ENDS = {"lambda": ":", "for": "in", "async for": "in"}

Group = tuple[int, int]
Breaks = dict[int, list[int]]


def _layout(pad: str, head: str, body: str, tail: str, in_brackets: bool = False) -> list[str]:
    """The lines of `head + body + tail`, broken inside `body` if they do not fit on one."""
    line = pad + head + body + tail
    if len(line) < CODE_WIDTH:
        return [line]
    groups, breaks = _scan(body)
    breakable = bool(breaks) or (not in_brackets and len(pad + INDENT + body) < CODE_WIDTH)
    group = _widest(groups, breaks, body)
    if group:
        first, last = pad + head + body[: group[0] + 1], pad + body[group[1] :] + tail
        if not breakable or max(len(first), len(last)) < CODE_WIDTH:
            inner = body[group[0] + 1 : group[1]]
            return [first, *_layout(pad + INDENT, "", inner, "", True), last]
    if not breakable:
        return [line]
    if in_brackets:
        return _split(pad, head, body, tail, breaks)
    return [pad + head + "(", *_layout(pad + INDENT, "", body, "", True), pad + ")" + tail]


def _widest(groups: list[Group], breaks: Breaks, body: str) -> Group | None:
    """The brackets to break `body` in: those with most in them, if they are most of it."""
    if not groups:
        return None
    start, end = max(groups, key=lambda group: group[1] - group[0])
    if not breaks:
        return (start, end) if end - start > 1 else None
    lone = TUPLE not in breaks and sum(map(len, breaks.values())) == 1
    return (start, end) if lone and end == len(body) - 1 and 2 * (end - start) > end else None


def _split(pad: str, head: str, body: str, tail: str, breaks: Breaks) -> list[str]:
    """The lines of `head + body + tail`, a part each: `a,` or `+ b`."""
    level = min(breaks)
    starts = [0, *breaks[level], len(body)]
    parts = [body[start:end].strip() for start, end in pairwise(starts)]
    if level == TUPLE:
        items = [part.removeprefix(",").strip() for part in parts]
        return [line for item in items if item for line in _layout(pad, "", item, ",", True)]
    lines = _layout(pad, head, parts[0], "", True)
    pad += INDENT if head else ""
    for part in parts[1:]:
        part_head = _HEAD.match(part).group()  # type: ignore[union-attr]
        part_tail = tail if part is parts[-1] else ""
        lines += _layout(pad, part_head, part.removeprefix(part_head), part_tail, True)
    return lines


def _scan(text: str) -> tuple[list[Group], Breaks]:
    """The outermost brackets of a text, and where it can be broken outside of them, by level.

    >>> _scan("f(a) + b")
    ([(1, 3)], {12: [5]})
    """
    groups: list[Group] = []
    breaks: Breaks = {}
    ends: list[str] = []
    depth = start = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup == "open":
            start = start if depth else match.start()
            depth += 1
        elif match.lastgroup == "close":
            depth -= 1
            if not depth:
                groups.append((start, match.start()))
        elif match.lastgroup == "word" and not depth:
            if ends and token == ends[-1]:
                ends.pop()
                continue
            if not ends and token in BINDING:
                condition = token == "if" and WALRUS in breaks
                level = WALRUS if condition else BINDING[token]
                breaks.setdefault(level, []).append(match.start())
            if token in _ENDS:
                ends.append(_ENDS[token])
    return groups, breaks
