def f(x, n):
    ys = []
    for i in range(n):
        ys.append(x * i)
    for y in ys:
        if y > 1:
            ys.append(y / 2)
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "list_changed_while_walked.py", line 5
#   for y in ys:
#            ^^
# adcompile.UnsupportedSyntax: changing the list `ys` while iterating over it is not supported
# help: iterate over a copy, `list(ys)`, or build another list
