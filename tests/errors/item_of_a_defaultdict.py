from collections import defaultdict


def f(x, n):
    totals = defaultdict(float)
    for i in range(n):
        totals[i % 2] += x * i
    return totals[0] * totals[1]


# ---------------------------------- message -----------------------------------------------------

# File "item_of_a_defaultdict.py", line 7
#   totals[i % 2] += x * i
#   ^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows into an item of a `defaultdict`
# help: use an array, a list, or a dict with `get` and `setdefault`
