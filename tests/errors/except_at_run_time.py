def f(x, table, key, kind):
    try:
        y = x * table[key]
    except kind:
        y = x
    return y


# ---------------------------------- message -----------------------------------------------------

# File "except_at_run_time.py", line 4
#   except kind:
#          ^^^^
# adcompile.UnsupportedSyntax: an exception that is only known at run time is not supported
# help: name its class here
