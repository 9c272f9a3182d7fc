def f(x):
    a, b = x, x, x
    return a * b


# ---------------------------------- message -----------------------------------------------------

# File "unpacking_the_wrong_number.py", line 2
#   a, b = x, x, x
#   ^^^^
# adcompile.UnsupportedSyntax: unpacking 3 values into 2 names is not supported
# help: match the lengths
