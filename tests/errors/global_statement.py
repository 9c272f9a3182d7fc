COUNT = 0


def f(x):
    global COUNT
    COUNT = COUNT + 1
    return x * x


# ---------------------------------- message -----------------------------------------------------

# File "global_statement.py", line 5
#   global COUNT
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: writes to globals are not supported
# help: return the value instead
