def f(x, n):
    ys = []
    for i in range(n):
        ys.append(x * i)
    ys *= 2
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "list_multiplied_in_place.py", line 5
#   ys *= 2
#   ^^^^^^^
# adcompile.UnsupportedSyntax: `*=` of a list is not supported
# help: write `items = items * n`
