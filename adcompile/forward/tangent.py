"""The tangent of a program: beside each op the derivative of its result.

    s = x * y             s = x * y
    return np.sin(s)  =>  s_dot = x_dot * y + x * y_dot
                          result = np.sin(s)
                          result_dot = s_dot * np.cos(s)
                          return result, result_dot

An op without an active operand has no tangent; where one is needed all the same, it is zero.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace

from adcompile.analysis.activity import carries, is_discrete
from adcompile.analysis.facts import Facts
from adcompile.diagnostics import AdcompileError, report
from adcompile.frontend.values import Items, Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, Store, Var, operands
from adcompile.ir.primitives import Expression, build_list, build_tuple, copy, unpack
from adcompile.rules import engine
from adcompile.rules.apply import apply_forward
from adcompile.rules.gates import written_out
from adcompile.rules.missing import missing_rule
from adcompile.rules.table import lookup

__all__ = ["tangent"]


def tangent(
    function: Function, dots: Mapping[Var, Atom], facts: Facts
) -> tuple[Function, dict[Var, Atom]]:
    """The program with its tangents, and the tangent of each value that has one.

    `dots` are the tangents of the inputs.  The returned function still returns what it did.

    Raises: MissingRule, NotDifferentiable: every such place of the function at once.
    """
    sweep = Sweep(dots, facts)
    gates = written_out(function)
    for op in function.body.ops:
        sweep.builder.span = op.span
        if isinstance(op, Store) and op.value in sweep.dots and not is_discrete(facts, op.out):
            engine.require_inexact(sweep.builder.ops, op, facts)
        sweep.builder.append(replace(op, backward=False))
        try:
            sweep.advance(gates.get(op.out, op))
        except AdcompileError as error:
            sweep.errors.append(error)
    if sweep.errors:
        raise report(sweep.errors)
    known = {var: as_atom(dot, sweep.builder) for var, dot in sweep.dots.items()}
    body = Block(tuple(sweep.builder.ops), function.body.results)
    return replace(function, body=body), known


class Sweep:
    """One forward sweep."""

    def __init__(self, dots: Mapping[Var, Atom], facts: Facts) -> None:
        self.dots: dict[Var, Value] = dict(dots)
        self.facts = facts
        self.builder = Builder(facts)
        self.errors: list[AdcompileError] = []

    def advance(self, op: Call | Store) -> None:
        """Emit the tangent of one op."""
        if not carries(op) or is_discrete(self.facts, op.out):
            return
        dots = {
            k: self.dots[a]
            for k, a in enumerate(operands(op))
            if isinstance(a, Var) and a in self.dots
        }
        if not dots:
            return
        name = Var("{}_dot", of=op.out)
        match op:
            case Store():
                self.dots[op.out] = self.store(op, dots, name)
            case Call():
                value = self.call(op, dots)
                if value is not None:
                    self.dots[op.out] = self.named(value, name)

    def named(self, value: Value, name: Var) -> Value:
        """Give the last op's result its name; anything else gets it by a copy."""
        if isinstance(value, Items):
            return value
        ops = self.builder.ops
        if isinstance(value, Var) and not value.name and ops[-1].out is value:
            ops[-1] = replace(ops[-1], out=name)
            self.facts.of[name] = self.facts.fact(value)
            return name
        return self.builder.call(copy, value, out=name)

    def call(self, op: Call, dots: dict[int, Value]) -> Value | None:
        if op.func is copy:
            return dots[0]
        if op.func in (build_tuple, build_list):
            kind = "tuple" if op.func is build_tuple else "list"
            parts = [dots.get(k) for k in range(len(op.args))]
            return Items(
                kind,
                tuple(self.zero(a) if p is None else p for p, a in zip(parts, op.args)),
            )
        if op.func in (operator.getitem, unpack):
            return self.item(op, dots)
        if isinstance(op.func, Expression) or (rule := lookup(op.func)) is None:
            raise missing_rule(op, [a.hint() for a in operands(op) if isinstance(a, Var)])
        atoms = {
            k: as_atom(d, self.builder) if not isinstance(d, Items) else d for k, d in dots.items()
        }
        terms = apply_forward(rule, op, atoms, self.builder, self.facts)
        return self.total(op, [t for t in terms if not engine.is_zero(t)], rule.elementwise)

    def total(self, op: Call, terms: list[Value], elementwise: bool) -> Value | None:
        """The sum of the contributions, in the shape of the result."""
        if not terms:
            return None
        first, *others = terms
        if isinstance(first, Items):
            for other in others:
                assert isinstance(other, Items)
                first = Items(first.kind, tuple(map(self.add, first.values, other.values)))
            return first
        if others and engine.has_tuple_result(op.func):
            for other in others:
                first = self.builder.call(engine.ADD_EACH, first, as_atom(other, self.builder))
            return first
        for other in others:
            first = self.add(first, other)
        atom = as_atom(first, self.builder)
        if elementwise and not self.facts.same_shape(atom, op.out):
            shape = self.builder.call(engine.SHAPE, op.out)
            atom = self.builder.call(engine.BROADCAST_TO, atom, shape)
        return atom

    def add(self, a: Value, b: Value) -> Value:
        if engine.is_zero(a) or engine.is_zero(b):
            return b if engine.is_zero(a) else a
        return self.builder.call(operator.add, as_atom(a, self.builder), as_atom(b, self.builder))

    def zero(self, operand: Atom) -> Value:
        """The tangent of a value that has none."""
        if self.facts.is_number(operand):
            return Const(0.0)
        return self.builder.call(engine.ZEROS_LIKE, operand)

    def item(self, op: Call, dots: dict[int, Value]) -> Value:
        """`y = x[i]`: the same element of the tangent."""
        dot, index = dots[0], op.args[1]
        if isinstance(dot, Items) and isinstance(index, Const) and type(index.value) is int:
            return dot.values[index.value]
        return self.builder.call(op.func, as_atom(dot, self.builder), *op.args[1:])

    def store(self, op: Store, dots: dict[int, Value], name: Var) -> Value:
        """The same write, into the tangent of the array."""
        array = dots.get(0)
        if array is None:
            array = self.builder.call(engine.ZEROS_LIKE, op.array)
        value = dots.get(2, Const(0))
        if op.operator is not None and 2 not in dots:
            return array
        return self.builder.store(
            as_atom(array, self.builder),
            op.index,
            as_atom(value, self.builder),
            op.operator,
            out=name,
        )
