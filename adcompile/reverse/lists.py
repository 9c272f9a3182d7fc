"""The adjoints of lists and dicts: a list of cotangents grows and shrinks as the list did, backwards.

    items.append(v)            grad_v = grad_items.pop()
    v = items.pop()            grad_items.append(grad_v)
    v = items[i]       =>      grad_items[i] = grad_items[i] + grad_v
    items[i] = v               grad_v = grad_items[i]; grad_items[i] = 0.0
    d[key] = v, a new key      grad_v = grad_d.pop(key)
    rows[i].append(v)          grad_v = grad_rows[i].pop()

Where an item was overwritten or dropped, nothing depends on what was there but what has read it, and 0.0
stands for its cotangent, whatever its shape.  So where such a list gives a cotangent back to a value that may
be an array, it is filled.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from adcompile.analysis.facts import Facts
from adcompile.frontend.values import Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.elements import holds_lists
from adcompile.ir.nodes import (
    Atom,
    Call,
    Const,
    Op,
    Store,
    Var,
)
from adcompile.ir.primitives import (
    append,
    build_dict,
    build_list,
    insert,
    item,
    repeat,
    shorten,
    turn,
    without,
)
from adcompile.rules import engine

__all__ = ["LISTS", "Lists"]

LISTS = (append, insert, shorten, turn, without, build_dict, dict)


class Sweep(Protocol):
    """The sweep that goes through the program."""

    builder: Builder
    facts: Facts
    active: set[Var]
    cotangent: dict[Var, Value]
    maker: dict[Var, Call | Store]
    loose: frozenset[Var]
    gappy: set[Var]
    gaps: dict[Atom, Atom]
    sums: dict[Store, Call]
    put_back: Mapping[Store, Call]
    changed: set[Op]
    new_keys: set[Op]
    inner: Mapping[Call, Call]
    zero: Const

    def contribute(self, var: Var, value: Value, masked: bool = False) -> None: ...

    def pass_on(self, operand: Atom, g: Value) -> None: ...

    def filled(self, var: Var, g: Atom) -> Atom: ...

    def fitted(self, value: Atom, operand: Var) -> Atom: ...

    def named(self, atom: Atom, name: Var) -> Var: ...


class Lists:
    """The part of a sweep that knows lists."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.builder = sweep.builder
        self.facts = sweep.facts

    def reverse(self, op: Call, g: Atom) -> None:
        """The mirror image of what changes a list or dict, or makes one."""
        if op.func is dict:
            self.sweep.pass_on(op.args[0], g)
        elif op.func is append:
            self.take_out(op, self.sweep.filled(op.out, g), Const(-1))
        elif op.func is insert:
            g = self.sweep.filled(op.out, g)
            index = op.args[1]
            first = isinstance(index, Const) and index.value == 0
            place = index if first else self.builder.call(engine.INSERTED_AT, index, g)
            self.take_out(op, g, place)
        elif op.func is turn:
            self.sweep.pass_on(op.args[0], self.builder.call(turn, g))
        elif op.func is build_dict:
            assert isinstance(op.args[0], Const)
            for key, value in zip(op.args[0].value, op.args[1:]):
                self.give(op.out, value, g, Const(key))
        else:
            self.leave_gap(op, g, op.args[1] if op.func is without else Const(-1))

    def take_out(self, op: Call, g: Atom, place: Atom) -> None:
        """What was put into a list: one of the cotangents, and the others."""
        items, value = op.args[0], op.args[-1]
        self.give(op.out, value, g, place)
        if isinstance(items, Var) and items in self.sweep.active:
            last = isinstance(place, Const) and place.value == -1
            rest = (shorten, g) if last else (without, g, place)
            self.sweep.contribute(items, self.builder.call(rest[0], *rest[1:]))

    def give(self, items: Var, value: Atom, g: Atom, place: Atom) -> None:
        """Contribute one of the cotangents of a list to the value that is there."""
        if isinstance(value, Var) and value in self.sweep.active:
            part = self.builder.call(operator.getitem, g, place)
            self.sweep.contribute(value, self.whole(items, value, part))

    def whole(self, items: Var, value: Var, part: Atom) -> Atom:
        """A cotangent from a list in the shape of its value."""
        if items not in self.sweep.gappy or self.facts.is_number(value):
            return part
        return self.builder.call(engine.FILL_LIKE, part, value)

    def leave_gap(self, op: Call, g: Atom, key: Atom) -> None:
        """What was taken from a list: 0.0, to which those who have read it add."""
        items = op.args[0]
        if not isinstance(items, Var) or items not in self.sweep.active:
            return
        if self.facts.fact(items).kind == "dict":
            made = self.builder.store(g, key, self.sweep.zero)
        elif isinstance(key, Const) and key.value == -1:
            made = self.builder.call(append, g, self.sweep.zero)
        else:
            made = self.builder.call(insert, g, self.place(g, key), self.sweep.zero)
        self.sweep.contribute(items, made)
        whole = self.sweep.cotangent.get(items)  # none of a display, whose elements have got theirs
        if whole is not None:
            self.sweep.gaps[as_atom(whole, self.builder)] = key

    def place(self, g: Atom, key: Atom) -> Atom:
        """Where an item was, of which the index is known, in a list that is shorter by it."""
        if isinstance(key, Const) and type(key.value) is int:
            return key if key.value >= 0 else Const(key.value + 1)
        size = self.builder.call(operator.add, self.builder.call(len, g), Const(1))
        return self.builder.call(operator.mod, key, size)

    def contribute(self, var: Var, atom: Atom) -> None:
        """Add to the cotangents of the elements of a list."""
        sweep = self.sweep
        kind, wanted = self.facts.fact(atom).kind, self.facts.fact(var).kind
        if wanted == "tuple":
            wanted = "list"
        if kind != wanted and (var not in sweep.loose or kind == "array"):
            atom = self.builder.call(dict if wanted == "dict" else list, atom)
        old = sweep.cotangent.get(var)
        named = Var("grad_{}", of=var)
        element = self.facts.fact(atom).element
        if old is None and element is not None and element.kind == "array":
            if holds_lists(self.facts.fact(var)):  # rows of an array become lists
                old = self.builder.call(engine.ZEROS_EACH, var)
        if old is None:
            sweep.cotangent[var] = sweep.named(atom, named)
        else:
            both = (as_atom(old, self.builder), atom)
            sweep.cotangent[var] = self.builder.call(engine.ADD_EACH, *both, out=named)

    def reverse_sum(self, op: Call, g: Atom) -> None:
        """`sum(items)`: the same cotangent for all."""
        items = op.args[0]
        assert isinstance(items, Var)
        element = self.facts.fact(items).element
        if element is not None and element.kind == "number":
            one = self.builder.call(build_list, g)
            made = self.builder.call(repeat, one, self.builder.call(len, items))
        else:
            made = self.builder.call(engine.SPREAD_EACH, g, items)
        self.sweep.contribute(items, made)

    def reverse_item(self, op: Call, g: Atom) -> None:
        """`y = items[i]`: add to one of the cotangents."""
        items, index = op.args[0], op.args[1]
        assert isinstance(items, Var)
        sweep, out = self.sweep, Var("grad_{}", of=items)
        taken = sweep.inner.get(op)
        if taken is not None:
            self.inside(taken, lambda inner: self.added_at(op, inner, g))
            return
        old = sweep.cotangent.get(items)
        if op in sweep.changed and old is not None:
            base = as_atom(old, self.builder)
            sweep.cotangent[items] = self.builder.store(base, index, g, out=out)
            return
        if old is not None and self.fills_gap(as_atom(old, self.builder), index, g, out):
            sweep.cotangent[items] = out
            return
        sweep.cotangent[items] = self.added_at(op, self.begun(items), g)

    def begun(self, items: Var) -> Atom:
        """The cotangent of a list so far, with all its elements."""
        old = self.sweep.cotangent.get(items)
        if old is None:
            return self.zeros(items)
        return self.sweep.filled(items, as_atom(old, self.builder))

    def added_at(self, op: Call, base: Atom, g: Atom) -> Var:
        """The cotangents of a list, with `g` added to that of the item that `op` reads."""
        items, index = op.args[0], op.args[1]
        assert isinstance(items, Var)
        element = self.builder.call(operator.getitem, base, index)
        total = self.builder.call(self.adder(op, index, g), element, g)
        return self.builder.store(base, index, total, out=Var("grad_{}", of=items))

    def inside(self, taken: Call, change: Callable[[Atom], Var]) -> None:
        """Change the cotangent of an item that `taken` has read, where it is."""
        items, index = taken.args
        assert isinstance(items, Var)

        def put(base: Atom) -> Var:
            inner = self.builder.call(item, base, index, out=Var("grad_{}", of=taken.out))
            return self.builder.store(base, index, change(inner), out=Var("grad_{}", of=items))

        outer = self.sweep.inner.get(taken)
        if outer is None:
            self.sweep.cotangent[items] = put(self.begun(items))
        else:
            self.inside(outer, put)

    def fills_gap(self, old: Atom, index: Atom, g: Atom, out: Var) -> bool:
        """Is it the item that has just left a gap?  Then `g` goes there at once."""
        key = self.sweep.gaps.pop(old, None)
        last = self.builder.ops[-1] if self.builder.ops else None
        if key is None or not isinstance(last, (Call, Store)) or last.out is not old:
            return False
        constants = isinstance(key, Const) and isinstance(index, Const)
        if key is not index and not (constants and key.value == index.value):  # type: ignore[union-attr]
            return False
        if (last.value if isinstance(last, Store) else last.args[-1]) is not self.sweep.zero:
            return False
        self.builder.ops.pop()
        if isinstance(last, Store):
            self.builder.store(last.array, last.index, g, out=out)
        else:
            self.builder.call(last.func, *last.args[:-1], g, out=out)
        return True

    def adder(self, op: Call, index: Atom, g: Atom) -> Callable[..., Any]:
        """What adds to the cotangent of an element, which may be a list itself."""
        if engine.picks_several(index, self.facts):
            return engine.ADD_EACH
        sure = ("number", "array")
        if self.facts.fact(op.out).kind in sure or self.facts.fact(g).kind in sure:
            return operator.add
        return engine.ADD_ITEM

    def zeros(self, items: Var) -> Atom:
        """The cotangent of a list of which nobody has read an element."""
        known = self.sweep.maker.get(items)
        if not isinstance(known, Call) or known.func is not build_list:
            return self.builder.call(engine.ZEROS_EACH, items)
        return self.builder.call(build_list, *(self.zero_like(a) for a in known.args))

    def zero_like(self, atom: Atom) -> Atom:
        """The cotangent of an element that nobody has read."""
        if isinstance(atom, Const) or self.facts.is_number(atom):
            return Const(0.0)
        if self.facts.fact(atom).kind in ("list", "dict", "tuple"):
            return self.builder.call(engine.ZEROS_EACH, atom)
        return self.builder.call(engine.ZEROS_LIKE, atom)

    def reverse_store(self, op: Store, g: Atom) -> None:
        """`items[key] = value`: its cotangent is there, and none of what was there before."""
        assert op.operator is None
        added = self.sweep.sums.get(op)
        if added is not None:
            self.reverse_sum_at(op, added, g)
            return
        if op in self.sweep.put_back and op.array in self.sweep.active:
            assert isinstance(op.array, Var) and isinstance(op.value, Var)
            self.sweep.contribute(op.array, g)
            whole = as_atom(self.sweep.cotangent[op.array], self.builder)
            part = self.builder.call(item, whole, op.index)
            self.sweep.pass_on(op.value, self.whole(op.out, op.value, part))
            return
        self.give(op.out, op.value, g, op.index)
        if op in self.sweep.new_keys:
            self.sweep.pass_on(op.array, self.builder.call(without, g, op.index))
            return
        if isinstance(op.array, Var) and op.array in self.sweep.active:
            out = Var("grad_{}", of=op.array)
            zero: Atom = Const(0.0)
            if engine.picks_several(op.index, self.facts):
                part = self.builder.call(operator.getitem, g, op.index)
                zero = self.builder.call(engine.ZEROS_EACH, part)
            self.sweep.contribute(op.array, self.builder.store(g, op.index, zero, out=out))

    def reverse_sum_at(self, op: Store, added: Call, g: Atom) -> None:
        """`items[k] += v`: the cotangent of what is there stays."""
        value = added.args[1]
        if isinstance(value, Var) and value in self.sweep.active:
            part: Atom = self.builder.call(operator.getitem, g, op.index)
            if added.func in (operator.sub, operator.isub):
                part = self.builder.call(operator.neg, part)
            self.sweep.contribute(value, self.sweep.fitted(self.whole(op.out, value, part), value))
        self.sweep.pass_on(op.array, g)
