def f(x):
    if x < 0:
        raise
    return x * x


# ---------------------------------- message -----------------------------------------------------

# File "raise_again.py", line 3
#   raise
#   ^^^^^
# adcompile.UnsupportedSyntax: `raise` without an exception is not supported
# help: name the exception
