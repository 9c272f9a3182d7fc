"""The text of a syntax tree: minimal parentheses, comments, trailing notes, short lines.

    [Comment("backward"),                          # backward
     Noted(<grad_x = grad_y * w>, "y = x * w"),    grad_x = grad_y * w  # y = x * w
     <return (grad_x, None)>]                =>    return grad_x, None

An expression's method returns its text, a statement's method appends lines.

Trees are made of `gast` or of `ast` nodes: as in astunparse, the name of a node's class finds its
method.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from adcompile.backend.expressions import Expressions
from adcompile.backend.layout import INDENT, TEST, TUPLE, YIELD, bracketed, lay_out

__all__ = ["Comment", "Noted", "to_text"]

NOTE_WIDTH = 87  # trailing notes end here at the latest
MIN_NOTE = 24  # a note that is cut anyway may be cut down to this for the sake of alignment


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
        self.lines += lay_out(INDENT * self._indent, head, body, tail)

    def put_brackets(self, head: str, body: str, tail: str) -> None:
        """Append the line `head + body + tail`, where `head` opens brackets that `tail` closes."""
        self.lines += bracketed(INDENT * self._indent, head, body, tail)

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

    def _Match(self, t: Any) -> None:
        self.put("match ", self.text(t.subject, TUPLE), ":")
        self.enter()
        for case in t.cases:
            guard = f" if {self.named(case.guard)}:" if case.guard else ":"
            self.put("case ", self.text(case.pattern, TEST), guard)
            self.block(case.body)
        self.leave()


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
