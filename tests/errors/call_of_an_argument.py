def f(g, x):
    return g(x)


ARGNUMS = 1


# ---------------------------------- message -----------------------------------------------------

# File "call_of_an_argument.py", line 2
#   return g(x)
#          ^^^^
# adcompile.UnsupportedSyntax: a call of a function that is only known at run time is not supported
# help: name it
