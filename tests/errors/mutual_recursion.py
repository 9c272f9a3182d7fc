def even(x):
    return odd(x - 1) * x


def odd(x):
    return even(x - 1) + x


def f(x):
    return even(x)


# ---------------------------------- message -----------------------------------------------------

# File "mutual_recursion.py", line 6
#   return even(x - 1) + x
#          ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `even` calls itself, which is not supported
# help: write it without recursion
