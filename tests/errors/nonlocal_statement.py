def make():
    count = 0

    def f(x):
        nonlocal count
        count = count + 1
        return x * x

    return f


FUNCTION = make()


# ---------------------------------- message -----------------------------------------------------

# File "nonlocal_statement.py", line 5
#   nonlocal count
#   ^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: writes to closure variables are not supported
# help: return the value instead
