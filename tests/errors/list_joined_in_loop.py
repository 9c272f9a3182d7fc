def f(x):
    squares = []
    for v in x:
        squares = squares + [v * v]
    return squares[0] * squares[-1]


# ---------------------------------- message -----------------------------------------------------

# File "list_joined_in_loop.py", line 3
#   for v in x:
#   ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a loop that changes the structure of `squares` is not supported
# help: give what it becomes another name
