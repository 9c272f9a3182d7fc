def f(x, names):
    table = {}
    for name, v in zip(names, x):
        table[name] = v * v
    for name in table:
        table[name + "2"] = table[name] * 2
    return sum(table.values())


# ---------------------------------- message -----------------------------------------------------

# File "dict_grown_while_walked.py", line 5
#   for name in table:
#               ^^^^^
# adcompile.UnsupportedSyntax: changing the dict `table` while iterating over it is not supported
# help: iterate over a copy, `dict(table)`, or build another dict
