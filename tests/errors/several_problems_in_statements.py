def f(x, items):
    x.shape = (1,)
    a, b = x, x, x
    return x * items[*x]


# ---------------------------------- message -----------------------------------------------------

# File "several_problems_in_statements.py", line 2
#   x.shape = (1,)
#   ^^^^^^^
# adcompile.UnsupportedSyntax: assignment to an attribute of what is only known at the call is not supported
# help: return the value instead; or specialise the derivative for an example
#
# File "several_problems_in_statements.py", line 3
#   a, b = x, x, x
#   ^^^^
# adcompile.UnsupportedSyntax: unpacking 3 values into 2 names is not supported
# help: match the lengths
#
# File "several_problems_in_statements.py", line 4
#   return x * items[*x]
#                    ^^
# adcompile.UnsupportedSyntax: `Starred` expressions are not supported
# help: write it without
