def f(x):
    def g(t, n):
        return t if n == 0 else t * g(t, n - 1)

    return g(x, 3)


# ---------------------------------- message -----------------------------------------------------

# File "recursion_inside.py", line 3
#   return t if n == 0 else t * g(t, n - 1)
#                               ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `g` calls itself, which is not supported
# help: write it without recursion
