def f(x, n):
    for _ in range(n):
        with open("log"):
            x = x * 2
    if n > 2:
        try:
            x = x / 2
        except ValueError:
            pass

    class Scale:
        factor = 2.0

    return x * Scale.factor


# ---------------------------------- message -----------------------------------------------------

# File "several_problems_at_once.py", line 3
#   with open("log"):
#   ^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `with` statements are not supported
# help: open it outside the function
#
# File "several_problems_at_once.py", line 6
#   try:
#   ^^^^
# adcompile.UnsupportedSyntax: `try` statements are not supported
# help: handle the exception outside the function
#
# File "several_problems_at_once.py", line 11
#   class Scale:
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: class definitions inside are not supported
# help: define it outside
