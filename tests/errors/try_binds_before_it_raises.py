def f(x, table, key):
    s = x
    try:
        s = s * s
        t = s * table[key]
    except KeyError:
        t = s
    return t


# ---------------------------------- message -----------------------------------------------------

# File "try_binds_before_it_raises.py", line 7
#   t = s
#       ^
# adcompile.UnsupportedSyntax: `s`, which may or may not be bound when an exception is caught, is not supported
# help: read it in an `else` clause, or bind it in the last statement of the `try`
