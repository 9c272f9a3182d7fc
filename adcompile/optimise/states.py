"""Writes that other names can see: from arrays that change to values that do not.

    y = x[1:]               y = x[1:]
    y *= w           =>     y@1 = y * w
    s = np.sum(x)           x@1 = x with [1:] = y@1
    return s + y[0]         s = np.sum(x@1)
                            y@2 = x@1[1:]
                            return s + y@2[0]

Before this pass a variable stands for an array, the object, that a write changes under all of its names.
Behind it, as anywhere else in the compiler, for the contents at one time.  Each array that is made or given is
a base, with one variable for its state now.  What is a view of it for certain has a place: the base, and the
steps from there.  A write through a place makes a new state of the base; what is read at a place after that is
taken from that state again.  In the text nothing is: `optimise.objects` knows what is the same memory.

Where it is not known whether something is a number, which nobody sees changing, or an array, the program asks:

    p = y[i]                           p = y[i]
    y[i] = 0.0         =>              y@1 = y with [i] = 0.0
    return p * np.sum(y)               p@1 = y@1[i] if isinstance(p, np.ndarray) else p

What may be a view of something in another way is a base of its own, and left to `analysis.aliases`, which
refuses what is still seen by others.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from adcompile.analysis.aliases import alias_roots, is_element
from adcompile.analysis.facts import Facts
from adcompile.analysis.memory import is_write, target
from adcompile.analysis.sharing import (
    Choice,
    Now,
    Place,
    Where,
    bases_of,
    is_outside,
    is_same,
    is_stored_in,
    leaves_of,
    part_of,
)
from adcompile.ir.builder import Builder
from adcompile.ir.facts import Fact
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
    defined,
    operands,
    walk,
)
from adcompile.ir.primitives import build_tuple, copy, unpack
from adcompile.ir.regions import is_one_sided, made_inside
from adcompile.ir.rewrite import map_blocks, map_operands, with_result
from adcompile.rules import engine
from adcompile.rules.primitives import is_augmented
from adcompile.rules.views import (
    View,
    is_contiguous,
    keeps_order,
    needs_contiguous,
    picks_a_part,
    store_back,
    view_of,
)

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


class States:
    """One forward walk."""

    def __init__(
        self,
        function: Function,
        facts: Facts,
        doubtful: Container[Op] | None,
        choosing: bool,
        copied: Sequence[Var],
    ) -> None:
        self.function = function
        self.facts = facts
        self.doubtful = () if doubtful is None else doubtful
        self.asking = doubtful is not None
        self.copied = list(copied)  # the arguments that are changed through a view
        self.numbers: set[Var] = set()
        self.origin: dict[Var, Var] = {}  # of what may be a number: all of these are one
        self.builder = Builder()
        self.maker: dict[Var, Op] = {
            op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))
        }
        self.place: dict[Var, Place] = {}
        self.valid: dict[Var, Var] = {}  # the state of the base that a variable is taken from
        self.now = Now()
        self.choosing = choosing
        self.choice: dict[Var, Choice] = {}
        self.current: dict[Var, tuple[Var | None, ...]] = {}  # the states that it is taken from
        self.added: dict[tuple[Op, Var], tuple[Var, Var]] = {}  # parameters and outs of loops
        self.roots = alias_roots(function, facts)
        self.written = frozenset[Var]().union(
            *(
                self.roots.get(written, frozenset())
                for op in walk(function.body)
                if isinstance(written := target(op), Var)
            )
        )
        self.contiguous: set[Var] = set()
        self.required: set[Var] = set()

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
        return Call(out, engine.COPY, (var,), replace(self.function.body.ops[0].span))

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

    # -- places ---------------------------------------------------------------------------

    def begin(self, var: Var) -> None:
        """An array of its own, as far as is known."""
        self.choice.pop(var, None)
        if self.facts.is_number(var):
            return
        self.place[var] = Place(var)
        self.now.state[var] = var
        self.valid[var] = var
        if is_contiguous(self.maker.get(var)):
            self.contiguous.add(var)

    def put(self, var: Var, place: Place) -> None:
        """The variable is what is at the place now."""
        self.choice.pop(var, None)
        self.place[var] = place
        state = self.now.state[place.base]
        self.valid[var] = state
        self.now.held.setdefault(state, []).append((place, var))

    def read(self, atom: Atom) -> Atom:
        """What stands for the array in its present state."""
        if isinstance(atom, Var) and atom in self.choice:
            return self.chosen(atom, self.choice[atom])
        if not isinstance(atom, Var) or atom not in self.place:
            return atom
        place = self.place[atom]
        state = self.now.state.get(
            place.base
        )  # None for a value of the block that this one mirrors
        if state is None or self.valid.get(atom) is state:
            return atom
        if atom in self.origin:
            return self.number_or_view(atom, place)
        return self.at(place, atom)

    def choose(self, var: Var, choice: Choice) -> None:
        """The variable is one of two arrays, as they are now."""
        self.place.pop(var, None)
        self.choice[var] = choice
        self.current[var] = self.now.states(choice)
        self.now.chosen.append((choice, var))

    def chosen(self, var: Var, choice: Choice) -> Var:
        """One of two arrays as it is now."""
        states = self.now.states(choice)
        if None in states or self.current[var] == states:
            return var
        for other, known in self.now.chosen:
            if is_same(choice, other) and self.current[known] == states:
                return known
        out = Var(var.name, var.of)
        self.facts.of[out] = self.facts.fact(var)
        sides = [self.side(partial(self.fetch, w, var)) for w in (choice.yes, choice.no)]
        self.fork((out,), choice.test, *(block for block, _ in sides))
        self.choose(out, choice)
        return out

    def fetch(self, where: Where, name: Var) -> tuple[Var]:
        """What is there now."""
        if isinstance(where, Place):
            return (self.at(where, name),)
        out = Var(name.name, name.of)
        self.facts.of[out] = self.facts.fact(name)
        sides = [self.side(partial(self.fetch, w, name)) for w in (where.yes, where.no)]
        self.fork((out,), where.test, *(block for block, _ in sides))
        return (out,)

    def side(self, make: Callable[[], tuple[Var, ...]]) -> tuple[Block, Now]:
        """One side of a branch, and what holds at its end."""
        outer, self.now = self.now, Now(self.now)
        kept, self.builder.ops = self.builder.ops, []
        results = make()
        block, inner = Block(tuple(self.builder.ops), results), self.now
        self.now, self.builder.ops = outer, kept
        return block, inner

    def fork(self, outs: tuple[Var, ...], test: Atom, then: Block, orelse: Block) -> None:
        self.builder.append(If(outs, test, then, orelse, self.builder.span, mark=Mark()))

    def number_or_view(self, var: Var, place: Place) -> Var:
        """What may be a number stays; a view is taken again."""
        origin = self.origin[var]
        latest = self.now.latest.get(origin, var)
        if self.valid.get(latest) is self.now.state[place.base]:
            return latest
        test = self.ask(latest)
        self.numbers.add(latest)
        out = Var(var.name, var.of)
        self.facts.of[out] = self.facts.fact(var)
        then, _ = self.side(lambda: (self.at(place, var),))
        self.fork((out,), test, then, Block((), (latest,)))
        self.perhaps(out, place, origin)
        return out

    def ask(self, var: Var) -> Var:
        """Is it an array?"""
        test = self.builder.call(isinstance, var, engine.NDARRAY)
        self.facts.of[test] = Fact("number", (), bool)
        return test

    def perhaps(self, var: Var, place: Place, origin: Var) -> None:
        """The variable is what is at the place now, or a number."""
        self.place[var] = place
        self.valid[var] = self.now.state[place.base]
        self.origin[var] = origin
        self.now.latest[origin] = var

    def at(self, place: Place, name: Var) -> Var:
        """What is at a place now; taken under this name, if it has to be."""
        state = self.now.state[place.base]
        if not place.path:
            return state
        for other, var in self.now.held.get(state, ()):
            if place.is_same(other):
                return var
        view = place.path[-1]
        out = view.again(self.builder, self.around(place), name)
        self.like(out, view.op.out)
        self.put(out, place)
        return out

    def around(self, place: Place) -> Var:
        """What the last step of a path is a view of."""
        path = place.path[:-1]
        return self.at(Place(place.base, path), path[-1].op.out if path else place.base)

    def like(self, var: Var, known: Var) -> None:
        """Another state of an array: its kind, shape and dtype stay."""
        self.facts.of[var] = replace(self.facts.fact(known), items=())
        made = self.builder.ops[-1] if self.builder.ops else None
        if isinstance(made, (Call, Store)) and made.out is var:
            self.maker[var] = made

    def is_array(self, var: Var) -> bool:
        """Is it certainly no number, which nobody sees changing?"""
        if self.facts.rank(var):
            return True
        place = self.place.get(var)
        if place is None or self.facts.fact(var).kind != "array":
            return False
        last = place.path[-1].op if place.path else None
        if last is None:
            return place.base in self.now.arrays
        if last.func is operator.getitem:
            parts = engine.index_parts(last.args[1], self.maker)
            return any(picks_a_part(p, self.maker) for p in parts)
        return self.is_array_place(Place(place.base, place.path[:-1]))

    def is_array_place(self, place: Place) -> bool:
        return self.is_array(place.path[-1].op.out) if place.path else place.base in self.now.arrays

    # -- ops ------------------------------------------------------------------------------

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

    def step(self, op: Call | Store) -> None:
        item = self.item(op) if isinstance(op, Call) else None
        if item is not None:
            op = Call(op.out, copy, (item,), op.span)
        new = map_operands(op, self.read)
        assert isinstance(new, (Call, Store))
        array = operands(op)[0] if operands(op) else None
        if isinstance(array, Var) and array in self.choice and not op.derived:
            self.step_chosen(op, new, array)
            return
        place = self.place.get(array) if isinstance(array, Var) else None
        if place is not None and place.base not in self.now.state:
            place = None
        if place is not None and (isinstance(op, Store) or op.func is operator.getitem):
            if not place.path and self.facts.fact(place.base).kind == "array":
                self.now.arrays.add(place.base)
        if place is None or op.derived:
            self.builder.append(new)
            self.begin(op.out)
            return
        assert isinstance(array, Var)
        if self.changes(op, array):
            self.write(rebased(new, self.at(place, array)), place)
            return
        if isinstance(new, Call) and op in self.doubtful:
            self.write_if_array(new, place)
            return
        if isinstance(new, Call) and new.func is operator.getitem and not place.path:
            new = replace(new, args=(self.now.state[place.base], *new.args[1:]))
        self.builder.append(new)
        if not isinstance(new, Call) or self.facts.is_number(op.out):
            self.begin(op.out)
        elif array in self.origin:
            if new.func is copy:
                self.perhaps(op.out, place, self.origin[array])
            else:
                self.begin(op.out)
        elif new.func is copy:
            self.put(op.out, place)
        else:
            self.look(new, place)

    def step_chosen(self, op: Call | Store, new: Call | Store, array: Var) -> None:
        """An op on one of two arrays."""
        choice = self.choice[array]
        if None in self.now.states(choice):  # a value of the block that this one mirrors
            self.builder.append(new)
            self.begin(op.out)
            return
        if self.changes(op, array):
            self.write_chosen(new, choice)
            return
        self.builder.append(new)
        view = None
        if isinstance(new, Call) and not self.facts.is_number(op.out):
            if new.func is copy:
                self.choose(op.out, choice)
                return
            view = view_of(new, self.maker, self.facts)
        if view is None or needs_contiguous(view.op):
            self.begin(op.out)
        else:
            whole = part_of(choice, view)
            assert isinstance(whole, Choice)
            self.choose(op.out, whole)

    def write_chosen(self, op: Call | Store, choice: Choice) -> None:
        """The write to the one or to the other array."""
        bases = bases_of(choice)

        def write(where: Where) -> tuple[Var, ...]:
            made = with_result(op, Var(op.out.name, op.out.of))
            self.facts.of[made.out] = self.facts.fact(op.out)
            if isinstance(where, Place):
                (array,) = self.fetch(where, made.out)
                self.write(rebased(made, array), where)
            else:
                self.write_chosen(made, where)
            return (made.out, *(self.now.state[b] for b in bases))

        sides = [self.side(partial(write, where)) for where in (choice.yes, choice.no)]
        ends = [Var(b.name, b.of) for b in bases]
        for end, base in zip(ends, bases):
            self.facts.of[end] = replace(self.facts.fact(base), items=())
        self.fork((op.out, *ends), choice.test, *(block for block, _ in sides))
        for end, base in zip(ends, bases):
            self.hold(base, end)
        self.choose(op.out, choice)

    def item(self, op: Call) -> Atom | None:
        """What an element of a tuple is that was written out: the very array."""
        if op.func not in (unpack, operator.getitem) or not isinstance(op.args[1], Const):
            return None
        made = self.maker.get(op.args[0]) if isinstance(op.args[0], Var) else None
        if not isinstance(made, Call) or made.func is not build_tuple or op.derived:
            return None
        k = op.args[1].value
        inside = type(k) is int and -len(made.args) <= k < len(made.args)
        if op.func is unpack and isinstance(op.args[2], Const):
            inside = inside and op.args[2].value == len(made.args)
        return made.args[k] if inside else None

    def changes(self, op: Call | Store, array: Var) -> bool:
        """Does the op change the array?"""
        if not is_write(op):
            return False
        if isinstance(op, Store):
            return self.facts.fact(array).kind in ("array", "any")
        return is_augmented(op.func) and self.is_array(array)

    def look(self, op: Call, place: Place) -> None:
        """A view, or a new array."""
        is_list = self.facts.fact(op.args[0]).kind == "list"  # which gets its element back
        if self.asking and is_element(op, self.facts) and not (is_list or self.facts.rank(op.out)):
            element = View(op, store_back)
            self.perhaps(op.out, Place(place.base, (*place.path, element)), op.out)
            return
        view = view_of(op, self.maker, self.facts)
        if view is not None and needs_contiguous(op):
            if self.written.isdisjoint(self.roots.get(op.out, ())):
                view = None  # nobody can tell
            elif not all(map(keeps_order, place.path)):
                view = None
            elif place.base not in self.contiguous:
                self.required.add(place.base)
        if view is None:
            self.begin(op.out)
        else:
            self.put(op.out, Place(place.base, (*place.path, view)))

    def write(self, op: Call | Store, place: Place, is_view: bool = True) -> None:
        """A new state of the base, by way of all that lies between; `op` makes that of the view, or a copy."""
        base = place.base
        if place.path and base in self.function.inputs():
            if base not in self.copied:
                self.copied.append(base)
        paths = [place.path[:k] for k in range(len(place.path))]
        around = [self.at(Place(base, p), p[-1].op.out if p else base) for p in paths]
        needed = [v.before(self.builder, a) for v, a in zip(place.path, around)]
        self.builder.append(op)
        found: list[tuple[Place, Var]] = [(place, op.out)] if is_view else []
        value = op.out
        for k in reversed(range(len(place.path))):
            view = place.path[k]
            if view.back is None:
                break
            value = view.back(self.builder, needed[k], value, view)
            named = Var(around[k].name, around[k].of)
            last = self.builder.ops[-1]
            assert isinstance(last, (Call, Store))
            self.builder.ops[-1] = with_result(last, named)
            self.like(named, around[k])
            value = named
            found.append((Place(base, place.path[:k]), value))
        else:
            self.now.state[base] = value
        for there, var in found:
            self.put(var, there)

    def write_if_array(self, op: Call, place: Place) -> None:
        """`z += x`, where only an array is changed for others."""
        old = op.args[0]
        assert isinstance(old, Var)
        test = self.ask(old)
        outer, self.now = self.now, Now(self.now)
        kept, self.builder.ops = self.builder.ops, []
        inner = Var(op.out.name, op.out.of)
        self.facts.of[inner] = self.facts.fact(op.out)
        if place.path:  # what is written through the view is cast to its dtype
            new = engine.out_of_place(replace(op, out=Var()))
            assert isinstance(new, Call)
            self.like(new.out, op.out)
            self.write(new, place, is_view=False)
            inner = self.at(place, op.out)
        else:
            self.write(replace(op, out=inner), place)
        state = self.now.state[place.base]
        then = Block(tuple(self.builder.ops), (inner, state))
        self.now, self.builder.ops = outer, kept
        other = Var(op.out.name, op.out.of)
        self.facts.of[other] = self.facts.fact(op.out)
        plain = engine.out_of_place(replace(op, out=other))
        orelse = Block((plain,), (other, self.now.state[place.base]))
        end = Var(place.base.name, place.base.of)
        self.like(end, place.base)
        self.builder.append(If((op.out, end), test, then, orelse, op.span, mark=Mark()))
        self.now.state[place.base] = end
        self.put(end, Place(place.base))
        self.perhaps(op.out, place, op.out)

    # -- branches -------------------------------------------------------------------------

    def branch(self, op: If) -> None:
        test = self.read(op.test)
        before = self.now
        sides: list[tuple[Block, Now]] = []
        for block in (op.then, op.orelse):
            self.now = Now(before)
            sides.append((self.block(block), self.now))
        self.now = before
        one_sided = is_one_sided(op)
        (then, now_a), (orelse, now_b) = sides
        inside = made_inside(op)
        outs: list[Var] = []
        rows: list[tuple[Atom, Atom]] = []
        changed = [
            b
            for b, state in before.state.items()
            if now_a.state[b] is not state or (now_b.state[b] is not state and not one_sided)
        ]
        pending = set(changed)
        pairs: dict[tuple[Var | None, Var | None], Var] = {}
        later: list[tuple[Var, Place]] = []
        chosen: list[tuple[Var, Choice]] = []
        ends: dict[Var, Var] = {}
        ops: list[list[Op]] = [list(then.ops), list(orelse.ops)]
        for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
            place = self.joint(a, b, one_sided, inside)
            choice = None if place is not None else self.either(op, out, a, b, test, inside)
            if choice is not None:
                chosen.append((out, choice))
                outs.append(out)
                rows.append((self.inner(ops[0], now_a, a), self.inner(ops[1], now_b, b)))
                continue
            if place is not None and place.base in before.state:
                if place.base in changed:
                    if not place.path and place.base in pending:
                        pending.discard(place.base)
                        ends[place.base] = out
                        outs.append(out)
                        rows.append(
                            (
                                now_a.state[place.base],
                                UNDEFINED if one_sided else now_b.state[place.base],
                            )
                        )
                    else:
                        later.append((out, place))
                    continue
                later.append((out, place))
            outs.append(out)
            rows.append((self.inner(ops[0], now_a, a), self.inner(ops[1], now_b, b)))
            if place is None or place.base not in before.state:
                self.begin(out)
                key = (self.base_of(a), self.base_of(b))
                if place is None and key in pairs and None not in key:
                    later.append((out, Place(pairs[key])))
                elif self.is_whole(a) and self.is_whole(b):
                    pairs[key] = out
        for b in changed:
            if b in pending:
                out = Var(b.name, b.of)
                self.facts.of[out] = replace(self.facts.fact(b), items=())
                outs.append(out)
                rows.append((now_a.state[b], UNDEFINED if one_sided else now_b.state[b]))
                ends[b] = out
        self.builder.append(
            replace(
                op,
                outs=tuple(outs),
                test=test,
                then=Block(tuple(ops[0]), tuple(a for a, _ in rows)),
                orelse=Block(tuple(ops[1]), tuple(b for _, b in rows)),
            )
        )
        for b, out in ends.items():
            self.now.state[b] = out
            self.place[out] = Place(b)
            self.valid[out] = out
        self.now.arrays |= now_a.arrays & now_b.arrays
        for out, place in later:
            self.place[out] = place
            if out in outs:
                self.valid[out] = self.now.state[place.base]
        for out, choice in chosen:
            self.choose(out, choice)

    def either(
        self, op: If, out: Var, a: Atom, b: Atom, test: Atom, inside: set[Var]
    ) -> Choice | None:
        """What leaves a branch as one of two arrays that are written later."""
        if not self.choosing or op.kind != "if" or is_one_sided(op) or not isinstance(test, Var):
            return None
        if self.written.isdisjoint(self.roots.get(out, ())):
            return None
        if not self.written.isdisjoint(self.roots.get(test, ())):  # it may turn out otherwise
            return None
        mine, theirs = self.where(a), self.where(b)
        if mine is None or theirs is None:
            return None
        if None in self.now.states(mine) or None in self.now.states(theirs):
            return None
        if not is_outside(mine, inside) or not is_outside(theirs, inside):
            return None
        return Choice(test, mine, theirs)

    def where(self, atom: Atom) -> Where | None:
        """Where an array is, that is known to be one, or one of two."""
        found = self.choice.get(atom) if isinstance(atom, Var) else None
        return self.certain(atom) if found is None else found

    def inner(self, ops: list[Op], now: Now, atom: Atom) -> Atom:
        """A result of a block, as it is at its end."""
        outer, self.now = self.now, now
        kept, self.builder.ops = self.builder.ops, ops
        found = self.read(atom)
        self.now, self.builder.ops = outer, kept
        return found

    def joint(self, a: Atom, b: Atom, one_sided: bool, inside: set[Var]) -> Place | None:
        """The place of what leaves a branch, if it is the same on both sides."""
        mine, theirs = self.certain(a), self.certain(b)
        if one_sided and b is UNDEFINED:
            theirs = mine
        if mine is None or theirs is None or not mine.is_same(theirs):
            return None
        return mine if is_outside(mine, inside) else None

    def base_of(self, atom: Atom) -> Var | None:
        place = self.certain(atom)
        return None if place is None or place.path else place.base

    def certain(self, atom: Atom) -> Place | None:
        """Where an array is, that is known to be one."""
        return None if not isinstance(atom, Var) or atom in self.origin else self.place.get(atom)

    def is_whole(self, atom: Atom) -> bool:
        return self.base_of(atom) is not None

    # -- loops ----------------------------------------------------------------------------

    def loop(self, op: Loop) -> None:
        before = self.now
        round_ = Round(op, [self.read(a) for a in op.inits], made_inside(op))
        iterable = None if op.iterable is None else self.read(op.iterable)
        for init in op.inits:
            place = self.certain(init)
            round_.places.append(place if place and place.base in before.state else None)
        maybe: dict[int, Var] = {}  # what has to be an array, if there is any iteration
        for k, init in enumerate(op.inits):
            if init in self.origin and isinstance(init, Var) and is_stored_in(op, k):
                round_.places[k], maybe[k] = self.place[init], self.origin[init]
        round_.own.update(k for k, place in enumerate(round_.places) if place is None)
        while True:
            self.now = now = Now(before)
            self.enter(round_)
            test = None if op.test is None else self.finished(self.block(op.test), now)
            body = self.block(op.body)
            changed = [b for b, state in before.state.items() if now.state[b] is not state]
            more = [b for b in changed if b not in round_.carried]
            moved = self.moved(round_)
            found = len(round_.second)
            self.seek(round_, moved)
            if not more and not moved and len(round_.second) == found:
                break
            # What else moves is seen anew.
            again = moved or len(round_.second) != found
            round_.carried = [] if again else [*round_.carried, *more]
            round_.own |= moved
            for k in moved:
                round_.second.pop(k, None)
        self.now = before
        self.leave(round_, iterable, test, body, now)
        for k, origin in maybe.items():
            if k not in round_.own:
                self.origin[op.outs[k]] = origin

    def finished(self, block: Block, now: Now) -> Block:
        """A block with its results as they are at its end."""
        ops = list(block.ops)
        results = tuple(self.inner(ops, now, a) for a in block.results)
        return Block(tuple(ops), results)

    def enter(self, round_: Round) -> None:
        """The beginning of an iteration: a parameter holds each base that is carried."""
        op, states = round_.op, round_.states
        states.clear()
        for k, param in enumerate(op.params):
            place = round_.place(k)
            if place is not None and not place.path and place.base in round_.carried:
                states.setdefault(place.base, param)
        for base in round_.carried:
            self.hold(base, states.setdefault(base, self.carrier(op, base)[0]))
        for k, param in enumerate(op.params):
            place = round_.place(k)
            self.place.pop(param, None)
            self.valid.pop(param, None)
            if k in round_.second:
                self.choice[param] = round_.choice(k, self.selector(op, k)[0])
                self.current[param] = ()
                continue
            if place is None:
                self.begin(param)
                continue
            self.place[param] = place
            if round_.is_kept(k):
                self.valid[param] = self.now.state[place.base]
        if op.item is not None:
            self.begin(op.item)

    def hold(self, base: Var, state: Var) -> None:
        """The variable is the base, in its present state."""
        self.now.state[base] = state
        self.place[state] = Place(base)
        self.valid[state] = state

    def carrier(self, op: Loop, base: Var) -> tuple[Var, Var]:
        """A parameter for a base, and what it is behind the loop."""
        found = self.added.get((op, base))
        if found is None:
            found = self.added[op, base] = (Var(base.name, base.of), Var(base.name, base.of))
            for var in found:
                self.facts.of[var] = replace(self.facts.fact(base), items=())
        return found

    def selector(self, op: Loop, k: int) -> tuple[Var, Var]:
        """A parameter that tells if another one is what it began with, and what it is behind the loop."""
        found = self.added.get((op, op.params[k]))
        if found is None:
            name = f"is_{op.params[k].name}" if op.params[k].name else "same"
            found = self.added[op, op.params[k]] = (Var(name), Var(name))
            for var in found:
                self.facts.of[var] = Fact("number", (), bool)
        return found

    def seek(self, round_: Round, moved: set[int]) -> None:
        """Take those out of `moved` that are, in each iteration, one of the same two arrays."""
        for k in sorted(moved if self.choosing else ()):
            first, there = round_.places[k], self.where(round_.op.body.results[k])
            if k in round_.second or first is None or there is None:
                continue
            if self.written.isdisjoint(self.roots.get(round_.op.params[k], ())):
                continue
            others = [p for p in leaves_of(there) if not p.is_same(first)]
            if others and is_outside(others[0], round_.inside):
                if all(p.is_same(others[0]) for p in others[1:]):
                    round_.second[k] = others[0]
                    moved.discard(k)

    def is_first(self, where: Where, first: Place) -> Atom:
        """Is it the first of two places?"""
        if isinstance(where, Place):
            return Const(where.is_same(first))
        yes, no = self.is_first(where.yes, first), self.is_first(where.no, first)
        if isinstance(yes, Const) and isinstance(no, Const):
            if yes.value is no.value:
                return yes
            if yes.value:
                return where.test
        out = Var()
        self.facts.of[out] = Fact("number", (), bool)
        self.fork((out,), where.test, Block((), (yes,)), Block((), (no,)))
        return out

    def moved(self, round_: Round) -> set[int]:
        """The parameters that are not where they began, when an iteration is over."""
        found: set[int] = set()
        for k, result in enumerate(round_.op.body.results[: len(round_.places)]):
            place, there = round_.place(k), self.certain(result)
            if k in round_.second:
                either = self.where(result)
                two = (round_.places[k], round_.second[k])
                if either is None or not all(
                    any(p.is_same(q) for q in two if q) for p in leaves_of(either)
                ):
                    found.add(k)
                continue
            if place is None:
                continue
            if there is None or not place.is_same(there) or not is_outside(there, round_.inside):
                found.add(k)
        return found

    def leave(
        self, round_: Round, iterable: Atom | None, test: Block | None, body: Block, now: Now
    ) -> None:
        """The loop with the bases that it changes among its parameters."""
        op, ops = round_.op, list(body.ops)
        rows: list[tuple[Var, Var, Atom, Atom]] = []  # outs, params, inits, results
        after: dict[Var, Var] = {}
        for k, (out, param) in enumerate(zip(op.outs, op.params)):
            if not round_.is_kept(k):
                continue
            rows.append((out, param, round_.inits[k], self.inner(ops, now, op.body.results[k])))
            place = round_.place(k)
            if place is not None and place.base in round_.carried:
                after[place.base] = out
        for base in round_.carried:
            if base not in after:
                param, after[base] = self.carrier(op, base)
                rows.append((after[base], param, self.now.state[base], now.state[base]))
        self.builder.ops, kept = ops, self.builder.ops
        for k in round_.second:
            (param, out), where = self.selector(op, k), self.where(op.body.results[k])
            first = round_.places[k]
            assert first is not None and where is not None
            rows.append((out, param, Const(True), self.is_first(where, first)))
        self.builder.ops = kept
        flag = tuple(self.inner(ops, now, a) for a in op.body.results[len(op.outs) :])
        results = tuple(result for *_, result in rows)
        self.builder.append(
            replace(
                op,
                outs=tuple(out for out, *_ in rows),
                params=tuple(param for _, param, *_ in rows),
                inits=tuple(init for *_, init, _ in rows),
                iterable=iterable,
                test=test,
                body=Block(tuple(ops), (*results, *flag)),
            )
        )
        for base, out in after.items():
            self.hold(base, out)
        for k, out in enumerate(op.outs):
            place = round_.place(k)
            if k in round_.second:
                self.choice[out] = round_.choice(k, self.selector(op, k)[1])
                self.current[out] = ()
                continue
            if place is None:
                self.begin(out)
                continue
            self.place[out] = place
            if round_.is_kept(k):
                self.valid[out] = self.now.state[place.base]


@dataclass
class Round:
    """What is known of the values that a loop hands on, while its body is read again and again."""

    op: Loop
    inits: list[Atom]
    inside: set[Var]  # what is made in the loop
    places: list[Place | None] = field(default_factory=list)  # of the inits
    own: set[int] = field(default_factory=set)  # the parameters that are another array each time
    second: dict[int, Place] = field(default_factory=dict)  # ... or, in some iterations, this one
    carried: list[Var] = field(default_factory=list)  # the bases that the loop changes
    states: dict[Var, Var] = field(default_factory=dict)  # ... and the parameters that hold them

    def place(self, k: int) -> Place | None:
        """Where a parameter is in all iterations."""
        return None if k in self.own or k in self.second else self.places[k]

    def choice(self, k: int, test: Var) -> Choice:
        """Where a parameter is that is one of two arrays."""
        first = self.places[k]
        assert first is not None
        return Choice(test, first, self.second[k])

    def is_kept(self, k: int) -> bool:
        """Is it still handed on, as it does not follow from a base that is?"""
        place = self.place(k)
        if k in self.second:
            return False
        if place is None or place.base not in self.carried:
            return True
        return self.states[place.base] is self.op.params[k]


def rebased(op: Call | Store, array: Var) -> Call | Store:
    """The write under the first name of what it changes."""
    if isinstance(op, Store):
        return replace(op, array=array)
    return replace(op, args=(array, *op.args[1:]))
