def f(x):
    while x > 1:
        x = x / 2
    return x


# ---------------------------------- message -----------------------------------------------------

# File "while_loop.py", line 2
#   while x > 1:
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `while` loops are not supported
# help: write it with whole-array operations
