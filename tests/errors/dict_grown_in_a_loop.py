def f(x):
    table = {}
    for i in range(len(x)):
        table[i] = x[i] * x[i]
    return table[0] * table[1]


# ---------------------------------- message -----------------------------------------------------

# File "dict_grown_in_a_loop.py", line 4
#   table[i] = x[i] * x[i]
#   ^^^^^^^^
# adcompile.UnsupportedSyntax: item assignment to this object is not supported
# help: build a new one instead
#
# File "dict_grown_in_a_loop.py", line 5
#   return table[0] * table[1]
#          ^^^^^^^^
# adcompile.AdcompileError: the dict has no element 0
# help: correct the index
