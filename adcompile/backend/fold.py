"""Which values need no name: they are written where they are used.

    s0 = X @ W
    s1 = s0 + b
    h = np.tanh(s1)      =>      h = np.tanh(X @ W + b)

A value that the user named keeps its name.  A temporary folds into its only use if it is pure, nothing in
between overwrites what it reads, and the line does not become too long to read.  It stays in its block:
in a loop or a branch it would be computed more often than it was, or less.
"""

from __future__ import annotations

import bisect
import operator
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from adcompile.backend.order import Order, Scope
from adcompile.ir.nodes import (
    UNDEFINED,
    Atom,
    Call,
    Const,
    If,
    Loop,
    Op,
    Store,
    Var,
    defined,
    operands,
    walk,
)
from adcompile.ir.primitives import (
    Expression,
    append,
    assertion,
    build_dict,
    build_list,
    build_tuple,
    insert,
    pop,
    push,
    raising,
    received,
    record_item,
    set_attribute,
    set_item,
    shorten,
    turn,
    unpack,
    without,
)

__all__ = ["HEADERS", "HISTORY", "STATEMENTS", "Folding", "fold", "written"]

ALWAYS = (build_tuple, build_list, build_dict, slice)
ANYWHERE = (build_tuple, slice)  # costs nothing, so it may go into a loop
HISTORY = (push, pop)
STATEMENTS = (
    unpack, assertion, set_attribute, set_item, record_item, raising, received, append, insert, shorten, turn, without,
)  # fmt: skip
SAME_STATEMENT = 40  # ops that the user wrote in one statement stay together
OTHERWISE = 7
COMPARISONS = (
    operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne, operator.is_,
    operator.is_not,
)  # fmt: skip
HEADERS = (
    "if ", "elif ", "match ", "case ", "for ", "while ", "try:", "except ", "except:", "with ",
)  # fmt: skip

Roots = Mapping[Var, frozenset[Var]]
Target = Callable[[Op], Atom | None]


class Folding:
    """The folded ops, and the positions of the statements they end up in."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.op_of: dict[Var, Call] = {}
        self.conditional_of: dict[Var, If] = {}  # branches that are expressions
        self.places: dict[int, tuple[int, ...]] = {}  # of the folded ops, by position

    def places_of(self, position: int) -> tuple[int, ...]:
        """Where what is read at a position is printed."""
        return self.places.get(position) or (position,)

    def has_no_name(self, atom: Atom) -> bool:
        """Is a value written where it is used?"""
        return atom in self.op_of or atom in self.conditional_of


def fold(
    order: Order,
    inputs: Sequence[Var],
    roots: Roots,
    target: Target,
    is_pure: Callable[[Any], bool],
    split: bool,
) -> Folding:
    """Decide what folds; with `split` the temporaries of the forward half keep names of their own."""
    return Folder(order, inputs, roots, target, is_pure, split).run()


class Folder:
    """One sweep in program order."""

    def __init__(
        self,
        order: Order,
        inputs: Sequence[Var],
        roots: Roots,
        target: Target,
        is_pure: Callable[[Any], bool],
        split: bool,
    ) -> None:
        self.order = order
        self.roots = roots
        self.target = target
        self.is_pure = is_pure
        self.split = split
        self.users: dict[Var, list[int]] = {}
        for position in range(len(order.entries)):
            for atom in order.reads(position):
                if isinstance(atom, Var):
                    self.users.setdefault(atom, []).append(position)
        self.writes = written(order.entries, roots, target, is_pure)
        self.folding = Folding(order)
        self.sizes: dict[Atom, int] = {}
        self.reads: dict[Atom, frozenset[Var]] = {}
        rebound = {v.hint() for v in bound_in(order)}
        self.unchanged = {v for v in inputs if v.hint() not in rebound}
        self.candidates: dict[If, int] = {}  # where each is left
        for op, scopes in order.blocks.items():  # inner ones first
            if isinstance(op, If) and not split and self.may_be_expression(op):
                self.candidates[op] = scopes[0].leave

    def run(self) -> Folding:
        left = {position: op for op, position in self.candidates.items()}
        for position, op in enumerate(self.order.entries):
            if isinstance(op, (Call, Store)):
                if self.folds(position, op) and isinstance(op, Call):
                    self.folding.op_of[op.out] = op
            elif position in left and self.is_expression(position, left[position]):
                self.folding.conditional_of[left[position].outs[0]] = left[position]
        place_statements(self.folding, self.users)
        return self.folding

    def measure(self, out: Var, atoms: Sequence[Atom]) -> None:
        """How large an expression is, and what memory it reads."""
        parts = [a for a in atoms if self.folding.has_no_name(a)]
        self.sizes[out] = 1 + sum([self.sizes[a] for a in parts])
        if self.writes:
            self.reads[out] = frozenset().union(
                *(self.roots.get(a, frozenset()) for a in atoms if isinstance(a, Var)),
                *(self.reads[a] for a in parts),
            )

    def folds(self, position: int, op: Call | Store) -> bool:
        """Is an op written where its value is used?"""
        entries, scope = self.order.entries, self.order.scopes[position]
        atoms = operands(op)
        self.measure(op.out, atoms)
        uses = self.users.get(op.out, [])
        if not isinstance(op, Call) or not uses or op.func in HISTORY:
            return False
        if self.is_unpacked(op, position, uses):
            return True
        if len(uses) > 1 and op.func in COMPARISONS and self.is_asked_again(position, op, uses):
            return not self.is_overwritten(op.out, position, uses)
        if op.func not in ALWAYS and not isinstance(op.func, Expression):
            if len(uses) != 1 or not self.is_pure(op.func):
                return False
            if not fits(op, entries[uses[0]], self.sizes[op.out], self.split, scope):
                return False
        elif isinstance(op.func, Expression) and op.out.hint():
            return False
        elif len(uses) > 1 and any(is_kept(entries[use]) for use in uses):
            return False  # it is there once, for both
        parts = any(self.folding.has_no_name(a) for a in atoms)
        if not all(self.stays(op.out, op.func, position, use, parts) for use in uses):
            return False
        if self.is_overwritten(op.out, position, uses):
            return False
        return self.target(op) is None and not is_written(entries, uses, op.out, self.target)

    def is_unpacked(self, op: Call, position: int, uses: list[int]) -> bool:
        """Is it a call whose result is unpacked behind it, and nothing else: `a, b = f(x)`?"""
        if self.split or op.out.hint() or self.target(op) is not None:
            return False
        if op.func is operator.getitem:  # whose index may be a counter of the same name
            return False
        users = [self.order.entries[use] for use in uses]
        return uses == list(range(position + 1, position + 1 + len(uses))) and all(
            isinstance(user, Call) and user.func is unpack and user.args[0] is op.out
            for user in users
        )

    def is_asked_again(self, position: int, op: Call, uses: list[int]) -> bool:
        """Is it the test of several branches, and cheaper to read twice than to have a name?"""
        if self.split or op.out.hint():
            return False
        for use in uses:
            branch = self.order.entries[use]
            if not isinstance(branch, If) or self.repeats(position, use):
                return False
        return all(isinstance(a, Const) or self.is_at_hand(a, uses[-1]) for a in op.args)

    def repeats(self, position: int, use: int) -> bool:
        """Is a use in a loop that the op is not in?"""
        scope: Scope | None = self.order.scopes[use]
        while scope is not None and not scope.holds(self.order.scopes[position]):
            if scope.repeats:
                return True
            scope = scope.parent
        return False

    def is_at_hand(self, var: Var, place: int) -> bool:
        """Is a value there at a later place in any case, or a property of such a value?"""
        op = self.folding.op_of.get(var)
        if op is not None:
            simple = op.func is len or is_data(op.func)
            return simple and all(
                isinstance(a, Const) or self.is_at_hand(a, place) for a in op.args
            )
        if var in self.folding.conditional_of:
            return False
        if var in self.unchanged:
            return True
        return self.users[var][-1] >= place

    def is_overwritten(self, out: Var, position: int, uses: list[int]) -> bool:
        """Does anything write what an expression reads before its last use?"""
        if not self.writes:
            return False
        last = reach(self.order, self.order.scopes[position], uses[-1])
        return any(
            (places := self.writes.get(root)) is not None and is_between(position, last, places)
            for root in self.reads[out]
        )

    def may_be_expression(self, op: If) -> bool:
        """Did the user write it in an expression, and is it fit for one?"""
        out = op.outs[0] if len(op.outs) == 1 and op.kind == "if" else None
        if out is None or out.hint() or out.of or op.backward or len(self.users.get(out, ())) != 1:
            return False
        results = [block.results[0] for block in (op.then, op.orelse)]
        truth = any(isinstance(a, Const) and isinstance(a.value, bool) for a in results)
        if op.span.statement.startswith(HEADERS) and not truth:
            return False
        if any(a is UNDEFINED for a in results):
            return False
        return all(self.is_part(inner) for block in (op.then, op.orelse) for inner in block.ops)

    def is_part(self, op: Op) -> bool:
        """May an op of a branch be part of an expression?"""
        if isinstance(op, If):
            return op in self.candidates
        if not isinstance(op, Call) or op.out.hint() or op.out.of:
            return False
        if op.func in (*HISTORY, *STATEMENTS) or self.target(op) is not None:
            return False
        return self.is_pure(op.func) and len(self.users.get(op.out, ())) == 1

    def is_expression(self, leave: int, op: If) -> bool:
        """Has all that is inside been folded, and does the value fold in its turn?"""
        out, scopes = op.outs[0], self.order.blocks[op]
        inner = [*op.then.ops, *op.orelse.ops]
        if not all(self.folding.has_no_name(var) for each in inner for var in defined(each)):
            return False
        self.measure(out, (op.test, op.then.results[0], op.orelse.results[0]))
        uses, position = self.users[out], scopes[0].enter
        if self.sizes[out] >= SAME_STATEMENT or self.is_overwritten(out, position, uses):
            return False
        user = self.order.entries[uses[0]]
        if (
            isinstance(user, Scope)
            and user.region is not None
            and user.region not in self.candidates
        ):
            return False
        stays = self.stays(out, None, position, uses[0], True)
        return stays and not is_written(self.order.entries, uses, out, self.target)

    def stays(self, out: Var, func: Any, position: int, use: int, parts: bool) -> bool:
        """Is a use in the block of the op, and in a place where an expression may stand?"""
        order = self.order
        scope, user = order.scopes[position], order.entries[use]
        if order.scopes[use] is not scope:
            if func not in ANYWHERE or parts or not is_index(user, out):
                return False
            return scope.holds(order.scopes[use])
        match user:
            case Scope():
                if user.region is None or is_test(user) or is_flag(user, out):
                    return True
                return user.region in self.candidates
            case Loop():
                return user.iterable is out and out not in user.inits
            case Call():
                return user.func not in HISTORY or out is not user.args[0]
            case _:
                return True


def bound_in(order: Order) -> Iterator[Var]:
    """The values that ops make; none where no region asks for them."""
    for op in walk(order.top.block) if order.blocks else ():
        yield from defined(op)
        if isinstance(op, Loop):
            yield from op.params
            yield from () if op.item is None else (op.item,)


def written(
    entries: list[Any], roots: Roots, target: Target, is_pure: Callable[[Any], bool]
) -> dict[Var, list[int]]:
    """Where each buffer is overwritten, or may be."""
    writes: dict[Var, list[int]] = {}
    for position, op in enumerate(entries):
        if not isinstance(op, (Call, Store)):
            continue
        array = target(op)
        changed: tuple[Atom, ...] = () if array is None else (array,)
        if isinstance(op, Call) and array is None and not is_pure(op.func):
            changed = op.args  # whatever it does to them
        if isinstance(op, Call) and op.func in HISTORY:
            changed = op.args[:1]
        for atom in changed:
            found = roots.get(atom, frozenset()) if isinstance(atom, Var) else frozenset()
            if isinstance(op, Call) and op.func in HISTORY and atom in found:
                found = frozenset([atom])  # the list itself, and nothing that it holds
            for root in found:
                writes.setdefault(root, []).append(position)
    return writes


def is_kept(user: Any) -> bool:
    """Does an op put what it reads into a history?"""
    return isinstance(user, Call) and user.func is push


def fits(op: Call, user: Any, size: int, split: bool, scope: Scope) -> bool:
    """Does a value of `size` ops read well where its only user is?"""
    if op.func in STATEMENTS:
        return False
    name = op.out.hint()
    if isinstance(user, Scope) and user.region is None:
        return name in ("", "result") and size < SAME_STATEMENT and not (op.out.of and split)
    if name:
        return False
    if isinstance(user, (Scope, If, Loop)) or is_test(scope):
        return size < SAME_STATEMENT
    if split and (op.out.of is not None or not op.backward):
        return False
    closely = op.backward and op.out.of is None and op.span is user.span
    return size < (SAME_STATEMENT if closely or together(op, user) else OTHERWISE)


def is_test(scope: Scope) -> bool:
    """Is it the test of a `while` loop?"""
    return isinstance(scope.region, Loop) and scope.block is scope.region.test


def is_data(func: Any) -> bool:
    """Is it an attribute that is read, not a method that is called?"""
    return isinstance(func, (types.GetSetDescriptorType, types.MemberDescriptorType)) or (
        getattr(func, "is_data", False)
    )


def is_index(user: Any, out: Var) -> bool:
    """Is it what stands between brackets, and nothing else?"""
    if isinstance(user, Store):
        return user.index is out and user.value is not out
    return isinstance(user, Call) and user.func is operator.getitem and user.args[0] is not out


def reach(order: Order, scope: Scope, use: int) -> int:
    """Until where something must stay as it is for a use: in a loop, until the last iteration."""
    inner: Scope | None = order.scopes[use]
    while inner is not None and inner is not scope:
        use = inner.leave
        inner = inner.parent
    return use


def is_flag(scope: Scope, out: Var) -> bool:
    """Is it what ends the loop, and nothing else?"""
    loop, results = scope.region, scope.block.results
    return (
        isinstance(loop, Loop)
        and loop.leaves
        and scope.block is loop.body
        and results[-1] is out
        and out not in results[:-1]
    )


def is_between(low: int, high: int, positions: list[int]) -> bool:
    """Is one of the sorted positions strictly between the two?"""
    k = bisect.bisect_right(positions, low)
    return k < len(positions) and positions[k] < high


def together(op: Call, user: Op) -> bool:
    """Did the user write the two in one statement?"""
    return not op.backward and not user.backward and op.span.statement == user.span.statement


def is_written(entries: list[Any], places: list[int], var: Var, target: Target) -> bool:
    """Is the value the array of a write?"""
    users = [entries[k] for k in places]
    return any(isinstance(op, (Call, Store)) and target(op) is var for op in users)


def place_statements(folding: Folding, users: Mapping[Var, list[int]]) -> None:
    """Where each folded op is printed."""
    if not folding.op_of and not folding.conditional_of:
        return
    entries = folding.order.entries
    for position in reversed(range(len(entries))):
        op = entries[position]
        region = op.region if isinstance(op, Scope) else op
        if isinstance(region, If) and region.outs and region.outs[0] in folding.conditional_of:
            folding.places[position] = folding.places_of(users[region.outs[0]][0])
        elif isinstance(op, Call) and op.out in folding.op_of:
            uses = users[op.out]
            if len(uses) == 1:
                folding.places[position] = folding.places_of(uses[0])
            else:
                places = {p for use in uses for p in folding.places_of(use)}
                folding.places[position] = tuple(sorted(places))
