def f(x, flag):
    if flag:
        k = 2.0
    try:
        y = x * k
    except NameError:
        y = x
    return y


# ---------------------------------- message -----------------------------------------------------

# File "try_asks_for_a_name.py", line 5
#   y = x * k
#       ^^^^^
# adcompile.UnsupportedSyntax: `k` may not be bound where a `try` reads it, and the `try` would catch that
# help: bind it before, or name the exceptions that are expected
