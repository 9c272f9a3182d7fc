def f(x):
    try:
        y = x * x
    finally:
        print("done")
    return y


# ---------------------------------- message -----------------------------------------------------

# File "finally_with_effects.py", line 5
#   print("done")
#   ^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a `finally` clause that does more than bind names is not supported
# help: do it behind the `try`, or outside the function
