"""Calls of functions that stand by themselves: a call of the forward half, and one of the backward half.

    h = power(x, n // 2)        =>      h, saved_h = forward_power(x, n // 2)
                                        ...
                                        grad_x = backward_power(saved_h, grad_h)

The halves are made later: here it is settled which they are, by the arguments and results that are active.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from adcompile.analysis.facts import Facts
from adcompile.diagnostics import NotDifferentiable
from adcompile.frontend.values import Items, Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.facts import Fact
from adcompile.ir.nodes import Atom, Call, Const, Function, Op, Var, walk
from adcompile.ir.primitives import build_list, build_tuple, unpack
from adcompile.ir.subprograms import Pair, Sub
from adcompile.rules import engine

__all__ = ["Pairs", "parts_of_calls"]


class Sweep(Protocol):
    """The sweep that goes through the program."""

    builder: Builder
    facts: Facts
    active: set[Var]
    maker: dict[Var, Call]

    def contribute(self, var: Var, value: Value) -> None: ...

    def zero_like(self, atom: Atom) -> Atom: ...


@dataclass(frozen=True)
class Halves:
    """What became of a call: its pair, and the value that goes from one half to the other."""

    pair: Pair
    saved: Var


def parts_of_calls(function: Function) -> dict[Var, dict[int, Var]]:
    """The values that are taken out of the result of a separate function, by that result."""
    found: dict[Var, dict[int, Var]] = {}
    for op in walk(function.body):
        if isinstance(op, Call) and isinstance(op.func, Sub):
            found[op.out] = {}
        elif isinstance(op, Call) and op.func is unpack and op.args[0] in found:
            whole, position = op.args[0], op.args[1]
            assert isinstance(whole, Var) and isinstance(position, Const)
            found[whole].setdefault(position.value, op.out)
    return found


class Pairs:
    """The part of a sweep that takes such calls apart."""

    def __init__(self, sweep: Sweep, function: Function) -> None:
        self.sweep = sweep
        self.parts = parts_of_calls(function)
        self.halves: dict[Call, Halves] = {}

    def forward(self, op: Call) -> list[Op]:
        """The call of the forward half."""
        sub, facts, active = op.func, self.sweep.facts, self.sweep.active
        assert isinstance(sub, Sub)
        wrt = [k for k, a in enumerate(op.args) if a in active]
        seeds = [k for k, part in self.parts[op.out].items() if part in active]
        pair = sub.pair(wrt, sorted(seeds) if sub.count else [0], [facts.fact(a) for a in op.args])
        both, saved = Var(), Var("saved_{}", of=op.out)
        ops = [
            Call(both, pair.forward, op.args, op.span),
            Call(op.out, unpack, (both, Const(0), Const(2)), op.span),
            Call(saved, unpack, (both, Const(1), Const(2)), op.span),
        ]
        for new in (ops[0], ops[2]):
            facts.observe(new)
        self.halves[op] = Halves(pair, saved)
        return list(ops)

    def backward(self, op: Call, g: Value) -> None:
        """The call of the backward half."""
        builder, halves = self.sweep.builder, self.halves[op]
        pair = halves.pair
        grads = self.cotangents(op, pair, g)
        if all(map(engine.is_zero, grads)):
            return
        seed = grads[0] if len(grads) == 1 else as_atom(Items("tuple", tuple(grads)), builder)
        whole = builder.call(pair.backward, halves.saved, seed)
        operands = [op.args[index] for index in pair.wrt]
        parts = [whole]
        if pair.backward.count:
            count = Const(pair.backward.count)
            named = [Var("grad_{}", of=v) for v in operands if isinstance(v, Var)]
            parts = [
                builder.call(unpack, whole, Const(k), count, out=out) for k, out in enumerate(named)
            ]
        for operand, part in zip(operands, parts):
            assert isinstance(operand, Var)
            self.sweep.facts.of[part] = self.cotangent_fact(operand)
            self.sweep.contribute(operand, part)

    def cotangents(self, op: Call, pair: Pair, g: Value) -> list[Atom]:
        """Those of the results that the pair is for."""
        if not pair.origin.count:
            return [as_atom(g, self.sweep.builder)]
        assert isinstance(g, Items)
        found: list[Atom] = []
        for k in pair.seeds:
            part = g.values[k]
            if engine.is_zero(part):  # nothing has come so far, so far back
                part = self.sweep.zero_like(self.parts[op.out][k])
            found.append(as_atom(part, self.sweep.builder))
        return found

    def cotangent_fact(self, primal: Var) -> Fact:
        """What is known of a cotangent that another function has computed."""
        facts = self.sweep.facts
        fact = facts.fact(primal)
        kind = fact.kind if fact.kind == "number" else "array" if fact.kind == "array" else "any"
        return Fact(kind, fact.shape, facts.some_dtype(primal))

    def problem(self, op: Call) -> NotDifferentiable | None:
        """A container among the active arguments: its structure would have to be known."""
        sub = op.func
        assert isinstance(sub, Sub)
        if sub.func is None:
            return NotDifferentiable(
                f"`{sub.__name__}` would be differentiated in reverse once more: it is half of the derivative "
                "of a function that calls itself",
                op.span,
                "take second derivatives forward over reverse: hvp, hessian, jacfwd(grad(f))",
            )
        if not self.held(op.args):
            return None
        return NotDifferentiable(
            f"a list or tuple that carries a derivative is passed to `{sub.__name__}`, which is called "
            "by itself" + (", as it calls itself" if sub.recursive else ""),
            op.span,
            "pass its parts as arguments of their own, or an array",
        )

    def held(self, args: Sequence[Atom]) -> bool:
        """Is one of these active, and a container?"""
        for atom in args:
            if not isinstance(atom, Var) or atom not in self.sweep.active:
                continue
            maker = self.sweep.maker.get(atom)
            made = isinstance(maker, Call) and maker.func in (build_tuple, build_list)
            if made or self.sweep.facts.fact(atom).kind in ("list", "tuple"):
                return True
        return False
