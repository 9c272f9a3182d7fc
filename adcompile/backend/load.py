"""From text to a function: compiled, with its lines in `linecache` and a module of its own.

So tracebacks, `inspect.getsource` and pdb show the emitted lines.
"""

from __future__ import annotations

import hashlib
import linecache
import sys
import types
from collections.abc import Callable
from typing import Any

from adcompile.backend.emit import Emitted

__all__ = ["load", "unload"]

_UNLOADED: list[str] = []  # file names that `linecache` can forget


def load(emitted: Emitted) -> Callable[..., Any]:
    """The function that the text defines."""
    while _UNLOADED:
        linecache.cache.pop(_UNLOADED.pop(), None)
    digest = hashlib.sha256(emitted.text.encode()).hexdigest()[:10]
    base = f"adcompile.generated.{emitted.name}_{digest}"
    name, k = base, 1
    while name in sys.modules:
        k += 1
        name = f"{base}_{k}"
    file = f"<{name}>"
    module = types.ModuleType(name, "Code that adcompile emitted.")
    namespace = module.__dict__
    namespace.update(emitted.bindings)
    namespace.update(emitted.defaults)
    linecache.cache[file] = (len(emitted.text), None, emitted.text.splitlines(True), file)
    exec(compile(emitted.text, file, "exec"), namespace)
    sys.modules[name] = module
    function: Callable[..., Any] = namespace[emitted.name]
    return function


def unload(name: str) -> None:
    """Forget a loaded module, which nobody uses any more.

    Its lines go when the next one is loaded: this may run inside a walk through `linecache`, which
    Python 3.13 does not expect to lose entries.
    """
    sys.modules.pop(name, None)
    _UNLOADED.append(f"<{name}>")
