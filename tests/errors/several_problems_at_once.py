def f(x, n):
    for _ in range(n):
        global count
        count = n
    if n > 2:
        try:
            x = x / 2
        except ValueError:

            class Failed:
                pass

    class Scale:
        factor = 2.0

    return x * Scale.factor


# ---------------------------------- message -----------------------------------------------------

# File "several_problems_at_once.py", line 3
#   global count
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: writes to globals are not supported
# help: return the value instead
#
# File "several_problems_at_once.py", line 10
#   class Failed:
#   ^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: class definitions inside are not supported
# help: define it outside
#
# File "several_problems_at_once.py", line 13
#   class Scale:
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: class definitions inside are not supported
# help: define it outside
