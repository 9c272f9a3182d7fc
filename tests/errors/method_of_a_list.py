def f(x):
    values = [x]
    values.append(x * x)
    return values[0] * values[1]


# ---------------------------------- message -----------------------------------------------------

# File "method_of_a_list.py", line 3
#   values.append(x * x)
#   ^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `.append()` of a list is not supported
# help: build a new one instead
#
# File "method_of_a_list.py", line 4
#   return values[0] * values[1]
#                      ^^^^^^^^^
# adcompile.AdcompileError: the list has no element 1
# help: correct the index
