"""What is a user's object, and what stands for methods and unknown values while a function is lowered."""

from __future__ import annotations

import inspect
import sys
import types
from typing import Any

from adcompile.frontend.values import Instance, Items, Slot, Value
from adcompile.ir.nodes import Const, Var

__all__ = [
    "All",
    "Method",
    "Super",
    "Unknown",
    "holds_code",
    "holds_object",
    "holds_parts",
    "holds_structure",
    "is_object",
    "is_own_class",
    "is_value",
    "source_of",
]

OPAQUE = ("numpy", "scipy", "adcompile")


def is_object(value: Any) -> bool:
    """Is it an object of a class written in Python, with attributes?"""
    cls = type(value)
    if isinstance(value, (type, types.ModuleType, types.FunctionType, BaseException)):
        return False
    if callable(value) and inspect.getattr_static(value, "__name__", None) is not None:
        return False  # a function of some kind
    if not is_users(cls) or hasattr(cls, "__adcompile_function__"):
        return False
    return hasattr(value, "__dict__") or hasattr(cls, "__slots__")


def holds_code(value: Any) -> bool:
    """Is it an object, or a container of objects or functions, whose code has to be known?

    >>> holds_code([1.0, 1]), holds_code({"act": abs})
    (False, True)
    """
    if is_object(value):
        return True
    if not isinstance(value, (list, tuple, dict)):
        return False
    parts = value.values() if isinstance(value, dict) else value
    return any(holds_code(part) or callable(part) for part in parts)


def is_users(cls: type) -> bool:
    """Is it no class of Python's own, of NumPy or SciPy?"""
    package = cls.__module__.partition(".")[0]
    return package not in OPAQUE and package not in sys.stdlib_module_names


class Unknown:
    """A floating-point number or array of which nothing else is known."""

    is_floating = True


class Method:
    """A function bound to an object of the program."""

    def __init__(self, owner: Value, function: Any) -> None:
        self.owner = owner
        self.function = function
        self.__name__ = getattr(function, "__name__", "method")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"`{self.__name__}` is lowered where it is called")


class Super:
    """What `super()` is in a method of `cls`."""

    def __init__(self, owner: Instance, cls: type) -> None:
        self.owner = owner
        self.cls = cls

    def find(self, name: str) -> Any:
        """The function or value of that name in the classes behind."""
        order = type(self.owner.example).__mro__
        for cls in order[order.index(self.cls) + 1 :]:
            if name in vars(cls):
                return vars(cls)[name]
        raise AttributeError(f"'super' object has no attribute '{name}'")


class All:
    """The names that a function from elsewhere has itself: every one."""

    def __contains__(self, name: object) -> bool:
        return True


def is_own_class(cls: Any) -> bool:
    """Is it a class written in Python, of the user's?"""
    if not isinstance(cls, type) or issubclass(cls, BaseException):
        return False
    return is_users(cls) and type(cls) is type


def source_of(cls: Any) -> str:
    """What the body of a class defines, where it can be read."""
    try:
        return inspect.getsource(cls)
    except (OSError, TypeError):
        return ""


def is_value(value: Any) -> bool:
    return isinstance(value, (Var, Const, Items, Instance))


def holds_object(value: Slot) -> bool:
    """Is it an object, or does it hold one?"""
    if isinstance(value, Items):
        return any(map(holds_object, value.values))
    return isinstance(value, Instance)


def holds_parts(value: Slot | None) -> bool:
    """Is it a container of objects or containers?"""
    return isinstance(value, Items) and any(isinstance(v, (Items, Instance)) for v in value.values)


def holds_structure(value: Slot | None) -> bool:
    """Is it an object, or a container that holds one, a list or a dict?"""
    if isinstance(value, Instance):
        return True
    if not isinstance(value, Items):
        return False
    return value.kind != "tuple" or any(isinstance(v, (Items, Instance)) for v in value.values)
