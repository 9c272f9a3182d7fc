def f(x, flag):
    first, second = [x], [x * x]
    chosen = first if flag else second
    chosen.append(x)
    return sum(first) * sum(second)


# ---------------------------------- message -----------------------------------------------------

# File "list_that_may_be_one_of_two.py", line 4
#   chosen.append(x)
#   ^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a change of a list that may be one of two is not supported
# help: make a copy, `list(items)`, or use one name for each
