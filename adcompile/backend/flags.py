"""Loops that can be left, in the form in which their flags are easily dropped.

left = False                             left = False
for v in x:                              for v in x:
    s = s + v                                s = s + v
    if s > cap:                              if s > cap:
        left = True              =>              left = True
        break                                    break
    left = False

if returned: ...                         if returned:
else: s = 2 * s                              break
if returned: break                       s = 2 * s
"""

from __future__ import annotations

from dataclasses import replace

from adcompile.ir.nodes import Atom, Block, Const, Function, If, Loop, Op, Var
from adcompile.ir.rewrite import map_blocks

__all__ = ["settle_flags"]


def settle_flags(function: Function) -> Function:
    """Let a branch on the flag of a loop be its last word, and constants stay what they are."""
    if not any(isinstance(op, (If, Loop)) for op in function.body.ops):
        return function
    return replace(function, body=settled(function.body))


def settled(block: Block) -> Block:
    return Block(tuple(map(settled_op, block.ops)), block.results)


def settled_op(op: Op) -> Op:
    if not isinstance(op, (If, Loop)):
        return op
    op = map_blocks(op, settled)
    if isinstance(op, Loop) and op.leaves:
        op = kept_constants(replace(op, body=decided(op.body)))
    return op


def decided(body: Block) -> Block:
    """The body of a loop whose last branch is on the flag itself: the branch says how it goes on."""
    flag, last = body.results[-1], body.ops[-1] if body.ops else None
    if not isinstance(last, If) or last.test is not flag or last.kind != "if":
        return body
    out = Var()
    then = Block(last.then.ops, (*last.then.results, Const(True)))
    orelse = Block(last.orelse.ops, (*last.orelse.results, Const(False)))
    last = replace(last, outs=(*last.outs, out), then=then, orelse=orelse)
    return Block((*body.ops[:-1], last), (*body.results[:-1], out))


def kept_constants(loop: Loop) -> Loop:
    """Pass on a parameter, where it starts as a constant and every iteration but the last gives that."""
    body = loop.body
    for k, (param, init) in enumerate(zip(loop.params, loop.inits)):
        if isinstance(init, Const) and stays(body, -1, k, init, param):
            body = passed_on(body, -1, k, param)
    return loop if body is loop.body else replace(loop, body=body)


def stays(block: Block, flag: int, k: int, constant: Const, param: Var) -> bool:
    """Is a result the constant wherever the loop goes on?"""
    ends, value, last = block.results[flag], block.results[k], block.ops[-1] if block.ops else None
    if isinstance(ends, Const) and ends.value:
        return True
    if isinstance(last, If) and ends in last.outs and value in last.outs:
        places = index_of(last, ends), index_of(last, value)
        return all(stays(b, *places, constant, param) for b in (last.then, last.orelse))
    return value is param or (isinstance(value, Const) and is_same(value.value, constant.value))


def passed_on(block: Block, flag: int, k: int, param: Var) -> Block:
    """The block with the parameter in place of the constant."""
    ends, value, last = block.results[flag], block.results[k], block.ops[-1] if block.ops else None
    if isinstance(ends, Const) and ends.value:
        return block
    if isinstance(last, If) and ends in last.outs and value in last.outs:
        places = index_of(last, ends), index_of(last, value)
        then, orelse = (passed_on(b, *places, param) for b in (last.then, last.orelse))
        return Block((*block.ops[:-1], replace(last, then=then, orelse=orelse)), block.results)
    return Block(block.ops, (*block.results[:k], param, *block.results[k + 1 :]))


def index_of(region: If, out: Atom) -> int:
    return next(k for k, var in enumerate(region.outs) if var is out)


def is_same(first: object, second: object) -> bool:
    """Are they the same constant, also in type?"""
    return type(first) is type(second) and (first is second or repr(first) == repr(second))
