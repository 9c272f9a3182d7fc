"""The command line: the gradient of a function in a file, as text.

    python -m adcompile model.py:loss --argnums W,b                    print it
    python -m adcompile model.py:loss --argnums W,b -o loss_grad.py    write it
    python -m adcompile model.py:loss --argnums W,b --diff loss_grad.py
    python -m adcompile model.py:loss --argnums W,b --check --args "np.ones(3), 0.5"
    python -m adcompile coverage                                       the functions with a derivative

Ends with 0 if all is well, 1 if a check failed or an export is stale, 2 for what cannot be done.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import os
import sys
import traceback
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from adcompile.api.check import TOLERANCES, directional, inner, is_floating, precision
from adcompile.api.compiled import Options
from adcompile.api.coverage import coverage_table
from adcompile.api.derivative import Derivative
from adcompile.backend.export import write
from adcompile.diagnostics import AdcompileError

__all__ = ["main"]

CHECK_HELP = """\
--check compares the exported code with finite differences, and needs arguments for a call. They
come from --args, Python expressions in the names of the module and `np`; else from the module, from
`example_args` or `<function>_example`, a tuple or a function that returns one; else every parameter
without a default is a random number."""


class Refused(Exception):
    """What the command cannot do, and why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    if (sys.argv[1:] if argv is None else list(argv)) == ["coverage"]:
        print(coverage_table(), end="")
        return 0
    options = parser().parse_args(argv)
    try:
        return run(options)
    except SyntaxError as error:
        problems = [error, *(error.others if isinstance(error, AdcompileError) else ())]
        print("\n".join(map(placed, problems)), file=sys.stderr)
    except (Refused, TypeError, ValueError, OSError) as error:
        print(f"adcompile: {error}", file=sys.stderr)
    return 2


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(
        prog="python -m adcompile",
        description="Write the gradient of a NumPy function as another NumPy function.",
        epilog=CHECK_HELP,
    )
    add = made.add_argument
    add("function", metavar="path.py:function", help="the function, or Class.method, in its file")
    add("--argnums", default="0", metavar="W,b", help="names or numbers of the arguments (0)")
    add("-o", "--output", metavar="out.py", help="write a file instead of printing")
    add("--force", action="store_true", help="overwrite the file")
    add("--value", action="store_true", help="return the value as well: value_and_grad")
    add("--has-aux", action="store_true", help="the function returns (value, aux)")
    add("--holomorphic", action="store_true", help="a complex function of complex arguments")
    add("--no-optimize", action="store_true", help="mirror every statement")
    add("--check", action="store_true", help="compare with finite differences")
    add("--args", metavar="EXPR, ...", help="the arguments of the call that --check makes")
    add("--diff", metavar="old.py", help="compare with an earlier export; 1 if it is stale")
    return made


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    path, colon, name = options.function.rpartition(":")
    if not colon or not name:
        raise Refused(f"write path.py:function, not {options.function!r}")
    module = loaded(Path(path))
    function = found(module, name, path)
    derivative: Derivative[..., Any] = Derivative(
        function,
        argnums(options.argnums),
        Options(
            "value_and_grad" if options.value else "grad",
            has_aux=options.has_aux,
            optimize=not options.no_optimize,
            holomorphic=options.holomorphic,
        ),
    )
    text = derivative.export_text()
    code = 0
    if options.check:
        code = max(code, check(derivative, text, example(options, module, derivative, name)))
    if options.diff:
        code = max(code, compare(Path(options.diff), text))
    if options.output:
        if Path(options.output).exists() and not options.force:
            raise Refused(f"{options.output} exists: pass --force to overwrite it")
        write(options.output, text, options.force)
    elif not options.check and not options.diff:
        sys.stdout.write(text)
    return code


# -- the function ---------------------------------------------------------------------------


def loaded(path: Path) -> types.ModuleType:
    """The module in a file, imported under the name of the file, its folder on the path."""
    if not path.is_file():
        raise Refused(f"there is no file {path}")
    sys.path.insert(0, str(path.resolve().parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise Refused(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except AdcompileError:
        raise
    except SyntaxError as error:
        if error.filename == spec.origin:
            raise
        raise Refused(f"{path} cannot be imported:\n{traceback.format_exc()}") from None
    except (Exception, SystemExit):
        raise Refused(f"{path} cannot be imported:\n{traceback.format_exc()}") from None
    return module


def found(module: types.ModuleType, name: str, path: str) -> Any:
    """The function, below any derivative that the module makes of it."""
    value: Any = module
    for part in name.split("."):
        if not hasattr(value, part):
            names = [n for n, v in vars(value).items() if callable(v)]
            close = difflib.get_close_matches(part, names, 1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise Refused(f"{path} has no function {name!r}{hint}")
        value = getattr(value, part)
    while isinstance(value, Derivative):
        value = value.__wrapped__
    if not callable(value):
        raise Refused(f"{name!r} in {path} is a {type(value).__name__}, not a function")
    return value


def argnums(text: str) -> Any:
    """What `--argnums` says: one name or number, or with a comma a tuple of them.

    >>> argnums("W"), argnums("W,1"), argnums("W,")
    ('W', ('W', 1), ('W',))
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    wanted = [int(part) if part.lstrip("-").isdigit() else part for part in parts]
    return wanted[0] if len(wanted) == 1 and "," not in text else tuple(wanted)


# -- finite differences ---------------------------------------------------------------------


def example(
    options: argparse.Namespace, module: types.ModuleType, derivative: Any, name: str
) -> tuple[Any, ...]:
    """Arguments to check at, for every parameter up to the last that has none by default."""
    if options.args is not None:
        try:
            names = {"np": np, **vars(module)}
            return tuple(eval(f"({options.args.strip().rstrip(',')},)", names))
        except Exception as error:
            raise Refused(f"--args {options.args!r}: {type(error).__name__}: {error}") from None
    for wanted in (f"{name.replace('.', '_')}_example", "example_args"):
        given = getattr(module, wanted, None)
        if given is not None:
            given = given() if callable(given) else given
            if not isinstance(given, (tuple, list)):
                raise Refused(f"{wanted} must be a tuple of arguments")
            return tuple(given)
    random = np.random.default_rng(0)
    parameters = derivative.__signature__.parameters.values()
    args = tuple(
        float(np.round(random.uniform(0.2, 0.8), 3)) for p in parameters if p.default is p.empty
    )
    try:
        derivative(*args)
    except Exception as error:
        tried = ", ".join(map(repr, args))
        raise Refused(
            f"no arguments to check at: {name}({tried}) gives {type(error).__name__}: {error}\n"
            "pass them, as in --args 'np.ones((3, 2)), 0.5', or define example_args in the module"
        ) from None
    return args


def check(derivative: Derivative[..., Any], text: str, args: tuple[Any, ...]) -> int:
    """Run the exported text, and compare what it returns with differences of the function."""
    name = derivative._made
    namespace: dict[str, Any] = {"__name__": name}
    exec(compile(text, f"<export of {name}>", "exec", dont_inherit=True), namespace)
    result = namespace[name](*args)
    options = derivative.options
    if options.kind == "value_and_grad":
        result = result[1]
    elif options.has_aux:
        result = result[0]
    gradients = (result,) if derivative._single else result
    original = derivative.__wrapped__

    def value(*moved: Any) -> Any:
        out = original(*moved)
        return out[0] if options.has_aux else out

    random = np.random.default_rng(0)
    failures = 0
    for k, g in zip(derivative._positions, gradients):
        failures += 0 if agrees(value, args, k, g, derivative._names[k], random) else 1
    return 1 if failures else 0


def agrees(
    function: Any, args: tuple[Any, ...], k: int, g: Any, name: str, random: np.random.Generator
) -> bool:
    """Compare one gradient along a random direction, and print the result."""
    if k >= len(args) or not is_floating(args[k]):
        raise Refused(f"--check needs a floating-point value of `{name}`")
    tolerance = TOLERANCES.get(precision(args[k]), 5e-2)
    v = random.normal(size=np.shape(args[k]))
    got, want = inner(g, v), float(np.real(directional(function, args, {k: v})))
    fits = abs(got - want) <= tolerance * (1 + abs(want)) and np.shape(g) == np.shape(args[k])
    print(
        f"{'ok' if fits else 'WRONG'}  {name}: {got:.10g} along a random direction, want {want:.10g}"
    )
    return bool(fits)


# -- messages -------------------------------------------------------------------------------


def compare(old: Path, text: str) -> int:
    """Print how an earlier export differs; is it stale?"""
    if not old.is_file():
        raise Refused(f"there is no file {old}")
    before = old.read_text(encoding="utf-8").splitlines(keepends=True)
    after = text.splitlines(keepends=True)
    lines = list(difflib.unified_diff(before, after, str(old), "now"))
    sys.stdout.writelines(lines)
    return 1 if lines else 0


def placed(error: SyntaxError) -> str:
    """`file:line:column: message`, and the help below it."""
    place = ""
    if error.filename:
        place = f"{shortened(error.filename)}:{error.lineno or 1}:{error.offset or 1}: "
    help = getattr(error, "help", None)
    return f"{place}{error.msg}" + (f"\n    help: {help}" if help else "")


def shortened(file: str) -> str:
    """A path as seen from the current folder, if that is shorter."""
    if not os.path.isabs(file):
        return file
    relative = os.path.relpath(file)
    return relative if len(relative) < len(file) else file
