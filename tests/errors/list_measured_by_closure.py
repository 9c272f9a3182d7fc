def f(x):
    pair, count = [x[0]], 0

    def length():
        return len(pair)

    for v in x:
        count += length()
        pair = [v, v * v]
    return pair[1] * count


# ---------------------------------- message -----------------------------------------------------

# File "list_measured_by_closure.py", line 7
#   for v in x:
#   ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a loop that changes the structure of `pair` is not supported
# help: give what it becomes another name
