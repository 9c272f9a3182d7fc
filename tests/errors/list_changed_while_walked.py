def f(x, n):
    ys = []
    for i in range(n):
        ys.append(x * i)
    for y in ys:
        if y > 1:
            ys.append(y / 2)
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "list_changed_while_walked.py", line 7
#   ys.append(y / 2)
#   ^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `ys` is changed in place while `ys`, which may share its memory, is still read
# help: make a copy first, `ys = ys.copy()`, or write `ys = ys + ...` instead of `+=`
