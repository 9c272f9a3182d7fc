def f(x, n):
    ys = [x * i for i in range(n)]
    ys.extend(ys)
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "list_extended_by_itself.py", line 3
#   ys.extend(ys)
#   ^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `ys` is changed in place while another name for it is still read
# help: make a copy first, `ys = ys.copy()`
