def f(x):
    t = x, x * x
    return t[2]


# ---------------------------------- message -----------------------------------------------------

# File "index_out_of_a_tuple.py", line 3
#   return t[2]
#          ^^^^
# adcompile.AdcompileError: the tuple has no element 2
# help: correct the index
