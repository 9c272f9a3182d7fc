"""Which values may share memory, and who can see a write, from op to op.

Each value has roots: the buffers it may live in.  An input is a buffer of its own, a view has the roots of
what it views, a new array is its own root, a number has none.  A container has those of its items beside its
own, which alone are changed where it grows.

    for i in range(n):       the body is read with the assumption that what an iteration hands on is a buffer
        A[1:] = B[1:]        of its own.  Where its results are, as here, this holds by induction: `A` and `B`
        A, B = B, A          are two buffers for good.  Where they are not, the sharing is written down and
                             the body is read again, until nothing is new.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from operator import getitem

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    operands,
    walk,
)
from adcompile.ir.order import Order
from adcompile.ir.primitives import (
    build_dict,
    build_list,
    build_tuple,
    copy,
    item,
    pop,
    push,
    unpack,
)
from adcompile.ir.regions import may_be_unbound
from adcompile.rules import engine
from adcompile.rules.primitives import is_augmented, is_in_place
from adcompile.rules.shared import is_view, views_first_only
from adcompile.rules.views import picks_a_copy

__all__ = ["Memory", "Roots", "input_roots", "is_write", "result_roots", "target", "union"]

Roots = frozenset[Var]
NONE: Roots = frozenset()
CONTAINERS = (build_tuple, build_list, build_dict)


def target(op: Op) -> Atom | None:
    """The operand that an op may overwrite, if it overwrites one."""
    if isinstance(op, Store):
        return op.array
    if isinstance(op, Call) and is_in_place(op.func):
        return op.args[0]
    return None


def is_write(op: Op) -> bool:
    """May the op itself overwrite an operand?"""
    return target(op) is not None


def input_roots(function: Function, facts: Facts) -> dict[Var, Roots]:
    """The roots of what comes from outside: each input is a buffer of its own."""
    return {var: NONE if facts.is_number(var) else frozenset([var]) for var in function.inputs()}


def result_roots(op: Call | Store, roots: Mapping[Var, Roots], facts: Facts) -> Roots:
    """The roots of the result of one op."""
    if facts.is_number(op.out):
        return NONE
    own = frozenset([op.out])
    written = target(op)
    if written is not None:
        holds = facts.fact(written).kind not in ("array", "number")  # maybe a list
        if not holds or (isinstance(op, Store) and facts.fact(op.index).kind == "tuple"):
            return union(roots, (written,)) or own
        if isinstance(op, Store):
            return union(roots, (written, op.value)) or own
        if is_augmented(op.func):  # a list would hold numbers
            held = [a for a in op.args[1:] if facts.rank(a) not in (0, 1)]
            return union(roots, (written, *held)) or own
        return union(roots, operands(op)) or own
    if isinstance(op, Call):
        if op.func is push:
            return NONE
        if op.func is pop:
            return union(roots, op.args)
        if op.func is getitem and facts.fact(op.args[0]).kind == "array":
            if picks_a_copy(op.args[1], facts):
                return own
        if not is_view(op):
            return own
        if views_first_only(op.func):
            return union(roots, op.args[:1]) or own
    return union(roots, operands(op)) | own


def union(roots: Mapping[Var, Roots], atoms: Iterable[Atom]) -> Roots:
    """All roots of some operands."""
    return NONE.union(*[roots.get(a, NONE) for a in atoms if isinstance(a, Var)])


class Holders:
    """The values that may live in each buffer, those around a loop and those inside it."""

    def __init__(self, around: Holders | None = None) -> None:
        self.of: dict[Var, list[Var]] = {}
        self.around = around

    def __getitem__(self, root: Var) -> list[Var]:
        found = self.of.get(root)
        if found is None:
            found = self.of[root] = list(self.around[root]) if self.around else []
        return found


class Memory:
    """One forward sweep over a program: what shares memory at the op that is being visited.

    `visit` gives the ops that take the place of an op: it may ask who sees a write, and make a copy first.
    With `owning`, a copy is made before a loop of what the loop overwrites and does not own.
    """

    def __init__(
        self,
        function: Function,
        facts: Facts,
        order: Order,
        visit: Callable[[Call | Store], Iterable[Call | Store]],
        borrowed: Roots = NONE,
        own: Callable[[Atom, Op, int], Call] | None = None,
    ) -> None:
        self.function = function
        self.facts = facts
        self.order = order
        self.visit = visit
        self.borrowed = borrowed
        self.own = own
        self.roots: dict[Var, Roots] = {}
        self.storage: dict[Var, Roots] = {}  # of containers: what a write changes, their items not
        self.shells: set[Var] = set()  # the roots that are the storage of some list
        self.copies: set[Var] = set()  # of a list, its items are not copied
        self.holders = Holders()
        self.renamed: dict[Var, Var] = {}
        self.histories: list[Var] = []
        self.overwritten: set[Var] = set()  # roots
        self.tokens: dict[tuple[object, ...], Var] = {}
        self.aged: dict[Var, Var] = {}
        self.unbound = may_be_unbound(function)  # there may be nothing to copy
        self.forward = bool(function.seeds)  # what the forward half makes is read at each pullback

    def run(self) -> Function:
        """The program with what `visit` made of it."""
        for var, roots in input_roots(self.function, self.facts).items():
            self.define(var, roots)
        self.histories = list(
            dict.fromkeys(
                op.args[0]
                for op in walk(self.function.body)
                if isinstance(op, Call) and op.func is push and isinstance(op.args[0], Var)
            )
        )
        return replace(self.function, body=self.block(self.function.body))

    # -- questions ------------------------------------------------------------------------

    def written_roots(self, var: Var) -> Roots:
        """The buffers that a write to the value changes."""
        return self.storage.get(var) or self.roots[var]

    def witnesses(self, var: Var, op: Op, roots: Roots) -> list[Var]:
        """The values other than `var` that may live in some buffers and are read after `op`."""
        found: list[Var] = []
        position = self.order.start[op]
        for root in roots:
            last, held = self.order.last, self.order.held
            living = [v for v in self.holders[root] if last.get(v, -1) > position or v in held]
            self.holders.of[root] = living  # positions only grow: nobody asks for the others again
            found += [v for v in living if v is not var and self.is_seen(v, op)]
        return found

    def is_seen(self, var: Var, op: Op) -> bool:
        """May the contents of the value be read after `op`?  The shape of an array never changes."""
        if self.facts.fact(var).kind == "array":
            return self.order.is_seen_after(var, op)
        return self.order.is_read_after(var, op)

    def atom(self, atom: Atom) -> Atom:
        """The value that now stands for an operand."""
        return self.renamed.get(atom, atom) if isinstance(atom, Var) else atom

    # -- the sweep ------------------------------------------------------------------------

    def block(self, block: Block) -> Block:
        """The ops in order, and what they leave."""
        ops: list[Op] = []
        for op in block.ops:
            if self.forward and op.backward:
                self.forward = False
                self.borrowed = self.borrowed.union(*self.roots.values())
            match op:
                case Call() | Store():
                    for new in self.visit(op):
                        self.observe(new)
                        ops.append(new)
                case If():
                    ops.append(self.branch(op))
                case Loop():
                    ops += self.loop(op)
        results = block.results
        return Block(tuple(ops), tuple(map(self.atom, results)) if self.renamed else results)

    def define(self, var: Var, roots: Roots, storage: Roots | None = None) -> None:
        """From here on the value lives in these buffers."""
        self.roots[var] = roots
        if storage is not None:
            self.storage[var] = storage
        elif self.storage:
            self.storage.pop(var, None)  # of an earlier visit
        if self.facts.fact(var).kind in ("list", "dict"):
            self.shells |= storage or roots
        for root in roots:
            self.holders[root].append(var)

    def observe(self, op: Call | Store) -> None:
        """Learn where the result of an op lives."""
        out, facts = op.out, self.facts
        written = target(op)
        if isinstance(written, Var):
            if facts.is_number(written):
                self.define(out, NONE if facts.is_number(out) else frozenset([out]))
                return
            self.overwritten |= self.written_roots(written)
            if op.derived and written in self.storage:  # a new value, be it in the same place
                own = frozenset([out])
                self.define(
                    out, self.contents(written) | union(self.roots, operands(op)[1:]) | own, own
                )
                return
            self.define(out, result_roots(op, self.roots, facts), self.storage.get(written))
            return
        if isinstance(op, Call):
            func = op.func
            first = op.args[0] if op.args else None
            if out in self.copies:
                own = frozenset([out])
                if facts.fact(out).kind in ("array", "number"):
                    self.define(out, own)
                else:
                    self.define(out, union(self.roots, op.args) | own, own)
                return
            if func is push:
                self.pushed(op)
            elif func in CONTAINERS:
                own = frozenset([out])
                self.define(out, union(self.roots, op.args) | own, own)
                return
            elif facts.fact(out).kind in ("list", "dict") and engine.makes_list(func):
                own = frozenset([out])
                args = op.args if func is engine.ADD_EACH else op.args[:1]
                self.define(out, own.union(*map(self.contents, args)), own)
                return
            elif func is engine.ZEROS_EACH:  # its items are new, too
                own = frozenset([out])
                items = self.token(self.order.home.get(out, -1), out)
                self.shells.add(items)  # lists, perhaps
                self.define(out, own | {items}, own)
                return
            elif isinstance(first, Var) and first in self.storage and not facts.is_number(out):
                if func is copy:
                    self.define(out, self.roots[first], self.storage[first])
                    return
                if func is getitem and engine.picks_several(op.args[1], facts):
                    new = frozenset([out])
                    is_list = facts.fact(first).kind == "list"  # else it may be a view
                    storage = new if is_list else new | self.storage[first]
                    self.define(out, self.contents(first) | new, storage)
                    return
                if func in (unpack, getitem, item, pop):
                    found = self.contents(first) or frozenset([out])
                    inner = facts.fact(out).kind in ("list", "dict") and found & self.shells
                    self.define(out, found, inner or None)
                    return
        self.define(out, result_roots(op, self.roots, facts))

    def contents(self, atom: Atom) -> Roots:
        """Where the items of a container or array live."""
        roots = union(self.roots, (atom,))
        if isinstance(atom, Var) and atom in self.storage:
            if self.facts.fact(atom).kind in ("list", "tuple", "dict"):
                return roots - self.storage[atom]
        return roots

    def pushed(self, op: Call) -> None:
        """A history holds the value from now on."""
        history, value = op.args
        assert isinstance(history, Var)
        self.extend(history, union(self.roots, (value,)))

    def extend(self, history: Var, roots: Roots) -> None:
        old = self.roots.get(history, NONE)
        self.roots[history] = old | roots
        for root in roots - old:
            self.holders[root].append(history)

    # -- regions --------------------------------------------------------------------------

    def branch(self, op: If) -> If:
        """Both branches; what leaves lives where it lived in one of them."""
        test = self.atom(op.test)
        then, orelse = self.block(op.then), self.block(op.orelse)
        for out, a, b in zip(op.outs, then.results, orelse.results):
            self.join(out, (a, b), union(self.roots, (a, b)))
        return replace(op, test=test, then=then, orelse=orelse)

    def join(self, out: Var, atoms: tuple[Atom, ...], roots: Roots) -> None:
        """A value that is one of several."""
        if self.facts.is_number(out):
            roots = NONE
        many = [a for a in atoms if isinstance(a, Var) and self.roots[a]]
        storage = None
        if many and all(a in self.storage for a in many):
            storage = union(self.storage, many)
        self.define(out, roots, storage)

    def loop(self, op: Loop) -> list[Op]:
        """The loop, behind the copies that it needs of what it is given."""
        inits = tuple(map(self.atom, op.inits))
        iterable = None if op.iterable is None else self.atom(op.iterable)
        around, overwritten = self.holders, self.overwritten
        round_ = Round(self, op, inits, iterable)
        while True:
            self.holders, self.overwritten = Holders(around), set()
            round_.enter()
            test = None if op.test is None else self.block(op.test)
            body = self.block(op.body)
            if round_.settled(body.results):
                break
        for history in self.histories:
            if history in self.roots:
                self.extend(history, round_.held.get(history, NONE))
        hit = round_.hits(body.results)
        for k in hit - round_.copied:
            init = inits[k]
            self.overwritten |= self.written_roots(init) if isinstance(init, Var) else NONE
        self.overwritten |= overwritten
        around.of.update(self.holders.of)
        self.holders = around
        ops: list[Op] = []
        new = list(inits)
        for k in sorted(round_.copied):
            assert self.own is not None
            made = self.own(inits[k], op, k)
            self.observe(made)
            ops.append(made)
            new[k] = made.out
        for k, out in enumerate(op.outs):
            param = op.params[k]
            self.define(out, self.roots[param], self.storage.get(param))
        ops.append(replace(op, inits=tuple(new), iterable=iterable, test=test, body=body))
        return ops

    def token(self, head: int, *key: object) -> Var:
        """A buffer that has no value of its own to stand for it, made in the loop that begins at `head`."""
        found = self.tokens.get(key)
        if found is None:
            found = self.tokens[key] = Var()
            self.order.home[found] = head
        return found


class Round:
    """What is assumed of the parameters of a loop, until an iteration keeps it true."""

    def __init__(
        self, memory: Memory, op: Loop, inits: tuple[Atom, ...], iterable: Atom | None
    ) -> None:
        self.memory = memory
        self.op = op
        self.inits = inits
        self.iterable = iterable
        self.head = memory.order.start[op]
        count = len(inits)
        facts = memory.facts
        self.numbers = [facts.is_number(p) for p in op.params]
        self.extra: list[set[Var]] = [set() for _ in inits]  # roots beside the one of its own
        self.changed: list[set[Var]] = [set() for _ in inits]  # those of them that a write changes
        self.container = [self.begins_as_container(k) for k in range(count)]
        self.held = {h: memory.roots[h] for h in memory.histories if h in memory.roots}
        self.watched = [self.is_watched(k) for k in range(count)]
        self.candidates = {
            k
            for k in range(count)
            if memory.own is not None
            and not self.container[k]
            and op.inits[k] not in memory.unbound
            and not self.is_alone(k, frozenset())
        }
        if self.candidates and not any(map(is_write, walk(op.body))):
            self.candidates = set()
        self.copied: set[int] = set(self.candidates)

    def begins_as_container(self, k: int) -> bool:
        init = self.inits[k]
        if isinstance(init, Const):
            return self.memory.facts.fact(self.op.params[k]).kind in ("list", "tuple", "dict")
        return init in self.memory.storage

    def is_watched(self, k: int) -> bool:
        """Is what the parameter begins with somebody else's, or read by others while the loop runs?"""
        init, memory = self.inits[k], self.memory
        if not isinstance(init, Var):
            return False
        roots = memory.roots[init]
        return bool(
            roots & memory.borrowed
            or memory.is_seen(init, self.op)
            or memory.witnesses(init, self.op, roots)
        )

    def is_alone(self, k: int, copied: Collection[int]) -> bool:
        """Does nobody else see what the parameter begins with, if the inits in `copied` are copies?"""
        mine = union(self.memory.roots, (self.inits[k],))
        if not mine or self.numbers[k]:
            return True
        return not self.watched[k] and not any(
            mine & union(self.memory.roots, (other,))
            for j, other in enumerate(self.inits)
            if j != k and j not in copied
        )

    def enter(self) -> None:
        """The state of the memory at the beginning of an iteration."""
        memory = self.memory
        for history, roots in self.held.items():
            memory.roots[history] = NONE
            memory.extend(history, roots)
        for k, param in enumerate(self.op.params):
            if self.numbers[k]:
                memory.define(param, NONE)
                continue
            if k not in self.copied and not self.is_alone(k, self.copied):
                init = self.inits[k]
                assert isinstance(init, Var)
                self.extra[k] |= memory.roots[init]
                self.changed[k] |= memory.written_roots(init)
            own = frozenset([param])
            roots = own | self.extra[k]
            if self.container[k]:
                memory.define(param, roots | self.contents(param), own | self.changed[k])
            else:
                memory.define(param, roots)
        if self.op.item is not None:
            of = NONE if self.iterable is None else memory.contents(self.iterable)
            number = memory.facts.is_number(self.op.item)
            memory.define(self.op.item, NONE if number else of or frozenset([self.op.item]))

    def is_inside(self, root: Var) -> bool:
        """Does the buffer come into being in the loop?"""
        return self.memory.order.home.get(root, -1) >= self.head and (
            root not in self.memory.borrowed
        )

    def settled(self, results: tuple[Atom, ...]) -> bool:
        """Does an iteration leave what was assumed at its beginning?  Otherwise assume less."""
        size = self.size()
        self.carry(results)
        self.age(results)
        if self.size() != size:
            return False
        wanted = self.wanted(results)
        if wanted == self.copied:
            return True
        self.copied = wanted
        return False

    def size(self) -> tuple[int, ...]:
        """A measure of what is known to be shared, which only grows."""
        return (
            sum(map(len, self.extra)),
            sum(map(len, self.changed)),
            sum(map(len, self.held.values())),
            -sum(self.container),
        )

    def carry(self, results: tuple[Atom, ...]) -> None:
        """The sharing among what the iteration hands on."""
        memory = self.memory
        takers: dict[Var, list[int]] = {}
        for k in range(len(self.op.params)):
            result = results[k]
            if not isinstance(result, Var) or self.numbers[k]:
                continue
            roots = memory.roots[result]
            if roots and result not in memory.storage:
                self.container[k] = False
            written = memory.written_roots(result)
            for root in roots:
                if self.is_inside(root):
                    takers.setdefault(root, []).append(k)
                else:
                    self.extra[k].add(root)
                    if root in written:
                        self.changed[k].add(root)
        for root, sharing in takers.items():
            for i, k in enumerate(sharing):
                for j in sharing[i + 1 :]:
                    a, b = self.is_changed(results[k], root), self.is_changed(results[j], root)
                    both = memory.token(self.head, self.op.params[k], self.op.params[j], a, b)
                    if root in memory.shells:
                        memory.shells.add(both)
                    for which, yes in ((k, a), (j, b)):
                        self.extra[which].add(both)
                        if yes:
                            self.changed[which].add(both)

    def is_changed(self, result: Atom, root: Var) -> bool:
        """Does a write to the result change this buffer?"""
        assert isinstance(result, Var)
        return root in self.memory.written_roots(result)

    def age(self, results: tuple[Atom, ...]) -> None:
        """Histories keep what this iteration pushed; the buffers of the next have the same names."""
        memory = self.memory
        for history in self.held:
            kept: set[Var] = set(self.held[history])
            for root in memory.roots[history]:
                if not self.is_inside(root):
                    kept.add(root)
                    continue
                kept.add(self.old(root))
                for k, param in enumerate(self.op.params):
                    result = results[k]
                    if self.numbers[k] or not isinstance(result, Var):
                        continue
                    if root not in memory.roots[result]:
                        continue
                    if not self.container[k] or self.is_changed(result, root):
                        kept.add(param)
                    else:
                        kept |= self.contents(param)
            self.held[history] = frozenset(kept)

    def contents(self, param: Var) -> Roots:
        """Where the items of a container are that belong to it alone: those that are lists, and the others."""
        lists, others = (self.memory.token(self.head, param, kind) for kind in ("lists", "others"))
        self.memory.shells.add(lists)
        return frozenset((lists, others))

    def old(self, root: Var) -> Var:
        """The buffers that had this name in earlier iterations."""
        memory = self.memory
        found = memory.aged.get(root)
        if found is None:
            found = memory.aged[root] = memory.token(memory.order.home[root], root)
            memory.aged[found] = found
        if root in memory.shells:
            memory.shells.add(found)
        return found

    def hits(self, results: tuple[Atom, ...]) -> set[int]:
        """The parameters whose buffer at the beginning is overwritten in some iteration.

        An estimate, which decides where a copy is worth it and not whether a write needs one.
        """
        memory = self.memory
        hit = {
            k
            for k, param in enumerate(self.op.params)
            if param in memory.overwritten or not memory.overwritten.isdisjoint(self.extra[k])
        }
        while True:
            changed = NONE.union(
                *[memory.written_roots(r) for r in (results[j] for j in hit) if isinstance(r, Var)]
            )
            more = {
                k
                for k, param in enumerate(self.op.params)
                if k not in hit and not memory.roots[param].isdisjoint(changed)
            }
            if not more:
                return hit
            hit |= more

    def wanted(self, results: tuple[Atom, ...]) -> set[int]:
        """The inits that have to be copied: never more than were copied so far."""
        if not self.copied:
            return self.copied
        wanted: set[int] = set()
        hit = self.hits(results) & self.candidates
        for k in sorted(hit):
            if not self.is_alone(k, wanted):
                wanted.add(k)
        return wanted if wanted < self.copied else self.copied
