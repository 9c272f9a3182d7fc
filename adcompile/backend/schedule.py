"""The order of the ops in the blocks of regions, where it costs a name.

    grad_h_1 = W.T @ s                       grad_W += np.outer(grad_h, x)
    grad_W += np.outer(grad_h, x)     =>     grad_h = W.T @ s
    grad_h = grad_h_1

A value that leaves its block under the name of another is computed after the last reader of that one.  And
what does not depend on the branch that leaves a loop is computed before it, so that the branch is the last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from adcompile.backend.fold import HISTORY, STATEMENTS, Roots, Target
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Function,
    If,
    Loop,
    Op,
    Store,
    Var,
    defined,
    reads,
    walk,
)
from adcompile.ir.primitives import pop
from adcompile.ir.rewrite import map_blocks

__all__ = ["is_pop", "schedule"]


def schedule(
    function: Function,
    counts: Mapping[Atom, int],
    roots: Roots,
    target: Target,
    is_pure: Callable[[Any], bool],
) -> Function:
    """Order the blocks of every region."""
    if not any(isinstance(op, (If, Loop)) for op in function.body.ops):
        return function
    scheduler = Scheduler(counts, roots, target, is_pure)
    ops = tuple(scheduler.op(op) for op in function.body.ops)
    return replace(function, body=Block(ops, function.body.results))


class Scheduler:
    """What has to be known of ops to move them."""

    def __init__(
        self,
        counts: Mapping[Atom, int],
        roots: Roots,
        target: Target,
        is_pure: Callable[[Any], bool],
    ) -> None:
        self.counts = counts
        self.roots = roots
        self.target = target
        self.is_pure = is_pure

    def op(self, op: Op) -> Op:
        if not isinstance(op, (If, Loop)):
            return op
        op = map_blocks(op, lambda block: Block(tuple(map(self.op, block.ops)), block.results))
        if isinstance(op, If) and op.kind == "try":
            return replace(op, orelse=self.later(op.orelse))  # what is tried runs in its order
        if isinstance(op, If):
            return replace(op, then=self.later(op.then), orelse=self.later(op.orelse))
        body = self.earlier(op.body) if op.leaves else op.body
        return replace(op, body=self.later(body))

    def may_move(self, op: Op) -> bool:
        """Does it make no difference when an op runs, but for what it reads?"""
        if not isinstance(op, Call) or op.func in (*HISTORY, *STATEMENTS):
            return False
        return self.target(op) is None and self.is_pure(op.func)

    def writes(self, op: Op) -> set[Var]:
        """The buffers that an op, or what is inside, may overwrite."""
        inside = walk(Block((op,), ()))
        found: set[Var] = set()
        for each in inside:
            if isinstance(each, (Call, Store)):
                written = self.target(each)
                changed = [written] if written is not None else []
                if isinstance(each, Call) and written is None and not self.is_pure(each.func):
                    changed = list(each.args)
                for atom in changed:
                    found.update(self.roots.get(atom, ()) if isinstance(atom, Var) else ())
        return found

    def earlier(self, body: Block) -> Block:
        """Move what follows the branch that tells whether the loop ends before it."""
        flag = body.results[-1]
        places = [k for k, op in enumerate(body.ops) if isinstance(op, If) and flag in op.outs]
        if not places:
            return body
        branch, rest = body.ops[places[0]], body.ops[places[0] + 1 :]
        made, written = set(defined(branch)), self.writes(branch)
        for op in rest:
            if not self.may_move(op) or any(a in made for a in reads(op)):
                return body
            if any(
                r in written for a in reads(op) if isinstance(a, Var) for r in self.roots.get(a, ())
            ):
                return body
        return Block((*body.ops[: places[0]], *rest, branch), body.results)

    def later(self, block: Block) -> Block:
        """Move each value that leaves behind the last reader of another of its name."""
        for value in block.results:
            if isinstance(value, Var) and value.hint():
                block = self.behind(block, self.begun(block, value))
        return block

    def begun(self, block: Block, value: Var) -> Var:
        """What the value was before the block wrote into it."""
        made_by = {var: op for op in block.ops for var in defined(op)}
        while (op := made_by.get(value)) is not None:
            written = self.target(op)
            if not isinstance(written, Var) or written.hint() != value.hint():
                break
            if written not in made_by:
                break
            value = written
        return value

    def behind(self, block: Block, value: Var) -> Block:
        ops = block.ops
        place = next((k for k, op in enumerate(ops) if value in defined(op)), -1)
        if place < 0 or not (self.may_move(ops[place]) or is_pop(ops[place])):
            return block
        name, last, first = value.hint(), place, len(ops)
        printed = self.printed(ops)
        after = {var for op in ops[place:] for var in defined(op)}
        for k in range(len(ops) - 1, place, -1):
            read = [a for a in reads(ops[k]) if isinstance(a, Var)]
            if value in read:
                first = k
            if any(a not in after and a.hint() == name for a in read):
                last = max(last, printed[k])
        op, between = ops[place], ops[place + 1 : last + 1]
        if last == place or last >= first or not self.stays_right(op, ops[:place], between):
            return block
        return Block((*ops[:place], *between, op, *ops[last + 1 :]), block.results)

    def printed(self, ops: tuple[Op, ...]) -> list[int]:
        """Where each op is printed, if all that may fold into another does so."""
        places = list(range(len(ops)))
        user: dict[Atom, int] = {}
        for k in range(len(ops) - 1, -1, -1):
            op = ops[k]
            if isinstance(op, Call) and not op.out.hint() and self.counts[op.out] == 1:
                places[k] = places[user.get(op.out, k)]
            user.update(dict.fromkeys(reads(op), k))
        return places

    def stays_right(self, op: Op, before: tuple[Op, ...], between: tuple[Op, ...]) -> bool:
        """May an op move behind others: is what it reads still there, under its name?"""
        made_by = {var: each for each in before for var in defined(each)}
        read: list[Var] = []
        stack = [a for a in reads(op) if isinstance(a, Var)]
        while stack:
            atom = stack.pop()
            read.append(atom)
            source = made_by.get(atom)
            if source is not None and not atom.hint() and self.counts[atom] == 1:
                stack += [a for a in reads(source) if isinstance(a, Var)]
        if is_pop(op) and any(a in read for each in between for a in reads(each)):
            return False
        names = {a.hint() for a in read} - {""}
        roots = {root for a in read for root in self.roots.get(a, ())}
        for each in between:
            if any(var.hint() in names for var in defined(each)) or self.writes(each) & roots:
                return False
        return True


def is_pop(op: Op) -> bool:
    """Does it take a value from a history, which nothing but that history can notice?"""
    return isinstance(op, Call) and op.func is pop
