def f(x):
    y = [x, x]
    del y[0]
    return y[0]


# ---------------------------------- message -----------------------------------------------------

# File "delete_an_element.py", line 3
#   del y[0]
#       ^^^^
# adcompile.UnsupportedSyntax: deleting part of an object is not supported
# help: build a new one instead
