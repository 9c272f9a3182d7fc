def f(x, n):
    ys = [x * i for i in range(n)]
    other = ys
    other.append(x * x)
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "real_list_with_two_names.py", line 4
#   other.append(x * x)
#   ^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `other` is changed in place while `ys`, which may share its memory, is still read
# help: make a copy first, `other = other.copy()`
