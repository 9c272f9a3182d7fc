"""Control flow to regions: branches, loops, and what leaves them early.

    for v in x:                  left = loop:
        if v > c:                    then: left = True, s = v
            s = v            =>      else: left = False
            break                    yield s, left

`break`, `continue` and `return` become flags.  What follows a branch that always leaves goes into the
other one; what follows a branch that may leave is skipped by a flag.  A name that is bound on one side only
is UNDEFINED on the other.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import gast

from adcompile.diagnostics import AdcompileError
from adcompile.frontend.bindings import grown_names, leaves_always
from adcompile.frontend.identity import UNSURE, agreed, cells_of, with_cells
from adcompile.frontend.iteration import Iterations
from adcompile.frontend.values import (
    Instance,
    Items,
    Refused,
    Slot,
    Value,
    as_atom,
    leaves_of,
    rebuild,
    same_structure,
)
from adcompile.ir.nodes import UNDEFINED, Atom, Block, Const, If, Kind, Mark, Op, Var
from adcompile.ir.primitives import raising

__all__ = ["DONE", "FALSE", "RESULT", "SKIP", "START", "TRUE", "Flow", "names_of"]

# What the environment holds beside the user's names.
SKIP = ".skip"  # the rest of this block is not run
LEFT = ".left"  # the loop ends with this iteration
BROKE = ".broke"  # ... and not because its condition fails: the `else` of the loop is not run
DONE = ".done"  # the function has returned
DEAD = ".dead"  # an exception was raised: nothing after this is reached
FAILED = ".failed"  # an exception was caught
RESULT = ".result"
SHOWN = {
    FAILED: "failed",
    SKIP: "skipped",
    LEFT: "left",
    BROKE: "left",
    DONE: "returned",
    RESULT: "result",
}
FLAGS = (FAILED, SKIP, LEFT, BROKE, DONE, DEAD)
TRUE, FALSE = Const(True), Const(False)
START: dict[str, Slot] = {**dict.fromkeys(FLAGS, FALSE), RESULT: UNDEFINED}
Env = dict[str, Slot]
Way = tuple[list[Op], Env]  # one side of a branch
DEEPEST = 60  # blocks in blocks; `frontend.split` refuses what the user nests more deeply
MOST_UNROLLED = 64

Action = Callable[[], None]


class Joint:
    """What comes out behind two sides."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.outs: list[Var] = []
        self.results: list[tuple[Atom, Atom]] = []
        self.same: dict[tuple[Any, Any] | None, Var] = {}  # what several flags of a `try` are

    def flags(self, name: str, a: Slot, b: Slot) -> tuple[Any, Any] | None:
        """The values of a flag of a `try`, if they differ."""
        if self.kind == "try" and name in FLAGS and isinstance(a, Const) and isinstance(b, Const):
            return (a.value, b.value) if a.value is not b.value else None
        return None


class Flow(Iterations):
    """The statements that decide what runs."""

    depth = 0
    handling = False  # is this the handler of an exception?
    unbound: set[Slot]  # the values of names that may not be bound
    errors: list[AdcompileError]

    def statement(self, node: gast.AST) -> None:
        raise NotImplementedError

    def bind(self, target: gast.AST, value: Value, fresh: bool) -> None:
        raise NotImplementedError

    def statements(self, nodes: Sequence[gast.AST]) -> None:
        """Some statements in order; those behind a branch that leaves are lowered into the other one."""
        for k, node in enumerate(nodes):
            rest = nodes[k + 1 :]
            following = functools.partial(self.resume, rest)
            if isinstance(node, gast.If) and rest:
                if leaves_always(node.body):
                    self.statement(split_if(node, node.body, [*node.orelse, *rest]))
                    return
                if leaves_always(node.orelse):
                    self.statement(split_if(node, [*node.body, *rest], node.orelse))
                    return
            if isinstance(node, gast.Try) and rest and handlers_leave(node):
                self.statement(split_try(node, [*node.orelse, *rest]))
                return
            self.statement(node)
            skip = self.env[SKIP]
            if is_true(skip):
                return
            if not is_false(skip):
                if rest:
                    flag = as_atom(skip, self.builder)
                    self.fork(node, flag, self.skipped, following)
                return

    def slot(self, env: Mapping[str, Slot], name: str) -> Slot:
        """What a name holds; UNDEFINED if nothing has bound it."""
        return env.get(name, UNDEFINED)

    def skipped(self) -> None:
        """The side on which nothing follows."""
        self.env[SKIP] = TRUE

    def resume(self, nodes: Sequence[gast.AST]) -> None:
        """The statements behind a branch that did not leave."""
        self.env[SKIP] = FALSE
        self.statements(nodes)

    # -- branches -------------------------------------------------------------------------

    def branch(self, node: gast.If) -> None:
        test = self.test(node.test)
        self.grow([*node.body, *node.orelse])
        self.fork(
            node, test, lambda: self.statements(node.body), lambda: self.statements(node.orelse)
        )

    def fork(
        self,
        node: gast.AST,
        test: Atom,
        then: Action | None,
        orelse: Action | None,
        kind: Kind = "if",
    ) -> None:
        """Lower two alternatives and join what they leave."""
        actions = [action or (lambda: None) for action in (then, orelse)]
        if isinstance(test, Const) and kind == "if":
            actions[0 if test.value else 1]()
            return
        self.check_depth(node)
        line = self.line
        span = self.source.span(node, self.line)
        before, outer = self.env, self.builder.ops
        sides: list[Way] = []
        try:
            for action in actions:
                self.env, self.builder.ops = dict(before), []
                action()
                sides.append((self.builder.ops, self.env))
        finally:
            self.env, self.builder.ops, self.line = before, outer, line
            self.depth -= 1
        (ops_a, _), (ops_b, _) = sides
        joint = Joint(kind)
        self.env = self.joined_names(joint, before, *sides)
        self.builder.span = span
        self.builder.append(
            If(
                tuple(joint.outs),
                test,
                Block(tuple(ops_a), tuple(a for a, _ in joint.results)),
                Block(tuple(ops_b), tuple(b for _, b in joint.results)),
                span,
                mark=Mark(),
                kind=kind,
            )
        )

    def joined_names(self, joint: Joint, before: Env, one: Way, other: Way) -> Env:
        """What the names hold behind two sides."""
        (_, env_a), (_, env_b) = one, other
        dead_a, dead_b = is_true(env_a[DEAD]), is_true(env_b[DEAD])
        if dead_a == dead_b:
            while self.level((env_a, one[0]), (env_b, other[0])):
                pass
        known = defined_in(before)
        after: Env = {}
        for name in dict.fromkeys([*env_a, *env_b]):
            a, b = self.slot(env_a, name), self.slot(env_b, name)
            if dead_a != dead_b and name != DEAD:
                living = b if dead_a else a
                if not moves(living, known):
                    after[name] = living
                    continue
                a, b = (UNDEFINED, b) if dead_a else (a, UNDEFINED)
            elif dead_a != dead_b:
                a = b = FALSE
            after[name] = self.joined_slot(joint, name, a, b)
        cells_a = cells_of(env_b if dead_a else env_a)
        cells_b = cells_of(env_a if dead_b else env_b)
        if cells_a != cells_b:
            cells = agreed(cells_a, cells_b)
            after = {name: with_cells(slot, cells, (name,)) for name, slot in after.items()}
        return after

    def joined_slot(self, joint: Joint, name: str, a: Slot, b: Slot) -> Slot:
        """What one name holds behind two sides that leave `a` and `b`."""
        flags = joint.flags(name, a, b)
        if flags in joint.same:
            return joint.same[flags]
        if a is b or is_same_constant(a, b) or isinstance(a, Refused):
            return a
        if isinstance(b, Refused):
            return b
        if not same_structure(a, b):
            return Refused(
                f"`{SHOWN.get(name, name)}` may be one of two different structures here, which is",
                "make it the same kind of thing in both branches",
            )
        if isinstance(a, Instance) or isinstance(b, Instance):
            return Refused(
                f"`{name}`, an object that may or may not be bound here, is", "bind it before"
            )
        if isinstance(a, Items) or isinstance(b, Items):
            shape = a if isinstance(a, Items) else b
            pairs = iter(zip(parts_like(a, shape), parts_like(b, shape)))
            whole: Slot = rebuild(
                shape, lambda leaf: self.joined_slot(joint, hint(leaf), *next(pairs))
            )
            return whole
        out = Var(SHOWN.get(name, plain_name(name)))
        self.learn(out, a, b)
        if flags is not None:
            joint.same[flags] = out
        joint.outs.append(out)
        joint.results.append((as_atom(a, self.builder), as_atom(b, self.builder)))
        return out

    def learn(self, out: Var, *ways: Slot) -> None:
        """Take over what is known of the values that one may be."""
        for real in (self.lists, self.dicts, self.tuples, self.foreign):
            if not real.isdisjoint(ways):
                real.add(out)
        if {*ways} - {UNDEFINED} <= self.apart:
            self.apart.add(out)
        if not self.unbound.isdisjoint(ways):
            self.unbound.add(out)

    def check_depth(self, node: gast.AST) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(
                node,
                f"more than {DEEPEST} branches and loops in each other are",
                "move the inner part to a function of its own, or leave early in fewer places",
            )

    def choice(self, node: gast.AST, name: str, test: Atom, a: Any, b: Any) -> Slot:
        """The value of one of two expressions."""
        slot = ".choice"

        def side(expression: Any) -> Action:
            def action() -> None:
                self.env[slot] = expression() if callable(expression) else expression

            return action

        self.fork(node, test, side(a), side(b))
        value = self.env.pop(slot)
        if isinstance(value, Refused):
            self.refuse(node, value.what, value.advice)
        last = self.builder.ops[-1] if self.builder.ops else None
        if isinstance(last, If) and isinstance(value, Var) and value in last.outs:
            named = self.again(value, Var("" if name.startswith(".") else name))
            outs = tuple(named if out is value else out for out in last.outs)
            self.builder.ops[-1] = If(
                outs, last.test, last.then, last.orelse, last.span, mark=last.mark
            )
            return named
        return value

    def conditional(self, node: gast.IfExp, name: str) -> Slot:
        test = self.test(node.test)
        return self.choice(
            node,
            name,
            test,
            lambda: self.expression(node.body),
            lambda: self.expression(node.orelse),
        )

    def short_circuit(self, node: gast.BoolOp, name: str) -> Slot:
        """`a and b` is `b if a else a`; of comparisons, it is kept as it is written."""
        if self.is_boolean(node):
            return self.as_written(node, name)
        return self.chosen(node, name)

    def chosen(self, node: gast.BoolOp, name: str) -> Slot:
        """`a and b` as a branch."""
        first, *others = node.values
        value = self.atom(first)
        for other in others:
            rest = self.lazy(other)
            pair = (rest, value) if isinstance(node.op, gast.And) else (value, rest)
            value = as_atom(self.choice(node, name, value, *pair), self.builder)
        return value

    def lazy(self, node: gast.AST) -> Callable[[], Slot]:
        return lambda: self.expression(node)

    def test(self, node: gast.AST) -> Atom:
        """A condition: only its truth matters."""
        if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.Not):
            inner = self.test(node.operand)
            if isinstance(inner, Const):
                return Const(not inner.value)
        constant = self.constant_test(node)
        if constant is not None:
            return constant
        if isinstance(node, gast.BoolOp) and not has_walrus(node):
            return as_atom(self.as_written(node, "", boolean=True), self.builder)
        value = self.expression(node)
        return (
            Const(bool(value.values)) if isinstance(value, Items) else as_atom(value, self.builder)
        )

    def constant_test(self, node: gast.AST) -> Const | None:
        """The truth of `a and b` where the parts that are compiled in decide it."""
        if not isinstance(node, gast.BoolOp) or has_walrus(node):
            return None
        decides = isinstance(node.op, gast.Or)
        first = node.values[0]
        if isinstance(first, gast.Name):
            value = self.name(first, "")
            if isinstance(value, Const) and bool(value.value) is decides:
                return Const(decides)
        return None

    # -- leaving --------------------------------------------------------------------------

    def breaks(self, node: gast.Break) -> None:
        self.env[SKIP] = self.env[LEFT] = self.env[BROKE] = TRUE

    def continues(self, node: gast.Continue) -> None:
        self.env[SKIP] = TRUE

    def returns(self, node: gast.Return) -> None:
        value = Const(None) if node.value is None else self.expression(node.value, "result")
        self.refuse_tuples(node, [value])
        self.env[RESULT] = value
        self.env[SKIP] = self.env[LEFT] = self.env[BROKE] = self.env[DONE] = TRUE

    def raises(self, node: gast.Raise) -> None:
        parts = [part for part in (node.exc, node.cause) if part is not None]
        if not parts and not self.handling:
            self.refuse(node, "`raise` without an exception is", "name the exception")
        values = [self.as_written(part, "", "an exception", boolean=True) for part in parts]
        self.enter(node)
        self.builder.call(raising, *(as_atom(value, self.builder) for value in values))
        self.env[SKIP] = self.env[DEAD] = TRUE

    def grow(self, nodes: Sequence[gast.AST], repeated: bool = False) -> None:
        """Make real lists of those whose length or elements will depend on what runs."""
        for name in grown_names(nodes):
            value = self.env.get(name)
            if isinstance(value, Items) and value.kind == "list":
                if not repeated and not self.unbound.isdisjoint(leaves_of(value)):
                    continue  # what it holds may not be there
                if value.cell is not UNSURE:
                    self.realised(self.line, value, name)

    def level(self, *sides: Side) -> bool:
        """Make a list or dict real on both sides where its structure differs; was there one?"""
        (env_a, _), (env_b, _) = sides
        for name in [n for n in env_a if n in env_b] if containers_in(env_a, env_b) else ():
            for pair in self.unlike(env_a[name], env_b[name]):
                for items, (env, ops) in zip(pair, sides):
                    if isinstance(items, Items):
                        outer = self.env, self.builder.ops
                        self.env, self.builder.ops = env, ops
                        self.realised(self.line, items)
                        self.env, self.builder.ops = outer
                return True
        return False

    def unlike(self, a: Slot, b: Slot) -> Iterator[tuple[Slot, Slot]]:
        """The lists and dicts in two values that have become different, of which at least one is known."""
        if same_structure(a, b) or isinstance(a, Refused) or isinstance(b, Refused):
            return
        kinds = {v.kind for v in (a, b) if isinstance(v, Items)}
        if kinds == {"tuple"} and isinstance(a, Items) and isinstance(b, Items):
            if len(a.values) == len(b.values):
                for x, y in zip(a.values, b.values):
                    yield from self.unlike(x, y)
        elif len(kinds) == 1 and kinds != {"tuple"}:
            sure = all(v.cell is not UNSURE for v in (a, b) if isinstance(v, Items))
            known = self.dicts | self.unbound if kinds == {"dict"} else None
            if sure and all(isinstance(v, Items) or known is None or v in known for v in (a, b)):
                yield a, b


Side = tuple[dict[str, Slot], list[Op]]


def containers_in(*envs: dict[str, Slot]) -> bool:
    """Does a name hold a list, tuple or dict of known structure?"""
    return any(isinstance(slot, Items) for env in envs for slot in env.values())


def names_of(target: gast.AST) -> list[str]:
    """The names of the target of a loop; empty texts for parts that are none."""
    if isinstance(target, (gast.Tuple, gast.List)):
        return [plain_name(t.id) if isinstance(t, gast.Name) else "" for t in target.elts]
    return [plain_name(target.id)] if isinstance(target, gast.Name) else []


def handlers_leave(node: gast.Try) -> bool:
    """Does nothing behind a `try` run after an exception?"""
    if node.finalbody or not node.handlers:
        return False
    return all(leaves_always(handler.body) for handler in node.handlers)


def split_try(node: gast.Try, orelse: list[Any]) -> gast.Try:
    """The same statement with another `else` clause."""
    new = gast.Try(body=node.body, handlers=node.handlers, orelse=orelse, finalbody=[])
    return gast.copy_location(new, node)


def split_if(node: gast.If, body: list[Any], orelse: list[Any]) -> gast.If:
    """The same branch with other blocks."""
    new = gast.If(test=node.test, body=body, orelse=orelse)
    return gast.copy_location(new, node)


def parts_like(value: Slot, shape: Slot) -> tuple[Slot, ...]:
    """The leaves of a value; of one that is not bound, as many as `shape` has."""
    if value is UNDEFINED:
        return (UNDEFINED,) * len(leaves_of(shape))
    if isinstance(value, Items) and isinstance(shape, Items):
        pairs = zip(value.values, shape.values)
        return tuple(leaf for v, s in pairs for leaf in parts_like(v, s))
    return (value,)


def hint(value: Slot) -> str:
    """The name of a leaf."""
    return value.hint() if isinstance(value, Var) else ""


def plain_name(name: str) -> str:
    """The user's name; none for one of ours.

    >>> plain_name("x"), plain_name(".skip"), plain_name("@3:self.W")
    ('x', '', 'self_W')
    """
    if name.startswith("@"):
        return name.partition(":")[2].replace(".", "_")
    return "" if name.startswith(".") else name


def is_true(value: Slot) -> bool:
    """Is this flag known to be set?"""
    return isinstance(value, Const) and value.value is True


def is_false(value: Slot) -> bool:
    """Is this flag known not to be set?"""
    return isinstance(value, Const) and value.value is False


def is_same_constant(a: Slot, b: Slot) -> bool:
    """Are two values one literal?"""
    if not isinstance(a, Const) or not isinstance(b, Const) or UNDEFINED in (a, b):
        return False
    if a.value is b.value:
        return True
    simple = (int, float, complex, bool, str, bytes, type(None))
    same = type(a.value) is type(b.value) and isinstance(a.value, simple)
    return same and repr(a.value) == repr(b.value)


def has_walrus(node: gast.AST) -> bool:
    """Does an expression bind a name?"""
    return any(isinstance(inner, gast.NamedExpr) for inner in gast.walk(node))


def defined_in(env: dict[str, Slot]) -> set[Slot]:
    """Every value that an environment holds."""
    return {leaf for value in env.values() for leaf in leaves_of(value)}


def moves(value: Slot, known: set[Slot]) -> bool:
    """Was a part of this value made inside a block?"""
    return any(isinstance(leaf, Var) and leaf not in known for leaf in leaves_of(value))
