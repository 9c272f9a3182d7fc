def f(x):
    y = x * x
    del y
    return y  # noqa: F821


# ---------------------------------- message -----------------------------------------------------

# File "name_deleted.py", line 4
#   return y  # noqa: F821
#          ^
# adcompile.AdcompileError: the name `y` is not defined
# help: define it, or pass it as an argument
