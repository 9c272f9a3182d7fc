"""Facts about every value of a program, in one forward sweep.

    s = X @ W                     s: (n, c)  if X: (n, d) and W: (d, c)
    p = s - s.max(axis=1, ...)    p: (n, c)

Sound: an unknown function gives an unknown value.  `assume_scalar` learns backwards from the one thing
`grad` checks, that the output has shape (): then so had every operand of the elementwise ops before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import getitem
from typing import Any

from adcompile.ir.elements import either as either_element
from adcompile.ir.elements import element_of, holds
from adcompile.ir.facts import (
    Dim,
    DTypeVar,
    Extent,
    Fact,
    Integer,
    Scope,
    Shape,
    ShapeVar,
    fit_shape,
    is_inexact_dtype,
    is_real_dtype,
    is_weak,
    rank,
    resolve,
    same_dtype,
    same_extent,
    same_shape,
    unify,
)
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Mark,
    Op,
    Store,
    Var,
    blocks,
)
from adcompile.ir.primitives import Expression, pop, push
from adcompile.ir.subprograms import Sub
from adcompile.rules.inference import (
    elementwise_operands,
    fact_of_constant,
    infer_call,
    item_of,
)

__all__ = ["Facts"]


MOST_TURNS = 7
UNBOUND = "unbound"  # the kind of what no iteration has bound yet: to read it is an error
LAST_JOIN = 4
Symbols = set[Any]  # those that stand for whatever a value may be


class Facts:
    """The fact of each variable; an observer of builders, so that new ops have facts at once."""

    def __init__(self, strict: bool = False) -> None:
        self.strict = strict  # what reads a value that there never is never has a result
        self.of: dict[Atom, Fact] = {}
        self.pushed: dict[Atom, Fact] = {}  # by history
        self.scopes: dict[tuple[Mark | None, int], Scope] = {}

    def fact(self, atom: Atom) -> Fact:
        """What is known of an operand."""
        known = self.of.get(atom)
        if known is None:
            if isinstance(atom, Const):
                known = fact_of_constant(atom.value)
            else:
                known = Fact("any", ShapeVar())
            self.of[atom] = known
        return known

    def observe(self, op: Op) -> None:
        """Infer the facts of the op's results."""
        match op:
            case Call():
                self.of[op.out] = self.infer(op)
            case Store():
                self.of[op.out] = self.infer(op)
                if self.fact(op.array).kind == "array":
                    place = infer_call(getitem, [self.fact(op.array), self.fact(op.index)], {})
                    fit_shape(self.fact(op.value).shape, place.shape)
            case If():
                for k, block in enumerate(blocks(op)):
                    with self.within(op.mark, k):
                        self.observe_all(block)
                for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
                    sides = self.known(a), self.known(b)
                    never = self.strict and all(f and f.kind == UNBOUND for f in sides)
                    self.of[out] = Fact(UNBOUND, ShapeVar()) if never else join(*sides, set())
            case Loop():
                self.observe_loop(op)

    def observe_all(self, block: Block) -> None:
        for op in block.ops:
            self.observe(op)

    def known(self, atom: Atom) -> Fact | None:
        """The fact of an operand; None of one that is not bound."""
        return None if atom is UNDEFINED else self.fact(atom)

    def observe_loop(self, op: Loop) -> None:
        """Sweep over the body until what is taken for granted of the parameters is what it gives."""
        guesses = [self.known(a) for a in op.inits]
        symbols: Symbols = set()
        for turn in range(MOST_TURNS):
            if op.item is not None and op.iterable is not None:
                # Of each sweep, so that what is handed on is not taken for of the iteration that gets it.
                self.of[op.item] = item_fact(self.fact(op.iterable))
            self.of.update(
                {
                    p: Fact(UNBOUND, ShapeVar())
                    if g is None
                    else Fact("any", ShapeVar())
                    if g is ANYTHING
                    else plain(g)
                    for p, g in zip(op.params, guesses)
                }
            )
            self.scopes.pop((op.mark, 0), None)
            with self.within(op.mark, 0):
                for block in blocks(op):
                    self.observe_all(block)
            ends = [self.known(a) for a in op.body.results[: len(op.params)]]
            if all(covers(g, e, symbols) for g, e in zip(guesses, ends)):
                break
            guesses = [
                g
                if covers(g, e, symbols)
                else join(g, e, symbols)
                if turn < LAST_JOIN
                else ANYTHING
                for g, e in zip(guesses, ends)
            ]
        for out, guess in zip(op.outs, guesses):
            if guess is None or guess is ANYTHING:
                self.of[out] = Fact("any", ShapeVar())
            else:
                self.of[out] = renewed(guess, symbols)

    def unlike(self, primal: Atom) -> Fact:
        """What is known of a derivative that comes from outside: it has the shape of its primal."""
        fact = self.fact(primal)
        if fact.kind not in ("number", "array"):
            return Fact(fact.kind if fact.kind == "list" else "any", fact.shape)
        return Fact("array", fact.shape, self.some_dtype(primal))

    def some_dtype(self, primal: Atom) -> Any:
        """The dtype of a cotangent of which nothing else is known."""
        return DTypeVar(inexact=True, real=self.is_real(primal))

    def settle(self, loop: Loop) -> None:
        """The kinds and dtypes of the cotangents that a reversed loop hands on; their shapes are known."""
        guesses = [self.fact(a) for a in loop.inits]
        symbols: Symbols = set()
        for turn in range(MOST_TURNS):
            for param, guess in zip(loop.params, guesses):
                self.like(param, guess)
            with self.within(loop.mark, 0):
                self.refresh(loop.body)
            ends = [self.fact(a) for a in loop.body.results]
            pairs = list(zip(guesses, ends))
            if all(covers_kind(g, e, symbols) for g, e in pairs):
                break
            guesses = [
                g
                if covers_kind(g, e, symbols)
                else join(g, e, symbols)
                if turn < LAST_JOIN
                else UNSURE
                for g, e in pairs
            ]
        for param, out in zip(loop.params, loop.outs):
            self.of[out] = self.of[param]

    def also(self, renamed: Mapping[Var, Atom], marks: Mapping[Mark | None, Mark]) -> None:
        """What is known of some values is known of copies of them, and what blocks learn, of copies."""
        for old, new in renamed.items():
            if old in self.of and new not in self.of:
                self.of[new] = self.of[old]
        for (mark, k), scope in list(self.scopes.items()):
            if mark in marks:
                self.scopes[marks[mark], k] = scope

    def like(self, var: Var, fact: Fact) -> None:
        """Take over the kind and dtype of a fact."""
        old = self.of[var]
        self.of[var] = Fact(fact.kind, old.shape, fact.dtype, element=fact.element)

    def refresh(self, block: Block) -> None:
        """Infer kinds and dtypes again."""
        for op in block.ops:
            match op:
                case Call() | Store():
                    new, old = self.infer(op), self.of[op.out]
                    self.of[op.out] = replace(new, shape=old.shape)
                case If():
                    for k, inner in enumerate(blocks(op)):
                        with self.within(op.mark, k):
                            self.refresh(inner)
                    for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
                        fact = join(self.known(a), self.known(b), set())
                        self.of[out] = replace(fact, shape=self.of[out].shape)
                case Loop():
                    self.settle(op)

    def within(self, mark: Mark | None, k: int) -> Scope:
        """What holds in block `k` of the regions with this mark; all blocks of a loop are one."""
        return self.scopes.setdefault((mark, k), Scope())

    def infer(self, op: Call | Store) -> Fact:
        """The fact of a result from those of the operands."""
        if isinstance(op, Store):
            return stored(self.fact(op.array), self.fact(op.value))
        if isinstance(op.func, Expression):
            return fact_of_expression(op.func)
        if op.func is push:
            self.pushed[op.args[0]] = self.fact(op.args[1])
        elif op.func is pop and op.args[0] in self.pushed:
            return some_like(self.pushed[op.args[0]])
        of = self.of
        args = [of.get(a) or self.fact(a) for a in op.args]
        if self.strict and any(f.kind == UNBOUND for f in args):
            return Fact(UNBOUND, ShapeVar())
        if isinstance(op.func, Sub):
            return op.func.infer(args)
        named = {k: self.fact(a) for k, a in op.kwargs} if op.kwargs else {}
        return infer_call(op.func, args, named)

    def analyse(self, function: Function, known: dict[Var, Fact]) -> None:
        """Sweep forward over a function; `known` holds what is given of its inputs."""
        self.of.update(known.items())
        self.observe_all(function.body)

    def assume_scalar(self, function: Function, result: Atom) -> None:
        """Learn that `result` has shape (), as the caller checks, and what follows from it."""
        unify(self.fact(result).shape, ())
        self.learn_all(function.body)
        self.sharpen(function.body)

    def learn_all(self, block: Block) -> None:
        """What the results of a block that are known to be scalars say about all before them."""
        for op in reversed(block.ops):
            match op:
                case Call():
                    self.learn_operands(op)
                case If():
                    for k, inner in enumerate(blocks(op)):
                        with self.within(op.mark, k):
                            self.learn_results(op.outs, inner)
                case Loop():
                    self.learn_loop(op)
                case Store():
                    pass

    def learn_results(self, outs: Sequence[Var], block: Block) -> None:
        """Where an out is a scalar, so is what it is in this block."""
        for out, inner in zip(outs, block.results):
            if inner is not UNDEFINED and self.rank(out) == 0:
                unify(self.fact(inner).shape, ())
        self.learn_all(block)

    def learn_loop(self, op: Loop) -> None:
        """By induction backwards: the last result is a scalar, and where it is, so is the parameter."""
        wanted = [k for k, out in enumerate(op.outs) if self.rank(out) == 0]
        while wanted:
            trial = Scope()
            with self.within(op.mark, 0), trial:
                for k in wanted:
                    if op.body.results[k] is not UNDEFINED:
                        unify(self.fact(op.body.results[k]).shape, ())
                self.learn_all(op.body)
                proved = [k for k in wanted if self.rank(op.params[k]) == 0]
            if proved == wanted:
                break
            wanted = proved
        for k in wanted:
            unify(self.fact(op.params[k]).shape, ())
            if op.inits[k] is not UNDEFINED:
                unify(self.fact(op.inits[k]).shape, ())
        with self.within(op.mark, 0):
            for k in wanted:
                if op.body.results[k] is not UNDEFINED:
                    unify(self.fact(op.body.results[k]).shape, ())
            self.learn_all(op.body)

    def sharpen(self, block: Block) -> None:
        """Infer again with what was learnt."""
        for op in block.ops:
            match op:
                case Call() | Store():
                    old = self.of[op.out]
                    if resolve(old.shape) == () and old.kind == "number":
                        continue
                    new = self.infer(op)
                    if rank(old.shape) is not None and rank(new.shape) is None:
                        unify(new.shape, old.shape)
                    self.of[op.out] = new
                case If():
                    for k, inner in enumerate(blocks(op)):
                        with self.within(op.mark, k):
                            self.sharpen(inner)
                    for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
                        sides = [f for f in (self.known(a), self.known(b)) if f is not None]
                        self.numbered(out, sides)
                case Loop():
                    self.sharpen_loop(op)

    def sharpen_loop(self, op: Loop) -> None:
        """Parameters that are numbers at first, and numbers after an iteration if before it."""
        doubtful = [
            k for k, p in enumerate(op.params) if self.rank(p) == 0 and not self.is_number(p)
        ]
        old = {op.params[k]: self.of[op.params[k]] for k in doubtful}
        candidates = [k for k in doubtful if is_number(self.known(op.inits[k]))]
        while candidates:
            for k in candidates:
                self.of[op.params[k]] = replace(old[op.params[k]], kind="number")
            with self.within(op.mark, 0):
                for inner in blocks(op):
                    self.sharpen(inner)
            proved = [k for k in candidates if is_number(self.known(op.body.results[k]))]
            for k in set(candidates) - set(proved):
                self.of[op.params[k]] = old[op.params[k]]
            if proved == candidates:
                break
            candidates = proved
        with self.within(op.mark, 0):
            for inner in blocks(op):
                self.sharpen(inner)
        for k in candidates:
            self.of[op.outs[k]] = self.of[op.params[k]]

    def numbered(self, out: Var, sides: list[Fact]) -> None:
        """Both sides are numbers: so is the out."""
        if self.rank(out) == 0 and sides and all(map(is_number, sides)):
            self.of[out] = replace(self.of[out], kind="number")

    def learn_operands(self, op: Call) -> None:
        """What a known result says about the operands."""
        shape = resolve(self.of[op.out].shape)
        if shape != ():
            return
        args = [self.fact(a) for a in op.args]
        for operand in elementwise_operands(op.func, args):
            unify(operand.shape, ())
        for operand, axes in item_of(op.func, args):
            unify(operand.shape, axes)

    def fit(self, cotangent: Var, primal: Var) -> None:
        """A cotangent has the shape of its primal: the engine has made it so."""
        fact, shape = self.fact(cotangent), self.fact(primal).shape
        if fact.shape is not shape:
            self.of[cotangent] = replace(fact, shape=shape)

    def shape(self, atom: Atom) -> Shape:
        """The shape of an operand."""
        return resolve(self.fact(atom).shape)

    def rank(self, atom: Atom) -> int | None:
        """The rank of an operand, if known."""
        return rank(self.fact(atom).shape)

    def is_number(self, atom: Atom) -> bool:
        """Is it provably an immutable scalar?"""
        return self.fact(atom).kind == "number"

    def same_shape(self, a: Atom, b: Atom) -> bool:
        """Do two values provably have one shape?"""
        return same_shape(self.fact(a).shape, self.fact(b).shape)

    def same_dtype(self, a: Atom, b: Atom) -> bool:
        """Do two values provably have one dtype (a weak scalar has none of its own)?"""
        return same_dtype(self.fact(a).dtype, self.fact(b).dtype)

    def is_mask(self, atom: Atom) -> bool:
        """Is it provably boolean?"""
        dtype = self.fact(atom).dtype
        return dtype is bool or getattr(dtype, "kind", "") == "b"

    def is_real(self, atom: Atom) -> bool:
        """Is it provably not complex?"""
        return is_real_dtype(self.fact(atom).dtype)

    def is_complex(self, atom: Atom) -> bool:
        """Is it provably complex?"""
        return is_complex_dtype(self.fact(atom).dtype)

    def is_inexact(self, atom: Atom) -> bool:
        """Is it provably floating or complex?"""
        dtype = self.fact(atom).dtype
        if isinstance(dtype, DTypeVar):
            return dtype.inexact
        return is_weak(dtype, float, complex) or getattr(dtype, "kind", "") in ("f", "c")


def is_number(fact: Fact | None) -> bool:
    """Is it an immutable scalar, or nothing at all?"""
    return fact is None or (fact.kind == "number" and rank(fact.shape) == 0)


def plain(fact: Fact) -> Fact:
    """The fact of any value of this kind, not of this one."""
    if fact.is_plain and not fact.items:
        return fact
    items = tuple(map(plain, fact.items))
    return Fact(fact.kind, fact.shape, fact.dtype, None, items, element=fact.element)


def fact_of_expression(expression: Expression) -> Fact:
    """The fact of what is kept as it is written."""
    if not expression.boolean:
        return Fact("any", ShapeVar())
    if expression.makes == "ints":
        return Fact("list", ShapeVar(), element=Fact("number", (), int))
    return Fact("number", (), int if expression.makes == "int" else bool)


UNSURE = Fact("any", ShapeVar(), DTypeVar())


def renewed(fact: Fact, symbols: Symbols) -> Fact:
    """The same of another value: `symbols` are what they are for this one alone."""
    shape = resolve(fact.shape)
    if isinstance(shape, ShapeVar):
        shape = ShapeVar() if shape in symbols else shape
    else:
        shape = tuple(Dim() if n in symbols else n for n in shape)
    dtype = fact.dtype
    if isinstance(dtype, DTypeVar) and dtype in symbols:
        dtype = DTypeVar(dtype.inexact, dtype.real, dtype.complex)
    items = tuple(renewed(f, symbols) for f in fact.items)
    element = None if fact.element is None else element_of(fact.element)
    return Fact(fact.kind, shape, dtype, None, items, element=element)


def some_like(fact: Fact) -> Fact:
    """The fact of one of many values of a kind: what is known of their shape is its rank."""
    shape = resolve(fact.shape)
    element = None if fact.element is None else element_of(fact.element)
    if isinstance(shape, ShapeVar):
        items = tuple(map(some_like, fact.items)) if fact.kind == "tuple" else ()
        return Fact(fact.kind, ShapeVar(), fact.dtype, items=items, element=element)
    return Fact(fact.kind, tuple(n if isinstance(n, int) else Dim() for n in shape), fact.dtype)


def stored(items: Fact, value: Fact) -> Fact:
    """The fact of an array, list or dict with another element."""
    if items.element is not None:
        element = either_element(items.element, element_of(value))
        return replace(items, items=(), element=element)
    if items.is_plain and not items.items:
        return items
    return Fact(items.kind, items.shape, items.dtype)


ANYTHING = Fact("any", ShapeVar())  # never of a value: two values would have one shape


def item_fact(iterable: Fact) -> Fact:
    """The fact of an element of a range, or of a row of an array."""
    if iterable.kind == "list" and iterable.dtype is int:
        return Fact("number", (), int, extent=Integer())
    shape = resolve(iterable.shape)
    if iterable.kind != "array" or isinstance(shape, ShapeVar) or not shape:
        return Fact("any", ShapeVar())
    return Fact("array" if shape[1:] else "number", shape[1:], iterable.dtype)


def join(a: Fact | None, b: Fact | None, symbols: Symbols) -> Fact:
    """What is known of a value that is one of two; new symbols are added to `symbols`."""
    a, b = (None if f is not None and f.kind == UNBOUND else f for f in (a, b))
    if a is None or b is None:
        known = a or b
        return Fact("any", ShapeVar()) if known is None else plain(known)
    kind = a.kind if a.kind == b.kind else "saved" if "saved" in (a.kind, b.kind) else "any"
    if {a.kind, b.kind} == {"number", "array"}:
        kind = "array"
    items: tuple[Fact, ...] = ()
    if kind == "tuple" and len(a.items) == len(b.items):
        items = tuple(join(x, y, symbols) for x, y in zip(a.items, b.items))
    elif kind == "tuple":
        kind = "any"
    element = None
    if kind in ("list", "dict") and a.element is not None and b.element is not None:
        element = either_element(a.element, b.element)
    shape = common_shape(a.shape, b.shape, symbols)
    dtype = common_dtype(a.dtype, b.dtype, symbols)
    return Fact(kind, shape, dtype, None, items, element=element)


def common_shape(a: Shape, b: Shape, symbols: Symbols) -> Shape:
    """A shape that is either of two; new symbols stand for what differs."""
    if same_shape(a, b):
        return a
    a, b = resolve(a), resolve(b)
    if isinstance(a, ShapeVar) or isinstance(b, ShapeVar) or len(a) != len(b):
        any_shape = ShapeVar()
        symbols.add(any_shape)
        return any_shape
    return tuple(m if same_extent(m, n) else either(m, n, symbols) for m, n in zip(a, b))


def either(m: Extent, n: Extent, symbols: Symbols) -> Dim:
    """An extent that is one of two."""
    extent = Dim()
    symbols.add(extent)
    return extent


def common_dtype(a: Any, b: Any, symbols: Symbols) -> Any:
    """A dtype that is either of two."""
    if a is b or same_dtype(a, b):
        return a
    dtype = DTypeVar(
        inexact=is_inexact_dtype(a) and is_inexact_dtype(b),
        real=is_real_dtype(a) and is_real_dtype(b),
        complex=is_complex_dtype(a) and is_complex_dtype(b),
    )
    symbols.add(dtype)
    return dtype


def is_complex_dtype(dtype: Any) -> bool:
    """Is it complex?"""
    if isinstance(dtype, DTypeVar):
        return dtype.complex
    return is_weak(dtype, complex) or getattr(dtype, "kind", "") == "c"


def covers(guess: Fact | None, end: Fact | None, symbols: Symbols) -> bool:
    """Is a value as `end` says one as `guess` says, where `symbols` stand for anything?"""
    if end is None or end.kind == UNBOUND or guess is ANYTHING:
        return True
    if guess is None:
        return False
    if guess.kind != end.kind and (guess.kind, end.kind) != ("array", "number"):
        return guess.kind == "any" and guess.shape in symbols
    if guess.kind == "tuple" or guess.items:
        if len(guess.items) != len(end.items):
            return False
        if not all(covers(x, y, symbols) for x, y in zip(guess.items, end.items)):
            return False
    if guess.element is not None and (end.element is None or not holds(guess.element, end.element)):
        return False
    if not fits_shape(guess.shape, end.shape, symbols):
        return False
    if same_dtype(guess.dtype, end.dtype) or guess.dtype is end.dtype:
        return True
    if guess.dtype not in symbols or not isinstance(guess.dtype, DTypeVar):
        return False
    return (
        (is_inexact_dtype(end.dtype) or not guess.dtype.inexact)
        and (is_real_dtype(end.dtype) or not guess.dtype.real)
        and (is_complex_dtype(end.dtype) or not guess.dtype.complex)
    )


def covers_kind(guess: Fact, end: Fact, symbols: Symbols) -> bool:
    """Do kind and dtype fit?"""
    return guess is UNSURE or covers(replace(guess, shape=()), replace(end, shape=()), symbols)


def fits_shape(guess: Shape, end: Shape, symbols: Symbols) -> bool:
    """Has a value of shape `end` the shape `guess`?"""
    guess, end = resolve(guess), resolve(end)
    if isinstance(guess, ShapeVar):
        return guess is end or guess in symbols
    if isinstance(end, ShapeVar) or len(guess) != len(end):
        return False
    return all(same_extent(m, n) or m in symbols for m, n in zip(guess, end))
