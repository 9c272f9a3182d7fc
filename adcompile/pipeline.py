"""The order of things: a function's way from source text to the text of its gradient.

    user's function
      | frontend.read      source -> gast -> Source      text, file, first line
      | frontend.lower     AST -> SSA                    unsupported code stops here, with a caret
      | frontend.inline    calls of the user's own functions
      | analysis.facts     kind, dtype, shape of every value
      | optimise.parts     parts of a split as slices
      | optimise.states    writes that other names can see, followed
      | analysis.aliases   ... and refused, where they cannot be
      | optimise.common    what is computed twice is reversed once
      | reverse.adjoint    (or forward.tangent)          the chain rule, each op through its rule
      | optimise.*         copies, constants, common subexpressions, accumulation, dead code
      | optimise.buffers   which writes happen in place
      | backend.emit       IR -> Python text
      | backend.load       compile, linecache            a callable, with .source
    gradient function

`ir.verify` runs between any two of them in the tests.  No pass calls a pass.
"""

from __future__ import annotations

import inspect
import operator
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adcompile.analysis import activity, aliases, attempts
from adcompile.analysis.aliases import Roots
from adcompile.analysis.facts import Facts
from adcompile.backend.emit import Emitted, Questions, emit
from adcompile.diagnostics import SourceNotFound, UnsupportedSyntax
from adcompile.forward.tangent import tangent
from adcompile.frontend.inline import Library, inline_calls
from adcompile.frontend.lower import lower
from adcompile.frontend.read import read
from adcompile.frontend.source import Source
from adcompile.ir.facts import Dim, DTypeVar, Fact, ShapeVar
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Const,
    Function,
    Op,
    Param,
    Step,
    Tree,
    Var,
    operands,
    tuple_of,
    walk,
)
from adcompile.ir.parts import with_loads
from adcompile.ir.primitives import copy
from adcompile.ir.regions import with_defaults
from adcompile.ir.verify import verify
from adcompile.optimise.attributes import settle_attributes
from adcompile.optimise.batch import batch_outer_products
from adcompile.optimise.buffers import assign_buffers
from adcompile.optimise.histories import iterate_histories
from adcompile.optimise.invariants import read_invariants
from adcompile.optimise.mirror import read_results
from adcompile.optimise.objects import keep_views
from adcompile.optimise.overwrites import bind_overwritten
from adcompile.optimise.parts import slice_parts
from adcompile.optimise.passes import optimise, prepare
from adcompile.optimise.states import follow_writes
from adcompile.optimise.structure import (
    choose_forms,
    dissolve_containers,
    index_directly,
    number_fields,
    replace_items,
)
from adcompile.reverse.adjoint import adjoint
from adcompile.rules import engine, gates, primitives, table
from adcompile.rules.inference import fact_of_value
from adcompile.rules.knowledge import KNOWLEDGE
from adcompile.rules.standins import stand_in

__all__ = [
    "NotScalar",
    "Transformed",
    "front",
    "gradient",
    "pullback",
    "pushforward",
    "replay",
    "text_of",
    "written_params",
]

QUESTIONS = Questions(
    full_name=engine.full_name,
    is_pure=primitives.is_pure,
    target=aliases.target,
    is_attribute=primitives.is_attribute,
)


class NotScalar(TypeError):
    """A function whose result is known to be an array, where a scalar is needed."""


@dataclass(frozen=True)
class Transformed:
    """A program and what is known of it; `zero` are the inputs that no derivative reaches."""

    function: Function
    facts: Facts
    zero: tuple[Var, ...] = ()
    writes: bool = False  # the user's code writes into an argument
    doubtful: bool = False  # for numbers only, where it was not known what the arguments are


def front(
    source: Source,
    examples: Mapping[str, Any] | None = None,
    wanted: Mapping[str, Sequence[tuple[Step, ...]]] | None = None,
) -> Function:
    """A function that was read, as SSA; for arguments like the examples, if there are some."""
    return verify(lower(source, KNOWLEDGE, examples, wanted))


def callee(func: Any, facts: tuple[Fact, ...] | None = None) -> Function | None:
    """The IR of a function called by the user's code; None where a rule (or nothing) stands for it.

    A derivative is compiled for what is known of its arguments.
    """
    made = getattr(func, "__adcompile_function__", None)
    if made is not None:
        program: Function = made(facts)
        return program
    written = stand_in(func)
    if written is not None:
        return front(read(written))
    if not isinstance(func, types.FunctionType):
        return None
    if table.lookup(func) is not None or table.is_zero_derivative(func):
        return None
    if engine.is_structural(func) or primitives.module_of(func) == "adcompile":
        return None
    if primitives.module_of(func) in ("numpy", "scipy"):
        return None
    try:
        program = front(read(func))
    except SourceNotFound:
        return None
    return None if gates.recognise(func, program) else program


def expand(function: Function, wrt: Sequence[Var], known: Mapping[Var, Fact] | None) -> Function:
    """Inline what a derivative flows through."""
    facts = analysed(function, wrt, known) if known else None

    def lower(func: Any, args: tuple[Atom, ...]) -> Function | None:
        given = facts and all(isinstance(a, Const) or a in facts.of for a in args)
        return callee(func, tuple(map(facts.fact, args)) if facts and given and args else None)

    whole = inline_calls(function, wrt, Library(lower, activity.carries, aliases.is_write))
    whole = choose_forms(number_fields(verify(whole)), wrt)
    return verify(dissolve_containers(whole))


def analysed(function: Function, wrt: Sequence[Var], known: Mapping[Var, Fact]) -> Facts:
    """The facts of a program whose differentiated inputs are real floating arrays or numbers.

    For complex arguments `known` says so.
    """
    facts = Facts()
    captured = {c.var: c.reference.read() for c in function.captures}
    for part in function.parts:
        if part.root in captured:
            captured[part.var] = part.of(captured[part.root])
    found = {var: fact_of_value(value) for var, value in captured.items()}
    if not known:  # not specialised: what is captured is not looked at, but for its arithmetic
        found = {var: fact for var, fact in found.items() if fact.kind == "sparse"}
    known = {**found, **known}
    given = {v: Fact("array", ShapeVar(), DTypeVar(inexact=True, real=True)) for v in wrt}
    facts.analyse(function, {**given, **known})
    return facts


def gradient(
    function: Function,
    wrt: Sequence[Var],
    gradients: Tree,
    *,
    with_value: bool = False,
    optimised: bool = True,
    known: Mapping[Var, Fact] | None = None,
) -> Transformed:
    """The gradient of the first result of `function`; the others are passed on (`has_aux`)."""
    function = expand(function, wrt, known)
    facts = analysed(function, wrt, known or {})
    check_insides(function, wrt)
    function = index_directly(function, facts)
    rank = facts.rank(function.body.results[0])
    if rank:
        raise NotScalar(
            f"grad needs a function that returns a scalar, but {function.name}() returns an array with "
            f"{rank} ax{'is' if rank == 1 else 'es'}; sum it with np.sum, or use jacrev or vjp"
        )
    assumed = rank is None
    facts.assume_scalar(function, function.body.results[0])
    function, doubtful = with_checked_writes(function, facts)
    writes = writes_arguments(function, facts)
    function = bind_overwritten(function, facts, optimised)
    if optimised:
        function = verify(prepare(function, facts))
    result, *others = function.body.results
    if assumed:
        function = checked_scalar(function, facts, known or {}, wrt)
    seeds: dict[Var, Atom] = {result: Const(1.0)} if isinstance(result, Var) else {}
    program, cotangents = adjoint(function, wrt, seeds, facts)
    program, zero, grads = with_zeros(program, cotangents, facts)
    value_tree = function.tree
    aux = value_tree.children[1:] if others else ()
    if with_value:
        tree = tuple_of([value_tree, gradients])
        results = (*function.body.results, *grads)
    elif aux:
        tree = tuple_of([gradients, *aux])
        results = (*grads, *others)
    else:
        tree, results = gradients, grads
    program = replace(program, body=replace(program.body, results=tuple(results)), tree=tree)
    return Transformed(polish(verify(program), facts, optimised), facts, zero, writes, doubtful)


def with_checked_writes(function: Function, facts: Facts) -> tuple[Function, bool]:
    """Follow the writes that other names can see, and refuse what cannot be followed.

    Where only numbers are right, check for them; is there such a place?
    """
    function = settle_attributes(function, facts)
    aliases.check_captured(function, facts)
    attempts.check_attempts(function, facts)
    function, doubtful = followed(function, facts)
    attempts.check_doubtful(function, doubtful)
    function = replace_items(function, facts)
    if not doubtful:  # though a derivative that it calls may be
        return function, any(engine.is_number_check(op) for op in walk(function.body))
    body = engine.numbers_only(function.body, doubtful)
    return verify(replace(function, body=body)), True


def followed(function: Function, facts: Facts) -> tuple[Function, aliases.Doubtful]:
    """The function with writes followed, where need be, and those that are left to be checked for numbers."""
    errors, doubtful = aliases.seen_writes(function, facts)
    if not errors and not doubtful:
        return function, doubtful
    sliced = verify(slice_parts(function, facts))
    if sliced is not function:  # more is known of slices
        function = sliced
        facts.observe_all(function.body)
        errors, doubtful = aliases.seen_writes(function, facts)
        if not errors and not doubtful:
            return function, doubtful
    for asked, choosing in ((doubtful, False), (doubtful, True), (None, False), (None, True)):
        new, numbers = follow_writes(function, facts, asked, choosing)
        new = verify(new)
        left, checked = aliases.seen_writes(new, facts, numbers)
        if not left:
            return new, checked
    if errors:
        raise left[0]
    return function, doubtful


def checked_scalar(
    function: Function, facts: Facts, known: Mapping[Var, Fact], wrt: Sequence[Var]
) -> Function:
    """Where the ranks of the arguments do not prove that the result is a scalar, check it."""
    ranks = {p.var: facts.rank(p.var) for p in function.params}
    assumed = {
        v: Fact("array", tuple(Dim() for _ in range(n)), DTypeVar(inexact=v in wrt))
        for v, n in ranks.items()
        if n is not None and v not in known
    }
    proof = analysed(function, wrt, {**known, **assumed})
    result = function.body.results[0]
    if proof.rank(result) == 0:
        return function
    ops = function.body.ops
    span = replace(ops[-1].span) if ops else engine.NOWHERE  # one of its own: nothing mirrors it
    check = Call(Var(), engine.REQUIRE_SCALAR, (result,), span)
    return replace(function, body=replace(function.body, ops=(*ops, check)))


def with_zeros(
    program: Function, cotangents: Mapping[Var, Atom | None], facts: Facts
) -> tuple[Function, tuple[Var, ...], tuple[Atom, ...]]:
    """Zeros for the inputs that no derivative reaches; the real part for a real one that meets complex numbers."""
    ops = list(program.body.ops)
    grads: list[Atom] = []
    zero = tuple(v for v, g in cotangents.items() if g is None)
    for var, g in cotangents.items():
        if g is None:
            out = Var("grad_{}", of=var)
            span = ops[-1].span if ops else engine.NOWHERE
            op = (
                Call(out, copy, (Const(0.0),), span, (), True)
                if facts.is_number(var)
                else Call(out, engine.ZEROS_LIKE, (var,), span, (), True)
            )
            facts.observe(op)
            ops.append(op)
            g = out
        elif facts.is_complex(g) and facts.is_real(var):
            # Along the imaginary axis a real argument does not move.
            real = Var("grad_{}", of=var)
            op = Call(real, engine.REAL, (g,), ops[-1].span, (), True)
            facts.observe(op)
            ops.append(op)
            g = real
        grads.append(g)
    return replace(program, body=replace(program.body, ops=tuple(ops))), zero, tuple(grads)


def pullback(
    function: Function,
    wrt: Sequence[Var],
    *,
    optimised: bool = True,
    known: Mapping[Var, Fact] | None = None,
) -> Transformed:
    """The value, and the function that takes cotangents of the results to those of the inputs."""
    function = expand(function, wrt, known)
    facts = analysed(function, wrt, known or {})
    function = index_directly(function, facts)
    function, doubtful = with_checked_writes(function, facts)
    writes = writes_arguments(function, facts)
    function = bind_overwritten(function, facts, optimised)
    if optimised:
        function = verify(prepare(function, facts))
    program, results = named_results(function, facts)
    seeds = {r: Var("grad_{}", of=r) for r in results}
    for result, seed in seeds.items():
        facts.of[seed] = facts.fact(result)
    program, cotangents = adjoint(program, wrt, seeds, facts)
    program, zero, grads = with_zeros(program, cotangents, facts)
    tree = tuple_of([function.tree, tuple_of([Tree()] * len(wrt))])
    body = replace(program.body, results=(*results, *grads))
    program = replace(program, body=body, tree=tree, seeds=tuple(seeds.values()))
    polished = polish(verify(program), facts, optimised, reusable=True)
    return Transformed(polished, facts, zero, writes, doubtful)


def named_results(function: Function, facts: Facts) -> tuple[Function, tuple[Var, ...]]:
    """Every result as a variable of its own, so that each has a cotangent."""
    ops = list(function.body.ops)
    results: list[Var] = []
    inputs = set(function.inputs())
    for atom in function.body.results:
        if isinstance(atom, Var) and atom not in results and atom not in inputs:
            results.append(atom)
            continue
        out = Var("result")
        span = ops[-1].span if ops else engine.NOWHERE
        op = Call(out, copy, (atom,), span)
        facts.observe(op)
        ops.append(op)
        results.append(out)
    body = Block(tuple(ops), tuple(results))
    return replace(function, body=body), tuple(results)


def pushforward(
    function: Function,
    wrt: Sequence[Var],
    *,
    optimised: bool = True,
    known: Mapping[Var, Fact] | None = None,
) -> Transformed:
    """The results and their tangents; the tangents of `wrt` are parameters behind the others,
    keyword-only ones where a default or a star stands before them."""
    function = expand(function, wrt, known)
    facts = analysed(function, wrt, known or {})
    function = index_directly(function, facts)
    function, doubtful = with_checked_writes(function, facts)
    writes = writes_arguments(function, facts)
    function = bind_overwritten(function, facts, optimised)
    if optimised:
        function = verify(prepare(function, facts))
    dots = {v: Var("{}_dot", of=v) for v in wrt}
    for var in wrt:
        facts.of[dots[var]] = facts.fact(var)
    program, tangents = tangent(function, dots, facts)
    ops = list(program.body.ops)
    found: list[Atom] = []
    for atom in function.body.results:
        dot = tangents.get(atom) if isinstance(atom, Var) else None
        if dot is None:
            span = ops[-1].span if ops else engine.NOWHERE
            out = Var()
            op = Call(out, engine.ZEROS_LIKE, (atom,), span)
            facts.observe(op)
            ops.append(op)
            dot = out
        found.append(dot)
    kinds = inspect.Parameter
    last = [p for p in function.params if p.kind is kinds.VAR_KEYWORD]
    others = [p for p in function.params if p.kind is not kinds.VAR_KEYWORD]
    simple = all(p.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD) for p in others)
    simple = simple and all(p.default is kinds.empty for p in others)
    kind = kinds.POSITIONAL_OR_KEYWORD if simple else kinds.KEYWORD_ONLY
    params = (*others, *(Param(d, kind) for d in dots.values()), *last)
    program = replace(
        program,
        params=params,
        body=Block(tuple(ops), (*function.body.results, *found)),
        tree=tuple_of([function.tree, function.tree]),
    )
    return Transformed(polish(verify(program), facts, optimised), facts, (), writes, doubtful)


def polish(program: Function, facts: Facts, optimised: bool, reusable: bool = False) -> Function:
    """The optimiser, or with `optimised=False` only what removes dead code."""
    return verify(optimise(program, facts, optimised, reusable))


def text_of(
    transformed: Transformed, name: str, *, optimised: bool = True, fresh: Sequence[int] = ()
) -> Emitted:
    """The text of a program."""
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
    return emit(program, questions, roots, not optimised, name)


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


def replay(function: Function, known: Mapping[Var, Fact] | None = None) -> Emitted:
    """The original program, out of SSA again: it must behave as the function it came from."""
    function = expand(function, (), known)  # of what it calls, only what writes
    facts = analysed(function, (), known or {})
    function = index_directly(function, facts)
    function, _ = with_checked_writes(function, facts)
    return text_of(Transformed(function, facts), function.name)


def reads(op: Op) -> tuple[Atom, ...]:
    """The operands of an op."""
    return tuple(operands(op))


def writes_arguments(function: Function, facts: Facts) -> bool:
    """Does the user's code write into the memory of an argument?"""
    return bool(written_params(function, facts))


def check_insides(function: Function, wrt: Sequence[Var]) -> None:
    """Refuse to differentiate in a dict whose structure is not known.

    Raises: UnsupportedSyntax
    """
    for op in walk(function.body):
        if isinstance(op, Call) and op.func is operator.getitem and op.args[0] in wrt:
            index = op.args[1]
            if isinstance(index, Const) and isinstance(index.value, str):
                name = op.args[0].hint() if isinstance(op.args[0], Var) else "it"
                raise UnsupportedSyntax(
                    f"what is inside `{name}` is only known at a call",
                    op.span,
                    f"ask for `.specialize({name}, ...)`, which has a source of its own",
                )


def written_params(function: Function, facts: Facts | None = None) -> list[Var]:
    """The parameters that the user's code may write into."""
    ops = [op for op in walk(function.body) if not op.derived]
    if not any(map(aliases.is_write, ops)):
        return []
    roots = aliases.alias_roots(function, analysed(function, (), {}) if facts is None else facts)
    found: set[Var] = set()
    for op in ops:
        written = aliases.target(op)
        if isinstance(written, Var):
            found |= roots[written]
    return [p.var for p in function.params if p.var in found]
