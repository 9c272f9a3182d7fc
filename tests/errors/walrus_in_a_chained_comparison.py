def f(x):
    if 0 < x < (y := x * x):
        return y
    return x


# ---------------------------------- message -----------------------------------------------------

# File "walrus_in_a_chained_comparison.py", line 2
#   if 0 < x < (y := x * x):
#      ^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `:=` inside a comparison is not supported
# help: assign before
