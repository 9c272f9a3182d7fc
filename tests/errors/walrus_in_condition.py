def f(x):
    return (y := x * 2) > 0 and y


# ---------------------------------- message -----------------------------------------------------

# File "walrus_in_condition.py", line 2
#   return (y := x * 2) > 0 and y
#          ^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `:=` inside `and` / `or` is not supported
# help: assign before
