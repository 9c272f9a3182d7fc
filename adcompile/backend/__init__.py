"""SSA in, Python text and callables out."""
