def f(x):
    first, *rest = x
    return first * rest[0]


# ---------------------------------- message -----------------------------------------------------

# File "starred_of_unknown_length.py", line 2
#   first, *rest = x
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a starred target for a value whose length is not known is not supported
# help: take slices, `first, rest = x[0], x[1:]`
