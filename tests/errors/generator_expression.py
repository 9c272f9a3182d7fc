def f(x):
    return sum(v * v for v in x)


# ---------------------------------- message -----------------------------------------------------

# File "generator_expression.py", line 2
#   return sum(v * v for v in x)
#             ^^^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through a generator, which is kept as it is written
# help: write it with `np.where`, or as separate statements
