def f(x):
    if x > 1:
        return x, x * x
    return x


# ---------------------------------- message -----------------------------------------------------

# File "results_of_two_structures.py", line 1
#   def f(x):
#   ^^^^^^^^^
# adcompile.UnsupportedSyntax: results of different structure are not supported
# help: return the same kind of thing everywhere
