"""The adjoint of a program: its ops, then their mirror images backwards, each through its rule.

    s = x * y             s = x * y
    L = np.sin(s)         L = np.sin(s)
    return L        =>    grad_L = 1.0
                          grad_s = grad_L * np.cos(s)
                          grad_x = grad_s * y
                          grad_y = grad_s * x
                          return grad_x, grad_y

Cotangents are values: a second contribution makes a new one.  A read `x[i]` adds into the cotangent of
`x` at `i`; a write `x[i] = v` takes it from there.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from adcompile.analysis.activity import active_values, varied_values
from adcompile.analysis.complex import meets_complex
from adcompile.analysis.facts import Facts
from adcompile.diagnostics import AdcompileError, NotDifferentiable, Span, report
from adcompile.frontend.values import Items, Value, as_atom
from adcompile.ir.builder import Builder
from adcompile.ir.facts import Fact
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
    defined,
    operands,
    walk,
)
from adcompile.ir.primitives import (
    Expression,
    binomial,
    build_list,
    build_tuple,
    copy,
    item,
    pop,
    push,
    sequence,
    unpack,
)
from adcompile.ir.regions import flagged, unbound_values
from adcompile.ir.rewrite import map_blocks, with_result
from adcompile.ir.subprograms import Sub
from adcompile.reverse.gaps import (
    gappy_lists,
    items_of_items,
    new_keys,
    put_back,
    sums_in_place,
)
from adcompile.reverse.lists import LISTS, Lists
from adcompile.reverse.pairs import Pairs
from adcompile.reverse.regions import Regions
from adcompile.rules import engine
from adcompile.rules.apply import apply_reverse
from adcompile.rules.gates import written_out
from adcompile.rules.missing import (
    keyed_by_value,
    may_write,
    missing_rule,
    stored_in_unknown,
    stores_in_objects,
    walks_keys,
)
from adcompile.rules.table import Rule, lookup

__all__ = ["adjoint"]


def adjoint(
    function: Function,
    wrt: Sequence[Var],
    seeds: Mapping[Var, Atom],
    facts: Facts,
) -> tuple[Function, dict[Var, Atom | None]]:
    """The program followed by its backward half, and the cotangent of each input in `wrt`.

    `seeds` are the cotangents of the results.  The returned function still returns what it did.

    Raises: MissingRule, NotDifferentiable: every such place of the function at once.
    """
    sweep = Sweep(function, wrt, seeds, facts)
    cotangents = sweep.run()
    ops = tuple(sweep.builder.ops)
    return replace(function, body=Block(ops, function.body.results)), cotangents


def kept(op: Loop) -> list[Atom]:
    """What the iterations of a loop push to histories."""
    return [i.args[1] for i in walk(op.body) if isinstance(i, Call) and i.func is push]


class Sweep:
    """One reverse sweep."""

    def __init__(
        self, function: Function, wrt: Sequence[Var], seeds: Mapping[Var, Atom], facts: Facts
    ) -> None:
        self.function = function
        self.wrt = wrt
        self.facts = facts
        self.seeds = seeds
        self.active = active_values(function, wrt, list(seeds), facts)
        self.cuts = meets_complex(function, facts)
        self.cotangent: dict[Var, Value] = {}
        self.parts: dict[Var, dict[int, Value]] = {}
        self.masked: set[Atom] = set()
        self.maker: dict[Var, Call | Store] = {
            op.out: op for op in walk(function.body) if isinstance(op, (Call, Store))
        }
        self.unbound = unbound_values(function)
        self.loose = frozenset(self.unbound)  # 0.0 may stand for their cotangents
        self.displays = self.indexed_displays()
        self.sums = sums_in_place(function, facts)
        self.put_back: Mapping[Store, Call] = put_back(function, facts, self.active)
        self.changed: set[Op] = set(
            self.put_back.values()
        )  # what takes the items that are put back
        self.new_keys: set[Op] = {*new_keys(function)}
        filled: set[Op] = {*self.sums, *self.put_back, *self.new_keys}
        self.gappy = gappy_lists(function, facts, filled)
        unsure = self.gappy.union(taken.out for taken in self.put_back.values())
        self.inner: Mapping[Call, Call] = items_of_items(function, facts, unsure, self.active)
        self.gaps: dict[Atom, Atom] = {}  # a cotangent with a gap -> where it is
        self.zero = Const(0.0)  # what stands there
        self.history_of: dict[Var, Var] = {}  # a history -> that of the cotangents
        self.counts = engine.result_counts(function)
        self.builder = Builder(facts)
        self.count_of: dict[Loop, Var] = {}
        self.flag_of: dict[If, Var] = {}
        self.forward_of: dict[If | Loop, If | Loop] = {}  # with their guards and counters
        self.pairs = Pairs(self, function)  # type: ignore[arg-type]
        self.builder.ops = self.prepared(function.body)
        self.builder.backward = True
        self.gates = written_out(function)
        self.hazards = self.find_hazards()
        self.errors: list[AdcompileError] = []

    def run(self) -> dict[Var, Atom | None]:
        """Sweep; the cotangent of each input, None where no derivative reaches it."""
        self.check_rules()
        for result, seed in self.seeds.items():
            if result in self.active:
                self.builder.span = self.span_of(result)
                self.contribute(result, self.builder.call(copy, seed))
        start = len(self.builder.ops)
        self.reverse(self.function.body)
        first = [
            Call(mine, build_list, (), Span.nowhere(), (), True)
            for mine in self.history_of.values()
        ]
        for op in first:
            self.facts.observe(op)
        self.builder.ops[start:start] = first
        return {
            var: None if (g := self.cotangent.get(var)) is None else as_atom(g, self.builder)
            for var in self.wrt
        }

    def span_of(self, var: Var) -> Span:
        """The place of the op that makes a value of the outermost block."""
        found = (op.span for op in self.function.body.ops if var in defined(op))
        return next(found, Span.nowhere())

    def prepared(self, block: Block) -> list[Op]:
        """The ops of the forward half: with guards, and with counters where a loop needs one."""
        ops: list[Op] = []
        for op in block.ops:
            match op:
                case Store():
                    if op.out in self.active and op.value in self.active:
                        if not self.is_list(op.out):
                            engine.require_inexact(ops, op, self.facts)
                    ops.append(op)
                case Call():
                    if isinstance(op.func, Sub) and op.out in self.active:
                        ops += self.pairs.forward(op)
                    elif op.func is not binomial:  # it says how a loop is reversed
                        ops.append(op)
                case If() | Loop():
                    new = map_blocks(op, lambda b: Block(tuple(self.prepared(b)), b.results))
                    if isinstance(new, Loop) and isinstance(op, Loop):
                        new = self.plainly(new)
                        is_active = any(v in self.active for v in (*op.outs, *op.params, *kept(op)))
                        if is_active and (op.leaves or op.iterable is None):
                            new = self.counted(op, new)
                    if isinstance(new, If) and isinstance(op, If) and op.kind == "try":
                        new, self.flag_of[op] = flagged(new)
                        self.facts.of[self.flag_of[op]] = Fact("number", (), bool)
                    self.forward_of[op] = new
                    ops.append(new)
        return ops

    def plainly(self, op: Loop) -> Loop:
        """A loop over a range, however it is reversed."""
        maker = self.maker.get(op.iterable) if isinstance(op.iterable, Var) else None
        marked = isinstance(maker, Call) and maker.func is binomial
        return replace(op, iterable=maker.args[0]) if marked and maker else op  # type: ignore[union-attr]

    def counted(self, op: Loop, new: Loop) -> Loop:
        """A loop that counts its iterations."""
        start, following, end = Var("steps"), Var("steps"), Var("steps")
        add = Call(following, operator.add, (start, Const(1)), op.span, (), False, True)
        for var in (start, following, end):
            self.facts.of[var] = Fact("number", (), int)
        self.count_of[op] = end
        results = new.body.results
        at = len(op.params)
        return replace(
            new,
            outs=(*new.outs, end),
            params=(*new.params, start),
            inits=(*new.inits, Const(0)),
            body=Block((*new.body.ops, add), (*results[:at], following, *results[at:])),
        )

    def reverse(self, block: Block) -> None:
        """The mirror images of the ops of a block, last first."""
        outer = self.unbound
        self.unbound = outer.difference(
            *(operands(op) for op in block.ops if isinstance(op, (Call, Store)))
        )  # what the block has read is bound
        for op in reversed(block.ops):
            match op:
                case If():
                    Regions(self).reverse_if(op)
                case Loop():
                    Regions(self).reverse_loop(op)
                case Call() | Store():
                    self.reverse_op(op)
        self.unbound = outer

    def reverse_op(self, op: Call | Store) -> None:
        if isinstance(op, Call) and op.func is push:
            self.reverse_push(op)
            return
        if op.out not in self.active:
            return
        g = self.taken(op.out)
        if g is None:
            return
        self.builder.span = op.span
        match op:
            case Store():
                self.reverse_store(op, as_atom(g, self.builder))
            case Call():
                self.reverse_call(self.gates.get(op.out, op), g)

    def check_rules(self) -> None:
        """Find every op on the way that has no derivative."""
        varied = varied_values(self.function, self.wrt, self.facts)
        by_key = walks_keys(self.function)
        objects = stores_in_objects(self.function)
        for op in walk(self.function.body):
            if not isinstance(op, (Call, Store)):
                continue
            if op.out in self.active and isinstance(op, Call) and self.rule_of(op) is None:
                if not engine.is_structural(op.func) and engine.field_of(op, self.maker) is None:
                    self.errors.append(self.problem(op))
                elif isinstance(op.func, Sub) and (problem := self.pairs.problem(op)):
                    self.errors.append(problem)
            elif op.out in self.active and isinstance(op, Call) and self.joins_lists(op):
                self.errors.append(
                    NotDifferentiable(
                        "a derivative flows through the arithmetic of a list",
                        op.span,
                        "append to the list in a loop, or calculate with `np.array(items)`",
                    )
                )
            elif op.out in self.active and isinstance(op, Call) and self.is_sparse(op):
                self.errors.append(
                    NotDifferentiable(
                        "a derivative flows through elementwise arithmetic with a sparse matrix",
                        op.span,
                        "write `@` for a product; scale the numbers that the matrix is made of",
                    )
                )
            elif isinstance(op, Store) and op in objects and op.value in varied:
                self.errors.append(stored_in_unknown(op, objects[op]))
            elif isinstance(op, Store) and by_key and op.index in varied:
                if self.facts.fact(op.array).kind == "dict":
                    self.errors.append(keyed_by_value(op))
            elif op.out in self.active and isinstance(op, Call) and self.is_by_key(op):
                self.errors.append(self.problem(op))
            elif isinstance(op, Call) and engine.may_write(op.func):
                flowing = [a for a in operands(op) if a in varied]
                if flowing:
                    self.errors.append(may_write(op, flowing))
        if self.errors:
            raise report(self.errors)

    def is_by_key(self, op: Call) -> bool:
        """Does a derivative flow through the index of an object that is no container?"""
        keyed = engine.called(op) is operator.getitem and engine.is_keyed(op)
        return keyed and op.args[1] in self.active

    def is_sparse(self, op: Call) -> bool:
        return engine.is_sparse_arithmetic(op, self.facts)

    def joins_lists(self, op: Call) -> bool:
        """Is it `x + y` or `x * n` of lists, as far as is known?"""
        if not engine.is_arithmetic_of_lists(op.func):
            return False
        kinds = [self.facts.fact(a).kind for a in op.args]
        return "list" in kinds and "array" not in kinds

    def problem(self, op: Call) -> AdcompileError:
        if isinstance(op.func, Expression):
            return NotDifferentiable(
                f"a derivative flows through {op.func.what}, which is kept as it is written",
                op.span,
                "write it with `np.where`, or as separate statements",
            )
        flowing = [a.hint() for a in operands(op) if isinstance(a, Var) and a in self.active]
        return missing_rule(op, [name for name in flowing if name])

    def rule_of(self, op: Call) -> Rule | None:
        return lookup(engine.called(op))

    def taken(self, var: Var) -> Value | None:
        """The finished cotangent of a value whose op is being reversed."""
        if var in self.parts:
            parts = self.parts.pop(var)
            count = max(max(parts) + 1, self.counts.get(var, 0))
            return Items("tuple", tuple(parts.get(k, Const(0)) for k in range(count)))
        return self.cotangent.get(var)

    # -- contributions --------------------------------------------------------------------

    def contribute(self, var: Var, value: Value, masked: bool = False) -> None:
        """Add `value` to the cotangent of `var`."""
        maker = self.maker.get(var)
        if isinstance(maker, Call) and maker.func in (build_tuple, build_list):
            if maker not in self.displays:
                self.reverse_container(maker, value)
                return
        atom = as_atom(value, self.builder)
        if self.facts.is_complex(atom) and self.facts.is_real(var):
            # Along the imaginary axis a real value does not move.
            atom = self.builder.call(engine.REAL, atom)
        if self.is_list(var):
            Lists(self).contribute(var, atom)
            return
        old = self.cotangent.get(var)
        if (old is not None or var in self.parts) and self.is_tuple(var):
            self.two_ways(self.builder.span)
        if self.cuts and self.facts.is_real(var) and not self.facts.is_real(atom):
            atom = self.builder.call(engine.REAL, atom)  # a real number does not move off its axis
        named = Var("grad_{}", of=var)
        if old is None:
            new = self.named(atom, named)
        else:
            new = self.builder.call(operator.add, as_atom(old, self.builder), atom, out=named)
        if masked and (old is None or old in self.masked):
            self.masked.add(new)
        if var not in self.loose:
            self.facts.fit(new, var)
        self.cotangent[var] = new

    def named(self, atom: Atom, name: Var) -> Var:
        """`atom` under its own name: the last op's result is renamed, anything else is copied."""
        ops = self.builder.ops
        last = ops[-1] if ops else None
        if not isinstance(last, (Call, Store)):
            return self.builder.call(copy, atom, out=name)
        if isinstance(atom, Var) and not atom.name and last.out is atom and last.backward:
            ops[-1] = with_result(last, name)
            self.facts.of[name] = self.facts.fact(atom)
            return name
        return self.builder.call(copy, atom, out=name)

    # -- calls ----------------------------------------------------------------------------

    def reverse_call(self, op: Call, g: Value) -> None:
        if isinstance(op.func, Sub):
            self.pairs.backward(op, g)
        elif op.func is copy or op.func is sequence:
            self.pass_on(op.args[0], g)
        elif op.func in (list, tuple) and len(op.args) == 1:
            atom = as_atom(g, self.builder)
            whole = op.args[0]
            made = isinstance(whole, Var) and self.is_tuple(whole)
            if self.facts.fact(whole).kind != "list" and not made:
                atom = self.builder.call(engine.ARRAY, atom)
            self.pass_on(op.args[0], atom)
        elif op.func is pop:
            self.reverse_pop(op, as_atom(g, self.builder))
        elif op.func is sum and self.sums_list(op):
            Lists(self).reverse_sum(op, as_atom(g, self.builder))
        elif op.func in LISTS:
            Lists(self).reverse(op, as_atom(g, self.builder))
        elif op.func in (build_tuple, build_list):
            self.reverse_container(op, g)
        elif op.func in (unpack, item) or engine.called(op) is operator.getitem:
            self.reverse_item(op, as_atom(g, self.builder))
        elif (field := engine.field_of(op, self.maker)) is not None:
            whole = op.args[0]
            assert isinstance(whole, Var)
            self.contribute_part(whole, field, as_atom(g, self.builder))
        else:
            self.reverse_by_rule(op, g)

    def reverse_pop(self, op: Call, g: Atom) -> None:
        """What was popped last was pushed last: its cotangent is pushed first."""
        history = op.args[0]
        assert isinstance(history, Var)
        if history not in self.history_of:
            self.history_of[history] = Var("grad_{}", of=history)
        self.builder.call(push, self.history_of[history], g)

    def reverse_push(self, op: Call) -> None:
        history, value = op.args
        mine = self.history_of.get(history) if isinstance(history, Var) else None
        if mine is None:
            return  # nothing that was popped has a cotangent
        self.builder.span = op.span
        g = self.builder.call(pop, mine)
        if isinstance(value, Var) and value in self.active:
            self.facts.of[g] = replace(self.facts.of[g], shape=self.facts.fact(value).shape)
            self.contribute(value, g)

    def is_list(self, var: Var) -> bool:
        """Is it a list that has been built element by element, a dict, or a tuple that was in one?"""
        fact = self.facts.fact(var)
        if fact.kind == "tuple":
            maker = self.maker.get(var)
            made = isinstance(maker, Call) and maker.func is build_tuple
            return not made and not self.is_tuple(var)
        return fact.kind == "dict" or (fact.kind == "list" and fact.dtype is None)

    def sums_list(self, op: Call) -> bool:
        """Is it the sum of a list?"""
        items = op.args[0]
        return len(op.args) == 1 and isinstance(items, Var) and self.is_list(items)

    def indexed_displays(self) -> set[Op]:
        """The displays of which an element is taken whose index is known only at run time."""
        found: set[Op] = set()
        for op in walk(self.function.body):
            if isinstance(op, Call) and op.func in (operator.getitem, item):
                maker = self.maker.get(op.args[0]) if isinstance(op.args[0], Var) else None
                fixed = isinstance(op.args[1], Const) and type(op.args[1].value) is int
                if isinstance(maker, Call) and maker.func is build_list and not fixed:
                    found.add(maker)
        return found

    def pass_on(self, operand: Atom, g: Value) -> None:
        if isinstance(operand, Var) and operand in self.active:
            atom = as_atom(g, self.builder)
            self.contribute(operand, atom, masked=atom in self.masked)

    def reverse_container(self, op: Call, g: Value) -> None:
        """`t = (a, b)`: the elements of the cotangent."""
        for k, operand in enumerate(op.args):
            if isinstance(operand, Var) and operand in self.active:
                part: Value
                if isinstance(g, Items):
                    part = g.values[k]
                else:
                    whole = as_atom(g, self.builder)
                    part = self.builder.call(operator.getitem, whole, Const(k))
                    part = Lists(self).whole(op.out, operand, part)
                if not engine.is_zero(part):
                    self.contribute(operand, part)

    def reverse_item(self, op: Call, g: Atom) -> None:
        """`y = x[i]`: add at `i`, or into one element of a tuple."""
        x, index = op.args[0], op.args[1]
        if not isinstance(x, Var) or x not in self.active:
            return
        is_list = self.is_list(x)
        if (
            not is_list
            and self.is_tuple(x)
            and isinstance(index, Const)
            and type(index.value) is int
        ):
            self.contribute_part(x, index.value, g)
            return
        maker = self.maker.get(x)
        if isinstance(maker, Call) and maker.func in (build_tuple, build_list):
            if maker not in self.displays:
                self.reverse_element(maker, index, g)
                return
        if is_list:
            Lists(self).reverse_item(op, g)
            return
        if x in self.parts or self.is_tuple(x):
            self.two_ways(op.span)
        inverse = engine.inverse_index(index)
        if inverse is not None:
            part = self.builder.call(operator.getitem, g, inverse)
            self.contribute(x, part, masked=g in self.masked)
            return
        add = engine.adder(index, self.maker, self.facts)
        split = engine.without_new_axes(index, self.maker, self.facts)
        if split is not None:
            parts, inverse = split
            g = self.builder.call(operator.getitem, g, inverse)
            index = (
                parts[0] if len(parts) == 1 else as_atom(Items("tuple", tuple(parts)), self.builder)
            )
        if self.facts.rank(x) == 0:  # there is nothing to write into where x is a number
            self.contribute(x, self.builder.call(engine.UNINDEX, g, x, index), masked=True)
            return
        old = self.cotangent.get(x)
        first = old is None
        if old is None:
            old = self.builder.call(engine.ZEROS_LIKE, x)
        else:
            old = self.filled(x, as_atom(old, self.builder))
        new = self.builder.store(
            as_atom(old, self.builder), index, g, add, out=Var("grad_{}", of=x)
        )
        if first or old in self.masked:
            self.masked.add(new)
        self.facts.fit(new, x)
        self.cotangent[x] = new

    def filled(self, var: Var, g: Atom) -> Atom:
        """A cotangent in the shape of its primal, which is bound here."""
        if var not in self.loose or self.facts.is_number(var):
            return g
        if self.facts.fact(var).kind == "array":
            return self.builder.call(operator.add, self.builder.call(engine.ZEROS_LIKE, var), g)
        return self.builder.call(engine.FILL_LIKE, g, var)

    def reverse_element(self, maker: Call, index: Atom, g: Atom) -> None:
        """`y = (a, b)[k]`, where the display is known."""
        if not isinstance(index, Const) or type(index.value) is not int:
            self.two_ways(self.builder.span)
        self.pass_on(maker.args[index.value], g)

    def two_ways(self, span: Span) -> NoReturn:
        raise NotDifferentiable(
            "a tuple or list of arrays is used both as a whole and by its elements",
            span,
            "unpack it into names, or make an array of it",
        )

    def is_tuple(self, x: Var) -> bool:
        maker = self.maker.get(x)
        return isinstance(maker, Call) and engine.has_tuple_result(maker)

    def contribute_part(self, x: Var, index: int, g: Atom) -> None:
        """Add to one element of the cotangent of a tuple."""
        parts = self.parts.setdefault(x, {})
        if index in parts:
            old = as_atom(parts[index], self.builder)
            parts[index] = self.builder.call(operator.add, old, g)
        else:
            parts[index] = g

    def reverse_by_rule(self, op: Call, g: Value) -> None:
        rule = self.rule_of(op)
        assert rule is not None  # check_rules has seen to it
        atoms = operands(op)
        wanted = [k for k, a in enumerate(atoms) if a in self.active]
        masked = engine.is_masking(op.func) or (
            not isinstance(g, Items) and (g in self.masked or self.mask_operand(op))
        )
        # One operand at a time, so that each cotangent is named where its line ends.
        square = self.is_square(op)
        if square:
            wanted = [0]
        for index in wanted:
            before = len(self.builder.ops)
            parts = apply_reverse(rule, op, g, wanted, [index], self.builder, self.facts)
            risky = masked and (
                engine.is_singular(op, rule) or self.is_hazardous(self.builder.ops[before:])
            )
            for value in parts.values():
                if square:
                    value = self.builder.call(operator.mul, Const(2), as_atom(value, self.builder))
                self.add_operand(rule, op, atoms[index], value, g, masked, risky)

    def is_square(self, op: Call) -> bool:
        """Is it `x * x`, or `x @ x` of a vector, whose two cotangents are the same?"""
        if len(op.args) != 2 or op.args[0] is not op.args[1]:
            return False
        vector = engine.is_inner_product(op.func) and self.facts.rank(op.args[0]) == 1
        return vector or engine.is_product(op.func)

    def add_operand(
        self, rule: Rule, op: Call, operand: Atom, value: Value, g: Value, masked: bool, risky: bool
    ) -> None:
        """Add the cotangent of one operand; a `risky` one may be nan where `g` is zero."""
        if engine.is_zero(value) or not isinstance(operand, Var):
            return
        if rule.elementwise:
            value = as_atom(value, self.builder)
            if risky and not isinstance(g, Items):
                value = engine.guard_zero(self.builder, as_atom(g, self.builder), value)
            fitted = self.fitted(value, operand)
            summed = fitted is not value and None not in map(self.facts.rank, (value, operand))
            masked = masked and not summed  # a sum of cotangents is not masked any more
            value = fitted
        else:
            masked = engine.is_masking(op.func)
        self.contribute(operand, value, masked)

    def is_hazardous(self, line: Sequence[Op]) -> bool:
        """Does a rule's line multiply by what may be infinite, so that zero times it is nan?"""
        return any(a in self.hazards for op in line if engine.multiplies(op) for a in operands(op))

    def find_hazards(self) -> set[Var]:
        """The values that may be infinite or nan: what a singular function makes, and so on."""
        hazards: set[Var] = set()
        for op in walk(self.function.body):
            rule = lookup(op.func) if isinstance(op, Call) else None
            if isinstance(op, Call) and rule is not None and rule.elementwise:
                if engine.is_singular(op, rule) or any(a in hazards for a in operands(op)):
                    hazards.add(op.out)
        return hazards

    def fitted(self, value: Atom, operand: Var) -> Atom:
        """Sum a cotangent of the broadcast shape down to that of the operand, where they may differ."""
        if self.facts.same_shape(value, operand):
            return value
        return self.builder.call(engine.UNBROADCAST, value, operand)

    def mask_operand(self, op: Call) -> bool:
        """Is one operand of a product a mask, so that cotangents behind it are zeros?"""
        return engine.is_product(op.func) and any(self.facts.is_mask(a) for a in op.args)

    # -- stores ---------------------------------------------------------------------------

    def reverse_store(self, op: Store, g: Atom) -> None:
        """`out` is `array` with `array[index] = value`, or `+=`, `-=`."""
        if self.is_list(op.out):
            Lists(self).reverse_store(op, g)
            return
        everything = engine.is_everything(op.index)
        distinct = engine.is_distinct(op.index, self.maker, self.facts)
        if isinstance(op.value, Var) and op.value in self.active:
            every = distinct or op.operator is engine.ADD_AT
            read = operator.getitem if every else engine.GATHER_LAST
            part = g if everything else self.builder.call(read, g, op.index)
            if op.operator is operator.sub:
                part = self.builder.call(operator.neg, part)
            self.contribute(op.value, self.fitted(part, op.value))
        if isinstance(op.array, Var) and op.array in self.active:
            if op.operator is None and everything:
                return  # nothing is left of what it was
            if op.operator is None:
                cleared = self.builder.store(g, op.index, Const(0), out=Var("grad_{}", of=op.array))
                self.masked.add(cleared)
                self.contribute(op.array, cleared, masked=True)
            else:
                self.pass_on(op.array, g)
