def f(x):
    return len({x, 1.0}) * x


# ---------------------------------- message -----------------------------------------------------

# File "set_display.py", line 2
#   return len({x, 1.0}) * x
#              ^^^^^^^^
# adcompile.UnsupportedSyntax: `Set` expressions are not supported
# help: write it without
