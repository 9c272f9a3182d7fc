"""When to keep a state, and from where to run forward again, to reverse a loop in little memory."""

from __future__ import annotations

import math

__all__ = ["revolve"]

Action = tuple[
    str, int, int
]  # what to do, and with which iterations: the first, and the one behind the last


def revolve(steps: int, snapshots: int) -> list[Action]:
    """The actions that reverse `steps` iterations with at most `snapshots` states at a time.

    "store" and "restore" keep the state and take the last one kept, "drop" forgets it, "advance" runs iterations
    forward, "reverse" runs one and its adjoint, from the last iteration to the first.

    Raises: ValueError if there is no room for a single state.
    Source: Griewank and Walther (2000), Algorithm 799: the binomial schedule.

    >>> revolve(2, 1)
    [('store', 0, 0), ('advance', 0, 1), ('reverse', 1, 2), ('restore', 0, 0), ('reverse', 0, 1), ('drop', 0, 0)]
    """
    if snapshots < 1:
        raise ValueError(f"a loop cannot be reversed with {snapshots} snapshots")
    actions: list[Action] = [("store", 0, 0)] if steps > 0 else []
    # Stretches to reverse, the next one last: from where, to where, how many more states may be kept.
    stretches = [(0, steps, snapshots - 1)] if steps > 0 else []
    while stretches:
        first, last, free = stretches.pop()
        if last - first == 1 or free == 0:
            for step in reversed(range(first, last)):
                if step < last - 1:
                    actions.append(("restore", first, first))
                if step > first:
                    actions.append(("advance", first, step))
                actions.append(("reverse", step, step + 1))
            actions.append(("drop", first, first))
            if stretches:
                actions.append(("restore", stretches[-1][0], stretches[-1][0]))
            continue
        middle = first + split(last - first, free + 1)
        actions += [("advance", first, middle), ("store", middle, middle)]
        stretches += [(first, middle, free), (middle, last, free - 1)]
    return actions


def split(steps: int, states: int) -> int:
    """How far to advance before the next state is kept, where there is room for `states` of them.

    >>> split(3, 2), split(6, 3)
    (1, 3)
    """
    turns = 1  # how often an iteration has to run again
    while reach(states, turns) < steps:
        turns += 1
    return max(1, min(reach(states, turns - 1), steps - reach(states - 1, turns - 1)))


def reach(states: int, turns: int) -> int:
    """How many iterations can be reversed with some states where each runs at most `turns` times again."""
    return math.comb(states + turns, states)
