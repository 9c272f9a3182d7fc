def f(x, n):
    ys = []
    for i in range(n):
        ys.extend(x * x)
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "extend_of_a_growing_list.py", line 4
#   ys.extend(x * x)
#   ^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `extend` of a list that grows in a loop is not supported
# help: append in a loop
