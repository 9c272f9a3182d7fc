def f(x):
    try:
        y = x * x
    finally:
        return y


# ---------------------------------- message -----------------------------------------------------

# File "finally_that_leaves.py", line 5
#   return y
#   ^^^^^^^^
# adcompile.UnsupportedSyntax: leaving a `finally` clause is not supported
# help: leave behind it
