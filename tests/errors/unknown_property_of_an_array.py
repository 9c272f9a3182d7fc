def f(x):
    return x.lenght * x


# ---------------------------------- message -----------------------------------------------------

# File "unknown_property_of_an_array.py", line 2
#   return x.lenght * x
#          ^^^^^^^^
# adcompile.MissingRule: no derivative is known for `.lenght`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(.lenght)
#     def lenght(x, *, out, g):
#         return ...
