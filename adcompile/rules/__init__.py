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
    special,
    zero,
)

# isort: split
# Last: it gives more names to rules of the others.
from adcompile.rules import core  # noqa: F401
