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
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from adcompile.analysis import activity, aliases, attempts
from adcompile.analysis.facts import Facts
from adcompile.analysis.insides import check_insides
from adcompile.backend.emit import Emitted
from adcompile.backend.join import join
from adcompile.diagnostics import (
    AdcompileError,
    InternalError,
    SourceNotFound,
)
from adcompile.forward.tangent import tangent
from adcompile.frontend.inline import Library, inline_calls
from adcompile.frontend.lower import lower
from adcompile.frontend.read import read
from adcompile.frontend.separate import Recursive, Separate
from adcompile.frontend.source import Source
from adcompile.ir.facts import Dim, DTypeVar, Fact, ShapeVar
from adcompile.ir.nodes import (
    Atom,
    Block,
    Call,
    Capture,
    Const,
    Function,
    If,
    Loop,
    Op,
    Param,
    Step,
    Tree,
    Var,
    leaves,
    operands,
    tuple_of,
    walk,
)
from adcompile.ir.primitives import copy, unpack
from adcompile.ir.rewrite import as_forward, map_blocks
from adcompile.ir.subprograms import Pair, Sub, called, known_of, reached, some_fact
from adcompile.ir.verify import verify
from adcompile.optimise.attributes import settle_attributes
from adcompile.optimise.dead import eliminate_dead_code
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
from adcompile.reverse.halves import halves
from adcompile.rules import engine, gates, primitives, table
from adcompile.rules.inference import fact_of_value
from adcompile.rules.knowledge import KNOWLEDGE
from adcompile.rules.standins import stand_in
from adcompile.texts import Transformed, text_of, texts_of_subs

__all__ = [
    "NotScalar",
    "Transformed",
    "front",
    "gradient",
    "pullback",
    "pushforward",
    "replay",
    "text_of",
    "two_halves",
    "written_params",
]


class NotScalar(TypeError):
    """A function whose result is known to be an array, where a scalar is needed."""


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


class Calls:
    """The functions that are called and not compiled in, for one compilation.

    `special` if what is captured counts as an argument, as it does where the arguments are known.
    """

    def __init__(self, optimised: bool = True, special: bool = False) -> None:
        self.optimised = optimised
        self.special = special
        self.separate = Separate(self.prepare, lambda sub: bool(written_params(self.whole(sub))))
        self.wholes: dict[Sub, Function] = {}
        self.facts: dict[
            tuple[Sub, Any], Any
        ] = {}  # of results, for what is known of the arguments
        self.asked: list[Sub] = []

    def prepare(self, sub: Sub, program: Function) -> None:
        """What a function of the user's is, as far as others need to know."""
        self.wholes[sub] = replace(program, origin=None)
        sub.infer = partial(self.result_fact, sub)
        sub.whole = partial(self.whole, sub)
        sub.is_pure = partial(self.is_pure, sub)
        sub.is_fresh = partial(self.is_fresh, sub)

    def entered(self, function: Function) -> Function:
        """The program, or a call of it, where it calls itself."""
        func = function.origin
        if func is None or func not in self.separate.recursive:
            return function
        kinds = inspect.Parameter
        positional = [p.var for p in function.params if p.kind is not kinds.KEYWORD_ONLY]
        named = [(p.var.name, p.var) for p in function.params if p.kind is kinds.KEYWORD_ONLY]
        span = function.body.ops[0].span
        whole = Var("result") if not function.tree.kind else Var()
        ops = [Call(whole, func, tuple(positional), span, tuple(named))]
        results = [whole]
        if function.tree.kind:
            count = len(function.tree.children)
            results = [Var("result") for _ in range(count)]
            for k, out in enumerate(results):
                ops.append(Call(out, unpack, (whole, Const(k), Const(count)), span))
        return replace(function, body=Block(tuple(ops), tuple(results)))

    def whole(self, sub: Sub) -> Function:
        """The program of a function, with what it calls compiled in or separate."""
        program = self.wholes[sub]
        return expand(program, [p.var for p in program.params], None, self)

    def around(self, sub: Sub) -> list[Sub]:
        """A function, and those that it calls, directly or not."""
        found = {sub: None}
        waiting = [sub]
        while waiting:
            for inner in called(self.whole(waiting.pop()).body):
                if inner not in found:
                    found[inner] = None
                    waiting.append(inner)
        return list(found)

    def is_pure(self, sub: Sub) -> bool:
        """Does a function do nothing but compute its result?"""
        ops = (op for each in self.around(sub) for op in walk(self.whole(each).body))
        pure = not any(
            engine.has_effect(op)
            for op in ops
            if not (isinstance(op, Call) and isinstance(op.func, Sub))
        )
        sub.is_pure = lambda: pure
        return pure

    def is_fresh(self, sub: Sub) -> bool:
        """Is a result new memory, by induction: if those of the calls inside are?"""
        fresh = dict.fromkeys(self.around(sub), True)
        for each in fresh:
            each.is_fresh = partial(fresh.__getitem__, each)
        settled = False
        while not settled:
            settled = True
            for each in fresh:
                if fresh[each] and not self.makes_result(each):
                    fresh[each] = settled = False
        return fresh[sub]

    def makes_result(self, sub: Sub) -> bool:
        """Do the results share memory with no input, as far as is known of the calls inside?"""
        program = self.whole(sub)
        roots = aliases.alias_roots(program, analysed(program, (), {}))
        inputs = set(program.inputs())
        results = (a for a in program.body.results if isinstance(a, Var))
        return all(inputs.isdisjoint(roots[a]) for a in results)

    def result_fact(self, sub: Sub, given: Sequence[Fact]) -> Fact:
        """What is known of a result: by induction, what is true if it is true of the calls inside."""
        key = sub, tuple(map(known_of, given))
        if key in self.facts:
            return some_fact(self.facts[key])
        if self.asked.count(sub) > 2 or len(self.asked) > 20:
            return sub.nothing_known(given)  # it calls itself with ever other kinds of arguments
        self.asked.append(sub)
        program, before = self.whole(sub), set(self.facts)
        guess = known_of(NEVER)
        for _ in range(TURNS):
            for other in self.facts.keys() - before:
                del self.facts[other]  # known for a guess alone
            self.facts[key] = guess
            last, guess = guess, self.turn(sub, program, key[1])
            if guess == last and guess != known_of(NEVER):
                break
        else:
            self.facts[key] = known_of(sub.nothing_known(given))
        self.asked.pop()
        return some_fact(self.facts[key])

    def turn(self, sub: Sub, program: Function, known: tuple[Any, ...]) -> Any:
        """What is known of a result, with what was guessed for the calls inside."""
        facts = Facts(strict=True)
        facts.of.update({p.var: some_fact(k) for p, k in zip(program.params, known)})
        facts.observe_all(program.body)
        items = tuple(map(facts.fact, program.body.results))
        return known_of(Fact("tuple", ShapeVar(), items=items) if sub.count else items[0])

    def completed(self, function: Function) -> Function:
        """The program with all that it calls made, and with what that depends on."""
        function = replace(function, body=called_again(function.body))
        while True:
            waiting = [s for s in reached(function) if s.program is None]
            if not waiting:
                break
            for sub in waiting:
                if sub.program is None:
                    self.make(sub)
        captures = {(id(c.reference.scope), c.reference.name): c for c in function.captures}
        guards = {(id(g.reference.scope), g.reference.name): g for g in function.guards}
        for sub in reached(function):
            assert sub.program is not None
            for c in sub.program.captures:
                new = Capture(Var(c.var.name), c.reference)
                captures.setdefault((id(c.reference.scope), c.reference.name), new)
            for g in sub.program.guards:
                guards.setdefault((id(g.reference.scope), g.reference.name), g)
        return replace(function, captures=tuple(captures.values()), guards=tuple(guards.values()))

    def make(self, sub: Sub) -> None:
        """Make the program of a variant, or those of both halves."""
        variant = sub.made_by
        assert variant is not None
        origin = variant.origin
        program = self.wholes.get(origin)
        if program is None:  # half of a derivative itself
            assert origin.program is not None
            program = as_program(origin.program)
        wrt = [program.params[k].var for k in variant.wrt]
        known = {p.var: some_fact(k) for p, k in zip(program.params, variant.known)}
        positional = tuple(Param(p.var) for p in program.params)
        program = replace(program, params=positional)
        if isinstance(variant, Pair):
            made = pullback_once(program, wrt, known, self, variant.seeds)
            forward, backward = halves(made.function, len(wrt), made.facts)
            count = leaves(forward.tree)
            variant.forward.loose = range(leaves(program.tree), count)
            self.finish(variant.forward, forward, made)
            self.finish(variant.backward, backward, made)
        else:
            made = pushforward_once(program, wrt, known, self, separate=True)
            count = leaves(program.tree)
            variant.sub.loose = [k + s for s in (0, count) for k in origin.loose]
            self.finish(variant.sub, made.function, made)
        if made.writes and origin.called:
            self.separate.check_arguments(origin, program.body.ops[0].span)

    def finish(self, sub: Sub, program: Function, made: Transformed) -> None:
        """A program that is made."""
        program = replace(program, body=called_again(program.body))
        sub.program = verify(eliminate_dead_code(program) if self.optimised else program)
        sub.facts = made.facts
        sub.doubtful = made.doubtful


NEVER = Fact("unbound", ShapeVar())  # of a call that does not come to an end
TURNS = 5


def as_program(function: Function) -> Function:
    """A half of a derivative as a program that can be differentiated."""
    return replace(function, body=as_forward(function.body, derived=True))


def called_again(block: Block) -> Block:
    """The block in which functions that no derivative flows through are called as the user wrote it."""
    ops: list[Op] = []
    for op in block.ops:
        if isinstance(op, (If, Loop)):
            op = map_blocks(op, called_again)
        elif isinstance(op, Call) and isinstance(op.func, Sub) and op.func.func is not None:
            op = original(op, op.func)
        ops.append(op)
    return Block(tuple(ops), block.results)


def original(op: Call, sub: Sub) -> Call:
    """A call of the function that the user wrote."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    params = list(inspect.signature(sub.func).parameters.values())
    args = tuple(a for a, p in zip(op.args, params) if p.kind is not keyword)
    kwargs = tuple((p.name, a) for a, p in zip(op.args, params) if p.kind is keyword)
    return Call(op.out, sub.func, args, op.span, kwargs, op.backward, op.derived)


def two_halves(
    function: Function,
    func: Any,
    wrt: Sequence[int],
    facts: Sequence[Fact],
    *,
    optimised: bool = True,
) -> Emitted:
    """The two halves of the derivative of a function in the parameters `wrt`, as functions in one text.

    The last is the backward half.
    """

    def run(all_in: bool) -> Emitted:
        calls = Calls(optimised)
        calls.separate.all_in = all_in
        sub = calls.separate.root(func, function)
        seeds = range(max(sub.count, 1))
        pair = sub.pair(wrt, seeds, facts)
        program = replace(function, origin=None, body=Block((), ()), tree=tuple_of([]))
        span = function.body.ops[0].span if function.body.ops else engine.NOWHERE
        ops = tuple(Call(Var(), half, (), span) for half in pair.subs)
        program = calls.completed(replace(program, body=Block(ops, ())))
        *others, last = texts_of_subs(program, "", optimised)
        captures = {c.var.name: c.reference for c in program.captures}
        made = join(others, last)
        return replace(made, guards=program.guards, captures={**captures, **made.captures})

    try:
        return run(False)
    except AdcompileError as error:
        if isinstance(error, InternalError):
            raise
        return run(True)


def expand(
    function: Function,
    wrt: Sequence[Var],
    known: Mapping[Var, Fact] | None,
    calls: Calls | None = None,
) -> Function:
    """Inline what a derivative flows through, but for the functions that stand by themselves."""
    calls = Calls() if calls is None else calls
    facts = analysed(function, wrt, known, calls.special) if known else None

    def lower(func: Any, args: tuple[Atom, ...]) -> Function | None:
        given = facts and all(isinstance(a, Const) or a in facts.of for a in args)
        return callee(func, tuple(map(facts.fact, args)) if facts and given and args else None)

    library = Library(lower, activity.carries, aliases.is_write, calls.separate)
    while True:
        try:
            whole = inline_calls(calls.entered(function), wrt, library)
        except Recursive as found:
            calls.separate.found(found)
            continue
        if not calls.separate.choose():
            break
    whole = choose_forms(number_fields(verify(replace(whole, origin=None))), wrt)
    return verify(dissolve_containers(whole))


def analysed(
    function: Function,
    wrt: Sequence[Var],
    known: Mapping[Var, Fact],
    special: bool = True,
) -> Facts:
    """The facts of a program whose differentiated inputs are real floating arrays or numbers.

    For complex arguments `known` says so.
    """
    facts = Facts()
    captured = {c.var: c.reference.read() for c in function.captures}
    for part in function.parts:
        if part.root in captured:
            captured[part.var] = part.of(captured[part.root])
    found = {var: fact_of_value(value) for var, value in captured.items()}
    if not (special and known):  # what is captured may change, but for what its arithmetic means
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
    whole: bool = False,
) -> Transformed:
    """The gradient of the first result of `function`; the others are passed on (`has_aux`)."""

    def run(calls: Calls) -> Transformed:
        return gradient_once(function, wrt, gradients, with_value, known, calls)

    return with_calls(run, optimised, known, whole)


def with_calls(
    run: Callable[[Calls], Transformed],
    optimised: bool,
    known: Mapping[Var, Fact] | None,
    whole: bool,
) -> Transformed:
    """A transformation, with the functions that it calls; one that cannot be called is compiled in.

    So are all that do not call themselves where the program is to be a `whole`.
    """
    calls = Calls(optimised, bool(known))
    calls.separate.all_in = whole
    try:
        return complete(run(calls), calls)
    except AdcompileError as error:
        if not calls.separate.large or isinstance(error, InternalError):
            raise
    calls = Calls(optimised, bool(known))
    calls.separate.all_in = True
    return complete(run(calls), calls)


def complete(made: Transformed, calls: Calls) -> Transformed:
    """A program with all that it calls."""
    function = calls.completed(made.function)
    doubtful = made.doubtful or any(sub.doubtful for sub in reached(function))
    return replace(made, function=function, doubtful=doubtful)


def gradient_once(
    function: Function,
    wrt: Sequence[Var],
    gradients: Tree,
    with_value: bool,
    known: Mapping[Var, Fact] | None,
    calls: Calls,
) -> Transformed:
    """The gradient, of which the functions that it calls are still to be made."""
    optimised = calls.optimised
    function = expand(function, wrt, known, calls)
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
    whole: bool = False,
) -> Transformed:
    """The value, and the function that takes cotangents of the results to those of the inputs."""

    def run(calls: Calls) -> Transformed:
        return pullback_once(function, wrt, known, calls)

    return with_calls(run, optimised, known, whole)


def pullback_once(
    function: Function,
    wrt: Sequence[Var],
    known: Mapping[Var, Fact] | None,
    calls: Calls,
    wanted: Sequence[int] | None = None,
) -> Transformed:
    """The pullback, of which the functions that it calls are still to be made; in the `wanted` results."""
    optimised = calls.optimised
    function = expand(function, wrt, known, calls)
    facts = analysed(function, wrt, known or {}, calls.special)
    function = index_directly(function, facts)
    function, doubtful = with_checked_writes(function, facts)
    writes = writes_arguments(function, facts)
    function = bind_overwritten(function, facts, optimised)
    if optimised:
        function = verify(prepare(function, facts))
    program, results = named_results(function, facts)
    chosen = results if wanted is None else [results[k] for k in wanted]
    seeds = {r: Var("grad_{}", of=r) for r in chosen}
    for result, seed in seeds.items():
        facts.of[seed] = facts.fact(result) if wanted is None else facts.unlike(result)
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
    whole: bool = False,
) -> Transformed:
    """The results and their tangents; the tangents of `wrt` are parameters behind the others,
    keyword-only ones where a default or a star stands before them."""

    def run(calls: Calls) -> Transformed:
        return pushforward_once(function, wrt, known, calls)

    return with_calls(run, optimised, known, whole)


def pushforward_once(
    function: Function,
    wrt: Sequence[Var],
    known: Mapping[Var, Fact] | None,
    calls: Calls,
    separate: bool = False,
) -> Transformed:
    """The tangents, of which the functions that they call are still to be made."""
    optimised = calls.optimised
    function = expand(function, wrt, known, calls)
    facts = analysed(function, wrt, known or {}, calls.special)
    function = index_directly(function, facts)
    function, doubtful = with_checked_writes(function, facts)
    writes = writes_arguments(function, facts)
    function = bind_overwritten(function, facts, optimised)
    if optimised:
        function = verify(prepare(function, facts))
    dots = {v: Var("{}_dot", of=v) for v in wrt}
    for var in wrt:
        facts.of[dots[var]] = facts.unlike(var) if separate else facts.fact(var)
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
