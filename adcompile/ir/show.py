"""The IR as text, for people and tests.

    function f(x@0, n@1):
      s@2 = numpy.sin(x@0)
      y@3 = s@2 with [n@1] add= 1.0
      return y@3

A number tells the versions of a name apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Store, Tree, Var

__all__ = ["Numbering", "callee", "show"]


class Numbering:
    """A stable number for each variable, in order of first mention."""

    def __init__(self) -> None:
        self.number_of: dict[Var, int] = {}

    def atom(self, atom: Atom) -> str:
        """How an atom is written."""
        if isinstance(atom, Const):
            return atom.text or repr(atom.value)
        number = self.number_of.setdefault(atom, len(self.number_of))
        return f"{atom.hint()}@{number}"


def callee(func: Any) -> str:
    """The full name of a function object."""
    module = getattr(func, "__module__", None) or type(func).__module__
    owner = getattr(func, "__objclass__", None)
    name: str = getattr(func, "__qualname__", "") or getattr(func, "__name__", repr(func))
    if owner is not None and "." not in name:
        name = f"{owner.__name__}.{name}"
    return f"{module}.{name}" if module and module != "builtins" else str(name)


def show_op(op: Op, numbering: Numbering, remarks: Mapping[Op, str], pad: str) -> list[str]:
    """The lines of one op."""
    atom = numbering.atom
    lines: list[str] = []
    match op:
        case Call():
            parts = [atom(a) for a in op.args] + [f"{k}={atom(a)}" for k, a in op.kwargs]
            lines.append(f"{atom(op.out)} = {callee(op.func)}({', '.join(parts)})")
        case Store():
            sign = callee(op.operator) + "=" if op.operator else "="
            body = f"{atom(op.array)} with [{atom(op.index)}] {sign} {atom(op.value)}"
            lines.append(f"{atom(op.out)} = {body}")
        case If():
            outs = ", ".join(map(atom, op.outs))
            head = "try:" if op.kind == "try" else f"{op.kind} {atom(op.test)}:"
            lines.append(f"{outs} = {head}" if outs else head)
            lines += show_block(op.then, numbering, remarks, "yield")
            if op.kind != "with":
                lines.append(f"except {atom(op.test)}:" if op.kind == "try" else "else:")
                lines += show_block(op.orelse, numbering, remarks, "yield")
        case Loop():
            inits = [f"{atom(p)} = {atom(a)}" for p, a in zip(op.params, op.inits)]
            head = f"while, {', '.join(inits)}:"
            if op.item is not None and op.iterable is not None:
                head = f"for {', '.join([f'{atom(op.item)} in {atom(op.iterable)}', *inits])}:"
            outs = ", ".join(map(atom, op.outs))
            if op.test is not None:
                lines += ["while test:", *show_block(op.test, numbering, remarks, "yield")]
            lines.append(f"{outs} = {head}" if outs else head)
            lines += show_block(op.body, numbering, remarks, "yield")
    lines = [pad + line for line in lines]
    if op in remarks:
        lines.append(f"{pad}^^^ {remarks[op]}")
    return lines


def show_block(
    block: Block, numbering: Numbering, remarks: Mapping[Op, str], word: str
) -> list[str]:
    """The lines of a block and of what leaves it."""
    lines = [line for op in block.ops for line in show_op(op, numbering, remarks, "  ")]
    return [*lines, "  " + f"{word} {', '.join(map(numbering.atom, block.results))}".rstrip()]


def show_tree(tree: Tree, results: list[str]) -> str:
    """The returned structure, consuming `results` from the front."""
    if not tree.kind:
        return results.pop(0)
    if tree.kind == "zero":
        return "0.0"
    parts = [show_tree(child, results) for child in tree.children]
    if tree.kind == "dict":
        return "{" + ", ".join(f"{k!r}: {p}" for k, p in zip(tree.keys, parts)) + "}"
    body = ", ".join(parts)
    if tree.kind == "list":
        return f"[{body}]"
    return f"({body},)" if len(parts) == 1 else f"({body})"


def show(function: Function, remarks: dict[Op, str] | None = None) -> str:
    """The listing of a function; `remarks` are printed under the op they concern."""
    numbering = Numbering()
    params = ", ".join(numbering.atom(p.var) for p in function.params)
    lines = [f"function {function.name}({params}):"]
    lines += [
        f"  part {numbering.atom(p.var)} = {numbering.atom(p.root)}{''.join(map(repr, p.path))}"
        for p in function.parts
    ]
    lines += [f"  captures {numbering.atom(c.var)}" for c in function.captures]
    block: Block = function.body
    for op in block.ops:
        lines += show_op(op, numbering, remarks or {}, "  ")
    lines.append("  return " + show_tree(function.tree, [numbering.atom(a) for a in block.results]))
    return "\n".join(lines)
