def f(x):
    total = 0.0

    def add(t):
        nonlocal total
        total = total + t * t

    add(x)
    return total


# ---------------------------------- message -----------------------------------------------------

# File "function_that_writes_around_it.py", line 5
#   nonlocal total
#   ^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: writes to closure variables are not supported
# help: return the value instead
