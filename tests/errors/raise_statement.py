def f(x):
    raise ValueError(x)


# ---------------------------------- message -----------------------------------------------------

# File "raise_statement.py", line 2
#   raise ValueError(x)
#   ^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `raise` statements are not supported
# help: use `assert`, or check outside the function
