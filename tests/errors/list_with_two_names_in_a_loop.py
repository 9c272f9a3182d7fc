def f(x, n):
    ys = []
    other = ys
    for i in range(n):
        ys.append(x * i)
        other.append(x)
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "list_with_two_names_in_a_loop.py", line 5
#   ys.append(x * i)
#   ^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `ys` is changed in place while another name for it is still read
# help: make a copy first, `ys = ys.copy()`
