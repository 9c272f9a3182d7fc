"""Saving: what the reversed iterations of a loop read of the forward ones.

    for t in r:                              hs = []
        h_1 = np.tanh(h)                     for t in r:
                                                 hs.append(h)
    for t in reversed(r):               =>       h = np.tanh(h)
        grad_h = grad_h * (1 - h_1 * h_1)    for t in reversed(r):
                                                 h_1 = hs.pop()
                                                 ...

Up to here a backward block reads the values of its mirror image as if they were still there.  A value that is
cheap to make again from what is at hand is made again: an element, a comparison, a count.  Any other is
pushed where it is made and popped in the mirrored block, so that one list serves all the loops around it.
Of a value that an iteration gets from the one before and hands to the next, one history is enough: what came
out of an iteration is what goes into the one after it, which is reversed first.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import target
from adcompile.diagnostics import UnsupportedSyntax
from adcompile.ir.nodes import (
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
    defined,
    operands,
    reads,
    walk,
)
from adcompile.ir.primitives import Expression, build_list, pop, push
from adcompile.ir.regions import made_inside
from adcompile.ir.rewrite import map_block, map_blocks, map_operands
from adcompile.rules import engine
from adcompile.rules.inference import elementwise_operands
from adcompile.rules.primitives import is_in_place, makes_buffer
from adcompile.rules.shared import is_view

__all__ = ["record"]

Place = tuple[Mark | None, int]  # a block: the mark of its region, and which of its blocks it is


@dataclass(frozen=True)
class Home:
    """Where a value of the forward half is made: the block, and the outermost loop around it."""

    place: Place
    loop: Loop
    op: Op | None  # None for what a loop hands to its body


def record(function: Function, facts: Facts, reusable: bool = False) -> Function:
    """Make every value that the backward half reads one that is there.

    With `reusable` the backward half may run several times, so it takes from copies of the histories.
    """
    if not any(isinstance(op, Loop) and op.backward for op in walk(function.body)):
        return function
    function = Recording(function, facts, reusable).run()
    return replace(function, body=recorded_inside(function, function.body, facts))


def recorded_inside(function: Function, block: Block, facts: Facts) -> Block:
    """The same in backward blocks that run a loop again: what it saves is read right behind it."""
    ops: list[Op] = []
    for op in block.ops:
        if isinstance(op, (If, Loop)) and op.backward:
            op = map_blocks(op, lambda inner: recorded_again(function, inner, facts))
        ops.append(op)
    return Block(tuple(ops), block.results)


def recorded_again(function: Function, block: Block, facts: Facts) -> Block:
    """One block of the backward half."""
    block = recorded_inside(function, block, facts)
    if not any(isinstance(op, Loop) and not op.backward for op in walk(block)):
        return block
    return Recording(replace(function, body=block, captures=()), facts, False).run().body


class Recording:
    """What is saved, and what is made again."""

    def __init__(self, function: Function, facts: Facts, reusable: bool) -> None:
        self.function = function
        self.facts = facts
        self.reusable = reusable
        self.home: dict[Var, Home] = {}
        self.loop_of: dict[Mark, Loop] = {}
        self.written: set[Atom] = set()
        self.single: set[Atom] = set()  # what has one element, as it is asked whether it holds
        self.half_done: dict[Var, If] = {}  # made in loops and branches of what a loop tries
        self.survey(function.body, None, None)
        self.find_single()
        self.mirrors = {
            op.mark: op for op in walk(function.body) if isinstance(op, Loop) and op.backward
        }
        self.demanded = self.demands()
        self.handed: dict[Var, Var] = {}  # the result of an iteration -> the parameter it becomes
        self.saved: dict[Var, Var] = {}  # value -> its history
        self.again: set[Var] = set()
        self.lengths: dict[Var, Var] = {}  # a counter -> the length of a history
        self.read = {*function.body.results, *(a for op in function.body.ops for a in reads(op))}
        self.decide()
        self.views = self.views_of_written()
        self.taken: dict[Var, Var] = {h: self.history_copy(h) for h in self.saved.values()}

    # -- what is where --------------------------------------------------------------------

    def survey(self, block: Block, place: Place | None, loop: Loop | None) -> None:
        """Note the home of every value that is made inside a loop of the forward half."""
        for op in block.ops:
            if op.backward:
                continue
            if isinstance(op, Store):
                self.written.add(op.array)
            elif isinstance(op, Call) and engine.overwrites(op.func):
                self.written.add(op.args[0])
            if loop is not None and place is not None:
                for var in defined(op):
                    self.home[var] = Home(place, loop, op)
            if isinstance(op, If):
                if op.kind == "if":
                    self.single.add(op.test)
                if op.kind == "try" and loop is not None:
                    regions = (o for o in op.then.ops if isinstance(o, (If, Loop)))
                    for region in regions:
                        self.half_done.update(dict.fromkeys(made_inside(region), op))
                for k, inner in enumerate(blocks(op)):
                    self.survey(inner, (op.mark, k), loop)
            elif isinstance(op, Loop):
                if op.test is not None:
                    self.single.update(op.test.results)
                outermost = loop or op
                inside = (op.mark, 0)
                if op.mark is not None:
                    self.loop_of[op.mark] = op
                for var in op.params if op.item is None else (*op.params, op.item):
                    self.home[var] = Home(inside, outermost, None)
                for inner in blocks(op):
                    self.survey(inner, inside, outermost)

    def find_single(self) -> None:
        """The operands of a comparison that is a test have one element, too: of many there is no truth."""
        for var in reversed(self.home):
            op = self.home[var].op
            if var not in self.single or not isinstance(op, Call) or op.out is not var:
                continue
            if op.func is operator.not_:
                self.single.update(op.args)
            facts = [self.facts.fact(a) for a in op.args]
            if elementwise_operands(op.func, facts):
                self.single.update(op.args)

    def demands(self) -> list[Var]:
        """The values of forward iterations that the backward half reads, in order of definition."""
        found: set[Atom] = set()
        for op in self.function.body.ops:
            if op.backward and isinstance(op, (If, Loop)):
                for inner in (op, *(i for b in blocks(op) for i in walk(b))):
                    found.update(operands(inner))
                    for block in blocks(inner):
                        found.update(block.results)
            elif op.backward:
                found.update(operands(op))
        return [var for var in self.home if var in found]

    # -- what to do about it --------------------------------------------------------------

    def decide(self) -> None:
        """Save, or make again."""
        idle = [op for op in self.function.body.ops if isinstance(op, Loop) and self.is_idle(op)]
        independent = self.independent() if idle else set()
        for loop in idle:
            inside = [v for v in self.demanded if self.home[v].loop is loop]
            if independent.issuperset(inside):
                for var in inside:
                    self.make_again(var, set())
        wanted = set(self.demanded) - self.again
        doubtful = [v for v in self.demanded if v in wanted and self.is_cheap(v)]
        kept = wanted - set(doubtful)
        for var in doubtful:
            if self.is_free(var, kept):
                self.make_again(var, kept)
            elif self.item_of(var) is None:
                kept.add(var)
        for var in [v for v in self.demanded if v in kept]:
            param = self.becomes(var)
            if param is not None and param in kept and self.reach(var, param, kept):
                self.handed[var] = param
        for var in self.home:
            if var in kept and var not in self.handed:
                if var in self.half_done:
                    raise half_done(self.half_done[var])
                self.saved[var] = Var("{}s", of=var)

    def make_again(self, var: Var, kept: set[Var]) -> None:
        """Note what has to be computed again for `var`."""
        left = [var]
        while left:
            var = left.pop()
            if var in self.again or var in kept or self.item_of(var) is not None:
                continue
            self.again.add(var)
            op = self.home[var].op
            assert op is not None
            left += [a for a in operands(op) if isinstance(a, Var) and a in self.home]

    def is_idle(self, op: Loop) -> bool:
        """Is there nothing that the loop is for but what its mirror image reads?"""
        if op.backward or op.leaves or op.test is not None:
            return False
        return self.read.isdisjoint(op.outs) and not any(map(engine.has_effect, walk(op.body)))

    def independent(self) -> set[Var]:
        """The values that depend on nothing but the item of their loop, and on what is there."""
        found: set[Var] = set()
        for var, home in self.home.items():  # in order of definition
            op = home.op
            if self.item_of(var) is not None:
                found.add(var)
            elif isinstance(op, Call) and not makes_buffer(op.func) and not is_in_place(op.func):
                inside = (a for a in operands(op) if isinstance(a, Var))
                if all(
                    a not in self.written and (a not in self.home or a in found) for a in inside
                ):
                    found.add(var)
        return found

    def is_cheap(self, var: Var) -> bool:
        """Does it cost about as little to make as to save?"""
        op = self.home[var].op
        if self.item_of(var) is not None:
            return True
        if not isinstance(op, Call) or op.kwargs:
            return False
        if isinstance(op.func, Expression):
            return op.func.is_logic
        if op.func is operator.getitem:
            return self.is_plain(op.args[1])
        if engine.is_glance(op.func) or engine.is_index_part(op.func):
            return True
        small = all(isinstance(a, Const) or self.is_plain(a) for a in op.args)
        return small and engine.is_cheap(op.func)

    def is_plain(self, atom: Atom) -> bool:
        """Is it a number, or an index made of numbers?"""
        if isinstance(atom, Const) or atom in self.single or self.facts.rank(atom) == 0:
            return True
        home = self.home.get(atom)
        op = home.op if home is not None else None
        if isinstance(op, Call) and engine.is_index_part(op.func):
            return all(map(self.is_plain, op.args))
        return False

    def is_free(self, var: Var, kept: set[Var]) -> bool:
        """Can it be made from what is at hand without saving more?"""
        if var in kept or self.item_of(var) is not None:
            return True
        op = self.home[var].op
        if op is None or not self.is_cheap(var):
            return False
        return all(self.is_there(a, kept) for a in operands(op))

    def is_there(self, atom: Atom, kept: set[Var]) -> bool:
        """Is an operand at hand, as it was when it was read?"""
        if not isinstance(atom, Var) or atom in kept:
            return True
        return atom not in self.written and (atom not in self.home or self.is_free(atom, kept))

    def item_of(self, var: Var) -> Var | None:
        """For the item of a loop, what stands for it in the reversed one."""
        mark = self.home[var].place[0]
        loop = self.loop_of.get(mark) if mark is not None else None
        if loop is None or loop.item is not var:
            return None
        mirror = self.mirrors.get(mark)
        if mirror is None or mirror.element is mirror.item:
            return None if mirror is None else mirror.element
        first = mirror.body.ops[:1]
        return mirror.element if any(mirror.element in defined(o) for o in first) else None

    def becomes(self, var: Var) -> Var | None:
        """The parameter that is this value in the next iteration."""
        place = self.home[var].place
        loop = self.loop_of.get(place[0]) if place[0] is not None else None
        if loop is None:
            return None
        pairs = zip(loop.params, loop.body.results)
        return next((p for p, r in pairs if r is var and p is not var), None)

    def reach(self, var: Var, param: Var, kept: set[Var]) -> bool:
        """See to it that the value after the last iteration is at hand where the reversed loop begins.

        In a loop around it that is the out of the inner loop: the value that the iteration around it
        hands on, or else one that is kept for the sake of all those inside.
        """
        loop = self.loop_around(var)
        if loop is None:
            return False
        at = loop.params.index(param)
        out = loop.outs[at]
        if out not in self.home or out in kept:
            return True
        if self.is_handed_on(out, loop.inits[at], loop, kept):
            return True
        kept.add(out)
        further = self.becomes(out)
        if further is not None and further in kept and self.reach(out, further, kept):
            self.handed[out] = further
        return True

    def is_handed_on(self, out: Var, init: Atom, loop: Loop, kept: set[Var]) -> bool:
        """Is what a loop begins with the parameter of the loop around it that its out becomes?

        Then the reversed inner loop ends with the value that its reversed mirror image before it begins
        with.
        """
        param = self.becomes(out)
        around = self.loop_around(out)
        if param is None or around is None or param is not init or param in kept:
            return False
        inner, outer = self.mirrors.get(loop.mark), self.mirrors.get(around.mark)
        if inner is None or outer is None or inner not in outer.body.ops:
            return False
        if not self.reach(out, param, kept) or out in kept:
            return False
        self.handed[out] = param
        return True

    def loop_around(self, var: Var) -> Loop | None:
        """The loop of whose body the value is."""
        mark = self.home[var].place[0]
        return self.loop_of.get(mark) if mark is not None else None

    def views_of_written(self) -> set[Var]:
        """The saved values that are views of arrays that a loop overwrites."""
        family: dict[Atom, Atom] = {}  # the states of one array, through writes and loops

        def first(atom: Atom) -> Atom:
            while atom in family:
                atom = family[atom]
            return atom

        def join(a: Atom, b: Atom) -> None:
            a, b = first(a), first(b)
            if a is not b and isinstance(a, Var) and isinstance(b, Var):
                family[a] = b

        written: list[Atom] = []
        for op in walk(self.function.body):
            if op.backward:
                continue
            if isinstance(op, Store) or (isinstance(op, Call) and engine.overwrites(op.func)):
                old = op.array if isinstance(op, Store) else op.args[0]
                join(old, op.out)
                if op.out in self.home:
                    written.append(old)
            elif isinstance(op, Loop):
                for param, *states in zip(op.params, op.inits, op.body.results, op.outs):
                    for state in states:
                        join(param, state)
            elif isinstance(op, If):
                for out, *sides in zip(op.outs, op.then.results, op.orelse.results):
                    for side in sides:
                        join(out, side)
        over = {first(a) for a in written}
        return {var for var in self.saved if self.is_view_of(var, over, first)}

    def is_view_of(self, var: Var, over: set[Atom], first: Callable[[Atom], Atom]) -> bool:
        """Is it a view, or a view of a view, of an array of one of these families?"""
        atom: Atom = var
        while isinstance(atom, Var) and atom in self.home:
            made = self.home[atom].op
            if not isinstance(made, (Call, Store)) or self.facts.is_number(atom):
                return False
            written = target(made)
            if written is not None:  # in place, perhaps
                atom = written
                continue
            if not isinstance(made, Call) or not made.args or not is_view(made):
                return False
            atom = made.args[0]
            if first(atom) in over:
                return self.facts.fact(atom).kind == "array"
        return False

    # -- writing it down ------------------------------------------------------------------

    def run(self) -> Function:
        ops: list[Op] = []
        started = False
        for op in self.function.body.ops:
            if op.backward and not started:
                started = True
                ops += self.copies(op)
            if not op.backward:
                ops += self.histories(op)
                ops.append(self.pushing(op))
                if isinstance(op, Loop):
                    ops += self.measured(op)
            else:
                ops.append(self.popping(op, {}))
        body = Block(tuple(ops), self.function.body.results)
        if self.lengths:
            kept = [map_operands(op, self.length) if op.backward else op for op in body.ops]
            body = Block(tuple(kept), body.results)  # nobody reads the counter any more
        return replace(self.function, body=body)

    def length(self, atom: Atom) -> Atom:
        """What stands for a counter."""
        return self.lengths.get(atom, atom) if isinstance(atom, Var) else atom

    def measured(self, op: Loop) -> Iterator[Op]:
        """The number of iterations, as the length of a history, where one grows in each of them."""
        kept = [
            v for v in self.saved if self.home[v].place == (op.mark, 0) and not self.tested(v, op)
        ]
        for k, (init, param) in enumerate(zip(op.inits, op.params)):
            made = next((i for i in op.body.ops if op.body.results[k] in defined(i)), None)
            counts = isinstance(made, Call) and made.derived and made.func is operator.add
            counts = counts and isinstance(made, Call) and is_one(made.args[1])
            if kept and counts and isinstance(made, Call) and made.args[0] is param:
                if isinstance(init, Const) and init.value == 0:
                    length = Var()
                    self.lengths[op.outs[k]] = length
                    self.facts.of[length] = self.facts.fact(op.outs[k])
                    yield Call(length, len, (self.saved[kept[0]],), op.span, (), True)

    def tested(self, var: Var, op: Loop) -> bool:
        """Is it made by the test of a loop?"""
        return op.test is not None and any(var in defined(i) for i in op.test.ops)

    def history_copy(self, history: Var) -> Var:
        """The history that the backward half takes from."""
        if not self.reusable:
            return history
        return Var(history.name, history.of)

    def copies(self, op: Op) -> Iterator[Op]:
        for history, mine in self.taken.items():
            if mine is not history:
                yield Call(mine, list, (history,), op.span, (), True)

    def histories(self, op: Op) -> Iterator[Op]:
        """Empty histories in front of the outermost loop of what they keep."""
        if isinstance(op, (If, Loop)):
            inside = [op, *(i for b in blocks(op) for i in walk(b))]
            loops = {i for i in inside if isinstance(i, Loop)}
            for var, history in self.saved.items():
                if self.home[var].loop in loops:
                    yield Call(history, build_list, (), op.span)

    def push_op(self, var: Var, op: Op) -> Call:
        return Call(Var(), push, (self.saved[var], var), op.span)

    def kept_copy(self, var: Var, op: Op) -> list[Op]:
        """Push a copy of a view of what will be overwritten: it is smaller than what it is a view of."""
        mine = self.like(var)
        copier = engine.copier(var, self.facts)
        push_it = Call(Var(), push, (self.saved[var], mine), op.span)
        return [Call(mine, copier, (var,), op.span), push_it]

    def pushing(self, op: Op) -> Op:
        """A forward op with the pushes inside it."""
        if not isinstance(op, (If, Loop)):
            return op
        sides = [self.pushing_block(block) for block in blocks(op)]
        if isinstance(op, If) and op.kind == "try":  # nothing is kept until nothing can be raised
            sides[0] = at_end(sides[0])
        if isinstance(op, If):
            return replace(op, then=sides[0], orelse=sides[1])
        first = [self.push_op(p, op) for p in op.params if p in self.saved]
        if op.item is not None and op.item in self.saved:
            first.append(self.push_op(op.item, op))
        test = None
        if op.test is not None:
            # What the test makes is pushed in the body: the last test has no iteration.
            tested = [v for i in op.test.ops for v in defined(i) if v in self.saved]
            first += [self.push_op(v, op) for v in tested]
            test = op.test
        return replace(op, body=Block((*first, *sides[-1].ops), sides[-1].results), test=test)

    def pushing_block(self, block: Block) -> Block:
        ops: list[Op] = []
        for op in block.ops:
            ops.append(self.pushing(op))
            for var in defined(op):
                if var in self.saved:
                    ops += self.kept_copy(var, op) if var in self.views else [self.push_op(var, op)]
        return Block(tuple(ops), block.results)

    def popping(self, op: Op, there: dict[Atom, Atom]) -> Op:
        """A backward op that reads what `there` says for the values of forward iterations."""
        match op:
            case Call() | Store():
                return map_operands(op, lambda a: there.get(a, a))
            case If():
                sides = [
                    self.popping_block(block, (op.mark, k), dict(there), op, [])
                    for k, block in enumerate(blocks(op))
                ]
                test = there.get(op.test, op.test)
                return replace(op, test=test, then=sides[0], orelse=sides[1])
            case Loop():
                return self.popping_loop(op, there)

    def popping_loop(self, op: Loop, there: dict[Atom, Atom]) -> Loop:
        """A reversed loop, which also hands on what came out of an iteration."""
        mirror = self.loop_of.get(op.mark) if op.mark is not None else None
        place = (op.mark, 0)
        inside = dict(there)
        params: list[Var] = []
        inits: list[Atom] = []
        nexts: list[Var] = []
        for var, param in self.handed.items():
            if self.home[var].place == place and mirror is not None:
                mine = self.like(var)
                inside[var] = mine
                params.append(mine)
                inits.append(mirror.outs[mirror.params.index(param)])
                nexts.append(param)
        inits = [there.get(a, a) for a in [*op.inits, *inits]]
        test = None if op.test is None else map_block(op.test, lambda a: there.get(a, a))
        body = self.popping_block(op.body, place, inside, op, nexts)
        outs = [self.like(p) for p in params]
        for out, param in zip(outs, nexts):
            assert mirror is not None
            init = mirror.inits[mirror.params.index(param)]
            if init in self.home:
                there.setdefault(init, out)  # what the loop began with is what it ends with
        iterable = None if op.iterable is None else there.get(op.iterable, op.iterable)
        return replace(
            op,
            outs=(*op.outs, *outs),
            params=(*op.params, *params),
            inits=tuple(inits),
            iterable=iterable,
            test=test,
            body=body,
        )

    def like(self, var: Var) -> Var:
        """Another variable for the same value."""
        new = Var(var.name, var.of)
        self.facts.of[new] = self.facts.fact(var)
        return new

    def popping_block(
        self,
        block: Block,
        place: Place,
        there: dict[Atom, Atom],
        region: If | Loop,
        handed: list[Var],
    ) -> Block:
        """A block with what it takes from histories and makes again at its beginning."""
        ops: list[Op] = []
        pops: list[Op] = []
        if isinstance(region, Loop) and region.element is not None and region.mark is not None:
            forward = self.loop_of.get(region.mark)
            if forward is not None and forward.item is not None:
                if self.item_of(forward.item) is not None:
                    there[forward.item] = region.element
        local = [v for v, home in self.home.items() if home.place == place]
        span = region.span
        for var in local:
            if var in self.saved:
                mine = self.like(var)
                history = self.taken[self.saved[var]]
                pops.append(Call(mine, pop, (history,), span, (), True))
                there[var] = mine
        for var in local:
            if var in self.again:
                made = self.home[var].op
                assert isinstance(made, Call)
                mine = self.like(var)
                again = map_operands(made, lambda a: there.get(a, a))
                assert isinstance(again, Call)
                ops.append(replace(again, out=mine, backward=True))
                there[var] = mine
        inner = [self.popping(op, there) for op in block.ops]
        results = tuple(there.get(a, a) for a in (*block.results, *handed))
        start = self.element_op(region, inner)
        return Block((*inner[:start], *reversed(pops), *ops, *inner[start:]), results)

    def element_op(self, region: If | Loop, ops: list[Op]) -> int:
        """How many ops at the beginning make the element of the loop."""
        if not isinstance(region, Loop) or region.element is None or region.element is region.item:
            return 0
        return 1 if ops and region.element in defined(ops[0]) else 0


def is_one(atom: Atom) -> bool:
    """Is it the step of a counter?"""
    return isinstance(atom, Const) and type(atom.value) is int and atom.value == 1


def at_end(block: Block) -> Block:
    """The block with its pushes behind everything else."""
    pushes = tuple(op for op in block.ops if is_push(op))
    return Block((*(op for op in block.ops if not is_push(op)), *pushes), block.results)


def is_push(op: Op) -> bool:
    return isinstance(op, Call) and op.func is push


def half_done(op: If) -> UnsupportedSyntax:
    """The error for histories that an exception would leave too long."""
    return UnsupportedSyntax(
        "a loop or branch inside a `try` that is itself in a loop, and whose values the derivative needs, is "
        "not supported",
        op.span,
        "put the `try` around the outer loop, or try only what raises",
    )
