def f(x):
    total = 0.0
    for value in x:
        total = total + value * value
    return total


# ---------------------------------- message -----------------------------------------------------

# File "for_loop.py", line 3
#   for value in x:
#   ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `for` loops are not supported
# help: write it with whole-array operations
