def f(x, c):
    if c:

        def g(t):
            return t * t
    else:

        def g(t):
            return t + 1

    return g(x)


# ---------------------------------- message -----------------------------------------------------

# File "function_chosen_in_a_branch.py", line 11
#   return g(x)
#          ^^^^
# adcompile.UnsupportedSyntax: a call of a function that is only known at run time is not supported
# help: name it
