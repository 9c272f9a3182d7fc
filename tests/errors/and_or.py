def f(x, y):
    return x and y * 2


# ---------------------------------- message -----------------------------------------------------

# File "and_or.py", line 2
#   return x and y * 2
#          ^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through `and` / `or`, which is kept as it is written
# help: write it with `np.where`, or as separate statements
