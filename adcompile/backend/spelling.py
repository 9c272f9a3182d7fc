"""How a function object is written: the user's own spelling, or its canonical one."""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["Spelling"]


class Spelling:
    """The names that the emitted module needs, and what they stand for.

    `bindings` maps each first name that occurs in the text to its object; `imports` tells which modules
    have to be imported for it (`import numpy as np`, `import scipy.special`).
    """

    def __init__(
        self,
        spellings: Mapping[Any, str],
        roots: Mapping[str, Any],
        full_name: Callable[[Any], str],
        taken: Mapping[str, Any],
    ) -> None:
        self.spellings = spellings
        self.roots = roots
        self.full_name = full_name
        self.taken = taken  # names of parameters, which hide everything of that name
        self.bindings: dict[str, Any] = {}
        self.modules: dict[str, None] = {}
        self.chosen: dict[Any, str] = {}

    def of(self, func: Any) -> str:
        """The text of a function object that is called by a name."""
        try:
            known = self.chosen.get(func)
        except TypeError:
            return self.as_user(func) or self.bind(getattr(func, "__name__", "function"), func)
        if known is None:
            known = self.as_user(func) or self.canonical(func)
            self.chosen[func] = known
        return known

    def as_user(self, func: Any) -> str:
        """The user's spelling, where its first name still means the same thing."""
        text = self.spellings.get(func, "")
        return text if text and self.claim(text) else ""

    def claim(self, text: str) -> bool:
        """Bind the first name of a dotted spelling; False if it is taken."""
        root = text.partition(".")[0]
        if root not in self.roots or root in self.taken:
            return False
        value = self.roots[root]
        if self.bindings.setdefault(root, value) is not value:
            return False
        for k in range(text.count(".")):
            prefix = ".".join(text.split(".")[: k + 1])
            holder = self.follow(prefix)
            if isinstance(holder, types.ModuleType):
                self.modules[holder.__name__] = None
        return True

    def follow(self, text: str) -> Any:
        """The object a dotted spelling stands for."""
        first, *others = text.split(".")
        value = self.roots[first]
        for name in others:
            value = getattr(value, name)
        return value

    def constant(self, text: str) -> bool:
        """May a constant be written by its name?"""
        if text.startswith("np.") and "np" not in self.roots:
            return self.bind_module("np", "numpy") == "np"
        return self.claim(text)

    def canonical(self, func: Any) -> str:
        """`np.exp`, `scipy.special.erf`, or the bare name of a helper or a user's function."""
        full = self.full_name(func)
        head, _, name = full.rpartition(".")
        if head.startswith("np"):
            return self.bind_module("np", "numpy") + full[2:]
        module = getattr(func, "__module__", "") or ""
        if head and head.partition(".")[0] in ("scipy", "math", "operator", "functools", "cmath"):
            return self.through_user(full) or self.through_module(head, name)
        if module == "builtins":
            return name
        return self.bind(name, func)

    def through_user(self, full: str) -> str:
        """A dotted name, begun with what the user's code calls a part of it: `linalg.solve`."""
        parts = full.split(".")
        for k in range(len(parts) - 1, 0, -1):
            holder = sys.modules.get(".".join(parts[:k]))
            for name, value in self.roots.items():
                if value is holder and holder is not None:
                    text = ".".join([name, *parts[k:]])
                    return text if self.claim(text) else ""
        return ""

    def through_module(self, head: str, name: str) -> str:
        """A dotted name from the package on; `head` ends with a module or with what is in one."""
        module = head
        while module not in sys.modules:
            module = module.rpartition(".")[0]
        package, _, others = head.partition(".")
        inside = [part for part in (self.bind_module(package, module), others, name) if part]
        return ".".join(inside)

    def bind_module(self, wish: str, module: str) -> str:
        """A name for a module: `np` unless that is something else here."""
        found = importlib.import_module(module)
        root = found if wish == "np" else importlib.import_module(module.partition(".")[0])
        self.modules[module] = None
        return self.bind(wish, root)

    def bind(self, wish: str, value: Any) -> str:
        """A name for an object."""
        if not wish.isidentifier():
            wish = "function"
        text, k = wish, 0
        while text in self.taken or self.bindings.get(text, value) is not value:
            k += 1
            text = f"{wish}_{k}"
        for name, other in self.roots.items():
            if name == text and other is not value:
                return self.bind(f"{wish}_", value)
        self.bindings[text] = value
        return text
