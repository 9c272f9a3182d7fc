"""`match` as a chain of branches: values, alternatives, captures, sequences, mappings, classes.

    match op:                               if isinstance(op, Mapping) and "scale" in op:
        case {"scale": k}: y = k * x            y = op["scale"] * x
        case [k, *_]: y = k + x      =>     elif isinstance(op, Sequence) and ... len(op) >= 1:
                                                y = op[0] + x

Of a subject whose structure is known the tests are decided here.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import gast

from adcompile.frontend.flow import FALSE, TRUE
from adcompile.frontend.loops import Loops
from adcompile.frontend.values import Items, Slot, Value, as_atom, held
from adcompile.ir.nodes import Atom, Const, Var
from adcompile.ir.primitives import without

__all__ = ["Patterns"]

# Of these classes, `case float(v)` captures the object itself.
THEMSELVES = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
TEXTS = (str, bytes, bytearray)


class Patterns(Loops):
    """The statement, and the tests that its patterns are."""

    def matches(self, node: gast.Match) -> None:
        """`match` as a chain of branches."""
        subject = self.expression(node.subject)
        if isinstance(subject, Var) and not subject.hint():
            self.env[".subject"] = subject

        def rest(k: int) -> None:
            if k == len(node.cases):
                return
            case = node.cases[k]
            self.enter_pattern(case.pattern)
            test = self.pattern(case.pattern, subject)
            if case.guard is not None:  # it sees what the pattern captures
                guarded = self.choice(node, "", test, lambda: self.guard(case, subject), FALSE)
                test = as_atom(guarded, self.builder)
            self.enter(node)
            self.fork(node, test, lambda: self.taken(case, subject), lambda: rest(k + 1))

        self.grow([statement for case in node.cases for statement in case.body])
        rest(0)

    def enter_pattern(self, pattern: Any) -> None:
        """What follows comes of a pattern, not of the statement before."""
        self.line = pattern
        self.builder.span = self.source.span(pattern, pattern)

    def guard(self, case: Any, subject: Slot) -> Slot:
        self.capture(case.pattern, subject)
        return self.test(case.guard)

    def taken(self, case: Any, subject: Slot) -> None:
        self.enter_pattern(case.pattern)
        self.capture(case.pattern, subject)
        self.statements(case.body)

    # -- captures -------------------------------------------------------------------------

    def capture(self, pattern: Any, subject: Slot) -> None:
        """Bind the names of a pattern that has matched."""
        match pattern:
            case gast.MatchAs():
                if pattern.pattern is not None:
                    self.capture(pattern.pattern, subject)
                self.named(pattern, pattern.name, subject)
            case gast.MatchStar():
                self.named(pattern, pattern.name, subject)
            case gast.MatchSequence() if captures(pattern):
                for inner, part in self.parts_of(pattern, subject):
                    self.capture(inner, part())
            case gast.MatchMapping():
                for key, inner in zip(pattern.keys, pattern.patterns):
                    if captures(inner):
                        self.capture(inner, self.value_at(subject, self.atom(key)))
                if pattern.rest is not None:
                    self.named(pattern, pattern.rest, self.others(pattern, subject))
            case gast.MatchClass() if captures(pattern):
                for inner, part in self.class_parts(pattern, subject):
                    self.capture(inner, part())

    def named(self, pattern: gast.AST, name: Any, subject: Slot) -> None:
        """Bind a name, if there is one."""
        if name is not None:
            text = getattr(name, "id", name)
            target = gast.copy_location(gast.Name(text, gast.Store(), None, None), pattern)
            self.bind(target, held(subject), fresh=False)

    # -- tests ----------------------------------------------------------------------------

    def pattern(self, pattern: Any, subject: Slot) -> Atom:
        """Whether a value has a pattern."""
        match pattern:
            case gast.MatchValue():
                wanted = self.atom(pattern.value)
                return self.comparison(gast.Eq(), as_atom(subject, self.builder), wanted)
            case gast.MatchSingleton():
                single = Const(pattern.value)
                return self.comparison(gast.Is(), as_atom(subject, self.builder), single)
            case gast.MatchAs(pattern=None) | gast.MatchStar():
                return TRUE
            case gast.MatchAs():
                return self.pattern(pattern.pattern, subject)
            case gast.MatchOr():
                return self.alternatives(pattern, subject)
            case gast.MatchSequence():
                return self.sequence_test(pattern, subject)
            case gast.MatchMapping():
                return self.mapping_test(pattern, subject)
            case gast.MatchClass():
                return self.class_test(pattern, subject)
            case _:
                self.unmatched()

    def unmatched(self) -> NoReturn:
        self.refuse(self.line, "this pattern is", "compare with `if` and take the parts by index")

    def both(self, node: gast.AST, test: Atom, other: Callable[[], Slot]) -> Atom:
        """`test and other()`."""
        return as_atom(self.choice(node, "", test, other, FALSE), self.builder)

    def alternatives(self, pattern: Any, subject: Slot) -> Atom:
        """`case 0 | 1`."""
        if any(map(captures, pattern.patterns)):
            self.refuse(self.line, "a name in alternatives of a pattern is", "write two cases")
        test: Slot = self.pattern(pattern.patterns[0], subject)
        for other in pattern.patterns[1:]:
            test = self.choice(
                pattern.patterns[0],
                "",
                as_atom(test, self.builder),
                TRUE,
                lambda other=other: self.pattern(other, subject),
            )
        return as_atom(test, self.builder)

    def is_a(self, subject: Slot, classes: Const) -> Atom:
        """`isinstance(subject, classes)`."""
        if isinstance(subject, Const):
            return Const(isinstance(subject.value, classes.value))
        kind = subject.kind if isinstance(subject, Items) else self.kind_of(held(subject))
        if kind:
            return Const(
                issubclass({"list": list, "dict": dict, "tuple": tuple}[kind], classes.value)
            )
        return self.builder.call(isinstance, as_atom(subject, self.builder), classes)

    def kind_of(self, value: Value) -> str:
        """The kind of a real list or dict of ours."""
        return ""

    # -- sequences ------------------------------------------------------------------------

    def sequence_test(self, pattern: Any, subject: Slot) -> Atom:
        """`case [first, *rest]`: a sequence, but no text, of as many elements, each as it should be."""
        star = any(isinstance(p, gast.MatchStar) for p in pattern.patterns)
        count = len(pattern.patterns) - star
        compare = operator.ge if star else operator.eq
        test: Atom
        if isinstance(subject, Const):
            known = isinstance(subject.value, Sequence) and not isinstance(subject.value, TEXTS)
            test = Const(known and compare(len(subject.value), count))
        elif isinstance(subject, Items):
            test = Const(subject.kind != "dict" and compare(len(subject.values), count))
        else:
            test = self.is_long(held(subject), count, ">=" if star else "==")
        if isinstance(test, Const) and not test.value:
            return FALSE
        for inner, part in self.parts_of(pattern, subject):
            if not is_anything(inner):
                test = self.both(pattern, test, functools.partial(self.part_test, inner, part))
        return test

    def is_long(self, subject: Value, count: int, comparison: str) -> Atom:
        """Whether what is not known yet is a sequence of so many elements."""
        whole = as_atom(subject, self.builder)
        kind, size = self.kind_of(subject), f"len(x) {comparison} {count}"
        if kind == "dict":
            return FALSE
        if kind:
            return self.stated(self.line, size, "", "", len=Const(len), x=whole)
        text = f"isinstance(x, Sequence) and not isinstance(x, (str, bytes, bytearray)) and {size}"
        known = {k.__name__: Const(k) for k in (isinstance, Sequence, *TEXTS, len)}
        return self.stated(self.line, text, "", "", x=whole, **known)

    def part_test(self, pattern: Any, part: Callable[[], Value]) -> Atom:
        return self.pattern(pattern, part())

    def parts_of(self, pattern: Any, subject: Slot) -> list[tuple[Any, Callable[[], Value]]]:
        """The patterns in a sequence, each with what makes its part of the subject."""
        patterns = pattern.patterns
        at = next(
            (k for k, p in enumerate(patterns) if isinstance(p, gast.MatchStar)), len(patterns)
        )
        behind = len(patterns) - at - 1
        found: list[tuple[Any, Callable[[], Value]]] = []
        for k, inner in enumerate(patterns):
            if k == at:
                found.append((inner, lambda: self.middle(subject, at, behind)))
            else:
                place = Const(k if k < at else k - len(patterns))
                found.append((inner, lambda place=place: self.value_at(subject, place)))  # type: ignore[misc]
        return found

    def middle(self, subject: Slot, at: int, behind: int) -> Value:
        """What a star captures: a list."""
        if isinstance(subject, Const):
            subject = Items("tuple", tuple(map(Const, subject.value)))
        if isinstance(subject, Items):
            return Items("list", subject.values[at : len(subject.values) - behind])
        index = Const(slice(at, -behind if behind else None))
        part = self.builder.call(operator.getitem, as_atom(subject, self.builder), index)
        if subject in self.lists:
            return self.kept(part, "list")
        return self.kept(self.builder.call(list, part), "list")

    def value_at(self, subject: Slot, key: Atom) -> Value:
        """An element, or the value of a key."""
        if isinstance(subject, Const):
            return Const(subject.value[key.value])  # type: ignore[union-attr]
        if isinstance(subject, Items) and isinstance(key, Const):
            return self.item(self.line, subject, key.value)
        return self.builder.call(operator.getitem, as_atom(subject, self.builder), key)

    # -- mappings -------------------------------------------------------------------------

    def mapping_test(self, pattern: Any, subject: Slot) -> Atom:
        """`case {"kind": "relu"}`: a mapping with these keys, and perhaps others."""
        test = self.has_keys(pattern, subject)
        for key, inner in zip(pattern.keys, pattern.patterns):
            if isinstance(test, Const) and not test.value:
                return FALSE
            if not is_anything(inner):
                value = functools.partial(self.value_of, subject, key)
                test = self.both(pattern, test, functools.partial(self.part_test, inner, value))
        return test

    def value_of(self, subject: Slot, key: gast.AST) -> Value:
        return self.value_at(subject, self.atom(key))

    def has_keys(self, pattern: Any, subject: Slot) -> Atom:
        """Is it a mapping that has these keys?"""
        wanted = [self.atom(key) for key in pattern.keys]
        if isinstance(subject, Const):
            return FALSE
        if isinstance(subject, Items):
            known = [k.value in subject.keys for k in wanted if isinstance(k, Const)]
            return Const(subject.kind == "dict" and all(known))
        whole, kind = as_atom(subject, self.builder), self.kind_of(held(subject))
        if kind == "list":
            return FALSE
        names = {f"k{k}": atom for k, atom in enumerate(wanted)}
        tests = [f"{name} in x" for name in names]
        known_ = {k.__name__: Const(k) for k in (isinstance, Mapping)}
        if not kind:
            tests.insert(0, "isinstance(x, Mapping)")
        if not tests:
            return TRUE
        return self.stated(self.line, " and ".join(tests), "", "", x=whole, **names, **known_)

    def others(self, pattern: Any, subject: Slot) -> Value:
        """What `**rest` captures."""
        taken = [self.atom(key) for key in pattern.keys]
        if not isinstance(subject, Items) or not all(isinstance(k, Const) for k in taken):
            whole = as_atom(subject, self.builder)
            rest = self.kept(self.builder.call(dict, whole, out=Var(pattern.rest)), "dict")
            for key in taken:
                shorter = self.builder.call(without, rest, key, out=Var(pattern.rest))
                rest = self.kept(shorter, "dict")
            return rest
        used = [k.value for k in taken if isinstance(k, Const)]
        pairs = [(k, v) for k, v in zip(subject.keys, subject.values) if k not in used]
        return Items("dict", tuple(v for _, v in pairs), tuple(k for k, _ in pairs))

    # -- classes --------------------------------------------------------------------------

    def class_test(self, pattern: Any, subject: Slot) -> Atom:
        """`case float()`, `case float(v)`."""
        known = self.expression(pattern.cls)
        if not isinstance(known, Const) or not isinstance(known.value, type):
            self.unmatched()
        there = all(hasattr(known.value, name) for name in pattern.kwd_attrs)
        if not there or len(pattern.patterns) > (known.value in THEMSELVES):
            self.refuse(
                self.line,
                f"a pattern for what is in a `{known.value.__name__}` is",
                "ask for the class alone, and read its attributes in the case",
            )
        self.scope.program.spell(known.value, known.text)
        test = self.is_a(subject, known)
        for inner, part in self.class_parts(pattern, subject):
            if isinstance(test, Const) and not test.value:
                return FALSE
            if not is_anything(inner):
                test = self.both(pattern, test, functools.partial(self.part_test, inner, part))
        return test

    def class_parts(self, pattern: Any, subject: Slot) -> list[tuple[Any, Callable[[], Value]]]:
        """The patterns for what is in an object, each with what reads its part of the subject."""
        found: list[tuple[Any, Callable[[], Value]]]
        found = [(inner, functools.partial(held, subject)) for inner in pattern.patterns]
        for name, inner in zip(pattern.kwd_attrs, pattern.kwd_patterns):
            read = functools.partial(self.attribute_of, pattern, held(subject), name)
            found.append((inner, read))
        return found


def captures(pattern: Any) -> bool:
    """Does a pattern bind a name?"""
    return any(
        getattr(inner, "name", None) is not None or getattr(inner, "rest", None) is not None
        for inner in gast.walk(pattern)
    )


def is_anything(pattern: Any) -> bool:
    """Does it match whatever there is?"""
    if isinstance(pattern, gast.MatchStar):
        return True
    return isinstance(pattern, gast.MatchAs) and (
        pattern.pattern is None or is_anything(pattern.pattern)
    )
