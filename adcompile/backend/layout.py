"""Lines that are short enough: where a text may be broken, and how it then stands.

    total = first_term + second_term    =>    total = (
                                                  first_term
                                                  + second_term
                                              )

Only a line that turns out too long is scanned for places to break it.
"""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["BINDING", "CODE_WIDTH", "INDENT", "bracketed", "lay_out"]

CODE_WIDTH = 88  # lines of code are shorter than this
INDENT = "    "

# How tightly a text binds, loosest first.
WALRUS, YIELD, TUPLE, TEST, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND = range(11)
SHIFT, SUM, PRODUCT, UNARY, POWER, AWAIT, ATOM = range(11, 18)

# What may stand between two parts of a text; where a line is too long, the loosest breaks first.
SEPARATORS = {
    WALRUS: ["for", "async for"],
    TUPLE: [","],
    TEST: ["if", "else"],
    OR: ["or"],
    AND: ["and"],
    COMPARE: ["==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"],
    BIT_OR: ["|"],
    BIT_XOR: ["^"],
    BIT_AND: ["&"],
    SHIFT: ["<<", ">>"],
    SUM: ["+", "-"],
    PRODUCT: ["*", "@", "/", "//", "%"],
    POWER: ["**"],
}
BINDING = {token: level for level, tokens in SEPARATORS.items() for token in tokens}

_STRING = (
    r"""'{3}(?:\\.|[^\\])*?'{3}|"{3}(?:\\.|[^\\])*?"{3}|'(?:\\.|[^\\'])*'|"(?:\\.|[^\\"])*\""""
)
_BRACKET = r"(?P<open>[([{])|(?P<close>[)\]}])"
_WORD = r"(?P<word>[,:]|\blambda\b|(?<= )(?:is not|not in|async for|[a-z]+|[-+*/%@|&^<>=!]+)(?= ))"
_TOKEN = re.compile(f"{_STRING}|{_BRACKET}|{_WORD}")
_HEAD = re.compile(r"(?:is not|not in|(?:async )?for .+? in|\S+) ")
# Between these words and their ends (the parameters of a lambda, the targets of a loop) nothing
# separates parts of the text.
_ENDS = {"lambda": ":", "for": "in", "async for": "in"}

Group = tuple[int, int]
Breaks = dict[int, list[int]]


def lay_out(pad: str, head: str, body: str, tail: str, in_brackets: bool = False) -> list[str]:
    """The lines of `head + body + tail`, broken inside `body` if they do not fit on one."""
    line = pad + head + body + tail
    if len(line) < CODE_WIDTH:
        return [line]
    groups, breaks = _scan(body)
    breakable = bool(breaks) or (not in_brackets and len(pad + INDENT + body) < CODE_WIDTH)
    group = _widest(groups, breaks, body)
    if group:
        first, last = pad + head + body[: group[0] + 1], pad + body[group[1] :] + tail
        if not breakable or max(len(first), len(last)) < CODE_WIDTH:
            inner = body[group[0] + 1 : group[1]]
            return [first, *lay_out(pad + INDENT, "", inner, "", True), last]
    if not breakable:
        return [line]
    if in_brackets:
        return _split(pad, head, body, tail, breaks)
    return [pad + head + "(", *lay_out(pad + INDENT, "", body, "", True), pad + ")" + tail]


def bracketed(pad: str, head: str, body: str, tail: str) -> list[str]:
    """The lines of `head + body + tail`, where `head` opens brackets that `tail` closes."""
    if not body or len(pad + head + body + tail) < CODE_WIDTH:
        return [pad + head + body + tail]
    return [pad + head, *lay_out(pad + INDENT, "", body, "", True), pad + tail]


def _widest(groups: list[Group], breaks: Breaks, body: str) -> Group | None:
    """The brackets to break `body` in: those with most in them, if they are most of it."""
    if not groups:
        return None
    start, end = max(groups, key=lambda group: group[1] - group[0])
    if not breaks:
        return (start, end) if end - start > 1 else None
    lone = TUPLE not in breaks and sum(map(len, breaks.values())) == 1
    return (start, end) if lone and end == len(body) - 1 and 2 * (end - start) > end else None


def _split(pad: str, head: str, body: str, tail: str, breaks: Breaks) -> list[str]:
    """The lines of `head + body + tail`, a part each: `a,` or `+ b`."""
    level = min(breaks)
    starts = [0, *breaks[level], len(body)]
    parts = [body[start:end].strip() for start, end in pairwise(starts)]
    if level == TUPLE:
        items = [part.removeprefix(",").strip() for part in parts]
        return [line for item in items if item for line in lay_out(pad, "", item, ",", True)]
    lines = lay_out(pad, head, parts[0], "", True)
    pad += INDENT if head else ""
    for part in parts[1:]:
        part_head = _HEAD.match(part).group()  # type: ignore[union-attr]
        part_tail = tail if part is parts[-1] else ""
        lines += lay_out(pad, part_head, part.removeprefix(part_head), part_tail, True)
    return lines


def _scan(text: str) -> tuple[list[Group], Breaks]:
    """The outermost brackets of a text, and where it can be broken outside of them, by level.

    >>> _scan("f(a) + b")
    ([(1, 3)], {12: [5]})
    """
    groups: list[Group] = []
    breaks: Breaks = {}
    ends: list[str] = []
    depth = start = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup == "open":
            start = start if depth else match.start()
            depth += 1
        elif match.lastgroup == "close":
            depth -= 1
            if not depth:
                groups.append((start, match.start()))
        elif match.lastgroup == "word" and not depth:
            if ends and token == ends[-1]:
                ends.pop()
                continue
            if not ends and token in BINDING:
                condition = token == "if" and WALRUS in breaks
                level = WALRUS if condition else BINDING[token]
                breaks.setdefault(level, []).append(match.start())
            if token in _ENDS:
                ends.append(_ENDS[token])
    return groups, breaks
