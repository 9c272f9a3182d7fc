"""The adjoints of branches and loops.

    s = loop s = 0.0, for i in r:         grad_s, grad_w = loop grad_s = g, grad_w = 0.0, for i in reversed(r):
        yield s + w * x[i]           =>       yield grad_s, grad_w + grad_s * x[i]

The adjoint of a region is one with the same mark, so what it reads of the forward half are the values of the
same branch, or of the same iteration.  It takes the cotangents of what the region hands out, and hands out
those of what the region reads; a loop adds them up.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NoReturn, Protocol

from adcompile.analysis.facts import Facts, join
from adcompile.diagnostics import Span
from adcompile.frontend.values import Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.elements import holds_lists, zero_for
from adcompile.ir.facts import Fact, ShapeVar
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Block,
    Call,
    Const,
    If,
    Loop,
    Mark,
    Op,
    Store,
    Var,
    blocks,
    defined,
    walk,
)
from adcompile.ir.primitives import binomial, build_list, build_tuple, push
from adcompile.ir.regions import block_reads, is_dead, is_one_sided, made_inside
from adcompile.ir.rewrite import freshened, map_block, map_operands, remarked
from adcompile.reverse.revolving import Revolving
from adcompile.rules import engine

__all__ = ["Regions"]


class Sweep(Protocol):
    """The sweep that goes through the program."""

    builder: Builder
    facts: Facts
    active: set[Var]
    cotangent: dict[Var, Value]
    parts: dict[Var, dict[int, Value]]
    masked: set[Atom]
    maker: dict[Var, Call | Store]
    unbound: set[Var]
    loose: frozenset[Var]
    gappy: set[Var]
    count_of: dict[Loop, Var]
    forward_of: dict[If | Loop, If | Loop]
    flag_of: dict[If, Var]
    history_of: dict[Var, Var]

    def reverse(self, block: Block) -> None: ...

    def pass_on(self, operand: Atom, g: Value) -> None: ...

    def taken(self, var: Var) -> Value | None: ...

    def filled(self, var: Var, g: Atom) -> Atom: ...

    def two_ways(self, span: Span) -> NoReturn: ...


class Regions:
    """The part of a sweep that opens blocks."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.builder = sweep.builder
        self.facts = sweep.facts

    def zero(self, var: Var, bound: bool = False) -> Atom:
        """The cotangent of a value on which nothing depends here; `bound` if it surely has one."""
        if (var in self.sweep.unbound and not bound) or self.facts.is_number(var):
            return Const(0.0)
        if self.facts.fact(var).kind in ("list", "dict", "tuple"):
            return self.builder.call(engine.ZEROS_EACH, var)
        return self.builder.call(engine.ZEROS_LIKE, var)

    def given(self, outs: tuple[Var, ...]) -> dict[int, Atom]:
        """The cotangents of what a region hands out."""
        found: dict[int, Atom] = {}
        for k, out in enumerate(outs):
            g = self.sweep.taken(out) if out in self.sweep.active else None
            if g is not None:
                found[k] = as_atom(g, self.builder)
        return found

    def keeps(self, op: If | Loop) -> bool:
        """Does the region push what has a cotangent by now?"""
        histories = self.sweep.history_of
        inner = (i for block in blocks(op) for i in walk(block))
        return any(isinstance(i, Call) and i.func is push and i.args[0] in histories for i in inner)

    # -- branches -------------------------------------------------------------------------

    def reverse_if(self, op: If) -> None:
        sweep, builder = self.sweep, self.builder
        given = self.given(op.outs)
        if not given and not self.keeps(op):
            return
        if op.recompute:
            self.reverse_again(op, given)
            return
        before, outer = sweep.cotangent, builder.ops
        inside = made_inside(op)
        sides: list[list[Op]] = []
        after: list[dict[Var, Value]] = []
        lone = is_one_sided(op) or (op.kind == "try" and is_dead(op.orelse))
        for k, block in enumerate(blocks(op)):
            if lone and k == 1:
                sides.append([])
                after.append(after[0])
                break
            sweep.cotangent, builder.ops = dict(before), []
            builder.span = op.span
            with self.facts.within(op.mark, k):
                for k_out, g in given.items():
                    result = block.results[k_out]
                    sweep.pass_on(result, self.spread(op.outs[k_out], result, g))
                sweep.reverse(block)
            sides.append(builder.ops)
            after.append(sweep.cotangent)
        changed = [
            var
            for var in dict.fromkeys([*after[0], *after[1]])
            if var not in inside and any(side.get(var) is not before.get(var) for side in after)
        ]
        results: list[list[Atom]] = [[], []]
        for k, side in enumerate(after):
            builder.ops, builder.span = sides[k], op.span
            if lone and k == 1:
                results[k] = [UNDEFINED] * len(changed)
                break
            for var in changed:
                got = side.get(var)
                results[k].append(self.zero(var) if got is None else as_atom(got, builder))
        sweep.cotangent, builder.ops, builder.span = before, outer, op.span
        self.check_parts(inside)
        outs: list[Var] = []
        for j, var in enumerate(changed):
            out = Var("grad_{}", of=var)
            outs.append(out)
            a, b = results[0][j], results[1][j]
            self.facts.of[out] = join(self.facts.known(a), self.facts.known(b), set())
            if var not in sweep.loose:
                self.facts.fit(out, var)
            if any(
                r in sweep.masked or side.get(var) is None
                for r, side in ((a, after[0]), (b, after[1]))
            ):
                sweep.masked.add(out)
            sweep.cotangent[var] = out
        builder.ops.append(
            If(
                tuple(outs),
                Const(True) if lone and op.kind == "try" else self.test_again(op),
                Block(tuple(sides[0]), tuple(results[0])),
                Block(tuple(sides[1]), tuple(results[1])),
                op.span,
                backward=True,
                mark=op.mark,
                kind="with" if op.kind == "with" else "if",
            )
        )

    def reverse_again(self, op: If, given: dict[int, Atom]) -> None:
        """The adjoint of a block that is run again first."""
        sweep, builder = self.sweep, self.builder
        before, outer = sweep.cotangent, builder.ops
        inside = made_inside(op)
        sweep.cotangent, builder.ops, builder.span = dict(before), [], op.span
        for k, g in given.items():
            sweep.pass_on(op.then.results[k], g)
        sweep.reverse(op.then)
        changed: dict[Var, Atom] = {
            var: as_atom(g, builder)
            for var, g in sweep.cotangent.items()
            if var not in inside and g is not before.get(var)
        }
        made = builder.ops
        sweep.cotangent, builder.ops, builder.span = before, outer, op.span
        self.check_parts(inside)
        renamed: dict[Var, Atom] = {}
        marks: dict[Mark | None, Mark] = {}
        ops = [freshened(o, renamed, marks) for o in sweep.forward_of[op].then.ops]  # type: ignore[union-attr]
        self.facts.also(renamed, marks)

        def new(atom: Atom) -> Atom:
            return renamed.get(atom, atom) if isinstance(atom, Var) else atom

        ops += [remarked(map_operands(o, new), marks) for o in made]
        made_outs: list[Var] = []
        for var, g in changed.items():
            out = Var("grad_{}", of=var)
            self.facts.of[out] = self.facts.fact(g)
            if var not in sweep.loose:
                self.facts.fit(out, var)
            if g in sweep.masked:
                sweep.masked.add(out)
            sweep.cotangent[var] = out
            made_outs.append(out)
        then = Block(tuple(ops), tuple(map(new, changed.values())))
        orelse = Block((), (UNDEFINED,) * len(made_outs))
        builder.ops.append(
            If(tuple(made_outs), op.test, then, orelse, op.span, True, mark=Mark(), recompute=True)
        )

    def test_again(self, op: If) -> Atom:
        """The test of the mirror image: which side ran, or a manager of its own."""
        if op.kind == "try":
            return self.builder.call(operator.not_, self.sweep.flag_of[op])
        if op.kind == "with":
            made = self.sweep.maker[op.test]  # type: ignore[index]
            assert isinstance(made, Call)
            return self.builder.call(made.func, *made.args, kwargs=made.kwargs)
        return op.test

    # -- loops ----------------------------------------------------------------------------

    def reverse_loop(self, op: Loop) -> None:
        """The adjoint of a loop; one that keeps nothing is run again first."""
        if not op.recompute:
            self.reverse_iterations(op)
            return
        builder = self.builder
        renamed: dict[Var, Atom] = {}
        marks: dict[Mark | None, Mark] = {}
        start = len(builder.ops)
        self.reverse_iterations(op)
        made = builder.ops[start:]
        if not made:
            return
        maker = self.sweep.maker.get(op.iterable) if isinstance(op.iterable, Var) else None
        if isinstance(maker, Call) and maker.func is binomial:
            forward = self.sweep.forward_of[op]
            assert isinstance(forward, Loop)
            revolving = Revolving(op, forward, maker.args[0], maker.args[1], builder, self.facts)
            revolving.replace_loop(start)
            return
        forward = replace(self.sweep.forward_of[op], recompute=False)
        again = freshened(forward, renamed, marks)
        self.facts.also(renamed, marks)
        follow = [map_operands(o, lambda a: renamed.get(a, a)) for o in made]  # type: ignore[arg-type]
        builder.ops[start:] = [again, *(remarked(o, marks) for o in follow)]

    def reverse_iterations(self, op: Loop) -> None:
        sweep, builder = self.sweep, self.builder
        given = self.given(op.outs)
        if not given and not self.keeps(op):
            return
        builder.span = op.span
        inside = made_inside(op)
        handed = [
            k
            for k, (out, param) in enumerate(zip(op.outs, op.params))
            if out in sweep.active or param in sweep.active
        ]
        read = [v for b in blocks(op) for a in block_reads(b) for v in self.parts_of(a)]
        outer = [v for v in dict.fromkeys(read) if v in sweep.active and v not in inside]
        inits: list[Atom] = [given[k] if k in given else self.zero(op.outs[k]) for k in handed]
        carried = [self.parameter(op.params[k], init) for k, init in zip(handed, inits)]
        sums = {var: self.parameter(var, None) for var in outer}

        before, ops = sweep.cotangent, builder.ops
        sweep.cotangent, builder.ops = dict(sums), []
        with self.facts.within(op.mark, 0):
            for k, g in zip(handed, carried):
                result = op.body.results[k]
                sweep.pass_on(result, self.spread(op.outs[k], result, g))
            for block in reversed(blocks(op)):
                sweep.reverse(block)
            builder.span = op.span
            results = [self.end(op.params[k]) for k in handed]
            added = {
                v: as_atom(total, builder)
                for v in outer
                if (total := sweep.cotangent[v]) is not sums[v]
            }
        inner = builder.ops
        sweep.cotangent, builder.ops, builder.span = before, ops, op.span
        self.check_parts(inside)

        params = [*carried, *(sums[v] for v in added)]
        for var in added:
            old = before.get(var)
            # What the body reads is bound, if there is an iteration at all.
            if old is None:
                inits.append(self.zero(var, True))
            else:
                inits.append(sweep.filled(var, as_atom(old, builder)))
        item, iterable, start = self.backwards(op)
        body = Block((*start, *inner), (*results, *added.values()))
        element = item if not start else defined(start[-1])[0]
        if op.item is not None and element is not None:
            body = map_block(body, lambda atom: element if atom is op.item else atom)
        outs = [Var(p.name, p.of) for p in params]
        loop = Loop(
            tuple(outs),
            tuple(params),
            tuple(inits),
            body,
            op.span,
            item=item,
            iterable=iterable,
            backward=True,
            mark=op.mark,
            element=element if op.item is not None else None,
        )
        self.facts.settle(loop)
        builder.ops.append(loop)
        for var, result, out in zip(added, added.values(), outs[len(handed) :]):
            old = before.get(var)
            if result in sweep.masked and (old is None or old in sweep.masked):
                sweep.masked.add(out)
            sweep.cotangent[var] = out
        for k, out in zip(handed, outs):
            sweep.pass_on(op.inits[k], out)

    def parts_of(self, atom: Atom) -> Iterator[Var]:
        """What gets the cotangent of a value: of a tuple or list display, its elements."""
        if not isinstance(atom, Var):
            return
        yield atom
        maker = self.sweep.maker.get(atom)
        if isinstance(maker, Call) and maker.func in (build_tuple, build_list):
            for element in maker.args:
                yield from self.parts_of(element)

    def spread(self, out: Var, result: Atom, g: Atom) -> Atom:
        """The cotangent of a result, in its shape: 0.0 may stand for that of an out."""
        loose = self.sweep.loose
        if out not in loose or result in loose or not isinstance(result, Var):
            return g
        if self.facts.is_number(result):
            return g
        if self.facts.fact(result).kind != "array":  # a list, perhaps
            return self.builder.call(engine.FILL_LIKE, g, result)
        shape = self.builder.call(engine.SHAPE, result)
        return self.builder.call(engine.BROADCAST_TO, g, shape)

    def parameter(self, var: Var, init: Atom | None) -> Var:
        """The cotangent of `var` that one iteration hands to the one before."""
        param = Var("grad_{}", of=var)
        primal = self.facts.fact(var)
        shape = ShapeVar() if init is not None and var in self.sweep.loose else primal.shape
        element = None
        if holds_lists(primal) and var not in self.sweep.gappy:
            if init is None or holds_lists(self.facts.fact(init)):
                element = primal.element and zero_for(primal.element)
        self.facts.of[param] = Fact(primal.kind, shape, self.facts.some_dtype(var), element=element)
        return param

    def end(self, param: Var) -> Atom:
        """The cotangent of a parameter, at the beginning of an iteration."""
        g = self.sweep.cotangent.get(param)
        return self.zero(param) if g is None else as_atom(g, self.builder)

    def backwards(self, op: Loop) -> tuple[Var | None, Atom, list[Op]]:
        """The item and the iterable of the reversed loop, and what makes the item of the forward one."""
        count = self.sweep.count_of.get(op)
        if count is None:
            assert op.item is not None and isinstance(op.iterable, Var)
            maker = self.sweep.maker.get(op.iterable)
            item = Var(op.item.name)
            self.facts.of[item] = self.facts.fact(op.item)
            if isinstance(maker, Call) and maker.func is reversed:
                return item, self.counts(maker.args[0]), []
            return item, self.builder.call(reversed, self.counts(op.iterable)), []
        steps = self.builder.call(range, count)
        iterable = self.builder.call(reversed, steps)
        if op.item is None or op.iterable is None:
            return Var(), iterable, []
        maker = self.sweep.maker.get(op.iterable) if isinstance(op.iterable, Var) else None
        if isinstance(maker, Call) and maker.func is range and len(maker.args) == 1:
            return Var(op.item.name), iterable, []
        index, item = Var(), Var(op.item.name)
        whole = op.iterable
        if isinstance(maker, Call) and maker.func is reversed:
            whole = self.builder.call(operator.getitem, maker.args[0], Const(slice(None, None, -1)))
        self.facts.of[index] = self.facts.of[item] = Fact("number", (), int)
        first = Call(item, operator.getitem, (whole, index), op.span, (), True)
        return index, iterable, [first]

    def counts(self, atom: Atom) -> Atom:
        """The same range once more: it costs nothing, and needs no name."""
        maker = self.sweep.maker.get(atom) if isinstance(atom, Var) else None
        if isinstance(maker, Call) and maker.func is binomial:
            return self.counts(maker.args[0])
        if not isinstance(maker, Call) or maker.func is not range:
            return atom
        bounds = [self.sweep.maker.get(a) if isinstance(a, Var) else None for a in maker.args]
        args = [
            self.builder.call(len, bound.args[0])
            if isinstance(bound, Call) and bound.func is len and self.keeps_length(bound.args[0])
            else a
            for bound, a in zip(bounds, maker.args)
        ]
        return self.builder.call(range, *args)

    def keeps_length(self, atom: Atom) -> bool:
        """Is it no history, which is empty by now?"""
        maker = self.sweep.maker.get(atom) if isinstance(atom, Var) else None
        return not (isinstance(maker, Call) and maker.func is build_list)

    def check_parts(self, inside: Collection[Var]) -> None:
        """A tuple that is made outside of a region and taken apart inside: its elements have no place."""
        for var in self.sweep.parts:
            if var not in inside:
                self.sweep.two_ways(self.builder.span)
