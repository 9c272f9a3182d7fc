def f(x):
    if x > 0:
        return x
    return -x


# ---------------------------------- message -----------------------------------------------------

# File "if_statement.py", line 2
#   if x > 0:
#   ^^^^^^^^^
# adcompile.UnsupportedSyntax: `if` statements are not supported
# help: use `np.where(test, a, b)`
