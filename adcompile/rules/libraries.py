"""The libraries whose rules are read only where a program uses them.

A function of SciPy can only be called by a program that has imported its module.  So
`import adcompile` does not import SciPy, and a program pays for the rules of what it uses.
"""

from __future__ import annotations

from adcompile.rules.table import provides

__all__: list[str] = []

provides("scipy.special", "adcompile.rules.scipy_special")
provides("scipy.linalg", "adcompile.rules.scipy_linalg")
provides("scipy.stats", "adcompile.rules.scipy_stats")
provides("scipy.fft", "adcompile.rules.scipy_fft")
provides("scipy.signal", "adcompile.rules.scipy_signal")
provides("scipy.ndimage", "adcompile.rules.scipy_ndimage")
provides("scipy.integrate", "adcompile.rules.scipy_integrate")
provides("scipy.spatial.distance", "adcompile.rules.scipy_spatial")
provides("scipy.sparse.linalg", "adcompile.rules.scipy_sparse")
provides("scipy.optimize", "adcompile.rules.scipy_optimize")
