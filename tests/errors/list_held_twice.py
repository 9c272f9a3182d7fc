def f(x, names):
    groups = {}
    for name in names:
        groups[name] = [x]
    groups["b"] = groups["a"]
    groups["a"].append(x * x)
    return sum(groups["b"])


# ---------------------------------- message -----------------------------------------------------

# File "list_held_twice.py", line 6
#   groups["a"].append(x * x)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: changing an item of `groups`, which may hold one list twice, is not supported
# help: put in new lists, `[...]` or `list(items)`, where it is filled
