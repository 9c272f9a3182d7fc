def f(x):
    pair, count = [x[0]], 0
    for v in x:
        count += len(pair)
        pair = [v, v * v]
    return pair[1] * count


# ---------------------------------- message -----------------------------------------------------

# File "list_measured_in_loop.py", line 3
#   for v in x:
#   ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a loop that changes the structure of `pair` is not supported
# help: give what it becomes another name
