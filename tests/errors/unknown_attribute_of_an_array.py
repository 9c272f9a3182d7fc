def f(x):
    return x.summ()


# ---------------------------------- message -----------------------------------------------------

# File "unknown_attribute_of_an_array.py", line 2
#   return x.summ()
#          ^^^^^^^^
# adcompile.MissingRule: no derivative is known for `.summ`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(.summ)
#     def summ(x, *, out, g):
#         return ...
