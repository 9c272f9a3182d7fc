"""`match` as a chain of branches: values, alternatives, captures, sequences of known length."""

from __future__ import annotations

from typing import Any

import gast

from adcompile.frontend.flow import FALSE, TRUE, Flow
from adcompile.frontend.values import Items, Slot, as_atom, held
from adcompile.ir.nodes import Atom, Const, Var

__all__ = ["Patterns"]


class Patterns(Flow):
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
            test = self.pattern(case.pattern, subject)
            if case.guard is None:
                self.fork(node, test, lambda: self.taken(case, subject), lambda: rest(k + 1))
                return
            guarded = self.choice(
                node, "", test, lambda: self.guard(case, subject), FALSE
            )  # the guard sees what the pattern captures
            self.fork(
                node,
                as_atom(guarded, self.builder),
                lambda: self.taken(case, subject),
                lambda: rest(k + 1),
            )

        self.grow([statement for case in node.cases for statement in case.body])
        rest(0)

    def guard(self, case: Any, subject: Slot) -> Slot:
        self.capture(case.pattern, subject)
        return self.test(case.guard)

    def taken(self, case: Any, subject: Slot) -> None:
        self.capture(case.pattern, subject)
        self.statements(case.body)

    def capture(self, pattern: Any, subject: Slot) -> None:
        """Bind the names of a pattern that has matched."""
        match pattern:
            case gast.MatchAs():
                if pattern.pattern is not None:
                    self.capture(pattern.pattern, subject)
                if pattern.name is not None:
                    name = gast.Name(pattern.name, gast.Store(), None, None)
                    gast.copy_location(name, pattern)
                    self.bind(name, held(subject), fresh=False)
            case gast.MatchSequence() if isinstance(subject, Items):
                for inner, value in zip(pattern.patterns, subject.values):
                    self.capture(inner, value)

    def pattern(self, pattern: Any, subject: Slot) -> Atom:
        """Whether a value has a pattern."""
        match pattern:
            case gast.MatchValue():
                wanted = self.atom(pattern.value)
                return self.comparison(gast.Eq(), as_atom(subject, self.builder), wanted)
            case gast.MatchSingleton():
                single = Const(pattern.value)
                return self.comparison(gast.Is(), as_atom(subject, self.builder), single)
            case gast.MatchAs(pattern=None):
                return TRUE
            case gast.MatchAs():
                return self.pattern(pattern.pattern, subject)
            case gast.MatchOr():
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
            case gast.MatchSequence() if isinstance(subject, Items) and subject.kind != "dict":
                if len(subject.values) != len(pattern.patterns) or any(
                    isinstance(p, gast.MatchStar) for p in pattern.patterns
                ):
                    return FALSE
                both: Slot = TRUE
                for inner, value in zip(pattern.patterns, subject.values):
                    both = self.choice(
                        inner,
                        "",
                        as_atom(both, self.builder),
                        lambda inner=inner, value=value: self.pattern(inner, value),
                        FALSE,
                    )
                return as_atom(both, self.builder)
            case _:
                self.refuse(
                    self.line, "this pattern is", "compare with `if` and take the parts by index"
                )
