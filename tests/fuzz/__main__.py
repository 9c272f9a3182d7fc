"""Long runs: `python -m tests.fuzz --count 100000 --seed 0`, and with control flow
`python -m tests.fuzz flow --count 100000`, with writes that other names see `python -m tests.fuzz writes`,
with lists and dicts `python -m tests.fuzz containers`, with loops that nearly only add up `python -m tests.fuzz sums`;
with objects `python -m tests.fuzz.objects`.

Each failure is shrunk and printed as a program; `--kinds` counts them instead.
"""

from __future__ import annotations

import argparse
import collections
import sys
import time
from typing import Any

import numpy as np

from tests.fuzz import (
    container_generate,
    flow_check,
    flow_generate,
    flow_shrink,
    sum_generate,
    write_generate,
)
from tests.fuzz.check import Failure, check
from tests.fuzz.generate import Program, generate
from tests.fuzz.shrink import shrink

GRAMMARS: dict[str, Any] = {
    "flow": flow_generate,
    "writes": write_generate,
    "containers": container_generate,
    "sums": sum_generate,
}


def main() -> int:
    """Run, print, and say by the exit code whether anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("grammar", nargs="?", choices=("lines", *GRAMMARS), default="lines")
    parser.add_argument("--count", type=int, default=1000, help="how many programs")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--kinds", action="store_true", help="count the failures, shrink none")
    parser.add_argument("--aliasing", type=int, choices=(0, 1), help="none, or in every program")
    parser.add_argument("--refusals", action="store_true", help="report refused programs too")
    options = parser.parse_args()
    if options.grammar != "lines":
        allowed = {"right", "refused"} if options.grammar == "containers" else {"right"}
        return flow(GRAMMARS[options.grammar].generate, options, allowed)
    seen: collections.Counter[str] = collections.Counter()
    start = time.perf_counter()
    for seed in range(options.seed, options.seed + options.count):
        program = generate(seed, None if options.aliasing is None else bool(options.aliasing))
        failure = check(program)
        if failure is None or (failure.kind.startswith("refused") and not options.refusals):
            seen["right" if failure is None else failure.kind] += 1
            continue
        seen[failure.kind] += 1
        if options.kinds:
            print(f"seed {seed}: {str(failure)[:150]}", flush=True)
        else:
            show(*shrink(program, failure))
    seconds = time.perf_counter() - start
    print(f"{options.count} programs in {seconds:.0f} s:", dict(seen.most_common()))
    return int(any(kind != "right" and not kind.startswith("refused") for kind in seen))


def flow(generated: Any, options: argparse.Namespace, allowed: set[str]) -> int:
    """Programs with control flow: the first order of each, all modes of every fourth."""
    seen: collections.Counter[str] = collections.Counter()
    start = time.perf_counter()
    first, count, kinds = options.seed, options.count, options.kinds
    for seed in range(first, first + count):
        program = generated(seed)
        stages = flow_check.STAGES if seed % 4 == 0 else flow_check.FIRST_ORDER
        outcome = flow_check.check(program, stages)
        seen[outcome.kind] += 1
        if outcome.kind == "right" or (outcome.kind in allowed and not options.refusals):
            continue
        if kinds:
            print(f"seed {seed}: {str(outcome)[:150]}", flush=True)
        else:
            program, outcome = flow_shrink.shrink(program, outcome)
            print(f"--- seed {seed}: {outcome}\n{flow_shrink.golden(program)}", flush=True)
    seconds = time.perf_counter() - start
    print(f"{count} programs in {seconds:.0f} s:", dict(seen.most_common()))
    return int(not set(seen) <= allowed)


def show(program: Program, failure: Failure) -> None:
    """A failure, as something to paste."""
    with np.printoptions(precision=17):
        arguments = ", ".join(f"{n}={a!r}" for n, a in zip(program.params, program.args))
    body = "\n".join(f"    {line}" for line in program.lines)
    print(f"--- seed {program.seed}: {failure}")
    print(f"def f({', '.join(program.params)}):\n{body}")
    print(f"wrt {program.wrt}: {arguments}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
