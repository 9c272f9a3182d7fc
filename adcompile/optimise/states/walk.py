"""The walk through a program, block by block."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from adcompile.analysis.facts import Facts
from adcompile.analysis.sharing import (
    Place,
)
from adcompile.ir.nodes import (
    Block,
    Call,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    defined,
)
from adcompile.ir.rewrite import map_blocks
from adcompile.optimise.states.loops import Loops
from adcompile.rules import engine

__all__ = ["follow_writes"]


def follow_writes(
    function: Function, facts: Facts, doubtful: Container[Op] | None, choosing: bool = False
) -> tuple[Function, Container[Var]]:
    """The function with every write visible under all names of the array.

    `doubtful` are the writes that others can see if what is written to is an array, of which the program asks;
    without them what may be a number is taken for one.  With `choosing`, a branch that leaves one of two arrays
    is asked again at each write which of them it was.  Beside the function, the values that are read after a
    write only where they are numbers.
    """
    copied: list[Var] = []
    while True:
        states = States(function, facts, doubtful, choosing, copied)
        whole = states.run()
        if len(states.copied) == len(copied):
            return whole, states.numbers
        copied = states.copied


class States(Loops):
    """One forward walk."""

    def run(self) -> Function:
        """The program of states."""
        for var in self.function.inputs():
            self.begin(var)
        copies = tuple(map(self.copy_of, self.copied))
        body = self.block(self.function.body)
        body = self.with_checks(Block((*copies, *body.ops), body.results))
        return replace(self.function, body=body)

    def copy_of(self, var: Var) -> Call:
        """A copy of an argument, so that the caller's array stays as it was."""
        out = Var(var.name)
        self.now.state[var] = out
        self.put(out, Place(var))
        self.facts.of[out] = self.facts.fact(var)
        copier = engine.COPY if self.facts.rank(var) == 1 else engine.COPY_AS_IS
        return Call(out, copier, (var,), replace(self.function.body.ops[0].span))

    def with_checks(self, body: Block) -> Block:
        """Checks that what has to be contiguous is: of an argument before anything else is done."""
        if not self.required:
            return body
        span = replace(body.ops[0].span)  # of its own: nothing mirrors it

        def checks(variables: Sequence[Var]) -> list[Op]:
            return [engine.contiguous_only(v, span) for v in variables if v in self.required]

        def checked(block: Block) -> Block:
            ops: list[Op] = []
            for op in block.ops:
                ops.append(map_blocks(op, checked) if isinstance(op, (If, Loop)) else op)
                ops += checks(defined(op))
            return Block(tuple(ops), block.results)

        rest = checked(body)
        return Block((*checks(self.function.inputs()), *rest.ops), rest.results)

    def block(self, block: Block) -> Block:
        """The ops of a block; the results are read by the caller, who knows what becomes of them."""
        outer, self.builder.ops = self.builder.ops, []
        for op in block.ops:
            self.builder.span = op.span
            match op:
                case Call() | Store():
                    self.step(op)
                case If():
                    self.branch(op)
                case Loop():
                    self.loop(op)
        results = block.results
        if block is self.function.body:
            results = tuple(map(self.read, results))
        ops, self.builder.ops = tuple(self.builder.ops), outer
        return Block(ops, results)
