def f(x):
    return x * undefined_scale  # noqa: F821


# ---------------------------------- message -----------------------------------------------------

# File "name_not_defined.py", line 2
#   return x * undefined_scale  # noqa: F821
#              ^^^^^^^^^^^^^^^
# adcompile.AdcompileError: the name `undefined_scale` is not defined
# help: define it, or pass it as an argument
