def f(x):
    square = lambda y: y * y  # noqa: E731
    return square(x)


# ---------------------------------- message -----------------------------------------------------

# File "lambda_inside.py", line 2
#   square = lambda y: y * y  # noqa: E731
#            ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a `lambda` inside is not supported
# help: define the function outside
