def f(x):
    return sum([v * v for v in x])


# ---------------------------------- message -----------------------------------------------------

# File "comprehension.py", line 2
#   return sum([v * v for v in x])
#              ^^^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through a comprehension, which is kept as it is written
# help: write it with `np.where`, or as separate statements
#
# File "comprehension.py", line 2
#   return sum([v * v for v in x])
#          ^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `sum`
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(sum)
#     def sum(iterable, *, out, g):
#         return ...
