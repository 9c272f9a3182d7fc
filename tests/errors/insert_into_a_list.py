def f(x, n):
    ys = []
    for i in range(n):
        ys.insert(0, x * i)
    return ys[0]


# ---------------------------------- message -----------------------------------------------------

# File "insert_into_a_list.py", line 4
#   ys.insert(0, x * i)
#   ^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `.insert()` of a list is not supported
# help: build a new one instead
#
# File "insert_into_a_list.py", line 5
#   return ys[0]
#          ^^^^^
# adcompile.AdcompileError: the list has no element 0
# help: correct the index
