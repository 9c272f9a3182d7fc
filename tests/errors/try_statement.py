def f(x):
    try:
        y = 1 / x
    except ZeroDivisionError:
        y = 0.0
    return y


# ---------------------------------- message -----------------------------------------------------

# File "try_statement.py", line 2
#   try:
#   ^^^^
# adcompile.UnsupportedSyntax: `try` statements are not supported
# help: handle the exception outside the function
