"""Facts about every value of a program, in one forward sweep.

    s = X @ W                     s: (n, c)  if X: (n, d) and W: (d, c)
    p = s - s.max(axis=1, ...)    p: (n, c)

Sound: an unknown function gives an unknown value.  `assume_scalar` learns backwards from the one thing
`grad` checks, that the output has shape (): then so had every operand of the elementwise ops before it.
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.ir.facts import (
    DTypeVar,
    Fact,
    Shape,
    ShapeVar,
    is_weak,
    rank,
    resolve,
    same_dtype,
    same_shape,
    unify,
)
from adcompile.ir.nodes import Atom, Call, Const, Function, Op, Store, Var
from adcompile.ir.primitives import Expression
from adcompile.rules.inference import (
    elementwise_operands,
    fact_of_constant,
    infer_call,
    item_of,
)

__all__ = ["Facts"]


class Facts:
    """The fact of each variable; an observer of builders, so that new ops have facts at once."""

    def __init__(self) -> None:
        self.of: dict[Atom, Fact] = {}

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
        """Infer the fact of the op's result."""
        self.of[op.out] = self.infer(op)

    def infer(self, op: Op) -> Fact:
        """The fact of a result from those of the operands."""
        if isinstance(op, Store):
            return self.fact(op.array)
        if isinstance(op.func, Expression):
            return Fact("number", (), bool) if op.func.boolean else Fact("any", ShapeVar())
        of = self.of
        args = [of.get(a) or self.fact(a) for a in op.args]
        named = {k: self.fact(a) for k, a in op.kwargs} if op.kwargs else {}
        return infer_call(op.func, args, named)

    def analyse(self, function: Function, known: dict[Var, Fact]) -> None:
        """Sweep forward over a function; `known` holds what is given of its inputs."""
        self.of.update(known.items())
        for op in function.body.ops:
            self.observe(op)

    def assume_scalar(self, function: Function, result: Atom) -> None:
        """Learn that `result` has shape (), as the caller checks, and what follows from it."""
        unify(self.fact(result).shape, ())
        for op in reversed(function.body.ops):
            if isinstance(op, Call):
                self.learn_operands(op)
        for op in function.body.ops:
            old = self.of[op.out]
            if resolve(old.shape) == () and old.kind == "number":
                continue
            new = self.infer(op)
            if rank(old.shape) is not None and rank(new.shape) is None:
                unify(new.shape, old.shape)
            self.of[op.out] = new

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
        dtype = self.fact(atom).dtype
        if isinstance(dtype, DTypeVar):
            return dtype.real
        return is_weak(dtype, float, int, bool) or getattr(dtype, "kind", "c") in "fiub"

    def is_inexact(self, atom: Atom) -> bool:
        """Is it provably floating or complex?"""
        dtype = self.fact(atom).dtype
        if isinstance(dtype, DTypeVar):
            return dtype.inexact
        return is_weak(dtype, float, complex) or getattr(dtype, "kind", "") in ("f", "c")
