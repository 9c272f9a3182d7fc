"""Several functions in one text: those that are called stand above the one that calls them.

Each was written by itself.  Where one name stands for two things in two of them, it is renamed in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from adcompile.backend.emit import Emitted
from adcompile.backend.export import renamed

__all__ = ["join"]


def join(helpers: Sequence[Emitted], main: Emitted) -> Emitted:
    """The text of `main`, behind those of the functions that it calls."""
    if not helpers:
        return main
    own = {e.name for e in (*helpers, main)}
    bindings = {k: v for k, v in main.bindings.items() if k not in own}
    captures, modules = dict(main.captures), dict.fromkeys(main.modules)
    texts: list[str] = []
    for helper in helpers:
        new: dict[str, str] = {}
        for name, value in helper.bindings.items():
            if name not in own:
                new[name] = placed(name, value, bindings, own | captures.keys(), same_object)
        for name, value in helper.captures.items():
            new[name] = placed(name, value, captures, own | bindings.keys(), same_place)
        modules.update(dict.fromkeys(helper.modules))
        texts.append(renamed(helper.text, {k: v for k, v in new.items() if k != v}).strip("\n"))
    functions, text = without_doubles(dict(zip((h.name for h in helpers), texts)), main.text)
    return replace(
        main,
        text="\n\n\n".join([*functions.values(), text]),
        bindings=bindings,
        modules=tuple(modules),
        captures=captures,
        helpers=tuple(functions.items()),
    )


def without_doubles(functions: dict[str, str], main: str) -> tuple[dict[str, str], str]:
    """The functions that differ in more than the name."""
    for name, text in functions.items():
        for other in functions:
            if other == name:
                break
            if functions[other] == renamed(text, {name: other}):
                left = {k: renamed(v, {name: other}) for k, v in functions.items() if k != name}
                return without_doubles(left, renamed(main, {name: other}) + "\n")
    return functions, main.strip("\n") + "\n"


def placed(name: str, value: Any, table: dict[str, Any], taken: Any, same: Any) -> str:
    """The name of a value in the whole text."""
    text, k = name, 0
    while text in taken or not same(table.setdefault(text, value), value):
        k += 1
        text = f"{name}_{k}"
    return text


def same_object(a: Any, b: Any) -> bool:
    """Is it one object?"""
    return a is b


def same_place(a: Any, b: Any) -> bool:
    """Do two references read one place?"""
    return a.scope is b.scope and a.name == b.name
