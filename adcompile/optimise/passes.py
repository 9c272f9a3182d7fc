"""The optimiser: its passes, in order."""

from __future__ import annotations

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Function
from adcompile.ir.prune import drop_invariants
from adcompile.optimise.accumulate import accumulate_in_place, accumulate_sparse
from adcompile.optimise.common import merge_common
from adcompile.optimise.copies import propagate_copies
from adcompile.optimise.dead import eliminate_dead_code
from adcompile.optimise.early import read_early
from adcompile.optimise.elements import leave_elements
from adcompile.optimise.factors import multiply_once
from adcompile.optimise.floats import use_floats
from adcompile.optimise.fuse import fuse_loops
from adcompile.optimise.hoist import hoist_invariants
from adcompile.optimise.likenesses import read_last_shapes, read_shapes_elsewhere
from adcompile.optimise.masks import read_masks_late
from adcompile.optimise.put_back import put_back, scale_in_place
from adcompile.optimise.record import record
from adcompile.optimise.simplify import materialise, simplify
from adcompile.optimise.sink import add_in_branches
from adcompile.optimise.spare import spare_copies

__all__ = ["optimise", "prepare"]


def prepare(function: Function, facts: Facts) -> Function:
    """The user's program with less to reverse: what is computed once has one cotangent.

    Values that a branch or a loop reads from around it stay apart: their cotangents would be handed out.
    """
    function = spare_copies(merge_common(propagate_copies(function), across=False), facts)
    return propagate_copies(function)


def optimise(
    function: Function, facts: Facts, optimised: bool = True, reusable: bool = False
) -> Function:
    """Every pass; with `optimised=False` only backward ops that nobody reads are dropped.

    With `reusable` the backward half may run several times.
    """
    if not optimised:
        function = record(eliminate_dead_code(function, forward_too=False), facts, reusable)
        return accumulate_in_place(function, facts)
    function = eliminate_dead_code(propagate_copies(function))
    for turn in range(4):  # each may open up work for the next; four settle all that we know of
        before = function
        function = read_masks_late(simplify(drop_invariants(function), facts))
        if turn and function.body.ops == before.body.ops:
            break  # and the passes below have seen it already
        function = merge_common(propagate_copies(function))
        function = put_back(accumulate_sparse(eliminate_dead_code(function), facts), facts)
    function = read_early(add_in_branches(function))
    function = read_shapes_elsewhere(materialise(function, facts), facts)
    function = leave_elements(eliminate_dead_code(function), facts)
    fused = fuse_loops(function, facts)
    if fused is not function:
        function = eliminate_dead_code(fused)
    function = multiply_once(read_last_shapes(function, facts), facts)
    recorded = record(function, facts, reusable)
    if recorded is not function:
        function = eliminate_dead_code(recorded)
    function = hoist_invariants(function, facts)
    function = accumulate_in_place(use_floats(function, facts), facts)
    return scale_in_place(function, facts)
