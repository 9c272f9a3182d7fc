"""Where complex numbers come into a program.

    z = x * 1j          here: a constant
    w = np.fft.fft(x)   here: a function that makes them
    y = np.abs(z)

The cotangent of a real value is real, as it does not move off its axis; one that may have met complex
numbers is cut to its real part.  In a program without complex numbers there is nothing to cut.
"""

from __future__ import annotations

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Call, Const, Function, If, Loop, Store, operands, walk
from adcompile.ir.subprograms import Sub
from adcompile.rules.inference import is_half_adjoint, keeps_real

__all__ = ["meets_complex"]


def meets_complex(function: Function, facts: Facts) -> bool:
    """May any value of the program, or of its adjoint, be complex?"""
    if any(map(facts.is_complex, function.inputs())):
        return True
    for op in walk(function.body):
        if isinstance(op, (If, Loop, Store)):
            continue
        if any(map(facts.is_complex, (op.out, *operands(op)))):
            return True
        if isinstance(op, Call) and isinstance(op.func, Sub):
            if not stays_real(op.func, set()):
                return True
            continue
        if isinstance(op, Call) and not facts.is_real(op.out):
            if not keeps_real(op.func, dict(op.kwargs)):
                return True
        if isinstance(op, Call) and is_half_adjoint(op.func):
            return True
    return False


def stays_real(sub: Sub, seen: set[Sub]) -> bool:
    """Does a function that stands by itself make no complex numbers of real ones?"""
    if sub in seen:
        return True
    seen.add(sub)
    program = sub.whole()
    if program is None:
        return False
    for op in walk(program.body):
        if any(isinstance(a, Const) and isinstance(a.value, complex) for a in operands(op)):
            return False
        if isinstance(op, Call):
            inner = op.func
            kept = (
                stays_real(inner, seen)
                if isinstance(inner, Sub)
                else keeps_real(inner, dict(op.kwargs))
            )
            if not kept:
                return False
    return True
