"""The derivatives of the primitives, by family.  Importing the package fills the table."""

from adcompile.rules import (  # noqa: F401  (imported for their registrations)
    accumulations,
    arrays,
    calculus,
    domains,
    elementwise,
    extents,
    fourier,
    indexing,
    joins,
    linalg,
    lists,
    operators,
    parts,
    polynomials,
    products,
    reductions,
    shapes,
    zero,
)

# isort: split
# Last: they give more names to rules of the others, and read more of them.
from adcompile.rules import core, libraries  # noqa: F401
