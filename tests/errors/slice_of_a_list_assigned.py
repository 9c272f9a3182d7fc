def f(x, n):
    ys = [x * i for i in range(n)]
    ys[1:] = [x]
    return sum(ys)


# ---------------------------------- message -----------------------------------------------------

# File "slice_of_a_list_assigned.py", line 3
#   ys[1:] = [x]
#   ^^^^^^
# adcompile.UnsupportedSyntax: assigning to a slice of a list is not supported
# help: join the parts, `items = items[:i] + others + items[j:]`, or go through the items
