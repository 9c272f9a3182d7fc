def f(x):
    return x if x > 0 else -x


# ---------------------------------- message -----------------------------------------------------

# File "conditional_expression.py", line 2
#   return x if x > 0 else -x
#          ^^^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through a conditional expression, which is kept as it is written
# help: write it with `np.where`, or as separate statements
