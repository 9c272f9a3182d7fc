"""The texts of expressions, with no more parentheses than they need.

An expression's method returns its text and how tightly that text binds, so that whoever uses it
knows whether it needs parentheses.
"""

from __future__ import annotations

import cmath
import math
from typing import Any

from astunparse import Unparser

from adcompile.backend.layout import (
    AND,
    ATOM,
    AWAIT,
    BINDING,
    BIT_OR,
    COMPARE,
    NOT,
    OR,
    POWER,
    PRODUCT,
    TEST,
    TUPLE,
    UNARY,
    WALRUS,
    YIELD,
)

__all__ = ["Expressions"]

Text = tuple[str, int]


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

    # Patterns use the levels of the expressions they look like

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
