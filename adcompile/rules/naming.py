"""The names by which users call functions of NumPy, SciPy and others."""

from __future__ import annotations

import inspect
import sys
from typing import Any

import numpy as np

from adcompile.rules.primitives import Attribute, module_of

__all__ = ["full_name"]


def full_name(func: Any) -> str:
    """The name a user would write."""
    if isinstance(func, Attribute):
        return f".{func.__name__}"
    name: str = getattr(func, "__qualname__", "") or getattr(func, "__name__", repr(func))
    if isinstance(getattr(func, "__self__", None), np.ufunc):
        return f"np.{func.__self__.__name__}.{func.__name__}"
    if isinstance(func, np.ufunc):
        module = "np" if module_of(func) == "numpy" else "scipy.special"
        return f"{module}.{func.__name__}"
    if module_of(func) == "scipy":
        return name_in_scipy(func)
    owner = getattr(func, "__objclass__", None)
    if owner is not None and "." not in name:
        name = f"{owner.__name__}.{name}"
    if owner is np.ndarray:
        return f"np.{name}"
    module = getattr(func, "__module__", "") or ""
    if module in ("", "builtins", "__main__"):
        return str(name)
    if module.partition(".")[0] == "numpy":
        public = [p for p in module.split(".")[1:] if not p.startswith("_")]
        return ".".join(["np", *path_to(func, public, name), name])
    if module.startswith("_"):
        module = module[1:]
    return f"{module}.{name}"


def path_to(func: Any, module: list[str], name: str) -> list[str]:
    """The modules of NumPy through which a function is called, as few as there are."""
    for path in ([], ["emath"], module[:1], module):
        found: Any = np
        for part in (*path, name):
            found = getattr(found, part, None)
        if found is func:
            return path
    return [part for part in module if part in ("linalg", "fft", "random")]


def name_in_scipy(func: Any) -> str:
    """The public name of a function of SciPy, or of a method of one of its objects.

    The module that defines a function is a private one: `scipy.linalg._basic` for `scipy.linalg.inv`.
    """
    owner = getattr(func, "__self__", None)
    if owner is None or inspect.ismodule(owner) or inspect.isclass(owner):
        name = getattr(func, "__qualname__", "") or name_of_value(func)
        return f"{public_module(func.__module__, name)}.{name}"
    kind = type(owner)
    name = getattr(owner, "name", "") or kind.__name__.removesuffix("_gen")
    return f"{public_module(kind.__module__, name)}.{name}.{func.__name__}"


def name_of_value(value: Any) -> str:
    """The name of an object of `scipy.special` that does not know it itself."""
    names = vars(sys.modules["scipy.special"])
    return next((name for name, found in names.items() if found is value), type(value).__name__)


def public_module(module: str, name: str) -> str:
    """The outermost module that has what `module` defines under `name`."""
    parts = module.split(".")
    outer = (".".join(parts[:k]) for k in range(2, len(parts)))
    first = name.partition(".")[0]
    return next((m for m in outer if hasattr(sys.modules.get(m), first)), module)
