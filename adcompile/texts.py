"""From a program to its text, and to those of the functions that it calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from adcompile.analysis import aliases
from adcompile.analysis.aliases import Roots
from adcompile.analysis.facts import Facts
from adcompile.backend.emit import Emitted, Questions, emit
from adcompile.backend.join import join
from adcompile.ir.nodes import Atom, Call, Function, Var, leaves, walk
from adcompile.ir.parts import with_loads
from adcompile.ir.primitives import build_tuple
from adcompile.ir.regions import give_defaults, with_defaults
from adcompile.ir.subprograms import Sub, called, reached
from adcompile.ir.verify import verify
from adcompile.optimise.batch import batch_outer_products
from adcompile.optimise.buffers import assign_buffers
from adcompile.optimise.histories import iterate_histories
from adcompile.optimise.invariants import read_invariants
from adcompile.optimise.mirror import read_results
from adcompile.optimise.objects import keep_views
from adcompile.rules import naming, primitives

__all__ = ["Transformed", "text_of", "texts_of_subs"]

QUESTIONS = Questions(
    full_name=naming.full_name,
    is_pure=primitives.is_pure,
    target=aliases.target,
    is_attribute=primitives.is_attribute,
)


@dataclass(frozen=True)
class Transformed:
    """A program and what is known of it; `zero` are the inputs that no derivative reaches."""

    function: Function
    facts: Facts
    zero: tuple[Var, ...] = ()
    writes: bool = False  # the user's code writes into an argument
    doubtful: bool = False  # for numbers only, where it was not known what the arguments are


def text_of(
    transformed: Transformed, name: str, *, optimised: bool = True, fresh: Sequence[int] = ()
) -> Emitted:
    """The text of a program, behind those of the functions that it calls."""
    helpers = texts_of_subs(transformed.function, name, optimised)
    names = names_of_subs(transformed.function, name)
    main = replace(transformed, function=named(transformed.function, names))
    return join(helpers, text_alone(main, name, optimised, fresh))


def texts_of_subs(function: Function, name: str, optimised: bool) -> list[Emitted]:
    """The texts of the functions that a program calls."""
    names = names_of_subs(function, name)
    texts = []
    for sub, text in names.items():
        assert sub.program is not None
        count = leaves(sub.program.tree) if sub.fresh else 0
        program = give_defaults(sub.program, kept_values(sub))
        part = Transformed(named(program, names), sub.facts)
        texts.append(text_alone(part, text, optimised, range(count), headings=False))
    return texts


def kept_values(sub: Sub) -> list[Atom]:
    """What a half hands to the other one, some of which may not be bound."""
    assert sub.program is not None
    found = [sub.program.body.results[k] for k in sub.loose]
    for op in walk(sub.program.body):
        if isinstance(op, Call) and op.func is build_tuple and op.derived and not op.backward:
            found += op.args
    return found


def names_of_subs(function: Function, name: str) -> dict[Sub, str]:
    """A name for each function that a program calls, which nothing else has."""
    subs = reached(function)
    programs = [function, *(sub.program for sub in subs if sub.program is not None)]
    taken = {name, *(p.var.hint() for program in programs for p in program.params)}
    taken.update(root for program in programs for root in program.roots)
    names: dict[Sub, str] = {}
    for sub in dict.fromkeys([*called(function.body), *subs]):
        if sub in names:
            continue
        group = (sub,) if sub.made_by is None else sub.made_by.subs  # both halves get one number
        k, suffix = 0, ""
        while any(s.__name__ + suffix in taken for s in group):
            k += 1
            suffix = f"_{k}"
        names.update({s: s.__name__ + suffix for s in group})
        taken.update(s.__name__ + suffix for s in group)
    return {sub: names[sub] for sub in subs}


def named(function: Function, names: Mapping[Sub, str]) -> Function:
    """A program that knows how the functions that it calls are written."""
    if not names:
        return function
    roots = {**function.roots, **{text: sub for sub, text in names.items()}}
    return replace(function, spellings={**function.spellings, **names}, roots=roots)


def text_alone(
    transformed: Transformed,
    name: str,
    optimised: bool,
    fresh: Sequence[int],
    headings: bool = True,
) -> Emitted:
    """The text of one program."""
    program, facts = transformed.function, transformed.facts
    borrowed = [v for v in program.inputs() if not facts.is_number(v)]
    if optimised:
        program = read_invariants(program, facts)
    program = batch_outer_products(iterate_histories(read_results(program)), facts)
    program = with_defaults(program)
    program = verify(keep_views(assign_buffers(program, facts, borrowed, fresh), facts))
    program = verify(with_loads(program, primitives.is_pure))
    roots = with_numbers(program, aliases.alias_roots(program, facts))
    questions = replace(QUESTIONS, is_inexact=facts.is_inexact)
    return emit(program, questions, roots, not optimised, name, headings)


def with_numbers(program: Function, roots: Mapping[Var, Roots]) -> dict[Var, Roots]:
    """A number has no memory, but `grad_x += v` overwrites the name that holds it."""
    found = dict(roots)
    for op in walk(program.body):
        written = aliases.target(op)
        if isinstance(op, Call) and isinstance(written, Var):
            if not found.get(written):
                found[written] = frozenset([written])
            found[op.out] = found.get(op.out, frozenset()) | found[written]
    return found
