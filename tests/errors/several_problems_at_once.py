def f(x):
    for k in range(3):
        x = x * k
    try:
        x = x / 2
    except ValueError:
        pass
    square = lambda y: y * y  # noqa: E731
    return square(x)


# ---------------------------------- message -----------------------------------------------------

# File "several_problems_at_once.py", line 2
#   for k in range(3):
#   ^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `for` loops are not supported
# help: write it with whole-array operations
#
# File "several_problems_at_once.py", line 4
#   try:
#   ^^^^
# adcompile.UnsupportedSyntax: `try` statements are not supported
# help: handle the exception outside the function
#
# File "several_problems_at_once.py", line 8
#   square = lambda y: y * y  # noqa: E731
#            ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a `lambda` inside is not supported
# help: define the function outside
