def f(x, c):
    if c:
        pair = (x, x)
    else:
        pair = (x, x, x)
    return pair[0] * pair[-1]


# ---------------------------------- message -----------------------------------------------------

# File "two_structures_in_branches.py", line 6
#   return pair[0] * pair[-1]
#          ^^^^
# adcompile.UnsupportedSyntax: `pair` may be one of two different structures here, which is not supported
# help: make it the same kind of thing in both branches
