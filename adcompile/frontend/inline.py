"""Calls of the user's own functions, expanded where a derivative flows through them.

    def square(u): return u * u
    L = square(x) + 1            =>      L = x * x + 1

Names of the callee that collide are told apart when the text is made.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from adcompile.diagnostics import AdcompileError, Span, UnsupportedSyntax
from adcompile.frontend.scope import is_compiled_in
from adcompile.frontend.separate import Recursive, Separate
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Capture,
    Const,
    Function,
    Guard,
    If,
    Loop,
    Mark,
    Op,
    Part,
    Reference,
    Store,
    Tree,
    Var,
    defined,
    operands,
    walk,
)
from adcompile.ir.parts import loads
from adcompile.ir.primitives import (
    Checkpointed,
    build_dict,
    build_list,
    build_tuple,
    copy,
    unpack,
)
from adcompile.ir.rewrite import freshened, map_blocks, map_operands
from adcompile.ir.spread import spread
from adcompile.ir.subprograms import Sub

__all__ = ["Library", "inline_calls"]

DEPTH = 150


@dataclass(frozen=True)
class Library:
    """How to get at callees: `lower` gives the IR of a user's function, None if it has a rule or none.

    It may ask what is known of the arguments of the call.
    """

    lower: Callable[[Any, tuple[Atom, ...]], Function | None]
    carries: Callable[[Call | Store], bool]
    writes: Callable[[Op], bool]
    separate: Separate


def inline_calls(function: Function, inputs: Iterable[Var], library: Library) -> Function:
    """Expand every call of a user's function that a derivative may flow through, but for the separate ones.

    Raises: Recursive for a function that calls itself and is not known to do so.
    """
    expansion = Expansion(function, set(inputs), library)
    for op in function.body.ops:
        expansion.add(op, ())
    results = tuple(expansion.new(a) for a in function.body.results)
    return replace(
        function,
        body=Block(tuple(expansion.ops), results),
        captures=tuple(expansion.captures.values()),
        guards=tuple(expansion.guards.values()),
        spellings=expansion.spellings,
        roots=expansion.roots,
    )


class Expansion:
    """The growing program."""

    def __init__(self, function: Function, varied: set[Var], library: Library) -> None:
        self.ops: list[Op] = []
        self.renamed: dict[Var, Atom] = {}
        self.varied = varied
        self.library = library
        self.writers: dict[Any, bool] = {}
        self.captures = {key(c.reference): c for c in function.captures}
        self.guards: dict[tuple[int, str], Guard] = {key(g.reference): g for g in function.guards}
        self.spellings = dict(function.spellings)
        self.roots = dict(function.roots)

    def new(self, atom: Atom) -> Atom:
        return self.renamed.get(atom, atom) if isinstance(atom, Var) else atom

    def region(self, op: If | Loop, callers: tuple[Call, ...]) -> None:
        """Add a region, with the calls inside expanded."""
        outer = self.ops
        spread([op], self.varied, self.library.carries)
        for inner in walk(Block((op,), ())):  # what an iteration writes, the next one may read
            if isinstance(inner, Store) and not self.varied.isdisjoint(operands(inner)):
                self.written(inner.array)
        spread([op], self.varied, self.library.carries)

        def block(old: Block) -> Block:
            self.ops = []
            for inner in old.ops:
                self.add(inner, callers)
            return Block(tuple(self.ops), tuple(map(self.new, old.results)))

        match op:
            case If():
                new: If | Loop = replace(op, test=self.new(op.test))
            case Loop():
                iterable = None if op.iterable is None else self.new(op.iterable)
                new = replace(op, inits=tuple(map(self.new, op.inits)), iterable=iterable)
        new = map_blocks(new, block)
        self.ops = outer
        self.ops.append(new)

    def add(self, op: Op, callers: tuple[Call, ...]) -> None:
        """Add one op, its operands renamed; expand it if it calls a user's function."""
        if isinstance(op, (If, Loop)):
            self.region(op, callers)
            return
        if not self.renamed.keys().isdisjoint(operands(op)):
            op = map_operands(op, self.new)
        flows = not self.varied.isdisjoint(operands(op))
        again = isinstance(op, Call) and isinstance(op.func, Checkpointed)
        if again and isinstance(op, Call) and isinstance(op.func, Checkpointed):
            op = replace(op, func=op.func.function)
            if flows and self.library.lower(op.func, ()) is not None:
                self.recomputed(op, callers)
                return
        if flows and isinstance(op, Call):
            callee = self.library.lower(op.func, op.args if not op.kwargs else ())
            if callee is not None:
                self.expand(op, callee, callers)
                return
        elif isinstance(op, Call) and self.writes(op.func):
            # It must not change the caller's arrays: in the open, its writes are made in a copy.
            callee = self.library.lower(op.func, ())
            assert callee is not None
            sub = self.library.separate.of(op.func, callee, op.span)
            if sub is None:
                self.expand(op, callee, callers)
                return
            self.library.separate.check_arguments(sub, op.span)
        assert isinstance(op, (Call, Store))
        if flows and self.library.carries(op):
            self.varied.add(op.out)
            if isinstance(op, Store):
                self.written(op.array)
        self.ops.append(op)

    def written(self, array: Atom) -> None:
        """A derivative is in the array from here on, and in those that it may be a view of."""
        makers = {op.out: op for op in self.ops if isinstance(op, Call)}
        while isinstance(array, Var):
            self.varied.add(array)
            maker = makers.get(array)
            array = maker.args[0] if maker is not None and maker.args else Const(None)

    def recomputed(self, op: Call, callers: tuple[Call, ...]) -> None:
        """A call in a region of its own, which is run again in the backward half."""
        outer, self.ops = self.ops, []
        inner = Var(op.out.name)
        self.add(replace(op, out=inner), callers)
        value = self.renamed.pop(inner, inner)
        ops, self.ops = tuple(self.ops), outer
        then, orelse = Block(ops, (value,)), Block((), (UNDEFINED,))
        region = If((op.out,), Const(True), then, orelse, op.span, mark=Mark(), recompute=True)
        self.ops.append(region)
        self.varied.add(op.out)

    def writes(self, func: Any) -> bool:
        """Is it a user's function that writes into arrays?"""
        if not isinstance(func, types.FunctionType):
            return False
        if func not in self.writers:
            try:
                callee = self.library.lower(func, ())
            except AdcompileError:
                callee = None  # called as it is
            ops = () if callee is None else walk(callee.body)
            self.writers[func] = any(self.library.writes(op) for op in ops)
        return self.writers[func]

    def call(self, op: Call, callee: Function, sub: Sub) -> None:
        """A call of a function that stands in the text by itself."""
        self.adopt(callee)
        values = self.bind(op, callee)
        args = tuple(values[p.var] for p in callee.params)
        if not sub.count:
            self.ops.append(Call(op.out, sub, args, op.span))
            self.varied.add(op.out)
            return
        whole = Var()
        parts = [Var() for _ in range(sub.count)]
        self.ops.append(Call(whole, sub, args, op.span))
        for k, part in enumerate(parts):
            at = (whole, Const(k), Const(sub.count))
            self.ops.append(Call(part, unpack, at, op.span))
        self.varied.update((whole, *parts))
        self.deliver(op, self.build(callee.tree, [*parts], op.span))

    def expand(self, op: Call, callee: Function, callers: tuple[Call, ...]) -> None:
        """The body of the callee in place of the call, unless it is to be called."""
        sub = self.library.separate.of(op.func, callee, op.span)
        if sub is not None:
            self.call(op, callee, sub)
            return
        if any(caller.func is op.func for caller in callers):
            raise Recursive(op.func, callee.name, op.span)
        if len(callers) >= DEPTH:
            raise UnsupportedSyntax(
                f"`{callee.name}` is called through more than {DEPTH} functions",
                op.span,
                "call it from a function nearer to the top",
            )
        callers = (*callers, op)
        self.library.separate.note(op.func, callee, callers)
        self.adopt(callee)
        outer = self.renamed
        self.renamed = dict(self.bind(op, callee))
        for capture in callee.captures:
            self.renamed[capture.var] = self.captures[key(capture.reference)].var
        for part in callee.parts:
            self.unfold(part, op)
        for inner in callee.body.ops:
            fresh = freshened(inner, self.renamed)
            self.add(fresh, callers)
            for old, new in zip(defined(inner), defined(fresh)):
                self.renamed[old] = self.renamed.get(new, new)
        results = [self.new(a) for a in callee.body.results]
        value = self.build(callee.tree, results, op.span)
        self.renamed = outer
        self.deliver(op, value)

    def unfold(self, part: Part, call: Call) -> None:
        """Read what the callee reads inside an argument."""
        root = self.new(part.root)
        for op in loads(part, root, call.span):
            fresh = freshened(op, self.renamed)
            self.add(fresh, ())
            for old, new in zip(defined(op), defined(fresh)):
                self.renamed[old] = self.renamed.get(new, new)

    def deliver(self, op: Call, value: Atom) -> None:
        """Let the call's result stand for the value; a result the user named keeps the name."""
        last = self.ops[-1] if self.ops else None
        made = last is not None and value in defined(last)
        if op.out.name and isinstance(value, Var) and last is not None and made:
            self.ops[-1] = with_out(last, value, op.out)
            if value in self.varied:
                self.varied.add(op.out)
            self.renamed[value] = op.out
        elif op.out.name:
            self.ops.append(Call(op.out, copy, (value,), op.span))
            if value in self.varied:
                self.varied.add(op.out)
        else:
            self.renamed[op.out] = value

    def adopt(self, callee: Function) -> None:
        """What the callee captures and guards, the whole program does."""
        for capture in callee.captures:
            self.captures.setdefault(
                key(capture.reference), Capture(Var(capture.var.name), capture.reference)
            )
        for guard in callee.guards:
            self.guards.setdefault(key(guard.reference), guard)
        for func, text in callee.spellings.items():
            root = text.partition(".")[0]
            if self.roots.setdefault(root, callee.roots.get(root)) is callee.roots.get(root):
                self.spellings.setdefault(func, text)
        for name, value in callee.roots.items():
            self.roots.setdefault(name, value)

    def bind(self, op: Call, callee: Function) -> dict[Var, Atom]:
        """Arguments to parameters, as Python binds them."""
        signature = inspect.Signature(
            [inspect.Parameter(p.var.name, p.kind, default=p.default) for p in callee.params]
        )
        try:
            bound = signature.bind(*op.args, **dict(op.kwargs))
        except TypeError as error:
            raise AdcompileError(f"`{callee.name}`: {error}", op.span, "correct the call") from None
        values: dict[Var, Atom] = {}
        for param in callee.params:
            if param.var.name in bound.arguments:
                value = bound.arguments[param.var.name]
                if isinstance(value, tuple):
                    value = self.build(Tree("tuple", (Tree(),) * len(value)), list(value), op.span)
                elif isinstance(value, dict):
                    tree = Tree("dict", (Tree(),) * len(value), tuple(value))
                    value = self.build(tree, list(value.values()), op.span)
                values[param.var] = value
            else:
                values[param.var] = self.default(param.default, param.var.name, op)
        return values

    def default(self, value: Any, name: str, op: Call) -> Atom:
        """A default of the callee: a constant, or data captured from the function object."""
        if value is inspect.Parameter.empty:
            return Const(())
        if is_compiled_in(value) or type(value) in (int, float, complex):
            return Const(value)
        reference = Reference({name: value}, name)
        capture = Capture(Var(name), reference)
        self.captures[key(reference)] = capture
        return capture.var

    def build(self, tree: Tree, results: list[Atom], span: Span) -> Atom:
        """The structure that the callee returns."""
        if not tree.kind:
            return results.pop(0)
        if tree.kind == "zero":
            return Const(0.0)
        parts = [self.build(child, results, span) for child in tree.children]
        if tree.kind == "dict":
            parts.insert(0, Const(tree.keys))
        out = Var()
        if any(p in self.varied for p in parts):
            self.varied.add(out)
        self.ops.append(Call(out, BUILDERS[tree.kind], tuple(parts), span))
        return out


def with_out(op: Op, old: Var, new: Var) -> Op:
    """The op with one of its results under another name."""
    if isinstance(op, (If, Loop)):
        return replace(op, outs=tuple(new if out is old else out for out in op.outs))
    return replace(op, out=new)


BUILDERS: dict[str, Callable[..., Any]] = {
    "tuple": build_tuple,
    "list": build_list,
    "dict": build_dict,
}


def key(reference: Reference) -> tuple[int, str]:
    """Two references with one key read the same thing."""
    return id(reference.scope), reference.name
