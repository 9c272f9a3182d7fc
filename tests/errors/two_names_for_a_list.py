def f(x):
    a = [x, x]
    b = a
    return a[0] * b[1]


# ---------------------------------- message -----------------------------------------------------

# File "two_names_for_a_list.py", line 3
#   b = a
#   ^
# adcompile.UnsupportedSyntax: two names for one list or dict are not supported
# help: write a second one
