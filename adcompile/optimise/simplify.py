"""Algebra that keeps value, shape, dtype and NaN.

    g = 1.0 * c                             g = c
    a = x + -y                              a = x - y
    t = w + w                          =>   t = 2 * w
    b = np.broadcast_to(g, np.shape(x))
    d = b * x                               d = g * x

`0 * x` is not 0 (x may be nan).  A gradient that is uniform along an axis stays small: where the other operand
has the full shape, NumPy spreads it by itself.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from adcompile.analysis.facts import Facts
from adcompile.ir.builder import Builder
from adcompile.ir.facts import Extent, ShapeVar, same_dtype, same_extent
from adcompile.ir.nodes import Atom, Block, Call, Const, Function, If, Loop, Op, Store, Var
from adcompile.ir.primitives import build_list, build_tuple, copy
from adcompile.ir.rewrite import count_uses, map_blocks, renamed, resolve
from adcompile.rules import engine

__all__ = ["materialise", "simplify"]


def simplify(function: Function, facts: Facts) -> Function:
    """One forward sweep of local rewrites."""
    return replace(function, body=Sweep(function, facts).block(function.body))


class Sweep:
    """The ops so far, and what each value was made by."""

    def __init__(self, function: Function, facts: Facts) -> None:
        self.facts = facts
        self.builder = Builder(facts)
        self.replaced: dict[Var, Atom] = {}
        self.maker: dict[Var, Call | Store] = {}
        self.extents: list[tuple[Var, Extent]] = []  # the values that measure an axis
        self.uses = count_uses(function)

    def block(self, block: Block) -> Block:
        """The block, rewritten."""
        outer, measured = self.builder.ops, len(self.extents)
        self.builder.ops = []
        for op in block.ops:
            if isinstance(op, (If, Loop)):
                self.region(op)
            else:
                self.rewrite(op)
        ops = tuple(self.builder.ops)
        self.builder.ops = outer
        del self.extents[measured:]  # what was measured inside is not known outside
        return Block(ops, tuple(resolve(a, self.replaced) for a in block.results))

    def region(self, op: If | Loop) -> None:
        """Rewrite the blocks of a region."""
        op = renamed_outside(op, self.replaced)
        count = iter(range(2))

        def block(old: Block) -> Block:
            with self.facts.within(op.mark, next(count) if isinstance(op, If) else 0):
                return self.block(old)

        new = map_blocks(op, block)
        self.builder.ops.append(new)

    def rewrite(self, op: Call | Store) -> None:
        """Append the op, or what is simpler."""
        op = renamed(op, self.replaced)  # type: ignore[assignment]
        self.builder.span, self.builder.backward = op.span, op.backward
        if isinstance(op, Store):
            self.keep(self.store(op))
            return
        if not op.backward and op.func is not operator.getitem and op.out.hint():
            self.keep(op)  # What the user wrote stays as it is written.
            return
        new = self.simpler(op)
        for _ in range(5):  # one rewrite may make way for the next
            if not isinstance(new, Call):
                break
            op, new = new, self.simpler(new)
        if new is None or isinstance(new, Call):
            self.keep(op)
        else:
            self.replaced[op.out] = new
            if op.out.of is not None and isinstance(new, Var):
                # The name of a cotangent is worth keeping: let a copy carry it.
                del self.replaced[op.out]
                self.keep(Call(op.out, copy, (new,), op.span, (), op.backward))

    def keep(self, op: Call | Store) -> None:
        if op.out in self.facts.of:
            self.builder.ops.append(op)  # it has the fact of what it replaces
        else:
            self.builder.append(op)
        self.maker[op.out] = op
        extent = self.facts.of[op.out].extent
        if extent is not None:
            self.extents.append((op.out, extent))

    def made(self, atom: Atom, func: Callable[..., Any]) -> Call | None:
        """The op that made `atom`, if it is a call of `func`."""
        op = self.maker.get(atom) if isinstance(atom, Var) else None
        return op if isinstance(op, Call) and op.func is func else None

    def minus(self, atom: Atom) -> Call | None:
        """The op that made `atom`, if it changes a sign, which it does not of unsigned integers."""
        op = self.made(atom, operator.neg)
        if op is None or op.backward or op.derived or self.facts.is_inexact(op.args[0]):
            return op
        return None

    def emit(self, func: Callable[..., Any], *args: Atom) -> Var:
        """A new temporary."""
        out = self.builder.call(func, *args)
        last = self.builder.ops[-1]
        assert isinstance(last, Call)
        self.maker[out] = last
        return out

    def store(self, op: Store) -> Store:
        """A uniform value need not be spread before it is stored."""
        spread = self.made(op.value, engine.BROADCAST_TO)
        if spread is not None:
            op = replace(op, value=spread.args[0])
        uniform = self.made(op.array, engine.BROADCAST_TO)
        if op.operator is operator.add:
            if self.made(op.array, engine.ZEROS_LIKE) is not None:
                op = replace(op, operator=None)  # the first write
        if op.operator is operator.add:
            negative = self.minus(op.value)
            if negative is not None:
                op = replace(op, operator=operator.sub, value=negative.args[0])
        like = None if uniform is None else self.measured(uniform.args[1])
        if uniform is not None and like is not None and self.holds(like, uniform.args[0]):
            op = replace(op, array=self.emit(engine.FULL_LIKE, like, uniform.args[0]))
        return op

    def holds(self, like: Atom, value: Atom) -> bool:
        """Can an array of the dtype of `like` hold the value, without being of a wider kind?"""
        facts = self.facts
        return facts.is_inexact(like) and (
            facts.is_real(like) == (isinstance(value, Const) or facts.is_real(value))
        )

    def measured(self, shape: Atom) -> Atom | None:
        """The array whose shape this is."""
        op = self.made(shape, engine.SHAPE)
        return op.args[0] if op is not None else None

    # -- rewrites -------------------------------------------------------------------------

    def simpler(self, op: Call) -> Call | Atom | None:
        """Another op for the same result, a value that is it, or None."""
        if op.func is engine.SUM and op.backward:
            return self.sum_of_negative(op)
        if op.kwargs or not op.args:
            return None
        if op.func is operator.getitem:
            return self.element(op)
        if op.func is engine.BROADCAST_TO:
            return self.spread(op)
        if op.func in (engine.SHAPE, engine.SIZE):
            return self.measure(op)
        if op.func is engine.UNBROADCAST:
            return self.fit(op)
        if op.func is engine.TRANSPOSE:
            return self.transpose(op)
        if not self.is_reducible(op):
            return None
        lazy = self.unspread(op) if op.backward and op.func in self.LAZY else None
        if lazy is not None:
            return lazy
        rewrite = self.ARITHMETIC.get(op.func)
        return rewrite(self, op) if rewrite is not None else None

    def is_reducible(self, op: Call) -> bool:
        """Is any operand one that the arithmetic below looks at?  Most are not.

        That is a constant, twice the same value, or the result of one of `NOTABLE`, of which
        products and shares count only if they begin with a constant.
        """
        if op.args[0] is op.args[-1]:
            return True
        for atom in op.args:
            if isinstance(atom, Const):
                return True
            maker = self.maker.get(atom)
            if isinstance(maker, Call) and maker.func in self.NOTABLE:
                if not self.NOTABLE[maker.func] or isinstance(maker.args[0], Const):
                    return True
        return False

    def sum_of_negative(self, op: Call) -> Call | None:
        """`np.sum(-g)` is `-np.sum(g)`: the smaller array is negated."""
        negative = self.minus(op.args[0])
        if negative is None:
            return None
        total = Var()
        call = replace(op, out=total, args=(*negative.args, *op.args[1:]))
        self.builder.append(call)
        self.maker[total] = call
        return replace(op, func=operator.neg, args=(total,), kwargs=())

    def drop_axis(self, op: Call, summed: Call) -> Call | None:
        """`np.sum(g, axis=1, keepdims=True)[:, 0]` is `np.sum(g, axis=1)`."""
        named = dict(summed.kwargs)
        axis, index = named.get("axis"), op.args[1]
        if "keepdims" not in named or not isinstance(axis, Const) or not isinstance(index, Const):
            return None
        parts = index.value if isinstance(index.value, tuple) else (index.value,)
        if type(axis.value) is not int or not all(p == 0 or p == slice(None) for p in parts):
            return None
        if [k for k, p in enumerate(parts) if p == 0 and p is not False] != [axis.value]:
            return None
        return replace(op, func=engine.SUM, args=summed.args, kwargs=(("axis", axis),))

    def element(self, op: Call) -> Call | Atom | None:
        """`(a, b)[0]` is `a`."""
        summed = self.made(op.args[0], engine.SUM)
        if summed is not None and op.backward:
            return self.drop_axis(op, summed)
        negative = self.minus(op.args[0])
        if negative is not None and op.backward:
            picked = self.emit(operator.getitem, negative.args[0], op.args[1])
            return replace(op, func=operator.neg, args=(picked,))
        made = self.made(op.args[0], build_tuple) or self.made(op.args[0], build_list)
        index = op.args[1]
        if op.backward and is_everything(index) and self.facts.fact(op.args[0]).kind == "array":
            return op.args[0]
        spread = self.made(op.args[0], engine.BROADCAST_TO)
        if spread is not None and self.facts.is_number(op.out):
            if self.facts.is_number(spread.args[0]):
                return spread.args[0]
        if made is None or not isinstance(index, Const) or type(index.value) is not int:
            return None
        return made.args[index.value] if -len(made.args) <= index.value < len(made.args) else None

    def spread(self, op: Call) -> Atom | None:
        """Spreading to the shape it has already is nothing."""
        if op.func is engine.BROADCAST_TO and self.facts.same_shape(op.args[0], op.out):
            return op.args[0]
        return None

    def measure(self, op: Call) -> Call | Atom | None:
        """The shape of a temporary is that of the operand it was made from."""
        atom = self.stand_in(op.args[0])
        extents = self.facts.shape(atom)
        if op.func is engine.SIZE and not isinstance(extents, ShapeVar) and len(extents) == 1:
            for var, extent in self.extents:
                if same_extent(extent, extents[0]):
                    return var
        return None if atom is op.args[0] else replace(op, args=(atom,))

    def stand_in(self, atom: Atom) -> Atom:
        """A value of the same shape that is there anyway."""
        op = self.maker.get(atom) if isinstance(atom, Var) else None
        if isinstance(op, Call) and not op.out.name:
            for operand in op.args:
                if isinstance(operand, Var) and self.facts.same_shape(operand, atom):
                    return self.stand_in(operand)
        return atom

    def fit(self, op: Call) -> Call | Atom | None:
        """`unbroadcast` where the shapes are known: nothing, or a plain sum."""
        g, like = op.args
        if self.facts.same_shape(g, like):
            return g if self.facts.same_dtype(g, like) or self.facts.is_number(like) else None
        have, want = self.facts.shape(g), self.facts.shape(like)
        if isinstance(have, ShapeVar) or isinstance(want, ShapeVar):
            return None
        if not self.facts.same_dtype(g, like) and not self.facts.is_number(like):
            return None
        extra = len(have) - len(want)
        if extra < 0:
            return None
        axes = [k for k, n in enumerate(want) if n == 1 and have[extra + k] != 1]
        if not all(same_extent(n, have[extra + k]) for k, n in enumerate(want) if k not in axes):
            return None
        if extra and axes:
            return None
        if extra == len(have):
            return replace(op, func=engine.SUM, args=(g,))
        where = tuple(range(extra)) if extra else tuple(axes)
        kwargs: tuple[tuple[str, Atom], ...] = (
            ("axis", Const(where[0] if len(where) == 1 else where)),
        )
        if not extra:
            kwargs += (("keepdims", Const(True)),)
        return replace(op, func=engine.SUM, args=(g,), kwargs=kwargs)

    def transpose(self, op: Call) -> Call | Atom | None:
        """`x.T.T` is `x`, `np.outer(a, b).T` is `np.outer(b, a)`, and of a cotangent `(x.T @ g).T` is `g.T @ x`."""
        product = self.made(op.args[0], operator.matmul)
        if product is not None and op.backward and product.backward:
            left, right = product.args
            flipped = self.made(left, engine.TRANSPOSE)
            ranks = self.facts.rank(left), self.facts.rank(right)
            if flipped is not None and ranks == (2, 2) and self.uses.get(product.out) == 1:
                return replace(
                    op,
                    func=operator.matmul,
                    args=(self.emit(engine.TRANSPOSE, right), flipped.args[0]),
                )
        inner = self.made(op.args[0], engine.TRANSPOSE)
        if inner is not None:
            return inner.args[0]
        product = self.made(op.args[0], engine.OUTER)
        if product is None or product.kwargs or len(product.args) != 2:
            return None
        return replace(op, func=engine.OUTER, args=product.args[::-1])

    def unspread(self, op: Call) -> Call | Atom | None:
        """Let NumPy spread a uniform operand; move the spreading behind arithmetic with numbers."""
        for k, atom in enumerate(op.args):
            maker = self.maker.get(atom) if isinstance(atom, Var) else None
            if not isinstance(maker, Call) or maker.func not in self.SPREAD:
                continue
            others = [a for j, a in enumerate(op.args) if j != k]
            filled = self.made(atom, engine.FULL_LIKE)
            if filled is not None and any(self.facts.same_shape(a, op.out) for a in others):
                args = (*op.args[:k], filled.args[1], *op.args[k + 1 :])
                slim = replace(op, args=args)
                if same_dtype(self.facts.infer(slim).dtype, self.facts.fact(op.out).dtype):
                    return slim
            spread = self.made(atom, engine.BROADCAST_TO)
            if spread is None:
                continue
            if any(self.facts.same_shape(a, op.out) for a in others):
                args = (*op.args[:k], spread.args[0], *op.args[k + 1 :])
                return replace(op, args=args)
            if all(self.facts.is_number(a) for a in others):
                args = (*op.args[:k], spread.args[0], *op.args[k + 1 :])
                small = self.emit(op.func, *args)
                return replace(op, func=engine.BROADCAST_TO, args=(small, spread.args[1]))
        return None

    def multiply(self, op: Call) -> Call | Atom | None:
        a, b = op.args
        if isinstance(a, Const) and isinstance(b, Const) and is_number(a) and is_number(b):
            return Const(a.value * b.value)
        for one, other in ((a, b), (b, a)):
            if is_literal(one, 1) and self.facts.is_inexact(other):
                return other
            scaled = self.made(one, operator.mul)
            if scaled is not None and is_literal(scaled.args[0], 1):
                if self.facts.is_inexact(other) and op.backward:
                    return replace(
                        op, args=tuple(scaled.args[1] if v is one else v for v in op.args)
                    )
            if is_literal(one, -1) and op.backward and self.facts.is_inexact(other):
                return self.negated(op, other)
        if op.backward and (joint := self.rescaled(op)) is not None:
            return joint
        if op.backward:
            for k, one in enumerate((a, b)):
                negative = self.minus(one)
                if negative is not None:  # the sign goes outwards, where it may meet another
                    pair = (negative.args[0], b) if k == 0 else (a, negative.args[0])
                    return self.negated(op, self.emit(operator.mul, *pair))
                share = self.made(one, operator.truediv)
                other = b if k == 0 else a
                if share is not None and is_literal(share.args[0], 1) and is_factor(other):
                    return replace(op, func=operator.truediv, args=(other, share.args[1]))
        if is_whole(a) and self.facts.is_inexact(b):
            assert isinstance(a, Const)
            return replace(op, args=(Const(int(a.value)), b))
        if is_literal(a, 2) and op.backward:
            inner = self.made(b, operator.mul)
            if inner is not None and self.uses.get(inner.out) in (1, None):
                # Twice a small integer may overflow; as a float it does not.
                two = a if self.facts.is_inexact(inner.args[0]) else Const(2.0)
                twice = self.emit(operator.mul, two, inner.args[0])
                return replace(op, args=(twice, inner.args[1]))
        return None

    def rescaled(self, op: Call) -> Call | None:
        """`3 * x * 2.0` is `6 * x`: to scale by a power of two is exact."""
        for factor, scaled in (op.args, op.args[::-1]):
            maker = self.made(scaled, operator.mul)
            if not isinstance(factor, Const) or maker is None or not maker.backward:
                continue
            if self.uses.get(maker.out) not in (1, None):
                continue  # a value that is named anyway
            for inner, x in (maker.args, maker.args[::-1]):
                if isinstance(inner, Const) and self.facts.is_inexact(x):
                    if all(map(is_number, (factor, inner))) and (is_two(factor) or is_two(inner)):
                        return replace(op, args=(Const(factor.value * inner.value), x))
        return None

    def negated(self, op: Call, atom: Atom) -> Call:
        return Call(op.out, operator.neg, (atom,), op.span, (), op.backward, op.derived)

    def negate(self, op: Call) -> Call | Atom | None:
        (a,) = op.args
        if isinstance(a, Const) and is_number(a):
            return Const(-a.value)
        inner = self.minus(a)
        return inner.args[0] if inner is not None and op.backward else None

    def add(self, op: Call) -> Call | Atom | None:
        if not op.backward:
            return None
        a, b = op.args
        for x, y in ((a, b), (b, a)):
            if (times := self.times(x, y)) is not None:
                return replace(op, func=operator.mul, args=(Const(times + 1), y))
            negative = self.minus(y)
            if negative is not None:
                return replace(op, func=operator.sub, args=(x, negative.args[0]))
        return None

    def times(self, x: Atom, y: Atom) -> int | None:
        """How often `x` is `y`, if it is a multiple of it."""
        if x is y:
            return 1 if isinstance(x, Var) else None
        scaled = self.made(x, operator.mul)
        if scaled is None or scaled.args[1] is not y or not scaled.backward:
            return None
        factor = scaled.args[0]
        whole = isinstance(factor, Const) and is_number(factor) and type(factor.value) is int
        return factor.value if whole and self.facts.is_inexact(y) else None  # type: ignore[union-attr]

    def subtract(self, op: Call) -> Call | Atom | None:
        if not op.backward:
            return None
        opposite = self.minus(op.args[0])
        if opposite is not None and (times := self.times(opposite.args[0], op.args[1])) is not None:
            return self.negated(op, self.emit(operator.mul, Const(times + 1), op.args[1]))
        if is_literal(op.args[1], 0) and type(op.args[1].value) is int:  # type: ignore[union-attr]
            return op.args[0]
        negative = self.minus(op.args[1])
        if negative is None:
            return None
        return replace(op, func=operator.add, args=(op.args[0], negative.args[0]))

    def divide(self, op: Call) -> Call | Atom | None:
        a, b = op.args
        if isinstance(a, Const) and isinstance(b, Const) and is_number(a) and is_number(b):
            return Const(a.value / b.value) if b.value else None
        if is_literal(b, 1) and self.facts.is_inexact(a):
            return a
        if op.backward:
            negative = self.minus(a)
            if negative is not None:
                return self.negated(op, self.emit(operator.truediv, negative.args[0], b))
            scaled = self.made(a, operator.mul)
            if scaled is not None and is_literal(scaled.args[0], 1):
                return replace(op, args=(scaled.args[1], b))
        if is_whole(a) and op.backward:
            assert isinstance(a, Const)
            return replace(op, args=(Const(int(a.value)), b))
        return None

    ARITHMETIC: ClassVar[dict[Any, Callable[..., Call | Atom | None]]] = {
        operator.mul: multiply,
        operator.neg: negate,
        operator.add: add,
        operator.sub: subtract,
        operator.truediv: divide,
    }
    SPREAD = (engine.BROADCAST_TO, engine.FULL_LIKE)
    NOTABLE: ClassVar[
        dict[Any, bool]
    ] = {  # operands to look at: all of them, or only those that begin with a constant
        operator.neg: False,
        engine.BROADCAST_TO: False,
        engine.FULL_LIKE: False,
        operator.mul: True,
        operator.truediv: True,
    }
    LAZY = dict.fromkeys(
        [operator.mul, operator.truediv, operator.neg, operator.add, operator.sub, engine.WHERE]
    )


def renamed_outside(op: If | Loop, replaced: dict[Var, Atom]) -> If | Loop:
    """The region with what it reads itself followed to the end; its blocks are seen to later."""
    if isinstance(op, If):
        return replace(op, test=resolve(op.test, replaced))
    iterable = None if op.iterable is None else resolve(op.iterable, replaced)
    return replace(op, inits=tuple(resolve(a, replaced) for a in op.inits), iterable=iterable)


def materialise(function: Function, facts: Facts) -> Function:
    """A gradient that is uniform and returned, or with which a loop begins: `np.full_like(x, g)`, memory
    of its own."""
    results = {a for a in function.body.results if isinstance(a, Var)}
    begun = {
        a for op in function.body.ops if isinstance(op, Loop) and op.backward for a in op.inits
    }
    shape_of = {
        op.out: op.args[0]
        for op in function.body.ops
        if isinstance(op, Call) and op.func is engine.SHAPE
    }
    ops: list[Op] = []
    for op in function.body.ops:
        if (
            isinstance(op, Call)
            and op.func is engine.BROADCAST_TO
            and (op.out in results or op.out in begun)
            and op.out.of is not None
        ):
            value, shape = op.args
            like = shape_of.get(shape) if isinstance(shape, Var) else None
            mine = like is not None and like is op.out.of
            if like is not None and (mine or (op.out in begun and facts.is_inexact(like))):
                if is_literal(value, 1):
                    op = replace(op, func=engine.ONES_LIKE, args=(like,))
                else:
                    op = replace(op, func=engine.FULL_LIKE, args=(like, value))
        ops.append(op)
    return replace(function, body=Block(tuple(ops), function.body.results))


def is_number(atom: Const) -> bool:
    """A Python number, unnamed."""
    return type(atom.value) in (int, float) and not atom.text


def is_two(atom: Const) -> bool:
    """Is it a power of two?"""
    return bool(atom.value) and abs(math.frexp(atom.value)[0]) == 0.5


def is_factor(atom: Atom) -> bool:
    """Is it a literal that a share `1 / n` can take as its numerator?"""
    return isinstance(atom, Const) and is_number(atom) and atom.value != 0


def is_literal(atom: Atom, value: int) -> bool:
    """Is it this number?"""
    return isinstance(atom, Const) and is_number(atom) and bool(atom.value == value)


def is_whole(atom: Atom) -> bool:
    """A float literal that is a whole number: 2.0 * x is 2 * x for an inexact x."""
    return (
        isinstance(atom, Const)
        and type(atom.value) is float
        and not atom.text
        and atom.value == int(atom.value if abs(atom.value) < 1e15 else 0)
    )


def is_everything(index: Atom) -> bool:
    """Does the index take the whole array?"""
    if not isinstance(index, Const):
        return False
    parts = index.value if isinstance(index.value, tuple) else (index.value,)
    return all(p is Ellipsis or (isinstance(p, slice) and p == slice(None)) for p in parts)
