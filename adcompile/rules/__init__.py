"""The derivatives of the primitives, by family.  Importing the package fills the table."""

from adcompile.rules import (  # noqa: F401  (imported for their registrations)
    operators,
    elementwise,
    zero,
    reductions,
    shapes,
    joins,
    indexing,
    products,
    linalg,
    special,
    core,
)
