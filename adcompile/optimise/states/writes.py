"""Single ops: a write makes new states of all that lies between a view and its base."""

from __future__ import annotations

import operator
from dataclasses import replace
from functools import partial
from typing import TypeGuard

from adcompile.analysis.aliases import is_element
from adcompile.analysis.memory import is_write, target
from adcompile.analysis.sharing import (
    Choice,
    Now,
    Place,
    Where,
    bases_of,
    part_of,
)
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    If,
    Mark,
    Store,
    Var,
    operands,
)
from adcompile.ir.primitives import build_tuple, copy, unpack
from adcompile.ir.rewrite import map_operands, with_result
from adcompile.optimise.states.places import Places
from adcompile.rules import engine
from adcompile.rules.primitives import is_augmented
from adcompile.rules.views import (
    View,
    keeps_order,
    needs_contiguous,
    store_back,
    view_of,
)

__all__ = ["Writes"]


class Writes(Places):
    """What becomes of one call or store."""

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
                self.required.add(self.first(place.base))
        if view is None:
            self.begin(op.out)
        else:
            self.put(op.out, Place(place.base, (*place.path, view)))

    def first(self, base: Var) -> Var:
        """The user's array that the base is: where that is not contiguous, our copies of it may be."""
        made = self.maker.get(base)
        while isinstance(made, (Call, Store)):
            array = made.args[0] if is_our_copy(made) else target(made)
            if not isinstance(array, Var):
                break
            base, made = array, self.maker.get(array)
        return base

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

    # -- one of two arrays ----------------------------------------------------------------

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


def is_our_copy(op: Call | Store) -> TypeGuard[Call]:
    """Is it a copy of an argument that is written into?"""
    return isinstance(op, Call) and op.func is engine.OWN


def rebased(op: Call | Store, array: Var) -> Call | Store:
    """The write under the first name of what it changes."""
    if isinstance(op, Store):
        return replace(op, array=array)
    return replace(op, args=(array, *op.args[1:]))
