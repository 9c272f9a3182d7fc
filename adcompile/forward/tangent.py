"""The tangent of a program: beside each op the derivative of its result.

    s = x * y             s = x * y
    return np.sin(s)  =>  s_dot = x_dot * y + x * y_dot
                          result = np.sin(s)
                          result_dot = s_dot * np.cos(s)
                          return result, result_dot

An op without an active operand has no tangent; where one is needed all the same, it is zero.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import replace

from adcompile.analysis.activity import carries, is_discrete, varied_values
from adcompile.analysis.facts import Facts, join
from adcompile.diagnostics import AdcompileError, NotDifferentiable, report
from adcompile.frontend.values import Items, Value, as_atom
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
    Op,
    Store,
    Var,
    blocks,
    defined,
    operands,
    walk,
)
from adcompile.ir.primitives import (
    Expression,
    append,
    build_dict,
    build_list,
    build_tuple,
    copy,
    insert,
    item,
    pop,
    push,
    sequence,
    shorten,
    turn,
    unpack,
    without,
)
from adcompile.ir.regions import flagged, is_dead, is_one_sided, made_inside, unbound_values
from adcompile.ir.subprograms import Sub
from adcompile.rules import engine
from adcompile.rules.apply import apply_forward
from adcompile.rules.exceptions import catches_arithmetic, class_names
from adcompile.rules.gates import written_out
from adcompile.rules.missing import (
    keyed_by_value,
    missing_rule,
    stored_in_unknown,
    stores_in_objects,
    walks_keys,
)
from adcompile.rules.table import lookup

__all__ = ["tangent"]


def tangent(
    function: Function, dots: Mapping[Var, Atom], facts: Facts
) -> tuple[Function, dict[Var, Atom]]:
    """The program with its tangents, and the tangent of each result that has one.

    `dots` are the tangents of the inputs.  The returned function still returns what it did.

    Raises: MissingRule, NotDifferentiable: every such place of the function at once.
    """
    sweep = Sweep(function, dots, facts)
    body = sweep.block(function.body)
    if sweep.errors:
        raise report(sweep.errors)
    outer, sweep.builder.ops = sweep.builder.ops, list(body.ops)
    known = {
        var: as_atom(sweep.dots[var], sweep.builder)
        for var in body.results
        if isinstance(var, Var) and var in sweep.dots
    }
    body = Block(tuple(sweep.builder.ops), body.results)
    sweep.builder.ops = outer
    return replace(function, body=body), known


class Sweep:
    """One forward sweep."""

    def __init__(self, function: Function, dots: Mapping[Var, Atom], facts: Facts) -> None:
        self.dots: dict[Var, Value] = dict(dots)
        self.varied = varied_values(function, dots, facts)
        self.gates = written_out(function)
        self.by_key = walks_keys(function)
        self.objects = stores_in_objects(function)
        self.unbound = unbound_values(function)
        self.read: set[Atom] = set()  # of those, what has been read up to here: it is bound
        self.maker = {op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))}
        self.histories: dict[Atom, Var | None] = {
            op.args[0]: None
            for op in walk(function.body)
            if isinstance(op, Call) and op.func is push
        }
        self.facts = facts
        self.builder = Builder(facts)
        self.errors: list[AdcompileError] = []

    def block(self, block: Block) -> Block:
        """A block with its tangents."""
        outer, self.builder.ops = self.builder.ops, []
        known = set(self.read)
        group: list[Call | Store] = []
        for position, op in enumerate(block.ops):
            self.builder.span = op.span
            if isinstance(op, (Call, Store)):
                self.read.update(self.unbound.intersection(operands(op)))
            if isinstance(op, If):
                self.branch(op)
                continue
            if isinstance(op, Loop):
                self.loop(op)
                continue
            if isinstance(op, Store) and self.by_key and op.index in self.varied:
                if self.facts.fact(op.array).kind == "dict":
                    self.errors.append(keyed_by_value(op))
            if isinstance(op, Store) and op in self.objects and op.value in self.varied:
                self.errors.append(stored_in_unknown(op, self.objects[op]))
                self.builder.append(op)
                continue
            if isinstance(op, Store) and op.value in self.dots:
                if not is_discrete(self.facts, op.out) and not self.is_list(op.out):
                    engine.require_inexact(self.builder.ops, op, self.facts)
            if isinstance(op, Call) and isinstance(op.func, Sub) and self.separate(op, op.func):
                continue
            self.builder.append(op)
            if isinstance(op, Call) and (op.out in self.histories or op.func in (push, pop)):
                self.history(op)
                continue
            group.append(op)
            following = block.ops[position + 1] if position + 1 < len(block.ops) else None
            if takes_more(op, following):
                continue  # `a, b = value` stays together
            try:
                for each in group:
                    self.advance(self.gates.get(each.out, each))
            except AdcompileError as error:
                self.errors.append(error)
            group = []
        ops, self.builder.ops = tuple(self.builder.ops), outer
        self.read = known
        return Block(ops, block.results)

    def history(self, op: Call) -> None:
        """The same history of tangents."""
        if op.out in self.histories and op.out in self.varied:
            dots = self.builder.call(build_list, out=Var("{}_dot", of=op.out))
            self.histories[op.out] = self.dots[op.out] = dots
            return
        given = self.dots.get(op.args[0]) if op.args else None  # type: ignore[arg-type]
        mine = given if isinstance(given, Var) else None
        if mine is None:
            if op.func is pop and op.out in self.varied:
                problem = "a value that another function has saved has no derivative here"
                self.errors.append(NotDifferentiable(problem, op.span, "use reverse mode"))
            return
        if op.func is push:
            value = op.args[1]
            dot: Value = self.tangent_or_zero(value)
            if isinstance(value, Var):
                dot = self.filled(value, dot)
            self.builder.call(push, mine, as_atom(dot, self.builder))
        elif op.func is pop and op.out in self.varied:
            popped = self.builder.call(pop, mine, out=Var("{}_dot", of=op.out))
            shape = self.facts.fact(op.out).shape
            self.facts.of[popped] = replace(self.facts.of[popped], shape=shape)
            self.dots[op.out] = popped

    def of(self, atom: Atom) -> Atom | None:
        """The tangent of a value, as one operand; None if it has none."""
        dot = self.dots.get(atom) if isinstance(atom, Var) else None
        return None if dot is None else as_atom(dot, self.builder)

    def wanted(self, outs: Sequence[Var]) -> list[int]:
        """The values handed out that have a tangent."""
        return [
            k
            for k, out in enumerate(outs)
            if out in self.varied and not is_discrete(self.facts, out)
        ]

    def tangent_or_zero(self, atom: Atom) -> Atom:
        dot = self.of(atom)
        return as_atom(self.zero(atom), self.builder) if dot is None else dot

    def branch(self, op: If) -> None:
        """The tangents of what a branch hands out, made in the same branch."""
        wanted = self.wanted(op.outs)
        if op.kind == "try" and catches_arithmetic(op.test):
            self.attempt(op, wanted)
            return
        sides: list[Block] = []
        for k, block in enumerate(blocks(op)):
            if k == 1 and is_one_sided(op):
                sides.append(Block((), (UNDEFINED,) * (len(op.outs) + len(wanted))))
                break
            with self.facts.within(op.mark, k):
                side = self.block(block)
                outer, self.builder.ops = self.builder.ops, list(side.ops)
                dots = [self.tangent_or_zero(block.results[j]) for j in wanted]
                sides.append(Block(tuple(self.builder.ops), (*block.results, *dots)))
                self.builder.ops = outer
        outs = [Var("{}_dot", of=op.outs[j]) for j in wanted]
        for j, out, a, b in zip(wanted, outs, *(s.results[len(op.outs) :] for s in sides)):
            self.joined(op.outs[j], out, a, b)
        self.builder.ops.append(replace(op, outs=(*op.outs, *outs), then=sides[0], orelse=sides[1]))

    def joined(self, primal: Var, out: Var, a: Atom, b: Atom) -> None:
        """Let `out`, which is one of two tangents, be that of a value."""
        self.facts.of[out] = join(self.facts.known(a), self.facts.known(b), set())
        self.facts.fit(out, primal)
        self.dots[primal] = out

    def attempt(self, op: If, wanted: list[int]) -> None:
        """A `try` that would catch an exception of a tangent: those of the tried block come behind it."""
        inside = {
            v for each in op.then.ops if isinstance(each, (If, Loop)) for v in made_inside(each)
        }
        if wanted and not inside.isdisjoint(self.varied):
            self.errors.append(
                NotDifferentiable(
                    "the forward derivative of loops and branches in a `try` that catches "
                    f"{class_names(op.test)} is not supported",
                    op.span,
                    "use reverse mode, or name an exception that arithmetic does not raise",
                )
            )
        if not wanted:
            self.builder.append(op)
            return
        op, failed = flagged(op)
        self.facts.of[failed] = Fact("number", (), bool)
        outer, made = self.builder.ops, {v for each in op.then.ops for v in defined(each)}
        with self.facts.within(op.mark, 0):
            both = self.block(op.then).ops
            tried = [o for o in both if isinstance(o, (If, Loop)) or o.out in made]
            self.builder.ops = late = [o for o in both if o not in tried]
            dots = [self.tangent_or_zero(op.then.results[j]) for j in wanted]
        with self.facts.within(op.mark, 1):
            self.builder.ops = side = list(self.block(op.orelse).ops)
            others = [self.tangent_or_zero(op.orelse.results[j]) for j in wanted]
        self.builder.ops = outer
        handed = [Var("{}_dot", of=op.outs[j]) for j in wanted]
        nothing = (UNDEFINED,) * len(wanted)
        then = Block(tuple(tried), (*op.then.results, *nothing))
        orelse = Block(tuple(side), (*op.orelse.results, *others))
        outer.append(replace(op, outs=(*op.outs, *handed), then=then, orelse=orelse))
        outs = [Var("{}_dot", of=op.outs[j]) for j in wanted]
        for j, out, before, a, b in zip(wanted, outs, handed, dots, others):
            self.facts.of[before] = self.facts.fact(b)
            self.joined(op.outs[j], out, a, b)
        succeeded: Atom = Const(True)
        if not is_dead(op.orelse):
            succeeded = Var()
            self.builder.append(Call(succeeded, operator.not_, (failed,), op.span, (), False, True))
        block = Block(tuple(late), tuple(dots))
        outer.append(
            If(tuple(outs), succeeded, block, Block((), tuple(handed)), op.span, mark=op.mark)
        )

    def loop(self, op: Loop) -> None:
        """A loop that hands on the tangents of what it hands on."""
        wanted = [
            k
            for k, (out, param) in enumerate(zip(op.outs, op.params))
            if param in self.varied or out in self.varied
        ]
        wanted = [k for k in wanted if not is_discrete(self.facts, op.params[k])]
        inits = [self.tangent_or_zero(op.inits[k]) for k in wanted]
        params = [Var("{}_dot", of=op.params[k]) for k in wanted]
        outs = [Var("{}_dot", of=op.outs[k]) for k in wanted]
        for k, param in zip(wanted, params):
            primal = self.facts.fact(op.params[k])
            dtype = self.facts.some_dtype(op.params[k])
            self.facts.of[param] = Fact(primal.kind, primal.shape, dtype)
            self.dots[op.params[k]] = param
        count = len(op.params)
        with self.facts.within(op.mark, 0):
            test = None if op.test is None else self.block(op.test)
            body = self.block(op.body)
            outer, self.builder.ops = self.builder.ops, list(body.ops)
            nexts = [self.tangent_or_zero(op.body.results[k]) for k in wanted]
            results = (*body.results[:count], *nexts, *body.results[count:])
            body = Block(tuple(self.builder.ops), results)
            self.builder.ops = outer
        whole = replace(
            op,
            outs=(*op.outs, *outs),
            params=(*op.params, *params),
            inits=(*op.inits, *inits),
            test=test,
            body=body,
        )
        for k, out, param in zip(wanted, outs, params):
            self.facts.of[out] = self.facts.of[param]
            self.dots[op.outs[k]] = out
        self.builder.ops.append(whole)

    def advance(self, op: Call | Store) -> None:
        """Emit the tangent of one op."""
        if not carries(op) or is_discrete(self.facts, op.out):
            return
        dots = {
            k: self.filled(a, self.dots[a])
            for k, a in enumerate(operands(op))
            if isinstance(a, Var) and a in self.dots
        }
        if not dots:
            return
        name = Var("{}_dot", of=op.out)
        match op:
            case Store():
                self.dots[op.out] = self.store(op, dots, name)
            case Call():
                value = self.call(op, dots)
                if value is not None:
                    self.dots[op.out] = self.named(value, name)

    def named(self, value: Value, name: Var) -> Value:
        """Give the last op's result its name; anything else gets it by a copy."""
        if isinstance(value, Items):
            return value
        ops = self.builder.ops
        last = ops[-1] if ops else None
        made = isinstance(last, (Call, Store)) and last.out is value
        if isinstance(value, Var) and not value.name and made:
            assert isinstance(last, (Call, Store))
            ops[-1] = replace(last, out=name)
            self.facts.of[name] = self.facts.fact(value)
            return name
        return self.builder.call(copy, as_atom(value, self.builder), out=name)

    def separate(self, op: Call, sub: Sub) -> bool:
        """The call of a function that stands by itself, with its tangent; False if it has none."""
        if op.out not in self.varied:
            return False
        wrt = [k for k, a in enumerate(op.args) if a in self.dots]
        if not wrt:
            return False
        made = sub.tangent(wrt, [self.facts.fact(a) for a in op.args])
        dots = [as_atom(self.filled(op.args[k], self.dots[op.args[k]]), self.builder) for k in wrt]  # type: ignore[arg-type, index]
        both = self.builder.call(made.sub, *op.args, *dots)
        self.builder.call(unpack, both, Const(0), Const(2), out=op.out)
        dot = Var("{}_dot", of=op.out)
        self.builder.call(unpack, both, Const(1), Const(2), out=dot)
        self.dots[op.out] = dot
        return True

    def call(self, op: Call, dots: dict[int, Value]) -> Value | None:
        if op.func is copy or op.func is sequence:
            return dots[0]
        if op.func in (append, insert):
            items = as_atom(dots[0], self.builder) if 0 in dots else self.zero_list(op.args[0])
            last = len(op.args) - 1
            value = as_atom(dots[last] if last in dots else self.zero(op.args[last]), self.builder)
            return self.builder.call(op.func, items, *op.args[1:last], value)
        if op.func in (shorten, turn, without, list, tuple, dict) and op.args:
            if 0 not in dots:
                return None
            return self.builder.call(op.func, as_atom(dots[0], self.builder), *op.args[1:])
        if op.func is build_dict:
            values = [dots.get(k) or self.zero(a) for k, a in enumerate(op.args)][1:]
            return Items("dict", tuple(values), op.args[0].value)  # type: ignore[union-attr]
        if op.func in (build_tuple, build_list):
            kind = "tuple" if op.func is build_tuple else "list"
            parts = [dots.get(k) for k in range(len(op.args))]
            return Items(
                kind,
                tuple(self.zero(a) if p is None else p for p, a in zip(parts, op.args)),
            )
        func = engine.called(op)
        if func in (operator.getitem, item, unpack):
            return self.item(op, dots)
        if (field := engine.field_of(op, self.maker)) is not None:
            index = Const(field)
            return self.item(replace(op, func=operator.getitem, args=(op.args[0], index)), dots)
        if engine.is_discrete_field(op):
            return None
        if engine.is_sparse_arithmetic(op, self.facts):
            raise NotDifferentiable(
                "a derivative flows through elementwise arithmetic with a sparse matrix",
                op.span,
                "write `@` for a product; scale the numbers that the matrix is made of",
            )
        if isinstance(func, Expression) or (rule := lookup(func)) is None:
            raise missing_rule(op, [a.hint() for a in operands(op) if isinstance(a, Var)])
        atoms = {
            k: as_atom(d, self.builder) if not isinstance(d, Items) else d for k, d in dots.items()
        }
        terms = apply_forward(rule, op, atoms, self.builder, self.facts)
        return self.total(op, [t for t in terms if not engine.is_zero(t)], rule.elementwise)

    def total(self, op: Call, terms: list[Value], elementwise: bool) -> Value | None:
        """The sum of the contributions, in the shape of the result."""
        if not terms:
            return None
        first, *others = terms
        if isinstance(first, Items):
            for other in others:
                assert isinstance(other, Items)
                first = Items(first.kind, tuple(map(self.add, first.values, other.values)))
            return first
        adder = engine.ADD_ITEM if op.func is engine.ADD_ITEM else engine.ADD_EACH
        if others and (engine.has_tuple_result(op) or op.func is engine.ADD_ITEM):
            for other in others:
                whole = as_atom(first, self.builder)
                first = self.builder.call(adder, whole, as_atom(other, self.builder))
            return first
        for other in others:
            first = self.add(first, other)
        atom = as_atom(first, self.builder)
        if elementwise and not self.facts.same_shape(atom, op.out):
            shape = self.builder.call(engine.SHAPE, op.out)
            atom = self.builder.call(engine.BROADCAST_TO, atom, shape)
        return atom

    def add(self, a: Value, b: Value) -> Value:
        if engine.is_zero(a) or engine.is_zero(b):
            return b if engine.is_zero(a) else a
        return self.builder.call(operator.add, as_atom(a, self.builder), as_atom(b, self.builder))

    def zero(self, operand: Atom) -> Value:
        """The tangent of a value that has none."""
        if operand is UNDEFINED or (operand in self.unbound and operand not in self.read):
            return Const(0.0)
        if self.facts.fact(operand).kind in ("list", "dict", "tuple"):
            return self.zero_list(operand)
        if self.facts.is_number(operand) or (isinstance(operand, Const) and operand.value is None):
            return Const(0.0)
        if self.facts.fact(operand).kind == "saved":
            return self.builder.call(engine.ZEROS_SAVED, operand)
        return self.builder.call(engine.ZEROS_LIKE, operand)

    def filled(self, var: Var, dot: Value) -> Value:
        """The tangent of a value that is bound here, in its shape: 0.0 may stand for it."""
        if var not in self.unbound or self.facts.is_number(var) or isinstance(dot, Items):
            return dot
        if self.facts.fact(var).kind == "saved":
            return dot  # where it is bound, so is its tangent
        atom = as_atom(dot, self.builder)
        if self.facts.fact(var).kind == "array":
            return self.builder.call(operator.add, self.builder.call(engine.ZEROS_LIKE, var), atom)
        return self.builder.call(engine.FILL_LIKE, atom, var)

    def is_list(self, items: Atom) -> bool:
        """Is it a list or dict?"""
        return self.facts.fact(items).kind in ("list", "dict")

    def zero_list(self, items: Atom) -> Atom:
        """Zeros for the elements of a list."""
        return self.builder.call(engine.ZEROS_EACH, items)

    def item(self, op: Call, dots: dict[int, Value]) -> Value | None:
        """`y = x[i]`: the same element of the tangent."""
        if 0 not in dots:
            if engine.is_keyed(op):
                raise missing_rule(op, [a.hint() for a in op.args if isinstance(a, Var)])
            return None
        dot, index = dots[0], op.args[1]
        if isinstance(dot, Items) and isinstance(index, Const) and type(index.value) is int:
            return dot.values[index.value]
        return self.builder.call(op.func, as_atom(dot, self.builder), *op.args[1:])

    def store(self, op: Store, dots: dict[int, Value], name: Var) -> Value:
        """The same write, into the tangent of the array."""
        array, value = dots.get(0), dots.get(2)
        is_list = self.is_list(op.array)
        if array is None:
            zeros = engine.ZEROS_EACH if is_list else engine.ZEROS_LIKE
            array = self.builder.call(zeros, op.array)
        if value is None:
            value = self.zero(op.value) if is_list else Const(0)
        if op.operator is not None and 2 not in dots:
            return array
        if engine.is_everything(op.index) and not is_list and not self.facts.rank(op.array):
            if op.operator is not engine.ADD_AT:
                return self.store_all(
                    op, as_atom(array, self.builder), as_atom(value, self.builder), name
                )
        return self.builder.store(
            as_atom(array, self.builder),
            op.index,
            as_atom(value, self.builder),
            op.operator,
            out=name,
        )

    def store_all(self, op: Store, array: Atom, value: Atom, name: Var) -> Atom:
        """A write to every element of what may be of shape (): its tangent may be a number then."""
        if op.operator is not None:
            return self.builder.call(op.operator, array, value, out=name)
        if self.facts.same_shape(op.value, op.array):
            return self.builder.call(copy, value, out=name)
        return self.builder.call(engine.FILL_LIKE, value, op.array, out=name)


def takes_more(op: Call | Store, following: Op | None) -> bool:
    """Do two ops take elements of one value?"""
    if not isinstance(op, Call) or not isinstance(following, Call):
        return False
    return op.func is following.func is unpack and op.args[0] is following.args[0]
