"""Statements: each op that has one, the blocks they form, and the notes behind those of the backward half."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from adcompile.backend.fold import HEADERS
from adcompile.backend.forms import Forms, Target
from adcompile.backend.names import Namer
from adcompile.backend.printer import Noted, to_text
from adcompile.backend.regions import (
    assign_together,
    called,
    ends_in_jump,
    inverted,
    is_true,
    names_in,
    size_of,
    takes_out,
    ternary,
)
from adcompile.backend.schedule import is_pop
from adcompile.backend.terms import (
    BINARY,
    IN_PLACE,
    METHODS,
    PLAIN,
    Terms,
    dotted,
    load,
    position_of,
    store,
)
from adcompile.ir.nodes import UNDEFINED, Atom, Block, Call, Const, If, Loop, Op, Store, Var
from adcompile.ir.primitives import (
    assertion,
    build_list,
    copy,
    pop,
    push,
    raising,
    received,
    record_item,
    sequence,
    set_attribute,
    set_item,
    shorten,
    unpack,
    without,
)
from adcompile.ir.regions import is_one_sided
from adcompile.ir.subprograms import Sub

__all__ = ["Statements"]


def keeps_a_name(statement: ast.stmt) -> bool:
    """Is it `hs.append(h)`, of what has a name?"""
    call = getattr(statement, "value", None)
    return isinstance(call, ast.Call) and all(isinstance(a, ast.Name) for a in call.args)


def is_received(op: Call | Store) -> bool:
    """Is it bound by the head of its block?"""
    return isinstance(op, Call) and op.func is received


LONG = 2  # a branch of more statements than that stands behind a `continue`

Tail = (
    list[ast.stmt] | None
)  # what runs between a branch and the end of its loop; None: not at an end


class Statements(Terms):
    """The statements of one function."""

    forms: Forms
    namer: Namer
    uses: Mapping[Atom, int]
    mirrored: dict[int, ast.stmt | None]  # by the id of a span; None: nothing to be named
    notes: dict[ast.stmt, str]
    noted: str  # behind the statement before
    backward: bool  # is this the backward half?

    @cached_property
    def keeping(self) -> set[ast.stmt]:
        """The statements that add to a history."""
        return set()

    @cached_property
    def filler(self) -> str:
        """The name of what nobody reads."""
        filler = "_"
        while filler in self.text_of.values() or filler in self.spelling.bindings:
            filler += "_"
        return filler

    # -- blocks ---------------------------------------------------------------------------

    def ops(self, ops: Sequence[Op], tail: Tail = None) -> list[ast.stmt]:
        """The statements of some ops; `tail` is for the last of them."""
        statements: list[ast.stmt] = []
        position = 0
        while position < len(ops):
            op = ops[position]
            position += 1
            if isinstance(op, If) and op.outs and op.outs[0] in self.folding.conditional_of:
                continue
            if isinstance(op, If):
                statements += self.branches(op, tail if position == len(ops) else None)
                self.noted = ""
                continue
            if isinstance(op, Loop):
                statements += self.loop(op)
                self.noted = ""
                continue
            if op.out in self.folding.op_of or op in self.forms.bound or is_received(op):
                continue
            if self.says_nothing(op):
                continue
            group: list[Call | Store] = [op]
            if self.unpacks(op):
                while position < len(ops) and self.continues(group, ops[position]):
                    group.append(ops[position])  # type: ignore[arg-type]
                    position += 1
            if isinstance(op, Call) and self.takes_out(op, statements):
                continue
            statement = self.unpacking(group) if self.unpacks(op) else self.statement(op)
            if isinstance(op, Call) and op.func is push:
                self.keeping.add(statement)
            if not (self.backward and op.backward):
                self.mirror(op, statement)
                self.noted = ""
                statements.append(statement)
                continue
            note = self.note(op)
            if note and note != self.noted:
                statement = Noted(statement=statement, note=note)
            if not is_pop(op):  # which stands among those that mirror one statement
                self.noted = note
            statements.append(statement)
        return statements

    def takes_out(self, op: Call, statements: Sequence[ast.stmt]) -> bool:
        """Is the item read by the statement before, which takes it out then?

        What is kept for the backward half may stand between the two.
        """
        if op.func is shorten:
            key: ast.expr = self.atom(Const(-1))
        elif op.func is without:
            key = self.index(op.args[1])
        else:
            return False
        for statement in reversed(statements):
            # In the forward half another name may stand for the list: nothing but the item is read.
            alone = isinstance(getattr(statement, "value", None), ast.Subscript)
            if (self.backward or alone) and takes_out(statement, self.text_of[op.out], key):
                return True
            if statement not in self.keeping or not keeps_a_name(statement):
                break
        return False

    def says_nothing(self, op: Call | Store) -> bool:
        """Is it a copy of the backward half under the same name, `grad_x = grad_x`?"""
        if not op.backward or not isinstance(op, Call) or op.func is not copy:
            return False
        name = self.text_of.get(op.args[0]) if isinstance(op.args[0], Var) else None
        return name is not None and name == self.text_of.get(op.out)

    def mirror(self, op: Call | Store, statement: ast.stmt) -> None:
        """Remember which printed statement holds an op, for the comments."""
        if isinstance(op, Call) and (op.func is push or (op.func is build_list and not op.args)):
            return  # of a history: what is worth naming is the statement it is for
        if isinstance(op, Call) and self.is_halved(op):
            return  # for the one that the user wrote
        takes_element = self.backward and op.span.statement.startswith("for ")
        self.mirrored[id(op.span)] = None if takes_element else statement
        stack: list[Atom] = list(op.args) if isinstance(op, Call) else [op.array, op.value]
        while stack:
            atom = stack.pop()
            if not isinstance(atom, Var):
                continue
            branch = self.folding.conditional_of.get(atom)
            if branch is not None:
                stack += [branch.test, branch.then.results[0], branch.orelse.results[0]]
            inner = self.folding.op_of.get(atom)
            if inner is not None and not inner.backward:
                if self.backward or id(inner.span) not in self.mirrored:
                    self.mirrored[id(inner.span)] = statement
                stack.extend(inner.args)

    def is_halved(self, op: Call) -> bool:
        """Does it call a function of the program, or take apart what that returns?"""
        made = self.folding.op_of.get(op.args[0]) if op.func is unpack else op  # type: ignore[arg-type]
        return made is not None and isinstance(made.func, Sub)

    def note(self, op: Call | Store) -> str:
        """The forward statement that an op mirrors: as it is printed, or as the user wrote it."""
        if not op.backward or is_pop(op):
            return ""
        mirrored = self.mirrored.get(id(op.span), op)
        if mirrored is None:
            return ""
        if mirrored is op:
            text = op.span.statement
            return "" if text.startswith(HEADERS) else text
        assert isinstance(mirrored, ast.stmt)
        if mirrored not in self.notes:
            self.notes[mirrored] = to_text(mirrored).strip()
        return self.notes[mirrored]

    # -- regions --------------------------------------------------------------------------

    def assigned(
        self, outs: Sequence[Var], sources: Sequence[Atom], then: ast.expr | None = None
    ) -> tuple[list[ast.stmt], ast.expr | None]:
        """Give the results of a block their names; `then` is evaluated before, and read after that."""
        pairs: list[tuple[str, ast.expr]] = []
        made: dict[str, Call] = {}
        for out, source in zip(outs, sources):
            if source is UNDEFINED or out not in self.text_of:
                continue
            name, value = self.text_of[out], self.atom(source)
            if not (isinstance(value, ast.Name) and value.id == name):
                pairs.append((name, value))
                if isinstance(source, Var) and source in self.folding.op_of:
                    made[name] = self.folding.op_of[source]
        before: list[ast.stmt] = []
        if then is not None and names_in(then) & {name for name, _ in pairs}:
            kept = self.namer.temporary()
            before.append(ast.Assign(targets=[store(kept)], value=then, type_comment=None))
            then = load(kept)
        statements = assign_together(pairs)
        return before + [self.explained(s, made) for s in statements], then

    def explained(self, statement: ast.stmt, made: Mapping[str, Call]) -> ast.stmt:
        """An assignment at the end of a block, with a note if it holds ops that have one."""
        assert isinstance(statement, ast.Assign)
        names = [n.id for n in ast.walk(statement.targets[0]) if isinstance(n, ast.Name)]
        ops = [made[name] for name in names if name in made]
        for op in ops:
            if not self.backward:
                self.mirror(op, statement)
            elif self.note(op):
                return Noted(statement=statement, note=self.note(op))
        return statement

    def block(
        self, block: Block, outs: Sequence[Var], flag: int | None, tail: Tail
    ) -> list[ast.stmt]:
        """A branch, up to the end of the loop where one of its results says that the loop ends here."""
        sources, test = list(block.results), None
        ends = None if flag is None else sources[flag]
        if flag is not None and ends is not None:
            sources[flag] = UNDEFINED
            if isinstance(ends, Var) and not self.goes_on(block, ends):
                test = self.atom(ends)
        last, test = self.assigned(outs, sources, test)
        if not block.ops and flag is None:
            return last
        at_end = tail is not None and (ends is None or self.goes_on(block, ends))
        statements = self.ops(block.ops, last + (tail or []) if at_end else None)
        if statements and ends_in_jump(statements):
            return statements
        statements += last
        if test is not None:
            statements.append(ast.If(test=test, body=[*(tail or []), ast.Break()], orelse=[]))
        elif isinstance(ends, Const) and ends.value:
            statements += [*(tail or []), ast.Break()]
        return statements

    def goes_on(self, block: Block, flag: Atom) -> bool:
        """Does nothing leave the loop behind the last op of a block?"""
        if isinstance(flag, Const):
            return not flag.value
        last = block.ops[-1] if block.ops else None
        return isinstance(last, If) and last in self.forms.breaking and flag in last.outs

    def guarded(self, op: If) -> list[ast.stmt]:
        """`try` and `except`, or `with`."""
        self.noted = ""
        then = self.block(op.then, op.outs, None, None)
        self.noted = ""
        if not then:
            return []
        if op.kind == "with":
            item = ast.withitem(self.atom(op.test), self.received(op.then, store))
            return [ast.With(items=[item], body=then, type_comment=None)]
        orelse = self.block(op.orelse, op.outs, None, None)
        handler = ast.ExceptHandler(
            type=self.atom(op.test),
            name=self.received(op.orelse, str),
            body=orelse or [ast.Pass()],
        )
        return [ast.Try(body=then, handlers=[handler], orelse=[], finalbody=[])]

    def received(self, block: Block, form: Callable[[str], Any]) -> Any:
        """The name that the head of a block binds; None if it needs none."""
        found = (op for op in block.ops if isinstance(op, Call) and is_received(op))
        return next((form(self.text_of[op.out]) for op in found), None)

    def branches(self, op: If, tail: Tail) -> list[ast.stmt]:
        """`if` and `else`, without what is empty; what stands behind a `break` needs no `else`."""
        if not (self.backward and op.backward and op.mark is not None):
            self.mirrored[id(op.span)] = None
        if op.kind != "if":
            return self.guarded(op)
        flag = self.forms.breaking.get(op)
        self.noted = ""
        if is_one_sided(op):  # no choice
            return self.block(op.then, op.outs, None, None)
        then = self.block(op.then, op.outs, flag, tail)
        self.noted = ""
        orelse = self.block(op.orelse, op.outs, flag, tail)
        if not then and not orelse:
            return [ast.Expr(value=self.atom(op.test))] if op in self.forms.effects else []
        test = self.atom(op.test)
        if not op.backward and not op.span.statement.startswith(HEADERS):
            whole = ternary(test, then, orelse)
            if whole is not None:
                return [whole]
        if then and ends_in_jump(then):
            return [ast.If(test=test, body=then, orelse=[]), *orelse]
        if then and orelse and isinstance(orelse[-1], ast.Break):
            return [ast.If(test=inverted(test), body=orelse, orelse=[]), *then]
        if not then and tail == [] and size_of(orelse) > LONG:
            return [ast.If(test=test, body=[ast.Continue()], orelse=[]), *orelse]
        if not then:
            return [ast.If(test=inverted(test), body=orelse, orelse=[])]
        if orelse and self.is_turned(op.test):
            return [ast.If(test=inverted(test), body=orelse, orelse=then)]
        return [ast.If(test=test, body=then, orelse=orelse)]

    def is_turned(self, test: Atom) -> bool:
        """Is a test the opposite of a flag, and that by our own doing?"""
        op = self.folding.op_of.get(test) if isinstance(test, Var) else None
        return op is not None and op.func is operator.not_ and (op.backward or op.derived)

    def loop(self, op: Loop) -> list[ast.stmt]:
        """A `for` or `while` loop, behind what it begins with."""
        if not (self.backward and op.backward and op.mark is not None):
            self.mirrored[id(op.span)] = None
            for taken in self.forms.taken.get(op, ()):
                self.mirrored[id(taken.span)] = None
        if op.iterable is None:
            before, _ = self.assigned(op.params, op.inits)
            return before + self.while_loop(op, op.test or Block((), (Const(True),)))
        before, iterable = self.assigned(op.params, op.inits, self.iterable(op))
        body = self.body(op)
        if not body and op in self.forms.effects and iterable is not None:
            return [*before, ast.Expr(value=iterable)]
        bound = [op.item, *(taken.out for taken in self.forms.taken.get(op, ()))]
        if not body and not any(v is not None and self.is_carried(v) for v in bound):
            return before
        target = self.target(op)
        assert iterable is not None
        body = body or [ast.Pass()]
        return [
            *before,
            ast.For(target=target, iter=iterable, body=body, orelse=[], type_comment=None),
        ]

    def is_carried(self, item: Var) -> bool:
        """Does what a loop binds last live on behind it?"""
        return len(self.namer.lives.web(item).values) > 1

    def while_loop(self, op: Loop, test: Block) -> list[ast.stmt]:
        """`while test:`, or where the test takes statements, `while True:` that ends at it."""
        self.noted = ""
        head = self.ops(test.ops)
        condition = self.atom(test.results[0])
        body = self.body(op)
        if head:
            ending = ast.If(test=inverted(condition), body=[ast.Break()], orelse=[])
            return [
                ast.While(test=ast.Constant(True, None), body=[*head, ending, *body], orelse=[])
            ]
        if not body and op not in self.forms.effects:
            return []
        return [ast.While(test=condition, body=body or [ast.Pass()], orelse=[])]

    def body(self, op: Loop) -> list[ast.stmt]:
        """What is repeated."""
        self.noted = ""
        results = op.body.results
        flag = results[-1] if op.leaves else None
        last = op.body.ops[-1] if op.body.ops else None
        if flag is None or (
            isinstance(last, If) and last in self.forms.breaking and flag in last.outs
        ):
            after, _ = self.assigned(op.params, results)
            statements = self.ops(op.body.ops, after)
            return statements if statements and ends_in_jump(statements) else statements + after
        statements = self.ops(op.body.ops)
        after, test = self.assigned(op.params, results, self.atom(flag))
        statements += after
        assert test is not None
        if is_true(test):
            return [*statements, ast.Break()]
        if isinstance(test, ast.Constant):
            return statements
        return [*statements, ast.If(test=test, body=[ast.Break()], orelse=[])]

    def iterable(self, op: Loop) -> ast.expr:
        """What a `for` loop goes through."""
        heading = self.forms.headings.get(op)
        assert op.iterable is not None
        if heading is None or not heading.sequences:
            return self.atom(op.iterable)
        parts = [self.gone_through(s) for s in heading.sequences]
        whole = parts[0] if len(parts) == 1 else called("zip", *parts)
        if heading.backwards:
            return called("reversed", whole)
        return called("enumerate", whole) if heading.counted else whole

    def gone_through(self, sequence_: Var) -> ast.expr:
        """What a `for` statement goes through by itself needs no `list()`."""
        op = self.folding.op_of.get(sequence_)
        return self.atom(sequence_ if op is None or op.func is not sequence else op.args[0])

    def target(self, op: Loop) -> ast.expr:
        """What it binds."""
        heading = self.forms.headings.get(op)
        item = op.item
        assert item is not None
        if heading is None:
            return store(self.text_of.get(item, self.filler))
        bound: Target = heading.targets
        if heading.sequences and len(heading.targets) == 1:
            bound = heading.targets[0]
        return self.bound((item, bound) if heading.counted else bound)

    def bound(self, target: Target) -> ast.expr:
        """Names in a tuple, or one name."""
        if isinstance(target, tuple):
            return ast.Tuple([self.bound(part) for part in target], ast.Store())
        return store(self.filler if target is None else self.text_of[target])

    # -- one op ---------------------------------------------------------------------------

    def unpacks(self, op: Op) -> bool:
        return isinstance(op, Call) and op.func is unpack

    def continues(self, group: list[Call | Store], op: Op) -> bool:
        """Is `op` the next element of the same unpacking?"""
        first = group[0]
        return (
            isinstance(op, Call)
            and isinstance(first, Call)
            and op.func is unpack
            and op.args[0] is first.args[0]
            and op.out not in self.folding.op_of
            and position_of(op) > position_of(group[-1])
        )

    def unpacking(self, group: list[Call | Store]) -> ast.stmt:
        """`a, b = value`; elements that nobody reads are `_`."""
        first = group[0]
        assert isinstance(first, Call) and isinstance(first.args[2], Const)
        names = [self.filler] * first.args[2].value
        for op in group:
            names[position_of(op)] = self.text_of[op.out]
        targets = ast.Tuple([store(n) for n in names], ast.Store())
        return ast.Assign(targets=[targets], value=self.atom(first.args[0]), type_comment=None)

    def statement(self, op: Call | Store) -> ast.stmt:
        if isinstance(op, Store):
            return self.store(op)
        if op.func is assertion:
            message = self.atom(op.args[1]) if len(op.args) > 1 else None
            return ast.Assert(test=self.atom(op.args[0]), msg=message)
        if op.func is set_item:
            place = ast.Subscript(self.atom(op.args[0]), self.index(op.args[1]), ast.Store())
            return ast.Assign(targets=[place], value=self.atom(op.args[2]), type_comment=None)
        if op.func is record_item:
            method = ast.Attribute(self.atom(op.args[0]), "append", ast.Load())
            return ast.Expr(ast.Call(method, [self.atom(op.args[1])], []))
        if op.func is set_attribute:
            target = self.attribute_of(op)
            target.ctx = ast.Store()
            return ast.Assign(targets=[target], value=self.atom(op.args[2]), type_comment=None)
        if op.func is raising:
            parts = [self.atom(a) for a in op.args]
            return ast.Raise(exc=parts[0] if parts else None, cause=parts[1] if parts[1:] else None)
        if op.func in IN_PLACE:
            return self.augmented(op)
        if op.func is without:
            items, key = load(self.text_of[op.out]), self.index(op.args[1])
            return ast.Delete(targets=[ast.Subscript(value=items, slice=key, ctx=ast.Del())])
        value = self.expression(op)
        if op.func in METHODS and (op.func is not pop or op.out not in self.uses):
            return ast.Expr(value=value)
        if op.out not in self.uses and not op.out.hint() and not self.questions.is_pure(op.func):
            return ast.Expr(value=value)
        return ast.Assign(targets=[store(self.text_of[op.out])], value=value, type_comment=None)

    def augmented(self, op: Call) -> ast.stmt:
        """`x += y`, or `z = x + y` where the result has a name of its own."""
        name = self.text_of[op.out]
        first, value = op.args[0], self.atom(op.args[1])
        if isinstance(first, Var) and self.text_of.get(first) == name:
            return ast.AugAssign(target=store(name), op=IN_PLACE[op.func](), value=value)
        plainly = ast.BinOp(left=self.atom(first), op=BINARY[PLAIN[op.func]](), right=value)
        return ast.Assign(targets=[store(name)], value=plainly, type_comment=None)

    def store(self, op: Store) -> ast.stmt:
        name = self.text_of[op.out]
        value = self.atom(op.value)
        where = ast.Subscript(value=load(name), slice=self.index(op.index), ctx=ast.Store())
        if op.operator is None:
            return ast.Assign(targets=[where], value=value, type_comment=None)
        if op.operator in BINARY:
            if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
                if op.operator is operator.add:
                    return ast.AugAssign(target=where, op=ast.Sub(), value=value.operand)
            return ast.AugAssign(target=where, op=BINARY[op.operator](), value=value)
        func = dotted(self.spelling.of(op.operator))
        call = ast.Call(func=func, args=[load(name), self.atom(op.index), value], keywords=[])
        return ast.Expr(value=call)
