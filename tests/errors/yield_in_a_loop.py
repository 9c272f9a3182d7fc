def squares(x):
    for v in x:
        yield v * v


def f(x):
    return sum(squares(x))


# ---------------------------------- message -----------------------------------------------------

# File "yield_in_a_loop.py", line 3
#   yield v * v
#   ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `Yield` expressions are not supported
# help: write it without
