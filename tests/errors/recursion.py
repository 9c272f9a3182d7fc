def f(x):
    return x * f(x - 1)


# ---------------------------------- message -----------------------------------------------------

# File "recursion.py", line 2
#   return x * f(x - 1)
#              ^^^^^^^^
# adcompile.UnsupportedSyntax: `f` calls itself, which is not supported
# help: write it without recursion
