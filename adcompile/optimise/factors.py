"""A constant factor of all that a loop adds to an array is multiplied once, behind the loop.

    grad_W = np.zeros_like(W)                     grad_W = np.zeros_like(W)
    for t in reversed(range(n)):          =>      for t in reversed(range(n)):
        grad_W += np.outer(g, h) * 0.2                grad_W += np.outer(g, h)
                                                  grad_W *= 0.2

What is left may be an outer product, and `optimise.batch` adds these up at once.  A literal is finite, so
nothing but rounding changes; with a value of the program, which may be infinite, nan could take the place of
a number.  A sum that begins with something else than zeros stays as it is, and so does a factor of numbers,
which costs next to nothing.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterator, Mapping
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.analysis.sums import contributions, sums_up
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Var, walk
from adcompile.ir.prune import prune
from adcompile.ir.rewrite import count_uses, map_block, map_blocks, resolve
from adcompile.rules import engine

__all__ = ["multiply_once"]


def multiply_once(function: Function, facts: Facts) -> Function:
    """Take constant factors out of the sums of the backward half."""
    if not any(isinstance(op, Loop) and op.backward for op in walk(function.body)):
        return function
    factoring = Factoring(function, facts)
    body = factoring.block(function.body)
    if not factoring.replaced:
        return function
    body = map_block(body, lambda atom: resolve(atom, factoring.replaced))
    function = replace(function, body=body)
    return prune(function, lambda op: op.backward and not engine.has_effect(op))


class Factoring:
    """One sweep over the regions of the backward half."""

    def __init__(self, function: Function, facts: Facts) -> None:
        self.facts = facts
        self.uses: Mapping[Atom, int] = count_uses(function)
        self.maker: dict[Atom, Call] = {
            op.out: op for op in walk(function.body) if isinstance(op, Call)
        }
        self.replaced: dict[Var, Atom] = {}  # a product -> its other factor

    def block(self, block: Block) -> Block:
        ops: list[Op] = []
        for op in block.ops:
            products: list[Call] = []
            if isinstance(op, Loop) and op.backward:
                op, products = self.loop(op)
            if isinstance(op, (If, Loop)) and op.backward:
                op = map_blocks(op, self.block)
            ops += [op, *products]
        return Block(tuple(ops), block.results)

    def loop(self, op: Loop) -> tuple[Loop, list[Call]]:
        """The loop without the constant factors of its sums, and the products behind it."""
        outs = list(op.outs)
        products: list[Call] = []
        for k, (out, param, init) in enumerate(zip(op.outs, op.params, op.inits)):
            if not self.is_array(out) or not self.is_zero(init):
                continue
            if not sums_up(op.body, param, op.body.results[k]):
                continue
            terms = list(contributions(op.body, param, op.body.results[k]))
            found = [list(self.factors(term)) for term in terms]
            constants = {math.prod(c for _, c in one) for one in found}
            if len(constants) != 1 or 1 in constants:
                continue
            for one in found:
                for product, _ in one:
                    self.replaced[product.out] = other(product)
            outs[k] = Var(out.name, out.of)
            self.facts.of[outs[k]] = self.facts.fact(out)
            span = found[0][0][0].span
            times = (outs[k], Const(constants.pop()))
            products.append(Call(out, operator.imul, times, span, (), True))
        return replace(op, outs=tuple(outs)), products

    def factors(self, term: Atom) -> Iterator[tuple[Call, int | float]]:
        """The products in a term that multiply an array with a constant, and the constants."""
        op = self.maker.get(term)
        if op is None or self.uses.get(term) != 1 or not op.backward or not self.is_array(term):
            return
        if op.func is operator.neg:
            yield from self.factors(op.args[0])
        elif op.func is operator.mul:
            constant = constant_of(op)
            if constant is not None and self.facts.is_inexact(other(op)):
                yield op, constant
            for factor in op.args:
                yield from self.factors(factor)

    def is_array(self, atom: Atom) -> bool:
        return self.facts.fact(atom).kind == "array" and bool(self.facts.rank(atom))

    def is_zero(self, atom: Atom) -> bool:
        op = self.maker.get(atom)
        return op is not None and op.func is engine.ZEROS_LIKE


def constant_of(op: Call) -> int | float | None:
    """The constant factor of a product: a finite Python number, and not zero."""
    for atom in op.args:
        if isinstance(atom, Const) and type(atom.value) in (int, float):
            value: int | float = atom.value
            return value if value and math.isfinite(value) else None
    return None


def other(op: Call) -> Atom:
    """The factor that is no constant."""
    return op.args[1] if isinstance(op.args[0], Const) else op.args[0]
