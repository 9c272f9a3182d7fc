"""Loops to regions: what an iteration hands to the next, and what is known of it behind the last.

    items = []                      items = [] as a real list
    for v in x:               =>    items = loop items = items, for v in x:
        items = items + [v]             yield append(items, v)

The body is lowered with a parameter for every name that it may bind.  Where it turns out to change another
one (by way of a function that is called, or of a list with two names), or to give a list or dict of known
structure another structure, it is lowered once more with that name among the parameters, or with a real list.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import gast

from adcompile.frontend.bindings import (
    bound_names,
    grown_names,
    local_names,
    reads_first,
    returns,
)
from adcompile.frontend.flow import (
    BROKE,
    DONE,
    FALSE,
    FLAGS,
    LEFT,
    MOST_UNROLLED,
    RESULT,
    SHOWN,
    SKIP,
    START,
    TRUE,
    Action,
    Flow,
    has_walrus,
    hint,
    is_false,
    is_true,
    names_of,
    parts_like,
    plain_name,
)
from adcompile.frontend.identity import UNSURE, agreed, cells_of, find, with_cells
from adcompile.frontend.iteration import Iteration, Walked
from adcompile.frontend.values import (
    Items,
    Refused,
    Slot,
    Value,
    as_atom,
    held,
    leaves_of,
    rebuild,
    same_structure,
)
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
    reads,
    walk,
)
from adcompile.ir.primitives import copy, without

__all__ = ["Loops"]


@dataclass
class Turn:
    """One iteration, lowered: the parameters it starts from, and what there is at its end."""

    carried: dict[str, Slot]
    start: dict[str, Slot]
    end: dict[str, Slot]
    ops: list[Op]
    check: Block | None
    changed: set[object]  # the cells of the containers that it changes


@dataclass
class Walk:
    """What a loop that is unrolled goes through: the hidden names of its elements, and of their containers."""

    node: gast.AST
    count: int
    name: str
    whole: dict[str, Slot]

    @property
    def backwards(self) -> bool:
        """Does it go through its elements from the end?"""
        return any(isinstance(n, gast.Name) and n.id == "reversed" for n in gast.walk(self.node))


class TestChanges(Exception):
    """The condition of a loop changes a value, so that it is no part of the test."""


class Loops(Flow):
    """The statements that repeat others."""

    walks = 0  # how many loops were unrolled
    mixed: set[
        Slot
    ]  # the lists that a loop begins with, and whose items do not stay objects of their own

    def while_loop(self, node: gast.While) -> None:
        self.grow([node.test, *node.body], True)
        endless = isinstance(node.test, gast.Constant) and bool(node.test.value)
        if not endless and not has_walrus(node.test):
            try:
                self.while_test(
                    node, lambda: self.statements(node.body), lambda: self.test(node.test)
                )
                return
            except TestChanges:
                pass

        def body() -> None:
            if endless:
                self.statements(node.body)
                return
            test = self.test(node.test)
            self.fork(node, test, lambda: self.statements(node.body), self.leave)

        self.while_test(node, body, None)

    def while_test(self, node: gast.While, body: Action, test: Callable[[], Atom] | None) -> None:
        """The loop with a test of its own, or one in the body."""
        self.repeat(
            node,
            self.carried([node.test, *node.body]),
            body,
            test=test,
            returning=returns(node.body),
            orelse=node.orelse,
        )

    def leave(self) -> None:
        self.env[SKIP] = self.env[LEFT] = TRUE

    def for_loop(self, node: gast.For) -> None:
        self.check_unchanged(node)
        elements = self.static_elements(node.iter)
        if elements is not None and len(elements) <= MOST_UNROLLED:
            self.unroll(node, elements)
            return
        known = len(self.dicts_walked)
        iteration = self.iteration(node.iter, names_of(node.target))
        direct = list(self.gone_through(node.iter))
        walked = [w for w in self.dicts_walked[known:] if w.node in direct]
        names = self.carried([node.target, *node.body])
        self.grow(node.body, True)

        def body() -> None:
            self.bind_element(node.target, iteration)
            self.statements(node.body)

        self.repeat(
            node,
            names,
            body,
            iteration=iteration,
            returning=returns(node.body),
            orelse=node.orelse,
            walked=walked,
        )

    def carried(self, nodes: Sequence[gast.AST]) -> list[str]:
        """The names that a loop hands on; what it only writes into and is none of ours is global."""
        own = set(local_names(nodes))
        return [name for name in bound_names(nodes) if name in own or name in self.env]

    def bind_element(self, target: gast.AST, iteration: Iteration) -> None:
        """Let the target of a loop mean its element."""
        self.enter(target)
        value = iteration.element(iteration.item, names_of(target))
        if isinstance(target, (gast.Tuple, gast.List)) and isinstance(value, Items):
            if len(target.elts) == len(value.values):
                for part, element in zip(target.elts, value.values):
                    self.bind(part, element, fresh=True)
                return
        self.bind(target, value, fresh=True)

    def check_unchanged(self, node: gast.For) -> None:
        """Refuse to change what is being iterated over."""
        if isinstance(node.iter, gast.Name) and node.iter.id in grown_names(node.body):
            if self.env.get(node.iter.id, UNDEFINED) in self.lists:
                self.refuse_change(node.iter)

    def unroll(self, node: gast.For, elements: Sequence[Slot]) -> None:
        """The body once for each of a known number of elements."""
        left, outer = self.env[LEFT], self.env[BROKE]
        self.env[BROKE] = FALSE
        walk = self.begin_walk(node.iter, elements)
        self.turn(node, walk, 0)
        self.end_walk(walk)
        broke, done = self.env[BROKE], self.env[DONE]
        self.env[SKIP], self.env[LEFT], self.env[BROKE] = FALSE, left, outer
        if node.orelse:
            self.fork_flag(node, broke, lambda: self.statements(node.orelse))
        self.go_on(node, done)

    def begin_walk(self, node: gast.AST, elements: Sequence[Slot]) -> Walk:
        """The elements of an iterable expression, and what it goes through, under hidden names."""
        self.walks += 1
        names = [n.id for n in gast.walk(node) if isinstance(n, gast.Name)]
        slots = {n: self.env[n] for n in names if isinstance(self.env.get(n), Items)}
        whole = {f".walked{self.walks}.{n}": slot for n, slot in slots.items()}
        walk = Walk(node, len(elements), f".walk{self.walks}", whole)
        self.env[walk.name] = Items("tuple", tuple(map(held, elements)))
        self.env.update(whole)
        return walk

    def end_walk(self, walk: Walk) -> None:
        for name in (walk.name, *walk.whole):
            del self.env[name]

    def element_of(self, walk: Walk, k: int) -> Value:
        """An element, as it is now if it is a list itself."""
        elements = self.env[walk.name]
        if not isinstance(elements, Items):
            self.refuse_change(walk.node)
        return elements.values[k]

    def turn(self, node: gast.For, walk: Walk, first: int) -> None:
        """The body for the elements from `first` on, as long as it is not left."""
        for k in range(first, walk.count):
            self.env[SKIP] = self.env[LEFT] = FALSE
            self.bind(node.target, self.element_of(walk, k), fresh=False)
            self.statements(node.body)
            left = self.env[LEFT]
            if is_true(left):
                return
            self.check_walked(walk, k)
            if not is_false(left):
                self.fork_flag(node, left, functools.partial(self.turn, node, walk, k + 1))
                return

    def check_walked(self, walk: Walk, k: int) -> None:
        """Refuse to go on with elements that were others when the loop began."""
        for name, before in walk.whole.items():
            now = self.env[name]
            if now is before or now in self.built:
                continue
            if not isinstance(now, Items) or not isinstance(before, Items):
                self.refuse_change(walk.node)
            pairs = list(zip(now.values, before.values))
            rest = pairs[: len(pairs) - k - 1] if walk.backwards else pairs[k + 1 :]
            same = (now.keys, len(now.values)) == (before.keys, len(before.values))
            if not same or not all(a is b for a, b in rest if not isinstance(b, Items)):
                self.refuse_change(walk.node)

    def refuse_change(self, node: gast.AST) -> NoReturn:
        named = node.func.value if isinstance(node, gast.Call) and not node.args else node
        slot = self.env.get(named.id, UNDEFINED) if isinstance(named, gast.Name) else UNDEFINED
        is_dict = slot in self.dicts or (isinstance(slot, Items) and slot.kind == "dict")
        name = f" `{named.id}`" if isinstance(named, gast.Name) else ""
        kind = "dict" if is_dict else "list"
        self.refuse(
            node,
            f"changing the {kind}{name} while iterating over it is",
            f"iterate over a copy, `{kind}({name.strip(' `') or 'items'})`, or build another {kind}",
        )

    def fork_flag(self, node: gast.AST, flag: Slot, action: Action) -> None:
        """Do something unless a flag is set."""
        self.fork(node, as_atom(flag, self.builder), None, action)

    def go_on(self, node: gast.AST, done: Slot) -> None:
        """After a loop that may have returned: skip what follows, also in the loop around it."""
        if is_false(done):
            return
        for flag in (SKIP, LEFT, BROKE):
            old = self.env[flag]
            if is_false(old):
                self.env[flag] = done
            elif not is_true(old):
                test = as_atom(old, self.builder)
                self.env[flag] = self.choice(node, "", test, TRUE, done)

    # -- one loop -------------------------------------------------------------------------

    def repeat(
        self,
        node: gast.AST,
        names: Sequence[str],
        body: Action,
        *,
        iteration: Iteration | None = None,
        test: Callable[[], Atom] | None = None,
        returning: bool = False,
        orelse: Sequence[gast.AST] = (),
        walked: Sequence[Walked] = (),
    ) -> None:
        """A loop whose body may bind `names`."""
        self.check_depth(node)
        line, span = self.line, self.source.span(node, self.line)
        known = list(dict.fromkeys(names))
        try:
            while True:
                noted = len(self.errors)
                turn = self.turned(known, body, test)
                self.line = line
                more = self.changed_beside(turn)
                real = [] if more else self.restructured(turn)
                mixed = [] if more or real else self.no_longer_apart(turn)
                if not more and not real and not mixed:
                    break
                self.mixed.update(mixed)
                del self.errors[noted:]
                known += more
                for items in real:
                    name = name_of(self.env, items)
                    if items.kind == "tuple":
                        made = self.real_tuple(node, items, plain_name(name))
                        self.env.update({n: made for n, slot in self.env.items() if slot is items})
                    elif find(self.env, items.cell) is not None:
                        self.realised(node, items, plain_name(name))
        finally:
            self.depth -= 1
        for each in walked:
            self.check_keys(each, turn)
        broke = self.looped(node, turn, span, iteration, returning, bool(orelse))
        done = self.env.get(DONE, FALSE) if returning else FALSE
        if orelse and broke is not None:
            self.fork_flag(node, broke, lambda: self.statements(orelse))
        elif orelse:
            self.statements(orelse)
        self.go_on(node, done)

    def turned(self, names: Sequence[str], body: Action, test: Callable[[], Atom] | None) -> Turn:
        """An iteration, with parameters for these names."""
        line, before, outer, changed = self.line, self.env, self.builder.ops, self.changed
        carried: dict[str, Slot] = {}
        self.env, self.changed = dict(before), set()
        for name in names:
            value = self.slot(before, name)
            if not isinstance(value, Refused):
                new = functools.partial(self.parameter, name=plain_name(name))
                carried[name] = self.env[name] = rebuild(value, new)
                if value is UNDEFINED:
                    self.unbound.add(carried[name])
        self.env.update(START)
        start = dict(self.env)
        check: Block | None = None
        try:
            if test is not None:
                self.builder.ops = []
                holds = test()
                if any(self.is_other(slot, self.env[name]) for name, slot in start.items()):
                    raise TestChanges
                check = Block(tuple(self.builder.ops), (holds,))
            self.builder.ops = []
            body()
            return Turn(carried, start, self.env, self.builder.ops, check, self.changed)
        finally:
            self.env, self.builder.ops, self.line = before, outer, line
            self.changed = changed | self.changed

    def changed_beside(self, turn: Turn) -> list[str]:
        """The names beside its parameters that an iteration has changed."""
        return [
            name
            for name in dict.fromkeys([*turn.start, *(n for n in turn.end if n.startswith("@"))])
            if name not in turn.carried
            and name not in FLAGS
            and name != RESULT
            and not isinstance(slot := self.slot(turn.start, name), Refused)
            and self.slot(turn.end, name) is not slot
        ]

    def is_other(self, before: Slot, after: Slot) -> bool:
        """Has a value become another one, and not just real?"""
        return before is not after and not (isinstance(before, Items) and self.is_real(after))

    def no_longer_apart(self, turn: Turn) -> list[Slot]:
        """The lists of which an iteration takes for granted that each item is an object of its own, and after
        which this is not so."""
        found: list[Slot] = []
        for name, value in turn.carried.items():
            init, last = self.env.get(name, UNDEFINED), turn.end.get(name, UNDEFINED)
            if same_structure(value, last):
                triples = zip(*(parts_like(v, value) for v in (init, value, last)))
                found += [i for i, p, e in triples if p in self.apart and e not in self.apart]
        return found

    def restructured(self, turn: Turn) -> list[Items]:
        """The lists and dicts of known structure that have another one behind the iteration."""
        found: list[Items] = []
        for name in turn.carried:
            if name in self.env:
                before, after = self.env[name], turn.end.get(name, UNDEFINED)
                found += self.grown(before, after)
                if isinstance(before, Items) and before.kind == "tuple" and before not in found:
                    if self.is_other_tuple(before, after):
                        found.append(before)
        return found

    def is_other_tuple(self, before: Items, after: Slot) -> bool:
        """Has a tuple become a longer or shorter one?"""
        if not self.unbound.isdisjoint(leaves_of(before)):
            return False
        if isinstance(after, Items):
            return after.kind == "tuple" and len(after.values) != len(before.values)
        return isinstance(after, Refused) or after in self.tuples

    def grown(self, before: Slot, after: Slot) -> list[Items]:
        """The containers in a value that have become others."""
        if not isinstance(before, Items) or same_structure(before, after):
            return []
        if before.kind == "tuple":
            if not isinstance(after, Items) or len(before.values) != len(after.values):
                return []
            return [i for a, b in zip(before.values, after.values) for i in self.grown(a, b)]
        like = after.kind == before.kind if isinstance(after, Items) else self.is_real(after)
        free = before.cell is not UNSURE and self.unbound.isdisjoint(leaves_of(before))
        return [before] if like and free else []

    def looped(
        self,
        node: gast.AST,
        turn: Turn,
        span: Any,
        iteration: Iteration | None,
        returning: bool,
        falls: bool,
    ) -> Slot | None:
        """Append the loop; what there is behind it.  If it has an `else`, the flag that it was left early."""
        end, ops = turn.end, turn.ops
        handed, after = self.handed_on(node, turn)
        left = end[LEFT]
        broke: Slot | None = None
        if returning:
            after[DONE] = handed.new(DONE, end[DONE], FALSE)
            after[RESULT] = handed.new(RESULT, end[RESULT])
        leaves = not is_false(left)
        if falls and leaves:
            broke = handed.new(LEFT, end[BROKE], FALSE)
        results = [*handed.results, *([as_atom(left, self.builder)] if leaves else [])]
        self.env = after
        self.builder.span = span
        self.builder.append(
            Loop(
                tuple(handed.outs),
                tuple(handed.params),
                tuple(handed.inits),
                Block(tuple(ops), tuple(results)),
                span,
                item=iteration.item if iteration else None,
                iterable=iteration.iterable if iteration else None,
                test=turn.check,
                leaves=leaves,
                mark=Mark(),
            )
        )
        self.env[SKIP] = FALSE
        return broke

    def handed_on(self, node: gast.AST, turn: Turn) -> tuple[Handed, dict[str, Slot]]:
        """What an iteration hands to the next, and what there is behind the loop."""
        touched: set[Atom] = set()
        for op in (*turn.ops, *(turn.check.ops if turn.check else ())):
            touched.update(reads(op))
        handed = Handed()
        after = dict(self.env)
        for name, value in turn.carried.items():
            slot = self.handed_name(node, turn, handed, name, value, touched)
            if slot is not None:
                after[name] = slot
        self.share(node, turn, after)
        for out, init, result in zip(handed.outs, handed.inits, handed.results):
            for real in (self.lists, self.dicts, self.tuples, self.foreign):
                if result in real or init in real:
                    real.add(out)
            if {result, init} - {UNDEFINED} <= self.apart:
                self.apart.add(out)
            if init in self.unbound:
                self.unbound.add(out)
        return handed, after

    def handed_name(
        self,
        node: gast.AST,
        turn: Turn,
        handed: Handed,
        name: str,
        value: Slot,
        touched: set[Atom],
    ) -> Slot | None:
        """What a name holds behind the loop; None if no iteration has bound it."""
        init, last = self.slot(self.env, name), self.slot(turn.end, name)
        if isinstance(last, Items) and not isinstance(value, Refused):
            last = self.as_real(node, turn, value, last)
        used = self.is_used(node, turn, name, value, last, touched)
        if not isinstance(last, Refused):
            if init is UNDEFINED and not used:
                if not set(leaves_of(value)).isdisjoint(leaves_of(last)):
                    return None
                return handed.new(name, last)
            if not used and isinstance(value, Var) and isinstance(last, Items):
                if last.kind == "list":
                    last = self.real_at_end(node, turn, last)
            if same_structure(value, last):
                return handed.on(name, value, init, last)
        if used and isinstance(last, Refused):
            self.refuse(node, last.what, last.advice)
        if used:
            self.refuse(
                node,
                f"a loop that changes the structure of `{name}` is",
                "give what it becomes another name",
            )
        if isinstance(last, Refused):
            return last
        return Refused(
            f"`{name}` may be one of two different structures after the loop, which is",
            "give what it becomes in the loop another name",
        )

    def check_keys(self, walked: Walked, turn: Turn) -> None:
        """Refuse to change a dict that is gone through, but for the value of the key whose turn it is."""
        first = turn.start.get(walked.name)
        family: set[Atom] = {first} if isinstance(first, Var) else set()
        for op in walk(Block(tuple(turn.ops), ())):
            match op:
                case Store() if op.array in family:
                    if op.index not in walked.keys:
                        self.refuse_change(walked.node)
                    family.add(op.out)
                case Call() if op.args and op.args[0] in family:
                    if op.func is without:
                        self.refuse_change(walked.node)
                    if op.func is copy:
                        family.add(op.out)
                case If():
                    for out, a, b in zip(op.outs, op.then.results, op.orelse.results):
                        family.update([out] if a in family or b in family else [])
                case Loop():
                    pairs = zip(op.outs, op.params, op.inits)
                    family.update(v for *both, init in pairs if init in family for v in both)
        if turn.end.get(walked.name) not in family:
            self.refuse_change(walked.node)

    def is_used(
        self, node: gast.AST, turn: Turn, name: str, value: Slot, last: Slot, touched: set[Atom]
    ) -> bool:
        """Does an iteration read what a name holds at its beginning?"""
        if any(leaf in touched for leaf in leaves_of(value)):
            return True
        if isinstance(last, Refused) or same_structure(value, last):
            return False
        if not set(leaves_of(value)).isdisjoint(leaves_of(last)):
            return True
        if not isinstance(value, Items):
            return False
        # A read may ask the structure alone, as `len` does, or find nothing in an empty list.
        test = [node.test] if isinstance(node, gast.While) else []
        return id(value) in self.consulted or reads_first([*test, *getattr(node, "body", ())], name)

    def as_real(self, node: gast.AST, turn: Turn, value: Slot, last: Items) -> Slot:
        """What an iteration leaves: a real list where it began with one."""
        if isinstance(value, Items):
            if value.kind != "tuple" or len(value.values) != len(last.values):
                return last
            pairs = zip(value.values, last.values)
            parts = [
                self.as_real(node, turn, a, b) if isinstance(b, Items) else b for a, b in pairs
            ]
            return Items(last.kind, tuple(parts), last.keys, last.cell)  # type: ignore[arg-type]
        if not self.is_real(value) or (value in self.tuples) is not (last.kind == "tuple"):
            return last
        return self.real_at_end(node, turn, last)

    def real_at_end(self, node: gast.AST, turn: Turn, last: Items) -> Atom:
        """A list or dict made real behind an iteration."""
        outer = self.env, self.builder.ops
        self.env, self.builder.ops = turn.end, turn.ops
        make = self.real_tuple if last.kind == "tuple" else self.realised
        made = make(node, last)
        self.env, self.builder.ops = outer
        return made

    def share(self, node: gast.AST, turn: Turn, after: dict[str, Slot]) -> None:
        """Which lists are one behind the loop; refuse a change of those of which it depends on the iteration."""
        first, last = cells_of(turn.start), cells_of(turn.end)
        if first == last:
            return
        cells = agreed(first, last)
        for path, cell in cells.items():
            if cell is UNSURE and first.get(path) in turn.changed:
                self.refuse(
                    node,
                    f"a loop that changes the list `{path[0]}`, which in some iterations has another "
                    "name, is",
                    "make a copy, `list(items)`",
                )
        for name, slot in after.items():
            after[name] = with_cells(slot, cells, (name,))

    def parameter(self, leaf: Slot, name: str) -> Var:
        """The parameter of a loop for one value."""
        param = Var(hint(leaf) or name)
        for real in (self.lists, self.dicts, self.tuples, self.foreign):
            if leaf in real:
                real.add(param)
        if leaf in self.apart and leaf not in self.mixed:
            self.apart.add(param)
        return param


class Handed:
    """What a loop hands from one iteration to the next."""

    def __init__(self) -> None:
        self.params: list[Var] = []
        self.inits: list[Atom] = []
        self.results: list[Atom] = []
        self.outs: list[Var] = []

    def add(self, name: str, param: Var, init: Slot, result: Slot) -> Var:
        assert isinstance(init, (Var, Const)) and isinstance(result, (Var, Const))
        self.params.append(param)
        self.inits.append(init)
        self.results.append(result)
        self.outs.append(Var(param.name))
        return self.outs[-1]

    def new(self, name: str, last: Slot, init: Atom = UNDEFINED) -> Slot:
        """A value that no iteration reads from the one before."""
        shown = SHOWN.get(name, plain_name(name))
        made: Slot = rebuild(
            last, lambda leaf: self.add(name, Var(hint(leaf) or shown), init, leaf)
        )
        return made

    def on(self, name: str, params: Slot, inits: Slot, last: Slot) -> Slot:
        """A value that every iteration makes from the one before."""
        firsts, lasts = iter(parts_like(inits, params)), iter(parts_like(last, params))

        def add(leaf: Slot) -> Slot:
            assert isinstance(leaf, Var)
            return self.add(name, leaf, next(firsts), next(lasts))

        made: Slot = rebuild(params, add)
        return made


def name_of(env: dict[str, Slot], items: Items) -> str:
    """The name that holds a container."""
    return next((n for n, slot in env.items() if slot is items), "")
