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
from collections.abc import Callable, Sequence
from typing import Any

import gast

from adcompile.frontend.bindings import (
    bound_names,
    grown_names,
    leaves_always,
    local_names,
    reads_first,
    returns,
)
from adcompile.frontend.iteration import Iteration, Iterations
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
from adcompile.ir.nodes import UNDEFINED, Atom, Block, Const, If, Kind, Loop, Mark, Op, Var, reads
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
DEEPEST = 60  # blocks in blocks; `frontend.split` refuses what the user nests more deeply
MOST_UNROLLED = 64

Action = Callable[[], None]


class Flow(Iterations):
    """The statements that decide what runs."""

    depth = 0
    handling = False  # is this the handler of an exception?
    unbound: set[Slot]  # the values of names that may not be bound

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
        sides: list[tuple[list[Op], dict[str, Slot]]] = []
        try:
            for action in actions:
                self.env, self.builder.ops = dict(before), []
                action()
                sides.append((self.builder.ops, self.env))
        finally:
            self.env, self.builder.ops, self.line = before, outer, line
            self.depth -= 1
        (ops_a, env_a), (ops_b, env_b) = sides
        outs: list[Var] = []
        results: list[tuple[Atom, Atom]] = []
        same: dict[tuple[Any, Any], Var] = {}  # what several flags of a `try` are

        def joined(name: str, a: Slot, b: Slot) -> Slot:
            if kind == "try" and name in FLAGS and isinstance(a, Const) and isinstance(b, Const):
                if a.value is not b.value and (a.value, b.value) in same:
                    return same[a.value, b.value]
            if a is b or is_same_constant(a, b) or isinstance(a, Refused):
                return a
            if isinstance(b, Refused):
                return b
            if not same_structure(a, b) and may_be_list(a) and may_be_list(b):
                a, b = self.real_list(a, ops_a), self.real_list(b, ops_b)
            if not same_structure(a, b):
                return Refused(
                    f"`{SHOWN.get(name, name)}` may be one of two different structures here, which is",
                    "make it the same kind of thing in both branches",
                )
            if isinstance(a, Items) or isinstance(b, Items):
                shape = a if isinstance(a, Items) else b
                pairs = iter(zip(parts_like(a, shape), parts_like(b, shape)))
                whole: Slot = rebuild(shape, lambda leaf: joined(hint(leaf), *next(pairs)))
                return whole
            out = Var(SHOWN.get(name, plain_name(name)))
            if a in self.lists or b in self.lists:
                self.lists.add(out)
            if not self.unbound.isdisjoint((a, b)):
                self.unbound.add(out)
            if kind == "try" and name in FLAGS and isinstance(a, Const) and isinstance(b, Const):
                same[a.value, b.value] = out
            outs.append(out)
            results.append((as_atom(a, self.builder), as_atom(b, self.builder)))
            return out

        dead_a, dead_b = is_true(env_a[DEAD]), is_true(env_b[DEAD])
        known = defined_in(before)
        after: dict[str, Slot] = {}
        for name in dict.fromkeys([*env_a, *env_b]):
            a, b = env_a.get(name, UNDEFINED), env_b.get(name, UNDEFINED)
            if dead_a != dead_b and name != DEAD:
                living = b if dead_a else a
                if not moves(living, known):
                    after[name] = living
                    continue
                a, b = (UNDEFINED, b) if dead_a else (a, UNDEFINED)
            elif dead_a != dead_b:
                a = b = FALSE
            after[name] = joined(name, a, b)
        self.env = after
        self.builder.span = span
        self.builder.append(
            If(
                tuple(outs),
                test,
                Block(tuple(ops_a), tuple(a for a, _ in results)),
                Block(tuple(ops_b), tuple(b for _, b in results)),
                span,
                mark=Mark(),
                kind=kind,
            )
        )

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
            named = Var("" if name.startswith(".") else name)
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

    # -- loops ----------------------------------------------------------------------------

    def while_loop(self, node: gast.While) -> None:
        endless = isinstance(node.test, gast.Constant) and bool(node.test.value)
        names = self.carried([node.test, *node.body])
        self.grow(node.body, True)

        def body() -> None:
            if has_walrus(node.test):
                test = self.test(node.test)
                self.fork(node, test, lambda: self.statements(node.body), self.leave)
            else:
                self.statements(node.body)

        plain = not endless and not has_walrus(node.test)
        self.repeat(
            node,
            names,
            body,
            test=(lambda: self.test(node.test)) if plain else None,
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
        iteration = self.iteration(node.iter, names_of(node.target))
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
        )

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
            value = self.env.get(node.iter.id)
            if isinstance(value, Items) or value in self.lists:
                self.refuse(
                    node.iter,
                    f"changing the list `{node.iter.id}` while iterating over it is",
                    "iterate over a copy, or build another list",
                )

    def unroll(self, node: gast.For, elements: Sequence[Slot]) -> None:
        """The body once for each of a known number of elements."""
        left, outer = self.env[LEFT], self.env[BROKE]
        self.env[BROKE] = FALSE
        self.turn(node, elements)
        broke, done = self.env[BROKE], self.env[DONE]
        self.env[SKIP], self.env[LEFT], self.env[BROKE] = FALSE, left, outer
        if node.orelse:
            self.fork_flag(node, broke, lambda: self.statements(node.orelse))
        self.go_on(node, done)

    def turn(self, node: gast.For, elements: Sequence[Slot]) -> None:
        """The body for these elements, as long as it is not left."""
        for k, element in enumerate(elements):
            self.env[SKIP] = self.env[LEFT] = FALSE
            self.bind(node.target, held(element), fresh=False)
            self.statements(node.body)
            left = self.env[LEFT]
            if is_true(left):
                return
            if not is_false(left):
                self.fork_flag(node, left, functools.partial(self.turn, node, elements[k + 1 :]))
                return

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

    def carried(self, nodes: Sequence[gast.AST]) -> list[str]:
        """The names that a loop hands on; what it only writes into and is none of ours is global."""
        own = set(local_names(nodes))
        return [name for name in bound_names(nodes) if name in own or name in self.env]

    def grow(self, nodes: Sequence[gast.AST], repeated: bool = False) -> None:
        """Make real lists of those whose length or elements will depend on what runs."""
        for name in grown_names(nodes):
            value = self.env.get(name)
            if isinstance(value, Items) and value.kind == "list":
                if not repeated and not self.unbound.isdisjoint(leaves_of(value)):
                    continue  # what it holds may not be there
                made = as_atom(value, self.builder, Var(name))
                assert isinstance(made, Var)
                self.lists.add(made)
                self.env[name] = made
            elif value is not None and value in self.collected:
                self.lists.add(value)

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
    ) -> None:
        """A loop whose body may bind `names`."""
        self.check_depth(node)
        line, before, outer = self.line, self.env, self.builder.ops
        span = self.source.span(node, self.line)
        carried: dict[str, Slot] = {}
        self.env = dict(before)
        for name in names:
            value = before.get(name, UNDEFINED)
            if not isinstance(value, Refused):
                new = functools.partial(self.parameter, name=plain_name(name))
                carried[name] = self.env[name] = rebuild(value, new)
        self.env.update(START)
        check: Block | None = None
        try:
            if test is not None:
                self.builder.ops = []
                holds = test()
                check = Block(tuple(self.builder.ops), (holds,))
            self.builder.ops = []
            body()
            ops, end = self.builder.ops, self.env
        finally:
            self.env, self.builder.ops, self.line = before, outer, line
            self.depth -= 1
        touched: set[Atom] = set()
        for op in (*ops, *(check.ops if check else ())):
            touched.update(reads(op))
        handed = Handed()
        after = dict(before)
        for name, value in carried.items():
            init, last = before.get(name, UNDEFINED), end.get(name, UNDEFINED)
            used = any(leaf in touched for leaf in leaves_of(value))
            if not used and not isinstance(last, Refused) and not same_structure(value, last):
                used = not set(leaves_of(value)).isdisjoint(leaves_of(last))
            if isinstance(value, Items) and not used and not same_structure(value, last):
                # A read may ask the structure alone, as `len` does, or find nothing in an empty list.
                test_node = [node.test] if isinstance(node, gast.While) else []
                used = id(value) in self.consulted or reads_first(
                    [*test_node, *getattr(node, "body", ())], name
                )
            if not isinstance(last, Refused):
                if init is UNDEFINED and not used:
                    if not set(leaves_of(value)).isdisjoint(leaves_of(last)):
                        continue  # nothing has bound it
                    after[name] = handed.new(name, last)
                    continue
                if not same_structure(value, last) and not used:
                    if may_be_list(init) and may_be_list(last):
                        last = self.real_list(last, ops)
                        init = self.real_list(init, self.builder.ops)
                        after[name] = handed.new(name, last, as_atom(init, self.builder))
                        self.lists.add(after[name])
                        continue
                if same_structure(value, last):
                    after[name] = handed.on(name, value, init, last)
                    continue
            if used and isinstance(last, Refused):
                self.refuse(node, last.what, last.advice)
            if used:
                self.refuse(
                    node,
                    f"a loop that changes the structure of `{name}` is",
                    "give what it becomes another name",
                )
            if isinstance(last, Refused):
                after[name] = last
                continue
            after[name] = Refused(
                f"`{name}` may be one of two different structures after the loop, which is",
                "give what it becomes in the loop another name",
            )
        for out, init, result in zip(handed.outs, handed.inits, handed.results):
            if result in self.lists or init in self.lists:
                self.lists.add(out)
            if init in self.unbound:
                self.unbound.add(out)
        left = end[LEFT]
        done: Slot = FALSE
        if returning:
            done = after[DONE] = handed.new(DONE, end[DONE], FALSE)
            after[RESULT] = handed.new(RESULT, end[RESULT])
        if orelse and not is_false(left):
            broke = handed.new(LEFT, end[BROKE], FALSE)
        leaves = not is_false(left)
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
                test=check,
                leaves=leaves,
                mark=Mark(),
            )
        )
        self.env[SKIP] = FALSE
        if orelse and leaves:
            self.fork_flag(node, broke, lambda: self.statements(orelse))
        elif orelse:
            self.statements(orelse)
        self.go_on(node, done)

    def real_list(self, value: Slot, ops: list[Op]) -> Slot:
        """A list display as a list, built at the end of a block."""
        if not isinstance(value, Items):
            return value
        outer, self.builder.ops = self.builder.ops, ops
        made = as_atom(value, self.builder)
        self.builder.ops = outer
        self.lists.add(made)
        return made

    def parameter(self, leaf: Slot, name: str) -> Var:
        """The parameter of a loop for one value."""
        param = Var(hint(leaf) or name)
        if leaf in self.lists:
            self.lists.add(param)
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
    """The user's name; none for one of ours."""
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


def may_be_list(value: Slot) -> bool:
    """Is it a list display, or what may be a list when it runs?"""
    return isinstance(value, Var) or (isinstance(value, Items) and value.kind == "list")


def moves(value: Slot, known: set[Slot]) -> bool:
    """Was a part of this value made inside a block?"""
    return any(isinstance(leaf, Var) and leaf not in known for leaf in leaves_of(value))
