def f(x, names):
    table = {name: v for name, v in zip(names, x)}
    values = table.values()
    table["a"] = 0.0
    return sum(values)


# ---------------------------------- message -----------------------------------------------------

# File "name_for_values_of_a_dict.py", line 3
#   values = table.values()
#            ^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a name for `.values()` of a dict is not supported
# help: write `list(d.values())`
